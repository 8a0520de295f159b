/* Sorting by a radix of packed keys.
 *
 * A double becomes a whole number that sorts as it does. The upper bits of that number and the value's
 * position share one 64-bit word, so that each pass moves 8 bytes instead of 16 and the position needs no
 * second array. Words are sorted by their upper bits only, keeping their order (the least digit first).
 * Values that agree in those bits stand in one run, by position; a run is put right by comparing the values
 * themselves, or by a second radix over the bits that were left out where it is long, so that no input takes
 * more than O(n). */
#include <math.h>
#include <mynegai/order.h>
#include <string.h>

#define KEY_BITS    44 /* of the number that are sorted at first: four passes */
#define DIGIT_BITS  11 /* a pass's table of counts stays in the first cache */
#define DIGITS      (1u << DIGIT_BITS)
#define MOST_PASSES 4
#define SHORT_RUN   48 /* below this insertion is quicker than counting */

/* The words, a second place for them of the same size, and how a word is split. */
typedef struct {
    const double *x;
    uint64_t *words, *spare;
    size_t n; /* values that are not missing */
    int index_bits;
} Sorter;

/* The bits of X, ordered as X is: all of a negative number's turned, the sign of others. Adding 0 makes -0 to
 * +0. */
static inline uint64_t key_of(double x)
{
    uint64_t bits;
    x += 0.0;
    memcpy(&bits, &x, sizeof bits);
    return bits ^ ((uint64_t)((int64_t)bits >> 63) | (uint64_t)1 << 63);
}

static inline uint32_t index_of(const Sorter *sorter, size_t i)
{
    return (uint32_t)(sorter->words[i] & (((uint64_t)1 << sorter->index_bits) - 1));
}

static inline double value_at(const Sorter *sorter, size_t i)
{
    return sorter->x[index_of(sorter, i)];
}

/* Add up COUNTS to where each digit's first word goes. True where all N words have one digit: nothing to
 * move. */
static bool to_places(uint32_t *counts, size_t n)
{
    uint32_t place = 0;
    bool one = false;
    for (unsigned d = 0; d < DIGITS; d++) {
        uint32_t count = counts[d];
        one |= count == n;
        counts[d] = place;
        place += count;
    }
    return one;
}

/* Sort N words by BITS bits from LOW up, keeping the order of equal ones. The result is in WORDS or SPARE:
 * returns which. */
static uint64_t *radix(uint64_t *words, uint64_t *spare, size_t n, int low, int bits)
{
    uint32_t counts[MOST_PASSES][DIGITS];
    int passes = (bits + DIGIT_BITS - 1) / DIGIT_BITS;
    memset(counts, 0, (size_t)passes * sizeof *counts);
    for (size_t i = 0; i < n; i++)
        for (int p = 0; p < passes; p++) counts[p][words[i] >> (low + p * DIGIT_BITS) & (DIGITS - 1)]++;
    for (int p = 0; p < passes; p++) {
        if (to_places(counts[p], n)) continue;
        int shift = low + p * DIGIT_BITS;
        for (size_t i = 0; i < n; i++) spare[counts[p][words[i] >> shift & (DIGITS - 1)]++] = words[i];
        uint64_t *moved = spare;
        spare = words;
        words = moved;
    }
    return words;
}

/* Pack the values that are there; sorts them by the upper bits of their keys. */
static void sort_words(Sorter *sorter, size_t n)
{
    size_t m = 0;
    uint64_t upper = ~(uint64_t)0 << sorter->index_bits;
    for (size_t i = 0; i < n; i++) {
        sorter->words[m] = (key_of(sorter->x[i]) & upper) | i;
        m += sorter->x[i] == sorter->x[i];
    }
    sorter->n = m;
    int bits = 64 - sorter->index_bits;
    uint64_t *sorted = radix(sorter->words, sorter->spare, m, sorter->index_bits, bits);
    if (sorted != sorter->words) sorter->spare = sorter->words;
    sorter->words = sorted;
}

/* A short run, nearly in order: insertion by value keeps equal ones by position. */
static void insert_run(Sorter *sorter, size_t start, size_t end)
{
    for (size_t i = start + 1; i < end; i++) {
        uint64_t word = sorter->words[i];
        double value = value_at(sorter, i);
        size_t j = i;
        for (; j > start && value_at(sorter, j - 1) > value; j--) sorter->words[j] = sorter->words[j - 1];
        sorter->words[j] = word;
    }
}

