/* Boundaries as paths. */
#include "geography/map.h"
#include "suite.h"
#include <math.h>
#include <mynegai/drawing.h>

static const char *const both[] = {"a", "b"};

static myn_drawing *drawn(const Ring *ring, size_t rings, const char *const *code, size_t count, double width)
{
    static Map map;
    myn_drawing *d;
    ck_assert(myn_drawing_boundaries(map_of(&map, ring, rings, 2, 1000), code, count, width, &d) == MYN_OK);
    ck_assert(d->count == count && d->width == width);
    return d;
}

/* Twenty wide, ten a square, y downwards; rings as in test_topology.c. */
START_TEST(two)
{
    myn_drawing *d = drawn(two_squares, 2, both, 2, 20);
    ck_assert_double_eq(d->height, 10);
    ck_assert_str_eq(d->path[0], "M10 10l0-10-10 0 0 10z");
    ck_assert_str_eq(d->path[1], "M10 10l10 0 0-10-10 0z");
    ck_assert_double_eq_tol(d->x[1], 15, 1e-9);
    ck_assert_double_eq_tol(d->y[1], 5, 1e-9);
    myn_drawing_free(d);
}
END_TEST

/* In the caller's order, an area without boundary between; what is not asked for does not count for the size. */
START_TEST(order)
{
    static const char *const code[] = {"b", "nowhere", "a"}, *const one[] = {"b"};
    myn_drawing *d = drawn(two_squares, 2, code, 3, 20);
    ck_assert_str_eq(d->path[0], "M10 10l10 0 0-10-10 0z");
    ck_assert_str_eq(d->path[1], "");
    ck_assert(isnan(d->x[1]) && isnan(d->y[1]) && d->x[2] < 10);
    myn_drawing_free(d);
    d = drawn(two_squares, 2, one, 1, 20);
    ck_assert_str_eq(d->path[0], "M0 20l20 0 0-20-20 0z");
    ck_assert_double_eq(d->height, 20);
    myn_drawing_free(d);
}
END_TEST

/* Tenths: 2000 are 11.1, so that the middle is 5.55 and the height too; both squares round it alike, away from
 * zero. */
START_TEST(rounded_alike)
{
    myn_drawing *d = drawn(two_squares, 2, both, 2, 11.1);
    ck_assert_str_eq(d->path[0], "M5.6 5.6l0-5.6-5.6 0 0 5.6z");
    ck_assert_str_eq(d->path[1], "M5.6 5.6l5.5 0 0-5.6-5.5 0z");
    myn_drawing_free(d);
}
END_TEST

/* A hole and a second piece are rings of the same path. */
START_TEST(pieces)
{
    static const Ring ring[] = {{0, false, 4, {{0, 0}, {9, 0}, {9, 9}, {0, 9}}},
                                {0, true, 4, {{3, 3}, {3, 6}, {6, 6}, {6, 3}}},
                                {0, false, 4, {{10, 0}, {20, 0}, {20, 10}, {10, 10}}}};
    myn_drawing *d = drawn(ring, 3, both, 1, 20);
    ck_assert_str_eq(d->path[0], "M0 10l9 0 0-9-9 0zM3 7l0-3 3 0 0 3zM10 10l10 0 0-10-10 0z");
    ck_assert_double_eq_tol(d->x[0], 15, 1e-9);
    myn_drawing_free(d);
}
END_TEST

/* B is a thousandth of a unit wide: a speck of a tenth. */
START_TEST(speck)
{
    static const Ring ring[] = {{0, false, 4, {{0, 0}, {9, 0}, {9, 10}, {0, 10}}},
                                {1, false, 3, {{9.999, 5}, {10, 5}, {10, 5.001}}}};
    myn_drawing *d = drawn(ring, 2, both, 2, 10);
    ck_assert_str_eq(d->path[1], "M10 5l.1 0 0 .1-.1 0z");
    myn_drawing_free(d);
}
END_TEST

/* An island of 0.01 is left out, that of 4 is not. */
START_TEST(island)
{
    static const Ring ring[] = {{0, false, 4, {{0, 0}, {9, 0}, {9, 10}, {0, 10}}},
                                {0, false, 4, {{10, 0}, {10.1, 0}, {10.1, 0.1}, {10, 0.1}}},
                                {0, false, 4, {{18, 0}, {20, 0}, {20, 2}, {18, 2}}}};
    myn_drawing *d = drawn(ring, 3, both, 1, 20);
    ck_assert_str_eq(d->path[0], "M0 10l9 0 0-10-9 0zM18 10l2 0 0-2-2 0z");
    myn_drawing_free(d);
}
END_TEST

START_TEST(edges)
{
    static const double wrong[] = {0, 9.9, -5, 1e7, NAN, INFINITY};
    static Map map;
    myn_drawing *d = drawn(two_squares, 2, NULL, 0, 20);
    ck_assert(d->height == 0);
    myn_drawing_free(d);
    d = drawn(two_squares, 0, both, 2, 20);
    ck_assert(d->height == 0 && !*d->path[0] && !*d->path[1]);
    myn_drawing_free(d);
    map_of(&map, two_squares, 2, 2, 1000);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert(myn_drawing_boundaries(&map.boundaries, both, 2, wrong[i], &d) == MYN_ERR_ARGUMENT);
    map.x[2] = NAN;
    ck_assert(myn_drawing_boundaries(&map.boundaries, both, 2, 20, &d) == MYN_ERR_DATA);
    ck_assert_ptr_null(d);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("drawing");
    TCase *c = tcase_create("drawing");
    tcase_add_test(c, two);
    tcase_add_test(c, order);
    tcase_add_test(c, rounded_alike);
    tcase_add_test(c, pieces);
    tcase_add_test(c, speck);
    tcase_add_test(c, island);
    tcase_add_test(c, edges);
    suite_add_tcase(s, c);
    return s;
}
