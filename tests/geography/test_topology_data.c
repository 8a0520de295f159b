/* Published boundaries of Wales: nothing is lost on the way to arcs, and little on the way to a page. */
#include "geography/map.h"
#include "suite.h"
#include <jansson.h>
#include <math.h>
#include <mynegai/drawing.h>
#include <mynegai/topology.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Areas by the files' own count of features; arcs and their positions as topojson-server 3.0.1 has them (of the
 * councils 84 and 1,663, an arc from a position that is there twice to itself among them), neighbours as
 * topojson-client 3.1.0. */
static const struct {
    const char *file;
    size_t areas, arcs, positions, neighbours;
} files[] = {{"councils_2024.geojson", 22, 84 - 1, 1663 - 3, 44},
             {"msoa11.geojson", 410, 1254, 6516, 1056},
             {"lsoa11.geojson", 1909, 5738, 21086, 5216}};

static myn_boundaries *read_map(int which)
{
    char path[512];
    myn_diag *diag;
    myn_boundaries *got;
    snprintf(path, sizeof path, "%s/geography/%s", test_data(), files[which].file);
    ck_assert(myn_diag_new(&diag) == MYN_OK);
    ck_assert(myn_boundaries_read(path, path, NULL, diag, &got) == MYN_OK);
    myn_diag_free(diag);
    ck_assert_uint_eq(got->count, files[which].areas);
    return got;
}

static myn_topology *make(const myn_boundaries *b)
{
    myn_topology *t;
    ck_assert(myn_topology_make(b, NULL, 0, &t) == MYN_OK);
    return t;
}

/* Position K of a ring, without the walking of the engine; *COUNT gets how many it has. */
static size_t position(const myn_topology *t, size_t ring, size_t k, size_t *count)
{
    size_t found = SIZE_MAX, passed = 0;
    for (size_t u = t->begin[ring]; u < t->begin[ring + 1]; u++) {
        size_t arc = (size_t)(t->use[u] < 0 ? ~t->use[u] : t->use[u]),
               sides = t->start[arc + 1] - t->start[arc] - 1;
        if (k >= passed && k < passed + sides)
            found = t->use[u] < 0 ? t->start[arc + 1] - 1 - (k - passed) : t->start[arc] + (k - passed);
        passed += sides;
    }
    *count = passed;
    return found;
}

static double ring_area(const myn_topology *t, size_t ring)
{
    size_t count;
    double twice = 0;
    position(t, ring, 0, &count);
    for (size_t k = 0; k < count; k++) {
        size_t p = position(t, ring, k, &count), q = position(t, ring, (k + 1) % count, &count);
        twice += t->x[p] * t->y[q] - t->x[q] * t->y[p];
    }
    return fabs(twice) / 2;
}

static double area_of(const myn_topology *t, size_t area)
{
    double sum = 0;
    for (size_t r = t->part[area]; r < t->part[area + 1]; r++)
        sum += t->hole[r] ? -ring_area(t, r) : ring_area(t, r);
    return sum;
}

/* ---- arcs ---- */

/* The positions of ring R of the boundaries in INDEX, without those that repeat the one before, and the closing
 * one. */
static size_t list(const myn_rings *from, size_t r, size_t *index)
{
    size_t count = 0;
    for (size_t i = from->start[r]; i + 1 < from->start[r + 1]; i++) {
        bool again = from->x[i] == from->x[i + 1] && from->y[i] == from->y[i + 1];
        if (!again) index[count++] = i;
    }
    return count;
}

/* Every ring of the boundaries, from some position on and all the way round, is a ring of the topology. */
static void check_ring(const myn_rings *from, size_t r, const myn_topology *t, size_t ring)
{
    size_t *index = malloc((from->start[r + 1] - from->start[r]) * sizeof *index), count, shift = 0;
    size_t first = position(t, ring, 0, &count);
    ck_assert(index && list(from, r, index) == count);
    while (shift < count && (from->x[index[shift]] != t->x[first] || from->y[index[shift]] != t->y[first]))
        shift++;
    for (size_t k = 0; k < count; k++) {
        size_t i = position(t, ring, k, &count), j = index[(shift + k) % count];
        ck_assert(t->x[i] == from->x[j] && t->y[i] == from->y[j]);
    }
    free(index);
}

