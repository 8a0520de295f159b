/* The 15 nearest neighbours of every area, and its farthest. The limit is a copy of the points. */
#include "bench.h"
#include <mynegai/neighbours.h>
#include <stdlib.h>

typedef struct {
    myn_mat points, copy;
    myn_neighbours out;
    myn_arena *scratch;
} Neighbours;

static myn_status find(void *ctx)
{
    const Neighbours *n = ctx;
    myn_arena_mark mark = myn_arena_here(n->scratch);
    myn_status status = myn_neighbours_find(myn_const(n->points), &n->out, NULL, n->scratch);
    myn_arena_rewind(n->scratch, mark);
    return status;
}

static myn_status limit(void *ctx)
{
    const Neighbours *n = ctx;
    bench_copy(n->points, n->copy);
    return MYN_OK;
}

static int measure(size_t rows, size_t cols, size_t k, int runs)
{
    Neighbours n = {.points = bench_matrix(rows, cols, 0),
                    .copy = bench_matrix(rows, cols, 0),
                    .out = {k, malloc(rows * k * sizeof(uint32_t)), malloc(rows * k * sizeof(double)),
                            malloc(rows * sizeof(double))}};
    BenchJob job = {find, limit, &n, runs, false};
    myn_status status = myn_arena_new(&n.scratch);
    if (!n.points.at || !n.copy.at || !n.out.which || !n.out.distance || !n.out.farthest)
        status = MYN_ERR_MEMORY;
    int answer = status ? bench_exit("neighbours", status) : bench_matrix_job("neighbours", &job, rows, cols);
    myn_arena_free(n.scratch);
    free(n.points.at), free(n.copy.at), free(n.out.which), free(n.out.distance), free(n.out.farthest);
    return answer;
}

int main(void)
{
    return measure(35000, 60, 15, 3);
}
