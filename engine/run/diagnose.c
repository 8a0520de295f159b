/* Whether the parts of a branch belong together, and what each contributes to its score. */
#include "run/below.h"
#include "run/diagnose.h"
#include <math.h>
#include <stdlib.h>

typedef struct {
    myn_diagnosis diagnosis; /* first member of what the caller gets back */
    Diagnoser work;
} Kept;

static bool is_branch(const myn_labels *labels, size_t node)
{
    return labels->node[node].indicator == MYN_NONE;
}

/* ---- effective weights ---- */

static double share_of_weight(const myn_labels *labels, const double *weight, size_t node)
{
    double all = 0;
    for (size_t i = 0; i < labels->nodes; i++)
        if (labels->node[i].parent == labels->node[node].parent) all += weight[i];
    return weight[node] / all;
}

/* NODE, at any depth below ABOVE, beside its score: shares and slopes multiply down the tree. */
static myn_status bear(const Diagnoser *d, size_t above, size_t node, myn_diagnosed_part *out)
{
    const myn_labels *labels = d->labels;
    const double *score = d->data->score;
    Beside beside;
    int sign = diagnose_sign(&labels->node[node]);
    *out = (myn_diagnosed_part){node, 0, 1, sign, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, MYN_NONE};
    for (size_t i = node; i != above; i = labels->node[i].parent) {
        size_t parent = labels->node[i].parent;
        out->nominal *= share_of_weight(labels, d->data->weight, i);
        out->slope *= diagnose_sign(&labels->node[i]) * d->slope[i];
        if (d->no_slope[parent].kind) out->stopped_by = parent;
    }
    myn_status status = diagnose_beside(d, score + node * d->areas, score + above * d->areas, d->areas,
                                        &beside);
    if (status) return status;
    out->n = (size_t)beside.n;
    out->correlation = sign * beside.r;
    out->p = beside.p;
    if (beside.variance_y > 0) out->effective = out->slope * sign * beside.covariance / beside.variance_y;
    return MYN_OK;
}

static void share_slopes(myn_diagnosed *out)
{
    double all = 0;
    out->effective_sum = 0;
    for (size_t i = 0; i < out->parts; i++) {
        all += out->part[i].slope;
        out->effective_sum += out->part[i].effective;
    }
    for (size_t i = 0; i < out->parts; i++) out->part[i].used = out->part[i].slope / all;
}

static myn_status bear_indicators(const Diagnoser *d, myn_diagnosed *out)
{
    const myn_labels *labels = d->labels;
    size_t count = 0, direct = 0;
    out->indicator = myn_arena_zero(d->memory, labels->indicators + 1, sizeof *out->indicator);
    if (!out->indicator) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < out->parts; i++) direct += !is_branch(labels, out->part[i].node);
    if (direct == out->parts) return MYN_OK;
    myn_status status = MYN_OK;
    for (size_t i = out->node + 1; i < labels->nodes && !status; i++)
        if (!is_branch(labels, i) && labels_below(labels, i, out->node))
            status = bear(d, out->node, i, &out->indicator[count++]);
    out->indicators = count;
    return status;
}

/* ---- do the parts belong together ---- */

static myn_status square(myn_arena *arena, size_t p, myn_mat *out)
{
    *out = (myn_mat){myn_arena_zero(arena, p * p + 1, sizeof(double)), p, p, p};
    return out->at ? MYN_OK : MYN_ERR_MEMORY;
}

static myn_status room_for(myn_arena *arena, myn_cmat x, myn_correlations *out)
{
    myn_status status = square(arena, x.rows, &out->r);
    if (!status) status = square(arena, x.rows, &out->p);
    if (!status) status = square(arena, x.rows, &out->n);
    return status;
}

/* What any figure of several parts takes; and that there are AREAS with all of them. */
static myn_lack too_few(const Parts *parts, size_t least, size_t areas)
{
    if (parts->count < least) return (myn_lack){MYN_LACK_PARTS, least, parts->count, MYN_NONE, MYN_NONE};
    if (parts->complete < areas)
        return (myn_lack){MYN_LACK_AREAS, areas, parts->complete, MYN_NONE, MYN_NONE};
    return (myn_lack){MYN_LACK_NONE, 0, 0, MYN_NONE, MYN_NONE};
}

