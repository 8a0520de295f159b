/* A leaf in an edition: select, fill, steps, direction. The walk can stop before any step, so that the
 * same code fits references. */
#include "run/walk.h"
#include <math.h>
#include <stdlib.h>

static double *known_fit(const myn_pipeline *p, size_t leaf, size_t step)
{
    size_t slot = leaf * p->steps + step;
    return p->fitted_known[slot] ? p->fitted + slot * MYN_FITTED_MOST : NULL;
}

/* An area that is left out must not take part in fits either, so its values go before the steps. */
static void leave_out(const myn_leaf_walk *walk)
{
    for (size_t a = 0; walk->dropped && a < walk->pipeline->areas; a++) {
        if (!walk->dropped[a]) continue;
        walk->values->value[a] = NAN;
        if (myn_cell_valued(walk->values->cell[a])) walk->values->cell[a] = MYN_CELL_BELOW_COVERAGE;
    }
}

/* Imputation from other areas is a method of the catalogue with its defaults. */
static myn_status impute(const myn_leaf_walk *walk, const char *method, myn_arena *scratch)
{
    myn_step step = {.method = myn_method_find(method)};
    myn_step_job job = {walk->pipeline, walk->rule, &step, 1, walk->values->value, walk->values->cell};
    double fitted[MYN_FITTED_MOST];
    const char *why = NULL;
    if (!step.method) return MYN_ERR_NOT_FOUND;
    myn_method_defaults(step.method, step.param);
    myn_status status = myn_step_fit(&job, fitted, scratch, &why);
    if (status == MYN_ERR_DATA) *walk->trouble = myn_trouble_with(&step, why);
    return status ? status : myn_step_apply(&job, fitted, scratch);
}

/* In the order of the definition; each way sees what those before it left. Zero and drop act elsewhere. */
static myn_status fill_before(const myn_leaf_walk *walk, myn_arena *scratch)
{
    const myn_loaded *loaded = walk->pipeline->loaded;
    const myn_node *leaf = walk->leaf;
    myn_status status = MYN_OK;
    for (size_t f = 0; f < leaf->fills && !status; f++) {
        const myn_fill *fill = &leaf->fill[f];
        if (fill->kind == MYN_FILL_CARRY || fill->kind == MYN_FILL_NEAREST ||
            fill->kind == MYN_FILL_INTERPOLATE)
            status = myn_fill_time(loaded->panel, &walk->pipeline->periods[leaf->indicator], leaf->indicator,
                                   fill, walk->values, scratch);
        else if (fill->kind == MYN_FILL_MEAN)
            status = impute(walk, "impute_mean", scratch);
        else if (fill->kind == MYN_FILL_GROUP_MEAN)
            status = impute(walk, "impute_group_mean", scratch);
        else if (fill->kind == MYN_FILL_REGRESSION)
            status = myn_regress(walk, fill, scratch);
    }
    return status;
}

static bool normalises(const myn_step *step)
{
    return step->method->kind == MYN_KIND_NORMALISE;
}

/* The direction enters with the first normaliser only. */
static double step_direction(const myn_node *leaf, size_t s)
{
    if (!normalises(&leaf->step[s])) return 1;
    for (size_t i = 0; i < s; i++)
        if (normalises(&leaf->step[i])) return 1;
    return leaf->direction;
}

myn_step_job myn_walk_step(const myn_leaf_walk *walk, size_t s)
{
    return (myn_step_job){walk->pipeline,       walk->rule,
                          &walk->leaf->step[s], step_direction(walk->leaf, s),
                          walk->values->value,  walk->values->cell};
}

/* The fit of a reference edition where there is one, else one on these values. */
static myn_status run_step(const myn_leaf_walk *walk, size_t s, myn_arena *scratch)
{
    myn_step_job job = myn_walk_step(walk, s);
    double own[MYN_FITTED_MOST], *fitted = known_fit(walk->pipeline, walk->leaf->indicator, s);
    if (!fitted) {
        const char *why = NULL;
        fitted = own;
        myn_status status = myn_step_fit(&job, fitted, scratch, &why);
        if (status) {
            *walk->trouble = myn_trouble_with(job.step, why);
            return status;
        }
    }
    for (size_t i = 0; walk->fitted && i < MYN_FITTED_MOST; i++)
        walk->fitted[s * MYN_FITTED_MOST + i] = fitted[i];
    myn_status status = myn_step_apply(&job, fitted, scratch);
    if (status == MYN_ERR_DATA) *walk->trouble = myn_trouble_with(job.step, NULL);
    return status;
}

myn_status myn_walk_to(const myn_leaf_walk *walk, size_t stop, myn_arena *scratch)
{
    const myn_pipeline *p = walk->pipeline;
    size_t row = walk->leaf->indicator;
    myn_select(p->loaded->panel, &p->periods[row], row, walk->rule->period, walk->values);
    leave_out(walk);
    if (walk->values->used < 0) return MYN_OK;
    myn_status status = fill_before(walk, scratch);
    leave_out(walk);
    for (size_t s = 0; s < stop && !status; s++) {
        myn_arena_mark mark = myn_arena_here(scratch);
        status = run_step(walk, s, scratch);
        myn_arena_rewind(scratch, mark);
    }
    return status;
}

bool myn_has_fill(const myn_node *leaf, myn_fill_kind kind)
{
    for (size_t f = 0; f < leaf->fills; f++)
        if (leaf->fill[f].kind == kind) return true;
    return false;
}

