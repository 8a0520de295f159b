/* Fast approximate squared distances, to find out which exact ones are worth the while.
 *
 * Points lie as float in tiles of 32, a coordinate of all 32 side by side, with their squared norm as a last
 * coordinate: |y|^2 - 2 x.y is then one sum of products. Whoever uses it computes in double whatever the error's
 * bound leaves open, so that results are those of double alone, on every machine. */
#ifndef MYN_SEGMENT_TILES_H
#define MYN_SEGMENT_TILES_H
#include <math.h>
#include <mynegai/arena.h>
#include <mynegai/mat.h>
#include <stdbool.h>
#include <stdint.h>

#define TILE    ((size_t)32) /* points a tile */
#define ABREAST ((size_t)8)  /* queries that one reading of a tile serves */

/* The same work for one width of registers. LOOK: |y|^2 - 2 x.y of the 32 points of a tile for one query of TERMS
 * numbers; ABREAST: the same for ABREAST queries, one after the other, into ABREAST x TILE; SIFT: which of 32 are
 * not above NEAR or not below FAR, a bit each; what is no number is. */
typedef struct {
    const char *name;
    void (*look)(const float *tile, size_t terms, const float *query, float *out);
    void (*abreast)(const float *tile, size_t terms, const float *query, float *out);
    uint32_t (*sift)(const float *shown, float near, float far);
} TilesKernel;

/* Those that this machine can run, widest first; COUNT of them. */
const TilesKernel *tiles_kernels(size_t *count);

typedef struct {
    const TilesKernel *kernel;
    float *at;    /* blocks x (d + 1) x TILE */
    double *norm; /* blocks x TILE: |y| of the point taken from the centre; 0 of none */
    double *centre;
    size_t n, d, blocks;
    double slack; /* error of |y|^2 - 2 x.y <= slack (|x| + |y|)^2 */
} Tiles;

/* Tiles for the rows of POINTS, seen from their mean; false without memory. */
bool tiles_fill(Tiles *tiles, myn_cmat points, myn_arena *arena);

/* Point X (d) at place I; NULL: no point there, farther than any. */
void tiles_put(Tiles *tiles, size_t i, const double *x);

/* Make OUT (d + 1) of X for a kernel; returns |x|. */
double tiles_query(const Tiles *tiles, const double *x, float *out);

/* The floats of tile T. */
static inline const float *tiles_at(const Tiles *tiles, size_t t)
{
    return tiles->at + t * (tiles->d + 1) * TILE;
}

/* Exact squared distance of A and B (d), in a fixed order. */
double square_distance(const double *a, const double *b, size_t d);

/* The greatest |y|^2 - 2 x.y that a point within DISTANCE of a query of norm X may show. */
static inline double tiles_near(const Tiles *tiles, double x, double distance)
{
    double reach = 2 * x + distance;
    return distance * distance - x * x + tiles->slack * reach * reach;
}

/* The least that a point DISTANCE or farther away may show. */
static inline double tiles_far(const Tiles *tiles, double x, double distance)
{
    double reach = 2 * x + distance;
    return distance * distance - x * x - tiles->slack * reach * reach;
}

#endif
