/* Boundaries as paths. Positions are rounded once, by arc, so that neighbours have the same. */
#include "geography/sketch.h"
#include "geography/walk.h"
#include <math.h>
#include <stdlib.h>

/* Half a unit of the viewBox square is hardly seen. */
#define PIXELS 0.5

typedef struct {
    const myn_topology *of;
    myn_frame frame;
    Sketch *sketch;
    Spot *spot; /* room for the longest ring */
} Draw;

static bool same_spot(Spot p, Spot q)
{
    return p.x == q.x && p.y == q.y;
}

/* The spots of RING without repeats; returns how many. */
static size_t round_ring(Draw *d, size_t ring)
{
    Walk walk = walk_ring(d->of, ring);
    size_t count = 0;
    for (size_t i; walk_next(&walk, &i);) {
        Spot spot = {llround(10 * myn_frame_x(&d->frame, d->of->x[i])),
                     llround(10 * myn_frame_y(&d->frame, d->of->y[i]))};
        if (!count || !same_spot(spot, d->spot[count - 1])) d->spot[count++] = spot;
    }
    while (count > 1 && same_spot(d->spot[count - 1], d->spot[0])) count--;
    return count;
}

/* A ring too small to be drawn is left out, or a speck where it is all there is of its area. */
static void draw_ring(Draw *d, size_t ring, bool largest)
{
    size_t count = round_ring(d, ring);
    if (count < 3 && !largest) return;
    if (count < 3) {
        Spot at = d->spot[0];
        for (size_t k = 1; k < 4; k++) d->spot[k] = (Spot){at.x + (k < 3), at.y + (k > 1)};
        count = 4;
    }
    sketch_ring(d->sketch, d->spot, count);
}

static myn_status draw_areas(Draw *d)
{
    const myn_topology *t = d->of;
    for (size_t i = 0; i < t->count; i++) {
        myn_extent extent;
        myn_status status = myn_topology_extent(t, &d->frame, i, &extent);
        if (status) return status;
        size_t largest = largest_ring(t, &d->frame, i);
        sketch_area(d->sketch, i, extent.x, extent.y);
        for (size_t r = t->part[i]; r < t->part[i + 1]; r++) draw_ring(d, r, r == largest);
    }
    return MYN_OK;
}

static myn_status draw(myn_topology *t, Sketch *sketch, myn_drawing **out)
{
    double width = sketch->drawing.width;
    size_t longest = 4;
    myn_frame frame = myn_frame_fit(t, width);
    myn_status status = myn_topology_simplify(t, &(myn_simplify){width, PIXELS, 0});
    if (status) return status;
    for (size_t r = 0; r < t->rings; r++)
        if (ring_length(t, r) > longest) longest = ring_length(t, r);
    Draw d = {t, frame, sketch, malloc(longest * sizeof *d.spot)};
    status = d.spot ? draw_areas(&d) : MYN_ERR_MEMORY;
    if (!status) status = sketch_done(sketch, frame.height, out);
    free(d.spot);
    return status;
}

myn_status myn_drawing_boundaries(const myn_boundaries *boundaries, const char *const *code, size_t count,
                                  double width, myn_drawing **out)
{
    static const char *const nothing = "";
    Sketch *sketch;
    myn_topology *t = NULL;
    *out = NULL;
    if (!count) code = &nothing;
    myn_status status = sketch_new(count, width, &sketch);
    if (status) return status;
    status = myn_topology_make(boundaries, code, count, &t);
    if (!status) status = draw(t, sketch, out);
    if (status) sketch_free(sketch);
    myn_topology_free(t);
    return status;
}
