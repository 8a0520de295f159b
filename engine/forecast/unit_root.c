/* Tests of stationarity. */
#include "forecast/unit_root.h"
#include "forecast/stl.h"
#include <math.h>
#include <string.h>

#define EQUAL  1.5e-8
#define WINDOW 11

double kpss_level(const double *y, size_t n)
{
    size_t lags = (size_t)(3 * sqrt((double)n) / 13);
    double mean = 0, walk = 0, walked = 0, spread = 0;
    for (size_t t = 0; t < n; t++) mean += (y[t] - y[0]) / (double)n;
    mean += y[0];
    for (size_t t = 0; t < n; t++) {
        walk += y[t] - mean;
        walked += walk * walk;
        spread += (y[t] - mean) * (y[t] - mean);
    }
    for (size_t k = 1; k <= lags && k < n; k++) {
        double product = 0;
        for (size_t t = k; t < n; t++) product += (y[t] - mean) * (y[t - k] - mean);
        spread += 2 * (1 - (double)k / (double)(lags + 1)) * product;
    }
    return walked / ((double)n * spread);
}

bool all_equal(const double *y, size_t n)
{
    double off = 0;
    for (size_t t = 0; t < n; t++) off += fabs(y[t] - y[0]) / (double)n;
    return off <= (fabs(y[0]) > EQUAL ? EQUAL * fabs(y[0]) : EQUAL * EQUAL);
}

myn_status first_differences(const double *y, size_t n, size_t *d, myn_arena *scratch)
{
    myn_arena_mark mark = myn_arena_here(scratch);
    double *x = myn_arena_zero(scratch, n, sizeof *x);
    if (!x) return MYN_ERR_MEMORY;
    memcpy(x, y, n * sizeof *x);
    for (*d = 0; *d < 2 && n > 1 && !all_equal(x, n) && kpss_level(x, n) > KPSS_5_PERCENT; ++*d) {
        for (size_t t = 0; t + 1 < n; t++) x[t] = x[t + 1] - x[t];
        n--;
    }
    myn_arena_rewind(scratch, mark);
    return MYN_OK;
}

static double variance(const double *x, size_t n)
{
    double mean = 0, sum = 0;
    for (size_t t = 0; t < n; t++) mean += x[t] / (double)n;
    for (size_t t = 0; t < n; t++) sum += (x[t] - mean) * (x[t] - mean);
    return sum / ((double)n - 1);
}

myn_status seasonal_strength(const double *y, size_t n, size_t m, double *out, myn_arena *scratch)
{
    Stl parts;
    myn_arena_mark mark = myn_arena_here(scratch);
    *out = 0;
    if (m < 2 || n <= 2 * m) return MYN_OK;
    double *left = myn_arena_zero(scratch, n, sizeof *left);
    myn_status status = left ? stl(y, n, m, WINDOW, &parts, scratch) : MYN_ERR_MEMORY;
    if (!status) {
        for (size_t t = 0; t < n; t++) left[t] = y[t] - parts.trend[t] - parts.seasonal[t];
        double rest = variance(left, n);
        for (size_t t = 0; t < n; t++) left[t] += parts.seasonal[t];
        double both = variance(left, n);
        *out = both > 0 ? fmax(0, fmin(1, 1 - rest / both)) : 0;
    }
    myn_arena_rewind(scratch, mark);
    return status;
}
