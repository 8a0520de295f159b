/* Covariance, and correlation with its probabilities. */
#include "linalg/kendall.h"
#include "linalg/moments.h"
#include <math.h>

/* Both triangles, as the caller may read either. */
static void set_both(myn_mat out, size_t i, size_t j, double value)
{
    if (!out.at) return;
    myn_row(out, i)[j] = value;
    myn_row(out, j)[i] = value;
}

/* An infinite value has no covariance. */
static double finite_or_missing(double x)
{
    return isfinite(x) ? x : NAN;
}

static void take_covariance(void *ctx, size_t i, size_t j, Moments m)
{
    double value = m.n > 1 ? m.xy / (double)(m.n - 1) : NAN;
    set_both(*(const myn_mat *)ctx, i, j, finite_or_missing(value));
}

myn_status myn_covariance(myn_cmat x, myn_gaps gaps, myn_mat out, myn_arena *scratch)
{
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_status status = myn_moments_of_pairs(x, (MomentsHow){gaps, false}, take_covariance, &out, scratch);
    myn_arena_rewind(scratch, mark);
    return status;
}

/* Rounding may leave a perfect correlation beyond 1. */
static double held(double r)
{
    return r > 1 ? 1 : r < -1 ? -1 : r;
}

/* The roots are taken apart, as the product of two variances may leave the range of a double. */
static double pearson(Moments m, bool same)
{
    double size = m.xx == m.yy ? m.xx : sqrt(m.xx) * sqrt(m.yy), r = m.xy / size;
    if (m.n < 2 || m.flat || !isfinite(r)) return NAN;
    return same ? 1 : held(r);
}

/* (1 - r)(1 + r) keeps the digits that 1 - r^2 loses near 1. */
static double pearson_tail(double r, double n)
{
    if (isnan(r) || n < 3) return NAN;
    return fabs(r) == 1 ? 0 : myn_t_tail(r * sqrt((n - 2) / ((1 - r) * (1 + r))), n - 2);
}

static void take_correlation(void *ctx, size_t i, size_t j, Moments m)
{
    const myn_correlations *out = ctx;
    double r = pearson(m, i == j);
    set_both(out->r, i, j, r);
    set_both(out->n, i, j, (double)m.n);
    if (out->p.at) set_both(out->p, i, j, pearson_tail(r, (double)m.n));
}

static void take_kendall(const myn_correlations *out, size_t i, size_t j, Kendall k)
{
    set_both(out->r, i, j, held(k.tau));
    set_both(out->n, i, j, (double)k.n);
    if (out->p.at) set_both(out->p, i, j, fabs(k.tau) == 1 && k.n > 2 ? 0 : k.p);
}

/* Every indicator is ranked once; each pair then only merges. */
static myn_status all_kendall(myn_cmat x, myn_gaps gaps, const myn_correlations *out, myn_arena *scratch)
{
    myn_cmat used;
    myn_status status = myn_fill_gaps(x, gaps, &used, scratch);
    if (status) return status;
    Ranked *row = myn_arena_get(scratch, (used.rows + 1) * sizeof *row);
    uint32_t *room = myn_arena_get(scratch, 3 * (used.cols + 1) * sizeof *room);
    if (!row || !room) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < used.rows && !status; i++)
        status = myn_ranked_new(myn_crow(used, i), used.cols, &row[i], scratch);
    for (size_t i = 0; i < used.rows && !status; i++)
        for (size_t j = i; j < used.rows; j++) take_kendall(out, i, j, myn_kendall(&row[i], &row[j], room));
    return status;
}

myn_status myn_correlation(myn_cmat x, myn_corr_kind kind, myn_gaps gaps, const myn_correlations *out,
                           myn_arena *scratch)
{
    myn_arena_mark mark = myn_arena_here(scratch);
    MomentsHow how = {gaps, kind == MYN_CORR_SPEARMAN};
    myn_correlations to = *out;
    myn_status status = kind == MYN_CORR_KENDALL
                            ? all_kendall(x, gaps, &to, scratch)
                            : myn_moments_of_pairs(x, how, take_correlation, &to, scratch);
    myn_arena_rewind(scratch, mark);
    return status;
}
