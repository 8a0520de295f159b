/* Quasi-Newton search with a Gauss-Newton start. */
#include "forecast/minimise.h"
#include <math.h>
#include <string.h>

#define DIFFERENCE 1e-7 /* of a derivative; variables are angles and logarithms near 1 */
#define RIDGE      1e-3 /* of the greatest curvature, added to all: models may be over-parameterised */
#define HALVINGS   12
#define LONGEST    2.0 /* step in any variable */

typedef struct {
    const Minimise *what;
    size_t k;
    double x[MINIMISE_MOST], g[MINIMISE_MOST], step[MINIMISE_MOST];
    double inverse[MINIMISE_MOST][MINIMISE_MOST]; /* of the Hessian */
    double f, *residual, *moved, *jacobian;       /* n, n, k x n */
    size_t evaluations;
} Search;

static double value(Search *s, const double *x, double *residual)
{
    s->evaluations++;
    double f = s->what->objective(s->what->ctx, x, residual);
    return isnan(f) ? INFINITY : f;
}

/* The derivative at x, with rows of the Jacobian where JACOBIAN. */
static void derive(Search *s, bool jacobian)
{
    size_t n = s->what->n;
    double x[MINIMISE_MOST];
    memcpy(x, s->x, sizeof x);
    for (size_t i = 0; i < s->k; i++) {
        double h = DIFFERENCE;
        x[i] = s->x[i] + h;
        double f = value(s, x, s->moved);
        if (isinf(f)) {
            h = -h;
            x[i] = s->x[i] + h;
            f = value(s, x, s->moved);
        }
        x[i] = s->x[i];
        s->g[i] = isinf(f) ? 0 : (f - s->f) / h;
        double *row = s->jacobian + i * n;
        for (size_t t = 0; jacobian && t < n; t++) row[t] = isinf(f) ? 0 : (s->moved[t] - s->residual[t]) / h;
    }
}

static double dot(const double *a, const double *b, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += a[i] * b[i];
    return sum;
}

/* Invert the positive definite A (k x k) into OUT, by Cholesky; false where it is not. */
static bool invert(size_t k, double a[MINIMISE_MOST][MINIMISE_MOST], double out[MINIMISE_MOST][MINIMISE_MOST])
{
    double l[MINIMISE_MOST][MINIMISE_MOST] = {{0}};
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j <= i; j++) {
            double rest = a[i][j] - dot(l[i], l[j], j);
            if (i == j && !(rest > 0)) return false;
            l[i][j] = i == j ? sqrt(rest) : rest / l[j][j];
        }
    for (size_t c = 0; c < k; c++) {
        double y[MINIMISE_MOST];
        for (size_t i = 0; i < k; i++) y[i] = ((i == c) - dot(l[i], y, i)) / l[i][i];
        for (size_t i = k; i-- > 0;) {
            for (size_t j = i + 1; j < k; j++) y[i] -= l[j][i] * out[j][c];
            out[i][c] = y[i] / l[i][i];
        }
    }
    return true;
}

static void plain(Search *s)
{
    memset(s->inverse, 0, sizeof s->inverse);
    for (size_t i = 0; i < s->k; i++) s->inverse[i][i] = 1;
}

/* J'J / sum of squares, and a ridge, inverted. */
static void gauss_newton(Search *s)
{
    size_t n = s->what->n;
    double h[MINIMISE_MOST][MINIMISE_MOST], all = dot(s->residual, s->residual, n), most = 0;
    for (size_t i = 0; i < s->k; i++)
        for (size_t j = 0; j <= i; j++)
            h[i][j] = h[j][i] = dot(s->jacobian + i * n, s->jacobian + j * n, n) / all;
    for (size_t i = 0; i < s->k; i++) most = fmax(most, h[i][i]);
    for (size_t i = 0; i < s->k; i++) h[i][i] += RIDGE * most + 1e-8;
    if (!(all > 0) || !isfinite(most) || !invert(s->k, h, s->inverse)) plain(s);
}

