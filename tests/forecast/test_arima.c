/* ARIMA and regression: missing values and drivers against R 4.2.2's `arima` (figures recorded from it), exact lines,
 * least squares, and whatever a series may look like. */
#include "forecast/arima.h"
#include "suite.h"
#include <math.h>
#include <mynegai/stream.h>
#include <stdlib.h>
#include <string.h>

#define MOST 3000

static myn_arena *scratch;

static void setup(void)
{
    ck_assert(myn_arena_new(&scratch) == MYN_OK);
}

static void teardown(void)
{
    myn_arena_free(scratch);
}

/* y = (37 t^2 mod 101) + 12 (t mod 4) + 2 t for t = 0..39, of which values 8, 15, 16 and 30 (from 1) are missing. */
static void with_gaps(double *y)
{
    for (int t = 0; t < 40; t++) y[t] = (37 * t * t) % 101 + 12 * (t % 4) + 2 * t;
    y[7] = y[14] = y[15] = y[29] = NAN;
}

typedef struct {
    ArimaOrder order;
    Polynomial ar, ma;
    double mean, loglik, sigma2;
    double forecast[6], error[6];
} Peer;

/* arima(y, c(1,1,1), list(order = c(0,1,1), period = 4), fixed = c(.3, -.5, -.4), transform.pars = FALSE, method =
 * "ML") and arima(y, c(2,0,1), list(order = c(1,0,0), period = 4), fixed = c(.5, -.2, .4, .3, 80), ...), predict(6). */
static const Peer peer[] = {
    {{1, 1, 1, 0, 1, 1, 4, false},
     {1, 0, 4, {.3}, {0}},
     {1, 1, 4, {-.5}, {-.4}},
     0,
     -165.418350052,
     2220.85546259,
     {112.8430977, 143.736253, 173.8843851, 138.6783191, 113.1551894, 142.7384765},
     {47.12820068, 60.3987629, 69.70442665, 77.56547388, 99.33054622, 114.1983279}},
    {{2, 0, 1, 1, 0, 0, 4, true},
     {2, 1, 4, {.5, -.2}, {.3}},
     {1, 0, 4, {.4}, {0}},
     80,
     -192.971333567,
     NAN,
     {68.5177713, 76.53888565, 112.0658886, 98.40516715, 78.44473725, 79.4653352},
     {48.78396237, 65.6320785, 66.75560741, 66.80950713, 67.68551507, 68.70947388}},
};

START_TEST(missing_values)
{
    const Peer *p = &peer[_i];
    double y[40], mean[6], lower[6], upper[6];
    with_gaps(y);
    ArimaSeries s = {.y = y, .n = 40, .m = 4, .as_r = true};
    Differenced data;
    ck_assert(arima_difference(&s, p->order.d, p->order.D, &data, scratch) == MYN_OK);
    ck_assert_uint_eq(data.gaps, 4);
    ArimaFit fit = {.order = p->order, .ar = p->ar, .ma = p->ma};
    fit.beta = myn_arena_zero(scratch, data.columns.columns, sizeof(double));
    fit.beta[data.gaps] = p->mean;
    double diffuse = arima_diffuse_loglik(&s, &data, &fit, scratch);
    ck_assert_double_eq_tol(diffuse, p->loglik, 1e-8 * fabs(p->loglik));
    myn_outlook outlook = {6, 1, {.8}};
    myn_forecast out = {.mean = mean, .lower = lower, .upper = upper};
    ck_assert(arima_forecast(&s, &data, &fit, &outlook, &out, scratch) == MYN_OK);
    double one = (upper[0] - mean[0]) / p->error[0];
    for (int h = 0; h < 6; h++) {
        ck_assert_double_eq_tol(mean[h], p->forecast[h], 1e-6 * p->forecast[h]);
        ck_assert_double_eq_tol((upper[h] - mean[h]) / p->error[h], one, 1e-6 * one);
    }
}
END_TEST

/* Missing values as columns: the exact likelihood is that of the filter that skips them (no regression, so that
 * nothing else is fitted). */
