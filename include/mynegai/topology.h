/* Boundaries as arcs that neighbouring areas share: to simplify a border once for both, and to write it once.
 *
 * An arc runs between two positions where borders meet or part; a ring that meets no other is one arc, closed.
 * Only positions that are exactly equal are the same: areas drawn apart share nothing. */
#ifndef MYNEGAI_TOPOLOGY_H
#define MYNEGAI_TOPOLOGY_H
#include <mynegai/boundaries.h>
#include <mynegai/text.h>

typedef struct myn_topology {
    size_t count;      /* areas */
    const char **code; /* count */
    size_t *part;      /* count + 1: area i has rings part[i] .. part[i + 1] - 1 */
    size_t rings, arcs;
    bool *hole;    /* rings: cut out of the nearest ring before it that is none itself */
    size_t *begin; /* rings + 1: ring r goes along use[begin[r]] .. use[begin[r + 1] - 1], end to beginning */
    int32_t *use;  /* a: arc a as it is; ~a: arc a from its last position to its first */
    size_t *start; /* arcs + 1: arc a has positions start[a] .. start[a + 1] - 1, both ends among them */
    double *x, *y; /* start[arcs] each, as in the boundaries */
    void *memory;
} myn_topology;

/* The COUNT areas CODE of BOUNDARIES in that order; CODE NULL: all, in theirs. An area without boundary has no
 * rings, and so has the second of two equal codes. Positions that repeat the one before are left out, and rings of
 * fewer than three positions with the holes in them. A position is an end of arcs where two rings that pass
 * through it come from or go to different positions. An arc runs as the first ring that has it; one without ends
 * begins at its least x, of those its least y. Everything is copied. MYN_ERR_DATA for a position that is not
 * finite, MYN_ERR_LIMIT from 2^30 positions. Hashed: O(n) in positions, some 100 bytes each while it works. */
myn_status myn_topology_make(const myn_boundaries *boundaries, const char *const *code, size_t count,
                             myn_topology **out) MYN_CHECKED;

/* Give back a topology. Accepts NULL. */
void myn_topology_free(myn_topology *topology);

/* ---- places in a drawing ---- */

/* Where positions lie in a viewBox "0 0 width height": myn_frame_x and myn_frame_y. */
typedef struct {
    double width, height;
    double left, top;    /* the position of the viewBox's corner */
    double across, down; /* units of the viewBox to a unit of x, of y; both positive */
} myn_frame;

/* All of TOPOLOGY, WIDTH wide. Positions within 180 and 90 degrees are taken for longitude and latitude in
 * equirectangular projection whose standard parallel is the middle latitude: of Wales nothing is drawn more than
 * 2.5 % too wide or too narrow, and the drawing is a scale and a shift. Others are easting and northing as they
 * are. What is more than 100 times as high as wide is drawn narrower than WIDTH, in the middle. Without positions
 * the height is 0; what is less than 10^-9 of a degree or metre across is drawn as small as it is beside that. O(n). */
myn_frame myn_frame_fit(const myn_topology *topology, double width);

/* Where X, in the boundaries' unit, lies across the drawing; 0 is its left side. O(1). */
static inline double myn_frame_x(const myn_frame *frame, double x)
{
    return frame->across * (x - frame->left);
}

/* Where Y lies down the drawing; 0 is its upper side. O(1). */
static inline double myn_frame_y(const myn_frame *frame, double y)
{
    return frame->down * (frame->top - y);
}

/* Where an area lies in a frame. */
typedef struct {
    double x, y;                     /* for a label: inside the area */
    double left, top, right, bottom; /* the box around it */
} myn_extent;

/* Of AREA < count. The label stands at the centre of gravity of the area's largest ring; where that is outside the
 * area, in the middle of the widest stretch of the area at that height. All NaN for an area without rings.
 * O(positions of the area). */
myn_status myn_topology_extent(const myn_topology *topology, const myn_frame *frame, size_t area,
                               myn_extent *out) MYN_CHECKED;

/* ---- less of it ---- */

/* How much may go. In a drawing WIDTH wide (myn_frame_fit) a position goes whose triangle is smaller than PIXELS
 * squared, and then the least until no more than MOST are left (0: no such aim). */
typedef struct {
    double width, pixels;
    size_t most;
} myn_simplify;

/* Take positions out of TOPOLOGY, by Visvalingam and Whyatt's effective area (doi:10.1179/000870493786962263): the
 * area of the triangle a position makes with those left beside it, at least that of those that went before it,
 * least first, equal ones in the arc's order. Ends of arcs stay, so that borders stay shared. Rings keep three
 * positions (four with the closing one), for which MOST may be exceeded. A ring smaller than PIXELS squared goes
 * altogether where its arcs belong to no other, unless it is its area's largest: no area vanishes, and none loses
 * a neighbour. MYN_ERR_ARGUMENT for a width or pixels that are not finite or below 0. O(n log n). */
myn_status myn_topology_simplify(myn_topology *topology, const myn_simplify *how) MYN_CHECKED;

/* ---- as data ---- */

/* What myn_topology_json writes. */
typedef struct {
    const char *object;         /* name of the one object; NULL: "areas" */
    const char *const *name_en; /* count of the topology; NULL: without */
    const char *const *name_cy;
    const size_t *only; /* count areas to be written, in this order, each once; NULL: all */
    size_t count;
    size_t steps; /* positions are rounded to one of so many along either side, 2 to 2^31; 0: 100,000 */
} myn_topojson;

/* Append TOPOLOGY as TopoJSON 1.1 (github.com/topojson/topojson-specification): quantised, arcs as steps from
 * position to position, only those in use, numbered as they are first used. Every area is a Polygon or
 * MultiPolygon, or a geometry of type null without rings, with its code as id and the properties code, name_en and
 * name_cy. Rings turn as in the boundaries. The same topology gives the same bytes. MYN_ERR_ARGUMENT for steps or
 * an area out of range. O(n). */
myn_status myn_topology_json(const myn_topology *topology, const myn_topojson *how,
                             myn_buffer *out) MYN_CHECKED;

#endif