/* The quasi-Newton step; returns what it promises to gain (twice the Newton decrement's half). */
static double direction(Search *s)
{
    double longest = 0;
    for (size_t i = 0; i < s->k; i++) {
        s->step[i] = -dot(s->inverse[i], s->g, s->k);
        longest = fmax(longest, fabs(s->step[i]));
    }
    if (longest > LONGEST)
        for (size_t i = 0; i < s->k; i++) s->step[i] *= LONGEST / longest;
    return -dot(s->step, s->g, s->k);
}

/* Go along the step as far as it gains; false where it gains nothing. */
static bool descend(Search *s, double slope, double *x)
{
    double length = 1;
    for (int i = 0; i < HALVINGS; i++) {
        for (size_t j = 0; j < s->k; j++) x[j] = s->x[j] + length * s->step[j];
        double f = value(s, x, s->residual);
        if (f <= s->f - 1e-4 * length * slope) {
            s->f = f;
            return true;
        }
        double best = isinf(f) ? 0 : length * length * slope / (2 * (f - s->f + length * slope));
        length = fmin(length / 2, fmax(best, length / 10));
    }
    return false;
}

/* Broyden, Fletcher, Goldfarb and Shanno's update by the step P and the change Y of the derivative. */
static void learn(Search *s, const double *p, const double *y)
{
    double hy[MINIMISE_MOST], py = dot(p, y, s->k);
    if (!(py > 1e-14)) return;
    for (size_t i = 0; i < s->k; i++) hy[i] = dot(s->inverse[i], y, s->k);
    double both = 1 + dot(y, hy, s->k) / py;
    for (size_t i = 0; i < s->k; i++)
        for (size_t j = 0; j < s->k; j++)
            s->inverse[i][j] += (both * p[i] * p[j] - hy[i] * p[j] - p[i] * hy[j]) / py;
}

/* One step; whether the search goes on. */
static bool onward(Search *s, bool *converged)
{
    double slope = direction(s), x[MINIMISE_MOST], p[MINIMISE_MOST], y[MINIMISE_MOST];
    if (slope < 0) {
        plain(s);
        slope = direction(s);
    }
    *converged = slope < 2 * s->what->enough;
    if (*converged) return false;
    if (!descend(s, slope, x)) {
        *converged = slope < 1e-5;
        return false;
    }
    for (size_t i = 0; i < s->k; i++) {
        p[i] = x[i] - s->x[i];
        y[i] = -s->g[i];
        s->x[i] = x[i];
    }
    derive(s, false);
    for (size_t i = 0; i < s->k; i++) y[i] += s->g[i];
    learn(s, p, y);
    return true;
}

static myn_status room(Search *s, myn_arena *scratch)
{
    size_t n = s->what->n;
    s->residual = myn_arena_zero(scratch, n, sizeof(double));
    s->moved = myn_arena_zero(scratch, n, sizeof(double));
    s->jacobian = myn_arena_zero(scratch, (s->k + 1) * n, sizeof(double));
    return s->residual && s->moved && s->jacobian ? MYN_OK : MYN_ERR_MEMORY;
}

myn_status minimise(const Minimise *what, double *x, Minimum *out, myn_arena *scratch)
{
    Search s = {.what = what, .k = what->variables};
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_status status = room(&s, scratch);
    if (status) return status;
    memcpy(s.x, x, s.k * sizeof *x);
    s.f = value(&s, s.x, s.residual);
    *out = (Minimum){.converged = s.k == 0};
    if (s.k && isfinite(s.f)) {
        derive(&s, true);
        gauss_newton(&s);
        for (size_t i = 0; i < what->steps && onward(&s, &out->converged); i++) continue;
    }
    memcpy(x, s.x, s.k * sizeof *x);
    out->least = s.f;
    out->evaluations = s.evaluations;
    myn_arena_rewind(scratch, mark);
    return MYN_OK;
}
