/* Points from indicators: every step by hand. */
#include "segment/segment_golden.h"
#include <mynegai/segment_input.h>

static myn_input_variable variable(const char *transform, myn_input_scale scale)
{
    myn_input_variable v = {
        .transform = transform ? myn_method_find(transform) : NULL, .scale = scale, .weight = 1};
    if (v.transform) myn_method_defaults(v.transform, v.param);
    return v;
}

/* 1 .. 5 by each scale: median and mean 3, sd sqrt(2.5), MAD 1 / .6745, deciles 1.4 and 4.6. */
START_TEST(scales)
{
    static const double want[][2] = {
        {0, 1}, {1, 4}, {3, 1.5811388300841898}, {3, 1.4826022185056018}, {3, 3.2}};
    double x[] = {3, 5, 1, 2, 4};
    myn_arena *arena = arena_new();
    for (myn_input_scale scale = 0; scale <= MYN_SCALE_INTER_DECILE; scale++) {
        myn_input_variable v = variable(NULL, scale);
        myn_input_plan plan = {.variable = &v, .d = 1};
        myn_input fitted;
        const char *why;
        double at[5];
        uint32_t area[5];
        myn_mat points = {at, 5, 1, 1};
        ck_assert(myn_input_fit(&plan, (myn_cmat){x, 1, 5, 5}, &fitted, &why, arena) == MYN_OK);
        ck_assert_double_eq_tol(fitted.at[0].centre, want[scale][0], 1e-14);
        ck_assert_double_eq_tol(fitted.at[0].spread, want[scale][1], 1e-14);
        ck_assert(myn_input_apply(&fitted, (myn_cmat){x, 1, 5, 5}, &points, area, &why, arena) == MYN_OK);
        ck_assert_double_eq_tol(at[1], (5 - want[scale][0]) / want[scale][1], 1e-14);
        ck_assert(points.rows == 5 && area[4] == 4);
    }
    myn_arena_free(arena);
}
END_TEST

/* asinh, then range, as the Output Area Classification has it; a new area is put by the same numbers, outside. */
START_TEST(new_areas_by_the_same_numbers)
{
    double x[] = {0, 10, 100}, later[] = {1000}, at[3];
    uint32_t area[3];
    myn_input_variable v = variable("asinh", MYN_SCALE_RANGE);
    myn_input_plan plan = {.variable = &v, .d = 1};
    myn_input fitted;
    const char *why;
    myn_arena *arena = arena_new();
    myn_mat points = {at, 3, 1, 1};
    ck_assert(myn_input_fit(&plan, (myn_cmat){x, 1, 3, 3}, &fitted, &why, arena) == MYN_OK);
    ck_assert(myn_input_apply(&fitted, (myn_cmat){x, 1, 3, 3}, &points, area, &why, arena) == MYN_OK);
    ck_assert(at[0] == 0 && at[2] == 1);
    ck_assert_double_eq_tol(at[1], asinh(10) / asinh(100), 1e-15);
    ck_assert(myn_input_apply(&fitted, (myn_cmat){later, 1, 1, 1}, &points, area, &why, arena) == MYN_OK);
    ck_assert_double_eq_tol(at[0], asinh(1000) / asinh(100), 1e-15);
    myn_arena_free(arena);
}
END_TEST

