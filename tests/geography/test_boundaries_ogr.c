/* GeoPackages and Shapefiles as GDAL's own program makes them of a GeoJSON file: the same boundaries. Skipped
 * where either is not here. */
#include "suite.h"
#include <mynegai/boundaries.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[] = "/tmp/myn-ogr-XXXXXX";

/* Two squares beside each other, easting and northing; the second is of two pieces, one of them with a hole. All
 * rings turn as a Shapefile has them (outer ones clockwise), which GDAL would turn around else. */
static const char text[] =
    "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":"
    "\"urn:ogc:def:crs:EPSG::27700\"}},\"features\":["
    "{\"type\":\"Feature\",\"properties\":{\"LAD24CD\":\"W06000001\",\"LAD24NM\":\"Ynys "
    "M\\u00f4n\"},\"geometry\":"
    "{\"type\":\"Polygon\",\"coordinates\":[[[250000,300000],[250000,310000],[260000,310000],[260000,300000],"
    "[250000,300000]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"LAD24CD\":\"W06000002\",\"LAD24NM\":\"Gwynedd\"},\"geometry\":"
    "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[260000,300000],[260000,310000],[270000,310000],[270000,"
    "300000],"
    "[260000,300000]],[[262000,302000],[264000,302000],[264000,304000],[262000,302000]]],"
    "[[[280000.25,300000.5],[280000,301000],[281000,301000],[280000.25,300000.5]]]]}}]}";

static void path_of(const char *file, char path[256])
{
    snprintf(path, 256, "%s/%s", folder, file);
}

static void convert(const char *options, const char *to)
{
    char command[1024];
    snprintf(command, sizeof command, "ogr2ogr %s %s/%s %s/a.geojson >/dev/null 2>&1", options, folder, to,
             folder);
    ck_assert_int_eq(system(command), 0);
}

static myn_boundaries *read_file(const char *file)
{
    char path[256];
    myn_diag *diag;
    myn_boundaries *got;
    path_of(file, path);
    ck_assert(myn_diag_new(&diag) == MYN_OK);
    myn_status status = myn_boundaries_read(path, file, NULL, diag, &got);
    ck_assert_msg(status == MYN_OK, "%s: %s", file, myn_diag_kept(diag) ? myn_diag_at(diag, 0)->text : "");
    myn_diag_free(diag);
    return got;
}

static void check_same(const char *file)
{
    myn_boundaries *want = read_file("a.geojson"), *got = read_file(file);
    ck_assert(got->count == want->count && got->rings.rings == want->rings.rings);
    for (size_t i = 0; i < want->count; i++) ck_assert_str_eq(got->code[i], want->code[i]);
    for (size_t r = 0; r < want->rings.rings; r++) {
        ck_assert(got->hole[r] == want->hole[r] && got->rings.area[r] == want->rings.area[r]);
        ck_assert(got->rings.start[r + 1] == want->rings.start[r + 1]);
    }
    size_t points = want->rings.start[want->rings.rings];
    ck_assert_uint_eq(points, 18);
    ck_assert_mem_eq(got->rings.x, want->rings.x, points * sizeof(double));
    ck_assert_mem_eq(got->rings.y, want->rings.y, points * sizeof(double));
    myn_boundaries_free(want);
    myn_boundaries_free(got);
}

START_TEST(geopackage)
{
    convert("-f GPKG", "a.gpkg");
    check_same("a.gpkg");
}
END_TEST

START_TEST(shapefile)
{
    convert("-f 'ESRI Shapefile'", "a.shp");
    check_same("a.shp");
}
END_TEST

static void check_wrong(const char *file, const char *property, myn_status status, const char *want)
{
    char path[256];
    myn_diag *diag;
    myn_boundaries *got;
    path_of(file, path);
    ck_assert(myn_diag_new(&diag) == MYN_OK);
    ck_assert(myn_boundaries_read(path, file, property, diag, &got) == status);
    ck_assert_ptr_null(got);
    ck_assert_uint_eq(myn_diag_kept(diag), 1);
    ck_assert_msg(strstr(myn_diag_at(diag, 0)->text, want), "%s", myn_diag_at(diag, 0)->text);
    myn_diag_free(diag);
}

START_TEST(wrong)
{
    char path[256];
    convert("-f GPKG", "b.gpkg");
    check_wrong("b.gpkg", "ward", MYN_ERR_DATA, "field 'ward' is not there");
    convert("-f GPKG -select LAD24NM", "c.gpkg");
    check_wrong("c.gpkg", NULL, MYN_ERR_DATA, "which property is the area code?");
    convert("-f GPKG -nlt POINT -dialect sqlite -sql 'SELECT LAD24CD, ST_PointOnSurface(geometry) FROM a "
            "LIMIT 1'",
            "d.gpkg");
    check_wrong("d.gpkg", NULL, MYN_ERR_DATA,
                "feature 1 (W06000001): a geometry of type POINT; expected a Polygon or a MultiPolygon");
    convert("-f GPKG -where 'LAD24CD IS NULL'", "e.gpkg");
    check_wrong("e.gpkg", NULL, MYN_ERR_DATA, "no features in it");
    path_of("f.gpkg", path);
    FILE *file = fopen(path, "w");
    fputs("not a database", file);
    fclose(file);
    check_wrong("f.gpkg", NULL, MYN_ERR_DATA, "cannot be read");
    check_wrong("nowhere.shp", NULL, MYN_ERR_IO, "cannot be read");
}
END_TEST

static pid_t parent; /* tests run in processes of their own, which leave by exit too */

static void remove_folder(void)
{
    if (getpid() != parent) return;
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", folder);
    if (system(command)) perror(folder);
}

/* Without GDAL a file is not even looked for. */
static bool is_here(void)
{
    myn_boundaries *got;
    myn_status status = myn_boundaries_read("/nowhere.gpkg", "nowhere.gpkg", NULL, NULL, &got);
    return status != MYN_ERR_NOT_FOUND && system("command -v ogr2ogr >/dev/null") == 0;
}

Suite *suite(void)
{
    if (!is_here()) {
        puts("skipped: GDAL is not here");
        exit(77);
    }
    char path[256];
    FILE *file = mkdtemp(folder) ? (path_of("a.geojson", path), fopen(path, "w")) : NULL;
    if (!file || fputs(text, file) == EOF || fclose(file)) exit(1);
    parent = getpid();
    atexit(remove_folder);
    Suite *s = suite_create("boundaries by GDAL");
    TCase *c = tcase_create("boundaries by GDAL");
    tcase_set_timeout(c, 60);
    tcase_add_test(c, geopackage);
    tcase_add_test(c, shapefile);
    tcase_add_test(c, wrong);
    suite_add_tcase(s, c);
    return s;
}
