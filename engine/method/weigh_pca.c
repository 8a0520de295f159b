/* Weights by the first principal component, the line along which areas differ most. */
#include "method/choices.h"
#include "method/weigh.h"
#include <float.h>
#include <math.h>

enum { FORM, MISSING, MOST };

static const char *const forms[] = {"absolute", "squared", NULL};
static const myn_param params[] = {
    {.name = "form",
     .type = MYN_CHOICE,
     .fallback = "absolute",
     .choices = forms,
     .summary = "the weight before scaling: |v| or v^2"},
    PARAM_MISSING("complete"),
    PARAM_MOST,
};

static myn_status weigh(const double *param, const myn_parts *parts, double *weight, myn_arena *scratch,
                        const char **why)
{
    Bonds bonds;
    myn_components pca;
    if (myn_weigh_alone(parts, weight, why)) return MYN_OK;
    myn_status status = myn_weigh_bonds(parts, (myn_gaps)param[MISSING], &bonds, why, scratch);
    if (!status) status = myn_pca(myn_const(bonds.correlation), &pca, scratch);
    if (status) return status;
    for (size_t i = 0; i < bonds.p; i++) {
        double v = myn_row(pca.vector, i)[0];
        weight[i] = param[FORM] == 0 ? fabs(v) : v * v;
    }
    return myn_weigh_scale(weight, bonds.p, 1, param[MOST], why);
}

const myn_method myn_method_weigh_pca = {
    .name = "weigh_pca",
    .kind = MYN_KIND_WEIGH,
    .summary = "weights by the first principal component",
    .formula =
        "w = |v| / sum |v| (absolute), or v^2 (squared), v the first unit eigenvector of the correlation "
        "matrix. Signs are left out: an indicator that runs against the others weighs as much as one "
        "that runs with them, so set its direction first. Nominal weights play no part. An indicator "
        "that is the same everywhere is an error.",
    .reference = "OECD, JRC (2008) Handbook on Constructing Composite Indicators, section 6.1, "
                 "doi:10.1787/9789264043466-en",
    PARAMS(params),
    .weigh = weigh,
};
