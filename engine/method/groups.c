/* Quantile groups and bands. */
#include "method/row.h"
#include <math.h>
#include <mynegai/order.h>
#include <string.h>

/* Ranks are whole or halves: with d = 2 r both rules are quotients of whole numbers. In doubles, several
 * areas at a time, they are still exact: a quotient a / b below a whole number k misses it by at least 1 / b,
 * which is more than its rounding while a + b < 2^53. */
FOR_EACH_MACHINE
static void groups_of(const double *rank, size_t n, double ranked, double groups, double add, uint8_t *out)
{
    double twice = 2 * ranked;
    EACH_BY_ITSELF
    for (size_t i = 0; i < n; i++) {
        double group = (groups * (2 * rank[i] - 2) + add) / twice + 1;
        group = group > groups ? groups : group;
        out[i] = (uint8_t)(int)(rank[i] >= 1 ? group : 0);
    }
}

/* ceil(a / b) = floor((a + b - 1) / b), so the rules differ in what is added: floor(groups (d - 2) / 2N) + 1
 * by FLOOR, floor((groups d + 2N - 1) / 2N) by CEIL. */
void myn_quantile_groups(const double *rank, size_t n, size_t ranked, int groups, myn_quantile_rule rule,
                         uint8_t *out)
{
    if (ranked == 0 || groups < 1) {
        memset(out, 0, n);
        return;
    }
    groups_of(rank, n, (double)ranked, groups, rule == MYN_QUANTILE_CEIL ? 2.0 * groups - 1 : 0, out);
}

/* By type 7 of M scores, least first in ORDER: (m - 1) p places above the least. */
static double cut_at(const double *x, const uint32_t *order, size_t m, double p)
{
    double place = (double)(m - 1) * p, whole = floor(place), low = x[order[(size_t)whole]];
    if (place == whole) return low;
    return low + (place - whole) * (x[order[(size_t)whole + 1]] - low);
}

/* The highest first are the lowest of the negated scores, ties at cut points included. */
myn_status myn_quantile_cuts(const double *x, size_t n, int groups, bool lowest_first, uint8_t *out,
                             myn_arena *scratch)
{
    double *y = myn_arena_get(scratch, (n + 1) * sizeof *y), cut[256];
    uint32_t *order = myn_arena_get(scratch, (n + 1) * sizeof *order);
    size_t present = 0;
    if (!y || !order) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++) y[i] = lowest_first ? x[i] : -x[i];
    myn_status status = myn_order(y, n, order, &present, scratch);
    if (status || groups < 1 || present == 0) {
        memset(out, 0, n);
        return status;
    }
    for (int k = 1; k < groups; k++) cut[k] = cut_at(y, order, present, (double)k / groups);
    for (size_t i = 0; i < n; i++) {
        int group = 1;
        while (group < groups && y[i] > cut[group]) group++;
        out[i] = isnan(y[i]) ? 0 : (uint8_t)group;
    }
    return MYN_OK;
}

void myn_bands(const double *x, size_t n, const double *below, size_t bands, bool closed_above, uint8_t *out)
{
    for (size_t i = 0; i < n; i++) {
        size_t band = 0;
        while (band + 1 < bands && !(x[i] < below[band] || (closed_above && x[i] == below[band]))) band++;
        out[i] = isnan(x[i]) || bands == 0 ? 0 : (uint8_t)(band + 1);
    }
}
