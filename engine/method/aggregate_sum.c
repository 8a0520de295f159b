/* The weighted sum, which does not make up for what is missing. */
#include "method/choices.h"
#include "method/parts.h"
#include <math.h>

static const myn_param params[] = {
    {.name = "precision",
     .type = MYN_CHOICE,
     .fallback = "double",
     .choices = myn_words_precision,
     .summary = "single rounds the sum to 24 bits, as older statistical programs did"},
};

static myn_status combine(const double *param, const myn_parts *parts, myn_arena *scratch)
{
    double *share = myn_parts_scratch(parts, scratch);
    if (!share) return MYN_ERR_MEMORY;
    myn_parts_sum(parts, parts->out, share);
    for (size_t i = 0; i < parts->n; i++)
        if (share[i] == 0) parts->out[i] = NAN;
    for (size_t i = 0; param[0] == 1 && i < parts->n; i++) parts->out[i] = (double)(float)parts->out[i];
    return MYN_OK;
}

const myn_method myn_method_sum = {
    .name = "sum",
    .kind = MYN_KIND_AGGREGATE,
    .summary = "weighted sum; the weights need not make 1",
    .formula = "sum w x over the children that have a value; the weights of missing ones are not given to "
               "others, so "
               "that a missing child counts as 0.",
    .worked = "rounded(precision, sum(w * x))",
    .reference =
        "OECD and JRC (2008) Handbook on Constructing Composite Indicators, doi:10.1787/9789264043466-en",
    PARAMS(params),
    .gives_positive = true,
    .combine = combine,
};
