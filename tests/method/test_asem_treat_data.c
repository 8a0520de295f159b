/* Moments, treatment and imputation on the ASEM data against COINr 1.1.14 (README of the reference values,
 * sections 1 c and d). */
#include "golden.h"
#include "use.h"

static const char *folder;

START_TEST(moments)
{
    Golden raw = golden_open(folder, "asem_stage_raw.csv"),
           want = golden_open(folder, "asem_skew_kurt_raw.csv");
    for (size_t r = 0; r < want.rows; r++) {
        double *x = golden_column(&raw, golden_text(&want, r, 0));
        myn_moments m = myn_moments_of(x, raw.rows, 1);
        ck_assert(close_to(m.skew, golden_number(&want, r, 1), 1e-11));
        ck_assert(close_to(m.kurtosis, golden_number(&want, r, 2), 1e-11));
        free(x);
    }
    golden_free(&want);
    golden_free(&raw);
}
END_TEST

START_TEST(statistics)
{
    Golden raw = golden_open(folder, "asem_stage_raw.csv"), want = golden_open(folder, "asem_stats_raw.csv");
    for (size_t r = 0; r < want.rows; r++) {
        double *x = golden_column(&raw, golden_text(&want, r, 0));
        myn_moments m = myn_moments_of(x, raw.rows, 1);
        ck_assert(close_to(m.least, golden_number(&want, r, golden_col(&want, "Min")), 0));
        ck_assert(close_to(m.greatest, golden_number(&want, r, golden_col(&want, "Max")), 0));
        ck_assert(close_to(m.mean, golden_number(&want, r, golden_col(&want, "Mean")), 1e-12));
        ck_assert(close_to(m.sd, golden_number(&want, r, golden_col(&want, "Std")), 1e-12));
        free(x);
    }
    golden_free(&want);
    golden_free(&raw);
}
END_TEST

/* One column: treated values, number of points, and where values were winsorised. */
static void check_column(const Golden *raw, const Golden *want, const Golden *dets, size_t row, Use *use)
{
    const char *name = golden_text(dets, row, 0), *why;
    double *x = golden_column(raw, name),
           points = golden_number(dets, row, golden_col(dets, "winsorise.nwin"));
    myn_status status = use_on(use, x, raw->rows, 1, &why);
    ck_assert_msg(status == MYN_OK, "%s: %s", name, why ? why : "");
    ck_assert_msg(use->fitted[4] == (isnan(points) ? 0 : points), "%s: %g points", name, use->fitted[4]);
    for (size_t r = 0; r < raw->rows; r++) {
        size_t at = golden_row(want, golden_text(raw, r, 0));
        double expected = golden_number(want, at, golden_col(want, name));
        ck_assert_msg(close_to(x[r], expected, 1e-12), "%s %zu: %.17g, expected %.17g", name, r, x[r],
                      expected);
    }
    free(x);
}

static const char *const variant[][2] = {
    {"default", ""},
    {"winmax1", "most=1"},
    {"winmax_nolimit", "most=100"},
    {"tight_sk1_k2", "skew=1; kurtosis=2"},
};

START_TEST(treat)
{
    char x[100], d[100];
    snprintf(x, sizeof x, "asem_treat_raw_%s_x.csv", variant[_i][0]);
    snprintf(d, sizeof d, "asem_treat_raw_%s_dets.csv", variant[_i][0]);
    Golden raw = golden_open(folder, "asem_stage_raw.csv"), want = golden_open(folder, x),
           dets = golden_open(folder, d);
    Use use = use_method("treat", variant[_i][1]);
    ck_assert_uint_eq(dets.rows, 49);
    for (size_t r = 0; r < dets.rows; r++) check_column(&raw, &want, &dets, r, &use);
    use_free(&use);
    golden_free(&dets);
    golden_free(&want);
    golden_free(&raw);
}
END_TEST

