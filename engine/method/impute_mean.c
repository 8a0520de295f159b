/* The mean, weighted where there are weights. */
#include "method/impute.h"
#include "method/row.h"
#include <mynegai/sum.h>

static myn_status fit(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why)
{
    (void)param, (void)scratch;
    myn_status status = myn_fit_nothing(NULL, basis, fitted, NULL, why);
    if (status != MYN_OK) return status;
    myn_sum sum = myn_sum_of(basis->x, basis->weight, basis->n);
    if (sum.n > 0 && sum.weight > 0) fitted[0] = sum.total / sum.weight;
    *why = sum.n > 0 && sum.weight > 0 ? NULL : "no value has a weight above 0";
    return *why ? MYN_ERR_DATA : MYN_OK;
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)param, (void)scratch;
    myn_impute_value(values, values->fitted[0]);
    return MYN_OK;
}

const myn_method myn_method_impute_mean = {
    .name = "impute_mean",
    .kind = MYN_KIND_IMPUTE,
    .summary = "the mean of the other areas where a value is missing",
    .formula =
        "sum x / n over the values that are there, or sum w x / sum w where a weight is given. No value at "
        "all is an error.",
    .reference =
        "Little R J A, Rubin D B (2019) Statistical Analysis with Missing Data, doi:10.1002/9781119482260",
    .fits_reference = true,
    .fit = fit,
    .apply = apply,
};
