#include "segment/pairs_tile.h"
#include <math.h>
#include <stdint.h>

#if defined(__x86_64__)
#define LANES   8
#define WIDTH   512
#define MACHINE __attribute__((target("avx512f,avx512vl,avx512dq,avx2")))
#include "segment/pairs_tile_body.h"
#define LANES   4
#define WIDTH   256
#define MACHINE __attribute__((target("avx2")))
#include "segment/pairs_tile_body.h"
#endif
#define LANES 2
#define WIDTH 128
#define MACHINE
#include "segment/pairs_tile_body.h"

PairTile pair_tile(myn_distance kind)
{
    bool euclid = kind == MYN_DISTANCE_EUCLID;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512dq"))
        return euclid ? euclid512 : manhattan512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return euclid ? euclid256 : manhattan256;
#endif
    return euclid ? euclid128 : manhattan128;
}

void pair_block(myn_cmat x, size_t from, double *block)
{
    for (size_t j = 0; j < PAIR_COLS; j++) {
        const double *row = myn_crow(x, from + j < x.rows ? from + j : x.rows - 1);
        for (size_t l = 0; l < x.cols; l++) block[l * PAIR_COLS + j] = row[l];
    }
}
