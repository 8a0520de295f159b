/* The exact and the conditional innovations of a stationary process. */
#include "forecast/arma.h"
#include <math.h>
#include <string.h>

#define STILL 1e-14 /* of the variance still to be gained: the gain stands */

myn_status arma_work_new(ArmaWork *out, size_t most, size_t columns, myn_arena *arena)
{
    double **part[] = {&out->gain, &out->step, &out->gamma, &out->psi};
    *out = (ArmaWork){.most = most, .columns = columns};
    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        if (!(*part[i] = myn_arena_zero(arena, most + 2, sizeof(double)))) return MYN_ERR_MEMORY;
    out->state = myn_arena_zero(arena, (most + 2) * columns, sizeof(double));
    out->gamma_u = myn_arena_zero(arena, 2 * most + 2, sizeof(double));
    out->level = myn_arena_zero(arena, (most + 2) * (most + 2), sizeof(double));
    return out->state && out->gamma_u && out->level ? MYN_OK : MYN_ERR_MEMORY;
}

/* Coefficients of the predictors of order 1..P into rows of LEVEL (row k - 1: order k), the last is PHI; false where
 * a partial autocorrelation is not inside (-1, 1). *VARIANCE becomes prod 1 / (1 - r^2), the variance of the
 * process. */
static bool levels(const double *phi, size_t p, double *level, double *variance)
{
    memcpy(level + (p - 1) * p, phi, p * sizeof *phi);
    *variance = 1;
    for (size_t k = p; k > 0; k--) {
        const double *from = level + (k - 1) * p;
        double r = from[k - 1], rest = (1 - r) * (1 + r);
        if (!(rest > 1e-12)) return false;
        *variance /= rest;
        if (k == 1) break;
        double *to = level + (k - 2) * p, inverse = 1 / rest;
        for (size_t i = 0; i + 1 < k; i++) to[i] = (from[i] + r * from[k - 2 - i]) * inverse;
    }
    return isfinite(*variance);
}

/* Autocovariances 0..LAGS of the autoregression alone. */
static bool autoregression(const Arma *a, size_t lags, ArmaWork *w)
{
    double *g = w->gamma_u;
    g[0] = 1;
    if (a->ar && !levels(a->phi, a->ar, w->level, &g[0])) return false;
    for (size_t k = 1; k <= lags; k++) {
        const double *phi = k < a->ar ? w->level + (k - 1) * a->ar : a->phi;
        size_t order = k < a->ar ? k : a->ar;
        double sum = 0;
        for (size_t j = 1; j <= order; j++) sum += phi[j - 1] * g[k - j];
        g[k] = sum;
    }
    return true;
}

bool arma_autocovariance(const Arma *arma, size_t lags, ArmaWork *w)
{
    size_t q = arma->ma;
    if (!autoregression(arma, lags + q, w)) return false;
    memset(w->gamma, 0, (lags + 1) * sizeof *w->gamma);
    for (size_t j = 0; j <= q; j++) {
        double c = j ? arma->theta[j - 1] : 1;
        for (size_t i = 1; i + j <= q; i++) c += arma->theta[i - 1] * arma->theta[i + j - 1];
        if (c == 0) continue;
        for (size_t k = 0; k <= lags; k++) {
            double both = w->gamma_u[k > j ? k - j : j - k] + (j ? w->gamma_u[k + j] : 0);
            w->gamma[k] += c * both;
        }
    }
    return true;
}

/* cov(state_i, w), i = 0..r, into OUT; the autocovariances and psi weights are known. */
static void with_observed(const Arma *a, size_t r, const ArmaWork *w, double *out)
{
    memset(out, 0, (r + 1) * sizeof *out);
    out[0] = w->gamma[0];
    for (size_t j = 2; j <= a->ar; j++) {
        double phi = a->phi[j - 1];
        if (phi != 0)
            for (size_t i = 2; i <= j; i++) out[i - 1] += phi * w->gamma[j - i + 1];
    }
    for (size_t j = 2; j <= a->ma + 1; j++) {
        double theta = a->theta[j - 2];
        if (theta != 0)
            for (size_t i = 2; i <= j; i++) out[i - 1] += theta * w->psi[j - i];
    }
}

static bool moments(const Arma *arma, ArmaWork *w)
{
    if (!arma_autocovariance(arma, arma->ar, w)) return false;
    arma_psi(arma, arma->ma, w->psi);
    return true;
}

size_t arma_states(const Arma *arma)
{
    return arma->ar > arma->ma + 1 ? arma->ar : arma->ma + 1;
}

bool arma_state_variance(const Arma *a, ArmaWork *w, double *out, size_t stride)
{
    size_t r = arma_states(a);
    if (!moments(a, w)) return false;
    with_observed(a, r, w, w->gain);
    for (size_t i = r; i-- > 0;)
        for (size_t j = r; j-- > 0;) {
            double ti = i ? a->theta[i - 1] : 1, tj = j ? a->theta[j - 1] : 1;
            double sum = a->phi[i] * (a->phi[j] * w->gain[0] + w->gain[j + 1]) + a->phi[j] * w->gain[i + 1];
            double further = i + 1 < r && j + 1 < r ? out[(i + 1) * stride + j + 1] : 0;
            out[i * stride + j] = sum + further + ti * tj;
        }
    return true;
}

