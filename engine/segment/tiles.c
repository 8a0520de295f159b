/* One kernel in three widths. They round differently, which nobody sees: what is near enough to matter is
 * computed again in double. */
#include "segment/tiles.h"
#include "base/machine.h"
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define NOWHERE 1e30F /* squared norm of a place without a point */

static size_t floats_of(const Tiles *tiles)
{
    return tiles->blocks * (tiles->d + 1) * TILE;
}

static void find_centre(myn_cmat points, double *centre)
{
    memset(centre, 0, points.cols * sizeof *centre);
    for (size_t i = 0; i < points.rows; i++)
        for (size_t j = 0; j < points.cols; j++) centre[j] += myn_crow(points, i)[j] / (double)points.rows;
}

bool tiles_fill(Tiles *tiles, myn_cmat points, myn_arena *arena)
{
    size_t count;
    *tiles = (Tiles){.kernel = tiles_kernels(&count),
                     .n = points.rows,
                     .d = points.cols,
                     .blocks = (points.rows + TILE - 1) / TILE};
    tiles->at = myn_arena_get(arena, floats_of(tiles) * sizeof *tiles->at);
    tiles->norm = myn_arena_get(arena, tiles->blocks * TILE * sizeof *tiles->norm);
    tiles->centre = myn_arena_get(arena, tiles->d * sizeof *tiles->centre);
    if (!tiles->at || !tiles->norm || !tiles->centre) return false;
    /* d + 1 products of floats, each rounded twice, and their sum: with u = 2^-24 at most (3 d + 8) u; twice
     * that for the arithmetic of those who compare. */
    tiles->slack = (double)(6 * tiles->d + 32) * 0x1p-24;
    find_centre(points, tiles->centre);
    for (size_t i = 0; i < tiles->blocks * TILE; i++)
        tiles_put(tiles, i, i < tiles->n ? myn_crow(points, i) : NULL);
    return true;
}

void tiles_put(Tiles *tiles, size_t i, const double *x)
{
    float *to = tiles->at + i / TILE * (tiles->d + 1) * TILE + i % TILE;
    double square = 0;
    for (size_t j = 0; j < tiles->d; j++) {
        double value = x ? x[j] - tiles->centre[j] : 0;
        to[j * TILE] = (float)value;
        square += value * value;
    }
    to[tiles->d * TILE] = x ? (float)square : NOWHERE;
    tiles->norm[i] = sqrt(square);
}

double tiles_query(const Tiles *tiles, const double *x, float *out)
{
    double square = 0;
    for (size_t j = 0; j < tiles->d; j++) {
        double value = x[j] - tiles->centre[j];
        out[j] = (float)(-2 * value);
        square += value * value;
    }
    out[tiles->d] = 1;
    return sqrt(square);
}

/* ---- the widths ---- */

static void look_plain(const float *tile, size_t terms, const float *query, float *out)
{
    float sum[TILE] = {0};
    for (size_t j = 0; j < terms; j++)
        for (size_t i = 0; i < TILE; i++) sum[i] += query[j] * tile[j * TILE + i];
    memcpy(out, sum, sizeof sum);
}

static void abreast_plain(const float *tile, size_t terms, const float *query, float *out)
{
    for (size_t q = 0; q < ABREAST; q++) look_plain(tile, terms, query + q * terms, out + q * TILE);
}

static uint32_t sift_plain(const float *shown, float near, float far)
{
    uint32_t found = 0;
    for (size_t i = 0; i < TILE; i++) found |= (uint32_t)(!(shown[i] > near) | !(shown[i] < far)) << i;
    return found;
}

#if defined(__x86_64__)
__attribute__((target("avx2,fma"))) static uint32_t sift_256(const float *shown, float near, float far)
{
    uint32_t found = 0;
    for (unsigned k = 0; k < 4; k++) {
        __m256 x = _mm256_loadu_ps(shown + 8 * k);
        __m256 in = _mm256_or_ps(_mm256_cmp_ps(x, _mm256_set1_ps(near), _CMP_NGT_UQ),
                                 _mm256_cmp_ps(x, _mm256_set1_ps(far), _CMP_NLT_UQ));
        found |= (uint32_t)_mm256_movemask_ps(in) << (8 * k);
    }
    return found;
}

__attribute__((target("avx512f"))) static uint32_t sift_512(const float *shown, float near, float far)
{
    uint32_t found = 0;
    for (unsigned k = 0; k < 2; k++) {
        __m512 x = _mm512_loadu_ps(shown + 16 * k);
        uint32_t in = (uint32_t)_mm512_cmp_ps_mask(x, _mm512_set1_ps(near), _CMP_NGT_UQ) |
                      (uint32_t)_mm512_cmp_ps_mask(x, _mm512_set1_ps(far), _CMP_NLT_UQ);
        found |= in << (16 * k);
    }
    return found;
}

