/* A fitted model's forecast, written out. */
#include "forecast/ets.h"
#include "forecast/frame.h"
#include <math.h>
#include <mynegai/order.h>
#include <mynegai/stream.h>

#define PATHS 4000
#define SEED  20080601 /* any: the same paths for every series and thread */

static const char *const season_name[] = {"s0",  "s1",  "s2",  "s3",  "s4",  "s5",  "s6",  "s7",
                                          "s8",  "s9",  "s10", "s11", "s12", "s13", "s14", "s15",
                                          "s16", "s17", "s18", "s19", "s20", "s21", "s22"};

static void tell_parameters(const EtsModel *model, const EtsState *x, myn_forecast *out)
{
    forecast_parameter(out, "alpha", x->alpha);
    if (model->trend) forecast_parameter(out, "beta", x->beta);
    if (model->season) forecast_parameter(out, "gamma", x->gamma);
    if (model->damped) forecast_parameter(out, "phi", x->phi);
    forecast_parameter(out, "l", x->level);
    if (model->trend) forecast_parameter(out, "b", x->slope);
    for (unsigned j = 0; model->season && j + 1 < model->m; j++)
        forecast_parameter(out, season_name[j], x->season[model->m - 1 - j]);
}

/* ---- intervals of models whose variances have no closed form ---- */

static void simulate(const EtsEnd *end, size_t horizon, uint64_t path, double *to)
{
    EtsState x = *end->end;
    myn_stream stream = myn_stream_at(SEED, path);
    double sigma = sqrt(end->sigma2);
    for (size_t h = 0; h < horizon; h++) {
        EtsState before = x;
        unsigned at = (unsigned)((end->n + h) % end->model->m);
        double f = ets_step(end->model, &before, at, NAN), error = sigma * myn_stream_normal(&stream);
        to[h] = end->model->error == ETS_TIMES ? f * (1 + error) : f + error;
        (void)ets_step(end->model, &x, at, to[h]);
    }
}

/* The quantiles of PATHS values at one horizon. */
static myn_status bound(const myn_outlook *outlook, myn_forecast *out, size_t h, const double *values,
                        myn_arena *scratch)
{
    uint32_t *order = myn_arena_get(scratch, PATHS * sizeof *order);
    double *sorted = myn_arena_get(scratch, PATHS * sizeof *sorted);
    size_t present = 0;
    if (!order || !sorted) return MYN_ERR_MEMORY;
    myn_status status = myn_order(values, PATHS, order, &present, scratch);
    for (size_t i = 0; i < present && !status; i++) sorted[i] = values[order[i]];
    for (size_t l = 0; l < outlook->levels && !status; l++) {
        double tail = (1 - outlook->level[l]) / 2;
        if (out->lower) out->lower[l * outlook->horizon + h] = myn_quantile(sorted, present, tail);
        if (out->upper) out->upper[l * outlook->horizon + h] = myn_quantile(sorted, present, 1 - tail);
    }
    return status;
}

static myn_status simulated_intervals(const EtsEnd *end, const myn_outlook *outlook, myn_forecast *out,
                                      myn_arena *scratch)
{
    size_t horizon = outlook->horizon;
    double *path = myn_arena_get(scratch, horizon * sizeof *path);
    double *values = myn_arena_get(scratch, horizon * PATHS * sizeof *values);
    if (!path || !values) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < PATHS; i++) {
        simulate(end, horizon, i, path);
        for (size_t h = 0; h < horizon; h++) values[h * PATHS + i] = path[h];
    }
    myn_status status = MYN_OK;
    for (size_t h = 0; h < horizon && !status; h++) {
        myn_arena_mark mark = myn_arena_here(scratch);
        status = bound(outlook, out, h, values + h * PATHS, scratch);
        myn_arena_rewind(scratch, mark);
    }
    return status;
}

myn_status ets_answer(const EtsFit *fit, const myn_series *series, const myn_outlook *outlook,
                      myn_forecast *out, myn_arena *scratch)
{
    const EtsModel *model = &fit->model;
    EtsState last = fit->start;
    double *variance = myn_arena_get(scratch, outlook->horizon * sizeof *variance);
    if (!variance) return MYN_ERR_MEMORY;
    EtsScore score = ets_run(model, &last, series->y, series->n, out->fitted);
    ets_name(model, out->model);
    tell_parameters(model, &fit->start, out);
    out->loglik = -score.deviance / 2;
    out->aicc = ets_aicc(&score);
    out->sigma2 = ets_variance(&score);
    EtsEnd end = {model, &last, series->n, out->sigma2};
    ets_ahead(&end, outlook->horizon, out->mean, variance);
    if (!fit->converged) out->flags |= MYN_FLAG_NOT_CONVERGED;
    if (isnan(out->sigma2))
        out->flags |= MYN_FLAG_NO_INTERVAL;
    else if (isnan(variance[0]))
        return simulated_intervals(&end, outlook, out, scratch);
    for (size_t h = 0; h < outlook->horizon; h++)
        forecast_interval(outlook, out, h, sqrt(fmax(variance[h], 0)));
    return MYN_OK;
}
