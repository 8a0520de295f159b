/* Panels: what comes out for every kind of series, that nothing looks ahead, that threads change nothing. */
#include "forecast/walks.h"

/* ---- nothing looks ahead ---- */

static void corrupt(TestPanel *p, size_t from)
{
    for (size_t i = 0; i < p->count; i++)
        for (size_t t = from; t < p->n; t++) p->y[i * p->n + t] = 1e6 * (double)(t + i);
}

/* The forecasts of a series cut at an origin are those that its back-test made there, whatever came after: the
 * errors of one origin follow from the forecast of the cut series and what came. */
START_TEST(backtest_sees_no_future)
{
    static const char *const method[] = {"auto", "rdot", "theta", "weighted(naive,drift)", "mean(rdot,ets)"};
    enum { N = 20, H = 4 };
    for (size_t m = 0; m < sizeof method / sizeof *method; m++) {
        TestPanel p = walks(3, N, 1);
        myn_outlook_plan plan = plan_for(method[m], H, 1), cut = plan_for(method[m], H, 0);
        myn_outlooks *whole = make(p.series, p.count, &plan, 1);
        for (size_t i = 0; i < p.count; i++) p.series[i].n = N - H;
        myn_outlooks *head = make(p.series, p.count, &cut, 1);
        for (size_t i = 0; i < p.count; i++) {
            myn_trial trial = {p.series[i].y,    N - H, 1,    p.series[i].y + N - H,
                               head->at[i].mean, NULL,  NULL, H};
            myn_accuracy a;
            myn_accuracy_of(&trial, &plan.outlook, &a);
            ck_assert_msg(a.mase == whole->at[i].accuracy.mase, "%s: %.17g, %.17g", method[m], a.mase,
                          whole->at[i].accuracy.mase);
        }
        corrupt(&p, N - H);
        myn_outlooks *again = make(p.series, p.count, &cut, 1);
        for (size_t i = 0; i < p.count; i++)
            ck_assert(!memcmp(head->at[i].mean, again->at[i].mean, H * sizeof(double)));
        myn_outlooks_free(whole);
        myn_outlooks_free(head);
        myn_outlooks_free(again);
        free_walks(&p);
    }
}
END_TEST

/* The naive forecasts against which it is judged are right too. */
START_TEST(benchmarks_by_hand)
{
    double y[] = {1, 2, 4, 7, 5, 6, 9, 12};
    myn_panel_series series = {.y = y, .n = 8, .frequency = 4, .low = -INFINITY, .high = INFINITY};
    myn_outlook_plan plan = plan_for("naive", 4, 1);
    myn_outlooks *made = make(&series, 1, &plan, 1);
    /* origin 4: 5 6 9 12 against 7 7 7 7 and 1 2 4 7; the four values before have no pair a season apart: scale 2 */
    ck_assert_int_eq(made->at[0].origins, 1);
    ck_assert_double_eq_tol(made->at[0].accuracy.mase, (2 + 1 + 2 + 5) / 4. / 2, 1e-14);
    ck_assert_double_eq_tol(made->at[0].benchmark[0].mase, (2 + 1 + 2 + 5) / 4. / 2, 1e-14);
    ck_assert_double_eq_tol(made->at[0].benchmark[1].mase, (4 + 4 + 5 + 5) / 4. / 2, 1e-14);
    ck_assert_double_eq_tol(made->at[0].mase_at[3], 2.5, 1e-14);
    ck_assert_double_eq_tol(made->at[0].benchmark[0].bias, (2 + 1 - 2 - 5) / 4. / 2, 1e-14);
    myn_outlooks_free(made);
}
END_TEST

/* ---- threads ---- */

static void same_doubles(const double *a, const double *b, size_t n)
{
    ck_assert(!memcmp(a, b, n * sizeof *a));
}

