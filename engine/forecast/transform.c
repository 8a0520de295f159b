/* Transformations that keep forecasts within what is possible. */
#include <mynegai/outlook.h>
#include <math.h>

#define MARGIN_MOST   .005
#define LAMBDA_STEPS  20
#define HERMITE_NODES 7

static const char *const word[MYN_RESHAPES] = {"auto", "none", "logit", "log1p", "sqrt", "boxcox"};

const char *myn_reshape_word(myn_reshape_kind kind)
{
    return (unsigned)kind < MYN_RESHAPES ? word[kind] : "unknown";
}

/* ---- fitting ---- */

static const char *refuse(myn_reshape_kind kind, const double *y, size_t n, double low, double high)
{
    bool lower = isfinite(low), both = lower && isfinite(high);
    if (kind == MYN_RESHAPE_LOGIT && !both) return "a logit takes a lower and an upper bound";
    if (kind > MYN_RESHAPE_LOGIT && !lower) return "this transformation takes a lower bound";
    for (size_t i = 0; i < n; i++) {
        if (y[i] < low || y[i] > high) return "a value lies outside the bounds";
        if (kind == MYN_RESHAPE_BOXCOX && y[i] <= low) return "Box-Cox takes values above the lower bound";
    }
    return NULL;
}

static double margin_of(const double *y, size_t n, double low, double high)
{
    double least = 2 * MARGIN_MOST;
    for (size_t i = 0; i < n; i++) {
        double share = (y[i] - low) / (high - low), off = fmin(share, 1 - share);
        if (off > 0 && off < least) least = off;
    }
    return least / 2;
}

/* The coefficient of variation of sd / mean^(1 - lambda) over runs of M values. */
static double variation(const double *y, size_t n, size_t m, double low, double lambda)
{
    double sum = 0, squares = 0, runs = 0;
    for (size_t end = n; end >= m; end -= m) {
        double mean = 0, spread = 0;
        for (size_t i = end - m; i < end; i++) mean += (y[i] - low) / (double)m;
        for (size_t i = end - m; i < end; i++) spread += (y[i] - low - mean) * (y[i] - low - mean);
        double ratio = sqrt(spread / (double)(m - 1)) / pow(mean, 1 - lambda);
        if (isnan(ratio)) continue;
        sum += ratio, squares += ratio * ratio, runs++;
    }
    double mean = sum / runs;
    return runs > 1 && mean > 0 ? sqrt(fmax(squares / runs - mean * mean, 0)) / mean : NAN;
}

static double lambda_of(const double *y, size_t n, unsigned frequency, double low)
{
    size_t m = frequency > 2 ? frequency : 2;
    double best = 1, least = INFINITY;
    for (int i = LAMBDA_STEPS; i >= 0; i--) {
        double lambda = (double)i / LAMBDA_STEPS, v = variation(y, n, m, low, lambda);
        if (v < least) least = v, best = lambda;
    }
    return best;
}

void myn_reshape_fit(myn_reshape_kind kind, const double *y, size_t n, unsigned frequency, double low,
                     double high, myn_reshape *out, const char **why)
{
    if (kind == MYN_RESHAPE_AUTO)
        kind = isfinite(low) && isfinite(high) ? MYN_RESHAPE_LOGIT : MYN_RESHAPE_NONE;
    *out = (myn_reshape){kind, low, high, 0, 1};
    *why = refuse(kind, y, n, low, high);
    if (*why)
        out->kind = MYN_RESHAPE_NONE;
    else if (kind == MYN_RESHAPE_LOGIT)
        out->margin = margin_of(y, n, low, high);
    else if (kind == MYN_RESHAPE_BOXCOX)
        out->lambda = lambda_of(y, n, frequency, low);
}

/* ---- there and back ---- */

static double between(const myn_reshape *r, double x)
{
    return fmin(fmax(x, r->low), r->high);
}

double myn_reshape_to(const myn_reshape *r, double x)
{
    double over = x - r->low;
    if (isnan(x)) return NAN;
    switch (r->kind) {
    case MYN_RESHAPE_LOGIT: {
        double share = fmin(fmax(over / (r->high - r->low), r->margin), 1 - r->margin);
        return log(share / (1 - share));
    }
    case MYN_RESHAPE_LOG1P: return log1p(over);
    case MYN_RESHAPE_SQRT: return sqrt(over);
    case MYN_RESHAPE_BOXCOX: return r->lambda == 0 ? log(over) : (pow(over, r->lambda) - 1) / r->lambda;
    default: return x;
    }
}

double myn_reshape_back(const myn_reshape *r, double z)
{
    if (isnan(z)) return NAN;
    switch (r->kind) {
    case MYN_RESHAPE_LOGIT: return between(r, r->low + (r->high - r->low) / (1 + exp(-z)));
    case MYN_RESHAPE_LOG1P: return between(r, r->low + expm1(z));
    case MYN_RESHAPE_SQRT: return between(r, r->low + (z > 0 ? z * z : 0));
    case MYN_RESHAPE_BOXCOX: {
        double base = r->lambda * z + 1;
        return between(r, r->low + (r->lambda == 0 ? exp(z) : base > 0 ? pow(base, 1 / r->lambda) : 0));
    }
    default: return between(r, z);
    }
}

/* Nodes and weights for a standard normal (Abramowitz and Stegun 1964, table 25.10, scaled). */
static double hermite_mean(const myn_reshape *r, double z, double sd)
{
    static const double node[] = {-3.7504397177257425, -2.3667594107345416, -1.1544053947399682, 0,
                                  1.1544053947399682,  2.3667594107345416,  3.7504397177257425};
    static const double weight[] = {0.00054826885597221, 0.030757123967586502, 0.24012317860501270,
                                    0.45714285714285714, 0.24012317860501270,  0.030757123967586502,
                                    0.00054826885597221};
    double mean = 0;
    for (int i = 0; i < HERMITE_NODES; i++) mean += weight[i] * myn_reshape_back(r, z + sd * node[i]);
    return between(r, mean);
}

double myn_reshape_mean(const myn_reshape *r, double z, double variance)
{
    if (r->kind == MYN_RESHAPE_NONE || !(variance > 0)) return myn_reshape_back(r, z);
    if (r->kind == MYN_RESHAPE_SQRT) return between(r, r->low + z * z + variance);
    if (r->kind == MYN_RESHAPE_LOG1P) return between(r, r->low + expm1(z + variance / 2));
    if (r->kind == MYN_RESHAPE_BOXCOX && r->lambda == 0) return between(r, r->low + exp(z + variance / 2));
    return hermite_mean(r, z, sqrt(variance));
}
