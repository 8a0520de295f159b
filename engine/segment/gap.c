/* The gap statistic: how much tighter segments are than those of points without any. */
#include "segment/spread.h"
#include "segment/tiles.h"
#include <mynegai/segment_choice.h>
#include <mynegai/segment_input.h>
#include <mynegai/stream.h>
#include <mynegai/sum.h>
#include <string.h>

/* ---- how tight ---- */

static double squares_of(myn_cmat points, const myn_partition *p, uint32_t c, double *members)
{
    double all = 0, n = 0;
    for (size_t i = 0; i < p->n; i++) n += p->label[i] == c;
    for (size_t j = 0; j < points.cols; j++) {
        double sum = 0;
        for (size_t i = 0; i < p->n; i++)
            if (p->label[i] == c) sum += myn_crow(points, i)[j] / n;
        for (size_t i = 0; i < p->n; i++)
            if (p->label[i] == c) all += (myn_crow(points, i)[j] - sum) * (myn_crow(points, i)[j] - sum);
    }
    *members = n;
    return all * n; /* of pairs: n times the squares around the mean */
}

static double distances_of(myn_cmat points, const myn_partition *p, uint32_t c, double *members)
{
    double all = 0;
    *members = 0;
    for (size_t i = 0; i < p->n; i++) {
        if (p->label[i] != c) continue;
        double row = 0;
        for (size_t j = 0; j < i; j++)
            if (p->label[j] == c)
                row += sqrt(square_distance(myn_crow(points, i), myn_crow(points, j), points.cols));
        all += row;
        ++*members;
    }
    return all;
}

double myn_gap_log_within(myn_cmat points, const myn_partition *p, int power)
{
    double within = 0;
    if (power != 1 && power != 2) return NAN;
    for (uint32_t c = 0; c < p->k; c++) {
        double members,
            pairs = power == 1 ? distances_of(points, p, c, &members) : squares_of(points, p, c, &members);
        if (members > 0) within += pairs / members / 2;
    }
    return log(within);
}

/* ---- points without segments ---- */

/* Even between LEAST and MOST along AXES (or along the variables: m is 0). */
typedef struct {
    const myn_gap_plan *plan;
    myn_cmat points;
    myn_input_axes axes;
    double *least, *most;
    double *log_within; /* samples x k_most */
} Null;

static void find_range(myn_cmat scores, double *least, double *most)
{
    for (size_t j = 0; j < scores.cols; j++) {
        least[j] = INFINITY, most[j] = -INFINITY;
        for (size_t i = 0; i < scores.rows; i++) {
            least[j] = fmin(least[j], myn_crow(scores, i)[j]);
            most[j] = fmax(most[j], myn_crow(scores, i)[j]);
        }
    }
}

static myn_status find_space(Null *null, myn_arena *scratch)
{
    size_t n = null->points.rows, d = null->points.cols;
    null->least = myn_arena_zero(scratch, d, sizeof *null->least);
    null->most = myn_arena_zero(scratch, d, sizeof *null->most);
    if (!null->least || !null->most) return MYN_ERR_MEMORY;
    if (null->plan->space == MYN_GAP_VARIABLES) {
        find_range(null->points, null->least, null->most);
        return MYN_OK;
    }
    myn_status status = myn_input_axes_fit(null->points, 1, &null->axes, scratch);
    if (status) return status;
    size_t m = null->axes.m;
    myn_mat scores = {myn_arena_get(scratch, n * m * sizeof(double)), n, m, m};
    if (!scores.at) return MYN_ERR_MEMORY;
    myn_input_axes_apply(&null->axes, null->points, scores);
    find_range(myn_const(scores), null->least, null->most);
    return MYN_OK;
}

/* One point; SCORE has room for d. */
static void draw_point(const Null *null, myn_stream *random, double *score, double *out)
{
    size_t d = null->points.cols, m = null->axes.m;
    double *to = m ? score : out;
    for (size_t j = 0; j < (m ? m : d); j++)
        to[j] = null->least[j] + (null->most[j] - null->least[j]) * myn_stream_uniform(random);
    for (size_t j = 0; m && j < d; j++) {
        out[j] = null->axes.mean[j];
        for (size_t k = 0; k < m; k++) out[j] += score[k] * myn_row(null->axes.vector, j)[k];
    }
}

