/* Defects known of other programs for composite indicators, each with a test that it is not shared. The
 * expected values are derived beside each. */
#include "use.h"

static void combine(const char *method, const char *params, const double *const *child, size_t children,
                    size_t n, double *out)
{
    double weight[8] = {1, 1, 1, 1, 1, 1, 1, 1};
    Use use = use_method(method, params);
    myn_parts parts = {child, weight, children, n, out, NULL};
    ck_assert(myn_aggregate(use.method, use.param, &parts, (myn_coverage){0, false}, NULL, use.arena) ==
              MYN_OK);
    use_free(&use);
}

/* (-x) / max(-x) leaves a negative direction as it was: here 1, 2, 4 for the values 2, 4, 8, the worst on
 * top. */
START_TEST(fraction_of_maximum_takes_the_direction)
{
    double x[] = {2, 4, 8};
    const char *why;
    Use use = use_method("ratio", "");
    ck_assert(use_on(&use, x, 3, -1, &why) == MYN_OK);
    ck_assert(x[0] == 1 && x[1] == 0.5 && x[2] == 0.25);
    use_free(&use);
}
END_TEST

/* A pair's result must not hang on which of the two comes first, or on areas between them. Every order of
 * four areas, three of them with a missing part, which is left out of the pairs it belongs to. */
START_TEST(copeland_does_not_depend_on_the_order_of_areas)
{
    static const double area[4][3] = {{5, NAN, 9}, {4, 7, NAN}, {NAN, 3, 10}, {1, 8, 2}};
    /* A: beats B and D, loses to C: 1. B: loses to A, beats C (7 > 3), even with D: 0. C: beats A, loses to
     * B, against D one part each: 0. D: loses to A: -1. */
    static const double want[4] = {1, 0, 0, -1};
    for (int order = 0; order < 256; order++) {
        int of[4] = {order % 4, order / 4 % 4, order / 16 % 4, order / 64}, seen = 0;
        for (int i = 0; i < 4; i++) seen |= 1 << of[i];
        if (seen != 15) continue;
        double part[3][4], out[4];
        const double *child[3] = {part[0], part[1], part[2]};
        for (int i = 0; i < 4; i++)
            for (int c = 0; c < 3; c++) part[c][i] = area[of[i]][c];
        combine("copeland", "", child, 3, 4, out);
        for (int i = 0; i < 4; i++) ck_assert_msg(out[i] == want[of[i]], "order %d: %g", order, out[i]);
    }
}
END_TEST

/* sqrt((9 + 49) / 2) with all parts; where one is missing the other's own value, not missing. */
START_TEST(power_mean_leaves_out_what_is_missing)
{
    double a[] = {3, 3, NAN}, b[] = {7, NAN, NAN}, out[3];
    const double *child[] = {a, b};
    combine("power", "p=2", child, 2, 3, out);
    ck_assert(close_to(out[0], sqrt(29), 1e-15) && close_to(out[1], 3, 1e-15) && isnan(out[2]));
}
END_TEST

/* An eigenvector's sign is its solver's whim: weights of three parts, and of the same three turned, are the same and all
 * above 0; one that runs against the others weighs as if it ran with them. */
START_TEST(component_weights_have_no_signs)
{
    double x[3][6] = {{1, 2, 3, 4, 5, 7}, {2, 1, 4, 3, 6, 5}, {1, 3, 2, 5, 4, 9}}, turned[3][6], weight[3][3],
           nominal[] = {1, 1, 1};
    const char *why;
    for (int k = 0; k < 3; k++)
        for (int i = 0; i < 6; i++) turned[k][i] = -x[k][i];
    const double *const child[3][3] = {
        {x[0], x[1], x[2]}, {turned[0], turned[1], turned[2]}, {x[0], turned[1], x[2]}};
    Use use = use_method("weigh_pca", "");
    for (int t = 0; t < 3; t++) {
        const myn_parts parts = {child[t], nominal, 3, 6, NULL, NULL};
        ck_assert(use.method->weigh(use.param, &parts, weight[t], use.arena, &why) == MYN_OK);
        for (int k = 0; k < 3; k++)
            ck_assert(weight[t][k] > 0 && close_to(weight[t][k], weight[0][k], 1e-13));
    }
    use_free(&use);
}
END_TEST

/* Every normaliser either scores areas that are all alike or says why not: no NaN without a word. */
START_TEST(constant_values_are_never_silently_missing)
{
    for (const myn_method *const *m = myn_methods(); *m; m++) {
        if ((*m)->kind != MYN_KIND_NORMALISE) continue;
        double x[] = {4, 4, 4};
        const char *why;
        Use use = use_method((*m)->name, "");
        if (strcmp((*m)->name, "goalposts") == 0) use_param(&use, "posts", "[0, 10]");
        if (strcmp((*m)->name, "distance_to_target") == 0) use_param(&use, "target", "10");
        if (strcmp((*m)->name, "affine") == 0) use_param(&use, "centre", "0"), use_param(&use, "per_sd", "1");
        myn_status status = use_on(&use, x, 3, 1, &why);
        ck_assert_msg(status == MYN_OK || why, "%s", (*m)->name);
        for (int i = 0; status == MYN_OK && i < 3; i++) ck_assert_msg(!isnan(x[i]), "%s", (*m)->name);
        use_free(&use);
    }
}
END_TEST

/* Posts are in the indicator's own unit, low first, whatever the direction: (8 - x) / (8 - 2) where low is
 * good, held at 0 and 1. */
START_TEST(goalposts_agree_with_a_negative_direction)
{
    double x[] = {1, 2, 5, 8, 9};
    static const double want[] = {1, 1, 0.5, 0, 0};
    const char *why;
    Use use = use_method("goalposts", "posts=[2, 8]");
    ck_assert(use_on(&use, x, 5, -1, &why) == MYN_OK);
    for (int i = 0; i < 5; i++) ck_assert(close_to(x[i], want[i], 1e-15));
    use_free(&use);
}
END_TEST

/* After a min-max from 0 the lowest area has 0: its geometric mean is 0, that of the others sqrt(50 x 100).
 */
START_TEST(geometric_mean_of_a_zero_is_zero)
{
    double a[] = {1, 2, 3}, b[] = {5, 9, 7}, out[3];
    const double *child[] = {a, b};
    const char *why;
    Use use = use_method("minmax", "");
    ck_assert(use_on(&use, a, 3, 1, &why) == MYN_OK && use_on(&use, b, 3, 1, &why) == MYN_OK);
    combine("geometric", "", child, 2, 3, out);
    ck_assert(out[0] == 0 && close_to(out[1], sqrt(5000), 1e-14) && close_to(out[2], sqrt(5000), 1e-14));
    use_free(&use);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("known defects");
    TCase *c = tcase_create("all");
    tcase_add_test(c, fraction_of_maximum_takes_the_direction);
    tcase_add_test(c, copeland_does_not_depend_on_the_order_of_areas);
    tcase_add_test(c, power_mean_leaves_out_what_is_missing);
    tcase_add_test(c, component_weights_have_no_signs);
    tcase_add_test(c, constant_values_are_never_silently_missing);
    tcase_add_test(c, goalposts_agree_with_a_negative_direction);
    tcase_add_test(c, geometric_mean_of_a_zero_is_zero);
    suite_add_tcase(s, c);
    return s;
}
