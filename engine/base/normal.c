/* Quantiles of the normal distribution by three quotients of polynomials (Wichura 1988, algorithm AS 241,
 * doi:10.2307/2347330). */
#include "base/machine.h"
#include <math.h>
#include <mynegai/stream.h>
#include <string.h>

/* The coefficients of Wichura's PPND16, lowest power first: near the middle, in the tails, far out. */
// clang-format off
static const double middle_above[8] = {3.3871328727963666080e+0,
    1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
    4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4,
    2.5090809287301226727e+3};
static const double middle_below[8] = {1.0, 4.2313330701600911252e+1,
    6.8718700749205790830e+2, 5.3941960214247511077e+3, 2.1213794301586595867e+4,
    3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3};
static const double tail_above[8] = {1.42343711074968357734e+0,
    4.63033784615654529590e+0, 5.76949722146069140550e+0, 3.64784832476320460504e+0,
    1.27045825245236838258e+0, 2.41780725177450611770e-1, 2.27238449892691845833e-2,
    7.74545014278341407640e-4};
static const double tail_below[8] = {1.0, 2.05319162663775882187e+0,
    1.67638483018380384940e+0, 6.89767334985100004550e-1, 1.48103976427480074590e-1,
    1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9};
static const double far_above[8] = {6.65790464350110377720e+0,
    5.46378491116411436990e+0, 1.78482653991729133580e+0, 2.96560571828504891230e-1,
    2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5,
    2.01033439929228813265e-7};
static const double far_below[8] = {1.0, 5.99832206555887937690e-1,
    1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4,
    1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15};
// clang-format on

/* above(r) / below(r), by Horner's rule. */
static double ratio(const double above[8], const double below[8], double r)
{
    double a = above[7], b = below[7];
    for (int i = 6; i >= 0; i--) {
        a = a * r + above[i];
        b = b * r + below[i];
    }
    return a / b;
}

double myn_normal_quantile(double p)
{
    double q = p - 0.5;
    if (fabs(q) <= 0.425) return q * ratio(middle_above, middle_below, 0.180625 - q * q);
    double r = sqrt(-log(q < 0 ? p : 1 - p));
    double x = r <= 5 ? ratio(tail_above, tail_below, r - 1.6) : ratio(far_above, far_below, r - 5);
    return q < 0 ? -x : x;
}

/* ---- many at once ---- */

#define BLOCK ((size_t)256)

/* The quotient that holds near the middle, for all; what lies in the tails is done again. */
FOR_EACH_MACHINE
static void middles(const double p[BLOCK], double out[BLOCK])
{
    for (size_t i = 0; i < BLOCK; i++) {
        double q = p[i] - 0.5, r = 0.180625 - q * q, a = middle_above[7], b = middle_below[7];
        for (int k = 6; k >= 0; k--) {
            a = a * r + middle_above[k];
            b = b * r + middle_below[k];
        }
        out[i] = q * (a / b);
    }
}

/* The quotient that holds in the tails, of R = -log of what lies beyond; the number that belongs to it. */
FOR_EACH_MACHINE
static void tails(double *r, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double x = sqrt(r[i]) - 1.6, a = tail_above[7], b = tail_below[7];
        for (int k = 6; k >= 0; k--) {
            a = a * x + tail_above[k];
            b = b * x + tail_below[k];
        }
        r[i] = a / b;
    }
}

#define FAR_OUT 25. /* -log beyond which a third quotient holds */

static void normals_of_block(uint64_t seed, uint64_t job, uint64_t first, double out[BLOCK])
{
    double p[BLOCK], beyond[BLOCK], x[BLOCK];
    uint16_t at[BLOCK];
    size_t n = 0;
    myn_stream_uniforms(seed, job, first, BLOCK, p);
    middles(p, out);
    for (size_t i = 0; i < BLOCK; i++) {
        at[n] = (uint16_t)i;
        n += fabs(p[i] - 0.5) > 0.425;
    }
    for (size_t k = 0; k < n; k++) x[k] = beyond[k] = -log(p[at[k]] < 0.5 ? p[at[k]] : 1 - p[at[k]]);
    tails(x, n);
    for (size_t k = 0; k < n; k++)
        out[at[k]] = beyond[k] > FAR_OUT ? myn_normal_quantile(p[at[k]]) : p[at[k]] < 0.5 ? -x[k] : x[k];
}

void myn_stream_normals(uint64_t seed, uint64_t job, uint64_t first, size_t n, double *out)
{
    double rest[BLOCK];
    size_t i = 0;
    for (; i + BLOCK <= n; i += BLOCK) normals_of_block(seed, job, first + i, out + i);
    if (i == n) return;
    normals_of_block(seed, job, first + i, rest);
    memcpy(out + i, rest, (n - i) * sizeof *out);
}
