/* The search for the best partition: restarts on a sample, recombination, the best carried to all points. */
#ifndef MYN_SEGMENT_KMEANS_SEARCH_H
#define MYN_SEGMENT_KMEANS_SEARCH_H
#include "segment/kmeans_run.h"
#include <mynegai/kmeans.h>

#define LEVELS  8
#define ROUND   ((size_t)16) /* runs between two looks at what was found */
#define NOT_YET SIZE_MAX
#define SAME    1e-6 /* share of the sum of squares */
#define SAME_SAMPLED \
    .005 /* mean squared distance of centres, as a share of a point's: a centre elsewhere makes it
                             more than 1 / k or so, another sample some 1 / 1000 */

typedef struct {
    double within;
    double *centre;            /* k x d */
    int32_t *label;            /* of the last level only */
    size_t restarts, children; /* that led here, of its own level */
    size_t above;              /* number of the optimum of the next level that it leads to, or NOT_YET */
} Optimum;

/* Points, and the different optima that were found on them, in the order they were found. */
typedef struct {
    Points p;
    bool exact;
    bool sampled; /* or left before the end, as with more than FEW points */
    double
        same; /* what is no farther apart is one optimum: by sums of squares; on a sample, where many differ by some
                    points only, by centres */
    Optimum *at;
    size_t count, room;
} Level;

/* What one run came to. */
typedef struct {
    double within;
    double *centre;
    int32_t *label; /* NULL: not wanted */
} Found;

typedef struct {
    const myn_kmeans_plan *plan;
    Bounds bounds;
    myn_team *team;
    myn_arena *arena;
    Level level[LEVELS];
    size_t levels;
    Found found[ROUND];
    size_t restarts, children;
    size_t abreast; /* restarts of a job */
} Search;

/* Levels and room for a search; nothing is found yet. */
myn_status search_new(Search *search, myn_cmat x, const double *weight) MYN_CHECKED;

/* All of it: the number of the best optimum of the last level in *BEST, and what speaks for it. */
myn_status search_all(Search *search, size_t *best, myn_certificate *certificate) MYN_CHECKED;

/* A round of ROUND restarts, or of partitions recombined from the best ones, on search_crossed(). */
myn_status search_restart(Search *search) MYN_CHECKED;
myn_status search_recombine(Search *search) MYN_CHECKED;

/* Carry the best optima up, level by level, to level TO. */
myn_status search_lift(Search *search, size_t to) MYN_CHECKED;

/* Put a better one in place of the last level's optimum BEST, if there is one close by; 4 n bytes a try. */
myn_status search_settle(Search *search, size_t best) MYN_CHECKED;

/* The level on which partitions are recombined: the last but one. */
static inline size_t search_crossed(const Search *search)
{
    return search->levels - 2;
}

/* Run from the centres in RUN to a local optimum, and say what was found. */
myn_status search_descend(Run *run, Found *out, myn_arena *scratch) MYN_CHECKED;

/* The number of FOUND among LEVEL's optima, new or known; the lower of equals stands for both. */
size_t level_note(Level *level, const Found *found, size_t k, myn_arena *arena);

/* The numbers of LEVEL's COUNT best optima, best first, into OUT; how many there are. */
size_t level_best(const Level *level, size_t count, size_t *out);

#endif
