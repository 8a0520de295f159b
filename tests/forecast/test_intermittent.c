/* Intermittent demand by hand: levels, distributions, bounds, series of every shape. */
#include "forecast/intermittent.h"
#include "suite.h"
#include <math.h>
#include <string.h>

static const char *const methods[] = {"croston", "sba", "croston_optimised", "tsb", "adida", "imapa"};
#define METHODS ((int)(sizeof methods / sizeof *methods))

static myn_arena *scratch;

static void setup(void)
{
    ck_assert(myn_arena_new(&scratch) == MYN_OK);
}

static void teardown(void)
{
    myn_arena_free(scratch);
}

typedef struct {
    double mean[4], lower[8], upper[8], fitted[40];
    myn_forecast out;
} Answer;

static myn_status ask(const char *method, const double *y, size_t n, Answer *a)
{
    myn_series series = {y, n, 1, NULL, 0};
    myn_outlook outlook = {4, 2, {.8, .95}};
    a->out = (myn_forecast){.mean = a->mean, .lower = a->lower, .upper = a->upper, .fitted = a->fitted};
    return myn_forecaster_find(method)->forecast(&series, &outlook, &a->out, scratch);
}

/* 0 3 0 0 6: sizes 3, 6, times 2, 3. z = 3 + .1 x 3, p = 2 + .1 x 1. Between the demands 3 / 2 is expected. */
START_TEST(croston_by_hand)
{
    double y[] = {0, 3, 0, 0, 6};
    Answer a;
    ck_assert(ask("croston", y, 5, &a) == MYN_OK);
    ck_assert_double_eq_tol(a.mean[0], 3.3 / 2.1, 1e-14);
    ck_assert_double_eq_tol(a.mean[3], 3.3 / 2.1, 1e-14);
    ck_assert(isnan(a.fitted[0]) && isnan(a.fitted[1]));
    for (int t = 2; t < 5; t++) ck_assert_double_eq_tol(a.fitted[t], 1.5, 1e-14);
    ck_assert_double_eq_tol(a.out.sigma2, (1.5 * 1.5 * 2 + 4.5 * 4.5) / 3, 1e-12);
    ck_assert(a.out.flags & MYN_FLAG_INTERMITTENT);
    ck_assert(ask("sba", y, 5, &a) == MYN_OK);
    ck_assert_double_eq_tol(a.mean[0], .95 * 3.3 / 2.1, 1e-14);
}
END_TEST

/* Probability 0, then .2, .16, .128, .3024; size 3 then 3.6. */
START_TEST(tsb_by_hand)
{
    double y[] = {0, 3, 0, 0, 6};
    Answer a;
    ck_assert(ask("tsb", y, 5, &a) == MYN_OK);
    ck_assert_double_eq_tol(a.mean[0], .3024 * 3.6, 1e-14);
    ck_assert_double_eq_tol(a.fitted[3], .16 * 3, 1e-14);
}
END_TEST

/* A missing period is neither one without demand nor a longer wait. */
START_TEST(missing_periods)
{
    double y[] = {0, 3, 0, NAN, 0, 6}, plain[] = {0, 3, 0, 0, 6};
    for (int i = 0; i < METHODS; i++) {
        Answer a, b;
        ck_assert(ask(methods[i], y, 6, &a) == MYN_OK);
        ck_assert(ask(methods[i], plain, 5, &b) == MYN_OK);
        ck_assert_double_eq(a.mean[0], b.mean[0]);
        ck_assert(a.out.flags & MYN_FLAG_GAPS);
    }
}
END_TEST

/* 2 0 4 0 6 0: demand every 5/3 periods, so sums over 2: 2, 4, 6. Levels 2, 2 + 2a, ...; errors 2 and 4 - 2a: the
 * largest alpha, .3, is best. */
START_TEST(aggregation_by_hand)
{
    double y[] = {2, 0, 4, 0, 6, 0};
    Answer a;
    ck_assert(ask("adida", y, 6, &a) == MYN_OK);
    double level = 2.6 + .3 * (6 - 2.6);
    ck_assert_double_eq_tol(a.mean[0], level / 2, 1e-8);
    ck_assert_str_eq(a.out.parameter_name[0], "level");
    ck_assert_double_eq(a.out.parameter[0], 2);
    double alpha = smooth_alpha(y, 6), single = smooth_level(y, 6, alpha, NULL);
    ck_assert(ask("imapa", y, 6, &a) == MYN_OK);
    ck_assert_double_eq_tol(a.mean[0], (single + level / 2) / 2, 1e-8);
}
END_TEST

static double squares(const double *x, size_t n, double alpha)
{
    double before[30], sum = 0;
    smooth_level(x, n, alpha, before);
    for (size_t i = 0; i < n; i++) sum += (x[i] - before[i]) * (x[i] - before[i]);
    return sum;
}

/* Nothing near is better, and on the way from .2 the sum only falls. */
START_TEST(best_alpha)
{
    double x[30];
    for (int k = 1; k < 40; k++) {
        for (int i = 0; i < 30; i++) x[i] = (k * i * i + i) % 17;
        double alpha = smooth_alpha(x, 30), ours = squares(x, 30, alpha);
        ck_assert(alpha >= .1 && alpha <= .3);
        for (double by = -.004; by <= .004; by += .0005)
            if (alpha + by >= .1 && alpha + by <= .3)
                ck_assert_double_ge(squares(x, 30, alpha + by), ours * (1 - 1e-12));
        for (int i = 0; i < 20; i++) {
            double here = .2 + (alpha - .2) * i / 20, next = .2 + (alpha - .2) * (i + 1) / 20;
            ck_assert_double_ge(squares(x, 30, here), squares(x, 30, next) * (1 - 1e-9));
        }
    }
    double two[] = {4, 9};
    ck_assert_double_eq(smooth_alpha(two, 2), .2);
}
END_TEST

