/* Intervals and accuracy of reconciled forecasts: quantiles of reconciled errors. */
#include "forecast/addup.h"
#include <math.h>
#include <mynegai/order.h>
#include <stdlib.h>

/* One series: its values from the first that is there. */
typedef struct {
    const double *y;
    size_t skipped, n;
    unsigned frequency;
} Seen;

static Seen seen_of(const AddUp *a, size_t i)
{
    const myn_panel_series *s = addup_series(a, i);
    size_t first = 0;
    while (first < s->n && isnan(s->y[first])) first++;
    return (Seen){s->y + first, first, s->n - first, s->frequency};
}

static double low_of(const AddUp *a, size_t i)
{
    const myn_panel_series *s = addup_series(a, i);
    return s->counts || a->plan->positive ? fmax(s->low, 0) : s->low;
}

double addup_held(const AddUp *a, size_t i, double x)
{
    return isnan(x) ? NAN : fmin(fmax(x, low_of(a, i)), addup_series(a, i)->high);
}

/* ---- quantiles ---- */

static int rising(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* |error| at step H of node I's forecasts at origin K, in UNIT; NaN where there is none. */
static double error_at(const AddUp *a, size_t i, size_t k, size_t h, double unit)
{
    Seen s = seen_of(a, i);
    size_t at = addup_node(a, i)->origin[k] + h - s.skipped;
    if (at >= s.n) return NAN;
    double e = fabs(s.y[at] - a->tested[(k * a->plan->nodes + i) * a->reach + h]) / unit;
    return unit > 0 ? e : NAN;
}

/* The scale of node I's values before origin K, of all of them for K after the last. */
static double scale_at(const AddUp *a, size_t i, size_t k)
{
    Seen s = seen_of(a, i);
    size_t n = k < a->origins ? addup_node(a, i)->origin[k] - s.skipped : s.n;
    return myn_scale_of(s.y, n, s.frequency);
}

static double unit_at(const AddUp *a, size_t i, size_t k)
{
    return a->unit[k * a->plan->nodes + i];
}

/* Quantiles of the errors of nodes whose number has not parity FOLD (2: of all) into a->quantile[fold]; NULL there where
 * too few nodes have errors. */
static void learn(AddUp *a, size_t fold, double *q, double *error)
{
    const myn_outlook *o = &a->out->outlook;
    size_t known = 0, least = fold == 2 ? MYN_POOL_LEAST : MYN_POOL_LEAST / 2;
    for (; known < a->reach; known++) {
        size_t n = 0, nodes = 0;
        for (size_t i = 0; i < a->plan->nodes; i++) {
            size_t before = n;
            for (size_t k = 0; i % 2 != fold && k < a->origins; k++) {
                double e = error_at(a, i, k, known, unit_at(a, i, k));
                if (!isnan(e)) error[n++] = e;
            }
            nodes += n > before;
        }
        if (nodes < least) break;
        qsort(error, n, sizeof *error, rising);
        for (size_t l = 0; l < o->levels; l++)
            q[l * a->reach + known] = myn_quantile(error, n,
                                                   fmin((double)(n + 1) * o->level[l] / (double)n, 1));
    }
    conformal_shape(q, o->levels, known, a->reach);
    a->quantile[fold] = known ? q : NULL;
}

/* ---- judging ---- */

/* The interval that node I had at level L and step H: that of quantiles Q about MEAN. */
static void bounds(const AddUp *a, size_t i, const double *q, size_t j, double mean, double scale,
                   double *low, double *high)
{
    *low = q && scale > 0 ? addup_held(a, i, mean - q[j] * scale) : NAN;
    *high = q && scale > 0 ? addup_held(a, i, mean + q[j] * scale) : NAN;
}

/* Sums of scaled absolute errors by step. */
static void by_step(const AddUp *a, size_t i, double *mean_at)
{
    for (size_t h = 0; h < a->reach; h++) {
        double sum = 0, n = 0;
        for (size_t k = 0; k < a->origins; k++) {
            double e = error_at(a, i, k, h, scale_at(a, i, k));
            if (!isnan(e)) sum += e, n++;
        }
        mean_at[h] = n > 0 ? sum / n : NAN;
    }
}

static void judge(AddUp *a, size_t i, double *room)
{
    const myn_outlook *o = &a->out->outlook;
    myn_series_outlook *out = addup_node(a, i);
    double *actual = room, *lower = room + a->reach, *upper = lower + o->levels * a->reach;
    const double *q = a->quantile[2] ? a->quantile[i % 2] : NULL;
    Seen s = seen_of(a, i);
    Gathered all = {{0}, {0}, 0};
    myn_accuracy one;
    for (size_t k = 0; k < a->origins; k++) {
        size_t n = out->origin[k] - s.skipped;
        const double *mean = a->tested + (k * a->plan->nodes + i) * a->reach;
        double scale = unit_at(a, i, k);
        for (size_t h = 0; h < a->reach; h++) actual[h] = n + h < s.n ? s.y[n + h] : NAN;
        for (size_t j = 0; j < o->levels * a->reach; j++)
            bounds(a, i, q, j, mean[j % a->reach], scale, &lower[j], &upper[j]);
        myn_trial trial = {s.y, n, s.frequency, actual, mean, lower, upper, a->reach};
        myn_accuracy_of(&trial, o, &one);
        backtest_gather(&one, &all);
    }
    out->base = out->accuracy;
    backtest_mean(&all, &out->accuracy);
    by_step(a, i, out->mase_at);
    out->reconciled = true;
}

/* ---- setting ---- */

static void set(AddUp *a, size_t i)
{
    const myn_outlook *o = &a->out->outlook;
    myn_series_outlook *out = addup_node(a, i);
    Seen s = seen_of(a, i);
    double scale = unit_at(a, i, a->origins);
    size_t lead = addup_series(a, i)->lead;
    while (s.n && isnan(s.y[s.n - 1])) s.n--, lead++;
    for (size_t l = 0; l < o->levels; l++)
        for (size_t h = 0; h < o->horizon; h++) {
            size_t at = l * o->horizon + h;
            double low, high, moved = out->mean[h] - out->base_mean[h];
            bounds(a, i, a->quantile[2], l * a->reach + lead + h, out->mean[h], scale, &low, &high);
            out->lower[at] = isnan(low) ? addup_held(a, i, out->lower[at] + moved) : low;
            out->upper[at] = isnan(high) ? addup_held(a, i, out->upper[at] + moved) : high;
        }
}

static myn_status learn_all(AddUp *a, myn_arena *scratch)
{
    size_t size = a->out->outlook.levels * a->reach;
    double *q = myn_arena_zero(scratch, 3 * size + 1, sizeof *q);
    double *error = myn_arena_get(scratch, (a->plan->nodes * a->origins + 1) * sizeof *error);
    if (!q || !error) return MYN_ERR_MEMORY;
    for (size_t fold = 0; fold < 3; fold++) learn(a, fold, q + fold * size, error);
    for (size_t fold = 0; fold < 2; fold++)
        if (!a->quantile[fold]) a->quantile[fold] = a->quantile[2];
    return MYN_OK;
}

myn_status addup_intervals(AddUp *a, myn_arena *scratch)
{
    size_t nodes = a->plan->nodes;
    double *room = myn_arena_get(scratch, (1 + 2 * a->out->outlook.levels) * a->reach * sizeof *room);
    a->unit = myn_arena_get(scratch, (a->origins + 1) * nodes * sizeof *a->unit);
    if (!room || !a->unit) return MYN_ERR_MEMORY;
    for (size_t j = 0; j < (a->origins + 1) * nodes; j++) a->unit[j] = scale_at(a, j % nodes, j / nodes);
    myn_status status = a->plan->paths ? coherent_units(a, scratch) : MYN_OK;
    if (!status) status = learn_all(a, scratch);
    for (size_t i = 0; !status && i < nodes; i++) judge(a, i, room);
    if (!status && a->plan->paths) return coherent_set(a, scratch);
    for (size_t i = 0; !status && i < nodes; i++) set(a, i);
    return status;
}
