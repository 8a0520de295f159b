/* Significance: are two published figures with confidence limits different, and which of many differences hold.
 *
 * Numbers only. Missing is NaN: what lacks a value or a limit is not tested. */
#ifndef MYNEGAI_SIGNIFICANCE_H
#define MYNEGAI_SIGNIFICANCE_H
#include <mynegai/arena.h>
#include <mynegai/status.h>
#include <stdbool.h>
#include <stddef.h>

/* ---- one figure beside another ---- */

/* On which a figure's error is nearly normal and alike on both sides. */
typedef enum {
    MYN_SCALE_PLAIN, /* x */
    MYN_SCALE_LOG,   /* log x: rates, x > 0 */
    MYN_SCALE_LOGIT  /* log(x / (m - x)): proportions of M, 0 < x < m */
} myn_scale;

typedef struct {
    double value, lower, upper; /* as published */
} myn_interval;

/* How intervals are to be read. */
typedef struct {
    myn_scale scale;
    double out_of; /* M of the logit: 1, or 100 for per cent */
    double level;  /* of the limits, as 0.95 */
} myn_interval_form;

/* A figure on its scale, with its standard error. */
typedef struct {
    double at, se;
} myn_measured;

/* INTERVAL on its scale g: g(value), and (g(upper) - g(lower)) / (2 z), z the normal quantile of (1 + level) / 2. Both
 * missing where one of the three is, does not lie where the scale is defined, or lower <= value <= upper does not
 * hold. */
myn_measured myn_measured_of(myn_interval interval, const myn_interval_form *form);

/* And back: the figure and its limits at the form's level, in the indicator's own units. */
myn_interval myn_measured_back(myn_measured measured, const myn_interval_form *form);

/* The scale for the N figures of an indicator: where all of those with limits, limits included, lie strictly between 0 and
 * OUT_OF (0: it is no proportion) the logit; where it is a rate and all are above 0 the log; else the plain one. */
myn_scale myn_scale_for(const myn_interval *interval, size_t n, double out_of, bool rate);

typedef struct {
    double difference, se; /* on the scale: first less second */
    double z, p;           /* p two-sided, by the normal distribution */
} myn_tested;

/* Whether A and B differ: z = (a - b) / sqrt(se_a^2 + se_b^2 - 2 r se_a se_b), r the correlation of their errors. All missing
 * where one is, or where neither has an error. */
myn_tested myn_test(myn_measured a, myn_measured b, double r);

/* For each of the N figures of X all the others together: their mean weighted by 1 / se^2, and its standard error, 1 /
 * sqrt(sum of weights); figures without an error above 0 are left out of it. Missing where there are no others. O(n). */
myn_status myn_measured_others(const myn_measured *x, size_t n, myn_measured *out,
                               myn_arena *scratch) MYN_CHECKED;

/* ---- many comparisons ---- */

/* P-values adjusted for the false-discovery rate (Benjamini and Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x):
 * with m values in rising order, adjusted_i = min over j >= i of (m / j) p_j, at most 1. Those at or below q are the
 * discoveries of which on average at most a share q is false, where the tests are independent or positively dependent.
 * Missing values stay so and do not count. OUT may be P. O(n). */
myn_status myn_false_discovery(const double *p, size_t n, double *out, myn_arena *scratch) MYN_CHECKED;

/* ---- funnels ---- */

typedef enum {
    MYN_FUNNEL_PROPORTION, /* numerator binomial of the denominator */
    MYN_FUNNEL_RATE        /* numerator Poisson, mean target x denominator */
} myn_funnel_kind;

/* What a figure with denominator N would lie below with probability P, were its expectation TARGET (a share, or events a
 * unit of the denominator): exact, with the interpolation between counts of Spiegelhalter (2005, doi:10.1002/sim.1970):
 * (k - a) / N, k the least count with P(X <= k) > p, a = (P(X <= k) - p) / P(X = k). At least 0. NaN where N is not above 0,
 * P not inside (0, 1), TARGET below 0 or, of a proportion, above 1. */
double myn_funnel_limit(myn_funnel_kind kind, double target, double n, double p);

typedef struct {
    double value;              /* numerator / denominator */
    double lower[2], upper[2]; /* limits of 95 % and 99.8 % at this denominator */
    double stretched[2]
                    [2]; /* the same for more spread than chance, lower and upper: target + (limit - target)
                                    sqrt(dispersion) */
    double z;            /* (value - target) / standard error at the target */
    double p;            /* exact, two-sided: twice the smaller tail, the count itself half */
    int outside; /* of the stretched limits: -2, -1 below, 1, 2 above those of 99.8 %, 95 %; 0 within */
} myn_funnel_area;

typedef struct {
    double target;      /* sum of numerators / sum of denominators */
    double dispersion;  /* mean of z^2, z below their 10th and above their 90th percentile taken as these */
    bool overdispersed; /* dispersion > 1 + 2 sqrt(2 / areas): limits are stretched */
    size_t areas;       /* with both numbers, the denominator above 0 */
} myn_funnel;

/* The funnel of N areas (Spiegelhalter 2005, doi:10.1002/sim.1970, doi:10.1136/qshc.2005.013755). AREA (n) is filled; one
 * without both numbers is missing throughout. O(n log n) and the counts' roots. */
myn_status myn_funnel_of(myn_funnel_kind kind, const double *numerator, const double *denominator, size_t n,
                         myn_funnel_area *area, myn_funnel *out, myn_arena *scratch) MYN_CHECKED;

#endif
