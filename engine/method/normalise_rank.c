/* Ranks, the direction taken in: the worst has 1 unless told otherwise. */
#include "method/choices.h"
#include "method/rank.h"
#include "method/row.h"

static const char *const firsts[] = {"lowest", "highest", NULL};
static const myn_param params[] = {
    {.name = "ties",
     .type = MYN_CHOICE,
     .fallback = "min",
     .choices = myn_words_ties,
     .summary = "the rank of equal values"},
    {.name = "first",
     .type = MYN_CHOICE,
     .fallback = "lowest",
     .choices = firsts,
     .summary = "which end gets rank 1, after the direction: lowest, so that the best has n, or highest"},
};

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    size_t present;
    return myn_row_rank(values, (Ranking){(myn_ties)param[0], param[1] == 1}, &present, scratch);
}

const myn_method myn_method_rank = {
    .name = "rank",
    .kind = MYN_KIND_NORMALISE,
    .summary = "rank from 1",
    .formula =
        "r = rank of direction x among the values that are there. Missing stays missing; values that are all "
        "equal share one rank.",
    .worked = "pick(first, r_up, r_down)",
    .reference =
        "OECD and JRC (2008) Handbook on Constructing Composite Indicators, doi:10.1787/9789264043466-en",
    PARAMS(params),
    .gives_positive = true,
    .fit = myn_fit_nothing,
    .apply = apply,
};