START_TEST(missing_values_as_columns)
{
    double y[40];
    with_gaps(y);
    ArimaSeries s = {.y = y, .n = 40, .m = 4, .as_r = true};
    Differenced data;
    ck_assert(arima_difference(&s, 1, 1, &data, scratch) == MYN_OK);
    ArimaFit fit = {.order = peer[0].order, .ar = peer[0].ar, .ma = peer[0].ma};
    ck_assert(arima_evaluate(&data, &fit, scratch) == MYN_OK);
    ck_assert_double_eq_tol(fit.loglik, peer[0].loglik, 1e-5 * fabs(peer[0].loglik));
    ck_assert_double_eq_tol(fit.variance, peer[0].sigma2, 1e-4 * peer[0].sigma2);
}
END_TEST

/* x = 3 sin(t / 3) + (t mod 5), y = 4 + 2.5 x + (37 t^2 mod 101) / 20, t = 0..39. */
static void with_driver(double *y, double *x, size_t n)
{
    for (size_t t = 0; t < n; t++) {
        x[t] = 3 * sin((double)t / 3) + (double)(t % 5);
        if (t < 40) y[t] = 4 + 2.5 * x[t] + (double)((37 * t * t) % 101) / 20;
    }
}

/* arima(y, c(1,0,1), xreg = x, method = "ML", optim.control = list(reltol = 1e-14)): -.0518745732, -.0732179140,
 * 6.7965053778, 2.4068519680; log-likelihood -73.0060372674. */
START_TEST(regression_against_r)
{
    double y[40], x[40];
    with_driver(y, x, 40);
    ArimaSeries s = {.y = y, .n = 40, .m = 1, .driver = x, .drivers = 1, .stride = 40};
    Differenced data;
    ArimaOrder order = {.p = 1, .q = 1, .m = 1, .constant = true};
    ArimaEffort effort = {.enough = 1e-12};
    ArimaFit fit;
    ck_assert(arima_difference(&s, 0, 0, &data, scratch) == MYN_OK);
    ck_assert(arima_fit(&data, &order, &effort, &fit, scratch) == MYN_OK);
    ck_assert_double_eq_tol(fit.loglik, -73.0060372674, 1e-7);
    ck_assert_double_eq_tol(fit.ar.near_at[0], -.05187457321, 1e-3);
    ck_assert_double_eq_tol(fit.ma.near_at[0], -.07321791403, 1e-3);
    ck_assert_double_eq_tol(fit.beta[1], 6.79650537782, 1e-5);
    ck_assert_double_eq_tol(fit.beta[0], 2.40685196797, 1e-5);
}
END_TEST

/* White errors: ordinary least squares, by the normal equations. */
START_TEST(white_errors_are_least_squares)
{
    double y[40], x[40], sx = 0, sy = 0, sxx = 0, sxy = 0;
    with_driver(y, x, 40);
    for (int t = 0; t < 40; t++) {
        sx += x[t];
        sy += y[t];
        sxx += x[t] * x[t];
        sxy += x[t] * y[t];
    }
    double slope = (sxy - sx * sy / 40) / (sxx - sx * sx / 40);
    ArimaSeries s = {.y = y, .n = 40, .m = 1, .driver = x, .drivers = 1, .stride = 40};
    Differenced data;
    ArimaFit fit = {.order = {.m = 1, .constant = true}, .ar.season = 1, .ma.season = 1};
    ck_assert(arima_difference(&s, 0, 0, &data, scratch) == MYN_OK);
    ck_assert(arima_evaluate(&data, &fit, scratch) == MYN_OK);
    ck_assert_double_eq_tol(fit.beta[0], slope, 1e-12);
    ck_assert_double_eq_tol(fit.beta[1], (sy - slope * sx) / 40, 1e-12);
}
END_TEST

/* What a method answered, with room for everything. */
typedef struct {
    double mean[30], lower[60], upper[60], fitted[MOST];
    myn_forecast out;
} Answer;

static myn_status ask(const char *method, const myn_series *series, size_t horizon, Answer *a)
{
    myn_outlook outlook = {horizon, 2, {.8, .95}};
    a->out = (myn_forecast){.mean = a->mean, .lower = a->lower, .upper = a->upper};
    if (series->n <= MOST) a->out.fitted = a->fitted;
    const myn_forecaster *m = myn_forecaster_find(method);
    ck_assert(m != NULL);
    return m->forecast(series, &outlook, &a->out, scratch);
}

