/* Differencing of a series, its regressors and the columns that stand for missing values. */
#include "forecast/arima.h"
#include <float.h>
#include <math.h>
#include <string.h>

#define GAPS_MOST \
    64 /* missing values with a column each; past that they are set to what neighbours suggest */

/* X (n) less itself LAG before, in place; n - LAG values are left. */
static size_t lag_difference(double *x, size_t n, size_t lag)
{
    for (size_t t = 0; t + lag < n; t++) x[t] = x[t + lag] - x[t];
    return n - lag;
}

static void difference(double *x, size_t n, const Differenced *d)
{
    for (size_t i = 0; i < d->D; i++) n = lag_difference(x, n, d->m);
    for (size_t i = 0; i < d->d; i++) n = lag_difference(x, n, 1);
}

size_t arima_fill(const double *y, size_t n, double *out)
{
    size_t gaps = 0;
    for (size_t t = 0; t < n; t++) {
        out[t] = y[t];
        if (!isnan(y[t])) continue;
        size_t after = t + 1;
        while (after < n && isnan(y[after])) after++;
        double before = t ? out[t - 1] : after < n ? y[after] : 0, next = after < n ? y[after] : before;
        out[t] = before + (next - before) / (double)(after - t + 1);
        gaps++;
    }
    return gaps;
}

/* The columns after the first, not differenced: pulses, drivers, the constant. They stand N apart. */
static void regressors(const ArimaSeries *s, const Differenced *d, double *at)
{
    for (size_t t = 0, gap = 0; t < s->n && gap < d->gaps; t++)
        if (isnan(s->y[t])) at[gap++ * s->n + t] = 1;
    for (size_t i = 0; i < d->drivers; i++)
        memcpy(at + (d->gaps + i) * s->n, s->driver + i * s->stride, s->n * sizeof *at);
    if (!d->may_have_constant) return;
    double *constant = at + (d->gaps + d->drivers) * s->n;
    for (size_t t = 0; t < s->n; t++) constant[t] = d->lost ? (double)(t + 1) : 1;
}

/* Sums of squares below what rounding of Y leaves are 0. */
static double rounding(const double *y, size_t n)
{
    double most = 0;
    for (size_t t = 0; t < n; t++) most = fmax(most, fabs(y[t]));
    most *= 8 * DBL_EPSILON;
    return (double)n * most * most + DBL_MIN;
}

myn_status arima_difference(const ArimaSeries *s, size_t d, size_t D, Differenced *out, myn_arena *arena)
{
    *out = (Differenced){.drivers = s->drivers, .d = d, .D = D, .m = s->m, .lost = d + D * s->m};
    out->may_have_constant = d + D < 2;
    if (s->n <= out->lost) return MYN_ERR_DATA;
    size_t n = s->n - out->lost;
    double *filled = myn_arena_zero(arena, s->n, sizeof *filled);
    if (!filled) return MYN_ERR_MEMORY;
    out->gaps = arima_fill(s->y, s->n, filled);
    if (out->gaps > ARIMA_GAPS_MOST) return MYN_ERR_DATA;
    size_t columns = 1 + out->gaps + out->drivers + out->may_have_constant;
    double *at = myn_arena_zero(arena, columns * s->n, sizeof *at);
    if (!at) return MYN_ERR_MEMORY;
    memcpy(at, filled, s->n * sizeof *at);
    regressors(s, out, at + s->n);
    for (size_t c = 0; c < columns; c++) {
        difference(at + c * s->n, s->n, out);
        memmove(at + c * n, at + c * s->n, n * sizeof *at);
    }
    out->columns = (Columns){at, n, columns};
    out->floor = rounding(filled, s->n);
    return MYN_OK;
}
