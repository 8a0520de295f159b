/* Many weighted sums of the same parts: a strip of eight areas stays in the first cache for all draws. */
#include <math.h>
#include <mynegai/uncertainty.h>
#include <stdbool.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define STRIP  8  /* areas */
#define STRIPS 16 /* that are read together, so that memory is read in longer pieces */
#define DRAWS  8  /* that share a load of the strip */
#define DEEP   64 /* parts of a strip at a time */

/* Parts FROM .. FROM + DEPTH of a strip, side by side; areas beyond the last are 0. */
typedef struct {
    const double *x;
    size_t from, depth, width;
} Strip;

/* Strips side by side from AREA on, each part by part. */
static void load(myn_cmat x, size_t area, size_t from, size_t depth, double out[STRIPS * DEEP * STRIP])
{
    size_t width = x.cols - area < STRIPS * STRIP ? x.cols - area : STRIPS * STRIP, whole = width / STRIP;
    for (size_t p = 0; p < depth; p++) {
        const double *row = myn_crow(x, from + p) + area;
        for (size_t s = 0; s < whole; s++)
            memcpy(out + (s * DEEP + p) * STRIP, row + s * STRIP, STRIP * sizeof *row);
        for (size_t a = whole * STRIP; a < width; a++) out[(whole * DEEP + p) * STRIP + a % STRIP] = row[a];
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
__attribute__((target("avx2,fma"))) static void four_with_fma(const Strip *strip, const Block *block,
                                                              int first)
{
    double *const *out = block->out + first;
    const double *const *w = block->weight + first;
    __m256d a[4], b[4];
    for (int d = 0; d < 4; d++) {
        a[d] = strip->from ? _mm256_loadu_pd(out[d]) : _mm256_setzero_pd();
        b[d] = strip->from ? _mm256_loadu_pd(out[d] + 4) : _mm256_setzero_pd();
    }
    __m256d a0 = a[0], a1 = a[1], a2 = a[2], a3 = a[3], b0 = b[0], b1 = b[1], b2 = b[2], b3 = b[3];
    const double *w0 = w[0], *w1 = w[1], *w2 = w[2], *w3 = w[3];
    for (size_t p = 0; p < strip->depth; p++) {
        __m256d x = _mm256_loadu_pd(strip->x + p * STRIP), y = _mm256_loadu_pd(strip->x + p * STRIP + 4), v;
        v = _mm256_broadcast_sd(w0 + p), a0 = _mm256_fmadd_pd(v, x, a0), b0 = _mm256_fmadd_pd(v, y, b0);
        v = _mm256_broadcast_sd(w1 + p), a1 = _mm256_fmadd_pd(v, x, a1), b1 = _mm256_fmadd_pd(v, y, b1);
        v = _mm256_broadcast_sd(w2 + p), a2 = _mm256_fmadd_pd(v, x, a2), b2 = _mm256_fmadd_pd(v, y, b2);
        v = _mm256_broadcast_sd(w3 + p), a3 = _mm256_fmadd_pd(v, x, a3), b3 = _mm256_fmadd_pd(v, y, b3);
    }
    const __m256d left[] = {a0, a1, a2, a3}, right[] = {b0, b1, b2, b3};
    for (int d = 0; d < 4; d++) {
        _mm256_storeu_pd(out[d], left[d]);
        _mm256_storeu_pd(out[d] + 4, right[d]);
    }
}

static void sums_with_fma(const Strip *strip, const Block *block)
{
    four_with_fma(strip, block, 0);
    four_with_fma(strip, block, 4);
}

#define STEP(d) s##d = _mm512_fmadd_pd(_mm512_set1_pd(w[d][p]), x, s##d)

/* The same sums, eight draws at once. */
__attribute__((target("avx512f"))) static void sums_with_wide_fma(const Strip *strip, const Block *block)
{
    double *const *out = block->out;
    const double *const *w = block->weight;
    __m512d s[DRAWS];
    for (int d = 0; d < DRAWS; d++) s[d] = strip->from ? _mm512_loadu_pd(out[d]) : _mm512_setzero_pd();
    __m512d s0 = s[0], s1 = s[1], s2 = s[2], s3 = s[3], s4 = s[4], s5 = s[5], s6 = s[6], s7 = s[7];
    for (size_t p = 0; p < strip->depth; p++) {
        __m512d x = _mm512_loadu_pd(strip->x + p * STRIP);
        STEP(0), STEP(1), STEP(2), STEP(3), STEP(4), STEP(5), STEP(6), STEP(7);
    }
    const __m512d sum[] = {s0, s1, s2, s3, s4, s5, s6, s7};
    for (int d = 0; d < DRAWS; d++) _mm512_storeu_pd(out[d], sum[d]);
}
#endif

typedef void (*Sums)(const Strip *, const Block *);

/* What this machine does best. */
static Sums best_sums(void)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) return sums_with_wide_fma;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return sums_with_fma;
#endif
    return sums_anywhere;
}

/* All draws of a strip that starts at AREA. */
static void all_draws(const Strip *strip, size_t area, myn_cmat weight, myn_mat out, Sums best)
{
    for (size_t d = 0; d < weight.rows; d += DRAWS) {
        Block block = {.count = weight.rows - d < DRAWS ? weight.rows - d : DRAWS};
        for (size_t i = 0; i < block.count; i++) {
            block.weight[i] = myn_crow(weight, d + i) + strip->from;
            block.out[i] = myn_row(out, d + i) + area;
        }
        (block.count == DRAWS && strip->width == STRIP ? best : sums_anywhere)(strip, &block);
    }
}

void myn_draw_sums(myn_cmat weight, myn_cmat x, myn_mat out)
{
    Sums best = best_sums();
    double tile[STRIPS * DEEP * STRIP];
    for (size_t area = 0; area < x.cols; area += STRIPS * STRIP)
        for (size_t from = 0; from < x.rows; from += DEEP) {
            size_t depth = x.rows - from < DEEP ? x.rows - from : DEEP;
            load(x, area, from, depth, tile);
            for (size_t s = 0; s < STRIPS && area + s * STRIP < x.cols; s++) {
                size_t at = area + s * STRIP, left = x.cols - at;
                const Strip strip = {tile + s * DEEP * STRIP, from, depth, left < STRIP ? left : STRIP};
                all_draws(&strip, at, weight, out, best);
            }
        }
    for (size_t d = 0; !x.rows && d < weight.rows; d++) memset(myn_row(out, d), 0, out.cols * sizeof(double));
}
