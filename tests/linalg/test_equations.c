/* Cholesky, least squares, pairwise comparisons. */
#include "linalg/golden_mat.h"
#include <string.h>

/* A = L L' with L = [2 0 0; 1 3 0; -1 2 1], log|A| = 2 log 6, A (1 2 3)' by hand. */
START_TEST(cholesky)
{
    double a[9] = {4, 2, -2, 2, 10, 5, -2, 5, 6}, b[3] = {2, 37, 26};
    myn_mat m = {a, 3, 3, 3};
    static const double l[9] = {2, 0, 0, 1, 3, 0, -1, 2, 1};
    ck_assert(myn_cholesky(m) == MYN_OK);
    for (int i = 0; i < 9; i++) ck_assert(a[i] == l[i]);
    myn_cholesky_solve(myn_const(m), b);
    for (int i = 0; i < 3; i++) ck_assert_double_eq_tol(b[i], i + 1, 1e-14);
    ck_assert_double_eq_tol(myn_cholesky_log_det(myn_const(m)), 2 * log(6), 1e-15);
}
END_TEST

START_TEST(not_definite)
{
    double bad[][4] = {{1, 1, 1, 1}, {1, 2, 2, 1}, {0, 0, 0, 1}, {NAN, 0, 0, 1}, {1, INFINITY, INFINITY, 1}};
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++)
        ck_assert(myn_cholesky((myn_mat){bad[k], 2, 2, 2}) == MYN_ERR_DATA);
    ck_assert(myn_cholesky((myn_mat){bad[0], 0, 0, 0}) == MYN_OK);
}
END_TEST

static const double x[2][10] = {{1, 2, 3, 4, 5, 6, 7, 8, NAN, 10}, {3, 1, 4, 1, 5, 9, 2, 6, 5, 3}};
static const double y[10] = {2.1, 3.9, 6.2, 7.7, 10.1, 12.3, 13.8, 16.2, 18, 20.4};

/* summary(lm(y ~ x1 + x2)), R 4.2.2 */
START_TEST(least_squares)
{
    static const double want[2][3] = {{-0.219883505427584, 2.01777866031242, 0.0547392110140321},
                                      {0.148949302900786, 0.0240657332398569, 0.0272942662709007}};
    double coefficient[3], error[3];
    myn_regression out = {.coefficient = coefficient, .error = error};
    const char *why = "";
    myn_arena *scratch = arena_new();
    ck_assert(myn_least_squares((myn_cmat){&x[0][0], 2, 10, 10}, y, &out, &why, scratch) == MYN_OK);
    ck_assert_ptr_null(why);
    for (int i = 0; i < 3; i++) {
        ck_assert_double_eq_tol(coefficient[i], want[0][i], 1e-13);
        ck_assert_double_eq_tol(error[i], want[1][i], 1e-13);
    }
    ck_assert_double_eq_tol(out.residual_sd, 0.190543467921146, 1e-13);
    ck_assert_double_eq_tol(out.r_squared, 0.999235324069768, 1e-13);
    ck_assert_uint_eq(out.n, 9);
    myn_arena_free(scratch);
}
END_TEST

/* predict(lm(y ~ x1 + x2), se.fit = TRUE) with two values of y taken away, R 4.2.2: sqrt(se.fit^2 + residual.scale^2), and
 * none where x1 is missing. */
START_TEST(error_of_a_prediction)
{
    static const double want[10] = {0.234699722404940, 0.237457673352880, 0.218018906588122,
                                    0.230127854337937, 0.215203046062154, 0.265631580936506,
                                    0.229906875986550, 0.233324082541433, NAN,
                                    0.255752769614703};
    double coefficient[3], prediction[10], gaps[10];
    myn_regression out = {.coefficient = coefficient, .prediction = prediction};
    const char *why = "";
    myn_arena *scratch = arena_new();
    memcpy(gaps, y, sizeof gaps);
    gaps[3] = gaps[7] = NAN;
    ck_assert(myn_least_squares((myn_cmat){&x[0][0], 2, 10, 10}, gaps, &out, &why, scratch) == MYN_OK);
    for (int i = 0; i < 10; i++)
        if (i == 8)
            ck_assert_double_nan(prediction[i]);
        else
            ck_assert_double_eq_tol(prediction[i], want[i], 1e-13);
    myn_arena_free(scratch);
}
END_TEST

