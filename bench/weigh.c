/* Weights fitted to 60 indicators of 35,000 areas: correlations and eigenvectors, factors and their rotation. */
#include "bench.h"
#include <mynegai/method.h>
#include <stdlib.h>

enum { CHILDREN = 60, AREAS = 35000, FACTORS = 6 };

typedef struct {
    const myn_method *method;
    double param[MYN_PARAMS_MOST], nominal[CHILDREN], weight[CHILDREN];
    const double *child[CHILDREN];
    myn_arena *scratch;
} Weigh;

static myn_status weigh(void *ctx)
{
    Weigh *w = ctx;
    const char *why = NULL;
    const myn_parts parts = {w->child, w->nominal, CHILDREN, AREAS, NULL, NULL};
    myn_arena_mark mark = myn_arena_here(w->scratch);
    myn_status status = w->method->weigh(w->param, &parts, w->weight, w->scratch, &why);
    myn_arena_rewind(w->scratch, mark);
    return status;
}

/* Indicators that share factors, as those of real areas do. */
static void add_factors(myn_mat values)
{
    for (size_t i = FACTORS; i < values.rows; i++)
        for (size_t a = 0; a < values.cols; a++) myn_row(values, i)[a] += myn_row(values, i % FACTORS)[a];
}

static int measure(const char *name, myn_mat values)
{
    Weigh w = {.method = myn_method_find(name)};
    myn_status status = w.method ? myn_arena_new(&w.scratch) : MYN_ERR_NOT_FOUND;
    if (!status) myn_method_defaults(w.method, w.param);
    for (size_t i = 0; i < CHILDREN; i++) {
        w.child[i] = myn_row(values, i);
        w.nominal[i] = 1;
    }
    BenchJob work = {weigh, NULL, &w, 3, false};
    int answer = status ? bench_exit(name, status) : bench_matrix_job(name, &work, CHILDREN, AREAS);
    myn_arena_free(w.scratch);
    return answer;
}

int main(void)
{
    myn_mat values = bench_matrix(CHILDREN, AREAS, 0);
    if (!values.at) return bench_exit("weigh", MYN_ERR_MEMORY);
    add_factors(values);
    int answer = measure("weigh_pca", values) | measure("weigh_factor_analysis", values) |
                 measure("weigh_one_factor", values);
    free(values.at);
    return answer;
}
