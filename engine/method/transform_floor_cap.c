/* Holding between two fixed numbers. */
#include "method/choices.h"
#include "method/row.h"
#include <float.h>
#include <math.h>
#include <string.h>

static const myn_param params[] = {
    {.name = "low",
     .type = MYN_REAL,
     .fallback = "none",
     .least = -DBL_MAX,
     .most = DBL_MAX,
     .summary = "lower values become this"},
    {.name = "high",
     .type = MYN_REAL,
     .fallback = "none",
     .least = -DBL_MAX,
     .most = DBL_MAX,
     .summary = "higher values become this"},
};

static const char *refuse(const double *param)
{
    if (isnan(param[0]) && isnan(param[1])) return "give low, high or both";
    return param[0] >= param[1] ? "low must be below high" : NULL;
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)scratch;
    if (values->out != values->in) memcpy(values->out, values->in, values->n * sizeof *values->out);
    myn_row_hold(values, param[0], param[1]);
    return MYN_OK;
}

const myn_method myn_method_floor_cap = {
    .name = "floor_cap",
    .kind = MYN_KIND_TRANSFORM,
    .summary = "hold values between two fixed numbers",
    .formula = "min(max(x, low), high), either end may be none. Missing stays missing.",
    .worked = "hold(x, low, high)",
    .reference =
        "OECD and JRC (2008) Handbook on Constructing Composite Indicators, doi:10.1787/9789264043466-en",
    PARAMS(params),
    .fit = myn_fit_nothing,
    .apply = apply,
    .refuse = refuse,
};
