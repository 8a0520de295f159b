/* Like a logarithm far from zero, like a line near it. */
#include "method/choices.h"
#include "method/row.h"
#include <float.h>
#include <math.h>

static const myn_param params[] = {
    {.name = "scale",
     .type = MYN_REAL,
     .fallback = "1",
     .least = DBL_MIN,
     .most = DBL_MAX,
     .summary = "values well below it change in proportion, well above it by their logarithm"},
};

static double asinh_of(double x, double with)
{
    return asinh(x / with);
}

static myn_status fit(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why)
{
    (void)scratch;
    myn_status status = myn_fit_each(basis, asinh_of, param[0], fitted, why);
    if (status != MYN_OK && !*why) *why = "the values are too large for their scale";
    return status;
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)scratch;
    return myn_row_each(values, asinh_of, param[0]);
}

const myn_method myn_method_asinh = {
    .name = "asinh",
    .kind = MYN_KIND_TRANSFORM,
    .summary = "inverse hyperbolic sine: a logarithm that takes zero and negative values",
    .formula = "asinh(x / scale) = ln(x / scale + sqrt((x / scale)^2 + 1)). Missing stays missing.",
    .worked = "asinh(x / scale)",
    .reference = "Burbidge J B, Magee L, Robb A L (1988) Alternative transformations to handle extreme "
                 "values, JASA 83, doi:10.1080/01621459.1988.10478575",
    .needs = "values that are not too large for the scale",
    PARAMS(params),
    .fit = fit,
    .apply = apply,
};
