/* Weights by solving R u = t: what a part adds depends on what it shares with the others. */
#include "method/choices.h"
#include "method/weigh.h"
#include <float.h>

enum { MISSING };

static const myn_param params[] = {PARAM_MISSING("pairwise")};

static myn_status weigh(const double *param, const myn_parts *parts, double *weight, myn_arena *scratch,
                        const char **why)
{
    Bonds bonds;
    if (myn_weigh_alone(parts, weight, why)) return MYN_OK;
    myn_status status = myn_weigh_bonds(parts, (myn_gaps)param[MISSING], &bonds, why, scratch);
    if (!status) status = myn_weigh_balance(&bonds, parts->weight, weight, why);
    for (size_t i = 0; i < parts->children && !status; i++)
        if (!(weight[i] > 0))
            *why = "only a weight below 0 would balance them: an indicator runs against the others";
    return *why ? MYN_ERR_DATA : status;
}

const myn_method myn_method_weigh_balanced = {
    .name = "weigh_balanced",
    .kind = MYN_KIND_WEIGH,
    .summary = "weights that make each indicator matter as its nominal weight says",
    .formula =
        "w such that the correlation of each indicator with the score sum w x is in proportion to its "
        "nominal weight t: w_i = u_i / sd_i with R u = t, R the correlation matrix, scaled to sum 1. For "
        "arithmetic means. A w that would not be above 0, and an indicator that the others determine, "
        "are errors.",
    .reference = "Becker W, Saisana M, Paruolo P, Vandecasteele I (2017) Weights and importance in composite "
                 "indicators: closing the gap, Ecol Indic 80, doi:10.1016/j.ecolind.2017.03.056",
    PARAMS(params),
    .weigh = weigh,
};
