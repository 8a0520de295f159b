/* Boundaries while they are being read. */
#ifndef MYN_GEOGRAPHY_OUTLINE_H
#define MYN_GEOGRAPHY_OUTLINE_H
#include <mynegai/boundaries.h>
#include <stdbool.h>

typedef struct Outline Outline;

myn_status outline_new(Outline **out);

/* Accepts NULL. */
void outline_free(Outline *o);

/* These are false without memory. The number of the area CODE, new or known; a point of the ring being read; its
 * end. */
bool outline_area(Outline *o, const char *code, uint32_t *number);
bool outline_point(Outline *o, double x, double y);
bool outline_end_ring(Outline *o, uint32_t area, bool hole);

/* Boundaries that own O. */
myn_status outline_done(Outline *o, myn_boundaries **out);

#endif
