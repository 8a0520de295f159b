/* Values as they are, the direction taken in. */
#include "method/choices.h"
#include "method/row.h"
#include <float.h>

static const myn_param params[] = {
    {.name = "by",
     .type = MYN_REAL,
     .fallback = "1",
     .least = DBL_MIN,
     .most = DBL_MAX,
     .summary = "what values are multiplied by"},
};

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)scratch;
    myn_row_line(values, (Line){0, 1, values->direction * param[0], 0});
    return MYN_OK;
}

const myn_method myn_method_scale = {
    .name = "scale",
    .kind = MYN_KIND_NORMALISE,
    .summary = "the value itself, times a number",
    .formula = "by direction x. Missing stays missing; values may all be equal.",
    .worked = "by * direction * x",
    .reference =
        "OECD and JRC (2008) Handbook on Constructing Composite Indicators, doi:10.1787/9789264043466-en",
    PARAMS(params),
    .fit = myn_fit_nothing,
    .apply = apply,
};
