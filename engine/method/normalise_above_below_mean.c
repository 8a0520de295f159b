/* Three values only, above, near and below the mean: outliers cannot matter. */
#include "method/choices.h"
#include "method/ratio.h"
#include <math.h>

static const myn_param params[] = {
    {.name = "within",
     .type = MYN_REAL,
     .fallback = "0.2",
     .least = 0,
     .most = 1,
     .summary = "how far from the mean, as a share of it, still counts as about the mean"},
};

static myn_status fit(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why)
{
    (void)param, (void)scratch;
    return myn_fit_ratio(RATIO_MEAN, basis, fitted, why);
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)scratch;
    double high = values->fitted[0] * (1 + param[0]), low = values->fitted[0] * (1 - param[0]);
    for (size_t i = 0; i < values->n; i++) {
        double x = values->in[i], side = (x > high) - (x < low);
        values->out[i] = isnan(x) ? x : values->direction * side;
    }
    return MYN_OK;
}

const myn_method myn_method_above_below_mean = {
    .name = "above_below_mean",
    .kind = MYN_KIND_NORMALISE,
    .summary = "1 above the mean, 0 about it, -1 below it",
    .formula =
        "direction times 1 where x > (1 + within) m, -1 where x < (1 - within) m, else 0; m = sum x / n, or "
        "sum w x / sum w with weights. Missing stays missing; a mean that is not above 0 is an error.",
    .worked = "direction * (above(x, mean * (1 + within)) - above(mean * (1 - within), x))",
    .fitted_name = (const char *const[]){"mean", NULL},
    .reference =
        "OECD and JRC (2008) Handbook on Constructing Composite Indicators, doi:10.1787/9789264043466-en",
    PARAMS(params),
    .fits_reference = true,
    .fit = fit,
    .apply = apply,
};
