/* Ranks of one draw. Scores are laid on a line of 2^22 equal parts, whose numbers are sorted in two passes of 11 bits
 * together with the area; areas in one part are then put right by their scores. A draw in which many share a part (a
 * few scores far away from all others) is ranked by the general sort. */
#include "base/machine.h"
#include <math.h>
#include <mynegai/order.h>
#include <mynegai/uncertainty.h>
#include <string.h>

#define DIGIT_BITS 11
#define DIGITS     (1u << DIGIT_BITS)
#define PARTS      (DIGITS * DIGITS)
#define RUN_MOST   48 /* areas of one part that are put right by insertion */

typedef struct {
    const double *score;
    uint64_t *words, *spare;
    uint32_t *rank;
    size_t n; /* with a score */
    bool lowest_first;
    int ties;
} Ranker;

typedef struct {
    double least, greatest;
    size_t there;
} Range;

typedef double Lanes __attribute__((vector_size(32), aligned(8), may_alias));
typedef int64_t Marks __attribute__((vector_size(32), aligned(8), may_alias));
#define LANES 4

static void join(Range *r, double least, double greatest, int64_t there)
{
    if (least < r->least) r->least = least;
    if (greatest > r->greatest) r->greatest = greatest;
    r->there += (size_t)there;
}

/* Two sets of lanes, so that none waits for the one before. */
FOR_EACH_MACHINE
static Range range_of(const double *x, size_t n)
{
    Lanes low[2], high[2];
    Marks there[2] = {{0}, {0}};
    Range r = {INFINITY, -INFINITY, 0};
    size_t i = 0;
    for (int k = 0; k < 2; k++) low[k] = (Lanes){0} + INFINITY, high[k] = (Lanes){0} - INFINITY;
    for (; i + 2 * LANES <= n; i += 2 * LANES)
        for (int k = 0; k < 2; k++) {
            Lanes v = *(const Lanes *)(x + i + (size_t)k * LANES);
            Marks less = v<low[k], more = v> high[k];
            low[k] = (Lanes)(((Marks)v & less) | ((Marks)low[k] & ~less));
            high[k] = (Lanes)(((Marks)v & more) | ((Marks)high[k] & ~more));
            there[k] -= v == v;
        }
    for (int k = 0; k < 2; k++)
        for (int l = 0; l < LANES; l++) join(&r, low[k][l], high[k][l], there[k][l]);
    for (; i < n; i++) join(&r, x[i], x[i], x[i] == x[i]);
    return r;
}

/* The part of every score, with the area's number. Rounding keeps the order: x - origin, times scale, cut. */
FOR_EACH_MACHINE
static void lay(const double *x, size_t n, double origin, double scale, uint64_t *words)
{
    for (size_t i = 0; i < n; i++) {
        double at = (x[i] - origin) * scale;
        int32_t part = (int32_t)(at == at ? at : 0);
        words[i] = (uint64_t)(uint32_t)part << 32 | i;
    }
}

static void drop_missing(const double *x, size_t n, uint64_t *words)
{
    size_t m = 0;
    for (size_t i = 0; i < n; i++) {
        words[m] = words[i];
        m += x[i] == x[i];
    }
}

static void to_places(uint32_t *count)
{
    uint32_t place = 0;
    for (unsigned d = 0; d < DIGITS; d++) {
        uint32_t here = count[d];
        count[d] = place;
        place += here;
    }
}

static void sort(Ranker *r)
{
    uint32_t low[DIGITS] = {0}, high[DIGITS] = {0};
    for (size_t i = 0; i < r->n; i++) {
        low[r->words[i] >> 32 & (DIGITS - 1)]++;
        high[r->words[i] >> (32 + DIGIT_BITS)]++;
    }
    to_places(low);
    to_places(high);
    for (size_t i = 0; i < r->n; i++) r->spare[low[r->words[i] >> 32 & (DIGITS - 1)]++] = r->words[i];
    for (size_t i = 0; i < r->n; i++) r->words[high[r->spare[i] >> (32 + DIGIT_BITS)]++] = r->spare[i];
}

