/* The natural logarithm; what it cannot take is an error, not minus infinity. */
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

static double log_of(double x, double with)
{
    return log(x + with);
}

static myn_status fit(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why)
{
    (void)scratch;
    myn_status status = myn_fit_each(basis, log_of, param[0], fitted, why);
    if (status != MYN_OK && !*why) *why = "log needs values above 0 (after the offset)";
    return status;
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)scratch;
    return myn_row_each(values, log_of, param[0]);
}

const myn_method myn_method_log = {
    .name = "log",
    .kind = MYN_KIND_TRANSFORM,
    .summary = "natural logarithm",
    .formula = "ln(x + offset). Missing stays missing; a value of 0 or less after the offset is an error.",
    .worked = "ln(x + offset)",
    .reference = "Box G E P, Cox D R (1964) An analysis of transformations, J R Stat Soc B 26, "
                 "doi:10.1111/j.2517-6161.1964.tb00553.x",
    .needs = "values above 0 (after the offset)",
    PARAMS(params),
    .needs_positive = true,
    .fit = fit,
    .apply = apply,
};
