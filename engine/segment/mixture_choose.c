/* Several mixtures beside each other: a job fits one model with one number of components, from Ward's tree and
 * from random starts. */
#include "segment/spread.h"
#include "segment/tiles.h"
#include <math.h>
#include <mynegai/linkage.h>
#include <mynegai/mixture.h>
#include <mynegai/stream.h>
#include <string.h>

#define TRIAL_STEPS 30 /* before starts are compared */

typedef struct {
    myn_cmat points;
    const myn_mixture_search *search;
    const myn_tree *tree;
    const myn_mixture_table *out;
} Choice;

static size_t numbers_of_k(const myn_mixture_search *search)
{
    return search->k_to - search->k_from + 1;
}

static myn_mixture_plan plan_of(const myn_mixture_search *search, size_t job)
{
    return (myn_mixture_plan){search->model[job / numbers_of_k(search)],
                              search->k_from + job % numbers_of_k(search), search->floor, search->tolerance,
                              search->steps};
}

/* ---- starts ---- */

/* A point drawn with chances NEAR (their sum not 0). */
static size_t draw(const double *near, size_t n, myn_stream *random)
{
    double sum = 0, at = 0;
    for (size_t i = 0; i < n; i++) sum += near[i];
    double stop = sum * myn_stream_uniform(random);
    size_t last = 0;
    for (size_t i = 0; i < n; i++) {
        at += near[i];
        if (near[i] > 0) last = i;
        if (near[i] > 0 && at >= stop) return i;
    }
    return last;
}

/* Points to the nearest of K of them, drawn far from each other (Arthur and Vassilvitskii 2007). */
static bool random_start(myn_cmat points, myn_stream *random, myn_partition *out, myn_arena *scratch)
{
    double *near = myn_arena_get(scratch, points.rows * sizeof *near);
    if (!near) return false;
    for (size_t i = 0; i < points.rows; i++) near[i] = 1;
    for (uint32_t c = 0; c < out->k; c++) {
        size_t seed = draw(near, points.rows, random);
        for (size_t i = 0; i < points.rows; i++) {
            double square = square_distance(myn_crow(points, i), myn_crow(points, seed), points.cols);
            if (c && square >= near[i]) continue;
            near[i] = square;
            out->label[i] = c;
        }
    }
    return true;
}

/* The best starts so far, by the likelihood of their trial. */
typedef struct {
    double loglik;
    uint32_t *label;
} Start;

static void keep_start(Start best[2], const uint32_t *label, double loglik, size_t n)
{
    if (!(loglik > best[1].loglik)) return;
    uint32_t *room = best[1].label;
    if (loglik > best[0].loglik) {
        best[1] = best[0];
        best[0] = (Start){loglik, room};
    } else {
        best[1].loglik = loglik;
    }
    memcpy(room, label, n * sizeof *room);
}

static myn_status try_random(const Choice *choice, size_t job, Start best[2], myn_arena *scratch)
{
    size_t n = choice->points.rows;
    myn_mixture_plan trial = plan_of(choice->search, job);
    uint32_t *label = myn_arena_get(scratch, n * sizeof *label);
    if (!label) return MYN_ERR_MEMORY;
    trial.steps = TRIAL_STEPS;
    myn_arena_mark mark = myn_arena_here(scratch);
    for (size_t s = 0; s < choice->search->starts; s++) {
        myn_arena_rewind(scratch, mark);
        myn_stream random = myn_stream_at(choice->search->seed, job * choice->search->starts + s);
        myn_partition start = {label, n, trial.k};
        myn_mixture got;
        if (!random_start(choice->points, &random, &start, scratch)) return MYN_ERR_MEMORY;
        myn_status status = myn_mixture_fit(choice->points, &trial, &start, &got, scratch);
        if (status == MYN_ERR_MEMORY) return status;
        if (!status && !got.at_the_floor) keep_start(best, label, got.loglik, n);
    }
    return MYN_OK;
}

/* The fit of START, if it is better than *BEST and nothing collapsed that did not before. */
static myn_status run_start(const Choice *choice, const myn_mixture_plan *plan, const myn_partition *start,
                            myn_mixture *best, myn_arena *arena)
{
    myn_mixture got;
    myn_status status = myn_mixture_fit(choice->points, plan, start, &got, arena);
    if (status) return status == MYN_ERR_MEMORY ? status : MYN_OK;
    bool sounder = (got.at_the_floor == 0) != (best->at_the_floor == 0) ? got.at_the_floor == 0
                                                                        : got.loglik > best->loglik;
    if (!best->n || sounder) *best = got;
    return MYN_OK;
}