/* Where points were touched: COINr's table of treated points ("winhi", "winlo", ""). */
START_TEST(touched)
{
    Golden raw = golden_open(folder, "asem_stage_raw.csv");
    Golden points = golden_open(folder, "asem_treat_raw_default_points.csv");
    Use use = use_method("treat", "");
    size_t marked = 0;
    for (size_t c = 1; c < points.cols; c++) {
        const char *name = points.cell[c], *why = NULL;
        double *x = golden_column(&raw, name);
        uint8_t *mark = calloc(raw.rows, 1);
        myn_basis basis = {x, NULL, raw.rows, 1, NAN};
        myn_values values = {
            .in = x, .out = x, .n = raw.rows, .direction = 1, .fitted = use.fitted, .touched = mark};
        ck_assert(use.method->fit(use.param, &basis, use.fitted, use.arena, &why) == MYN_OK);
        ck_assert(use.method->apply(use.param, &values, use.arena) == MYN_OK);
        for (size_t r = 0; r < raw.rows; r++) {
            bool want = golden_text(&points, golden_row(&points, golden_text(&raw, r, 0)), c)[0] != 0;
            ck_assert_msg(mark[r] == want, "%s %zu", name, r);
            marked += mark[r];
        }
        free(mark);
        free(x);
    }
    ck_assert_uint_gt(marked, 0);
    use_free(&use);
    golden_free(&points);
    golden_free(&raw);
}
END_TEST

static void check_impute(const char *file, const char *method, const uint32_t *group, uint32_t groups)
{
    Golden raw = golden_open(folder, "asem_stage_raw.csv"), want = golden_open(folder, file);
    Use use = use_method(method, "");
    for (size_t c = 1; c < raw.cols; c++) {
        double *x = golden_column(&raw, raw.cell[c]);
        const char *why = NULL;
        myn_basis basis = {x, NULL, raw.rows, 1, NAN};
        myn_values values = {
            .in = x, .out = x, .n = raw.rows, .fitted = use.fitted, .group = group, .groups = groups};
        if (use.method->fit)
            ck_assert(use.method->fit(use.param, &basis, use.fitted, use.arena, &why) == MYN_OK);
        ck_assert(use.method->apply(use.param, &values, use.arena) == MYN_OK);
        for (size_t r = 0; r < raw.rows; r++) {
            size_t at = golden_row(&want, golden_text(&raw, r, 0));
            double expected = golden_number(&want, at, golden_col(&want, raw.cell[c]));
            ck_assert_msg(close_to(x[r], expected, 1e-12), "%s %zu: %.17g", raw.cell[c], r, x[r]);
        }
        free(x);
    }
    use_free(&use);
    golden_free(&want);
    golden_free(&raw);
}

START_TEST(impute)
{
    Golden raw = golden_open(folder, "asem_stage_raw.csv"), data = golden_open(folder, "asem_iData.csv");
    uint32_t *group = calloc(raw.rows, sizeof *group);
    size_t code = golden_col(&data, "uCode"), column = golden_col(&data, "EurAsia_group");
    for (size_t r = 0; r < raw.rows; r++)
        for (size_t d = 0; d < data.rows; d++)
            if (strcmp(golden_text(&data, d, code), golden_text(&raw, r, 0)) == 0)
                group[r] = strcmp(golden_text(&data, d, column), "Asia") == 0;
    check_impute("asem_impute_mean.csv", "impute_mean", NULL, 0);
    check_impute("asem_impute_median.csv", "impute_median", NULL, 0);
    check_impute("asem_impute_mean_grp_EurAsia.csv", "impute_group_mean", group, 2);
    free(group);
    golden_free(&data);
    golden_free(&raw);
}
END_TEST

Suite *suite(void)
{
    folder = golden_folder(test_golden(), "asem");
    test_needs(folder);
    Suite *s = suite_create("treatment on ASEM");
    TCase *c = tcase_create("all");
    tcase_add_test(c, moments);
    tcase_add_test(c, statistics);
    tcase_add_loop_test(c, treat, 0, (int)(sizeof variant / sizeof *variant));
    tcase_add_test(c, touched);
    tcase_add_test(c, impute);
    tcase_set_timeout(c, 60);
    suite_add_tcase(s, c);
    return s;
}
