/* ARIMA against R 4.2.2's `arima` as forecast 8.20 calls it, on the M3 series (README of the reference values). */
#include "forecast/arima.h"
#include "series.h"

typedef struct {
    Golden r, m3;
    myn_arena *arena;
} Peer;

static const char *const period[] = {"yearly", "quarterly"};

static Peer peer_open(const char *name)
{
    Peer p;
    char file[64];
    snprintf(file, sizeof file, "r_arima_m3_%s.csv", name);
    p.r = golden_open(golden_folder(test_golden(), "forecast"), file);
    snprintf(file, sizeof file, "m3_%s.csv", name);
    p.m3 = golden_open(golden_folder(test_data(), "m3"), file);
    ck_assert(myn_arena_new(&p.arena) == MYN_OK);
    return p;
}

static void peer_close(Peer *p)
{
    golden_free(&p->r);
    golden_free(&p->m3);
    myn_arena_free(p->arena);
}

static double peer_number(const Peer *p, size_t row, const char *column)
{
    return strtod(golden_text(&p->r, row, golden_col(&p->r, column)), NULL);
}

static size_t peer_vector(const Peer *p, size_t row, const char *column, double *out, size_t most)
{
    return numbers_in(golden_text(&p->r, row, golden_col(&p->r, column)), out, most);
}

/* One coefficient of R's, by its name. */
static void place(ArimaFit *fit, const Differenced *data, const char *name, size_t length, double value)
{
    size_t k = (size_t)(name[length - 1] - '1');
    if (strncmp(name, "ar", 2) == 0)
        fit->ar.near_at[k] = value;
    else if (strncmp(name, "ma", 2) == 0)
        fit->ma.near_at[k] = value;
    else if (strncmp(name, "sar", 3) == 0)
        fit->ar.far_at[k] = value;
    else if (strncmp(name, "sma", 3) == 0)
        fit->ma.far_at[k] = value;
    else
        fit->beta[data->gaps + data->drivers] = value;
}

/* The orders and coefficients that R chose. */
static ArimaFit peer_fit(const Peer *p, size_t row, const ArimaSeries *s, Differenced *data)
{
    double order[7] = {0, 0, 0, 0, 0, 0, 1}, coefficient[16];
    ArimaFit fit = {0};
    peer_vector(p, row, "order", order, 7);
    size_t count = peer_vector(p, row, "coef", coefficient, 16);
    const char *names = golden_text(&p->r, row, golden_col(&p->r, "coefnames"));
    fit.order = (ArimaOrder){(size_t)order[0],
                             (size_t)order[1],
                             (size_t)order[2],
                             (size_t)order[3],
                             (size_t)order[4],
                             (size_t)order[5],
                             s->m,
                             false};
    fit.order.constant = strstr(names, "drift") || strstr(names, "intercept");
    ck_assert(arima_difference(s, fit.order.d, fit.order.D, data, p->arena) == MYN_OK);
    fit.beta = myn_arena_zero(p->arena, data->columns.columns, sizeof(double));
    fit.ar = (Polynomial){.near = fit.order.p, .far = fit.order.P, .season = s->m};
    fit.ma = (Polynomial){.near = fit.order.q, .far = fit.order.Q, .season = s->m};
    for (size_t i = 0; i < count; i++) {
        names += strspn(names, " ");
        place(&fit, data, names, strcspn(names, " "), coefficient[i]);
        names += strcspn(names, " ");
    }
    fit.coefficients = count;
    return fit;
}

static ArimaSeries plain(const Series *s)
{
    return (ArimaSeries){.y = s->y, .n = s->n, .m = s->frequency, .as_r = true};
}

/* Constant series: R gives them no model that could be compared. */
static bool comparable(const Peer *p, size_t row)
{
    return isfinite(peer_number(p, row, "loglik"));
}

/* At R's coefficients: with R's diffuse prior the same to 1e-8. Whether the exact likelihood of the differenced
 * series is within 1e-5 too; it need not be, where R takes an innovation of large variance out. */
static bool check_likelihood(const Peer *p, size_t row)
{
    Series m3 = series_of(&p->m3, row);
    ArimaSeries s = plain(&m3);
    Differenced data;
    ArimaFit fit = peer_fit(p, row, &s, &data);
    double want = peer_number(p, row, "loglik");
    double diffuse = arima_diffuse_loglik(&s, &data, &fit, p->arena);
    ck_assert_msg(fabs(diffuse - want) <= 1e-8 * fabs(want), "%s: %.12g, R %.12g", golden_text(&p->r, row, 0),
                  diffuse, want);
    ck_assert(arima_evaluate(&data, &fit, p->arena) == MYN_OK);
    return fabs(fit.loglik - want) <= 1e-5 * fabs(want);
}

