/* Indices of variance: values by derivation, limits by their coverage, edges. */
#include "functions.h"
#include "suite.h"
#include <mynegai/design.h>
#include <mynegai/sensitivity.h>
#include <stdlib.h>

typedef double (*Function)(const double *u);
typedef void (*Indices)(double first[3], double total[3]);

static myn_arena *arena;
static myn_sensitivity_input input[3];

static void open_arena(void)
{
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
}

static void close_arena(void)
{
    myn_arena_free(arena);
}

static double *runs_of(Function f, const myn_design_choice *choice)
{
    myn_design design;
    double point[3], room[6];
    uint64_t runs = myn_saltelli_runs(choice->points, 3);
    const myn_saltelli rows = {&design, 3, NULL};
    double *y = malloc(runs * sizeof *y);
    ck_assert_int_eq(myn_design_new(choice, arena, &design), MYN_OK);
    for (uint64_t r = 0; r < runs; r++) {
        myn_saltelli_point(&rows, r, point, room);
        y[r] = f(point);
    }
    return y;
}

static myn_sensitivity indices_of(const double *y, myn_sensitivity_choice choice)
{
    myn_sensitivity out = {.input = input};
    myn_arena_mark mark = myn_arena_here(arena);
    ck_assert_int_eq(myn_sensitivity_of(y, &choice, &out, arena), MYN_OK);
    myn_arena_rewind(arena, mark);
    return out;
}

/* Two base points, two inputs, by hand: A = 1, 3; B = 2, 6; AB1 = 2, 3; AB2 = 1, 5. Mean 3, V = (4+0+1+9)/3 = 14/3. Raw:
 * first1 = (2 (2-1) + 6 (3-3)) / 2 / V = 3/14, first2 = (2 0 + 6 2) / 2 / V = 9/7. Centred: B - 3 = -1, 3: first1 =
 * -1/2 / V = -3/28, first2 = 6/2 / V = 9/14. total1 = (1 + 0) / 4 / V = 3/56, total2 = 4/4 / V = 3/14. */
START_TEST(by_hand)
{
    static const double y[] = {1, 3, 2, 6, 2, 3, 1, 5};
    myn_sensitivity out = indices_of(y, (myn_sensitivity_choice){.n = 2, .d = 2, .raw = true});
    ck_assert_double_eq_tol(out.mean, 3, 1e-15);
    ck_assert_double_eq_tol(out.variance, 14.0 / 3, 1e-15);
    ck_assert_double_eq_tol(input[0].first.value, 3.0 / 14, 1e-15);
    ck_assert_double_eq_tol(input[1].first.value, 9.0 / 7, 1e-15);
    ck_assert_double_eq_tol(input[0].total.value, 3.0 / 56, 1e-15);
    ck_assert_double_eq_tol(input[1].total.value, 3.0 / 14, 1e-15);
    indices_of(y, (myn_sensitivity_choice){.n = 2, .d = 2});
    ck_assert_double_eq_tol(input[0].first.value, -3.0 / 28, 1e-15);
    ck_assert_double_eq_tol(input[1].first.value, 9.0 / 14, 1e-15);
    ck_assert_double_eq_tol(input[1].total.value, 3.0 / 14, 1e-15);
    ck_assert(isnan(input[0].first.lower) && !input[0].first.settled);
}
END_TEST

static void check_near(Function f, Indices indices, myn_design_kind kind, double tolerance)
{
    double first[3], total[3];
    const myn_design_choice choice = {kind, 11, 8192, 6};
    double *y = runs_of(f, &choice);
    indices_of(y, (myn_sensitivity_choice){.n = 8192, .d = 3});
    indices(first, total);
    for (int i = 0; i < 3; i++) {
        ck_assert_double_eq_tol(input[i].first.value, first[i], tolerance);
        ck_assert_double_eq_tol(input[i].total.value, total[i], tolerance);
    }
    free(y);
}

