/* Automatic ARIMA, with and without external drivers, as methods. */
#include "method/row.h"
#include "forecast/arima.h"
#include "forecast/catalogue.h"
#include "forecast/frame.h"
#include <math.h>
#include <string.h>

#define LONGEST     2000 /* values the model rests on, or 20 seasons; a longer past says little more */
#define SEASONS     20
#define SEASON_MOST 400 /* seasons that are differenced: the filter's state has a value for each */
#define FEWEST      4   /* values beside those that regression takes */

/* How many values of SERIES are used, the last ones. */
static size_t used(const myn_series *series)
{
    size_t most = LONGEST, seasons = (size_t)series->frequency * SEASONS;
    if (seasons > most && seasons < 2 * LONGEST) most = seasons;
    if (series->n <= most) return series->n;
    size_t cut = series->n - most;
    while (isnan(series->y[cut])) cut++;
    return series->n - cut;
}

/* What the model sees: the last values, the drivers beside them. */
static ArimaSeries seen(const myn_series *series, const myn_outlook *outlook, bool drivers, myn_forecast *out)
{
    size_t n = used(series), cut = series->n - n;
    ArimaSeries s = {.y = series->y + cut, .n = n, .m = series->frequency > 1 ? series->frequency : 1};
    if (drivers && series->driver) {
        s.driver = series->driver + cut;
        s.drivers = series->drivers;
        s.stride = series->n + outlook->horizon;
    }
    if (cut) out->flags |= MYN_FLAG_LONG;
    return s;
}

/* Drivers divided by powers of two near their size, which SIZE becomes. MYN_ERR_DATA where one is not a number. */
static myn_status scale_drivers(ArimaSeries *s, size_t horizon, int *size, myn_arena *scratch)
{
    size_t n = s->n + horizon;
    double *scaled = myn_arena_zero(scratch, (s->drivers + 1) * n, sizeof *scaled);
    if (!scaled) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < s->drivers; i++) {
        const double *from = s->driver + i * s->stride;
        double most = 0;
        for (size_t t = 0; t < n; t++) {
            if (!isfinite(from[t])) return MYN_ERR_DATA;
            most = fmax(most, fabs(from[t]));
        }
        frexp(most, &size[i]);
        for (size_t t = 0; t < n; t++) scaled[i * n + t] = ldexp(from[t], -size[i]);
    }
    s->driver = scaled;
    s->stride = n;
    return MYN_OK;
}

/* What least squares on the drivers and a mean leave of the series without gaps, into REST. */
static myn_status without_drivers(const ArimaSeries *s, double *rest, myn_arena *scratch)
{
    Differenced level;
    ArimaFit line = {.order = {.m = s->m, .constant = true}, .ar.season = s->m, .ma.season = s->m};
    myn_status status = arima_difference(s, 0, 0, &level, scratch);
    if (status) return status;
    memcpy(rest, level.columns.at, s->n * sizeof *rest);
    if (!s->drivers) return MYN_OK;
    status = arima_evaluate(&level, &line, scratch);
    for (size_t i = 0; i < s->drivers && !status; i++)
        for (size_t t = 0; t < s->n; t++) rest[t] -= line.beta[level.gaps + i] * s->driver[i * s->stride + t];
    return status;
}

/* Whether a driver is the same everywhere once it is differenced LAG apart, and again one apart D times. */
static bool vanishes(const ArimaSeries *s, size_t d, size_t D)
{
    size_t lag = D * s->m;
    for (size_t i = 0; i < s->drivers; i++) {
        const double *x = s->driver + i * s->stride;
        double least = INFINITY, most = -INFINITY;
        for (size_t t = lag + d; t < s->n; t++) {
            double w = x[t] - (D ? x[t - lag] : 0);
            if (d > 0) w -= x[t - 1] - (D ? x[t - 1 - lag] : 0);
            if (d > 1) w -= x[t - 1] - x[t - 2] - (D ? x[t - 1 - lag] - x[t - 2 - lag] : 0);
            least = fmin(least, w);
            most = fmax(most, w);
        }
        if (most - least <= 1e-12) return true;
    }
    return false;
}

/* Whether a season of the year has no value at all: differences between years say nothing of it. */
static bool season_unseen(const ArimaSeries *s)
{
    for (size_t k = 0; k < s->m; k++) {
        size_t t = k;
        while (t < s->n && isnan(s->y[t])) t += s->m;
        if (t >= s->n) return true;
    }
    return false;
}

/* How often to difference: as the tests say, but no driver away, and some values are left. */
static myn_status differences(const ArimaSeries *s, size_t *d, size_t *D, myn_arena *scratch)
{
    double *rest = myn_arena_zero(scratch, s->n, sizeof *rest);
    myn_status status = rest ? without_drivers(s, rest, scratch) : MYN_ERR_MEMORY;
    size_t m = s->m <= SEASON_MOST && !season_unseen(s) ? s->m : 1, gaps = s->n - myn_row_present(s->y, s->n);
    if (!status) status = arima_differences(rest, s->n, m, d, D, scratch);
    if (status) return status;
    while (*d + *D && (s->n < *d + *D * s->m + gaps + s->drivers + FEWEST - 1 || vanishes(s, *d, *D)))
        *(*d ? d : D) -= 1;
    return MYN_OK;
}

