/* How much of the way from the worst value to a target has been gone. */
#include "method/choices.h"
#include "method/row.h"
#include <float.h>
#include <math.h>

enum { TARGET, CAP };

static const myn_param params[] = {
    {.name = "target",
     .type = MYN_REAL,
     .least = -DBL_MAX,
     .most = DBL_MAX,
     .summary = "what is aimed at, in the indicator's own unit"},
    {.name = "cap",
     .type = MYN_FLAG,
     .fallback = "false",
     .summary = "areas beyond the target have 1, as those on it"},
};

static myn_status fit(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why)
{
    (void)scratch;
    myn_status status = myn_fit_range(basis, fitted, why);
    if (status != MYN_OK) return status;
    bool up = basis->direction > 0;
    double worst = fitted[up ? 0 : 1], best = fitted[up ? 1 : 0];
    if (!(basis->direction * param[TARGET] > basis->direction * worst))
        *why = "the target is no better than the worst value";
    else if (!isfinite(param[TARGET] - worst) || !isfinite((best - worst) / (param[TARGET] - worst)))
        *why = "the values lie too far apart";
    return *why ? MYN_ERR_DATA : MYN_OK;
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)scratch;
    double worst = values->fitted[values->direction > 0 ? 0 : 1];
    myn_row_line(values, (Line){worst, param[TARGET] - worst, 1, 0});
    myn_values held = *values;
    held.touched = NULL; /* a cap is part of the scale, not a treatment */
    if (param[CAP] == 1) myn_row_hold(&held, NAN, 1);
    return MYN_OK;
}

const myn_method myn_method_distance_to_target = {
    .name = "distance_to_target",
    .kind = MYN_KIND_NORMALISE,
    .summary = "how much of the way from the worst value to a target an area has come",
    .formula =
        "(x - worst) / (target - worst), with cap at most 1; worst is the least value, with direction - the "
        "greatest. Missing stays missing; a target that is no better than the worst value is an error.",
    .worked = "hold((x - pick((1 - direction) / 2, least, greatest)) / (target - pick((1 - direction) / 2, "
              "least, greatest)), none, pick(cap, none, 1))",
    .fitted_name = (const char *const[]){"least", "greatest", NULL},
    .reference =
        "OECD and JRC (2008) Handbook on Constructing Composite Indicators, doi:10.1787/9789264043466-en",
    PARAMS(params),
    .fits_reference = true,
    .gives_positive = true,
    .fit = fit,
    .apply = apply,
};
