/* Tests of stationarity by derivation, seasonal decomposition against R 4.2.2's `stl`. */
#include "forecast/arima.h"
#include "forecast/stl.h"
#include "forecast/unit_root.h"
#include "suite.h"
#include <math.h>

/* 1, 2, 3, 4: deviations -1.5, -.5, .5, 1.5, partial sums -1.5, -2, -1.5, 0, their squares 8.5 in all; variance 1.25, no
 * lags: 8.5 / (16 x 1.25). */
START_TEST(kpss_of_a_line)
{
    double y[] = {1, 2, 3, 4};
    ck_assert_double_eq_tol(kpss_level(y, 4), .425, 1e-15);
    for (int i = 0; i < 4; i++) y[i] = 1e9 + 1000 * y[i];
    ck_assert_double_eq_tol(kpss_level(y, 4), .425, 1e-12);
}
END_TEST

/* 1, -1, 1, ... 20 times: partial sums 1, 0, 1, ..., squares 10; one lag (3 sqrt(20) / 13 = 1.03) of weight 1/2 with
 * autocovariance -19/20: long-run variance 1 - .95; 10 / (400 x .05). */
START_TEST(kpss_with_a_lag)
{
    double y[20];
    for (int i = 0; i < 20; i++) y[i] = i % 2 ? -1 : 1;
    ck_assert_double_eq_tol(kpss_level(y, 20), .5, 1e-12);
}
END_TEST

static size_t differences_of(const double *y, size_t n)
{
    myn_arena *scratch;
    size_t d;
    ck_assert(myn_arena_new(&scratch) == MYN_OK);
    ck_assert(first_differences(y, n, &d, scratch) == MYN_OK);
    myn_arena_free(scratch);
    return d;
}

/* Polynomials: a line has one difference that is constant, a parabola two; a constant none. */
START_TEST(differences_of_polynomials)
{
    double flat[30], line[30], parabola[30], level[30];
    for (int i = 0; i < 30; i++) {
        flat[i] = 7;
        line[i] = 3 + 2 * i;
        parabola[i] = i * i;
        level[i] = (37 * i * i) % 101;
    }
    ck_assert_uint_eq(differences_of(flat, 30), 0);
    ck_assert_uint_eq(differences_of(line, 30), 1);
    ck_assert_uint_eq(differences_of(parabola, 30), 2);
    ck_assert_uint_eq(differences_of(level, 30), 0);
    ck_assert_uint_eq(differences_of(line, 1), 0);
}
END_TEST

typedef struct {
    size_t m, n;
    double seasonal[5], trend[5]; /* of values 1, 2, n/2, n-1, n */
    double strength;
} Stls;

/* stl(ts(y, frequency = m), s.window = 11) of y = (37 t^2 mod 101) + 30 (t mod m) + t, t = 0..n-1. */
static const Stls by_r[] = {
    {4,
     41,
     {-44.6255142581, -7.29966055957, 32.6450195265, 30.7987723467, -57.8668896101},
     {52.9913318476, 68.8322700338, 118.963121968, 126.535995393, 114.612416483},
     0.677901614836},
    {12,
     100,
     {-174.585266225, -122.363431108, -129.216640079, -109.886017966, -60.2026053092},
     {190.139495481, 194.984679054, 256.718858683, 307.422417382, 306.050445199},
     0.938635099486},
    {12,
     26,
     {-188.102196018, -110.648752764, -188.541643122, -188.976581061, -109.154792876},
     {190.096117548, 194.944765408, 241.137976449, 242.530229283, 242.336994749},
     0.965714409165},
    {7,
     60,
     {-85.3766136578, -69.2029226605, -66.8550804471, -16.1055097144, 8.83498127402},
     {110.442673179, 116.935059893, 153.646618239, 171.849173495, 168.62736644},
     0.826561657473},
};

static void made_up(double *y, size_t n, size_t m)
{
    for (size_t t = 0; t < n; t++) y[t] = (double)((37 * t * t) % 101 + 30 * (t % m) + t);
}

START_TEST(decomposition)
{
    const Stls *want = &by_r[_i];
    size_t n = want->n, at[] = {0, 1, n / 2 - 1, n - 2, n - 1}, d, D;
    double y[100], strength;
    myn_arena *scratch;
    Stl got;
    ck_assert(myn_arena_new(&scratch) == MYN_OK);
    made_up(y, n, want->m);
    ck_assert(stl(y, n, want->m, 11, &got, scratch) == MYN_OK);
    for (int i = 0; i < 5; i++) {
        ck_assert_double_eq_tol(got.seasonal[at[i]], want->seasonal[i], 1e-9);
        ck_assert_double_eq_tol(got.trend[at[i]], want->trend[i], 1e-9);
    }
    ck_assert(seasonal_strength(y, n, want->m, &strength, scratch) == MYN_OK);
    ck_assert_double_eq_tol(strength, want->strength, 1e-10);
    ck_assert(arima_differences(y, n, want->m, &d, &D, scratch) == MYN_OK);
    ck_assert_uint_eq(D, 1);
    myn_arena_free(scratch);
}
END_TEST

/* Too short for two seasons, or no season at all: no strength, and no decomposition. */
START_TEST(too_short)
{
    double y[24], strength = 1;
    myn_arena *scratch;
    Stl got;
    ck_assert(myn_arena_new(&scratch) == MYN_OK);
    made_up(y, 24, 12);
    ck_assert(stl(y, 24, 12, 11, &got, scratch) == MYN_ERR_DATA);
    ck_assert(seasonal_strength(y, 24, 12, &strength, scratch) == MYN_OK);
    ck_assert_double_eq(strength, 0);
    strength = 1;
    ck_assert(seasonal_strength(y, 24, 1, &strength, scratch) == MYN_OK);
    ck_assert_double_eq(strength, 0);
    myn_arena_free(scratch);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("stationarity");
    TCase *c = tcase_create("all");
    tcase_add_test(c, kpss_of_a_line);
    tcase_add_test(c, kpss_with_a_lag);
    tcase_add_test(c, differences_of_polynomials);
    tcase_add_loop_test(c, decomposition, 0, sizeof by_r / sizeof *by_r);
    tcase_add_test(c, too_short);
    suite_add_tcase(s, c);
    return s;
}
