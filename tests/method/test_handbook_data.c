/* The OECD/JRC handbook's Technology Achievement Index and the R package Compind 3.4 (README of the reference
 * values, sections 2 and 3). */
#include "golden.h"
#include "use.h"

static void check(const Golden *g, const char *input, const char *method, const char *params,
                  const char *expected)
{
    const char *why;
    double *x = golden_column(g, input), *want = golden_column(g, expected);
    Use use = use_method(method, params);
    myn_status status = use_on(&use, x, g->rows, 1, &why);
    ck_assert_msg(status == MYN_OK, "%s: %s", method, why ? why : "");
    for (size_t r = 0; r < g->rows; r++)
        ck_assert_msg(close_to(x[r], want[r], 1e-12), "%s %zu: %.17g, expected %.17g", expected, r, x[r],
                      want[r]);
    use_free(&use);
    free(want);
    free(x);
}

/* Table 15: years of schooling in 23 countries. */
START_TEST(table15)
{
    Golden g = golden_open(golden_folder(test_golden(), "tai"), "tai_table15_normalisation_schooling.csv");
    check(&g, "x", "rank", "", "rank");
    check(&g, "x", "zscore", "", "z");
    check(&g, "x", "minmax", "to=[0, 1]", "minmax");
    check(&g, "x", "percentile", "form=r/n", "percentile");
    check(&g, "x", "ratio", "to=mean", "ratio_mean");
    check(&g, "x", "ratio", "", "ratio_best");
    check(&g, "x", "ratio", "to=worst", "ratio_worst");
    check(&g, "x", "difference", "", "diff_mean");
    check(&g, "x", "difference", "from=worst", "diff_worst");
    check(&g, "x", "above_below_mean", "", "above_below");
    golden_free(&g);
}
END_TEST

/* One column of one table against the column of that name in another, rows in the same order. */
static void check_beside(const Golden *in, const Golden *out, const char *column, const char *expected,
                         const char *method, const char *params)
{
    const char *why;
    double *x = golden_column(in, column), *want = golden_column(out, expected);
    Use use = use_method(method, params);
    ck_assert(use_on(&use, x, in->rows, 1, &why) == MYN_OK);
    for (size_t r = 0; r < in->rows; r++)
        ck_assert_msg(close_to(x[r], want[r], 1e-11), "%s %zu: %.17g, expected %.17g", expected, r, x[r],
                      want[r]);
    use_free(&use);
    free(want);
    free(x);
}

START_TEST(all_indicators)
{
    const char *folder = golden_folder(test_golden(), "tai");
    Golden raw = golden_open(folder, "tai_raw_23.csv"), z = golden_open(folder, "tai_zscore.csv");
    Golden minmax = golden_open(folder, "tai_minmax.csv");
    for (size_t c = 1; c < z.cols; c++) {
        check_beside(&raw, &z, z.cell[c], z.cell[c], "zscore", "");
        check_beside(&raw, &minmax, z.cell[c], z.cell[c], "minmax", "to=[0, 1]");
    }
    golden_free(&minmax);
    golden_free(&z);
    golden_free(&raw);
}
END_TEST

/* Compind's rank with a positive polarity for the first and a negative one for the second indicator. */
START_TEST(nuts1)
{
    const char *folder = golden_folder(test_golden(), "compind");
    Golden raw = golden_open(folder, "compind_EU_NUTS1.csv"),
           want = golden_open(folder, "compind_NUTS1_normalise.csv");
    static const char *const column[][2] = {{"roads", "minmax.roads"}, {"trains", "minmax.trains"}};
    for (int i = 0; i < 2; i++) check_beside(&raw, &want, column[i][0], column[i][1], "minmax", "to=[0, 1]");
    check_beside(&raw, &want, "roads", "rank_pos_neg.roads", "rank", "ties=average");
    check_beside(&raw, &want, "trains", "rank_pos_neg.trains", "rank", "ties=average; first=highest");
    golden_free(&want);
    golden_free(&raw);
}
END_TEST

/* All columns of IN but the first, combined, against column EXPECTED of OUT. */
static void check_within(const Golden *in, const Golden *out, const char *expected, const char *method,
                         const char *params, double tolerance)
{
    double *child[32], weight[32], *got = calloc(in->rows, sizeof *got), *want = golden_column(out, expected);
    size_t children = in->cols - 1;
    for (size_t c = 0; c < children; c++) {
        child[c] = golden_column(in, in->cell[c + 1]);
        weight[c] = 1;
    }
    Use use = use_method(method, params);
    myn_parts parts = {(const double *const *)child, weight, children, in->rows, got, NULL};
    ck_assert(myn_aggregate(use.method, use.param, &parts, (myn_coverage){0, false}, NULL, use.arena) ==
              MYN_OK);
    for (size_t r = 0; r < in->rows; r++)
        ck_assert_msg(close_to(got[r], want[r], tolerance), "%s %zu: %.17g, expected %.17g", expected, r,
                      got[r], want[r]);
    use_free(&use);
    for (size_t c = 0; c < children; c++) free(child[c]);
    free(want);
    free(got);
}

static void check_parts(const Golden *in, const Golden *out, const char *expected, const char *method,
                        const char *params)
{
    check_within(in, out, expected, method, params, 1e-12);
}