static double parameter(const myn_forecast *out, const char *name)
{
    for (size_t i = 0; i < out->parameters; i++)
        if (strcmp(out->parameter_name[i], name) == 0) return out->parameter[i];
    return NAN;
}

/* y = 3 + 2 a - 5 b + noise of an autoregression (.6): the coefficients come back within three standard errors of
 * ordinary least squares (.07 and .06 here), and the forecast follows the drivers. */
START_TEST(known_line_with_autoregressive_errors)
{
    double y[200], driver[2 * 206], noise = 0;
    myn_stream random = myn_stream_at(11, 0);
    for (int t = 0; t < 206; t++) {
        driver[t] = 10 * myn_stream_normal(&random);
        driver[206 + t] = t % 7;
        noise = .6 * noise + myn_stream_normal(&random);
        if (t < 200) y[t] = 3 + 2 * driver[t] - 5 * driver[206 + t] + noise;
    }
    Answer a;
    myn_series s = {y, 200, 1, driver, 2};
    ck_assert(ask("regression", &s, 6, &a) == MYN_OK);
    ck_assert_double_eq_tol(parameter(&a.out, "driver1"), 2, .02);
    ck_assert_double_eq_tol(parameter(&a.out, "driver2"), -5, .1);
    for (int h = 0; h < 6; h++)
        ck_assert_double_eq_tol(a.mean[h], 3 + 2 * driver[200 + h] - 5 * driver[406 + h], 4);
    ck_assert_double_lt(a.out.sigma2, 1.4);
    ck_assert_double_gt(a.out.sigma2, .7);
}
END_TEST

/* A line that the driver gives to the last digit; a driver of any size; and missing values in it. */
START_TEST(exact_line)
{
    double y[30], driver[36], scale[] = {1, 1e12, 1e-12, 1e280};
    Answer a;
    for (int t = 0; t < 36; t++) {
        driver[t] = ((37 * t * t) % 101) * scale[_i];
        if (t < 30) y[t] = t == 11 ? NAN : 4 + 3 * (driver[t] / scale[_i]);
    }
    myn_series s = {y, 30, 1, driver, 1};
    ck_assert(ask("regression", &s, 6, &a) == MYN_OK);
    for (int h = 0; h < 6; h++)
        ck_assert_double_eq_tol(a.mean[h], 4 + 3 * (driver[30 + h] / scale[_i]), 1e-6);
    ck_assert_double_eq_tol(parameter(&a.out, "driver1") * scale[_i], 3, 1e-8);
    ck_assert(a.out.flags & MYN_FLAG_GAPS);
    driver[33] = NAN;
    ck_assert(ask("regression", &s, 6, &a) == MYN_ERR_DATA);
}
END_TEST

/* Two drivers that say the same, and more drivers than values. */
START_TEST(too_many_drivers)
{
    static double y[12], driver[20 * 15];
    Answer a;
    for (int t = 0; t < 12; t++) y[t] = t * t % 7;
    for (int i = 0; i < 20 * 15; i++) driver[i] = i % 15 < 3 ? 1 : (i * i) % 11;
    memcpy(driver + 15, driver, 15 * sizeof *driver);
    myn_series s = {y, 12, 1, driver, 2};
    ck_assert(ask("regression", &s, 3, &a) == MYN_OK);
    for (int h = 0; h < 3; h++) ck_assert(isfinite(a.mean[h]));
    s.drivers = 20;
    ck_assert(ask("regression", &s, 3, &a) == MYN_OK);
    ck_assert(a.out.flags & MYN_FLAG_SHORT);
    for (int h = 0; h < 3; h++) ck_assert(isfinite(a.mean[h]));
}
END_TEST

