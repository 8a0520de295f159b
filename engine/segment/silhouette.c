#include "segment/silhouette.h"
#include "segment/pairs_tile.h"
#include <math.h>
#include <mynegai/sum.h>

myn_status by_segment(const myn_partition *part, BySegment *out, myn_arena *arena)
{
    size_t *at = myn_arena_zero(arena, part->k + 1, sizeof *at);
    *out = (BySegment){myn_arena_zero(arena, part->k + 1, sizeof *out->count),
                       myn_arena_get(arena, (part->n + 1) * sizeof *out->order)};
    if (!at || !out->count || !out->order) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < part->n; i++) {
        if (part->label[i] >= part->k) return MYN_ERR_ARGUMENT;
        out->count[part->label[i]]++;
    }
    for (size_t j = 1; j < part->k; j++) at[j] = at[j - 1] + out->count[j - 1];
    for (size_t i = 0; i < part->n; i++) out->order[at[part->label[i]]++] = (uint32_t)i;
    return MYN_OK;
}

void silhouette_point(const BySegment *by, size_t k, size_t own, const double *sum, size_t stride, size_t i,
                      myn_silhouettes *out)
{
    double near = INFINITY;
    uint32_t neighbour = MYN_NO_SEGMENT;
    for (size_t j = 0; j < k; j++) {
        if (j == own || !by->count[j]) continue;
        double mean = sum[j * stride] / (double)by->count[j];
        if (mean >= near) continue;
        near = mean;
        neighbour = (uint32_t)j;
    }
    double a = by->count[own] > 1 ? sum[own * stride] / (double)(by->count[own] - 1) : 0,
           most = fmax(a, near);
    bool alone = by->count[own] < 2 || most == 0;
    out->width[i] = neighbour == MYN_NO_SEGMENT ? NAN : alone ? 0 : (near - a) / most;
    if (out->neighbour) out->neighbour[i] = neighbour;
}

void silhouette_mean(size_t n, myn_silhouettes *out)
{
    myn_sum sum = myn_sum_of(out->width, NULL, n);
    out->mean = sum.n ? sum.total / (double)sum.n : NAN;
}

myn_status myn_silhouette_of(myn_cmat d, const myn_partition *part, myn_silhouettes *out, myn_arena *scratch)
{
    BySegment by;
    myn_status status = by_segment(part, &by, scratch);
    double *sum = myn_arena_get(scratch, (part->k + 1) * sizeof *sum);
    if (status || !sum) return status ? status : MYN_ERR_MEMORY;
    for (size_t i = 0; i < part->n; i++) {
        const double *row = myn_crow(d, i);
        for (size_t j = 0; j < part->k; j++) sum[j] = 0;
        for (size_t o = 0; o < part->n; o++) sum[part->label[o]] += row[o];
        silhouette_point(&by, part->k, part->label[i], sum, 1, i, out);
    }
    silhouette_mean(part->n, out);
    return MYN_OK;
}

typedef struct {
    myn_cmat x;
    const myn_partition *part;
    PairTile tile;
    double *sum[SILHOUETTE_JOBS]; /* n x k each */
} Silhouette;

/* Distances of points I ... to J ..., each to the sums of both. */
static void add_tile(const Silhouette *s, double *sum, size_t i, size_t j, const double *found)
{
    size_t n = s->part->n, k = s->part->k;
    for (size_t a = i; a < i + PAIR_ROWS && a < n; a++)
        for (size_t b = j; b < j + PAIR_COLS && b < n; b++) {
            if (b <= a) continue;
            double off = found[(a - i) * PAIR_COLS + b - j];
            sum[a * k + s->part->label[b]] += off;
            sum[b * k + s->part->label[a]] += off;
        }
}

/* Every SILHOUETTE_JOBS-th block of 16 points against all before it. */
static myn_status silhouette_job(void *ctx, size_t job, myn_arena *scratch)
{
    const Silhouette *s = ctx;
    double found[PAIR_ROWS * PAIR_COLS],
        *block = myn_arena_get(scratch, s->x.cols * PAIR_COLS * sizeof *block);
    if (!block) return MYN_ERR_MEMORY;
    for (size_t j = job * PAIR_COLS; j < s->x.rows; j += SILHOUETTE_JOBS * PAIR_COLS) {
        pair_block(s->x, j, block);
        for (size_t i = 0; i < s->x.rows && i < j + PAIR_COLS; i += PAIR_ROWS) {
            const double *row[PAIR_ROWS];
            for (size_t a = 0; a < PAIR_ROWS; a++) row[a] = myn_crow(s->x, i + a < s->x.rows ? i + a : i);
            s->tile(row, block, s->x.cols, found);
            add_tile(s, s->sum[job], i, j, found);
        }
    }
    return MYN_OK;
}

static myn_status silhouette_exact(myn_cmat x, const myn_partition *part, const BySegment *by, myn_team *team,
                                   myn_silhouettes *out, myn_arena *scratch)
{
    Silhouette s = {.x = x, .part = part, .tile = pair_tile(MYN_DISTANCE_EUCLID)};
    for (size_t q = 0; q < SILHOUETTE_JOBS; q++) {
        s.sum[q] = myn_arena_zero(scratch, part->n * part->k + 1, sizeof(double));
        if (!s.sum[q]) return MYN_ERR_MEMORY;
    }
    myn_status status = myn_team_map(team, SILHOUETTE_JOBS, silhouette_job, &s);
    for (size_t i = 0; i < part->n && !status; i++) {
        double *sum = s.sum[0] + i * part->k;
        for (size_t q = 1; q < SILHOUETTE_JOBS; q++)
            for (size_t j = 0; j < part->k; j++) sum[j] += s.sum[q][i * part->k + j];
        silhouette_point(by, part->k, part->label[i], sum, 1, i, out);
    }
    return status;
}

myn_status myn_silhouette(myn_cmat x, const myn_partition *part, bool fast, myn_team *team,
                          myn_silhouettes *out, myn_arena *scratch)
{
    BySegment by;
    myn_status status = by_segment(part, &by, scratch);
    if (!status && fast)
        status = silhouette_fast(x, part, &by, team, out, scratch);
    else if (!status)
        status = silhouette_exact(x, part, &by, team, out, scratch);
    if (!status) silhouette_mean(part->n, out);
    return status;
}