/* A long run: sort by the bits of the keys that were left out, which take the place of those that agree. */
static void radix_run(Sorter *sorter, size_t start, size_t end)
{
    int bits = sorter->index_bits;
    uint64_t *run = sorter->words + start;
    uint64_t lower = ((uint64_t)1 << bits) - 1;
    for (size_t i = start; i < end; i++) {
        uint32_t index = index_of(sorter, i);
        sorter->words[i] = (key_of(sorter->x[index]) & lower) << bits | index;
    }
    uint64_t *sorted = radix(run, sorter->spare, end - start, bits, bits);
    if (sorted != run) memcpy(run, sorted, (end - start) * sizeof *run);
}

/* The end of the run of words that agree in their upper bits, which is put in order. */
static inline size_t next_run(Sorter *sorter, size_t start)
{
    size_t end = start + 1;
    uint64_t upper = sorter->words[start] >> sorter->index_bits;
    while (end < sorter->n && sorter->words[end] >> sorter->index_bits == upper) end++;
    if (end == start + 1) return end;
    bool ordered = true;
    for (size_t i = start + 1; i < end && ordered; i++)
        ordered = value_at(sorter, i - 1) <= value_at(sorter, i);
    if (!ordered && end - start < SHORT_RUN)
        insert_run(sorter, start, end);
    else if (!ordered)
        radix_run(sorter, start, end);
    return end;
}

static myn_status make_sorter(const double *x, size_t n, myn_arena *scratch, Sorter *out)
{
    if (n > UINT32_MAX) return MYN_ERR_ARGUMENT;
    uint64_t *words = myn_arena_get(scratch, (n + 1) * sizeof *words); /* packing may write one beyond */
    uint64_t *spare = myn_arena_get(scratch, (n + 1) * sizeof *spare);
    if (!words || !spare) return MYN_ERR_MEMORY;
    int index_bits = 64 - KEY_BITS;
    while ((uint64_t)n >> index_bits) index_bits++;
    *out = (Sorter){x, words, spare, 0, index_bits};
    sort_words(out, n);
    return MYN_OK;
}

myn_status myn_order(const double *x, size_t n, uint32_t *order, size_t *present, myn_arena *scratch)
{
    Sorter sorter;
    *present = 0;
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_status status = make_sorter(x, n, scratch, &sorter);
    if (status == MYN_OK) {
        for (size_t start = 0; start < sorter.n;) start = next_run(&sorter, start);
        for (size_t i = 0; i < sorter.n; i++) order[i] = index_of(&sorter, i);
        for (size_t i = 0, at = sorter.n; at < n; i++)
            if (isnan(x[i])) order[at++] = (uint32_t)i;
        *present = sorter.n;
    }
    myn_arena_rewind(scratch, mark);
    return status;
}

/* The rank of the equal values at places [start, end) of N in ascending order. */
static double rank_of(size_t start, size_t end, size_t n, myn_ties ties, bool descending)
{
    size_t first = descending ? n - end + 1 : start + 1, last = descending ? n - start : end;
    if (ties == MYN_TIES_MIN) return (double)first;
    if (ties == MYN_TIES_MAX) return (double)last;
    return ((double)first + (double)last) / 2;
}

/* Rank the places [start, end), which are in order: equal values together. OUT may be the values themselves:
 * those of equal ones are read before they are written, and no others are written. */
static void rank_run(const Sorter *sorter, size_t start, size_t end, double *out, myn_ties ties,
                     bool descending)
{
    while (start < end) {
        double value = value_at(sorter, start);
        size_t after = start + 1;
        while (after < end && value_at(sorter, after) == value) after++;
        double rank = rank_of(start, after, sorter->n, ties, descending);
        for (; start < after; start++) out[index_of(sorter, start)] = rank;
    }
}

myn_status myn_rank(const double *in, double *out, size_t n, myn_ties ties, bool descending, size_t *present,
                    myn_arena *scratch)
{
    Sorter sorter;
    *present = 0;
    if (ties < MYN_TIES_MIN || ties > MYN_TIES_AVERAGE) return MYN_ERR_ARGUMENT;
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_status status = make_sorter(in, n, scratch, &sorter);
    if (status == MYN_OK) {
        for (size_t start = 0, end; start < sorter.n; start = end) {
            end = next_run(&sorter, start);
            rank_run(&sorter, start, end, out, ties, descending);
        }
        for (size_t i = 0; in != out && sorter.n < n && i < n; i++)
            if (isnan(in[i])) out[i] = in[i];
        *present = sorter.n;
    }
    myn_arena_rewind(scratch, mark);
    return status;
}

double myn_quantile(const double *sorted, size_t n, double p)
{
    if (n == 0 || !(p >= 0 && p <= 1)) return NAN;
    double h = (double)(n - 1) * p, below = floor(h), part = h - below;
    size_t i = (size_t)below;
    if (part == 0 || sorted[i] == sorted[i + 1]) return sorted[i];
    return (1 - part) * sorted[i] + part * sorted[i + 1];
}