START_TEST(any_number_of_threads)
{
    TestPanel p = walks(60, 24, 4);
    myn_outlook_plan plan = plan_for("auto", 6, 3);
    myn_outlooks *one = make(p.series, p.count, &plan, 1);
    for (size_t threads = 2; threads <= 5; threads += 3) {
        myn_outlooks *many = make(p.series, p.count, &plan, threads);
        for (size_t i = 0; i < p.count; i++) {
            same_doubles(one->at[i].mean, many->at[i].mean, 6);
            same_doubles(one->at[i].lower, many->at[i].lower, 12);
            same_doubles(one->at[i].upper, many->at[i].upper, 12);
            same_doubles(one->at[i].mase_at, many->at[i].mase_at, 18);
            ck_assert(!memcmp(&one->at[i].accuracy, &many->at[i].accuracy, sizeof(myn_accuracy)));
            ck_assert_str_eq(one->at[i].model, many->at[i].model);
            ck_assert_str_eq(one->at[i].parameters, many->at[i].parameters);
        }
        myn_outlooks_free(many);
    }
    myn_outlooks_free(one);
    free_walks(&p);
}
END_TEST

/* ---- intervals ---- */

/* Of many random walks with one hold-out of one step, the interval of the naive method is the quantile of |step| /
 * mean |step| over the series at (n + 1) level / n, times each series' scale. */
START_TEST(conformal_by_hand)
{
    enum { COUNT = 39, N = 12 };
    TestPanel p = walks(COUNT, N, 1);
    myn_outlook_plan plan = plan_for("naive", 1, 1);
    myn_outlooks *made = make(p.series, COUNT, &plan, 1);
    double error[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        const double *y = p.series[i].y;
        error[i] = fabs(y[N - 1] - y[N - 2]) / myn_scale_of(y, N - 1, 1);
    }
    for (size_t i = 1; i < COUNT; i++)
        for (size_t j = i; j > 0 && error[j] < error[j - 1]; j--) {
            double swap = error[j];
            error[j] = error[j - 1], error[j - 1] = swap;
        }
    ck_assert(made->pool[0].pooled);
    for (size_t i = 0; i < COUNT; i++) {
        double scale = myn_scale_of(p.series[i].y, N, 1), last = p.series[i].y[N - 1];
        /* (39 + 1) .8 / 39 of 38 gaps: between the 31st (from 0) and the next, at 38 x 32 / 39 = 31.179... */
        double at = 38 * (40 * .8 / 39), low = error[(int)at],
               q = low + (at - (int)at) * (error[(int)at + 1] - low);
        ck_assert_double_eq_tol(made->at[i].upper[0], last + q * scale, 1e-9);
        ck_assert_double_eq_tol(made->at[i].lower[0], last - q * scale, 1e-9);
        ck_assert(made->at[i].upper[1] >= made->at[i].upper[0]);
    }
    myn_outlooks_free(made);
    free_walks(&p);
}
END_TEST

/* Intervals cover what they say of series that the panel has not seen: 400 walks of known steps. */
START_TEST(intervals_cover)
{
    enum { COUNT = 400, N = 30, H = 5 };
    TestPanel p = walks(COUNT, N, 1);
    myn_outlook_plan plan = plan_for("auto", H, 2);
    double inside[2] = {0};
    for (size_t i = 0; i < COUNT; i++) p.series[i].n = N - H;
    myn_outlooks *made = make(p.series, COUNT, &plan, 2);
    for (size_t i = 0; i < COUNT; i++)
        for (size_t l = 0; l < 2; l++)
            for (size_t h = 0; h < H; h++) {
                double y = p.series[i].y[N - H + h];
                inside[l] += y >= made->at[i].lower[l * H + h] && y <= made->at[i].upper[l * H + h];
            }
    ck_assert_double_ge(inside[0] / (COUNT * H), .76);
    ck_assert_double_le(inside[0] / (COUNT * H), .84);
    ck_assert_double_ge(inside[1] / (COUNT * H), .93);
    ck_assert_double_le(inside[1] / (COUNT * H), .975);
    myn_outlooks_free(made);
    free_walks(&p);
}
END_TEST

/* Values that go up and down: going on with the last one misses by much after one step and by little after two. The
 * interval may not narrow, nor be narrower at a higher level. */
