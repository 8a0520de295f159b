/* Indicators without gaps go all at once through one matrix product; a pair with gaps goes by itself, because
 * its means (or ranks) are its own. */
#include "linalg/moments.h"
#include "linalg/gram.h"
#include <math.h>
#include <mynegai/order.h>
#include <mynegai/sum.h>
#include <string.h>

typedef struct {
    myn_cmat x;
    bool *full, *flat; /* a row: without gaps; and the same everywhere */
    double *ready;     /* rows made ready for the product: centred, 0 beyond n */
    size_t stride;
    myn_mat gram;
} Rows;

/* Centre the N values of X (ranks where RANKS) into OUT; whether they are all the same. */
static myn_status make_ready(const double *x, size_t n, bool ranks, double *out, bool *flat,
                             myn_arena *scratch)
{
    double least, greatest;
    size_t present;
    myn_status status = MYN_OK;
    myn_range_of(x, n, &least, &greatest);
    *flat = !(least < greatest);
    if (ranks)
        status = myn_rank(x, out, n, MYN_TIES_AVERAGE, false, &present, scratch);
    else if (out != x)
        memcpy(out, x, n * sizeof *out);
    double mean = *flat && n > 0 ? out[0] : myn_sum_of(out, NULL, n).total / (double)n;
    for (size_t i = 0; i < n; i++) out[i] -= mean;
    return status;
}

/* Padded to whole tiles and lanes, so that the product has no odd ends. */
static myn_status rows_new(Rows *rows, myn_cmat x, myn_arena *scratch)
{
    size_t padded = (x.rows + GRAM_ROWS - 1) / GRAM_ROWS * GRAM_ROWS;
    rows->x = x;
    rows->stride = (x.cols + GRAM_LANES - 1) / GRAM_LANES * GRAM_LANES;
    rows->full = myn_arena_zero(scratch, padded + 1, sizeof *rows->full);
    rows->flat = myn_arena_zero(scratch, padded + 1, sizeof *rows->flat);
    rows->ready = myn_arena_zero(scratch, padded * rows->stride + 1, sizeof *rows->ready);
    double *gram = myn_arena_zero(scratch, padded * padded + 1, sizeof *gram);
    rows->gram = (myn_mat){gram, padded, padded, padded};
    return rows->full && rows->flat && rows->ready && gram ? MYN_OK : MYN_ERR_MEMORY;
}

/* Rows with gaps stay 0 in the product. */
static myn_status rows_product(Rows *rows, bool ranks, myn_arena *scratch)
{
    myn_status status = MYN_OK;
    for (size_t i = 0; i < rows->x.rows && !status; i++) {
        const double *x = myn_crow(rows->x, i);
        size_t j = 0;
        while (j < rows->x.cols && !isnan(x[j])) j++;
        rows->full[i] = j == rows->x.cols;
        myn_arena_mark mark = myn_arena_here(scratch);
        if (rows->full[i])
            status = make_ready(x, rows->x.cols, ranks, rows->ready + i * rows->stride, &rows->flat[i],
                                scratch);
        myn_arena_rewind(scratch, mark);
    }
    if (!status) myn_gram((myn_cmat){rows->ready, rows->gram.rows, rows->stride, rows->stride}, rows->gram);
    return status;
}

/* X and Y at the areas that have both, side by side into A and B (n each); how many. */
static size_t gather(const double *x, const double *y, size_t n, double *a, double *b)
{
    size_t count = 0;
    for (size_t j = 0; j < n; j++) {
        a[count] = x[j];
        b[count] = y[j];
        count += !isnan(x[j]) & !isnan(y[j]);
    }
    return count;
}

/* A and B are room for n values each. */
static myn_status pair_moments(const double *x, const double *y, size_t n, bool ranks, double *a, double *b,
                               Moments *out, myn_arena *scratch)
{
    bool flat[2];
    size_t both = gather(x, y, n, a, b);
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_status status = make_ready(a, both, ranks, a, &flat[0], scratch);
    if (!status) status = make_ready(b, both, ranks, b, &flat[1], scratch);
    myn_arena_rewind(scratch, mark);
    *out = (Moments){myn_dot(a, a, both), myn_dot(b, b, both), myn_dot(a, b, both), both, flat[0] || flat[1]};
    return status;
}

static Moments from_product(const Rows *rows, size_t i, size_t j)
{
    myn_mat g = rows->gram;
    return (Moments){myn_row(g, i)[i], myn_row(g, j)[j], myn_row(g, i)[j], rows->x.cols,
                     rows->flat[i] || rows->flat[j]};
}

myn_status myn_moments_of_pairs(myn_cmat x, MomentsHow how, MomentsTake take, void *ctx, myn_arena *scratch)
{
    Rows rows = {0};
    myn_cmat used;
    myn_status status = myn_fill_gaps(x, how.gaps, &used, scratch);
    if (!status) status = rows_new(&rows, used, scratch);
    if (!status) status = rows_product(&rows, how.ranks, scratch);
    double *a = myn_arena_get(scratch, (used.cols + 1) * sizeof *a);
    double *b = myn_arena_get(scratch, (used.cols + 1) * sizeof *b);
    if (!status && (!a || !b)) status = MYN_ERR_MEMORY;
    for (size_t i = 0; i < x.rows && !status; i++)
        for (size_t j = i; j < x.rows && !status; j++) {
            Moments m;
            if (rows.full[i] && rows.full[j])
                m = from_product(&rows, i, j);
            else
                status = pair_moments(myn_crow(used, i), myn_crow(used, j), used.cols, how.ranks, a, b, &m,
                                      scratch);
            if (!status) take(ctx, i, j, m);
        }
    return status;
}
