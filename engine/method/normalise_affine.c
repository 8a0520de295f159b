/* A straight line with a centre and a step of one's own, after z-scores. */
#include "method/choices.h"
#include "method/row.h"
#include <float.h>
#include <math.h>

enum { CENTRE, PER_SD, CLAMP_LOW, CLAMP_HIGH };

static const myn_param params[] = {
    {.name = "centre", .type = MYN_REAL, .least = -DBL_MAX, .most = DBL_MAX, .summary = "what 0 becomes"},
    {.name = "per_sd",
     .type = MYN_REAL,
     .least = DBL_MIN,
     .most = DBL_MAX,
     .summary = "points for one standard deviation"},
    {.name = "clamp",
     .type = MYN_RANGE,
     .fallback = "none",
     .least = -DBL_MAX,
     .most = DBL_MAX,
     .summary = "results are held between these"},
};

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)scratch;
    myn_row_line(values, (Line){0, 1, values->direction * param[PER_SD], param[CENTRE]});
    if (isnan(param[CLAMP_LOW])) return MYN_OK;
    myn_values held = *values;
    held.touched = NULL; /* a clamp is part of the scale, not a treatment */
    myn_row_hold(&held, param[CLAMP_LOW], param[CLAMP_HIGH]);
    return MYN_OK;
}

const myn_method myn_method_affine = {
    .name = "affine",
    .kind = MYN_KIND_NORMALISE,
    .summary = "z-scores on a scale with a centre of one's own (100 + 10 z)",
    .formula =
        "centre + per_sd direction x, held within clamp. Missing stays missing; values may all be equal.",
    .worked = "hold(centre + per_sd * direction * x, clamp_low, clamp_high)",
    .reference =
        "OECD and JRC (2008) Handbook on Constructing Composite Indicators, doi:10.1787/9789264043466-en",
    PARAMS(params),
    .gives_positive = true,
    .fit = myn_fit_nothing,
    .apply = apply,
};
