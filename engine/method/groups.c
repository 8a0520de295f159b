/* Quantile groups and bands. */
#include <math.h>
#include <mynegai/method.h>

/* Ranks are whole or halves: with d = 2 r both rules are quotients of whole numbers, so that no rounding
 * moves an area over a limit. */
static uint8_t group_of(double rank, uint64_t ranked, uint64_t groups, myn_quantile_rule rule)
{
    uint64_t twice = (uint64_t)llround(2 * rank);
    uint64_t group = rule == MYN_QUANTILE_CEIL ? (groups * twice + 2 * ranked - 1) / (2 * ranked)
                                               : groups * (twice - 2) / (2 * ranked) + 1;
    return (uint8_t)(group < 1 ? 1 : group > groups ? groups : group);
}

void myn_quantile_groups(const double *rank, size_t n, size_t ranked, int groups, myn_quantile_rule rule,
                         uint8_t *out)
{
    for (size_t i = 0; i < n; i++) {
        bool none = !(rank[i] >= 1) || ranked == 0 || groups < 1;
        out[i] = none ? 0 : group_of(rank[i], ranked, (uint64_t)groups, rule);
    }
}

void myn_bands(const double *x, size_t n, const double *below, size_t bands, bool closed_above, uint8_t *out)
{
    for (size_t i = 0; i < n; i++) {
        size_t band = 0;
        while (band + 1 < bands && !(x[i] < below[band] || (closed_above && x[i] == below[band]))) band++;
        out[i] = isnan(x[i]) || bands == 0 ? 0 : (uint8_t)(band + 1);
    }
}
