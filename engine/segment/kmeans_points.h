/* The points of k-means made ready: moved to their mean, scaled by a power of 2 so that the farthest value is
 * about 1, and laid out for the loops of kmeans_tile.h. */
#ifndef MYN_SEGMENT_KMEANS_POINTS_H
#define MYN_SEGMENT_KMEANS_POINTS_H
#include "segment/kmeans_tile.h"
#include <mynegai/arena.h>
#include <mynegai/mat.h>
#include <mynegai/status.h>
#include <stdbool.h>

typedef struct {
    myn_cmat x;           /* the caller's */
    const double *weight; /* a row of x each, mean 1; NULL: all 1 */
    const uint32_t *row;  /* n: which row of x each point is; NULL: all, in order */
    size_t n, d, tiles;
    const double *mean; /* d: z = (x - mean) scale */
    double scale;
    double square, mass;       /* sum of w |z|^2, and of w */
    double farthest, heaviest; /* greatest |z| and w */
    float *tile;               /* tiles x d x TILE; 0 beyond n */
    float *norm;               /* tiles x TILE: |z|^2 */
    float *share;              /* tiles x TILE: w; 0 beyond n */
    float *flat;               /* n x d: z rounded to float32; NULL where only the caller's are read */
} Points;

/* Make all rows of X ready in ARENA: 4 n d bytes, and as many for FLAT. MYN_ERR_DATA: a value that is not
 * finite, a weight that is not above 0 and finite. O(n d). */
myn_status points_all(myn_cmat x, const double *weight, bool flat, Points *out, myn_arena *arena) MYN_CHECKED;

/* COUNT of ALL's points, drawn without replacement by stream (SEED, 2^64 - 1), in the order of their rows. */
myn_status points_sample(const Points *all, size_t count, uint64_t seed, Points *out,
                         myn_arena *arena) MYN_CHECKED;

/* z of point I into Z: as read from the caller's row (EXACT) or rounded to float32. */
void point_read(const Points *p, size_t i, bool exact, double *z);

/* Number of its row in x. */
static inline size_t point_row(const Points *p, size_t i)
{
    return p->row ? p->row[i] : i;
}

static inline double point_weight(const Points *p, size_t i)
{
    return p->weight ? p->weight[point_row(p, i)] : 1;
}

/* |a - b|^2; four lanes, in a fixed order. */
double square_off(const double *a, const double *b, size_t d);

#endif
