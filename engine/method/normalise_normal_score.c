/* Ranks turned into what a normal distribution would have at these places. */
#include "method/choices.h"
#include "method/rank.h"
#include "method/row.h"
#include <math.h>
#include <mynegai/stream.h>

enum { FORM, TIES };

static const char *const forms[] = {"r/(n+1)", "(r-0.5)/n", NULL};
static const myn_param params[] = {
    {.name = "form",
     .type = MYN_CHOICE,
     .fallback = "r/(n+1)",
     .choices = forms,
     .summary = "the probability that rank r of n stands for"},
    {.name = "ties",
     .type = MYN_CHOICE,
     .fallback = "average",
     .choices = myn_words_ties,
     .summary = "the rank of equal values"},
};

/* The upper half mirrors the lower, so that scores are symmetric to the last bit. */
static double score(double rank, double present, bool middle)
{
    double other = present + 1 - rank, low = rank < other ? rank : other;
    double p = middle ? (low - 0.5) / present : low / (present + 1);
    double x = rank == other ? 0 : myn_normal_quantile(p);
    return rank > other ? -x : x;
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    size_t present;
    myn_status status = myn_row_rank(values, (Ranking){(myn_ties)param[TIES], false}, &present, scratch);
    if (status != MYN_OK) return status;
    for (size_t i = 0; i < values->n; i++) {
        double rank = values->out[i];
        values->out[i] = isnan(rank) ? rank : score(rank, (double)present, param[FORM] == 1);
    }
    return MYN_OK;
}

const myn_method myn_method_normal_score = {
    .name = "normal_score",
    .kind = MYN_KIND_NORMALISE,
    .summary = "ranks as values of a standard normal distribution",
    .formula = "inverse normal of `form`, r = rank of direction x, 1 the lowest, n values that are there. "
               "Missing stays "
               "missing; values that are all equal share one score (0 with average ties).",
    .worked = "normal_quantile(pick(form, r_up / (n + 1), (r_up - 0.5) / n))",
    .reference = "Blom G (1958) Statistical Estimates and Transformed Beta-Variables, Wiley; "
                 "Beasley T M, Erickson S, Allison D B (2009), doi:10.1007/s10519-009-9281-0",
    PARAMS(params),
    .fit = myn_fit_nothing,
    .apply = apply,
};
