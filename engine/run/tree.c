/* Branches from the bottom up: each child on its way into the parent, weights, aggregate, coverage, steps
 * after. */
#include "base/machine.h"
#include "run/pipeline.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Where the fit of a step on a branch is kept: AFTER steps first, then those into the parent. */
static size_t branch_slot(const myn_pipeline *p, size_t node, size_t k)
{
    return node * p->branch_slots + k;
}

/* A branch's own steps rest on values that exist only once a whole edition is there: reference editions are
 * computed first, and their fits kept for the others. */
myn_status myn_branch_fit(const myn_pipeline *p, size_t node, size_t k, const myn_step_job *step,
                          double *fitted, myn_arena *scratch, const char **why)
{
    size_t slot = branch_slot(p, node, k);
    double *kept = p->branch_fitted + slot * MYN_FITTED_MOST;
    bool shared = step->step->reference_edition || step->step->reference_store;
    *why = NULL;
    if (shared && p->branch_known[slot]) {
        memcpy(fitted, kept, MYN_FITTED_MOST * sizeof *fitted);
        return MYN_OK;
    }
    myn_status status = myn_step_fit(step, fitted, scratch, why);
    if (!status && shared) {
        memcpy(kept, fitted, MYN_FITTED_MOST * sizeof *fitted);
        p->branch_known[slot] = 1;
    }
    return status;
}

static myn_status branch_step(const myn_edition_job *job, size_t node, size_t k, myn_step_job *step,
                              myn_arena *scratch)
{
    double fitted[MYN_FITTED_MOST];
    const char *why;
    myn_status status = myn_branch_fit(job->pipeline, node, k, step, fitted, scratch, &why);
    if (status == MYN_ERR_DATA) job->trouble[node] = myn_trouble_with(step->step, why);
    if (status) return status;
    memcpy(job->out->branch_fitted + branch_slot(job->pipeline, node, k) * MYN_FITTED_MOST, fitted,
           sizeof fitted);
    status = myn_step_apply(step, fitted, scratch);
    if (status == MYN_ERR_DATA) job->trouble[node] = myn_trouble_with(step->step, NULL);
    return status;
}

/* Statuses are those of the branch's own score, also for steps into the parent. */
static myn_status branch_steps(const myn_edition_job *job, size_t node, bool into_parent, double *value,
                               myn_arena *scratch)
{
    const myn_node *n = &job->pipeline->index->node[node];
    const myn_step *list = into_parent ? n->into_parent : n->after;
    size_t count = into_parent ? n->into_parents : n->afters, first = into_parent ? n->afters : 0;
    myn_status status = MYN_OK;
    for (size_t i = 0; i < count && !status; i++) {
        myn_step_job step = {
            job->pipeline, job->rule, &list[i], 1, value, job->out->score_cell + node * job->pipeline->areas};
        status = branch_step(job, node, first + i, &step, scratch);
    }
    return status;
}

/* A child's row as its parent takes it: itself, or a copy where it is transformed or turned on the way. */
static myn_status child_row(const myn_edition_job *job, size_t child, myn_arena *scratch, const double **out)
{
    const myn_pipeline *p = job->pipeline;
    const myn_node *node = &p->index->node[child];
    double *own = job->out->score + child * p->areas;
    bool turn = node->children && node->direction < 0;
    *out = own;
    if (!node->into_parents && !turn) return MYN_OK;
    double *copy = myn_arena_get(scratch, p->areas * sizeof *copy);
    if (!copy) return MYN_ERR_MEMORY;
    memcpy(copy, own, p->areas * sizeof *copy);
    *out = copy;
    myn_status status = branch_steps(job, child, true, copy, scratch);
    for (size_t a = 0; turn && a < p->areas; a++) copy[a] = -copy[a];
    return status;
}

/* An observed score that rests on a partial one is itself partial. Every cell is written, so that many go at a time. */
FOR_EACH_MACHINE
static void pass_on(const uint8_t *restrict part, uint8_t *restrict cell, size_t n)
{
    for (size_t a = 0; a < n; a++) {
        uint8_t is = (uint8_t)((part[a] == MYN_CELL_PARTIAL) & (cell[a] == MYN_CELL_OBSERVED));
        cell[a] = is ? MYN_CELL_PARTIAL : cell[a];
    }
}

static void pass_on_partial(const myn_edition_job *job, const myn_node *node, uint8_t *cell)
{
    size_t n = job->pipeline->areas;
    for (size_t c = 0; c < node->children; c++) pass_on(job->out->score_cell + node->child[c] * n, cell, n);
}

/* Weights of a branch's parts fitted to their values, in place of the given ones; those of a reference edition are kept for the
 * others. */
