/* Holding between two percentiles; what is held is marked as treated. */
#include "method/choices.h"
#include "method/row.h"
#include <mynegai/order.h>
#include <string.h>

static const myn_param params[] = {
    {.name = "low",
     .type = MYN_REAL,
     .fallback = "5",
     .least = 0,
     .most = 100,
     .summary = "the percentile below which values are raised to it"},
    {.name = "high",
     .type = MYN_REAL,
     .fallback = "95",
     .least = 0,
     .most = 100,
     .summary = "the percentile above which values are lowered to it"},
};

static const char *refuse(const double *param)
{
    return param[0] < param[1] ? NULL : "low must be below high";
}

static myn_status fit(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why)
{
    myn_status status = myn_fit_nothing(param, basis, fitted, scratch, why);
    if (status != MYN_OK) return status;
    uint32_t *order = myn_arena_get(scratch, basis->n * sizeof *order);
    double *sorted = myn_arena_get(scratch, basis->n * sizeof *sorted);
    if (!order || !sorted) return MYN_ERR_MEMORY;
    size_t present;
    status = myn_order(basis->x, basis->n, order, &present, scratch);
    if (status != MYN_OK) return status;
    for (size_t i = 0; i < present; i++) sorted[i] = basis->x[order[i]];
    fitted[0] = myn_quantile(sorted, present, param[0] / 100);
    fitted[1] = myn_quantile(sorted, present, param[1] / 100);
    return MYN_OK;
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)param, (void)scratch;
    if (values->out != values->in) memcpy(values->out, values->in, values->n * sizeof *values->out);
    myn_row_hold(values, values->fitted[0], values->fitted[1]);
    return MYN_OK;
}

const myn_method myn_method_winsorise = {
    .name = "winsorise",
    .kind = MYN_KIND_TREAT,
    .summary = "hold values between two percentiles",
    .formula =
        "min(max(x, q_low), q_high), q by Hyndman and Fan's type 7. Missing stays missing; values may all be "
        "equal.",
    .worked = "hold(x, at_low, at_high)",
    .fitted_name = (const char *const[]){"at_low", "at_high", NULL},
    .reference = "Hastings C, Mosteller F, Tukey J W, Winsor C P (1947) Low moments for small samples, "
                 "doi:10.1214/aoms/1177730388",
    PARAMS(params),
    .fits_reference = true,
    .fit = fit,
    .apply = apply,
    .refuse = refuse,
};
