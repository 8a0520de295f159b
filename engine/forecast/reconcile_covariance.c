/* Minimum trace: the projection that a full covariance of the base errors asks for. */
#include "reconcile.h"
#include <math.h>
#include <mynegai/linalg.h>
#include <mynegai/sum.h>
#include <string.h>

/* OUT = row I of M less the rows of its parts: the row of C M that says node I is the sum of its parts. */
static void difference(const myn_hierarchy *tree, uint32_t i, myn_cmat m, double *out)
{
    const uint32_t *part = tree->order + tree->first[i];
    memcpy(out, myn_crow(m, i), m.cols * sizeof *out);
    for (uint32_t k = 0; k < tree->parts[i]; k++) {
        const double *x = myn_crow(m, part[k]);
        for (size_t h = 0; h < m.cols; h++) out[h] -= x[h];
    }
}

/* The same of one row of numbers by node. */
static double gap(const myn_hierarchy *tree, uint32_t i, const double *x)
{
    const uint32_t *part = tree->order + tree->first[i];
    double left = x[i];
    for (uint32_t k = 0; k < tree->parts[i]; k++) left -= x[part[k]];
    return left;
}

static uint32_t *inner_nodes(const myn_hierarchy *tree, uint32_t *count, myn_arena *scratch)
{
    uint32_t *inner = myn_arena_get(scratch, (size_t)tree->nodes * sizeof *inner);
    *count = 0;
    for (uint32_t i = 0; inner && i < tree->nodes; i++)
        if (tree->parts[i]) inner[(*count)++] = i;
    return inner;
}

static myn_mat matrix(size_t rows, size_t cols, myn_arena *scratch)
{
    size_t bytes;
    if (__builtin_mul_overflow(rows * sizeof(double), cols, &bytes)) return (myn_mat){0};
    return (myn_mat){myn_arena_get(scratch, bytes), rows, cols, cols};
}

/* Every column of FORECAST less what CW' (C W C')^-1 makes of its gaps. */
static void correct(const myn_hierarchy *tree, const uint32_t *inner, myn_cmat cw, myn_cmat factor,
                    myn_mat forecast, double *room)
{
    double *gaps = room, *x = room + factor.rows;
    for (size_t h = 0; h < forecast.cols; h++) {
        for (uint32_t i = 0; i < tree->nodes; i++) x[i] = myn_row(forecast, i)[h];
        for (size_t r = 0; r < factor.rows; r++) gaps[r] = gap(tree, inner[r], x);
        myn_cholesky_solve(factor, gaps);
        for (size_t r = 0; r < factor.rows; r++)
            for (uint32_t i = 0; i < tree->nodes; i++) x[i] -= myn_crow(cw, r)[i] * gaps[r];
        for (uint32_t i = 0; i < tree->nodes; i++) myn_row(forecast, i)[h] = x[i];
    }
}

myn_status myn_reconcile_covariance(const myn_hierarchy *tree, myn_cmat covariance, myn_mat forecast,
                                    myn_arena *scratch)
{
    uint32_t count, *inner = inner_nodes(tree, &count, scratch);
    myn_mat cw = matrix(count, tree->nodes, scratch), square = matrix(count, count, scratch);
    double *room = myn_arena_get(scratch, ((size_t)count + tree->nodes) * sizeof *room);
    if (!inner || !cw.at || !square.at || !room) return MYN_ERR_MEMORY;
    if (count == 0) return MYN_OK;
    for (uint32_t r = 0; r < count; r++) difference(tree, inner[r], covariance, myn_row(cw, r));
    for (uint32_t r = 0; r < count; r++)
        for (uint32_t c = 0; c < count; c++) myn_row(square, r)[c] = gap(tree, inner[c], myn_row(cw, r));
    myn_status status = myn_cholesky(square);
    if (status != MYN_OK) return status;
    correct(tree, inner, myn_const(cw), myn_const(square), forecast, room);
    myn_bottom_up(tree, forecast);
    return MYN_OK;
}

/* ---- the covariance ---- */

/* Sums over pairs of nodes: of the squares of correlations, of their variances. */
typedef struct {
    double squares, variances;
} pair_sums;

/* The sums of x y and of (x y)^2. */
static void products(const double *x, const double *y, size_t n, double *sum, double *squares)
{
    *sum = *squares = 0;
    for (size_t t = 0; t < n; t++) {
        double p = x[t] * y[t];
        *sum += p;
        *squares += p * p;
    }
}

/* Errors on their own scale into SCALED; correlations into the upper part of OUT, 0 where one has no spread. */
static pair_sums correlate(myn_cmat error, const double *scale, myn_mat scaled, myn_mat out)
{
    pair_sums sums = {0, 0};
    double n = (double)error.cols;
    for (size_t i = 0; i < error.rows; i++)
        for (size_t t = 0; t < error.cols; t++)
            myn_row(scaled, i)[t] = scale[i] > 0 ? myn_crow(error, i)[t] / scale[i] : 0;
    for (size_t i = 0; i < error.rows; i++)
        for (size_t k = i + 1; k < error.rows; k++) {
            double sum, squares;
            products(myn_row(scaled, i), myn_row(scaled, k), error.cols, &sum, &squares);
            myn_row(out, i)[k] = sum / n;
            sums.squares += sum / n * (sum / n);
            sums.variances += (squares - sum * sum / n) / (n * (n - 1));
        }
    return sums;
}

myn_status myn_shrunk_covariance(myn_cmat error, myn_mat out, double *lambda, myn_arena *scratch)
{
    size_t nodes = error.rows, n = error.cols;
    double *scale = myn_arena_get(scratch, nodes * sizeof *scale + 1);
    myn_mat scaled = matrix(nodes, n, scratch);
    if (!scale || !scaled.at) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < nodes; i++)
        scale[i] = sqrt(myn_sum_power(myn_crow(error, i), NULL, n, 0, 2).total / (double)n);
    const pair_sums sums = correlate(error, scale, scaled, out);
    double shrink = sums.squares > 0 && n > 1 ? sums.variances / sums.squares : 1;
    shrink = fmin(1, fmax(0, shrink));
    for (size_t i = 0; i < nodes; i++) {
        myn_row(out, i)[i] = scale[i] * scale[i];
        for (size_t k = i + 1; k < nodes; k++)
            myn_row(out, i)[k] = myn_row(out, k)[i] = (1 - shrink) * myn_row(out, i)[k] * scale[i] * scale[k];
    }
    if (lambda) *lambda = shrink;
    return MYN_OK;
}
