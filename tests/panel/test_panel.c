/* The cube: cells, clashes, limits, order. */
#include "sample.h"

static myn_panel *panel_of(size_t rows, size_t areas, size_t limit)
{
    myn_panel *panel;
    ck_assert_int_eq(myn_panel_new(rows, areas, limit, &panel), MYN_OK);
    return panel;
}

static size_t plane_of(myn_panel *panel, const char *period)
{
    size_t number;
    ck_assert_int_eq(myn_panel_plane(panel, period_of(period), &number), MYN_OK);
    return number;
}

static myn_put put(myn_panel *panel, size_t number, myn_entry entry)
{
    myn_put out;
    ck_assert_int_eq(myn_panel_put(panel, number, &entry, &out), MYN_OK);
    return out;
}

START_TEST(cells_are_put_once)
{
    myn_panel *panel = panel_of(2, 3, 0);
    size_t p = plane_of(panel, "2019");
    ck_assert_uint_eq(plane_of(panel, "2019"), p);
    ck_assert_uint_eq(panel->periods, 1);
    for (size_t i = 0; i < 6; i++) {
        ck_assert_double_nan(panel->plane[p].value[i]);
        ck_assert_uint_eq(panel->plane[p].cell[i], MYN_CELL_ABSENT);
    }
    const myn_entry value = {1, 2, 7.5, NAN, NAN, MYN_CELL_OBSERVED};
    myn_entry other = value, marked = value, none = {0, 0, NAN, NAN, NAN, MYN_CELL_SUPPRESSED};
    other.value = 8;
    marked.cell = MYN_CELL_ESTIMATED;
    ck_assert_int_eq(put(panel, p, value), MYN_PUT_NEW);
    ck_assert_int_eq(put(panel, p, value), MYN_PUT_SAME);
    ck_assert_int_eq(put(panel, p, other), MYN_PUT_CLASH);
    ck_assert_int_eq(put(panel, p, marked), MYN_PUT_CLASH);
    ck_assert_int_eq(put(panel, p, none), MYN_PUT_NEW);
    ck_assert_int_eq(put(panel, p, none), MYN_PUT_SAME);
    none.cell = MYN_CELL_MISSING;
    ck_assert_int_eq(put(panel, p, none), MYN_PUT_CLASH);
    ck_assert_double_eq(myn_row(myn_plane_values(panel, p), 1)[2], 7.5);
    ck_assert_uint_eq(panel->plane[p].cell[5], MYN_CELL_OBSERVED);
    ck_assert_ptr_null(panel->plane[p].lower);
    myn_panel_free(panel);
    myn_panel_free(NULL);
}
END_TEST

START_TEST(limits_of_confidence)
{
    myn_panel *panel = panel_of(1, 2, 0);
    size_t p = plane_of(panel, "2019");
    ck_assert_int_eq(put(panel, p, (myn_entry){0, 1, 5, 4, NAN, MYN_CELL_OBSERVED}), MYN_PUT_NEW);
    ck_assert_double_nan(panel->plane[p].lower[0]);
    ck_assert_double_eq(panel->plane[p].lower[1], 4);
    ck_assert_ptr_null(panel->plane[p].upper);
    myn_panel_free(panel);
}
END_TEST

START_TEST(arguments)
{
    myn_panel *panel = panel_of(1, 2, 0);
    size_t p = plane_of(panel, "2019");
    const myn_entry bad[] = {
        {1, 0, 1, NAN, NAN, 1}, {0, 2, 1, NAN, NAN, 1}, {0, 0, 1, NAN, NAN, MYN_CELL_KINDS}};
    myn_put out;
    for (size_t i = 0; i < 3; i++) ck_assert_int_eq(myn_panel_put(panel, p, &bad[i], &out), MYN_ERR_ARGUMENT);
    const myn_entry good = {0, 0, 1, NAN, NAN, 1};
    ck_assert_int_eq(myn_panel_put(panel, 1, &good, &out), MYN_ERR_ARGUMENT);
    myn_panel_free(panel);
}
END_TEST

/* A plane of 2 x 3 takes 6 x 9 bytes, an array of limits 48 more. */
START_TEST(limit_of_memory)
{
    myn_panel *panel = panel_of(2, 3, 54 + 48);
    size_t p = plane_of(panel, "2019"), number;
    ck_assert_uint_eq(panel->held, 54);
    ck_assert_int_eq(myn_panel_plane(panel, period_of("2020"), &number), MYN_ERR_LIMIT);
    ck_assert_uint_eq(panel->periods, 1);
    ck_assert_uint_eq(panel->held, 54);
    const myn_entry both = {0, 0, 1, 0.5, 1.5, MYN_CELL_OBSERVED};
    myn_put out;
    ck_assert_int_eq(myn_panel_put(panel, p, &both, &out), MYN_ERR_LIMIT);
    ck_assert_uint_eq(panel->plane[p].cell[0], MYN_CELL_ABSENT);
    myn_panel_free(panel);
    ck_assert_int_eq(myn_panel_new(SIZE_MAX, 2, 0, &panel), MYN_ERR_LIMIT);
    ck_assert_ptr_null(panel);
}
END_TEST

START_TEST(empty)
{
    myn_panel *panel = panel_of(0, 0, 1);
    ck_assert_uint_eq(plane_of(panel, "2019"), 0);
    ck_assert_uint_eq(plane_of(panel, "2018"), 1);
    ck_assert_uint_eq(panel->held, 0);
    myn_panel_sort(panel);
    myn_panel_free(panel);
}
END_TEST

/* By end, then the longer first: 2016 .. 2018 together, 2018, May 2019, 2019. */
START_TEST(sorted_with_their_arrays)
{
    myn_panel *panel = panel_of(1, 1, 0);
    const char *text[] = {"2019", "2018", "2016-01-01/P3Y", "2019-05"};
    const size_t expected[] = {2, 1, 3, 0};
    myn_panel_sort(panel);
    for (size_t i = 0; i < 4; i++)
        put(panel, plane_of(panel, text[i]), (myn_entry){0, 0, (double)i, (double)i, NAN, MYN_CELL_OBSERVED});
    myn_panel_sort(panel);
    for (size_t i = 0; i < 4; i++) {
        ck_assert(myn_period_equal(panel->plane[i].period, period_of(text[expected[i]])));
        ck_assert_double_eq(panel->plane[i].value[0], (double)expected[i]);
        ck_assert_double_eq(panel->plane[i].lower[0], (double)expected[i]);
    }
    myn_panel_free(panel);
}
END_TEST

Suite *suite(void)
{
    const TTest *tests[] = {cells_are_put_once,      limits_of_confidence, arguments, limit_of_memory, empty,
                            sorted_with_their_arrays};
    return suite_of("panel", tests, sizeof tests / sizeof *tests);
}
