/* What the methods for intermittent counts share: demands and the times between them, exponential smoothing, and the
 * distribution of a count. */
#ifndef MYN_FORECAST_INTERMITTENT_H
#define MYN_FORECAST_INTERMITTENT_H
#include <mynegai/forecast.h>

/* A series without its missing values: a period that was not observed neither counts as one without demand nor
 * lengthens the time between two. */
typedef struct {
    const double *y;
    size_t n;
    const double *demand,
        *interval; /* values that are not 0; periods since the one before (the first: its place) */
    size_t demands;
    const size_t *place; /* n: where y[i] stands in the series */
} Intermittent;

/* The parts of SERIES, from SCRATCH. */
myn_status intermittent_read(const myn_series *series, Intermittent *out, myn_arena *scratch) MYN_CHECKED;

/* Exponential smoothing of X (N >= 1) from its first value: l = l + alpha (x - l); the last level. BEFORE (n, or NULL):
 * the level before each value, the first of them itself. */
double smooth_level(const double *x, size_t n, double alpha, double *before);

/* The alpha in [.1, .3] to which the sum of squared one-step errors falls from .2: steps of .005 downhill, then golden
 * section to 1e-9; .2 where the sum does not depend on alpha (two values). O(n). */
double smooth_alpha(const double *x, size_t n);

/* The least k with P(X <= k) >= P for a count of this mean and variance: negative binomial where the variance is
 * above the mean, else Poisson. Summed up from 0 while the standard deviation is below 10,000 and the mean below 500;
 * beyond that the gamma distribution of the same moments (Wilson and Hilferty 1931, doi:10.1073/pnas.17.12.684),
 * rounded up. */
double count_quantile(double mean, double variance, double p);

/* Fill OUT: MEAN at every horizon, intervals by VARIANCE: quantiles of a count where all values are whole and none is
 * below 0; else of a normal distribution, at 0 at least unless a value is below 0. A bound leaves no mean outside.
 * 30 % zeros or more: MYN_FLAG_INTERMITTENT. */
void intermittent_answer(const Intermittent *series, const myn_outlook *outlook, double mean, double variance,
                         myn_forecast *out);

#endif
