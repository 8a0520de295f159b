/* One over the value, which turns the order round. */
#include "method/choices.h"
#include "method/row.h"
#include <float.h>
#include <math.h>

static double reciprocal_of(double x, double with)
{
    (void)with;
    return 1 / x;
}

static myn_status fit(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why)
{
    (void)scratch, (void)param;
    myn_status status = myn_fit_each(basis, reciprocal_of, 0, fitted, why);
    if (status != MYN_OK && !*why) *why = "reciprocal needs values other than 0";
    return status;
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)scratch, (void)param;
    return myn_row_each(values, reciprocal_of, 0);
}

const myn_method myn_method_reciprocal = {
    .name = "reciprocal",
    .kind = MYN_KIND_TRANSFORM,
    .summary = "one over the value; turns the order round",
    .formula = "1 / x. Missing stays missing; 0 is an error.",
    .worked = "1 / x",
    .reference = "Tukey J W (1977) Exploratory Data Analysis, Addison-Wesley, ISBN 0-201-07616-0",
    .needs = "values other than 0",
    .fit = fit,
    .apply = apply,
};
