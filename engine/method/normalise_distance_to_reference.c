/* How much of the way from the worst value to a named area's has been gone. */
#include "method/choices.h"
#include "method/row.h"
#include <math.h>

static const myn_param params[] = {
    {.name = "cap",
     .type = MYN_FLAG,
     .fallback = "false",
     .summary = "areas beyond the reference area have 1, as it has"},
};

enum { WORST, REFERENCE };

static myn_status fit(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why)
{
    (void)param, (void)scratch;
    myn_status status = myn_fit_range(basis, fitted, why);
    if (status != MYN_OK) return status;
    double least = fitted[0], greatest = fitted[1], worst = basis->direction > 0 ? least : greatest;
    fitted[WORST] = worst;
    fitted[REFERENCE] = basis->unit;
    if (isnan(basis->unit))
        *why = "the reference area has no value";
    else if (!(basis->direction * basis->unit > basis->direction * worst))
        *why = "the reference area is no better than the worst value";
    else if (!isfinite(basis->unit - worst) || !isfinite((greatest - least) / (basis->unit - worst)))
        *why = "the values lie too far apart";
    return *why ? MYN_ERR_DATA : MYN_OK;
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)scratch;
    double worst = values->fitted[WORST];
    myn_row_line(values, (Line){worst, values->fitted[REFERENCE] - worst, 1, 0});
    myn_values held = *values;
    held.touched = NULL; /* a cap is part of the scale, not a treatment */
    if (param[0] == 1) myn_row_hold(&held, NAN, 1);
    return MYN_OK;
}

const myn_method myn_method_distance_to_reference = {
    .name = "distance_to_reference",
    .kind = MYN_KIND_NORMALISE,
    .summary = "how much of the way from the worst value to a named area's an area has come",
    .formula = "(x - worst) / (x_ref - worst), with cap at most 1; x_ref is the value of the area that "
               "`reference: {area: "
               "CODE}` names, worst the least value, with direction - the greatest. Missing stays missing; a "
               "reference area "
               "without a value, or no better than the worst, is an error.",
    .worked = "hold((x - worst) / (reference - worst), none, pick(cap, none, 1))",
    .fitted_name = (const char *const[]){"worst", "reference", NULL},
    .reference =
        "OECD and JRC (2008) Handbook on Constructing Composite Indicators, doi:10.1787/9789264043466-en",
    PARAMS(params),
    .fits_reference = true,
    .needs_unit = true,
    .fit = fit,
    .apply = apply,
};
