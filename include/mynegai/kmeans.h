/* k-means: k segments with the least sum of squared distances to their means.
 *
 *     W = sum_i w_i |x_i - c_s(i)|^2,   c_j = sum_{s(i) = j} w_i x_i / sum_{s(i) = j} w_i
 *
 * Many restarts by greedy k-means++, each carried to a local optimum that no move of a single point improves; a
 * stop as soon as the best of them has been reached often enough, and a certificate that says how often. What is
 * computed in float32 only says where to look: the answer is a local optimum in float64. docs/segment-kmeans.md
 * tells the whole of it. */
#ifndef MYNEGAI_KMEANS_H
#define MYNEGAI_KMEANS_H
#include <mynegai/segment.h>

typedef enum {
    MYN_SEED_PLUSPLUS, /* of 2 + log k points drawn in proportion to w times the squared distance to the nearest seed,
                          the one that leaves least (Arthur and Vassilvitskii 2007) */
    MYN_SEED_FURTHEST /* the point that lies farthest from all seeds; the first is drawn */
} myn_seeding;

typedef enum {
    MYN_RECOMBINE_AUTO, /* where the first restarts do not agree; not with myn_kmeans_plan.plain */
    MYN_RECOMBINE_NEVER,
    MYN_RECOMBINE_ALWAYS
} myn_recombine;

/* How the best partition is looked for; {.k = 8} will do. */
typedef struct {
    size_t k;
    uint64_t seed;
    myn_seeding seeding;
    myn_recombine recombine;
    size_t seen;           /* enough sightings of the best one: 0 means 8 */
    size_t restarts_least; /* at least so many restarts; 0: 16, and where points are few
                                          3 10^7 / (n k d) up to 256 */
    size_t restarts_most;  /* and at most so many; 0: 256 */
    bool plain;            /* exactly restarts_most restarts, each on all points, none recombined */
    size_t points_least, points_most; /* points of a segment; 0: no bound */
} myn_kmeans_plan;

/* What speaks for there being no better partition. Restarts are independent draws from the optima that restarts
 * lead to. Sums of squares that agree to 1 in 10^6 are one optimum; where restarts are not carried to their end (a
 * sample, or more than 4,096 points) centres that lie close. */
typedef struct {
    size_t restarts;
    size_t seen;            /* restarts that led to the best one; 0 where only recombination did */
    size_t optima;          /* different ones that restarts led to */
    size_t once;            /* of those, reached by one restart only */
    size_t recombined;      /* partitions made by recombination */
    size_t recombined_seen; /* of those, ended in the best one */
    size_t sample; /* points that restarts worked on; the best of them were then carried to all points */
    double
        unseen; /* once / restarts: chance that one more restart leads to an optimum not seen yet, better or
                      worse (Good 1953, doi:10.1093/biomet/40.3-4.237) */
    double missed; /* (1 - seen / restarts)^restarts: chance that as many restarts would have missed a better
                      optimum which draws as many of them as the best one did; 1 where seen is 0 */
    bool enough;   /* the best was seen as often as the plan asks */
} myn_certificate;

/* The caller's arrays, all filled: label (n), centre (k x d), weight and points (k). Segments are numbered by
 * points, most first, ties by their first point. */
typedef struct {
    uint32_t *label;
    myn_mat centre;
    double *weight; /* sum of the points' weights */
    size_t *points;
    double within; /* W */
    double total;  /* the same around the mean of all points */
    myn_certificate certificate;
} myn_kmeans_fit;

/* The best partition found of X (n points x d) with WEIGHT (n, each above 0; NULL: all 1) into PLAN->k segments, none
 * empty, also where fewer than k points differ. The same bytes with any TEAM, of one kind of machine.
 *
 * MYN_ERR_ARGUMENT: k is 0 or more than n, n is 2^31 or more, d is 0, bounds that n points and k segments cannot
 * keep, or least above most. MYN_ERR_DATA: a value that is missing or infinite or beyond about 1e300, a weight that
 * is not above 0.
 *
 * Time O(restarts m k d passes) on m points: n, or a sample of max(16384, 1024 k) where n is more than four times
 * that, the best optima then on samples four times as large each and at last on all points. Memory from SCRATCH
 * 4 n d bytes (8 n d without a sample, or with PLAN->plain) + 70 n + the samples' 8 m d; from each worker of TEAM
 * 4 bytes a point and run abreast (up to 4 restarts of m, or one of n); with bounds on points 8 n k bytes more. */
myn_status myn_kmeans(myn_cmat x, const double *weight, const myn_kmeans_plan *plan, myn_team *team,
                      myn_kmeans_fit *out, myn_arena *scratch) MYN_CHECKED;

/* From centres that are given (FIT->centre, k x d) to the local optimum they lead to: Lloyd's passes, then single
 * moves; the same outputs but for the certificate, which is cleared. Of PLAN only k and the bounds are read. Errors
 * and memory as above. */
myn_status myn_kmeans_from(myn_cmat x, const double *weight, const myn_kmeans_plan *plan, myn_kmeans_fit *fit,
                           myn_arena *scratch) MYN_CHECKED;

#endif
