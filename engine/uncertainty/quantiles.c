/* Distributions by their quantiles, on the incomplete gamma and beta functions. */
#include <float.h>
#include <math.h>
#include <mynegai/linalg.h>
#include <mynegai/stream.h>
#include <mynegai/uncertainty.h>

#define TINY 1e-300

static double wilson_hilferty(double a, double p)
{
    double root = 1 - 1 / (9 * a) + myn_normal_quantile(p) / (3 * sqrt(a));
    double start = a * root * root * root;
    int sign; /* lgamma writes to a global of the C library */
    if (a < 1 || !(start > 0)) start = exp((log(p) + lgamma_r(a + 1, &sign)) / a);
    return start > 0 ? start : TINY;
}

/* Halley's method, held between ends that are known to hold the quantile. */
double myn_gamma_quantile(double a, double p)
{
    if (!(a > 0) || !(p > 0 && p < 1)) return NAN;
    double x = wilson_hilferty(a, p), low = 0, high = INFINITY;
    for (int k = 0; k < 100 && x > TINY; k++) {
        myn_shares share = myn_gamma_shares(a, x);
        double error = p < 0.5 ? share.below - p : (1 - p) - share.above;
        if (error > 0)
            high = x;
        else
            low = x;
        double step = error / exp(myn_gamma_log_front(a, x) - log(x)), bend = ((a - 1) / x - 1) / 2;
        step /= fmax(0.5, fmin(1.5, 1 - step * bend));
        double next = x - step;
        if (!(next > low && next < high)) next = isinf(high) ? 2 * x : (low + high) / 2;
        double moved = fabs(next - x);
        x = next;
        if (moved <= 4 * DBL_EPSILON * x) break;
    }
    return x > TINY ? x : 0;
}

/* ---- whole numbers ---- */

/* A variable of whole numbers. */
typedef struct {
    double mean, n, q; /* n < 0: Poisson */
} Whole;

static double at_most(const Whole *w, double k)
{
    if (k < 0) return 0;
    if (w->n < 0) return myn_gamma_shares(k + 1, w->mean).above;
    return myn_binomial_below(k, w->n, w->q);
}

/* The least k with at_most(k) >= p: outwards from START by doubling steps, then halving. */
static double least_with(const Whole *w, double p, double start, double spread)
{
    double low = floor(fmax(start, 0)), high = low, step = fmax(1, floor(spread));
    while (low >= 0 && at_most(w, low) >= p) high = low, low -= step, step *= 2;
    if (low < 0) low = -1;
    step = fmax(1, floor(spread));
    while (at_most(w, high) < p) low = high, high += step, step *= 2;
    while (high - low > 1) {
        double middle = floor((low + high) / 2);
        if (at_most(w, middle) >= p)
            high = middle;
        else
            low = middle;
    }
    return high;
}

double myn_poisson_quantile(double m, double p)
{
    if (!(m >= 0 && m <= 1e15) || !(p > 0 && p < 1)) return NAN;
    Whole w = {m, -1, 0};
    double sd = sqrt(m);
    return m == 0 ? 0 : least_with(&w, p, m + sd * myn_normal_quantile(p), sd / 16);
}

double myn_binomial_quantile(double n, double q, double p)
{
    if (!(n >= 0 && n <= 1e15) || n != floor(n) || !(q >= 0 && q <= 1) || !(p > 0 && p < 1)) return NAN;
    if (q == 0 || q == 1) return n * q;
    Whole w = {n * q, n, q};
    double sd = sqrt(n * q * (1 - q));
    return least_with(&w, p, fmin(n, n * q + sd * myn_normal_quantile(p)), sd / 16);
}