/* At N = 8,192 the standard error of a Monte Carlo estimate is about 0.02. */
START_TEST(near_the_truth)
{
    check_near(ishigami, ishigami_indices, MYN_DESIGN_MONTE_CARLO, 0.06);
    check_near(ishigami, ishigami_indices, MYN_DESIGN_LATIN, 0.06);
    check_near(ishigami, ishigami_indices, MYN_DESIGN_SOBOL, 0.003);
    check_near(linear, linear_indices, MYN_DESIGN_MONTE_CARLO, 0.06);
    check_near(linear, linear_indices, MYN_DESIGN_SOBOL, 0.001);
}
END_TEST

/* Root mean square error of all six indices over seeds. */
static double error_of(Function f, Indices indices, myn_design_kind kind, size_t n)
{
    enum { SEEDS = 16 };
    double first[3], total[3], squares = 0;
    indices(first, total);
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        const myn_design_choice choice = {kind, seed, n, 6};
        double *y = runs_of(f, &choice);
        indices_of(y, (myn_sensitivity_choice){.n = n, .d = 3});
        for (int i = 0; i < 3; i++)
            squares += pow(input[i].first.value - first[i], 2) + pow(input[i].total.value - total[i], 2);
        free(y);
    }
    return sqrt(squares / SEEDS / 6);
}

/* From N = 64 to 4,096: Monte Carlo falls as N^-1/2 (a factor of 8), the Sobol' sequence faster than N^-0.7 where
 * inputs act together and faster than N^-0.95 on a straight function. */
START_TEST(rates)
{
    double plain = error_of(ishigami, ishigami_indices, MYN_DESIGN_MONTE_CARLO, 64) /
                   error_of(ishigami, ishigami_indices, MYN_DESIGN_MONTE_CARLO, 4096);
    double sobol = error_of(ishigami, ishigami_indices, MYN_DESIGN_SOBOL, 64) /
                   error_of(ishigami, ishigami_indices, MYN_DESIGN_SOBOL, 4096);
    double straight = error_of(linear, linear_indices, MYN_DESIGN_SOBOL, 64) /
                      error_of(linear, linear_indices, MYN_DESIGN_SOBOL, 4096);
    ck_assert_msg(plain > 5 && plain < 12, "%g", plain);
    ck_assert_msg(sobol > 20, "%g", sobol);
    ck_assert_msg(straight > 52, "%g", straight);
}
END_TEST

/* 95 % limits over independent rows hold the true index in about 95 of 100 samples: 900 intervals of 150 seeds, whose
 * misses by sample go together; a bootstrap that kept V fixed would hold it in 99 of 100 for the large shares. */
START_TEST(limits_cover)
{
    enum { SEEDS = 150, N = 256 };
    double first[3], total[3];
    size_t held = 0;
    linear_indices(first, total);
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        const myn_design_choice choice = {MYN_DESIGN_MONTE_CARLO, seed, N, 6};
        double *y = runs_of(linear, &choice);
        indices_of(y, (myn_sensitivity_choice){N, 3, false, 400, 0.95, seed});
        for (int i = 0; i < 3; i++) {
            held += input[i].first.lower <= first[i] && first[i] <= input[i].first.upper;
            held += input[i].total.lower <= total[i] && total[i] <= input[i].total.upper;
        }
        free(y);
    }
    double share = (double)held / (6 * SEEDS);
    ck_assert_msg(share > 0.91 && share < 0.975, "%g", share);
}
END_TEST

/* The variance is drawn again too: where A is 0 and AB1 = B = b, total_1 = mean(b^2) / 2 V, and V is nearly mean(b^2) / 2 of
 * the same rows as long as the mean of b is about 0: near 1 in any resample. Four of 40 rows stand out, so that with V kept
 * as it was the limits would run from about a quarter to two, as the number of them that is drawn. */
