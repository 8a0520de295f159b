/* Measures, worked out by hand. */
#include "suite.h"
#include <math.h>
#include <mynegai/outlook.h>

static const double train[] = {10, 12, 11, 15}; /* steps 2, 1, 4: mean 7/3, mean square 7 */
static const double actual[] = {16, 14, NAN}, mean[] = {15, 18, 1};
static const double lower[] = {10, 15, 0}, upper[] = {17, 20, 0};

START_TEST(by_hand)
{
    myn_outlook outlook = {3, 1, {.8}};
    myn_trial trial = {train, 4, 1, actual, mean, lower, upper, 3};
    myn_accuracy a;
    myn_accuracy_of(&trial, &outlook, &a);
    ck_assert_int_eq(a.n, 2);
    ck_assert_double_eq_tol(a.mase, 2.5 * 3 / 7, 1e-14);        /* errors 1 and 4 */
    ck_assert_double_eq_tol(a.rmsse, sqrt(17. / 2 / 7), 1e-14); /* squares 1 and 16 */
    ck_assert_double_eq_tol(a.smape, (200. / 31 + 800. / 32) / 2, 1e-12);
    ck_assert_double_eq_tol(a.bias, 1.5 * 3 / 7, 1e-14); /* -1 and 4 */
    ck_assert_double_eq_tol(a.coverage[0], .5, 1e-14);   /* 16 in [10, 17]; 14 not in [15, 20] */
    ck_assert_double_eq_tol(a.msis[0], (7 + 5 + 10 * 1) / 2. * 3 / 7, 1e-12);
    ck_assert(isnan(a.coverage[1]));
}
END_TEST

START_TEST(scales)
{
    static const double x[] = {1, 5, 2, 9}, same[] = {3, 3, 3}, gap[] = {1, NAN, 4, 5};
    ck_assert_double_eq_tol(myn_scale_of(x, 4, 2), 2.5, 1e-14); /* |2-1|, |9-5| */
    ck_assert_double_eq_tol(myn_scale_of(x, 4, 12), (4 + 3 + 7) / 3., 1e-14);
    ck_assert_double_eq_tol(myn_scale_of(gap, 4, 1), 1, 1e-14);
    ck_assert_double_eq(myn_scale_of(same, 3, 1), 0);
    ck_assert(isnan(myn_scale_of(x, 1, 1)) && isnan(myn_scale_of(x, 0, 1)));
}
END_TEST

START_TEST(nothing_to_compare)
{
    static const double none[] = {NAN, NAN, NAN}, flat[] = {2, 2, 2};
    myn_outlook outlook = {3, 0, {0}};
    myn_trial trial = {train, 4, 1, none, mean, NULL, NULL, 3};
    myn_accuracy a;
    myn_accuracy_of(&trial, &outlook, &a);
    ck_assert(a.n == 0 && isnan(a.mase) && isnan(a.smape));
    trial = (myn_trial){flat, 3, 1, mean, mean, NULL, NULL, 3};
    myn_accuracy_of(&trial, &outlook, &a);
    ck_assert(a.n == 3 && isnan(a.mase) && a.smape == 0);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("measures");
    TCase *c = tcase_create("all");
    tcase_add_test(c, by_hand);
    tcase_add_test(c, scales);
    tcase_add_test(c, nothing_to_compare);
    suite_add_tcase(s, c);
    return s;
}
