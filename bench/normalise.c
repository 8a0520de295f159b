/* z-score of every indicator, fitted on itself and applied in place as a build does it. The limit is a copy
 * of the same matrix. In place, the second run normalises what the first one did: the work is the same. */
#include "bench.h"
#include <mynegai/method.h>
#include <stdlib.h>

typedef struct {
    const myn_method *method;
    double param[MYN_PARAMS_MOST];
    myn_mat values, copy;
    myn_arena *scratch;
} Normalise;

static myn_status one(const Normalise *n, double *x)
{
    double fitted[MYN_FITTED_MOST];
    const char *why = NULL;
    myn_basis basis = {x, NULL, n->values.cols, 1, x[1]};
    myn_values values = {.in = x, .out = x, .n = n->values.cols, .direction = 1, .fitted = fitted};
    myn_status status = n->method->fit(n->param, &basis, fitted, n->scratch, &why);
    return status ? status : n->method->apply(n->param, &values, n->scratch);
}

static myn_status normalise(void *ctx)
{
    const Normalise *n = ctx;
    myn_status status = MYN_OK;
    for (size_t i = 0; i < n->values.rows && !status; i++) {
        myn_arena_mark mark = myn_arena_here(n->scratch);
        status = one(n, myn_row(n->values, i));
        myn_arena_rewind(n->scratch, mark);
    }
    return status;
}

static myn_status limit(void *ctx)
{
    const Normalise *n = ctx;
    bench_copy(n->values, n->copy);
    return MYN_OK;
}

static int measure(size_t rows, size_t cols, int runs)
{
    Normalise n = {.method = myn_method_find("zscore"),
                   .values = bench_matrix(rows, cols, 0),
                   .copy = bench_matrix(rows, cols, 0)};
    BenchJob job = {normalise, limit, &n, runs, false};
    myn_status status = n.method ? myn_arena_new(&n.scratch) : MYN_ERR_NOT_FOUND;
    if (!n.values.at || !n.copy.at) status = MYN_ERR_MEMORY;
    if (!status) myn_method_defaults(n.method, n.param);
    int answer = status ? bench_exit("zscore", status) : bench_matrix_job("zscore", &job, rows, cols);
    myn_arena_free(n.scratch);
    free(n.values.at);
    free(n.copy.at);
    return answer;
}

int main(void)
{
    return measure(60, 35000, 15) | measure(200, 240000, 5);
}
