/* Forty pairs of labellings against mclust 6.0.0 and fpc 2.2.10 (agreement.csv) and scikit-learn 1.2.1. */
#include "segment/segment_golden.h"

static void check(const char *id, const char *what, double got, double want)
{
    ck_assert_msg(near_to(got, want, 1e-12), "pair %s, %s: %.17g, expected %.17g", id, what, got, want);
}

START_TEST(pairs)
{
    Golden r = golden_open(segment_golden(), "agreement.csv"),
           sk = golden_open(segment_golden(), "sk_agreement.csv");
    myn_arena *scratch = arena_new();
    ck_assert_uint_eq(r.rows, 40);
    for (size_t row = 0; row < r.rows; row++) {
        size_t n, m;
        uint32_t *a = labels_of(golden_text(&r, row, 2), &n), *b = labels_of(golden_text(&r, row, 3), &m);
        myn_partition p = {a, n, labels_used(a, n)}, q = {b, m, labels_used(b, m)};
        myn_agreement got;
        ck_assert(myn_agreement_of(&p, &q, &got, scratch) == MYN_OK);
        const char *id = golden_text(&r, row, 0);
        ck_assert_str_eq(id, golden_text(&sk, row, 0));
        check(id, "ARI", got.adjusted_rand, golden_number(&r, row, 4));
        check(id, "VI", got.variation, golden_number(&r, row, 5));
        const double of_sk[] = {
            got.adjusted_rand, got.rand,         got.adjusted_mutual, got.normalised_mutual,
            got.homogeneity,   got.completeness, got.v_measure,       got.fowlkes_mallows,
            got.mutual};
        for (size_t c = 0; c < 9; c++) check(id, sk.cell[c + 1], of_sk[c], golden_number(&sk, row, c + 1));
        free(a), free(b);
    }
    myn_arena_free(scratch);
    golden_free(&sk), golden_free(&r);
}
END_TEST

Suite *suite(void)
{
    test_needs(golden_folder(test_golden(), "segment/agreement.csv"));
    Suite *s = suite_create("agreement data");
    TCase *c = tcase_create("agreement data");
    tcase_add_test(c, pairs);
    suite_add_tcase(s, c);
    return s;
}
