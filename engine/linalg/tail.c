/* Probabilities of the tails of Student's t, of chi-squared and of the binomial distribution. The continued fractions are evaluated by
 * Lentz's method (Thompson and Barnett 1986, doi:10.1016/0021-9991(86)90046-X). */
#include <float.h>
#include <math.h>
#include <mynegai/linalg.h>

#define MOST_TERMS 100000
#define TINY       1e-300

/* lgamma writes to a global of the C library. */
static double log_gamma(double x)
{
    int sign;
    return lgamma_r(x, &sign);
}

/* One step of Lentz: the next term is NUMERATOR / (DENOMINATOR + ...). Whether the value still moves. */
typedef struct {
    double value, c, d;
} Fraction;

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

/* The fraction of I_x(a, b), good for x < (a + 1) / (a + b + 2); NIST DLMF 8.17.22. */
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

/* I_x(a, b), Y = 1 - x given apart so that it keeps its digits. */
static double beta_share(double x, double y, double a, double b)
{
    if (x <= 0 || y <= 0) return x <= 0 ? 0 : 1;
    double front = exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * log(x) + b * log(y));
    if (x < (a + 1) / (a + b + 2)) return front * beta_fraction(x, a, b) / a;
    return 1 - front * beta_fraction(y, b, a) / b;
}

double myn_t_tail(double t, double df)
{
    if (isnan(t) || !(df > 0)) return NAN;
    if (isinf(t)) return 0;
    double square = t * t;
    return beta_share(df / (df + square), square / (df + square), df / 2, 0.5);
}

double myn_binomial_below(double k, double n, double q)
{
    if (isnan(k) || !(n >= 0) || !(q >= 0 && q <= 1)) return NAN;
    k = floor(k);
    if (k < 0 || k >= n) return k < 0 ? 0 : 1;
    return beta_share(1 - q, q, n - k, k + 1);
}

/* From a of some dozens on a log x, x and log gamma are large and nearly the same: told by how far x lies from a, and
 * Stirling's series of what is left (NIST DLMF 5.11.1). */
double myn_gamma_log_front(double a, double x)
{
    if (a < 30) return a * log(x) - x - log_gamma(a);
    double t = (x - a) / a, rest = 1 / (12 * a) - 1 / (360 * a * a * a) + 1 / (1260 * pow(a, 5));
    return -a * (t - log1p(t)) + 0.5 * log(a / (2 * M_PI)) - rest;
}

/* The series of the share below x: good for x < a + 1. */
static double gamma_series(double a, double x)
{
    double term = 1 / a, sum = term;
    for (int k = 1; k < MOST_TERMS && term > sum * DBL_EPSILON / 2; k++) {
        term *= x / (a + k);
        sum += term;
    }
    return sum;
}

/* The fraction of the share above x; NIST DLMF 8.9.2. */
static double gamma_fraction(double a, double x)
{
    double b = x + 1 - a;
    Fraction f = {b, b, 0};
    for (int k = 1; k < MOST_TERMS; k++)
        if (!add_term(&f, -k * (k - a), b + 2 * k)) break;
    return 1 / f.value;
}

myn_shares myn_gamma_shares(double a, double x)
{
    if (isnan(x) || !(a > 0)) return (myn_shares){NAN, NAN};
    if (x <= 0) return (myn_shares){0, 1};
    if (isinf(x)) return (myn_shares){1, 0};
    double front = exp(myn_gamma_log_front(a, x)), share;
    if (x < a + 1) {
        share = front * gamma_series(a, x);
        return (myn_shares){share, 1 - share};
    }
    share = front * gamma_fraction(a, x);
    return (myn_shares){1 - share, share};
}

double myn_chi_squared_tail(double x, double df)
{
    return myn_gamma_shares(df / 2, x / 2).above;
}
