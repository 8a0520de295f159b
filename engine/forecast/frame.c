#include "forecast/frame.h"
#include <float.h>
#include <math.h>
#include <mynegai/stream.h>
#include <mynegai/sum.h>
#include <string.h>

#define LARGEST_EXPONENT 300 /* squares and their sums stay far from overflow and underflow */

static void empty(const myn_series *series, const myn_outlook *outlook, myn_forecast *out)
{
    size_t bounds = outlook->levels * outlook->horizon;
    out->model[0] = 0;
    out->parameters = 0;
    out->loglik = out->aicc = out->sigma2 = NAN;
    out->flags = 0;
    for (size_t h = 0; h < outlook->horizon; h++) out->mean[h] = NAN;
    for (size_t i = 0; out->lower && i < bounds; i++) out->lower[i] = NAN;
    for (size_t i = 0; out->upper && i < bounds; i++) out->upper[i] = NAN;
    for (size_t i = 0; out->fitted && i < series->n; i++) out->fitted[i] = NAN;
    for (size_t i = 0; i < series->n; i++)
        if (isnan(series->y[i])) out->flags |= MYN_FLAG_GAPS;
}

static void constant(const myn_series *series, const myn_outlook *outlook, double value, myn_forecast *out)
{
    out->flags |= MYN_FLAG_CONSTANT;
    out->sigma2 = 0;
    strcpy(out->model, "constant");
    for (size_t h = 0; h < outlook->horizon; h++) {
        out->mean[h] = value;
        forecast_interval(outlook, out, h, 0);
    }
    for (size_t i = 1; out->fitted && i < series->n; i++) out->fitted[i] = value;
}

static void unscale(double *x, size_t n, int exponent)
{
    for (size_t i = 0; x && i < n; i++) {
        x[i] = ldexp(x[i], exponent);
        if (isinf(x[i])) x[i] = copysign(DBL_MAX, x[i]);
    }
}

/* The core on a series multiplied by 2^-EXPONENT. */
static myn_status scaled(ForecastCore core, const myn_series *series, const myn_outlook *outlook,
                         myn_forecast *out, myn_arena *scratch, int exponent)
{
    double *y = myn_arena_get(scratch, series->n * sizeof *y);
    if (!y) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < series->n; i++) y[i] = ldexp(series->y[i], -exponent);
    myn_series small = *series;
    small.y = y;
    out->flags |= MYN_FLAG_EXTREME;
    myn_status status = core(&small, outlook, out, scratch);
    size_t bounds = outlook->levels * outlook->horizon;
    unscale(out->mean, outlook->horizon, exponent);
    unscale(out->lower, bounds, exponent);
    unscale(out->upper, bounds, exponent);
    unscale(out->fitted, series->n, exponent);
    return status;
}

myn_status forecast_framed(ForecastCore core, const myn_series *series, const myn_outlook *outlook,
                           myn_forecast *out, myn_arena *scratch)
{
    double least, greatest;
    int exponent = 0;
    empty(series, outlook, out);
    myn_range_of(series->y, series->n, &least, &greatest);
    if (isnan(least)) return MYN_ERR_ARGUMENT;
    if (isinf(least) || isinf(greatest)) return MYN_ERR_DATA;
    if (least == greatest) {
        constant(series, outlook, least, out);
        return MYN_OK;
    }
    frexp(fmax(fabs(least), fabs(greatest)), &exponent);
    myn_arena_mark mark = myn_arena_here(scratch);
    bool plain = exponent < LARGEST_EXPONENT && exponent > -LARGEST_EXPONENT;
    myn_status status = plain ? core(series, outlook, out, scratch)
                              : scaled(core, series, outlook, out, scratch, exponent);
    myn_arena_rewind(scratch, mark);
    return status;
}

void forecast_interval(const myn_outlook *outlook, myn_forecast *out, size_t h, double sd)
{
    for (size_t l = 0; l < outlook->levels; l++) {
        double half = sd > 0 || isnan(sd) ? myn_normal_quantile(0.5 + outlook->level[l] / 2) * sd : 0;
        if (out->lower) out->lower[l * outlook->horizon + h] = out->mean[h] - half;
        if (out->upper) out->upper[l * outlook->horizon + h] = out->mean[h] + half;
    }
}

void forecast_parameter(myn_forecast *out, const char *name, double value)
{
    if (out->parameters >= MYN_FORECAST_PARAMETERS_MOST) return;
    out->parameter_name[out->parameters] = name;
    out->parameter[out->parameters++] = value;
}

size_t forecast_seen(const double *y, size_t position)
{
    while (isnan(y[position]))
        if (position-- == 0) return SIZE_MAX;
    return position;
}