/* Compind's Wroclaw measure is the distance, ours one less it. */
static void check_wroclaw(const Golden *in, const Golden *scores)
{
    Golden want = *scores;
    char text[64 * 40], *cell[64];
    ck_assert_uint_lt(want.rows, 63);
    cell[0] = want.cell[golden_col(&want, "wroclaw")];
    for (size_t r = 0; r < want.rows; r++) {
        cell[r + 1] = text + 40 * r;
        snprintf(cell[r + 1], 40, "%.17g", 1 - golden_number(scores, r, golden_col(scores, "wroclaw")));
    }
    want.cell = cell;
    want.cols = 1;
    check_parts(in, &want, "wroclaw", "hellwig", "");
}

START_TEST(better_life)
{
    Golden raw = golden_open(golden_folder(test_golden(), "compind"), "compind_BLI_2017.csv");
    const char *folder = golden_folder(test_golden(), "compind");
    Golden z = golden_open(folder, "compind_BLI_z100_10.csv"),
           want = golden_open(folder, "compind_BLI_scores.csv");
    Golden minmax = golden_open(folder, "compind_BLI_minmax01_1.csv");
    check_parts(&z, &want, "mpi_pos", "mazziotta_pareto", "penalty=minus");
    check_parts(&z, &want, "mpi_neg", "mazziotta_pareto", "penalty=plus");
    check_parts(&minmax, &want, "geom_equal", "geometric", "");
    check_parts(&raw, &want, "owa_atleast3", "owa", "count=3");
    check_parts(&raw, &want, "owa_morethan3", "owa", "count=3; first=worst");
    check_within(&minmax, &want, "bod", "benefit_of_doubt", "", 1e-9);
    check_within(&minmax, &want, "bod_share5_30", "benefit_of_doubt", "shares=[0.05, 0.3]", 1e-9);
    check_wroclaw(&minmax, &want);
    golden_free(&raw);
    golden_free(&minmax);
    golden_free(&want);
    golden_free(&z);
}
END_TEST

/* The adjusted Mazziotta-Pareto index of the Happy Planet data: range over all years, centre the mean of the
 * first (compind_HPI_ampi_goalposts.csv); then without and with the sign that Compind cannot give. */
START_TEST(adjusted)
{
    enum { PARTS = 3, NORMALISED = 5, SCORES = 8 };
    const char *folder = golden_folder(test_golden(), "compind"), *why;
    Golden g = golden_open(folder, "compind_HPI_ampi.csv"),
           posts = golden_open(folder, "compind_HPI_ampi_goalposts.csv");
    double *x[PARTS], weight[PARTS] = {1, 1, 1}, *out = malloc(g.rows * sizeof *out);
    for (size_t k = 0; k < PARTS; k++) {
        char params[100];
        snprintf(params, sizeof params, "centre=%s", golden_text(&posts, k, 1));
        Use use = use_method("ampi", params);
        x[k] = malloc(g.rows * sizeof *x[k]);
        for (size_t r = 0; r < g.rows; r++) x[k][r] = golden_number(&g, r, 2 + k);
        double direction = strcmp(golden_text(&posts, k, 2), "POS") == 0 ? 1 : -1;
        ck_assert(use_on(&use, x[k], g.rows, direction, &why) == MYN_OK);
        for (size_t r = 0; r < g.rows; r++)
            ck_assert(close_to(x[k][r], golden_number(&g, r, NORMALISED + k), 1e-12));
        use_free(&use);
    }
    static const char *const penalty[] = {"penalty=minus; ddof=0", "penalty=plus; ddof=0"};
    for (size_t p = 0; p < 2; p++) {
        Use use = use_method("mazziotta_pareto", penalty[p]);
        myn_parts parts = {(const double *const *)x, weight, PARTS, g.rows, out, NULL};
        ck_assert(use.method->combine(use.param, &parts, use.arena) == MYN_OK);
        for (size_t r = 0; r < g.rows; r++)
            ck_assert(close_to(out[r], golden_number(&g, r, SCORES + p), 1e-12));
        use_free(&use);
    }
    for (size_t k = 0; k < PARTS; k++) free(x[k]);
    free(out);
    golden_free(&posts);
    golden_free(&g);
}
END_TEST

/* Table 19 from indicators between 0 and 1: each weight 10 to 15 % of their sum, and free; and Copeland's
 * rule. */
START_TEST(table19)
{
    const char *folder = golden_folder(test_golden(), "tai");
    Golden in = golden_open(folder, "tai_minmax.csv"), want = golden_open(folder, "tai_bod_table19.csv");
    ck_assert_uint_eq(in.cols, 9);
    for (size_t r = 0; r < in.rows; r++) ck_assert_str_eq(golden_text(&in, r, 0), golden_text(&want, r, 0));
    check_within(&in, &want, "bod_unrestricted", "benefit_of_doubt", "", 1e-9);
    check_within(&in, &want, "bod_share10_15", "benefit_of_doubt", "shares=[0.1, 0.15]; share_of=weight",
                 1e-9);
    golden_free(&want);
    want = golden_open(folder, "tai_copeland23.csv");
    for (size_t r = 0; r < in.rows; r++) ck_assert_str_eq(golden_text(&in, r, 0), golden_text(&want, r, 0));
    check_within(&in, &want, "copeland", "copeland", "", 0);
    golden_free(&want);
    golden_free(&in);
}
END_TEST

Suite *suite(void)
{
    test_needs(test_golden());
    Suite *s = suite_create("handbook and Compind");
    TCase *c = tcase_create("all");
    tcase_add_test(c, table15);
    tcase_add_test(c, all_indicators);
    tcase_add_test(c, nuts1);
    tcase_add_test(c, better_life);
    tcase_add_test(c, adjusted);
    tcase_add_test(c, table19);
    suite_add_tcase(s, c);
    return s;
}
