/* Distributions by their quantiles, on the incomplete gamma and beta functions (continued fractions by Lentz's method,
 * NIST DLMF 8.9.2 and 8.17.22). */
#include <float.h>
#include <math.h>
#include <mynegai/stream.h>
#include <mynegai/uncertainty.h>

#define MOST_TERMS 100000
#define TINY       1e-300

/* lgamma writes to a global of the C library. */
static double log_gamma(double x)
{
    int sign;
    return lgamma_r(x, &sign);
}

typedef struct {
    double value, c, d;
} Fraction;

/* The next term is NUMERATOR / (DENOMINATOR + ...). Whether the value still moves. */
static bool add_term(Fraction *f, double numerator, double denominator)
{
    f->d = denominator + numerator * f->d;
    f->c = denominator + numerator / f->c;
    if (fabs(f->d) < TINY) f->d = TINY;
    if (fabs(f->c) < TINY) f->c = TINY;
    f->d = 1 / f->d;
    double factor = f->c * f->d;
    f->value *= factor;
    return fabs(factor - 1) > DBL_EPSILON;
}

/* log of x^a e^-x / gamma(a). From a of some dozens on all three are large and nearly the same: told by how far x lies
 * from a, and Stirling's series of what is left (DLMF 5.11.1). */
static double log_front(double a, double x)
{
    if (a < 30) return a * log(x) - x - log_gamma(a);
    double t = (x - a) / a, rest = 1 / (12 * a) - 1 / (360 * a * a * a) + 1 / (1260 * pow(a, 5));
    return -a * (t - log1p(t)) + 0.5 * log(a / (2 * M_PI)) - rest;
}

/* Shares of a gamma variable of shape A below and above X. */
typedef struct {
    double below, above;
} Shares;

static Shares gamma_shares(double a, double x)
{
    if (!(x > 0)) return (Shares){0, 1};
    double front = exp(log_front(a, x));
    if (x < a + 1) {
        double term = 1 / a, sum = term;
        for (int k = 1; k < MOST_TERMS && term > sum * DBL_EPSILON / 2; k++) {
            term *= x / (a + k);
            sum += term;
        }
        return (Shares){front * sum, 1 - front * sum};
    }
    double b = x + 1 - a;
    Fraction f = {b, b, 0};
    for (int k = 1; k < MOST_TERMS; k++)
        if (!add_term(&f, -k * (k - a), b + 2 * k)) break;
    return (Shares){1 - front / f.value, front / f.value};
}

static double wilson_hilferty(double a, double p)
{
    double root = 1 - 1 / (9 * a) + myn_normal_quantile(p) / (3 * sqrt(a));
    double start = a * root * root * root;
    if (a < 1 || !(start > 0)) start = exp((log(p) + log_gamma(a + 1)) / a);
    return start > 0 ? start : TINY;
}

/* Halley's method, held between ends that are known to hold the quantile. */
double myn_gamma_quantile(double a, double p)
{
    if (!(a > 0) || !(p > 0 && p < 1)) return NAN;
    double x = wilson_hilferty(a, p), low = 0, high = INFINITY;
    for (int k = 0; k < 100 && x > TINY; k++) {
        Shares share = gamma_shares(a, x);
        double error = p < 0.5 ? share.below - p : (1 - p) - share.above;
        if (error > 0)
            high = x;
        else
            low = x;
        double step = error / exp(log_front(a, x) - log(x)), bend = ((a - 1) / x - 1) / 2;
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

/* The fraction of I_x(a, b), good for x < (a + 1) / (a + b + 2). */
static double beta_fraction(double x, double a, double b)
{
    Fraction f = {1, 1, 0};
    bool moves = true;
    for (int k = 1; moves && k < MOST_TERMS; k++) {
        double m = k;
        moves = add_term(&f, -(a + m - 1) * (a + b + m - 1) * x / ((a + 2 * m - 2) * (a + 2 * m - 1)), 1);
        moves |= add_term(&f, m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), 1);
    }
    return 1 / f.value;
}

static double beta_below(double x, double a, double b)
{
    if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
    double front = exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * log(x) + b * log1p(-x));
    if (x < (a + 1) / (a + b + 2)) return front * beta_fraction(x, a, b) / a;
    return 1 - front * beta_fraction(1 - x, b, a) / b;
}

/* A variable of whole numbers. */
typedef struct {
    double mean, n, q; /* n < 0: Poisson */
} Whole;

static double at_most(const Whole *w, double k)
{
    if (k < 0) return 0;
    if (w->n < 0) return gamma_shares(k + 1, w->mean).above;
    return k >= w->n ? 1 : 1 - beta_below(w->q, k + 1, w->n - k);
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
