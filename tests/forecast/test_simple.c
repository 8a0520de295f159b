/* Naive methods and seasons by hand. */
#include "forecast/season.h"
#include "suite.h"
#include <math.h>
#include <mynegai/stream.h>

static myn_arena *arena;
static double mean[12], lower[12], fitted[64];
static const double z = 1.959963984540054; /* 97.5 % */

static myn_forecast ask(const char *name, const double *y, size_t n, unsigned frequency, size_t horizon)
{
    myn_series series = {.y = y, .n = n, .frequency = frequency};
    myn_outlook outlook = {.horizon = horizon, .levels = 1, .level = {0.95}};
    myn_forecast out = {.mean = mean, .lower = lower, .fitted = fitted};
    ck_assert_int_eq(myn_forecaster_find(name)->forecast(&series, &outlook, &out, arena), MYN_OK);
    return out;
}

static void start(void)
{
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
}

static void stop(void)
{
    myn_arena_free(arena);
}

START_TEST(naive)
{
    double y[] = {3, 5, 4, 8};
    myn_forecast out = ask("naive", y, 4, 1, 2);
    double s2 = (4 + 1 + 16) / 3.0;
    ck_assert_double_eq_tol(out.sigma2, s2, 1e-12);
    ck_assert(mean[0] == 8 && mean[1] == 8 && isnan(fitted[0]) && fitted[3] == 4);
    ck_assert_double_eq_tol(8 - lower[1], z * sqrt(2 * s2), 1e-9);
    double gap[] = {3, NAN, NAN, 9, 8}; /* 6 over three steps: 36 / 3 */
    ck_assert_double_eq_tol(ask("naive", gap, 5, 1, 1).sigma2, (12 + 1) / 2.0, 1e-12);
}
END_TEST

START_TEST(drift)
{
    double y[] = {3, 5, 4, 9};
    myn_forecast out = ask("drift", y, 4, 1, 2); /* b = 2: errors 0, -3, 3 with two degrees of freedom */
    ck_assert_double_eq_tol(out.sigma2, 9, 1e-12);
    ck_assert(mean[0] == 11 && mean[1] == 13);
    ck_assert_double_eq_tol(13 - lower[1], z * sqrt(9 * 2 * (1 + 2 / 3.0)), 1e-9);
}
END_TEST

START_TEST(mean_of_all)
{
    double y[] = {1, 2, NAN, 6};
    myn_forecast out = ask("mean", y, 4, 1, 1);
    ck_assert_double_eq_tol(mean[0], 3, 1e-12);
    ck_assert_double_eq_tol(out.sigma2, 7, 1e-12);
    ck_assert_double_eq_tol(3 - lower[0], z * sqrt(7 * (1 + 1 / 3.0)), 1e-9);
}
END_TEST

START_TEST(seasonal_naive)
{
    double y[] = {1, 2, 3, 4, 3, 5, NAN, 9};
    myn_forecast out = ask("seasonal_naive", y, 8, 4, 6);
    double want[] = {3, 5, 3, 9, 3, 5}, s2 = (4 + 9 + 25) / 3.0;
    for (int h = 0; h < 6; h++) ck_assert(mean[h] == want[h]);
    ck_assert_double_eq_tol(out.sigma2, s2, 1e-12);
    ck_assert_double_eq_tol(mean[3] - lower[3], z * sqrt(s2), 1e-9);
    ck_assert_double_eq_tol(mean[4] - lower[4], z * sqrt(2 * s2), 1e-9);
    ck_assert_uint_eq(ask("seasonal_naive", y, 3, 4, 2).flags, MYN_FLAG_SHORT | MYN_FLAG_NO_INTERVAL);
    ck_assert(mean[0] == 3 && mean[1] == 1);
}
END_TEST

/* A line times (or plus) a figure: the moving average of an even year passes over the figure and keeps a line. */
static void fill(double *y, size_t n, unsigned m, bool times, const double *figure)
{
    for (size_t t = 0; t < n; t++) y[t] = times ? 80 * figure[t % m] : figure[t % m] - 20 + 0.5 * (double)t;
}

