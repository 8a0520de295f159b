/* Sums of a series: counts of people, not scores. */
#include "method/summarise.h"
#include <math.h>

static myn_status summarise(const double *param, const myn_members *members, myn_arena *scratch)
{
    (void)param, (void)scratch;
    for (size_t g = 0; g < members->groups; g++) members->out[g] = NAN;
    for (size_t i = 0; i < members->n; i++) {
        size_t g = members->group[i];
        double x = members->series[i];
        if (g < members->groups && !isnan(x))
            members->out[g] = isnan(members->out[g]) ? x : members->out[g] + x;
    }
    return MYN_OK;
}

const myn_method myn_method_total = {
    .name = "total",
    .kind = MYN_KIND_SUMMARISE,
    .summary = "sum of a series over the areas: how many people are concerned",
    .formula = "sum x over the areas of the larger one that have a value; missing where none has.",
    .reference = SUMMARY_REFERENCE,
    .takes_series = true,
    .summarise = summarise,
};
