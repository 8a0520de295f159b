/* Transforms, scales and components against scipy 1.10.1 and R 4.2.2. */
#include "segment/segment_golden.h"
#include <mynegai/segment_input.h>

/* Column NAME of the set as a row. */
static myn_mat column(const char *set, const char *name)
{
    char file[64];
    snprintf(file, sizeof file, "%s.csv", set);
    Golden g = golden_open(golden_folder(test_golden(), "segment/data"), file);
    size_t c = golden_col(&g, name);
    myn_mat m = golden_indicators(&g, c, c + 1);
    golden_free(&g);
    return m;
}

static myn_input_fitted fit(myn_cmat x, const char *transform, myn_input_scale scale, myn_arena *arena)
{
    myn_input_variable v = {
        .transform = transform ? myn_method_find(transform) : NULL, .scale = scale, .weight = 1};
    if (v.transform) myn_method_defaults(v.transform, v.param);
    myn_input_plan plan = {.variable = &v, .d = 1};
    myn_input out;
    const char *why;
    ck_assert(myn_input_fit(&plan, x, &out, &why, arena) == MYN_OK);
    return out.at[0];
}

START_TEST(transforms)
{
    Golden g = golden_open(segment_golden(), "transforms.csv");
    myn_arena *arena = arena_new();
    ck_assert_uint_eq(g.rows, 8);
    for (size_t row = 0; row < g.rows; row++) {
        myn_mat x = column(golden_text(&g, row, 0), golden_text(&g, row, 1));
        double want[16];
        for (size_t c = 2; c < 17; c++) want[c - 2] = golden_number(&g, row, c);
        ck_assert_double_eq_tol(fit(myn_const(x), "boxcox", MYN_SCALE_Z, arena).fitted[0], want[0], 1e-6);
        ck_assert_double_eq_tol(fit(myn_const(x), "yeo_johnson", MYN_SCALE_Z, arena).fitted[0], want[1],
                                1e-6);
        ck_assert(near_to(fit(myn_const(x), "asinh", MYN_SCALE_Z, arena).centre, want[4], 1e-13));
        myn_input_fitted decile = fit(myn_const(x), NULL, MYN_SCALE_INTER_DECILE, arena);
        ck_assert(near_to(decile.centre, want[7], 1e-13) && near_to(decile.spread, want[9] - want[5], 1e-13));
        ck_assert(near_to(fit(myn_const(x), NULL, MYN_SCALE_MAD, arena).spread, want[10], 1e-13));
        myn_input_fitted range = fit(myn_const(x), NULL, MYN_SCALE_RANGE, arena);
        ck_assert(range.centre == want[11] && range.spread == want[12] - want[11]);
        myn_input_fitted z = fit(myn_const(x), NULL, MYN_SCALE_Z, arena);
        ck_assert(near_to(z.centre, want[13], 1e-13) && near_to(z.spread, want[14], 1e-13));
        free(x.at);
    }
    golden_free(&g);
    g = golden_open(segment_golden(), "boxcox.csv"); /* to a grid of 1e-4 */
    for (size_t row = 0; row < g.rows; row++) {
        myn_mat x = column(golden_text(&g, row, 0), golden_text(&g, row, 1));
        ck_assert_double_eq_tol(fit(myn_const(x), "boxcox", MYN_SCALE_Z, arena).fitted[0],
                                golden_number(&g, row, 2), 1e-4);
        free(x.at);
    }
    golden_free(&g);
    myn_arena_free(arena);
}
END_TEST

/* asinh and range of every column make the set as it was written. */
START_TEST(asinh_range)
{
    myn_mat x = points_of("usarrests", 0), want = points_of("usarrests_ihsrange", 0), points = mat_new(50, 4);
    myn_mat turned = mat_new(4, 50);
    myn_input_variable v[4];
    const char *why[4];
    uint32_t area[50];
    for (size_t j = 0; j < 4; j++) {
        v[j] = (myn_input_variable){
            .transform = myn_method_find("asinh"), .scale = MYN_SCALE_RANGE, .weight = 1};
        myn_method_defaults(v[j].transform, v[j].param);
        for (size_t i = 0; i < 50; i++) myn_row(turned, j)[i] = myn_row(x, i)[j];
    }
    myn_input_plan plan = {.variable = v, .d = 4};
    myn_input fitted;
    myn_arena *arena = arena_new();
    ck_assert(myn_input_fit(&plan, myn_const(turned), &fitted, why, arena) == MYN_OK);
    ck_assert(myn_input_apply(&fitted, myn_const(turned), &points, area, why, arena) == MYN_OK);
    for (size_t i = 0; i < 200; i++) ck_assert_double_eq_tol(points.at[i], want.at[i], 1e-14);
    myn_arena_free(arena);
    free(x.at), free(want.at), free(points.at), free(turned.at);
}
END_TEST

/* prcomp(x, scale. = ...), signs by the largest loading. */
START_TEST(components)
{
    Golden g = golden_open(segment_golden(), "pca.csv");
    for (size_t row = 0; row < g.rows;) {
        char set[64];
        bool scaled = golden_number(&g, row, 1) == 1;
        snprintf(set, sizeof set, "%s%s", golden_text(&g, row, 0), scaled ? "_z" : "");
        myn_mat x = points_of(set, 0);
        myn_input_axes axes;
        myn_arena *arena = arena_new();
        ck_assert(myn_input_axes_fit(myn_const(x), 1, &axes, arena) == MYN_OK);
        ck_assert_uint_eq(axes.m, x.cols);
        for (size_t k = 0; k < axes.m; k++)
            for (size_t j = 0; j < axes.d; j++, row++) {
                double got = myn_row(axes.vector, j)[k], want = golden_number(&g, row, 5);
                ck_assert(near_to(axes.deviation[k], golden_number(&g, row, 3), 1e-9));
                ck_assert_msg(near_to(got, want, 1e-9), "%s %zu %zu: %.17g, expected %.17g", set, k, j, got,
                              want);
            }
        myn_arena_free(arena);
        free(x.at);
    }
    golden_free(&g);
}
END_TEST

Suite *suite(void)
{
    test_needs(golden_folder(test_golden(), "segment/transforms.csv"));
    Suite *s = suite_create("input data");
    TCase *c = tcase_create("input data");
    tcase_add_test(c, transforms);
    tcase_add_test(c, asinh_range);
    tcase_add_test(c, components);
    suite_add_tcase(s, c);
    return s;
}
