/* A spread under way. Private to the room. */
#ifndef MYN_UNCERTAINTY_SPREAD_H
#define MYN_UNCERTAINTY_SPREAD_H
#include <math.h>
#include <mynegai/uncertainty.h>

/* Columns that one job looks at. */
#define TILE ((size_t)32)
/* Ranks of a column are looked at so many at a time. */
#define COLUMN_STEP ((size_t)64)

/* A percentile (0 .. 1), and its place in a normal distribution: quantile, and how far apart numbers lie there. */
typedef struct {
    double p, z, apart;
} Cut;

Cut cut_at(double percentile);

/* Place of the percentile P (0 .. 1) among N ordered values, Hyndman and Fan's type 7: the value below it and how far
 * from there to the next. */
static inline size_t rank_below(size_t n, double p, double *part)
{
    double h = n ? (double)(n - 1) * p : 0, below = floor(h);
    *part = h - below;
    return (size_t)below;
}

/* As myn_quantile joins two values. */
static inline double between(double below, double above, double part)
{
    return part == 0 || below == above ? below : (1 - part) * below + part * above;
}

/* Mean and standard deviation from sums around a value near the mean. */
typedef struct {
    double around, sum, squares;
} Moments;

static inline void moments_add(Moments *m, double x, uint32_t before)
{
    if (!before) m->around = x;
    double d = x - m->around;
    m->sum += d;
    m->squares += d * d;
}

static inline double moments_mean(const Moments *m, uint32_t n)
{
    return n ? m->around + m->sum / n : NAN;
}

static inline double moments_sd(const Moments *m, uint32_t n)
{
    double left = m->squares - m->sum * m->sum / n;
    return n > 1 ? sqrt(left > 0 ? left / (n - 1) : 0) : NAN;
}

static inline bool is_constant(const Moments *m)
{
    return m->sum == 0 && m->squares == 0;
}

/* Where a percentile would be among PRESENT numbers in a normal distribution, and how far apart they are there. */
typedef struct {
    double at, slope;
} Guess;

#define GUESSES 12 /* before a search goes by halves */

static inline Guess first_guess(const Moments *m, size_t present, const Cut *cut)
{
    double mean = moments_mean(m, (uint32_t)present), sd = moments_sd(m, (uint32_t)present);
    return isnan(sd) ? (Guess){mean, 0} : (Guess){mean + cut->z * sd, cut->apart / (double)present * sd};
}

/* How often each whole number came, without a count for every one of them: first by the upper part of the number, then,
 * for those upper parts that hold a percentile, by the lower part. */
typedef struct {
    size_t columns, keys; /* numbers 0 .. keys - 1 */
    int shift;            /* bits of the lower part */
    size_t coarse_bins;
    uint32_t *coarse; /* columns x coarse_bins */
    uint8_t *slot;    /* columns x coarse_bins: 0, or 1 + which of the column's fine tables */
    uint32_t *fine;   /* tables of 2^shift, those of a column side by side */
    size_t *first;    /* columns + 1: number of its first table */
} Counter;

myn_status counter_new(size_t columns, size_t keys, Counter *out) MYN_CHECKED;
void counter_free(Counter *counter);
/* Bytes a column takes, at most, with PERCENTILES asked. */
size_t counter_bytes(size_t keys, size_t percentiles);

static inline void counter_first(Counter *c, size_t column, size_t key)
{
    c->coarse[column * c->coarse_bins + (key >> c->shift)]++;
}

static inline void counter_second(Counter *c, size_t column, size_t key)
{
    uint8_t slot = c->slot[column * c->coarse_bins + (key >> c->shift)];
    if (!slot) return;
    size_t table = c->first[column] + slot - 1u;
    c->fine[(table << c->shift) + (key & (((size_t)1 << c->shift) - 1))]++;
}

/* Between the passes: make tables for the upper parts that hold one of PERCENTILE (0 .. 1) of column's PRESENT. */
myn_status counter_choose(Counter *counter, const double *percentile, size_t percentiles,
                          const uint32_t *present) MYN_CHECKED;

/* The value with K below it, in order, of COLUMN, and the next one. */
void counter_value(const Counter *counter, size_t column, size_t k, size_t *at, size_t *next);

struct myn_spread {
    myn_spread_plan plan;
    double p[MYN_PERCENTILES_MOST]; /* 0 .. 1 */
    Cut cut[MYN_PERCENTILES_MOST], median;
    size_t seen, pass;
    size_t length;                 /* of a column while it is looked at: draws, and none */
    bool wide;                     /* ranks of 32 bits */
    size_t room;                   /* kept: tiles that there is room for */
    void *rank;                    /* kept: tiles x draws x TILE */
    double *score;                 /* kept: the same */
    Counter ranks, shifts, levels; /* counted */
    Moments *rank_moments, *score_moments;
    double *least, *greatest;
    uint32_t *present;
    myn_spread_result result;
    const myn_draws *draws; /* what a job looks at now */
};

static inline bool is_kept(const myn_spread_plan *plan)
{
    return plan->draws <= MYN_DRAWS_KEPT;
}

/* Jobs of tile I. */
myn_status kept_add(void *ctx, size_t i, myn_arena *scratch);
myn_status kept_finish(void *ctx, size_t i, myn_arena *scratch);
/* What kept draws say of the scores of tile I. */
myn_status scores_of_tile(myn_spread *spread, size_t i, myn_arena *scratch);
myn_status counted_add(void *ctx, size_t i, myn_arena *scratch);
myn_status counted_turn(myn_spread *spread, myn_team *team) MYN_CHECKED;

#endif
