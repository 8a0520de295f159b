/* Designs, indices with their bootstrap, false discoveries, funnels. The limit of a design is its random numbers: one of a
 * stream for every coordinate; of the others a copy of what they read. */
#include "bench.h"
#include <mynegai/design.h>
#include <mynegai/sensitivity.h>
#include <mynegai/significance.h>
#include <mynegai/stream.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    myn_design design;
    myn_mat point, copy;
    myn_sensitivity found;
    myn_sensitivity_choice choice;
    myn_funnel_area *area;
    myn_arena *arena;
} Bench;

static myn_status points(void *ctx)
{
    const Bench *b = ctx;
    for (size_t i = 0; i < b->point.rows; i++) myn_design_point(&b->design, i, myn_row(b->point, i));
    return MYN_OK;
}

static myn_status uniforms(void *ctx)
{
    const Bench *b = ctx;
    for (size_t i = 0; i < b->point.rows; i++) {
        myn_stream stream = myn_stream_at(1, i);
        for (size_t j = 0; j < b->point.cols; j++) myn_row(b->point, i)[j] = myn_stream_uniform(&stream);
    }
    return MYN_OK;
}

static myn_status indices(void *ctx)
{
    Bench *b = ctx;
    myn_status status = myn_sensitivity_of(b->point.at, &b->choice, &b->found, b->arena);
    myn_arena_rewind(b->arena, (myn_arena_mark){0});
    return status;
}

static myn_status discoveries(void *ctx)
{
    Bench *b = ctx;
    myn_status status = myn_false_discovery(b->point.at, b->point.rows * b->point.cols, b->copy.at, b->arena);
    myn_arena_rewind(b->arena, (myn_arena_mark){0});
    return status;
}

static myn_status funnels(void *ctx)
{
    Bench *b = ctx;
    myn_funnel out;
    myn_status status = myn_funnel_of(MYN_FUNNEL_RATE, myn_row(b->point, 0), myn_row(b->point, 1),
                                      b->point.cols, b->area, &out, b->arena);
    myn_arena_rewind(b->arena, (myn_arena_mark){0});
    return status;
}

static myn_status copy(void *ctx)
{
    const Bench *b = ctx;
    bench_copy(b->point, b->copy);
    return MYN_OK;
}

static int measure_design(const char *name, myn_design_kind kind, size_t n, size_t d)
{
    Bench b = {.point = bench_matrix(n, d, 0)};
    const myn_design_choice choice = {kind, 1, n, d};
    const BenchJob job = {points, uniforms, &b, 9, false};
    myn_status status = b.point.at ? myn_arena_new(&b.arena) : MYN_ERR_MEMORY;
    if (!status) status = myn_design_new(&choice, b.arena, &b.design);
    int answer = status ? bench_exit(name, status) : bench_matrix_job(name, &job, n, d);
    myn_arena_free(b.arena);
    free(b.point.at);
    return answer;
}

/* ROWS x COLS made-up numbers for WORK. */
static int measure(const char *name, BenchWork work, size_t rows, size_t cols)
{
    Bench b = {.point = bench_matrix(rows, cols, 0), .copy = bench_matrix(rows, cols, 0)};
    const BenchJob job = {work, copy, &b, 5, false};
    b.choice = (myn_sensitivity_choice){cols, rows - 2, false, 1000, 0.95, 1};
    b.found.input = calloc(rows, sizeof *b.found.input);
    b.area = calloc(cols, sizeof *b.area);
    myn_status status = b.point.at && b.copy.at && b.found.input && b.area ? myn_arena_new(&b.arena)
                                                                           : MYN_ERR_MEMORY;
    int answer = status ? bench_exit(name, status) : bench_matrix_job(name, &job, rows, cols);
    myn_arena_free(b.arena);
    free(b.found.input);
    free(b.area);
    free(b.point.at);
    free(b.copy.at);
    return answer;
}

int main(void)
{
    return measure_design("design random", MYN_DESIGN_MONTE_CARLO, 4096, 128) |
           measure_design("design latin", MYN_DESIGN_LATIN, 4096, 128) |
           measure_design("design sobol", MYN_DESIGN_SOBOL, 4096, 128) |
           measure("sensitivity, 1000 resamples", indices, 12, 1024) |
           measure("false discovery", discoveries, 60, 35000) | measure("funnel", funnels, 2, 35000);
}
