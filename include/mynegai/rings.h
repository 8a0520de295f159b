/* Boundaries of areas as closed lines of points. */
#ifndef MYNEGAI_RINGS_H
#define MYNEGAI_RINGS_H
#include <stddef.h>
#include <stdint.h>

/* Ring r has points start[r] .. start[r + 1] - 1, the first again at its end, and belongs to area[r]. Holes and
 * the parts of an area in several pieces are rings of it like any other. */
typedef struct {
    const double *x, *y; /* start[rings] each */
    const size_t *start; /* rings + 1 */
    const uint32_t *area;
    size_t rings;
} myn_rings;

#endif
