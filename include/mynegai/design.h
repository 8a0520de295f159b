/* Designs: where in the unit cube the runs of an uncertainty or sensitivity analysis lie.
 *
 * A point has DIMENSIONS coordinates, each uniform on (0, 1), one an uncertain input. Point I is computed without the
 * points before it and rests on the seed alone: the same bytes for any number of threads and in any order. */
#ifndef MYNEGAI_DESIGN_H
#define MYNEGAI_DESIGN_H
#include <mynegai/arena.h>
#include <mynegai/status.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    MYN_DESIGN_MONTE_CARLO, /* independent uniform numbers; error falls as N^-1/2 */
    MYN_DESIGN_LATIN, /* Latin hypercube: of N equal parts of each input every one is hit once (McKay, Beckman and
                               Conover 1979, doi:10.2307/1268522) */
    MYN_DESIGN_SOBOL, /* Sobol' sequence, scrambled; error falls nearly as N^-3/2 for smooth functions of few inputs */
    MYN_DESIGN_SOBOL_PLAIN /* the sequence as published, for comparison: its first point is 0 */
} myn_design_kind;

#define MYN_SOBOL_DIMENSIONS 1024

typedef struct {
    myn_design_kind kind;
    uint64_t seed;
    uint64_t points; /* N, 1 .. 2^32; a Sobol' sequence is best cut at a power of two */
    size_t dimensions;
} myn_design_choice;

/* A design ready to give points; its arrays belong to the arena it was made from. */
typedef struct {
    myn_design_choice choice;
    const uint64_t
        *direction; /* Sobol': 32 x dimensions, the binary digits that bit k of the point's number flips */
    const uint64_t *shift; /* Sobol': digits flipped in every point */
    const uint64_t *key;   /* Latin: of each input's permutation */
} myn_design;

/* Make the design that CHOICE describes. MYN_ERR_ARGUMENT: no points or more than 2^32, no dimensions or, of a Sobol'
 * sequence, more than MYN_SOBOL_DIMENSIONS. O(dimensions).
 *
 * Sobol' sequence: direction numbers new-joe-kuo-6 (Joe and Kuo 2008, doi:10.1137/070709359), points in the order of
 * the Gray code (Antonov and Saleev 1979), as their program and most others give them. Scrambling: each dimension's 32
 * digits are multiplied by a random lower triangular 52 x 32 binary matrix with ones on its diagonal, and a random digital
 * shift of 52 digits is added (Matousek 1998, doi:10.1006/jcom.1998.0487; the variance is that of Owen's nested scrambling).
 * Every coordinate is then uniform on (0, 1), and the net stays a net. Matrix and shift of dimension j come from stream
 * (seed, MYN_DESIGN_STREAM + j). */
myn_status myn_design_new(const myn_design_choice *choice, myn_arena *arena, myn_design *out) MYN_CHECKED;

/* Streams of the designs' own: (seed, MYN_DESIGN_STREAM ...). Jobs below it are free for other uses of the same seed. */
#define MYN_DESIGN_STREAM 0x4000000000000000u

/* Coordinates of point I < points into POINT (dimensions). O(dimensions), Sobol': times the bits of I. Nothing is
 * checked. */
void myn_design_point(const myn_design *design, uint64_t i, double *point);

/* ---- Saltelli's rows ---- */

/* Runs for indices of D inputs from N base points: N (D + 2). */
uint64_t myn_saltelli_runs(uint64_t n, size_t d);

/* Inputs of one coordinate each, or of several that are always taken together. */
typedef struct {
    const myn_design *design; /* of 2 C dimensions and N points, C the coordinates of all inputs */
    size_t d;                 /* inputs */
    const size_t
        *first; /* d + 1: input i has coordinates first[i] .. first[i + 1] - 1; NULL: coordinate i alone */
} myn_saltelli;

/* What run R takes its coordinates from (Saltelli 2010, doi:10.1016/j.cpc.2009.09.018): rows A (runs 0 .. N-1, the first C
 * coordinates of points 0 .. N-1), B (N .. 2N-1, their last C), then AB_1, ..., AB_D: A but for those of input i, which are
 * B's. POINT (C) gets run R's coordinates; ROOM is room for 2 C numbers. */
void myn_saltelli_point(const myn_saltelli *rows, uint64_t r, double *point, double *room);

/* The base point (row) of run R, 0 .. N-1, and its block: 0 A, 1 B, 2 + i AB_i. */
static inline size_t myn_saltelli_block(uint64_t r, uint64_t n, uint64_t *row)
{
    *row = r % n;
    return (size_t)(r / n);
}

#endif
