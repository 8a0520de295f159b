/* Statistical nearest neighbours: for each area those most like it. Numbers only: no labels, no files.
 *
 * Points are rows (n x d), on the scale on which they are to be compared (z-scores, times the square root of a
 * weight: mynegai/segment_input.h makes them); no value is missing or infinite. */
#ifndef MYNEGAI_NEIGHBOURS_H
#define MYNEGAI_NEIGHBOURS_H
#include <mynegai/segment.h>

/* Owned by the caller. */
typedef struct {
    size_t k;         /* how many for each point: 1 .. n - 1 */
    uint32_t *which;  /* n x k: numbers of points, nearest first, equally near ones by number */
    double *distance; /* n x k: sqrt(sum over variables (x_ij - x_lj)^2) */
    double *farthest; /* n: distance of the point farthest away; NULL: not wanted */
} myn_neighbours;

/* The K nearest of every point. Distances are those of double arithmetic; float arithmetic only finds out which
 * are worth computing, so that no machine and no number of threads changes a byte. TEAM may be NULL. O(n^2 d),
 * 35,000 x 60 in some 1.5 s of one processor; memory 4 n (d + 1) bytes beside the output. MYN_ERR_ARGUMENT where
 * K is 0 or n is not above it. (What public bodies call nearest neighbours: CIPFA's model, z-scores and Euclid's
 * distance, 15 of them.) */
myn_status myn_neighbours_find(myn_cmat points, const myn_neighbours *out, myn_team *team,
                               myn_arena *scratch) MYN_CHECKED;

/* Distances as shares of the farthest one: of each point's own (BY_ROW), which makes the farthest area 1, or of
 * the greatest of all, which keeps rows comparable. N points; needs FARTHEST. REBASED is n x k, 0 where all
 * points are the same. O(n k). */
void myn_neighbours_rebase(const myn_neighbours *found, size_t n, bool by_row, double *rebased);

/* Each variable's part of the squared distance of A and B: (a_j - b_j)^2 / sum over j, which sum to 1, into SHARE
 * (d); 0 throughout where they are the same. O(d). */
void myn_neighbours_share(const double *a, const double *b, size_t d, double *share);

#endif
