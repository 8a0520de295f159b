/* The same samples give COINr's indices and rank statistics (README of the reference values, section 1 e). */
#include "functions.h"
#include "method/golden.h"
#include <mynegai/order.h>
#include <mynegai/sensitivity.h>

static const char *asem, *sobol;

/* Y's indices by the published formulae are those of the file, row by row. */
static void check_indices(const double *y, size_t n, const Golden *want)
{
    myn_arena *arena;
    myn_sensitivity_input input[3];
    myn_sensitivity out = {.input = input};
    const myn_sensitivity_choice choice = {.n = n, .d = 3, .raw = true};
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
    ck_assert_int_eq(myn_sensitivity_of(y, &choice, &out, arena), MYN_OK);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_double_eq_tol(input[i].first.value, golden_number(want, i, golden_col(want, "Si")), 1e-12);
        ck_assert_double_eq_tol(input[i].total.value, golden_number(want, i, golden_col(want, "STi")), 1e-12);
    }
    if (want->cols == 4)
        ck_assert_double_eq_tol(out.variance, golden_number(want, 0, golden_col(want, "varY")), 1e-12);
    myn_arena_free(arena);
}

static void check_function(const char *sample, const char *indices, double (*function)(const double *u))
{
    Golden in = golden_open(sobol, sample), want = golden_open(sobol, indices);
    double *y = golden_column(&in, "y");
    ck_assert_uint_eq(in.rows, 256 * 5);
    for (size_t r = 0; function && r < in.rows; r++) {
        double u[3] = {golden_number(&in, r, 0), golden_number(&in, r, 1), golden_number(&in, r, 2)};
        ck_assert_double_eq_tol(function(u), y[r], 1e-12);
    }
    check_indices(y, 256, &want);
    free(y);
    golden_free(&want);
    golden_free(&in);
}

START_TEST(ishigami_256)
{
    check_function("sobol_ishigami_sample_N256.csv", "sobol_ishigami_indices_N256.csv", ishigami);
}
END_TEST

START_TEST(linear_256)
{
    check_function("sobol_linear_sample_N256.csv", "sobol_linear_indices_N256.csv", linear);
}
END_TEST

/* ---- ASEM: 51 countries, 250 runs ---- */

enum { AREAS = 51, RUNS = 250, BASE = 100 };

/* Ranks of every run, runs x areas, the highest score first, from the scores in the file. */
static void ranks_of(const Golden *scores, double *rank)
{
    myn_arena *arena;
    size_t present;
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
    for (size_t r = 0; r < RUNS; r++) {
        double *row = rank + r * AREAS;
        for (size_t a = 0; a < AREAS; a++) row[a] = golden_number(scores, a, 2 + r);
        ck_assert_int_eq(myn_rank(row, row, AREAS, MYN_TIES_MIN, true, &present, arena), MYN_OK);
    }
    myn_arena_free(arena);
}

START_TEST(asem_indices)
{
    static double rank[RUNS * AREAS], y[RUNS];
    Golden scores = golden_open(asem, "asem_sa_scores_N50.csv"),
           nominal = golden_open(asem, "asem_sa_nominal.csv");
    Golden want = golden_open(asem, "asem_sa_indices_N50.csv");
    ranks_of(&scores, rank);
    for (size_t r = 0; r < RUNS; r++)
        for (size_t a = 0; a < AREAS; a++)
            y[r] += fabs(rank[r * AREAS + a] - golden_number(&nominal, a, golden_col(&nominal, "Rank"))) /
                    AREAS;
    check_indices(y, 50, &want);
    golden_free(&want);
    golden_free(&nominal);
    golden_free(&scores);
}
END_TEST

static int by_value(const void *one, const void *other)
{
    double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

/* Over rows A and B. */
START_TEST(asem_rank_statistics)
{
    static double rank[RUNS * AREAS], of[BASE];
    Golden scores = golden_open(asem, "asem_sa_scores_N50.csv");
    Golden want = golden_open(asem, "asem_sa_rankstats_N50.csv");
    ranks_of(&scores, rank);
    for (size_t a = 0; a < AREAS; a++) {
        double sum = 0;
        size_t at = golden_row(&want, golden_text(&scores, a, 0));
        for (size_t r = 0; r < BASE; r++) sum += of[r] = rank[r * AREAS + a];
        qsort(of, BASE, sizeof *of, by_value);
        ck_assert_double_eq_tol(sum / BASE, golden_number(&want, at, golden_col(&want, "Mean")), 1e-12);
        ck_assert_double_eq_tol(myn_quantile(of, BASE, 0.5), golden_number(&want, at, 3), 1e-12);
        ck_assert_double_eq_tol(myn_quantile(of, BASE, 0.05), golden_number(&want, at, 4), 1e-12);
        ck_assert_double_eq_tol(myn_quantile(of, BASE, 0.95), golden_number(&want, at, 5), 1e-12);
    }
    golden_free(&want);
    golden_free(&scores);
}
END_TEST

Suite *suite(void)
{
    asem = golden_folder(test_golden(), "asem");
    sobol = golden_folder(test_golden(), "sobol");
    test_needs(asem);
    test_needs(sobol);
    Suite *s = suite_create("sensitivity_data");
    TCase *c = tcase_create("sensitivity_data");
    tcase_add_test(c, ishigami_256);
    tcase_add_test(c, linear_256);
    tcase_add_test(c, asem_indices);
    tcase_add_test(c, asem_rank_statistics);
    suite_add_tcase(s, c);
    return s;
}
