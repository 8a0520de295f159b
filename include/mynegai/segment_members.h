/* Who belongs to a segment and how firmly: centres, new points, exemplary and marginal ones, drift; and segments
 * inside segments.
 *
 * Points are rows (n x d), no value missing or infinite. Distances are Euclidean. */
#ifndef MYNEGAI_SEGMENT_MEMBERS_H
#define MYNEGAI_SEGMENT_MEMBERS_H
#include <mynegai/segment.h>

/* Means of the segments of P, weighted by WEIGHT (n, >= 0; NULL: each 1), into CENTRE (k x d); NaN of a segment
 * without points or weight. MYN_ERR_ARGUMENT where sizes do not agree or a label is not below k. O(n (d + k)). */
myn_status myn_segment_centres(myn_cmat points, const double *weight, const myn_partition *p,
                               myn_mat centre) MYN_CHECKED;

/* Owned by the caller, n each; NULL where not wanted, but segment and distance. */
typedef struct {
    uint32_t *segment, *runner_up; /* nearest centre, next nearest; equal ones by number */
    double *distance, *second;     /* from them */
    double
        *margin; /* (second - distance) / second: 0 on the border, 1 at the centre (0 where both are 0); the
                       simplified silhouette of a point in the segment nearest to it */
} myn_assignment;

/* Put POINTS, which may be new, to CENTRE (k x d; a centre that is NaN is nobody's). With one centre there is no
 * runner-up: MYN_NO_SEGMENT, infinity and a margin of 1. MYN_ERR_ARGUMENT where there is no centre or sizes do not
 * agree, MYN_ERR_DATA where a value is missing. O(n k d). */
myn_status myn_segment_assign(myn_cmat points, myn_cmat centre, const myn_assignment *out) MYN_CHECKED;

/* Of each of K segments the M members nearest to its centre into EXEMPLAR, nearest first, and the M of least margin
 * into MARGINAL, least first (each k x m; NULL: not wanted); equal ones by number, MYN_NO_SEGMENT where there are
 * fewer. OF needs segment, distance and margin. O(n log n). */
myn_status myn_segment_typical(const myn_assignment *of, size_t n, size_t k, size_t m, uint32_t *exemplar,
                               uint32_t *marginal, myn_arena *scratch) MYN_CHECKED;

/* Whether segments still fit: points THEN, when they were made, and NOW, both assigned to the same centres. */
typedef struct {
    double
        stability; /* sum over segments of (q - p) ln(q / p), p and q their shares then and now, a count of 0 as
                         one half (population stability index): below .1 little moved, above .25 much */
    double
        beyond; /* share of points now farther from their centre than 95 of 100 of its members were: .05 where
                         nothing changed; 1 of a segment that had no members */
    double *
        growth; /* k, or NULL: mean squared distance now / then; NaN where either has no members or then was 0 */
} myn_drift;

/* Points by the segment they were assigned to and their distance from its centre. */
typedef struct {
    const uint32_t *segment;
    const double *distance;
    size_t n;
} myn_fit_of;

/* The drift between THEN and NOW, of K segments. MYN_ERR_ARGUMENT where either has no points or a segment is not
 * below K. O(n log n). */
myn_status myn_segment_drift(const myn_fit_of *then, const myn_fit_of *now, size_t k, myn_drift *out,
                             myn_arena *scratch) MYN_CHECKED;

/* ---- segments inside segments ---- */

/* A way of clustering POINTS into K segments from SEED: OUT->label (n) and OUT->k are set. K <= n. */
typedef myn_status (*myn_partitioner)(void *ctx, myn_cmat points, size_t k, uint64_t seed, myn_partition *out,
                                      myn_arena *scratch);

typedef struct {
    const size_t *k; /* for each parent: how many children; more than it has members: as many as that */
    myn_partitioner partition;
    void *ctx;
    uint64_t seed; /* parent c is clustered from seed + c */
} myn_nesting;

/* The next tier: the members of each segment of PARENT, and nobody else, are clustered by themselves. OUT->label
 * numbers the children of all parents through, those of parent 0 first, each parent's largest first; PARENT_OF
 * (room for n) has the parent of each of OUT->k. The result is checked by myn_nest_check before it is given
 * back. A partitioner that answers a label not below its k, or another number of points, is MYN_ERR_DATA.
 * MYN_ERR_ARGUMENT where sizes do not agree or a k is 0. */
myn_status myn_nest(myn_cmat points, const myn_partition *parent, const myn_nesting *how, myn_partition *out,
                    uint32_t *parent_of, myn_arena *scratch) MYN_CHECKED;

/* Whether every member of every child belongs to the child's own parent, and no child is empty. MYN_ERR_DATA where
 * not: *WRONG is a point that does not (or n, where a child has no member). O(n k). */
myn_status myn_nest_check(const myn_partition *parent, const myn_partition *child, const uint32_t *parent_of,
                          size_t *wrong) MYN_CHECKED;

#endif
