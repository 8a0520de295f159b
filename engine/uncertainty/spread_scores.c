/* What kept draws say of a column's scores. Order statistics are found by counting how many scores are at most a guess: a few
 * passes over a column in the first cache, where sorting it would take many. */
#include "base/machine.h"
#include "uncertainty/lanes.h"
#include "uncertainty/spread.h"
#include <string.h>

#define TIED    3 /* guesses, after which the scores beside one bound what is searched */
#define ABREAST 8 /* columns that share a line of the cache */

#define SIDES 4 /* vectors side by side, so that none waits for the one before */
#define STEP  (SIDES * LANES)

/* ABREAST columns of a tile, LENGTH apart; NaN beyond its ROWS. */
FOR_EACH_MACHINE
static void turn(const double *restrict tile, size_t rows, size_t length, double *restrict column)
{
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < ABREAST; c++) column[c * length + r] = tile[r * TILE + c];
    for (size_t c = 0; c < ABREAST; c++)
        for (size_t r = rows; r < length; r++) column[c * length + r] = NAN;
}

/* Of the scores that are there, sums of differences from AROUND in a fixed order. */
FOR_EACH_MACHINE
static size_t moments_of(const double *x, size_t length, double around, Moments *out)
{
    Lanes sum[SIDES] = {{0}}, squares[SIDES] = {{0}}, zero = {0};
    Marks count = {0};
    for (size_t r = 0; r < length; r += STEP)
        for (size_t k = 0; k < SIDES; k++) {
            Lanes v = *(const Lanes *)(x + r + k * LANES);
            Marks there = v == v;
            Lanes d = CHOOSE(there, v - around, zero);
            count -= there;
            sum[k] += d;
            squares[k] += d * d;
        }
    Lanes s = (sum[0] + sum[1]) + (sum[2] + sum[3]),
          q = (squares[0] + squares[1]) + (squares[2] + squares[3]);
    *out = (Moments){around, (s[0] + s[1]) + (s[2] + s[3]), (q[0] + q[1]) + (q[2] + q[3])};
    return (size_t)(count[0] + count[1] + count[2] + count[3]);
}

/* How many are at most AT, or below it. */
FOR_EACH_MACHINE
static size_t count_to(const double *x, size_t length, double at, bool with_it)
{
    Marks sum[SIDES] = {{0}};
    if (with_it)
        for (size_t r = 0; r < length; r += STEP)
            for (size_t k = 0; k < SIDES; k++) sum[k] -= *(const Lanes *)(x + r + k * LANES) <= at;
    else
        for (size_t r = 0; r < length; r += STEP)
            for (size_t k = 0; k < SIDES; k++) sum[k] -= *(const Lanes *)(x + r + k * LANES) < at;
    Marks all = (sum[0] + sum[1]) + (sum[2] + sum[3]);
    return (size_t)(all[0] + all[1] + all[2] + all[3]);
}

/* The greatest that is at most AT, and the least above; infinite where there is none. */
FOR_EACH_MACHINE
static void beside(const double *x, size_t length, double at, double *below, double *above)
{
    double most[STEP], least[STEP];
    for (size_t k = 0; k < STEP; k++) most[k] = -INFINITY, least[k] = INFINITY;
    for (size_t r = 0; r < length; r += STEP)
        for (size_t k = 0; k < STEP; k++) {
            double v = x[r + k], down = v <= at ? v : -INFINITY, up = v > at ? v : INFINITY;
            most[k] = down > most[k] ? down : most[k];
            least[k] = up < least[k] ? up : least[k];
        }
    *below = -INFINITY;
    *above = INFINITY;
    for (size_t k = 0; k < STEP; k++) {
        *below = fmax(*below, most[k]);
        *above = fmin(*above, least[k]);
    }
}

/* Numbers in the order of the doubles that they stand for, to halve what lies between two. */
static uint64_t number_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
}

static double double_of(uint64_t number)
{
    uint64_t bits = number >> 63 ? number & ~((uint64_t)1 << 63) : ~number;
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

typedef struct {
    const double *x;
    size_t length;
    Guess guess;
} Search;

/* A double that exactly WANT are at most, or the least score that more are; *COUNT are at most it. */
static double find(Search s, size_t want, size_t *count)
{
    uint64_t low = number_of(-INFINITY), high = number_of(INFINITY);
    for (int tries = 0; low < high; tries++) {
        uint64_t guess = number_of(s.guess.at);
        bool inside = tries < GUESSES && guess >= low && guess < high;
        uint64_t at = inside ? guess : low + (high - low) / 2;
        double x = double_of(at), below, above;
        *count = count_to(s.x, s.length, x, true);
        if (*count == want) return x;
        s.guess.at = x + ((double)want - (double)*count) * s.guess.slope;
        if (*count < want)
            low = at + 1;
        else
            high = at;
        if (tries < TIED) continue;
        beside(s.x, s.length, x, &below, &above);
        if (*count < want)
            low = number_of(above);
        else if (count_to(s.x, s.length, below, false) < want)
            return below;
        else
            high = number_of(below);
    }
    *count = count_to(s.x, s.length, double_of(low), true);
    return double_of(low);
}

static double percentile(const double *x, size_t length, size_t present, const Moments *m, const Cut *cut)
{
    double part, below, above;
    if (!present) return NAN;
    if (is_constant(m)) return m->around + 0.0;
    size_t want = rank_below(present, cut->p, &part) + 1, count;
    const Search s = {x, length, first_guess(m, present, cut)};
    beside(x, length, find(s, want, &count), &below, &above);
    return between(below, count > want ? below : above, part) + 0.0; /* no zero with a sign */
}

static double first_of(const double *x, size_t length)
{
    for (size_t r = 0; r < length; r++)
        if (!isnan(x[r])) return x[r];
    return 0;
}

static void tell_column(myn_spread *s, size_t column, const double *x, size_t length)
{
    Moments m;
    uint32_t n = (uint32_t)moments_of(x, length, first_of(x, length), &m);
    s->result.score_mean[column] = moments_mean(&m, n);
    s->result.score_sd[column] = moments_sd(&m, n);
    for (size_t p = 0; p < s->plan.percentiles; p++)
        s->result.score_percentile[p * s->plan.columns + column] = percentile(x, length, n, &m, &s->cut[p]);
}

myn_status scores_of_tile(myn_spread *s, size_t i, myn_arena *scratch)
{
    size_t rows = s->plan.draws, length = (rows + STEP - 1) / STEP * STEP, left = s->plan.columns - i * TILE;
    size_t width = left < TILE ? left : TILE;
    const double *tile = s->score + i * rows * TILE;
    double *x = myn_arena_get(scratch, (ABREAST * length + 1) * sizeof *x);
    if (!x) return MYN_ERR_MEMORY;
    for (size_t from = 0; from < width; from += ABREAST) {
        turn(tile + from, rows, length, x);
        for (size_t c = from; c < width && c < from + ABREAST; c++)
            tell_column(s, i * TILE + c, x + (c - from) * length, length);
    }
    return MYN_OK;
}
