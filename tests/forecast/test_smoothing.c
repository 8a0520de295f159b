/* Exponential smoothing by derivation: recursions by hand, slopes by differences, variances by simulation. */
#include "forecast/ets_search.h"
#include "suite.h"
#include <math.h>
#include <mynegai/stream.h>
#include <mynegai/sum.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const EtsModel models[] = {
    {ETS_ADD, ETS_NONE, false, ETS_NONE, 1},    {ETS_ADD, ETS_ADD, false, ETS_NONE, 1},
    {ETS_ADD, ETS_ADD, true, ETS_NONE, 1},      {ETS_TIMES, ETS_NONE, false, ETS_NONE, 1},
    {ETS_TIMES, ETS_ADD, false, ETS_NONE, 1},   {ETS_TIMES, ETS_ADD, true, ETS_NONE, 1},
    {ETS_ADD, ETS_NONE, false, ETS_ADD, 4},     {ETS_ADD, ETS_ADD, false, ETS_ADD, 4},
    {ETS_ADD, ETS_ADD, true, ETS_ADD, 12},      {ETS_TIMES, ETS_NONE, false, ETS_ADD, 12},
    {ETS_TIMES, ETS_ADD, false, ETS_ADD, 7},    {ETS_TIMES, ETS_ADD, true, ETS_ADD, 4},
    {ETS_TIMES, ETS_NONE, false, ETS_TIMES, 4}, {ETS_TIMES, ETS_ADD, false, ETS_TIMES, 12},
    {ETS_TIMES, ETS_ADD, true, ETS_TIMES, 5},   {ETS_ADD, ETS_ADD, false, ETS_TIMES, 4},
    {ETS_TIMES, ETS_TIMES, false, ETS_NONE, 1}, {ETS_TIMES, ETS_TIMES, true, ETS_TIMES, 4},
    {ETS_ADD, ETS_TIMES, true, ETS_NONE, 1},
};

static EtsState sample_state(const EtsModel *model)
{
    EtsState x = {.alpha = 0.4, .phi = 1, .level = 300};
    if (model->trend == ETS_ADD) x.beta = 0.05, x.slope = 1.5;
    if (model->trend == ETS_TIMES) x.beta = 0.05, x.slope = 1.01;
    if (model->damped) x.phi = 0.9;
    if (!model->season) return x;
    x.gamma = 0.2;
    double sum = 0;
    for (unsigned j = 1; j < model->m; j++) sum += x.season[j] = 0.2 * sin(1 + 2.0 * j);
    x.season[0] = -sum;
    for (unsigned j = 0; j < model->m; j++)
        x.season[j] = model->season == ETS_TIMES ? 1 + x.season[j] : 30 * x.season[j];
    return x;
}

/* A path of MODEL from STATE, some values missing; *STATE goes on to its end. Errors are SIGMA times normal ones. */
static void simulate(const EtsModel *model, EtsState *state, double sigma, double *y, size_t n, uint64_t job)
{
    myn_stream stream = myn_stream_at(7, job);
    for (size_t t = 0; t < n; t++) {
        bool grows = model->trend == ETS_TIMES;
        double l = state->level, b = grows ? pow(state->slope, state->phi) : state->slope * state->phi;
        double q = grows ? l * b : model->trend ? l + b : l;
        double s = model->season ? state->season[t % model->m] : 0;
        double f = model->season == ETS_TIMES ? q * s : q + s;
        double e = sigma * myn_stream_normal(&stream) * (model->error == ETS_TIMES ? f : 1);
        y[t] = f + e;
        state->level = q + state->alpha * (model->season == ETS_TIMES ? e / s : e);
        if (model->trend)
            state->slope = b + state->beta * (model->season == ETS_TIMES ? e / s : e) / (grows ? l : 1);
        if (model->season)
            state->season[t % model->m] = s + state->gamma * (model->season == ETS_TIMES ? e / q : e);
    }
}

