/* Automatic ARIMA beside R's `auto.arima` (forecast 8.20) on M3: differences, criterion, accuracy. */
#include "m3.h"
#include "series.h"
#include <stdio.h>

typedef struct {
    const char *period;
    unsigned frequency;
    size_t every;
    double smape, mase, owa; /* R's row in FORECAST.md */
} Set;

static const Set sets[] = {
    {"yearly", 1, 1, 17.10, 2.96, .945},
    {"quarterly", 4, 1, 10.01, 1.19, .974},
    {"monthly", 12, 4, 14.34, .843, .873},
};

static Golden table_of(const char *folder, const char *kind, const char *period)
{
    char file[64];
    snprintf(file, sizeof file, "%sm3_%s.csv", kind, period);
    return golden_open(folder, file);
}

static void forecast(const char *method, const Series *s, myn_forecast *out, double *mean, myn_arena *arena)
{
    myn_series series = {.y = s->y, .n = s->n, .frequency = s->frequency};
    myn_outlook outlook = {.horizon = s->h};
    *out = (myn_forecast){.mean = mean};
    myn_arena_rewind(arena, (myn_arena_mark){0});
    ck_assert(myn_forecaster_find(method)->forecast(&series, &outlook, out, arena) == MYN_OK);
}

/* d and D of a model as it is written. */
static void differences(const char *model, size_t *d, size_t *D)
{
    *d = *D = 0;
    const char *near = strchr(model, '('), *far = strstr(model, ")(");
    if (near) *d = (size_t)(near[3] - '0');
    if (far) *D = (size_t)(far[4] - '0');
}

typedef struct {
    size_t all, same_differences, as_likely;
} Choices;

static void compare(const Golden *r, size_t row, const myn_forecast *out, Choices *c)
{
    size_t d[2], D[2];
    double theirs = strtod(golden_text(r, row, golden_col(r, "aicc")), NULL);
    differences(out->model, &d[0], &D[0]);
    differences(golden_text(r, row, golden_col(r, "model")), &d[1], &D[1]);
    c->all++;
    if (d[0] != d[1] || D[0] != D[1]) return;
    c->same_differences++;
    c->as_likely += out->aicc <= theirs + 1e-3;
}

START_TEST(choices)
{
    Golden r = table_of(golden_folder(test_golden(), "forecast"), "r_arima_", sets[_i].period);
    Golden m3 = table_of(golden_folder(test_data(), "m3"), "", sets[_i].period);
    Choices c = {0};
    double mean[32];
    myn_forecast out;
    myn_arena *arena;
    ck_assert(myn_arena_new(&arena) == MYN_OK);
    for (size_t row = 0; row < r.rows; row++) {
        Series s = series_of(&m3, row);
        forecast("arima", &s, &out, mean, arena);
        compare(&r, row, &out, &c);
    }
    printf("%-9s of %zu, d and D as R: %zu; of these AICc no more than R's + 1e-3: %zu\n", sets[_i].period,
           c.all, c.same_differences, c.as_likely);
    ck_assert_double_ge((double)c.same_differences, .99 * (double)c.all);
    ck_assert_double_ge((double)c.as_likely, .95 * (double)c.same_differences);
    myn_arena_free(arena);
    golden_free(&r);
    golden_free(&m3);
}
END_TEST

/* Naive2 is read: sMAPE and MASE by which OWA is scaled. */
static Accuracy naive2(const Golden *m3, const Set *set)
{
    Golden g = table_of(golden_folder(test_golden(), "forecast"), "r_naive2_", set->period);
    Accuracy a = {0};
    double mean[32];
    for (size_t row = 0; row < g.rows; row++) {
        size_t at = 0;
        while (at < m3->rows && strcmp(golden_text(m3, at, 0), golden_text(&g, row, 0)) != 0) at++;
        ck_assert_uint_lt(at, m3->rows);
        if (at % set->every) continue;
        Series s = series_of(m3, at);
        numbers_in(golden_text(&g, row, golden_col(&g, "mean")), mean, 32);
        accuracy_add(&a, &(Vector){s.y, s.n}, &(Vector){s.future, s.h}, mean, s.frequency);
    }
    golden_free(&g);
    return a;
}

/* In the ballpark of R's: no worse than 3 % by OWA. */
START_TEST(accuracy)
{
    const Set *set = &sets[_i];
    Golden m3 = table_of(golden_folder(test_data(), "m3"), "", set->period);
    Accuracy a = {0}, base = naive2(&m3, set);
    double mean[32];
    myn_forecast out;
    myn_arena *arena;
    ck_assert(myn_arena_new(&arena) == MYN_OK);
    for (size_t row = 0; row < m3.rows; row += set->every) {
        Series s = series_of(&m3, row);
        forecast("arima", &s, &out, mean, arena);
        accuracy_add(&a, &(Vector){s.y, s.n}, &(Vector){s.future, s.h}, mean, s.frequency);
    }
    double owa = accuracy_owa(&a, &base);
    printf("%-9s sMAPE %.2f MASE %.3f OWA %.3f; R's auto.arima %.2f %.3f %.3f\n", set->period,
           accuracy_smape(&a), accuracy_mase(&a), owa, set->smape, set->mase, set->owa);
    ck_assert_double_le(owa, 1.03 * set->owa);
    myn_arena_free(arena);
    golden_free(&m3);
}
END_TEST

Suite *suite(void)
{
    test_needs(golden_folder(test_golden(), "forecast"));
    test_needs(golden_folder(test_data(), "m3"));
    Suite *s = suite_create("automatic ARIMA beside R");
    TCase *c = tcase_create("all");
    tcase_set_timeout(c, 280);
    tcase_add_loop_test(c, choices, 0, 2);
    tcase_add_loop_test(c, accuracy, 0, 3);
    suite_add_tcase(s, c);
    return s;
}
