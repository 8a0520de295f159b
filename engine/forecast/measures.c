/* How good forecasts were. */
#include <mynegai/outlook.h>
#include <math.h>

/* The mean of |x_t - x_(t-m)|^POWER over pairs that are there; NaN without any. */
static double mean_step(const double *x, size_t n, size_t m, int power)
{
    double sum = 0, pairs = 0;
    for (size_t i = m; i < n; i++) {
        double step = fabs(x[i] - x[i - m]);
        if (isnan(step)) continue;
        sum += power == 2 ? step * step : step;
        pairs++;
    }
    return pairs > 0 ? sum / pairs : NAN;
}

double myn_scale_of(const double *x, size_t n, unsigned frequency)
{
    double scale = frequency > 1 ? mean_step(x, n, frequency, 1) : NAN;
    return isnan(scale) ? mean_step(x, n, 1, 1) : scale;
}

static double smape_of(double y, double f)
{
    double size = fabs(y) + fabs(f);
    return size > 0 ? 200 * (fabs(y - f) / size) : 0;
}

static void judge_interval(const myn_trial *t, size_t l, double level, double scale, myn_accuracy *out)
{
    double inside = 0, width = 0, penalty = 2 / (1 - level);
    size_t seen = 0;
    for (size_t i = 0; i < t->h; i++) {
        double y = t->actual[i], low = t->lower[l * t->h + i], high = t->upper[l * t->h + i];
        if (isnan(y) || isnan(low) || isnan(high)) continue;
        inside += y >= low && y <= high;
        width += high - low + penalty * (fmax(low - y, 0) + fmax(y - high, 0));
        seen++;
    }
    out->coverage[l] = seen ? inside / (double)seen : NAN;
    out->msis[l] = seen && scale > 0 ? width / (double)seen / scale : NAN;
}

void myn_accuracy_of(const myn_trial *t, const myn_outlook *outlook, myn_accuracy *out)
{
    double scale = myn_scale_of(t->train, t->n, t->frequency), step = mean_step(t->train, t->n, 1, 2);
    double absolute = 0, squares = 0, share = 0, signed_sum = 0;
    *out = (myn_accuracy){0};
    for (size_t i = 0; i < t->h; i++) {
        double e = t->mean[i] - t->actual[i];
        if (isnan(e)) continue;
        absolute += fabs(e), squares += e * e, signed_sum += e;
        share += smape_of(t->actual[i], t->mean[i]);
        out->n++;
    }
    double n = (double)out->n;
    out->mase = n > 0 && scale > 0 ? absolute / n / scale : NAN;
    out->bias = n > 0 && scale > 0 ? signed_sum / n / scale : NAN;
    out->rmsse = n > 0 && step > 0 ? sqrt(squares / n / step) : NAN;
    out->smape = n > 0 ? share / n : NAN;
    for (size_t l = 0; l < MYN_LEVELS_MOST; l++) out->coverage[l] = out->msis[l] = NAN;
    for (size_t l = 0; l < outlook->levels && t->lower; l++)
        judge_interval(t, l, outlook->level[l], scale, out);
}

double myn_owa(const myn_accuracy *own, const myn_accuracy *benchmark)
{
    return (own->smape / benchmark->smape + own->mase / benchmark->mase) / 2;
}
