/* Mixtures of four models with 1 to 9 components each, from Ward's tree, of points in five groups that overlap, to a tolerance of 1e-4 (scikit-learn stops at 1e-3). The limit is a copy of the points. */
#include "bench.h"
#include <mynegai/mixture.h>
#include <mynegai/stream.h>
#include <stdlib.h>

typedef struct {
    myn_mat points, copy;
    myn_arena *arena;
} Mixture;

static myn_status choose(void *ctx)
{
    static const myn_mixture_model model[] = {MYN_MIX_VII, MYN_MIX_VVI, MYN_MIX_EEE, MYN_MIX_VVV};
    const Mixture *m = ctx;
    myn_mixture_search search = {model, 4, 1, 9, 1e-6, 1e-4, 500, 0, 1};
    myn_mixture_table table;
    myn_mixture best;
    myn_arena_mark mark = myn_arena_here(m->arena);
    myn_status status = myn_mixture_choose(myn_const(m->points), &search, &table, &best, NULL, m->arena);
    myn_arena_rewind(m->arena, mark);
    return status;
}

static myn_status limit(void *ctx)
{
    const Mixture *m = ctx;
    bench_copy(m->points, m->copy);
    return MYN_OK;
}

/* Five normal distributions, their means two standard deviations apart in each variable or so. */
static void make_groups(myn_mat points)
{
    enum { GROUPS = 5 };
    for (size_t i = 0; i < points.rows; i++)
        for (size_t j = 0; j < points.cols; j++) {
            myn_stream mean = myn_stream_at(1, j * GROUPS + i % GROUPS), noise = myn_stream_at(2, i);
            noise.counter = j;
            myn_row(points, i)[j] = 2 * myn_stream_normal(&mean) + myn_stream_normal(&noise);
        }
}

static int measure(size_t rows, size_t cols, int runs)
{
    Mixture m = {.points = bench_matrix(rows, cols, 0), .copy = bench_matrix(rows, cols, 0)};
    BenchJob job = {choose, limit, &m, runs, false};
    myn_status status = myn_arena_new(&m.arena);
    if (!m.points.at || !m.copy.at) status = MYN_ERR_MEMORY;
    if (!status) make_groups(m.points);
    int answer = status ? bench_exit("mixture", status) : bench_matrix_job("mixture", &job, rows, cols);
    myn_arena_free(m.arena);
    free(m.points.at), free(m.copy.at);
    return answer;
}

int main(void)
{
    return measure(2000, 20, 3);
}
