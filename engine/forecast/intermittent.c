/* The common part of the methods for intermittent counts. */
#include "forecast/intermittent.h"
#include <math.h>
#include <mynegai/stream.h>
#include <string.h>

#define ALPHA_LEAST      .1
#define ALPHA_MOST       .3
#define STEP             .005
#define STEPS            20    /* from the middle to either end */
#define FLAT             1e-12 /* sums of squares this near are equal: two values say nothing of alpha */
#define SUMMED_MEAN      500
#define SUMMED_DEVIATION 1e4
#define ZEROS            .3

myn_status intermittent_read(const myn_series *series, Intermittent *out, myn_arena *scratch)
{
    size_t n = series->n, last = 0;
    double *y = myn_arena_zero(scratch, 3 * n, sizeof *y), *demand = y + n, *interval = y + 2 * n;
    size_t *place = myn_arena_zero(scratch, n, sizeof *place);
    if (!y || !place) return MYN_ERR_MEMORY;
    *out = (Intermittent){.y = y, .demand = demand, .interval = interval, .place = place};
    for (size_t t = 0; t < n; t++) {
        if (isnan(series->y[t])) continue;
        place[out->n] = t;
        y[out->n++] = series->y[t];
        if (series->y[t] == 0) continue;
        demand[out->demands] = series->y[t];
        interval[out->demands++] = (double)(out->n - last);
        last = out->n;
    }
    return MYN_OK;
}

double smooth_level(const double *x, size_t n, double alpha, double *before)
{
    double level = x[0];
    for (size_t i = 0; i < n; i++) {
        if (before) before[i] = level;
        level += alpha * (x[i] - level);
    }
    return level;
}

static double errors(const double *x, size_t n, double alpha)
{
    double level = x[0], sum = 0;
    for (size_t i = 1; i < n; i++) {
        double e = x[i] - level;
        sum += e * e;
        level += alpha * e;
    }
    return sum;
}

/* Golden section in [LOW, HIGH]. */
static double golden(const double *x, size_t n, double low, double high)
{
    const double share = .6180339887498949;
    double a = high - share * (high - low), b = low + share * (high - low);
    double fa = errors(x, n, a), fb = errors(x, n, b);
    while (high - low > 1e-9) {
        if (fa <= fb) {
            high = b;
            b = a;
            fb = fa;
            fa = errors(x, n, a = high - share * (high - low));
        } else {
            low = a;
            a = b;
            fa = fb;
            fb = errors(x, n, b = low + share * (high - low));
        }
    }
    return fa <= fb ? a : b;
}

double smooth_alpha(const double *x, size_t n)
{
    double best = (ALPHA_LEAST + ALPHA_MOST) / 2, least = errors(x, n, best), step = STEP;
    double right = errors(x, n, best + step), left = errors(x, n, best - step);
    if (fmax(fabs(left - least), fabs(right - least)) <= FLAT * least) return best;
    if (left < right) step = -step;
    for (int i = 0; i < STEPS; i++) {
        double alpha = fmin(ALPHA_MOST, fmax(ALPHA_LEAST, best + step)), next = errors(x, n, alpha);
        if (!(next < least)) break;
        best = alpha;
        least = next;
    }
    double fine = golden(x, n, fmax(ALPHA_LEAST, best - STEP), fmin(ALPHA_MOST, best + STEP));
    return errors(x, n, fine) < least ? fine : best;
}

/* Wilson and Hilferty's cube root of a gamma variable is nearly normal. */
static double gamma_quantile(double mean, double variance, double p)
{
    double shape = mean * mean / variance,
           root = 1 - 1 / (9 * shape) + myn_normal_quantile(p) / (3 * sqrt(shape));
    return root > 0 ? mean * root * root * root : 0;
}

double count_quantile(double mean, double variance, double p)
{
    if (!(mean > 0)) return 0;
    bool poisson = !(variance > mean * (1 + 1e-9));
    if (mean > SUMMED_MEAN || variance > SUMMED_DEVIATION * SUMMED_DEVIATION)
        return ceil(gamma_quantile(mean, fmax(mean, variance), p));
    double size = poisson ? INFINITY : mean * mean / (variance - mean), k = 0;
    double share = poisson ? 0 : mean / (size + mean);
    double at = exp(poisson ? -mean : size * log1p(-share)), sum = at;
    while (sum < p && (at > 1e-18 || k < mean)) {
        at *= poisson ? mean / (k + 1) : share * (size + k) / (k + 1);
        sum += at;
        k++;
    }
    return k;
}

typedef enum { WHOLE, POSITIVE, ANY } Kind;

static Kind kind_of(const Intermittent *s)
{
    Kind kind = WHOLE;
    for (size_t i = 0; i < s->demands; i++) {
        if (s->demand[i] < 0) return ANY;
        if (s->demand[i] != floor(s->demand[i])) kind = POSITIVE;
    }
    return kind;
}

static double quantile(Kind kind, double mean, double variance, double p)
{
    if (kind == WHOLE) return count_quantile(mean, variance, p);
    double q = mean + (variance > 0 ? sqrt(variance) * myn_normal_quantile(p) : 0);
    return kind == POSITIVE ? fmax(0, q) : q;
}

void intermittent_answer(const Intermittent *s, const myn_outlook *outlook, double mean, double variance,
                         myn_forecast *out)
{
    Kind kind = kind_of(s);
    out->sigma2 = variance;
    if ((double)(s->n - s->demands) >= ZEROS * (double)s->n) out->flags |= MYN_FLAG_INTERMITTENT;
    for (size_t h = 0; h < outlook->horizon; h++) out->mean[h] = mean;
    for (size_t l = 0; l < outlook->levels; l++) {
        double tail = (1 - outlook->level[l]) / 2;
        double lower = fmin(mean, quantile(kind, mean, variance, tail));
        double upper = fmax(mean, quantile(kind, mean, variance, 1 - tail));
        for (size_t h = 0; h < outlook->horizon; h++) {
            if (out->lower) out->lower[l * outlook->horizon + h] = lower;
            if (out->upper) out->upper[l * outlook->horizon + h] = upper;
        }
    }
}
