/* The worst part decides. */
#include "method/aggregate_extreme.h"

static myn_status combine(const double *param, const myn_parts *parts, myn_arena *scratch)
{
    (void)param, (void)scratch;
    myn_parts_least(parts, 1);
    return MYN_OK;
}

const myn_method myn_method_min = {
    .name = "min",
    .kind = MYN_KIND_AGGREGATE,
    .summary = "the least value; the worst part decides",
    .formula = "least x among the children that have a value; weights are not used.",
    .worked = "min(x)",
    .reference =
        "OECD and JRC (2008) Handbook on Constructing Composite Indicators, doi:10.1787/9789264043466-en",
    .no_weights = true,
    .gives_positive = true,
    .combine = combine,
};
