/* The loops of k-means for each kind of machine. This file alone may contract a b + c into one rounding (see
 * CMakeLists.txt): float32 scores only say where to look, what is decided on them is judged in float64. */
#include "segment/kmeans_tile.h"

#if defined(__x86_64__)
#define LANES   16
#define WIDTH   512
#define MACHINE __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,avx2,fma")))
#include "segment/kmeans_tile_body.h"
#define LANES   8
#define WIDTH   256
#define MACHINE __attribute__((target("avx2,fma")))
#include "segment/kmeans_tile_body.h"
#endif
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