START_TEST(intervals_never_narrow)
{
    enum { COUNT = 50, N = 15, H = 4 };
    TestPanel p = walks(COUNT, N, 1);
    for (size_t i = 0; i < COUNT; i++)
        for (size_t t = 0; t < N; t++) p.y[i * N + t] = (t % 2 ? 10 : -10) + .1 * p.y[i * N + t];
    myn_outlook_plan plan = plan_for("naive", H, 1);
    myn_outlooks *made = make(p.series, p.count, &plan, 1);
    ck_assert_double_gt(made->at[0].mase_at[0], 5 * made->at[0].mase_at[1]);
    for (size_t i = 0; i < p.count; i++)
        for (size_t j = 1; j < 2 * H; j++) {
            const double *u = made->at[i].upper, *l = made->at[i].lower;
            if (j % H) ck_assert_double_ge(u[j] - l[j], (u[j - 1] - l[j - 1]) * (1 - 1e-12));
            if (j >= H) ck_assert_double_ge(u[j] - l[j], (u[j - H] - l[j - H]) * (1 - 1e-12));
        }
    myn_outlooks_free(made);
    free_walks(&p);
}
END_TEST

/* One series: the model's own, never narrower than the model says, wider by one factor a level. */
START_TEST(single_series_widened)
{
    TestPanel p = walks(1, 25, 1);
    myn_outlook_plan plan = plan_for("naive", 4, 5);
    plan.intervals = MYN_INTERVALS_BOTH;
    myn_outlooks *made = make(p.series, 1, &plan, 1);
    const myn_series_outlook *o = &made->at[0];
    ck_assert(!made->pool[0].pooled && made->pool[0].widen[1] >= 1);
    for (size_t j = 0; j < 8; j++) {
        double own = o->own_upper[j] - o->own_lower[j], given = o->upper[j] - o->lower[j];
        ck_assert_double_eq_tol(given, own * made->pool[0].widen[j / 4], 1e-9);
    }
    myn_outlooks_free(made);
    free_walks(&p);
}
END_TEST

START_TEST(percentages_stay_possible)
{
    TestPanel p = walks(40, 20, 1);
    for (size_t i = 0; i < p.count * p.n; i++)
        p.y[i] = 100 / (1 + exp(-(p.y[i] - 90) / 3)); /* close to 100 */
    for (int shape = MYN_RESHAPE_AUTO; shape < MYN_RESHAPES; shape++) {
        for (size_t i = 0; i < p.count; i++) p.series[i].low = 0, p.series[i].high = 100;
        myn_outlook_plan plan = plan_for("auto", 10, 2);
        plan.shape = (myn_reshape_kind)shape;
        plan.intervals = MYN_INTERVALS_BOTH;
        myn_outlooks *made = make(p.series, p.count, &plan, 1);
        for (size_t i = 0; i < p.count; i++)
            for (size_t j = 0; j < 20; j++) {
                const myn_series_outlook *o = &made->at[i];
                ck_assert(o->lower[j] >= 0 && o->upper[j] <= 100 && o->lower[j] <= o->upper[j]);
                ck_assert(o->own_lower[j] >= 0 && o->own_upper[j] <= 100);
                ck_assert(o->mean[j % 10] >= 0 && o->mean[j % 10] <= 100);
            }
        myn_outlooks_free(made);
    }
    free_walks(&p);
}
END_TEST

/* ---- every kind of series ---- */

enum { LONG = 100000 };
static double infinite[] = {1, 2, INFINITY}, outside[] = {1, -2, 3}, missing[] = {NAN, NAN}, one[] = {5},
              two[] = {5, 6}, three[] = {5, 6, 4}, equal[] = {3, 3, 3, 3, 3, 3, 3, 3, 3, 3}, zero[12],
              spike[] = {0, 0, 0, 0, 9e9, 0, 0, 0, 0, 0},
              negative[] = {-5, -6, -4, -8, -9, -7, -6, -8, -9, -3},
              huge[] = {1e300, 1.2e300, 0.9e300, 1.1e300, 1.5e300, 1e300, 1.3e300, 1.6e300, 1.2e300},
              tiny[] = {1e-300, 3e-300, 2e-300, 4e-300, 5e-300, 3e-300, 4e-300, 6e-300, 2e-300},
              opposite[] = {1e308, -1e308, 1e308, -1e308, 1e308, -1e308, 1e308, -1e308, 1e308},
              gaps[] = {NAN, 1, NAN, 3, 4, NAN, 6, 7, 9, 8, NAN, 12, NAN}, some[] = {NAN, 4, NAN},
              longest[LONG];

