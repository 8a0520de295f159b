/* Covariance, correlation, probabilities. Numbers of R 4.2.2, calls beside them. */
#include "linalg/golden_mat.h"
#include <mynegai/stream.h>

enum { N = 10 };

/* Ties and gaps. */
static const double pair[2][N] = {{1, 2, 2, 3, 4, 4, 4, 5, NAN, 6}, {2, 1, 3, 3, 5, NAN, 4, 4, 2, 6}};

static myn_cmat two(const double (*x)[N])
{
    return (myn_cmat){&x[0][0], 2, N, N};
}

/* cor.test(x, y, method, exact = FALSE) */
START_TEST(of_a_pair)
{
    static const double want[3][2] = {{0.872356744289958, 0.00471414287696615},
                                      {0.890243902439025, 0.00303929556848881},
                                      {0.769230769230769, 0.0107475775804601}};
    double r[4], p[4], n[4];
    myn_correlations out = {{r, 2, 2, 2}, {p, 2, 2, 2}, {n, 2, 2, 2}};
    myn_arena *scratch = arena_new();
    for (int gaps = MYN_GAPS_PAIRWISE; gaps <= MYN_GAPS_COMPLETE; gaps++) {
        ck_assert(myn_correlation(two(pair), (myn_corr_kind)_i, (myn_gaps)gaps, &out, scratch) == MYN_OK);
        ck_assert_double_eq_tol(r[1], want[_i][0], 1e-14);
        ck_assert_double_eq_tol(p[2], want[_i][1], 1e-13);
        ck_assert(r[0] == 1 && r[3] == 1 && r[1] == r[2] && p[0] == 0 && p[1] == p[2]);
        ck_assert(n[1] == 8 && n[0] == (gaps == MYN_GAPS_PAIRWISE ? 9 : 8));
    }
    myn_arena_free(scratch);
}
END_TEST

/* No ties: another variance of Kendall's S. */
START_TEST(kendall_without_ties)
{
    double x[2][6] = {{3, 1, 2, 5, 4, 6}, {1, 2, 3, 4, 6, 5}}, r[4], p[4];
    myn_arena *scratch = arena_new();
    ck_assert(myn_correlation((myn_cmat){&x[0][0], 2, 6, 6}, MYN_CORR_KENDALL, MYN_GAPS_PAIRWISE,
                              &(myn_correlations){.r = {r, 2, 2, 2}, .p = {p, 2, 2, 2}}, scratch) == MYN_OK);
    ck_assert_double_eq_tol(r[1], 0.466666666666667, 1e-15);
    ck_assert_double_eq_tol(p[1], 0.188486038067375, 1e-14);
    myn_arena_free(scratch);
}
END_TEST

/* Against counting all pairs. */
START_TEST(kendall_by_counting)
{
    enum { M = 137 };
    static double x[2][M];
    double r[4], concordant = 0, tied[2] = {0, 0};
    myn_stream stream = myn_stream_at(11, (uint64_t)_i);
    for (int i = 0; i < M; i++) {
        x[0][i] = floor(20 * myn_stream_uniform(&stream));
        x[1][i] = floor(x[0][i] / 2 + 9 * myn_stream_uniform(&stream));
    }
    for (int i = 0; i < M; i++)
        for (int j = 0; j < i; j++) {
            double a = x[0][i] - x[0][j], b = x[1][i] - x[1][j];
            concordant += (a * b > 0) - (a * b < 0);
            tied[0] += a != 0;
            tied[1] += b != 0;
        }
    myn_arena *scratch = arena_new();
    ck_assert(myn_correlation((myn_cmat){&x[0][0], 2, M, M}, MYN_CORR_KENDALL, MYN_GAPS_COMPLETE,
                              &(myn_correlations){.r = {r, 2, 2, 2}}, scratch) == MYN_OK);
    ck_assert_double_eq_tol(r[1], concordant / sqrt(tied[0] * tied[1]), 1e-14);
    myn_arena_free(scratch);
}
END_TEST

