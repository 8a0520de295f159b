/* Quantile groups, bands, moments, values in time, derived values. */
#include "use.h"

/* Both rules with exact fractions: ceil(q r / N) and floor(q (r - 1) / N) + 1 are found by counting, not by
 * dividing: the first group g with N g >= q r, the last with q (r - 1) >= N (g - 1). */
START_TEST(quantile_rules)
{
    for (int n = 1; n <= 60; n++)
        for (int q = 1; q <= 12; q++)
            for (int twice = 2; twice <= 2 * n; twice++) {
                double rank = twice / 2.0;
                uint8_t ceiling, floor;
                int want = 1;
                while (2 * n * want < q * twice) want++;
                myn_quantile_groups(&rank, 1, (size_t)n, q, MYN_QUANTILE_CEIL, &ceiling);
                ck_assert_msg(ceiling == want, "ceil r %g n %d q %d: %d", rank, n, q, ceiling);
                want = 1;
                while (q * (twice - 2) >= 2 * n * want) want++;
                myn_quantile_groups(&rank, 1, (size_t)n, q, MYN_QUANTILE_FLOOR, &floor);
                ck_assert_msg(floor == want, "floor r %g n %d q %d: %d", rank, n, q, floor);
            }
}
END_TEST

START_TEST(quantile_edges)
{
    double rank[] = {1, NAN, 0, 5, 9};
    uint8_t out[5] = {7, 7, 7, 7, 7};
    myn_quantile_groups(rank, 5, 5, 5, MYN_QUANTILE_CEIL, out);
    ck_assert(out[0] == 1 && out[1] == 0 && out[2] == 0 && out[3] == 5 && out[4] == 5);
    myn_quantile_groups(rank, 5, 0, 5, MYN_QUANTILE_CEIL, out);
    for (int i = 0; i < 5; i++) ck_assert(out[i] == 0);
    myn_quantile_groups(rank, 0, 5, 5, MYN_QUANTILE_FLOOR, NULL);
}
END_TEST

START_TEST(bands)
{
    static const double below[] = {3.5, 4.5, 5.5, 6.5, INFINITY};
    static const double x[] = {-9, 3.5, 3.4999, 4.5, 5, 6.5, 99, INFINITY, NAN};
    static const uint8_t open[] = {1, 2, 1, 3, 3, 5, 5, 5, 0}, closed[] = {1, 1, 1, 2, 3, 4, 5, 5, 0};
    uint8_t out[9];
    myn_bands(x, 9, below, 5, false, out);
    ck_assert(memcmp(out, open, 9) == 0);
    myn_bands(x, 9, below, 5, true, out);
    ck_assert(memcmp(out, closed, 9) == 0);
    myn_bands(x, 9, below, 0, false, out);
    for (int i = 0; i < 9; i++) ck_assert(out[i] == 0);
    myn_bands(x, 1, (double[]){-20}, 1, false, out); /* above the last end: still the last band */
    ck_assert(out[0] == 1);
}
END_TEST

static void check_moments(const double *x, size_t n, int ddof, myn_moments want)
{
    myn_moments m = myn_moments_of(x, n, ddof);
    ck_assert_uint_eq(m.n, want.n);
    ck_assert(close_to(m.mean, want.mean, 1e-14) && close_to(m.sd, want.sd, 1e-14));
    ck_assert(close_to(m.skew, want.skew, 1e-13) && close_to(m.kurtosis, want.kurtosis, 1e-13));
    ck_assert(close_to(m.least, want.least, 0) && close_to(m.greatest, want.greatest, 0));
}

/* scipy 1.10.1: x.mean(), x.std(ddof), skew(x, bias=False), kurtosis(x, bias=False). */
START_TEST(moments)
{
    static const double x[] = {1, 2, 3, 4, 5, NAN, 6, 7, 8, 9, 10, 30, 100};
    check_moments(x, 13, 1,
                  (myn_moments){12, 15.416666666666666, 27.688062190749065, 3.0632410342394993,
                                9.741390834569144, 1, 100});
    check_moments(x, 13, 0,
                  (myn_moments){12, 15.416666666666666, 26.509301302666497, 3.0632410342394993,
                                9.741390834569144, 1, 100});
    check_moments(x, 0, 1, (myn_moments){0, NAN, NAN, NAN, NAN, NAN, NAN});
    check_moments((double[]){NAN}, 1, 1, (myn_moments){0, NAN, NAN, NAN, NAN, NAN, NAN});
    check_moments((double[]){4}, 1, 1, (myn_moments){1, 4, NAN, NAN, NAN, 4, 4});
    check_moments((double[]){4}, 1, 0, (myn_moments){1, 4, 0, NAN, NAN, 4, 4});
    check_moments((double[]){1, 3}, 2, 1, (myn_moments){2, 2, sqrt(2), NAN, NAN, 1, 3});
    check_moments((double[]){1, 2, 3}, 3, 1, (myn_moments){3, 2, 1, 0, NAN, 1, 3});
    check_moments((double[]){.1, .1, .1, .1, .1}, 5, 1, (myn_moments){5, .1, 0, NAN, NAN, .1, .1});
}
END_TEST

