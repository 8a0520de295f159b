/* Means by group in one pass, gaps filled in a second: no sorting, whatever the groups. */
#include <math.h>
#include <mynegai/method.h>

typedef struct {
    double total;
    uint32_t n;
} Group;

/* The group of area I; NULL where it is in none (a number that is no group's). */
static Group *group_of(const myn_values *values, Group *group, size_t i)
{
    if (!values->group) return group;
    return values->group[i] < values->groups ? &group[values->group[i]] : NULL;
}

static void add_up(const myn_values *values, Group *group)
{
    for (size_t i = 0; i < values->n; i++) {
        Group *own = group_of(values, group, i);
        if (isnan(values->in[i]) || !own) continue;
        own->total += values->in[i];
        own->n++;
    }
}

static void fill_in(const myn_values *values, Group *group)
{
    for (size_t i = 0; i < values->n; i++) {
        const Group *own = group_of(values, group, i);
        bool fill = isnan(values->in[i]) && own && own->n > 0;
        values->out[i] = fill ? own->total / own->n : values->in[i];
        if (fill && values->touched) values->touched[i] = 1;
    }
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)param;
    size_t groups = values->group && values->groups ? values->groups : 1;
    Group *group = myn_arena_zero(scratch, groups, sizeof *group);
    if (!group) return MYN_ERR_MEMORY;
    add_up(values, group);
    fill_in(values, group);
    return MYN_OK;
}

const myn_method myn_method_impute_group_mean = {
    .name = "impute_group_mean",
    .kind = MYN_KIND_IMPUTE,
    .summary = "the mean of the area's own group where a value is missing",
    .formula = "sum x / n over the values of the same group; still missing where the group has none or the "
               "area no group. Without groups all areas are one.",
    .reference =
        "Little R J A, Rubin D B (2019) Statistical Analysis with Missing Data, doi:10.1002/9781119482260",
    .apply = apply,
};
