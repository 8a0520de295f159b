/* The product, not by logarithms: parts may be negative, and whole numbers stay exact. */
#include "method/parts.h"
#include <math.h>

/* out *= x^w; the plain product stays exact, negative values included. */
static size_t multiply(const double *x, double weight, double *out, size_t n)
{
    size_t lost = 0;
    for (size_t i = 0; i < n; i++) {
        if (isnan(x[i])) continue;
        double factor = weight == 1 ? x[i] : pow(x[i], weight);
        lost += isnan(factor);
        out[i] = isnan(out[i]) ? factor : out[i] * factor;
    }
    return lost;
}

static myn_status combine(const double *param, const myn_parts *parts, myn_arena *scratch)
{
    (void)param, (void)scratch;
    size_t lost = 0;
    for (size_t i = 0; i < parts->n; i++) parts->out[i] = NAN;
    for (size_t c = 0; c < parts->children; c++)
        lost += multiply(parts->child[c], parts->weight[c], parts->out, parts->n);
    return lost ? MYN_ERR_DATA : MYN_OK;
}

const myn_method myn_method_product = {
    .name = "product",
    .kind = MYN_KIND_AGGREGATE,
    .summary = "product, weights as powers",
    .formula = "product of x^w over the children that have a value: a missing child counts as 1. A negative "
               "value to a "
               "power that is not whole is an error.",
    .worked = "prod(pow(x, w))",
    .reference = "Alkire S, Foster J (2010) Designing the inequality-adjusted HDI, OPHI Working Paper 37, "
                 "https://ophi.org.uk/publications/WP-37",
    .needs = "values of at least 0 where a weight is not whole",
    .gives_positive = true,
    .combine = combine,
};