__attribute__((target("avx2,fma"))) static void look_256(const float *tile, size_t terms, const float *query,
                                                         float *out)
{
    __m256 sum[4] = {_mm256_setzero_ps(), _mm256_setzero_ps(), _mm256_setzero_ps(), _mm256_setzero_ps()};
    for (size_t j = 0; j < terms; j++) {
        __m256 x = _mm256_set1_ps(query[j]);
        for (size_t k = 0; k < 4; k++)
            sum[k] = _mm256_fmadd_ps(x, _mm256_loadu_ps(tile + j * TILE + 8 * k), sum[k]);
    }
    for (size_t k = 0; k < 4; k++) _mm256_storeu_ps(out + 8 * k, sum[k]);
}

/* Four queries by half a tile: eight sums stay in registers. */
__attribute__((target("avx2,fma"))) static void quarter_256(const float *tile, size_t terms,
                                                            const float *query, float *out)
{
    __m256 sum[4][2];
    for (size_t q = 0; q < 4; q++) sum[q][0] = sum[q][1] = _mm256_setzero_ps();
    for (size_t j = 0; j < terms; j++) {
        __m256 a = _mm256_loadu_ps(tile + j * TILE), b = _mm256_loadu_ps(tile + j * TILE + 8);
#pragma GCC unroll 4
        for (size_t q = 0; q < 4; q++) {
            __m256 x = _mm256_set1_ps(query[q * terms + j]);
            sum[q][0] = _mm256_fmadd_ps(x, a, sum[q][0]);
            sum[q][1] = _mm256_fmadd_ps(x, b, sum[q][1]);
        }
    }
    for (size_t q = 0; q < 4; q++)
        for (size_t k = 0; k < 2; k++) _mm256_storeu_ps(out + q * TILE + 8 * k, sum[q][k]);
}

static void abreast_256(const float *tile, size_t terms, const float *query, float *out)
{
    for (size_t q = 0; q < ABREAST; q += 4)
        for (size_t half = 0; half < TILE; half += 16)
            quarter_256(tile + half, terms, query + q * terms, out + q * TILE + half);
}

__attribute__((target("avx512f"))) static void look_512(const float *tile, size_t terms, const float *query,
                                                        float *out)
{
    __m512 first = _mm512_setzero_ps(), second = first;
    for (size_t j = 0; j < terms; j++) {
        __m512 x = _mm512_set1_ps(query[j]);
        first = _mm512_fmadd_ps(x, _mm512_loadu_ps(tile + j * TILE), first);
        second = _mm512_fmadd_ps(x, _mm512_loadu_ps(tile + j * TILE + 16), second);
    }
    _mm512_storeu_ps(out, first);
    _mm512_storeu_ps(out + 16, second);
}

__attribute__((target("avx512f"))) static void abreast_512(const float *tile, size_t terms,
                                                           const float *query, float *out)
{
    __m512 sum[ABREAST][2];
#pragma GCC unroll 8
    for (size_t q = 0; q < ABREAST; q++) sum[q][0] = sum[q][1] = _mm512_setzero_ps();
    for (size_t j = 0; j < terms; j++) {
        __m512 a = _mm512_loadu_ps(tile + j * TILE), b = _mm512_loadu_ps(tile + j * TILE + 16);
#pragma GCC unroll 8
        for (size_t q = 0; q < ABREAST; q++) {
            __m512 x = _mm512_set1_ps(query[q * terms + j]);
            sum[q][0] = _mm512_fmadd_ps(x, a, sum[q][0]);
            sum[q][1] = _mm512_fmadd_ps(x, b, sum[q][1]);
        }
    }
#pragma GCC unroll 8
    for (size_t q = 0; q < ABREAST; q++) {
        _mm512_storeu_ps(out + q * TILE, sum[q][0]);
        _mm512_storeu_ps(out + q * TILE + 16, sum[q][1]);
    }
}

#endif

static const TilesKernel kernels[] = {
#if defined(__x86_64__)
    {"512", look_512, abreast_512, sift_512},
    {"256", look_256, abreast_256, sift_256},
#endif
    {"plain", look_plain, abreast_plain, sift_plain},
};

const TilesKernel *tiles_kernels(size_t *count)
{
    size_t all = sizeof kernels / sizeof *kernels, from = 0;
#if defined(__x86_64__)
    bool wide = __builtin_cpu_supports("avx512f"),
         half = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    from = wide && half ? 0 : half ? 1 : 2;
#endif
    *count = all - from;
    return kernels + from;
}

/* ---- exact ---- */

typedef double Lanes __attribute__((vector_size(32), aligned(8), may_alias));

FOR_EACH_MACHINE
double square_distance(const double *a, const double *b, size_t d)
{
    Lanes sum = {0, 0, 0, 0};
    size_t j = 0;
    for (; j + 4 <= d; j += 4) {
        Lanes apart = *(const Lanes *)(a + j) - *(const Lanes *)(b + j);
        sum += apart * apart;
    }
    double total = (sum[0] + sum[1]) + (sum[2] + sum[3]);
    for (; j < d; j++) total += (a[j] - b[j]) * (a[j] - b[j]);
    return total;
}
