/* Borda's count: how many areas one is ahead of. */
#include "method/choices.h"
#include "method/rank.h"
#include "method/row.h"

static const myn_param params[] = {
    {.name = "ties",
     .type = MYN_CHOICE,
     .fallback = "min",
     .choices = myn_words_ties,
     .summary = "the rank of equal values"},
};

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    size_t present;
    myn_status status = myn_row_rank(values, (Ranking){(myn_ties)param[0], false}, &present, scratch);
    for (size_t i = 0; status == MYN_OK && i < values->n; i++) values->out[i] -= 1;
    return status;
}

const myn_method myn_method_borda = {
    .name = "borda",
    .kind = MYN_KIND_NORMALISE,
    .summary = "how many areas one is ahead of",
    .formula = "r - 1, r = rank of direction x, 1 the lowest. Missing stays missing; values that are all "
               "equal share "
               "one score.",
    .worked = "r_up - 1",
    .reference =
        "OECD and JRC (2008) Handbook on Constructing Composite Indicators, doi:10.1787/9789264043466-en",
    PARAMS(params),
    .gives_positive = true,
    .fit = myn_fit_nothing,
    .apply = apply,
};
