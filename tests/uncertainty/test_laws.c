/* Quantiles and posteriors. Reference values: scipy 1.10 (stats.gamma, poisson, binom; optimize.brentq for Paule and
 * Mandel's equation). */
#include "suite.h"
#include <math.h>
#include <mynegai/stream.h>
#include <mynegai/uncertainty.h>
#include <string.h>

static const double gammas[][3] = {{0.05, 0.3, 2.0378971887326733e-11}, {0.5, 0.01, 7.8543928954850919e-05},
                                   {1, 0.5, 0.69314718055994531},       {2.5, 0.999, 10.257502826216436},
                                   {10, 1e-06, 1.2768187878644079},     {35.7, 0.42, 34.181041722529955},
                                   {400, 0.975, 440.13766844657533},    {1e5, 0.25, 99786.526313167182}};
static const double poissons[][3] = {{0.1, 0.5, 0},        {0.1, 0.95, 1}, {3.2, 0.5, 3},
                                     {3.2, 0.01, 0},       {47, 0.9, 56},  {1234.5, 0.025, 1166},
                                     {1e6, 0.77, 1000739}, {0, 0.3, 0}};
static const double binomials[][4] = {
    {10, 0.3, 0.5, 3},          {10, 0.3, 0.001, 0}, {100, 0.02, 0.95, 5}, {1000, 0.5, 0.025, 469},
    {250000, 0.013, 0.8, 3298}, {7, 0.999, 0.4, 7},  {12, 0, 0.9, 0},      {12, 1, 0.1, 12}};
#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

START_TEST(gamma_quantiles)
{
    double got = myn_gamma_quantile(gammas[_i][0], gammas[_i][1]), want = gammas[_i][2];
    ck_assert_msg(fabs(got - want) <= 1e-10 * want, "%.17g, expected %.17g", got, want);
}
END_TEST

START_TEST(poisson_quantiles)
{
    ck_assert_double_eq(myn_poisson_quantile(poissons[_i][0], poissons[_i][1]), poissons[_i][2]);
}
END_TEST

START_TEST(binomial_quantiles)
{
    const double *b = binomials[_i];
    ck_assert_double_eq(myn_binomial_quantile(b[0], b[1], b[2]), b[3]);
}
END_TEST

START_TEST(no_such_distribution)
{
    ck_assert_double_nan(myn_gamma_quantile(0, 0.5));
    ck_assert_double_nan(myn_gamma_quantile(1, 0));
    ck_assert_double_nan(myn_poisson_quantile(-1, 0.5));
    ck_assert_double_nan(myn_poisson_quantile(3, 1));
    ck_assert_double_nan(myn_binomial_quantile(2.5, 0.5, 0.5));
    ck_assert_double_nan(myn_binomial_quantile(2, 1.5, 0.5));
}
END_TEST

START_TEST(posterior_of_unequal_errors)
{
    static const double y[] = {1.2, 3.4, 2.2, 5.9, 4.1, 0.3, 2.8},
                        se[] = {0.3, 0.5, 0.4, 1.2, 0.6, 0.35, 0.9};
    static const double means[] = {1.2456856477236524, 3.3409948652858548, 2.225575827286403,
                                   4.8095849286670846, 3.9386698607603292, 0.39899404531159582,
                                   2.7723066011976281};
    static const double sds[] = {0.29532056992901307, 0.47919312961248367, 0.38910486709904801,
                                 0.97620184136032373, 0.56499120415770765, 0.3426311173547586,
                                 0.79318269753497561};
    double mean[7], sd[7], between, centre;
    myn_posterior(y, se, 7, mean, sd, &between, &centre);
    ck_assert_double_eq_tol(between, 2.8176435729586866, 1e-11);
    ck_assert_double_eq_tol(centre, 2.6759731108903639, 1e-11);
    for (int i = 0; i < 7; i++) {
        ck_assert_double_eq_tol(mean[i], means[i], 1e-11);
        ck_assert_double_eq_tol(sd[i], sds[i], 1e-11);
    }
}
END_TEST

/* With one standard error s for all, v is the sample variance less s^2, or 0; then all are the mean. */
START_TEST(posterior_of_equal_errors)
{
    static const double y[] = {1, 2, 3, 4, NAN, 5}, narrow[] = {1, 1, 1, 1, 1, 1},
                        wide[] = {9, 9, 9, 9, 9, 9};
    double mean[6], sd[6], between;
    myn_posterior(y, narrow, 6, mean, sd, &between, NULL);
    ck_assert_double_eq_tol(between, 2.5 - 1, 1e-12);
    ck_assert_double_eq_tol(mean[0], 0.4 * 3 + 0.6 * 1, 1e-12);
    ck_assert_double_eq_tol(sd[0], sqrt(0.6), 1e-12);
    ck_assert_double_nan(mean[4]);
    myn_posterior(y, wide, 6, mean, sd, &between, NULL);
    ck_assert_double_eq(between, 0);
    ck_assert_double_eq(mean[5], 3);
    ck_assert_double_eq(sd[5], 0);
}
END_TEST

START_TEST(posterior_of_few_or_exact_values)
{
    double y[] = {1, 2, 7}, se[] = {0.5, NAN, 0}, mean[3], sd[3], between;
    myn_posterior(y, se, 3, mean, sd, &between, NULL);
    ck_assert_double_nan(between);
    ck_assert_double_eq(mean[0], 1);
    ck_assert_double_eq(sd[0], 0.5);
    ck_assert_double_eq(sd[1], 0);
    ck_assert_double_eq(mean[2], 7);
    myn_posterior(y, se, 0, mean, sd, &between, NULL);
    ck_assert_double_nan(between);
}
END_TEST

/* Numbers of a stream, several at a time: the bits of one at a time, wherever they start. */
START_TEST(many_normals_are_the_same)
{
    static double many[1000];
    myn_stream_normals(7, 3, 40, 1000, many);
    myn_stream one = {7, 3, 40};
    for (int i = 0; i < 1000; i++) {
        double z = myn_stream_normal(&one);
        ck_assert_msg(memcmp(&z, &many[i], sizeof z) == 0, "number %d: %.17g, expected %.17g", i, many[i], z);
    }
    double mean[] = {1, NAN, 5}, sd[] = {2, 1, NAN}, out[3];
    myn_draw_normal(mean, sd, 3, 7, 3, 40, out);
    ck_assert_double_eq(out[0], 1 + 2 * many[0]);
    ck_assert_double_nan(out[1]);
    ck_assert_double_eq(out[2], 5);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("uncertainty: laws");
    TCase *c = tcase_create("laws");
    tcase_add_loop_test(c, gamma_quantiles, 0, COUNT(gammas));
    tcase_add_loop_test(c, poisson_quantiles, 0, COUNT(poissons));
    tcase_add_loop_test(c, binomial_quantiles, 0, COUNT(binomials));
    tcase_add_test(c, no_such_distribution);
    tcase_add_test(c, posterior_of_unequal_errors);
    tcase_add_test(c, posterior_of_equal_errors);
    tcase_add_test(c, posterior_of_few_or_exact_values);
    tcase_add_test(c, many_normals_are_the_same);
    suite_add_tcase(s, c);
    return s;
}
