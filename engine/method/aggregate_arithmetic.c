/* The weighted mean, by sums and one division: missing parts take their weights out of both. */
#include "method/parts.h"
#include "method/row.h"
#include <math.h>

FOR_EACH_MACHINE
static void divide(double *sum, const double *share, size_t n)
{
    EACH_BY_ITSELF
    for (size_t i = 0; i < n; i++) sum[i] /= share[i]; /* 0 / 0, where no child has a value, is missing */
}

static myn_status combine(const double *param, const myn_parts *parts, myn_arena *scratch)
{
    (void)param;
    double *share = myn_parts_scratch(parts, scratch);
    if (!share) return MYN_ERR_MEMORY;
    myn_parts_sum(parts, parts->out, share);
    divide(parts->out, share, parts->n);
    return MYN_OK;
}

const myn_method myn_method_arithmetic = {
    .name = "arithmetic",
    .kind = MYN_KIND_AGGREGATE,
    .summary = "weighted mean; a high part makes up for a low one",
    .formula = "sum w x / sum w over the children that have a value.",
    .worked = "sum(w * x) / sum(w)",
    .reference =
        "OECD and JRC (2008) Handbook on Constructing Composite Indicators, doi:10.1787/9789264043466-en",
    .gives_positive = true,
    .combine = combine,
};
