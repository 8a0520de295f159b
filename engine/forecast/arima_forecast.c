/* Forecasts of an estimated ARIMA model, and its likelihood as R gives it. */
#include "method/row.h"
#include "forecast/arima.h"
#include "forecast/frame.h"
#include "forecast/kalman.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

/* delta of (1 - B)^d (1 - B^m)^D = 1 - sum delta_j B^j; room for lost + 1. */
static void differencing(const Differenced *data, double *delta)
{
    double poly[2] = {1, -1};
    size_t degree = 0;
    delta[0] = 1;
    for (size_t i = 0; i < data->d + data->D; i++) {
        size_t lag = i < data->d ? 1 : data->m;
        for (size_t j = degree + 1; j <= degree + lag; j++) delta[j] = 0;
        for (size_t j = degree + lag + 1; j-- > lag;) delta[j] += poly[1] * delta[j - lag];
        degree += lag;
    }
    for (size_t j = 0; j < degree; j++) delta[j] = -delta[j + 1];
}

/* x_t'b for T < n + horizon: drivers, and the mean or the drift. */
static double explained(const ArimaSeries *s, const Differenced *data, const ArimaFit *fit, size_t t)
{
    const double *b = fit->beta + data->gaps;
    double sum = 0;
    for (size_t i = 0; i < s->drivers; i++) sum += b[i] * s->driver[i * s->stride + t];
    if (fit->order.constant) sum += b[s->drivers] * (data->lost ? (double)(t + 1) : 1);
    return sum;
}

typedef struct {
    Arma arma;
    ArmaWork work;
    Integrated model;
    double *rest; /* the series without what the regression explains, less base */
    double base;  /* its first value, which differencing does away with: the filter's prior is around 0 */
} Ready;

static void take_off(const ArimaSeries *s, const Differenced *data, const ArimaFit *fit, Ready *r)
{
    size_t first = 0;
    for (size_t t = 0; t < s->n; t++) r->rest[t] = s->y[t] - explained(s, data, fit, t);
    while (first + 1 < s->n && isnan(r->rest[first])) first++;
    r->base = data->lost && !s->as_r && !isnan(r->rest[first]) ? r->rest[first] : 0;
    for (size_t t = 0; t < s->n; t++) r->rest[t] -= r->base;
}

static myn_status ready(const ArimaSeries *s, const Differenced *data, const ArimaFit *fit, Ready *out,
                        myn_arena *scratch)
{
    const ArimaOrder *o = &fit->order;
    size_t ar = o->p + o->P * o->m, ma = o->q + o->Q * o->m, most = (ar > ma ? ar : ma) + 1;
    double *delta = myn_arena_zero(scratch, data->lost + 2, sizeof *delta);
    out->rest = myn_arena_zero(scratch, s->n, sizeof *out->rest);
    if (!delta || !out->rest) return MYN_ERR_MEMORY;
    differencing(data, delta);
    take_off(s, data, fit, out);
    myn_status status = arma_new(&out->arma, most, scratch);
    if (!status) status = arma_work_new(&out->work, most, 1, scratch);
    if (status) return status;
    arma_expand(&fit->ar, &fit->ma, &out->arma);
    out->model = (Integrated){&out->arma, delta, data->lost};
    return MYN_OK;
}

double arima_diffuse_loglik(const ArimaSeries *s, const Differenced *data, const ArimaFit *fit,
                            myn_arena *scratch)
{
    Ready r;
    KalmanFound found = {0};
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_status status = ready(s, data, fit, &r, scratch);
    if (!status) {
        KalmanTask task = {.y = r.rest, .n = s->n};
        status = kalman_run(&r.model, &task, &r.work, &found, scratch);
    }
    myn_arena_rewind(scratch, mark);
    return status ? NAN : kalman_loglik(&found, myn_row_present(s->y, s->n) - data->lost);
}