START_TEST(carry)
{
    static const double value[] = {1, NAN, 3, NAN, NAN, 6};
    static const int32_t mid[] = {0, 365, 730, 1095, 1460, 1825};
    size_t from = 99;
    ck_assert(isnan(myn_carry(value, mid, 0, 9999, &from)) && from == 99);
    ck_assert(myn_carry(value, mid, 1, 365, &from) == 1 && from == 0);
    ck_assert(myn_carry(value, mid, 4, 730, &from) == 3 && from == 2);
    ck_assert(isnan(myn_carry(value, mid, 4, 729, &from)));
    ck_assert(myn_carry(value, mid, 3, 9999, &from) == 3 && from == 2);
    static const int32_t far[] = {INT32_MIN, INT32_MAX};
    ck_assert(isnan(myn_carry(value, far, 1, INT32_MAX, &from))); /* the distance overflows 32 bits */
}
END_TEST

START_TEST(carry_either_way)
{
    static const double value[] = {NAN, 2, NAN, NAN, 5, NAN};
    static const int32_t mid[] = {0, 365, 730, 1095, 1460, 1825};
    size_t from = 99;
    ck_assert(isnan(myn_carry_back(value, mid, 6, 5, 9999, &from)) && from == 99);
    ck_assert(myn_carry_back(value, mid, 6, 0, 365, &from) == 2 && from == 1);
    ck_assert(isnan(myn_carry_back(value, mid, 6, 0, 364, &from)));
    ck_assert(myn_carry_back(value, mid, 6, 2, 9999, &from) == 5 && from == 4);
    ck_assert(isnan(myn_carry_back(value, mid, 4, 2, 9999, &from))); /* outside the series */
    ck_assert(myn_nearest(value, mid, 6, 0, 9999, &from) == 2 && from == 1);
    ck_assert(myn_nearest(value, mid, 6, 2, 9999, &from) == 2 && from == 1);
    ck_assert(myn_nearest(value, mid, 6, 3, 9999, &from) == 5 && from == 4);
    ck_assert(myn_nearest(value, mid, 6, 5, 9999, &from) == 5 && from == 4);
    from = 99;
    ck_assert(isnan(myn_nearest(value, mid, 6, 3, 364, &from)) && from == 99);
    static const double ends[] = {1, NAN, 3};
    ck_assert(myn_nearest(ends, (int32_t[]){0, 10, 20}, 3, 1, 10, &from) == 1 && from == 0); /* as near */
    static const double far[] = {NAN, 1};
    static const int32_t ages[] = {INT32_MIN, INT32_MAX};
    ck_assert(isnan(myn_carry_back(far, ages, 2, 0, INT32_MAX, &from)));
}
END_TEST

START_TEST(interpolate)
{
    static const double value[] = {NAN, 10, NAN, NAN, 40, NAN};
    static const int32_t mid[] = {-100, 0, 100, 150, 300, 400};
    ck_assert(isnan(myn_interpolate(value, mid, 6, 0)) && isnan(myn_interpolate(value, mid, 6, 5)));
    ck_assert(myn_interpolate(value, mid, 6, 1) == 10 && myn_interpolate(value, mid, 6, 4) == 40);
    ck_assert(close_to(myn_interpolate(value, mid, 6, 2), 20, 1e-15)); /* 100 of 300 days from 10 to 40 */
    ck_assert(close_to(myn_interpolate(value, mid, 6, 3), 25, 1e-15));
    ck_assert(isnan(myn_interpolate(value, mid, 3, 2))); /* nothing after it */
    static const int32_t same[] = {0, 5, 5, 5, 5, 9};
    ck_assert(isnan(myn_interpolate(value, same, 6, 2)));
}
END_TEST

