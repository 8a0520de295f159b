/* Breaks suggested in 2,000 series of 31 values. The limit is a copy of the same matrix. */
#include "bench.h"
#include <mynegai/breaks.h>
#include <stdlib.h>

enum { SERIES = 2000, VALUES = 31, MOST = 3 };

typedef struct {
    myn_mat base, work;
    myn_arena *scratch;
} Breaks;

static myn_status suggest(void *ctx)
{
    const Breaks *b = ctx;
    myn_break found[MOST];
    myn_status status = MYN_OK;
    for (size_t i = 0; !status && i < SERIES; i++) {
        size_t count;
        myn_arena_mark mark = myn_arena_here(b->scratch);
        status = myn_breaks_find(myn_row(b->base, i), VALUES, 1, MYN_BREAK_RATE, MOST, found, &count,
                                 b->scratch);
        *myn_row(b->work, i) = (double)count;
        myn_arena_rewind(b->scratch, mark);
    }
    return status;
}

static myn_status limit(void *ctx)
{
    const Breaks *b = ctx;
    bench_copy(b->base, b->work);
    return MYN_OK;
}

int main(void)
{
    Breaks b = {.base = bench_matrix(SERIES, VALUES, 0), .work = bench_matrix(SERIES, VALUES, 0)};
    myn_status status = b.base.at && b.work.at ? myn_arena_new(&b.scratch) : MYN_ERR_MEMORY;
    BenchJob job = {suggest, limit, &b, 21, false};
    int answer = status ? bench_exit("breaks", status) : bench_matrix_job("breaks", &job, SERIES, VALUES);
    myn_arena_free(b.scratch);
    free(b.work.at);
    free(b.base.at);
    return answer;
}
