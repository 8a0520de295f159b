/* What goes and what stays, by triangles worked out by hand. Maps are as wide as their numbers say, so that a unit
 * is a pixel. */
#include "geography/map.h"
#include "suite.h"
#include <math.h>
#include <stdio.h>

static myn_topology *made(const Ring *ring, size_t rings, size_t areas)
{
    static Map map;
    myn_topology *t;
    ck_assert(myn_topology_make(map_of(&map, ring, rings, areas, 1000), NULL, 0, &t) == MYN_OK);
    return t;
}

/* Triangles below LEAST go, and more down to MOST. */
static void simplify(myn_topology *t, double width, double least, size_t most)
{
    ck_assert(myn_topology_simplify(t, &(myn_simplify){width, sqrt(least), most}) == MYN_OK);
}

static size_t positions(const myn_topology *t, size_t arc)
{
    return t->start[arc + 1] - t->start[arc];
}

/* A border with a bump of 0.1 on a straight line: triangles of 0.2, 0.1, 0.2 down the shared arc; when the bump
 * has gone those beside it are flat and count as 0.1. The other arcs have two corners of 50 each. */
static const Ring bump[] = {
    {0, false, 7, {{0, 0}, {10, 0}, {10, 4}, {10.1, 5}, {10, 6}, {10, 10}, {0, 10}}},
    {1, false, 7, {{10, 0}, {20, 0}, {20, 10}, {10, 10}, {10, 6}, {10.1, 5}, {10, 4}}}};

START_TEST(border)
{
    myn_topology *t = made(bump, 2, 2);
    ck_assert(t->arcs == 3 && t->start[3] == 13);
    simplify(t, 20, 0.09, 0);
    ck_assert_uint_eq(t->start[3], 13);
    simplify(t, 20, 0.11, 0);
    ck_assert(positions(t, 0) == 2 && positions(t, 1) == 4 && positions(t, 2) == 4);
    ck_assert(t->use[0] == 0 && t->use[1] == 1 && t->use[2] == 2 && t->use[3] == ~0);
    ck_assert(t->x[0] == 10000 && t->x[1] == 10000 && t->y[0] == 0 && t->y[1] == 10000);
    myn_topology_free(t);
}
END_TEST

/* The bump goes first, then what is flat, then of each area the first of its two corners: a triangle stays. */
START_TEST(so_many)
{
    static const size_t most[] = {13, 12, 11, 10, 9, 8, 1}, left[] = {13, 12, 11, 10, 9, 8, 8};
    for (size_t i = 0; i < sizeof most / sizeof *most; i++) {
        myn_topology *t = made(bump, 2, 2);
        simplify(t, 20, 0, most[i]);
        ck_assert_uint_eq(t->start[t->arcs], left[i]);
        if (most[i] == 12) ck_assert(t->x[2] == 10000 && t->y[2] == 6000);
        myn_topology_free(t);
    }
}
END_TEST

/* A notch of area 1 with an island of another area in it: it would come to lie in A if the notch went. */
START_TEST(nothing_is_crossed)
{
    static const Ring ring[] = {
        {0, false, 7, {{0, 0}, {20, 0}, {20, 10}, {11, 10}, {10, 9}, {9, 10}, {0, 10}}},
        {1, false, 3, {{9.9, 9.8}, {10.1, 9.8}, {10, 9.9}}}};
    myn_topology *t = made(ring, 2, 2);
    simplify(t, 20, 4, 0);
    ck_assert(positions(t, 0) == 8 && positions(t, 1) == 4);
    myn_topology_free(t);
    t = made(ring, 1, 1);
    simplify(t, 20, 4, 0);
    ck_assert_uint_eq(positions(t, 0), 5);
    myn_topology_free(t);
}
END_TEST

/* A lens between two areas, 0.2 wide: its left side goes flat, its right side stays, or there were no lens. */
START_TEST(lens)
{
    static const Ring ring[] = {
        {0, false, 7, {{0, 0}, {10, 0}, {10, 2}, {9.9, 5}, {10, 8}, {10, 10}, {0, 10}}},
        {1, false, 7, {{20, 0}, {20, 10}, {10, 10}, {10, 8}, {10.1, 5}, {10, 2}, {10, 0}}},
        {2, false, 4, {{10, 2}, {10.1, 5}, {10, 8}, {9.9, 5}}}};
    myn_topology *t = made(ring, 3, 3);
    simplify(t, 20, 4, 0);
    size_t left = 0;
    for (size_t u = t->begin[2]; u < t->begin[3]; u++)
        left += positions(t, (size_t)(t->use[u] < 0 ? ~t->use[u] : t->use[u])) - 1;
    ck_assert_uint_eq(left, 3);
    myn_topology_free(t);
}
END_TEST

