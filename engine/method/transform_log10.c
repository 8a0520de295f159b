/* The common logarithm, for scales that readers know as powers of ten. */
#include "method/choices.h"
#include "method/row.h"
#include <float.h>
#include <math.h>

static const myn_param params[] = {
    {.name = "offset",
     .type = MYN_REAL,
     .fallback = "0",
     .least = -DBL_MAX,
     .most = DBL_MAX,
     .summary = "added to every value first"},
};

static double log10_of(double x, double with)
{
    return log10(x + with);
}

static myn_status fit(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why)
{
    (void)scratch;
    myn_status status = myn_fit_each(basis, log10_of, param[0], fitted, why);
    if (status != MYN_OK && !*why) *why = "log10 needs values above 0 (after the offset)";
    return status;
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)scratch;
    return myn_row_each(values, log10_of, param[0]);
}

const myn_method myn_method_log10 = {
    .name = "log10",
    .kind = MYN_KIND_TRANSFORM,
    .summary = "logarithm to base 10",
    .formula = "log10(x + offset). Missing stays missing; a value of 0 or less after the offset is an error.",
    .worked = "ln(x + offset) / ln(10)",
    .reference =
        "OECD and JRC (2008) Handbook on Constructing Composite Indicators, doi:10.1787/9789264043466-en",
    .needs = "values above 0 (after the offset)",
    PARAMS(params),
    .needs_positive = true,
    .fit = fit,
    .apply = apply,
};
