/* Distances of 4 points to 16 others, in float64. Each is summed dimension by dimension, with registers of any width,
 * and rounded as in plain C: distances that are equal stay so. */
#ifndef MYN_SEGMENT_PAIRS_TILE_H
#define MYN_SEGMENT_PAIRS_TILE_H
#include <mynegai/mat.h>
#include <mynegai/medoids.h>
#include <stddef.h>

#define PAIR_ROWS 4
#define PAIR_COLS 16

/* OUT[i PAIR_COLS + j]: distance of ROW[i] to point j of BLOCK (d x PAIR_COLS, a dimension's values side by side). */
typedef void (*PairTile)(const double *const row[PAIR_ROWS], const double *block, size_t d, double *out);

/* The loop for KIND, the widest that this machine has. */
PairTile pair_tile(myn_distance kind);

/* Points FROM, FROM + 1 ... of X (at most PAIR_COLS, the last repeated) as a block. */
void pair_block(myn_cmat x, size_t from, double *block);

#endif
