#include "suite.h"
#include <math.h>
#include <mynegai/stream.h>
#include <mynegai/sum.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

START_TEST(nothing)
{
    myn_sum sum = myn_sum_of(NULL, NULL, 0);
    ck_assert_uint_eq(sum.n, 0);
    ck_assert(sum.total == 0 && sum.weight == 0);
    double least, greatest, none[] = {NAN, NAN, NAN};
    myn_range_of(NULL, 0, &least, &greatest);
    ck_assert(isnan(least) && isnan(greatest));
    myn_range_of(none, 3, &least, &greatest);
    ck_assert(isnan(least) && isnan(greatest));
    sum = myn_sum_of(none, NULL, 3);
    ck_assert(sum.n == 0 && sum.total == 0 && sum.weight == 0);
}
END_TEST

/* Whole numbers add up exactly, so every length up to some blocks can be derived: 1 + 2 + ... without every
 * third. */
START_TEST(every_length)
{
    enum { MOST = 20000 };
    double *x = malloc(MOST * sizeof *x), *w = malloc(MOST * sizeof *w);
    for (int i = 0; i < MOST; i++) {
        x[i] = i % 3 == 2 ? NAN : i + 1;
        w[i] = i % 5 == 4 ? NAN : i % 7;
    }
    double total = 0, weighted = 0, weight = 0;
    size_t count = 0, both = 0;
    for (int n = 0; n < MOST; n++) {
        if (n < 100 || n % 97 == 0 || (n + 3) % 4096 < 6) {
            myn_sum plain = myn_sum_of(x, NULL, (size_t)n), sum = myn_sum_of(x, w, (size_t)n);
            ck_assert(plain.n == count && plain.total == total && plain.weight == (double)count);
            ck_assert(sum.n == both && sum.total == weighted && sum.weight == weight);
        }
        if (isnan(x[n])) continue;
        total += x[n];
        count++;
        if (isnan(w[n])) continue;
        weighted += x[n] * w[n];
        weight += w[n];
        both++;
    }
    free(x);
    free(w);
}
END_TEST

START_TEST(powers)
{
    /* x - 3: -2 -1 0 1 2 4; squares 26, cubes 64, fourth powers 290; with weights 1 2 3 4 5 6:
       4+2+0+4+20+96, -8-2+0+4+40+384, 16+2+0+4+80+1536 */
    double x[] = {1, 2, 3, NAN, 4, 5, 7}, w[] = {1, 2, 3, 9, 4, 5, 6};
    static const double plain[] = {26, 64, 290}, weighted[] = {126, 418, 1638};
    for (int power = 2; power <= 4; power++) {
        myn_sum sum = myn_sum_power(x, NULL, 7, 3, power);
        ck_assert(sum.n == 6 && sum.total == plain[power - 2] && sum.weight == 6);
        sum = myn_sum_power(x, w, 7, 3, power);
        ck_assert(sum.n == 6 && sum.total == weighted[power - 2] && sum.weight == 21);
    }
}
END_TEST

/* Whole numbers again: 1 - 7, 2 - 7, ... without every third, their squares; exact at every length. */
START_TEST(around)
{
    enum { MOST = 13000 };
    double *x = malloc(MOST * sizeof *x), total = 0, squares = 0;
    size_t count = 0;
    for (int i = 0; i < MOST; i++) x[i] = i % 3 == 2 ? NAN : i + 1;
    for (int n = 0; n < MOST; n++) {
        if (n < 100 || n % 89 == 0 || (n + 3) % 4096 < 6) {
            myn_around sum = myn_sum_around(x, (size_t)n, 7);
            ck_assert(sum.n == count && sum.total == total && sum.squares == squares);
        }
        if (isnan(x[n])) continue;
        total += x[n] - 7;
        squares += (x[n] - 7) * (x[n] - 7);
        count++;
    }
    x[5000] = INFINITY;
    ck_assert(myn_sum_around(x, MOST, 7).total == INFINITY);
    free(x);
}
END_TEST

