/* Along a ring of a topology, arc by arc, without the closing position. */
#ifndef MYN_GEOGRAPHY_WALK_H
#define MYN_GEOGRAPHY_WALK_H
#include <mynegai/topology.h>

typedef struct {
    const myn_topology *of;
    size_t use, end;   /* arcs still to come */
    size_t next, left; /* position of the arc at hand, and how many more it has but for its last */
    bool back;
} Walk;

static inline Walk walk_ring(const myn_topology *of, size_t ring)
{
    return (Walk){.of = of, .use = of->begin[ring], .end = of->begin[ring + 1]};
}

/* The number of the next position, for x and y; false at the ring's end. */
static inline bool walk_next(Walk *w, size_t *position)
{
    while (!w->left) {
        if (w->use == w->end) return false;
        int32_t use = w->of->use[w->use++];
        size_t arc = (size_t)(use < 0 ? ~use : use);
        w->back = use < 0;
        w->left = w->of->start[arc + 1] - w->of->start[arc] - 1;
        w->next = w->back ? w->of->start[arc + 1] - 1 : w->of->start[arc];
    }
    *position = w->back ? w->next-- : w->next++;
    w->left--;
    return true;
}

/* How many positions the ring has, the closing one left out. */
size_t ring_length(const myn_topology *of, size_t ring);

/* Area and centre of gravity of a ring in units of the viewBox; the area is below 0 where the ring turns
 * anticlockwise as it is drawn. The centre of a ring without area is its first position. */
typedef struct {
    double area, x, y;
} Weight;

Weight ring_weight(const myn_topology *of, const myn_frame *frame, size_t ring);

/* The largest ring of AREA that is no hole, the first of equal ones; SIZE_MAX without rings. */
size_t largest_ring(const myn_topology *of, const myn_frame *frame, size_t area);

#endif
