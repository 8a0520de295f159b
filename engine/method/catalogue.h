/* Every method object; the order by kind and name is that of catalogue.c. */
#ifndef MYN_METHOD_CATALOGUE_H
#define MYN_METHOD_CATALOGUE_H
#include <mynegai/method.h>

extern const myn_method myn_method_asinh, myn_method_boxcox, myn_method_cbrt, myn_method_floor_cap,
    myn_method_log, myn_method_log10, myn_method_log1p, myn_method_raise, myn_method_reciprocal,
    myn_method_sqrt, myn_method_yeo_johnson;
extern const myn_method myn_method_treat, myn_method_winsorise;
extern const myn_method myn_method_fill, myn_method_impute_group_mean, myn_method_impute_mean,
    myn_method_impute_median;
extern const myn_method myn_method_above_below_mean, myn_method_affine, myn_method_ampi, myn_method_borda,
    myn_method_difference, myn_method_distance_to_max, myn_method_distance_to_reference,
    myn_method_distance_to_target, myn_method_goalposts, myn_method_minmax, myn_method_normal_score,
    myn_method_percentile, myn_method_rank, myn_method_rank_to_exponential, myn_method_ratio,
    myn_method_scale, myn_method_zscore;
extern const myn_method myn_method_weigh_balanced, myn_method_weigh_equal, myn_method_weigh_factor_analysis,
    myn_method_weigh_one_factor, myn_method_weigh_pca;
extern const myn_method myn_method_arithmetic, myn_method_benefit_of_doubt, myn_method_copeland,
    myn_method_geometric, myn_method_harmonic, myn_method_hellwig, myn_method_mazziotta_pareto,
    myn_method_max, myn_method_min, myn_method_owa, myn_method_power, myn_method_product, myn_method_sum;
extern const myn_method myn_method_average_rank, myn_method_average_score, myn_method_extent,
    myn_method_local_concentration, myn_method_proportion, myn_method_total;

#endif
