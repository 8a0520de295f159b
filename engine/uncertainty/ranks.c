/* Ranks of one draw. Scores are laid on a line of equal parts, some hundred an area, whose numbers are sorted by two
 * digits; where the second pass would put an area is its rank, and nothing is moved. Areas in one part are then put
 * right by their scores. A draw in which many share a part (a few scores far away from all others, or many that are
 * tied) is ranked by the general sort. */
#include "base/machine.h"
#include <math.h>
#include <mynegai/order.h>
#include <mynegai/uncertainty.h>
#include <string.h>

#define BITS_MOST 12
#define DIGITS    (1u << BITS_MOST)
#define RUN_MOST  48 /* areas that one is put before */

/* A word is its part and its area; parts have 24 bits at most. */
#define SHARED  ((uint64_t)1 << 63)
#define MISSING UINT32_MAX

typedef struct {
    const double *score;
    uint32_t *part;
    uint64_t *words; /* areas that share a part, at their places */
    uint32_t *rank;
    size_t n, there; /* areas, and those with a score */
    bool lowest_first;
    int ties, bits; /* of a digit: the line has 2^(2 bits) parts */
} Ranker;

/* An area, and the one before it that shares its part. */
typedef struct {
    uint64_t before, word;
    uint32_t place;
} Pair;

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

/* The part of every score. Rounding keeps the order: x - origin, times scale, cut. */
FOR_EACH_MACHINE
static void lay(const double *x, size_t n, double origin, double scale, uint32_t *part)
{
    for (size_t i = 0; i < n; i++) {
        double at = (x[i] - origin) * scale;
        int32_t here = (int32_t)(at == at ? at : 0);
        part[i] = (uint32_t)here | (uint32_t) - (x[i] != x[i]);
    }
}

/* How many have each digit, then where the first of each goes. */
static void count_digits(const Ranker *r, uint32_t *restrict low, uint64_t *restrict high)
{
    const uint32_t *part = r->part;
    uint32_t digits = (uint32_t)1 << r->bits, at_low = 0, at_high = 0;
    int bits = r->bits;
    for (size_t i = 0, n = r->n; i < n; i++) {
        if (part[i] == MISSING) continue;
        low[part[i] & (digits - 1)]++;
        high[part[i] >> bits]++;
    }
    for (uint32_t d = 0; d < digits; d++) {
        uint32_t in_low = low[d], in_high = (uint32_t)high[d];
        low[d] = at_low;
        high[d] = at_high;
        at_low += in_low;
        at_high += in_high;
    }
}

/* The first pass: by the lower digit. */
static void sort_low(const Ranker *r, uint32_t *restrict low, uint64_t *restrict to)
{
    const uint32_t *part = r->part;
    uint32_t digits = (uint32_t)1 << r->bits;
    for (size_t i = 0, n = r->n; i < n; i++) {
        if (part[i] == MISSING) continue;
        to[low[part[i] & (digits - 1)]++] = (uint64_t)part[i] << 32 | i;
    }
}

/* The one before word I that shares its part: not far, since all between share the lower digit. */
static uint64_t before(const uint64_t *word, size_t i)
{
    size_t at = i - 1;
    while ((word[at] & ~SHARED) >> 32 != word[i] >> 32) at--;
    return word[at];
}

/* The second pass, by the higher digit: an area's place is its rank, no list need be written. HIGH has the next place
 * of each digit and, above, one more than the lower digit that came there last: if it comes again, the two share a
 * part. Each but the first of a part is noted, up to MOST. Returns how many there are. */
static size_t rank_high(const Ranker *r, uint64_t *restrict high, uint64_t *restrict word,
                        Pair *restrict pair, size_t most)
{
    size_t pairs = 0;
    int bits = r->bits;
    uint32_t *restrict rank = r->rank;
    uint64_t digits = (uint64_t)1 << bits;
    for (size_t i = 0, n = r->there; i < n; i++) {
        uint64_t here = word[i], last = (here >> 32 & (digits - 1)) + 1, *slot = &high[here >> (32 + bits)];
        uint32_t place = (uint32_t)*slot;
        bool shared = *slot >> 32 == last;
        *slot = last << 32 | (place + 1);
        rank[(uint32_t)here] = place + 1;
        if (!shared) continue;
        if (pairs < most) pair[pairs] = (Pair){before(word, i), here, place};
        pairs++;
        word[i] |= SHARED;
    }
    return pairs;
}