/* Fixed texts, for a forecast keeps pointers to them. */
static const char *const ar_name[] = {"ar1", "ar2", "ar3", "ar4", "ar5"};
static const char *const ma_name[] = {"ma1", "ma2", "ma3", "ma4", "ma5"};
static const char *const sar_name[] = {"sar1", "sar2"};
static const char *const sma_name[] = {"sma1", "sma2"};
static const char *const driver_name[] = {"driver1",  "driver2",  "driver3",  "driver4",  "driver5",
                                          "driver6",  "driver7",  "driver8",  "driver9",  "driver10",
                                          "driver11", "driver12", "driver13", "driver14", "driver15",
                                          "driver16", "driver17", "driver18", "driver19", "driver20"};
#define DRIVERS_NAMED (sizeof driver_name / sizeof *driver_name)

static void name_parameters(myn_forecast *out, const char *const *name, const double *at, size_t n)
{
    for (size_t i = 0; i < n; i++) forecast_parameter(out, name[i], at[i]);
}

static void describe(const ArimaFit *fit, const Differenced *data, myn_forecast *out)
{
    static const char *const mean[] = {"intercept"}, *const drift[] = {"drift"};
    const ArimaOrder *o = &fit->order;
    const double *beta = fit->beta + data->gaps;
    int at = snprintf(out->model, sizeof out->model, "%sARIMA(%zu,%zu,%zu)",
                      data->drivers ? "Regression with " : "", o->p, o->d, o->q);
    if (o->P + o->D + o->Q)
        at += snprintf(out->model + at, sizeof out->model - (size_t)at, "(%zu,%zu,%zu)[%zu]", o->P, o->D,
                       o->Q, o->m);
    if (o->constant)
        snprintf(out->model + at, sizeof out->model - (size_t)at, "%s",
                 data->lost ? " with drift" : " with mean");
    out->parameters = 0;
    name_parameters(out, ar_name, fit->ar.near_at, o->p);
    name_parameters(out, ma_name, fit->ma.near_at, o->q);
    name_parameters(out, sar_name, fit->ar.far_at, o->P);
    name_parameters(out, sma_name, fit->ma.far_at, o->Q);
    size_t drivers = data->drivers < DRIVERS_NAMED ? data->drivers : DRIVERS_NAMED;
    name_parameters(out, driver_name, beta, drivers);
    name_parameters(out, data->lost ? drift : mean, beta + data->drivers, o->constant);
}

/* What the regression explains, put back on. */
static void put_back(const ArimaSeries *s, const Differenced *data, const ArimaFit *fit, double base,
                     const myn_outlook *outlook, myn_forecast *out)
{
    for (size_t h = 0; h < outlook->horizon; h++) out->mean[h] += base + explained(s, data, fit, s->n + h);
    for (size_t t = 0; out->fitted && t < s->n; t++) out->fitted[t] += base + explained(s, data, fit, t);
}

/* Variance of e, a coefficient fewer each; R's counts what the first values stand from 0 too, over the prior. */
static double unbiased(const ArimaSeries *s, const Differenced *data, const ArimaFit *fit,
                       const KalmanFound *found)
{
    double n = (double)data->columns.n - (double)data->gaps, left = n - (double)fit->coefficients;
    return (s->as_r ? found->all_squares : n * fit->variance) / (left > 0 ? left : 1);
}

myn_status arima_forecast(const ArimaSeries *s, const Differenced *data, const ArimaFit *fit,
                          const myn_outlook *outlook, myn_forecast *out, myn_arena *scratch)
{
    Ready r = {.base = 0};
    KalmanFound found;
    myn_arena_mark mark = myn_arena_here(scratch);
    double *variance = myn_arena_zero(scratch, outlook->horizon + 1, sizeof *variance);
    myn_status status = variance ? ready(s, data, fit, &r, scratch) : MYN_ERR_MEMORY;
    if (!status) {
        KalmanTask task = {r.rest, s->n, outlook->horizon, out->mean, variance, out->fitted};
        status = kalman_run(&r.model, &task, &r.work, &found, scratch);
    }
    if (!status) {
        out->sigma2 = unbiased(s, data, fit, &found);
        out->loglik = fit->loglik;
        out->aicc = fit->aicc;
        describe(fit, data, out);
        put_back(s, data, fit, r.base, outlook, out);
        for (size_t h = 0; h < outlook->horizon; h++)
            forecast_interval(outlook, out, h, sqrt(variance[h] * out->sigma2));
    }
    myn_arena_rewind(scratch, mark);
    return status;
}
