#include "forecast/season.h"
#include "forecast/frame.h"
#include <math.h>
#include <mynegai/sum.h>
#include <string.h>

#define CRITICAL    1.645 /* 90 %, two-sided, as in M4 */
#define LEAST_RATIO 1e-4

/* Autocovariance at LAG around MEAN; 0 is the scale. */
static double covariance(const double *y, size_t n, size_t lag, double mean)
{
    double sum = 0;
    for (size_t t = lag; t < n; t++) {
        double product = (y[t] - mean) * (y[t - lag] - mean);
        if (!isnan(product)) sum += product;
    }
    return sum;
}

bool season_found(const double *y, size_t n, unsigned m)
{
    if (m < 2 || n / 3 < m) return false;
    myn_sum sum = myn_sum_of(y, NULL, n);
    double mean = sum.total / (double)sum.n, scale = covariance(y, n, 0, mean), squares = 0;
    for (size_t k = 1; k < m; k++) {
        double r = covariance(y, n, k, mean) / scale;
        squares += r * r;
    }
    double limit = CRITICAL * sqrt((1 + 2 * squares) / (double)sum.n);
    return fabs(covariance(y, n, m, mean) / scale) > limit; /* false where the scale is 0 */
}

/* Y with straight lines through its gaps. */
static void bridge(const double *y, size_t n, double *out)
{
    memcpy(out, y, n * sizeof *y);
    for (size_t t = 1, last = 0; t < n; t++) {
        if (isnan(y[t])) continue;
        for (size_t k = last + 1; k < t; k++)
            out[k] = y[last] + (y[t] - y[last]) * (double)(k - last) / (double)(t - last);
        last = t;
    }
}

/* The centred moving average at T, m / 2 <= t < n - m / 2. */
static double trend_at(const double *y, size_t t, unsigned m)
{
    size_t half = m / 2;
    double sum = 0;
    for (size_t k = t - half; k <= t + half; k++) sum += y[k];
    if (m % 2 == 0) sum -= 0.5 * y[t - half] + 0.5 * y[t + half];
    return sum / m;
}

/* The average ratio (difference) by season, scaled; false where a season has none or is nearly 0. */
static bool figure_of(const double *y, const double *bridged, size_t n, const Season *season, double *figure)
{
    unsigned m = season->m;
    bool times = season->form == SEASON_MULTIPLICATIVE;
    double mean = 0;
    for (unsigned s = 0; s < m; s++) {
        double sum = 0, count = 0;
        for (size_t t = s; t + m / 2 < n; t += m) {
            if (t < m / 2 || isnan(y[t])) continue;
            double trend = trend_at(bridged, t, m);
            sum += times ? y[t] / trend : y[t] - trend;
            count++;
        }
        if (count == 0) return false;
        figure[s] = sum / count;
        mean += figure[s] / m;
    }
    for (unsigned s = 0; s < m; s++) {
        figure[s] = times ? figure[s] / mean : figure[s] - mean;
        if (times && !(figure[s] >= LEAST_RATIO)) return false;
    }
    return true;
}

static bool all_positive(const double *y, size_t n)
{
    double least, greatest;
    myn_range_of(y, n, &least, &greatest);
    return least > 0;
}

myn_status season_remove(const myn_series *series, Season *out, myn_arena *scratch)
{
    const double *y = series->y;
    size_t n = series->n;
    unsigned m = series->frequency;
    *out = (Season){.form = SEASON_NONE, .m = m, .left = y};
    if (!season_found(y, n, m)) return MYN_OK;
    double *left = myn_arena_get(scratch, n * sizeof *left),
           *figure = myn_arena_get(scratch, m * sizeof *figure);
    if (!left || !figure) return MYN_ERR_MEMORY;
    out->form = all_positive(y, n) ? SEASON_MULTIPLICATIVE : SEASON_ADDITIVE;
    bridge(y, n, left);
    if (!figure_of(y, left, n, out, figure)) {
        out->form = SEASON_NONE;
        return MYN_OK;
    }
    bool times = out->form == SEASON_MULTIPLICATIVE;
    for (size_t t = 0; t < n; t++) left[t] = times ? y[t] / figure[t % m] : y[t] - figure[t % m];
    out->left = left;
    out->figure = figure;
    return MYN_OK;
}

/* Put the seasons into X (count), whose first value stands at FIRST in the series. */
static void restore(const Season *season, double *x, size_t count, size_t first)
{
    for (size_t i = 0; x && i < count; i++) {
        double figure = season->figure[(first + i) % season->m];
        x[i] = season->form == SEASON_MULTIPLICATIVE ? x[i] * figure : x[i] + figure;
    }
}

void season_restore(const Season *season, size_t n, const myn_outlook *outlook, myn_forecast *out)
{
    if (season->form == SEASON_NONE) return;
    size_t horizon = outlook->horizon;
    restore(season, out->mean, horizon, n);
    for (size_t l = 0; l < outlook->levels; l++) {
        if (out->lower) restore(season, out->lower + l * horizon, horizon, n);
        if (out->upper) restore(season, out->upper + l * horizon, horizon, n);
    }
    restore(season, out->fitted, n, 0);
}

/* For numbers beyond 2^+-300 the seasons are left in: the products of the test would overflow. */
static bool squares_fit(const myn_series *series)
{
    double least, greatest;
    myn_range_of(series->y, series->n, &least, &greatest);
    double size = fmax(fabs(least), fabs(greatest));
    return size < 0x1p300 && size > 0x1p-300;
}

myn_status season_forecast(const myn_forecaster *method, const myn_series *series, const myn_outlook *outlook,
                           myn_forecast *out, myn_arena *scratch)
{
    if (method->seasonal || series->frequency < 2 || !squares_fit(series))
        return method->forecast(series, outlook, out, scratch);
    myn_arena_mark mark = myn_arena_here(scratch);
    Season season;
    myn_status status = season_remove(series, &season, scratch);
    myn_series left = *series;
    left.y = season.left;
    if (!status) status = method->forecast(&left, outlook, out, scratch);
    if (!status) season_restore(&season, series->n, outlook, out);
    myn_arena_rewind(scratch, mark);
    return status;
}
