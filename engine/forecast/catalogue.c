/* The list of all forecasters: the one place that knows them by name. */
#include "forecast/catalogue.h"
#include <string.h>

// clang-format off
static const myn_forecaster *const all[] = {
    &myn_forecaster_naive,
    &myn_forecaster_seasonal_naive,
    &myn_forecaster_drift,
    &myn_forecaster_mean,
    &myn_forecaster_ses,
    &myn_forecaster_holt,
    &myn_forecaster_damped,
    &myn_forecaster_ets,
    &myn_forecaster_theta,
    &myn_forecaster_optimised_theta,
    &myn_forecaster_dynamic_theta,
    &myn_forecaster_rdot,
    &myn_forecaster_arima,
    &myn_forecaster_regression,
    &myn_forecaster_croston,
    &myn_forecaster_sba,
    &myn_forecaster_croston_optimised,
    &myn_forecaster_tsb,
    &myn_forecaster_adida,
    &myn_forecaster_imapa,
    NULL,
};
// clang-format on

const myn_forecaster *const *myn_forecasters(void)
{
    return all;
}

const myn_forecaster *myn_forecaster_find(const char *name)
{
    for (const myn_forecaster *const *at = all; *at; at++)
        if (strcmp((*at)->name, name) == 0) return *at;
    return NULL;
}
