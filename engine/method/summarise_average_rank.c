/* Mean ranks, turned so that more is more deprived or better: as scores are read. */
#include "method/summarise.h"

static myn_status summarise(const double *param, const myn_members *members, myn_arena *scratch)
{
    (void)param;
    double *height = myn_members_row(members, scratch);
    if (!height) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < members->n; i++) height[i] = (double)members->ranked + 1 - members->rank[i];
    return myn_members_mean(members, height, scratch);
}

const myn_method myn_method_average_rank = {
    .name = "average_rank",
    .kind = MYN_KIND_SUMMARISE,
    .summary = "mean rank of the areas, by population, turned so that the first rank counts most",
    .formula =
        "sum w (N + 1 - r) / sum w over the areas of the larger one, r = rank among all N ranked areas, 1 "
        "the first, w = population. Areas without a rank or a population are left out; missing where "
        "none is left.",
    .reference = SUMMARY_REFERENCE,
    .needs = SUMMARY_NEEDS,
    .summarise = summarise,
};
