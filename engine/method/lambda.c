/* The lambda of greatest likelihood.
 *
 * With y(lambda) the transformed values and J the sum of ln dy/dx by lambda, the likelihood is
 * -n/2 ln sum (y - mean y)^2 + lambda J but for a constant. Its slope is J - n sum (y - mean y) y' / sum (y -
 * mean y)^2; the root of the slope is found to the last bits, where the top of a curve could only be found to
 * half of them. */
#include "method/lambda.h"
#include <math.h>
#include <mynegai/sum.h>

#define STEPS_MOST 200

double myn_lambda_power(double v, double lambda)
{
    return lambda == 0 ? v : expm1(v * lambda) / lambda;
}

/* The power's derivative by lambda. Near 0 by its series v^2 sum (k + 1) t^k / (k + 2)!, t = v lambda, where
 * the plain form would lose its digits. */
static double power_slope(double v, double lambda)
{
    double t = v * lambda;
    if (fabs(t) > 0.5) return (v * exp(t) - myn_lambda_power(v, lambda)) / lambda;
    double sum = 0, term = 0.5; /* t^k / (k + 2)! */
    for (int k = 0; k < 16; k++) {
        sum += (k + 1) * term;
        term *= t / (k + 3);
    }
    return v * v * sum;
}

typedef struct {
    const Logs *logs;
    double *y, *slope; /* n each */
} Work;

/* The likelihood's slope at LAMBDA, divided by n; NaN where a power is too large. */
static double slope_at(const Work *work, double lambda)
{
    const Logs *logs = work->logs;
    double n = (double)logs->n;
    for (size_t i = 0; i < logs->n; i++) {
        bool up = !logs->upside || logs->upside[i];
        double power = up ? lambda : 2 - lambda, y = myn_lambda_power(logs->v[i], power);
        work->y[i] = up ? y : -y;
        work->slope[i] = power_slope(logs->v[i], power); /* of -power by 2 - lambda: the signs cancel */
    }
    double mean = myn_sum_of(work->y, NULL, logs->n).total / n;
    double squares = myn_sum_power(work->y, NULL, logs->n, mean, 2).total;
    for (size_t i = 0; i < logs->n; i++) work->slope[i] *= work->y[i] - mean;
    double together = myn_sum_of(work->slope, NULL, logs->n).total;
    return isfinite(squares) && isfinite(together) ? logs->jacobian / n - together / squares : NAN;
}

/* A place where the slope has a sign, and the slope there. */
typedef struct {
    double at, slope;
} Place;

/* From 1 away, in the direction of the slope, by steps that double. */
static bool bracket(const Work *work, Place *from, Place *to)
{
    *from = *to = (Place){1, slope_at(work, 1)};
    double step = from->slope > 0 ? 0.25 : -0.25;
    while (isfinite(to->slope) && (to->slope > 0) == (from->slope > 0) && to->slope != 0) {
        if (fabs(to->at) >= LAMBDA_MOST) return false;
        *from = *to;
        to->at = fmax(-LAMBDA_MOST, fmin(LAMBDA_MOST, to->at + step));
        to->slope = slope_at(work, to->at);
        step *= 2;
    }
    return isfinite(to->slope);
}

/* False position, the end that stays twice counting half (Illinois); a bisection at every fourth step, so
 * that it always ends. */
static bool root(const Work *work, Place a, Place b, double *lambda)
{
    for (int step = 0; step < STEPS_MOST; step++) {
        double middle = a.at + (b.at - a.at) / 2;
        *lambda = fabs(a.slope) < fabs(b.slope) ? a.at : b.at;
        if (a.slope == 0 || b.slope == 0 || fabs(b.at - a.at) <= 4e-16 * fmax(1, fabs(middle))) return true;
        double at = step % 4 == 3 ? middle : b.at - b.slope * (b.at - a.at) / (b.slope - a.slope);
        if (!(at > fmin(a.at, b.at) && at < fmax(a.at, b.at))) at = middle;
        if (at == a.at || at == b.at) return true;
        Place next = {at, slope_at(work, at)};
        if (!isfinite(next.slope)) return false;
        if ((next.slope > 0) != (b.slope > 0))
            a = b;
        else
            a.slope /= 2;
        b = next;
    }
    return false;
}

myn_status myn_lambda_fit(const Logs *logs, double *lambda, myn_arena *scratch, const char **why)
{
    Work work = {logs, myn_arena_get(scratch, logs->n * sizeof(double)),
                 myn_arena_get(scratch, logs->n * sizeof(double))};
    if (!work.y || !work.slope) return MYN_ERR_MEMORY;
    Place from, to;
    bool found = bracket(&work, &from, &to) && root(&work, from, to, lambda);
    if (!found)
        *why = myn_arena_print(
            scratch,
            "no lambda from -20 to 20 has the greatest likelihood: between %.6g and %.6g its slope goes from "
            "%.3g to %.3g",
            from.at, to.at, from.slope, to.slope);
    return found ? MYN_OK : MYN_ERR_DATA;
}
