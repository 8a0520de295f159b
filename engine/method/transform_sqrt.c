/* The square root, the mildest of the usual cures for skewness. */
#include "method/choices.h"
#include "method/row.h"
#include <float.h>
#include <math.h>

static double sqrt_of(double x, double with)
{
    (void)with;
    return sqrt(x);
}

static myn_status fit(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why)
{
    (void)scratch, (void)param;
    myn_status status = myn_fit_each(basis, sqrt_of, 0, fitted, why);
    if (status != MYN_OK && !*why) *why = "sqrt needs values of at least 0";
    return status;
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)scratch, (void)param;
    return myn_row_each(values, sqrt_of, 0);
}

const myn_method myn_method_sqrt = {
    .name = "sqrt",
    .kind = MYN_KIND_TRANSFORM,
    .summary = "square root",
    .formula = "sqrt(x). Missing stays missing; a value below 0 is an error.",
    .worked = "sqrt(x)",
    .reference = "Tukey J W (1977) Exploratory Data Analysis, Addison-Wesley, ISBN 0-201-07616-0",
    .needs = "values of at least 0",
    .fit = fit,
    .apply = apply,
};
