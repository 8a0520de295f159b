/* What all editions share: periods, groups, fits of references; and an edition from leaves to places. */
#include "run/pipeline.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Number areas by their parent, for imputation within a group; areas without one are a group of their own. */
static myn_status group_by_parent(const myn_loaded *loaded, myn_pipeline *p)
{
    myn_names *parents = NULL;
    p->group = myn_arena_get(p->memory, (p->areas + 1) * sizeof *p->group);
    myn_status status = p->group ? myn_names_new(&parents) : MYN_ERR_MEMORY;
    for (size_t a = 0; a < p->areas && !status; a++) {
        const char *parent = loaded->areas->at[a].parent;
        size_t number = 0;
        status = myn_names_add(parents, parent ? parent : "", parent ? strlen(parent) : 0, &number);
        p->group[a] = (uint32_t)number;
    }
    if (!status) p->groups = (uint32_t)myn_names_count(parents);
    myn_names_free(parents);
    return status;
}

/* Fits are kept in arrays of one width: the longest list of steps. */
static void longest_lists(myn_pipeline *p)
{
    for (size_t i = 0; i < p->index->nodes; i++) {
        const myn_node *node = &p->index->node[i];
        if (node->steps > p->steps) p->steps = node->steps;
        if (node->afters + node->into_parents > p->branch_slots)
            p->branch_slots = node->afters + node->into_parents;
    }
}

static myn_status room_for_fits(myn_pipeline *p)
{
    size_t leaf = p->index->leaves * p->steps, branch = p->index->nodes * p->branch_slots;
    p->fitted = myn_arena_zero(p->memory, leaf + 1, MYN_FITTED_MOST * sizeof(double));
    p->fitted_known = myn_arena_zero(p->memory, leaf + 1, 1);
    p->reference_used = myn_arena_zero(p->memory, leaf + 1, sizeof(size_t));
    p->branch_fitted = myn_arena_zero(p->memory, branch + 1, MYN_FITTED_MOST * sizeof(double));
    p->branch_known = myn_arena_zero(p->memory, branch + 1, 1);
    p->child_weight = myn_arena_zero(p->memory, p->index->nodes + 1, sizeof(double));
    p->weights_known = myn_arena_zero(p->memory, p->index->nodes + 1, 1);
    bool all = p->child_weight && p->weights_known && p->fitted && p->fitted_known && p->reference_used &&
               p->branch_fitted && p->branch_known;
    return all ? MYN_OK : MYN_ERR_MEMORY;
}

myn_status myn_pipeline_new(const myn_loaded *loaded, size_t threads, myn_pipeline *out)
{
    *out = (myn_pipeline){.loaded = loaded, .index = loaded->index, .areas = loaded->areas->count};
    myn_status status = myn_arena_new(&out->memory);
    if (!status) status = myn_team_new(threads, &out->team);
    if (status) return status;
    out->periods = myn_arena_zero(out->memory, loaded->panel->rows + 1, sizeof *out->periods);
    if (!out->periods) return MYN_ERR_MEMORY;
    status = myn_rows_periods(loaded->panel, out->memory, out->periods);
    if (!status) status = group_by_parent(loaded, out);
    longest_lists(out);
    return status ? status : room_for_fits(out);
}

void myn_pipeline_free(myn_pipeline *pipeline)
{
    myn_team_free(pipeline->team);
    myn_arena_free(pipeline->memory);
    *pipeline = (myn_pipeline){0};
}

/* A leaf that cannot be done is told by its trouble, so that all of them are told together. */
static myn_status leaf_job(void *ctx, size_t i, myn_arena *scratch)
{
    myn_status status = myn_leaf_run(ctx, i, scratch);
    return status == MYN_ERR_DATA ? MYN_OK : status;
}

myn_trouble myn_trouble_named(const char *name, myn_place at, const char *why)
{
    myn_trouble trouble = {.name = name, .at = at};
    snprintf(trouble.why, sizeof trouble.why, "%s", why ? why : "");
    return trouble;
}

myn_trouble myn_trouble_with(const myn_step *step, const char *why)
{
    myn_trouble trouble = myn_trouble_named(step->method->name, step->at, why);
    trouble.needs = step->method->needs;
    return trouble;
}

void myn_say_trouble(const myn_trouble *trouble, const char *code, const char *edition, myn_diag *diag)
{
    if (!trouble->name) return;
    const char *needs = trouble->needs ? trouble->needs : "other values";
    myn_diag_add(diag, MYN_ERROR, trouble->at, "%s, edition %s: %s cannot be done: %s%s", code, edition,
                 trouble->name, trouble->why[0] ? "" : "it needs ", trouble->why[0] ? trouble->why : needs);
}

static void say_leaves(const myn_edition_job *job, myn_diag *diag)
{
    for (size_t i = 0; i < job->pipeline->index->leaves; i++) {
        const myn_trouble *trouble = &job->trouble[i];
        const myn_node *leaf = &job->pipeline->index->node[job->pipeline->index->leaf[i]];
        myn_say_trouble(trouble, leaf->code, job->rule->name, diag);
    }
}

static bool any_left(const myn_edition_job *job)
{
    for (size_t a = 0; a < job->pipeline->areas; a++)
        if (!job->dropped || !job->dropped[a]) return true;
    return false;
}

/* Leaves side by side, then branches from the bottom up. */
static myn_status run_edition(myn_edition_job *job, myn_diag *diag)
{
    const myn_pipeline *p = job->pipeline;
    if (!any_left(job)) {
        myn_diag_add(diag, MYN_ERROR, job->rule->at,
                     "edition %s: no area left, every one lacks an indicator with `drop`%s", job->rule->name,
                     p->index->screen > 0 ? " or too many others for `screen`" : "");
        return MYN_ERR_DATA;
    }
    for (size_t i = 0; i < p->index->leaves * p->steps * MYN_FITTED_MOST; i++) job->out->fitted[i] = NAN;
    for (size_t i = 0; i < p->index->nodes * p->branch_slots * MYN_FITTED_MOST; i++)
        job->out->branch_fitted[i] = NAN;
    myn_status status = myn_team_map(p->team, p->index->leaves, leaf_job, job);
    if (status) return status;
    say_leaves(job, diag);
    status = myn_diag_status(diag);
    if (!status) status = myn_tree_run(job, diag);
    return status;
}

myn_status myn_pipeline_scores(myn_pipeline *pipeline, const myn_edition_rule *rule, myn_diag *diag,
                               myn_edition *out)
{
    uint8_t *dropped = NULL;
    myn_edition_job job = {.pipeline = pipeline, .rule = rule, .out = out};
    myn_status status = myn_dropped(pipeline, rule, &dropped);
    job.dropped = dropped;
    job.trouble = calloc(pipeline->index->nodes + 1, sizeof *job.trouble);
    if (!job.trouble) status = MYN_ERR_MEMORY;
    if (!status) status = run_edition(&job, diag);
    free(job.trouble);
    free(dropped);
    return status;
}

/* Scores, then ranks. */
myn_status myn_pipeline_edition(myn_pipeline *pipeline, const myn_edition_rule *rule, myn_diag *diag,
                                myn_edition *out)
{
    const myn_edition_job job = {.pipeline = pipeline, .rule = rule, .out = out};
    myn_status status = myn_pipeline_scores(pipeline, rule, diag, out);
    return status ? status : myn_places_run(&job);
}
