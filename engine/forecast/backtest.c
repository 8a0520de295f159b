/* The rolling-origin back-test of one series: what would have been forecast, and how far off it was. */
#include "forecast/panel.h"
#include <math.h>
#include <string.h>

#define LEAST_TRAINING 3

static bool follows(const double *y, size_t n, size_t at, size_t reach)
{
    for (size_t i = at; i < n && i < at + reach; i++)
        if (!isnan(y[i])) return !isnan(y[at - 1]);
    return false;
}

/* Values before position AT that are there. */
static size_t present(const double *y, size_t at)
{
    size_t n = 0;
    for (size_t i = 0; i < at; i++) n += !isnan(y[i]);
    return n;
}

size_t backtest_origins(const double *y, size_t n, size_t reach, size_t most, uint32_t *origin)
{
    size_t longest = reach < n / 2 ? reach : n / 2; /* at most half is held out */
    size_t count = 0, whole = n - longest, later = whole + 1;
    if (later < LEAST_TRAINING) later = LEAST_TRAINING;
    for (size_t t = whole; t >= LEAST_TRAINING && count < most; t--)
        if (follows(y, n, t, reach) && present(y, t) >= LEAST_TRAINING) origin[count++] = (uint32_t)t;
    for (size_t i = 0; i < count / 2; i++) {
        uint32_t swap = origin[i];
        origin[i] = origin[count - 1 - i], origin[count - 1 - i] = swap;
    }
    for (size_t t = later; t < n && count < most; t++)
        if (follows(y, n, t, reach) && present(y, t) >= LEAST_TRAINING) origin[count++] = (uint32_t)t;
    return count;
}

/* ---- forecasting at an origin ---- */

static myn_status forecast_at(const Panel *panel, Subject *s, size_t k, size_t c, const myn_series *series,
                              myn_arena *scratch)
{
    size_t reach = panel->out->reach, levels = panel->plan->outlook.levels, at = c * s->origins + k;
    Dish dish = {.mean = s->forecast + at * reach,
                 .lower = s->lower ? s->lower + at * levels * reach : NULL,
                 .upper = s->upper ? s->upper + at * levels * reach : NULL};
    return panel_cook(panel, s, series, c, s->scale_at[k], &dish, scratch);
}

static myn_status reshape_whole(const Panel *panel, Subject *s, myn_arena *scratch)
{
    myn_series series;
    panel_shape(panel, s, s->n, &s->whole);
    myn_status status = panel_series(panel, s, s->n, &s->whole, &series, scratch);
    if (!status) s->scale = myn_scale_of(series.y, series.n, series.frequency);
    return status;
}

myn_status backtest_series(Panel *panel, size_t i, myn_arena *scratch)
{
    Subject *s = &panel->subject[i];
    myn_status status = reshape_whole(panel, s, scratch);
    for (size_t k = 0; !status && k < s->origins; k++) {
        myn_arena_mark mark = myn_arena_here(scratch);
        myn_series series;
        panel_shape(panel, s, s->origin[k], &s->shape[k]);
        status = panel_series(panel, s, s->origin[k], &s->shape[k], &series, scratch);
        if (!status) s->scale_at[k] = myn_scale_of(series.y, series.n, series.frequency);
        for (size_t c = 0; !status && c < s->candidates; c++)
            status = forecast_at(panel, s, k, c, &series, scratch);
        myn_arena_rewind(scratch, mark);
    }
    return status;
}

double backtest_error(const Panel *panel, const Subject *s, size_t choice, size_t k, size_t h)
{
    size_t reach = panel->out->reach, at = s->origin[k] + h;
    if (at >= s->n || !(s->scale_at[k] > 0)) return NAN;
    double f = s->forecast[(choice * s->origins + k) * reach + h];
    return (myn_reshape_to(&s->shape[k], s->y[at]) - f) / s->scale_at[k];
}

/* ---- judging ---- */

/* Room for one origin's forecasts on the scale of the data. */
typedef struct {
    double *actual, *mean, *lower, *upper;
} Room;

/* The last value, or the one a whole number of seasons before. */
static double benchmark_at(const Subject *s, size_t origin, size_t h, bool seasonal)
{
    size_t m = seasonal && s->in->frequency > 1 ? s->in->frequency : 1, back = m - h % m;
    for (; back <= origin; back += m)
        if (!isnan(s->y[origin - back])) return s->y[origin - back];
    return s->y[origin - 1];
}

