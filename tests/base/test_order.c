#include "suite.h"
#include <math.h>
#include <mynegai/order.h>
#include <mynegai/stream.h>
#include <stdlib.h>
#include <string.h>

static myn_arena *scratch;

static void setup(void)
{
    ck_assert_int_eq(myn_arena_new(&scratch), MYN_OK);
}

static void teardown(void)
{
    myn_arena_free(scratch);
}

static const double *compared;

/* The order by the C library's sort: value, then position. */
static int by_value(const void *a, const void *b)
{
    uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
    double x = compared[i], y = compared[j];
    if (isnan(x) != isnan(y)) return isnan(x) - isnan(y);
    if (x < y || x > y) return x < y ? -1 : 1;
    return i < j ? -1 : 1;
}

static void check_order(const double *x, size_t n)
{
    uint32_t *order = malloc((n + 1) * sizeof *order), *expected = malloc((n + 1) * sizeof *order);
    size_t present, there = 0;
    order[n] = 12345;
    for (size_t i = 0; i < n; i++) {
        expected[i] = (uint32_t)i;
        there += !isnan(x[i]);
    }
    compared = x;
    qsort(expected, n, sizeof *expected, by_value);
    ck_assert_int_eq(myn_order(x, n, order, &present, scratch), MYN_OK);
    ck_assert_uint_eq(present, there);
    for (size_t i = 0; i < n; i++) ck_assert_msg(order[i] == expected[i], "n %zu, place %zu", n, i);
    ck_assert_uint_eq(order[n], 12345);
    free(order);
    free(expected);
}

/* The series that a radix could get wrong, each of N values. */
enum { UNIFORM, WHOLE, NEARLY_EQUAL, TWO_CLUSTERS, DESCENDING_BITS, EQUAL, MISSING, ZEROS, WILD, SERIES };

static double series(int kind, size_t i, myn_stream *stream)
{
    double u = myn_stream_uniform(stream);
    uint64_t bits = myn_stream_bits(stream);
    double wild;
    switch (kind) {
    case UNIFORM: return u * 200 - 100;
    case WHOLE: return floor(u * 50) - 25;
    case NEARLY_EQUAL: return 1 + floor(u * 1000) * 0x1p-52; /* all alike in the upper bits */
    case TWO_CLUSTERS: return (i % 2 ? -3 : 3) + u * 0x1p-40;
    case DESCENDING_BITS: return 1 - (double)i * 0x1p-53;
    case EQUAL: return 7;
    case MISSING: return u < 0.3 ? NAN : u;
    case ZEROS: return u < 0.3 ? -0.0 : u < 0.6 ? 0.0 : u < 0.8 ? -4e-324 : 4e-324;
    default:
        memcpy(&wild, &bits, sizeof wild); /* any bits: infinities, denormals, both kinds of NaN */
        return i % 50 ? wild : i % 100 ? INFINITY : -INFINITY;
    }
}

START_TEST(order_of_every_kind)
{
    static const size_t sizes[] = {0, 1, 2, 3, 47, 48, 49, 300, 5000, 70000};
    double *x = malloc(70000 * sizeof *x);
    for (int kind = 0; kind < SERIES; kind++)
        for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
            myn_stream stream = myn_stream_at(11, (uint64_t)kind);
            for (size_t i = 0; i < sizes[k]; i++) x[i] = series(kind, i, &stream);
            check_order(x, sizes[k]);
        }
    free(x);
}
END_TEST

/* Above 2^20 values the position takes more bits, and more values share a key. */
START_TEST(order_beyond_twenty_bits)
{
    size_t n = ((size_t)1 << 20) + 1000;
    double *x = malloc(n * sizeof *x);
    static const int kinds[] = {UNIFORM, NEARLY_EQUAL, MISSING};
    for (size_t k = 0; k < 3; k++) {
        myn_stream stream = myn_stream_at(12, k);
        for (size_t i = 0; i < n; i++) x[i] = series(kinds[k], i, &stream);
        check_order(x, n);
    }
    free(x);
}
END_TEST

