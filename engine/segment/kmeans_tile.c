/* The loops of k-means for each kind of machine. This file alone may contract a b + c into one rounding (see
 * CMakeLists.txt): float32 scores only say where to look, what is decided on them is judged in float64. */
#include "segment/kmeans_tile.h"

/* Square roots of a tile's values, in place. */
static inline __attribute__((always_inline)) void roots_plain(float *x)
{
    for (int i = 0; i < TILE; i++) x[i] = __builtin_sqrtf(x[i]);
}

#if defined(__x86_64__)
#include <immintrin.h>
#define AVX512 __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,avx2,fma")))

/* The same from reciprocal roots of 14 bits and one of Newton's steps, right to 2 units in the last place: the
 * machine's own takes as long as the distances. */
AVX512 static inline __attribute__((always_inline)) void roots_newton(float *x)
{
    for (int i = 0; i < TILE; i += 16) {
        __m512 value = _mm512_loadu_ps(x + i);
        __m512 inverse = _mm512_rsqrt14_ps(_mm512_max_ps(value, _mm512_set1_ps(1e-30f)));
        __m512 root = _mm512_mul_ps(value, inverse);
        __m512 off = _mm512_fnmadd_ps(root, root, value);
        root = _mm512_fmadd_ps(_mm512_mul_ps(inverse, _mm512_set1_ps(.5f)), off, root);
        _mm512_storeu_ps(x + i, root);
    }
}

#define ROOTS   roots_newton
#define LANES   16
#define WIDTH   512
#define MACHINE AVX512
#include "segment/kmeans_tile_body.h"
#define ROOTS   roots_plain
#define LANES   8
#define WIDTH   256
#define MACHINE __attribute__((target("avx2,fma")))
#include "segment/kmeans_tile_body.h"
#endif
#define ROOTS roots_plain
#define LANES 4
#define WIDTH 128
#define MACHINE
#include "segment/kmeans_tile_body.h"

const TileLoops *tile_loops(void)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq"))
        return &loops512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return &loops256;
#endif
    return &loops128;
}

void centre_set(Centres *out, size_t j, const double *c)
{
    float *to = out->at + j / ABREAST * ABREAST * out->d + j % ABREAST;
    double square = 0;
    for (size_t l = 0; l < out->d; l++) {
        to[l * ABREAST] = (float)-c[l];
        square += c[l] * c[l];
    }
    out->half[j] = (float)(square / 2);
}
