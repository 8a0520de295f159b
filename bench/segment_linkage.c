/* Ward.D2 of areas, from their centres. The limit is a copy of the points. */
#include "bench.h"
#include <mynegai/linkage.h>
#include <stdlib.h>

typedef struct {
    myn_mat points, copy;
    myn_arena *arena;
} Linkage;

static myn_status link_all(void *ctx)
{
    const Linkage *l = ctx;
    myn_tree tree;
    myn_arena_mark mark = myn_arena_here(l->arena);
    myn_status status = myn_linkage_points(myn_const(l->points), MYN_LINK_WARD_D2, &tree, l->arena);
    myn_arena_rewind(l->arena, mark);
    return status;
}

static myn_status limit(void *ctx)
{
    const Linkage *l = ctx;
    bench_copy(l->points, l->copy);
    return MYN_OK;
}

static int measure(size_t rows, size_t cols, int runs)
{
    Linkage l = {.points = bench_matrix(rows, cols, 0), .copy = bench_matrix(rows, cols, 0)};
    BenchJob job = {link_all, limit, &l, runs, false};
    myn_status status = myn_arena_new(&l.arena);
    if (!l.points.at || !l.copy.at) status = MYN_ERR_MEMORY;
    int answer = status ? bench_exit("ward", status) : bench_matrix_job("ward", &job, rows, cols);
    myn_arena_free(l.arena);
    free(l.points.at), free(l.copy.at);
    return answer;
}

int main(void)
{
    return measure(10000, 60, 5);
}
