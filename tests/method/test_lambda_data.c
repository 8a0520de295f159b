/* Fitted lambdas against scipy 1.10.1's boxcox and yeojohnson, which find them to about 1e-8 (README of the
 * reference values for segmentation). */
#include "golden.h"
#include "use.h"

static void check_lambda(const Golden *want, size_t row, const char *method, const char *column)
{
    char file[64];
    const char *why;
    snprintf(file, sizeof file, "%s.csv", golden_text(want, row, golden_col(want, "set")));
    Golden g = golden_open(golden_folder(test_golden(), "segment/data"), file);
    double *x = golden_column(&g, golden_text(want, row, golden_col(want, "var")));
    double lambda = golden_number(want, row, golden_col(want, column));
    Use use = use_method(method, "");
    ck_assert(use_on(&use, x, g.rows, 1, &why) == MYN_OK);
    ck_assert_msg(fabs(use.fitted[0] - lambda) < 1e-6, "%s %s, row %zu: %.17g, expected %.17g", method, file,
                  row, use.fitted[0], lambda);
    use_free(&use);
    free(x);
    golden_free(&g);
}

START_TEST(fitted)
{
    Golden want = golden_open(golden_folder(test_golden(), "segment"), "transforms.csv");
    ck_assert_uint_gt(want.rows, 0);
    for (size_t r = 0; r < want.rows; r++) {
        check_lambda(&want, r, "boxcox", "boxcox_lambda_mle");
        check_lambda(&want, r, "yeo_johnson", "yeojohnson_lambda_mle");
    }
    golden_free(&want);
}
END_TEST

/* MASS::boxcox 7.3 on a grid of 1e-4. */
START_TEST(grid)
{
    Golden want = golden_open(golden_folder(test_golden(), "segment"), "boxcox.csv");
    for (size_t r = 0; r < want.rows; r++) {
        char file[64];
        const char *why;
        snprintf(file, sizeof file, "%s.csv", golden_text(&want, r, 0));
        Golden g = golden_open(golden_folder(test_golden(), "segment/data"), file);
        double *x = golden_column(&g, golden_text(&want, r, 1));
        Use use = use_method("boxcox", "");
        ck_assert(use_on(&use, x, g.rows, 1, &why) == MYN_OK);
        ck_assert_double_le(fabs(use.fitted[0] - golden_number(&want, r, 2)), 1e-4);
        use_free(&use);
        free(x);
        golden_free(&g);
    }
    golden_free(&want);
}
END_TEST

Suite *suite(void)
{
    test_needs(golden_folder(test_golden(), "segment"));
    Suite *s = suite_create("fitted lambdas");
    TCase *c = tcase_create("all");
    tcase_add_test(c, fitted);
    tcase_add_test(c, grid);
    suite_add_tcase(s, c);
    return s;
}