START_TEST(infinities_count)
{
    double x[] = {1, INFINITY, NAN, 2, 3, 4, 5, 6, 7, 8, 9}, both[] = {INFINITY, -INFINITY}, least, greatest;
    ck_assert(myn_sum_of(x, NULL, 11).total == INFINITY);
    ck_assert(isnan(myn_sum_of(both, NULL, 2).total));
    myn_range_of(x, 11, &least, &greatest);
    ck_assert(least == 1 && greatest == INFINITY);
    myn_range_of(both, 1, &least, &greatest);
    ck_assert(least == INFINITY && greatest == INFINITY);
    myn_range_of(both + 1, 1, &least, &greatest);
    ck_assert(least == -INFINITY && greatest == -INFINITY);
}
END_TEST

START_TEST(range_at_every_place)
{
    double x[100], least, greatest;
    for (int n = 1; n <= 100; n++)
        for (int low = 0; low < n; low++) {
            int high = (low * 7 + 3) % n;
            for (int i = 0; i < n; i++) x[i] = i % 2 ? NAN : 0.5;
            x[high] = 2;
            x[low] = -2;
            myn_range_of(x, (size_t)n, &least, &greatest);
            ck_assert(least == -2);
            if (high != low) ck_assert(greatest == 2);
        }
}
END_TEST

/* The order of the header, written down plainly: lane i % 8 within a block of 4096, lanes and then blocks two
 * by two. With values of very different size any other order gives other bytes. */
static double block_plainly(const double *x, size_t n)
{
    double lane[8] = {0};
    for (size_t i = 0; i < n; i++) lane[i % 8] += x[i];
    return ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
}

static double tree_plainly(const double *x, size_t n)
{
    if (n <= 4096) return block_plainly(x, n);
    size_t half = 4096;
    while (half * 2 < n) half *= 2;
    return tree_plainly(x, half) + tree_plainly(x + half, n - half);
}

START_TEST(the_order_is_as_written)
{
    size_t most = 50000;
    double *x = malloc(most * sizeof *x);
    myn_stream stream = myn_stream_at(3, 0);
    for (size_t i = 0; i < most; i++) x[i] = exp(10 * myn_stream_normal(&stream)) * (i % 2 ? -1 : 1);
    for (size_t n = 1; n < most; n += n < 50 ? 1 : n / 3)
        ck_assert(myn_sum_of(x, NULL, n).total == tree_plainly(x, n) &&
                  myn_sum_around(x, n, 0).total == tree_plainly(x, n));
    for (size_t n = 4095; n < 20480; n += 4096) ck_assert(myn_sum_of(x, NULL, n).total == tree_plainly(x, n));
    free(x);
}
END_TEST

/* A million tenths: added one after the other the error is 1.3e-6; log2(245) + 512 roundings of half a unit
 * bound ours by 520 x 2^-53 x 1e5 = 5.8e-9. */
START_TEST(the_error_stays_small)
{
    size_t n = 1000000;
    double *x = malloc(n * sizeof *x);
    for (size_t i = 0; i < n; i++) x[i] = 0.1;
    ck_assert_double_lt(fabs(myn_sum_of(x, NULL, n).total - 100000), 5.8e-9);
    free(x);
}
END_TEST

START_TEST(unaligned_values_give_the_same)
{
    double x[103], y[104];
    for (int i = 0; i < 103; i++) x[i] = y[i + 1] = 1.0 / (i + 1);
    ck_assert(myn_sum_of(x, NULL, 103).total == myn_sum_of(y + 1, NULL, 103).total);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("sum");
    TCase *c = tcase_create("sum");
    tcase_add_test(c, nothing);
    tcase_add_test(c, every_length);
    tcase_add_test(c, powers);
    tcase_add_test(c, around);
    tcase_add_test(c, infinities_count);
    tcase_add_test(c, range_at_every_place);
    tcase_add_test(c, the_order_is_as_written);
    tcase_add_test(c, the_error_stays_small);
    tcase_add_test(c, unaligned_values_give_the_same);
    suite_add_tcase(s, c);
    return s;
}
