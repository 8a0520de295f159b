/* Aggregators that hold every area against all others: Copeland's rule and benefit of the doubt (a linear
 * program an area). There is no limit beside them: the work grows faster than the bytes. */
#include "bench.h"
#include <mynegai/method.h>
#include <stdio.h>
#include <stdlib.h>

enum { CHILDREN = 8 };

typedef struct {
    const myn_method *method;
    double param[MYN_PARAMS_MOST];
    myn_parts parts;
    const double *child[CHILDREN];
    myn_arena *scratch;
} Compare;

static myn_status compare(void *ctx)
{
    const Compare *c = ctx;
    myn_arena_mark mark = myn_arena_here(c->scratch);
    myn_status status = myn_aggregate(c->method, c->param, &c->parts, (myn_coverage){0, false}, NULL,
                                      c->scratch);
    myn_arena_rewind(c->scratch, mark);
    return status;
}

static int measure(const char *name, const char *shares, size_t areas)
{
    static const double weight[CHILDREN] = {1, 2, 3, 1, 2, 3, 1, 2};
    char expected[100], job[100];
    myn_mat values = bench_matrix(CHILDREN, areas, 0);
    double *out = calloc(areas, sizeof *out);
    Compare c = {.method = myn_method_find(name)};
    c.parts = (myn_parts){c.child, weight, CHILDREN, areas, out, NULL};
    for (size_t k = 0; k < CHILDREN && values.at; k++) c.child[k] = myn_row(values, k);
    myn_status status = c.method ? myn_arena_new(&c.scratch) : MYN_ERR_NOT_FOUND;
    if (!values.at || !out) status = MYN_ERR_MEMORY;
    if (!status) myn_method_defaults(c.method, c.param);
    if (!status && shares && !myn_param_read(c.method, 0, shares, c.param, expected, sizeof expected))
        status = MYN_ERR_ARGUMENT;
    snprintf(job, sizeof job, "%s%s%s", name, shares ? " " : "", shares ? shares : "");
    BenchJob work = {compare, NULL, &c, 3, false};
    int answer = status ? bench_exit(job, status) : bench_matrix_job(job, &work, CHILDREN, areas);
    myn_arena_free(c.scratch);
    free(out);
    free(values.at);
    return answer;
}

int main(void)
{
    return measure("copeland", NULL, 1909) | measure("copeland", NULL, 35000) |
           measure("benefit_of_doubt", NULL, 1909) | measure("benefit_of_doubt", "[0.05, 0.3]", 1909);
}
