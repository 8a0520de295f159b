/* Regions: segments of areas that hang together on the map.
 *
 * Points are rows (n x d), one an area, no value missing or infinite. */
#ifndef MYNEGAI_REGIONS_H
#define MYNEGAI_REGIONS_H
#include <mynegai/rings.h>
#include <mynegai/segment.h>

/* ---- who is beside whom ---- */

/* The neighbours of area i are to[start[i]] .. to[start[i + 1] - 1], rising, each once, never i itself; beside
 * works both ways. */
typedef struct {
    size_t n;
    size_t *start; /* n + 1 */
    uint32_t *to;
} myn_contiguity;

/* From a table of COUNT pairs (either way, or both; twice or of an area with itself does no harm), arrays from
 * ARENA. MYN_ERR_ARGUMENT where a number is not below N. O(n + pairs log pairs). */
myn_status myn_contiguity_pairs(size_t n, const uint32_t (*pair)[2], size_t count, myn_contiguity *out,
                                myn_arena *arena) MYN_CHECKED;

typedef enum {
    MYN_QUEEN, /* a corner point in common */
    MYN_ROOK   /* two corner points in common that follow each other in both: a side */
} myn_touch;

/* From the boundaries of N areas. Corner points nearer than SNAP (coordinates' units; 0: exactly equal) count as
 * one: the first that came. Boundaries must have corners where they meet, as those cut from one map do; a corner
 * on the middle of another's side is not seen. MYN_ERR_ARGUMENT where a ring's area is not below N or SNAP is below
 * 0. O(points log points). */
myn_status myn_contiguity_rings(const myn_rings *rings, size_t n, myn_touch touch, double snap,
                                myn_contiguity *out, myn_arena *arena) MYN_CHECKED;

/* Which part of the map each area belongs to, into PART (n): parts that no way joins, numbered by their first area.
 * An area without neighbours is a part of its own. Returns how many. O(n + neighbours). */
size_t myn_contiguity_parts(const myn_contiguity *map, uint32_t *part);

/* A way made where there was none. */
typedef struct {
    uint32_t a, b;
    double distance;
} myn_bridge;

/* Join all parts of MAP by the shortest bridges between areas' PLACES (n x 2, or any points): the least tree over
 * parts. *BRIDGE has *COUNT = parts - 1 of them, shortest first, for the record. Arrays from ARENA.
 * MYN_ERR_DATA where a place is missing. O(n^2). */
myn_status myn_contiguity_bridge(const myn_contiguity *map, myn_cmat places, myn_contiguity *out,
                                 myn_bridge **bridge, size_t *count, myn_arena *arena) MYN_CHECKED;

/* ---- regions ---- */

typedef enum {
    MYN_REGION_SQUARES,  /* within sum of squares, as most programs have it */
    MYN_REGION_DISTANCES /* sum of distances from the mean, not squared, as R's spdep has it */
} myn_region_cost;

typedef struct {
    size_t k;                 /* regions wanted */
    const double *population; /* n, >= 0; NULL: each area counts 1 */
    double floor;             /* least population of a region; 0: none */
    myn_region_cost cost;     /* SKATER only */
} myn_region_plan;

typedef struct {
    myn_partition
        regions;        /* label is the caller's (n); k is what was reached: fewer than wanted where the floor
                              leaves fewer, the number of parts where that is more */
    double cost;        /* of the regions, by the plan's measure (squares for Ward) */
    size_t parts;       /* of the map: never joined by a region */
    size_t below_floor; /* regions below it: whole parts of the map that are too small */
} myn_region_result;

/* SKATER (Assuncao et al. 2006, doi:10.1080/13658810600665111): the least tree over neighbours by the distance
 * of their points, of which the side is cut that lowers the cost most, until there are K regions. A cut that would
 * leave a region below the floor is not made. Of equal sides and cuts the first is taken. O(neighbours log
 * neighbours + k n d), by distances O(k n^2 d). MYN_ERR_ARGUMENT unless 1 <= k <= n, sizes agree and populations
 * are at least 0. */
myn_status myn_regions_skater(myn_cmat points, const myn_contiguity *map, const myn_region_plan *plan,
                              myn_region_result *out, myn_arena *scratch) MYN_CHECKED;

/* Ward's method among neighbours: the two neighbouring regions are merged whose merging adds least to the within
 * sum of squares, until there are K. With a floor, first only merges with a region below it, until none is left
 * that has a neighbour. Errors as above. O(neighbours log neighbours d). */
myn_status myn_regions_ward(myn_cmat points, const myn_contiguity *map, const myn_region_plan *plan,
                            myn_region_result *out, myn_arena *scratch) MYN_CHECKED;

#endif
