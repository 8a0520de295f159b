/* The Kalman filter of an integrated process, with missing values, and what it forecasts.
 *
 * State: the r of the ARMA process w (Harvey), then the last values y_{t-1}.. that differencing needs, before the
 * first value of variance KALMAN_DIFFUSE times that of e: the diffuse prior of R's `arima`, whose likelihood it
 * gives. y_t = w_t + sum delta_j y_{t-j}. */
#ifndef MYN_FORECAST_KALMAN_H
#define MYN_FORECAST_KALMAN_H
#include "arma.h"

#define KALMAN_DIFFUSE 1e6
#define KALMAN_UNKNOWN \
    1e4 /* an innovation of this variance or more counts as diffuse: not in the likelihood */

typedef struct {
    const Arma *arma;
    const double *delta; /* (1 - B)^d (1 - B^m)^D = 1 - sum delta_j B^j */
    size_t deltas;
} Integrated;

typedef struct {
    const double *y; /* n; NaN missing */
    size_t n, horizon;
    double *mean, *variance; /* horizon; variance in units of var(e). NULL: not wanted */
    double *fitted;          /* n: E[y_t | before], NaN while diffuse; or NULL */
} KalmanTask;

typedef struct {
    double squares;     /* sum v^2 / F of those in the likelihood */
    double all_squares; /* with the diffuse ones */
    double log_det;     /* sum log F */
    size_t used;        /* terms in the likelihood */
} KalmanFound;

/* Run over TASK. MYN_ERR_DATA where the process is not stationary. O(n N^2), N = r + deltas. */
myn_status kalman_run(const Integrated *model, const KalmanTask *task, ArmaWork *work, KalmanFound *out,
                      myn_arena *scratch) MYN_CHECKED;

/* -n (log(2 pi squares / used) + 1 + log det / used) / 2, the variance of e at its likeliest; N is the number of
 * values that are there less those lost to differencing. It differs from `used` where the filter still counts a
 * later innovation as diffuse; R's `arima` scales the others up in that case. */
double kalman_loglik(const KalmanFound *found, size_t n);

#endif