/* Without predictors the mean; as many areas as coefficients; a line through one far away. */
START_TEST(least_squares_edges)
{
    double c[2], e[2], year[5] = {2019, 2020, 2021, 2022, 2023}, line[5] = {1, 3, 5, 7, 9},
                       level[5] = {4, 4, 4, 4, 4};
    myn_regression out = {.coefficient = c, .error = e};
    const char *why;
    myn_arena *scratch = arena_new();
    ck_assert(myn_least_squares((myn_cmat){NULL, 0, 5, 5}, line, &out, &why, scratch) == MYN_OK);
    ck_assert_double_eq_tol(c[0], 5, 1e-15);
    ck_assert_double_eq_tol(e[0], sqrt(10) / sqrt(5), 1e-14);
    ck_assert(myn_least_squares((myn_cmat){year, 1, 2, 5}, line, &out, &why, scratch) == MYN_OK);
    ck_assert(isnan(out.residual_sd) && isnan(e[1]));
    ck_assert(myn_least_squares((myn_cmat){year, 1, 5, 5}, line, &out, &why, scratch) == MYN_OK);
    ck_assert_double_eq_tol(c[1], 2, 1e-9);
    ck_assert(myn_least_squares((myn_cmat){year, 1, 5, 5}, level, &out, &why, scratch) == MYN_OK);
    ck_assert(isnan(out.r_squared));
    myn_arena_free(scratch);
}
END_TEST

START_TEST(least_squares_refuses)
{
    double c[3], same[2][5] = {{1, 2, 3, 4, 5}, {2.2, 4.2, 6.2, 8.2, 10.2}}, flat[5] = {.1, .1, .1, .1, .1};
    myn_regression out = {.coefficient = c};
    const char *why;
    myn_arena *scratch = arena_new();
    ck_assert(myn_least_squares((myn_cmat){&same[0][0], 2, 5, 5}, y, &out, &why, scratch) == MYN_ERR_DATA);
    ck_assert_str_eq(why, "a predictor is the same everywhere, or the others determine it");
    ck_assert(myn_least_squares((myn_cmat){flat, 1, 5, 5}, y, &out, &why, scratch) == MYN_ERR_DATA);
    ck_assert(myn_least_squares((myn_cmat){&same[0][0], 2, 2, 5}, y, &out, &why, scratch) == MYN_ERR_DATA);
    ck_assert_str_eq(why, "fewer areas than coefficients");
    same[0][2] = INFINITY;
    ck_assert(myn_least_squares((myn_cmat){&same[0][0], 1, 5, 5}, y, &out, &why, scratch) == MYN_ERR_DATA);
    ck_assert_str_eq(why, "a value is infinite");
    myn_arena_free(scratch);
}
END_TEST

/* A consistent table gives back what it was made of; Saaty's ratio is 0. */
START_TEST(comparisons)
{
    static const double w[4] = {.4, .3, .2, .1};
    double a[16], weight[4];
    myn_consistency found;
    const char *why;
    myn_arena *scratch = arena_new();
    for (int i = 0; i < 16; i++) a[i] = w[i / 4] / w[i % 4];
    for (size_t p = 1; p <= 4; p++) {
        ck_assert(myn_compare_pairwise((myn_cmat){a, p, p, 4}, weight, &found, &why, scratch) == MYN_OK);
        ck_assert_double_eq_tol(found.lambda, (double)p, 1e-14);
        ck_assert_double_eq_tol(found.ratio, 0, 1e-14);
    }
    for (int i = 0; i < 4; i++) ck_assert_double_eq_tol(weight[i], w[i], 1e-15);
    double ones[256];
    for (int i = 0; i < 256; i++) ones[i] = 1;
    double many[16];
    ck_assert(myn_compare_pairwise((myn_cmat){ones, 16, 16, 16}, many, &found, &why, scratch) == MYN_OK);
    ck_assert(isnan(found.ratio));
    myn_arena_free(scratch);
}
END_TEST

START_TEST(comparisons_refused)
{
    static const struct {
        double a[4];
        const char *why;
    } bad[] = {{{1, 2, .4, 1}, "two comparisons are not each other's reciprocal"},
               {{2, 1, 1, 1}, "two comparisons are not each other's reciprocal"},
               {{1, -2, -.5, 1}, "a comparison is not above 0"},
               {{1, NAN, NAN, 1}, "a comparison is not above 0"},
               {{1, INFINITY, 0, 1}, "a comparison is not above 0"}};
    double weight[2];
    myn_consistency found;
    const char *why;
    myn_arena *scratch = arena_new();
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        ck_assert(myn_compare_pairwise((myn_cmat){bad[k].a, 2, 2, 2}, weight, &found, &why, scratch) ==
                  MYN_ERR_DATA);
        ck_assert_str_eq(why, bad[k].why);
    }
    ck_assert(myn_compare_pairwise((myn_cmat){NULL, 0, 0, 0}, weight, &found, &why, scratch) == MYN_ERR_DATA);
    myn_arena_free(scratch);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("equations");
    TCase *c = tcase_create("equations");
    tcase_add_test(c, cholesky);
    tcase_add_test(c, not_definite);
    tcase_add_test(c, least_squares);
    tcase_add_test(c, error_of_a_prediction);
    tcase_add_test(c, least_squares_edges);
    tcase_add_test(c, least_squares_refuses);
    tcase_add_test(c, comparisons);
    tcase_add_test(c, comparisons_refused);
    suite_add_tcase(s, c);
    return s;
}
