/* A value of the user's own in every gap. */
#include "method/choices.h"
#include "method/impute.h"
#include <float.h>

static const myn_param params[] = {
    {.name = "value",
     .type = MYN_REAL,
     .least = -DBL_MAX,
     .most = DBL_MAX,
     .summary = "stands where a value is missing; 0 after a z-score is the mean"},
};

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)scratch;
    myn_impute_value(values, param[0]);
    return MYN_OK;
}

const myn_method myn_method_fill = {
    .name = "fill",
    .kind = MYN_KIND_IMPUTE,
    .summary = "a fixed value where one is missing",
    .formula = "value where x is missing, else x.",
    .reference =
        "Little R J A, Rubin D B (2019) Statistical Analysis with Missing Data, doi:10.1002/9781119482260",
    PARAMS(params),
    .apply = apply,
};
