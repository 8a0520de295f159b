/* Croston's method and its relatives: the size of demands and the time between them (or their probability), smoothed
 * apart. */
#include "forecast/catalogue.h"
#include "forecast/frame.h"
#include "forecast/intermittent.h"
#include <math.h>
#include <string.h>

#define ALPHA     .1
#define TSB_ALPHA .2

/* What is smoothed with what, and what the ratio is multiplied by. */
typedef struct {
    double size, interval, factor;
} Croston;

/* One-step forecasts of every value into FITTED (where wanted), from the levels before each; the first demand is
 * foreseen by nothing. Returns the mean squared error. */
static double one_step(const Intermittent *s, const double *forecast, myn_forecast *out)
{
    double sum = 0, count = 0;
    for (size_t i = 0; i < s->n; i++) {
        if (out->fitted) out->fitted[s->place[i]] = forecast[i];
        if (isnan(forecast[i])) continue;
        sum += (s->y[i] - forecast[i]) * (s->y[i] - forecast[i]);
        count++;
    }
    return count > 0 ? sum / count : 0;
}

/* The forecast after each value: FORECAST (n + 1) is what is expected of value i, NaN before the first demand. */
static void follow(const Intermittent *s, const Croston *how, double *forecast)
{
    double size = NAN, interval = NAN;
    for (size_t i = 0, k = 0; i < s->n; i++) {
        forecast[i] = how->factor * size / interval;
        if (s->y[i] == 0) continue;
        size = k ? size + how->size * (s->demand[k] - size) : s->demand[k];
        interval = k ? interval + how->interval * (s->interval[k] - interval) : s->interval[k];
        k++;
    }
    forecast[s->n] = s->demands ? how->factor * size / interval : 0;
}

static myn_status answer(const Intermittent *s, const Croston *how, const myn_outlook *outlook,
                         myn_forecast *out, myn_arena *scratch)
{
    double *forecast = myn_arena_zero(scratch, s->n + 1, sizeof *forecast);
    if (!forecast) return MYN_ERR_MEMORY;
    follow(s, how, forecast);
    forecast_parameter(out, "alpha_size", how->size);
    forecast_parameter(out, "alpha_interval", how->interval);
    intermittent_answer(s, outlook, forecast[s->n], one_step(s, forecast, out), out);
    return MYN_OK;
}

static myn_status classic_core(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                               myn_arena *scratch)
{
    Intermittent s;
    myn_status status = intermittent_read(series, &s, scratch);
    strcpy(out->model, "Croston");
    return status ? status : answer(&s, &(Croston){ALPHA, ALPHA, 1}, outlook, out, scratch);
}

static myn_status sba_core(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                           myn_arena *scratch)
{
    Intermittent s;
    myn_status status = intermittent_read(series, &s, scratch);
    strcpy(out->model, "Croston-SBA");
    return status ? status : answer(&s, &(Croston){ALPHA, ALPHA, 1 - ALPHA / 2}, outlook, out, scratch);
}

static myn_status optimised_core(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                                 myn_arena *scratch)
{
    Intermittent s;
    myn_status status = intermittent_read(series, &s, scratch);
    if (status) return status;
    strcpy(out->model, "Croston optimised");
    Croston how = {ALPHA, ALPHA, 1};
    if (s.demands) {
        how.size = smooth_alpha(s.demand, s.demands);
        how.interval = smooth_alpha(s.interval, s.demands);
    }
    return answer(&s, &how, outlook, out, scratch);
}

/* Probability and size; the probability moves in every period, so that a demand that has ceased is forgotten. */
static myn_status tsb_core(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                           myn_arena *scratch)
{
    Intermittent s;
    myn_status status = intermittent_read(series, &s, scratch);
    double *forecast = status ? NULL : myn_arena_zero(scratch, s.n + 1, sizeof *forecast);
    if (!status && !forecast) status = MYN_ERR_MEMORY;
    if (status) return status;
    double size = NAN, probability = s.y[0] != 0;
    for (size_t i = 0, k = 0; i < s.n; i++) {
        forecast[i] = probability * size;
        probability += TSB_ALPHA * ((s.y[i] != 0) - probability);
        if (s.y[i] == 0) continue;
        size = k ? size + TSB_ALPHA * (s.demand[k] - size) : s.demand[k];
        k++;
    }
    forecast[s.n] = s.demands ? probability * size : 0;
    strcpy(out->model, "TSB");
    forecast_parameter(out, "alpha_size", TSB_ALPHA);
    forecast_parameter(out, "alpha_probability", TSB_ALPHA);
    intermittent_answer(&s, outlook, forecast[s.n], one_step(&s, forecast, out), out);
    return MYN_OK;
}

static myn_status classic(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                          myn_arena *scratch)
{
    return forecast_framed(classic_core, series, outlook, out, scratch);
}

static myn_status sba(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                      myn_arena *scratch)
{
    return forecast_framed(sba_core, series, outlook, out, scratch);
}

static myn_status optimised(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                            myn_arena *scratch)
{
    return forecast_framed(optimised_core, series, outlook, out, scratch);
}

static myn_status tsb(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                      myn_arena *scratch)
{
    return forecast_framed(tsb_core, series, outlook, out, scratch);
}

#define INTERVALS "; intervals: quantiles of a negative binomial (variance above the mean) or Poisson count"

const myn_forecaster myn_forecaster_croston = {
    .name = "croston",
    .summary = "intermittent demand: smoothed size over smoothed time between demands",
    .formula = "y[n+h] = z / p; at a demand z = z + .1 (y - z), p = p + .1 (q - p), q the periods since the "
               "last" INTERVALS,
    .reference = "Croston (1972) Operational Research Quarterly 23:289-303, doi:10.1057/jors.1972.50",
    .least = 1,
    .counts = true,
    .forecast = classic,
};

const myn_forecaster myn_forecaster_sba = {
    .name = "sba",
    .summary = "Croston's method without its bias",
    .formula = "y[n+h] = (1 - .1 / 2) z / p, z and p as for croston" INTERVALS,
    .reference = "Syntetos and Boylan (2005) International Journal of Forecasting 21:303-314, "
                 "doi:10.1016/j.ijforecast.2004.10.001",
    .least = 1,
    .counts = true,
    .forecast = sba,
};

const myn_forecaster myn_forecaster_croston_optimised = {
    .name = "croston_optimised",
    .summary = "Croston's method, smoothing between .1 and .3 by least squares",
    .formula = "y[n+h] = z / p as for croston, with the alpha of z and that of p each of the least sum of "
               "squared one-step "
               "errors in [.1, .3]" INTERVALS,
    .reference = "Croston (1972) Operational Research Quarterly 23:289-303, doi:10.1057/jors.1972.50",
    .least = 1,
    .counts = true,
    .forecast = optimised,
};

const myn_forecaster myn_forecaster_tsb = {
    .name = "tsb",
    .summary = "intermittent demand that may cease: smoothed probability times smoothed size",
    .formula =
        "y[n+h] = p z; in every period p = p + .2 ([y > 0] - p), at a demand z = z + .2 (y - z)" INTERVALS,
    .reference = "Teunter, Syntetos and Babai (2011) European Journal of Operational Research 214:606-615, "
                 "doi:10.1016/j.ejor.2011.05.018",
    .least = 1,
    .counts = true,
    .forecast = tsb,
};
