/* k-means as plain as it can be, for tests of what takes a partitioner. */
#ifndef MYN_TEST_SMALL_KMEANS_H
#define MYN_TEST_SMALL_KMEANS_H
#include <math.h>
#include <mynegai/segment_choice.h>
#include <mynegai/stream.h>
#include <string.h>

static inline double square_of(const double *a, const double *b, size_t d)
{
    double sum = 0;
    for (size_t j = 0; j < d; j++) sum += (a[j] - b[j]) * (a[j] - b[j]);
    return sum;
}

/* Centres by k-means++ into CENTRE. */
static inline void seed_centres(myn_cmat x, size_t k, myn_stream *random, double *centre, double *near)
{
    for (size_t i = 0; i < x.rows; i++) near[i] = 1;
    for (size_t c = 0; c < k; c++) {
        double sum = 0, at = 0;
        size_t pick = 0;
        for (size_t i = 0; i < x.rows; i++) sum += near[i];
        double stop = sum * myn_stream_uniform(random);
        for (size_t i = 0; i < x.rows; i++)
            if (near[i] > 0 && at <= stop) at += near[i], pick = i;
        memcpy(centre + c * x.cols, myn_crow(x, pick), x.cols * sizeof *centre);
        for (size_t i = 0; i < x.rows; i++) {
            double square = square_of(myn_crow(x, i), centre + c * x.cols, x.cols);
            near[i] = c && near[i] < square ? near[i] : square;
        }
    }
}

/* Points to their nearest centre; the sum of squares, or the same as before where nothing moved. */
static inline double lloyd_step(myn_cmat x, size_t k, double *centre, uint32_t *label, double *size)
{
    double total = 0;
    for (size_t i = 0; i < x.rows; i++) {
        double least = INFINITY;
        for (size_t c = 0; c < k; c++) {
            double square = square_of(myn_crow(x, i), centre + c * x.cols, x.cols);
            if (square < least) least = square, label[i] = (uint32_t)c;
        }
        total += least;
    }
    memset(size, 0, k * sizeof *size);
    for (size_t i = 0; i < x.rows; i++) size[label[i]]++;
    for (size_t c = 0; c < k; c++)
        if (size[c] > 0) memset(centre + c * x.cols, 0, x.cols * sizeof *centre);
    for (size_t i = 0; i < x.rows; i++)
        for (size_t j = 0; j < x.cols; j++)
            centre[label[i] * x.cols + j] += myn_crow(x, i)[j] / size[label[i]];
    return total;
}

/* The best of *CTX (a size_t) starts. */
static inline myn_status small_kmeans(void *ctx, myn_cmat x, size_t k, uint64_t seed, myn_partition *out,
                                      myn_arena *scratch)
{
    double *centre = myn_arena_get(scratch, k * x.cols * sizeof *centre), best = INFINITY;
    double *near = myn_arena_get(scratch, x.rows * sizeof *near),
           *size = myn_arena_get(scratch, k * sizeof *size);
    uint32_t *label = myn_arena_get(scratch, x.rows * sizeof *label);
    for (size_t start = 0; start < *(const size_t *)ctx; start++) {
        myn_stream random = myn_stream_at(seed, start);
        double before = INFINITY, now;
        seed_centres(x, k, &random, centre, near);
        while ((now = lloyd_step(x, k, centre, label, size)) < before) before = now;
        if (now >= best) continue;
        best = now;
        memcpy(out->label, label, x.rows * sizeof *label);
    }
    *out = (myn_partition){out->label, x.rows, k};
    return MYN_OK;
}

#endif
