/* The standard score on series whose first values tell little of the rest. The expected values are two plain
 * passes in long double, 64 bits of mantissa. */
#include "use.h"

enum { N = 20000 };

static void check_series(double *x)
{
    long double total = 0, squares = 0;
    for (int i = 0; i < N; i++) total += x[i];
    long double mean = total / N;
    for (int i = 0; i < N; i++) squares += (x[i] - mean) * (x[i] - mean);
    long double sd = sqrtl(squares / (N - 1));
    double *z = malloc(N * sizeof *z);
    const char *why;
    memcpy(z, x, N * sizeof *z);
    Use use = use_method("zscore", "");
    ck_assert(use_on(&use, z, N, 1, &why) == MYN_OK);
    ck_assert_double_le(fabs((double)((use.fitted[1] - sd) / sd)), 1e-14);
    for (int i = 0; i < N; i++) ck_assert(close_to(z[i], (double)((x[i] - mean) / sd), 1e-12));
    use_free(&use);
    free(z);
}

START_TEST(in_order)
{
    double *x = malloc(N * sizeof *x);
    for (int i = 0; i < N; i++) x[i] = i / 7.0;
    check_series(x);
    for (int i = 0; i < N; i++) x[i] = exp(-i / 700.0);
    check_series(x);
    free(x);
}
END_TEST

START_TEST(first_far_from_the_rest)
{
    double *x = malloc(N * sizeof *x);
    for (int i = 0; i < N; i++) x[i] = i < 300 ? 1e6 : i % 17 / 3.0;
    check_series(x);
    for (int i = 0; i < N; i++) x[i] = (i < 300 ? -1e3 : 0) + i % 5 / 10.0;
    check_series(x);
    free(x);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("zscore");
    TCase *c = tcase_create("all");
    tcase_add_test(c, in_order);
    tcase_add_test(c, first_far_from_the_rest);
    suite_add_tcase(s, c);
    return s;
}
