/* Ranks of one draw. Scores are laid on a line of equal parts, some sixty an area, with a bit for each that says whether an
 * area lies there: its rank is the number of bits from its own up, told by sums over words and the bits of one word. Areas
 * of a word in which some share a part are put in order by their scores. A draw in which many do (a few scores far away
 * from all others, or many that are tied) is ranked by the general sort. */
#include "base/machine.h"
#include <math.h>
#include <mynegai/order.h>
#include <mynegai/uncertainty.h>
#include <string.h>

#define PARTS        48   /* an area, at least */
#define BITS_MOST    30   /* of a part's number */
#define WORD         64   /* parts */
#define GROUP_MOST   64   /* areas of a word that are compared with each other */
#define SAMPLE_FROM  4096 /* scores: of more, SAMPLED of every SAMPLE_EVERY tell the range */
#define SAMPLED      64
#define SAMPLE_EVERY 512
#define SHARED       0x80000000u
#define MISSING      UINT32_MAX

typedef struct {
    const double *score;
    uint32_t *part; /* of every area: the higher the better */
    uint64_t *line;
    uint32_t *above; /* by word: areas in the words above it; SHARED where some in it share a part */
    uint32_t *list, *rank;
    size_t n, words; /* areas; of the line */
    bool lowest_first;
    int ties;
} Ranker;

typedef struct {
    double least, greatest;
} Range;

typedef double Lanes __attribute__((vector_size(32), aligned(8), may_alias));
typedef int64_t Marks __attribute__((vector_size(32), aligned(8), may_alias));
#define LANES 4

static void join(Range *r, double least, double greatest)
{
    if (least < r->least) r->least = least;
    if (greatest > r->greatest) r->greatest = greatest;
}

/* Two sets of lanes, so that none waits for the one before. */
FOR_EACH_MACHINE
static Range range_of(const double *x, size_t n)
{
    Lanes low[2], high[2];
    Range r = {INFINITY, -INFINITY};
    size_t i = 0;
    for (int k = 0; k < 2; k++) low[k] = (Lanes){0} + INFINITY, high[k] = (Lanes){0} - INFINITY;
    for (; i + 2 * LANES <= n; i += 2 * LANES)
        for (int k = 0; k < 2; k++) {
            Lanes v = *(const Lanes *)(x + i + (size_t)k * LANES);
            Marks less = v<low[k], more = v> high[k];
            low[k] = (Lanes)(((Marks)v & less) | ((Marks)low[k] & ~less));
            high[k] = (Lanes)(((Marks)v & more) | ((Marks)high[k] & ~more));
        }
    for (int k = 0; k < 2; k++)
        for (int l = 0; l < LANES; l++) join(&r, low[k][l], high[k][l]);
    for (; i < n; i++) join(&r, x[i], x[i]);
    return r;
}

/* About the range of many scores: that of a sample, and somewhat more. */
static Range range_about(const double *x, size_t n)
{
    Range r = {INFINITY, -INFINITY};
    if (n <= SAMPLE_FROM) return range_of(x, n);
    for (size_t i = 0; i + SAMPLED <= n; i += SAMPLE_EVERY) {
        Range here = range_of(x + i, SAMPLED);
        join(&r, here.least, here.greatest);
    }
    double more = (r.greatest - r.least) / 16;
    return (Range){r.least - more, r.greatest + more};
}

/* The part of every score, the first or last of PARTS for those beyond; how many have a score. Rounding keeps the order:
 * x - origin, times scale, cut. */
FOR_EACH_MACHINE
static size_t lay(const double *x, size_t n, double origin, double scale, uint32_t parts, uint32_t *part)
{
    uint32_t missing = 0;
    double last = (double)(parts - 1);
    for (size_t i = 0; i < n; i++) {
        double at = (x[i] - origin) * scale;
        at = at > 0 ? at : 0;
        at = at < last ? at : last;
        part[i] = (uint32_t)(int32_t)at | (uint32_t) - (x[i] != x[i]);
        missing += x[i] != x[i];
    }
    return n - missing;
}

/* Marks the part of every area. LIST gets the word of each that comes to a part after another. */
FOR_EACH_MACHINE
static size_t mark(const uint32_t *restrict part, size_t n, uint64_t *restrict line, uint32_t *restrict list)
{
    size_t listed = 0;
    for (size_t i = 0; i < n; i++) {
        if (part[i] == MISSING) continue;
        uint64_t was = line[part[i] / WORD], bit = (uint64_t)1 << part[i] % WORD;
        list[listed] = part[i] / WORD;
        listed += (was & bit) != 0;
        line[part[i] / WORD] = was | bit;
    }
    return listed;
}

/* ABOVE has how many areas of a word came after another. */
FOR_EACH_MACHINE
static void sum_above(const uint64_t *restrict line, size_t words, uint32_t *restrict above)
{
    uint32_t sum = 0;
    for (size_t w = words; w-- > 0;) {
        uint32_t after = above[w];
        above[w] = sum + (after & SHARED);
        sum += (after & ~SHARED) + (uint32_t)__builtin_popcountll(line[w]);
    }
}

