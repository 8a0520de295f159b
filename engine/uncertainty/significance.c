/* Differences of figures with confidence limits, and the false-discovery rate. */
#include <math.h>
#include <mynegai/order.h>
#include <mynegai/significance.h>
#include <mynegai/stream.h>
#include <stdint.h>

static double on_scale(double x, const myn_interval_form *form)
{
    switch (form->scale) {
    case MYN_SCALE_LOG: return x > 0 ? log(x) : NAN;
    case MYN_SCALE_LOGIT: return x > 0 && x < form->out_of ? log(x / (form->out_of - x)) : NAN;
    case MYN_SCALE_PLAIN: break;
    }
    return isfinite(x) ? x : NAN;
}

myn_measured myn_measured_of(myn_interval interval, const myn_interval_form *form)
{
    const myn_measured none = {NAN, NAN};
    double at = on_scale(interval.value, form), lower = on_scale(interval.lower, form),
           upper = on_scale(interval.upper, form);
    if (!(lower <= at && at <= upper) || isinf(upper) || isinf(lower)) return none;
    return (myn_measured){at, (upper - lower) / (2 * myn_normal_quantile((1 + form->level) / 2))};
}

static double off_scale(double at, const myn_interval_form *form)
{
    switch (form->scale) {
    case MYN_SCALE_LOG: return exp(at);
    case MYN_SCALE_LOGIT: return form->out_of / (1 + exp(-at));
    case MYN_SCALE_PLAIN: break;
    }
    return at;
}

myn_interval myn_measured_back(myn_measured measured, const myn_interval_form *form)
{
    double reach = measured.se * myn_normal_quantile((1 + form->level) / 2);
    return (myn_interval){off_scale(measured.at, form), off_scale(measured.at - reach, form),
                          off_scale(measured.at + reach, form)};
}

/* Whether all three numbers lie strictly between 0 and MOST. */
static bool fits(const myn_interval *interval, double most)
{
    return interval->lower > 0 && interval->value > 0 && interval->value < most && interval->upper < most;
}

static bool has_limits(const myn_interval *interval)
{
    return !isnan(interval->value) && !isnan(interval->lower) && !isnan(interval->upper);
}

myn_scale myn_scale_for(const myn_interval *interval, size_t n, double out_of, bool rate)
{
    bool share = out_of > 0, positive = rate;
    for (size_t i = 0; i < n; i++) {
        if (!has_limits(&interval[i])) continue;
        share = share && fits(&interval[i], out_of);
        positive = positive && fits(&interval[i], INFINITY);
    }
    return share ? MYN_SCALE_LOGIT : positive ? MYN_SCALE_LOG : MYN_SCALE_PLAIN;
}

myn_tested myn_test(myn_measured a, myn_measured b, double r)
{
    myn_tested out = {NAN, NAN, NAN, NAN};
    double se = sqrt(a.se * a.se + b.se * b.se - 2 * r * a.se * b.se);
    if (!(se > 0) || isnan(a.at) || isnan(b.at)) return out;
    out.difference = a.at - b.at;
    out.se = se;
    out.z = out.difference / se;
    out.p = erfc(fabs(out.z) * M_SQRT1_2);
    return out;
}

/* Sums of weights and of weighted values, of some of the figures. */
typedef struct {
    double weight, total;
} Sums;

static Sums with(Sums sums, myn_measured x)
{
    if (isnan(x.at) || !(x.se > 0)) return sums;
    double weight = 1 / (x.se * x.se);
    return (Sums){sums.weight + weight, sums.total + weight * x.at};
}

/* Those before and those after each figure: nothing is taken off a sum, so that no digits go. */
myn_status myn_measured_others(const myn_measured *x, size_t n, myn_measured *out, myn_arena *scratch)
{
    Sums *after = myn_arena_get(scratch, (n + 1) * sizeof *after), before = {0, 0};
    if (!after) return MYN_ERR_MEMORY;
    after[n] = before;
    for (size_t i = n; i-- > 0;) after[i] = with(after[i + 1], x[i]);
    for (size_t i = 0; i < n; i++) {
        double weight = before.weight + after[i + 1].weight;
        out[i] = (myn_measured){NAN, NAN};
        if (weight > 0)
            out[i] = (myn_measured){(before.total + after[i + 1].total) / weight, 1 / sqrt(weight)};
        before = with(before, x[i]);
    }
    return MYN_OK;
}

myn_status myn_false_discovery(const double *p, size_t n, double *out, myn_arena *scratch)
{
    uint32_t *order = myn_arena_get(scratch, (n + 1) * sizeof *order);
    size_t m = 0;
    double least = 1;
    if (!order) return MYN_ERR_MEMORY;
    myn_status status = myn_order(p, n, order, &m, scratch);
    if (status) return status;
    for (size_t k = m; k-- > 0;) {
        least = fmin(least, (double)m / (double)(k + 1) * p[order[k]]);
        out[order[k]] = least;
    }
    for (size_t k = m; k < n; k++) out[order[k]] = NAN;
    return MYN_OK;
}