START_TEST(likelihood_at_peers_coefficients)
{
    Peer p = peer_open(period[_i]);
    size_t near = 0, all = 0;
    for (size_t row = 0; row < p.r.rows; row++) {
        myn_arena_rewind(p.arena, (myn_arena_mark){0});
        if (!comparable(&p, row)) continue;
        near += check_likelihood(&p, row);
        all++;
    }
    ck_assert_msg((double)near >= .98 * (double)all, "%zu of %zu", near, all);
    peer_close(&p);
}
END_TEST

static void check_forecast(const Peer *p, size_t row)
{
    Series m3 = series_of(&p->m3, row);
    ArimaSeries s = plain(&m3);
    Differenced data;
    ArimaFit fit = peer_fit(p, row, &s, &data);
    double mean[8], lower[16], upper[16], want[8];
    myn_outlook outlook = {m3.h, 2, {.8, .95}};
    myn_forecast out = {.mean = mean, .lower = lower, .upper = upper};
    const char *name = golden_text(&p->r, row, 0);
    ck_assert(arima_forecast(&s, &data, &fit, &outlook, &out, p->arena) == MYN_OK);
    ck_assert_uint_eq(peer_vector(p, row, "mean", want, 8), m3.h);
    double far = distance_of(mean, want, m3.h);
    ck_assert_msg(far < 1e-6, "%s: forecast off by %g", name, far);
    peer_vector(p, row, "lo80", want, 8);
    far = distance_of(lower, want, m3.h);
    ck_assert_msg(far < 1e-6, "%s: lower 80 off by %g", name, far);
    peer_vector(p, row, "hi95", want, 8);
    far = distance_of(upper + m3.h, want, m3.h);
    ck_assert_msg(far < 1e-6, "%s: upper 95 off by %g", name, far);
}

START_TEST(forecast_at_peers_coefficients)
{
    Peer p = peer_open(period[_i]);
    for (size_t row = 0; row < p.r.rows; row++) {
        myn_arena_rewind(p.arena, (myn_arena_mark){0});
        if (comparable(&p, row)) check_forecast(&p, row);
    }
    peer_close(&p);
}
END_TEST

/* Our estimates at R's orders: how many are no worse than R's by more than 1e-3. */
static bool as_good(const Peer *p, size_t row)
{
    Series m3 = series_of(&p->m3, row);
    ArimaSeries s = plain(&m3);
    Differenced data;
    ArimaFit theirs = peer_fit(p, row, &s, &data), ours;
    ArimaEffort effort = {.enough = 1e-9, .twice = true};
    ck_assert(arima_fit(&data, &theirs.order, &effort, &ours, p->arena) == MYN_OK);
    ck_assert(arima_evaluate(&data, &theirs, p->arena) == MYN_OK);
    return ours.loglik >= theirs.loglik - 5e-4;
}

START_TEST(estimates_at_peers_orders)
{
    Peer p = peer_open(period[_i]);
    size_t good = 0, all = 0;
    for (size_t row = 0; row < p.r.rows; row++) {
        myn_arena_rewind(p.arena, (myn_arena_mark){0});
        if (!comparable(&p, row)) continue;
        all++;
        good += as_good(&p, row);
    }
    printf("%-9s no less likely than R's: %zu of %zu\n", period[_i], good, all);
    ck_assert_msg((double)good >= .99 * (double)all, "%zu of %zu", good, all);
    peer_close(&p);
}
END_TEST

Suite *suite(void)
{
    test_needs(golden_folder(test_golden(), "forecast"));
    test_needs(golden_folder(test_data(), "m3"));
    Suite *s = suite_create("ARIMA against R");
    TCase *c = tcase_create("all");
    tcase_set_timeout(c, 240);
    tcase_add_loop_test(c, likelihood_at_peers_coefficients, 0, 2);
    tcase_add_loop_test(c, forecast_at_peers_coefficients, 0, 2);
    tcase_add_loop_test(c, estimates_at_peers_orders, 0, 2);
    suite_add_tcase(s, c);
    return s;
}