/* The mean and the median of logarithms, not the logarithm of the mean; areas left out; a gap refused. */
START_TEST(gaps)
{
    double x[] = {1, NAN, 10, 1000, 2, 3, NAN, 7}, at[8];
    uint32_t area[4];
    const char *why[2];
    myn_input_variable v[] = {variable("log", MYN_SCALE_NONE), variable(NULL, MYN_SCALE_NONE)};
    myn_arena *arena = arena_new();
    for (myn_input_fill fill = MYN_INPUT_FILL_MEAN; fill <= MYN_INPUT_FILL_MEDIAN; fill++) {
        myn_input_plan plan = {.variable = v, .d = 2, .fill = fill};
        myn_input fitted;
        myn_mat points = {at, 4, 2, 2};
        ck_assert(myn_input_fit(&plan, (myn_cmat){x, 2, 4, 4}, &fitted, why, arena) == MYN_OK);
        ck_assert(fitted.at[0].missing == 1 && fitted.at[1].missing == 1);
        ck_assert(myn_input_apply(&fitted, (myn_cmat){x, 2, 4, 4}, &points, area, why, arena) == MYN_OK);
        ck_assert_double_eq_tol(at[2], log(fill == MYN_INPUT_FILL_MEAN ? cbrt(10000) : 10), 1e-14);
        ck_assert_double_eq_tol(at[5], fill == MYN_INPUT_FILL_MEAN ? 4 : 3, 1e-14);
    }
    myn_input_plan drop = {.variable = v, .d = 2, .fill = MYN_INPUT_FILL_DROP},
                   none = {.variable = v, .d = 2};
    myn_input fitted;
    myn_mat points = {at, 4, 2, 2};
    ck_assert(myn_input_fit(&drop, (myn_cmat){x, 2, 4, 4}, &fitted, why, arena) == MYN_OK);
    ck_assert(myn_input_apply(&fitted, (myn_cmat){x, 2, 4, 4}, &points, area, why, arena) == MYN_OK);
    ck_assert(points.rows == 2 && area[0] == 0 && area[1] == 3 && at[3] == 7);
    ck_assert(myn_input_fit(&none, (myn_cmat){x, 2, 4, 4}, &fitted, why, arena) == MYN_ERR_DATA);
    ck_assert_str_eq(why[0], "missing in an area");
    ck_assert_str_eq(why[1], "missing in an area");
    myn_arena_free(arena);
}
END_TEST

/* Domains of 3 and 1, the first of two indicators weighing 1 and 2: shares 1/4, 2/4, 1/4, so that with d = 3 a
 * squared distance is .75, 1.5 and .75 times the plain one. */
START_TEST(weights)
{
    double x[] = {0, 1, 0, 1, 0, 1}, at[6], domain[] = {3, 1};
    uint32_t area[2];
    const char *why[3];
    myn_input_variable v[3];
    for (size_t j = 0; j < 3; j++) v[j] = variable(NULL, MYN_SCALE_NONE);
    v[1].weight = 2, v[2].domain = 1;
    myn_input_plan plan = {.variable = v, .d = 3, .domain_weight = domain, .domains = 2};
    myn_input fitted;
    myn_arena *arena = arena_new();
    myn_mat points = {at, 2, 3, 3};
    ck_assert(myn_input_fit(&plan, (myn_cmat){x, 3, 2, 2}, &fitted, why, arena) == MYN_OK);
    ck_assert(myn_input_apply(&fitted, (myn_cmat){x, 3, 2, 2}, &points, area, why, arena) == MYN_OK);
    ck_assert_double_eq_tol(at[3] * at[3], 0.75, 1e-15);
    ck_assert_double_eq_tol(at[4] * at[4], 1.5, 1e-15);
    ck_assert_double_eq_tol(at[5] * at[5], 0.75, 1e-15);
    v[1].weight = 1, plan.domains = 0, plan.domain_weight = NULL;
    ck_assert(myn_input_fit(&plan, (myn_cmat){x, 3, 2, 2}, &fitted, why, arena) == MYN_OK);
    ck_assert(fitted.at[0].factor == 1 && fitted.at[2].factor == 1);
    v[1].weight = -1;
    ck_assert(myn_input_fit(&plan, (myn_cmat){x, 3, 2, 2}, &fitted, why, arena) == MYN_ERR_ARGUMENT);
    v[0].weight = v[1].weight = v[2].weight = 0;
    ck_assert(myn_input_fit(&plan, (myn_cmat){x, 3, 2, 2}, &fitted, why, arena) == MYN_ERR_ARGUMENT);
    myn_arena_free(arena);
}
END_TEST

/* Five things wrong are five things said. */
START_TEST(all_problems_at_once)
{
    double x[6][4] = {{1, 1, 1, 1}, {NAN, NAN, NAN, NAN}, {1, 2, INFINITY, 3},
                      {0, 1, 2, 3}, {0, 0, 0, 1},         {1, 2, 3, 4}};
    static const char *const want[] = {"the same everywhere",
                                       "missing everywhere",
                                       "a value is infinite",
                                       NULL,
                                       "so many equal values that this scale is 0",
                                       NULL};
    myn_input_variable v[6];
    for (size_t j = 0; j < 6; j++)
        v[j] = variable(j == 3 ? "log" : NULL, j == 4 ? MYN_SCALE_MAD : MYN_SCALE_Z);
    myn_input_plan plan = {.variable = v, .d = 6, .fill = MYN_INPUT_FILL_MEAN};
    myn_input fitted;
    const char *why[6];
    myn_arena *arena = arena_new();
    ck_assert(myn_input_fit(&plan, (myn_cmat){x[0], 6, 4, 4}, &fitted, why, arena) == MYN_ERR_DATA);
    for (size_t j = 0; j < 6; j++)
        if (want[j])
            ck_assert_str_eq(why[j], want[j]);
        else
            ck_assert(!why[j] == (j == 5)); /* the logarithm has its own words */
    myn_arena_free(arena);
}
END_TEST

