/* The edges of fitted weights that no row of tests/cases can say. */
#include "method/weigh.h"
#include "use.h"

static void check_scaled(double *w, size_t n, double total, double most, const double *want)
{
    const char *why = "";
    ck_assert(myn_weigh_scale(w, n, total, most, &why) == MYN_OK && !why);
    for (size_t i = 0; i < n; i++) ck_assert_double_eq_tol(w[i], want[i], 1e-15);
}

/* Held one after the other: .5 over .4 leaves .6 for 3:2 (.36, .24), all below. And .6 .3 .1 at .45: .3375
 * fits. */
START_TEST(caps)
{
    check_scaled((double[]){5, 3, 2}, 3, 1, .4, (double[]){.4, .36, .24});
    check_scaled((double[]){6, 3, 1}, 3, 1, .45, (double[]){.45, .4125, .1375});
    check_scaled((double[]){70, 25, 4, 1}, 4, 1, .4, (double[]){.4, .4, .16, .04});
    check_scaled((double[]){6, 3, 1}, 3, 2, 1, (double[]){1.2, .6, .2});
    check_scaled((double[]){6, 3, 1}, 3, 2, .45, (double[]){.9, .825, .275});
    check_scaled((double[]){1, 0, 0}, 3, 1, .5, (double[]){.5, .25, .25});
    check_scaled((double[]){7, 2, 1}, 3, 1, 1. / 3, (double[]){1. / 3, 1. / 3, 1. / 3});
}
END_TEST

START_TEST(no_scale)
{
    const char *why;
    ck_assert(myn_weigh_scale((double[]){0, 0}, 2, 1, 1, &why) == MYN_ERR_DATA);
    ck_assert_str_eq(why, "no indicator gets a weight");
    ck_assert(myn_weigh_scale((double[]){NAN, 1}, 2, 1, 1, &why) == MYN_ERR_DATA);
    ck_assert(myn_weigh_scale((double[]){1, 1}, 2, 1, .4, &why) == MYN_ERR_DATA);
    ck_assert_str_eq(why, "the greatest weight allowed is below 1 / number of indicators");
}
END_TEST

START_TEST(refused_parameters)
{
    Use use = use_method("weigh_factor_analysis", "keep=cumulative; threshold=60");
    ck_assert_str_eq(use.method->refuse(use.param), "a share of variance is below 1");
    use_free(&use);
    use = use_method("weigh_factor_analysis", "keep=eigenvalue; threshold=2");
    ck_assert_ptr_null(use.method->refuse(use.param));
    use_free(&use);
}
END_TEST

/* No children: nothing to do. Areas that have all: none. */
START_TEST(nothing)
{
    static const double x[3][6] = {{1, 2, 3, NAN, NAN, 4}, {NAN, NAN, 2, 5, 7, NAN}, {4, 5, NAN, 1, 2, 6}};
    static const char *const method[] = {"weigh_balanced", "weigh_factor_analysis", "weigh_one_factor",
                                         "weigh_pca"};
    const double *child[] = {x[0], x[1], x[2]}, nominal[] = {1, 1, 1};
    double weight[3];
    for (size_t k = 0; k < 4; k++) {
        const char *why = "";
        Use use = use_method(method[k], "missing=complete");
        myn_parts none = {child, nominal, 0, 6, NULL, NULL}, apart = {child, nominal, 3, 6, NULL, NULL};
        ck_assert(use.method->weigh(use.param, &none, weight, use.arena, &why) == MYN_OK && !why);
        ck_assert(use.method->weigh(use.param, &apart, weight, use.arena, &why) == MYN_ERR_DATA);
        ck_assert_str_eq(why,
                         "an indicator is the same in all areas that have the others, or too few have them");
        use_free(&use);
    }
}
END_TEST

/* Without rounding a share of 0.602 is above 0.6 and one component does; rounded it is not, and two are kept:
 * Health Index Wales, economic conditions. Correlation c of two: shares (1 + c) / 2. */
START_TEST(rounded_shares)
{
    double x[2][4] = {{1, -1, 1, -1}, {1, 1, -1, -1}}, y[4], weight[2];
    for (int i = 0; i < 4; i++) y[i] = .204 * x[0][i] + sqrt(1 - .204 * .204) * x[1][i];
    const double *child[] = {x[0], y}, nominal[] = {1, 1};
    static const char *const params[] = {"keep=cumulative; scale=kept",
                                         "keep=cumulative; scale=kept; digits=2"};
    for (int k = 0; k < 2; k++) {
        const char *why;
        Use use = use_method("weigh_factor_analysis", params[k]);
        ck_assert(use.method->weigh(use.param, &(myn_parts){child, nominal, 2, 4, NULL, NULL}, weight,
                                    use.arena, &why) == MYN_OK);
        ck_assert_double_eq_tol(weight[0], k == 0 ? .5 : .301, 1e-12);
        ck_assert_double_eq_tol(weight[1], weight[0], 1e-12);
        use_free(&use);
    }
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("weights");
    TCase *c = tcase_create("weights");
    tcase_add_test(c, caps);
    tcase_add_test(c, no_scale);
    tcase_add_test(c, refused_parameters);
    tcase_add_test(c, nothing);
    tcase_add_test(c, rounded_shares);
    suite_add_tcase(s, c);
    return s;
}