static myn_panel_series plain(const double *y, size_t n, unsigned frequency)
{
    return (myn_panel_series){.y = y, .n = n, .frequency = frequency, .low = -INFINITY, .high = INFINITY};
}
#define PLAIN(y, frequency) plain(y, sizeof(y) / sizeof *(y), frequency)

static void sensible(const myn_series_outlook *o, size_t horizon, const char *name)
{
    ck_assert_msg(!o->status, "%s: %s", name, o->problem);
    for (size_t h = 0; h < horizon; h++)
        ck_assert_msg(isfinite(o->mean[h]), "%s: mean %g at %zu", name, o->mean[h], h);
    bool none = o->flags & MYN_FLAG_NO_INTERVAL;
    for (size_t j = 0; j < 2 * horizon; j++) {
        if (none) continue;
        ck_assert_msg(isfinite(o->lower[j]) && isfinite(o->upper[j]), "%s: [%g, %g] at %zu", name,
                      o->lower[j], o->upper[j], j);
        ck_assert_msg(o->lower[j] <= o->upper[j], "%s: [%g, %g]", name, o->lower[j], o->upper[j]);
    }
    ck_assert_msg(o->why && *o->model, "%s", name);
    if (o->flags & MYN_FLAG_EXTREME)
        ck_assert_msg(isfinite(o->accuracy.mase) && isfinite(o->accuracy.rmsse), "%s: %g, %g", name,
                      o->accuracy.mase, o->accuracy.rmsse);
}

typedef struct {
    const char *name;
    myn_panel_series series;
    unsigned flags; /* that must be there */
    bool refused;
} Kind;

static size_t kinds(Kind *out)
{
    for (size_t t = 0; t < LONG; t++) longest[t] = 50 + 10 * sin((double)t / 3) + (double)(t % 7);
    const Kind all[] = {
        {"nothing", plain(NULL, 0, 1), MYN_FLAG_NO_DATA, true},
        {"all missing", PLAIN(missing, 1), MYN_FLAG_NO_DATA, true},
        {"infinite", PLAIN(infinite, 1), 0, true},
        {"one value", PLAIN(one, 1), MYN_FLAG_SHORT, false},
        {"one value among gaps", PLAIN(some, 12), MYN_FLAG_SHORT, false},
        {"two values", PLAIN(two, 1), MYN_FLAG_SHORT, false},
        {"two values, monthly", PLAIN(two, 12), MYN_FLAG_SHORT, false},
        {"three values", PLAIN(three, 4), MYN_FLAG_SHORT, false},
        {"constant", PLAIN(equal, 1), MYN_FLAG_CONSTANT, false},
        {"all zero", PLAIN(zero, 12), MYN_FLAG_CONSTANT, false},
        {"a spike", PLAIN(spike, 1), MYN_FLAG_INTERMITTENT, false},
        {"negative", PLAIN(negative, 4), 0, false},
        {"huge", PLAIN(huge, 1), MYN_FLAG_EXTREME, false},
        {"huge, monthly", PLAIN(huge, 12), MYN_FLAG_EXTREME, false},
        {"tiny", PLAIN(tiny, 1), MYN_FLAG_EXTREME, false},
        {"from one end to the other", PLAIN(opposite, 1), MYN_FLAG_EXTREME, false},
        {"gaps", PLAIN(gaps, 1), MYN_FLAG_GAPS, false},
        {"gaps, quarterly", PLAIN(gaps, 4), MYN_FLAG_GAPS, false},
        {"100,000 values", plain(longest, LONG, 1), MYN_FLAG_LONG, false},
        {"weekly", plain(longest, 200, 52), 0, false},
        {"hourly", plain(longest, 100, 24), 0, false},
        {"a season longer than the series", plain(longest, 20, 52), 0, false},
        {"outside its bounds", {.y = outside, .n = 3, .frequency = 1, .low = 0, .high = 10}, 0, true},
        {"ended long ago",
         {.y = negative, .n = 10, .frequency = 1, .low = -INFINITY, .high = INFINITY, .lead = 61},
         0,
         true},
    };
    memcpy(out, all, sizeof all);
    return sizeof all / sizeof *all;
}

