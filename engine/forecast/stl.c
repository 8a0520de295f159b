/* Seasonal decomposition by local regression. */
#include "forecast/stl.h"
#include <math.h>
#include <stdbool.h>
#include <string.h>

#define PASSES 2

/* How a series is smoothed: over how many values, with lines or levels, at every how many values. */
typedef struct {
    size_t window, step;
    bool line;
} Loess;

typedef struct {
    size_t from, to; /* first and last value, from 1 */
} Span;

/* Weights of the local fit at AT (from 1, 0 and n + 1 too), tricube in the distance; returns their sum. */
static double weigh(size_t n, const Loess *how, double at, Span s, double *w)
{
    double reach = fmax(at - (double)s.from, (double)s.to - at), sum = 0;
    if (how->window > n) reach += (double)((how->window - n) / 2);
    for (size_t j = s.from; j <= s.to; j++) {
        double r = fabs((double)j - at), x = r / reach, c = 1 - x * x * x;
        w[j - 1] = r > .999 * reach ? 0 : r <= .001 * reach ? 1 : c * c * c;
        sum += w[j - 1];
    }
    return sum;
}

/* Tilt the weights so that the weighted sum is the local line's value at AT. */
static void tilt(size_t n, double at, Span s, double *w)
{
    double centre = 0, spread = 0;
    for (size_t j = s.from; j <= s.to; j++) centre += w[j - 1] * (double)j;
    for (size_t j = s.from; j <= s.to; j++) spread += w[j - 1] * ((double)j - centre) * ((double)j - centre);
    if (!(sqrt(spread) > .001 * ((double)n - 1))) return;
    double slope = (at - centre) / spread;
    for (size_t j = s.from; j <= s.to; j++) w[j - 1] *= slope * ((double)j - centre) + 1;
}

/* The local fit at AT; OTHERWISE where no value has weight. */
static double fit_at(const double *y, size_t n, const Loess *how, double at, Span s, double *w,
                     double otherwise)
{
    double sum = weigh(n, how, at, s, w), fit = 0;
    if (!(sum > 0)) return otherwise;
    for (size_t j = s.from; j <= s.to; j++) w[j - 1] /= sum;
    if (how->line && s.to > s.from) tilt(n, at, s, w);
    for (size_t j = s.from; j <= s.to; j++) fit += w[j - 1] * y[j - 1];
    return fit;
}

/* The values that the fit at I rests on. */
static Span span_at(size_t n, const Loess *how, size_t i)
{
    size_t half = (how->window + 1) / 2;
    if (how->window >= n) return (Span){1, n};
    if (i < half) return (Span){1, how->window};
    if (i >= n - half + 1) return (Span){n - how->window + 1, n};
    return (Span){i - half + 1, how->window + i - half};
}

static void join(double *out, size_t from, size_t to)
{
    double slope = (out[to - 1] - out[from - 1]) / (double)(to - from);
    for (size_t j = from + 1; j < to; j++) out[j - 1] = out[from - 1] + slope * (double)(j - from);
}

/* Smooth Y (n) into OUT; W is scratch of n. */
static void smooth(const double *y, size_t n, const Loess *how, double *w, double *out)
{
    if (n < 2) {
        out[0] = y[0];
        return;
    }
    size_t step = how->step < n - 1 ? how->step : n - 1, last = 1;
    for (size_t i = 1; i <= n; i += step) {
        out[i - 1] = fit_at(y, n, how, (double)i, span_at(n, how, i), w, y[i - 1]);
        if (i > 1) join(out, last, i);
        last = i;
    }
    if (last == n) return;
    out[n - 1] = fit_at(y, n, how, (double)n, span_at(n, how, last), w, y[n - 1]);
    join(out, last, n);
}

/* Means of LENGTH neighbours: n - LENGTH + 1 values. */
static size_t moving_mean(const double *x, size_t n, size_t length, double *out)
{
    double sum = 0;
    for (size_t i = 0; i < length; i++) sum += x[i];
    for (size_t i = 0; i + length <= n; i++) {
        out[i] = sum / (double)length;
        if (i + length < n) sum += x[i + length] - x[i];
    }
    return n - length + 1;
}

typedef struct {
    const double *y;
    size_t n, period;
    Loess season, trend, low;
    double *cycle;            /* n + 2 period: seasons smoothed, one more at both ends */
    double *work, *other, *w; /* n + 2 period each */
} Parts;

/* Each season's own series smoothed, one value more at both ends, into cycle. */
static void cycles(Parts *p, const double *detrended)
{
    for (size_t s = 0; s < p->period; s++) {
        size_t k = (p->n - s - 1) / p->period + 1;
        for (size_t i = 0; i < k; i++) p->work[i] = detrended[s + i * p->period];
        smooth(p->work, k, &p->season, p->w, p->other + 1);
        Span first = {1, p->season.window < k ? p->season.window : k};
        Span last = {k > p->season.window ? k - p->season.window + 1 : 1, k};
        p->other[0] = fit_at(p->work, k, &p->season, 0, first, p->w, p->other[1]);
        p->other[k + 1] = fit_at(p->work, k, &p->season, (double)k + 1, last, p->w, p->other[k]);
        for (size_t i = 0; i < k + 2; i++) p->cycle[s + i * p->period] = p->other[i];
    }
}

static void pass(Parts *p, Stl *out)
{
    size_t n = p->n, m = p->period;
    for (size_t t = 0; t < n; t++) out->seasonal[t] = p->y[t] - out->trend[t];
    cycles(p, out->seasonal);
    size_t left = moving_mean(p->cycle, n + 2 * m, m, p->work);
    left = moving_mean(p->work, left, m, p->other);
    left = moving_mean(p->other, left, 3, p->work);
    smooth(p->work, left, &p->low, p->w, p->other);
    for (size_t t = 0; t < n; t++) out->seasonal[t] = p->cycle[m + t] - p->other[t];
    for (size_t t = 0; t < n; t++) p->work[t] = p->y[t] - out->seasonal[t];
    smooth(p->work, n, &p->trend, p->w, out->trend);
}

static size_t odd_from(double x)
{
    size_t whole = (size_t)ceil(x);
    return whole + (whole % 2 == 0);
}

static Loess loess(size_t window, bool line)
{
    return (Loess){window, (window + 9) / 10, line};
}

myn_status stl(const double *y, size_t n, size_t period, size_t window, Stl *out, myn_arena *scratch)
{
    Parts p = {.y = y, .n = n, .period = period};
    if (n <= 2 * period) return MYN_ERR_DATA;
    double *room = myn_arena_zero(scratch, 4 * (n + 2 * period) + 8, sizeof *room);
    out->seasonal = myn_arena_zero(scratch, n, sizeof *out->seasonal);
    out->trend = myn_arena_zero(scratch, n, sizeof *out->trend);
    if (!room || !out->seasonal || !out->trend) return MYN_ERR_MEMORY;
    size_t each = n + 2 * period + 2;
    p.cycle = room;
    p.work = room + each;
    p.other = room + 2 * each;
    p.w = room + 3 * each;
    p.season = loess(window, false);
    p.trend = loess(odd_from(1.5 * (double)period / (1 - 1.5 / (double)window)), true);
    p.low = loess(odd_from((double)period), true);
    for (int i = 0; i < PASSES; i++) pass(&p, out);
    return MYN_OK;
}
