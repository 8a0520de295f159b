#include "segment/kmeans_points.h"
#include <math.h>
#include <mynegai/validity.h>

typedef struct {
    myn_cmat x;
    const myn_partition *part;
    size_t *count;               /* k */
    double *mean, *centre, *off; /* d; k x d; k: mean distance to the own centre */
    double within, total;
} Scatter;

static myn_status scatter_new(Scatter *s, myn_arena *scratch)
{
    size_t k = s->part->k, d = s->x.cols;
    s->count = myn_arena_zero(scratch, k + 1, sizeof *s->count);
    s->mean = myn_arena_zero(scratch, d + 1, sizeof(double));
    s->centre = myn_arena_zero(scratch, k * d + 1, sizeof(double));
    s->off = myn_arena_zero(scratch, k + 1, sizeof(double));
    return s->count && s->mean && s->centre && s->off ? MYN_OK : MYN_ERR_MEMORY;
}

/* Means, of all points and of each segment's around that. */
static void find_centres(Scatter *s)
{
    size_t n = s->x.rows, d = s->x.cols;
    for (size_t i = 0; i < n; i++)
        for (size_t l = 0; l < d; l++) s->mean[l] += myn_crow(s->x, i)[l] / (double)n;
    for (size_t i = 0; i < n; i++) {
        double *centre = s->centre + s->part->label[i] * d;
        s->count[s->part->label[i]]++;
        for (size_t l = 0; l < d; l++) centre[l] += myn_crow(s->x, i)[l] - s->mean[l];
    }
    for (size_t j = 0; j < s->part->k; j++)
        for (size_t l = 0; l < d && s->count[j]; l++)
            s->centre[j * d + l] = s->mean[l] + s->centre[j * d + l] / (double)s->count[j];
}

static void find_scatter(Scatter *s)
{
    size_t d = s->x.cols;
    for (size_t i = 0; i < s->x.rows; i++) {
        size_t own = s->part->label[i];
        double square = square_off(myn_crow(s->x, i), s->centre + own * d, d);
        s->within += square;
        s->total += square_off(myn_crow(s->x, i), s->mean, d);
        s->off[own] += sqrt(square) / (double)s->count[own];
    }
}

static double davies_bouldin(const Scatter *s, size_t segments)
{
    size_t d = s->x.cols;
    double total = 0;
    for (size_t i = 0; i < s->part->k; i++) {
        double most = 0;
        for (size_t j = 0; j < s->part->k; j++) {
            if (j == i || !s->count[i] || !s->count[j]) continue;
            double apart = sqrt(square_off(s->centre + i * d, s->centre + j * d, d));
            most = fmax(most, (s->off[i] + s->off[j]) / apart);
        }
        total += most;
    }
    return segments > 1 ? total / (double)segments : NAN;
}

myn_status myn_indices_of_points(myn_cmat x, const myn_partition *part, myn_point_indices *out,
                                 myn_arena *scratch)
{
    Scatter s = {.x = x, .part = part};
    double n = (double)x.rows;
    size_t segments = 0;
    myn_status status = scatter_new(&s, scratch);
    for (size_t i = 0; i < part->n && !status; i++)
        if (part->label[i] >= part->k) status = MYN_ERR_ARGUMENT;
    if (status) return status;
    find_centres(&s);
    find_scatter(&s);
    *out = (myn_point_indices){.within = s.within, .between = s.total - s.within};
    for (size_t j = 0; j < part->k; j++) {
        double share = (double)s.count[j] / n;
        segments += s.count[j] > 0;
        if (s.count[j]) out->entropy -= share * log(share);
    }
    double freedom = (double)segments - 1, rest = n - (double)segments;
    bool some = segments > 1 && rest > 0;
    out->calinski_harabasz = some ? (out->between / freedom) / (s.within / rest) : NAN;
    out->davies_bouldin = davies_bouldin(&s, segments);
    return MYN_OK;
}
