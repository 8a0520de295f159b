/* Breaks: the t of a suggestion from the regression worked out in full, how often nothing alarms, marks by hand. */
#include "suite.h"
#include <math.h>
#include <mynegai/breaks.h>
#include <mynegai/linalg.h>
#include <mynegai/stream.h>
#include <stdio.h>

static myn_arena *arena;

static void setup(void)
{
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
}

static void teardown(void)
{
    myn_arena_free(arena);
}

static size_t find(const double *y, size_t n, unsigned frequency, myn_break *out)
{
    size_t count;
    ck_assert_int_eq(myn_breaks_find(y, n, frequency, MYN_BREAK_RATE, MYN_BREAKS_MOST, out, &count, arena),
                     MYN_OK);
    return count;
}

/* ---- suggestions ---- */

/* Changes 1 2 1 2 1 2 51 1 2 1 2: one of them, 51, stands out. Its deleted t: the mean of the ten others is 1.5, their
 * squares about it are 10 / 4, s^2 = 2.5 / 9, and the variance of a change about that mean is s^2 (1 + 1 / 10). */
START_TEST(shift_is_the_deleted_t)
{
    static const double change[] = {1, 2, 1, 2, 1, 2, 51, 1, 2, 1, 2};
    double y[12] = {10};
    myn_break found[MYN_BREAKS_MOST];
    for (size_t i = 0; i < 11; i++) y[i + 1] = y[i] + change[i];
    ck_assert_int_eq(find(y, 12, 1, found), 1);
    ck_assert_int_eq(found[0].kind, MYN_BREAK_LEVEL);
    ck_assert_int_eq(found[0].at, 7);
    ck_assert_double_eq_tol(found[0].size, 49.5, 1e-10);
    ck_assert_double_eq_tol(found[0].t, 49.5 / sqrt(2.5 / 9 * 1.1), 1e-8);
    ck_assert_double_eq_tol(found[0].p, 21 * myn_t_tail(found[0].t, 9), 1e-12);
}
END_TEST

/* One value 30 too high: changes 1 2 1 2 1 31 -28 2 1 2 1 (without it 1 2 1 2 1 1 2 2 1 2 1). The contrast (1, -1)
 * is at right angles to the mean: size (31 + 28) / 2; what is left is the spread of 1 2 1 2 1 a a 2 1 2 1 with
 * a = 1.5 about its mean 16 / 11. */
START_TEST(outlier_is_the_contrast)
{
    static const double change[] = {1, 2, 1, 2, 1, 31, -28, 2, 1, 2, 1};
    double y[12] = {10}, rest = 0;
    myn_break found[MYN_BREAKS_MOST];
    for (size_t i = 0; i < 11; i++) y[i + 1] = y[i] + change[i];
    for (size_t i = 0; i < 11; i++) {
        double e = (i == 5 || i == 6 ? 1.5 : change[i]) - 16. / 11;
        rest += e * e;
    }
    ck_assert_int_eq(find(y, 12, 1, found), 1);
    ck_assert_int_eq(found[0].kind, MYN_BREAK_OUTLIER);
    ck_assert_int_eq(found[0].at, 6);
    ck_assert_double_eq_tol(found[0].size, 29.5, 1e-10);
    ck_assert_double_eq_tol(found[0].t, 29.5 * sqrt(2) / sqrt(rest / 9) * sqrt(2. / 3), 1e-8);
}
END_TEST

/* The same where values are missing: over a gap of two steps the change is 2 drift with twice the variance. Straight
 * lines with one shift have nothing else left, whatever is missing. */
START_TEST(gaps_and_two_breaks)
{
    double y[20];
    myn_break found[MYN_BREAKS_MOST];
    for (size_t i = 0; i < 20; i++) y[i] = 3 * (double)i + (i >= 8 ? 40 : 0) - (i >= 14 ? 25 : 0);
    y[5] = y[11] = NAN;
    ck_assert_int_eq(find(y, 20, 1, found), 2);
    ck_assert_int_eq(found[0].at, 8);
    ck_assert_int_eq(found[1].at, 14);
    ck_assert_double_eq_tol(found[1].size, -25, 1e-6);
}
END_TEST

