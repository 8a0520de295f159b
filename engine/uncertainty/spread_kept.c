/* Few draws: every rank is kept in 16 or 32 bits, a tile of columns side by side. */
#include "base/machine.h"
#include "uncertainty/spread.h"
#include <mynegai/order.h>
#include <string.h>

/* A percentile, and what is to be taken from it (a shift is kept one too large, 0 being none). */
typedef struct {
    double p, less;
} Cut;

#define KEY_BITS 16
#include "uncertainty/tile.h"
#undef KEY_BITS
#define KEY_BITS 32
#include "uncertainty/tile.h"

static size_t width_of(const myn_spread *s, size_t i)
{
    size_t left = s->plan.columns - i * TILE;
    return left < TILE ? left : TILE;
}

/* ---- keeping ---- */

static void keep_narrow(const myn_spread *s, size_t i, uint16_t *to)
{
    const myn_draws *d = s->draws;
    size_t width = width_of(s, i);
    for (size_t r = 0; r < d->count; r++, to += TILE) {
        const uint32_t *from = d->rank + r * d->stride + i * TILE;
        for (size_t c = 0; c < width; c++) to[c] = (uint16_t)from[c];
        for (size_t c = width; c < TILE; c++) to[c] = 0;
    }
}

static void keep_wide(const myn_spread *s, size_t i, uint32_t *to)
{
    const myn_draws *d = s->draws;
    size_t width = width_of(s, i);
    for (size_t r = 0; r < d->count; r++, to += TILE) {
        memcpy(to, d->rank + r * d->stride + i * TILE, width * sizeof *to);
        memset(to + width, 0, (TILE - width) * sizeof *to);
    }
}

myn_status kept_add(void *ctx, size_t i, myn_arena *scratch)
{
    myn_spread *s = ctx;
    (void)scratch;
    const myn_draws *d = s->draws;
    size_t at = (i * s->plan.draws + s->seen) * TILE, width = width_of(s, i);
    if (s->wide)
        keep_wide(s, i, (uint32_t *)s->rank + at);
    else
        keep_narrow(s, i, (uint16_t *)s->rank + at);
    for (size_t r = 0; s->score && r < d->count; r++)
        memcpy(s->score + at + r * TILE, d->score + r * d->stride + i * TILE, width * sizeof *s->score);
    return MYN_OK;
}

/* ---- ranks of a tile ---- */

/* Sums around the first draw's rank in the order of the draws, a few columns side by side so that sums stay in
 * registers. */
#define ABREAST 8
#define RANK_MOMENTS(name, key)                                                                            \
    FOR_EACH_MACHINE                                                                                       \
    static void name(const key *tile, size_t rows, double sum[TILE], double squares[TILE], key zero[TILE]) \
    {                                                                                                      \
        for (size_t from = 0; from < TILE; from += ABREAST) {                                              \
            double s[ABREAST] = {0}, q[ABREAST] = {0}, around[ABREAST];                                    \
            int32_t none[ABREAST] = {0};                                                                   \
            for (size_t c = 0; c < ABREAST; c++) around[c] = (double)tile[from + c];                       \
            for (size_t r = 0; r < rows; r++)                                                              \
                for (size_t c = 0; c < ABREAST; c++) {                                                     \
                    key x = tile[r * TILE + from + c];                                                     \
                    double d = x ? (double)x - around[c] : 0;                                              \
                    s[c] += d;                                                                             \
                    q[c] += d * d;                                                                         \
                    none[c] += x == 0;                                                                     \
                }                                                                                          \
            for (size_t c = 0; c < ABREAST; c++) {                                                         \
                sum[from + c] = s[c];                                                                      \
                squares[from + c] = q[c];                                                                  \
                zero[from + c] = (key)none[c];                                                             \
            }                                                                                              \
        }                                                                                                  \
    }
RANK_MOMENTS(sums16, uint16_t)
RANK_MOMENTS(sums32, uint32_t)

static void put_moments(myn_spread *s, size_t i, const double *around, const double *sum,
                        const double *squares)
{
    for (size_t c = 0; c < width_of(s, i); c++) {
        Moments m = {around[c], sum[c], squares[c]};
        uint32_t n = s->present[i * TILE + c];
        s->result.rank_mean[i * TILE + c] = moments_mean(&m, n);
        s->result.rank_sd[i * TILE + c] = moments_sd(&m, n);
    }
}

static void put_row(const myn_spread *s, size_t i, const double *value, double *out)
{
    memcpy(out + i * TILE, value, width_of(s, i) * sizeof *value);
}

/* Ranks as published of the tile's columns; 0 none. */
static void published_of(const myn_spread *s, size_t i, int64_t was[TILE])
{
    for (size_t c = 0; c < TILE; c++) was[c] = 0;
    for (size_t c = 0; c < width_of(s, i); c++)
        if (s->plan.published && s->plan.published[i * TILE + c] > 0)
            was[c] = s->plan.published[i * TILE + c];
}

