/* Every method on every kind of series: an answer in finite numbers, the same each time. */
#include "forecast/season.h"
#include "suite.h"
#include <float.h>
#include <math.h>
#include <mynegai/stream.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HORIZON 20
#define LONGEST 100000

typedef double (*Shape)(size_t t, double noise);

static double walk(size_t t, double noise)
{
    static double level;
    level = t == 0 ? 100 : level + noise;
    return level;
}
static double constant(size_t t, double noise)
{
    (void)t, (void)noise;
    return 7.25;
}
static double zero(size_t t, double noise)
{
    (void)t, (void)noise;
    return 0;
}
static double spike(size_t t, double noise)
{
    (void)noise;
    return t == 2 ? 1e6 : 0;
}
static double late_spike(size_t t, double noise)
{
    (void)noise;
    return t == 11 ? 1e-12 : 1;
}
static double line(size_t t, double noise)
{
    (void)noise;
    return 3 + 2 * (double)t;
}
static double negative(size_t t, double noise)
{
    return -50 - (double)t + noise;
}
static double huge(size_t t, double noise)
{
    return 1e300 * (1 + 0.1 * noise + (double)(t % 4));
}
static double both_huge(size_t t, double noise)
{
    (void)noise;
    return t % 2 ? DBL_MAX : -DBL_MAX;
}
static double minute(size_t t, double noise)
{
    return 1e-305 * (1 + fabs(noise) + (double)(t % 3));
}
static double growth(size_t t, double noise)
{
    return exp(0.3 * (double)t + 0.05 * noise);
}
static double months(size_t t, double noise)
{
    return (100 + (double)t) * (1 + 0.3 * sin((double)(t % 12) * 0.5235987755982988)) + noise;
}
static double weeks(size_t t, double noise)
{
    return 10 * sin((double)(t % 52) * 0.12083048667653051) + noise;
}
static double gaps(size_t t, double noise)
{
    return t % 3 == 1 || (t > 5 && t < 11) ? NAN : 40 + 0.5 * (double)t + noise;
}
static double counts(size_t t, double noise)
{
    return t % 4 ? 0 : 1 + floor(fabs(2 * noise));
}
static double two_values(size_t t, double noise)
{
    (void)noise;
    return t % 2 ? 5 : 4;
}

static const struct {
    const char *name;
    Shape shape;
} kinds[] = {{"walk", walk},
             {"constant", constant},
             {"zero", zero},
             {"spike", spike},
             {"late spike", late_spike},
             {"line", line},
             {"negative", negative},
             {"huge", huge},
             {"both huge", both_huge},
             {"minute", minute},
             {"growth", growth},
             {"months", months},
             {"weeks", weeks},
             {"gaps", gaps},
             {"counts", counts},
             {"two values", two_values}};

static const size_t lengths[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 16, 17, 24, 25, 37, 60, 120, 170};
static const unsigned frequencies[] = {1, 2, 4, 7, 12, 24, 52};

#define COUNT(a) (sizeof(a) / sizeof *(a))

typedef struct {
    double mean[HORIZON], lower[2 * HORIZON], upper[2 * HORIZON], fitted[LONGEST];
    myn_forecast out;
} Answer;

static Answer first, second;

static void fill(double *y, size_t n, Shape shape)
{
    myn_stream noise = myn_stream_at(11, n);
    for (size_t t = 0; t < n; t++) y[t] = shape(t, myn_stream_normal(&noise));
    if (isnan(y[0])) y[0] = 1;
    if (isnan(y[n - 1])) y[n - 1] = 60;
}

static myn_status ask(const myn_forecaster *method, const myn_series *series, Answer *a, myn_arena *arena)
{
    myn_outlook outlook = {.horizon = HORIZON, .levels = 2, .level = {0.8, 0.95}};
    a->out = (myn_forecast){.mean = a->mean, .lower = a->lower, .upper = a->upper, .fitted = a->fitted};
    myn_status status = season_forecast(method, series, &outlook, &a->out, arena);
    myn_arena_rewind(arena, (myn_arena_mark){0});
    return status;
}

static void check_answer(const Answer *a, const char *what)
{
    ck_assert_msg(a->out.model[0] && a->out.parameters <= MYN_FORECAST_PARAMETERS_MOST, "%s", what);
    for (size_t h = 0; h < HORIZON; h++) {
        ck_assert_msg(isfinite(a->mean[h]), "%s: mean %g at %zu", what, a->mean[h], h);
        for (size_t k = h; k < 2 * HORIZON; k += HORIZON) {
            double lower = a->lower[k], upper = a->upper[k];
            ck_assert_msg(isnan(lower) == isnan(upper), "%s", what);
            ck_assert_msg(!isinf(lower) && !isinf(upper), "%s: bounds %g %g", what, lower, upper);
            ck_assert_msg(isnan(lower) || lower <= upper, "%s: %g > %g", what, lower, upper);
            ck_assert_msg(!isnan(lower) || (a->out.flags & MYN_FLAG_NO_INTERVAL), "%s: no interval, no flag",
                          what);
        }
    }
    for (size_t p = 0; p < a->out.parameters; p++) ck_assert_msg(!isnan(a->out.parameter[p]), "%s", what);
}

/* One in how many combinations of length and frequency: some searches take a thousand times as long as others. */
static size_t one_in(const myn_forecaster *method)
{
    bool slow = strcmp(method->name, "arima") == 0 || strcmp(method->name, "regression") == 0;
    return slow ? 61 : 5;
}

