/* Theta methods and Naive2 against R's forecast 8.20 (thetaf; M4's Naive2), statsforecast 2.1.1 and the prototype of
 * the ridge. */
#include "forecast/m3.h"
#include "forecast/season.h"
#include "forecast/theta_line.h"
#include <mynegai/stream.h>

static const char *folder;

static const struct {
    const char *series, *naive2, *theta;
    unsigned frequency;
    size_t as_r; /* series whose theta forecasts are R's to a thousandth, at least */
} sets[] = {{"m3_yearly.csv", "r_naive2_m3_yearly.csv", "r_theta_m3_yearly.csv", 1, 600},
            {"m3_quarterly.csv", "r_naive2_m3_quarterly.csv", "r_theta_m3_quarterly.csv", 4, 700},
            {"m3_monthly.csv", "r_naive2_m3_monthly.csv", NULL, 12, 0}};

typedef struct {
    double mean[32], lower[64], upper[64];
    myn_forecast out;
} Answer;

static void ask(const char *method, const Vector *x, unsigned frequency, size_t horizon, Answer *a)
{
    myn_arena *arena;
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
    myn_series series = {.y = x->at, .n = x->n, .frequency = frequency};
    myn_outlook outlook = {.horizon = horizon, .levels = 2, .level = {0.8, 0.95}};
    a->out = (myn_forecast){.mean = a->mean, .lower = a->lower, .upper = a->upper};
    myn_status status = season_forecast(myn_forecaster_find(method), &series, &outlook, &a->out, arena);
    ck_assert_int_eq(status, MYN_OK);
    myn_arena_free(arena);
}

/* The greatest difference, relative to the greatest size. */
static double apart(const double *ours, const Vector *theirs)
{
    double size = 0, most = 0;
    for (size_t h = 0; h < theirs->n; h++) {
        size = fmax(size, fabs(theirs->at[h]));
        most = fmax(most, fabs(ours[h] - theirs->at[h]));
    }
    return most / size;
}

static double apart_from(const Golden *g, size_t row, const char *column, const double *ours)
{
    Vector v = golden_vector(g, row, column);
    double most = apart(ours, &v);
    free(v.at);
    return most;
}

/* Seasonality test, decomposition and random walk with its intervals. */
START_TEST(naive2)
{
    Golden g = golden_open(folder, sets[_i].naive2);
    M3 m3 = m3_open(sets[_i].series, sets[_i].frequency);
    ck_assert_uint_eq(g.rows, m3.table.rows);
    for (size_t r = 0; r < g.rows; r++) {
        Vector x = m3_training(&m3, r);
        Answer a;
        ask("naive", &x, m3.frequency, m3.horizon, &a);
        ck_assert_msg(apart_from(&g, r, "mean", a.mean) < 1e-10, "row %zu", r);
        ck_assert_msg(apart_from(&g, r, "lo80", a.lower) < 1e-8, "row %zu", r);
        ck_assert_msg(apart_from(&g, r, "hi95", a.upper + m3.horizon) < 1e-8, "row %zu", r);
        free(x.at);
    }
    golden_free(&g);
    m3_free(&m3);
}
END_TEST

/* thetaf: R's search for the level sometimes stops early (its intervals are then wider than ours, never narrower);
 * and R puts seasons back into means only, so that intervals are compared for years. */
START_TEST(theta)
{
    Golden g = golden_open(folder, sets[_i].theta);
    M3 m3 = m3_open(sets[_i].series, sets[_i].frequency);
    size_t near = 0, same = 0;
    for (size_t r = 0; r < g.rows; r++) {
        Vector x = m3_training(&m3, r), par = golden_vector(&g, r, "par");
        Answer a;
        ask("theta", &x, m3.frequency, m3.horizon, &a);
        double drift = a.out.parameter[a.out.parameters - 1];
        ck_assert_str_eq(a.out.parameter_name[a.out.parameters - 1], "drift");
        ck_assert_msg(fabs(drift - par.at[1]) <= 1e-9 * fabs(par.at[1]), "row %zu: %.12g", r, drift);
        near += apart_from(&g, r, "mean", a.mean) < 1e-3;
        if (m3.frequency == 1) {
            Vector lower = golden_vector(&g, r, "lo95"), mean = golden_vector(&g, r, "mean");
            double ours = a.mean[0] - a.lower[m3.horizon], theirs = mean.at[0] - lower.at[0];
            ck_assert_msg(ours <= theirs * (1 + 1e-4), "row %zu: %.12g, R %.12g", r, ours, theirs);
            same += fabs(ours - theirs) <= 1e-4 * theirs;
            free(lower.at);
            free(mean.at);
        }
        free(par.at);
        free(x.at);
    }
    printf("%s: theta as R's in %zu of %zu, intervals in %zu\n", sets[_i].series, near, g.rows, same);
    ck_assert_uint_ge(near, sets[_i].as_r);
    golden_free(&g);
    m3_free(&m3);
}
END_TEST

