/* What every method needs around its formula: an empty answer, flags, series that are constant or too large to
 * square, and intervals of normal errors. */
#ifndef MYN_FORECAST_FRAME_H
#define MYN_FORECAST_FRAME_H
#include <mynegai/forecast.h>

typedef myn_status (*ForecastCore)(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                                   myn_arena *scratch);

/* Run CORE on a series that it can compute with. Before: OUT is emptied, the flags GAPS and CONSTANT are set; a
 * constant series is answered here (its value, intervals of no width). A series whose largest size is beyond
 * 2^+-300 is first multiplied by a power of two (flag EXTREME; OUT's parameters, likelihood and sigma2 are then
 * those of the scaled series). After: no mean and no bound is infinite. MYN_ERR_ARGUMENT without a value,
 * MYN_ERR_DATA where one is infinite. */
myn_status forecast_framed(ForecastCore core, const myn_series *series, const myn_outlook *outlook,
                           myn_forecast *out, myn_arena *scratch) MYN_CHECKED;

/* mean[h] -+ z SD at every level into lower and upper; nothing where they are not wanted; NaN where SD is. */
void forecast_interval(const myn_outlook *outlook, myn_forecast *out, size_t h, double sd);

/* One parameter more: NAME is a static text. */
void forecast_parameter(myn_forecast *out, const char *name, double value);

/* The last of N values that is not missing, at or before POSITION; SIZE_MAX where there is none. */
size_t forecast_seen(const double *y, size_t position);

#endif
