/* Powers towards normality, the power fitted by maximum likelihood where none is given. */
#include "method/choices.h"
#include "method/lambda.h"
#include "method/row.h"
#include <float.h>
#include <math.h>
#include <mynegai/sum.h>

enum { LAMBDA, OFFSET };

static const myn_param params[] = {
    {.name = "lambda",
     .type = MYN_REAL,
     .fallback = "none",
     .least = -LAMBDA_MOST,
     .most = LAMBDA_MOST,
     .summary = MYN_LAMBDA_SUMMARY},
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

static double power_of(double v, double lambda)
{
    return myn_lambda_power(v, lambda);
}

/* Divided by their geometric mean the values have a transform of Jacobian 1 for every lambda, and powers that
 * stay small. */
static myn_status fit_lambda(const myn_basis *basis, double offset, double *lambda, myn_arena *scratch,
                             const char **why)
{
    double *v = myn_arena_get(scratch, basis->n * sizeof *v);
    if (!v) return MYN_ERR_MEMORY;
    size_t n = 0;
    for (size_t i = 0; i < basis->n; i++)
        if (!isnan(basis->x[i])) v[n++] = log(basis->x[i] + offset);
    double mean = myn_sum_of(v, NULL, n).total / (double)n;
    for (size_t i = 0; i < n; i++) v[i] -= mean;
    return myn_lambda_fit(&(Logs){v, NULL, n, 0}, lambda, scratch, why);
}

static myn_status fit(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why)
{
    myn_status status = myn_fit_each(basis, log_of, param[OFFSET], fitted, why);
    if (status != MYN_OK && !*why) *why = "Box-Cox needs values above 0 (after the offset)";
    if (status != MYN_OK) return status;
    fitted[0] = param[LAMBDA];
    if (!isnan(param[LAMBDA])) return MYN_OK;
    double ends[MYN_FITTED_MOST];
    status = myn_fit_spread(basis, ends, why);
    return status ? status : fit_lambda(basis, param[OFFSET], fitted, scratch, why);
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)scratch;
    myn_status status = myn_row_each(values, log_of, param[OFFSET]);
    myn_values logs = *values;
    logs.in = values->out;
    return status ? status : myn_row_each(&logs, power_of, values->fitted[0]);
}

const myn_method myn_method_boxcox = {
    .name = "boxcox",
    .kind = MYN_KIND_TRANSFORM,
    .summary = "Box and Cox's power, given or the one that makes values most like a normal distribution",
    .formula =
        "((x + offset)^lambda - 1) / lambda; ln(x + offset) for lambda 0. Fitted: the lambda that maximises "
        "-n/2 ln(sum (y - mean y)^2 / n) + (lambda - 1) sum ln(x + offset). Missing stays missing; a value "
        "of "
        "0 or less after the offset is an error, and so is a fit of values that are all equal.",
    .worked = "boxcox(x + offset, power)",
    .fitted_name = (const char *const[]){"power", NULL},
    .reference = "Box G E P, Cox D R (1964) An analysis of transformations, J R Stat Soc B 26, "
                 "doi:10.1111/j.2517-6161.1964.tb00553.x",
    .needs = "values above 0 (after the offset) that are not too large for the power",
    PARAMS(params),
    .fits_reference = true,
    .needs_positive = true,
    .fit = fit,
    .apply = apply,
};