START_TEST(nothing_to_suggest)
{
    myn_break found[MYN_BREAKS_MOST];
    double line[30], flat[30], short_one[] = {1, 2, 1, 2, 1, 90}, none[9], large[12], endless[12];
    for (size_t i = 0; i < 30; i++) line[i] = .1 * (double)i, flat[i] = 7;
    for (size_t i = 0; i < 9; i++) none[i] = NAN;
    for (size_t i = 0; i < 12; i++)
        large[i] = 1e150 * (double)(i * i % 7), endless[i] = i == 4 ? INFINITY : 1;
    ck_assert_int_eq(find(line, 30, 1, found), 0);
    ck_assert_int_eq(find(flat, 30, 1, found), 0);
    ck_assert_int_eq(find(short_one, 6, 1, found), 0);
    ck_assert_int_eq(find(none, 9, 1, found), 0);
    ck_assert_int_eq(find(none, 0, 1, found), 0);
    ck_assert_int_eq(find(endless, 12, 1, found), 0);
    ck_assert_int_eq(find(large, 12, 1, found), 0);
    flat[0] = NAN, flat[12] = 9; /* all else equal: nothing but the outlier is there */
    ck_assert_int_eq(find(flat, 30, 1, found), 1);
    ck_assert_int_eq(found[0].kind, MYN_BREAK_OUTLIER);
    ck_assert_int_eq(found[0].at, 12);
}
END_TEST

/* A shift in a monthly series with seasons stands where it is; the seasons themselves are none. */
START_TEST(seasons_are_no_breaks)
{
    double y[96];
    myn_break found[MYN_BREAKS_MOST];
    for (size_t i = 0; i < 96; i++) {
        myn_stream random = myn_stream_at(3, i);
        y[i] = 500 + 80 * sin(6.283185307179586 * (double)i / 12) + myn_stream_normal(&random);
    }
    ck_assert_int_eq(find(y, 96, 12, found), 0);
    for (size_t i = 60; i < 96; i++) y[i] += 60;
    ck_assert_int_ge(find(y, 96, 12, found), 1);
    ck_assert_int_eq(found[0].at, 60);
    ck_assert_int_eq(found[0].kind, MYN_BREAK_LEVEL);
}
END_TEST

/* ---- how often nothing alarms ---- */

typedef double (*Next)(double before, double shock, double *state);

static double walk(double before, double shock, double *state)
{
    (void)state;
    return before + .3 + shock;
}

static double level(double before, double shock, double *state)
{
    (void)before;
    *state += .3;
    return *state + shock;
}

static double regressive(double before, double shock, double *state)
{
    (void)state;
    return .5 * before + shock;
}

static double false_alarms(Next next, size_t n, uint64_t seed)
{
    enum { SERIES = 4000 };
    double y[64], alarms = 0;
    myn_break found[MYN_BREAKS_MOST];
    for (size_t i = 0; i < SERIES; i++) {
        myn_stream random = myn_stream_at(seed, i);
        double state = 0;
        for (size_t t = 0; t < n; t++) y[t] = next(t ? y[t - 1] : 0, myn_stream_normal(&random), &state);
        alarms += find(y, n, 1, found) > 0;
        myn_arena_rewind(arena, (myn_arena_mark){0});
    }
    return alarms / SERIES;
}

/* For random walks the rate is at most MYN_BREAK_RATE (Bonferroni), 4,000 series having a standard error of .0016;
 * a stationary series alarms through its outliers about as often. */
START_TEST(false_alarms_are_rare)
{
    static const size_t length[] = {8, 15, 31, 60};
    for (size_t k = 0; k < 4; k++) {
        double a = false_alarms(walk, length[k], 11), b = false_alarms(level, length[k], 12),
               c = false_alarms(regressive, length[k], 13);
        printf("n %2zu: false alarms of a random walk %.4f, noise about a line %.4f, AR(.5) %.4f\n",
               length[k], a, b, c);
        fflush(stdout);
        ck_assert(a > .002 && a < MYN_BREAK_RATE + 3 * .0016);
        ck_assert(b < 2 * MYN_BREAK_RATE && c < 2 * MYN_BREAK_RATE);
    }
}
END_TEST

/* Shifts of 8 standard deviations in 31 values are found, at their place, nearly always. */
START_TEST(shifts_are_found)
{
    size_t right = 0;
    for (size_t i = 0; i < 500; i++) {
        myn_stream random = myn_stream_at(17, i);
        double y[31] = {0};
        myn_break found[MYN_BREAKS_MOST];
        for (size_t t = 1; t < 31; t++) y[t] = y[t - 1] + myn_stream_normal(&random) + (t == 12 ? 8 : 0);
        right += find(y, 31, 1, found) && found[0].at == 12 && found[0].kind == MYN_BREAK_LEVEL;
        myn_arena_rewind(arena, (myn_arena_mark){0});
    }
    printf("shifts of 8 sd found: %zu of 500\n", right);
    ck_assert_uint_ge(right, 475);
}
END_TEST

/* ---- marks ---- */

static double applied(double *y, size_t n, myn_mark mark, double low, double high)
{
    double step;
    bool any;
    ck_assert_int_eq(myn_marks_apply(y, n, &mark, 1, low, high, &step, &any, arena), MYN_OK);
    return step;
}

