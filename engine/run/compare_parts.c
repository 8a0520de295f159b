/* What a score would be had only some of the causes come: an area's own values alone, all values but not the method. */
#include "run/compare_parts.h"
#include "run/walk.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- own values in the old normalisation: leaves ---- */

/* One leaf in both data, by area of the old store. */
typedef struct {
    double *old, *fresh;
    uint8_t *old_cell, *fresh_cell;
} Pair;

static bool make_pair(size_t areas, myn_arena *scratch, Pair *out)
{
    out->old = myn_arena_get(scratch, (areas + 1) * sizeof(double));
    out->fresh = myn_arena_get(scratch, (areas + 1) * sizeof(double));
    out->old_cell = myn_arena_zero(scratch, areas + 1, 1);
    out->fresh_cell = myn_arena_zero(scratch, areas + 1, 1);
    return out->old && out->fresh && out->old_cell && out->fresh_cell;
}

/* The leaf's values before its steps, gaps filled. */
static myn_status select_old(const Work *w, const myn_node *leaf, const Pair *pair, int32_t *used,
                             myn_arena *scratch)
{
    myn_trouble trouble = {0};
    myn_selected values = {pair->old, pair->old_cell, -1};
    const myn_leaf_walk walk = {.pipeline = &w->c->before.pipeline,
                                .rule = w->old_rule,
                                .dropped = w->old_dropped,
                                .leaf = leaf,
                                .values = &values,
                                .trouble = &trouble};
    myn_status status = myn_walk_to(&walk, 0, scratch);
    *used = values.used;
    return status;
}

static myn_status select_fresh(const Work *w, const myn_node *leaf, const Pair *pair, myn_arena *scratch)
{
    myn_trouble trouble = {0};
    myn_selected values = {myn_arena_get(scratch, (w->others + 1) * sizeof(double)),
                           myn_arena_get(scratch, w->others + 1), -1};
    const myn_leaf_walk walk = {.pipeline = &w->mixed.pipeline,
                                .rule = &w->mixed.rule,
                                .dropped = w->mixed.dropped,
                                .leaf = leaf,
                                .values = &values,
                                .trouble = &trouble};
    if (!values.value || !values.cell) return MYN_ERR_MEMORY;
    myn_status status = myn_walk_to(&walk, 0, scratch);
    for (size_t a = 0; a < w->areas && !status; a++) {
        size_t from = w->c->to_new[a];
        pair->fresh[a] = from == MYN_NONE ? NAN : values.value[from];
        pair->fresh_cell[a] = from == MYN_NONE ? MYN_CELL_ABSENT : values.cell[from];
    }
    return status;
}

/* An area whose own value is as it was: also where it has none in both and others' filled it. */
static bool unchanged(const Pair *pair, size_t a)
{
    bool filled = pair->old_cell[a] == MYN_CELL_IMPUTED && pair->fresh_cell[a] == MYN_CELL_IMPUTED;
    bool none = isnan(pair->old[a]) && isnan(pair->fresh[a]);
    return filled || none || pair->old[a] == pair->fresh[a];
}

/* A step by its old parameters FITTED on both columns; on the old one only where a later step still looks at it. */
static myn_status step_pair(const myn_step_job *job, const double *fitted, const Pair *pair, size_t areas,
                            bool later, myn_arena *scratch)
{
    const Ranked ranked = {job->step, job->direction, pair->old, areas};
    myn_step_job fresh = *job, old = *job;
    fresh.value = pair->fresh;
    fresh.cell = pair->fresh_cell;
    old.value = pair->old;
    old.cell = pair->old_cell;
    myn_status status = compare_by_rank(job->step->method) ? compare_place(&ranked, pair->fresh, scratch)
                                                           : myn_step_apply(&fresh, fitted, scratch);
    return status || !later ? status : myn_step_apply(&old, fitted, scratch);
}