static myn_status fit_weights(const myn_edition_job *job, size_t i, const myn_parts *parts, double *weight,
                              myn_arena *scratch)
{
    const myn_pipeline *p = job->pipeline;
    const myn_node *node = &p->index->node[i];
    const myn_step *step = &node->weights;
    const char *why = NULL;
    bool shared = step->reference_edition != NULL;
    if (!p->weights_known[i]) {
        myn_status status = step->method->weigh(step->param, parts, weight, scratch, &why);
        if (status == MYN_ERR_DATA) job->trouble[i] = myn_trouble_with(step, why);
        if (status) return status;
        for (size_t c = 0; c < node->children; c++) p->child_weight[node->child[c]] = weight[c];
        p->weights_known[i] = shared;
    }
    for (size_t c = 0; c < node->children; c++) weight[c] = p->child_weight[node->child[c]];
    return MYN_OK;
}

/* The rows and weights of a branch's parts. */
static myn_status branch_parts(const myn_edition_job *job, size_t i, myn_arena *scratch, myn_parts *out)
{
    const myn_pipeline *p = job->pipeline;
    const myn_node *node = &p->index->node[i];
    const double **child = myn_arena_get(scratch, node->children * sizeof *child);
    double *weight = myn_arena_get(scratch, node->children * sizeof *weight);
    double *fitted = myn_arena_get(scratch, node->children * sizeof *fitted);
    if (!child || !weight || !fitted) return MYN_ERR_MEMORY;
    myn_status status = MYN_OK;
    for (size_t c = 0; c < node->children && !status; c++) {
        weight[c] = p->index->node[node->child[c]].weight;
        status = child_row(job, node->child[c], scratch, &child[c]);
    }
    *out = (myn_parts){child, weight, node->children, p->areas, job->out->score + i * p->areas, NULL};
    if (status || !node->weights.method) return status;
    status = fit_weights(job, i, out, fitted, scratch);
    out->weight = fitted;
    return status;
}

/* The weights that were used go into the edition, wherever they came from. */
static myn_status run_branch(const myn_edition_job *job, size_t i, myn_arena *scratch)
{
    const myn_pipeline *p = job->pipeline;
    const myn_node *node = &p->index->node[i];
    uint8_t *cell = job->out->score_cell + i * p->areas;
    double *score = job->out->score + i * p->areas;
    myn_parts parts = {0};
    char why[MYN_WHY] = "";
    myn_status status = myn_within_run(job, i, scratch);
    if (!status) status = branch_parts(job, i, scratch, &parts);
    parts.why = why;
    if (!status)
        status = myn_aggregate(node->aggregate.method, node->aggregate.param, &parts, node->coverage, cell,
                               scratch);
    for (size_t c = 0; c < node->children && !status; c++) job->out->weight[node->child[c]] = parts.weight[c];
    if (status == MYN_ERR_DATA && !job->trouble[i].name)
        job->trouble[i] = myn_trouble_with(&node->aggregate, parts.why);
    if (status) return status;
    pass_on_partial(job, node, cell);
    return branch_steps(job, i, false, score, scratch);
}

/* A leaf's score is its value on the common scale. */
static void copy_leaf(const myn_edition_job *job, size_t node)
{
    size_t n = job->pipeline->areas, leaf = job->pipeline->index->node[node].indicator;
    memcpy(job->out->score + node * n, job->out->normalised + leaf * n, n * sizeof(double));
    memcpy(job->out->score_cell + node * n, job->out->normalised_cell + leaf * n, n);
}

static void say_troubles(const myn_edition_job *job, myn_diag *diag)
{
    for (size_t i = 0; i < job->pipeline->index->nodes; i++)
        myn_say_trouble(&job->trouble[i], job->pipeline->index->node[i].code, job->rule->name, diag);
}

static bool rests_on(const myn_node *node, const uint8_t *failed)
{
    for (size_t c = 0; c < node->children; c++)
        if (failed[node->child[c]]) return true;
    return false;
}

/* A branch that cannot be done is told by its trouble, and those that do not rest on it are tried too, so that all of them
 * are told together. */
myn_status myn_tree_run(const myn_edition_job *job, myn_diag *diag)
{
    const myn_index *index = job->pipeline->index;
    myn_arena *scratch = NULL;
    uint8_t *failed = calloc(index->nodes + 1, 1);
    myn_status status = failed ? myn_arena_new(&scratch) : MYN_ERR_MEMORY, worst = MYN_OK;
    for (size_t i = 0; i < index->nodes; i++) job->out->weight[i] = index->node[i].weight;
    for (size_t i = index->nodes; i-- > 0 && !status;) {
        const myn_node *node = &index->node[i];
        if (job->pipeline->kept && job->pipeline->kept[i]) continue;
        if (!node->children) {
            copy_leaf(job, i);
            continue;
        }
        failed[i] = rests_on(node, failed);
        if (failed[i]) continue;
        status = run_branch(job, i, scratch);
        failed[i] = status == MYN_ERR_DATA;
        if (failed[i]) worst = status, status = MYN_OK;
        myn_arena_rewind(scratch, (myn_arena_mark){0});
    }
    if (!status) status = worst;
    if (status == MYN_ERR_DATA) say_troubles(job, diag);
    myn_arena_free(scratch);
    free(failed);
    return status;
}
