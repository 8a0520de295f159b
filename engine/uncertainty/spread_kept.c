/* Few draws: every rank is kept in 16 or 32 bits, every score as it is, the draws of a column side by side. */
#include "base/machine.h"
#include "uncertainty/spread.h"
#include <mynegai/stream.h>
#include <string.h>

#define FAR        4. /* where the normal distribution is taken to end */
#define CACHE_LINE 64 /* bytes */

/* Of the numbers of a column that are above 0; NONE are not. */
typedef struct {
    size_t length, none;
    Moments moments;
} Sums;

static size_t present_of(const Sums *of)
{
    return of->length - of->none;
}

Cut cut_at(double percentile)
{
    double p = percentile / 100, z = p <= 0 ? -FAR : p >= 1 ? FAR : myn_normal_quantile(p);
    return (Cut){p, z, sqrt(2 * M_PI) * exp(z * z / 2)};
}

static void put_moments(myn_spread *s, size_t column, const Sums *of)
{
    uint32_t present = (uint32_t)present_of(of);
    s->present[column] = present;
    s->result.rank_mean[column] = moments_mean(&of->moments, present);
    s->result.rank_sd[column] = moments_sd(&of->moments, present);
}

/* ---- from rows to columns ---- */

typedef uint64_t Fours __attribute__((vector_size(32), aligned(8), may_alias));
#define ABREAST (sizeof(Fours) / sizeof(uint16_t))

/* Four rows of ABREAST columns: of every four columns a square, turned by halves. */
static inline __attribute__((always_inline)) void turn_four(const uint16_t *from, uint16_t *to, size_t length)
{
    const uint64_t even = 0x0000ffff0000ffff, low = 0x00000000ffffffff;
    Fours row[4], pair[4], column[4];
    for (size_t k = 0; k < 4; k++) row[k] = *(const Fours *)(from + k * TILE);
    for (size_t k = 0; k < 4; k += 2) {
        pair[k] = (row[k] & even) | (row[k + 1] & even) << 16;
        pair[k + 1] = (row[k] >> 16 & even) | (row[k + 1] & ~even);
    }
    for (size_t k = 0; k < 2; k++) {
        column[k] = (pair[k] & low) | pair[k + 2] << 32;
        column[k + 2] = pair[k] >> 32 | (pair[k + 2] & ~low);
    }
    for (size_t k = 0; k < 4; k++)
        for (size_t i = 0; i < ABREAST / 4; i++) {
            uint64_t four = column[k][i];
            memcpy(to + (4 * i + k) * length, &four, sizeof four);
        }
}

/* A tile's columns, LENGTH apart; beyond its ROWS there is none. */
FOR_EACH_MACHINE
static void turn16(const uint16_t *tile, size_t rows, size_t length, uint16_t *column)
{
    size_t r = 0;
    for (; r + 4 <= rows; r += 4)
        for (size_t c = 0; c < TILE; c += ABREAST)
            turn_four(tile + r * TILE + c, column + c * length + r, length);
    for (size_t c = 0; c < TILE; c++) {
        for (size_t k = r; k < rows; k++) column[c * length + k] = tile[k * TILE + c];
        memset(column + c * length + rows, 0, (length - rows) * sizeof *column);
    }
}

static void turn32(const uint32_t *tile, size_t rows, size_t length, uint32_t *column)
{
    for (size_t c = 0; c < TILE; c++) {
        for (size_t r = 0; r < rows; r++) column[c * length + r] = tile[r * TILE + c];
        memset(column + c * length + rows, 0, (length - rows) * sizeof *column);
    }
}

/* ---- ranks ---- */

/* Sums around the first number of whole numbers, so that their order is nothing to them. What one number more or less in
 * SUM or SQUARES cannot hold comes out right again in the difference. */
static Sums around_first(uint64_t first, uint64_t sum, uint64_t squares, size_t length, size_t none)
{
    uint64_t present = length - none;
    return (Sums){.length = length,
                  .none = none,
                  .moments = {.around = (double)first,
                              .sum = (double)(int64_t)(sum - present * first),
                              .squares = (double)(squares - 2 * first * sum + present * first * first)}};
}

/* Halves of the squares, which fit 32 bits for as many numbers as are kept. */
FOR_EACH_MACHINE
static Sums sums16(const uint16_t *column, size_t length, size_t none)
{
    uint32_t sum = 0, low = 0, high = 0;
    for (size_t r = 0; r < length; r++) {
        uint32_t x = column[r], square = x * x;
        sum += x;
        low += square & UINT16_MAX;
        high += square >> 16;
    }
    return around_first(column[0], sum, ((uint64_t)high << 16) + low, length, none);
}

FOR_EACH_MACHINE
static Sums sums32(const uint32_t *column, size_t length, size_t none)
{
    uint64_t sum = 0, squares = 0;
    for (size_t r = 0; r < length; r++) {
        uint64_t x = column[r];
        sum += x;
        squares += x * x;
    }
    return around_first(column[0], sum, squares, length, none);
}

static size_t width_of(const myn_spread *s, size_t i)
{
    size_t left = s->plan.columns - i * TILE;
    return left < TILE ? left : TILE;
}

#define KEY_BITS 16
#include "uncertainty/column.h"
#undef KEY_BITS
#define KEY_BITS 32
#include "uncertainty/column.h"

/* Asks for where the next tile's rows go, BYTES each, while this one's are written. */
static void ask_for_room(const myn_spread *s, size_t i, const void *kept, size_t bytes)
{
    if ((i + 1) * TILE >= s->plan.columns) return;
    const char *to = (const char *)kept + ((i + 1) * s->plan.draws + s->seen) * bytes;
    for (size_t at = 0; at < s->draws->count * bytes; at += CACHE_LINE) __builtin_prefetch(to + at, 1, 3);
}

myn_status kept_add(void *ctx, size_t i, myn_arena *scratch)
{
    myn_spread *s = ctx;
    (void)scratch;
    const myn_draws *d = s->draws;
    size_t at = (i * s->plan.draws + s->seen) * TILE, width = width_of(s, i);
    ask_for_room(s, i, s->rank, TILE * (s->wide ? sizeof(uint32_t) : sizeof(uint16_t)));
    if (s->score) ask_for_room(s, i, s->score, TILE * sizeof *s->score);
    if (s->wide)
        keep32(d->rank + i * TILE, d->stride, d->count, width, (uint32_t *)s->rank + at);
    else
        keep16(d->rank + i * TILE, d->stride, d->count, width, (uint16_t *)s->rank + at);
    for (size_t r = 0; s->score && r < d->count; r++)
        memcpy(s->score + at + r * TILE, d->score + r * d->stride + i * TILE, width * sizeof *s->score);
    return MYN_OK;
}

myn_status kept_finish(void *ctx, size_t i, myn_arena *scratch)
{
    myn_spread *s = ctx;
    myn_status status = s->wide ? ranks_of_tile32(s, i, scratch) : ranks_of_tile16(s, i, scratch);
    return status || !s->plan.scores ? status : scores_of_tile(s, i, scratch);
}
