/* Four levels of weighted means over indicators of which one value in twenty is missing, with the kind of
 * every score, as a build does it. The limit is a copy of the indicators. */
#include "bench.h"
#include <mynegai/method.h>
#include <stdlib.h>

#define LEVELS 5

/* How many nodes each level has, leaves first; nodes of a level are shared out evenly, in order, among those
 * of the next. */
typedef struct {
    const myn_method *method;
    double param[MYN_PARAMS_MOST];
    size_t count[LEVELS];
    myn_mat level[LEVELS], copy;
    uint8_t *cell;
    myn_arena *scratch;
} Tree;

/* Node I of LEVEL from its children on the level below. */
static myn_status one(const Tree *t, size_t level, size_t i)
{
    size_t below = t->count[level - 1], here = t->count[level];
    size_t first = i * below / here, children = (i + 1) * below / here - first;
    const double **child = myn_arena_get(t->scratch, children * sizeof *child);
    double *weight = myn_arena_get(t->scratch, children * sizeof *weight);
    if (!child || !weight) return MYN_ERR_MEMORY;
    for (size_t c = 0; c < children; c++) {
        child[c] = myn_row(t->level[level - 1], first + c);
        weight[c] = 1 + (double)c / 4;
    }
    myn_parts parts = {child, weight, children, t->copy.cols, myn_row(t->level[level], i), NULL};
    return myn_aggregate(t->method, t->param, &parts, (myn_coverage){.5, false}, t->cell, t->scratch);
}

static myn_status aggregate(void *ctx)
{
    const Tree *t = ctx;
    myn_status status = MYN_OK;
    for (size_t level = 1; level < LEVELS; level++)
        for (size_t i = 0; i < t->count[level] && !status; i++) {
            myn_arena_mark mark = myn_arena_here(t->scratch);
            status = one(t, level, i);
            myn_arena_rewind(t->scratch, mark);
        }
    return status;
}

static myn_status limit(void *ctx)
{
    const Tree *t = ctx;
    bench_copy(t->level[0], t->copy);
    return MYN_OK;
}

static myn_status plant(Tree *t, size_t areas)
{
    bool all = true;
    t->method = myn_method_find("arithmetic");
    if (!t->method) return MYN_ERR_NOT_FOUND;
    myn_method_defaults(t->method, t->param);
    for (size_t i = 0; i < LEVELS; i++) {
        t->level[i] = bench_matrix(t->count[i], areas, i ? 0 : .05);
        all &= t->level[i].at != NULL;
    }
    t->copy = bench_matrix(t->count[0], areas, 0);
    t->cell = malloc(areas);
    return all && t->copy.at && t->cell ? myn_arena_new(&t->scratch) : MYN_ERR_MEMORY;
}

static int measure(Tree t, size_t areas, int runs)
{
    BenchJob job = {aggregate, limit, &t, runs, false};
    myn_status status = plant(&t, areas);
    int answer = status ? bench_exit("aggregate", status)
                        : bench_matrix_job("aggregate", &job, t.count[0], areas);
    myn_arena_free(t.scratch);
    for (size_t i = 0; i < LEVELS; i++) free(t.level[i].at);
    free(t.copy.at);
    free(t.cell);
    return answer;
}

int main(void)
{
    return measure((Tree){.count = {60, 20, 6, 2, 1}}, 35000, 15) |
           measure((Tree){.count = {200, 40, 8, 2, 1}}, 240000, 5);
}