static myn_status find_alpha(const Diagnoser *d, const Parts *parts, myn_cmat r, myn_diagnosed *out)
{
    myn_mat covariance;
    double *figure = myn_arena_get(d->scratch, (2 * parts->count + 1) * sizeof *figure);
    out->no_alpha = too_few(parts, 2, LEAST_AREAS);
    if (out->no_alpha.kind) return MYN_OK;
    myn_status status = square(d->scratch, parts->count, &covariance);
    if (!status && !figure) status = MYN_ERR_MEMORY;
    if (!status) status = myn_covariance(myn_const(parts->whole), MYN_GAPS_COMPLETE, covariance, d->scratch);
    if (status) return status;
    out->alpha = myn_cronbach(myn_const(covariance), figure, figure + parts->count);
    out->alpha_standardised = myn_cronbach(r, NULL, NULL);
    if (isnan(out->alpha)) out->no_alpha = diagnose_culprit(parts, r);
    for (size_t i = 0; i < parts->count; i++) {
        out->part[i].item_total = figure[i];
        out->part[i].alpha_without = figure[parts->count + i];
    }
    return MYN_OK;
}

/* KMO, Bartlett and VIF all need the inverse of the correlations. */
static myn_status find_inverse(const Diagnoser *d, const Parts *parts, myn_cmat r, myn_diagnosed *out)
{
    const char *why = NULL;
    size_t p = parts->count;
    double *figure = myn_arena_get(d->scratch, (p + 1) * sizeof *figure);
    out->no_inverse = too_few(parts, 2, p + 1);
    out->no_kmo = too_few(parts, 3, p + 1); /* of two parts it is 0.5, whatever they are */
    if (out->no_inverse.kind) return MYN_OK;
    if (!figure) return MYN_ERR_MEMORY;
    myn_status status = myn_vif(r, figure, &why, d->scratch);
    if (status == MYN_ERR_DATA) {
        out->no_inverse = diagnose_culprit(parts, r);
        if (!out->no_kmo.kind) out->no_kmo = out->no_inverse;
        return MYN_OK;
    }
    for (size_t i = 0; i < p && !status; i++) out->part[i].vif = figure[i];
    if (!status) status = myn_bartlett(r, (double)parts->complete, &out->bartlett, &why, d->scratch);
    if (status || out->no_kmo.kind) return status;
    status = myn_kmo(r, &out->kmo, figure, &why, d->scratch);
    for (size_t i = 0; i < p && !status; i++) out->part[i].kmo = figure[i];
    return status;
}

static myn_status find_components(const Diagnoser *d, const Parts *parts, myn_cmat r, myn_diagnosed *out)
{
    out->no_pca = too_few(parts, 2, LEAST_AREAS);
    if (out->no_pca.kind) return MYN_OK;
    myn_status status = myn_pca(r, &out->pca, d->memory);
    if (status != MYN_ERR_DATA) return status;
    out->no_pca = diagnose_culprit(parts, r);
    out->pca = (myn_components){0};
    return MYN_OK;
}

static myn_status belong_together(const Diagnoser *d, const Parts *parts, myn_diagnosed *out)
{
    myn_correlations whole;
    myn_cmat x = myn_const(parts->x), complete = myn_const(parts->whole);
    myn_status status = room_for(d->memory, x, &out->pair);
    if (!status) status = room_for(d->scratch, complete, &whole);
    if (!status) status = myn_correlation(x, d->correlation, MYN_GAPS_PAIRWISE, &out->pair, d->scratch);
    if (!status) status = myn_correlation(complete, MYN_CORR_PEARSON, MYN_GAPS_COMPLETE, &whole, d->scratch);
    if (!status) status = find_alpha(d, parts, myn_const(whole.r), out);
    if (!status) status = find_inverse(d, parts, myn_const(whole.r), out);
    if (!status) status = find_components(d, parts, myn_const(whole.r), out);
    return status;
}

/* ---- all branches ---- */