/* Run MODEL through Y, then on with its own forecasts; the sum of squares of what counts over the mean size. */
static double run_on(const ThetaModel *model, const double *y, size_t n, size_t horizon, double *ahead)
{
    ThetaState s = theta_start(model, y, n);
    double squares = 0, size = 0;
    for (size_t t = 0; t < n; t++) {
        double e = y[t] - theta_next(&s);
        if (t >= theta_first(n)) squares += e * e;
        size += fabs(y[t]) / (double)n;
        theta_see(&s, y[t]);
    }
    for (size_t h = 0; h < horizon; h++) {
        ahead[h] = theta_next(&s);
        theta_see(&s, ahead[h]);
    }
    return squares / size;
}

/* Dynamic theta at the parameters that statsforecast fitted, without the seasons that Naive2's test finds: its
 * forecasts, and its sum of squares, which it divides by the mean size of the values. */
START_TEST(dynamic_at_their_parameters)
{
    Golden g = golden_open(folder, "dot_statsforecast_params.csv");
    M3 m3 = m3_open(_i ? "m3_quarterly.csv" : "m3_yearly.csv", _i ? 4 : 1);
    myn_arena *arena;
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
    size_t seen = 0;
    for (size_t r = 0; r < g.rows; r++) {
        if (strcmp(golden_text(&g, r, 0), _i ? "m3_quarterly" : "m3_yearly") != 0) continue;
        Vector x = m3_training(&m3, golden_row(&m3.table, golden_text(&g, r, 1)));
        Vector theirs = golden_vector(&g, r, "mean");
        double known = golden_number(&g, r, golden_col(&g, "theta")), mean[32];
        double mse = golden_number(&g, r, golden_col(&g, "mse"));
        ThetaModel model = {golden_number(&g, r, golden_col(&g, "alpha")),
                            golden_number(&g, r, golden_col(&g, "initial_smoothed")), 1 - 1 / known, true};
        myn_series series = {.y = x.at, .n = x.n, .frequency = m3.frequency};
        myn_outlook outlook = {.horizon = theirs.n};
        myn_forecast out = {.mean = mean};
        Season season;
        ck_assert_int_eq(season_remove(&series, &season, arena), MYN_OK);
        double ours = run_on(&model, season.left, x.n, theirs.n, mean);
        season_restore(&season, x.n, &outlook, &out);
        ck_assert_msg(apart(mean, &theirs) < 1e-8, "row %zu: %g", r, apart(mean, &theirs));
        ck_assert_msg(fabs(ours - mse) <= 1e-8 * mse, "row %zu: %.12g, theirs %.12g", r, ours, mse);
        seen++;
        free(theirs.at);
        free(x.at);
        myn_arena_rewind(arena, (myn_arena_mark){0});
    }
    ck_assert_uint_eq(seen, _i ? 189 : 645);
    myn_arena_free(arena);
    golden_free(&g);
    m3_free(&m3);
}
END_TEST

/* The ridge's prototype: the same formulas on the same grid. */
START_TEST(ridge)
{
    Golden g = golden_open(folder, "rdot_prototype_m3_yearly.csv");
    M3 m3 = m3_open("m3_yearly.csv", 1);
    size_t near[2] = {0, 0};
    static const char *const column[] = {"rdot", "dot"}, *const method[] = {"rdot", "dynamic_theta"};
    for (size_t r = 0; r < g.rows; r++) {
        Vector x = m3_training(&m3, r);
        for (int k = 0; k < 2; k++) {
            Answer a;
            ask(method[k], &x, 1, m3.horizon, &a);
            near[k] += apart_from(&g, r, column[k], a.mean) < 1e-6;
        }
        free(x.at);
    }
    printf("rdot as its prototype in %zu, dynamic theta in %zu of %zu\n", near[0], near[1], g.rows);
    ck_assert_uint_ge(near[0], 640);
    golden_free(&g);
    m3_free(&m3);
}
END_TEST

Suite *suite(void)
{
    folder = golden_folder(test_golden(), "forecast");
    test_needs(folder);
    test_needs(golden_folder(test_data(), "m3"));
    Suite *s = suite_create("theta methods against their peers");
    TCase *c = tcase_create("all");
    tcase_add_loop_test(c, naive2, 0, 3);
    tcase_add_loop_test(c, theta, 0, 2);
    tcase_add_loop_test(c, dynamic_at_their_parameters, 0, 2);
    tcase_add_test(c, ridge);
    tcase_set_timeout(c, 300);
    suite_add_tcase(s, c);
    return s;
}
