/* Exponential smoothing as state space models with one source of error (Hyndman, Koehler, Ord and Snyder 2008,
 * doi:10.1007/978-3-540-71918-2). Of value t, t = 0, 1 ...:
 *
 *   q = l + phi b  (additive trend)   or  l b^phi  (multiplicative), l without a trend
 *   f = q, q + s or q s: the one-step forecast; s is the season of t mod m
 *   w = y - f (without or with additive seasons), y / s - q (multiplicative)
 *   l' = q + alpha w;  b' = phi b + beta w (additive), b^phi + (beta / alpha) (l' / l - b^phi) (multiplicative)
 *   s' = s + gamma (y - q - s) or s + gamma (y / q - s)
 *   error e = y - f (additive) or (y - f) / f (multiplicative)
 *
 * A missing value leaves the states to run on: w = 0, s' = s. The likelihood is
 * -2 log L = n log(sum e^2) + 2 [multiplicative] sum log |f|, constants left out, n the values observed. */
#ifndef MYN_FORECAST_ETS_H
#define MYN_FORECAST_ETS_H
#include <mynegai/forecast.h>

#define ETS_SEASONS_MOST 24
#define ETS_FREE_MOST    (6 + ETS_SEASONS_MOST) /* alpha, beta, gamma, phi, level, slope, m - 1 seasons; even */

typedef enum { ETS_NONE, ETS_ADD, ETS_TIMES } EtsPart;

typedef struct {
    EtsPart error; /* ETS_ADD or ETS_TIMES */
    EtsPart trend;
    bool damped;
    EtsPart season;
    unsigned m; /* seasons; 1 where there are none */
} EtsModel;

/* Parameters and states. What the model does not have: beta = gamma = 0, phi = 1, slope 0 (1 multiplicative). */
typedef struct {
    double alpha, beta, gamma, phi, level, slope;
    double season[ETS_SEASONS_MOST]; /* season[t % m] belongs to value t */
} EtsState;

typedef struct {
    double deviance;  /* -2 log L; INFINITY where the model cannot have made the series */
    double squares;   /* sum e^2 */
    size_t observed;  /* values not missing */
    size_t estimated; /* parameters: smoothing, initial states (seasons less one) and the variance */
} EtsScore;

/* "ETS(A,Ad,N)" into TEXT (16 bytes). */
void ets_name(const EtsModel *model, char text[16]);

/* How many parameters MODEL estimates, the variance included. */
size_t ets_estimated(const EtsModel *model);

/* AICc = -2 log L + 2 k + 2 k (k + 1) / (n - k - 1); INFINITY where n <= k + 1. */
double ets_aicc(const EtsScore *score);

/* sum e^2 / (n - k + 1), k with the variance; NaN where there is nothing left. */
double ets_variance(const EtsScore *score);

/* The forecast of a value of season AT from *STATE, which goes on over that value Y (NaN: without it). */
double ets_step(const EtsModel *model, EtsState *state, unsigned at, double y);

/* Run MODEL from *STATE through Y (n); *STATE becomes the states after the last value. FITTED (n) or NULL: the
 * one-step forecasts. O(n). */
EtsScore ets_run(const EtsModel *model, EtsState *state, const double *y, size_t n, double *fitted);

/* Whether forecasts do not blow up errors of the start: the characteristic roots lie in the unit circle
 * (Hyndman, Akram and Archibald 2008, doi:10.1007/s10463-006-0109-x). O(m^2). */
bool ets_admissible(const EtsModel *model, const EtsState *state);

/* The states that make a series of N values likeliest within the usual region (1e-4 <= alpha <= .9999,
 * 1e-4 <= beta <= alpha, 1e-4 <= gamma <= 1 - alpha, .8 <= phi <= .98) and admissible. */
typedef struct {
    EtsModel model;
    EtsState start;
    EtsScore score;
    bool converged;
} EtsFit;

/* Fit MODEL to Y. MYN_ERR_DATA where it cannot be (multiplicative parts and values that are not positive, fewer
 * values than parameters). */
myn_status ets_fit(const EtsModel *model, const double *y, size_t n, EtsFit *out,
                   myn_arena *scratch) MYN_CHECKED;

/* The model of least AICc among the additive and multiplicative errors, no, additive or damped trend and no,
 * additive or multiplicative seasons whose variance is finite: 15 for positive seasonal series. */
myn_status ets_choose(const double *y, size_t n, unsigned m, EtsFit *out, myn_arena *scratch) MYN_CHECKED;

/* Means and variances H steps ahead of the states END (after value n - 1); exact for additive trends, and NaN
 * variances for multiplicative ones, whose intervals are simulated. */
typedef struct {
    const EtsModel *model;
    const EtsState *end;
    size_t n;
    double sigma2;
} EtsEnd;
void ets_ahead(const EtsEnd *end, size_t horizon, double *mean, double *variance);

/* FIT's forecast of SERIES into OUT: name, parameters, likelihood, means, intervals, fitted values. */
myn_status ets_answer(const EtsFit *fit, const myn_series *series, const myn_outlook *outlook,
                      myn_forecast *out, myn_arena *scratch) MYN_CHECKED;

#endif
