/* What ways to weigh share: correlations of the parts, weights scaled to their sum and kept below a
 * limit. */
#include "method/weigh.h"
#include <math.h>
#include <mynegai/sum.h>
#include <string.h>

#define ROUNDING 1e-12

static myn_mat matrix(size_t rows, size_t cols, myn_arena *scratch)
{
    bool fits = rows == 0 || cols <= PTRDIFF_MAX / sizeof(double) / rows;
    return (myn_mat){fits ? myn_arena_get(scratch, rows * cols * sizeof(double)) : NULL, rows, cols, cols};
}

static const char *refusal(const myn_parts *parts)
{
    for (size_t c = 0; c < parts->children; c++) {
        double least, greatest;
        myn_range_of(parts->child[c], parts->n, &least, &greatest);
        if (isnan(least)) return "an indicator has no values";
        if (isinf(least) || isinf(greatest)) return "a value is infinite";
        if (least == greatest) return "an indicator is the same everywhere";
    }
    return NULL;
}

static const char *loose(const Bonds *b)
{
    for (size_t i = 0; i < b->p; i++)
        for (size_t j = 0; j <= i; j++)
            if (isnan(myn_row(b->correlation, i)[j]) || isnan(myn_row(b->covariance, i)[j]))
                return "an indicator is the same in all areas that have the others, or too few have them";
    return NULL;
}

myn_status myn_weigh_bonds(const myn_parts *parts, myn_gaps gaps, Bonds *out, const char **why,
                           myn_arena *scratch)
{
    size_t p = parts->children;
    *why = refusal(parts);
    if (*why) return MYN_ERR_DATA;
    myn_mat x = matrix(p, parts->n, scratch), count = matrix(p, p, scratch);
    *out = (Bonds){p, (double)parts->n, matrix(p, p, scratch), matrix(p, p, scratch)};
    if (!x.at || !count.at || !out->covariance.at || !out->correlation.at) return MYN_ERR_MEMORY;
    for (size_t c = 0; c < p; c++) memcpy(myn_row(x, c), parts->child[c], parts->n * sizeof(double));
    myn_correlations to = {.r = out->correlation, .n = count};
    myn_status status = myn_correlation(myn_const(x), MYN_CORR_PEARSON, gaps, &to, scratch);
    if (!status) status = myn_covariance(myn_const(x), gaps, out->covariance, scratch);
    if (status) return status;
    for (size_t i = 0; i < p * p; i++) out->areas = fmin(out->areas, count.at[i]);
    *why = loose(out);
    return *why ? MYN_ERR_DATA : MYN_OK;
}

bool myn_weigh_alone(const myn_parts *parts, double *weight, const char **why)
{
    *why = NULL;
    if (parts->children == 1) weight[0] = 1;
    return parts->children < 2;
}

bool myn_weigh_singular(const myn_components *pca, size_t p)
{
    return p > 0 && !(pca->value[p - 1] > ROUNDING * pca->value[0]);
}

/* Scale those of W that are not held (below CAP) to sum LEFT; whether that took one above CAP, which is then
 * held there. */
static bool share_out(double *w, size_t n, double cap, double total)
{
    double left = total, sum = 0;
    size_t open = 0;
    for (size_t i = 0; i < n; i++) {
        if (w[i] >= cap) left -= cap;
        if (w[i] < cap) sum += w[i], open++;
    }
    bool over = false;
    for (size_t i = 0; i < n; i++) {
        if (w[i] >= cap) continue;
        w[i] = sum > 0 ? w[i] * (left / sum) : left / (double)open;
        over |= w[i] > cap * (1 + ROUNDING);
        if (w[i] > cap) w[i] = cap;
    }
    return over;
}

myn_status myn_weigh_scale(double *w, size_t n, double total, double most, const char **why)
{
    double sum = 0, cap = most * total;
    for (size_t i = 0; i < n; i++) sum += w[i];
    *why = NULL;
    if (!(sum > 0) || !isfinite(sum))
        *why = "no indicator gets a weight";
    else if (most * (double)n < 1 - ROUNDING)
        *why = "the greatest weight allowed is below 1 / number of indicators";
    if (*why) return MYN_ERR_DATA;
    bool over = false;
    for (size_t i = 0; i < n; i++) {
        w[i] *= total / sum;
        over |= w[i] > cap;
        if (w[i] > cap) w[i] = cap;
    }
    if (most >= 1) return MYN_OK;
    for (size_t turn = 0; over && turn < n; turn++) over = share_out(w, n, cap, total);
    return MYN_OK;
}

myn_status myn_weigh_balance(Bonds *bonds, const double *share, double *w, const char **why)
{
    *why = NULL;
    for (size_t i = 0; i < bonds->p; i++) w[i] = share[i];
    if (myn_cholesky(bonds->correlation) != MYN_OK) {
        *why = "the others determine an indicator";
        return MYN_ERR_DATA;
    }
    double sum = 0;
    myn_cholesky_solve(myn_const(bonds->correlation), w);
    for (size_t i = 0; i < bonds->p; i++) sum += w[i] /= sqrt(myn_row(bonds->covariance, i)[i]);
    for (size_t i = 0; i < bonds->p; i++) w[i] /= sum;
    return MYN_OK;
}
