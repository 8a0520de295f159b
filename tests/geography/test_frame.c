/* Where areas lie in a drawing, worked out by hand. */
#include "geography/map.h"
#include "suite.h"
#include <math.h>

static myn_topology *made(const Ring *ring, size_t rings, size_t areas, double scale)
{
    static Map map;
    myn_topology *t;
    ck_assert(myn_topology_make(map_of(&map, ring, rings, areas, scale), NULL, 0, &t) == MYN_OK);
    return t;
}

static void check_close(double got, double want)
{
    ck_assert_double_eq_tol(got, want, 1e-9);
}

/* Two degrees by two about 60 degrees north, where a degree of longitude is half as long as one of latitude. */
START_TEST(degrees)
{
    static const Ring ring[] = {{0, false, 4, {{-4, 59}, {-2, 59}, {-2, 61}, {-4, 61}}}};
    myn_topology *t = made(ring, 1, 1, 1);
    myn_frame f = myn_frame_fit(t, 100);
    check_close(f.width, 100);
    check_close(f.height, 200);
    check_close(myn_frame_x(&f, -4), 0);
    check_close(myn_frame_x(&f, -2), 100);
    check_close(myn_frame_y(&f, 61), 0);
    check_close(myn_frame_y(&f, 59), 200);
    myn_topology_free(t);
}
END_TEST

/* Easting and northing: as they are. */
START_TEST(metres)
{
    myn_topology *t = made(two_squares, 2, 2, 100000);
    myn_frame f = myn_frame_fit(t, 50);
    check_close(f.height, 25);
    check_close(myn_frame_x(&f, 150000), 37.5);
    check_close(myn_frame_y(&f, 25000), 18.75);
    myn_topology_free(t);
}
END_TEST

/* A thousand times as high as wide: 100 widths high, in the middle. A line has no width at all. */
START_TEST(narrow)
{
    static const Ring ring[] = {{0, false, 3, {{0, 0}, {1, 1000}, {0, 1000}}}},
                      line[] = {{0, false, 3, {{5, 0}, {5, 1000}, {5, 500}}}};
    myn_topology *t = made(ring, 1, 1, 1);
    myn_frame f = myn_frame_fit(t, 10);
    check_close(f.height, 1000);
    check_close(myn_frame_x(&f, 0), 4.5);
    check_close(myn_frame_x(&f, 1), 5.5);
    myn_topology_free(t);
    t = made(line, 1, 1, 1);
    f = myn_frame_fit(t, 10);
    check_close(f.height, 1000);
    check_close(myn_frame_x(&f, 5), 5);
    myn_topology_free(t);
}
END_TEST

START_TEST(nothing)
{
    myn_topology *t = made(two_squares, 0, 2, 1);
    myn_frame f = myn_frame_fit(t, 10);
    myn_extent e;
    ck_assert(f.width == 10 && f.height == 0);
    ck_assert(myn_topology_extent(t, &f, 1, &e) == MYN_OK);
    ck_assert(isnan(e.x) && isnan(e.y) && isnan(e.left) && isnan(e.bottom));
    myn_topology_free(t);
}
END_TEST

/* B's square, two of its own size from the left. */
START_TEST(square)
{
    myn_topology *t = made(two_squares, 2, 2, 1000);
    myn_frame f = myn_frame_fit(t, 20);
    myn_extent e;
    ck_assert(myn_topology_extent(t, &f, 1, &e) == MYN_OK);
    check_close(e.x, 15);
    check_close(e.y, 5);
    ck_assert(e.left == 10 && e.right == 20 && e.top == 0 && e.bottom == 10);
    myn_topology_free(t);
}
END_TEST

/* A U whose right arm is 3 wide and left arm 2: bottom 10 x 2 about (5,1), arms of 8 about (1,6) and (8.5,6),
 * together 20 + 16 + 24 = 60: gravity at y = (20 + 96 + 144) / 60 = 13 / 3, x = (100 + 16 + 204) / 60 = 16 / 3,
 * outside. The middle of the wider arm is 8.5. A second piece elsewhere is smaller and does not matter. */
START_TEST(outside_its_middle)
{
    static const Ring ring[] = {
        {0, false, 3, {{20, 0}, {22, 0}, {21, 1}}},
        {0, false, 8, {{0, 0}, {10, 0}, {10, 10}, {7, 10}, {7, 2}, {2, 2}, {2, 10}, {0, 10}}}};
    myn_topology *t = made(ring, 2, 1, 1000);
    myn_frame f = myn_frame_fit(t, 22);
    myn_extent e;
    ck_assert(myn_topology_extent(t, &f, 0, &e) == MYN_OK);
    check_close(e.x, 8.5);
    check_close(e.y, 10 - 13 / 3.0);
    ck_assert_double_eq(e.right, 22);
    myn_topology_free(t);
}
END_TEST

/* A square with a hole in its middle: beside the hole, the left of two equal stretches. */
START_TEST(hole_in_its_middle)
{
    static const Ring ring[] = {{0, false, 4, {{0, 0}, {10, 0}, {10, 10}, {0, 10}}},
                                {0, true, 4, {{4, 4}, {6, 4}, {6, 6}, {4, 6}}}};
    myn_topology *t = made(ring, 2, 1, 1000);
    myn_frame f = myn_frame_fit(t, 10);
    myn_extent e;
    ck_assert(myn_topology_extent(t, &f, 0, &e) == MYN_OK);
    check_close(e.x, 2);
    check_close(e.y, 5);
    myn_topology_free(t);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("frame");
    TCase *c = tcase_create("frame");
    tcase_add_test(c, degrees);
    tcase_add_test(c, metres);
    tcase_add_test(c, narrow);
    tcase_add_test(c, nothing);
    tcase_add_test(c, square);
    tcase_add_test(c, outside_its_middle);
    tcase_add_test(c, hole_in_its_middle);
    suite_add_tcase(s, c);
    return s;
}
