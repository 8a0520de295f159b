/* Intermittent demand against statsforecast 2.1.1 (README of the reference values). */
#include "forecast/intermittent.h"
#include "series.h"
#include <stdlib.h>

typedef struct {
    const char *method, *column;
    double tolerance;
} Case;

static const Case cases[] = {
    {"croston", "CrostonClassic", 1e-8},
    {"sba", "CrostonSBA", 1e-8},
    {"tsb", "TSB_0.2_0.2", 1e-8},
    {"croston_optimised", "CrostonOptimized", 1e-3},
    {"adida", "ADIDA", 1e-3},
    {"imapa", "IMAPA", 1e-3},
};

/* Where all but the last are equal there is one error, which no alpha changes: the peer's alpha is what its search
 * ends at by rounding. */
static bool flat(const double *x, size_t n)
{
    for (size_t i = 1; i + 1 < n; i++)
        if (x[i] != x[0]) return false;
    return n > 1 && x[n - 1] != x[0];
}

static bool undetermined(const Case *c, const myn_series *series, myn_arena *scratch)
{
    Intermittent s;
    ck_assert(intermittent_read(series, &s, scratch) == MYN_OK);
    return strcmp(c->method, "croston_optimised") == 0 &&
           (flat(s.demand, s.demands) || flat(s.interval, s.demands));
}

static void check_row(const Case *c, const Golden *g, size_t row, myn_arena *scratch)
{
    double y[500], mean[1], want = golden_number(g, row, golden_col(g, c->column));
    size_t n = numbers_in(golden_text(g, row, golden_col(g, "y")), y, 500);
    myn_series series = {.y = y, .n = n, .frequency = 1};
    if (undetermined(c, &series, scratch)) return;
    myn_outlook outlook = {.horizon = 1};
    myn_forecast out = {.mean = mean};
    ck_assert(myn_forecaster_find(c->method)->forecast(&series, &outlook, &out, scratch) == MYN_OK);
    ck_assert_msg(fabs(mean[0] - want) <= c->tolerance * fmax(1, fabs(want)), "%s %s: %.10g, expected %.10g",
                  c->method, golden_text(g, row, 0), mean[0], want);
}

START_TEST(one_step)
{
    Golden g = golden_open(golden_folder(test_golden(), "forecast"), "intermittent_statsforecast.csv");
    myn_arena *scratch;
    ck_assert(myn_arena_new(&scratch) == MYN_OK);
    ck_assert_uint_ge(g.rows, 100);
    for (size_t row = 0; row < g.rows; row++) check_row(&cases[_i], &g, row, scratch);
    myn_arena_free(scratch);
    golden_free(&g);
}
END_TEST

Suite *suite(void)
{
    test_needs(golden_folder(test_golden(), "forecast"));
    Suite *s = suite_create("intermittent demand against statsforecast");
    TCase *c = tcase_create("all");
    tcase_add_loop_test(c, one_step, 0, sizeof cases / sizeof *cases);
    suite_add_tcase(s, c);
    return s;
}
