/* Ranks on an exponential scale, so that a low place in one domain cannot be made good by a high one in
 * another. */
#include "method/choices.h"
#include "method/rank.h"
#include "method/row.h"
#include <float.h>
#include <math.h>

enum { K, FORM, TIES, PRECISION };

static const char *const forms[] = {"(N+1-r)/N", "(N-r)/N", NULL};
static const myn_param params[] = {
    {.name = "k",
     .type = MYN_REAL,
     .fallback = "23",
     .least = 0.2,
     .most = DBL_MAX,
     .summary = "how fast scores fall; 23 gives the top tenth half of the scale"},
    {.name = "form",
     .type = MYN_CHOICE,
     .fallback = "(N+1-r)/N",
     .choices = forms,
     .summary = "R, the share that rank r of N stands for"},
    {.name = "ties",
     .type = MYN_CHOICE,
     .fallback = "min",
     .choices = myn_words_ties,
     .summary = "the rank of equal values"},
    {.name = "precision",
     .type = MYN_CHOICE,
     .fallback = "double",
     .choices = myn_words_precision,
     .summary = "single rounds R and X to 24 bits, as older statistical programs did"},
};

/* What makes an X of a rank. */
typedef struct {
    double k, fall, top, n;
    bool single;
} Curve;

static double score(const Curve *c, double rank)
{
    double share = (c->top - rank) / c->n;
    if (c->single) share = (double)(float)share;
    double x = 0 - c->k * log1p(share * c->fall); /* 0, not -0, at the foot */
    return c->single ? (double)(float)x : x;
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    size_t present;
    myn_status status = myn_row_rank(values, (Ranking){(myn_ties)param[TIES], true}, &present, scratch);
    if (status != MYN_OK) return status;
    double n = (double)present, k = param[K];
    Curve curve = {k, expm1(-100 / k), param[FORM] == 0 ? n + 1 : n, n, param[PRECISION] == 1};
    for (size_t i = 0; i < values->n; i++) {
        double rank = values->out[i];
        values->out[i] = isnan(rank) ? rank : score(&curve, rank);
    }
    return MYN_OK;
}

const myn_method myn_method_rank_to_exponential = {
    .name = "rank_to_exponential",
    .kind = MYN_KIND_NORMALISE,
    .summary = "ranks on an exponential scale of 0 to 100 that draws the top apart",
    .formula =
        "X = -k ln(1 - R (1 - exp(-100 / k))), R by `form`, r = rank of direction x, 1 the highest, N values "
        "that are there. Missing stays missing; values that are all equal share one score.",
    .worked = "rounded(precision, -k * ln(1 - rounded(precision, (n + pick(form, 1, 0) - r_down) / n) * (1 - "
              "exp(-100 / k))))",
    .reference =
        "Noble M, Wright G, Smith G, Dibben C (2006) Measuring multiple deprivation at the small-area level, "
        "Environ Plan A 38, doi:10.1068/a37168",
    PARAMS(params),
    .gives_positive = true,
    .fit = myn_fit_nothing,
    .apply = apply,
};