static void check_derived(myn_derivation how, size_t parts, const double want[5])
{
    static const double a[] = {1, 4, NAN, 6, -3}, b[] = {2, 0, 5, NAN, 5}, c[] = {9, 1, 1, 1, 0};
    double out[5];
    myn_derive_values(&how, (const double *const[]){a, b, c}, parts, out, 5);
    for (int i = 0; i < 5; i++)
        ck_assert_msg(close_to(out[i], want[i], 1e-15), "form %d, %d: %g", how.form, i, out[i]);
}

START_TEST(derive)
{
    check_derived((myn_derivation){MYN_DERIVE_PLAIN, 1, false}, 1, (double[]){1, 4, NAN, 6, -3});
    check_derived((myn_derivation){MYN_DERIVE_RATIO, 1000, false}, 2, (double[]){500, NAN, NAN, NAN, -600});
    check_derived((myn_derivation){MYN_DERIVE_DIFFERENCE, 1, false}, 2, (double[]){-1, 4, NAN, NAN, -8});
    check_derived((myn_derivation){MYN_DERIVE_DIFFERENCE, 1, true}, 2, (double[]){1, 4, NAN, NAN, 8});
    check_derived((myn_derivation){MYN_DERIVE_SUM, 1, false}, 3, (double[]){12, 5, NAN, NAN, 2});
    check_derived((myn_derivation){MYN_DERIVE_SPREAD, 1, false}, 3, (double[]){8, 4, NAN, NAN, 8});
    check_derived((myn_derivation){MYN_DERIVE_SPREAD, 1, false}, 1, (double[]){0, 0, NAN, 0, 0});
    /* too few parts: nothing can be made */
    check_derived((myn_derivation){MYN_DERIVE_RATIO, 1, false}, 1, (double[]){NAN, NAN, NAN, NAN, NAN});
    check_derived((myn_derivation){MYN_DERIVE_SUM, 1, false}, 0, (double[]){NAN, NAN, NAN, NAN, NAN});
}
END_TEST

/* 1 .. 10 in four: type 7 cuts at 3.25, 5.5 and 7.75; in three at 4, 7, where scores lie on cuts and stay with the first. */
START_TEST(cut_points)
{
    double x[11] = {10, 1, 2, NAN, 3, 4, 5, 6, 7, 8, 9};
    const uint8_t four[] = {4, 1, 1, 0, 1, 2, 2, 3, 3, 4, 4}, three[] = {3, 1, 1, 0, 1, 1, 2, 2, 2, 3, 3},
                  highest[] = {1, 3, 3, 0, 3, 2, 2, 2, 1, 1, 1}, one[] = {1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1},
                  none[11] = {0};
    uint8_t out[11];
    myn_arena *scratch;
    ck_assert_int_eq(myn_arena_new(&scratch), MYN_OK);
    ck_assert_int_eq(myn_quantile_cuts(x, 11, 4, true, out, scratch), MYN_OK);
    ck_assert_mem_eq(out, four, 11);
    ck_assert_int_eq(myn_quantile_cuts(x, 11, 3, true, out, scratch), MYN_OK);
    ck_assert_mem_eq(out, three, 11);
    ck_assert_int_eq(myn_quantile_cuts(x, 11, 3, false, out, scratch), MYN_OK);
    ck_assert_mem_eq(out, highest, 11);
    ck_assert_int_eq(myn_quantile_cuts(x, 11, 1, true, out, scratch), MYN_OK);
    ck_assert_mem_eq(out, one, 11);
    for (int i = 0; i < 11; i++) x[i] = i == 3 ? NAN : 7; /* all equal: all in the first */
    ck_assert_int_eq(myn_quantile_cuts(x, 11, 5, true, out, scratch), MYN_OK);
    ck_assert_mem_eq(out, one, 11);
    for (int i = 0; i < 11; i++) x[i] = NAN;
    ck_assert_int_eq(myn_quantile_cuts(x, 11, 5, true, out, scratch), MYN_OK);
    ck_assert_mem_eq(out, none, 11);
    myn_arena_free(scratch);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("values");
    TCase *c = tcase_create("all");
    tcase_add_test(c, cut_points);
    tcase_add_test(c, quantile_rules);
    tcase_add_test(c, quantile_edges);
    tcase_add_test(c, bands);
    tcase_add_test(c, moments);
    tcase_add_test(c, carry);
    tcase_add_test(c, carry_either_way);
    tcase_add_test(c, interpolate);
    tcase_add_test(c, derive);
    suite_add_tcase(s, c);
    return s;
}
