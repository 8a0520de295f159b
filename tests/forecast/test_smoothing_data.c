/* Exponential smoothing against R 4.2.2's forecast 8.20: at its parameters the same likelihood, forecasts and
 * intervals; with our search no worse an AICc. */
#include "forecast/ets.h"
#include "forecast/m3.h"
#include <mynegai/stream.h>

static const char *folder;

static const struct {
    const char *name, *series, *fits;
    unsigned frequency;
} sets[] = {{"m3_yearly", "m3_yearly.csv", "r_ets_m3_yearly.csv", 1},
            {"m3_quarterly", "m3_quarterly.csv", "r_ets_m3_quarterly.csv", 4},
            {"m3_monthly", "m3_monthly.csv", "r_ets_m3_monthly.csv", 12}};

static bool near(double a, double b, double relative)
{
    return fabs(a - b) <= relative * fmax(fabs(a), fabs(b)) || fabs(a - b) < 1e-300;
}

/* "ETS(M,Ad,N)" */
static EtsModel model_of(const char *name, unsigned frequency)
{
    static const char letters[] = "NAM";
    EtsModel model = {.m = 1};
    const char *at = strchr(name, '(') + 1;
    model.error = (EtsPart)(strchr(letters, at[0]) - letters);
    model.trend = (EtsPart)(strchr(letters, at[2]) - letters);
    model.damped = at[3] == 'd';
    model.season = (EtsPart)(strchr(letters, at[model.damped ? 5 : 4]) - letters);
    if (model.season) model.m = frequency;
    return model;
}

static bool named(const char *text, size_t length, const char *name)
{
    return strlen(name) == length && memcmp(text, name, length) == 0;
}

/* R's parameters, by their names; its last seasonal state is what makes the sum 0 or m. */
static EtsState state_of(const EtsModel *model, const char *names, const Vector *par)
{
    EtsState x = {.phi = 1};
    double sum = model->season == ETS_TIMES ? model->m : 0;
    for (size_t i = 0; i < par->n; i++) {
        size_t length = strcspn(names, " ");
        double v = par->at[i];
        if (named(names, length, "alpha"))
            x.alpha = v;
        else if (named(names, length, "beta"))
            x.beta = v;
        else if (named(names, length, "gamma"))
            x.gamma = v;
        else if (named(names, length, "phi"))
            x.phi = v;
        else if (named(names, length, "l"))
            x.level = v;
        else if (named(names, length, "b"))
            x.slope = v;
        else {
            x.season[model->m - 1 - (unsigned)atoi(names + 1)] = v;
            sum -= v;
        }
        names += length + (names[length] == ' ');
    }
    if (model->season) x.season[0] = sum;
    return x;
}

typedef struct {
    Golden fits;
    M3 m3;
    size_t row;
    EtsModel model;
    EtsState start;
    Vector x;
} Case;

static void case_at(Case *c, size_t row)
{
    c->row = row;
    c->model = model_of(golden_text(&c->fits, row, golden_col(&c->fits, "model")), c->m3.frequency);
    Vector par = golden_vector(&c->fits, row, "par");
    c->start = state_of(&c->model, golden_text(&c->fits, row, golden_col(&c->fits, "parnames")), &par);
    size_t id = golden_col(&c->fits, "id");
    c->x = m3_training(&c->m3, golden_row(&c->m3.table, golden_text(&c->fits, row, id)));
    free(par.at);
}

static double given(const Case *c, const char *column)
{
    Vector v = golden_vector(&c->fits, c->row, column);
    double value = v.n == 1 ? v.at[0] : NAN;
    free(v.at);
    return value;
}

/* The first COUNT values of COLUMN, relative to the largest. */
static void check_first(const Case *c, const char *column, const double *ours, double relative, size_t count)
{
    Vector v = golden_vector(&c->fits, c->row, column);
    double size = 0;
    if (count < v.n) v.n = count;
    for (size_t h = 0; h < v.n; h++) size = fmax(size, fabs(v.at[h]));
    for (size_t h = 0; h < v.n; h++)
        ck_assert_msg(fabs(ours[h] - v.at[h]) <= relative * size, "row %zu, %s[%zu]: %.12g, expected %.12g",
                      c->row, column, h, ours[h], v.at[h]);
    free(v.at);
}

static void check_vector(const Case *c, const char *column, const double *ours, double relative)
{
    check_first(c, column, ours, relative, SIZE_MAX);
}

