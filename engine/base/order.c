/* Sorting by a radix of packed keys.
 *
 * A double becomes a whole number that sorts as it does. Of its distance from the least one the 32 leading
 * bits are kept (leading in this series: no bit is spent on what all values share) and packed with the
 * value's position into one 64-bit word, so that a pass moves 8 bytes and needs no second array. Words are
 * sorted by the upper half only, keeping their order, in four passes of 8 bits: with more, the places that a
 * pass writes to outgrow the first cache. Values that agree there stand in one run, by position; a run out of
 * order is sorted once more, by the bits that were left out. Nothing takes more than O(n) but merging, of
 * less than 128 words. */
#include <math.h>
#include <mynegai/order.h>
#include <string.h>

#define KEY_BITS   32
#define DIGIT_BITS 8
#define DIGITS     (1u << DIGIT_BITS)
#define PASSES     4
#define INSERTION  40 /* words below which insertion, and below which merging, is quicker than counting */
#define MERGING    128

typedef struct {
    const double *x;
    uint64_t *words, *spare; /* the words, and a second place for them */
    size_t n;                /* values that are not missing */
    uint64_t least;          /* of the keys */
    int shift;               /* low bits of the distance that are left out of a word */
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

static inline uint32_t index_at(const Sorter *sorter, size_t i)
{
    return (uint32_t)sorter->words[i];
}

static inline double value_at(const Sorter *sorter, size_t i)
{
    return sorter->x[index_at(sorter, i)];
}

/* Words are all different, the position being part of them: a plain sort of whole words keeps the order of
 * keys. */
static void insertion_sort(uint64_t *words, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        uint64_t word = words[i];
        size_t j = i;
        for (; j > 0 && words[j - 1] > word; j--) words[j] = words[j - 1];
        words[j] = word;
    }
}

/* Merge the sorted FROM[0, half) and FROM[half, n) into TO. */
static void merge(const uint64_t *from, size_t half, size_t n, uint64_t *to)
{
    size_t a = 0, b = half;
    for (size_t i = 0; i < n; i++) {
        bool left = b == n || (a < half && from[a] < from[b]);
        to[i] = left ? from[a] : from[b];
        a += left;
        b += !left;
    }
}

/* For few words: no counting of digits, and the result may end in either of the two arrays. */
static uint64_t *merge_sort(uint64_t *words, uint64_t *spare, size_t n)
{
    for (size_t i = 0; i < n; i += INSERTION)
        insertion_sort(words + i, n - i < INSERTION ? n - i : INSERTION);
    for (size_t width = INSERTION; width < n; width *= 2) {
        for (size_t i = 0; i < n; i += 2 * width) {
            size_t size = n - i < 2 * width ? n - i : 2 * width;
            merge(words + i, width < size ? width : size, size, spare + i);
        }
        uint64_t *moved = spare;
        spare = words;
        words = moved;
    }
    return words;
}