/* BEST->n stays 0 where nothing could be fitted. */
static myn_status fit_best(const Choice *choice, size_t job, myn_mixture *best, myn_arena *arena)
{
    size_t n = choice->points.rows;
    myn_mixture_plan plan = plan_of(choice->search, job);
    Start start[2] = {{-INFINITY, myn_arena_get(arena, n * sizeof(uint32_t))},
                      {-INFINITY, myn_arena_get(arena, n * sizeof(uint32_t))}};
    myn_partition tree = {myn_arena_get(arena, n * sizeof(uint32_t)), n, plan.k};
    *best = (myn_mixture){.loglik = -INFINITY};
    if (!start[0].label || !start[1].label || !tree.label) return MYN_ERR_MEMORY;
    myn_status status = myn_linkage_cut(choice->tree, plan.k, &tree, arena);
    if (!status) status = run_start(choice, &plan, &tree, best, arena);
    if (!status) status = try_random(choice, job, start, arena);
    for (size_t s = 0; s < 2 && !status; s++) {
        myn_partition from = {start[s].label, n, plan.k};
        if (isfinite(start[s].loglik)) status = run_start(choice, &plan, &from, best, arena);
    }
    return status;
}

/* ---- all of them ---- */

static myn_status fit_job(void *ctx, size_t job, myn_arena *scratch)
{
    const Choice *choice = ctx;
    myn_mixture best;
    myn_status status = fit_best(choice, job, &best, scratch);
    bool fitted = !status && best.n > 0;
    choice->out->loglik[job] = fitted ? best.loglik : NAN;
    choice->out->bic[job] = fitted ? best.bic : NAN;
    choice->out->steps[job] = fitted ? best.steps : 0;
    choice->out->at_the_floor[job] = fitted ? best.at_the_floor : 0;
    return status;
}

static size_t least_bic(const myn_mixture_table *table, size_t jobs)
{
    size_t best = SIZE_MAX;
    for (size_t j = 0; j < jobs; j++)
        if (!isnan(table->bic[j]) && !table->at_the_floor[j] &&
            (best == SIZE_MAX || table->bic[j] < table->bic[best]))
            best = j;
    return best;
}

static bool search_sound(const myn_mixture_search *search, size_t n)
{
    for (size_t m = 0; m < search->models; m++)
        if ((unsigned)search->model[m] >= MYN_MIX_MODELS) return false;
    return search->models && search->k_from && search->k_from <= search->k_to && search->k_to <= n &&
           search->floor >= 0 && search->tolerance >= 0;
}

myn_status myn_mixture_choose(myn_cmat points, const myn_mixture_search *search, myn_mixture_table *out,
                              myn_mixture *best, myn_team *team, myn_arena *arena)
{
    if (!search_sound(search, points.rows)) return MYN_ERR_ARGUMENT;
    size_t jobs = search->models * numbers_of_k(search);
    *out = (myn_mixture_table){.loglik = myn_arena_zero(arena, jobs, sizeof *out->loglik),
                               .bic = myn_arena_zero(arena, jobs, sizeof *out->bic),
                               .steps = myn_arena_zero(arena, jobs, sizeof *out->steps),
                               .at_the_floor = myn_arena_zero(arena, jobs, sizeof *out->at_the_floor)};
    if (!out->loglik || !out->bic || !out->steps || !out->at_the_floor) return MYN_ERR_MEMORY;
    myn_tree tree;
    myn_arena *scratch;
    myn_status status = myn_arena_new(&scratch);
    if (status) return status;
    Choice choice = {points, search, &tree, out};
    status = myn_linkage_points(points, MYN_LINK_WARD_D2, &tree, scratch);
    if (!status) status = spread_jobs(team, jobs, fit_job, &choice, scratch);
    if (!status) out->best = least_bic(out, jobs);
    if (!status && out->best != SIZE_MAX) status = fit_best(&choice, out->best, best, arena);
    myn_arena_free(scratch);
    return status;
}