/* R leaves the damping out of the first step of ETS(M,Ad,M), against its own definition (forecast 8.20, class3()):
 * the slope that brings our formula to its answer. The year after, where the slope's errors count, differs still. */
static EtsState as_r_has_it(const EtsModel *model, const EtsState *end)
{
    EtsState x = *end;
    if (model->damped && model->season == ETS_TIMES) x.slope /= x.phi;
    return x;
}

/* How many horizons R's means of it hold for. */
static size_t sound_means(const EtsModel *model)
{
    return model->damped && model->season == ETS_TIMES ? model->m : SIZE_MAX;
}

/* And its intervals: with no trend and additive seasons it has the season's error come back after m - 1 steps
 * instead of m (class1()), against Hyndman et al. 2008, table 6.1. */
static size_t sound_intervals(const EtsModel *model)
{
    if (model->damped && model->season == ETS_TIMES) return 1;
    return model->season == ETS_ADD && !model->trend ? model->m - 1 : SIZE_MAX;
}

static void check_likelihood(Case *c, EtsState *end)
{
    *end = c->start;
    EtsScore score = ets_run(&c->model, end, c->x.at, c->x.n, NULL);
    ck_assert_msg(near(-score.deviance / 2, given(c, "loglik"), 1e-8), "row %zu: %.12g", c->row,
                  -score.deviance / 2);
    ck_assert_msg(near(ets_aicc(&score), given(c, "aicc"), 1e-8), "row %zu: %.12g", c->row, ets_aicc(&score));
    ck_assert_msg(near(ets_variance(&score), given(c, "sigma2"), 1e-7), "row %zu: %.12g", c->row,
                  ets_variance(&score));
    ck_assert(ets_admissible(&c->model, &c->start));
}

/* Our fit of the same series: whether its AICc is at most R's and a thousandth. */
static bool as_good(const Case *c, const EtsFit *fit)
{
    double ours = ets_aicc(&fit->score), theirs = given(c, "aicc");
    if (ours <= theirs + 1e-3) return true;
    printf("%s: AICc %.5f, R %.5f\n", golden_text(&c->fits, c->row, golden_col(&c->fits, "id")), ours,
           theirs);
    return false;
}

/* The named models: 360 yearly, 600 quarterly, 240 monthly. */
START_TEST(named_models)
{
    size_t worse = 0, all = 0;
    myn_arena *arena;
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
    for (size_t s = 0; s < 3; s++) {
        Case c = {.fits = golden_open(folder, "ets_allmodels_fixedspec.csv"),
                  .m3 = m3_open(sets[s].series, sets[s].frequency)};
        for (size_t r = 0; r < c.fits.rows; r++) {
            if (strcmp(golden_text(&c.fits, r, golden_col(&c.fits, "dataset")), sets[s].name) != 0) continue;
            EtsState end;
            EtsFit fit;
            double mean[32], variance[32];
            case_at(&c, r);
            check_likelihood(&c, &end);
            end = as_r_has_it(&c.model, &end);
            EtsEnd from = {&c.model, &end, c.x.n, given(&c, "sigma2")};
            ets_ahead(&from, 32, mean, variance);
            check_first(&c, "fc", mean, 1e-6, sound_means(&c.model));
            myn_status status = ets_fit(&c.model, c.x.at, c.x.n, &fit, arena);
            ck_assert_int_eq(status, MYN_OK);
            worse += !as_good(&c, &fit);
            all++;
            free(c.x.at);
            myn_arena_rewind(arena, (myn_arena_mark){0});
        }
        golden_free(&c.fits);
        m3_free(&c.m3);
    }
    ck_assert_uint_eq(all, 1200);
    printf("named models: %zu of %zu with a greater AICc than R's\n", worse, all);
    ck_assert_msg(worse * 100 <= all, "%zu", worse);
    myn_arena_free(arena);
}
END_TEST

static void check_intervals(const Case *c, const EtsState *end)
{
    double mean[32], variance[32], bound[32];
    EtsState last = as_r_has_it(&c->model, end);
    EtsEnd from = {&c->model, &last, c->x.n, given(c, "sigma2")};
    ets_ahead(&from, c->m3.horizon, mean, variance);
    check_first(c, "mean", mean, 1e-6, sound_means(&c->model));
    const char *name[] = {"lo80", "hi80", "lo95", "hi95"};
    for (int k = 0; k < 4; k++) {
        double z = myn_normal_quantile(k < 2 ? 0.9 : 0.975) * (k % 2 ? 1 : -1);
        for (size_t h = 0; h < c->m3.horizon; h++) bound[h] = mean[h] + z * sqrt(variance[h]);
        check_first(c, name[k], bound, 1e-6, sound_intervals(&c->model));
    }
}