START_TEST(same_rings)
{
    myn_boundaries *b = read_map(_i);
    myn_topology *t = make(b);
    size_t *next = calloc(t->count, sizeof *next);
    ck_assert(next && t->rings == b->rings.rings);
    ck_assert(t->arcs == files[_i].arcs && t->start[t->arcs] == files[_i].positions);
    for (size_t r = 0; r < b->rings.rings; r++) {
        size_t area = b->rings.area[r];
        check_ring(&b->rings, r, t, t->part[area] + next[area]++);
    }
    free(next);
    myn_topology_free(t);
    myn_boundaries_free(b);
}
END_TEST

/* ---- less of them ---- */

/* Which areas share an arc: a matrix of bits would be half a million bytes, bytes are no matter. */
static unsigned char *neighbours(const myn_topology *t)
{
    unsigned char *beside = calloc(t->count * t->count, 1);
    uint32_t *first = malloc((t->arcs + 1) * sizeof *first);
    ck_assert(beside && first);
    memset(first, 0xff, t->arcs * sizeof *first);
    for (size_t i = 0; i < t->count; i++)
        for (size_t u = t->begin[t->part[i]]; u < t->begin[t->part[i + 1]]; u++) {
            size_t arc = (size_t)(t->use[u] < 0 ? ~t->use[u] : t->use[u]);
            if (first[arc] == UINT32_MAX)
                first[arc] = (uint32_t)i;
            else
                beside[first[arc] * t->count + i] = beside[i * t->count + first[arc]] = 1;
        }
    free(first);
    return beside;
}

/* Half a pixel in a drawing 600 wide: all areas, their neighbours, and all but 0.1 % of the land; 2 pixels: 0.5 %. */
START_TEST(simplified)
{
    static const double pixels[] = {0.5, 2}, most[] = {0.001, 0.005};
    myn_boundaries *b = read_map(_i);
    for (size_t k = 0; k < 2; k++) {
        myn_topology *whole = make(b), *t = make(b);
        double before = 0, after = 0;
        ck_assert(myn_topology_simplify(t, &(myn_simplify){600, pixels[k], 0}) == MYN_OK);
        unsigned char *want = neighbours(whole), *got = neighbours(t);
        ck_assert_mem_eq(got, want, t->count * t->count);
        size_t pairs = 0;
        for (size_t i = 0; i < t->count * t->count; i++) pairs += got[i] && i / t->count < i % t->count;
        ck_assert_uint_eq(pairs, files[_i].neighbours);
        for (size_t i = 0; i < t->count; i++) {
            before += area_of(whole, i);
            after += area_of(t, i);
            ck_assert(t->part[i] < t->part[i + 1] && !t->hole[t->part[i]] && area_of(t, i) > 0);
        }
        for (size_t r = 0; r < t->rings; r++) {
            size_t count;
            position(t, r, 0, &count);
            ck_assert(count >= 3 && ring_area(t, r) > 0);
        }
        printf("%s: %g pixels of 600: %zu positions of %zu, area %+.3f %%\n", files[_i].file, pixels[k],
               t->start[t->arcs], whole->start[whole->arcs], 100 * (after / before - 1));
        ck_assert_double_le(fabs(after / before - 1), most[k]);
        ck_assert(crossings(whole) == 0 && crossings(t) == 0);
        free(want);
        free(got);
        myn_topology_free(whole);
        myn_topology_free(t);
    }
    myn_boundaries_free(b);
}
END_TEST

/* ---- drawings ---- */

START_TEST(drawing)
{
    myn_boundaries *b = read_map(_i);
    myn_drawing *d;
    size_t bytes = 0;
    ck_assert(myn_drawing_boundaries(b, b->code, b->count, 600, &d) == MYN_OK);
    ck_assert(d->count == b->count && d->height > 600 && d->height < 800);
    for (size_t i = 0; i < d->count; i++) {
        ck_assert(*d->path[i] == 'M' && d->path[i][strlen(d->path[i]) - 1] == 'z');
        ck_assert(d->x[i] > 0 && d->x[i] < 600 && d->y[i] > 0 && d->y[i] < d->height);
        bytes += strlen(d->path[i]);
    }
    printf("%s: %zu bytes of paths\n", files[_i].file, bytes);
    ck_assert_uint_lt(bytes / d->count, 800);
    myn_drawing_free(d);
    myn_boundaries_free(b);
}
END_TEST

/* ---- TopoJSON ---- */

static double number(const json_t *of, const char *key, const char *in, size_t k)
{
    return json_number_value(json_array_get(json_object_get(json_object_get(of, key), in), k));
}