START_TEST(figures_are_found)
{
    static const double times[] = {1.2, 0.7, 0.9, 1.2}, plus[] = {5, -9, 4, 0};
    double y[30];
    for (int k = 0; k < 2; k++) {
        const double *figure = k ? times : plus;
        fill(y, 30, 4, k, figure);
        if (!k) y[9] = y[10] = NAN;
        Season season;
        myn_series series = {.y = y, .n = 30, .frequency = 4};
        ck_assert_int_eq(season_remove(&series, &season, arena), MYN_OK);
        ck_assert_int_eq(season.form, k ? SEASON_MULTIPLICATIVE : SEASON_ADDITIVE);
        for (int j = 0; j < 4; j++) ck_assert_double_eq_tol(season.figure[j], figure[j], k ? 1e-12 : 0.7);
        for (size_t t = 0; t < 30; t++) ck_assert_int_eq(isnan(season.left[t]), isnan(y[t]));
    }
}
END_TEST

START_TEST(what_is_taken_is_put_back)
{
    static const double figure[] = {1.2, 0.7, 0.9, 1.2};
    double y[31];
    fill(y, 31, 4, true, figure);
    y[30] *= 1.5;
    myn_series series = {.y = y, .n = 31, .frequency = 4};
    myn_outlook outlook = {.horizon = 5, .levels = 1, .level = {0.95}};
    myn_forecast out = {.mean = mean, .lower = lower, .fitted = fitted};
    const myn_forecaster *method = myn_forecaster_find("naive");
    ck_assert_int_eq(season_forecast(method, &series, &outlook, &out, arena), MYN_OK);
    Season season;
    ck_assert_int_eq(season_remove(&series, &season, arena), MYN_OK);
    for (size_t h = 0; h < 5; h++)
        ck_assert_double_eq_tol(mean[h], season.left[30] * season.figure[(31 + h) % 4], 1e-9);
    ck_assert_double_eq_tol(fitted[7], season.left[6] * season.figure[3], 1e-9);
    ck_assert(lower[0] < mean[0]);
}
END_TEST

/* r_m by hand: 1, 0, 1, 0 ... of n values has mean 1/2 and r_2 = (n - 2) / n, r_1 = -(n - 1) / n. */
START_TEST(test_of_seasons)
{
    double y[40];
    for (int t = 0; t < 40; t++) y[t] = t % 2 ? 0 : 1;
    ck_assert(season_found(y, 40, 2));  /* .95 > 1.645 sqrt((1 + 2 .95^2) / 40) = .435 */
    ck_assert(season_found(y, 12, 2));  /* .83 > 1.645 sqrt((1 + 2 .84) / 12) = .777 */
    ck_assert(!season_found(y, 10, 2)); /* .8 < 1.645 sqrt((1 + 2 .81) / 10) = .842 */
    ck_assert(!season_found(y, 5, 2));  /* fewer than three years */
    ck_assert(!season_found(y, 40, 1));
    size_t found = 0;
    for (uint64_t job = 0; job < 400; job++) {
        myn_stream noise = myn_stream_at(1, job);
        for (int t = 0; t < 40; t++) y[t] = myn_stream_normal(&noise);
        found += season_found(y, 40, 4);
    }
    ck_assert_uint_lt(found, 60); /* a test at 10 %: 40 expected */
    ck_assert_uint_gt(found, 4);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("naive methods and seasons");
    TCase *c = tcase_create("all");
    tcase_add_checked_fixture(c, start, stop);
    tcase_add_test(c, naive);
    tcase_add_test(c, drift);
    tcase_add_test(c, mean_of_all);
    tcase_add_test(c, seasonal_naive);
    tcase_add_test(c, figures_are_found);
    tcase_add_test(c, what_is_taken_is_put_back);
    tcase_add_test(c, test_of_seasons);
    suite_add_tcase(s, c);
    return s;
}
