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

double myn_carry_back(const double *value, const int32_t *mid, size_t periods, size_t at, int32_t window_days,
                      size_t *from)
{
    for (size_t p = at + 1; p < periods; p++) {
        if ((int64_t)mid[p] - mid[at] > window_days) break;
        if (isnan(value[p])) continue;
        *from = p;
        return value[p];
    }
    return NAN;
}

double myn_nearest(const double *value, const int32_t *mid, size_t periods, size_t at, int32_t window_days,
                   size_t *from)
{
    size_t earlier = at, later = at;
    double before = myn_carry(value, mid, at, window_days, &earlier);
    double after = myn_carry_back(value, mid, periods, at, window_days, &later);
    bool back = isnan(before) || (int64_t)mid[later] - mid[at] < (int64_t)mid[at] - mid[earlier];
    bool take_after = !isnan(after) && back;
    if (!isnan(before) || take_after) *from = take_after ? later : earlier;
    return take_after ? after : before;
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
