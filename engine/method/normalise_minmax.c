/* Between the worst and the best value there is. */
#include "method/choices.h"
#include "method/row.h"
#include <float.h>

static const myn_param params[] = {
    {.name = "to",
     .type = MYN_RANGE,
     .fallback = "[0, 100]",
     .least = -DBL_MAX,
     .most = DBL_MAX,
     .summary = "what the worst and the best value become"},
};

static myn_status fit(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why)
{
    (void)param, (void)scratch;
    return myn_fit_spread(basis, fitted, why);
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)scratch;
    double least = values->fitted[0], greatest = values->fitted[1];
    bool up = values->direction > 0;
    double worst = up ? least : greatest, best = up ? greatest : least;
    myn_row_line(values, (Line){worst, best - worst, param[1] - param[0], param[0]});
    return MYN_OK;
}

const myn_method myn_method_minmax = {
    .name = "minmax",
    .kind = MYN_KIND_NORMALISE,
    .summary = "between the worst and the best value",
    .formula =
        "(x - worst) / (best - worst) (u - l) + l with [l, u] = to; worst is the least value, with direction "
        "- "
        "the greatest. Values beyond those of a reference fall outside `to`. Missing stays missing; values "
        "that are all equal are an error.",
    .worked = "to_low + (to_high - to_low) * (direction * x - min(direction * least, direction * greatest)) "
              "/ (greatest - least)",
    .fitted_name = (const char *const[]){"least", "greatest", NULL},
    .reference =
        "OECD and JRC (2008) Handbook on Constructing Composite Indicators, doi:10.1787/9789264043466-en",
    PARAMS(params),
    .fits_reference = true,
    .gives_positive = true,
    .fit = fit,
    .apply = apply,
};
