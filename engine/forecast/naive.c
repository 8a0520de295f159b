/* The last value goes on: a random walk. */
#include "forecast/catalogue.h"
#include "forecast/frame.h"
#include <math.h>
#include <string.h>

/* Over a gap of k steps the change has k times the variance of one step. */
static double step_variance(const double *y, size_t n)
{
    double sum = 0, count = 0;
    for (size_t t = 1, last = 0; t < n; t++) {
        if (isnan(y[t])) continue;
        sum += (y[t] - y[last]) * (y[t] - y[last]) / (double)(t - last);
        count++;
        last = t;
    }
    return count > 0 ? sum / count : NAN;
}

static myn_status core(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                       myn_arena *scratch)
{
    (void)scratch;
    const double *y = series->y;
    size_t n = series->n;
    strcpy(out->model, "naive");
    out->sigma2 = step_variance(y, n);
    for (size_t h = 0; h < outlook->horizon; h++) {
        out->mean[h] = y[n - 1];
        forecast_interval(outlook, out, h, sqrt(out->sigma2 * (double)(h + 1)));
    }
    double last = NAN;
    for (size_t t = 0; out->fitted && t < n; t++) {
        out->fitted[t] = last;
        if (!isnan(y[t])) last = y[t];
    }
    return MYN_OK;
}

static myn_status forecast(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                           myn_arena *scratch)
{
    return forecast_framed(core, series, outlook, out, scratch);
}

const myn_forecaster myn_forecaster_naive = {
    .name = "naive",
    .summary = "the last value goes on",
    .formula =
        "y[n+h] = y[n]; variance h s2, s2 the mean of (y[t] - y[t-1])^2; a change over a gap of k steps "
        "counts as (change)^2 / k",
    .reference = "Hyndman and Athanasopoulos (2021) Forecasting: Principles and Practice, 3rd ed., 5.2, 5.5, "
                 "https://otexts.com/fpp3",
    .least = 1,
    .forecast = forecast,
};