static void end_leaf(const myn_node *leaf, double *value, size_t areas)
{
    bool turned = leaf->direction > 0, zero = myn_has_fill(leaf, MYN_FILL_ZERO) && !myn_fills_within(leaf);
    for (size_t s = 0; s < leaf->steps; s++) turned |= leaf->step[s].method->kind == MYN_KIND_NORMALISE;
    for (size_t a = 0; a < areas; a++) {
        if (!turned) value[a] = -value[a];
        if (zero && isnan(value[a])) value[a] = 0;
    }
}

static myn_status leaf_steps(const Work *w, const myn_node *leaf, const Pair *pair, myn_arena *scratch)
{
    const myn_pipeline *p = &w->c->before.pipeline;
    double *none = myn_arena_get(scratch, (w->areas + 1) * sizeof *none);
    uint8_t *same = myn_arena_zero(scratch, w->areas + 1, 1);
    if (!none || !same) return MYN_ERR_MEMORY;
    for (size_t a = 0; a < w->areas; a++) same[a] = unchanged(pair, a);
    memcpy(none, pair->fresh, w->areas * sizeof *none);
    const double *before = w->old.normalised + leaf->indicator * w->areas;
    myn_selected values = {pair->old, pair->old_cell, 0};
    const myn_leaf_walk walk = {.pipeline = p, .rule = w->old_rule, .leaf = leaf, .values = &values};
    myn_status status = MYN_OK;
    for (size_t s = 0; s < leaf->steps && !status; s++) {
        const myn_step_job job = myn_walk_step(&walk, s);
        const double *fitted = w->old.fitted + (leaf->indicator * p->steps + s) * MYN_FITTED_MOST;
        myn_arena_mark mark = myn_arena_here(scratch);
        status = step_pair(&job, fitted, pair, w->areas, s + 1 < leaf->steps, scratch);
        myn_arena_rewind(scratch, mark);
    }
    end_leaf(leaf, pair->fresh, w->areas);
    /* what stands for a value that is missing in both may yet change with the other parts: data_within */
    bool within = myn_fills_within(leaf);
    for (size_t a = 0; a < w->areas; a++)
        if (same[a] && !(within && isnan(none[a]))) pair->fresh[a] = before[a];
    return status;
}

static myn_status data_leaf(void *ctx, size_t i, myn_arena *scratch)
{
    const Work *w = ctx;
    const myn_index *index = w->c->before.loaded.index;
    const myn_node *leaf = &index->node[index->leaf[i]];
    double *out = w->data + index->leaf[i] * w->areas;
    const double *before = w->old.normalised + i * w->areas;
    Pair pair;
    int32_t used = -1;
    memcpy(out, before, w->areas * sizeof *out);
    if (w->mixed.kept[i]) return MYN_OK;
    if (!make_pair(w->areas, scratch, &pair)) return MYN_ERR_MEMORY;
    myn_status status = select_old(w, leaf, &pair, &used, scratch);
    if (status || used < 0) return status; /* without old values there is no old normalisation */
    status = select_fresh(w, leaf, &pair, scratch);
    if (!status) status = leaf_steps(w, leaf, &pair, scratch);
    if (!status) memcpy(out, pair.fresh, w->areas * sizeof *out);
    return status;
}

/* ---- the same up the tree ---- */

/* Steps number FIRST on of branch NODE on both columns. */
static myn_status branch_pair(const Work *w, size_t node, const myn_step *step, size_t steps, size_t first,
                              const Pair *pair, myn_arena *scratch)
{
    double fitted[MYN_FITTED_MOST];
    const char *why;
    myn_status status = MYN_OK;
    for (size_t s = 0; s < steps && !status; s++) {
        const myn_step_job job = {&w->c->before.pipeline, w->old_rule, &step[s], 1, pair->old,
                                  pair->old_cell};
        status = myn_branch_fit(&w->c->before.pipeline, node, first + s, &job, fitted, scratch, &why);
        if (!status) status = step_pair(&job, fitted, pair, w->areas, true, scratch);
    }
    return status;
}

