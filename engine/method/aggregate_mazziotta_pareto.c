/* A mean less a penalty for unevenness. Area by area, as the spread is one across parts. */
#include "method/choices.h"
#include "method/parts.h"
#include <math.h>

enum { PENALTY, DDOF };

static const char *const penalties[] = {"minus", "plus", NULL};
static const myn_param params[] = {
    {.name = "penalty",
     .type = MYN_CHOICE,
     .fallback = "minus",
     .choices = penalties,
     .summary = "minus where a high score is good, plus where it is bad"},
    {.name = "ddof",
     .type = MYN_WHOLE,
     .fallback = "1",
     .least = 0,
     .most = 1,
     .summary = "the variance's divisor: 1 for n - 1, 0 for n"},
};

/* Of one area: W = sum w, of squares of w, and the sum of squares around the mean. */
typedef struct {
    double total, weight, weight_squares, squares;
} Spread;

static Spread spread_of(const myn_parts *parts, size_t i)
{
    Spread s = {0, 0, 0, 0};
    for (size_t c = 0; c < parts->children; c++) {
        double x = parts->child[c][i], w = parts->weight[c];
        if (isnan(x)) continue;
        s.total += w * x;
        s.weight += w;
        s.weight_squares += w * w;
    }
    double mean = s.total / s.weight;
    for (size_t c = 0; c < parts->children; c++) {
        double off = parts->child[c][i] - mean;
        if (!isnan(off)) s.squares += parts->weight[c] * off * off;
    }
    return s;
}

/* M -/+ S^2 / M; without a penalty where there is no spread (one child, or equal ones). */
static double penalised(Spread s, double sign, bool sample)
{
    double mean = s.total / s.weight, divisor = sample ? s.weight - s.weight_squares / s.weight : s.weight;
    if (s.squares == 0) return mean;
    return mean + sign * (s.squares / divisor) / mean;
}

static myn_status combine(const double *param, const myn_parts *parts, myn_arena *scratch)
{
    (void)scratch;
    double sign = param[PENALTY] == 0 ? -1 : 1;
    size_t lost = 0;
    for (size_t i = 0; i < parts->n; i++) {
        Spread s = spread_of(parts, i);
        lost += s.squares > 0 && !(s.total > 0);
        parts->out[i] = s.weight > 0 ? penalised(s, sign, param[DDOF] == 1) : NAN;
    }
    return lost ? MYN_ERR_DATA : MYN_OK;
}

const myn_method myn_method_mazziotta_pareto = {
    .name = "mazziotta_pareto",
    .kind = MYN_KIND_AGGREGATE,
    .summary = "mean with a penalty for parts that differ",
    .formula = "M (1 -/+ cv^2) = M -/+ S^2 / M; M = sum w x / W, S^2 = sum w (x - M)^2 / (W - sum w^2 / W) "
               "for ddof 1 "
               "(n - 1 with equal weights), / W for ddof 0, over the children that have a value; M where "
               "there is one "
               "or all are equal; a mean of 0 or less with a spread is an error: use scores around 100.",
    .worked = "average(w, x) + pick(penalty, -1, 1) * variance(w, x, ddof) / average(w, x)",
    .reference =
        "Mazziotta M, Pareto A (2016) On a generalized non-compensatory composite index for measuring "
        "socio-economic phenomena, Soc Indic Res 127, doi:10.1007/s11205-015-0998-2",
    .needs = "a mean above 0 in every area: a scale around 100, not z-scores",
    PARAMS(params),
    .combine = combine,
};
