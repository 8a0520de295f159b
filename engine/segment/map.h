/* What the makers of regions share. */
#ifndef MYN_SEGMENT_MAP_H
#define MYN_SEGMENT_MAP_H
#include <mynegai/regions.h>

/* The number of each point of RINGS into CORNER: points nearer than SNAP are one. */
myn_status number_corners(const myn_rings *rings, double snap, uint32_t *corner, myn_arena *scratch);

/* MYN_ERR_ARGUMENT where POINTS, MAP and PLAN do not fit together, MYN_ERR_DATA for values that are no numbers. */
myn_status plan_sound(myn_cmat points, const myn_contiguity *map, const myn_region_plan *plan);

/* Population of area I. */
static inline double population_of(const myn_region_plan *plan, size_t i)
{
    return plan->population ? plan->population[i] : 1;
}

/* Cost, parts and regions below the floor of what OUT->regions holds; then its segments largest first. */
myn_status describe_regions(myn_cmat points, const myn_contiguity *map, const myn_region_plan *plan,
                            myn_region_result *out, myn_arena *scratch);

#endif
