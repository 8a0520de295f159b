/* Differences, false discoveries, funnels: published examples, exact distributions, edges. */
#include "suite.h"
#include <math.h>
#include <mynegai/linalg.h>
#include <mynegai/significance.h>
#include <string.h>

static myn_arena *arena;

static void open_arena(void)
{
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
}

static void close_arena(void)
{
    myn_arena_free(arena);
}

static const myn_interval_form plain = {MYN_SCALE_PLAIN, 0, 0.95}, logs = {MYN_SCALE_LOG, 0, 0.95},
                               logit = {MYN_SCALE_LOGIT, 100, 0.95};

/* qnorm(0.975), as tables have it. */
#define Z95 1.959963984540054

START_TEST(measures)
{
    myn_measured m = myn_measured_of((myn_interval){50, 46, 54}, &plain);
    ck_assert_double_eq_tol(m.at, 50, 1e-15);
    ck_assert_double_eq_tol(m.se, 4 / Z95, 1e-14);
    m = myn_measured_of((myn_interval){20, 10, 40}, &logs);
    ck_assert_double_eq_tol(m.at, log(20), 1e-15);
    ck_assert_double_eq_tol(m.se, log(2) / Z95, 1e-14);
    m = myn_measured_of((myn_interval){20, 10, 40}, &logit); /* odds 1/4, 1/9, 2/3 */
    ck_assert_double_eq_tol(m.at, -log(4), 1e-15);
    ck_assert_double_eq_tol(m.se, log(6) / 2 / Z95, 1e-14);
    const myn_interval_form ninety = {MYN_SCALE_PLAIN, 0, 0.9};
    ck_assert_double_eq_tol(myn_measured_of((myn_interval){0, -1, 1}, &ninety).se, 1 / 1.6448536269514722,
                            1e-14);
}
END_TEST

/* Back to the figure; the limits too where the interval is even on its scale. */
START_TEST(measures_back)
{
    const myn_interval even[] = {{50, 46, 54}, {20, 10, 40}, {50, 20, 80}};
    const myn_interval_form *const form[] = {&plain, &logs, &logit};
    for (size_t i = 0; i < 3; i++) {
        myn_interval back = myn_measured_back(myn_measured_of(even[i], form[i]), form[i]);
        ck_assert_double_eq_tol(back.value, even[i].value, 1e-12);
        ck_assert_double_eq_tol(back.lower, even[i].lower, 1e-12);
        ck_assert_double_eq_tol(back.upper, even[i].upper, 1e-12);
    }
}
END_TEST