/* Arcs are numbered as in the topology where they are used in that order, which they are: all areas in order. */
static void check_arcs(const json_t *root, const myn_topology *t)
{
    const json_t *arcs = json_object_get(root, "arcs");
    double sx = number(root, "transform", "scale", 0), x0 = number(root, "transform", "translate", 0);
    double sy = number(root, "transform", "scale", 1), y0 = number(root, "transform", "translate", 1);
    ck_assert_uint_eq(json_array_size(arcs), t->arcs);
    for (size_t a = 0; a < t->arcs; a++) {
        const json_t *arc = json_array_get(arcs, a);
        long long x = 0, y = 0;
        ck_assert_uint_eq(json_array_size(arc), t->start[a + 1] - t->start[a]);
        for (size_t k = 0; k < json_array_size(arc); k++) {
            size_t i = t->start[a] + k;
            x += json_integer_value(json_array_get(json_array_get(arc, k), 0));
            y += json_integer_value(json_array_get(json_array_get(arc, k), 1));
            ck_assert(fabs(x0 + sx * (double)x - t->x[i]) <= sx * 0.5000001);
            ck_assert(fabs(y0 + sy * (double)y - t->y[i]) <= sy * 0.5000001);
        }
    }
}

static size_t check_polygon(const json_t *polygon, const myn_topology *t, size_t ring)
{
    for (size_t k = 0; k < json_array_size(polygon); k++, ring++) {
        const json_t *arcs = json_array_get(polygon, k);
        ck_assert(t->hole[ring] == (k > 0));
        ck_assert_uint_eq(json_array_size(arcs), t->begin[ring + 1] - t->begin[ring]);
        for (size_t u = 0; u < json_array_size(arcs); u++)
            ck_assert(json_integer_value(json_array_get(arcs, u)) == t->use[t->begin[ring] + u]);
    }
    return ring;
}

START_TEST(topojson)
{
    myn_boundaries *b = read_map(_i);
    myn_topology *t = make(b);
    myn_buffer text = {0}, again = {0};
    ck_assert(myn_topology_simplify(t, &(myn_simplify){1200, 0.5, 0}) == MYN_OK);
    ck_assert(myn_topology_json(t, &(myn_topojson){.name_en = b->code}, &text) == MYN_OK);
    ck_assert(myn_topology_json(t, &(myn_topojson){.name_en = b->code}, &again) == MYN_OK);
    ck_assert_str_eq(text.at, again.at);
    json_t *root = json_loadb(text.at, text.length, JSON_REJECT_DUPLICATES, NULL);
    const json_t *areas = json_object_get(json_object_get(json_object_get(root, "objects"), "areas"),
                                          "geometries");
    ck_assert_uint_eq(json_array_size(areas), t->count);
    check_arcs(root, t);
    for (size_t i = 0; i < t->count; i++) {
        const json_t *area = json_array_get(areas, i), *arcs = json_object_get(area, "arcs");
        bool several = strcmp(json_string_value(json_object_get(area, "type")), "MultiPolygon") == 0;
        size_t ring = t->part[i];
        ck_assert_str_eq(json_string_value(json_object_get(area, "id")), b->code[i]);
        if (!several) ring = check_polygon(arcs, t, ring);
        for (size_t k = 0; several && k < json_array_size(arcs); k++)
            ring = check_polygon(json_array_get(arcs, k), t, ring);
        ck_assert_uint_eq(ring, t->part[i + 1]);
    }
    printf("%s: %zu bytes of TopoJSON\n", files[_i].file, text.length);
    json_decref(root);
    myn_buffer_free(&text);
    myn_buffer_free(&again);
    myn_topology_free(t);
    myn_boundaries_free(b);
}
END_TEST

Suite *suite(void)
{
    char path[512];
    int maps = sizeof files / sizeof *files;
    for (int i = 0; i < maps; i++) {
        snprintf(path, sizeof path, "%s/geography/%s", test_data(), files[i].file);
        test_needs(path);
    }
    Suite *s = suite_create("topology of Wales");
    TCase *c = tcase_create("topology of Wales");
    tcase_set_timeout(c, 60);
    tcase_add_loop_test(c, same_rings, 0, maps);
    tcase_add_loop_test(c, simplified, 0, maps);
    tcase_add_loop_test(c, drawing, 0, maps);
    tcase_add_loop_test(c, topojson, 0, maps);
    suite_add_tcase(s, c);
    return s;
}