static myn_status child_pair(const Work *w, size_t child, myn_arena *scratch, Pair *out)
{
    const myn_node *node = &w->c->before.loaded.index->node[child];
    if (!make_pair(w->areas, scratch, out)) return MYN_ERR_MEMORY;
    memcpy(out->old, w->old.score + child * w->areas, w->areas * sizeof *out->old);
    memcpy(out->fresh, w->data + child * w->areas, w->areas * sizeof *out->fresh);
    myn_status status = branch_pair(w, child, node->into_parent, node->into_parents, node->afters, out,
                                    scratch);
    for (size_t a = 0; node->children && node->direction < 0 && a < w->areas; a++) {
        out->old[a] = -out->old[a];
        out->fresh[a] = -out->fresh[a];
    }
    return status;
}

/* Where all parts are as they were, so is the whole: also for methods that look at other areas. */
static void keep_unchanged(const Work *w, size_t i)
{
    const myn_node *node = &w->c->before.loaded.index->node[i];
    for (size_t a = 0; a < w->areas; a++) {
        bool same = true;
        for (size_t c = 0; c < node->children; c++) {
            size_t at = node->child[c] * w->areas + a;
            double old = w->old.score[at], fresh = w->data[at];
            same &= old == fresh || (isnan(old) && isnan(fresh));
        }
        if (same) w->data[i * w->areas + a] = w->old.score[i * w->areas + a];
    }
}

/* Parts of branch NODE in the old edition, without what was filled into them, and with the areas' own new values. */
static void within_rows(const Work *w, const myn_node *node, myn_mat old, myn_mat fresh, double *direction)
{
    const myn_index *index = w->c->before.loaded.index;
    for (size_t c = 0; c < node->children; c++) {
        const myn_node *part = &index->node[node->child[c]];
        size_t at = node->child[c] * w->areas;
        direction[c] = part->children ? part->direction : 1;
        memcpy(myn_row(old, c), w->old.score + at, w->areas * sizeof(double));
        memcpy(myn_row(fresh, c), w->data + at, w->areas * sizeof(double));
        for (size_t a = 0; a < w->areas; a++)
            if (myn_wants_within(part) && w->old.score_cell[at + a] == MYN_CELL_IMPUTED)
                myn_row(old, c)[a] = NAN;
    }
}

/* Leaves with `within`: an area's own new other parts, placed between the old worst and best values. */
static myn_status data_within(const Work *w, size_t i, myn_arena *scratch)
{
    const myn_index *index = w->c->before.loaded.index;
    const myn_node *node = &index->node[i];
    size_t n = w->areas, parts = node->children;
    myn_mat old = {myn_arena_zero(scratch, parts * (n + 1), sizeof(double)), parts, n, n}, fresh = old;
    double *direction = myn_arena_get(scratch, (parts + 1) * sizeof *direction);
    fresh.at = myn_arena_zero(scratch, parts * (n + 1), sizeof(double));
    if (!old.at || !fresh.at || !direction) return MYN_ERR_MEMORY;
    within_rows(w, node, old, fresh, direction);
    myn_status status = myn_fill_within_basis(myn_const(old), fresh, direction, NULL, scratch);
    for (size_t c = 0; c < parts && !status; c++) {
        const myn_node *part = &index->node[node->child[c]];
        if (!myn_wants_within(part) || w->mixed.kept[part->indicator]) continue;
        double *out = w->data + node->child[c] * n;
        memcpy(out, myn_row(fresh, c), n * sizeof *out);
        for (size_t a = 0; myn_has_fill(part, MYN_FILL_ZERO) && a < n; a++)
            if (isnan(out[a]) && !(w->old_dropped && w->old_dropped[a])) out[a] = 0;
    }
    return status;
}