START_TEST(variance_is_resampled)
{
    enum { N = 40 };
    double y[3 * N];
    for (size_t i = 0; i < N; i++) {
        y[i] = 0;
        y[N + i] = y[2 * N + i] = (i % 20 < 2 ? 30 : 1) * (i % 2 ? 1 : -1);
    }
    indices_of(y, (myn_sensitivity_choice){N, 1, false, 500, 0.95, 3});
    ck_assert_double_lt(input[0].total.upper, 1.2);
    ck_assert_double_gt(input[0].total.lower, 0.9);
}
END_TEST

START_TEST(too_few)
{
    const myn_design_choice few = {MYN_DESIGN_MONTE_CARLO, 1, 16, 6},
                            many = {MYN_DESIGN_MONTE_CARLO, 1, 4096, 6};
    double *y = runs_of(linear, &few);
    myn_sensitivity out = indices_of(y, (myn_sensitivity_choice){16, 3, false, 200, 0.95, 1});
    for (int i = 0; i < 3; i++) ck_assert(!input[i].first.settled && !input[i].total.settled);
    ck_assert_uint_ge(out.needed, MYN_SENSITIVITY_LEAST);
    free(y);
    y = runs_of(linear, &many);
    out = indices_of(y, (myn_sensitivity_choice){4096, 3, false, 200, 0.95, 1});
    for (int i = 0; i < 3; i++) ck_assert(input[i].first.settled && input[i].total.settled);
    ck_assert_uint_eq(out.needed, 0);
    free(y);
}
END_TEST

START_TEST(edges)
{
    double y[] = {1, 3, 2, NAN, 6, 1, 2, 3, 1}; /* n 3, d 1: the second row of A has B, the first none */
    double same[] = {5, 5, 5, 5, 5, 5};
    myn_sensitivity out = indices_of(y, (myn_sensitivity_choice){.n = 3, .d = 1});
    ck_assert_uint_eq(out.rows, 2);
    ck_assert_double_eq_tol(out.mean, 3, 1e-15);
    out = indices_of(same, (myn_sensitivity_choice){2, 1, false, 50, 0.9, 1});
    ck_assert_double_eq(out.variance, 0);
    ck_assert(isnan(input[0].first.value) && isnan(input[0].total.upper) && !input[0].total.settled);
    same[4] = 5 + 0x1p-50; /* rounding is no variance */
    out = indices_of(same, (myn_sensitivity_choice){2, 1, false, 50, 0.9, 1});
    ck_assert(isnan(input[0].total.value));
    same[3] = 5 + 0x1p-50;
    out = indices_of(same, (myn_sensitivity_choice){2, 1, false, 50, 0.9, 1});
    ck_assert_double_eq(out.variance, 0);
    ck_assert(isnan(input[0].total.value));
    for (size_t i = 0; i < 9; i++) y[i] = NAN;
    out = indices_of(y, (myn_sensitivity_choice){.n = 3, .d = 1});
    ck_assert_uint_eq(out.rows, 0);
    ck_assert(isnan(out.mean) && isnan(input[0].first.value));
}
END_TEST

START_TEST(wrong_choices)
{
    static const myn_sensitivity_choice wrong[] = {
        {.n = 0, .d = 1}, {.n = 1, .d = 0}, {.n = 1, .d = 1, .resamples = 10, .level = 1}};
    double y[3] = {0};
    myn_sensitivity out = {.input = input};
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++)
        ck_assert_int_eq(myn_sensitivity_of(y, &wrong[k], &out, arena), MYN_ERR_ARGUMENT);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("sensitivity");
    TCase *c = tcase_create("sensitivity");
    tcase_add_checked_fixture(c, open_arena, close_arena);
    tcase_set_timeout(c, 120);
    tcase_add_test(c, by_hand);
    tcase_add_test(c, near_the_truth);
    tcase_add_test(c, rates);
    tcase_add_test(c, limits_cover);
    tcase_add_test(c, variance_is_resampled);
    tcase_add_test(c, too_few);
    tcase_add_test(c, edges);
    tcase_add_test(c, wrong_choices);
    suite_add_tcase(s, c);
    return s;
}
