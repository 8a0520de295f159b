/* Positions by the square of a grid they lie in, to ask what lies in a triangle. */
#ifndef MYN_GEOGRAPHY_TRIANGLE_H
#define MYN_GEOGRAPHY_TRIANGLE_H
#include <mynegai/arena.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    const double *x, *y;
    double left, bottom, across, down; /* squares to a unit of x, of y */
    size_t side;                       /* squares each way */
    size_t *start;                     /* side * side + 1, into point */
    uint32_t *point;
} Grid;

/* Of COUNT positions, which stay where they are; about one a square. False without memory. O(count). */
bool grid_make(Grid *g, const double *x, const double *y, size_t count, myn_arena *arena);

/* Whether no position that is THERE lies in the triangle of P, Q and R or on its sides, those at its corners left
 * out. O(squares under the box around it). */
bool triangle_empty(const Grid *g, const bool *there, size_t p, size_t q, size_t r);

#endif
