/* Standard deviations from the mean, weighted or fitted on other areas where asked. */
#include "method/choices.h"
#include "method/row.h"
#include <math.h>
#include <mynegai/sum.h>

#define FIRST ((size_t)256)

static const myn_param params[] = {
    {.name = "ddof",
     .type = MYN_WHOLE,
     .fallback = "1",
     .least = 0,
     .most = 1,
     .summary = "1 divides by n - 1, 0 by n"},
};

/* Weights of the values that are there, missing elsewhere; NULL without memory. */
static double *own_weights(const myn_basis *basis, myn_arena *scratch)
{
    double *weight = myn_arena_get(scratch, basis->n * sizeof *weight);
    if (!weight) return NULL;
    for (size_t i = 0; i < basis->n; i++) weight[i] = isnan(basis->x[i]) ? NAN : basis->weight[i];
    return weight;
}

/* The sum of squares' divisor with weights: W, or W - sum w^2 / W. */
static double weighted_divisor(const double *weight, size_t n, int ddof)
{
    double total = myn_sum_of(weight, NULL, n).total;
    return ddof ? total - myn_sum_of(weight, weight, n).total / total : total;
}

/* Mean into fitted[0], standard deviation into fitted[1]. */
static void weighted_moments(const myn_basis *basis, const double *weight, int ddof, double *fitted)
{
    myn_sum sum = myn_sum_of(basis->x, weight, basis->n);
    double mean = sum.total / sum.weight;
    double squares = myn_sum_power(basis->x, weight, basis->n, mean, 2).total;
    fitted[0] = mean;
    fitted[1] = sqrt(squares / weighted_divisor(weight, basis->n, ddof));
}

/* The same without weights. One pass around the mean of the first values; a second one around the mean that
 * it found, where the two lie so far apart that the correction would cost more than two bits. */
static void moments(const myn_basis *basis, int ddof, double *fitted)
{
    myn_sum first = myn_sum_of(basis->x, NULL, basis->n < FIRST ? basis->n : FIRST);
    double centre = first.n > 0 ? first.total / (double)first.n : 0, n = 0, squares = 0;
    for (int pass = 0; pass < 2; pass++) {
        myn_around sum = myn_sum_around(basis->x, basis->n, centre);
        n = (double)sum.n;
        double correction = sum.total * (sum.total / n);
        squares = sum.squares - correction;
        centre += sum.total / n;
        if (correction <= 0.75 * sum.squares) break;
    }
    fitted[0] = centre;
    fitted[1] = sqrt(squares / (n - ddof));
}

/* Whether the spread is so plain that least and greatest value need not be looked at: a pass less. */
static bool plain(const double *fitted)
{
    return isfinite(fitted[1]) && fitted[1] > 1e-9 * fabs(fitted[0]);
}

static myn_status fit_plain(const myn_basis *basis, int ddof, double *fitted, const char **why)
{
    for (size_t k = 0; k < MYN_FITTED_MOST; k++) fitted[k] = NAN;
    moments(basis, ddof, fitted);
    if (plain(fitted)) return MYN_OK;
    myn_status status = myn_fit_spread(basis, fitted, why);
    if (status != MYN_OK) return status;
    moments(basis, ddof, fitted);
    if (!isfinite(fitted[1]) || fitted[1] <= 0) *why = "the values are too large or too close";
    return *why ? MYN_ERR_DATA : MYN_OK;
}

static myn_status fit_weighted(const myn_basis *basis, int ddof, double *fitted, myn_arena *scratch,
                               const char **why)
{
    myn_status status = myn_fit_spread(basis, fitted, why);
    if (status != MYN_OK) return status;
    double *weight = own_weights(basis, scratch);
    if (!weight) return MYN_ERR_MEMORY;
    weighted_moments(basis, weight, ddof, fitted);
    if (!isfinite(fitted[1]) || fitted[1] <= 0) *why = "the values that have a weight have no spread";
    return *why ? MYN_ERR_DATA : MYN_OK;
}

static myn_status fit(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why)
{
    int ddof = (int)param[0];
    *why = NULL;
    return basis->weight ? fit_weighted(basis, ddof, fitted, scratch, why)
                         : fit_plain(basis, ddof, fitted, why);
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)param, (void)scratch;
    myn_row_line(values, (Line){values->fitted[0], 1, values->direction / values->fitted[1], 0});
    return MYN_OK;
}

const myn_method myn_method_zscore = {
    .name = "zscore",
    .kind = MYN_KIND_NORMALISE,
    .summary = "distance from the mean in standard deviations",
    .formula =
        "direction (x - m) / s; m = sum x / n, s^2 = sum (x - m)^2 / (n - ddof). With weights w, W = sum w: "
        "m = sum w x / W, s^2 = sum w (x - m)^2 / W for ddof 0, and W sum w (x - m)^2 / (W^2 - sum w^2) for "
        "ddof 1; a value without a weight is left out of m and s. Missing stays missing; values that are all "
        "equal are an error.",
    .worked = "direction * (x - mean) / sd",
    .fitted_name = (const char *const[]){"mean", "sd", NULL},
    .reference = "OECD and JRC (2008) Handbook on Constructing Composite Indicators, "
                 "doi:10.1787/9789264043466-en; weighted: ONS (2022) Health Index methods",
    PARAMS(params),
    .fits_reference = true,
    .fit = fit,
    .apply = apply,
};
