/* Autoregressive moving-average processes: polynomials, and the exact likelihood of one that is stationary.
 *
 * phi(B) w_t = theta(B) e_t, phi(B) = 1 - phi_1 B - ..., theta(B) = 1 + theta_1 B + ..., var(e) = 1. */
#ifndef MYN_FORECAST_ARMA_H
#define MYN_FORECAST_ARMA_H
#include <mynegai/arena.h>
#include <mynegai/status.h>
#include <stdbool.h>
#include <stddef.h>

/* The longest polynomial without seasons (p, q), and that of seasons (P, Q). */
#define ARMA_NEAR_MOST 5
#define ARMA_FAR_MOST  2

/* Coefficients of one model, as they are reported: near is ar1.. or ma1.., far is sar1.. or sma1... */
typedef struct {
    size_t near, far, season;
    double near_at[ARMA_NEAR_MOST], far_at[ARMA_FAR_MOST];
} Polynomial;

/* A process with its polynomials multiplied out. The arrays have room for `most` + 1 coefficients each and are 0
 * past the degree. */
typedef struct {
    double *phi, *theta; /* phi[j - 1] is phi_j */
    size_t ar, ma;       /* degrees */
    size_t most;
} Arma;

/* Room for degrees up to MOST. */
myn_status arma_new(Arma *out, size_t most, myn_arena *arena) MYN_CHECKED;

/* Multiply out: (1 - ar near)(1 - sar far^season) and (1 + ma near)(1 + sma far^season). */
void arma_expand(const Polynomial *ar, const Polynomial *ma, Arma *out);

/* Partial autocorrelations R (N <= ARMA_NEAR_MOST, each inside (-1, 1)) to the coefficients of the stationary
 * autoregression that has them (Durbin and Levinson's recursion; Monahan 1984, doi:10.1093/biomet/71.2.403). */
void arma_from_partial(const double *r, size_t n, double *phi);

/* The least |root| of 1 - sum SIGN c_j z^j is above LIMIT (>= 1): the recursion backwards, every partial
 * autocorrelation inside (-1, 1) (Schur and Cohn). C has N <= ARMA_NEAR_MOST coefficients. */
bool arma_roots_above(const double *c, size_t n, double sign, double limit);

/* Data of the same times: column 0 is the series, the others what it is regressed on. */
typedef struct {
    const double *at; /* columns x n */
    size_t n, columns;
} Columns;

/* Scratch of a filter for degrees up to `most`. */
typedef struct {
    double *gain, *step, *state; /* most + 2 each; state: columns of them */
    double *gamma, *psi, *gamma_u, *level;
    size_t most, columns;
} ArmaWork;

/* Scratch for degrees up to MOST and COLUMNS columns. */
myn_status arma_work_new(ArmaWork *out, size_t most, size_t columns, myn_arena *arena) MYN_CHECKED;

/* Exact innovations of every column: OUT (columns x n) = (w_t - E[w_t | before]) / sqrt(F_t), *LOG_DET = sum log F_t,
 * by the recursions of Chandrasekhar type on the rank-one increments of the state's variance (Morf, Sidhu and
 * Kailath 1974, doi:10.1109/TAC.1974.1100576; Pearlman 1980, doi:10.1093/biomet/67.1.232; Melard 1984, AS 197,
 * doi:10.2307/2347672): O(n r), r = max(p, q + 1), instead of O(n r^2); once the gain stands still, only the state
 * moves on. false where the process is not stationary to the precision of the numbers. */
bool arma_innovations(const Arma *arma, const Columns *data, ArmaWork *work, double *out, double *log_det);

/* The same given w before the first SKIP and e before it as 0: conditional sum of squares (Box and Jenkins); OUT is
 * 0 for the first SKIP. */
void arma_conditional(const Arma *arma, const Columns *data, size_t skip, double *out);

/* Autocovariances 0..LAGS of the process into WORK->gamma, O((p + q)^2). false where it is not stationary. */
bool arma_autocovariance(const Arma *arma, size_t lags, ArmaWork *work);

/* Size r of the state in Harvey's form: state_1 is w, state_i what the past adds to w at i - 1 steps on. */
size_t arma_states(const Arma *arma);

/* The state's stationary variance P = T P T' + R R' (r x r, rows STRIDE apart): its first column from the
 * autocovariances, the rest backwards, O(r^2). false where the process is not stationary. */
bool arma_state_variance(const Arma *arma, ArmaWork *work, double *out, size_t stride);

/* psi weights 0..LAGS of the process (psi_0 = 1) into PSI. */
void arma_psi(const Arma *arma, size_t lags, double *psi);

#endif
