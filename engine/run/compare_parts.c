/* What a score would be had only some of the causes come: an area's own values alone, all values but not the method. */
#include "run/compare.h"
#include "run/walk.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Old definition, new data. */
typedef struct {
    myn_loaded loaded; /* borrows but for its cube, where that had to be made */
    myn_pipeline pipeline;
    myn_edition_rule rule;
    uint8_t
        *kept; /* by leaf of the old definition: the new store does not hold it so; it keeps its old values */
    bool own_panel;
    uint8_t *dropped; /* areas that a leaf with `drop` leaves out */
    myn_edition data;
} Mixed;

typedef struct {
    Comparer *c;
    const myn_edition_rule *old_rule;
    uint8_t *old_dropped;
    myn_edition old; /* the old edition computed again, for its fitted parameters */
    Mixed mixed;
    size_t areas, others; /* of the old store, of the new one */
    size_t *row;          /* by row of the old cube: the new one's, or MYN_NONE */
    double *data;         /* old nodes x old areas, under way */
} Work;

/* ---- the old definition's rows on the new store's cube ---- */

static bool same_recipe(const myn_node *a, const myn_node *b)
{
    if (a->value.form != b->value.form || a->value.per != b->value.per ||
        a->value.absolute != b->value.absolute || a->series_count != b->series_count)
        return false;
    for (size_t i = 0; i < a->series_count; i++)
        if (strcmp(a->series[i], b->series[i]) != 0) return false;
    return true;
}

/* The new cube's row for row R of the old one; MYN_NONE where it has none that is the same. */
static size_t new_row(const Work *w, size_t r)
{
    const myn_loaded *before = &w->c->before.loaded, *after = &w->c->after.loaded;
    if (r < before->index->leaves) {
        const myn_node *leaf = &before->index->node[before->index->leaf[r]];
        size_t node = myn_index_node(after->index, leaf->code);
        if (node == MYN_NONE || after->index->node[node].children) return MYN_NONE;
        return same_recipe(leaf, &after->index->node[node]) ? after->index->node[node].indicator : MYN_NONE;
    }
    const char *name = w->c->old_labels->input[r - before->index->leaves].code;
    size_t number = myn_names_find(after->rows.wanted, name, strlen(name));
    return number == MYN_NONE ? MYN_NONE : after->rows.row_of[number];
}

static myn_status copy_rows(const Work *w, const size_t *row, myn_panel **out)
{
    const myn_panel *from = w->c->after.loaded.panel;
    size_t rows = w->c->before.loaded.rows.rows, number;
    myn_status status = myn_panel_new(rows, from->areas, 0, out);
    for (size_t t = 0; t < from->periods && !status; t++) {
        status = myn_panel_plane(*out, from->plane[t].period, &number);
        for (size_t r = 0; r < rows && !status; r++) {
            if (row[r] == MYN_NONE) continue;
            size_t to = r * from->areas, at = row[r] * from->areas;
            memcpy((*out)->plane[number].value + to, from->plane[t].value + at, from->areas * sizeof(double));
            memcpy((*out)->plane[number].cell + to, from->plane[t].cell + at, from->areas);
        }
    }
    return status;
}

static myn_status match_rows(Work *w)
{
    size_t rows = w->c->before.loaded.rows.rows;
    w->row = calloc(rows + 1, sizeof *w->row);
    w->mixed.kept = calloc(rows + 1, 1);
    if (!w->row || !w->mixed.kept) return MYN_ERR_MEMORY;
    for (size_t r = 0; r < rows; r++) {
        w->row[r] = new_row(w, r);
        if (r < w->c->before.loaded.index->leaves) w->mixed.kept[r] = w->row[r] == MYN_NONE;
    }
    return MYN_OK;
}

static myn_status mix_panel(Work *w)
{
    size_t rows = w->c->before.loaded.rows.rows;
    bool same = rows == w->c->after.loaded.rows.rows;
    for (size_t r = 0; r < rows; r++) same &= w->row[r] == r;
    w->mixed.loaded.panel = w->c->after.loaded.panel;
    w->mixed.own_panel = !same;
    return same ? MYN_OK : copy_rows(w, w->row, &w->mixed.loaded.panel);
}

/* By the old definition's rule where it has an edition of that name. */
static myn_edition_rule mixed_rule(const Work *w)
{
    const myn_index *index = w->c->before.loaded.index;
    myn_edition_rule rule = w->c->after.loaded.edition[w->c->choice->new_edition];
    for (size_t e = 0; e < index->editions; e++)
        if (strcmp(index->edition[e].name, rule.name) == 0) rule = index->edition[e];
    return rule;
}

/* What kept leaves have in the mixed edition: their old normalised values. */
static void put_kept(Work *w)
{
    myn_edition *data = &w->mixed.data;
    size_t leaves = w->c->before.loaded.index->leaves;
    for (size_t i = 0; i < leaves; i++) {
        if (!w->mixed.kept[i]) continue;
        for (size_t a = 0; a < w->others; a++) data->normalised[i * w->others + a] = NAN;
        memset(data->normalised_cell + i * w->others, MYN_CELL_ABSENT, w->others);
        data->used_period[i] = -1;
        for (size_t a = 0; a < w->areas; a++) {
            size_t to = w->c->to_new[a];
            if (to == MYN_NONE) continue;
            data->normalised[i * w->others + to] = w->old.normalised[i * w->areas + a];
            data->normalised_cell[i * w->others + to] = w->old.normalised_cell[i * w->areas + a];
        }
    }
}

