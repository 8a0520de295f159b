/* A drawing while it is being made. */
#ifndef MYN_GEOGRAPHY_SKETCH_H
#define MYN_GEOGRAPHY_SKETCH_H
#include <mynegai/drawing.h>
#include <mynegai/text.h>
#include <stdint.h>

/* A position in tenths of a unit of the viewBox. */
typedef struct {
    int64_t x, y;
} Spot;

typedef struct {
    myn_drawing drawing;
    const char **path;
    size_t *begin; /* by area: of its path in text */
    double *x, *y;
    myn_buffer text; /* the paths, a final zero after each */
} Sketch;

/* MYN_ERR_ARGUMENT where WIDTH is out of range. */
myn_status sketch_new(size_t count, double width, Sketch **out) MYN_CHECKED;

/* Accepts NULL. */
void sketch_free(Sketch *s);

/* What sketch_ring adds from now on is the path of AREA, whose label is at X, Y. Areas in order, every one. */
void sketch_area(Sketch *s, size_t area, double x, double y);

/* A ring of COUNT spots, closed by the writer. */
void sketch_ring(Sketch *s, const Spot *spot, size_t count);

/* The drawing, which owns S. MYN_ERR_MEMORY where text was lost. */
myn_status sketch_done(Sketch *s, double height, myn_drawing **out) MYN_CHECKED;

#endif