/* A transform's reason has figures of its indicator in it; that of one must not give way to the next one's. */
START_TEST(reasons_last)
{
    double x[3][10];
    for (size_t a = 0; a < 10; a++) {
        x[0][a] = x[1][a] = 1;
        x[2][a] = (double)a + 1;
    }
    x[0][9] = 1.0001;
    x[1][9] = 1.001;
    myn_input_variable v[3];
    for (size_t j = 0; j < 3; j++) v[j] = variable("boxcox", MYN_SCALE_Z);
    myn_input_plan plan = {.variable = v, .d = 3};
    myn_input fitted;
    const char *why[3];
    myn_arena *arena = arena_new();
    ck_assert(myn_input_fit(&plan, (myn_cmat){x[0], 3, 10, 10}, &fitted, why, arena) == MYN_ERR_DATA);
    memset(myn_arena_get(arena, 4096), 'x', 4096);
    ck_assert(strstr(why[0], "no lambda from -20 to 20") == why[0]);
    ck_assert(strstr(why[1], "no lambda from -20 to 20") == why[1]);
    ck_assert_str_ne(why[0], why[1]);
    ck_assert_ptr_null(why[2]);
    myn_arena_free(arena);
}
END_TEST

START_TEST(pairs_alike)
{
    double x[] = {1, 2, -1, 5, 2, 4, -2, 5, 3, 6, -3.5, 5, 4, 8.1, -4, 5};
    myn_input_pair *pair;
    size_t count;
    myn_arena *arena = arena_new();
    ck_assert(myn_input_alike((myn_cmat){x, 4, 4, 4}, 0.97, &pair, &count, arena) == MYN_OK);
    ck_assert_uint_eq(count, 3); /* the fourth is the same everywhere */
    ck_assert(pair[0].a == 0 && pair[0].b == 1 && pair[0].r > 0.999 && pair[1].r < 0);
    ck_assert(myn_input_alike((myn_cmat){x, 4, 4, 4}, 0.999, &pair, &count, arena) == MYN_OK && count == 1);
    myn_arena_free(arena);
}
END_TEST

/* Points on a line in the plane have one component, of direction (3, 4) / 5. */
START_TEST(axis_of_a_line)
{
    double x[] = {1, 1, 4, 5, 7, 9}, score[3];
    myn_input_axes axes;
    myn_arena *arena = arena_new();
    ck_assert(myn_input_axes_fit((myn_cmat){x, 3, 2, 2}, 1, &axes, arena) == MYN_OK);
    ck_assert_uint_eq(axes.m, 1);
    ck_assert_double_eq_tol(axes.vector.at[0], 0.6, 1e-14);
    ck_assert_double_eq_tol(axes.deviation[0], 5, 1e-14);
    myn_input_axes_apply(&axes, (myn_cmat){x, 3, 2, 2}, (myn_mat){score, 3, 1, 1});
    ck_assert_double_eq_tol(score[2], 5, 1e-13);
    ck_assert(myn_input_axes_fit((myn_cmat){x, 3, 2, 2}, 0, &axes, arena) == MYN_ERR_ARGUMENT);
    ck_assert(myn_input_axes_fit((myn_cmat){x, 1, 2, 2}, 1, &axes, arena) == MYN_ERR_DATA);
    myn_arena_free(arena);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("input");
    TCase *c = tcase_create("input");
    tcase_add_test(c, scales);
    tcase_add_test(c, new_areas_by_the_same_numbers);
    tcase_add_test(c, gaps);
    tcase_add_test(c, weights);
    tcase_add_test(c, all_problems_at_once);
    tcase_add_test(c, reasons_last);
    tcase_add_test(c, pairs_alike);
    tcase_add_test(c, axis_of_a_line);
    suite_add_tcase(s, c);
    return s;
}
