/* Measures of larger areas, once an edition's ranks and scores are there. */
#include "run/pipeline.h"
#include <math.h>

typedef struct {
    const myn_pipeline *pipeline;
    const myn_edition_rule *rule;
    myn_diag *diag;
    myn_edition *out;
    myn_arena *scratch;
} Job;

/* A node's ranks as numbers, and how many there are. */
static const double *ranks_of(const Job *job, size_t node, size_t *ranked)
{
    size_t n = job->pipeline->areas;
    const int32_t *rank = job->out->rank + node * n;
    double *out = myn_arena_get(job->scratch, (n + 1) * sizeof *out);
    *ranked = 0;
    for (size_t a = 0; out && a < n; a++) {
        out[a] = rank[a] > 0 ? rank[a] : NAN;
        *ranked += rank[a] > 0;
    }
    return out;
}

/* SERIES as the edition sees it, NULL where there is no memory. */
static const double *series_of(const Job *job, const char *series, myn_place at)
{
    const myn_pipeline *p = job->pipeline;
    size_t row = myn_rows_find(&p->loaded->rows, series);
    myn_selected selected = {myn_arena_get(job->scratch, (p->areas + 1) * sizeof(double)),
                             myn_arena_get(job->scratch, p->areas + 1), -1};
    if (!selected.value || !selected.cell) return NULL;
    myn_select(p->loaded->panel, &p->periods[row], row, job->rule->period, &selected);
    if (selected.used < 0)
        myn_diag_add(job->diag, MYN_WARNING, at,
                     "edition %s: %s has no value for any area in the time of the edition: measures that "
                     "need it are missing",
                     job->rule->name, series);
    return selected.value;
}

/* Areas that are ranked but lack the POPULATION or the value that the measure needs. */
static void say_left_out(const Job *job, const myn_measure *measure, const double *needed, const double *rank)
{
    const char *series = measure->series ? measure->series : measure->population;
    size_t lack = 0, all = 0;
    for (size_t a = 0; a < job->pipeline->areas; a++) {
        if (job->pipeline->loaded->summary_of[a] == UINT32_MAX || (rank && isnan(rank[a]))) continue;
        lack += isnan(needed[a]);
        all++;
    }
    if (lack && lack < all)
        myn_diag_add(job->diag, MYN_WARNING, measure->at,
                     "%s, edition %s: %zu of %zu areas have no value of %s and are left out", measure->code,
                     job->rule->name, lack, all, series);
}

/* What the method will look at, and no more: a series, or ranks and scores with a population. */
static myn_status gather(const Job *job, const myn_measure *measure, myn_members *members)
{
    const myn_pipeline *p = job->pipeline;
    const myn_loaded *loaded = p->loaded;
    *members = (myn_members){.n = p->areas, .groups = loaded->summary->count, .group = loaded->summary_of};
    if (measure->series) {
        members->series = series_of(job, measure->series, measure->series_at);
        if (!members->series) return MYN_ERR_MEMORY;
        say_left_out(job, measure, members->series, NULL);
        return MYN_OK;
    }
    members->score = job->out->score + measure->node * p->areas;
    members->rank = ranks_of(job, measure->node, &members->ranked);
    if (!members->rank) return MYN_ERR_MEMORY;
    if (!measure->population) return MYN_OK;
    members->population = series_of(job, measure->population, measure->population_at);
    if (!members->population) return MYN_ERR_MEMORY;
    say_left_out(job, measure, members->population, members->rank);
    return MYN_OK;
}

/* Highest first whatever the index publishes: a measure says how much of something there is. */
static myn_status rank_measure(const double *value, size_t n, int32_t *out, myn_arena *scratch)
{
    size_t ranked;
    double *rank = myn_arena_get(scratch, (n + 1) * sizeof *rank);
    if (!rank) return MYN_ERR_MEMORY;
    myn_status status = myn_rank(value, rank, n, MYN_TIES_MIN, true, &ranked, scratch);
    for (size_t i = 0; !status && i < n; i++) out[i] = isnan(rank[i]) ? 0 : (int32_t)rank[i];
    return status;
}

static myn_status run_measure(const Job *job, size_t i)
{
    const myn_measure *measure = &job->pipeline->index->measure[i];
    size_t n = job->pipeline->loaded->summary->count;
    myn_members members;
    myn_status status = gather(job, measure, &members);
    if (status) return status;
    members.out = job->out->summary + i * n;
    status = measure->method->summarise(measure->param, &members, job->scratch);
    if (status == MYN_ERR_DATA)
        myn_diag_add(job->diag, MYN_ERROR, measure->at, "%s, edition %s: it cannot be done: it needs %s",
                     measure->code, job->rule->name, measure->method->needs);
    if (status) return status;
    return rank_measure(members.out, n, job->out->summary_rank + i * n, job->scratch);
}

myn_status myn_summaries_run(const myn_pipeline *pipeline, const myn_edition_rule *rule, myn_diag *diag,
                             myn_edition *out)
{
    Job job = {pipeline, rule, diag, out, NULL};
    if (!pipeline->index->measures) return MYN_OK;
    myn_status status = myn_arena_new(&job.scratch);
    for (size_t i = 0; i < pipeline->index->measures && !status; i++) {
        status = run_measure(&job, i);
        myn_arena_rewind(job.scratch, (myn_arena_mark){0});
    }
    myn_arena_free(job.scratch);
    return status;
}
