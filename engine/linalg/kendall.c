/* Knight's way: sort by x, then count the exchanges that sorting by y would take; those are the discordant
 * pairs. */
#include "linalg/kendall.h"
#include "linalg/moments.h"
#include <math.h>
#include <mynegai/order.h>
#include <string.h>

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

/* Of X in order; with Y not NULL, of equal pairs. */
static Ties ties_of(const double *x, const double *y, size_t n)
{
    Ties ties = {0, 0, 0};
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && x[to] == x[from] && (!y || y[to] == y[from]);) to++;
        add_run(&ties, (double)(to - from));
    }
    return ties;
}

/* Merge the sorted halves of X [0, HALF) and [HALF, n); how many values of the second go before one of the
 * first, counted for each. */
static double merge(double *x, double *room, size_t half, size_t n)
{
    double exchanges = 0;
    size_t i = 0, j = half, k = 0;
    while (i < half && j < n) {
        if (x[j] < x[i]) {
            exchanges += (double)(half - i);
            room[k++] = x[j++];
        } else {
            room[k++] = x[i++];
        }
    }
    memcpy(room + k, x + i, (half - i) * sizeof *x);
    memcpy(x, room, (k + half - i) * sizeof *x);
    return exchanges;
}

/* Sort Y from the bottom up; the exchanges of neighbours that it takes. */
static double sort_counting(double *y, double *room, size_t n)
{
    double exchanges = 0;
    for (size_t half = 1; half < n; half *= 2)
        for (size_t from = 0; from + half < n; from += 2 * half) {
            size_t size = n - from < 2 * half ? n - from : 2 * half;
            exchanges += merge(y + from, room, half, size);
        }
    return exchanges;
}

/* X and Y by the order of BY. */
static myn_status sort_pairs(const double *by, double *pair[2], size_t n, double *room, myn_arena *scratch)
{
    size_t present;
    uint32_t *order = myn_arena_get(scratch, (n + 1) * sizeof *order);
    if (!order) return MYN_ERR_MEMORY;
    myn_status status = myn_order(by, n, order, &present, scratch);
    for (int k = 0; k < 2 && !status; k++) {
        for (size_t i = 0; i < n; i++) room[i] = pair[k][order[i]];
        memcpy(pair[k], room, n * sizeof *room);
    }
    return status;
}

static double normal_tail(double s, double n, Ties x, Ties y)
{
    if (n < 3) return NAN;
    double all = n * (n - 1) * (2 * n + 5), variance = (all - x.spread - y.spread) / 18;
    variance += 4 * x.pairs * y.pairs / (2 * n * (n - 1));
    variance += x.triples * y.triples / (9 * n * (n - 1) * (n - 2));
    return variance > 0 ? erfc(fabs(s) / sqrt(2 * variance)) : NAN;
}

myn_status myn_kendall(const double *x, const double *y, size_t n, Kendall *out, myn_arena *scratch)
{
    double *pair[2] = {myn_arena_get(scratch, (n + 1) * sizeof(double)),
                       myn_arena_get(scratch, (n + 1) * sizeof(double))};
    double *room = myn_arena_get(scratch, (n + 1) * sizeof *room);
    if (!pair[0] || !pair[1] || !room) return MYN_ERR_MEMORY;
    size_t both = myn_gather(x, y, n, pair[0], pair[1]);
    myn_status status = sort_pairs(pair[1], pair, both, room, scratch);
    Ties of_y = ties_of(pair[1], NULL, both);
    if (!status) status = sort_pairs(pair[0], pair, both, room, scratch); /* stable: y in order within x */
    Ties of_x = ties_of(pair[0], NULL, both), of_both = ties_of(pair[0], pair[1], both);
    double all = (double)both * ((double)both - 1) / 2;
    double s = all - of_x.pairs - of_y.pairs + of_both.pairs - 2 * sort_counting(pair[1], room, both);
    double x_pairs = all - of_x.pairs, y_pairs = all - of_y.pairs;
    double tau = s / (x_pairs == y_pairs ? x_pairs : sqrt(x_pairs) * sqrt(y_pairs));
    *out = (Kendall){isfinite(tau) ? tau : NAN, NAN, both};
    if (isfinite(tau)) out->p = normal_tail(s, (double)both, of_x, of_y);
    return status;
}
