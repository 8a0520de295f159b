/* What the readers of boundaries share: one for each kind of file. */
#ifndef MYN_GEOGRAPHY_READING_H
#define MYN_GEOGRAPHY_READING_H
#include "geography/outline.h"

typedef struct {
    const char *name, *property;
    char found[64]; /* a property that looks like a code */
    size_t offers;  /* how many do */
    myn_diag *diag;
    Outline *outline;
    size_t feature; /* number, from 1 */
    const char *code;
    bool failed; /* no memory */
} Reading;

/* A problem of the feature at hand. */
void reading_wrong(Reading *r, const char *format, ...) MYN_PRINTF(2, 3);

/* The features have a property KEY, which is taken for the code where its name says so and no other's does. */
void reading_offer(Reading *r, const char *key);

/* Whether the property that is the code is known; told where not. */
bool reading_has_property(Reading *r);

/* The number of the area r->code, and told where that is NULL. */
void reading_area(Reading *r, uint32_t *area);

/* Whether X, Y can be degrees or metres of a place on Earth: no more than 10^9 of either. */
bool reading_place(double x, double y);

/* Files that GDAL reads, by the ending of PATH. */
bool ogr_reads(const char *path);

/* As myn_boundaries_read, R without outline. */
myn_status ogr_read(const char *path, Reading *r, myn_boundaries **out) MYN_CHECKED;

#endif
