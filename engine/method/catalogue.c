/* The list of all methods: the one place that knows them by name. */
#include "method/catalogue.h"
#include <string.h>

static const myn_method *const all[] = {
    &myn_method_asinh,
    &myn_method_boxcox,
    &myn_method_cbrt,
    &myn_method_floor_cap,
    &myn_method_log,
    &myn_method_log10,
    &myn_method_log1p,
    &myn_method_raise,
    &myn_method_reciprocal,
    &myn_method_sqrt,
    &myn_method_yeo_johnson,
    &myn_method_treat,
    &myn_method_winsorise,
    &myn_method_fill,
    &myn_method_impute_group_mean,
    &myn_method_impute_mean,
    &myn_method_impute_median,
    &myn_method_above_below_mean,
    &myn_method_affine,
    &myn_method_ampi,
    &myn_method_borda,
    &myn_method_difference,
    &myn_method_distance_to_max,
    &myn_method_distance_to_reference,
    &myn_method_distance_to_target,
    &myn_method_goalposts,
    &myn_method_minmax,
    &myn_method_normal_score,
    &myn_method_percentile,
    &myn_method_rank,
    &myn_method_rank_to_exponential,
    &myn_method_ratio,
    &myn_method_scale,
    &myn_method_zscore,
    &myn_method_weigh_balanced,
    &myn_method_weigh_equal,
    &myn_method_weigh_factor_analysis,
    &myn_method_weigh_one_factor,
    &myn_method_weigh_pca,
    &myn_method_arithmetic,
    &myn_method_benefit_of_doubt,
    &myn_method_copeland,
    &myn_method_geometric,
    &myn_method_harmonic,
    &myn_method_hellwig,
    &myn_method_max,
    &myn_method_mazziotta_pareto,
    &myn_method_min,
    &myn_method_owa,
    &myn_method_power,
    &myn_method_product,
    &myn_method_sum,
    &myn_method_average_rank,
    &myn_method_average_score,
    &myn_method_extent,
    &myn_method_local_concentration,
    &myn_method_proportion,
    &myn_method_total,
    NULL,
};

const myn_method *const *myn_methods(void)
{
    return all;
}

const myn_method *myn_method_find(const char *name)
{
    for (const myn_method *const *at = all; *at; at++)
        if (strcmp((*at)->name, name) == 0) return *at;
    return NULL;
}

const char *myn_kind_word(myn_kind kind)
{
    static const char *const word[] = {"transform", "treat",     "impute",   "normalise",
                                       "weigh",     "aggregate", "summarise"};
    return (size_t)kind < sizeof word / sizeof *word ? word[kind] : "unknown";
}