/* The automatic choice. */
START_TEST(automatic)
{
    size_t worse = 0;
    myn_arena *arena;
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
    Case c = {.fits = golden_open(folder, sets[_i].fits), .m3 = m3_open(sets[_i].series, sets[_i].frequency)};
    for (size_t r = 0; r < c.fits.rows; r++) {
        EtsState end;
        EtsFit fit;
        case_at(&c, r);
        check_likelihood(&c, &end);
        check_intervals(&c, &end);
        ck_assert_int_eq(ets_choose(c.x.at, c.x.n, c.m3.frequency, &fit, arena), MYN_OK);
        ck_assert(ets_admissible(&fit.model, &fit.start));
        worse += !as_good(&c, &fit);
        free(c.x.at);
        myn_arena_rewind(arena, (myn_arena_mark){0});
    }
    printf("%s: %zu of %zu chosen with a greater AICc than R's\n", sets[_i].name, worse, c.fits.rows);
    ck_assert_msg(worse * 100 <= c.fits.rows, "%zu", worse);
    golden_free(&c.fits);
    m3_free(&c.m3);
    myn_arena_free(arena);
}
END_TEST

static const struct {
    const char *file, *model, *names;
} classical[] = {{"r_ses_m3_yearly.csv", "ETS(A,N,N)", "alpha l"},
                 {"r_holt_m3_yearly.csv", "ETS(A,A,N)", "alpha beta l b"},
                 {"r_damped_m3_yearly.csv", "ETS(A,Ad,N)", "alpha beta phi l b"}};

/* SES, Holt's and the damped trend, at R's parameters; and our fit at least as likely. */
START_TEST(three_classical)
{
    size_t worse = 0;
    Case c = {.fits = golden_open(folder, classical[_i].file), .m3 = m3_open("m3_yearly.csv", 1)};
    c.model = model_of(classical[_i].model, 1);
    myn_arena *arena;
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
    for (c.row = 0; c.row < c.fits.rows; c.row++) {
        Vector par = golden_vector(&c.fits, c.row, "par");
        EtsFit fit;
        c.x = m3_training(&c.m3, c.row);
        EtsState end = c.start = state_of(&c.model, classical[_i].names, &par);
        EtsScore score = ets_run(&c.model, &end, c.x.at, c.x.n, NULL);
        double mean[32], variance[32];
        EtsEnd from = {&c.model, &end, c.x.n, ets_variance(&score)};
        ets_ahead(&from, c.m3.horizon, mean, variance);
        check_vector(&c, "mean", mean, 1e-6);
        for (size_t h = 0; h < c.m3.horizon; h++) mean[h] += myn_normal_quantile(0.975) * sqrt(variance[h]);
        check_vector(&c, "hi95", mean, 1e-6);
        ck_assert_int_eq(ets_fit(&c.model, c.x.at, c.x.n, &fit, arena), MYN_OK);
        worse += !(fit.score.deviance <= score.deviance + 1e-3);
        free(par.at);
        free(c.x.at);
        myn_arena_rewind(arena, (myn_arena_mark){0});
    }
    ck_assert_uint_eq(c.row, 645);
    printf("%s: %zu of 645 less likely than R's\n", classical[_i].file, worse);
    ck_assert_msg(worse * 100 <= c.row, "%zu", worse);
    golden_free(&c.fits);
    m3_free(&c.m3);
    myn_arena_free(arena);
}
END_TEST

Suite *suite(void)
{
    folder = golden_folder(test_golden(), "forecast");
    test_needs(folder);
    test_needs(golden_folder(test_data(), "m3"));
    Suite *s = suite_create("exponential smoothing against R");
    TCase *c = tcase_create("all");
    tcase_add_test(c, named_models);
    tcase_add_loop_test(c, automatic, 0, 3);
    tcase_add_loop_test(c, three_classical, 0, 3);
    tcase_set_timeout(c, 300);
    suite_add_tcase(s, c);
    return s;
}