static inline double score_at(const Ranker *r, size_t i)
{
    return r->score[(uint32_t)r->words[i]];
}

static inline bool comes_before(const Ranker *r, double a, double b)
{
    return r->lowest_first ? a < b : a > b;
}

/* Areas [start, end) of one part in order. */
static void put_right(Ranker *r, size_t start, size_t end)
{
    for (size_t i = start + 1; i < end; i++) {
        uint64_t word = r->words[i];
        double x = r->score[(uint32_t)word];
        size_t j = i;
        for (; j > start && comes_before(r, x, score_at(r, j - 1)); j--) r->words[j] = r->words[j - 1];
        r->words[j] = word;
    }
}

/* Ranks of a part that is in order: equal scores together. An average is cut to a whole number. */
static void rank_run(Ranker *r, size_t start, size_t end)
{
    while (start < end) {
        size_t after = start + 1;
        double x = score_at(r, start);
        while (after < end && score_at(r, after) == x) after++;
        size_t first = start + 1, last = after;
        size_t rank = r->ties == MYN_TIES_MIN ? first : r->ties == MYN_TIES_MAX ? last : (first + last) / 2;
        for (; start < after; start++) r->rank[(uint32_t)r->words[start]] = (uint32_t)rank;
    }
}

/* False where a part holds too many. */
static bool give_ranks(Ranker *r)
{
    for (size_t i = 0; i < r->n;) {
        uint64_t word = r->words[i];
        if (i + 1 == r->n || r->words[i + 1] >> 32 != word >> 32) {
            r->rank[(uint32_t)word] = (uint32_t)++i;
            continue;
        }
        size_t end = i + 1;
        while (end < r->n && r->words[end] >> 32 == word >> 32) end++;
        if (end - i > RUN_MOST) return false;
        put_right(r, i, end);
        rank_run(r, i, end);
        i = end;
    }
    return true;
}

/* Any scores at all, by the sort that knows nothing of them. */
static myn_status rank_generally(const Ranker *r, size_t n, size_t *ranked, myn_arena *scratch)
{
    double *rank = myn_arena_get(scratch, (n + 1) * sizeof *rank);
    if (!rank) return MYN_ERR_MEMORY;
    myn_status status = myn_rank(r->score, rank, n, (myn_ties)r->ties, !r->lowest_first, ranked, scratch);
    for (size_t i = 0; !status && i < n; i++) r->rank[i] = isnan(rank[i]) ? 0 : (uint32_t)rank[i];
    return status;
}

static myn_status rank_draw(Ranker *r, size_t n, size_t *ranked, myn_arena *scratch)
{
    Range range = range_of(r->score, n);
    double scale = (PARTS - 1) / (range.greatest - range.least);
    *ranked = r->n = range.there;
    if (n > UINT32_MAX) return MYN_ERR_ARGUMENT;
    if (!(scale > 0) || isinf(scale)) return rank_generally(r, n, ranked, scratch);
    r->words = myn_arena_get(scratch, (n + 1) * sizeof *r->words);
    r->spare = myn_arena_get(scratch, (n + 1) * sizeof *r->spare);
    if (!r->words || !r->spare) return MYN_ERR_MEMORY;
    lay(r->score, n, r->lowest_first ? range.least : range.greatest, r->lowest_first ? scale : -scale,
        r->words);
    if (r->n < n) {
        drop_missing(r->score, n, r->words);
        memset(r->rank, 0, n * sizeof *r->rank);
    }
    sort(r);
    return give_ranks(r) ? MYN_OK : rank_generally(r, n, ranked, scratch);
}

myn_status myn_draw_ranks(const double *score, size_t n, myn_rank_rule rule, uint32_t *rank, size_t *ranked,
                          myn_arena *scratch)
{
    Ranker r = {.score = score, .rank = rank, .lowest_first = rule.lowest_first, .ties = rule.ties};
    *ranked = 0;
    if (rule.ties < MYN_TIES_MIN || rule.ties > MYN_TIES_AVERAGE) return MYN_ERR_ARGUMENT;
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_status status = rank_draw(&r, n, ranked, scratch);
    myn_arena_rewind(scratch, mark);
    return status;
}