/* R 4.2.2: rank(x, ties.method = T, na.last = "keep"), and of -x. -0 and 0 are equal there too. */
START_TEST(ranks_as_r_gives_them)
{
    enum { N = 14 };
    static const double x[N] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, NAN, -0.0, 0};
    static const double expected[2][3][N] = {{{6, 3, 8, 3, 9, 13, 5, 12, 9, 6, 9, NAN, 1, 1},
                                              {7, 4, 8, 4, 11, 13, 5, 12, 11, 7, 11, NAN, 2, 2},
                                              {6.5, 3.5, 8, 3.5, 10, 13, 5, 12, 10, 6.5, 10, NAN, 1.5, 1.5}},
                                             {{7, 10, 6, 10, 3, 1, 9, 2, 3, 7, 3, NAN, 12, 12},
                                              {8, 11, 6, 11, 5, 1, 9, 2, 5, 8, 5, NAN, 13, 13},
                                              {7.5, 10.5, 6, 10.5, 4, 1, 9, 2, 4, 7.5, 4, NAN, 12.5, 12.5}}};
    for (int descending = 0; descending < 2; descending++)
        for (int ties = MYN_TIES_MIN; ties <= MYN_TIES_AVERAGE; ties++) {
            double out[N], same[N];
            size_t present;
            memcpy(same, x, sizeof same);
            ck_assert_int_eq(myn_rank(x, out, N, (myn_ties)ties, descending, &present, scratch), MYN_OK);
            ck_assert_uint_eq(present, N - 1);
            ck_assert_int_eq(myn_rank(same, same, N, (myn_ties)ties, descending, &present, scratch), MYN_OK);
            for (int i = 0; i < N; i++) {
                double wanted = expected[descending][ties][i];
                ck_assert(isnan(wanted) ? isnan(out[i]) && isnan(same[i])
                                        : out[i] == wanted && same[i] == wanted);
            }
        }
}
END_TEST

/* The rank by counting: one more than the values below (min), those not above (max). */
START_TEST(ranks_of_every_kind)
{
    enum { N = 700 };
    double x[N], low[N], high[N], mean[N], down[N];
    size_t present;
    for (int kind = 0; kind < SERIES; kind++) {
        myn_stream stream = myn_stream_at(13, (uint64_t)kind);
        for (size_t i = 0; i < N; i++) x[i] = series(kind, i, &stream);
        ck_assert_int_eq(myn_rank(x, low, N, MYN_TIES_MIN, false, &present, scratch), MYN_OK);
        ck_assert_int_eq(myn_rank(x, high, N, MYN_TIES_MAX, false, &present, scratch), MYN_OK);
        ck_assert_int_eq(myn_rank(x, mean, N, MYN_TIES_AVERAGE, false, &present, scratch), MYN_OK);
        ck_assert_int_eq(myn_rank(x, down, N, MYN_TIES_MIN, true, &present, scratch), MYN_OK);
        for (size_t i = 0; i < N; i++) {
            size_t below = 0, equal = 0, above = 0;
            for (size_t j = 0; j < N; j++) {
                below += x[j] < x[i];
                equal += x[j] == x[i];
                above += x[j] > x[i];
            }
            if (isnan(x[i])) {
                ck_assert(isnan(low[i]) && isnan(high[i]) && isnan(mean[i]) && isnan(down[i]));
                continue;
            }
            ck_assert(low[i] == (double)(below + 1) && high[i] == (double)(below + equal));
            ck_assert(mean[i] == (low[i] + high[i]) / 2 && down[i] == (double)(above + 1));
        }
    }
}
END_TEST