static void interval_at(const Panel *panel, size_t i, size_t choice, size_t k, const Room *room)
{
    const Subject *s = &panel->subject[i];
    const myn_outlook_pool *pool = &panel->out->pool[s->in->pool];
    size_t reach = panel->out->reach, levels = panel->plan->outlook.levels, at = choice * s->origins + k;
    bool own = panel->plan->intervals == MYN_INTERVALS_MODEL;
    for (size_t l = 0; l < levels; l++)
        for (size_t h = 0; h < reach; h++) {
            size_t j = l * reach + h;
            double f = s->forecast[at * reach + h],
                   half = conformal_half(panel, i, l, h, s->scale_at[k], true);
            double low = f - half, high = f + half;
            if ((own || !pool->pooled) && s->lower) {
                double wide = own ? 1 : pool->widen[l];
                low = f + wide * (s->lower[at * levels * reach + j] - f);
                high = f + wide * (s->upper[at * levels * reach + j] - f);
            }
            room->lower[j] = myn_reshape_back(&s->shape[k], low);
            room->upper[j] = myn_reshape_back(&s->shape[k], high);
        }
}

void backtest_gather(const myn_accuracy *one, Gathered *all)
{
    double figure[FIGURES];
    memcpy(figure, &one->mase, sizeof figure);
    for (size_t j = 0; j < FIGURES; j++) {
        if (isnan(figure[j])) continue;
        all->sum[j] += figure[j] * (double)one->n;
        all->weight[j] += (double)one->n;
    }
    all->n += one->n;
}

void backtest_mean(const Gathered *all, myn_accuracy *out)
{
    double figure[FIGURES];
    for (size_t j = 0; j < FIGURES; j++) figure[j] = all->weight[j] > 0 ? all->sum[j] / all->weight[j] : NAN;
    memcpy(&out->mase, figure, sizeof figure);
    out->n = all->n;
}

/* Sums of scaled absolute errors by step, for one forecaster. */
static void by_step(const myn_trial *t, double *sum, double *count)
{
    double scale = myn_scale_of(t->train, t->n, t->frequency);
    for (size_t h = 0; h < t->h; h++) {
        double e = fabs(t->actual[h] - t->mean[h]) / scale;
        if (isnan(e) || !(scale > 0)) continue;
        sum[h] += e;
        count[h]++;
    }
}

#define JUDGED (1 + MYN_BENCHMARKS)

/* What came after origin K, and the forecasts of forecaster J (0: ours). */
static void recall(const Panel *panel, const Subject *s, size_t choice, size_t k, size_t j, const Room *room)
{
    size_t reach = panel->out->reach, t = s->origin[k];
    for (size_t h = 0; h < reach; h++) {
        room->actual[h] = t + h < s->n ? s->y[t + h] : NAN;
        room->mean[h] = j ? benchmark_at(s, t, h, j == 2)
                          : myn_reshape_back(&s->shape[k],
                                             s->forecast[(choice * s->origins + k) * reach + h]);
    }
}

static myn_status room_of(size_t reach, size_t levels, Room *out, myn_arena *scratch)
{
    double *at = myn_arena_zero(scratch, (2 + 2 * levels) * reach, sizeof *at);
    if (!at) return MYN_ERR_MEMORY;
    *out = (Room){at, at + reach, at + 2 * reach, at + (2 + levels) * reach};
    return MYN_OK;
}

myn_status backtest_judge(Panel *panel, size_t i, size_t choice, myn_arena *scratch)
{
    Subject *s = &panel->subject[i];
    myn_series_outlook *out = &panel->out->at[i];
    const myn_outlook *outlook = &panel->plan->outlook;
    size_t reach = panel->out->reach;
    Gathered all[JUDGED] = {{{0}, {0}, 0}};
    Room room;
    double *count = myn_arena_zero(scratch, JUDGED * reach, sizeof *count);
    if (!count || room_of(reach, outlook->levels, &room, scratch)) return MYN_ERR_MEMORY;
    for (size_t k = 0; k < s->origins; k++) {
        interval_at(panel, i, choice, k, &room);
        for (size_t j = 0; j < JUDGED; j++) {
            myn_accuracy one;
            myn_trial trial = {s->y, s->origin[k], s->in->frequency, room.actual, room.mean, NULL,
                               NULL, reach};
            recall(panel, s, choice, k, j, &room);
            for (size_t h = 0; !j && out->tested && h < reach; h++)
                out->tested[k * reach + h] = ldexp(room.mean[h], s->exponent);
            by_step(&trial, out->mase_at + j * reach, count + j * reach);
            if (!j) trial.lower = room.lower, trial.upper = room.upper;
            myn_accuracy_of(&trial, outlook, &one);
            backtest_gather(&one, &all[j]);
        }
    }
    backtest_mean(&all[0], &out->accuracy);
    for (size_t j = 0; j < MYN_BENCHMARKS; j++) backtest_mean(&all[1 + j], &out->benchmark[j]);
    for (size_t j = 0; j < JUDGED * reach; j++)
        out->mase_at[j] = count[j] > 0 ? out->mase_at[j] / count[j] : NAN;
    out->origins = s->origins;
    return MYN_OK;
}
