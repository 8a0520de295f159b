/* The machine's limits that every ratio refers to: copying between arrays larger than the cache, and writing
 * to memory for the first time. */
#include "bench.h"
#include <stdlib.h>
#include <string.h>

#define VALUES ((size_t)48 * 1000 * 1000) /* 384 MB, more than the last cache of most machines */

typedef struct {
    double *from, *to;
} Arrays;

static myn_status copy(void *ctx)
{
    Arrays *a = ctx;
    memcpy(a->to, a->from, VALUES * sizeof(double));
    return MYN_OK;
}

/* Fresh pages every time: the allocator gives blocks of this size back to the system. */
static myn_status first_touch(void *ctx)
{
    (void)ctx;
    char *fresh = malloc(VALUES * sizeof(double));
    if (!fresh) return MYN_ERR_MEMORY;
    memset(fresh, 1, VALUES * sizeof(double));
    __asm__ volatile("" : : "r"(fresh) : "memory");
    free(fresh);
    return MYN_OK;
}

static myn_status measure(const char *name, BenchWork work, void *ctx, int runs)
{
    BenchFigures figures;
    BenchJob job = {.work = work, .ctx = ctx, .runs = runs};
    myn_status status = bench_time(&job, &figures);
    if (!status) bench_line(name, "384 MB", (double)VALUES, &figures);
    return status;
}

int main(void)
{
    Arrays a = {malloc(VALUES * sizeof(double)), malloc(VALUES * sizeof(double))};
    myn_status status = a.from && a.to ? MYN_OK : MYN_ERR_MEMORY;
    if (!status) {
        memset(a.from, 1, VALUES * sizeof(double));
        status = measure("copy", copy, &a, 7);
    }
    if (!status) status = measure("first-touch", first_touch, NULL, 3);
    free(a.from);
    free(a.to);
    return bench_exit("limit", status);
}
