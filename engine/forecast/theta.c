/* The theta method as simple exponential smoothing with drift. */
#include "forecast/catalogue.h"
#include "forecast/ets_named.h"
#include "forecast/frame.h"
#include "forecast/theta_line.h"
#include <math.h>
#include <string.h>

/* Half the slope of the least-squares line. */
static double half_slope(const myn_series *series)
{
    ThetaLine line = {0};
    for (size_t t = 0; t < series->n; t++)
        if (!isnan(series->y[t])) theta_line_add(&line, (double)(t + 1), series->y[t]);
    return line.b / 2;
}

static myn_status core(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                       myn_arena *scratch)
{
    static const EtsModel level = {ETS_ADD, ETS_NONE, false, ETS_NONE, 1};
    myn_status status = ets_first_that_fits(&level, 1, series, outlook, out, scratch);
    if (status || out->parameters == 0) return status;
    double alpha = out->parameter[0], drift = half_slope(series), n = (double)series->n;
    double first = (1 - pow(1 - alpha, n)) / alpha;
    for (size_t h = 0; h < outlook->horizon; h++) {
        out->mean[h] += drift * ((double)h + first);
        forecast_interval(outlook, out, h, sqrt(out->sigma2 * (1 + (double)h * alpha * alpha)));
    }
    for (size_t t = 0; out->fitted && t < series->n; t++)
        out->fitted[t] += drift * (1 - pow(1 - alpha, (double)t)) / alpha;
    strcpy(out->model, "theta");
    out->loglik = out->aicc = NAN;
    forecast_parameter(out, "drift", drift);
    return MYN_OK;
}

static myn_status forecast(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                           myn_arena *scratch)
{
    return forecast_framed(core, series, outlook, out, scratch);
}

const myn_forecaster myn_forecaster_theta = {
    .name = "theta",
    .summary = "simple exponential smoothing with half the slope of the trend line",
    .formula = "y[n+h] = l[n] + (b/2) (h - 1 + (1 - (1 - alpha)^n) / alpha), b the slope of the "
               "least-squares line; l "
               "and alpha of simple exponential smoothing; variance s2 (1 + (h-1) alpha^2)",
    .reference =
        "Assimakopoulos and Nikolopoulos (2000) Int. J. Forecasting 16, doi:10.1016/S0169-2070(00)00066-2; "
        "Hyndman and Billah (2003) Int. J. Forecasting 19, doi:10.1016/S0169-2070(01)00143-1",
    .least = 3,
    .forecast = forecast,
};
