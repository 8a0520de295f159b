/* Theta models in the one-pass form (Fiorucci et al. 2016, doi:10.1016/j.ijforecast.2016.02.005), for value t = 1, 2 ...:
 *
 *   forecast  mu = L + w (A p + B (t - T)),  w = 1 - 1 / theta in [0, 1]
 *   L' = L + alpha (y - L),  p' = (1 - alpha) p,  T' = T + alpha (t - T);  at first L = l0, p = 1, T = 0
 *
 * A + B t is the least-squares line of the values before t (dynamic) or of all values (static). p is what the
 * start still weighs and T the smoothed time, so that the bracket is the line less what smoothing the line gives; of a
 * series without gaps it is A q^(t-1) + B (1 - q^t) / alpha, q = 1 - alpha. A missing value leaves L, p, T and the line.
 * mu is linear in (l0, w) for a given alpha. */
#ifndef MYN_FORECAST_THETA_LINE_H
#define MYN_FORECAST_THETA_LINE_H
#include <mynegai/forecast.h>

/* A least-squares line through points one by one. */
typedef struct {
    double count, time, mean, tt, ty; /* centred sums */
    double a, b;
} ThetaLine;

void theta_line_add(ThetaLine *line, double t, double y);

typedef struct {
    double alpha, l0, w;
    bool dynamic;
} ThetaModel;

/* A model at some time: what the next forecast needs. */
typedef struct {
    ThetaModel model;
    double level, p, smoothed, t; /* t: of the next value, from 1 */
    ThetaLine line;
} ThetaState;

/* Before the first value of Y (n); the line of a static model is that of all values. */
ThetaState theta_start(const ThetaModel *model, const double *y, size_t n);

/* mu of the next value. */
double theta_next(const ThetaState *state);

/* Go on over value Y; NaN: only time goes on. */
void theta_see(ThetaState *state, double y);

/* Which residuals count: from the fourth, from the second of a series up to six values. */
static inline size_t theta_first(size_t n)
{
    return n > 6 ? 3 : 1;
}

/* alpha of the least sum of squares plus (RIDGE / n) Sgg (w - 1/2)^2 among 61 from .1 to .99; for each, (l0, w)
 * minimise the sum plus (RIDGE / n) [Sgg (w - 1/2)^2 + Spp (l0 - y0 / 2)^2], then w is cut to [0, 1] and l0 solved
 * again. Sgg and Spp are sums of squares of what w and l0 multiply. alpha is NaN without memory. O(61 n). */
ThetaModel theta_fit(const double *y, size_t n, bool dynamic, double ridge, myn_arena *scratch);

#endif
