/* Many weighted sums of the same parts: a strip of areas stays in the first cache for all draws. */
#include "uncertainty/sums.h"
#include <math.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define STRIP  24 /* areas */
#define STRIPS 3  /* that are asked for together, so that memory is read in longer pieces */
#define DRAWS  8  /* that share a load of the strip */
#define DEEP   64 /* parts of a strip at a time */
#define BLOCKS 8  /* of draws, for which a strip is loaded once */
#define LINE   8  /* areas of a line of the cache */

/* Parts FROM .. FROM + DEPTH of a strip, STEP apart. KEEP, where it is not NULL, gets them side by side, for those who
 * read them again. */
typedef struct {
    const double *x;
    size_t step;
    double *keep;
    size_t from, depth, width;
} Strip;

/* The last areas, fewer than a strip, side by side and the rest 0. */
static void load(myn_cmat x, size_t area, size_t from, size_t depth, double out[DEEP * STRIP])
{
    size_t width = x.cols - area;
    memset(out, 0, depth * STRIP * sizeof *out);
    for (size_t p = 0; p < depth; p++)
        memcpy(out + p * STRIP, myn_crow(x, from + p) + area, width * sizeof *out);
}

typedef struct {
    const double *weight; /* of the strip's parts: those of all draws side by side */
    double *out[DRAWS];
    size_t count;
} Block;

/* fma of the C library: what any machine can do, one by one. */
static void sums_anywhere(const Strip *strip, const Block *block)
{
    for (size_t d = 0; d < DRAWS; d++)
        for (size_t a = 0; a < STRIP; a++) {
            double sum = strip->from ? block->out[d][a] : 0;
            for (size_t p = 0; p < strip->depth; p++)
                sum = fma(block->weight[p * DRAWS + d], strip->x[p * strip->step + a], sum);
            block->out[d][a] = sum;
        }
    for (size_t p = 0; strip->keep && p < strip->depth; p++)
        memcpy(strip->keep + p * STRIP, strip->x + p * strip->step, STRIP * sizeof *strip->x);
}

#if defined(__x86_64__)
#define INLINE inline __attribute__((always_inline))

/* Four draws of twelve areas, in registers all the while. */
__attribute__((target("avx2,fma"))) static INLINE void four_with_fma(const Strip *strip, const Block *block,
                                                                     size_t draw, size_t area, double *keep)
{
    __m256d s[4][3];
    double *const *out = block->out + draw;
    const double *x = strip->x + area, *w = block->weight + draw;
#pragma GCC unroll 4
    for (int d = 0; d < 4; d++)
#pragma GCC unroll 3
        for (int v = 0; v < 3; v++)
            s[d][v] = strip->from ? _mm256_loadu_pd(out[d] + area + 4 * v) : _mm256_setzero_pd();
    for (size_t p = 0; p < strip->depth; p++, x += strip->step, w += DRAWS) {
        __m256d part[3] = {_mm256_loadu_pd(x), _mm256_loadu_pd(x + 4), _mm256_loadu_pd(x + 8)};
#pragma GCC unroll 3
        for (int v = 0; keep && v < 3; v++) _mm256_storeu_pd(keep + p * STRIP + area + 4 * v, part[v]);
#pragma GCC unroll 4
        for (int d = 0; d < 4; d++)
#pragma GCC unroll 3
            for (int v = 0; v < 3; v++)
                s[d][v] = _mm256_fmadd_pd(_mm256_broadcast_sd(w + d), part[v], s[d][v]);
    }
#pragma GCC unroll 4
    for (int d = 0; d < 4; d++)
#pragma GCC unroll 3
        for (int v = 0; v < 3; v++) _mm256_storeu_pd(out[d] + area + 4 * v, s[d][v]);
}

__attribute__((target("avx2,fma"))) static void sums_with_fma(const Strip *strip, const Block *block)
{
    for (size_t draw = 0; draw < DRAWS; draw += 4)
        for (size_t area = 0; area < STRIP; area += 12)
            if (strip->keep && !draw)
                four_with_fma(strip, block, draw, area, strip->keep);
            else
                four_with_fma(strip, block, draw, area, NULL);
}

/* The same sums, eight draws of all areas at once. */
__attribute__((target("avx512f"))) static INLINE void eight_with_wide_fma(const Strip *strip,
                                                                          const Block *block, double *keep)
{
    __m512d s[DRAWS][3];
    const double *x = strip->x, *w = block->weight;
#pragma GCC unroll 8
    for (int d = 0; d < DRAWS; d++)
#pragma GCC unroll 3
        for (int v = 0; v < 3; v++)
            s[d][v] = strip->from ? _mm512_loadu_pd(block->out[d] + 8 * v) : _mm512_setzero_pd();
    for (size_t p = 0; p < strip->depth; p++, x += strip->step, w += DRAWS) {
        __m512d part[3] = {_mm512_loadu_pd(x), _mm512_loadu_pd(x + 8), _mm512_loadu_pd(x + 16)};
#pragma GCC unroll 3
        for (int v = 0; keep && v < 3; v++) _mm512_storeu_pd(keep + p * STRIP + 8 * v, part[v]);
#pragma GCC unroll 8
        for (int d = 0; d < DRAWS; d++)
#pragma GCC unroll 3
            for (int v = 0; v < 3; v++) s[d][v] = _mm512_fmadd_pd(_mm512_set1_pd(w[d]), part[v], s[d][v]);
    }
#pragma GCC unroll 8
    for (int d = 0; d < DRAWS; d++)
#pragma GCC unroll 3
        for (int v = 0; v < 3; v++) _mm512_storeu_pd(block->out[d] + 8 * v, s[d][v]);
}

