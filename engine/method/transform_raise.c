/* Powers; the opposite way from a root, to draw high values apart. */
#include "method/choices.h"
#include "method/row.h"
#include <float.h>
#include <math.h>

static const myn_param params[] = {
    {.name = "power",
     .type = MYN_REAL,
     .least = -DBL_MAX,
     .most = DBL_MAX,
     .summary = "2 for the square, 3 for the cube"},
};

static double raise_of(double x, double with)
{
    return pow(x, with);
}

static myn_status fit(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why)
{
    (void)scratch;
    myn_status status = myn_fit_each(basis, raise_of, param[0], fitted, why);
    if (status != MYN_OK && !*why)
        *why = "a value cannot be raised to this power (0 or less to a fraction or a negative power, or too "
               "large)";
    return status;
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)scratch;
    return myn_row_each(values, raise_of, param[0]);
}

const myn_method myn_method_raise = {
    .name = "raise",
    .kind = MYN_KIND_TRANSFORM,
    .summary = "a power of each value; an even or negative one does not keep the order of all values",
    .formula = "x^power. Missing stays missing; a negative value with a fraction, 0 with a negative power, "
               "and a result too large are errors.",
    .worked = "pow(x, power)",
    .reference = "Tukey J W (1977) Exploratory Data Analysis, Addison-Wesley, ISBN 0-201-07616-0",
    .needs = "values that have this power",
    PARAMS(params),
    .fit = fit,
    .apply = apply,
};
