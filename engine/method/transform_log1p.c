/* The logarithm of one more, for counts that may be zero. */
#include "method/row.h"
#include <math.h>

static double log1p_of(double x, double with)
{
    (void)with;
    return log1p(x);
}

static myn_status fit(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why)
{
    (void)param, (void)scratch;
    myn_status status = myn_fit_each(basis, log1p_of, 0, fitted, why);
    if (status != MYN_OK && !*why) *why = "log1p needs values above -1";
    return status;
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)param, (void)scratch;
    return myn_row_each(values, log1p_of, 0);
}

const myn_method myn_method_log1p = {
    .name = "log1p",
    .kind = MYN_KIND_TRANSFORM,
    .summary = "natural logarithm of one more, exact for values near zero: for counts with zeros",
    .formula = "ln(1 + x). Missing stays missing; a value of -1 or less is an error.",
    .worked = "ln(1 + x)",
    .reference = "Bartlett M S (1947) The use of transformations, Biometrics 3, doi:10.2307/3001536",
    .needs = "values above -1",
    .fit = fit,
    .apply = apply,
};
