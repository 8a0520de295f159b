/* Forecasts of a tree made to add up: 36,389 nodes (a top, 22 parts, 408 of theirs, 35,958 leaves), 10 horizons, by
 * two sweeps. The limit is a copy of the same matrix. */
#include "bench.h"
#include <mynegai/reconcile.h>
#include <stdlib.h>
#include <string.h>

enum {
    TOPS = 1,
    COUNCILS = 22,
    WARDS = 408,
    LEAVES = 35958,
    NODES = TOPS + COUNCILS + WARDS + LEAVES,
    AHEAD = 10
};

typedef struct {
    myn_hierarchy tree;
    double *variance;
    myn_mat base, work;
    myn_arena *memory, *scratch;
} Reconcile;

static myn_status sweeps(void *ctx)
{
    const Reconcile *r = ctx;
    myn_arena_mark mark = myn_arena_here(r->scratch);
    memcpy(r->work.at, r->base.at, (size_t)NODES * AHEAD * sizeof *r->base.at);
    myn_status status = myn_reconcile(&r->tree, r->variance, r->work, NULL, r->scratch);
    myn_arena_rewind(r->scratch, mark);
    return status;
}

static myn_status limit(void *ctx)
{
    const Reconcile *r = ctx;
    bench_copy(r->base, r->work);
    return MYN_OK;
}

static uint32_t parent_of(uint32_t i)
{
    if (i < TOPS) return MYN_TOP;
    if (i < TOPS + COUNCILS) return 0;
    if (i < TOPS + COUNCILS + WARDS) return TOPS + (i - TOPS - COUNCILS) % COUNCILS;
    return TOPS + COUNCILS + (i - TOPS - COUNCILS - WARDS) % WARDS;
}

int main(void)
{
    Reconcile r = {.base = bench_matrix(NODES, AHEAD, 0), .work = bench_matrix(NODES, AHEAD, 0)};
    uint32_t bad, *parent = calloc(NODES, sizeof *parent);
    r.variance = calloc(NODES, sizeof *r.variance);
    myn_status status = r.base.at && r.work.at && parent && r.variance ? MYN_OK : MYN_ERR_MEMORY;
    if (!status) status = myn_arena_new(&r.memory);
    if (!status) status = myn_arena_new(&r.scratch);
    for (uint32_t i = 0; !status && i < NODES; i++) parent[i] = parent_of(i);
    if (!status) status = myn_hierarchy_make(parent, NODES, r.memory, &r.tree, &bad);
    if (!status) myn_structural_variance(&r.tree, r.variance);
    BenchJob job = {sweeps, limit, &r, 41, false};
    int answer = status ? bench_exit("reconcile", status) : bench_matrix_job("reconcile", &job, NODES, AHEAD);
    myn_arena_free(r.scratch);
    myn_arena_free(r.memory);
    free(r.variance);
    free(parent);
    free(r.work.at);
    free(r.base.at);
    return answer;
}
