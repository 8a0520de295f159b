/* Many draws: counted in two passes, so that memory does not grow with them. */
#include "uncertainty/spread.h"
#include <stdlib.h>
#include <string.h>

#define COARSE_MOST ((size_t)256)
#define LEVELS      65536

/* ---- a counter ---- */

static int shift_of(size_t keys)
{
    int shift = 0;
    while (((keys ? keys - 1 : 0) >> shift) >= COARSE_MOST) shift++;
    return shift;
}

size_t counter_bytes(size_t keys, size_t percentiles)
{
    int shift = shift_of(keys);
    size_t coarse = (keys >> shift) + 1, tables = 2 * percentiles;
    if (tables > coarse) tables = coarse;
    return coarse * (sizeof(uint32_t) + 1) + sizeof(size_t) + (tables << shift) * sizeof(uint32_t);
}

myn_status counter_new(size_t columns, size_t keys, Counter *out)
{
    *out = (Counter){.columns = columns, .keys = keys, .shift = shift_of(keys)};
    out->coarse_bins = (keys >> out->shift) + 1;
    out->coarse = calloc(columns * out->coarse_bins + 1, sizeof *out->coarse);
    return out->coarse ? MYN_OK : MYN_ERR_MEMORY;
}

void counter_free(Counter *counter)
{
    free(counter->coarse);
    free(counter->slot);
    free(counter->fine);
    free(counter->first);
    *counter = (Counter){0};
}

/* The upper part of the value with K below it, and how many lie in lower parts. */
static size_t bin_of(const Counter *c, size_t column, size_t k, size_t *before)
{
    const uint32_t *bins = c->coarse + column * c->coarse_bins;
    size_t sum = 0;
    for (size_t b = 0; b < c->coarse_bins; b++) {
        if (sum + bins[b] > k) {
            *before = sum;
            return b;
        }
        sum += bins[b];
    }
    *before = sum;
    return c->coarse_bins - 1;
}

/* Tables for the bins of the values at P and next to it; USED so far in this column. */
static size_t mark(Counter *c, size_t column, double p, size_t present, size_t used)
{
    double part;
    size_t k = rank_below(present, p, &part), before;
    for (size_t next = 0; next < 2 && k + next < present; next++) {
        uint8_t *slot = &c->slot[column * c->coarse_bins + bin_of(c, column, k + next, &before)];
        if (!*slot) *slot = (uint8_t)++used;
    }
    return used;
}

myn_status counter_choose(Counter *c, const double *percentile, size_t percentiles, const uint32_t *present)
{
    c->slot = calloc(c->columns * c->coarse_bins + 1, 1);
    c->first = malloc((c->columns + 1) * sizeof *c->first);
    if (!c->slot || !c->first) return MYN_ERR_MEMORY;
    size_t tables = 0;
    for (size_t column = 0; column < c->columns; column++) {
        size_t used = 0;
        c->first[column] = tables;
        for (size_t p = 0; p < percentiles; p++) used = mark(c, column, percentile[p], present[column], used);
        tables += used;
    }
    c->first[c->columns] = tables;
    c->fine = calloc((tables << c->shift) + 1, sizeof *c->fine);
    return c->fine ? MYN_OK : MYN_ERR_MEMORY;
}

/* The key with K below it; the last key where there are no more. */
static size_t key_at(const Counter *c, size_t column, size_t k)
{
    size_t before, bin = bin_of(c, column, k, &before), size = (size_t)1 << c->shift;
    uint8_t slot = c->slot[column * c->coarse_bins + bin];
    if (!slot) return bin << c->shift;
    const uint32_t *fine = c->fine + ((c->first[column] + slot - 1u) << c->shift);
    for (size_t i = 0; i < size; i++) {
        before += fine[i];
        if (before > k) return (bin << c->shift) + i;
    }
    return (bin << c->shift) + size - 1;
}

void counter_value(const Counter *counter, size_t column, size_t k, size_t *at, size_t *next)
{
    *at = key_at(counter, column, k);
    *next = key_at(counter, column, k + 1);
}

/* ---- a pass ---- */

static size_t level_of(const myn_spread *s, size_t column, double x)
{
    double range = s->greatest[column] - s->least[column];
    return range > 0 ? (size_t)((x - s->least[column]) / range * (LEVELS - 1) + 0.5) : 0;
}

