/* Hellwig's distance from an ideal area that has the best value of every part. */
#include "method/choices.h"
#include "method/parts.h"
#include <math.h>
#include <mynegai/sum.h>

/* One child's best value and the square of its standard deviation; no spread: it tells areas not apart. */
typedef struct {
    double best, variance;
} Ideal;

static myn_status ideal_of(const double *x, size_t n, Ideal *out)
{
    double least, greatest;
    myn_range_of(x, n, &least, &greatest);
    myn_sum sum = myn_sum_of(x, NULL, n);
    double mean = sum.total / (double)sum.n;
    *out = (Ideal){greatest, 0};
    if (sum.n == 0 || least == greatest) return MYN_OK;
    out->variance = myn_sum_power(x, NULL, n, mean, 2).total / ((double)sum.n - 1);
    return isfinite(out->variance) && out->variance > 0 ? MYN_OK : MYN_ERR_DATA;
}

/* The distance of area I from the ideal, in standard deviations. */
static double distance(const myn_parts *parts, const Ideal *ideal, size_t i)
{
    double squares = 0, weight = 0;
    for (size_t c = 0; c < parts->children; c++) {
        double off = parts->child[c][i] - ideal[c].best;
        if (isnan(off)) continue;
        if (ideal[c].variance > 0) squares += parts->weight[c] * off * off / ideal[c].variance;
        weight += parts->weight[c];
    }
    return weight > 0 ? sqrt(squares / weight) : NAN;
}

/* Distances of all areas into OUT, and how far away is far. */
static myn_status distances(const myn_parts *parts, Ideal *ideal, double *out, double *far)
{
    for (size_t c = 0; c < parts->children; c++)
        if (ideal_of(parts->child[c], parts->n, &ideal[c]) != MYN_OK) return MYN_ERR_DATA;
    for (size_t i = 0; i < parts->n; i++) out[i] = distance(parts, ideal, i);
    myn_sum sum = myn_sum_of(out, NULL, parts->n);
    double n = (double)sum.n, mean = sum.total / n;
    double squares = myn_sum_power(out, NULL, parts->n, mean, 2).total;
    *far = mean + (sum.n > 1 ? 2 * sqrt(squares / (n - 1)) : 0);
    return MYN_OK;
}

static myn_status combine(const double *param, const myn_parts *parts, myn_arena *scratch)
{
    (void)param;
    Ideal *ideal = myn_arena_get(scratch, (parts->children + 1) * sizeof *ideal);
    if (!ideal) return MYN_ERR_MEMORY;
    double far;
    if (distances(parts, ideal, parts->out, &far) != MYN_OK) return MYN_ERR_DATA;
    for (size_t i = 0; i < parts->n; i++)
        parts->out[i] = far > 0 ? 1 - parts->out[i] / far : 1 - parts->out[i];
    return MYN_OK;
}

/* The best values, one over the variances (0: no spread, so that the part counts for nothing), and how far far is. */
static myn_status refer(const double *param, const myn_parts *parts, size_t area, double *number,
                        myn_arena *scratch)
{
    (void)param, (void)area;
    size_t m = parts->children;
    Ideal *ideal = myn_arena_get(scratch, (m + 1) * sizeof *ideal);
    double *out = myn_arena_get(scratch, (parts->n + 1) * sizeof *out), far;
    if (!ideal || !out) return MYN_ERR_MEMORY;
    if (distances(parts, ideal, out, &far) != MYN_OK) return MYN_ERR_DATA;
    for (size_t c = 0; c < m; c++) {
        number[c] = ideal[c].best;
        number[m + c] = ideal[c].variance > 0 ? 1 / ideal[c].variance : 0;
    }
    number[2 * m] = far > 0 ? far : 1;
    return MYN_OK;
}

const myn_method myn_method_hellwig = {
    .name = "hellwig",
    .kind = MYN_KIND_AGGREGATE,
    .summary = "nearness to an ideal area that has every part's best value (the Wroclaw taxonomic method)",
    .formula =
        "1 - d / (m + 2 s); d = sqrt(sum w ((x - best) / sd)^2 / W) over the children that have a value, "
        "best "
        "the greatest value of a child and sd its standard deviation (n - 1) over all areas, m and s the "
        "mean and "
        "the "
        "standard deviation (n - 1) of d. 1 is the ideal itself; hardly any area falls below 0. A child "
        "without spread adds nothing. Missing where no child has a value; infinite values are an error.",
    .worked = "1 - sqrt(sum(w * pow(x - best, 2) * per_variance) / sum(w)) / far",
    .part_name = (const char *const[]){"best", "per_variance", NULL},
    .whole_name = (const char *const[]){"far", NULL},
    .refer = refer,
    .reference =
        "Hellwig Z (1968) Procedure of evaluating high-level manpower data and typology of countries by "
        "means "
        "of the taxonomic method, in: Towards a System of Human Resources Indicators for Less Developed "
        "Countries; Mazziotta M, Pareto A (2016), doi:10.1007/s11205-015-0998-2",
    .needs = "values that are not infinite",
    .whole = true,
    .combine = combine,
};
