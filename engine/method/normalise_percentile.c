/* Ranks as shares; four ways to say what share a rank stands for. */
#include "method/choices.h"
#include "method/rank.h"
#include "method/row.h"
#include <float.h>

enum { FORM, TIES, TO };
enum { BELOW_OF_OTHERS, OF_ALL, OF_ONE_MORE, MIDDLE };

static const char *const forms[] = {"(r-1)/(n-1)", "r/n", "r/(n+1)", "(r-0.5)/n", NULL};
static const myn_param params[] = {
    {.name = "form",
     .type = MYN_CHOICE,
     .fallback = "(r-1)/(n-1)",
     .choices = forms,
     .summary = "the share that rank r of n stands for"},
    {.name = "ties",
     .type = MYN_CHOICE,
     .fallback = "min",
     .choices = myn_words_ties,
     .summary = "the rank of equal values"},
    {.name = "to",
     .type = MYN_REAL,
     .fallback = "100",
     .least = DBL_MIN,
     .most = DBL_MAX,
     .summary = "what the share is multiplied by"},
};

static myn_status fit(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why)
{
    myn_status status = myn_fit_nothing(param, basis, fitted, scratch, why);
    if (status != MYN_OK || param[FORM] != BELOW_OF_OTHERS) return status;
    if (myn_row_present(basis->x, basis->n) < 2) *why = "only one value";
    return *why ? MYN_ERR_DATA : MYN_OK;
}

static Line share(int form, double n)
{
    switch (form) {
    case OF_ALL: return (Line){0, n, 1, 0};
    case OF_ONE_MORE: return (Line){0, n + 1, 1, 0};
    case MIDDLE: return (Line){0.5, n, 1, 0};
    default: return (Line){1, n - 1, 1, 0};
    }
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    size_t present;
    myn_status status = myn_row_rank(values, (Ranking){(myn_ties)param[TIES], false}, &present, scratch);
    if (status != MYN_OK) return status;
    if (present == 1 && param[FORM] == BELOW_OF_OTHERS) return MYN_ERR_DATA;
    Line line = share((int)param[FORM], (double)present);
    line.times = param[TO];
    myn_values ranks = *values;
    ranks.in = values->out;
    myn_row_line(&ranks, line);
    return MYN_OK;
}

const myn_method myn_method_percentile = {
    .name = "percentile",
    .kind = MYN_KIND_NORMALISE,
    .summary = "share of areas at or below, by rank",
    .formula =
        "form times `to`, r = rank of direction x, 1 the lowest, n values that are there. Missing stays "
        "missing; values that are all equal share one percentile; (r-1)/(n-1) of a single value is an error.",
    .worked = "to * pick(form, (r_up - 1) / (n - 1), r_up / n, r_up / (n + 1), (r_up - 0.5) / n)",
    .reference = "Hyndman R J, Fan Y (1996) Sample quantiles in statistical packages, doi:10.2307/2684934",
    .needs = "more than one value",
    PARAMS(params),
    .gives_positive = true,
    .fit = fit,
    .apply = apply,
};