bool myn_fills_within(const myn_node *leaf)
{
    for (size_t f = 0; f < leaf->fills; f++) {
        if (leaf->fill[f].kind == MYN_FILL_WITHIN) return true;
        if (leaf->fill[f].kind == MYN_FILL_ZERO) return false;
    }
    return false;
}

/* After the steps: a direction no normaliser took, zero for what is still missing (unless its parent's other
 * parts come first), kinds that agree with the
 * values. */
static void finish(const myn_leaf_walk *walk)
{
    const myn_node *leaf = walk->leaf;
    myn_selected *v = walk->values;
    bool turned = leaf->direction > 0, zero = myn_has_fill(leaf, MYN_FILL_ZERO) && !myn_fills_within(leaf);
    for (size_t s = 0; s < leaf->steps; s++) turned |= normalises(&leaf->step[s]);
    for (size_t a = 0; a < walk->pipeline->areas; a++) {
        if (!turned) v->value[a] = -v->value[a];
        bool out = walk->dropped && walk->dropped[a];
        if (zero && !out && isnan(v->value[a])) {
            v->value[a] = 0;
            v->cell[a] = MYN_CELL_IMPUTED;
        }
        if (isnan(v->value[a]) && myn_cell_valued(v->cell[a])) v->cell[a] = MYN_CELL_MISSING;
    }
}

myn_status myn_leaf_run(const myn_edition_job *job, size_t i, myn_arena *scratch)
{
    const myn_pipeline *p = job->pipeline;
    if (p->given && p->given[i]) return MYN_OK;
    myn_selected values = {job->out->normalised + i * p->areas, job->out->normalised_cell + i * p->areas, -1};
    myn_leaf_walk walk = {.pipeline = p,
                          .rule = job->rule,
                          .dropped = job->dropped,
                          .leaf = &p->index->node[p->index->leaf[i]],
                          .values = &values,
                          .fitted = job->out->fitted + i * p->steps * MYN_FITTED_MOST,
                          .trouble = &job->trouble[i]};
    myn_status status = myn_walk_to(&walk, walk.leaf->steps, scratch);
    job->out->used_period[i] = values.used;
    if (!status && values.used >= 0) finish(&walk);
    return status;
}

/* What the leaves of an edition say of each area. */
typedef struct {
    uint8_t *out;      /* 1: it lacks a leaf with `drop` */
    uint32_t *present; /* leaves for which it has a value */
    uint32_t leaves;   /* leaves that have any data */
} myn_presence;

/* After the ways to fill and before any step: what counts is whether there is a value, not on which
 * scale. */
static myn_status add_leaf(const myn_pipeline *p, const myn_edition_rule *rule, const myn_node *leaf,
                           myn_presence *presence, myn_arena *scratch)
{
    myn_selected values = {myn_arena_get(scratch, p->areas * sizeof(double)),
                           myn_arena_get(scratch, p->areas), -1};
    myn_trouble trouble = {0};
    if (!values.value || !values.cell) return MYN_ERR_MEMORY;
    myn_leaf_walk walk = {.pipeline = p, .rule = rule, .leaf = leaf, .values = &values, .trouble = &trouble};
    myn_status status = myn_walk_to(&walk, 0, scratch);
    if (status == MYN_ERR_DATA)
        status = MYN_OK; /* a fill that cannot be done is told where the leaf is run */
    bool drop = myn_has_fill(leaf, MYN_FILL_DROP);
    for (size_t a = 0; a < p->areas && !status; a++) {
        presence->out[a] |= drop && isnan(values.value[a]);
        presence->present[a] += !isnan(values.value[a]);
    }
    presence->leaves += values.used >= 0;
    return status;
}

/* Leaves without any data in the edition count for no area, or all would be left out. */
static void screen(const myn_pipeline *p, const myn_presence *presence)
{
    for (size_t a = 0; presence->leaves && a < p->areas; a++)
        presence->out[a] |= (double)presence->present[a] / presence->leaves < p->index->screen;
}

/* An area is left out where a leaf with `drop` has no value after its other ways of filling, and where too
 * few of all leaves have one. */
myn_status myn_dropped(const myn_pipeline *p, const myn_edition_rule *rule, uint8_t **out)
{
    bool all = p->index->screen > 0, any = all;
    *out = NULL;
    for (size_t i = 0; i < p->index->leaves; i++)
        any |= myn_has_fill(&p->index->node[p->index->leaf[i]], MYN_FILL_DROP);
    if (!any) return MYN_OK;
    myn_arena *scratch = NULL;
    myn_status status = myn_arena_new(&scratch);
    myn_presence presence = {calloc(p->areas + 1, 1), calloc(p->areas + 1, sizeof(uint32_t)), 0};
    if (!presence.out || !presence.present) status = MYN_ERR_MEMORY;
    for (size_t i = 0; i < p->index->leaves && !status; i++) {
        const myn_node *leaf = &p->index->node[p->index->leaf[i]];
        if (!all && !myn_has_fill(leaf, MYN_FILL_DROP)) continue;
        status = add_leaf(p, rule, leaf, &presence, scratch);
        myn_arena_rewind(scratch, (myn_arena_mark){0});
    }
    if (!status && all) screen(p, &presence);
    free(presence.present);
    myn_arena_free(scratch);
    *out = presence.out;
    return status;
}