static myn_status data_branch(const Work *w, size_t i, myn_arena *scratch)
{
    const myn_node *node = &w->c->before.loaded.index->node[i];
    const double **old = myn_arena_get(scratch, (node->children + 1) * sizeof *old),
                 **fresh = myn_arena_get(scratch, (node->children + 1) * sizeof *fresh);
    double *weight = myn_arena_get(scratch, (node->children + 1) * sizeof *weight);
    Pair whole, part;
    if (!old || !fresh || !weight || !make_pair(w->areas, scratch, &whole)) return MYN_ERR_MEMORY;
    myn_status status = myn_any_within(w->c->before.loaded.index, node) ? data_within(w, i, scratch) : MYN_OK;
    for (size_t c = 0; c < node->children && !status; c++) {
        status = child_pair(w, node->child[c], scratch, &part);
        old[c] = part.old;
        fresh[c] = part.fresh;
        weight[c] = myn_weight_used(&w->c->before.pipeline, node->child[c]);
    }
    const myn_method *method = node->aggregate.method;
    const myn_parts before = {old, weight, node->children, w->areas, whole.old, NULL},
                    after = {fresh, weight, node->children, w->areas, whole.fresh, NULL};
    if (!status && node->afters)
        status = myn_aggregate(method, node->aggregate.param, &before, node->coverage, whole.old_cell,
                               scratch);
    if (!status)
        status = myn_aggregate(method, node->aggregate.param, &after, node->coverage, whole.fresh_cell,
                               scratch);
    if (!status) status = branch_pair(w, i, node->after, node->afters, 0, &whole, scratch);
    memcpy(w->data + i * w->areas, whole.fresh, w->areas * sizeof(double));
    keep_unchanged(w, i);
    return status;
}

static myn_status data_tree(const Work *w)
{
    const myn_index *index = w->c->before.loaded.index;
    myn_arena *scratch = NULL;
    myn_status status = myn_arena_new(&scratch);
    for (size_t i = index->nodes; i-- > 0 && !status;) {
        if (!index->node[i].children) continue;
        status = data_branch(w, i, scratch);
        myn_arena_rewind(scratch, (myn_arena_mark){0});
    }
    myn_arena_free(scratch);
    return status;
}

/* ---- all of it ---- */

static myn_status run_old(Work *w, myn_diag *diag)
{
    myn_labels labels = *w->c->old_labels;
    labels.measures = 0;
    labels.branch_steps = w->c->before.pipeline.branch_slots;
    myn_status status = myn_edition_new(&labels, w->areas, &w->old);
    if (!status) status = myn_dropped(&w->c->before.pipeline, w->old_rule, &w->old_dropped);
    return status ? status : myn_pipeline_edition(&w->c->before.pipeline, w->old_rule, diag, &w->old);
}

static double *take(double **from)
{
    double *taken = *from;
    *from = NULL;
    return taken;
}

static myn_status run_all(Work *w, myn_diag *diag, Counterfactual *out)
{
    Comparer *c = w->c;
    myn_status status = run_old(w, diag);
    if (!status) status = run_mixed(w, diag);
    w->data = malloc((c->old_labels->nodes * w->areas + 1) * sizeof *w->data);
    if (!w->data) return MYN_ERR_MEMORY;
    if (!status) status = myn_team_map(c->before.pipeline.team, c->before.loaded.index->leaves, data_leaf, w);
    if (!status) status = data_tree(w);
    if (status) return status;
    out->again = out->owned[0] = take(&w->old.score);
    out->data = out->owned[1] = take(&w->data);
    out->others = out->owned[2] = take(&w->mixed.data.score);
    if (same_definition(c)) out->others = c->new_data.score;
    return MYN_OK;
}

myn_status compare_counterfactual(Comparer *c, myn_diag *diag, Counterfactual *out)
{
    Work w = {.c = c,
              .areas = c->old_labels->areas->count,
              .others = c->new_labels->areas->count,
              .old_rule = &c->before.loaded.edition[c->choice->old_edition]};
    *out = (Counterfactual){0};
    myn_status status = mixed_match_rows(&w);
    w.mixed.rule = mixed_rule(&w);
    if (!status && mixed_same_data(&w))
        out->again = out->data = out->others = c->old_data.score; /* only the method can have changed */
    else if (!status)
        status = run_all(&w, diag, out);
    free_mixed(&w.mixed);
    myn_edition_free(&w.old);
    free(w.old_dropped);
    free(w.data);
    free(w.row);
    return status;
}

void compare_free_counterfactual(Counterfactual *made)
{
    for (size_t i = 0; i < 3; i++) free(made->owned[i]);
}