__attribute__((target("avx512f"))) static void sums_with_wide_fma(const Strip *strip, const Block *block)
{
    if (strip->keep)
        eight_with_wide_fma(strip, block, strip->keep);
    else
        eight_with_wide_fma(strip, block, NULL);
}
#endif

typedef void (*Sums)(const Strip *, const Block *);

static Sums sums_of(SumsWay way)
{
#if defined(__x86_64__)
    if (way == SUMS_WITH_WIDE_FMA) return sums_with_wide_fma;
    if (way == SUMS_WITH_FMA) return sums_with_fma;
#endif
    (void)way;
    return sums_anywhere;
}

bool sums_can(SumsWay way)
{
#if defined(__x86_64__)
    if (way == SUMS_WITH_WIDE_FMA) return __builtin_cpu_supports("avx512f");
    if (way == SUMS_WITH_FMA) return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#endif
    return way == SUMS_ANYWHERE;
}

/* Weights of the strip's parts, a block of draws after the other; none of a draw beyond the last. */
static void pack(myn_cmat weight, size_t from, size_t depth, double out[BLOCKS * DEEP * DRAWS])
{
    size_t end = (weight.rows + DRAWS - 1) / DRAWS * DRAWS;
    for (size_t d = 0; d < end; d++) {
        const double *row = d < weight.rows ? myn_crow(weight, d) + from : NULL;
        double *to = out + d / DRAWS * DEEP * DRAWS + d % DRAWS;
        for (size_t p = 0; p < depth; p++) to[p * DRAWS] = row ? row[p] : 0;
    }
}

/* A block that is not full goes by way of one that is. */
static void part_block(const Strip *strip, const Block *block, Sums best)
{
    double room[DRAWS][STRIP] = {{0}};
    Block whole = *block;
    for (size_t d = 0; d < DRAWS; d++) whole.out[d] = room[d];
    for (size_t d = 0; strip->from && d < block->count; d++)
        memcpy(room[d], block->out[d], strip->width * sizeof(double));
    best(strip, &whole);
    for (size_t d = 0; d < block->count; d++) memcpy(block->out[d], room[d], strip->width * sizeof(double));
}

/* Asks for what strips after the next few will read: a share of their parts. */
static void ask(myn_cmat x, size_t area, size_t from, size_t to)
{
    size_t end = area + STRIPS * STRIP < x.cols ? area + STRIPS * STRIP : x.cols;
    for (size_t p = from; p < to; p++)
        for (size_t a = area; a < end; a += LINE) __builtin_prefetch(myn_crow(x, p) + a, 0, 2);
}

/* Asks for where the sums of the next strip go. */
static void ask_for_room(const Block *block)
{
    for (size_t d = 0; d < block->count; d++)
        for (size_t a = STRIP; a < 2 * STRIP; a += LINE) __builtin_prefetch(block->out[d] + a, 1, 2);
}

/* All draws of a strip that starts at AREA: the first block reads the parts where they are. */
static void all_draws(Strip strip, size_t area, const double *packed, myn_mat out, Sums best)
{
    double kept[DEEP * STRIP];
    strip.keep = strip.width == STRIP && out.rows > DRAWS ? kept : NULL;
    for (size_t d = 0; d < out.rows; d += DRAWS) {
        Block block = {.weight = packed + d * DEEP, .count = out.rows - d < DRAWS ? out.rows - d : DRAWS};
        for (size_t i = 0; i < block.count; i++) block.out[i] = myn_row(out, d + i) + area;
        if (area + 2 * STRIP <= out.cols) ask_for_room(&block);
        if (block.count == DRAWS && strip.width == STRIP)
            best(&strip, &block);
        else
            part_block(&strip, &block, best);
        if (strip.keep) strip.x = kept, strip.step = STRIP, strip.keep = NULL;
    }
}

/* Parts FROM on, of no more draws than fit PACKED. */
static void some_parts(Sums best, myn_cmat weight, myn_cmat x, size_t from, myn_mat out)
{
    double packed[BLOCKS * DEEP * DRAWS], last[DEEP * STRIP];
    size_t depth = x.rows - from < DEEP ? x.rows - from : DEEP, area = 0;
    pack(weight, from, depth, packed);
    for (size_t s = 0; area + STRIP <= x.cols; area += STRIP, s = (s + 1) % STRIPS) {
        ask(x, area + (STRIPS - s) * STRIP, from + s * depth / STRIPS, from + (s + 1) * depth / STRIPS);
        all_draws((Strip){myn_crow(x, from) + area, x.stride, NULL, from, depth, STRIP}, area, packed, out,
                  best);
    }
    if (area == x.cols) return;
    load(x, area, from, depth, last);
    all_draws((Strip){last, STRIP, NULL, from, depth, x.cols - area}, area, packed, out, best);
}

void draw_sums_by(SumsWay way, myn_cmat weight, myn_cmat x, myn_mat out)
{
    Sums best = sums_of(way);
    for (size_t d = 0; d < weight.rows; d += BLOCKS * DRAWS) {
        size_t count = weight.rows - d < BLOCKS * DRAWS ? weight.rows - d : BLOCKS * DRAWS;
        myn_cmat w = {myn_crow(weight, d), count, weight.cols, weight.stride};
        myn_mat to = {myn_row(out, d), count, out.cols, out.stride};
        for (size_t from = 0; from < x.rows; from += DEEP) some_parts(best, w, x, from, to);
    }
    for (size_t d = 0; !x.rows && d < weight.rows; d++) memset(myn_row(out, d), 0, out.cols * sizeof(double));
}

void myn_draw_sums(myn_cmat weight, myn_cmat x, myn_mat out)
{
    SumsWay way = SUMS_WAYS - 1;
    while (!sums_can(way)) way--;
    draw_sums_by(way, weight, x, out);
}
