/* Quantile groups and bands. */
#include "method/row.h"
#include <math.h>
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

void myn_bands(const double *x, size_t n, const double *below, size_t bands, bool closed_above, uint8_t *out)
{
    for (size_t i = 0; i < n; i++) {
        size_t band = 0;
        while (band + 1 < bands && !(x[i] < below[band] || (closed_above && x[i] == below[band]))) band++;
        out[i] = isnan(x[i]) || bands == 0 ? 0 : (uint8_t)(band + 1);
    }
}
