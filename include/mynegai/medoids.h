/* Dissimilarities of all pairs, and k-medoids on them: k points such that the others lie near one of them.
 *
 * A dissimilarity matrix is square, n x n, symmetric, its diagonal 0: 8 n^2 bytes of the caller's. */
#ifndef MYNEGAI_MEDOIDS_H
#define MYNEGAI_MEDOIDS_H
#include <mynegai/segment.h>

/* ---- dissimilarities ---- */

typedef enum {
    MYN_DISTANCE_EUCLID,   /* sqrt(sum_l (x_l - y_l)^2) */
    MYN_DISTANCE_MANHATTAN /* sum_l |x_l - y_l| */
} myn_distance;

/* Distances of all pairs of X's points (n x d) into OUT (n x n). No value may be missing. O(n^2 d / 2), by blocks in
 * the cache; rows of jobs of TEAM, the same bytes with any. */
myn_status myn_distances(myn_cmat x, myn_distance kind, myn_team *team, myn_mat out) MYN_CHECKED;

typedef enum {
    MYN_GOWER_NUMERIC,   /* |a - b| / (greatest - least), of the values that are there */
    MYN_GOWER_ORDINAL,   /* the same of the numbers that stand for the levels (1, 2, 3 ...) */
    MYN_GOWER_NOMINAL,   /* 0 where equal, else 1 */
    MYN_GOWER_SYMMETRIC, /* binary: 0 where equal, else 1 */
    MYN_GOWER_ASYMMETRIC /* binary, 0 and not 0: as symmetric, but two zeros are no comparison at all */
} myn_gower_scale;

/* Gower's dissimilarity (1971, doi:10.2307/2528823; as R's daisy computes it) of all pairs of X's points (n x d), of
 * mixed types: the mean, weighted by WEIGHT (d, from 0; NULL: all 1), over the columns that both points have and that
 * compare them. A column that is the same everywhere compares as 0. Missing is NaN. OUT is NaN for a pair that no
 * column compares, and *MISSING their number (MYN_OK all the same). MYN_ERR_ARGUMENT: a scale that is none, a weight
 * below 0. MYN_ERR_DATA: an infinite value. O(n^2 d / 2). */
myn_status myn_gower(myn_cmat x, const myn_gower_scale *scale, const double *weight, myn_team *team,
                     myn_mat out, size_t *missing, myn_arena *scratch) MYN_CHECKED;

/* ---- k-medoids ---- */

/* {.k = 8} will do. */
typedef struct {
    size_t k;
    uint64_t seed;
    size_t starts; /* 0: only BUILD; else BUILD and so many random starts, of which the best is kept:
                      points drawn in proportion to the dissimilarity to the nearest before */
    bool random;   /* random starts only (at least one), without BUILD, which costs O(n^2 k) */
} myn_medoids_plan;

/* The caller's arrays: label (n), medoid (k: numbers of points), points (k). Segments are numbered by points, most
 * first, ties by their first point. */
typedef struct {
    uint32_t *label, *medoid;
    size_t *points;
    double objective; /* sum over the points of the dissimilarity to their medoid */
    size_t starts;    /* that were made */
    size_t seen;      /* of those, ended with this objective, to 1 in 10^9 */
    size_t swaps;     /* of the best start */
} myn_medoids_fit;

/* k medoids of the points of D (n x n, no missing) that no swap of a medoid for another point improves: FasterPAM
 * (Schubert and Rousseeuw 2021, doi:10.1016/j.is.2021.101804), which takes every swap that helps as soon as it is
 * seen. A point as near to two medoids belongs to the first of them. Starts are jobs of TEAM; the same bytes with any.
 * MYN_ERR_ARGUMENT: k is 0 or more than n, n is 2^31 or more. MYN_ERR_DATA: a dissimilarity that is missing, infinite
 * or below 0. O(n^2) a pass, some passes; BUILD O(n^2 k). 40 n bytes of a worker's scratch. */
myn_status myn_medoids(myn_cmat d, const myn_medoids_plan *plan, myn_team *team, myn_medoids_fit *out,
                       myn_arena *scratch) MYN_CHECKED;

#endif
