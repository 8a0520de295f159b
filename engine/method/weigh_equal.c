/* Equal weights, for when nodes.csv has others and they are not wanted. */
#include <mynegai/method.h>

static myn_status weigh(const double *param, const myn_parts *parts, double *weight, myn_arena *scratch,
                        const char **why)
{
    (void)param, (void)scratch;
    *why = NULL;
    for (size_t c = 0; c < parts->children; c++) weight[c] = 1 / (double)parts->children;
    return MYN_OK;
}

const myn_method myn_method_weigh_equal = {
    .name = "weigh_equal",
    .kind = MYN_KIND_WEIGH,
    .summary = "the same weight for all",
    .formula = "w = 1 / number of indicators, whatever their values and nominal weights.",
    .reference = "OECD, JRC (2008) Handbook on Constructing Composite Indicators, section 6, "
                 "doi:10.1787/9789264043466-en",
    .weigh = weigh,
};
