/* Shares of the best, the mean or the worst value; turned over where low is good. */
#include "method/choices.h"
#include "method/ratio.h"
#include "method/row.h"
#include <math.h>
#include <mynegai/sum.h>

static const myn_param params[] = {
    {.name = "to",
     .type = MYN_CHOICE,
     .fallback = "best",
     .choices = myn_words_ratio,
     .summary = "what 1 stands for: the best value (a share of the maximum), the mean, the worst"},
};

static myn_status fit(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why)
{
    (void)scratch;
    double least, greatest;
    myn_status status = myn_fit_ratio((RatioTo)param[0], basis, fitted, why);
    if (status != MYN_OK || basis->direction > 0) return status;
    myn_range_of(basis->x, basis->n, &least, &greatest);
    if (!(least > 0)) *why = "with direction - every value must be above 0";
    return *why ? MYN_ERR_DATA : MYN_OK;
}

static double turned(double x, double reference)
{
    return x > 0 ? reference / x : NAN;
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)param, (void)scratch;
    if (values->direction < 0) return myn_row_each(values, turned, values->fitted[0]);
    myn_row_line(values, (Line){0, values->fitted[0], 1, 0});
    return MYN_OK;
}

const myn_method myn_method_ratio = {
    .name = "ratio",
    .kind = MYN_KIND_NORMALISE,
    .summary = "the value as a multiple of the best, the mean or the worst, or of a reference area's",
    .formula =
        "x / r, with direction - r / x, so that a high result is good either way; r = best (the greatest "
        "value, with direction - the least), mean (sum w x / sum w with weights) or worst. Fitted on one "
        "area "
        "it is the ratio to that area. Missing stays missing; an r that is not above 0, and with direction - "
        "any value that is not, is an error.",
    .worked = "pick((1 - direction) / 2, x / reference, reference / x)",
    .fitted_name = (const char *const[]){"reference", NULL},
    .reference =
        "OECD and JRC (2008) Handbook on Constructing Composite Indicators, doi:10.1787/9789264043466-en",
    .needs = "values above 0 where the direction is -",
    PARAMS(params),
    .fits_reference = true,
    .fit = fit,
    .apply = apply,
};
