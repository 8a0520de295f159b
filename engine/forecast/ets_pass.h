/* The inner loops of a fit: the likelihood, and its Gauss-Newton equations. */
#ifndef MYN_FORECAST_ETS_PASS_H
#define MYN_FORECAST_ETS_PASS_H
#include "forecast/ets.h"

/* What the loops run over. */
typedef struct {
    EtsModel model;
    const double *y;
    size_t n, observed;
    double floor; /* sum e^2 below this is rounding: all such fits are equally good */
} EtsTask;

/* Free parameters in this order: alpha, beta, gamma, phi (those the model has), level, slope, seasons 1 .. m - 1 (season
 * 0 is what makes the sum 0 or m). beta and gamma are put as shares of what alpha leaves them:
 * beta = 1e-4 + u (alpha - 1e-4), gamma = 1e-4 + u (1 - alpha - 1e-4), 0 <= u <= 1, so that the usual region is a box. */
typedef struct {
    int free, smoothing; /* how many in all, how many of them alpha, beta, gamma, phi */
    int beta, gamma, phi, level, slope, season; /* where; -1 none; season: of season 1 */
} EtsPlaces;

EtsPlaces ets_places(const EtsModel *model);

/* The states that the free parameters U mean, and back. */
void ets_state_of(const EtsModel *model, const double *u, EtsState *state);
void ets_free_of(const EtsModel *model, const EtsState *state, double *u);

/* Normal equations of the residuals r = e exp(mean log f) (f only with multiplicative error), whose sum of squares is
 * exp(deviance / n): matrix sum dr dr' (rows of ETS_FREE_MOST) and gradient sum r dr, both over exp(2 mean log f). */
typedef struct {
    double matrix[ETS_FREE_MOST][ETS_FREE_MOST]; /* lower triangle */
    double gradient[ETS_FREE_MOST];
    double squares; /* sum e^2 */
} EtsEquations;

/* -2 log L at STATE; INFINITY where a forecast, level or season that must be positive is not. */
double ets_value(const EtsTask *task, const EtsState *state);

/* The equations at U; exact slopes, for multiplicative trends differences. False where ets_value is INFINITY. */
bool ets_equations(const EtsTask *task, const double *u, EtsEquations *out);

#endif
