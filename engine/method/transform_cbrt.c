/* The cube root, which keeps signs. */
#include "method/choices.h"
#include "method/row.h"
#include <float.h>
#include <math.h>

static double cbrt_of(double x, double with)
{
    (void)with;
    return cbrt(x);
}

static myn_status fit(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why)
{
    (void)scratch, (void)param;
    myn_status status = myn_fit_each(basis, cbrt_of, 0, fitted, why);
    if (status != MYN_OK && !*why) *why = "a value has no cube root";
    return status;
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)scratch, (void)param;
    return myn_row_each(values, cbrt_of, 0);
}

const myn_method myn_method_cbrt = {
    .name = "cbrt",
    .kind = MYN_KIND_TRANSFORM,
    .summary = "cube root, keeps the sign",
    .formula = "x^(1/3), with the sign of x. Missing stays missing.",
    .worked = "cbrt(x)",
    .reference = "Tukey J W (1977) Exploratory Data Analysis, Addison-Wesley, ISBN 0-201-07616-0",
    .fit = fit,
    .apply = apply,
};
