/* Boundaries from GeoJSON. Everything is looked at before anything is refused. */
#include "geography/reading.h"
#include <jansson.h>
#include <mynegai/text.h>
#include <stdio.h>
#include <string.h>

#define FILE_MOST ((size_t)1 << 31)

/* ---- coordinates ---- */

static bool read_position(const json_t *position, double at[2])
{
    size_t size = json_array_size(position);
    if (size < 2 || size > 3) return false;
    for (size_t k = 0; k < size; k++)
        if (!json_is_number(json_array_get(position, k))) return false;
    for (size_t k = 0; k < 2; k++) at[k] = json_number_value(json_array_get(position, k));
    return reading_place(at[0], at[1]);
}

static void read_ring(Reading *r, const json_t *ring, uint32_t area, bool hole)
{
    size_t size = json_array_size(ring);
    double first[2] = {0, 0}, last[2] = {0, 0};
    if (size < 4) {
        reading_wrong(r, "a ring of %zu positions; expected four or more", size);
        return;
    }
    for (size_t i = 0; i < size; i++) {
        if (!read_position(json_array_get(ring, i), last)) {
            reading_wrong(r, "position %zu of a ring is not two or three numbers of a place on Earth", i + 1);
            return;
        }
        if (!i) memcpy(first, last, sizeof first);
        if (!outline_point(r->outline, last[0], last[1])) r->failed = true;
    }
    if (memcmp(first, last, sizeof first) != 0) reading_wrong(r, "a ring that does not end where it begins");
    if (!outline_end_ring(r->outline, area, hole)) r->failed = true;
}

static void read_polygon(Reading *r, const json_t *polygon, uint32_t area)
{
    if (!json_array_size(polygon)) reading_wrong(r, "a polygon without a ring");
    for (size_t i = 0; i < json_array_size(polygon); i++)
        read_ring(r, json_array_get(polygon, i), area, i > 0);
}

static void read_geometry(Reading *r, const json_t *geometry, uint32_t area)
{
    const char *type = json_string_value(json_object_get(geometry, "type"));
    const json_t *at = json_object_get(geometry, "coordinates");
    if (!type)
        reading_wrong(r, "no geometry; expected a Polygon or a MultiPolygon");
    else if (strcmp(type, "Polygon") == 0)
        read_polygon(r, at, area);
    else if (strcmp(type, "MultiPolygon") != 0)
        reading_wrong(r, "a geometry of type %.40s; expected a Polygon or a MultiPolygon", type);
    else if (!json_array_size(at))
        reading_wrong(r, "a MultiPolygon without polygons");
    else
        for (size_t i = 0; i < json_array_size(at); i++) read_polygon(r, json_array_get(at, i), area);
}

/* ---- codes ---- */

static void find_property(Reading *r, json_t *properties)
{
    const char *key;
    json_t *value;
    json_object_foreach(properties, key, value) reading_offer(r, key);
}

static const char *code_of(const json_t *feature, const char *property, char whole[MYN_NUMBER_TEXT])
{
    const json_t *value = json_object_get(json_object_get(feature, "properties"), property);
    if (json_is_integer(value))
        snprintf(whole, MYN_NUMBER_TEXT, "%lld", (long long)json_integer_value(value));
    const char *text = json_is_integer(value) ? whole : json_string_value(value);
    return text && *text ? text : NULL;
}

static void read_feature(Reading *r, const json_t *feature)
{
    char whole[MYN_NUMBER_TEXT];
    uint32_t area = 0;
    r->code = code_of(feature, r->property, whole);
    reading_area(r, &area);
    read_geometry(r, json_object_get(feature, "geometry"), area);
    r->code = NULL;
}

static void read_features(Reading *r, const json_t *root)
{
    const char *type = json_string_value(json_object_get(root, "type"));
    json_t *features = json_object_get(root, "features");
    if (!type || strcmp(type, "FeatureCollection") != 0 || !json_array_size(features)) {
        myn_diag_add(r->diag, MYN_ERROR, (myn_place){r->name, 0, 0},
                     "not a GeoJSON FeatureCollection with features in it");
        return;
    }
    json_t *properties = json_object_get(json_array_get(features, 0), "properties");
    if (!r->property) find_property(r, properties);
    if (!reading_has_property(r)) return;
    for (size_t i = 0; i < json_array_size(features) && !r->failed; i++) {
        r->feature = i + 1;
        read_feature(r, json_array_get(features, i));
    }
}

/* ---- the file ---- */

static myn_status parse(Reading *r, const myn_buffer *file)
{
    json_error_t error;
    size_t skip = file->length >= 3 && memcmp(file->at, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    json_t *root = json_loadb(file->at + skip, file->length - skip, JSON_REJECT_DUPLICATES, &error);
    if (!root) {
        size_t line = error.line > 0 ? (size_t)error.line : 0,
               column = error.column > 0 ? (size_t)error.column : 0;
        myn_diag_add(r->diag, MYN_ERROR, (myn_place){r->name, line, column}, "not JSON: %s", error.text);
        return MYN_ERR_DATA;
    }
    size_t before = myn_diag_count(r->diag, MYN_ERROR);
    read_features(r, root);
    json_decref(root);
    if (r->failed) return MYN_ERR_MEMORY;
    return myn_diag_count(r->diag, MYN_ERROR) > before ? MYN_ERR_DATA : MYN_OK;
}

myn_status myn_boundaries_read(const char *path, const char *name, const char *property, myn_diag *diag,
                               myn_boundaries **out)
{
    myn_buffer file = {0};
    Reading r = {.name = name, .property = property, .diag = diag};
    *out = NULL;
    if (ogr_reads(path)) return ogr_read(path, &r, out);
    myn_status status = myn_file_read(path, FILE_MOST, &file);
    if (status == MYN_ERR_IO || status == MYN_ERR_LIMIT)
        myn_diag_add(diag, MYN_ERROR, (myn_place){name, 0, 0},
                     status == MYN_ERR_IO ? "cannot be read" : "larger than 2 GiB");
    if (!status) status = outline_new(&r.outline);
    if (!status) status = parse(&r, &file);
    if (!status) status = outline_done(r.outline, out);
    if (status) outline_free(r.outline);
    myn_buffer_free(&file);
    return status;
}