/* cov(x, y, use = "pairwise"); a gap as 0; a matrix wider than a tile, against the definition. */
START_TEST(covariances)
{
    enum { ROWS = 7, COLS = 1031 };
    static double x[ROWS][COLS], c[ROWS * ROWS];
    myn_arena *scratch = arena_new();
    ck_assert(myn_covariance(two(pair), MYN_GAPS_PAIRWISE, (myn_mat){c, 2, 2, 2}, scratch) == MYN_OK);
    ck_assert_double_eq_tol(c[1], 2.35714285714286, 1e-14);
    double gap[2][N] = {{1, NAN, -1}, {1, 2, -1}}; /* x = 1, 0, -1, 0 ...: sum of products 2, sums 0 and 2 */
    ck_assert(myn_covariance(two(gap), MYN_GAPS_ZERO, (myn_mat){c, 2, 2, 2}, scratch) == MYN_OK);
    ck_assert_double_eq_tol(c[1], 2. / 9, 1e-15);
    myn_stream stream = myn_stream_at(3, 1);
    for (int i = 0; i < ROWS * COLS; i++) (&x[0][0])[i] = 1e6 + myn_stream_normal(&stream);
    ck_assert(myn_covariance((myn_cmat){&x[0][0], ROWS, COLS, COLS}, MYN_GAPS_PAIRWISE,
                             (myn_mat){c, ROWS, ROWS, ROWS}, scratch) == MYN_OK);
    for (int i = 0; i < ROWS; i++)
        for (int j = 0; j < ROWS; j++) {
            long double mi = 0, mj = 0, sum = 0;
            for (int k = 0; k < COLS; k++) mi += x[i][k], mj += x[j][k];
            for (int k = 0; k < COLS; k++) sum += (x[i][k] - mi / COLS) * (x[j][k] - mj / COLS);
            ck_assert_double_eq_tol(c[i * ROWS + j], (double)(sum / (COLS - 1)), 1e-12);
        }
    myn_arena_free(scratch);
}
END_TEST

/* The same indicators with and without a gap elsewhere: one product or pair by pair. */
START_TEST(both_ways)
{
    enum { COLS = 601 };
    static double x[3][COLS], r[2][9];
    myn_stream stream = myn_stream_at(5, 1);
    for (int i = 0; i < 3 * COLS; i++) (&x[0][0])[i] = floor(50 * myn_stream_uniform(&stream));
    myn_cmat all = {&x[0][0], 3, COLS, COLS}, less = {&x[0][0], 3, COLS - 1, COLS};
    myn_arena *scratch = arena_new();
    ck_assert(myn_correlation(less, (myn_corr_kind)_i, MYN_GAPS_PAIRWISE,
                              &(myn_correlations){.r = {r[0], 3, 3, 3}}, scratch) == MYN_OK);
    for (int i = 0; i < 3; i++) x[i][COLS - 1] = NAN;
    ck_assert(myn_correlation(all, (myn_corr_kind)_i, MYN_GAPS_PAIRWISE,
                              &(myn_correlations){.r = {r[1], 3, 3, 3}}, scratch) == MYN_OK);
    for (int i = 0; i < 9; i++) ck_assert_double_eq_tol(r[0][i], r[1][i], 1e-14);
    myn_arena_free(scratch);
}
END_TEST

static void check_missing(const double (*x)[N], size_t n, myn_corr_kind kind)
{
    double r[4], p[4];
    myn_arena *scratch = arena_new();
    for (int gaps = MYN_GAPS_PAIRWISE; gaps <= MYN_GAPS_COMPLETE; gaps++) {
        ck_assert(myn_correlation((myn_cmat){&x[0][0], 2, n, N}, kind, (myn_gaps)gaps,
                                  &(myn_correlations){.r = {r, 2, 2, 2}, .p = {p, 2, 2, 2}},
                                  scratch) == MYN_OK);
        ck_assert_msg(isnan(r[1]) && isnan(p[1]), "%d %g %g", kind, r[1], p[1]);
    }
    myn_arena_free(scratch);
}

/* None, one, the same everywhere (in a number that is no sum of powers of two; only where both are), all
 * missing. */