/* Of random walks most are found to be one, and their interval widens as the root of the horizon. */
START_TEST(random_walks)
{
    double y[100];
    size_t found = 0;
    Answer a;
    for (uint64_t job = 0; job < 40; job++) {
        myn_stream random = myn_stream_at(3, job);
        y[0] = 50;
        for (int t = 1; t < 100; t++) y[t] = y[t - 1] + myn_stream_normal(&random);
        myn_series s = {y, 100, 1, NULL, 0};
        ck_assert(ask("arima", &s, 10, &a) == MYN_OK);
        if (strcmp(a.out.model, "ARIMA(0,1,0)") != 0) continue;
        found++;
        for (int h = 0; h < 10; h++) {
            double half = sqrt(a.out.sigma2 * (h + 1)) * myn_normal_quantile(.9);
            ck_assert_double_eq_tol(a.mean[h], y[99], 1e-4);
            ck_assert_double_eq_tol(a.upper[h] - a.mean[h], half, 1e-4 * half);
        }
        ck_assert_double_eq_tol(a.fitted[50], y[49], 1e-3);
        ck_assert(isnan(a.fitted[0]));
    }
    ck_assert_uint_ge(found, 24);
}
END_TEST

/* A straight line, and one with seasons: the drift is its slope, what follows lies on it. */
START_TEST(straight_line)
{
    double y[60], season[] = {10, -20, 5, 30, 0, 12, -7, 3, 25, -14, 2, 8};
    static Answer a;
    for (int t = 0; t < 60; t++) y[t] = 5 + 2 * t + (_i ? season[t % 12] : 0);
    myn_series s = {y, 60, _i ? 12 : 1, NULL, 0};
    ck_assert(ask("arima", &s, 12, &a) == MYN_OK);
    ck_assert_str_eq(a.out.model, _i ? "ARIMA(0,0,0)(0,1,0)[12] with drift" : "ARIMA(0,1,0) with drift");
    ck_assert_double_eq_tol(parameter(&a.out, "drift"), 2, 1e-9);
    for (int h = 0; h < 12; h++)
        ck_assert_double_eq_tol(a.mean[h], 5 + 2 * (60 + h) + (_i ? season[h % 12] : 0), 1e-6);
}
END_TEST

/* A level far above the changes moves the forecast with it and does nothing else: not to the model, not to the width of
 * its interval. */
START_TEST(far_level)
{
    double y[60], far[60];
    myn_stream random = myn_stream_at(4, 0);
    static Answer a, b;
    y[0] = 0;
    for (int t = 0; t < 60; t++) {
        if (t) y[t] = y[t - 1] + myn_stream_normal(&random);
        far[t] = y[t] + 1e6;
    }
    myn_series s = {y, 60, 1, NULL, 0}, f = {far, 60, 1, NULL, 0};
    ck_assert(ask("arima", &s, 10, &a) == MYN_OK);
    ck_assert(ask("arima", &f, 10, &b) == MYN_OK);
    ck_assert(strstr(a.out.model, ",1,") != NULL);
    ck_assert_str_eq(a.out.model, b.out.model);
    ck_assert_double_eq_tol(a.out.sigma2, b.out.sigma2, 1e-5);
    for (int h = 0; h < 10; h++) {
        ck_assert_double_eq_tol(a.mean[h] + 1e6, b.mean[h], 1e-4);
        ck_assert_double_eq_tol(a.upper[h] - a.lower[h], b.upper[h] - b.lower[h], 1e-4);
    }
}
END_TEST

/* Seasons that repeat: the forecast repeats them. */
START_TEST(seasons_repeat)
{
    double y[60], season[] = {10, -20, 5, 30, 0, 12, -7, 3, 25, -14, 2, 8};
    myn_stream random = myn_stream_at(3, 2);
    Answer a;
    for (int t = 0; t < 60; t++) y[t] = 100 + season[t % 12] + .1 * myn_stream_normal(&random);
    myn_series s = {y, 60, 12, NULL, 0};
    ck_assert(ask("arima", &s, 24, &a) == MYN_OK);
    for (int h = 0; h < 24; h++) ck_assert_double_eq_tol(a.mean[h], 100 + season[h % 12], 1);
}
END_TEST

/* A month of which there is no value at all: it is forecast as uncertain as the year
 * is wide, not by a prior that knows nothing. */