static void try_kinds(const char *method, myn_intervals intervals)
{
    Kind kind[64];
    myn_panel_series series[64];
    size_t count = kinds(kind);
    for (size_t i = 0; i < count; i++) series[i] = kind[i].series;
    myn_outlook_plan plan = plan_for(method, 3, 2);
    plan.intervals = intervals;
    myn_outlooks *made = make(series, count, &plan, 2);
    for (size_t i = 0; i < count; i++) {
        const myn_series_outlook *o = &made->at[i];
        bool automatic = !strcmp(method, "auto");
        ck_assert_msg(!o->status == !kind[i].refused, "%s: %d %s", kind[i].name, o->status, o->problem);
        if (kind[i].refused)
            ck_assert_ptr_nonnull(o->problem);
        else
            sensible(o, 3, kind[i].name);
        if (automatic || (kind[i].flags & ~(unsigned)MYN_FLAG_SHORT))
            ck_assert_msg((o->flags & kind[i].flags) == kind[i].flags || !automatic, "%s: flags %x",
                          kind[i].name, o->flags);
    }
    myn_outlooks_free(made);
}

START_TEST(every_kind)
{
    static const char *const method[] = {"auto",
                                         "naive",
                                         "rdot",
                                         "theta",
                                         "drift",
                                         "mean(naive,drift)",
                                         "median(naive,drift,rdot)",
                                         "weighted(theta,drift)",
                                         "adjusted-naive",
                                         "damped"};
    try_kinds(method[_i], MYN_INTERVALS_CONFORMAL);
    try_kinds(method[_i], MYN_INTERVALS_BOTH);
}
END_TEST

/* The same kinds among enough ordinary series for intervals from the panel. */
START_TEST(every_kind_in_a_panel)
{
    Kind kind[64];
    size_t count = kinds(kind);
    TestPanel p = walks(80, 15, 1);
    p.series = realloc(p.series, (80 + count) * sizeof *p.series);
    for (size_t i = 0; i < count; i++) p.series[80 + i] = kind[i].series;
    myn_outlook_plan plan = plan_for("auto", 3, 3);
    myn_outlooks *made = make(p.series, 80 + count, &plan, 2);
    ck_assert(made->pool[0].pooled);
    for (size_t i = 0; i < count; i++)
        if (!kind[i].refused) sensible(&made->at[80 + i], 3, kind[i].name);
    myn_outlooks_free(made);
    free_walks(&p);
}
END_TEST

START_TEST(nothing_at_all)
{
    myn_outlook_plan plan = plan_for("auto", 3, 2);
    myn_outlooks *made = make(NULL, 0, &plan, 1);
    ck_assert_int_eq(made->count, 0);
    myn_outlooks_free(made);
    myn_outlooks_free(NULL);
}
END_TEST

START_TEST(plans_that_are_not_sound)
{
    TestPanel p = walks(2, 10, 1);
    myn_team *team = NULL;
    myn_outlooks *made;
    ck_assert_int_eq(myn_team_new(1, &team), MYN_OK);
    myn_outlook_plan good = plan_for("naive", 3, 2), bad[6] = {good, good, good, good, good, good};
    bad[0].outlook.horizon = 0, bad[1].outlook.level[0] = .99, bad[2].outlook.level[1] = 1,
    bad[3].method = "nave";
    bad[4].origins = MYN_ORIGINS_MOST + 1, bad[5].method = "mean(naive,)";
    for (int i = 0; i < 6; i++)
        ck_assert_msg(myn_outlook_make(p.series, 2, &bad[i], team, &made) == MYN_ERR_ARGUMENT && !made,
                      "plan %d", i);
    p.series[1].pool = 5;
    ck_assert_int_eq(myn_outlook_make(p.series, 2, &good, team, &made), MYN_ERR_ARGUMENT);
    myn_team_free(team);
    free_walks(&p);
}
END_TEST

