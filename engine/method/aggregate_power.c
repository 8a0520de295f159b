/* The power mean, of which the arithmetic and the harmonic one are cases. */
#include "method/choices.h"
#include "method/parts.h"
#include <float.h>
#include <math.h>

static const myn_param params[] = {
    {.name = "p",
     .type = MYN_REAL,
     .least = -100,
     .most = 100,
     .summary = "1 is the arithmetic mean, -1 the harmonic one; above 1 high parts count more. Not 0"},
};

static const char *refuse(const double *param)
{
    return param[0] == 0 ? "p must not be 0: geometric is that mean" : NULL;
}

static double raise(double x, double p)
{
    return pow(fabs(x), p); /* fabs: -0 to a negative power is inf, as 0 is */
}

static double root(double x, double p)
{
    return pow(x, 1 / p);
}

static myn_status combine(const double *param, const myn_parts *parts, myn_arena *scratch)
{
    if (myn_parts_negative(parts)) return MYN_ERR_DATA;
    double *share = myn_parts_scratch(parts, scratch);
    if (!share) return MYN_ERR_MEMORY;
    myn_parts_sum_of(parts, raise, param[0], parts->out, share);
    return myn_parts_close(parts, share, root, param[0]);
}

const myn_method myn_method_power = {
    .name = "power",
    .kind = MYN_KIND_AGGREGATE,
    .summary = "weighted power mean",
    .formula = "(sum w x^p / sum w)^(1/p) over the children that have a value; with p < 0 it is 0 where one "
               "of them is "
               "0; a negative value is an error.",
    .worked = "pow(sum(w * pow(x, p)) / sum(w), 1 / p)",
    .reference = "Bullen P S (2003) Handbook of Means and Their Inequalities, doi:10.1007/978-94-017-0399-4",
    .needs = "values of at least 0",
    PARAMS(params),
    .needs_positive = true,
    .gives_positive = true,
    .combine = combine,
    .refuse = refuse,
};
