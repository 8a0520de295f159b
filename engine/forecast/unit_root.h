/* How often a series must be differenced before it is stationary. */
#ifndef MYN_FORECAST_UNIT_ROOT_H
#define MYN_FORECAST_UNIT_ROOT_H
#include <mynegai/arena.h>
#include <mynegai/status.h>
#include <stdbool.h>
#include <stddef.h>

/* Statistic of the test that Y (N >= 1, no gaps) is stationary around a level, with trunc(3 sqrt(n) / 13) lags and
 * Bartlett's weights: sum of squared partial sums / (n^2 s^2) (Kwiatkowski, Phillips, Schmidt and Shin 1992,
 * doi:10.1016/0304-4076(92)90104-Y). NaN where Y is constant. */
double kpss_level(const double *y, size_t n);

/* Above it a level is refused at 5 % (their table 1). */
#define KPSS_5_PERCENT .463

/* Whether all N values of Y are equal to the precision of single-precision numbers, as R's `all.equal` has it. */
bool all_equal(const double *y, size_t n);

/* First differences, at most 2, until kpss_level is not above KPSS_5_PERCENT, into *D. */
myn_status first_differences(const double *y, size_t n, size_t *d, myn_arena *scratch) MYN_CHECKED;

/* 1 - var(remainder) / var(seasonal + remainder) of an STL decomposition with window 11, in [0, 1]; 0 where N <= 2 M
 * (Wang, Smith and Hyndman 2006, doi:10.1007/s10618-005-0039-x). */
myn_status seasonal_strength(const double *y, size_t n, size_t m, double *out,
                             myn_arena *scratch) MYN_CHECKED;

/* A strength above it asks for a seasonal difference. */
#define SEASONAL_STRENGTH .64

#endif
