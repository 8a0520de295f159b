/* Distance to the best value, as a share of the range. */
#include "method/row.h"

static myn_status fit(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why)
{
    (void)param, (void)scratch;
    return myn_fit_spread(basis, fitted, why);
}

/* 1 - (best - x) / (best - worst), as a line: (x - best) / (best - worst) + 1. */
static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)param, (void)scratch;
    bool up = values->direction > 0;
    double best = values->fitted[up ? 1 : 0], worst = values->fitted[up ? 0 : 1];
    myn_row_line(values, (Line){best, best - worst, 1, 1});
    return MYN_OK;
}

const myn_method myn_method_distance_to_max = {
    .name = "distance_to_max",
    .kind = MYN_KIND_NORMALISE,
    .summary = "one less the distance to the best value, as a share of the range",
    .formula =
        "1 - (best - x) / (best - worst); best is the greatest value, with direction - the least. Missing "
        "stays missing; values that are all equal are an error.",
    .worked = "1 + (direction * x - max(direction * least, direction * greatest)) / (greatest - least)",
    .fitted_name = (const char *const[]){"least", "greatest", NULL},
    .reference =
        "OECD and JRC (2008) Handbook on Constructing Composite Indicators, doi:10.1787/9789264043466-en",
    .fits_reference = true,
    .gives_positive = true,
    .fit = fit,
    .apply = apply,
};