static void count_rank(myn_spread *s, size_t column, uint32_t rank)
{
    void (*const count)(Counter *, size_t, size_t) = s->pass ? counter_second : counter_first;
    count(&s->ranks, column, rank - 1);
    if (!s->plan.published || s->plan.published[column] <= 0) return;
    int64_t shift = (int64_t)rank - s->plan.published[column];
    count(&s->shifts, column, (size_t)(shift < 0 ? -shift : shift));
}

/* Scores come one pass later: their range has to be known first. */
static void count_score(myn_spread *s, size_t column, double x)
{
    if (s->pass == 1) counter_first(&s->levels, column, level_of(s, column, x));
    if (s->pass == 2) counter_second(&s->levels, column, level_of(s, column, x));
    if (s->pass) return;
    moments_add(&s->score_moments[column], x, s->present[column]);
    s->least[column] = fmin(s->least[column], x);
    s->greatest[column] = fmax(s->greatest[column], x);
}

static void count_cell(myn_spread *s, size_t column, uint32_t rank, double score)
{
    if (!rank) return;
    if (s->plan.scores) count_score(s, column, score);
    if (s->pass < 2) count_rank(s, column, rank);
    if (s->pass) return;
    moments_add(&s->rank_moments[column], rank, s->present[column]);
    s->present[column]++;
}

/* Columns of one tile through all rows: their counts stay in the cache. */
myn_status counted_add(void *ctx, size_t i, myn_arena *scratch)
{
    myn_spread *s = ctx;
    (void)scratch;
    const myn_draws *d = s->draws;
    size_t end = (i + 1) * TILE < s->plan.columns ? (i + 1) * TILE : s->plan.columns;
    for (size_t r = 0; r < d->count; r++)
        for (size_t c = i * TILE; c < end; c++)
            count_cell(s, c, d->rank[r * d->stride + c], d->score ? d->score[r * d->stride + c] : NAN);
    return MYN_OK;
}

/* ---- the answer ---- */

typedef struct {
    double scale, origin; /* value = origin + scale x key */
} Scale;

static double percentile_of(const Counter *counter, size_t column, double p, size_t present, Scale scale)
{
    double part;
    size_t k = rank_below(present, p, &part), at, next;
    if (!present) return NAN;
    counter_value(counter, column, k, &at, &next);
    if (k + 1 >= present) next = at;
    return between(scale.origin + scale.scale * (double)at, scale.origin + scale.scale * (double)next, part);
}

static myn_status answer_tile(void *ctx, size_t i, myn_arena *scratch)
{
    myn_spread *s = ctx;
    (void)scratch;
    myn_spread_result *out = &s->result;
    size_t columns = s->plan.columns, end = (i + 1) * TILE < columns ? (i + 1) * TILE : columns;
    for (size_t c = i * TILE; c < end; c++) {
        uint32_t n = s->present[c];
        bool was = s->plan.published && s->plan.published[c] > 0;
        Scale level = {(s->greatest[c] - s->least[c]) / (LEVELS - 1), s->least[c]};
        out->rank_mean[c] = moments_mean(&s->rank_moments[c], n);
        out->rank_sd[c] = moments_sd(&s->rank_moments[c], n);
        out->shift[c] = was ? percentile_of(&s->shifts, c, 0.5, n, (Scale){1, 0}) : NAN;
        for (size_t p = 0; p < s->plan.percentiles; p++)
            out->rank_percentile[p * columns + c] = percentile_of(&s->ranks, c, s->p[p], n, (Scale){1, 1});
        if (!s->plan.scores) continue;
        out->score_mean[c] = moments_mean(&s->score_moments[c], n);
        out->score_sd[c] = moments_sd(&s->score_moments[c], n);
        for (size_t p = 0; p < s->plan.percentiles; p++)
            out->score_percentile[p * columns + c] = percentile_of(&s->levels, c, s->p[p], n, level);
    }
    return MYN_OK;
}

myn_status counted_turn(myn_spread *s, myn_team *team)
{
    static const double half = 0.5;
    myn_status status = MYN_OK;
    if (s->pass == 0) {
        status = counter_choose(&s->ranks, s->p, s->plan.percentiles, s->present);
        if (!status && s->plan.published) status = counter_choose(&s->shifts, &half, 1, s->present);
    }
    if (s->pass == 1 && s->plan.scores)
        status = counter_choose(&s->levels, s->p, s->plan.percentiles, s->present);
    if (!status && s->pass + 1 == myn_spread_passes(&s->plan))
        status = myn_team_map(team, (s->plan.columns + TILE - 1) / TILE, answer_tile, s);
    return status;
}
