/* The table of k: indices, silhouettes, gap, stability of each number of segments. */
#include "run/segment.h"
#include <math.h>
#include <mynegai/validity.h>
#include <string.h>

#define EXACT_MOST ((size_t)4000) /* points whose silhouettes are in float64 throughout */

static bool go_on(const Seg *s, double done, double all)
{
    const myn_progress *p = s->options->progress;
    return !p || p->step(p->ctx, "grouping", done, all);
}

myn_status seg_widths(myn_cmat points, const myn_partition *part, myn_team *team, double *width, double *mean,
                      myn_arena *scratch)
{
    myn_silhouettes out = {.width = width};
    myn_arena_mark mark = myn_arena_here(scratch);
    if (points.rows > SILHOUETTE_MOST || part->k < 2) {
        for (size_t i = 0; i < points.rows; i++) width[i] = NAN;
        *mean = NAN;
        return MYN_OK;
    }
    myn_status status = myn_silhouette(points, part, points.rows > EXACT_MOST, team, &out, scratch);
    *mean = out.mean;
    myn_arena_rewind(scratch, mark);
    return status;
}

static myn_status stability_of(Seg *s, const myn_partition *part, size_t row, myn_arena *scratch)
{
    Way way = {s, NULL, true, false};
    const myn_stability_plan plan = {s->asked.samples, s->asked.seed, seg_partition, &way};
    myn_stability found;
    if (!s->asked.samples || seg_regional(s) || part->k < 2) return MYN_OK;
    myn_status status = myn_stability_find(myn_const(s->points), part, &plan, &found, s->team, scratch);
    if (status) return status;
    s->table[TABLE_AGREEMENT][row] = found.agreement;
    s->table[TABLE_UNSTABLE][row] = (double)found.unstable;
    return MYN_OK;
}

static myn_status try_k(Seg *s, size_t row, size_t k, double *width, uint32_t *label, myn_arena *scratch)
{
    Way way = {s, s->weight, false, true};
    Grouped g = {.part = {label, s->points.rows, k}};
    myn_point_indices indices;
    myn_cmat points = myn_const(s->points);
    myn_status status = seg_group(&way, points, k, s->asked.seed, s->team, &g, scratch);
    if (!status) status = myn_indices_of_points(points, &g.part, &indices, scratch);
    if (!status)
        status = seg_widths(points, &g.part, s->team, width, &s->table[TABLE_SILHOUETTE][row], scratch);
    if (status) return status;
    s->tried[row] = k;
    s->table[TABLE_WITHIN][row] = isnan(g.fit.within) ? indices.within : g.fit.within;
    s->table[TABLE_CH][row] = indices.calinski_harabasz;
    s->table[TABLE_DB][row] = indices.davies_bouldin;
    s->table[TABLE_BIC][row] = g.bic;
    if (g.fit.certified)
        s->table[TABLE_SEEN][row] = (double)g.fit.certificate.seen / (double)g.fit.certificate.restarts;
    return stability_of(s, &g.part, row, scratch);
}

static myn_status find_gap(Seg *s, myn_arena *scratch)
{
    Way way = {s, NULL, true, false};
    const myn_gap_plan plan = {.k_most = s->asked.k_to,
                               .samples = s->asked.samples,
                               .power = 2,
                               .space = MYN_GAP_COMPONENTS,
                               .seed = s->asked.seed,
                               .partition = seg_partition,
                               .ctx = &way};
    myn_gap gap;
    if (!s->asked.samples || seg_regional(s)) return MYN_OK;
    myn_status status = myn_gap_find(myn_const(s->points), &plan, &gap, s->team, scratch);
    for (size_t r = 0; r < s->tries && !status; r++) {
        s->table[TABLE_GAP][r] = gap.gap[s->tried[r] - 1];
        s->table[TABLE_GAP_ERROR][r] = gap.error[s->tried[r] - 1];
    }
    return status;
}

static myn_status room_for_table(Seg *s)
{
    s->tries = s->asked.k_to - s->asked.k_from + 1;
    s->tried = myn_arena_zero(s->memory, s->tries, sizeof *s->tried);
    if (!s->tried) return MYN_ERR_MEMORY;
    for (int c = 0; c < TABLE_COLUMNS; c++) {
        s->table[c] = myn_arena_get(s->memory, s->tries * sizeof(double));
        if (!s->table[c]) return MYN_ERR_MEMORY;
        for (size_t r = 0; r < s->tries; r++) s->table[c][r] = NAN;
    }
    return MYN_OK;
}

/* The greatest mean silhouette, of mixtures the least BIC; of equals the least k; without either the greatest index of
 * Calinski and Harabasz. */
static size_t best_of(const Seg *s)
{
    bool mixture = s->asked.method == SEG_MIXTURE, wide = s->points.rows > SILHOUETTE_MOST;
    const double *by = mixture ? s->table[TABLE_BIC] : wide ? s->table[TABLE_CH] : s->table[TABLE_SILHOUETTE];
    size_t best = 0;
    for (size_t r = 1; r < s->tries; r++)
        if (isnan(by[best]) || (mixture ? by[r] < by[best] : by[r] > by[best])) best = r;
    return s->tried[best];
}

myn_status seg_choose(Seg *s, size_t *out)
{
    myn_arena *scratch = NULL;
    size_t n = s->points.rows;
    double *width = myn_arena_get(s->memory, (n + 1) * sizeof *width);
    uint32_t *label = myn_arena_get(s->memory, (n + 1) * sizeof *label);
    myn_status status = width && label ? room_for_table(s) : MYN_ERR_MEMORY;
    *out = s->asked.k_from;
    if (s->asked.k_from == s->asked.k_to) return status; /* its only line is filled when it is described */
    if (!status) status = myn_arena_new(&scratch);
    for (size_t r = 0; r < s->tries && !status; r++) {
        if (!go_on(s, (double)r, (double)s->tries + 2)) status = MYN_ERR_INTERRUPTED;
        myn_arena_mark mark = myn_arena_here(scratch);
        if (!status) status = try_k(s, r, s->asked.k_from + r, width, label, scratch);
        if (status == MYN_ERR_DATA)
            myn_diag_add(s->diag, MYN_ERROR, (myn_place){s->options->path, 0, 0},
                         "%s finds no %zu segments in these values", seg_method_words[s->asked.method],
                         s->asked.k_from + r);
        myn_arena_rewind(scratch, mark);
    }
    if (!status) status = find_gap(s, scratch);
    if (!status) *out = best_of(s);
    myn_arena_free(scratch);
    return status;
}
