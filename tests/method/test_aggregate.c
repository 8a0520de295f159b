/* Coverage, cells and blocks; the means themselves are in the cases. */
#include "use.h"
#include <mynegai/cell.h>

/* Three children with weights 1 2 1; present in area i: those of the bits of i. */
static const double a[8] = {NAN, 1, NAN, 1, NAN, 1, NAN, 1}, b[8] = {NAN, NAN, 4, 4, NAN, NAN, 4, 4},
                    c[8] = {NAN, NAN, NAN, NAN, 7, 7, 7, 7};

static void check(double least, bool by_weight, const uint8_t want[8])
{
    static const double mean[8] = {NAN, 1, 4, 3, 7, 4, 5, 4};
    Use use = use_method("arithmetic", "");
    double out[8];
    uint8_t cell[8];
    myn_parts parts = {(const double *const[]){a, b, c}, (double[]){1, 2, 1}, 3, 8, out, NULL};
    myn_coverage coverage = {least, by_weight};
    ck_assert(myn_aggregate(use.method, use.param, &parts, coverage, cell, use.arena) == MYN_OK);
    for (int i = 0; i < 8; i++) {
        ck_assert_msg(cell[i] == want[i], "least %g, area %d: %s", least, i, myn_cell_word(cell[i]));
        bool valued = want[i] == MYN_CELL_OBSERVED || want[i] == MYN_CELL_PARTIAL;
        ck_assert(close_to(out[i], valued ? mean[i] : NAN, 0));
    }
    ck_assert(myn_aggregate(use.method, use.param, &parts, coverage, NULL, use.arena) == MYN_OK);
    use_free(&use);
}

enum { O = MYN_CELL_OBSERVED, P = MYN_CELL_PARTIAL, B = MYN_CELL_BELOW_COVERAGE, M = MYN_CELL_MISSING };

START_TEST(coverage)
{
    check(0, false, (const uint8_t[]){M, P, P, P, P, P, P, O});
    check(0.5, false, (const uint8_t[]){M, B, B, P, B, P, P, O});
    check(2.0 / 3, false, (const uint8_t[]){M, B, B, P, B, P, P, O});
    check(0.6666666667, false, (const uint8_t[]){M, B, B, P, B, P, P, O}); /* two thirds as people write it */
    check(0.67, false, (const uint8_t[]){M, B, B, B, B, B, B, O});
    check(1, false, (const uint8_t[]){M, B, B, B, B, B, B, O});
    check(0.5, true, (const uint8_t[]){M, B, P, P, B, P, P, O});
    check(0.75, true, (const uint8_t[]){M, B, B, P, B, B, P, O});
}
END_TEST

/* Weights that do not add up exactly: all present is still all. */
START_TEST(all_by_weight)
{
    Use use = use_method("arithmetic", "");
    double x = 5, out, weight[10];
    const double *child[10];
    uint8_t cell;
    for (int k = 0; k < 10; k++) weight[k] = 0.1, child[k] = &x;
    myn_parts parts = {child, weight, 10, 1, &out, NULL};
    ck_assert(myn_aggregate(use.method, use.param, &parts, (myn_coverage){1, true}, &cell, use.arena) ==
              MYN_OK);
    ck_assert(cell == MYN_CELL_OBSERVED && close_to(out, 5, 1e-15));
    use_free(&use);
}
END_TEST

/* More areas than a block, lengths that are no multiple of eight: area i has the mean of i and 2 i. */
START_TEST(blocks)
{
    static const size_t lengths[] = {1, 7, 8, 9, 4095, 4096, 4097, 8192, 10001};
    enum { MOST = 10001 };
    static double x[MOST], y[MOST], out[MOST + 1];
    static uint8_t cell[MOST];
    Use use = use_method("arithmetic", "");
    for (size_t i = 0; i < MOST; i++) x[i] = i % 10 ? (double)i : NAN, y[i] = 2 * (double)i;
    for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++) {
        size_t n = lengths[k];
        out[n] = -1;
        myn_parts parts = {(const double *const[]){x, y}, (double[]){1, 1}, 2, n, out, NULL};
        ck_assert(myn_aggregate(use.method, use.param, &parts, (myn_coverage){0, false}, cell, use.arena) ==
                  MYN_OK);
        for (size_t i = 0; i < n; i++) {
            ck_assert(out[i] == (i % 10 ? 1.5 : 2.0) * (double)i);
            ck_assert(cell[i] == (i % 10 ? O : P));
        }
        ck_assert(out[n] == -1);
    }
    use_free(&use);
}
END_TEST

START_TEST(nothing)
{
    Use use = use_method("arithmetic", "");
    double out[2] = {1, 1};
    uint8_t cell[2];
    myn_parts none = {NULL, NULL, 0, 2, out, NULL};
    ck_assert(myn_aggregate(use.method, use.param, &none, (myn_coverage){0, false}, cell, use.arena) ==
              MYN_OK);
    ck_assert(isnan(out[0]) && isnan(out[1]) && cell[0] == M && cell[1] == M);
    none.n = 0;
    ck_assert(myn_aggregate(use.method, use.param, &none, (myn_coverage){1, true}, NULL, use.arena) ==
              MYN_OK);
    use_free(&use);
}
END_TEST

START_TEST(statuses)
{
    Use use = use_method("geometric", "");
    double out[8], x[8] = {1, 2, -3, 4, 5, 6, 7, 8};
    myn_parts parts = {(const double *const[]){x}, (double[]){1}, 1, 8, out, NULL};
    ck_assert(myn_aggregate(use.method, use.param, &parts, (myn_coverage){0, false}, NULL, use.arena) ==
              MYN_ERR_DATA);
    ck_assert(myn_aggregate(myn_method_find("zscore"), use.param, &parts, (myn_coverage){0, false}, NULL,
                            use.arena) == MYN_ERR_ARGUMENT);
    use_free(&use);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("aggregate");
    TCase *t = tcase_create("all");
    tcase_add_test(t, coverage);
    tcase_add_test(t, all_by_weight);
    tcase_add_test(t, blocks);
    tcase_add_test(t, nothing);
    tcase_add_test(t, statuses);
    suite_add_tcase(s, t);
    return s;
}
