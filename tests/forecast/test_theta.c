/* Theta methods by derivation: the recursion written out as in the literature, and the least squares by trying. */
#include "forecast/theta_line.h"
#include "suite.h"
#include <math.h>
#include <mynegai/stream.h>
#include <stdlib.h>

static void sample(double *y, size_t n, uint64_t job)
{
    myn_stream stream = myn_stream_at(5, job);
    double level = 50;
    for (size_t t = 0; t < n; t++) {
        level += 1.2 + 3 * myn_stream_normal(&stream);
        y[t] = level;
    }
}

/* Intercept and slope of the least-squares line of the first COUNT values against 1, 2 ... */
static void line_of(const double *y, size_t count, double *a, double *b)
{
    double t1 = 0, y1 = 0, tt = 0, ty = 0, n = (double)count;
    for (size_t i = 0; i < count; i++) {
        double t = (double)(i + 1);
        t1 += t;
        y1 += y[i];
        tt += t * t;
        ty += t * y[i];
    }
    double spread = tt - t1 * t1 / n;
    *b = count > 1 ? (ty - t1 * y1 / n) / spread : 0;
    *a = y1 / n - *b * t1 / n;
}

/* L + (1 - 1/theta) (A q^i + B (1 - q^(i+1)) / alpha) of value i, i = 0, 1 ...: the line of the values before (dynamic)
 * or of all. */
static double forecast_of(const ThetaModel *m, const double *y, size_t n, size_t i)
{
    double q = 1 - m->alpha, level = m->l0, a = 0, b = 0;
    for (size_t k = 0; k < i; k++) level = m->alpha * y[k] + q * level;
    if (m->dynamic && i > 0) line_of(y, i, &a, &b);
    if (!m->dynamic) line_of(y, n, &a, &b);
    return level + m->w * (a * pow(q, (double)i) + b * (1 - pow(q, (double)i + 1)) / m->alpha);
}

START_TEST(recursion)
{
    double y[40];
    sample(y, 25, 1);
    ThetaModel model = {.alpha = 0.35, .l0 = 30, .w = 0.6, .dynamic = _i};
    ThetaState state = theta_start(&model, y, 25);
    for (size_t i = 0; i < 40; i++) {
        double ours = theta_next(&state), theirs = forecast_of(&model, y, 25, i);
        ck_assert_msg(fabs(ours - theirs) < 1e-9, "%zu: %.12g, %.12g", i, ours, theirs);
        if (i >= 25) y[i] = ours;
        theta_see(&state, y[i]);
    }
}
END_TEST

/* What the fit makes least, by the definition. */
static double objective(const ThetaModel *m, const double *y, size_t n, double ridge)
{
    double sum = 0, gg = 0, pp = 0, q = 1 - m->alpha;
    for (size_t i = theta_first(n); i < n; i++) {
        ThetaModel none = *m, one = *m;
        none.w = 0;
        one.w = 1;
        double e = y[i] - forecast_of(m, y, n, i),
               g = forecast_of(&one, y, n, i) - forecast_of(&none, y, n, i);
        sum += e * e;
        gg += g * g;
        pp += pow(q, 2.0 * (double)i);
    }
    double w = m->w - 0.5, l = m->l0 - y[0] / 2;
    return sum + ridge / (double)n * (gg * w * w + pp * l * l);
}

/* No start and no share nearby is better, at the alpha that was chosen. */
START_TEST(fit_is_least_squares)
{
    double y[30];
    size_t lengths[] = {5, 8, 14, 30}, n = lengths[_i % 4];
    double ridge = _i / 4 % 2;
    bool dynamic = _i / 8;
    myn_arena *arena;
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
    sample(y, n, 10 + (uint64_t)_i);
    ThetaModel best = theta_fit(y, n, dynamic, ridge, arena);
    ck_assert(best.alpha >= 0.1 && best.alpha <= 0.99 && best.w >= 0 && best.w <= 1);
    double least = objective(&best, y, n, ridge);
    for (int k = 0; k < 8; k++) {
        ThetaModel other = best;
        double step = k < 4 ? 1e-2 : 1e-3;
        other.l0 += (k & 1 ? step : -step) * 50;
        other.w += (k & 2 ? step : -step);
        if (other.w < 0 || other.w > 1) other.w = best.w;
        ck_assert_msg(objective(&other, y, n, ridge) >= least * (1 - 1e-9), "(%g, %g) against (%g, %g)",
                      other.l0, other.w, best.l0, best.w);
    }
    myn_arena_free(arena);
}
END_TEST