START_TEST(month_never_seen)
{
    double y[48], season[] = {10, -20, 5, 30, 0, 12, -7, 3, 25, -14, 2, 8};
    myn_stream random = myn_stream_at(3, 9);
    static Answer a;
    for (int t = 0; t < 48; t++)
        y[t] = t % 12 == 4 ? NAN : 100 + season[t % 12] + .1 * myn_stream_normal(&random);
    myn_series s = {y, 48, 12, NULL, 0};
    ck_assert(ask("arima", &s, 12, &a) == MYN_OK);
    for (int h = 0; h < 12; h++) ck_assert_double_eq_tol(a.mean[h], 100, 60);
    ck_assert_double_lt(a.upper[4] - a.lower[4], 150);
    ck_assert(a.out.flags & MYN_FLAG_GAPS);
}
END_TEST

/* Seasons that never change, long enough to be searched by the conditional sum of squares: the models that differencing
 * makes not invertible are refused, and one that repeats the seasons is found all the same. */
START_TEST(refused_models)
{
    static double y[400];
    static Answer a;
    myn_stream random = myn_stream_at(1, 7);
    double level = 0;
    for (int t = 0; t < 400; t++) {
        level += .3 * myn_stream_normal(&random);
        y[t] = level + 5 * sin(2 * M_PI * t / 12) + myn_stream_normal(&random);
    }
    myn_series s = {y, 400, 12, NULL, 0};
    ck_assert(ask("arima", &s, 12, &a) == MYN_OK);
    ck_assert_uint_gt(a.out.parameters, 0);
    ck_assert_double_lt(a.out.sigma2, 2);
    for (int h = 0; h < 12; h++)
        ck_assert_double_eq_tol(a.mean[h], level + 5 * sin(2 * M_PI * (400 + h) / 12), 4);
}
END_TEST

/* Shapes of series that trip programs up; each is forecast, finite, flagged. */
typedef double (*Shape)(size_t t, size_t n);

static double ramp(size_t t, size_t n)
{
    (void)n;
    return 2. * (double)t;
}

static double parabola(size_t t, size_t n)
{
    (void)n;
    return (double)(t * t);
}

static double spike(size_t t, size_t n)
{
    return t == n / 2 ? 1000 : 0;
}

static double step(size_t t, size_t n)
{
    return t < n / 2 ? 5 : 9;
}

static double huge(size_t t, size_t n)
{
    (void)n;
    return 1e300 * (1 + (double)(37 * t * t % 101) / 101);
}

static double tiny(size_t t, size_t n)
{
    (void)n;
    return 1e-300 * (double)(37 * t * t % 101);
}

static double zigzag(size_t t, size_t n)
{
    (void)n;
    return t % 2 ? -1 : 1;
}

static double explosion(size_t t, size_t n)
{
    return exp(600 * (double)t / (double)n);
}

static double wave(size_t t, size_t n)
{
    (void)n;
    return sin((double)t * M_PI / 6);
}

static double holes(size_t t, size_t n)
{
    return t == 0 || t == n - 1 || t % 3 == 0 ? (double)(37 * t * t % 101) : NAN;
}

static double ends(size_t t, size_t n)
{
    return t == 0 || t == n - 1 ? (double)t : NAN;
}

static double offset(size_t t, size_t n)
{
    (void)n;
    return 1e12 + (double)(37 * t * t % 101) * 1e-3;
}

static double level(size_t t, size_t n)
{
    (void)t, (void)n;
    return 7;
}

static const Shape shapes[] = {ramp,      parabola, spike, step, huge,   tiny, zigzag,
                               explosion, wave,     holes, ends, offset, level};
static const unsigned frequencies[] = {1, 4, 12, 24, 52};
static const size_t lengths[] = {1, 2, 3, 4, 5, 6, 9, 13, 27, 60};

static void all_finite(const Answer *a, const char *what, size_t n, unsigned m)
{
    for (int h = 0; h < 5; h++) {
        ck_assert_msg(isfinite(a->mean[h]), "%s n %zu m %u: mean %d is %g", what, n, m, h, a->mean[h]);
        for (int l = 0; l < 2; l++) {
            double lower = a->lower[l * 5 + h], upper = a->upper[l * 5 + h];
            ck_assert_msg(lower <= a->mean[h] && a->mean[h] <= upper, "%s n %zu m %u: %g, %g, %g", what, n, m,
                          lower, a->mean[h], upper);
        }
    }
}