/* The same for both widths: sums, percentiles, then the median of shifts (kept one too large, 0 none). */
#define TILE_RANKS(bits, key)                                                                              \
    static void turn_to_shifts##bits(const key *tile, size_t rows, const int64_t was[TILE], key *shift)    \
    {                                                                                                      \
        for (size_t at = 0; at < rows * TILE; at++) {                                                      \
            int64_t now = tile[at], before = was[at % TILE],                                               \
                    by = now > before ? now - before : before - now;                                       \
            shift[at] = (key)(now && before ? by + 1 : 0);                                                 \
        }                                                                                                  \
    }                                                                                                      \
    static myn_status shifts_of_tile##bits(myn_spread *s, size_t i, key zero[TILE], myn_arena *scratch)    \
    {                                                                                                      \
        size_t rows = s->plan.draws;                                                                       \
        int64_t was[TILE];                                                                                 \
        double value[TILE];                                                                                \
        key *shift = myn_arena_get(scratch, rows * TILE * sizeof *shift);                                  \
        if (!shift) return MYN_ERR_MEMORY;                                                                 \
        published_of(s, i, was);                                                                           \
        turn_to_shifts##bits((const key *)s->rank + i * rows * TILE, rows, was, shift);                    \
        for (size_t c = 0; c < TILE; c++) zero[c] = was[c] ? zero[c] : (key)rows;                          \
        tile_percentile##bits(shift, rows, zero, (Cut){0.5, 1}, value);                                    \
        put_row(s, i, value, s->result.shift);                                                             \
        return MYN_OK;                                                                                     \
    }                                                                                                      \
    static myn_status ranks_of_tile##bits(myn_spread *s, size_t i, myn_arena *scratch)                     \
    {                                                                                                      \
        size_t rows = s->plan.draws;                                                                       \
        const key *tile = (const key *)s->rank + i * rows * TILE;                                          \
        key zero[TILE];                                                                                    \
        double sum[TILE], squares[TILE], value[TILE];                                                      \
        sums##bits(tile, rows, sum, squares, zero);                                                        \
        for (size_t c = 0; c < width_of(s, i); c++) s->present[i * TILE + c] = (uint32_t)(rows - zero[c]); \
        for (size_t c = 0; c < TILE; c++) value[c] = tile[c];                                              \
        put_moments(s, i, value, sum, squares);                                                            \
        for (size_t p = 0; p < s->plan.percentiles; p++) {                                                 \
            tile_percentile##bits(tile, rows, zero, (Cut){s->p[p], 0}, value);                             \
            put_row(s, i, value, s->result.rank_percentile + p * s->plan.columns);                         \
        }                                                                                                  \
        if (s->plan.published) return shifts_of_tile##bits(s, i, zero, scratch);                           \
        for (size_t c = 0; c < width_of(s, i); c++) s->result.shift[i * TILE + c] = NAN;                   \
        return MYN_OK;                                                                                     \
    }
TILE_RANKS(16, uint16_t)
TILE_RANKS(32, uint32_t)

/* ---- scores of a tile ---- */

typedef struct {
    double *x, *sorted;
    uint32_t *order;
} Column;

static myn_status score_column(myn_spread *s, size_t column, const Column *room, myn_arena *scratch)
{
    size_t rows = s->plan.draws, present;
    const double *from = s->score + column / TILE * rows * TILE + column % TILE;
    Moments m = {0};
    uint32_t n = 0;
    for (size_t r = 0; r < rows; r++) {
        room->x[r] = from[r * TILE];
        if (isnan(room->x[r])) continue;
        moments_add(&m, room->x[r], n);
        n++;
    }
    myn_status status = myn_order(room->x, rows, room->order, &present, scratch);
    for (size_t r = 0; !status && r < present; r++) room->sorted[r] = room->x[room->order[r]];
    s->result.score_mean[column] = moments_mean(&m, n);
    s->result.score_sd[column] = moments_sd(&m, n);
    for (size_t p = 0; p < s->plan.percentiles; p++)
        s->result.score_percentile[p * s->plan.columns + column] = myn_quantile(room->sorted, present,
                                                                                s->p[p]);
    return status;
}

static myn_status scores_of_tile(myn_spread *s, size_t i, myn_arena *scratch)
{
    size_t rows = s->plan.draws + 1;
    Column room = {myn_arena_get(scratch, rows * sizeof(double)),
                   myn_arena_get(scratch, rows * sizeof(double)),
                   myn_arena_get(scratch, rows * sizeof(uint32_t))};
    if (!room.x || !room.sorted || !room.order) return MYN_ERR_MEMORY;
    myn_status status = MYN_OK;
    for (size_t c = 0; c < width_of(s, i) && !status; c++)
        status = score_column(s, i * TILE + c, &room, scratch);
    return status;
}

myn_status kept_finish(void *ctx, size_t i, myn_arena *scratch)
{
    myn_spread *s = ctx;
    myn_status status = s->wide ? ranks_of_tile32(s, i, scratch) : ranks_of_tile16(s, i, scratch);
    return status || !s->plan.scores ? status : scores_of_tile(s, i, scratch);
}