START_TEST(every_kind)
{
    double y[256];
    myn_arena *arena;
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
    for (const myn_forecaster *const *method = myn_forecasters(); *method; method++)
        for (size_t l = 0; l < COUNT(lengths); l++)
            for (size_t f = 0; f < COUNT(frequencies); f++) {
                size_t n = lengths[l];
                if (n < (*method)->least || (l + f + (size_t)_i) % one_in(*method)) continue;
                char what[128];
                snprintf(what, sizeof what, "%s of %s, %zu values, frequency %u", (*method)->name,
                         kinds[_i].name, n, frequencies[f]);
                fill(y, n, kinds[_i].shape);
                myn_series series = {.y = y, .n = n, .frequency = frequencies[f]};
                ck_assert_msg(ask(*method, &series, &first, arena) == MYN_OK, "%s", what);
                check_answer(&first, what);
                ck_assert_int_eq(ask(*method, &series, &second, arena), MYN_OK);
                ck_assert_msg(memcmp(first.mean, second.mean, sizeof first.mean) == 0, "%s", what);
                ck_assert_msg(memcmp(first.upper, second.upper, sizeof first.upper) == 0, "%s", what);
            }
    myn_arena_free(arena);
}
END_TEST

START_TEST(flags)
{
    double y[40];
    myn_arena *arena;
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
    for (const myn_forecaster *const *method = myn_forecasters(); *method; method++) {
        myn_series series = {.y = y, .n = 40, .frequency = 1};
        fill(y, 40, constant);
        ck_assert_int_eq(ask(*method, &series, &first, arena), MYN_OK);
        ck_assert_msg(first.out.flags & MYN_FLAG_CONSTANT, "%s", (*method)->name);
        ck_assert_msg(first.mean[9] == 7.25, "%s", (*method)->name);
        fill(y, 40, gaps);
        ck_assert_int_eq(ask(*method, &series, &first, arena), MYN_OK);
        ck_assert_msg(first.out.flags & MYN_FLAG_GAPS, "%s", (*method)->name);
        fill(y, 40, huge);
        ck_assert_int_eq(ask(*method, &series, &first, arena), MYN_OK);
        ck_assert_msg(first.out.flags & MYN_FLAG_EXTREME, "%s", (*method)->name);
    }
    myn_arena_free(arena);
}
END_TEST

/* A power of two moves nothing but the exponent, on this side of the limits or beyond. */
START_TEST(scale_does_not_matter)
{
    double y[30], z[30];
    myn_arena *arena;
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
    fill(y, 30, walk);
    for (size_t t = 0; t < 30; t++) z[t] = ldexp(y[t], 900);
    for (const myn_forecaster *const *method = myn_forecasters(); *method; method++) {
        myn_series plain = {.y = y, .n = 30, .frequency = 1}, large = {.y = z, .n = 30, .frequency = 1};
        ck_assert_int_eq(ask(*method, &plain, &first, arena), MYN_OK);
        ck_assert_int_eq(ask(*method, &large, &second, arena), MYN_OK);
        for (size_t h = 0; h < HORIZON; h++) {
            double back = ldexp(second.mean[h], -900);
            ck_assert_msg(fabs(back - first.mean[h]) <= 1e-4 * fabs(first.mean[h]), "%s: %g, %g",
                          (*method)->name, back, first.mean[h]);
        }
    }
    myn_arena_free(arena);
}
END_TEST

START_TEST(infinite_values_are_refused)
{
    double y[] = {1, 2, INFINITY, 4, 5, 6, 7, 8}, none[] = {NAN, NAN};
    myn_arena *arena;
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
    for (const myn_forecaster *const *method = myn_forecasters(); *method; method++) {
        myn_series series = {.y = y, .n = 8, .frequency = 1}, empty = {.y = none, .n = 2, .frequency = 1};
        ck_assert_int_eq(ask(*method, &series, &first, arena), MYN_ERR_DATA);
        ck_assert_int_eq(ask(*method, &empty, &first, arena), MYN_ERR_ARGUMENT);
    }
    myn_arena_free(arena);
}
END_TEST

START_TEST(long_series)
{
    double *y = malloc(LONGEST * sizeof *y);
    myn_arena *arena;
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
    fill(y, LONGEST, walk);
    myn_series series = {.y = y, .n = LONGEST, .frequency = 1};
    for (const myn_forecaster *const *method = myn_forecasters(); *method; method++) {
        ck_assert_msg(ask(*method, &series, &first, arena) == MYN_OK, "%s", (*method)->name);
        check_answer(&first, (*method)->name);
    }
    myn_arena_free(arena);
    free(y);
}
END_TEST

START_TEST(catalogue)
{
    size_t count = 0;
    for (const myn_forecaster *const *method = myn_forecasters(); *method; method++, count++) {
        ck_assert_ptr_eq(myn_forecaster_find((*method)->name), *method);
        ck_assert((*method)->summary && (*method)->formula && (*method)->reference && (*method)->least > 0);
    }
    ck_assert_uint_ge(count, 12);
    ck_assert_ptr_null(myn_forecaster_find("nonesuch"));
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("every forecaster");
    TCase *c = tcase_create("all");
    tcase_add_loop_test(c, every_kind, 0, (int)COUNT(kinds));
    tcase_add_test(c, flags);
    tcase_add_test(c, scale_does_not_matter);
    tcase_add_test(c, infinite_values_are_refused);
    tcase_add_test(c, long_series);
    tcase_add_test(c, catalogue);
    tcase_set_timeout(c, 240);
    suite_add_tcase(s, c);
    return s;
}