/* Rings of 0.25 where 0.3 is the least. Of A go the island, the island with a hole and the empty hole; the hole
 * that C fills stays. B is an island and all there is of it. */
START_TEST(small_rings)
{
    static const Ring ring[] = {{0, false, 4, {{15, 0}, {15.5, 0}, {15.5, 0.5}, {15, 0.5}}},
                                {0, false, 4, {{0, 0}, {10, 0}, {10, 10}, {0, 10}}},
                                {0, true, 4, {{2, 2}, {2, 2.5}, {2.5, 2.5}, {2.5, 2}}},
                                {0, true, 4, {{4, 4}, {4, 4.5}, {4.5, 4.5}, {4.5, 4}}},
                                {0, false, 4, {{17, 0}, {17.5, 0}, {17.5, 0.5}, {17, 0.5}}},
                                {0, true, 3, {{17.1, 0.1}, {17.2, 0.2}, {17.2, 0.1}}},
                                {1, false, 4, {{19.5, 0}, {20, 0}, {20, 0.5}, {19.5, 0.5}}},
                                {2, false, 4, {{2, 2}, {2.5, 2}, {2.5, 2.5}, {2, 2.5}}}};
    myn_topology *t = made(ring, 8, 3);
    ck_assert(t->rings == 8 && t->arcs == 7);
    simplify(t, 20, 0.2, 0);
    ck_assert(t->rings == 8 - 1 && t->arcs == 6); /* the hole of 0.005 */
    simplify(t, 20, 0.3, 0);
    ck_assert(t->rings == 4 && t->arcs == 3);
    ck_assert(t->part[1] == 2 && t->part[2] == 3 && t->part[3] == 4);
    ck_assert(!t->hole[0] && t->hole[1] && !t->hole[2] && !t->hole[3]);
    ck_assert(t->use[1] == ~t->use[3]);
    myn_topology_free(t);
}
END_TEST

/* Islands all too small: the largest stays, as a triangle; of equal ones the first. */
START_TEST(islands)
{
    static const Ring ring[] = {{0, false, 4, {{0, 0}, {1, 0}, {1, 1}, {0, 1}}},
                                {0, false, 4, {{5, 0}, {7, 0}, {7, 2}, {5, 2}}},
                                {0, false, 4, {{8, 0}, {10, 0}, {10, 2}, {8, 2}}}};
    myn_topology *t = made(ring, 3, 1);
    simplify(t, 10, 100, 0);
    ck_assert(t->rings == 1 && t->arcs == 1 && t->start[1] == 4 && t->x[0] == 5000);
    myn_topology_free(t);
}
END_TEST

/* ---- a made-up country ---- */

enum { ACROSS = 6, DOWN = 40, WIDE = 12, RING_OF = 2 * (WIDE + 1), COUNTRY = ACROSS * DOWN };

/* A crossing of a net one apart, in waves and shaken by up to 0.3, always alike: lines beside each other wave
 * together, and would not if one were to be straightened without looking at the other. */
static void shaken(size_t column, size_t row, double out[2])
{
    uint64_t h = (column * 1000003 + row) * 0x9e3779b97f4a7c15U;
    h = (h ^ h >> 29) * 0xbf58476d1ce4e5b9U;
    double shake = 0.3 * ((double)(h >> 40) / 0x1p23 - 1);
    out[0] = 1000 * (double)column;
    out[1] = 1000 * ((double)row + 3 * sin(0.9 * (double)column) + shake);
}

/* Position K of an area WIDE squares of the net wide and one high, whose lower left is at COLUMN, ROW. */
static void around(size_t column, size_t row, size_t k, double out[2])
{
    if (k <= WIDE)
        shaken(column + k, row, out);
    else if (k < RING_OF)
        shaken(column + 2 * WIDE + 1 - k, row + 1, out);
    else
        shaken(column, row, out);
}

static myn_topology *country(void)
{
    static double x[COUNTRY * (RING_OF + 1)], y[COUNTRY * (RING_OF + 1)];
    static size_t start[COUNTRY + 1];
    static uint32_t area[COUNTRY];
    static bool hole[COUNTRY];
    static char text[COUNTRY][8];
    static const char *code[COUNTRY];
    size_t at = 0;
    for (size_t i = 0; i < COUNTRY; i++) {
        for (size_t k = 0; k <= RING_OF; k++, at++) {
            double to[2];
            around(WIDE * (i % ACROSS), i / ACROSS, k, to);
            x[at] = to[0], y[at] = to[1];
        }
        start[i + 1] = at;
        area[i] = (uint32_t)i;
        snprintf(text[i], sizeof text[i], "%zu", i);
        code[i] = text[i];
    }
    const myn_boundaries b = {COUNTRY, code, {x, y, start, area, COUNTRY}, hole, NULL};
    myn_topology *t;
    ck_assert(myn_topology_make(&b, NULL, 0, &t) == MYN_OK);
    return t;
}

