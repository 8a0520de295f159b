/* What the benchmarks share: medians of a job beside the machine's limit, made-up matrices, a line for the
 * table. */
#ifndef MYN_BENCH_H
#define MYN_BENCH_H
#include <mynegai/mat.h>
#include <mynegai/status.h>
#include <stdbool.h>
#include <stddef.h>

typedef myn_status (*BenchWork)(void *ctx);

/* WORK is timed beside LIMIT, which moves the same bytes and does nothing else (NULL: none). */
typedef struct {
    BenchWork work, limit;
    void *ctx;
    int runs;
    bool wall; /* by the clock on the wall instead of the processor's time: for files */
} BenchJob;

typedef struct {
    double seconds, limit; /* of one run; NaN where not measured */
    double instructions;   /* of one run of WORK, user space; NaN where the machine does not count them */
} BenchFigures;

/* One run of each to warm up, then JOB->runs of each in turn; medians. */
myn_status bench_time(const BenchJob *job, BenchFigures *out) MYN_CHECKED;

/* "ours, job, size, values, seconds, limit, instructions" separated by tabs, for bench/table.awk. */
void bench_line(const char *job, const char *size, double values, const BenchFigures *figures);

/* Time JOB and print its line; the size is "rows x cols". Returns an exit code; failures are told on stderr.
 */
int bench_matrix_job(const char *name, const BenchJob *job, size_t rows, size_t cols);

/* A matrix of ROWS indicators by COLS areas of uniform numbers in [0, 100) with four decimals, so that some
 * are tied; MISSING is the share without a value. `at` is NULL without memory; give back with free(). */
myn_mat bench_matrix(size_t rows, size_t cols, double missing);

/* Copy FROM into TO, row by row: the limit of a kernel that reads one matrix and writes another. */
void bench_copy(myn_mat from, myn_mat to);

/* STATUS as an exit code, told on stderr where it is not MYN_OK. */
int bench_exit(const char *job, myn_status status);

#endif
