/* Each season as it was a year before. */
#include "forecast/catalogue.h"
#include "forecast/frame.h"
#include <math.h>
#include <string.h>

/* The latest value seen of the same season as T, before T; the latest of all where there is none yet. */
static size_t season_before(const myn_series *series, size_t t)
{
    size_t m = series->frequency > 1 ? series->frequency : 1;
    for (size_t at = t; at >= m;) {
        at -= m;
        if (at < series->n && !isnan(series->y[at])) return at;
    }
    return forecast_seen(series->y, t <= series->n ? t - 1 : series->n - 1);
}

/* Mean square of the seasonal changes, each over its number of years. */
static double year_variance(const myn_series *series)
{
    size_t m = series->frequency > 1 ? series->frequency : 1;
    double sum = 0, count = 0;
    for (size_t t = m; t < series->n; t++) {
        size_t at = season_before(series, t);
        if (isnan(series->y[t]) || at == SIZE_MAX || (t - at) % m) continue;
        double change = series->y[t] - series->y[at];
        sum += change * change / (double)((t - at) / m);
        count++;
    }
    return count > 0 ? sum / count : NAN;
}

static myn_status core(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                       myn_arena *scratch)
{
    (void)scratch;
    size_t n = series->n, m = series->frequency > 1 ? series->frequency : 1;
    strcpy(out->model, m > 1 ? "seasonal naive" : "naive");
    out->sigma2 = year_variance(series);
    if (n <= m) out->flags |= MYN_FLAG_SHORT;
    if (isnan(out->sigma2)) out->flags |= MYN_FLAG_NO_INTERVAL;
    for (size_t h = 0; h < outlook->horizon; h++) {
        out->mean[h] = series->y[season_before(series, n + h)];
        forecast_interval(outlook, out, h, sqrt(out->sigma2 * (double)(h / m + 1)));
    }
    for (size_t t = 1; out->fitted && t < n; t++) out->fitted[t] = series->y[season_before(series, t)];
    return MYN_OK;
}

static myn_status forecast(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                           myn_arena *scratch)
{
    return forecast_framed(core, series, outlook, out, scratch);
}

const myn_forecaster myn_forecaster_seasonal_naive = {
    .name = "seasonal_naive",
    .summary = "each season as it was a year before",
    .formula =
        "y[n+h] = y[n+h-m(k+1)], k = floor((h-1)/m); variance (k+1) s2, s2 the mean of (y[t] - y[t-m])^2. A "
        "season never seen takes the last value",
    .reference = "Hyndman and Athanasopoulos (2021) Forecasting: Principles and Practice, 3rd ed., 5.2, 5.5, "
                 "https://otexts.com/fpp3",
    .least = 1,
    .seasonal = true,
    .forecast = forecast,
};