static myn_status diagnose_branch(const Diagnoser *d, size_t node, myn_diagnosed *out)
{
    Parts parts;
    myn_status status = diagnose_parts(d, node, &parts);
    if (status) return status;
    *out = (myn_diagnosed){.node = node,
                           .parts = parts.count,
                           .complete = parts.complete,
                           .alpha = NAN,
                           .alpha_standardised = NAN,
                           .kmo = NAN,
                           .bartlett = {NAN, NAN, NAN},
                           .form = d->form[node],
                           .r_squared = d->r_squared[node]};
    for (size_t a = 0; a < d->areas; a++) out->scored += !isnan(parts.y[a]);
    out->part = myn_arena_zero(d->memory, parts.count + 1, sizeof *out->part);
    if (!out->part) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < parts.count && !status; i++) status = bear(d, node, parts.part[i], &out->part[i]);
    share_slopes(out);
    if (!status) status = belong_together(d, &parts, out);
    if (!status) status = bear_indicators(d, out);
    return status;
}

static myn_status diagnoser_new(Diagnoser *d, const myn_labels *labels, const myn_edition *data)
{
    *d = (Diagnoser){.labels = labels, .data = data, .areas = labels->areas->count};
    myn_status status = myn_arena_new(&d->memory);
    if (!status) status = myn_arena_new(&d->scratch);
    if (status) return status;
    d->slope = myn_arena_get(d->memory, (labels->nodes + 1) * sizeof *d->slope);
    d->form = myn_arena_zero(d->memory, labels->nodes + 1, sizeof *d->form);
    d->r_squared = myn_arena_zero(d->memory, labels->nodes + 1, sizeof *d->r_squared);
    d->no_slope = myn_arena_zero(d->memory, labels->nodes + 1, sizeof *d->no_slope);
    if (!d->slope || !d->form || !d->r_squared || !d->no_slope) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < labels->nodes; i++) d->slope[i] = NAN;
    return MYN_OK;
}

/* Slopes of every branch first: those of an indicator run through all branches above it. */
static myn_status diagnose_all(Kept *kept, size_t node)
{
    Diagnoser *d = &kept->work;
    myn_diagnosis *out = &kept->diagnosis;
    myn_status status = MYN_OK;
    for (size_t i = 0; i < d->labels->nodes && !status; i++) {
        if (is_branch(d->labels, i)) status = diagnose_slopes(d, i);
        myn_arena_rewind(d->scratch, (myn_arena_mark){0});
    }
    out->no_slope = d->no_slope;
    out->branch = myn_arena_zero(d->memory, d->labels->nodes + 1, sizeof *out->branch);
    if (!out->branch) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < d->labels->nodes && !status; i++) {
        if (!is_branch(d->labels, i) || (node != MYN_NONE && i != node)) continue;
        status = diagnose_branch(d, i, &out->branch[out->branches++]);
        myn_arena_rewind(d->scratch, (myn_arena_mark){0});
    }
    return status;
}

myn_status myn_diagnose(const myn_labels *labels, const myn_edition *data, size_t e, size_t node,
                        myn_corr_kind correlation, myn_diagnosis **out)
{
    *out = NULL;
    if (node != MYN_NONE && (node >= labels->nodes || !is_branch(labels, node))) return MYN_ERR_ARGUMENT;
    Kept *kept = calloc(1, sizeof *kept);
    if (!kept) return MYN_ERR_MEMORY;
    kept->diagnosis.labels = labels;
    kept->diagnosis.edition = e;
    kept->diagnosis.correlation = correlation;
    kept->diagnosis.memory = kept;
    myn_status status = diagnoser_new(&kept->work, labels, data);
    kept->work.correlation = correlation;
    if (!status) status = diagnose_all(kept, node);
    if (status)
        myn_diagnosis_free(&kept->diagnosis);
    else
        *out = &kept->diagnosis;
    return status;
}

void myn_diagnosis_free(myn_diagnosis *diagnosis)
{
    if (!diagnosis) return;
    Kept *kept = diagnosis->memory;
    myn_arena_free(kept->work.memory);
    myn_arena_free(kept->work.scratch);
    free(kept);
}