/* Poisson 2: P(0) = .1353, P(<= 1) = .4060, P(<= 2) = .6767, P(<= 4) = .9473, P(<= 5) = .9834. Negative binomial of mean
 * 1 and variance 2 is geometric with 1/2: P(<= k) = 1 - 2^-(k+1). */
START_TEST(quantiles)
{
    ck_assert_double_eq(count_quantile(2, 2, .13), 0);
    ck_assert_double_eq(count_quantile(2, 1, .14), 1);
    ck_assert_double_eq(count_quantile(2, 2, .5), 2);
    ck_assert_double_eq(count_quantile(2, 2, .947), 4);
    ck_assert_double_eq(count_quantile(2, 2, .95), 5);
    ck_assert_double_eq(count_quantile(1, 2, .49), 0);
    ck_assert_double_eq(count_quantile(1, 2, .51), 1);
    ck_assert_double_eq(count_quantile(1, 2, .96), 4);
    ck_assert_double_eq(count_quantile(1, 2, .97), 5);
    ck_assert_double_eq(count_quantile(0, 5, .99), 0);
}
END_TEST

/* Where the sums end and the gamma distribution takes over there is no jump; far out it stays finite. */
START_TEST(large_quantiles)
{
    for (int i = 1; i < 10; i++) {
        double summed = count_quantile(499.9, 2500, i / 10.), gamma = count_quantile(500.1, 2500, i / 10.);
        ck_assert_double_eq_tol(summed, gamma, 2);
    }
    ck_assert_double_eq_tol(count_quantile(1e6, 1e6, .975), 1e6 + 1960, 10);
    ck_assert(isfinite(count_quantile(1, 1e300, .99)));
    ck_assert(isfinite(count_quantile(1e300, 1e300, .99)));
    ck_assert(isfinite(count_quantile(1e-300, 1e-300, .99)));
}
END_TEST

static void bounded(const Answer *a, double least, const char *what)
{
    for (int h = 0; h < 4; h++) {
        ck_assert_msg(isfinite(a->mean[h]), "%s: %g", what, a->mean[h]);
        for (int l = 0; l < 2; l++) {
            double lower = a->lower[l * 4 + h], upper = a->upper[l * 4 + h];
            ck_assert_msg(lower >= least && lower <= a->mean[h] && upper >= a->mean[h] && isfinite(upper),
                          "%s: %g %g %g", what, lower, a->mean[h], upper);
        }
    }
}

START_TEST(any_series)
{
    static const double series[][8] = {
        {0, 0, 0, 0, 0, 0, 0, 0},     {0, 0, 0, 0, 0, 0, 0, 9},       {9, 0, 0, 0, 0, 0, 0, 0},
        {1, 2, 3, 4, 5, 6, 7, 8},     {.5, 0, 0, 1.25, 0, 0, 0, .25}, {1e300, 0, 0, 1e300, 0, 0, 1, 0},
        {7, 7, 7, 7, 7, 7, 7, 7},     {1e15, 0, 1e15, 0, 3, 0, 0, 0}, {0, NAN, NAN, 5, NAN, 0, NAN, 1},
        {1e-300, 0, 0, 0, 2e-300, 0}, {0, 0, 1000000, 0, 0, 0, 1, 0},
    };
    Answer a;
    for (size_t k = 0; k < sizeof series / sizeof *series; k++)
        for (size_t n = 1; n <= 8; n++) {
            ck_assert(ask(methods[_i], series[k], n, &a) == MYN_OK);
            bounded(&a, 0, methods[_i]);
        }
    double below[] = {0, 0, -3, 0, 5, 0, 0, -8};
    ck_assert(ask(methods[_i], below, 8, &a) == MYN_OK);
    bounded(&a, -1e9, methods[_i]);
}
END_TEST

/* Counts drawn one by one: the 95 % interval of the forecast covers the next ones at least as often. */
START_TEST(long_series)
{
    static double y[100000];
    Answer a;
    for (size_t t = 0; t < 100000; t++) y[t] = (t * 7919) % 10 < 3 ? (double)((t * 104729) % 4) : 0;
    myn_series series = {y, 100000, 1, NULL, 0};
    myn_outlook outlook = {4, 2, {.8, .95}};
    a.out = (myn_forecast){.mean = a.mean, .lower = a.lower, .upper = a.upper};
    ck_assert(myn_forecaster_find(methods[_i])->forecast(&series, &outlook, &a.out, scratch) == MYN_OK);
    bounded(&a, 0, methods[_i]);
    size_t inside = 0;
    for (size_t t = 0; t < 100000; t++) inside += y[t] >= a.lower[4] && y[t] <= a.upper[4];
    ck_assert_uint_ge(inside, 95000);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("intermittent demand");
    TCase *c = tcase_create("all");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, croston_by_hand);
    tcase_add_test(c, tsb_by_hand);
    tcase_add_test(c, missing_periods);
    tcase_add_test(c, aggregation_by_hand);
    tcase_add_test(c, best_alpha);
    tcase_add_test(c, quantiles);
    tcase_add_test(c, large_quantiles);
    tcase_add_loop_test(c, any_series, 0, METHODS);
    tcase_add_loop_test(c, long_series, 0, METHODS);
    suite_add_tcase(s, c);
    return s;
}
