/* Where areas lie in a drawing. */
#include "geography/walk.h"
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#define DEGREE    0.017453292519943295
#define TALLEST   100
#define NARROWEST 1e-9 /* degrees or metres: what is less is not blown up to a map */

/* ---- the drawing ---- */

myn_frame myn_frame_fit(const myn_topology *t, double width)
{
    double left = INFINITY, right = -INFINITY, top = -INFINITY, bottom = INFINITY;
    for (size_t i = 0; i < t->start[t->arcs]; i++) {
        left = fmin(left, t->x[i]);
        right = fmax(right, t->x[i]);
        bottom = fmin(bottom, t->y[i]);
        top = fmax(top, t->y[i]);
    }
    if (!t->start[t->arcs]) return (myn_frame){.width = width, .across = 1, .down = 1};
    bool degrees = left >= -180 && right <= 180 && bottom >= -90 && top <= 90;
    double parallel = degrees ? cos((bottom + top) / 2 * DEGREE) : 1;
    double span = fmax((right - left) * parallel, (top - bottom) / TALLEST);
    double scale = width / fmax(span, NARROWEST);
    myn_frame frame = {width, scale * (top - bottom), left, top, scale * parallel, scale};
    frame.left -= (width / frame.across - (right - left)) / 2;
    return frame;
}

/* ---- rings ---- */

size_t ring_length(const myn_topology *of, size_t ring)
{
    size_t length = 0;
    for (size_t u = of->begin[ring]; u < of->begin[ring + 1]; u++) {
        size_t arc = (size_t)(of->use[u] < 0 ? ~of->use[u] : of->use[u]);
        length += of->start[arc + 1] - of->start[arc] - 1;
    }
    return length;
}

Weight ring_weight(const myn_topology *of, const myn_frame *frame, size_t ring)
{
    Walk walk = walk_ring(of, ring);
    size_t first, i;
    double twice = 0, sx = 0, sy = 0, px = 0, py = 0; /* about the first position */
    if (!walk_next(&walk, &first)) return (Weight){0, NAN, NAN};
    while (walk_next(&walk, &i)) {
        double x = frame->across * (of->x[i] - of->x[first]), y = frame->down * (of->y[first] - of->y[i]);
        double cross = px * y - x * py;
        twice += cross;
        sx += cross * (px + x);
        sy += cross * (py + y);
        px = x;
        py = y;
    }
    double x = myn_frame_x(frame, of->x[first]), y = myn_frame_y(frame, of->y[first]);
    if (twice == 0) return (Weight){0, x, y};
    return (Weight){twice / 2, x + sx / (3 * twice), y + sy / (3 * twice)};
}

size_t largest_ring(const myn_topology *of, const myn_frame *frame, size_t area)
{
    size_t found = SIZE_MAX;
    double most = -1;
    for (size_t r = of->part[area]; r < of->part[area + 1]; r++) {
        double size = of->hole[r] ? -1 : fabs(ring_weight(of, frame, r).area);
        if (size <= most) continue;
        most = size;
        found = r;
    }
    return found;
}

/* ---- areas ---- */

static void box(const myn_topology *t, const myn_frame *frame, size_t area, myn_extent *out)
{
    *out = (myn_extent){NAN, NAN, NAN, NAN, NAN, NAN}; /* which fmin and fmax leave alone */
    for (size_t r = t->part[area]; r < t->part[area + 1]; r++) {
        Walk walk = walk_ring(t, r);
        for (size_t i; walk_next(&walk, &i);) {
            double x = myn_frame_x(frame, t->x[i]), y = myn_frame_y(frame, t->y[i]);
            out->left = fmin(out->left, x);
            out->right = fmax(out->right, x);
            out->top = fmin(out->top, y);
            out->bottom = fmax(out->bottom, y);
        }
    }
}

/* Where the sides of RING cross the height Y, from OUT on; returns how many. */
static size_t cross_ring(const myn_topology *t, const myn_frame *frame, size_t ring, double y, double *out)
{
    Walk walk = walk_ring(t, ring);
    size_t count = 0, i, first;
    if (!walk_next(&walk, &first)) return 0;
    double px = myn_frame_x(frame, t->x[first]), py = myn_frame_y(frame, t->y[first]);
    for (bool more = true; more;) {
        more = walk_next(&walk, &i);
        if (!more) i = first;
        double qx = myn_frame_x(frame, t->x[i]), qy = myn_frame_y(frame, t->y[i]);
        if ((py <= y) != (qy <= y)) out[count++] = px + (y - py) / (qy - py) * (qx - px);
        px = qx;
        py = qy;
    }
    return count;
}

static int by_value(const void *of_p, const void *of_q)
{
    double p = *(const double *)of_p, q = *(const double *)of_q;
    return (p > q) - (p < q);
}

/* X where it lies in one of the stretches between crossings, else the middle of the widest. */
static double within(double x, double *crossing, size_t count)
{
    double widest = -1, middle = x;
    if (count) qsort(crossing, count, sizeof *crossing, by_value);
    for (size_t k = 0; k + 1 < count; k += 2) {
        if (crossing[k] <= x && x <= crossing[k + 1]) return x;
        if (crossing[k + 1] - crossing[k] <= widest) continue;
        widest = crossing[k + 1] - crossing[k];
        middle = crossing[k] + widest / 2;
    }
    return middle;
}

myn_status myn_topology_extent(const myn_topology *topology, const myn_frame *frame, size_t area,
                               myn_extent *out)
{
    size_t positions = 0, count = 0, largest = largest_ring(topology, frame, area);
    box(topology, frame, area, out);
    if (largest == SIZE_MAX) return MYN_OK;
    Weight weight = ring_weight(topology, frame, largest);
    for (size_t r = topology->part[area]; r < topology->part[area + 1]; r++)
        positions += ring_length(topology, r);
    double *crossing = malloc((positions + 1) * sizeof *crossing);
    if (!crossing) return MYN_ERR_MEMORY;
    for (size_t r = topology->part[area]; r < topology->part[area + 1]; r++)
        count += cross_ring(topology, frame, r, weight.y, crossing + count);
    out->x = within(weight.x, crossing, count);
    out->y = weight.y;
    free(crossing);
    return MYN_OK;
}
