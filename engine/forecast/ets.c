/* Exponential smoothing, the model chosen by AICc. */
#include "forecast/ets.h"
#include "forecast/catalogue.h"
#include "forecast/ets_named.h"
#include "forecast/frame.h"
#include "forecast/season.h"

#define LONGEST 10000 /* values; what was before weighs nothing any more, and takes time */

/* The last values of a long series, from the same season on. */
static myn_series last_of(const myn_series *series)
{
    size_t year = series->frequency > 1 ? series->frequency : 1;
    size_t skip = series->n > LONGEST ? (series->n - LONGEST) / year * year : 0;
    myn_series last = *series;
    last.y += skip;
    last.n -= skip;
    return last;
}

static myn_status core(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                       myn_arena *scratch)
{
    EtsFit fit;
    myn_series last = last_of(series);
    double *fitted = out->fitted;
    myn_status status = ets_choose(last.y, last.n, last.frequency, &fit, scratch);
    if (status == MYN_ERR_DATA) return ets_too_short(series, outlook, out, scratch);
    if (status) return status;
    if (last.n < series->n) out->flags |= MYN_FLAG_LONG;
    if (fitted) out->fitted += series->n - last.n;
    status = ets_answer(&fit, &last, outlook, out, scratch);
    out->fitted = fitted;
    return status;
}

static myn_status framed(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                         myn_arena *scratch)
{
    return forecast_framed(core, series, outlook, out, scratch);
}

/* More seasons than a model can carry are taken out first. */
static const myn_forecaster without_seasons = {.name = "ets", .forecast = framed};

static myn_status forecast(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                           myn_arena *scratch)
{
    if (series->frequency > ETS_SEASONS_MOST)
        return season_forecast(&without_seasons, series, outlook, out, scratch);
    return framed(series, outlook, out, scratch);
}

const myn_forecaster myn_forecaster_ets = {
    .name = "ets",
    .summary = "exponential smoothing, the model chosen by AICc",
    .formula = "ETS(error, trend, season): error additive or multiplicative, trend none, additive or "
               "additive damped, "
               "season none, additive or (with multiplicative error) multiplicative; multiplicative parts "
               "for positive "
               "values only. Chosen: least AICc = n log sum e^2 + 2 [multiplicative] sum log |f| + 2 k + 2 k "
               "(k + 1) / (n "
               "- k - 1); states and equations in docs/forecast-smoothing.md",
    .reference = "Hyndman, Koehler, Snyder and Grose (2002) Int. J. Forecasting 18, "
                 "doi:10.1016/S0169-2070(01)00110-8; Hyndman, Koehler, Ord and Snyder (2008), "
                 "doi:10.1007/978-3-540-71918-2",
    .least = 5,
    .seasonal = true,
    .forecast = forecast,
};