static inline unsigned digit(uint64_t word, int pass)
{
    return (unsigned)(word >> (KEY_BITS + pass * DIGIT_BITS)) & (DIGITS - 1);
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

/* One reading counts all digits; a pass whose digit is the same everywhere is left out, as with ranks or
 * small whole numbers. */
static uint64_t *radix_sort(uint64_t *words, uint64_t *spare, size_t n)
{
    uint32_t counts[PASSES][DIGITS];
    memset(counts, 0, sizeof counts);
    for (size_t i = 0; i < n; i++) {
        uint64_t word = words[i];
        counts[0][digit(word, 0)]++;
        counts[1][digit(word, 1)]++;
        counts[2][digit(word, 2)]++;
        counts[3][digit(word, 3)]++;
    }
    for (int pass = 0; pass < PASSES; pass++) {
        if (to_places(counts[pass], n)) continue;
        for (size_t i = 0; i < n; i++) spare[counts[pass][digit(words[i], pass)]++] = words[i];
        uint64_t *moved = spare;
        spare = words;
        words = moved;
    }
    return words;
}

/* Sort N words by their upper half. The result is in WORDS or in SPARE: returns which. */
static uint64_t *sort_words(uint64_t *words, uint64_t *spare, size_t n)
{
    if (n >= MERGING) return radix_sort(words, spare, n);
    return merge_sort(words, spare, n);
}

/* The least key, and how many bits the distance to the greatest has: what all share need not be sorted. */
static void survey(Sorter *sorter, size_t n)
{
    uint64_t least = UINT64_MAX, greatest = 0;
    size_t there = 0;
    for (size_t i = 0; i < n; i++) {
        bool missing = sorter->x[i] != sorter->x[i];
        uint64_t key = key_of(sorter->x[i]), high = missing ? 0 : key, low = missing ? UINT64_MAX : key;
        least = low < least ? low : least;
        greatest = high > greatest ? high : greatest;
        there += !missing;
    }
    sorter->n = there;
    sorter->least = least;
    uint64_t width = there ? greatest - least : 0;
    sorter->shift = width >> KEY_BITS ? KEY_BITS - __builtin_clzll(width) : 0;
}

static inline uint64_t packed(const Sorter *sorter, size_t i)
{
    return (key_of(sorter->x[i]) - sorter->least) >> sorter->shift << KEY_BITS | i;
}

/* Pack the values that are there, branch-free: a missing one's word is written over by the next. */
static void pack(Sorter *sorter, size_t n)
{
    uint64_t *words = sorter->words;
    if (sorter->n == n) {
        for (size_t i = 0; i < n; i++) words[i] = packed(sorter, i);
        return;
    }
    for (size_t i = 0, m = 0; i < n; i++) {
        words[m] = packed(sorter, i);
        m += sorter->x[i] == sorter->x[i];
    }
}

/* Put a run of words whose keys agree so far in order by the bits that were left out, packed in their stead.
 */
static void sort_run(Sorter *sorter, size_t start, size_t end)
{
    uint64_t *run = sorter->words + start, left_out = ((uint64_t)1 << sorter->shift) - 1;
    size_t n = end - start;
    for (size_t i = 0; i < n; i++) {
        uint32_t index = (uint32_t)run[i];
        run[i] = ((key_of(sorter->x[index]) - sorter->least) & left_out) << KEY_BITS | index;
    }
    uint64_t *sorted = sort_words(run, sorter->spare, n);
    if (sorted != run) memcpy(run, sorted, n * sizeof *run);
}

/* The end of the run of words that agree in their upper half, which is put in order. */
static inline size_t next_run(Sorter *sorter, size_t start)
{
    size_t end = start + 1;
    uint64_t key = sorter->words[start] >> KEY_BITS;
    while (end < sorter->n && sorter->words[end] >> KEY_BITS == key) end++;
    if (end == start + 1 || sorter->shift == 0) return end;
    bool ordered = true;
    for (size_t i = start + 1; i < end && ordered; i++)
        ordered = value_at(sorter, i - 1) <= value_at(sorter, i);
    if (!ordered) sort_run(sorter, start, end);
    return end;
}

static myn_status make_sorter(const double *x, size_t n, myn_arena *scratch, Sorter *out)
{
    if (n > UINT32_MAX) return MYN_ERR_ARGUMENT;
    uint64_t *words = myn_arena_get(scratch, (n + 1) * sizeof *words); /* packing may write one beyond */
    uint64_t *spare = myn_arena_get(scratch, (n + 1) * sizeof *spare);
    if (!words || !spare) return MYN_ERR_MEMORY;
    *out = (Sorter){.x = x, .words = words, .spare = spare};
    survey(out, n);
    pack(out, n);
    out->words = sort_words(words, spare, out->n);
    out->spare = out->words == words ? spare : words;
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
        for (size_t i = 0; i < sorter.n; i++) order[i] = index_at(&sorter, i);
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
        for (; start < after; start++) out[index_at(sorter, start)] = rank;
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