/* A random walk: all that can be said of fewer than FEWEST values. */
static myn_status walk(const ArimaSeries *s, Differenced *data, ArimaFit *fit, myn_arena *scratch)
{
    ArimaOrder order = {.d = 1, .m = s->m};
    ArimaEffort effort = {.enough = 1};
    myn_status status = arima_difference(s, 1, 0, data, scratch);
    return status ? status : arima_fit(data, &order, &effort, fit, scratch);
}

static myn_status choose(ArimaSeries *s, Differenced *data, ArimaFit *fit, unsigned *flags,
                         myn_arena *scratch)
{
    size_t d = 0, D = 0, there = myn_row_present(s->y, s->n);
    double *filled = myn_arena_zero(scratch, s->n, sizeof *filled);
    if (!filled) return MYN_ERR_MEMORY;
    if (s->n - there > ARIMA_GAPS_MOST) {
        arima_fill(s->y, s->n, filled);
        s->y = filled;
    }
    if (there < s->drivers + FEWEST) {
        *flags |= MYN_FLAG_SHORT;
        s->drivers = 0;
        return walk(s, data, fit, scratch);
    }
    myn_status status = differences(s, &d, &D, scratch);
    if (!status) status = arima_difference(s, d, D, data, scratch);
    if (!status) status = arima_choose(data, fit, scratch);
    if (!status && !fit->converged) *flags |= MYN_FLAG_NOT_CONVERGED;
    return status;
}

/* The coefficients of drivers as they were given. */
static void unscale(myn_forecast *out, const int *size)
{
    for (size_t i = 0; i < out->parameters; i++) {
        const char *name = out->parameter_name[i];
        if (strncmp(name, "driver", 6) == 0) out->parameter[i] = ldexp(out->parameter[i], -*size++);
    }
}

static myn_status automatic(const myn_series *series, const myn_outlook *outlook, bool drivers,
                            myn_forecast *out, myn_arena *scratch)
{
    ArimaSeries s = seen(series, outlook, drivers, out);
    Differenced data;
    ArimaFit fit = {0};
    int *size = myn_arena_zero(scratch, s.drivers + 1, sizeof *size);
    myn_status status = size ? scale_drivers(&s, outlook->horizon, size, scratch) : MYN_ERR_MEMORY;
    if (!status) status = choose(&s, &data, &fit, &out->flags, scratch);
    double *fitted = out->fitted;
    if (fitted) out->fitted += series->n - s.n;
    if (!status) status = arima_forecast(&s, &data, &fit, outlook, out, scratch);
    out->fitted = fitted;
    if (!status) unscale(out, size);
    return status;
}

static myn_status alone(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                        myn_arena *scratch)
{
    return automatic(series, outlook, false, out, scratch);
}

static myn_status driven(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                         myn_arena *scratch)
{
    return automatic(series, outlook, true, out, scratch);
}

static myn_status arima(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                        myn_arena *scratch)
{
    return forecast_framed(alone, series, outlook, out, scratch);
}

static myn_status regression(const myn_series *series, const myn_outlook *outlook, myn_forecast *out,
                             myn_arena *scratch)
{
    return forecast_framed(driven, series, outlook, out, scratch);
}

const myn_forecaster myn_forecaster_arima = {
    .name = "arima",
    .summary = "seasonal ARIMA by exact likelihood, order chosen step by step by AICc",
    .formula =
        "phi(B) Phi(B^m) (1-B)^d (1-B^m)^D (y[t] - c) = theta(B) Theta(B^m) e[t]; c a mean (d + D = 0) or a "
        "drift (1); D by the strength of seasons, d by KPSS tests, p, q <= 5 and P, Q <= 2 by AICc",
    .reference =
        "Hyndman and Khandakar (2008) Journal of Statistical Software 27(3), doi:10.18637/jss.v027.i03",
    .least = 5,
    .seasonal = true,
    .forecast = arima,
};

const myn_forecaster myn_forecaster_regression = {
    .name = "regression",
    .summary = "regression on external drivers with errors of an ARIMA process, chosen as for arima",
    .formula =
        "y[t] = sum b[i] driver[i][t] + c + z[t], z a seasonal ARIMA process; b and c by generalised least "
        "squares at the process' greatest likelihood",
    .reference = "Harvey and Phillips (1979) Biometrika 66:49-58, doi:10.1093/biomet/66.1.49; Hyndman and "
                 "Athanasopoulos (2021) Forecasting: Principles and Practice, 3rd ed., ch. 10, "
                 "https://otexts.com/fpp3",
    .least = 6,
    .seasonal = true,
    .drivers = true,
    .forecast = regression,
};
