/* Funnels: how far a proportion or a rate strays by chance, by the size of its denominator. */
#include <math.h>
#include <mynegai/linalg.h>
#include <mynegai/order.h>
#include <mynegai/significance.h>
#include <mynegai/stream.h>

static const double levels[2] = {0.95, 0.998};

/* A count's distribution: binomial of n trials, or Poisson. */
typedef struct {
    myn_funnel_kind kind;
    double target, n;
} Count;

static double mean_of(const Count *c)
{
    return c->target * c->n;
}

static double variance_of(const Count *c)
{
    return mean_of(c) * (c->kind == MYN_FUNNEL_PROPORTION ? 1 - c->target : 1);
}

/* P(X <= k). */
static double below(const Count *c, double k)
{
    if (k < 0) return 0;
    if (c->kind == MYN_FUNNEL_PROPORTION) return myn_binomial_below(k, c->n, c->target);
    return myn_chi_squared_tail(2 * mean_of(c), 2 * (k + 1));
}

/* The least whole k with P(X <= k) > p: out from the normal approximation in steps that double, then halving. */
static double least_above(const Count *c, double p)
{
    double step = 1, high = floor(fmax(0, mean_of(c) + myn_normal_quantile(p) * sqrt(variance_of(c)))), low;
    while (!(below(c, high) > p)) {
        high += step;
        step *= 2;
    }
    low = high - step;
    while (low >= 0 && below(c, low) > p) {
        high = low;
        step *= 2;
        low = high - step;
    }
    low = fmax(low, -1);
    while (high - low > 1) {
        double middle = floor((low + high) / 2);
        if (below(c, middle) > p)
            high = middle;
        else
            low = middle;
    }
    return high;
}

double myn_funnel_limit(myn_funnel_kind kind, double target, double n, double p)
{
    const Count c = {kind, target, n};
    bool sound = n > 0 && isfinite(n) && p > 0 && p < 1 && target >= 0 && isfinite(target);
    if (!sound || (kind == MYN_FUNNEL_PROPORTION && target > 1)) return NAN;
    if (!(variance_of(&c) > 0)) return target;
    double k = least_above(&c, p), at = below(&c, k), before = below(&c, k - 1);
    return fmax(0, k - (at - p) / (at - before)) / n;
}

/* Twice the smaller tail, K itself half in either. */
static double two_sided(const Count *c, double k)
{
    double lower = (below(c, k) + below(c, k - 1)) / 2;
    return fmin(1, 2 * fmin(lower, 1 - lower));
}

static bool is_there(double numerator, double denominator)
{
    return isfinite(numerator) && isfinite(denominator) && denominator > 0 && numerator >= 0;
}

/* Mean of squares of Z, extremes taken as the 10th and 90th percentiles. */
static myn_status disperse(const myn_funnel_area *area, size_t n, myn_funnel *out, myn_arena *scratch)
{
    double *z = myn_arena_get(scratch, (n + 1) * sizeof *z),
           *sorted = myn_arena_get(scratch, (n + 1) * sizeof *z);
    uint32_t *order = myn_arena_get(scratch, (n + 1) * sizeof *order);
    size_t m = 0;
    if (!z || !sorted || !order) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++) z[i] = area[i].z;
    myn_status status = myn_order(z, n, order, &m, scratch);
    if (status) return status;
    for (size_t k = 0; k < m; k++) sorted[k] = z[order[k]];
    double low = myn_quantile(sorted, m, 0.1), high = myn_quantile(sorted, m, 0.9), squares = 0;
    for (size_t k = 0; k < m; k++) {
        double held = fmin(fmax(sorted[k], low), high);
        squares += held * held;
    }
    out->dispersion = m ? squares / (double)m : NAN;
    out->overdispersed = out->dispersion > 1 + 2 * sqrt(2 / (double)m);
    return MYN_OK;
}

static void set_limits(const Count *c, double dispersion, myn_funnel_area *area)
{
    double stretch = sqrt(dispersion), most = c->kind == MYN_FUNNEL_PROPORTION ? 1 : INFINITY;
    area->outside = 0;
    for (int k = 0; k < 2; k++) {
        area->lower[k] = myn_funnel_limit(c->kind, c->target, c->n, (1 - levels[k]) / 2);
        area->upper[k] = myn_funnel_limit(c->kind, c->target, c->n, (1 + levels[k]) / 2);
        area->stretched[k][0] = fmax(0, c->target + (area->lower[k] - c->target) * stretch);
        area->stretched[k][1] = fmin(most, c->target + (area->upper[k] - c->target) * stretch);
        if (area->value < area->stretched[k][0]) area->outside = -(k + 1);
        if (area->value > area->stretched[k][1]) area->outside = k + 1;
    }
}

static const myn_funnel_area missing = {NAN, {NAN, NAN}, {NAN, NAN}, {{NAN, NAN}, {NAN, NAN}}, NAN, NAN, 0};

myn_status myn_funnel_of(myn_funnel_kind kind, const double *numerator, const double *denominator, size_t n,
                         myn_funnel_area *area, myn_funnel *out, myn_arena *scratch)
{
    double events = 0, base = 0;
    *out = (myn_funnel){.target = NAN, .dispersion = NAN};
    for (size_t i = 0; i < n; i++) {
        area[i] = missing;
        if (!is_there(numerator[i], denominator[i])) continue;
        events += numerator[i];
        base += denominator[i];
        out->areas++;
    }
    if (!out->areas) return MYN_OK;
    out->target = events / base;
    for (size_t i = 0; i < n; i++) {
        const Count c = {kind, out->target, denominator[i]};
        if (!is_there(numerator[i], denominator[i])) continue;
        area[i].value = numerator[i] / denominator[i];
        if (variance_of(&c) > 0) area[i].z = (numerator[i] - mean_of(&c)) / sqrt(variance_of(&c));
        area[i].p = variance_of(&c) > 0 ? two_sided(&c, numerator[i]) : NAN;
    }
    myn_status status = disperse(area, n, out, scratch);
    for (size_t i = 0; i < n && !status; i++) {
        const Count c = {kind, out->target, denominator[i]};
        if (is_there(numerator[i], denominator[i]))
            set_limits(&c, out->overdispersed ? out->dispersion : 1, &area[i]);
    }
    return status;
}
