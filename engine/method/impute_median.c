/* The median by the same order that ranks use. */
#include "method/impute.h"
#include "method/row.h"
#include <mynegai/order.h>

static myn_status fit(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why)
{
    (void)param;
    myn_status status = myn_fit_nothing(NULL, basis, fitted, NULL, why);
    if (status != MYN_OK) return status;
    uint32_t *order = myn_arena_get(scratch, basis->n * sizeof *order);
    if (!order) return MYN_ERR_MEMORY;
    size_t present;
    status = myn_order(basis->x, basis->n, order, &present, scratch);
    if (status != MYN_OK) return status;
    double low = basis->x[order[(present - 1) / 2]], high = basis->x[order[present / 2]];
    fitted[0] = low + (high - low) / 2;
    return MYN_OK;
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)param, (void)scratch;
    myn_impute_value(values, values->fitted[0]);
    return MYN_OK;
}

const myn_method myn_method_impute_median = {
    .name = "impute_median",
    .kind = MYN_KIND_IMPUTE,
    .summary = "the median of the other areas where a value is missing",
    .formula =
        "the middle value, or the mean of the two in the middle; weights are not used. No value at all is an "
        "error.",
    .reference =
        "Little R J A, Rubin D B (2019) Statistical Analysis with Missing Data, doi:10.1002/9781119482260",
    .fits_reference = true,
    .fit = fit,
    .apply = apply,
};
