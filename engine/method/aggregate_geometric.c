/* The geometric mean, by logarithms: a product of many parts could leave the range of a double. */
#include "method/parts.h"
#include <math.h>

static double log_of(double x, double with)
{
    (void)with;
    return log(x); /* of 0: -inf, so that the mean is 0 */
}

static double exp_of(double x, double with)
{
    (void)with;
    return exp(x);
}

static myn_status combine(const double *param, const myn_parts *parts, myn_arena *scratch)
{
    (void)param;
    if (myn_parts_negative(parts)) return MYN_ERR_DATA;
    double *share = myn_parts_scratch(parts, scratch);
    if (!share) return MYN_ERR_MEMORY;
    myn_parts_sum_of(parts, log_of, 0, parts->out, share);
    return myn_parts_close(parts, share, exp_of, 0);
}

const myn_method myn_method_geometric = {
    .name = "geometric",
    .kind = MYN_KIND_AGGREGATE,
    .summary = "weighted geometric mean; a low part is only partly made up for",
    .formula = "exp(sum w ln x / sum w) over the children that have a value; 0 where one of them is 0; a "
               "negative value "
               "is an error.",
    .worked = "exp(sum(w * ln(x)) / sum(w))",
    .reference =
        "OECD and JRC (2008) Handbook on Constructing Composite Indicators, doi:10.1787/9789264043466-en",
    .needs = "values of at least 0",
    .needs_positive = true,
    .gives_positive = true,
    .combine = combine,
};
