/* Seasons taken out of a series and put back: the test and the classical decomposition of M4's Naive2. Any method
 * that knows no seasons forecasts what is left. */
#ifndef MYN_FORECAST_SEASON_H
#define MYN_FORECAST_SEASON_H
#include <mynegai/forecast.h>

typedef enum { SEASON_NONE, SEASON_ADDITIVE, SEASON_MULTIPLICATIVE } SeasonForm;

typedef struct {
    SeasonForm form;
    unsigned m;
    const double *figure; /* m: what belongs to value t is figure[t % m]; mean 1 or 0; NULL for SEASON_NONE */
    const double *left;   /* n: the series without its seasons; the series' own values for SEASON_NONE */
} Season;

/* Whether Y (n, NaN missing) is seasonal at 90 %: n >= 3 m and |r_m| > 1.645 sqrt((1 + 2 sum_{k<m} r_k^2) / n) with
 * the autocorrelations r_k; pairs with a missing value are left out. False for m < 2. O(n m). */
bool season_found(const double *y, size_t n, unsigned m);

/* Take the seasons out of SERIES where season_found: a centred moving average of a year's length (2 x m for an even
 * m) is the trend, the ratios to it (differences, where a value is not positive) averaged by season and scaled to
 * mean 1 (0) are the figure. Missing values stay missing; the trend sees a straight line in their place. A
 * season without a single ratio, or a figure below 1e-4, leaves the series as it is. Arrays from SCRATCH. */
myn_status season_remove(const myn_series *series, Season *out, myn_arena *scratch) MYN_CHECKED;

/* Put the seasons back into OUT's mean, intervals and fitted values; N is the number of the series' values. */
void season_restore(const Season *season, size_t n, const myn_outlook *outlook, myn_forecast *out);

/* METHOD's forecast of SERIES: as it is where the method knows seasons itself or there are none; else of what is
 * left without seasons, which are then put back. The parameters are those of the series so adjusted. */
myn_status season_forecast(const myn_forecaster *method, const myn_series *series, const myn_outlook *outlook,
                           myn_forecast *out, myn_arena *scratch) MYN_CHECKED;

#endif
