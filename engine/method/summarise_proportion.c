/* Shares of areas, or of people, in the first groups. */
#include "method/choices.h"
#include "method/summarise.h"

enum { GROUPS, FIRST, RULE };

static const myn_param params[] = {
    {.name = "groups",
     .type = MYN_WHOLE,
     .fallback = "10",
     .least = 2,
     .most = 255,
     .summary = "groups that the ranks of all areas are cut into"},
    {.name = "first",
     .type = MYN_WHOLE,
     .fallback = "1",
     .least = 1,
     .most = 254,
     .summary = "groups that count, from the first on"},
    {.name = "rule",
     .type = MYN_CHOICE,
     .fallback = "ceil",
     .choices = myn_words_rule,
     .summary =
         "group of rank r: ceil(groups r / N), or floor(groups (r - 1) / N) + 1; an index uses that of "
         "the quantiles it publishes"},
};

static const char *refuse(const double *param)
{
    return param[FIRST] < param[GROUPS] ? NULL : "first must be less than groups";
}

static myn_status summarise(const double *param, const myn_members *members, myn_arena *scratch)
{
    double *within = myn_members_row(members, scratch);
    if (!within) return MYN_ERR_MEMORY;
    myn_status status = myn_members_groups(members, (int)param[GROUPS], (myn_quantile_rule)param[RULE],
                                           within, scratch);
    if (status) return status;
    for (size_t i = 0; i < members->n; i++)
        if (within[i] >= 1) within[i] = within[i] <= param[FIRST];
    return myn_members_mean(members, within, scratch);
}

const myn_method myn_method_proportion = {
    .name = "proportion",
    .kind = MYN_KIND_SUMMARISE,
    .summary = "share of the areas that are in the first group of all",
    .formula =
        "areas of the larger one whose group among all N ranked areas is at most `first`, over those that "
        "have a rank; where the measure names a population, the share of people in them. Areas without "
        "a rank are left out; missing where none is left.",
    .reference = SUMMARY_REFERENCE,
    PARAMS(params),
    .counts_areas = true,
    .needs = SUMMARY_NEEDS,
    .refuse = refuse,
    .summarise = summarise,
};
