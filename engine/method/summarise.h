/* What summary measures share: means over the areas of each larger area. */
#ifndef MYN_METHOD_SUMMARISE_H
#define MYN_METHOD_SUMMARISE_H
#include <mynegai/method.h>

#define SUMMARY_REFERENCE                                                                           \
    "McLennan D, Noble S, Noble M, Plunkett E, Wright G, Gutacker N (2019) The English Indices of " \
    "Deprivation 2019: technical report, summary measures for larger areas, "                       \
    "https://www.gov.uk/government/publications/english-indices-of-deprivation-2019-technical-report"
#define SUMMARY_NEEDS "populations that are finite and not below 0"

/* MYN_ERR_DATA where a population is below 0 or infinite. */
myn_status myn_members_check(const myn_members *members) MYN_CHECKED;

/* What area I weighs: its population, 1 without populations; 0 where it has none or no VALUE. */
double myn_members_weight(const myn_members *members, const double *value, size_t i);

/* out = sum w x / sum w by larger area; missing where nothing weighs. */
myn_status myn_members_mean(const myn_members *members, const double *value, myn_arena *scratch) MYN_CHECKED;

/* Room for a value an area. */
double *myn_members_row(const myn_members *members, myn_arena *scratch);

/* Group of each area by its rank among all, 1 .. GROUPS, NaN without a rank, into VALUE. */
myn_status myn_members_groups(const myn_members *members, int groups, myn_quantile_rule rule, double *value,
                              myn_arena *scratch) MYN_CHECKED;

#endif
