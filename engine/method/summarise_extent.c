/* Shares of people in the first areas, with weights that fall from one percentile to the next. */
#include "method/choices.h"
#include "method/summarise.h"

enum { FULL, LAST, FALL_TO, FALL_FROM, RULE };

static const myn_param params[] = {
    {.name = "full",
     .type = MYN_WHOLE,
     .fallback = "10",
     .least = 0,
     .most = 99,
     .summary = "last percentile that counts in full"},
    {.name = "last",
     .type = MYN_WHOLE,
     .fallback = "30",
     .least = 1,
     .most = 100,
     .summary = "last percentile that counts at all"},
    {.name = "fall",
     .type = MYN_RANGE,
     .fallback = "[0.05, 0.95]",
     .least = 0,
     .most = 1,
     .summary = "weights of the last percentile and of the first one after `full`"},
    {.name = "rule",
     .type = MYN_CHOICE,
     .fallback = "ceil",
     .choices = myn_words_rule,
     .summary = "percentile of rank r: ceil(100 r / N), or floor(100 (r - 1) / N) + 1; an index uses that of "
                "the quantiles it publishes"},
};

static const char *refuse(const double *param)
{
    return param[FULL] < param[LAST] ? NULL : "full must be less than last";
}

/* In equal steps; one percentile alone has the higher weight. */
static double counts(const double *param, double percentile)
{
    double steps = param[LAST] - param[FULL] - 1;
    if (percentile <= param[FULL]) return 1;
    if (percentile > param[LAST]) return 0;
    if (steps == 0) return param[FALL_FROM];
    return param[FALL_FROM] - (percentile - param[FULL] - 1) * ((param[FALL_FROM] - param[FALL_TO]) / steps);
}

static myn_status summarise(const double *param, const myn_members *members, myn_arena *scratch)
{
    double *value = myn_members_row(members, scratch);
    if (!value) return MYN_ERR_MEMORY;
    myn_status status = myn_members_groups(members, 100, (myn_quantile_rule)param[RULE], value, scratch);
    if (status) return status;
    for (size_t i = 0; i < members->n; i++)
        if (value[i] >= 1) value[i] = counts(param, value[i]);
    return myn_members_mean(members, value, scratch);
}

const myn_method myn_method_extent = {
    .name = "extent",
    .kind = MYN_KIND_SUMMARISE,
    .summary = "share of people in the first areas, those further from the top counting for less",
    .formula =
        "sum w e(p) / sum w over the areas of the larger one, w = population, p = percentile of the rank "
        "among all N ranked areas; e = 1 up to `full`, then in equal steps from the higher of `fall` to "
        "the lower at `last`, 0 after. Areas without a rank or a population are left out; missing "
        "where none is left.",
    .reference = SUMMARY_REFERENCE,
    PARAMS(params),
    .needs = SUMMARY_NEEDS,
    .refuse = refuse,
    .summarise = summarise,
};
