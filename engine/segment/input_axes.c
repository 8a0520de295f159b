/* Indicators that say the same, and components instead of indicators. */
#include <math.h>
#include <mynegai/linalg.h>
#include <mynegai/segment_input.h>
#include <stdlib.h>
#include <string.h>

/* Columns as rows, as the matrix room wants them. */
static bool turned(myn_cmat points, myn_mat *out, myn_arena *scratch)
{
    double *at = myn_arena_get(scratch, points.cols * points.rows * sizeof *at);
    *out = (myn_mat){at, points.cols, points.rows, points.rows};
    for (size_t i = 0; at && i < points.rows; i++)
        for (size_t j = 0; j < points.cols; j++) myn_row(*out, j)[i] = myn_crow(points, i)[j];
    return at != NULL;
}

static int stronger_first(const void *of_a, const void *of_b)
{
    const myn_input_pair *a = of_a, *b = of_b;
    if (fabs(a->r) != fabs(b->r)) return fabs(a->r) > fabs(b->r) ? -1 : 1;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

static size_t take_pairs(myn_mat r, double least, myn_input_pair *out)
{
    size_t count = 0;
    for (size_t a = 0; a < r.rows; a++)
        for (size_t b = a + 1; b < r.rows; b++) {
            if (!(fabs(myn_row(r, a)[b]) >= least)) continue;
            if (out) out[count] = (myn_input_pair){a, b, myn_row(r, a)[b]};
            count++;
        }
    return count;
}

myn_status myn_input_alike(myn_cmat points, double least, myn_input_pair **out, size_t *count,
                           myn_arena *arena)
{
    myn_arena *scratch;
    myn_mat x;
    size_t d = points.cols;
    *count = 0;
    myn_status status = myn_arena_new(&scratch);
    if (status) return status;
    myn_mat r = {myn_arena_get(scratch, d * d * sizeof(double)), d, d, d};
    status = r.at && turned(points, &x, scratch) ? MYN_OK : MYN_ERR_MEMORY;
    if (!status)
        status = myn_correlation(myn_const(x), MYN_CORR_PEARSON, MYN_GAPS_COMPLETE,
                                 &(myn_correlations){.r = r}, scratch);
    if (!status) {
        *count = take_pairs(r, least, NULL);
        *out = myn_arena_get(arena, *count * sizeof **out);
        status = *out ? MYN_OK : MYN_ERR_MEMORY;
    }
    if (!status) {
        take_pairs(r, least, *out);
        qsort(*out, *count, sizeof **out, stronger_first);
    }
    myn_arena_free(scratch);
    return status;
}

/* ---- components ---- */

/* Column M of FROM into that of TO, its element of greatest size above 0. */
static void take_vector(myn_mat from, size_t m, myn_mat to)
{
    size_t most = 0;
    for (size_t j = 1; j < from.rows; j++)
        if (fabs(myn_row(from, j)[m]) > fabs(myn_row(from, most)[m])) most = j;
    double sign = myn_row(from, most)[m] < 0 ? -1 : 1;
    for (size_t j = 0; j < from.rows; j++) myn_row(to, j)[m] = sign * myn_row(from, j)[m];
}

static myn_status take_axes(const myn_components *all, double share, myn_input_axes *out, myn_arena *arena)
{
    double sum = 0, held = 0;
    for (size_t k = 0; k < out->d; k++) sum += fmax(0, all->value[k]);
    if (!(sum > 0) || isinf(sum)) return MYN_ERR_DATA;
    for (out->m = 0; out->m < out->d && (!out->m || held < share * sum * (1 - 1e-12)); out->m++)
        held += fmax(0, all->value[out->m]);
    out->vector = (myn_mat){myn_arena_get(arena, out->d * out->m * sizeof(double)), out->d, out->m, out->m};
    out->deviation = myn_arena_get(arena, out->m * sizeof(double));
    out->share = myn_arena_get(arena, out->m * sizeof(double));
    if (!out->vector.at || !out->deviation || !out->share) return MYN_ERR_MEMORY;
    for (size_t k = 0; k < out->m; k++) {
        take_vector(all->vector, k, out->vector);
        out->deviation[k] = sqrt(fmax(0, all->value[k]));
        out->share[k] = fmax(0, all->value[k]) / sum;
    }
    return MYN_OK;
}

myn_status myn_input_axes_fit(myn_cmat points, double share, myn_input_axes *out, myn_arena *arena)
{
    size_t d = points.cols;
    *out = (myn_input_axes){.d = d};
    if (!(share > 0 && share <= 1) || !d) return MYN_ERR_ARGUMENT;
    if (points.rows < 2) return MYN_ERR_DATA;
    myn_arena *scratch;
    myn_mat x;
    myn_components all;
    myn_status status = myn_arena_new(&scratch);
    if (status) return status;
    myn_mat covariance = {myn_arena_get(scratch, d * d * sizeof(double)), d, d, d};
    out->mean = myn_arena_get(arena, d * sizeof(double));
    status = covariance.at && out->mean && turned(points, &x, scratch) ? MYN_OK : MYN_ERR_MEMORY;
    for (size_t j = 0; j < d && !status; j++)
        out->mean[j] = myn_moments_of(myn_row(x, j), points.rows, 1).mean;
    if (!status) status = myn_covariance(myn_const(x), MYN_GAPS_COMPLETE, covariance, scratch);
    if (!status) status = myn_pca(myn_const(covariance), &all, scratch);
    if (!status) status = take_axes(&all, share, out, arena);
    myn_arena_free(scratch);
    return status;
}

void myn_input_axes_apply(const myn_input_axes *axes, myn_cmat points, myn_mat scores)
{
    for (size_t i = 0; i < points.rows; i++) {
        double *to = myn_row(scores, i);
        memset(to, 0, axes->m * sizeof *to);
        for (size_t j = 0; j < axes->d; j++) {
            double x = myn_crow(points, i)[j] - axes->mean[j];
            for (size_t k = 0; k < axes->m; k++) to[k] += x * myn_row(axes->vector, j)[k];
        }
    }
}
