/* Areas as paths to be drawn in a web page: their boundaries, or a tile each where there are none. */
#ifndef MYNEGAI_DRAWING_H
#define MYNEGAI_DRAWING_H
#include <mynegai/boundaries.h>

/* In a viewBox "0 0 width height", y downwards. A path is SVG path data: every ring an M with its first position,
 * an l with the steps to the others, and z, all with at most one decimal; to be filled by the rule evenodd. A
 * border of two areas is the same positions in both paths, so that there is no gap between them. */
typedef struct {
    double width, height;
    size_t count;
    const char *const *path; /* count: SVG path data by area, "" where none */
    const double *x, *y;     /* count: where its label goes, inside the area; NaN without path */
    void *memory;
} myn_drawing;

/* The COUNT areas CODE in that order, WIDTH wide (10 to 1,000,000), as high as they are: longitude and latitude in
 * equirectangular projection true at the middle latitude (myn_frame_fit), easting and northing as they are.
 * Simplified to what can be seen at this width (myn_topology_simplify). An area without boundary gets "".
 * MYN_ERR_ARGUMENT for a width out of range. O(n log n) in positions. */
myn_status myn_drawing_boundaries(const myn_boundaries *boundaries, const char *const *code, size_t count,
                                  double width, myn_drawing **out) MYN_CHECKED;

/* A tile for each of the COUNT areas CODE, WIDTH wide (10 to 1,000,000). Where all are councils of Wales
 * (W06000001 to W06000024): hexagons in the layout of docs/boundaries.md, each at its place whether the others are
 * there or not. Otherwise squares in rows, in the order given. MYN_ERR_ARGUMENT for a width out of range.
 * O(count). */
myn_status myn_drawing_tiles(const char *const *code, size_t count, double width,
                             myn_drawing **out) MYN_CHECKED;

/* Give back a drawing. Accepts NULL. */
void myn_drawing_free(myn_drawing *drawing);

#endif