/* The equations of the book, written out for ETS(A,Ad,A), m = 2, three values, the second missing. */
START_TEST(by_hand)
{
    EtsModel model = {ETS_ADD, ETS_ADD, true, ETS_ADD, 2};
    EtsState x = {0.5, 0.25, 0.1, 0.8, 10, 5, {3, -3}};
    double y[] = {20, NAN, 24}, fitted[3];
    EtsScore score = ets_run(&model, &x, y, 3, fitted);
    /* t = 0: q = 14, f = 17, e = 3; l = 15.5, b = 4.75, s0 = 3.3. t = 1: q = 19.3, f = 16.3; l = 19.3, b = 3.8.
     * t = 2: b = 3.04, q = 22.34, f = 25.64, e = -1.64; l = 21.52, b = 2.63, s0 = 3.136. */
    ck_assert_double_eq_tol(fitted[0], 17, 1e-12);
    ck_assert_double_eq_tol(fitted[1], 16.3, 1e-12);
    ck_assert_double_eq_tol(fitted[2], 25.64, 1e-12);
    ck_assert_double_eq_tol(x.level, 21.52, 1e-12);
    ck_assert_double_eq_tol(x.slope, 2.63, 1e-12);
    ck_assert_double_eq_tol(x.season[0], 3.136, 1e-12);
    ck_assert(x.season[1] == -3);
    ck_assert_uint_eq(score.observed, 2);
    ck_assert_double_eq_tol(score.squares, 9 + 1.64 * 1.64, 1e-12);
    ck_assert_double_eq_tol(score.deviance, 2 * log(9 + 1.64 * 1.64), 1e-12);
    ck_assert_uint_eq(score.estimated, 4 + 2 + 1 + 1);
}
END_TEST

/* ETS(M,M,N): b is a ratio; the relative error and the sum of log |f|. */
START_TEST(multiplicative_trend_by_hand)
{
    EtsModel model = {ETS_TIMES, ETS_TIMES, false, ETS_NONE, 1};
    EtsState x = {0.5, 0.25, 0, 1, 10, 2, {0}};
    double y[] = {22};
    EtsScore score = ets_run(&model, &x, y, 1, NULL);
    ck_assert_double_eq_tol(x.level, 21, 1e-12);
    ck_assert_double_eq_tol(x.slope, 2 + 0.5 * (2.1 - 2), 1e-12);
    ck_assert_double_eq_tol(score.deviance, log(0.01) + 2 * log(20), 1e-12);
}
END_TEST

/* The fast loops say what the plain one says, and their slopes are its differences. */
START_TEST(slopes)
{
    const EtsModel *model = &models[_i];
    double y[60];
    EtsState state = sample_state(model), walked = state;
    simulate(model, &walked, model->error == ETS_TIMES ? 0.02 : 4, y, 60, (uint64_t)_i);
    y[7] = y[8] = y[33] = NAN;
    state.level *= 1.02;
    EtsTask task = {.model = *model, .y = y, .n = 60, .observed = 57};
    EtsPlaces places = ets_places(model);
    double u[ETS_FREE_MOST];
    EtsEquations equations;
    ets_free_of(model, &state, u);
    EtsState back = {0}, end = state;
    ets_state_of(model, u, &back);
    double value = ets_value(&task, &back), plain = ets_run(model, &end, y, 60, NULL).deviance;
    ck_assert_double_eq_tol(value, plain, 1e-9 * fabs(plain));
    ck_assert(ets_equations(&task, u, &equations));
    for (int i = 0; i < places.free; i++) {
        double h = 1e-6 * fmax(fabs(u[i]), 0.1), held = u[i], side[2];
        for (int k = 0; k < 2; k++) {
            u[i] = held + (k ? h : -h);
            ets_state_of(model, u, &back);
            side[k] = ets_value(&task, &back);
        }
        u[i] = held;
        double slope = (side[1] - side[0]) / (2 * h),
               ours = 2 * 57 * equations.gradient[i] / equations.squares;
        ck_assert_msg(fabs(slope - ours) <= 1e-4 * fabs(slope) + 1e-4, "parameter %d: %g, differences %g", i,
                      ours, slope);
    }
}
END_TEST

