/* The OECD handbook's weights by factors, with the choices that published examples made differently. */
#include "method/choices.h"
#include "method/weigh.h"
#include <float.h>
#include <math.h>

enum { KEEP, THRESHOLD, DIGITS, NORMALISE, STOP, SCALE, MISSING, MOST };
enum { BY_EIGENVALUE, BY_SHARE, BY_CUMULATIVE };
enum { OF_COMPONENT, OF_KEPT };

#define STOP_AS_R 1e-5

static const char *const keeps[] = {"eigenvalue", "share", "cumulative", NULL};
static const char *const stops[] = {"full", "r", NULL};
static const char *const scales[] = {"component", "kept", NULL};
static const myn_param params[] = {
    {.name = "keep",
     .type = MYN_CHOICE,
     .fallback = "eigenvalue",
     .choices = keeps,
     .summary = "components above the threshold by eigenvalue or by share of variance, or until their shares "
                "together are above it"},
    {.name = "threshold",
     .type = MYN_REAL,
     .fallback = "none",
     .least = 0,
     .most = DBL_MAX,
     .summary = "none: 1 for eigenvalue, 0.1 for share, 0.6 for cumulative"},
    {.name = "digits",
     .type = MYN_WHOLE,
     .fallback = "none",
     .least = 0,
     .most = 15,
     .summary = "decimals that shares are rounded to before they are compared"},
    {.name = "normalise", .type = MYN_FLAG, .fallback = "true", .summary = "Kaiser's, for the rotation"},
    {.name = "stop",
     .type = MYN_CHOICE,
     .fallback = "full",
     .choices = stops,
     .summary = "the rotation ends where it stands still, or where R's varimax ends"},
    {.name = "scale",
     .type = MYN_CHOICE,
     .fallback = "component",
     .choices = scales,
     .summary = "squared loadings are shares of their component's sum, or of the sum it keeps"},
    PARAM_MISSING("complete"),
    PARAM_MOST,
};

static const char *refuse(const double *param)
{
    bool share = param[KEEP] != BY_EIGENVALUE;
    return share && param[THRESHOLD] >= 1 ? "a share of variance is below 1" : NULL;
}

static double rounded(double x, double digits)
{
    double scale = isnan(digits) ? 0 : pow(10, digits);
    return scale > 0 ? round(x * scale) / scale : x;
}

/* How many components are kept; at least one. */
static size_t kept(const double *param, const myn_components *pca, size_t p)
{
    static const double usual[] = {1, 0.1, 0.6};
    int by = (int)param[KEEP];
    double threshold = isnan(param[THRESHOLD]) ? usual[by] : param[THRESHOLD], sum = 0;
    size_t k = 0;
    if (by == BY_CUMULATIVE) {
        while (k < p && !(rounded(sum, param[DIGITS]) > threshold)) sum += pca->share[k++];
    } else {
        const double *size = by == BY_EIGENVALUE ? pca->value : pca->share;
        while (k < p && (by == BY_SHARE ? rounded(size[k], param[DIGITS]) : size[k]) > threshold) k++;
    }
    return k > 0 ? k : 1;
}

/* Of each component: its sum of squared loadings, and of those that it keeps. */
typedef struct {
    double all, kept;
} Component;

static size_t greatest(const double *loading, size_t k)
{
    size_t best = 0;
    for (size_t c = 1; c < k; c++)
        if (loading[c] * loading[c] > loading[best] * loading[best]) best = c;
    return best;
}

/* The sum of weights: 1, or the share of components that keep any. */
static double from_loadings(myn_mat loading, bool of_kept, Component *component, double *weight)
{
    double all = 0, total = 0;
    for (size_t i = 0; i < loading.rows; i++) {
        const double *row = myn_row(loading, i);
        for (size_t c = 0; c < loading.cols; c++) component[c].all += row[c] * row[c];
        size_t best = greatest(row, loading.cols);
        component[best].kept += row[best] * row[best];
    }
    for (size_t c = 0; c < loading.cols; c++) all += component[c].all;
    for (size_t i = 0; i < loading.rows; i++) {
        size_t best = greatest(myn_row(loading, i), loading.cols);
        Component of = component[best];
        double square = myn_row(loading, i)[best] * myn_row(loading, i)[best];
        weight[i] = square / (of_kept ? of.kept : of.all) * (of.all / all);
        total += weight[i];
    }
    return of_kept ? total : 1;
}

static myn_status weigh_rotated(const double *param, const Bonds *bonds, double *weight, myn_arena *scratch,
                                const char **why)
{
    myn_components pca;
    myn_status status = myn_pca(myn_const(bonds->correlation), &pca, scratch);
    if (status) return status;
    if (myn_weigh_singular(&pca, bonds->p)) {
        *why = "the others determine an indicator, or correlations of different areas contradict each other";
        return MYN_ERR_DATA;
    }
    myn_mat loading = pca.loading;
    loading.cols = kept(param, &pca, bonds->p);
    Component *component = myn_arena_zero(scratch, loading.cols, sizeof *component);
    if (!component) return MYN_ERR_MEMORY;
    myn_varimax_how how = {param[NORMALISE] != 0, param[STOP] == 0 ? 0 : STOP_AS_R};
    status = myn_varimax(loading, how, why, scratch);
    if (status) return status;
    double total = from_loadings(loading, param[SCALE] == OF_KEPT, component, weight);
    return myn_weigh_scale(weight, bonds->p, total, param[MOST], why);
}

static myn_status weigh(const double *param, const myn_parts *parts, double *weight, myn_arena *scratch,
                        const char **why)
{
    Bonds bonds;
    if (myn_weigh_alone(parts, weight, why)) return MYN_OK;
    myn_status status = myn_weigh_bonds(parts, (myn_gaps)param[MISSING], &bonds, why, scratch);
    if (!status && bonds.areas <= (double)bonds.p) {
        *why = "no more areas than indicators";
        status = MYN_ERR_DATA;
    }
    return status ? status : weigh_rotated(param, &bonds, weight, scratch, why);
}

const myn_method myn_method_weigh_factor_analysis = {
    .name = "weigh_factor_analysis",
    .kind = MYN_KIND_WEIGH,
    .summary = "weights by rotated principal components (OECD handbook)",
    .formula =
        "Principal components of the correlation matrix, as many as `keep` says, rotated by varimax; l the "
        "loadings, V_c = sum of l^2 over component c, V their sum. Each indicator goes to the component "
        "where "
        "its l^2 is largest. component: w = (l^2 / V_c) (V_c / V), scaled to sum 1. kept: w = (l^2 / sum of "
        "l^2 of the indicators that went to c) (V_c / V), not scaled again: the share of a component that no "
        "indicator went to is lost. Needs more areas than indicators, and none that the others determine or "
        "that is the same everywhere. Nominal weights play no part.",
    .reference = "Nicoletti G, Scarpetta S, Boylaud O (2000), doi:10.1787/215182844604; OECD, JRC (2008) "
                 "Handbook on Constructing Composite Indicators, section 6.1, doi:10.1787/9789264043466-en",
    PARAMS(params),
    .weigh = weigh,
    .refuse = refuse,
};