/* ln W for every k into OUT. */
static myn_status log_withins(const myn_gap_plan *plan, myn_cmat points, uint64_t seed, double *out,
                              myn_arena *scratch)
{
    myn_partition p = {myn_arena_zero(scratch, points.rows, sizeof *p.label), points.rows, 1};
    if (!p.label) return MYN_ERR_MEMORY;
    out[0] = myn_gap_log_within(points, &p, plan->power);
    myn_arena_mark mark = myn_arena_here(scratch);
    for (size_t k = 2; k <= plan->k_most; k++) {
        myn_status status = plan->partition(plan->ctx, points, k, seed, &p, scratch);
        if (status) return status;
        out[k - 1] = myn_gap_log_within(points, &p, plan->power);
        myn_arena_rewind(scratch, mark);
    }
    return MYN_OK;
}

static myn_status sample_job(void *ctx, size_t b, myn_arena *scratch)
{
    const Null *null = ctx;
    size_t n = null->points.rows, d = null->points.cols;
    myn_mat points = {myn_arena_get(scratch, n * d * sizeof(double)), n, d, d};
    double *score = myn_arena_get(scratch, d * sizeof *score);
    if (!points.at || !score) return MYN_ERR_MEMORY;
    myn_stream random = myn_stream_at(null->plan->seed, b);
    for (size_t i = 0; i < n; i++) draw_point(null, &random, score, myn_row(points, i));
    return log_withins(null->plan, myn_const(points), null->plan->seed + b,
                       null->log_within + b * null->plan->k_most, scratch);
}

/* ---- the answer ---- */

void myn_gap_choose(myn_gap *g, size_t k_most)
{
    size_t first = 0, greatest = 0;
    while (first + 1 < k_most && g->gap[first + 1] > g->gap[first]) first++;
    for (size_t k = 1; k < k_most; k++)
        if (g->gap[k] > g->gap[greatest]) greatest = k;
    g->by_greatest = greatest + 1;
    g->by_first = first + 1;
    for (size_t k = first; k-- > 0;)
        if (g->gap[k] >= g->gap[first] - g->error[first]) g->by_first = k + 1;
    g->by_tibshirani = k_most;
    for (size_t k = k_most - 1; k-- > 0;)
        if (g->gap[k] >= g->gap[k + 1] - g->error[k + 1]) g->by_tibshirani = k + 1;
}

static void summarise(const Null *null, size_t k, double *column, myn_gap *out)
{
    size_t b = null->plan->samples;
    for (size_t i = 0; i < b; i++) column[i] = null->log_within[i * null->plan->k_most + k];
    double mean = myn_sum_of(column, NULL, b).total / (double)b;
    double squares = myn_sum_power(column, NULL, b, mean, 2).total;
    out->expected[k] = mean;
    out->gap[k] = mean - out->log_within[k];
    out->error[k] = sqrt((1 + 1 / (double)b) * squares / (double)(b - 1));
}

static myn_status find(Null *null, myn_gap *out, myn_team *team, myn_arena *scratch)
{
    const myn_gap_plan *plan = null->plan;
    null->log_within = myn_arena_zero(scratch, plan->samples * plan->k_most, sizeof *null->log_within);
    double *column = myn_arena_get(scratch, plan->samples * sizeof *column);
    if (!null->log_within || !column) return MYN_ERR_MEMORY;
    myn_status status = log_withins(plan, null->points, plan->seed, out->log_within, scratch);
    if (!status && isinf(out->log_within[0])) status = MYN_ERR_DATA;
    if (!status) status = find_space(null, scratch);
    if (!status) status = spread_jobs(team, plan->samples, sample_job, null, scratch);
    for (size_t k = 0; k < plan->k_most && !status; k++) summarise(null, k, column, out);
    if (!status) myn_gap_choose(out, plan->k_most);
    return status;
}

myn_status myn_gap_find(myn_cmat points, const myn_gap_plan *plan, myn_gap *out, myn_team *team,
                        myn_arena *arena)
{
    size_t most = plan->k_most;
    if (!most || most > points.rows || plan->samples < 2 || (plan->power != 1 && plan->power != 2) ||
        !points.cols)
        return MYN_ERR_ARGUMENT;
    *out = (myn_gap){.log_within = myn_arena_zero(arena, most, sizeof(double)),
                     .expected = myn_arena_zero(arena, most, sizeof(double)),
                     .gap = myn_arena_zero(arena, most, sizeof(double)),
                     .error = myn_arena_zero(arena, most, sizeof(double))};
    if (!out->log_within || !out->expected || !out->gap || !out->error) return MYN_ERR_MEMORY;
    myn_arena *scratch;
    myn_status status = myn_arena_new(&scratch);
    if (status) return status;
    Null null = {.plan = plan, .points = points};
    status = find(&null, out, team, scratch);
    myn_arena_free(scratch);
    return status;
}
