/* Transformations: there and back, bounds kept, means against sums over the distribution. */
#include "suite.h"
#include <math.h>
#include <mynegai/outlook.h>
#include <mynegai/stream.h>

static const double shares[] = {12, 15.5, 40, 62, 88, 99.5};
enum { SHARES = sizeof shares / sizeof *shares };

static myn_reshape fit(myn_reshape_kind kind, double low, double high)
{
    myn_reshape r;
    const char *why;
    myn_reshape_fit(kind, shares, SHARES, 1, low, high, &r, &why);
    ck_assert_ptr_null(why);
    return r;
}

START_TEST(there_and_back)
{
    for (int kind = MYN_RESHAPE_NONE; kind < MYN_RESHAPES; kind++) {
        myn_reshape r = fit((myn_reshape_kind)kind, 0, 100);
        ck_assert_int_eq(r.kind, kind);
        for (int i = 0; i < SHARES; i++)
            ck_assert_double_eq_tol(myn_reshape_back(&r, myn_reshape_to(&r, shares[i])), shares[i], 1e-10);
        ck_assert(isnan(myn_reshape_to(&r, NAN)) && isnan(myn_reshape_back(&r, NAN)));
    }
}
END_TEST

START_TEST(never_outside)
{
    for (int kind = MYN_RESHAPE_NONE; kind < MYN_RESHAPES; kind++) {
        myn_reshape r = fit((myn_reshape_kind)kind, 0, 100);
        double before = -1;
        for (double z = -400; z <= 400; z += .5) {
            double x = myn_reshape_back(&r, z), mean = myn_reshape_mean(&r, z, 9);
            ck_assert_msg(x >= 0 && x <= 100 && x >= before, "%s at %g: %g", myn_reshape_word(r.kind), z, x);
            ck_assert_msg(mean >= 0 && mean <= 100, "%s: mean %g at %g", myn_reshape_word(r.kind), mean, z);
            before = x;
        }
    }
}
END_TEST

/* The mean of X is the sum over many quantiles of Z. */
static double mean_by_sum(const myn_reshape *r, double z, double sd)
{
    double sum = 0;
    enum { PARTS = 20000 };
    for (int i = 0; i < PARTS; i++)
        sum += myn_reshape_back(r, z + sd * myn_normal_quantile((i + .5) / PARTS));
    return sum / PARTS;
}

START_TEST(mean_is_the_mean)
{
    for (int kind = MYN_RESHAPE_LOGIT; kind < MYN_RESHAPES; kind++) {
        myn_reshape r = fit((myn_reshape_kind)kind, 0, kind == MYN_RESHAPE_LOGIT ? 100 : INFINITY);
        double z = myn_reshape_to(&r, 60), sd = fabs(myn_reshape_to(&r, 75) - z);
        ck_assert_double_eq_tol(myn_reshape_mean(&r, z, sd * sd), mean_by_sum(&r, z, sd), .02);
    }
}
END_TEST

/* Exact: E[(z + sd N)^2] = z^2 + sd^2; E[exp(z + sd N)] = exp(z + sd^2 / 2). */
START_TEST(closed_forms)
{
    myn_reshape root = {MYN_RESHAPE_SQRT, 0, INFINITY, 0, 1}, logs = {MYN_RESHAPE_BOXCOX, 0, INFINITY, 0, 0};
    ck_assert_double_eq_tol(myn_reshape_mean(&root, 3, .25), 9.25, 1e-12);
    ck_assert_double_eq_tol(myn_reshape_mean(&logs, 2, .5), exp(2.25), 1e-12);
}
END_TEST

START_TEST(refusals)
{
    static const double y[] = {-1, 5, 50, 101};
    static const double zero[] = {0, 1, 2};
    myn_reshape r;
    const char *why;
    myn_reshape_fit(MYN_RESHAPE_AUTO, y, 4, 1, 0, 100, &r, &why);
    ck_assert_ptr_nonnull(why);
    ck_assert_int_eq(r.kind, MYN_RESHAPE_NONE);
    myn_reshape_fit(MYN_RESHAPE_LOGIT, zero, 3, 1, 0, INFINITY, &r, &why);
    ck_assert_ptr_nonnull(why);
    myn_reshape_fit(MYN_RESHAPE_SQRT, zero, 3, 1, -INFINITY, INFINITY, &r, &why);
    ck_assert_ptr_nonnull(why);
    myn_reshape_fit(MYN_RESHAPE_BOXCOX, zero, 3, 1, 0, INFINITY, &r, &why);
    ck_assert_ptr_nonnull(why);
    myn_reshape_fit(MYN_RESHAPE_AUTO, zero, 3, 1, -INFINITY, INFINITY, &r, &why);
    ck_assert_ptr_null(why);
    ck_assert_int_eq(r.kind, MYN_RESHAPE_NONE);
}
END_TEST

/* Values at a bound come back inside: half the least distance of any value from a bound, at most .005. */
START_TEST(values_at_a_bound)
{
    static const double y[] = {0, 2, 100, 50};
    myn_reshape r;
    const char *why;
    myn_reshape_fit(MYN_RESHAPE_LOGIT, y, 4, 1, 0, 100, &r, &why);
    ck_assert_double_eq_tol(r.margin, .005, 1e-15);
    ck_assert(isfinite(myn_reshape_to(&r, 0)) && isfinite(myn_reshape_to(&r, 100)));
    ck_assert_double_eq_tol(myn_reshape_back(&r, myn_reshape_to(&r, 0)), .5, 1e-12);
}
END_TEST

/* A spread that grows with the level takes logs, one that does not stays as it is. */
START_TEST(guerrero)
{
    double even[40], growing[40];
    myn_reshape r;
    const char *why;
    for (int i = 0; i < 40; i++) {
        even[i] = 100 + 5 * i + (i % 2 ? 3 : -3);
        growing[i] = exp(1 + .1 * i) * (i % 2 ? 1.2 : .8);
    }
    myn_reshape_fit(MYN_RESHAPE_BOXCOX, even, 40, 1, 0, INFINITY, &r, &why);
    ck_assert_double_eq_tol(r.lambda, 1, 1e-12);
    myn_reshape_fit(MYN_RESHAPE_BOXCOX, growing, 40, 1, 0, INFINITY, &r, &why);
    ck_assert_double_eq_tol(r.lambda, 0, 1e-12);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("transform");
    TCase *c = tcase_create("all");
    tcase_add_test(c, there_and_back);
    tcase_add_test(c, never_outside);
    tcase_add_test(c, mean_is_the_mean);
    tcase_add_test(c, closed_forms);
    tcase_add_test(c, refusals);
    tcase_add_test(c, values_at_a_bound);
    tcase_add_test(c, guerrero);
    suite_add_tcase(s, c);
    return s;
}
