#include "bench.h"
#include <linux/perf_event.h>
#include <math.h>
#include <mynegai/stream.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define MOST_RUNS 64

static double now(bool wall)
{
    struct timespec t;
    clock_gettime(wall ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* A counter of the instructions that this process executes in user space; -1 where there is none, as in most
 * virtual machines. */
static int open_counter(void)
{
    struct perf_event_attr what = {.type = PERF_TYPE_HARDWARE,
                                   .size = sizeof what,
                                   .config = PERF_COUNT_HW_INSTRUCTIONS,
                                   .exclude_kernel = 1,
                                   .exclude_hv = 1};
    return (int)syscall(SYS_perf_event_open, &what, 0, -1, -1, 0);
}

static double counted(int counter)
{
    uint64_t count;
    if (counter < 0 || read(counter, &count, sizeof count) != (ssize_t)sizeof count) return NAN;
    return (double)count;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *x, int n)
{
    qsort(x, (size_t)n, sizeof *x, by_size);
    return n % 2 ? x[n / 2] : (x[n / 2 - 1] + x[n / 2]) / 2;
}

static myn_status timed(BenchWork work, const BenchJob *job, double *seconds)
{
    double start = now(job->wall);
    myn_status status = work(job->ctx);
    *seconds = now(job->wall) - start;
    return status;
}

myn_status bench_time(const BenchJob *job, BenchFigures *out)
{
    double work[MOST_RUNS], limit[MOST_RUNS], instructions[MOST_RUNS], warm;
    int runs = job->runs < MOST_RUNS ? job->runs : MOST_RUNS, counter = open_counter();
    myn_status status = timed(job->work, job, &warm);
    if (!status && job->limit) status = timed(job->limit, job, &warm);
    for (int r = 0; r < runs && !status; r++) {
        double before = counted(counter);
        status = timed(job->work, job, &work[r]);
        instructions[r] = counted(counter) - before;
        if (!status && job->limit) status = timed(job->limit, job, &limit[r]);
    }
    if (!status) *out = (BenchFigures){median(work, runs), job->limit ? median(limit, runs) : NAN, NAN};
    if (!status && counter >= 0) out->instructions = median(instructions, runs);
    if (counter >= 0) close(counter);
    return status;
}

void bench_line(const char *job, const char *size, double values, const BenchFigures *figures)
{
    printf("ours\t%s\t%s\t%.0f\t%.9g\t%.9g\t%.9g\n", job, size, values, figures->seconds, figures->limit,
           figures->instructions);
    fflush(stdout);
}

int bench_matrix_job(const char *name, const BenchJob *job, size_t rows, size_t cols)
{
    char size[64];
    BenchFigures figures;
    myn_status status = bench_time(job, &figures);
    snprintf(size, sizeof size, "%zu x %zu", cols, rows);
    if (!status) bench_line(name, size, (double)rows * (double)cols, &figures);
    return bench_exit(name, status);
}

myn_mat bench_matrix(size_t rows, size_t cols, double missing)
{
    myn_mat m = {malloc(rows * cols * sizeof(double)), rows, cols, cols};
    uint64_t gaps = (uint64_t)(missing * 65536);
    myn_stream stream = myn_stream_at(1, rows);
    for (size_t i = 0; m.at && i < rows * cols; i++) {
        uint64_t bits = myn_stream_bits(&stream);
        m.at[i] = (bits & 65535) < gaps ? NAN : (double)((bits >> 16) % 1000000) / 1e4;
    }
    return m;
}

void bench_copy(myn_mat from, myn_mat to)
{
    for (size_t i = 0; i < from.rows; i++)
        memcpy(myn_row(to, i), myn_row(from, i), from.cols * sizeof(double));
}

int bench_exit(const char *job, myn_status status)
{
    if (status) fprintf(stderr, "bench: %s: %s\n", job, myn_status_text(status));
    return status ? EXIT_FAILURE : EXIT_SUCCESS;
}
