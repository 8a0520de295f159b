/* The inner loops of k-means: points in tiles of 32, a dimension's 32 values side by side, against several
 * centres at a time. Made anew for each width of register; fused multiply-add where the machine has it, so
 * that the bytes are the same on one kind of machine, whatever the number of threads. */
#ifndef MYN_SEGMENT_KMEANS_TILE_H
#define MYN_SEGMENT_KMEANS_TILE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TILE    32 /* points of a tile */
#define ABREAST 8  /* centres that are taken at a time */

/* Centres as the loops want them: eight abreast, negated: at[(j / 8) d 8 + l 8 + j % 8] = -c_jl, and
 * half[j] = |c_j|^2 / 2. The score of a point x is half[j] - x'c_j = (|x - c_j|^2 - |x|^2) / 2. */
typedef struct {
    float *at, *half;
    size_t k, d;
} Centres;

/* Points of two sides whose distances are wanted: norm + low is |x|^2, share 0 where there is no point. */
typedef struct {
    const float *norm, *low, *share; /* TILE */
    float other_norm[ABREAST], other_low[ABREAST], other_share[ABREAST];
} Sides;

/* Distances of a tile to ABREAST points, and their sums. */
typedef struct {
    float to[ABREAST][TILE];
    float row[TILE];          /* over the other points */
    float col[ABREAST][TILE]; /* added to what is there */
} Roots;

#define TOO_NEAR 1e-3f /* of |x|^2 + |y|^2: |x|^2 + |y|^2 - 2 x'y says too little about what is less */

/* What is found of each point of a tile: the score of its own centre (infinite for none), the least of the
 * others and whose it is. */
typedef struct {
    float own[TILE], other[TILE];
    int32_t which[TILE];
    int32_t nearer[TILE]; /* -1: other < own + margin, else 0 */
} Nearest;

/* How much worse another centre may be and still be of interest: allow (|x|^2 + 2 (own + error)) + error. */
typedef struct {
    const float *norm; /* |x|^2 */
    float allow[TILE], error;
} Margin;

typedef struct {
    /* LABEL: each point's own centre, -1 for none. MARGIN: NULL for none. Whether any is nearer. O(k d) a point. */
    bool (*nearest)(const float *tile, const Centres *centres, const int32_t *label, const Margin *margin,
                    Nearest *out);

    /* gain[j] += sum over the tile of weight min(near, |x - c_j|^2), for at most 8 centres. */
    void (*potential)(const float *tile, const Centres *centres, const float *const point[3], double *gain);

    /* to += w row, from -= w row (d values); FROM may be NULL. */
    void (*shift)(const float *row, double w, size_t d, double *from, double *to);

    /* Distances of a tile's points to the ABREAST points that OTHER holds as centres: from norms and products, or from
       DIFFERENCES, twice the work but exact for near ones too. Whether any pair is TOO_NEAR for the former. */
    bool (*roots)(const float *tile, const Centres *other, const Sides *sides, bool differences, Roots *out);

    /* As shift, of the row (x - mean) w[1] in float64 with weight w[0]. */
    void (*shift_exact)(const double *x, const double *mean, const double w[2], size_t d, double *from,
                        double *to);
} TileLoops;

/* The widest that this machine has. */
const TileLoops *tile_loops(void);

/* Values of Centres.at for K centres of D dimensions. */
static inline size_t centres_room(size_t k, size_t d)
{
    return (k + ABREAST - 1) / ABREAST * ABREAST * d;
}

/* Set centre J of OUT to C (d values). */
void centre_set(Centres *out, size_t j, const double *c);

#endif