START_TEST(what_cannot_be_measured)
{
    static const myn_interval bad[] = {{NAN, 1, 2}, {1, NAN, 2}, {1, 0.5, NAN},
                                       {1, 2, 3},   {3, 1, 2},   {1, 0.5, INFINITY}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert(isnan(myn_measured_of(bad[i], &plain).at) && isnan(myn_measured_of(bad[i], &plain).se));
    ck_assert(isnan(myn_measured_of((myn_interval){1, 0, 2}, &logs).at));
    ck_assert(isnan(myn_measured_of((myn_interval){99, 97, 100}, &logit).at));
    ck_assert_double_eq(myn_measured_of((myn_interval){1, 1, 1}, &plain).se, 0);
}
END_TEST

START_TEST(scales)
{
    const myn_interval inside[] = {{20, 10, 40}, {NAN, -5, 200}, {99, 98, 99.5}};
    const myn_interval above[] = {{20, 10, 40}, {99, 98, 100}}, negative[] = {{2, -1, 5}};
    ck_assert_int_eq(myn_scale_for(inside, 3, 100, false), MYN_SCALE_LOGIT);
    ck_assert_int_eq(myn_scale_for(inside, 3, 0, false), MYN_SCALE_PLAIN);
    ck_assert_int_eq(myn_scale_for(inside, 3, 0, true), MYN_SCALE_LOG);
    ck_assert_int_eq(myn_scale_for(above, 2, 100, false), MYN_SCALE_PLAIN);
    ck_assert_int_eq(myn_scale_for(above, 2, 100, true), MYN_SCALE_LOG);
    ck_assert_int_eq(myn_scale_for(negative, 1, 100, true), MYN_SCALE_PLAIN);
}
END_TEST

/* z = 3 / 5; p from tables of the normal distribution. */
START_TEST(tests_of_difference)
{
    myn_tested t = myn_test((myn_measured){10, 3}, (myn_measured){7, 4}, 0);
    ck_assert_double_eq_tol(t.se, 5, 1e-15);
    ck_assert_double_eq_tol(t.z, 0.6, 1e-15);
    ck_assert_double_eq_tol(t.p, 0.5485062355001472, 1e-14);
    t = myn_test((myn_measured){0, 1}, (myn_measured){Z95 * M_SQRT2, 1}, 0);
    ck_assert_double_eq_tol(t.p, 0.05, 1e-14);
    t = myn_test((myn_measured){10, 3}, (myn_measured){7, 4}, 0.5); /* 9 + 16 - 12 */
    ck_assert_double_eq_tol(t.se, sqrt(13), 1e-15);
    ck_assert(isnan(myn_test((myn_measured){1, 0}, (myn_measured){2, 0}, 0).p));
    ck_assert(isnan(myn_test((myn_measured){NAN, NAN}, (myn_measured){2, 1}, 0).p));
    ck_assert(!isnan(myn_test((myn_measured){1, 0}, (myn_measured){2, 1}, 0).p));
}
END_TEST

/* Figures 1, 2, 4 with errors 1, 1/2, 1/4: weights 1, 4, 16. */
START_TEST(others)
{
    const myn_measured x[] = {{1, 1}, {2, 0.5}, {NAN, NAN}, {4, 0.25}, {100, 0}};
    myn_measured out[5];
    ck_assert_int_eq(myn_measured_others(x, 5, out, arena), MYN_OK);
    ck_assert_double_eq_tol(out[0].at, 72.0 / 20, 1e-14);
    ck_assert_double_eq_tol(out[0].se, 1 / sqrt(20), 1e-14);
    ck_assert_double_eq_tol(out[1].at, 65.0 / 17, 1e-14);
    ck_assert_double_eq_tol(out[3].at, 9.0 / 5, 1e-14);
    ck_assert_double_eq_tol(out[2].at, 73.0 / 21, 1e-14);
    ck_assert_double_eq_tol(out[4].at, 73.0 / 21, 1e-14);
    ck_assert_int_eq(myn_measured_others(x, 1, out, arena), MYN_OK);
    ck_assert(isnan(out[0].at));
}
END_TEST

/* Benjamini and Hochberg 1995, section 4: 15 endpoints, of which their procedure rejects the first four at 0.05 and
 * Bonferroni's the first three; p_(4) = 0.0095 <= 4/15 0.05 = 0.0133. */
START_TEST(false_discovery_published)
{
    static const double p[15] = {0.0459, 0.0001, 0.0004, 1.0000, 0.0019, 0.0095, 0.0201, 0.0278,
                                 0.0298, 0.0344, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590};
    double out[15];
    ck_assert_int_eq(myn_false_discovery(p, 15, out, arena), MYN_OK);
    for (size_t i = 0; i < 15; i++)
        ck_assert_msg((out[i] <= 0.05) == (p[i] <= 0.0095), "%g: %g", p[i], out[i]);
    ck_assert_double_eq_tol(out[1], 0.0015, 1e-15); /* 15 x 0.0001 */
    ck_assert_double_eq_tol(out[5], 15 * 0.0095 / 4, 1e-15);
    ck_assert_double_eq_tol(out[6], 15 * 0.0201 / 5,
                            1e-15); /* less than what 0.0278 and those after it give */
    ck_assert_double_eq_tol(out[7], 15 * 0.0298 / 7,
                            1e-15); /* 15/6 of its own 0.0278 is more: the one after it */
    ck_assert_double_eq(out[3], 1);
}
END_TEST

START_TEST(false_discovery_edges)
{
    double p[4] = {0.04, NAN, 0.01, 0.03};
    ck_assert_int_eq(myn_false_discovery(p, 4, p, arena), MYN_OK);
    ck_assert_double_eq_tol(p[2], 0.03, 1e-15);
    ck_assert_double_eq_tol(p[3], 0.04, 1e-15);
    ck_assert_double_eq_tol(p[0], 0.04, 1e-15);
    ck_assert(isnan(p[1]));
    ck_assert_int_eq(myn_false_discovery(p, 0, p, arena), MYN_OK);
}
END_TEST

/* ---- funnels ---- */

/* P(X <= k) by adding up. */
static double binomial_sum(int k, int n, double q)
{
    double sum = 0;
    for (int i = 0; i <= k; i++)
        sum += exp(lgamma(n + 1) - lgamma(i + 1) - lgamma(n - i + 1) + i * log(q) + (n - i) * log1p(-q));
    return sum;
}

START_TEST(binomial)
{
    for (int n = 1; n <= 60; n += 7)
        for (int k = 0; k < n; k++)
            ck_assert_double_eq_tol(myn_binomial_below(k, n, 0.3), binomial_sum(k, n, 0.3), 1e-12);
    ck_assert_double_eq(myn_binomial_below(-1, 5, 0.3), 0);
    ck_assert_double_eq(myn_binomial_below(5, 5, 0.3), 1);
    ck_assert_double_eq(myn_binomial_below(2, 5, 0), 1);
    ck_assert_double_eq(myn_binomial_below(2, 5, 1), 0);
    ck_assert(isnan(myn_binomial_below(NAN, 5, 0.3)) && isnan(myn_binomial_below(1, 5, 2)));
}
END_TEST

static const struct {
    myn_funnel_kind kind;
    double target, n, p, limit;
} limits[] = {
    {MYN_FUNNEL_PROPORTION, 0.1, 50, 0.025, 0.013862926957343662},
    {MYN_FUNNEL_PROPORTION, 0.1, 50, 0.975, 0.17972272762336444},
    {MYN_FUNNEL_PROPORTION, 0.1, 5, 0.025, 0.0},
    {MYN_FUNNEL_PROPORTION, 0.3, 1000, 0.999, 0.34483037460973187},
    {MYN_FUNNEL_PROPORTION, 0.004, 250000, 0.001, 0.003613565979473508},
    {MYN_FUNNEL_RATE, 0.002, 1000, 0.975, 0.004766236361715189},
    {MYN_FUNNEL_RATE, 0.002, 1000, 0.025, 0.0},
    {MYN_FUNNEL_RATE, 0.05, 40, 0.999, 0.17781398114989522},
    {MYN_FUNNEL_RATE, 1.5, 10, 0.001, 0.4074057066267199},
    {MYN_FUNNEL_RATE, 0.0007, 10000000.0, 0.975, 0.000716395454543776},
};

/* Spiegelhalter's interpolation on scipy 1.10.1's distributions. */
START_TEST(limits_by_scipy)
{
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        ck_assert_double_eq_tol(myn_funnel_limit(limits[i].kind, limits[i].target, limits[i].n, limits[i].p),
                                limits[i].limit, 1e-9 + 1e-8 * limits[i].limit);
}
END_TEST

START_TEST(limits_at_the_edges)
{
    ck_assert(isnan(myn_funnel_limit(MYN_FUNNEL_RATE, 0.1, 0, 0.975)));
    ck_assert(isnan(myn_funnel_limit(MYN_FUNNEL_PROPORTION, 1.1, 10, 0.975)));
    ck_assert(isnan(myn_funnel_limit(MYN_FUNNEL_RATE, 0.1, 10, 1)));
    ck_assert_double_eq(myn_funnel_limit(MYN_FUNNEL_PROPORTION, 0, 10, 0.975), 0);
    ck_assert_double_eq(myn_funnel_limit(MYN_FUNNEL_PROPORTION, 1, 10, 0.025), 1);
    ck_assert_double_eq(myn_funnel_limit(MYN_FUNNEL_RATE, 0.001, 10, 0.025), 0);
}
END_TEST

/* Four areas of 100 with 10, 10, 10, 30 of which the target is 15 %: z = -1.4003 thrice and 4.2008. Percentiles by type 7:
 * 10th -1.4003, 90th at 2.7 of 0..3: -1.4003 + 0.7 x 5.6011 = 2.5205. Dispersion (3 x 1.9608 + 6.3529) / 4 = 3.0588. */
START_TEST(funnel_by_hand)
{
    const double numerator[] = {10, 10, NAN, 10, 30, 5}, denominator[] = {100, 100, 50, 100, 100, 0};
    myn_funnel_area area[6];
    myn_funnel f;
    double step = sqrt(100 * 0.15 * 0.85), low = -5 / step, high = low + 0.7 * 20 / step;
    ck_assert_int_eq(myn_funnel_of(MYN_FUNNEL_PROPORTION, numerator, denominator, 6, area, &f, arena),
                     MYN_OK);
    ck_assert_uint_eq(f.areas, 4);
    ck_assert_double_eq_tol(f.target, 0.15, 1e-15);
    ck_assert_double_eq_tol(f.dispersion, (3 * low * low + high * high) / 4, 1e-12);
    ck_assert(f.overdispersed == (f.dispersion > 1 + 2 * sqrt(0.5)));
    ck_assert_double_eq_tol(area[0].z, low, 1e-12);
    double tail = (binomial_sum(10, 100, 0.15) + binomial_sum(9, 100, 0.15)) / 2;
    ck_assert_double_eq_tol(area[0].p, 2 * tail, 1e-12);
    ck_assert(isnan(area[2].value) && isnan(area[5].p) && area[5].outside == 0);
    double limit = myn_funnel_limit(MYN_FUNNEL_PROPORTION, 0.15, 100, 0.975);
    ck_assert_double_eq(area[4].upper[0], limit);
    ck_assert_double_eq_tol(area[4].stretched[0][1], 0.15 + (limit - 0.15) * sqrt(f.dispersion), 1e-15);
    ck_assert_int_eq(area[4].outside, 1);
    ck_assert_int_eq(area[0].outside, 0);
}
END_TEST

/* No more spread than chance: limits stay as they are; a rate of 0 in all areas leaves nothing to judge. */
START_TEST(funnel_without_spread)
{
    const double same[] = {10, 20, 30}, base[] = {100, 200, 300}, zero[] = {0, 0, 0};
    myn_funnel_area area[3];
    myn_funnel f;
    ck_assert_int_eq(myn_funnel_of(MYN_FUNNEL_RATE, same, base, 3, area, &f, arena), MYN_OK);
    ck_assert(!f.overdispersed);
    ck_assert_double_eq_tol(area[1].stretched[1][0], area[1].lower[1], 1e-15);
    ck_assert_int_eq(myn_funnel_of(MYN_FUNNEL_RATE, zero, base, 3, area, &f, arena), MYN_OK);
    ck_assert_double_eq(f.target, 0);
    ck_assert(isnan(area[0].p) && area[0].outside == 0);
    ck_assert_int_eq(myn_funnel_of(MYN_FUNNEL_RATE, NULL, NULL, 0, NULL, &f, arena), MYN_OK);
    ck_assert(isnan(f.target));
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("significance");
    TCase *c = tcase_create("significance");
    tcase_add_checked_fixture(c, open_arena, close_arena);
    tcase_add_test(c, measures);
    tcase_add_test(c, measures_back);
    tcase_add_test(c, what_cannot_be_measured);
    tcase_add_test(c, scales);
    tcase_add_test(c, tests_of_difference);
    tcase_add_test(c, others);
    tcase_add_test(c, false_discovery_published);
    tcase_add_test(c, false_discovery_edges);
    tcase_add_test(c, binomial);
    tcase_add_test(c, limits_by_scipy);
    tcase_add_test(c, limits_at_the_edges);
    tcase_add_test(c, funnel_by_hand);
    tcase_add_test(c, funnel_without_spread);
    suite_add_tcase(s, c);
    return s;
}