START_TEST(any_series)
{
    double y[60];
    static Answer a;
    for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++)
        for (size_t f = 0; f < sizeof frequencies / sizeof *frequencies; f++) {
            size_t n = lengths[k];
            for (size_t t = 0; t < n; t++) y[t] = shapes[_i](t, n);
            myn_series s = {y, n, frequencies[f], NULL, 0};
            ck_assert(ask("arima", &s, 5, &a) == MYN_OK);
            all_finite(&a, a.out.model, n, frequencies[f]);
            ck_assert(ask("regression", &s, 5, &a) == MYN_OK);
            all_finite(&a, a.out.model, n, frequencies[f]);
            myn_arena_rewind(scratch, (myn_arena_mark){0});
        }
}
END_TEST

/* Weekly and hourly seasons, and a series far longer than the model takes; two fifths of one missing. */
START_TEST(long_series)
{
    static const unsigned m[] = {52, 24, 1, 12, 365};
    static const size_t n[] = {260, 240, 100000, 2500, 1500};
    static Answer a;
    double *y = malloc(n[_i] * sizeof *y);
    myn_stream random = myn_stream_at(5, (uint64_t)_i);
    for (size_t t = 0; t < n[_i]; t++) {
        y[t] = 20 * sin(2 * M_PI * (double)t / m[_i]) + myn_stream_normal(&random);
        if (m[_i] == 12 && t % 5 > 2 && t + 1 < n[_i]) y[t] = NAN;
    }
    myn_series s = {y, n[_i], m[_i], NULL, 0};
    ck_assert(ask("arima", &s, 5, &a) == MYN_OK);
    all_finite(&a, a.out.model, n[_i], m[_i]);
    ck_assert_int_eq((a.out.flags & MYN_FLAG_LONG) != 0, n[_i] > 2000);
    for (size_t h = 0; h < 5; h++)
        ck_assert_double_eq_tol(a.mean[h], 20 * sin(2 * M_PI * (double)(n[_i] + h) / m[_i]), 5);
    free(y);
}
END_TEST

/* The same bits twice, also after other series have used the scratch. */
START_TEST(same_bits)
{
    static Answer a, b;
    double y[40], other[40];
    with_gaps(y);
    for (int t = 0; t < 40; t++) other[t] = t * t % 17;
    myn_series s = {y, 40, 4, NULL, 0}, o = {other, 40, 12, NULL, 0};
    ck_assert(ask("arima", &s, 5, &a) == MYN_OK);
    ck_assert(ask("arima", &o, 5, &b) == MYN_OK);
    ck_assert(ask("arima", &s, 5, &b) == MYN_OK);
    ck_assert_int_eq(memcmp(a.mean, b.mean, 5 * sizeof(double)), 0);
    ck_assert_int_eq(memcmp(a.upper, b.upper, 10 * sizeof(double)), 0);
    ck_assert_int_eq(memcmp(a.out.parameter, b.out.parameter, a.out.parameters * sizeof(double)), 0);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("ARIMA");
    TCase *c = tcase_create("all");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_set_timeout(c, 120);
    tcase_add_loop_test(c, missing_values, 0, 2);
    tcase_add_test(c, missing_values_as_columns);
    tcase_add_test(c, regression_against_r);
    tcase_add_test(c, white_errors_are_least_squares);
    tcase_add_test(c, known_line_with_autoregressive_errors);
    tcase_add_loop_test(c, exact_line, 0, 4);
    tcase_add_test(c, too_many_drivers);
    tcase_add_test(c, random_walks);
    tcase_add_loop_test(c, straight_line, 0, 2);
    tcase_add_test(c, far_level);
    tcase_add_test(c, seasons_repeat);
    tcase_add_test(c, month_never_seen);
    tcase_add_test(c, refused_models);
    tcase_add_loop_test(c, any_series, 0, sizeof shapes / sizeof *shapes);
    tcase_add_loop_test(c, long_series, 0, 5);
    tcase_add_test(c, same_bits);
    suite_add_tcase(s, c);
    return s;
}
