#include "segment/kmeans_points.h"
#include "base/machine.h"
#include <math.h>
#include <mynegai/stream.h>
#include <mynegai/sum.h>
#include <string.h>

typedef double Lanes __attribute__((vector_size(32), aligned(8), may_alias));

FOR_EACH_MACHINE
double square_off(const double *a, const double *b, size_t d)
{
    Lanes sum = {0, 0, 0, 0};
    size_t l = 0;
    for (; l + 4 <= d; l += 4) {
        Lanes off = *(const Lanes *)(a + l) - *(const Lanes *)(b + l);
        sum += off * off;
    }
    double total = (sum[0] + sum[1]) + (sum[2] + sum[3]);
    for (; l < d; l++) total += (a[l] - b[l]) * (a[l] - b[l]);
    return total;
}

void point_read(const Points *p, size_t i, bool exact, double *z)
{
    if (exact || !p->flat) {
        const double *x = myn_crow(p->x, point_row(p, i));
        for (size_t l = 0; l < p->d; l++) z[l] = (x[l] - p->mean[l]) * p->scale;
    } else {
        const float *x = p->flat + i * p->d;
        for (size_t l = 0; l < p->d; l++) z[l] = (double)x[l];
    }
}

/* Sums in blocks, so that their error does not grow with n. */
#define BLOCK ((size_t)1024)

static void add_block(const Points *p, size_t from, double *block)
{
    size_t end = from + BLOCK < p->n ? from + BLOCK : p->n;
    memset(block, 0, p->d * sizeof *block);
    for (size_t i = from; i < end; i++) {
        const double *x = myn_crow(p->x, i);
        double w = point_weight(p, i);
        for (size_t l = 0; l < p->d; l++) block[l] += w * x[l];
    }
}

/* The weighted mean; whether it is finite, as it is not with a value that is not. */
static bool find_mean(const Points *p, double *mean, double *block)
{
    bool finite = true;
    memset(mean, 0, p->d * sizeof *mean);
    for (size_t from = 0; from < p->n; from += BLOCK) {
        add_block(p, from, block);
        for (size_t l = 0; l < p->d; l++) mean[l] += block[l] / p->mass;
    }
    for (size_t l = 0; l < p->d; l++) finite = finite && isfinite(mean[l]);
    return finite;
}

/* The power of 2 that brings the greatest |x - mean| into [1/2, 1); 1 where all points are alike. NaN where it
 * is out of range. */
static double find_scale(const Points *p)
{
    double most = 0;
    for (size_t i = 0; i < p->n; i++)
        for (size_t l = 0; l < p->d; l++) {
            double off = fabs(myn_crow(p->x, i)[l] - p->mean[l]);
            most = off > most ? off : most;
        }
    int power;
    if (!(most > 0)) return 1;
    (void)frexp(most, &power);
    return isfinite(most) && power > -1000 && power < 1000 ? ldexp(1, -power) : NAN;
}

/* Weights of mean 1; NULL stays NULL. */
static myn_status share_weights(const double *weight, Points *p, myn_arena *arena)
{
    p->mass = (double)p->n;
    p->heaviest = 1;
    if (!weight) return MYN_OK;
    double total = myn_sum_of(weight, NULL, p->n).total, *share = myn_arena_get(arena, p->n * sizeof *share);
    if (!share) return MYN_ERR_MEMORY;
    p->heaviest = 0;
    for (size_t i = 0; i < p->n; i++) {
        if (!(weight[i] > 0) || !isfinite(total)) return MYN_ERR_DATA;
        share[i] = weight[i] / total * (double)p->n;
        if (share[i] > p->heaviest) p->heaviest = share[i];
    }
    p->mass = myn_sum_of(share, NULL, p->n).total;
    p->weight = share;
    return MYN_OK;
}

static myn_status make_room(Points *p, bool flat, myn_arena *arena)
{
    p->tiles = (p->n + TILE - 1) / TILE;
    p->tile = myn_arena_zero(arena, p->tiles * p->d, TILE * sizeof(float));
    p->norm = myn_arena_zero(arena, p->tiles, TILE * sizeof(float));
    p->share = myn_arena_zero(arena, p->tiles, TILE * sizeof(float));
    p->flat = flat ? myn_arena_get(arena, p->n * p->d * sizeof(float)) : NULL;
    return p->tile && p->norm && p->share && (p->flat || !flat) ? MYN_OK : MYN_ERR_MEMORY;
}

static void fill_point(Points *p, size_t i, const double *z)
{
    float *to = p->tile + i / TILE * TILE * p->d + i % TILE;
    double square = 0, w = point_weight(p, i);
    for (size_t l = 0; l < p->d; l++) {
        float rounded = (float)z[l];
        to[l * TILE] = rounded;
        if (p->flat) p->flat[i * p->d + l] = rounded;
        double used = p->flat ? (double)rounded : z[l];
        square += used * used;
    }
    p->norm[i] = (float)square;
    p->share[i] = (float)w;
    p->square += w * square;
    if (square > p->farthest) p->farthest = square;
}

static myn_status fill(Points *p, bool flat, myn_arena *arena)
{
    myn_status status = make_room(p, flat, arena);
    double *z = myn_arena_get(arena, (p->d + 1) * sizeof *z);
    if (status || !z) return MYN_ERR_MEMORY;
    p->square = p->farthest = 0;
    for (size_t i = 0; i < p->n; i++) {
        point_read(p, i, true, z);
        fill_point(p, i, z);
    }
    p->farthest = sqrt(p->farthest);
    return MYN_OK;
}

myn_status points_all(myn_cmat x, const double *weight, bool flat, Points *out, myn_arena *arena)
{
    double *mean = myn_arena_get(arena, (x.cols + 1) * sizeof *mean);
    double *block = myn_arena_get(arena, (x.cols + 1) * sizeof *block);
    if (!mean || !block) return MYN_ERR_MEMORY;
    *out = (Points){.x = x, .n = x.rows, .d = x.cols, .mean = mean};
    myn_status status = share_weights(weight, out, arena);
    if (status) return status;
    if (!find_mean(out, mean, block)) return MYN_ERR_DATA;
    out->scale = find_scale(out);
    return isnan(out->scale) ? MYN_ERR_DATA : fill(out, flat, arena);
}

/* Which rows, by selection in order (Knuth, The Art of Computer Programming, 3.4.2, algorithm S). */
static void draw_rows(uint32_t *row, size_t count, size_t n, uint64_t seed)
{
    myn_stream stream = myn_stream_at(seed, UINT64_MAX);
    for (size_t i = 0, taken = 0; taken < count; i++)
        if (myn_stream_uniform(&stream) * (double)(n - i) < (double)(count - taken))
            row[taken++] = (uint32_t)i;
}

myn_status points_sample(const Points *all, size_t count, uint64_t seed, Points *out, myn_arena *arena)
{
    uint32_t *row = myn_arena_get(arena, count * sizeof *row);
    if (!row) return MYN_ERR_MEMORY;
    draw_rows(row, count, all->n, seed);
    *out = *all;
    out->row = row;
    out->n = count;
    out->mass = 0;
    for (size_t i = 0; i < count; i++) out->mass += point_weight(out, i);
    return fill(out, true, arena);
}
