/* Ranks of every indicator, equal values by their average. The limit is a copy of the same matrix. */
#include "bench.h"
#include <mynegai/order.h>
#include <stdlib.h>

typedef struct {
    myn_mat values, ranks;
    myn_arena *scratch;
} Rank;

static myn_status rank(void *ctx)
{
    const Rank *r = ctx;
    myn_status status = MYN_OK;
    for (size_t i = 0; i < r->values.rows && !status; i++) {
        size_t present;
        status = myn_rank(myn_row(r->values, i), myn_row(r->ranks, i), r->values.cols, MYN_TIES_AVERAGE,
                          false, &present, r->scratch);
    }
    return status;
}

static myn_status limit(void *ctx)
{
    const Rank *r = ctx;
    bench_copy(r->values, r->ranks);
    return MYN_OK;
}

static int measure(size_t rows, size_t cols, int runs)
{
    Rank r = {.values = bench_matrix(rows, cols, 0), .ranks = bench_matrix(rows, cols, 0)};
    BenchJob job = {rank, limit, &r, runs, false};
    myn_status status = myn_arena_new(&r.scratch);
    if (!r.values.at || !r.ranks.at) status = MYN_ERR_MEMORY;
    int answer = status ? bench_exit("rank", status) : bench_matrix_job("rank", &job, rows, cols);
    myn_arena_free(r.scratch);
    free(r.values.at);
    free(r.ranks.at);
    return answer;
}

int main(void)
{
    return measure(60, 35000, 9) | measure(200, 240000, 3);
}
