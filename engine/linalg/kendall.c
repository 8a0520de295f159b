/* Knight's way: take the areas by x, and count the exchanges of neighbours that sorting them by y takes;
 * those are the discordant pairs. Each indicator is sorted once, as whole numbers, for all its pairs. */
#include "linalg/kendall.h"
#include <math.h>
#include <mynegai/order.h>
#include <string.h>

myn_status myn_ranked_new(const double *x, size_t n, Ranked *out, myn_arena *scratch)
{
    *out = (Ranked){myn_arena_get(scratch, (n + 1) * sizeof(uint32_t)),
                    myn_arena_get(scratch, (n + 1) * sizeof(uint32_t)), 0};
    if (!out->order || !out->rank) return MYN_ERR_MEMORY;
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_status status = myn_order(x, n, out->order, &out->present, scratch);
    myn_arena_rewind(scratch, mark);
    if (status) return status;
    uint32_t rank = 0;
    for (size_t i = 0; i < n; i++) {
        bool there = i < out->present;
        if (there && i > 0) rank += x[out->order[i]] != x[out->order[i - 1]];
        out->rank[out->order[i]] = there ? rank : NO_RANK;
    }
    return MYN_OK;
}

/* Runs of equal values: sums over them of t(t-1)/2, t(t-1)(t-2), t(t-1)(2t+5). */
typedef struct {
    double pairs, triples, spread;
} Ties;

static void add_run(Ties *ties, double t)
{
    ties->pairs += t * (t - 1) / 2;
    ties->triples += t * (t - 1) * (t - 2);
    ties->spread += t * (t - 1) * (2 * t + 5);
}

static size_t run_end(const uint32_t *x, size_t from, size_t n)
{
    size_t to = from + 1;
    while (to < n && x[to] == x[from]) to++;
    return to;
}

static void add_ties(Ties *ties, const uint32_t *sorted, size_t n)
{
    for (size_t from = 0, to; from < n; from = to) {
        to = run_end(sorted, from, n);
        if (to - from > 1) add_run(ties, (double)(to - from));
    }
}

/* Merge the sorted halves [0, HALF) and [HALF, n) of X by way of ROOM; how many values of the first each of
 * the second overtakes. Which half is next cannot be foretold: numbers, not branches. */
static uint64_t merge(uint32_t *x, uint32_t *room, size_t half, size_t n)
{
    uint64_t exchanges = 0;
    size_t i = 0, j = half, k = 0;
    if (x[half - 1] <= x[half]) return 0;
    while (i < half && j < n) {
        uint32_t a = x[i], b = x[j];
        uint32_t second = b < a, all = 0 - second;
        room[k++] = a ^ ((a ^ b) & all);
        exchanges += (half - i) & (0 - (uint64_t)second);
        j += second;
        i += 1 - second;
    }
    memcpy(room + k, x + i, (half - i) * sizeof *x);
    memcpy(x, room, (k + half - i) * sizeof *x);
    return exchanges;
}

/* Sort X from the bottom up; the exchanges of neighbours that it takes. */
static uint64_t sort_counting(uint32_t *x, uint32_t *room, size_t n)
{
    uint64_t exchanges = 0;
    for (size_t half = 1; half < n; half *= 2)
        for (size_t from = 0; from + half < n; from += 2 * half)
            exchanges += merge(x + from, room, half, n - from < 2 * half ? n - from : 2 * half);
    return exchanges;
}

/* Ranks of both by the order of X, where both are there. */
static size_t by_first(const Ranked *x, const Ranked *y, uint32_t *first, uint32_t *second)
{
    size_t n = 0;
    for (size_t i = 0; i < x->present; i++) {
        uint32_t area = x->order[i];
        first[n] = x->rank[area];
        second[n] = y->rank[area];
        n += second[n] != NO_RANK;
    }
    return n;
}

/* P(|S| >= |s|) by the normal distribution, N areas with ties. */
static double normal_tail(double s, double n, Ties x, Ties y)
{
    if (n < 3) return NAN;
    double all = n * (n - 1) * (2 * n + 5), variance = (all - x.spread - y.spread) / 18;
    variance += 4 * x.pairs * y.pairs / (2 * n * (n - 1));
    variance += x.triples * y.triples / (9 * n * (n - 1) * (n - 2));
    return variance > 0 ? erfc(fabs(s) / sqrt(2 * variance)) : NAN;
}

Kendall myn_kendall(const Ranked *x, const Ranked *y, uint32_t *room)
{
    Ties of_x = {0, 0, 0}, of_y = {0, 0, 0}, of_both = {0, 0, 0};
    uint32_t *first = room, *second = room + x->present;
    room = second + x->present;
    size_t n = by_first(x, y, first, second);
    for (size_t from = 0, to; from < n; from = to) { /* within equal x, y in order: no exchange is counted */
        to = run_end(first, from, n);
        if (to - from < 2) continue;
        add_run(&of_x, (double)(to - from));
        (void)sort_counting(second + from, room, to - from);
        add_ties(&of_both, second + from, to - from);
    }
    double discordant = (double)sort_counting(second, room, n);
    add_ties(&of_y, second, n);
    double all = (double)n * ((double)n - 1) / 2, x_pairs = all - of_x.pairs, y_pairs = all - of_y.pairs;
    double s = all - of_x.pairs - of_y.pairs + of_both.pairs - 2 * discordant;
    double tau = s / (x_pairs == y_pairs ? x_pairs : sqrt(x_pairs) * sqrt(y_pairs));
    if (!isfinite(tau)) return (Kendall){NAN, NAN, n};
    return (Kendall){tau, normal_tail(s, (double)n, of_x, of_y), n};
}
