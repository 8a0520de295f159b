/* GeoJSON, right and wrong. */
#include "suite.h"
#include <mynegai/boundaries.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SQUARE "[[[0,0],[1,0],[1,1],[0,0]]]"

static myn_status read_text(const char *text, const char *property, myn_diag *diag, myn_boundaries **out)
{
    char path[] = "/tmp/myn-boundaries-XXXXXX";
    int at = mkstemp(path);
    FILE *file = fdopen(at, "w");
    fputs(text, file);
    fclose(file);
    myn_status status = myn_boundaries_read(path, "b.geojson", property, diag, out);
    remove(path);
    return status;
}

static char *feature(const char *properties, const char *geometry)
{
    static char text[4][1024];
    static int turn;
    char *to = text[turn++ % 4];
    snprintf(to, sizeof *text, "{\"type\":\"Feature\",\"properties\":%s,\"geometry\":%s}", properties,
             geometry);
    return to;
}

static char *collection(const char *features)
{
    static char text[4096];
    snprintf(text, sizeof text, "{\"type\":\"FeatureCollection\",\"features\":[%s]}", features);
    return text;
}

/* An area of two pieces, one of them in a feature of its own; a code that is a number; three coordinates. */
START_TEST(right)
{
    char all[3000];
    snprintf(
        all, sizeof all, "%s,%s,%s",
        feature("{\"name\":\"One\",\"LAD24CD\":\"W1\"}", "{\"type\":\"Polygon\",\"coordinates\":" SQUARE "}"),
        feature("{\"LAD24CD\":7}",
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0,9],[1,0,9],[1,1,9],[0,0,9]]]}"),
        feature("{\"LAD24CD\":\"W1\"}",
                "{\"type\":\"MultiPolygon\",\"coordinates\":[" SQUARE ",[[[5,5],[6,5],[6,6],[5,5]]]]}"));
    myn_diag *diag;
    myn_boundaries *got;
    size_t place[2];
    ck_assert(myn_diag_new(&diag) == MYN_OK);
    ck_assert(read_text(collection(all), NULL, diag, &got) == MYN_OK);
    ck_assert(got->count == 2 && got->rings.rings == 4 && got->rings.start[4] == 16);
    ck_assert_str_eq(got->code[0], "W1");
    ck_assert_str_eq(got->code[1], "7");
    ck_assert(got->rings.area[1] == 1 && got->rings.area[3] == 0 && got->rings.x[13] == 6);
    const char *wanted[] = {"7", "W9"};
    ck_assert(myn_boundaries_cover(got, "b.geojson", wanted, 1, place, diag) == MYN_OK && place[0] == 1);
    ck_assert(myn_boundaries_cover(got, "b.geojson", wanted, 2, place, diag) == MYN_ERR_DATA);
    ck_assert(place[1] == SIZE_MAX);
    ck_assert_str_eq(myn_diag_at(diag, 0)->text, "area W9 has no boundary here");
    myn_boundaries_free(got);
    myn_diag_free(diag);
}
END_TEST

START_TEST(all_that_is_wrong)
{
    static const char *const want[] = {
        "feature 1 (A): a ring of 3 positions; expected four or more",
        "feature 2 (B): a ring that does not end where it begins",
        "feature 3: no area code: property 'code' is not there, or neither text nor a whole number",
        "feature 3: a geometry of type Point; expected a Polygon or a MultiPolygon",
        "feature 4 (D): no geometry; expected a Polygon or a MultiPolygon",
        "feature 5 (E): position 2 of a ring is not two or three numbers of a place on Earth",
        "feature 6 (F): a polygon without a ring",
    };
    char all[3900];
    int at = 0;
#define ADD(properties, geometry) \
    at += snprintf(all + at, sizeof all - (size_t)at, "%s%s", at ? "," : "", feature(properties, geometry))
    ADD("{\"code\":\"A\"}", "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[0,0]]]}");
    ADD("{\"code\":\"B\"}", "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1]]]}");
    ADD("{\"cod\":\"C\"}", "{\"type\":\"Point\",\"coordinates\":[0,0]}");
    ADD("{\"code\":\"D\"}", "null");
    ADD("{\"code\":\"E\"}", "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,\"x\"],[1,1],[0,0]]]}");
    ADD("{\"code\":\"F\"}", "{\"type\":\"Polygon\",\"coordinates\":[]}");
    myn_diag *diag;
    myn_boundaries *got;
    ck_assert(myn_diag_new(&diag) == MYN_OK);
    ck_assert(read_text(collection(all), "code", diag, &got) == MYN_ERR_DATA);
    ck_assert_ptr_null(got);
    ck_assert_uint_eq(myn_diag_kept(diag), sizeof want / sizeof *want);
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        ck_assert_str_eq(myn_diag_at(diag, i)->text, want[i]);
        ck_assert_str_eq(myn_diag_at(diag, i)->place.file, "b.geojson");
    }
    myn_diag_free(diag);
}
END_TEST

START_TEST(no_collection)
{
    static const char *const text[] = {"",
                                       "{\n  \"type\": }",
                                       "[]",
                                       "{\"type\":\"FeatureCollection\",\"features\":[]}",
                                       "{\"type\":\"FeatureCollection\",\"features\":[{\"properties\":{}}]}",
                                       "{\"type\":1,\"type\":2}"};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        myn_diag *diag;
        myn_boundaries *got;
        ck_assert(myn_diag_new(&diag) == MYN_OK);
        ck_assert(read_text(text[i], NULL, diag, &got) == MYN_ERR_DATA);
        ck_assert_uint_eq(myn_diag_kept(diag), 1);
        ck_assert(i != 1 ||
                  (myn_diag_at(diag, 0)->place.line == 2 && myn_diag_at(diag, 0)->place.column > 0));
        myn_diag_free(diag);
    }
    myn_diag *diag;
    myn_boundaries *got;
    ck_assert(myn_diag_new(&diag) == MYN_OK);
    ck_assert(myn_boundaries_read("/nowhere/at/all", "b.geojson", NULL, diag, &got) == MYN_ERR_IO);
    ck_assert_uint_eq(myn_diag_kept(diag), 1);
    myn_diag_free(diag);
    myn_boundaries_free(NULL);
}
END_TEST

/* A GeoPackage goes to GDAL, whatever the case of its ending: it is not there, or GDAL is not, which says what to
 * do. */
START_TEST(geopackage)
{
    static const char *const path[] = {"/nowhere.gpkg", "/nowhere.SHP"};
    for (size_t i = 0; i < 2; i++) {
        myn_diag *diag;
        myn_boundaries *got;
        ck_assert(myn_diag_new(&diag) == MYN_OK);
        myn_status status = myn_boundaries_read(path[i], "b.gpkg", NULL, diag, &got);
        ck_assert(status == MYN_ERR_IO || status == MYN_ERR_NOT_FOUND);
        ck_assert_ptr_null(got);
        ck_assert_uint_eq(myn_diag_kept(diag), 1);
        ck_assert(status == MYN_ERR_IO || strstr(myn_diag_at(diag, 0)->text, "GDAL"));
        myn_diag_free(diag);
    }
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("boundaries");
    TCase *c = tcase_create("boundaries");
    tcase_add_test(c, right);
    tcase_add_test(c, all_that_is_wrong);
    tcase_add_test(c, no_collection);
    tcase_add_test(c, geopackage);
    suite_add_tcase(s, c);
    return s;
}
