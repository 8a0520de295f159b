/* Models asked for by name. */
#ifndef MYN_FORECAST_ETS_NAMED_H
#define MYN_FORECAST_ETS_NAMED_H
#include "forecast/ets.h"

/* Forecast SERIES by the first of COUNT models that it has enough values for; by its last value where there is
 * none (flag SHORT where it is not the first). */
myn_status ets_first_that_fits(const EtsModel *model, size_t count, const myn_series *series,
                               const myn_outlook *outlook, myn_forecast *out, myn_arena *scratch) MYN_CHECKED;

/* The last value with the flag SHORT, for series that no model can be fitted to. */
myn_status ets_too_short(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                         myn_arena *scratch) MYN_CHECKED;

#endif