/* A search from elsewhere comes back to states no less likely than those that made the series. */
START_TEST(fit_finds_what_made_it)
{
    const EtsModel *model = &models[_i];
    double y[200];
    EtsState state = sample_state(model), walked = state;
    simulate(model, &walked, model->error == ETS_TIMES ? 0.01 : 3, y, 200, 100 + (uint64_t)_i);
    EtsFit fit;
    myn_arena *arena;
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
    ck_assert_int_eq(ets_fit(model, y, 200, &fit, arena), MYN_OK);
    ck_assert(ets_admissible(model, &fit.start));
    ck_assert_msg(fit.converged, "%g %g %g %g", fit.start.alpha, fit.start.beta, fit.start.gamma,
                  fit.start.phi);
    double truth = ets_run(model, &state, y, 200, NULL).deviance;
    ck_assert_msg(fit.score.deviance < truth, "%g, %g", fit.score.deviance, truth);
    ck_assert(fit.start.alpha >= 1e-4 && fit.start.alpha <= 0.9999);
    if (model->trend) ck_assert(fit.start.beta <= fit.start.alpha + 1e-12);
    if (model->season) ck_assert(fit.start.gamma <= 1 - fit.start.alpha + 1e-12);
    myn_arena_free(arena);
}
END_TEST

/* Means and variances ahead are those of many paths. */
START_TEST(moments_are_those_of_paths)
{
    enum { PATHS = 40000, AHEAD = 14 };
    const EtsModel *model = &models[_i];
    if (model->trend == ETS_TIMES || (model->season == ETS_TIMES && model->error == ETS_ADD)) return;
    EtsState state = sample_state(model);
    double sigma = model->error == ETS_TIMES ? 0.08 : 5, mean[AHEAD], variance[AHEAD], y[AHEAD];
    double sum[AHEAD] = {0}, squares[AHEAD] = {0};
    EtsEnd end = {model, &state, 0, sigma * sigma};
    ets_ahead(&end, AHEAD, mean, variance);
    for (uint64_t p = 0; p < PATHS; p++) {
        EtsState walked = state;
        simulate(model, &walked, sigma, y, AHEAD, p);
        for (size_t h = 0; h < AHEAD; h++) {
            sum[h] += y[h] - mean[h];
            squares[h] += (y[h] - mean[h]) * (y[h] - mean[h]);
        }
    }
    for (size_t h = 0; h < AHEAD; h++) {
        double error = sqrt(variance[h] / PATHS);
        ck_assert_msg(fabs(sum[h] / PATHS) < 4.5 * error, "mean at %zu: off by %g (%g)", h, sum[h] / PATHS,
                      error);
        ck_assert_msg(fabs(squares[h] / PATHS / variance[h] - 1) < 0.05, "variance at %zu: %g, of paths %g",
                      h, variance[h], squares[h] / PATHS);
    }
}
END_TEST

/* Where there is no formula the intervals are quantiles of paths: here of others. */
START_TEST(simulated_intervals)
{
    enum { PATHS = 4000, AHEAD = 6 };
    EtsFit fit = {.model = {ETS_TIMES, ETS_TIMES, true, ETS_TIMES, 4}};
    double y[43], mean[AHEAD], lower[AHEAD], upper[AHEAD], below[AHEAD] = {0}, above[AHEAD] = {0},
                                                           path[AHEAD];
    EtsState end = fit.start = sample_state(&fit.model);
    simulate(&fit.model, &end, 0.03, y, 43, 1);
    myn_series series = {.y = y, .n = 43, .frequency = 4};
    myn_outlook outlook = {.horizon = AHEAD, .levels = 1, .level = {0.9}};
    myn_forecast out = {.mean = mean, .lower = lower, .upper = upper};
    myn_arena *arena;
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
    ck_assert_int_eq(ets_answer(&fit, &series, &outlook, &out, arena), MYN_OK);
    for (unsigned p = 0; p < PATHS; p++) {
        EtsState x = end, turned = end;
        for (unsigned j = 0; j < 4; j++) turned.season[j] = x.season[(43 + j) % 4];
        simulate(&fit.model, &turned, sqrt(out.sigma2), path, AHEAD, 500 + p);
        for (int h = 0; h < AHEAD; h++) {
            below[h] += (path[h] < lower[h]) / (double)PATHS;
            above[h] += (path[h] > upper[h]) / (double)PATHS;
        }
    }
    for (int h = 0; h < AHEAD; h++) {
        ck_assert_double_eq_tol(below[h], 0.05, 0.02);
        ck_assert_double_eq_tol(above[h], 0.05, 0.02);
    }
    myn_arena_free(arena);
}
END_TEST

