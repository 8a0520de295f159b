/* Boundaries of areas from a GeoJSON file (RFC 7946), or from a GeoPackage or Shapefile where GDAL is installed.
 *
 * A FeatureCollection, or one layer, of Polygons and MultiPolygons, each with the area's code as one of its
 * properties. */
#ifndef MYNEGAI_BOUNDARIES_H
#define MYNEGAI_BOUNDARIES_H
#include <mynegai/diag.h>
#include <mynegai/rings.h>

typedef struct myn_boundaries {
    size_t count;
    const char *const *code; /* count: as text, in the file's order; an area may come in several features */
    myn_rings rings;         /* area: number in code; x is longitude or easting, y latitude or northing */
    const bool *hole;        /* rings: cut out of the nearest ring before it that is none itself */
    void *memory;
} myn_boundaries;

/* Read PATH (problems name it NAME). PROPERTY names the code (text, or a whole number); NULL: the one property
 * whose name ends in "code" or "cd", in either case. All problems go to DIAG, then MYN_ERR_DATA and *OUT NULL: no
 * JSON (with its line and column), no FeatureCollection, a feature without geometry, code or polygon, a position
 * that is not two or three numbers of degrees or metres (up to 10^9), a ring of fewer than four positions or not closed. A feature is named
 * by its code or its number in the file. MYN_ERR_IO where the file cannot be read. O(size); takes some ten times
 * the file's size while it reads.
 *
 * A file whose name ends in .gpkg or .shp is read by GDAL: coordinates as they are (easting and northing of the
 * British National Grid, say), problems by feature. MYN_ERR_NOT_FOUND where GDAL is not here: DIAG says what to
 * install. */
myn_status myn_boundaries_read(const char *path, const char *name, const char *property, myn_diag *diag,
                               myn_boundaries **out) MYN_CHECKED;

/* Give back what was read. Accepts NULL. */
void myn_boundaries_free(myn_boundaries *boundaries);

/* Say in DIAG, as errors of NAME, which of COUNT codes WANTED have no boundary; those that have get their number
 * in BOUNDARIES into PLACE (count), the others SIZE_MAX. MYN_ERR_DATA where one has none. Boundaries nobody wants
 * are no problem. O(count + boundaries). */
myn_status myn_boundaries_cover(const myn_boundaries *boundaries, const char *name, const char *const *wanted,
                                size_t count, size_t *place, myn_diag *diag) MYN_CHECKED;

#endif
