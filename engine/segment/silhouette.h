/* What both ways to silhouettes share. */
#ifndef MYN_SEGMENT_SILHOUETTE_H
#define MYN_SEGMENT_SILHOUETTE_H
#include <mynegai/validity.h>

#define SILHOUETTE_JOBS ((size_t)8) /* each with sums of its own: their number does not depend on threads */

/* Points of PART by segment. */
typedef struct {
    size_t *count;   /* k */
    uint32_t *order; /* n: points of segment 0 first, each segment's by number */
} BySegment;

myn_status by_segment(const myn_partition *part, BySegment *out, myn_arena *arena) MYN_CHECKED;

/* Width and neighbour of point I, in segment OWN, from its sums of dissimilarities to each segment's points: SUM + j
 * STRIDE to segment j. */
void silhouette_point(const BySegment *by, size_t k, size_t own, const double *sum, size_t stride, size_t i,
                      myn_silhouettes *out);

/* The mean of the widths. */
void silhouette_mean(size_t n, myn_silhouettes *out);

/* All widths by float32. */
myn_status silhouette_fast(myn_cmat x, const myn_partition *part, const BySegment *by, myn_team *team,
                           myn_silhouettes *out, myn_arena *scratch) MYN_CHECKED;

#endif