/* alpha is the best of the 61: the sum of squares and the penalty on the share. */
START_TEST(alpha_is_the_best_of_the_grid)
{
    double y[20];
    myn_arena *arena;
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
    sample(y, 20, 77);
    ThetaModel best = theta_fit(y, 20, true, 0, arena);
    double least = objective(&best, y, 20, 0);
    for (int k = 0; k <= 60; k++) {
        ThetaModel at = best;
        at.alpha = 0.1 + 0.89 * k / 60;
        double low = INFINITY;
        for (int w = 0; w <= 100; w++) /* the best start for each share has a closed form: a parabola in l0 */
        {
            at.w = w / 100.0;
            double f[3];
            for (int i = 0; i < 3; i++) {
                at.l0 = 50.0 * (i - 1);
                f[i] = objective(&at, y, 20, 0);
            }
            double bend = f[0] - 2 * f[1] + f[2];
            at.l0 = bend > 0 ? 50 * 0.5 * (f[0] - f[2]) / bend : 0;
            low = fmin(low, objective(&at, y, 20, 0));
        }
        ck_assert_msg(low >= least * (1 - 1e-6), "alpha %g: %g < %g", at.alpha, low, least);
    }
    myn_arena_free(arena);
}
END_TEST

/* A gap of the line's own values changes nothing that is ahead: only what is seen counts, at its time. */
START_TEST(gaps_keep_their_time)
{
    double y[20];
    for (int t = 0; t < 20; t++) y[t] = 5 + 2 * (t + 1);
    y[6] = y[7] = y[12] = NAN;
    ThetaLine line = {0};
    for (int t = 0; t < 20; t++)
        if (!isnan(y[t])) theta_line_add(&line, t + 1, y[t]);
    ck_assert_double_eq_tol(line.a, 5, 1e-10);
    ck_assert_double_eq_tol(line.b, 2, 1e-12);
    ThetaModel model = {.alpha = 0.5, .l0 = 7, .w = 1, .dynamic = false};
    ThetaState state = theta_start(&model, y, 20);
    /* w = 1 takes the whole line and adds what was smoothed of the values less the line: here only the start, whose
     * weight has died away. */
    for (int t = 0; t < 20; t++) theta_see(&state, y[t]);
    ck_assert_double_eq_tol(theta_next(&state), 5 + 2 * 21, 1e-3);
}
END_TEST

static myn_forecast ask(const char *name, const double *y, size_t n, size_t horizon, double *mean,
                        double *lower)
{
    myn_arena *arena;
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
    myn_series series = {.y = y, .n = n, .frequency = 1};
    myn_outlook outlook = {.horizon = horizon, .levels = 1, .level = {0.95}};
    myn_forecast out = {.mean = mean, .lower = lower};
    ck_assert_int_eq(myn_forecaster_find(name)->forecast(&series, &outlook, &out, arena), MYN_OK);
    myn_arena_free(arena);
    return out;
}

/* The half-width squared over z^2 s2 is 1 + sum of squared responses: what an error does to later steps, by moving a value
 * that has come true. */
START_TEST(intervals_are_responses)
{
    double y[22], mean[4], lower[4], moved[4], none[4];
    sample(y, 20, 5);
    myn_forecast out = ask("rdot", y, 20, 4, mean, lower);
    ThetaModel model = {out.parameter[0], out.parameter[1], out.parameter[2], true};
    ThetaState state = theta_start(&model, y, 20);
    double squares = 0;
    for (int t = 0; t < 20; t++) {
        double e = y[t] - theta_next(&state);
        if (t >= 3) squares += e * e;
        theta_see(&state, y[t]);
    }
    ck_assert_double_eq_tol(out.sigma2, squares / (17 - 3), 1e-9 * out.sigma2);
    double sum[4] = {1, 1, 1, 1};
    for (int j = 0; j < 3; j++) {
        ThetaState s = state;
        for (int h = 0; h < 4; h++) {
            none[h] = theta_next(&s);
            theta_see(&s, none[h]);
        }
        s = state;
        for (int h = 0; h < 4; h++) {
            moved[h] = theta_next(&s);
            if (h > j) sum[h] += (moved[h] - none[h]) * (moved[h] - none[h]);
            theta_see(&s, moved[h] + (h == j));
        }
    }
    double z = myn_normal_quantile(0.975);
    for (int h = 0; h < 4; h++) {
        double half = (mean[h] - lower[h]) / z;
        ck_assert_double_eq_tol(half * half / out.sigma2, sum[h], 1e-6 * sum[h]);
    }
}
END_TEST

/* theta: simple smoothing's level and half the trend line's slope for each step, more for what the start still holds. */
START_TEST(standard)
{
    double y[12], smooth[3], mean[3], a, b;
    sample(y, 12, 9);
    myn_forecast ses = ask("ses", y, 12, 3, smooth, NULL);
    ask("theta", y, 12, 3, mean, NULL);
    line_of(y, 12, &a, &b);
    double alpha = ses.parameter[0], first = (1 - pow(1 - alpha, 12)) / alpha;
    for (int h = 0; h < 3; h++) ck_assert_double_eq_tol(mean[h], smooth[h] + b / 2 * (h + first), 1e-9);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("theta methods");
    TCase *c = tcase_create("all");
    tcase_add_loop_test(c, recursion, 0, 2);
    tcase_add_loop_test(c, fit_is_least_squares, 0, 16);
    tcase_add_test(c, alpha_is_the_best_of_the_grid);
    tcase_add_test(c, gaps_keep_their_time);
    tcase_add_test(c, intervals_are_responses);
    tcase_add_test(c, standard);
    tcase_set_timeout(c, 60);
    suite_add_tcase(s, c);
    return s;
}
