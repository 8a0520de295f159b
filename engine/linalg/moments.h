/* What covariance and correlation share: second moments of every pair of indicators. */
#ifndef MYN_LINALG_MOMENTS_H
#define MYN_LINALG_MOMENTS_H
#include <mynegai/linalg.h>

/* Of one pair, over the areas that count for it: sums of squares and products around the means. */
typedef struct {
    double xx, yy, xy;
    size_t n;
    bool flat; /* one of the two is the same everywhere */
} Moments;

typedef struct {
    myn_gaps gaps;
    bool ranks; /* of ranks, not of values */
} MomentsHow;

/* The moments of rows I and J (I <= J) go to TAKE. */
typedef void (*MomentsTake)(void *ctx, size_t i, size_t j, Moments m);
myn_status myn_moments_of_pairs(myn_cmat x, MomentsHow how, MomentsTake take, void *ctx,
                                myn_arena *scratch) MYN_CHECKED;

/* OUT = the values of X that count: no area with a gap left, gaps made 0, or (pairwise) X itself. */
myn_status myn_fill_gaps(myn_cmat x, myn_gaps gaps, myn_cmat *out, myn_arena *scratch) MYN_CHECKED;

#endif
