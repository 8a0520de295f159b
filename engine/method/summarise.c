/* Means over the areas of each larger area, shared by most measures. */
#include "method/summarise.h"
#include <math.h>
#include <string.h>

myn_status myn_members_check(const myn_members *members)
{
    const double *population = members->population;
    for (size_t i = 0; population && i < members->n; i++)
        if (population[i] < 0 || isinf(population[i])) return MYN_ERR_DATA;
    return MYN_OK;
}

double myn_members_weight(const myn_members *members, const double *value, size_t i)
{
    if (isnan(value[i])) return 0;
    if (!members->population) return 1;
    return isnan(members->population[i]) ? 0 : members->population[i];
}

/* Areas are added in their order, so that equal runs give equal bytes. */
myn_status myn_members_mean(const myn_members *members, const double *value, myn_arena *scratch)
{
    double *share = myn_arena_zero(scratch, members->groups + 1, sizeof *share), *out = members->out;
    myn_status status = share ? myn_members_check(members) : MYN_ERR_MEMORY;
    if (status) return status;
    memset(out, 0, members->groups * sizeof *out);
    for (size_t i = 0; i < members->n; i++) {
        double weight = myn_members_weight(members, value, i);
        if (members->group[i] >= members->groups || weight == 0) continue;
        out[members->group[i]] += weight * value[i];
        share[members->group[i]] += weight;
    }
    for (size_t g = 0; g < members->groups; g++) out[g] = share[g] > 0 ? out[g] / share[g] : NAN;
    return MYN_OK;
}

double *myn_members_row(const myn_members *members, myn_arena *scratch)
{
    return myn_arena_get(scratch, (members->n + 1) * sizeof(double));
}

myn_status myn_members_groups(const myn_members *members, int groups, myn_quantile_rule rule, double *value,
                              myn_arena *scratch)
{
    uint8_t *group = myn_arena_get(scratch, members->n + 1);
    if (!group) return MYN_ERR_MEMORY;
    myn_quantile_groups(members->rank, members->n, members->ranked, groups, rule, group);
    for (size_t i = 0; i < members->n; i++) value[i] = group[i] ? group[i] : NAN;
    return MYN_OK;
}