/* gain = T cov(state, w) */
static void first_gain(const Arma *a, size_t r, ArmaWork *w)
{
    with_observed(a, r, w, w->step);
    for (size_t i = 0; i < r; i++) w->gain[i] = a->phi[i] * w->gamma[0] + w->step[i + 1];
    memcpy(w->step, w->gain, r * sizeof *w->gain);
    w->step[r] = 0;
}

/* state <- T state + gain v */
static void advance(const double *restrict phi, const double *restrict gain, double *restrict state, size_t r,
                    double v)
{
    double first = state[0];
    for (size_t i = 0; i < r; i++) state[i] = phi[i] * first + state[i + 1] + gain[i] * v;
}

/* The gain and its increment one time on: gain += T step u, step <- (T - gain Z / F) step. */
static void gain_on(const double *restrict phi, double *restrict gain, double *restrict step, size_t r,
                    const double by[2])
{
    double first = step[0], u = by[0], over = by[1];
    for (size_t i = 0; i < r; i++) {
        double moved = phi[i] * first + step[i + 1];
        step[i] = moved - gain[i] * over;
        gain[i] += moved * u;
    }
}

static double squares(const double *x, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += x[i] * x[i];
    return sum;
}

/* Where the filter stands: the innovation's variance, the weight of the increment, log det so far. */
typedef struct {
    double f, weight, product, log_det;
    bool still;
} Course;

/* The variance and the gain of the next time; false where rounding has eaten the variance. */
static bool course_on(const Arma *a, size_t r, ArmaWork *w, Course *c)
{
    double first = w->step[0], u = first * c->weight, f = c->f + first * u;
    double by[2] = {u, first / c->f};
    if (!(f > .5)) return false;
    gain_on(a->phi, w->gain, w->step, r, by);
    c->weight *= c->f / f;
    c->f = f;
    return true;
}

/* One time: the innovations of all columns, their share of the determinant. */
static void observe(const Arma *a, size_t r, const Columns *d, ArmaWork *w, size_t t, Course *c, double *out)
{
    double over = 1 / sqrt(c->f);
    for (size_t i = 0; i < d->columns; i++) {
        double *state = w->state + i * (w->most + 2), v = d->at[i * d->n + t] - state[0];
        out[i * d->n + t] = v * over;
        advance(a->phi, w->gain, state, r, v * over * over);
    }
    c->product *= c->f;
    if (c->product > 1e200) {
        c->log_det += log(c->product);
        c->product = 1;
    }
}

bool arma_innovations(const Arma *arma, const Columns *data, ArmaWork *w, double *out, double *log_det)
{
    size_t r = arma_states(arma);
    if (!moments(arma, w)) return false;
    first_gain(arma, r, w);
    memset(w->state, 0, (w->most + 2) * data->columns * sizeof *w->state);
    Course c = {.f = w->gamma[0], .weight = -1 / w->gamma[0], .product = 1};
    if (!(c.f < 1e100)) return false;
    for (size_t t = 0; t < data->n; t++) {
        observe(arma, r, data, w, t, &c, out);
        if (c.still) continue;
        if (!course_on(arma, r, w, &c)) return false;
        if (t % 4 == 3) c.still = squares(w->step, r) * -c.weight < STILL;
    }
    *log_det = c.log_det + log(c.product);
    return true;
}

/* The lags at which COEFFICIENT (degree) is not 0, into LAG; returns how many. */
static size_t lags_of(const double *coefficient, size_t degree, size_t *lag)
{
    size_t count = 0;
    for (size_t j = 0; j < degree; j++)
        if (coefficient[j] != 0) lag[count++] = j + 1;
    return count;
}

#define LAGS_MOST ((ARMA_NEAR_MOST + 1) * (ARMA_FAR_MOST + 1))

void arma_conditional(const Arma *arma, const Columns *data, size_t skip, double *out)
{
    size_t ar[LAGS_MOST], ma[LAGS_MOST];
    size_t ars = lags_of(arma->phi, arma->ar, ar), mas = lags_of(arma->theta, arma->ma, ma);
    for (size_t c = 0; c < data->columns; c++) {
        const double *w = data->at + c * data->n;
        double *e = out + c * data->n;
        for (size_t t = 0; t < data->n; t++) {
            double v = w[t];
            for (size_t j = 0; j < ars && t >= ar[j]; j++) v -= arma->phi[ar[j] - 1] * w[t - ar[j]];
            for (size_t j = 0; j < mas && t >= ma[j]; j++) v -= arma->theta[ma[j] - 1] * e[t - ma[j]];
            e[t] = t < skip ? 0 : v;
        }
    }
}
