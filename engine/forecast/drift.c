/* The straight line through the first and the last value: a random walk with drift. */
#include "forecast/catalogue.h"
#include "forecast/frame.h"
#include <math.h>
#include <string.h>

/* Variance of one step around the drift B, with the drift estimated: steps - 1 degrees of freedom. */
static double step_variance(const double *y, size_t n, double b)
{
    double sum = 0, count = 0;
    for (size_t t = 1, last = 0; t < n; t++) {
        if (isnan(y[t])) continue;
        double steps = (double)(t - last), error = y[t] - y[last] - b * steps;
        sum += error * error / steps;
        count++;
        last = t;
    }
    return count > 1 ? sum / (count - 1) : NAN;
}

static myn_status core(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                       myn_arena *scratch)
{
    (void)scratch;
    const double *y = series->y;
    size_t n = series->n;
    double steps = (double)(n - 1), b = (y[n - 1] - y[0]) / steps;
    strcpy(out->model, "drift");
    forecast_parameter(out, "b", b);
    out->sigma2 = step_variance(y, n, b);
    if (isnan(out->sigma2)) out->flags |= MYN_FLAG_NO_INTERVAL;
    for (size_t h = 0; h < outlook->horizon; h++) {
        double ahead = (double)(h + 1);
        out->mean[h] = y[n - 1] + ahead * b;
        forecast_interval(outlook, out, h, sqrt(out->sigma2 * ahead * (1 + ahead / steps)));
    }
    for (size_t t = 1, last = 0; out->fitted && t < n; t++) {
        out->fitted[t] = y[last] + b * (double)(t - last);
        if (!isnan(y[t])) last = t;
    }
    return MYN_OK;
}

static myn_status forecast(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                           myn_arena *scratch)
{
    return forecast_framed(core, series, outlook, out, scratch);
}

const myn_forecaster myn_forecaster_drift = {
    .name = "drift",
    .summary = "the line through the first and the last value goes on",
    .formula = "y[n+h] = y[n] + h b, b = (y[n] - y[1]) / (n - 1); variance h (1 + h / (n - 1)) s2, "
               "s2 = sum (y[t] - y[t-1] - b)^2 / (n - 2)",
    .reference = "Hyndman and Athanasopoulos (2021) Forecasting: Principles and Practice, 3rd ed., 5.2, 5.5, "
                 "https://otexts.com/fpp3",
    .least = 2,
    .forecast = forecast,
};