START_TEST(nothing_to_rank)
{
    double none[] = {NAN, NAN}, one[] = {5}, out[2];
    size_t present = 9;
    ck_assert_int_eq(myn_rank(NULL, NULL, 0, MYN_TIES_MIN, false, &present, scratch), MYN_OK);
    ck_assert_uint_eq(present, 0);
    ck_assert_int_eq(myn_rank(none, out, 2, MYN_TIES_MIN, false, &present, scratch), MYN_OK);
    ck_assert(present == 0 && isnan(out[0]) && isnan(out[1]));
    ck_assert_int_eq(myn_rank(one, out, 1, MYN_TIES_AVERAGE, true, &present, scratch), MYN_OK);
    ck_assert(present == 1 && out[0] == 1);
}
END_TEST

START_TEST(arguments_outside_their_range)
{
    double x[] = {1}, out[1];
    uint32_t order[1];
    size_t present;
    ck_assert_int_eq(myn_rank(x, out, 1, (myn_ties)3, false, &present, scratch), MYN_ERR_ARGUMENT);
    ck_assert_int_eq(myn_rank(x, out, (size_t)1 << 32, MYN_TIES_MIN, false, &present, scratch),
                     MYN_ERR_ARGUMENT);
    ck_assert_int_eq(myn_order(x, (size_t)1 << 32, order, &present, scratch), MYN_ERR_ARGUMENT);
}
END_TEST

START_TEST(scratch_is_given_back)
{
    double x[] = {3, 1, 2}, out[3];
    uint32_t order[3];
    size_t present;
    myn_arena_mark before = myn_arena_here(scratch);
    ck_assert_int_eq(myn_rank(x, out, 3, MYN_TIES_MIN, false, &present, scratch), MYN_OK);
    ck_assert_int_eq(myn_order(x, 3, order, &present, scratch), MYN_OK);
    myn_arena_mark after = myn_arena_here(scratch);
    ck_assert(before.used == after.used && before.chunk == after.chunk);
}
END_TEST

/* R 4.2.2: quantile(x, p, type = 7, names = FALSE) */
START_TEST(quantiles_as_r_gives_them)
{
    static const double x[] = {1.5, 2.25, 4, 7, 11, 16.5}, p[] = {0, .1, .25, .333, .5, .9, 1};
    static const double expected[] = {1.5, 1.875, 2.6875, 3.4137500000000003, 5.5, 13.75, 16.5};
    for (int i = 0; i < 7; i++) ck_assert_double_eq_tol(myn_quantile(x, 6, p[i]), expected[i], 1e-15 * 16);
}
END_TEST

START_TEST(quantiles_at_the_edges)
{
    static const double one[] = {4}, ends[] = {-INFINITY, 0, INFINITY}, equal[] = {0.1, 0.1, 0.1};
    ck_assert(isnan(myn_quantile(one, 0, 0.5)));
    ck_assert(isnan(myn_quantile(one, 1, -0.01)) && isnan(myn_quantile(one, 1, 1.01)));
    ck_assert(isnan(myn_quantile(one, 1, NAN)));
    ck_assert(myn_quantile(one, 1, 0) == 4 && myn_quantile(one, 1, 0.3) == 4 && myn_quantile(one, 1, 1) == 4);
    ck_assert(myn_quantile(ends, 3, 0) == -INFINITY && myn_quantile(ends, 3, 0.25) == -INFINITY);
    ck_assert(myn_quantile(ends, 3, 0.5) == 0 && myn_quantile(ends, 3, 0.75) == INFINITY);
    for (double p = 0; p <= 1; p += 0.01) ck_assert(myn_quantile(equal, 3, p) == 0.1);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("order");
    TCase *c = tcase_create("order");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_set_timeout(c, 120);
    tcase_add_test(c, order_of_every_kind);
    tcase_add_test(c, order_beyond_twenty_bits);
    tcase_add_test(c, ranks_as_r_gives_them);
    tcase_add_test(c, ranks_of_every_kind);
    tcase_add_test(c, nothing_to_rank);
    tcase_add_test(c, arguments_outside_their_range);
    tcase_add_test(c, scratch_is_given_back);
    tcase_add_test(c, quantiles_as_r_gives_them);
    tcase_add_test(c, quantiles_at_the_edges);
    suite_add_tcase(s, c);
    return s;
}