/* Hyndman et al. 2008, table 6.1: ETS(A,N,A): s2 [1 + alpha^2 (h - 1) + gamma k (2 alpha + gamma)], k = floor((h-1)/m). */
START_TEST(published_variances)
{
    EtsModel model = {ETS_ADD, ETS_NONE, false, ETS_ADD, 4};
    EtsState x = {.alpha = 0.3, .gamma = 0.2, .phi = 1, .level = 5};
    double mean[12], variance[12];
    EtsEnd end = {&model, &x, 0, 2};
    ets_ahead(&end, 12, mean, variance);
    for (int h = 1; h <= 12; h++) {
        int k = (h - 1) / 4;
        ck_assert_double_eq_tol(variance[h - 1], 2 * (1 + 0.09 * (h - 1) + 0.2 * k * (0.6 + 0.2)), 1e-12);
    }
}
END_TEST

/* Admissible is: what the start says dies away when all that is seen is 0. */
START_TEST(admissible_means_forgetting)
{
    static const unsigned seasons[] = {2, 4, 5, 12};
    myn_stream stream = myn_stream_at(3, (uint64_t)_i);
    static double zeros[6000];
    size_t yes = 0, no = 0;
    for (int k = 0; k < 300; k++) {
        bool trend = k % 3 > 0, damped = k % 3 == 2;
        EtsModel model = {ETS_ADD, trend ? ETS_ADD : ETS_NONE, damped, ETS_ADD, seasons[_i]};
        EtsState x = {
            .alpha = 1.2 * myn_stream_uniform(&stream), .phi = damped ? 0.9 : 1, .level = 1, .slope = trend};
        if (trend) x.beta = 1.2 * myn_stream_uniform(&stream);
        x.gamma = 1.2 * myn_stream_uniform(&stream);
        for (unsigned j = 0; j < model.m; j++) x.season[j] = myn_stream_normal(&stream);
        bool says = ets_admissible(&model, &x);
        EtsState half = x;
        (void)ets_run(&model, &half, zeros, 3000, NULL);
        double early = fabs(half.level + half.slope) + fabs(half.season[0]) + fabs(half.season[1]);
        (void)ets_run(&model, &half, zeros, 3000, NULL);
        double late = fabs(half.level + half.slope) + fabs(half.season[0]) + fabs(half.season[1]);
        bool dies = late < 1e3, blows = !(late < 1e6) || late > 100 * early;
        ck_assert_msg(!(says && blows), "%g %g %g: %g, %g", x.alpha, x.beta, x.gamma, early, late);
        ck_assert_msg(!(!says && dies && late <= early), "%g %g %g", x.alpha, x.beta, x.gamma);
        yes += says;
        no += !says;
    }
    ck_assert_uint_gt(yes, 40);
    ck_assert_uint_gt(no, 40);
}
END_TEST

/* A straight line with nothing else: the simplest model that draws it, without error. */
START_TEST(line_is_continued)
{
    double y[20], mean[3];
    for (int t = 0; t < 20; t++) y[t] = 10 + 3 * t;
    EtsFit fit;
    myn_arena *arena;
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
    ck_assert_int_eq(ets_choose(y, 20, 1, &fit, arena), MYN_OK);
    EtsState end = fit.start;
    (void)ets_run(&fit.model, &end, y, 20, NULL);
    EtsEnd from = {&fit.model, &end, 20, 0};
    double variance[3];
    ets_ahead(&from, 3, mean, variance);
    for (int h = 0; h < 3; h++) ck_assert_double_eq_tol(mean[h], 70 + 3 * h, 1e-6);
    ck_assert(fit.model.trend == ETS_ADD && !fit.model.damped);
    myn_arena_free(arena);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("exponential smoothing");
    TCase *c = tcase_create("all");
    tcase_add_test(c, by_hand);
    tcase_add_test(c, multiplicative_trend_by_hand);
    tcase_add_loop_test(c, slopes, 0, (int)COUNT(models));
    tcase_add_loop_test(c, fit_finds_what_made_it, 0, (int)COUNT(models));
    tcase_add_loop_test(c, moments_are_those_of_paths, 0, (int)COUNT(models));
    tcase_add_test(c, simulated_intervals);
    tcase_add_test(c, published_variances);
    tcase_add_loop_test(c, admissible_means_forgetting, 0, 4);
    tcase_add_test(c, line_is_continued);
    tcase_set_timeout(c, 120);
    suite_add_tcase(s, c);
    return s;
}
