/* Box and Cox's powers for values of both signs. */
#include "method/choices.h"
#include "method/lambda.h"
#include "method/row.h"
#include <math.h>
#include <mynegai/sum.h>

static const myn_param params[] = {
    {.name = "lambda",
     .type = MYN_REAL,
     .fallback = "none",
     .least = -LAMBDA_MOST,
     .most = LAMBDA_MOST,
     .summary = MYN_LAMBDA_SUMMARY},
};

static double yeo_johnson(double x, double lambda)
{
    return x >= 0 ? myn_lambda_power(log1p(x), lambda) : -myn_lambda_power(log1p(-x), 2 - lambda);
}

static myn_status fit_lambda(const myn_basis *basis, double *lambda, myn_arena *scratch, const char **why)
{
    double *v = myn_arena_get(scratch, basis->n * sizeof *v);
    double *jacobian = myn_arena_get(scratch, basis->n * sizeof *jacobian);
    bool *upside = myn_arena_get(scratch, basis->n * sizeof *upside);
    if (!v || !jacobian || !upside) return MYN_ERR_MEMORY;
    size_t n = 0;
    for (size_t i = 0; i < basis->n; i++) {
        if (isnan(basis->x[i])) continue;
        upside[n] = basis->x[i] >= 0;
        v[n] = log1p(fabs(basis->x[i]));
        jacobian[n] = upside[n] ? v[n] : -v[n];
        n++;
    }
    Logs logs = {v, upside, n, myn_sum_of(jacobian, NULL, n).total};
    return myn_lambda_fit(&logs, lambda, scratch, why);
}

static myn_status fit(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why)
{
    double ends[MYN_FITTED_MOST];
    bool given = !isnan(param[0]);
    myn_status status = given ? myn_fit_each(basis, yeo_johnson, param[0], fitted, why)
                              : myn_fit_spread(basis, ends, why);
    if (status != MYN_OK && !*why) *why = "a value is too large for this power";
    if (status != MYN_OK) return status;
    for (size_t k = 0; k < MYN_FITTED_MOST; k++) fitted[k] = NAN;
    fitted[0] = param[0];
    return given ? MYN_OK : fit_lambda(basis, fitted, scratch, why);
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)param, (void)scratch;
    return myn_row_each(values, yeo_johnson, values->fitted[0]);
}

const myn_method myn_method_yeo_johnson = {
    .name = "yeo_johnson",
    .kind = MYN_KIND_TRANSFORM,
    .summary = "Yeo and Johnson's power, which takes zero and negative values, given or fitted",
    .formula =
        "x >= 0: ((x + 1)^lambda - 1) / lambda, ln(x + 1) for lambda 0; x < 0: -((1 - x)^(2 - lambda) - 1) / "
        "(2 - lambda), -ln(1 - x) for lambda 2. Fitted: the lambda that maximises -n/2 ln(sum (y - mean y)^2 "
        "/ n) + (lambda - 1) sum sign(x) ln(|x| + 1). Missing stays missing; a fit of values that are all "
        "equal is an error.",
    .worked = "pick(above(0, x), boxcox(1 + x, power), -boxcox(1 - x, 2 - power))",
    .fitted_name = (const char *const[]){"power", NULL},
    .reference = "Yeo I-K, Johnson R A (2000) A new family of power transformations to improve normality or "
                 "symmetry, Biometrika 87, doi:10.1093/biomet/87.4.954",
    .needs = "values that are not too large for the power",
    PARAMS(params),
    .fits_reference = true,
    .fit = fit,
    .apply = apply,
};
