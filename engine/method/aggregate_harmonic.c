/* The harmonic mean, by inverses. */
#include "method/parts.h"

static double inverse(double x, double with)
{
    (void)with;
    return 1 / x; /* of 0: inf, so that the mean is 0; -0 counts as 0 */
}

static double inverse_of_part(double x, double with)
{
    return inverse(x == 0 ? 0 : x, with);
}

static myn_status combine(const double *param, const myn_parts *parts, myn_arena *scratch)
{
    (void)param;
    if (myn_parts_negative(parts)) return MYN_ERR_DATA;
    double *share = myn_parts_scratch(parts, scratch);
    if (!share) return MYN_ERR_MEMORY;
    myn_parts_sum_of(parts, inverse_of_part, 0, parts->out, share);
    return myn_parts_close(parts, share, inverse, 0);
}

const myn_method myn_method_harmonic = {
    .name = "harmonic",
    .kind = MYN_KIND_AGGREGATE,
    .summary = "weighted harmonic mean; a low part is hardly made up for",
    .formula = "sum w / sum (w / x) over the children that have a value; 0 where one of them is 0; a "
               "negative value is "
               "an error.",
    .worked = "sum(w) / sum(w / x)",
    .reference =
        "OECD and JRC (2008) Handbook on Constructing Composite Indicators, doi:10.1787/9789264043466-en",
    .needs = "values of at least 0",
    .needs_positive = true,
    .gives_positive = true,
    .combine = combine,
};
