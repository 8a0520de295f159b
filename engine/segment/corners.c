/* Points that are the same corner: a hash of the squares of a grid as wide as the snap, so that whatever lies near
 * enough is in the same square or one beside it. */
#include "segment/map.h"
#include <math.h>
#include <string.h>

#define NONE UINT32_MAX

typedef struct {
    double x, y;   /* of the square: whole numbers; without a snap the point itself */
    uint32_t last; /* corner added last; NONE: nothing here */
} Square;

typedef struct {
    const myn_rings *rings;
    double snap;
    Square *square;
    size_t mask;
    uint32_t *before; /* by corner: the one added to its square before */
    uint32_t *point;  /* by corner: a point that stands for it */
    uint32_t corners;
} Corners;

static size_t hash_of(double x, double y)
{
    uint64_t bits[2];
    memcpy(&bits[0], &x, sizeof x);
    memcpy(&bits[1], &y, sizeof y);
    uint64_t h = (bits[0] ^ bits[1] * 0x9e3779b97f4a7c15U) * 0xff51afd7ed558ccdU;
    return (size_t)(h ^ h >> 32);
}

/* The square of X, Y, or the free place for it. */
static Square *find_square(const Corners *c, double x, double y)
{
    size_t at = hash_of(x, y) & c->mask;
    while (c->square[at].last != NONE && (c->square[at].x != x || c->square[at].y != y))
        at = (at + 1) & c->mask;
    return &c->square[at];
}

/* The lowest corner in the square that is within the snap of point I. */
static uint32_t corner_in(const Corners *c, double x, double y, size_t i)
{
    uint32_t found = NONE;
    for (uint32_t k = find_square(c, x, y)->last; k != NONE; k = c->before[k]) {
        double apart = hypot(c->rings->x[i] - c->rings->x[c->point[k]],
                             c->rings->y[i] - c->rings->y[c->point[k]]);
        if (apart <= c->snap) found = k;
    }
    return found;
}

static uint32_t corner_near(const Corners *c, double x, double y, size_t i)
{
    if (c->snap == 0) return corner_in(c, x, y, i);
    uint32_t found = NONE;
    for (int dx = -1; dx <= 1; dx++)
        for (int dy = -1; dy <= 1; dy++) {
            uint32_t k = corner_in(c, x + dx, y + dy, i);
            if (k < found) found = k;
        }
    return found;
}

static uint32_t add_corner(Corners *c, double x, double y, size_t i)
{
    Square *square = find_square(c, x, y);
    uint32_t k = c->corners++;
    c->point[k] = (uint32_t)i;
    c->before[k] = square->last;
    *square = (Square){x, y, k};
    return k;
}

myn_status number_corners(const myn_rings *rings, double snap, uint32_t *corner, myn_arena *scratch)
{
    size_t points = rings->start[rings->rings], room = 16;
    while (room < 2 * points) room *= 2;
    Corners c = {.rings = rings, .snap = snap, .mask = room - 1};
    c.square = myn_arena_get(scratch, room * sizeof *c.square);
    c.before = myn_arena_get(scratch, points * sizeof *c.before);
    c.point = myn_arena_get(scratch, points * sizeof *c.point);
    if (!c.square || !c.before || !c.point) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < room; i++) c.square[i].last = NONE;
    for (size_t i = 0; i < points; i++) {
        if (!isfinite(rings->x[i]) || !isfinite(rings->y[i])) return MYN_ERR_DATA;
        double x = rings->x[i] + 0.0, y = rings->y[i] + 0.0; /* -0 is 0 */
        if (snap > 0) x = floor(x / snap) + 0.0, y = floor(y / snap) + 0.0;
        uint32_t k = corner_near(&c, x, y, i);
        corner[i] = k != NONE ? k : add_corner(&c, x, y, i);
    }
    return MYN_OK;
}
