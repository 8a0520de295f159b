/* The scale of the adjusted Mazziotta-Pareto index: 100 at the centre, 60 points the whole range. */
#include "method/choices.h"
#include "method/row.h"
#include <float.h>
#include <math.h>
#include <mynegai/sum.h>

enum { CENTRE, RANGE_LOW, RANGE_HIGH };

static const myn_param params[] = {
    {.name = "centre",
     .type = MYN_REAL,
     .fallback = "none",
     .least = -DBL_MAX,
     .most = DBL_MAX,
     .summary = "the value that becomes 100; none: the mean"},
    {.name = "range",
     .type = MYN_RANGE,
     .fallback = "none",
     .least = -DBL_MAX,
     .most = DBL_MAX,
     .summary = "the values that lie 60 points apart; none: the least and the greatest"},
};

static myn_status fit(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why)
{
    (void)scratch;
    bool given = !isnan(param[RANGE_LOW]);
    myn_status status = given ? myn_fit_range(basis, fitted, why) : myn_fit_spread(basis, fitted, why);
    if (status != MYN_OK) return status;
    double range = given ? param[RANGE_HIGH] - param[RANGE_LOW] : fitted[1] - fitted[0];
    myn_sum sum = myn_sum_of(basis->x, basis->weight, basis->n);
    fitted[0] = isnan(param[CENTRE]) ? sum.total / sum.weight : param[CENTRE];
    fitted[1] = range;
    if (!isfinite(fitted[0]))
        *why = "no value has a weight above 0";
    else if (!isfinite(range))
        *why = "the values lie too far apart";
    return *why ? MYN_ERR_DATA : MYN_OK;
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)param, (void)scratch;
    myn_row_line(values, (Line){values->fitted[0], values->direction * values->fitted[1], 60, 100});
    return MYN_OK;
}

const myn_method myn_method_ampi = {
    .name = "ampi",
    .kind = MYN_KIND_NORMALISE,
    .summary = "the scale of the adjusted Mazziotta-Pareto index: 100 at a reference, 60 points wide",
    .formula =
        "100 + 60 direction (x - centre) / (greatest - least). Followed by mazziotta_pareto with ddof 0 it "
        "is "
        "the adjusted index, comparable over time where centre and range are fixed or fitted on one edition. "
        "Missing stays missing; values that are all equal are an error unless range is given.",
    .worked = "100 + 60 * direction * (x - middle) / spread",
    .fitted_name = (const char *const[]){"middle", "spread", NULL},
    .reference =
        "Mazziotta M, Pareto A (2016) On a generalized non-compensatory composite index for measuring "
        "socio-economic phenomena, Soc Indic Res 127, doi:10.1007/s11205-015-0998-2",
    PARAMS(params),
    .fits_reference = true,
    .fit = fit,
    .apply = apply,
};
