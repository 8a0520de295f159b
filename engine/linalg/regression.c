/* Least squares by Householder reflections: each predictor is a row, so that a reflection runs along memory,
 * and no digits are lost by squaring. */
#include "linalg/gram.h"
#include <math.h>
#include <mynegai/linalg.h>
#include <mynegai/sum.h>
#include <string.h>

#define LEAST_LEFT 1e-10 /* of a predictor's length, beside those before it */

typedef struct {
    double **row; /* k + 1 rows of n: the constant, the predictors, and Y */
    double *diagonal, *length;
    size_t n, k;
} Design;

static bool has_gap(myn_cmat x, const double *y, size_t j)
{
    bool gap = isnan(y[j]);
    for (size_t i = 0; i < x.rows; i++) gap |= isnan(myn_crow(x, i)[j]);
    return gap;
}

/* Rows are the constant, the predictors and Y, only at areas that have them all. */
static myn_status design_new(Design *d, myn_cmat x, const double *y, myn_arena *scratch)
{
    *d = (Design){.k = x.rows + 1};
    d->row = myn_arena_get(scratch, (d->k + 1) * sizeof *d->row);
    d->diagonal = myn_arena_get(scratch, 2 * d->k * sizeof(double));
    double *at = myn_arena_zero(scratch, (d->k + 1) * (x.cols + 1), sizeof *at);
    if (!d->row || !d->diagonal || !at) return MYN_ERR_MEMORY;
    d->length = d->diagonal + d->k;
    for (size_t i = 0; i <= d->k; i++) d->row[i] = at + i * (x.cols + 1);
    for (size_t j = 0; j < x.cols; j++) {
        if (has_gap(x, y, j)) continue;
        d->row[0][d->n] = 1;
        for (size_t i = 0; i < x.rows; i++) d->row[i + 1][d->n] = myn_crow(x, i)[j];
        d->row[d->k][d->n++] = y[j];
    }
    return MYN_OK;
}

static bool all_finite(const Design *d)
{
    for (size_t i = 0; i <= d->k; i++)
        for (size_t j = 0; j < d->n; j++)
            if (!isfinite(d->row[i][j])) return false;
    return true;
}

/* X -= 2 v (v'x) / v'v on values C .. n */
static void reflect(const double *v, double half_square, double *x, size_t from, size_t n)
{
    double along = myn_dot(v + from, x + from, n - from) / half_square;
    for (size_t j = from; j < n; j++) x[j] -= along * v[j];
}

/* Row C becomes its reflector, DIAGONAL its element of R, the rows after it (Y too) are reflected. False
 * where nothing is left of it beside those before. */
static bool eliminate(Design *d, size_t c)
{
    double *v = d->row[c], left = sqrt(myn_dot(v + c, v + c, d->n - c));
    if (!(left > LEAST_LEFT * d->length[c])) return false;
    d->diagonal[c] = v[c] > 0 ? -left : left;
    v[c] -= d->diagonal[c];
    double half_square = -d->diagonal[c] * v[c]; /* v'v / 2 */
    for (size_t i = c + 1; i <= d->k; i++) reflect(v, half_square, d->row[i], c, d->n);
    return true;
}

/* A predictor is measured around its mean, for that is what the constant leaves of it; but not below what its
 * rounding may leave of a mean that is far from 0. */
static double length_of(const double *x, size_t n, bool centred)
{
    double mean = centred ? myn_sum_of(x, NULL, n).total / (double)n : 0;
    double length = sqrt(myn_sum_power(x, NULL, n, mean, 2).total);
    return centred ? fmax(length, 1e-4 * fabs(mean) * sqrt((double)n)) : length;
}

static bool factorise(Design *d)
{
    for (size_t c = 0; c < d->k; c++) d->length[c] = length_of(d->row[c], d->n, c > 0);
    for (size_t c = 0; c < d->k; c++)
        if (!eliminate(d, c)) return false;
    return true;
}

/* R x = b; R's element (i, j > i) lies in row j at i. */
static void solve_upper(const Design *d, double *b)
{
    for (size_t i = d->k; i-- > 0;) {
        for (size_t j = i + 1; j < d->k; j++) b[i] -= d->row[j][i] * b[j];
        b[i] /= d->diagonal[i];
    }
}

/* Standard errors: the rows' lengths of R^-1, column by column. COLUMN: k. */
static void standard_errors(const Design *d, double sd, double *column, double *out)
{
    memset(out, 0, d->k * sizeof *out);
    for (size_t c = 0; c < d->k; c++) {
        memset(column, 0, d->k * sizeof *column);
        column[c] = 1;
        solve_upper(d, column);
        for (size_t i = 0; i < d->k; i++) out[i] += column[i] * column[i];
    }
    for (size_t i = 0; i < d->k; i++) out[i] = sd * sqrt(out[i]);
}

/* x'(X'X)^-1 x = |w|^2 with R'w = x: X is the constant and area J's predictors. W: k. */
static double leverage(const Design *d, myn_cmat x, size_t j, double *w)
{
    double squares = 0;
    for (size_t i = 0; i < d->k; i++) {
        w[i] = i ? myn_crow(x, i - 1)[j] : 1;
        for (size_t l = 0; l < i; l++) w[i] -= d->row[i][l] * w[l];
        w[i] /= d->diagonal[i];
        squares += w[i] * w[i];
    }
    return squares;
}

/* What is left of Y beyond the coefficients is the residual, already rotated. */
static void hand_over(const Design *d, myn_cmat x, double total, double *column, myn_regression *out)
{
    const double *y = d->row[d->k];
    size_t spare = d->n - d->k;
    double squares = myn_dot(y + d->k, y + d->k, spare);
    memcpy(out->coefficient, y, d->k * sizeof *y);
    solve_upper(d, out->coefficient);
    out->residual_sd = spare ? sqrt(squares / (double)spare) : NAN;
    out->r_squared = total > 0 ? 1 - squares / total : NAN;
    if (out->error) standard_errors(d, out->residual_sd, column, out->error);
    for (size_t j = 0; out->prediction && j < x.cols; j++)
        out->prediction[j] = out->residual_sd * sqrt(1 + leverage(d, x, j, column));
}

myn_status myn_least_squares(myn_cmat x, const double *y, myn_regression *out, const char **why,
                             myn_arena *scratch)
{
    myn_arena_mark mark = myn_arena_here(scratch);
    Design d;
    *why = NULL;
    out->n = 0;
    out->residual_sd = out->r_squared = NAN;
    myn_status status = design_new(&d, x, y, scratch);
    double *column = myn_arena_get(scratch, (x.rows + 1) * sizeof *column);
    if (!status && !column) status = MYN_ERR_MEMORY;
    if (status) goto done;
    out->n = d.n;
    double least, greatest, total = 0;
    myn_range_of(d.row[d.k], d.n, &least, &greatest);
    if (least < greatest)
        total = myn_sum_power(d.row[d.k], NULL, d.n, myn_sum_of(d.row[d.k], NULL, d.n).total / (double)d.n, 2)
                    .total;
    if (d.n < d.k)
        *why = "fewer areas than coefficients";
    else if (!all_finite(&d))
        *why = "a value is infinite";
    else if (!factorise(&d))
        *why = "a predictor is the same everywhere, or the others determine it";
    if (*why)
        status = MYN_ERR_DATA;
    else
        hand_over(&d, x, total, column, out);
done:
    myn_arena_rewind(scratch, mark);
    return status;
}
