/* Mean scores by population. */
#include "method/summarise.h"

static myn_status summarise(const double *param, const myn_members *members, myn_arena *scratch)
{
    (void)param;
    return myn_members_mean(members, members->score, scratch);
}

const myn_method myn_method_average_score = {
    .name = "average_score",
    .kind = MYN_KIND_SUMMARISE,
    .summary = "mean score of the areas, by population",
    .formula = "sum w x / sum w over the areas of the larger one, x = score, w = population. Areas without a "
               "score or a population are left out; missing where none is left.",
    .reference = SUMMARY_REFERENCE,
    .needs = SUMMARY_NEEDS,
    .summarise = summarise,
};
