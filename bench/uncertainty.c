/* Ranks under drawn weights: 1,000 draws of 35,000 areas by 60 indicators with exact 5 and 95 % percentiles of each
 * rank, and 10,000 draws of 1,909 areas. The limit is a copy of as many scores as are drawn. Then the normal numbers that
 * drawn data need. */
#include "bench.h"
#include <mynegai/stream.h>
#include <mynegai/uncertainty.h>
#include <stdlib.h>
#include <string.h>

#define WAVE ((size_t)32) /* draws a thread at a time */

typedef struct {
    myn_mat x, copy;
    size_t draws;
    double *score;
    uint32_t *rank;
    myn_team *team;
} Job;

/* Each part's weight x U(0.75, 1.25), then shares. */
static void weights(void *ctx, size_t draw, double *out)
{
    const Job *job = ctx;
    myn_stream stream = myn_stream_at(1, draw);
    double sum = 0;
    for (size_t p = 0; p < job->x.rows; p++) sum += out[p] = 0.75 + 0.5 * myn_stream_uniform(&stream);
    for (size_t p = 0; p < job->x.rows; p++) out[p] /= sum;
}

static myn_status pass(Job *job, myn_spread *spread)
{
    size_t n = job->x.cols, wave = WAVE * myn_team_size(job->team);
    myn_weighted model = {.x = myn_const(job->x), .weight = weights, .ctx = job};
    myn_status status = MYN_OK;
    for (size_t from = 0; from < job->draws && !status; from += wave) {
        size_t count = job->draws - from < wave ? job->draws - from : wave;
        myn_draw_rows rows = {from, count, n, job->score, job->rank};
        myn_draws draws = {NULL, job->rank, n, count};
        status = myn_draw_weighted(&model, &rows, job->team);
        if (!status) status = myn_spread_add(spread, &draws, job->team);
    }
    return status;
}

static myn_status work(void *ctx)
{
    Job *job = ctx;
    myn_spread_plan plan = {.columns = job->x.cols,
                            .draws = job->draws,
                            .areas = (uint32_t)job->x.cols,
                            .percentile = {5, 95},
                            .percentiles = 2};
    myn_spread *spread = NULL;
    myn_spread_result result;
    myn_status status = myn_spread_new(&plan, &spread);
    for (size_t p = 0; p < myn_spread_passes(&plan) && !status; p++) {
        status = pass(job, spread);
        if (!status) status = myn_spread_turn(spread, job->team, &result);
    }
    myn_spread_free(spread);
    return status;
}

/* As many bytes as the scores of all draws, from one array into another. */
static myn_status limit(void *ctx)
{
    Job *job = ctx;
    for (size_t d = 0; d < job->draws; d++)
        memcpy(job->copy.at, job->score + d % WAVE * job->x.cols, job->x.cols * sizeof(double));
    return MYN_OK;
}

static myn_status make_room(Job *job, size_t parts, size_t areas, size_t threads, myn_arena *memory)
{
    size_t wave = WAVE * threads;
    myn_mat made = bench_matrix(parts, areas, 0);
    job->x = (myn_mat){myn_arena_get(memory, parts * areas * sizeof(double)), parts, areas, areas};
    job->copy = (myn_mat){myn_arena_get(memory, areas * sizeof(double)), 1, areas, areas};
    job->score = myn_arena_zero(memory, wave * areas, sizeof *job->score);
    job->rank = myn_arena_zero(memory, wave * areas, sizeof *job->rank);
    bool room = made.at && job->x.at && job->copy.at && job->score && job->rank;
    if (room) bench_copy(made, job->x);
    free(made.at);
    return room ? MYN_OK : MYN_ERR_MEMORY;
}

static int measure(size_t parts, size_t areas, size_t draws, size_t threads, int runs)
{
    Job job = {.draws = draws};
    myn_arena *memory = NULL;
    myn_status status = myn_arena_new(&memory);
    if (!status) status = make_room(&job, parts, areas, threads, memory);
    if (!status) status = myn_team_new(threads, &job.team);
    BenchJob timed = {work, limit, &job, runs, threads > 1};
    BenchFigures figures;
    char size[64];
    if (!status) status = bench_time(&timed, &figures);
    __builtin_snprintf(size, sizeof size, "%zu x %zu x %zu, %zu thread%s", areas, parts, draws, threads,
                       threads > 1 ? "s, clock on the wall" : "");
    if (!status) bench_line("weight draws", size, (double)areas * (double)draws, &figures);
    myn_team_free(job.team);
    myn_arena_free(memory);
    return status ? bench_exit("uncertainty", status) : 0;
}

/* ---- normal numbers ---- */

static myn_status normals(void *ctx)
{
    myn_mat *out = ctx;
    for (size_t r = 0; r < out->rows; r++) myn_stream_normals(1, r, 0, out->cols, myn_row(*out, r));
    return MYN_OK;
}

static myn_status one_by_one(void *ctx)
{
    myn_mat *out = ctx;
    for (size_t r = 0; r < out->rows; r++) {
        myn_stream stream = myn_stream_at(1, r);
        for (size_t i = 0; i < out->cols; i++) myn_row(*out, r)[i] = myn_stream_normal(&stream);
    }
    return MYN_OK;
}

static int measure_normals(size_t rows, size_t cols)
{
    myn_mat out = bench_matrix(rows, cols, 0);
    BenchJob job = {normals, one_by_one, &out, 9, false};
    int answer = out.at ? bench_matrix_job("normal numbers (limit: one by one)", &job, rows, cols)
                        : bench_exit("normals", MYN_ERR_MEMORY);
    free(out.at);
    return answer;
}

int main(void)
{
    return measure(60, 35000, 1000, 1, 5) | measure(60, 35000, 1000, 2, 5) | measure(60, 1909, 10000, 1, 5) |
           measure_normals(60, 35000);
}
