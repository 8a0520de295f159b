/* Tiles: every council once, neighbours beside each other, the same corners for both. */
#include "suite.h"
#include <math.h>
#include <mynegai/drawing.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const council[] = {
    "W06000001", "W06000002", "W06000003", "W06000004", "W06000005", "W06000006", "W06000008", "W06000009",
    "W06000010", "W06000011", "W06000012", "W06000013", "W06000014", "W06000015", "W06000016", "W06000018",
    "W06000019", "W06000020", "W06000021", "W06000022", "W06000023", "W06000024"};

enum { COUNCILS = sizeof council / sizeof *council };

/* Neighbours, by the last two digits: on land, and across the Menai Strait. */
static const int beside[][2] = {
    {1, 2},   {2, 3},   {2, 4},   {2, 8},   {2, 23},  {3, 4},   {4, 5},   {4, 6},   {4, 23},
    {5, 6},   {6, 23},  {8, 9},   {8, 10},  {8, 23},  {9, 10},  {10, 11}, {10, 12}, {10, 23},
    {11, 12}, {12, 13}, {12, 16}, {12, 23}, {13, 14}, {13, 16}, {14, 15}, {14, 16}, {15, 16},
    {15, 18}, {15, 22}, {16, 18}, {16, 23}, {16, 24}, {18, 19}, {18, 20}, {18, 22}, {18, 23},
    {18, 24}, {19, 20}, {19, 21}, {19, 23}, {20, 21}, {20, 22}, {21, 22}, {21, 23}, {23, 24}};

enum { BORDERS = sizeof beside / sizeof *beside };

static size_t place_of(int digits)
{
    char code[16];
    snprintf(code, sizeof code, "W%08d", 6000000 + digits);
    for (size_t i = 0; i < COUNCILS; i++)
        if (strcmp(council[i], code) == 0) return i;
    ck_abort_msg("%s", code);
}

static double apart(const myn_drawing *d, size_t i, size_t j)
{
    return hypot(d->x[i] - d->x[j], d->y[i] - d->y[j]);
}

/* 12 half hexagons across: 600 wide, centres of neighbours are 100 apart, and the six rows are 19 half sides of 50
 * / sqrt(3). Of the 45 borders all are between tiles that touch but 6-23, 8-9, 10-23, 12-23, 15-16, 16-23, 18-22,
 * 18-23, 18-24, 19-20, 21-22 and 21-23. */
START_TEST(wales)
{
    myn_drawing *d;
    ck_assert(myn_drawing_tiles(council, COUNCILS, 600, &d) == MYN_OK);
    ck_assert(d->count == COUNCILS && d->width == 600);
    ck_assert_double_eq_tol(d->height, 19 * 50 / sqrt(3), 1e-9);
    size_t kept = 0;
    for (size_t i = 0; i < COUNCILS; i++) {
        ck_assert(d->x[i] > 49 && d->x[i] < 551 && d->y[i] > 0 && d->y[i] < d->height);
        for (size_t j = 0; j < i; j++) ck_assert_double_ge(apart(d, i, j), 99.999);
    }
    for (size_t k = 0; k < BORDERS; k++)
        kept += apart(d, place_of(beside[k][0]), place_of(beside[k][1])) < 100.001;
    ck_assert_uint_eq(kept, BORDERS - 12);
    ck_assert(d->y[place_of(1)] < d->y[place_of(2)] && d->y[place_of(2)] < d->y[place_of(23)]);
    ck_assert(d->y[place_of(23)] < d->y[place_of(24)] && d->y[place_of(24)] < d->y[place_of(15)]);
    ck_assert(d->x[place_of(9)] < d->x[place_of(8)] && d->x[place_of(8)] < d->x[place_of(21)]);
    myn_drawing_free(d);
}
END_TEST

/* Gwynedd by hand: centre at column 5 of 50, 5 half sides of 28.8675 down: (250, 144.3). */
START_TEST(one_council)
{
    const char *const code[] = {"W06000002"};
    myn_drawing *d;
    ck_assert(myn_drawing_tiles(code, 1, 600, &d) == MYN_OK);
    ck_assert_str_eq(d->path[0], "M250 86.6l50 28.9 0 57.7-50 28.9-50-28.9 0-57.7z");
    ck_assert_double_eq_tol(d->y[0], 144.3376, 1e-4);
    myn_drawing_free(d);
}
END_TEST

/* Five areas: three columns, two rows. */
START_TEST(squares)
{
    const char *const code[] = {"W06000002", "E09000001", "a", "b", "c"};
    myn_drawing *d;
    ck_assert(myn_drawing_tiles(code, 5, 30, &d) == MYN_OK);
    ck_assert(d->width == 30 && d->height == 20);
    ck_assert_str_eq(d->path[0], "M0 0l10 0 0 10-10 0z");
    ck_assert_str_eq(d->path[4], "M10 10l10 0 0 10-10 0z");
    ck_assert(d->x[4] == 15 && d->y[4] == 15);
    myn_drawing_free(d);
}
END_TEST

START_TEST(edges)
{
    const char *const code[] = {"a"};
    myn_drawing *d;
    ck_assert(myn_drawing_tiles(NULL, 0, 100, &d) == MYN_OK);
    ck_assert(d->count == 0 && d->height == 0);
    myn_drawing_free(d);
    ck_assert(myn_drawing_tiles(code, 1, 99.9, &d) == MYN_OK);
    ck_assert_str_eq(d->path[0], "M0 0l99.9 0 0 99.9-99.9 0z");
    myn_drawing_free(d);
    const double wrong[] = {0, 9.9, -5, 1e7, NAN, INFINITY};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        ck_assert(myn_drawing_tiles(code, 1, wrong[i], &d) == MYN_ERR_ARGUMENT);
        ck_assert_ptr_null(d);
    }
    myn_drawing_free(NULL);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("tiles");
    TCase *c = tcase_create("tiles");
    tcase_add_test(c, wales);
    tcase_add_test(c, one_council);
    tcase_add_test(c, squares);
    tcase_add_test(c, edges);
    suite_add_tcase(s, c);
    return s;
}