START_TEST(edges)
{
    static const double flat[2][N] = {{.1, .1, .1, .1, .1, .1, .1, .1, .1, .1},
                                      {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}};
    static const double apart[2][N] = {{.1, .1, .1, .1, .1, .1, 7, 8, 9, 10},
                                       {1, 2, 3, 4, 5, 6, NAN, NAN, NAN, NAN}};
    static const double gone[2][N] = {{NAN, NAN, NAN}, {1, 2, 3}};
    check_missing(flat, 0, (myn_corr_kind)_i);
    check_missing(flat, 1, (myn_corr_kind)_i);
    check_missing(flat, N, (myn_corr_kind)_i);
    check_missing(apart, N, (myn_corr_kind)_i);
    check_missing(gone, 3, (myn_corr_kind)_i);
}
END_TEST

/* Infinity has no covariance, but a rank. */
START_TEST(infinite)
{
    double x[2][4] = {{1, 2, INFINITY, 3}, {2, 3, 9, 5}}, r[4];
    myn_cmat m = {&x[0][0], 2, 4, 4};
    myn_arena *scratch = arena_new();
    ck_assert(myn_covariance(m, MYN_GAPS_PAIRWISE, (myn_mat){r, 2, 2, 2}, scratch) == MYN_OK);
    ck_assert(isnan(r[1]) && isnan(r[0]) && r[3] > 0);
    for (int kind = MYN_CORR_PEARSON; kind <= MYN_CORR_KENDALL; kind++) {
        ck_assert(myn_correlation(m, (myn_corr_kind)kind, MYN_GAPS_PAIRWISE,
                                  &(myn_correlations){.r = {r, 2, 2, 2}}, scratch) == MYN_OK);
        ck_assert(kind == MYN_CORR_PEARSON ? isnan(r[1]) : r[1] == 1);
    }
    myn_arena_free(scratch);
}
END_TEST

/* 2 * pt(-abs(t), df); pchisq(x, df, lower.tail = FALSE) */
START_TEST(tails)
{
    static const double t[][3] = {{0, 5, 1},
                                  {.5, 1, 0.704832764699134},
                                  {2, 3, 0.139325968558843},
                                  {-2, 49, 0.0510591482574181},
                                  {12, 49, 3.3808104947974e-16},
                                  {1.96, 35000, 0.0500037129181823},
                                  {40, 1000, 1.04788521551729e-209}};
    static const double chi[][3] = {{1, 1, 0.317310507862914},
                                    {10, 10, 0.440493285065212},
                                    {.01, 3, 0.999734834941344},
                                    {200, 10, 1.61393053369773e-37},
                                    {1800, 1770, 0.304119751943315},
                                    {3, 1770, 1},
                                    {1e4, 1770, 0}};
    for (size_t i = 0; i < sizeof t / sizeof *t; i++)
        ck_assert_double_eq_tol(myn_t_tail(t[i][0], t[i][1]) / t[i][2], 1, 1e-10);
    for (size_t i = 0; i < sizeof chi / sizeof *chi; i++)
        ck_assert_double_eq_tol(myn_chi_squared_tail(chi[i][0], chi[i][1]), chi[i][2], 1e-12);
    ck_assert_double_eq_tol(myn_chi_squared_tail(200, 10) / 1.61393053369773e-37, 1, 1e-12);
    ck_assert(myn_t_tail(INFINITY, 3) == 0 && isnan(myn_t_tail(NAN, 3)) && isnan(myn_t_tail(1, 0)));
    ck_assert(myn_chi_squared_tail(-1, 3) == 1 && myn_chi_squared_tail(INFINITY, 3) == 0);
    ck_assert(isnan(myn_chi_squared_tail(NAN, 3)) && isnan(myn_chi_squared_tail(1, -1)));
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("correlation");
    TCase *c = tcase_create("correlation");
    tcase_add_loop_test(c, of_a_pair, 0, 3);
    tcase_add_test(c, kendall_without_ties);
    tcase_add_loop_test(c, kendall_by_counting, 0, 5);
    tcase_add_test(c, covariances);
    tcase_add_loop_test(c, both_ways, 0, 2);
    tcase_add_loop_test(c, edges, 0, 3);
    tcase_add_test(c, infinite);
    tcase_add_test(c, tails);
    suite_add_tcase(s, c);
    return s;
}
