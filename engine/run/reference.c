/* Steps of leaves that are fitted on a reference edition: fitted once, before any edition is computed. */
#include "run/walk.h"
#include <stdlib.h>
#include <string.h>

static const myn_edition_rule *find_edition(const myn_index *index, const char *name)
{
    for (size_t e = 0; e < index->editions; e++)
        if (strcmp(index->edition[e].name, name) == 0) return &index->edition[e];
    return NULL;
}

/* Fit step S of WALK's leaf on edition RULE; *DONE tells whether that edition has data for it. */
static myn_status fit_on(myn_leaf_walk *walk, const myn_edition_rule *rule, size_t s, myn_arena *scratch,
                         bool *done)
{
    const myn_pipeline *p = walk->pipeline;
    uint8_t *dropped = NULL;
    myn_status status = myn_dropped(p, rule, &dropped);
    walk->rule = rule;
    walk->dropped = dropped;
    if (!status) status = myn_walk_to(walk, s, scratch);
    *done = walk->values->used >= 0;
    if (!status && *done) {
        myn_step_job job = myn_walk_step(walk, s);
        const char *why = NULL;
        size_t slot = walk->leaf->indicator * p->steps + s;
        status = myn_step_fit(&job, p->fitted + slot * MYN_FITTED_MOST, scratch, &why);
        if (status) *walk->trouble = myn_trouble_with(job.step, why);
        p->fitted_known[slot] = !status;
        p->reference_used[slot] = (size_t)(rule - p->index->edition);
    }
    free(dropped);
    return status;
}

/* The edition that is named, else the first that has data: the indicator began later. */
static myn_status fit_step(myn_leaf_walk *walk, size_t s, myn_arena *scratch)
{
    const myn_index *index = walk->pipeline->index;
    const myn_edition_rule *named = find_edition(index, walk->leaf->step[s].reference_edition);
    bool done = false;
    myn_status status = named ? fit_on(walk, named, s, scratch, &done) : MYN_OK;
    for (size_t e = 0; e < index->editions && !status && !done; e++)
        status = fit_on(walk, &index->edition[e], s, scratch, &done);
    return status;
}

typedef struct {
    const myn_pipeline *pipeline;
    myn_trouble *trouble;
} myn_reference_job;

/* In order, as a later step may rest on an earlier one that was fitted just before. */
static myn_status reference_leaf(void *ctx, size_t i, myn_arena *scratch)
{
    const myn_reference_job *job = ctx;
    const myn_pipeline *p = job->pipeline;
    const myn_node *leaf = &p->index->node[p->index->leaf[i]];
    myn_selected values = {myn_arena_get(scratch, p->areas * sizeof(double)),
                           myn_arena_get(scratch, p->areas), -1};
    if (!values.value || !values.cell) return MYN_ERR_MEMORY;
    myn_leaf_walk walk = {.pipeline = p, .leaf = leaf, .values = &values, .trouble = &job->trouble[i]};
    myn_status status = MYN_OK;
    for (size_t s = 0; s < leaf->steps && !status; s++)
        if (leaf->step[s].reference_edition) status = fit_step(&walk, s, scratch);
    return status == MYN_ERR_DATA ? MYN_OK : status; /* told by its trouble, all leaves together */
}

/* A reference other than the one that was asked for is no error, but who reads the figures must know. */
static void say_reference(const myn_pipeline *p, const myn_trouble *trouble, size_t i, myn_diag *diag)
{
    const myn_node *leaf = &p->index->node[p->index->leaf[i]];
    if (trouble->name)
        myn_diag_add(diag, MYN_ERROR, trouble->at,
                     "%s: step %s cannot be fitted on its reference edition: %s", leaf->code, trouble->name,
                     trouble->why[0] ? trouble->why : "no reason given");
    for (size_t s = 0; s < leaf->steps; s++) {
        const char *wanted = leaf->step[s].reference_edition;
        size_t slot = i * p->steps + s;
        if (!wanted || !p->fitted_known[slot]) continue;
        const char *used = p->index->edition[p->reference_used[slot]].name;
        if (strcmp(wanted, used) != 0)
            myn_diag_add(diag, MYN_NOTE, leaf->at,
                         "%s has no data for reference edition %s: its %s is fitted on edition %s",
                         leaf->code, wanted, leaf->step[s].method->name, used);
    }
}

myn_status myn_pipeline_reference(myn_pipeline *p, myn_diag *diag)
{
    size_t leaves = p->index->leaves;
    myn_reference_job job = {p, calloc(leaves + 1, sizeof(myn_trouble))};
    if (!job.trouble) return MYN_ERR_MEMORY;
    myn_status status = myn_team_map(p->team, leaves, reference_leaf, &job);
    for (size_t i = 0; i < leaves && !status; i++) say_reference(p, &job.trouble[i], i, diag);
    free(job.trouble);
    return status ? status : myn_diag_status(diag);
}

static bool any_names(const myn_step *step, size_t steps, const char *edition)
{
    for (size_t s = 0; s < steps; s++)
        if (step[s].reference_edition && strcmp(step[s].reference_edition, edition) == 0) return true;
    return false;
}

static bool branch_reference(const myn_index *index, const char *edition)
{
    for (size_t i = 0; i < index->nodes; i++) {
        const myn_node *node = &index->node[i];
        if (any_names(node->after, node->afters, edition) ||
            any_names(node->into_parent, node->into_parents, edition) ||
            any_names(&node->weights, 1, edition))
            return true;
    }
    return false;
}

/* Steps on branches take their parameters from the reference edition's scores, so those come first. */
myn_status myn_pipeline_refer(myn_pipeline *pipeline, myn_diag *diag, myn_edition *edition)
{
    const myn_index *index = pipeline->index;
    myn_status status = myn_pipeline_reference(pipeline, diag);
    for (size_t e = 0; e < index->editions && !status; e++)
        if (branch_reference(index, index->edition[e].name))
            status = myn_pipeline_edition(pipeline, &index->edition[e], diag, edition);
    return status;
}

myn_status myn_pipeline_ready(myn_pipeline *pipeline, myn_diag *diag, myn_edition *edition)
{
    myn_status status = myn_frozen_load(pipeline, diag);
    return status ? status : myn_pipeline_refer(pipeline, diag, edition);
}