/* Sides of areas, less the four corners of the country, where two of them are one arc. However much goes, all arcs
 * and areas stay, and nothing crosses. */
START_TEST(made_up)
{
    static const double least[] = {0.01, 0.1, 0.5, 2, 10, 100, 1e6};
    size_t flat = ACROSS * (DOWN + 1), upright = (ACROSS + 1) * DOWN, arcs = flat + upright - 4;
    size_t before = flat * (WIDE + 1) + upright * 2 - 4;
    myn_topology *t = country();
    ck_assert(t->arcs == arcs && crossings(t) == 0);
    ck_assert_uint_eq(t->start[arcs], before);
    myn_topology_free(t);
    for (size_t k = 0; k < sizeof least / sizeof *least; k++) {
        t = country();
        simplify(t, ACROSS * WIDE, least[k], 0);
        ck_assert(t->arcs == arcs && t->rings == COUNTRY && crossings(t) == 0);
        ck_assert_uint_le(t->start[arcs], before);
        before = t->start[arcs];
        myn_topology_free(t);
    }
    ck_assert_uint_lt(before, 2500); /* of 3,756 */
}
END_TEST

/* ---- many ---- */

enum { MANY = 100000 };

static double x[MANY + 1], y[MANY + 1];

static myn_topology *circle(void)
{
    static const size_t start[] = {0, MANY + 1};
    static const uint32_t area[] = {0};
    static const bool hole[] = {false};
    static const char *const code[] = {"a"};
    myn_topology *t;
    for (size_t i = 0; i <= MANY; i++) {
        x[i] = 1e5 * cos(2 * M_PI * (double)(i % MANY) / MANY);
        y[i] = 1e5 * sin(2 * M_PI * (double)(i % MANY) / MANY);
    }
    const myn_boundaries b = {1, code, {x, y, start, area, 1}, hole, NULL};
    ck_assert(myn_topology_make(&b, NULL, 0, &t) == MYN_OK);
    return t;
}

static double area_of(const myn_topology *t)
{
    double twice = 0;
    for (size_t i = t->start[0]; i + 1 < t->start[1]; i++)
        twice += t->x[i] * t->y[i + 1] - t->x[i + 1] * t->y[i];
    return twice / 2;
}

/* A circle 1000 wide: n positions evenly spaced make triangles of about 500^2 (2 pi / n)^3 / 2, which is 0.25 at n
 * = 499. They cannot be even, so that fewer or more are left, and hardly any of the area is lost. */
START_TEST(large)
{
    myn_topology *t = circle();
    ck_assert(t->arcs == 1 && t->start[1] == MANY + 1 && t->x[0] == -1e5);
    simplify(t, 1000, 0.25, 0);
    ck_assert(t->start[1] > 250 && t->start[1] < 1000);
    ck_assert_double_eq_tol(area_of(t), M_PI * 1e10, 0.001 * M_PI * 1e10);
    simplify(t, 1000, 0, 100);
    ck_assert_uint_eq(t->start[1], 100);
    simplify(t, 1000, 1e9, 0);
    ck_assert_uint_eq(t->start[1], 4);
    myn_topology_free(t);
}
END_TEST

START_TEST(edges)
{
    static const myn_simplify wrong[] = {{0, 1, 0},  {-1, 1, 0},  {NAN, 1, 0},     {INFINITY, 1, 0},
                                         {1, -1, 0}, {1, NAN, 0}, {1, INFINITY, 0}};
    myn_topology *t = made(bump, 2, 2);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert(myn_topology_simplify(t, &wrong[i]) == MYN_ERR_ARGUMENT);
    ck_assert_uint_eq(t->start[3], 13);
    myn_topology_free(t);
    t = made(bump, 0, 2);
    simplify(t, 20, 1, 1);
    ck_assert(t->count == 2 && t->arcs == 0);
    myn_topology_free(t);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("simplify");
    TCase *c = tcase_create("simplify");
    tcase_add_test(c, border);
    tcase_add_test(c, so_many);
    tcase_add_test(c, nothing_is_crossed);
    tcase_add_test(c, lens);
    tcase_add_test(c, small_rings);
    tcase_add_test(c, islands);
    tcase_add_test(c, made_up);
    tcase_add_test(c, large);
    tcase_add_test(c, edges);
    suite_add_tcase(s, c);
    return s;
}
