/* One k-means on its way: labels, sums, centres. */
#ifndef MYN_SEGMENT_KMEANS_RUN_H
#define MYN_SEGMENT_KMEANS_RUN_H
#include "segment/kmeans_points.h"
#include <mynegai/stream.h>

#define FEW ((size_t)4096) /* points: up to here all goes to the end; beyond, only what is carried further */

typedef struct {
    size_t k;
    size_t least, most; /* points of a segment: 1 and n where there is no bound */
} Bounds;

#define ANDERSON ((size_t)6) /* steps that are remembered */

typedef struct {
    size_t size, steps, next;
    bool started, ahead; /* a residual is known; the centres are beyond the means */
    double within;       /* the least so far */
    double *residual, *mean, *room;
    double *residual_step[ANDERSON], *mean_step[ANDERSON];
} Anderson;

typedef struct {
    const Points *p;
    Bounds bounds;
    bool exact; /* sums and distances of the caller's values, else of those rounded to float32 */
    const TileLoops *loops;
    int32_t *label; /* tiles x TILE; -1: none yet */
    double *sum;    /* k x d: of w z, by segment */
    double *centre; /* k x d */
    double *mass;   /* k */
    size_t *count;  /* k */
    Centres near;   /* the centres as the loops want them */
    double *point;  /* d: room for one */
    size_t moved;   /* points that the last pass moved */
    size_t passes;
    double enough; /* a pass that lowers the sum of squares by a smaller share is the last; 0: to the end */
    bool settled;
    Anderson anderson;
} Run;

/* Room for a run, no point labelled: 4 n + 20 k d bytes of ARENA. */
myn_status run_new(const Points *p, const Bounds *bounds, bool exact, Run *out, myn_arena *arena) MYN_CHECKED;

/* Nothing remembered; SIZE is k d. */
myn_status anderson_new(Anderson *out, size_t size, myn_arena *arena) MYN_CHECKED;

/* No point labelled, the centres as they are. */
void run_restart(Run *run);

/* Centre J and what stands for it in the loops, from its sum. */
void run_centre(Run *run, size_t j);

/* Point I from segment A (-1: none) to B, centres as they are. */
void run_move(Run *run, size_t i, int32_t a, int32_t b);

/* Sums, masses and centres anew from the labels. O(n d). */
void run_refresh(Run *run);

/* Give each empty segment the point that lies farthest from its own centre. */
void run_fill_empty(Run *run);

/* Sum of w |z - c|^2 over all points: from the sums, O(k d). */
double run_within(const Run *run);

/* The same straight from the points, O(n d). */
double run_within_exact(Run *run);

#define LLOYD_ABREAST 8

/* Lloyd's passes over COUNT runs (at most LLOYD_ABREAST) on the same points together, until few points move in each; empty segments
 * are filled. O(n k d) a pass and run. */
void run_lloyd(Run *runs, size_t count);

/* Single moves until none lowers the sum of squares, or a pass by less than run->enough (Hartigan and Wong 1979, doi:10.2307/2346830): a local
 * optimum in float64. */
myn_status run_polish(Run *run, myn_arena *scratch) MYN_CHECKED;

/* Lloyd's passes where each is the best assignment with segments of bounded size (Bradley, Bennett and Demiriz
 * 2000, MSR-TR-2000-65). */
myn_status run_bounded(Run *run, myn_arena *scratch) MYN_CHECKED;

/* Seeds of a run: k centres among the points. */
myn_status run_seed(Run *run, bool furthest, myn_stream *stream, myn_arena *scratch) MYN_CHECKED;

/* Set centres FROM of k by drawing points in proportion to w times the squared distance to the nearest centre that
 * there is. */
myn_status run_seed_more(Run *run, size_t from, myn_stream *stream, myn_arena *scratch) MYN_CHECKED;

#endif
