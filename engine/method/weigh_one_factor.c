/* Weights by one common factor: what several indicators have in common is what is measured. */
#include "method/choices.h"
#include "method/weigh.h"
#include <float.h>
#include <math.h>

enum { FORM, MISSING, MOST };
enum { LOADING, SCORE };

static const char *const forms[] = {"loading", "score", NULL};
static const myn_param params[] = {
    {.name = "form",
     .type = MYN_CHOICE,
     .fallback = "loading",
     .choices = forms,
     .summary = "the weight before scaling: |loading|, or the coefficient of the regression score"},
    PARAM_MISSING("complete"),
    PARAM_MOST,
};

static myn_status fit(const Bonds *bonds, myn_one_factor *out, const char **why, myn_arena *scratch)
{
    double *at = myn_arena_get(scratch, 3 * bonds->p * sizeof *at);
    if (!at) return MYN_ERR_MEMORY;
    *out = (myn_one_factor){.loading = at, .uniqueness = at + bonds->p, .coefficient = at + 2 * bonds->p};
    if (bonds->areas <= (double)bonds->p) {
        *why = "no more areas than indicators";
        return MYN_ERR_DATA;
    }
    return myn_one_factor_fit(myn_const(bonds->correlation), out, why, scratch);
}

static myn_status weigh(const double *param, const myn_parts *parts, double *weight, myn_arena *scratch,
                        const char **why)
{
    Bonds bonds;
    myn_one_factor found;
    if (myn_weigh_alone(parts, weight, why)) return MYN_OK;
    myn_status status = myn_weigh_bonds(parts, (myn_gaps)param[MISSING], &bonds, why, scratch);
    if (!status) status = fit(&bonds, &found, why, scratch);
    if (status) return status;
    for (size_t i = 0; i < bonds.p; i++) {
        weight[i] = param[FORM] == LOADING ? fabs(found.loading[i]) : found.coefficient[i];
        if (!(weight[i] > 0)) *why = "an indicator runs against the common factor: turn it or leave it out";
    }
    return *why ? MYN_ERR_DATA : myn_weigh_scale(weight, bonds.p, 1, param[MOST], why);
}

const myn_method myn_method_weigh_one_factor = {
    .name = "weigh_one_factor",
    .kind = MYN_KIND_WEIGH,
    .summary = "weights by one common factor, by maximum likelihood",
    .formula =
        "x = l f + e for z-scores x, fitted by maximum likelihood to the correlation matrix R, var(e) at "
        "least 0.005; w = |l| / sum |l| (loading), or c / sum c with c = R^-1 l (score), which must all "
        "be above 0. Needs three indicators, more areas than indicators, and none that the others "
        "determine. Nominal weights play no part.",
    .reference = "Joreskog K G (1967) Some contributions to maximum likelihood factor analysis, "
                 "doi:10.1007/BF02289658; Thomson G H (1951) The Factorial Analysis of Human Ability",
    PARAMS(params),
    .weigh = weigh,
};