/* The same program with the same definition: what it makes of the new data is what the new store holds. */
static bool same_definition(const Comparer *c)
{
    static const char *const texts[] = {"index.yml", "nodes.csv", "changes"};
    const myn_provenance *of[] = {myn_store_provenance(c->choice->old_store),
                                  myn_store_provenance(c->choice->new_store)};
    bool same = strcmp(c->old_labels->version, c->new_labels->version) == 0;
    for (size_t t = 0; t < 3 && same; t++) {
        const char *text[2] = {"", ""};
        for (int s = 0; s < 2; s++)
            for (size_t i = 0; i < of[s]->texts; i++)
                if (strcmp(of[s]->text[i].name, texts[t]) == 0) text[s] = of[s]->text[i].text;
        same = strcmp(text[0], text[1]) == 0;
    }
    return same;
}

static bool same_period(myn_period a, myn_period b)
{
    return a.start == b.start && a.end == b.end;
}

/* The same areas with the same values in the same periods, as far as the old definition looks at them. */
static bool same_data(const Work *w)
{
    const myn_panel *old = w->c->before.loaded.panel, *fresh = w->c->after.loaded.panel;
    size_t n = w->areas;
    bool same = n == w->others && old->periods == fresh->periods &&
                same_period(w->old_rule->period, w->mixed.rule.period);
    for (size_t a = 0; a < n && same; a++) same = w->c->to_new[a] == a;
    for (size_t t = 0; same && t < old->periods; t++) {
        const myn_plane *one = &old->plane[t], *other = &fresh->plane[t];
        same = same_period(one->period, other->period);
        for (size_t r = 0; r < old->rows && same; r++)
            same = w->row[r] == MYN_NONE ||
                   (!memcmp(one->value + r * n, other->value + w->row[r] * n, n * sizeof *one->value) &&
                    !memcmp(one->cell + r * n, other->cell + w->row[r] * n, n));
    }
    return same;
}

static myn_status run_mixed(Work *w, myn_diag *diag)
{
    Mixed *m = &w->mixed;
    myn_labels labels = *w->c->old_labels;
    m->loaded.index = w->c->before.loaded.index;
    m->loaded.rows = w->c->before.loaded.rows;
    m->loaded.areas = w->c->after.loaded.areas;
    m->loaded.listed = w->c->after.loaded.listed;
    m->loaded.own = w->c->before.loaded.own;
    labels.measures = 0; /* of larger areas: not looked at here */
    labels.branch_steps =
        w->c->before.pipeline.branch_slots; /* a store written before it kept them has none */
    myn_status status = mix_panel(w);
    if (!status) status = myn_pipeline_new(&m->loaded, w->c->choice->threads, &m->pipeline);
    m->pipeline.given = m->kept;
    if (!status) status = myn_edition_new(&labels, w->others, &m->data);
    if (!status) put_kept(w);
    if (!status) status = myn_dropped(&m->pipeline, &m->rule, &m->dropped);
    if (!status && !same_definition(w->c)) status = myn_pipeline_ready(&m->pipeline, diag, &m->data);
    if (!status && !same_definition(w->c))
        status = myn_pipeline_edition(&m->pipeline, &m->rule, diag, &m->data);
    return status;
}

static void free_mixed(Mixed *m)
{
    myn_pipeline_free(&m->pipeline);
    if (m->own_panel) myn_panel_free(m->loaded.panel);
    myn_edition_free(&m->data);
    free(m->dropped);
    free(m->kept);
}

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
    bool turned = leaf->direction > 0, zero = false;
    for (size_t s = 0; s < leaf->steps; s++) turned |= leaf->step[s].method->kind == MYN_KIND_NORMALISE;
    for (size_t f = 0; f < leaf->fills; f++) zero |= leaf->fill[f].kind == MYN_FILL_ZERO;
    for (size_t a = 0; a < areas; a++) {
        if (!turned) value[a] = -value[a];
        if (zero && isnan(value[a])) value[a] = 0;
    }
}

static myn_status leaf_steps(const Work *w, const myn_node *leaf, const Pair *pair, myn_arena *scratch)
{
    const myn_pipeline *p = &w->c->before.pipeline;
    double *first = myn_arena_get(scratch, (w->areas + 1) * sizeof *first);
    uint8_t *same = myn_arena_zero(scratch, w->areas + 1, 1);
    if (!first || !same) return MYN_ERR_MEMORY;
    for (size_t a = 0; a < w->areas; a++) same[a] = unchanged(pair, a);
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
    for (size_t a = 0; a < w->areas; a++)
        if (same[a]) pair->fresh[a] = before[a];
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

static myn_status data_branch(const Work *w, size_t i, myn_arena *scratch)
{
    const myn_node *node = &w->c->before.loaded.index->node[i];
    const double **old = myn_arena_get(scratch, (node->children + 1) * sizeof *old),
                 **fresh = myn_arena_get(scratch, (node->children + 1) * sizeof *fresh);
    double *weight = myn_arena_get(scratch, (node->children + 1) * sizeof *weight);
    Pair whole, part;
    if (!old || !fresh || !weight || !make_pair(w->areas, scratch, &whole)) return MYN_ERR_MEMORY;
    myn_status status = MYN_OK;
    for (size_t c = 0; c < node->children && !status; c++) {
        status = child_pair(w, node->child[c], scratch, &part);
        old[c] = part.old;
        fresh[c] = part.fresh;
        weight[c] = myn_weight_used(&w->c->before.pipeline, node->child[c]);
    }
    const myn_method *method = node->aggregate.method;
    const myn_parts before = {old, weight, node->children, w->areas, whole.old},
                    after = {fresh, weight, node->children, w->areas, whole.fresh};
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
    myn_status status = match_rows(&w);
    w.mixed.rule = mixed_rule(&w);
    if (!status && same_data(&w))
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
