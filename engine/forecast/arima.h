/* Seasonal ARIMA models with regression: orders, estimates, choice.
 *
 * y_t = x_t'b + z_t,  (1 - B)^d (1 - B^m)^D z_t = w_t,  phi(B) Phi(B^m) w_t = theta(B) Theta(B^m) e_t. */
#ifndef MYN_FORECAST_ARIMA_H
#define MYN_FORECAST_ARIMA_H
#include "arma.h"
#include <mynegai/forecast.h>

typedef struct {
    size_t p, d, q, P, D, Q, m; /* p, q <= ARMA_NEAR_MOST; P, Q <= ARMA_FAR_MOST; m 1: no seasons */
    bool constant; /* a mean where d + D is 0, a drift (coefficient of t) where it is 1; else must be false */
} ArimaOrder;

/* What is modelled: a series and rows of drivers, STRIDE apart. */
typedef struct {
    const double *y; /* n; NaN missing */
    size_t n, m;
    const double *driver;
    size_t drivers, stride;
    bool
        as_r; /* forecast as R does: the filter takes a series that is differenced as it stands, not less its first
                  value, and its variance counts how far the first values are from 0; to compare */
} ArimaSeries;

/* A series differenced, with the columns it is regressed on: one for each missing value, the drivers, the constant
 * last. A missing value is set to what its neighbours suggest and given a column of its own, which is exact: the
 * likelihood is that of the values that are there (Gomez, Maravall and Pena 1999,
 * doi:10.1016/S0304-4076(98)00009-2). */
typedef struct {
    Columns columns; /* with the constant */
    size_t gaps, drivers;
    size_t d, D, m, lost; /* lost = d + m D values */
    bool may_have_constant;
    double floor; /* a sum of squares below is rounding */
} Differenced;

/* Missing values that can have a column each. */
#define ARIMA_GAPS_MOST 64

/* Y with its missing values on the straight line between their neighbours, into OUT; returns how many there were. */
size_t arima_fill(const double *y, size_t n, double *out);

/* Difference SERIES d and D times. MYN_ERR_DATA where nothing is left, or more than ARIMA_GAPS_MOST are missing. */
myn_status arima_difference(const ArimaSeries *series, size_t d, size_t D, Differenced *out,
                            myn_arena *arena) MYN_CHECKED;

typedef struct {
    ArimaOrder order;
    Polynomial ar, ma;
    double *beta;    /* gaps, drivers, constant (where the order has one) */
    double loglik;   /* exact, of the differenced series, at its greatest; of the conditional search: NaN */
    double variance; /* of e, sum of squares / terms */
    double aicc;     /* n is the number of values of the differenced series; INFINITY where it is too short */
    size_t coefficients; /* all but the variance */
    bool converged;
} ArimaFit;

/* How hard to look. */
typedef struct {
    bool conditional; /* only the conditional sum of squares; aicc is then n log variance + penalty */
    double enough;    /* gain of log variance / 2 that is not worth a step */
    bool twice;       /* the exact search from a second start too, where there may be more than one summit */
} ArimaEffort;

/* Fit ORDER to DATA: conditional sum of squares from 0, then exact likelihood, regression coefficients by generalised
 * least squares inside. MYN_ERR_DATA where there are fewer values than coefficients. */
myn_status arima_fit(const Differenced *data, const ArimaOrder *order, const ArimaEffort *effort,
                     ArimaFit *out, myn_arena *arena) MYN_CHECKED;

/* -2 log-likelihood of FIT's coefficients as they stand; regression coefficients, variance and aicc are filled in. */
myn_status arima_evaluate(const Differenced *data, ArimaFit *fit, myn_arena *arena) MYN_CHECKED;

/* Number of first differences by KPSS tests at 5 %, at most 2; of seasonal ones (0 or 1) by the strength of seasons in
 * an STL decomposition above 0.64 (Wang, Smith and Hyndman 2006, doi:10.1007/s10618-005-0039-x). Y has no gaps. */
myn_status arima_differences(const double *y, size_t n, size_t m, size_t *d, size_t *D,
                             myn_arena *scratch) MYN_CHECKED;

/* Stepwise choice by AICc (Hyndman and Khandakar 2008, doi:10.18637/jss.v027.i03). D and d are given. */
myn_status arima_choose(const Differenced *data, ArimaFit *out, myn_arena *arena) MYN_CHECKED;

/* Forecast SERIES by FIT: Kalman filter with a diffuse prior of variance 10^6. Mean, intervals, fitted values, model,
 * parameters, likelihood and sigma2 of OUT. */
myn_status arima_forecast(const ArimaSeries *series, const Differenced *data, const ArimaFit *fit,
                          const myn_outlook *outlook, myn_forecast *out, myn_arena *scratch) MYN_CHECKED;

/* The exact log-likelihood of FIT for SERIES (its regression taken off) as R's `arima` gives it, with the diffuse
 * prior; NaN where the process is not stationary. */
double arima_diffuse_loglik(const ArimaSeries *series, const Differenced *data, const ArimaFit *fit,
                            myn_arena *scratch);

#endif
