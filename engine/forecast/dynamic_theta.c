/* Theta models whose theta is estimated: with a static line, a dynamic one, and the ridge of the dynamic one. */
#include "forecast/catalogue.h"
#include "forecast/frame.h"
#include "forecast/theta_line.h"
#include <math.h>
#include <string.h>

#define ESTIMATED 3 /* alpha, l0, w */

/* Run through the series: fitted values, the variance of the residuals that count; the state after the last. */
static ThetaState run(const ThetaModel *model, const myn_series *series, myn_forecast *out)
{
    ThetaState state = theta_start(model, series->y, series->n);
    double sum = 0, count = 0;
    size_t first = theta_first(series->n);
    for (size_t t = 0; t < series->n; t++) {
        double mu = theta_next(&state), y = series->y[t];
        if (out->fitted) out->fitted[t] = t < first ? NAN : mu;
        if (t >= first && !isnan(y)) {
            sum += (y - mu) * (y - mu);
            count++;
        }
        theta_see(&state, y);
    }
    out->sigma2 = count > ESTIMATED ? sum / (count - ESTIMATED) : NAN;
    return state;
}

/* The model is linear in the values: what an error of 1 at step J still adds at each later step, forecasts fed back,
 * is the difference of two runs. Its squares go into VARIANCE from J on. */
static void add_shock(const ThetaState *at, size_t j, size_t horizon, double *variance)
{
    ThetaState shocked = *at, plain = *at;
    double mu = theta_next(&plain), size = sqrt(variance[0] > 0 ? variance[0] : 1);
    theta_see(&plain, mu);
    theta_see(&shocked, mu + size);
    for (size_t h = j + 1; h < horizon; h++) {
        double without = theta_next(&plain), with = theta_next(&shocked);
        variance[h] += (with - without) * (with - without);
        theta_see(&plain, without);
        theta_see(&shocked, with);
    }
}

static void ahead(ThetaState *state, const myn_outlook *outlook, myn_forecast *out, double *variance)
{
    size_t horizon = outlook->horizon;
    bool wanted = out->lower || out->upper;
    for (size_t h = 0; h < horizon; h++) variance[h] = out->sigma2;
    for (size_t h = 0; h < horizon; h++) {
        out->mean[h] = theta_next(state);
        if (wanted && out->sigma2 > 0) add_shock(state, h, horizon, variance);
        theta_see(state, out->mean[h]);
        forecast_interval(outlook, out, h, sqrt(variance[h]));
    }
    if (isnan(out->sigma2)) out->flags |= MYN_FLAG_NO_INTERVAL;
}

static myn_status answer(const char *name, bool dynamic, double ridge, const myn_series *series,
                         const myn_outlook *outlook, myn_forecast *out, myn_arena *scratch)
{
    ThetaModel model = theta_fit(series->y, series->n, dynamic, ridge, scratch);
    double *variance = myn_arena_get(scratch, outlook->horizon * sizeof *variance);
    if (isnan(model.alpha) || !variance) return MYN_ERR_MEMORY;
    ThetaState state = run(&model, series, out);
    strcpy(out->model, name);
    forecast_parameter(out, "alpha", model.alpha);
    forecast_parameter(out, "l0", model.l0);
    forecast_parameter(out, "w", model.w);
    ahead(&state, outlook, out, variance);
    return MYN_OK;
}

static myn_status optimised_core(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                                 myn_arena *scratch)
{
    return answer("optimised theta", false, 0, series, outlook, out, scratch);
}

static myn_status dynamic_core(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                               myn_arena *scratch)
{
    return answer("dynamic theta", true, 0, series, outlook, out, scratch);
}

static myn_status rdot_core(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                            myn_arena *scratch)
{
    return answer("rdot", true, 1, series, outlook, out, scratch);
}

static myn_status optimised(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                            myn_arena *scratch)
{
    return forecast_framed(optimised_core, series, outlook, out, scratch);
}

static myn_status dynamic(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                          myn_arena *scratch)
{
    return forecast_framed(dynamic_core, series, outlook, out, scratch);
}

static myn_status rdot(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                       myn_arena *scratch)
{
    return forecast_framed(rdot_core, series, outlook, out, scratch);
}

#define PAPER                                                                                \
    "Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler (2016) Int. J. Forecasting 32, " \
    "doi:10.1016/j.ijforecast.2016.02.005"
#define RECURSION                                                                                           \
    "mu[t] = L[t-1] + w (A q^(t-1) + B (1 - q^t) / alpha), L[t] = alpha y[t] + q L[t-1], L[0] = l0, q = 1 " \
    "- "                                                                                                    \
    "alpha, w = 1 - 1/theta in [0, 1]; "
#define FITTED                                                                                               \
    "; alpha of 61 from .1 to .99 and (l0, w) by least squares, residuals counted from the fourth (second "  \
    "where n "                                                                                               \
    "<= 6); forecasts are fed back; variance: s2 times the sum of the squared responses to one error, s2 = " \
    "sum e^2 / "                                                                                             \
    "(count - 3)"

const myn_forecaster myn_forecaster_optimised_theta = {
    .name = "optimised_theta",
    .summary = "a smoothed level and a share of the whole series' trend line",
    .formula = RECURSION "A + B t is the least-squares line of all values" FITTED,
    .reference = PAPER,
    .least = 3,
    .forecast = optimised,
};

const myn_forecaster myn_forecaster_dynamic_theta = {
    .name = "dynamic_theta",
    .summary = "a smoothed level and a share of the trend line of the values so far",
    .formula = RECURSION "A + B t is the least-squares line of the values before t" FITTED,
    .reference = PAPER,
    .least = 3,
    .forecast = dynamic,
};

const myn_forecaster myn_forecaster_rdot = {
    .name = "rdot",
    .summary = "dynamic theta, drawn towards theta 2: for short series",
    .formula = RECURSION
    "A + B t is the least-squares line of the values before t; least squares with (1/n) [Sgg (w - "
    "1/2)^2 + Spp (l0 - y[1]/2)^2] added, Sgg and Spp the sums of squares of what w and l0 "
    "multiply" FITTED,
    .reference = PAPER "; ridge of (l0, w)",
    .least = 3,
    .forecast = rdot,
};
