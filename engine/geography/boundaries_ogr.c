/* Boundaries from a GeoPackage or a Shapefile, by GDAL. It is loaded when such a file is to be read, for it takes
 * longer to load than all else that a short run does. */
#include "geography/reading.h"
#include <math.h>
#include <string.h>

#ifdef MYN_GDAL
#include <dlfcn.h>
#include <gdal.h>
#include <ogr_api.h>
#include <unistd.h>

#define GDAL_FUNCTIONS(X)         \
    X(CPLPushErrorHandler)        \
    X(CPLPopErrorHandler)         \
    X(CPLQuietErrorHandler)       \
    X(CPLGetLastErrorMsg)         \
    X(GDALAllRegister)            \
    X(GDALOpenEx)                 \
    X(GDALClose)                  \
    X(GDALDatasetGetLayerCount)   \
    X(GDALDatasetGetLayer)        \
    X(OGR_L_GetLayerDefn)         \
    X(OGR_L_GetNextFeature)       \
    X(OGR_FD_GetFieldCount)       \
    X(OGR_FD_GetFieldDefn)        \
    X(OGR_FD_GetFieldIndex)       \
    X(OGR_Fld_GetNameRef)         \
    X(OGR_Fld_GetType)            \
    X(OGR_F_IsFieldSetAndNotNull) \
    X(OGR_F_GetFieldAsString)     \
    X(OGR_F_GetGeometryRef)       \
    X(OGR_F_Destroy)              \
    X(OGR_G_GetGeometryName)      \
    X(OGR_G_GetGeometryCount)     \
    X(OGR_G_GetGeometryRef)       \
    X(OGR_G_GetPointCount)        \
    X(OGR_G_GetX)                 \
    X(OGR_G_GetY)

#define MEMBER(name) __typeof__(name) *name;
typedef struct {
    GDAL_FUNCTIONS(MEMBER)
} Gdal;

typedef struct {
    Gdal gdal;
    Reading *reading;
} Ogr;

