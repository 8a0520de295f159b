/* Estimates of a seasonal ARIMA model of given orders. */
#include "forecast/arima.h"
#include "forecast/minimise.h"
#include <float.h>
#include <math.h>
#include <string.h>

#define STEPS           100
#define SECOND_START    .1
#define START_ENOUGH    1e-4  /* the conditional search only gives a start */
#define MOVING_MOST     .9    /* partial autocorrelations at the start of the exact search, */
#define REGRESSIVE_MOST 2.5   /* and tanh^-1 of those of the autoregression */
#define DEPENDENT       1e-10 /* what is left of a column that the others determine, of its length */

/* What an evaluation works with: the model multiplied out, the columns' innovations, their triangle. */
typedef struct {
    const Differenced *data;
    ArimaOrder order;
    Columns columns;
    Arma arma;
    ArmaWork work;
    double *innovation; /* columns x n */
    double *triangle;   /* columns x columns: row c holds column c's weights on those before it */
    Polynomial ar, ma;
    double variance, log_det, terms;
    bool conditional;
} Model;

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static myn_status model_new(Model *m, const Differenced *data, const ArimaOrder *order, myn_arena *arena)
{
    size_t most = larger(order->p + order->P * order->m, order->q + order->Q * order->m) + 1;
    *m = (Model){.data = data, .order = *order, .columns = data->columns};
    m->columns.columns = 1 + data->gaps + data->drivers + order->constant;
    size_t k = m->columns.columns;
    m->ar = (Polynomial){.near = order->p, .far = order->P, .season = order->m};
    m->ma = (Polynomial){.near = order->q, .far = order->Q, .season = order->m};
    m->innovation = myn_arena_zero(arena, k * data->columns.n, sizeof(double));
    m->triangle = myn_arena_zero(arena, k * k, sizeof(double));
    if (!m->innovation || !m->triangle) return MYN_ERR_MEMORY;
    myn_status status = arma_new(&m->arma, most, arena);
    return status ? status : arma_work_new(&m->work, most, k, arena);
}

/* Partial autocorrelations from X by F, to coefficients times SIGN. */
static void coefficients(const double *x, size_t n, double (*f)(double), double sign, double *out)
{
    double r[ARMA_NEAR_MOST] = {0};
    for (size_t i = 0; i < n; i++) r[i] = f(x[i]);
    arma_from_partial(r, n, out);
    for (size_t i = 0; i < n; i++) out[i] *= sign;
}

/* Variables to polynomials: tanh keeps the autoregression stationary; sin lets the moving average reach the unit
 * circle, where short series often have their greatest likelihood, and folds back beyond it as the likelihood does. */
static void polynomials(Model *m, const double *x)
{
    coefficients(x, m->ar.near, tanh, 1, m->ar.near_at);
    coefficients(x += m->ar.near, m->ma.near, sin, -1, m->ma.near_at);
    coefficients(x += m->ma.near, m->ar.far, tanh, 1, m->ar.far_at);
    coefficients(x + m->ar.far, m->ma.far, sin, -1, m->ma.far_at);
}

static double dot(const double *a, const double *b, size_t n)
{
    double sum[4] = {0};
    size_t t = 0;
    for (; t + 4 <= n; t += 4)
        for (size_t i = 0; i < 4; i++) sum[i] += a[t + i] * b[t + i];
    for (; t < n; t++) sum[0] += a[t] * b[t];
    return sum[0] + sum[1] + sum[2] + sum[3];
}

static void subtract(double *restrict from, const double *restrict x, double weight, size_t n)
{
    for (size_t t = 0; t < n; t++) from[t] -= weight * x[t];
}

/* Take column C out of those after it and of column 0 (Gram and Schmidt, modified). Returns its squared length
 * before: 0 where the others determine it. */
static double project(Model *m, size_t c)
{
    size_t n = m->columns.n, k = m->columns.columns;
    double *own = m->innovation + c * n, *row = m->triangle + c * k, length = dot(own, own, n);
    bool dependent = !(length > DEPENDENT * DEPENDENT * row[c]) || !(length > 0);
    row[0] = 0;
    for (size_t j = 0; j < k; j++) {
        if (j > 0 && j <= c) continue;
        double *other = m->innovation + j * n;
        row[j] = dependent ? 0 : dot(own, other, n) / length;
        if (!dependent) subtract(other, own, row[j], n);
    }
    return dependent ? 0 : length;
}

/* Least squares of column 0's innovations on the others'. A gap's column integrates over the missing value: its
 * length goes into the determinant and takes a term away. Returns the sum of squares left. */
static double regress(Model *m)
{
    size_t n = m->columns.n, k = m->columns.columns;
    for (size_t c = 1; c < k; c++)
        m->triangle[c * k + c] = dot(m->innovation + c * n, m->innovation + c * n, n);
    for (size_t c = 1; c < k; c++) {
        double length = project(m, c);
        if (length == 0 || c > m->data->gaps) continue;
        m->log_det += log(length);
        m->terms -= 1;
    }
    return fmax(dot(m->innovation, m->innovation, n), m->data->floor);
}

/* log variance / 2 + log det / (2 n): minus the log-likelihood a value, but for constants. */
static double evaluate(Model *m)
{
    size_t skip = m->order.p + m->order.P * m->order.m, n = m->columns.n;
    arma_expand(&m->ar, &m->ma, &m->arma);
    m->log_det = 0;
    if (m->conditional) {
        if (n <= skip) return INFINITY;
        arma_conditional(&m->arma, &m->columns, skip, m->innovation);
        n -= skip;
    } else if (!arma_innovations(&m->arma, &m->columns, &m->work, m->innovation, &m->log_det)) {
        return INFINITY;
    }
    m->terms = (double)n;
    double squares = regress(m);
    if (!(m->terms > 0) || !isfinite(squares)) return INFINITY;
    m->variance = squares / m->terms;
    return .5 * (log(m->variance) + (m->conditional ? 0 : m->log_det / m->terms));
}

