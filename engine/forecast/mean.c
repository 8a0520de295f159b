/* The mean of all values. */
#include "forecast/catalogue.h"
#include "forecast/frame.h"
#include <math.h>
#include <mynegai/sum.h>
#include <string.h>

static myn_status core(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                       myn_arena *scratch)
{
    (void)scratch;
    myn_sum sum = myn_sum_of(series->y, NULL, series->n);
    double count = (double)sum.n, mean = sum.total / count;
    strcpy(out->model, "mean");
    forecast_parameter(out, "mean", mean);
    out->sigma2 = myn_sum_power(series->y, NULL, series->n, mean, 2).total / (count - 1);
    for (size_t h = 0; h < outlook->horizon; h++) {
        out->mean[h] = mean;
        forecast_interval(outlook, out, h, sqrt(out->sigma2 * (1 + 1 / count)));
    }
    double seen = 0, total = 0;
    for (size_t t = 0; out->fitted && t < series->n; t++) {
        out->fitted[t] = seen > 0 ? total / seen : NAN;
        if (isnan(series->y[t])) continue;
        total += series->y[t];
        seen++;
    }
    return MYN_OK;
}

static myn_status forecast(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                           myn_arena *scratch)
{
    return forecast_framed(core, series, outlook, out, scratch);
}

const myn_forecaster myn_forecaster_mean = {
    .name = "mean",
    .summary = "the mean of all values",
    .formula = "y[n+h] = m, m = sum y / n; variance (1 + 1/n) s2, s2 = sum (y - m)^2 / (n - 1)",
    .reference = "Hyndman and Athanasopoulos (2021) Forecasting: Principles and Practice, 3rd ed., 5.2, 5.5, "
                 "https://otexts.com/fpp3",
    .least = 1,
    .forecast = forecast,
};