static inline double score_of(const Ranker *r, uint64_t word)
{
    return r->score[(uint32_t)word];
}

static inline bool comes_before(const Ranker *r, double a, double b)
{
    return r->lowest_first ? a < b : a > b;
}

/* Ranks of those equal to the one at LAST, up to it: together. An average is cut to a whole number. */
static void rank_equals(Ranker *r, size_t last)
{
    size_t first = last;
    double x = score_of(r, r->words[last]);
    while (r->words[first] & SHARED && score_of(r, r->words[first - 1]) == x) first--;
    size_t low = first + 1, high = last + 1;
    size_t rank = r->ties == MYN_TIES_MIN ? low : r->ties == MYN_TIES_MAX ? high : (low + high) / 2;
    for (; first <= last; first++) r->rank[(uint32_t)r->words[first]] = (uint32_t)rank;
}

/* The second area of PAIR among those before it that share its part, which are in order; words that are not the
 * first of their part are marked as SHARED. Those it passes stand one lower, together with their equals. False where
 * it would have to pass too many. */
static bool put_right(Ranker *r, const Pair *pair)
{
    size_t at = pair->place, least = at > RUN_MOST ? at - RUN_MOST : 0;
    double x = score_of(r, pair->word);
    if (!(pair->before & SHARED)) r->words[at - 1] = pair->before;
    r->words[at] = pair->word | SHARED;
    while (r->words[at] & SHARED && comes_before(r, x, score_of(r, r->words[at - 1]))) {
        if (at == least) return false;
        uint64_t passed = r->words[at - 1], first = ~passed & SHARED;
        r->words[at--] = passed | SHARED;
        r->words[at] = (pair->word | SHARED) & ~first;
        r->rank[(uint32_t)passed]++;
    }
    r->rank[(uint32_t)pair->word] = (uint32_t)at + 1;
    if (r->words[at] & SHARED && score_of(r, r->words[at - 1]) == x) rank_equals(r, at);
    return true;
}

/* Not *DONE where too many areas share parts. */
static myn_status give_ranks(Ranker *r, bool *done, myn_arena *scratch)
{
    size_t most = r->there / 4, digits = (size_t)1 << r->bits;
    uint32_t low[DIGITS];
    uint64_t high[DIGITS], *sorted = myn_arena_get(scratch, (r->n + 1) * sizeof *sorted);
    Pair *pair = myn_arena_get(scratch, (most + 1) * sizeof *pair);
    r->words = myn_arena_get(scratch, (r->n + 1) * sizeof *r->words);
    if (!sorted || !pair || !r->words) return MYN_ERR_MEMORY;
    memset(low, 0, digits * sizeof *low);
    memset(high, 0, digits * sizeof *high);
    count_digits(r, low, high);
    sort_low(r, low, sorted);
    size_t pairs = rank_high(r, high, sorted, pair, most);
    *done = pairs <= most;
    for (size_t i = 0; i < pairs && *done; i++) *done = put_right(r, &pair[i]);
    return MYN_OK;
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

/* Bits of a digit: some hundred parts an area, so that few share one. */
static int digit_bits(size_t n)
{
    int bits = 4;
    while (bits < BITS_MOST && (size_t)1 << (2 * bits - 7) < n) bits++;
    return bits;
}

static myn_status rank_draw(Ranker *r, size_t n, size_t *ranked, myn_arena *scratch)
{
    bool done = false;
    Range range = range_of(r->score, n);
    r->bits = digit_bits(n);
    double scale = (double)(((uint32_t)1 << 2 * r->bits) - 1) / (range.greatest - range.least);
    r->n = n;
    *ranked = r->there = range.there;
    if (n > UINT32_MAX) return MYN_ERR_ARGUMENT;
    if (!(scale > 0) || isinf(scale)) return rank_generally(r, n, ranked, scratch);
    r->part = myn_arena_get(scratch, (n + 1) * sizeof *r->part);
    if (!r->part) return MYN_ERR_MEMORY;
    lay(r->score, n, r->lowest_first ? range.least : range.greatest, r->lowest_first ? scale : -scale,
        r->part);
    if (r->there < n) memset(r->rank, 0, n * sizeof *r->rank);
    myn_status status = give_ranks(r, &done, scratch);
    return status || done ? status : rank_generally(r, n, ranked, scratch);
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