static double objective(void *ctx, const double *x, double *residual)
{
    Model *m = ctx;
    polynomials(m, x);
    double f = evaluate(m);
    if (residual && isfinite(f)) memcpy(residual, m->innovation, m->columns.n * sizeof *residual);
    return f;
}

/* Regression coefficients from the triangle, last first. */
static void back_substitute(const Model *m, double *beta)
{
    size_t k = m->columns.columns;
    for (size_t c = k; c-- > 1;) {
        const double *row = m->triangle + c * k;
        beta[c - 1] = row[0];
        for (size_t j = c + 1; j < k; j++) beta[c - 1] -= row[j] * beta[j - 1];
    }
}

/* AICc: every coefficient and the variance count, gaps do not. */
static double corrected(double minus_2_loglik, double parameters, double n)
{
    double rest = n - parameters - 1;
    return rest > 0 ? minus_2_loglik + 2 * parameters + 2 * parameters * (parameters + 1) / rest : INFINITY;
}

/* FIT from the model as it was evaluated last. */
static void report(const Model *m, ArimaFit *fit)
{
    const ArimaOrder *o = &m->order;
    double n = m->terms, all = (double)m->data->columns.n - (double)m->data->gaps;
    fit->order = *o;
    fit->ar = m->ar;
    fit->ma = m->ma;
    fit->variance = m->variance;
    fit->coefficients = o->p + o->q + o->P + o->Q + m->data->drivers + o->constant;
    double k = (double)fit->coefficients + 1, minus_2 = all * log(m->variance);
    fit->loglik = NAN;
    if (!m->conditional) {
        fit->loglik = -.5 * (n * log(2 * M_PI * m->variance) + n + m->log_det);
        minus_2 = -2 * fit->loglik;
    }
    fit->aicc = corrected(minus_2, k, all);
    back_substitute(m, fit->beta);
}

static myn_status fit_new(const Differenced *data, ArimaFit *fit, myn_arena *arena)
{
    fit->beta = myn_arena_zero(arena, data->columns.columns + 1, sizeof *fit->beta);
    return fit->beta ? MYN_OK : MYN_ERR_MEMORY;
}

myn_status arima_evaluate(const Differenced *data, ArimaFit *fit, myn_arena *arena)
{
    Model m;
    myn_status status = fit_new(data, fit, arena);
    if (!status) status = model_new(&m, data, &fit->order, arena);
    if (status) return status;
    m.ar = fit->ar;
    m.ma = fit->ma;
    if (!isfinite(evaluate(&m))) return MYN_ERR_DATA;
    report(&m, fit);
    return MYN_OK;
}

/* Search from X, conditional or exact. */
static myn_status search(Model *m, bool conditional, double enough, double *x, Minimum *found,
                         myn_arena *arena)
{
    const ArimaOrder *o = &m->order;
    Minimise what = {objective, m, o->p + o->q + o->P + o->Q, m->columns.n, enough, STEPS};
    m->conditional = conditional;
    return minimise(&what, x, found, arena);
}

/* A start well inside: at the unit circle the likelihood's derivative by a moving average vanishes, whether it is
 * greatest there or not. */
static void inside(const ArimaOrder *o, double *x)
{
    size_t near = o->p + o->q, all = near + o->P + o->Q;
    for (size_t i = 0; i < all; i++) {
        bool moving = i < near ? i >= o->p : i >= near + o->P;
        x[i] = moving ? asin(fmax(-MOVING_MOST, fmin(MOVING_MOST, sin(x[i]))))
                      : fmax(-REGRESSIVE_MOST, fmin(REGRESSIVE_MOST, x[i]));
    }
}

/* The exact search once more, from every variable a little above 0; X and FOUND become its end where that is better. */
static myn_status again(Model *m, double enough, double *x, Minimum *found, myn_arena *arena)
{
    double other[MINIMISE_MOST];
    Minimum second;
    for (size_t i = 0; i < MINIMISE_MOST; i++) other[i] = SECOND_START;
    myn_status status = search(m, false, enough, other, &second, arena);
    if (status || !(second.least < found->least)) return status;
    memcpy(x, other, sizeof other);
    *found = second;
    return MYN_OK;
}

myn_status arima_fit(const Differenced *data, const ArimaOrder *order, const ArimaEffort *effort,
                     ArimaFit *out, myn_arena *arena)
{
    Model m;
    Minimum found;
    double x[MINIMISE_MOST] = {0}, zero[MINIMISE_MOST] = {0};
    *out = (ArimaFit){0};
    myn_status status = fit_new(data, out, arena);
    myn_arena_mark mark = myn_arena_here(arena);
    if (!status) status = model_new(&m, data, order, arena);
    if (!status)
        status = search(&m, true, effort->conditional ? effort->enough : START_ENOUGH, x, &found, arena);
    if (!status && !isfinite(found.least)) memcpy(x, zero, sizeof x);
    if (!effort->conditional) inside(order, x);
    if (!status && !effort->conditional) status = search(&m, false, effort->enough, x, &found, arena);
    if (!status && effort->twice) status = again(&m, effort->enough, x, &found, arena);
    if (!status && !isfinite(objective(&m, x, NULL))) status = MYN_ERR_DATA;
    if (!status) report(&m, out);
    out->converged = !status && found.converged;
    myn_arena_rewind(arena, mark);
    return status;
}