/* Ranks of areas that share with nobody in their word; LIST gets the others. */
FOR_EACH_MACHINE
static size_t give(const uint32_t *restrict part, size_t n, const uint64_t *restrict line,
                   const uint32_t *restrict above, uint32_t *restrict rank, uint32_t *restrict list)
{
    size_t listed = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t at = part[i], here = 0;
        if (at != MISSING)
            here = above[at / WORD] + (uint32_t)__builtin_popcountll(line[at / WORD] >> at % WORD);
        rank[i] = here;
        list[listed] = (uint32_t)i;
        listed += here / SHARED;
    }
    return listed;
}

/* ---- words in which some share a part ---- */

/* The scores of their areas side by side, from where the word's ranks begin; LINE counts them. False where a word has
 * too many. */
static bool gather(Ranker *r, size_t listed, double *score)
{
    size_t most = 0;
    for (size_t k = 0; k < listed; k++) r->line[r->part[r->list[k]] / WORD] = 0;
    for (size_t k = 0; k < listed; k++) {
        uint32_t i = r->list[k], word = r->part[i] / WORD;
        size_t at = r->line[word]++;
        score[(r->above[word] & ~SHARED) + at] = r->lowest_first ? -r->score[i] : r->score[i];
        if (at > most) most = at;
    }
    return most < GROUP_MOST;
}

/* How many of a word's COUNT scores are greater than X, and how many are X. Reads a whole number of LANES. */
typedef struct {
    uint32_t greater, equal;
} Standing;

static inline Standing stand(const double *score, size_t count, double x)
{
    Marks greater = {0}, equal = {0}, at = {0, 1, 2, 3};
    size_t i = 0;
    do
        for (int k = 0; k < 2; k++, i += LANES, at += LANES) {
            Lanes v = *(const Lanes *)(score + i);
            Marks within = at < (int64_t)count;
            greater -= (v > x) & within;
            equal -= (v == x) & within;
        }
    while (i < count);
    return (Standing){(uint32_t)(greater[0] + greater[1] + greater[2] + greater[3]),
                      (uint32_t)(equal[0] + equal[1] + equal[2] + equal[3])};
}

FOR_EACH_MACHINE
static void put_right(const Ranker *r, size_t listed, const double *score)
{
    for (size_t k = 0; k < listed; k++) {
        uint32_t i = r->list[k], word = r->part[i] / WORD, above = r->above[word] & ~SHARED;
        Standing s = stand(score + above, r->line[word], r->lowest_first ? -r->score[i] : r->score[i]);
        uint32_t low = above + s.greater + 1, high = above + s.greater + s.equal;
        r->rank[i] = r->ties == MYN_TIES_MIN ? low : r->ties == MYN_TIES_MAX ? high : (low + high) / 2;
    }
}

/* Not *DONE where too many areas share parts. */
static myn_status give_ranks(Ranker *r, bool *done, myn_arena *scratch)
{
    double *score = myn_arena_get(scratch, (r->n + 2 * LANES) * sizeof *score);
    r->line = myn_arena_zero(scratch, r->words, sizeof *r->line);
    r->above = myn_arena_zero(scratch, r->words, sizeof *r->above);
    r->list = myn_arena_get(scratch, (r->n + 1) * sizeof *r->list);
    if (!score || !r->line || !r->above || !r->list) return MYN_ERR_MEMORY;
    size_t listed = mark(r->part, r->n, r->line, r->list);
    *done = listed <= r->n / 4;
    if (!*done) return MYN_OK;
    for (size_t k = 0; k < listed; k++) r->above[r->list[k]] = (r->above[r->list[k]] + 1) | SHARED;
    sum_above(r->line, r->words, r->above);
    listed = give(r->part, r->n, r->line, r->above, r->rank, r->list);
    *done = gather(r, listed, score);
    if (*done) put_right(r, listed, score);
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

/* The least power of two parts that gives every area its number of them. */
static uint32_t parts_for(size_t n)
{
    int bits = 6;
    while (bits < BITS_MOST && (size_t)1 << bits < n * PARTS) bits++;
    return (uint32_t)1 << bits;
}

static myn_status rank_draw(Ranker *r, size_t n, size_t *ranked, myn_arena *scratch)
{
    bool done = false;
    if (n > INT32_MAX) return MYN_ERR_ARGUMENT;
    Range range = range_about(r->score, n);
    uint32_t parts = parts_for(n);
    double scale = (double)(parts - 1) / (range.greatest - range.least);
    r->n = n;
    r->words = parts / WORD;
    if (!(scale > 0) || isinf(scale)) return rank_generally(r, n, ranked, scratch);
    r->part = myn_arena_get(scratch, (n + 1) * sizeof *r->part);
    if (!r->part) return MYN_ERR_MEMORY;
    *ranked = lay(r->score, n, r->lowest_first ? range.greatest : range.least,
                  r->lowest_first ? -scale : scale, parts, r->part);
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
