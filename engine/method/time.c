/* Values from an area's own other periods. */
#include <math.h>
#include <mynegai/method.h>

double myn_carry(const double *value, const int32_t *mid, size_t at, int32_t window_days, size_t *from)
{
    for (size_t p = at; p-- > 0;) {
        if ((int64_t)mid[at] - mid[p] > window_days) break;
        if (isnan(value[p])) continue;
        *from = p;
        return value[p];
    }
    return NAN;
}

double myn_interpolate(const double *value, const int32_t *mid, size_t periods, size_t at)
{
    size_t before = at, after = at + 1;
    if (!isnan(value[at])) return value[at];
    while (before > 0 && isnan(value[before])) before--;
    while (after < periods && isnan(value[after])) after++;
    if (isnan(value[before]) || after >= periods || mid[after] <= mid[before]) return NAN;
    double share = ((double)mid[at] - mid[before]) / ((double)mid[after] - mid[before]);
    return value[before] + share * (value[after] - value[before]);
}
