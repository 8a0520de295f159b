/* The three classical methods as state space models: simple, Holt's, damped. */
#include "forecast/ets_named.h"
#include "forecast/catalogue.h"
#include "forecast/frame.h"

/* The most parameters first: damped takes from the first on, Holt's from the second, simple the third. */
static const EtsModel classical[] = {{ETS_ADD, ETS_ADD, true, ETS_NONE, 1},
                                     {ETS_ADD, ETS_ADD, false, ETS_NONE, 1},
                                     {ETS_ADD, ETS_NONE, false, ETS_NONE, 1}};

myn_status ets_too_short(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                         myn_arena *scratch)
{
    unsigned flags = out->flags;
    myn_status status = myn_forecaster_naive.forecast(series, outlook, out, scratch);
    out->flags |= flags | MYN_FLAG_SHORT;
    return status;
}

myn_status ets_first_that_fits(const EtsModel *model, size_t count, const myn_series *series,
                               const myn_outlook *outlook, myn_forecast *out, myn_arena *scratch)
{
    for (size_t i = 0; i < count; i++) {
        EtsFit fit;
        myn_status status = ets_fit(&model[i], series->y, series->n, &fit, scratch);
        if (status == MYN_ERR_MEMORY) return status;
        if (status) continue;
        if (i > 0) out->flags |= MYN_FLAG_SHORT;
        return ets_answer(&fit, series, outlook, out, scratch);
    }
    return ets_too_short(series, outlook, out, scratch);
}

static myn_status damped_core(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                              myn_arena *scratch)
{
    return ets_first_that_fits(classical, 3, series, outlook, out, scratch);
}

static myn_status holt_core(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                            myn_arena *scratch)
{
    return ets_first_that_fits(classical + 1, 2, series, outlook, out, scratch);
}

static myn_status ses_core(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                           myn_arena *scratch)
{
    return ets_first_that_fits(classical + 2, 1, series, outlook, out, scratch);
}

static myn_status damped(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                         myn_arena *scratch)
{
    return forecast_framed(damped_core, series, outlook, out, scratch);
}

static myn_status holt(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                       myn_arena *scratch)
{
    return forecast_framed(holt_core, series, outlook, out, scratch);
}

static myn_status ses(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                      myn_arena *scratch)
{
    return forecast_framed(ses_core, series, outlook, out, scratch);
}

#define BOOK                                                                           \
    "Hyndman, Koehler, Ord and Snyder (2008) Forecasting with Exponential Smoothing, " \
    "doi:10.1007/978-3-540-71918-2"
#define LIKELIHOOD                                                                                          \
    " Parameters and first states are the likeliest for normal errors of one variance s2 = sum e^2 / (n - " \
    "k), k of "                                                                                             \
    "them."

const myn_forecaster myn_forecaster_ses = {
    .name = "ses",
    .summary = "simple exponential smoothing: the latest values weigh most",
    .formula =
        "l[t] = l[t-1] + alpha e[t], e[t] = y[t] - l[t-1]; y[n+h] = l[n]; variance s2 (1 + (h-1) alpha^2); "
        "1e-4 <= alpha <= .9999." LIKELIHOOD,
    .reference = BOOK,
    .least = 3,
    .forecast = ses,
};

const myn_forecaster myn_forecaster_holt = {
    .name = "holt",
    .summary = "Holt's linear trend, smoothed",
    .formula =
        "e[t] = y[t] - l[t-1] - b[t-1]; l[t] = l[t-1] + b[t-1] + alpha e[t]; b[t] = b[t-1] + beta e[t]; "
        "y[n+h] = l[n] + h b[n]; variance s2 (1 + sum_{j<h} (alpha + beta j)^2); 1e-4 <= beta <= alpha "
        "<= .9999." LIKELIHOOD,
    .reference = BOOK,
    .least = 5,
    .forecast = holt,
};

const myn_forecaster myn_forecaster_damped = {
    .name = "damped",
    .summary = "Holt's trend that levels off",
    .formula =
        "e[t] = y[t] - l[t-1] - phi b[t-1]; l[t] = l[t-1] + phi b[t-1] + alpha e[t]; b[t] = phi b[t-1] + "
        "beta e[t]; y[n+h] = l[n] + (phi + .. + phi^h) b[n]; variance s2 (1 + sum_{j<h} (alpha + beta (phi + "
        ".. + phi^j))^2); .8 <= phi <= .98." LIKELIHOOD,
    .reference = BOOK,
    .least = 6,
    .forecast = damped,
};
