/* The list of all forecasters: the one place that knows them by name. */
#include "forecast/catalogue.h"
#include <string.h>

static const myn_forecaster *const all[] = {
    &myn_forecaster_naive,
    &myn_forecaster_seasonal_naive,
    &myn_forecaster_drift,
    &myn_forecaster_mean,
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