/* 2 a year, and 30 more from position 5 on: the step is 30, and all that lies before is moved by it. */
START_TEST(break_is_taken_out)
{
    double y[10], z[10];
    for (size_t i = 0; i < 10; i++) y[i] = 5 + 2 * (double)i + (i >= 5 ? 30 : 0), z[i] = 35 + 2 * (double)i;
    ck_assert_double_eq_tol(applied(y, 10, (myn_mark){MYN_MARK_LEVEL, 5, SIZE_MAX}, -INFINITY, INFINITY), 30,
                            1e-12);
    for (size_t i = 0; i < 10; i++) ck_assert_double_eq_tol(y[i], z[i], 1e-12);
}
END_TEST

/* With a lower bound of 0 steps are factors of x + 1: 2^i - 1, times 8 from position 4 on. */
START_TEST(break_of_amounts_is_a_factor)
{
    double y[9];
    for (size_t i = 0; i < 9; i++) y[i] = ldexp(1, (int)i + (i >= 4 ? 3 : 0)) - 1;
    applied(y, 9, (myn_mark){MYN_MARK_LEVEL, 4, SIZE_MAX}, 0, INFINITY);
    for (size_t i = 0; i < 9; i++) ck_assert_double_eq_tol(y[i], ldexp(1, (int)i + 3) - 1, 1e-9);
}
END_TEST

/* A window of 2 values lies 12 higher than the line into it, 16 than the line out of it: 14 are taken out. */
START_TEST(window_is_taken_out)
{
    double y[] = {0, 1, 2, 3, 16, 17, 2, 3, 4}; /* into it: 13 - 1; out of it: -15 - 1 */
    ck_assert_double_eq_tol(applied(y, 9, (myn_mark){MYN_MARK_LEVEL, 4, 5}, -INFINITY, INFINITY), 14, 1e-12);
    ck_assert_double_eq_tol(y[4], 2, 1e-12);
    ck_assert_double_eq_tol(y[5], 3, 1e-12);
    ck_assert(y[3] == 3 && y[6] == 2);
}
END_TEST

/* At the end a window is a break; at the beginning it is moved to what follows. */
START_TEST(windows_at_the_ends)
{
    double y[] = {0, 1, 2, 3, 4, 15, 16}, z[] = {50, 51, 2, 3, 4, 5, 6}, all[] = {1, 2, 3};
    applied(y, 7, (myn_mark){MYN_MARK_LEVEL, 5, 8}, -INFINITY, INFINITY);
    for (size_t i = 0; i < 7; i++) ck_assert_double_eq_tol(y[i], 10 + (double)i, 1e-12);
    applied(z, 7, (myn_mark){MYN_MARK_LEVEL, 0, 1}, -INFINITY, INFINITY);
    for (size_t i = 0; i < 7; i++) ck_assert_double_eq_tol(z[i], (double)i, 1e-12);
    ck_assert(isnan(applied(all, 3, (myn_mark){MYN_MARK_LEVEL, 0, 2}, -INFINITY, INFINITY)));
    ck_assert(all[0] == 1 && all[2] == 3);
}
END_TEST

START_TEST(left_out_started_ignored)
{
    double y[] = {1, 2, 3, 4, 5, 6};
    applied(y, 6, (myn_mark){MYN_MARK_IGNORE, 1, 3}, -INFINITY, INFINITY);
    ck_assert(y[1] == 2 && y[3] == 4);
    applied(y, 6, (myn_mark){MYN_MARK_MISSING, 3, 9}, -INFINITY, INFINITY);
    ck_assert(y[2] == 3 && isnan(y[3]) && isnan(y[5]));
    applied(y, 6, (myn_mark){MYN_MARK_START, 1, SIZE_MAX}, -INFINITY, INFINITY);
    ck_assert(isnan(y[0]) && y[1] == 2);
    applied(y, 0, (myn_mark){MYN_MARK_LEVEL, 1, SIZE_MAX}, 0, 1);
    applied(y, 6, (myn_mark){MYN_MARK_LEVEL, 40, SIZE_MAX}, -INFINITY, INFINITY);
    ck_assert(y[1] == 2 && y[2] == 3);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("breaks");
    TCase *c = tcase_create("all");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, shift_is_the_deleted_t);
    tcase_add_test(c, outlier_is_the_contrast);
    tcase_add_test(c, gaps_and_two_breaks);
    tcase_add_test(c, nothing_to_suggest);
    tcase_add_test(c, seasons_are_no_breaks);
    tcase_add_test(c, false_alarms_are_rare);
    tcase_add_test(c, shifts_are_found);
    tcase_add_test(c, break_is_taken_out);
    tcase_add_test(c, break_of_amounts_is_a_factor);
    tcase_add_test(c, window_is_taken_out);
    tcase_add_test(c, windows_at_the_ends);
    tcase_add_test(c, left_out_started_ignored);
    tcase_set_timeout(c, 120);
    suite_add_tcase(s, c);
    return s;
}