static bool load(Gdal *gdal)
{
    void *library = dlopen(MYN_GDAL, RTLD_NOW | RTLD_LOCAL), *at;
    if (!library) return false;
#define FIND(name)                                   \
    if (!(at = dlsym(library, #name))) return false; \
    memcpy(&gdal->name, &at, sizeof at);
    GDAL_FUNCTIONS(FIND)
    return true;
}

/* ---- geometries ---- */

static void read_ring(Ogr *o, OGRGeometryH ring, uint32_t area, bool hole)
{
    Reading *r = o->reading;
    int count = o->gdal.OGR_G_GetPointCount(ring);
    double first[2] = {0, 0}, last[2] = {0, 0};
    if (count < 4) {
        reading_wrong(r, "a ring of %d positions; expected four or more", count);
        return;
    }
    for (int i = 0; i < count; i++) {
        last[0] = o->gdal.OGR_G_GetX(ring, i);
        last[1] = o->gdal.OGR_G_GetY(ring, i);
        if (!reading_place(last[0], last[1])) {
            reading_wrong(r, "position %d of a ring is no place on Earth", i + 1);
            return;
        }
        if (!i) memcpy(first, last, sizeof first);
        if (!outline_point(r->outline, last[0], last[1])) r->failed = true;
    }
    if (memcmp(first, last, sizeof first) != 0) reading_wrong(r, "a ring that does not end where it begins");
    if (!outline_end_ring(r->outline, area, hole)) r->failed = true;
}

static void read_polygon(Ogr *o, OGRGeometryH polygon, uint32_t area)
{
    int rings = o->gdal.OGR_G_GetGeometryCount(polygon);
    if (!rings) reading_wrong(o->reading, "a polygon without a ring");
    for (int i = 0; i < rings; i++) read_ring(o, o->gdal.OGR_G_GetGeometryRef(polygon, i), area, i > 0);
}

static void read_geometry(Ogr *o, OGRGeometryH geometry, uint32_t area)
{
    const char *type = geometry ? o->gdal.OGR_G_GetGeometryName(geometry) : NULL;
    int parts = geometry ? o->gdal.OGR_G_GetGeometryCount(geometry) : 0;
    if (!type)
        reading_wrong(o->reading, "no geometry; expected a Polygon or a MultiPolygon");
    else if (strcmp(type, "POLYGON") == 0)
        read_polygon(o, geometry, area);
    else if (strcmp(type, "MULTIPOLYGON") != 0)
        reading_wrong(o->reading, "a geometry of type %.40s; expected a Polygon or a MultiPolygon", type);
    else if (!parts)
        reading_wrong(o->reading, "a MultiPolygon without polygons");
    else
        for (int i = 0; i < parts; i++) read_polygon(o, o->gdal.OGR_G_GetGeometryRef(geometry, i), area);
}

/* ---- features ---- */

static bool is_code(OGRFieldType type)
{
    return type == OFTString || type == OFTInteger || type == OFTInteger64;
}

/* The number of the field that is the code; -1 where there is none, or of another type. */
static int find_field(Ogr *o, OGRFeatureDefnH fields)
{
    for (int i = 0; i < o->gdal.OGR_FD_GetFieldCount(fields); i++)
        reading_offer(o->reading, o->gdal.OGR_Fld_GetNameRef(o->gdal.OGR_FD_GetFieldDefn(fields, i)));
    if (!reading_has_property(o->reading)) return -1;
    int field = o->gdal.OGR_FD_GetFieldIndex(fields, o->reading->property);
    if (field >= 0 && is_code(o->gdal.OGR_Fld_GetType(o->gdal.OGR_FD_GetFieldDefn(fields, field))))
        return field;
    myn_diag_add(o->reading->diag, MYN_ERROR, (myn_place){o->reading->name, 0, 0},
                 "no area code: field '%.60s' is not there, or neither text nor a whole number",
                 o->reading->property);
    return -1;
}

static void read_feature(Ogr *o, OGRFeatureH feature, int field)
{
    Reading *r = o->reading;
    uint32_t area = 0;
    bool set = o->gdal.OGR_F_IsFieldSetAndNotNull(feature, field);
    r->code = set ? o->gdal.OGR_F_GetFieldAsString(feature, field) : NULL;
    if (r->code && !*r->code) r->code = NULL;
    reading_area(r, &area);
    read_geometry(o, o->gdal.OGR_F_GetGeometryRef(feature), area);
    r->code = NULL;
}

static void read_layer(Ogr *o, OGRLayerH layer)
{
    int field = find_field(o, o->gdal.OGR_L_GetLayerDefn(layer));
    if (field < 0) return;
    for (OGRFeatureH feature; !o->reading->failed && (feature = o->gdal.OGR_L_GetNextFeature(layer));) {
        o->reading->feature++;
        read_feature(o, feature, field);
        o->gdal.OGR_F_Destroy(feature);
    }
    if (!o->reading->feature)
        myn_diag_add(o->reading->diag, MYN_ERROR, (myn_place){o->reading->name, 0, 0}, "no features in it");
}

/* ---- the file ---- */

static myn_status read_file(Ogr *o, const char *path)
{
    static const char *const drivers[] = {"GPKG", "ESRI Shapefile", NULL};
    Reading *r = o->reading;
    myn_place place = {r->name, 0, 0};
    GDALDatasetH file = o->gdal.GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, NULL, NULL);
    if (!file) {
        bool there = access(path, R_OK) == 0;
        myn_diag_add(r->diag, MYN_ERROR, place, "cannot be read%s%.150s", there ? ": " : "",
                     there ? o->gdal.CPLGetLastErrorMsg() : "");
        return there ? MYN_ERR_DATA : MYN_ERR_IO;
    }
    size_t before = myn_diag_count(r->diag, MYN_ERROR);
    int layers = o->gdal.GDALDatasetGetLayerCount(file);
    if (layers != 1)
        myn_diag_add(r->diag, MYN_ERROR, place, "%d layers in it; expected one", layers);
    else
        read_layer(o, o->gdal.GDALDatasetGetLayer(file, 0));
    o->gdal.GDALClose(file);
    if (r->failed) return MYN_ERR_MEMORY;
    return myn_diag_count(r->diag, MYN_ERROR) > before ? MYN_ERR_DATA : MYN_OK;
}

static myn_status read_loaded(Ogr *o, const char *path, myn_boundaries **out)
{
    o->gdal.GDALAllRegister();
    o->gdal.CPLPushErrorHandler(o->gdal.CPLQuietErrorHandler); /* nothing is printed */
    myn_status status = outline_new(&o->reading->outline);
    if (!status) status = read_file(o, path);
    if (!status) status = outline_done(o->reading->outline, out);
    if (status) outline_free(o->reading->outline);
    o->gdal.CPLPopErrorHandler();
    return status;
}

myn_status ogr_read(const char *path, Reading *r, myn_boundaries **out)
{
    Ogr o = {.reading = r};
    if (load(&o.gdal)) return read_loaded(&o, path, out);
    myn_diag_add(r->diag, MYN_ERROR, (myn_place){r->name, 0, 0},
                 "is read by GDAL, and " MYN_GDAL " is not here; install it, or make a GeoJSON file of it");
    return MYN_ERR_NOT_FOUND;
}

#else

myn_status ogr_read(const char *path, Reading *r, myn_boundaries **out)
{
    (void)path, (void)out;
    myn_diag_add(
        r->diag, MYN_ERROR, (myn_place){r->name, 0, 0},
        "is read by GDAL, without which this program was built; install libgdal-dev and build it again, or "
        "make a GeoJSON file of it");
    return MYN_ERR_NOT_FOUND;
}

#endif
