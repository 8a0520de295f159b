/* How many segments: the gap statistic, and how stable segments are when the areas change a little.
 *
 * Points are rows (n x d), no value missing or infinite; how they are clustered is the caller's partitioner, which
 * must answer the same for the same seed. */
#ifndef MYNEGAI_SEGMENT_CHOICE_H
#define MYNEGAI_SEGMENT_CHOICE_H
#include <mynegai/segment_members.h>

/* ---- gap statistic (Tibshirani, Walther and Hastie 2001, doi:10.1111/1467-9868.00293) ---- */

/* W = 1/2 sum over segments of (sum over pairs i < j of |x_i - x_j|^power) / members, as R's clusGap has it;
 * power 2 makes it half the within sum of squares, power 1 is that program's default. Returns ln W: -infinite
 * where all members are the same. MYN_NO_SEGMENT and other labels not below k are left out. O(n^2 d) for power 1,
 * O(n d) for 2; other powers NaN. */
double myn_gap_log_within(myn_cmat points, const myn_partition *p, int power);

typedef enum {
    MYN_GAP_COMPONENTS, /* even in the range of each principal component: R's "scaledPCA" */
    MYN_GAP_VARIABLES   /* even in the range of each variable: "original" */
} myn_gap_space;

typedef struct {
    size_t k_most;  /* 1 .. k_most are tried; k_most <= n */
    size_t samples; /* B, at least 2 */
    int power;      /* 1 or 2 */
    myn_gap_space space;
    uint64_t seed; /* sample b is drawn from stream (seed, b); partitions are made from seed + b too */
    myn_partitioner partition; /* not asked for k = 1 */
    void *ctx;                 /* used from several threads at once where there is a team */
} myn_gap_plan;

/* Place k - 1 is of k segments. */
typedef struct {
    double *log_within;   /* k_most: ln W of the points */
    double *expected;     /* mean of ln W of points spread evenly in the same space */
    double *gap;          /* expected - log_within */
    double *error;        /* standard deviation of ln W over samples (divisor B - 1) x sqrt(1 + 1/B) */
    size_t by_first;      /* k: the first whose gap is within an error of the first maximum's (firstSEmax) */
    size_t by_greatest;   /* that of the greatest gap (globalmax) */
    size_t by_tibshirani; /* the first whose gap is at least the next one's less its error (Tibs2001SEmax) */
} myn_gap;

/* OUT's arrays are taken from ARENA. The same bytes with any TEAM (NULL: alone). MYN_ERR_ARGUMENT where the plan is
 * out of range, MYN_ERR_DATA where all points are the same; what the partitioner answers is passed on. */
myn_status myn_gap_find(myn_cmat points, const myn_gap_plan *plan, myn_gap *out, myn_team *team,
                        myn_arena *arena) MYN_CHECKED;

/* Set the three choices of GAP from its gap and error (k_most each; at least one). */
void myn_gap_choose(myn_gap *gap, size_t k_most);

/* ---- stability (Hennig 2007, doi:10.1016/j.csda.2006.11.025) ---- */

#define MYN_STABLE 0.75 /* mean Jaccard similarity below which a segment is not to be relied on */

typedef struct {
    size_t samples; /* B >= 1 */
    uint64_t seed;  /* sample b is drawn from stream (seed, b), its partition made from seed + b */
    myn_partitioner partition;
    void *ctx; /* used from several threads at once where there is a team */
} myn_stability_plan;

typedef struct {
    double *
        jaccard; /* k: mean over samples of the similarity |A and B| / |A or B| of the segment, as far as it is
                           in the sample, with the most similar one found there; NaN where it is in no sample */
    size_t *dissolved; /* k: samples in which that was .5 or less */
    size_t *recovered; /* k: samples in which it was .75 or more */
    double agreement;  /* mean adjusted Rand index of what is found with the segments themselves */
    size_t unstable;   /* segments whose mean is below MYN_STABLE */
} myn_stability;

/* How well the segments of P are found again in bootstrap samples of the areas: N draws with replacement, of which
 * each area counts once however often it is drawn, clustered into as many segments (fewer where there are fewer
 * areas). OUT's arrays are taken from ARENA. The same bytes with any TEAM. MYN_ERR_ARGUMENT where sizes do not agree
 * or a label is out of range; what the partitioner answers is passed on. */
myn_status myn_stability_find(myn_cmat points, const myn_partition *p, const myn_stability_plan *plan,
                              myn_stability *out, myn_team *team, myn_arena *arena) MYN_CHECKED;

#endif
