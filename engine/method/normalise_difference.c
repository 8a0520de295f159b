/* The difference from the mean, the best or the worst, as a share of it. */
#include "method/choices.h"
#include "method/ratio.h"
#include "method/row.h"

static const myn_param params[] = {
    {.name = "from",
     .type = MYN_CHOICE,
     .fallback = "mean",
     .choices = myn_words_ratio,
     .summary = "what 0 stands for: the mean, the best value, the worst"},
};

static myn_status fit(const double *param, const myn_basis *basis, double *fitted, myn_arena *scratch,
                      const char **why)
{
    (void)scratch;
    return myn_fit_ratio((RatioTo)param[0], basis, fitted, why);
}

static myn_status apply(const double *param, const myn_values *values, myn_arena *scratch)
{
    (void)param, (void)scratch;
    double reference = values->fitted[0];
    myn_row_line(values, (Line){reference, values->direction * reference, 1, 0});
    return MYN_OK;
}

const myn_method myn_method_difference = {
    .name = "difference",
    .kind = MYN_KIND_NORMALISE,
    .summary = "how far above or below the mean, the best, the worst or a reference area, as a share of it",
    .formula =
        "direction (x - r) / r; r = mean (sum w x / sum w with weights), best (the greatest value, with "
        "direction - the least) or worst. Fitted on one area it is the difference from that area. Missing "
        "stays missing; an r that is not above 0 is an error.",
    .worked = "direction * (x - reference) / reference",
    .fitted_name = (const char *const[]){"reference", NULL},
    .reference =
        "OECD and JRC (2008) Handbook on Constructing Composite Indicators, doi:10.1787/9789264043466-en",
    PARAMS(params),
    .fits_reference = true,
    .fit = fit,
    .apply = apply,
};
