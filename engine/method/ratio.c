/* The value that others are compared with, shared by ratio and difference. */
#include "method/ratio.h"
#include "method/row.h"
#include <math.h>
#include <mynegai/sum.h>

const char *const myn_words_ratio[] = {"mean", "best", "worst", NULL};

static double reference_of(RatioTo to, const myn_basis *basis, const double *ends)
{
    bool greatest = (to == RATIO_BEST) == (basis->direction > 0);
    if (to != RATIO_MEAN) return ends[greatest ? 1 : 0];
    myn_sum sum = myn_sum_of(basis->x, basis->weight, basis->n);
    return sum.total / sum.weight;
}

myn_status myn_fit_ratio(RatioTo to, const myn_basis *basis, double *fitted, const char **why)
{
    myn_status status = myn_fit_range(basis, fitted, why);
    if (status != MYN_OK) return status;
    double ends[2] = {fitted[0], fitted[1]}, reference = reference_of(to, basis, ends);
    fitted[0] = reference;
    fitted[1] = NAN;
    if (!(reference > 0))
        *why = "the value that others are compared with is not above 0";
    else if (!isfinite(ends[0] / reference) || !isfinite(ends[1] / reference))
        *why = "the values lie too far apart";
    return *why ? MYN_ERR_DATA : MYN_OK;
}