/* A lead moves the first forecast, values missing at the end do the same. */
START_TEST(lead)
{
    double y[] = {1, 2, 3, 4, 5, 6, 7, 8, NAN, NAN};
    myn_panel_series series[3] = {PLAIN(y, 1), PLAIN(y, 1), PLAIN(y, 1)};
    series[0].n = 8, series[1].n = 8, series[1].lead = 2;
    myn_outlook_plan plan = plan_for("drift", 2, 0);
    myn_outlooks *made = make(series, 3, &plan, 1);
    ck_assert_double_eq_tol(made->at[0].mean[0], 9, 1e-12);
    ck_assert_double_eq_tol(made->at[1].mean[0], 11, 1e-12);
    ck_assert_double_eq_tol(made->at[2].mean[1], 12, 1e-12);
    myn_outlooks_free(made);
}
END_TEST

START_TEST(combinations_by_hand)
{
    double y[] = {1, 2, 3, 4, 5, 6, 7, 8}; /* next by naive 8, drift 9, mean 4.5 */
    myn_panel_series series = PLAIN(y, 1);
    static const struct {
        const char *method;
        double want;
    } known[] = {{"mean(naive,drift)", 8.5},
                 {"median(naive,drift,mean)", 8},
                 {"median(naive,drift)", 8.5},
                 {"drift", 9},
                 /* the last value held out: errors 1, 0 (to the last bit or so), 4 */
                 {"weighted(naive,mean)", (8 / 1. + 4.5 / 4) / (1 / 1. + 1 / 4.)}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        myn_outlook_plan plan = plan_for(known[i].method, 1, 0);
        myn_outlooks *made = make(&series, 1, &plan, 1);
        ck_assert_msg(fabs(made->at[0].mean[0] - known[i].want) < 1e-12, "%s: %g", known[i].method,
                      made->at[0].mean[0]);
        myn_outlooks_free(made);
    }
}
END_TEST

/* Lines that go straight on: drift serves the pool better than the ridge, and takes its place. */
START_TEST(a_shadow_steps_in)
{
    enum { COUNT = 40, N = 16 };
    TestPanel p = walks(COUNT, N, 1);
    for (size_t i = 0; i < COUNT; i++)
        for (size_t t = 0; t < N; t++)
            p.y[i * N + t] = 10 + (1 + .01 * (double)i) * (double)t + .01 * (p.y[i * N + t] - 100);
    myn_outlook_plan plan = plan_for("auto", 4, 3);
    myn_outlooks *made = make(p.series, COUNT, &plan, 1);
    const myn_outlook_group *pool = &made->group[0];
    ck_assert_msg(pool->choice > 0, "%g %g %g", pool->candidate[0], pool->candidate[1], pool->candidate[2]);
    ck_assert_double_lt(pool->candidate[pool->choice], pool->candidate[0]);
    ck_assert_ptr_nonnull(strstr(made->at[0].why, "back-test"));
    myn_outlooks_free(made);
    free_walks(&p);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("panel");
    TCase *c = tcase_create("all");
    tcase_set_timeout(c, 120);
    tcase_add_test(c, backtest_sees_no_future);
    tcase_add_test(c, benchmarks_by_hand);
    tcase_add_test(c, any_number_of_threads);
    tcase_add_test(c, conformal_by_hand);
    tcase_add_test(c, intervals_cover);
    tcase_add_test(c, intervals_never_narrow);
    tcase_add_test(c, single_series_widened);
    tcase_add_test(c, percentages_stay_possible);
    tcase_add_loop_test(c, every_kind, 0, 10);
    tcase_add_test(c, every_kind_in_a_panel);
    tcase_add_test(c, nothing_at_all);
    tcase_add_test(c, plans_that_are_not_sound);
    tcase_add_test(c, lead);
    tcase_add_test(c, combinations_by_hand);
    tcase_add_test(c, a_shadow_steps_in);
    suite_add_tcase(s, c);
    return s;
}
