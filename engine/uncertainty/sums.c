/* Many weighted sums of the same parts: a strip of eight areas stays in the first cache for all draws. */
#include <math.h>
#include <mynegai/uncertainty.h>
#include <stdbool.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define STRIP 8   /* areas */
#define DRAWS 4   /* that share a load of the strip */
#define DEEP  128 /* parts of a strip at a time */

/* Parts FROM .. FROM + DEPTH of a strip, side by side; areas beyond the last are 0. */
typedef struct {
    double x[DEEP * STRIP];
    size_t from, depth, width;
} Strip;

static void load(myn_cmat x, size_t area, size_t from, Strip *out)
{
    out->from = from;
    out->depth = x.rows - from < DEEP ? x.rows - from : DEEP;
    out->width = x.cols - area < STRIP ? x.cols - area : STRIP;
    for (size_t p = 0; p < out->depth; p++) {
        const double *row = myn_crow(x, from + p) + area;
        for (size_t a = 0; a < STRIP; a++) out->x[p * STRIP + a] = a < out->width ? row[a] : 0;
    }
}

typedef struct {
    const double *weight[DRAWS]; /* of the strip's first part on */
    double *out[DRAWS];
    size_t count;
} Block;

/* fma of the C library: what any machine can do, one by one. */
static void sums_anywhere(const Strip *strip, const Block *block)
{
    for (size_t d = 0; d < block->count; d++)
        for (size_t a = 0; a < strip->width; a++) {
            double sum = strip->from ? block->out[d][a] : 0;
            for (size_t p = 0; p < strip->depth; p++)
                sum = fma(block->weight[d][p], strip->x[p * STRIP + a], sum);
            block->out[d][a] = sum;
        }
}

#if defined(__x86_64__)
/* Four draws of eight areas, in registers all the while. */
__attribute__((target("avx2,fma"))) static void sums_with_fma(const Strip *strip, const Block *block)
{
    __m256d low[DRAWS], high[DRAWS];
    const double *w0 = block->weight[0], *w1 = block->weight[1], *w2 = block->weight[2],
                 *w3 = block->weight[3];
    for (int d = 0; d < DRAWS; d++) {
        low[d] = strip->from ? _mm256_loadu_pd(block->out[d]) : _mm256_setzero_pd();
        high[d] = strip->from ? _mm256_loadu_pd(block->out[d] + 4) : _mm256_setzero_pd();
    }
    __m256d a0 = low[0], a1 = low[1], a2 = low[2], a3 = low[3];
    __m256d b0 = high[0], b1 = high[1], b2 = high[2], b3 = high[3];
    for (size_t p = 0; p < strip->depth; p++) {
        __m256d x = _mm256_loadu_pd(strip->x + p * STRIP), y = _mm256_loadu_pd(strip->x + p * STRIP + 4), w;
        w = _mm256_broadcast_sd(w0 + p), a0 = _mm256_fmadd_pd(w, x, a0), b0 = _mm256_fmadd_pd(w, y, b0);
        w = _mm256_broadcast_sd(w1 + p), a1 = _mm256_fmadd_pd(w, x, a1), b1 = _mm256_fmadd_pd(w, y, b1);
        w = _mm256_broadcast_sd(w2 + p), a2 = _mm256_fmadd_pd(w, x, a2), b2 = _mm256_fmadd_pd(w, y, b2);
        w = _mm256_broadcast_sd(w3 + p), a3 = _mm256_fmadd_pd(w, x, a3), b3 = _mm256_fmadd_pd(w, y, b3);
    }
    const __m256d left[DRAWS] = {a0, a1, a2, a3}, right[DRAWS] = {b0, b1, b2, b3};
    for (int d = 0; d < DRAWS; d++) {
        _mm256_storeu_pd(block->out[d], left[d]);
        _mm256_storeu_pd(block->out[d] + 4, right[d]);
    }
}
#endif

static bool has_fma(void)
{
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
    return false;
#endif
}

static void block_of(const Strip *strip, const Block *block, bool fast)
{
#if defined(__x86_64__)
    if (fast && block->count == DRAWS && strip->width == STRIP) {
        sums_with_fma(strip, block);
        return;
    }
#endif
    (void)fast;
    sums_anywhere(strip, block);
}

void myn_draw_sums(myn_cmat weight, myn_cmat x, myn_mat out)
{
    bool fast = has_fma();
    Strip strip;
    for (size_t area = 0; area < x.cols; area += STRIP) {
        for (size_t from = 0; from < x.rows; from += DEEP) {
            load(x, area, from, &strip);
            for (size_t d = 0; d < weight.rows; d += DRAWS) {
                Block block = {.count = weight.rows - d < DRAWS ? weight.rows - d : DRAWS};
                for (size_t i = 0; i < block.count; i++) {
                    block.weight[i] = myn_crow(weight, d + i) + from;
                    block.out[i] = myn_row(out, d + i) + area;
                }
                block_of(&strip, &block, fast);
            }
        }
    }
    for (size_t d = 0; !x.rows && d < weight.rows; d++) memset(myn_row(out, d), 0, out.cols * sizeof(double));
}
