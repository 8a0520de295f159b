/* Sums in a fixed order: eight lanes in a block, blocks joined two by two.
 *
 * The lanes are four vectors of two, which every 64-bit machine has: the bytes depend on neither the width of
 * its registers nor the compiler's choice, and four independent additions keep up with memory. Missing values
 * are cleared by a mask: no branch. */
#include "base/machine.h"
#include <math.h>
#include <mynegai/sum.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define LANES  8
#define PAIRS  4
#define BLOCK  ((size_t)4096)
#define AROUND 0  /* in place of a power: both the first and the second */
#define LEVELS 56 /* of the tree: 2^56 blocks are more than any memory holds */

typedef double Pair __attribute__((vector_size(16), aligned(8), may_alias));
typedef int64_t Marks __attribute__((vector_size(16), aligned(8), may_alias));
typedef int32_t Words __attribute__((vector_size(16), aligned(8), may_alias));
typedef double Quad __attribute__((vector_size(32), aligned(8), may_alias));
typedef int32_t QuadWords __attribute__((vector_size(32), aligned(8), may_alias));
#define INLINE static inline __attribute__((always_inline))

/* What a block adds up to, by lane. */
typedef struct {
    Pair total[PAIRS], weight[PAIRS];
} Partial;

/* All bits set in the lanes of VALUE that are not missing. The masks are vectors of 32-bit words: as 64-bit
 * ones gcc 12 makes conditions of them, for which SSE2 has no instruction, and goes on lane by lane. */
INLINE Words present(const Pair *value)
{
    return (Words)(*value == *value);
}

/* Add eight values. POWER 1 is the value itself, without the centre. */
INLINE void add_lanes(Partial *sum, const double *x, const double *w, double centre, int power)
{
#pragma GCC unroll 4
    for (int k = 0; k < PAIRS; k++) {
        Pair value = *(const Pair *)(x + 2 * k);
        Words there = present(&value);
        if (power > 1) {
            Pair off = value - centre;
            value = off * off;
            if (power == 3) value *= off;
            if (power == 4) value *= value;
        }
        if (w) {
            Pair weight = *(const Pair *)(w + 2 * k);
            there &= present(&weight);
            value *= weight;
            sum->weight[k] += (Pair)((Words)weight & there);
        }
        sum->total[k] += (Pair)((Words)value & there);
    }
}

/* The last values of a series that is no multiple of eight: the lanes beyond are missing. */
INLINE void add_tail(Partial *sum, const double *x, const double *w, size_t n, double centre, int power)
{
    double tail[LANES], weights[LANES];
    for (size_t i = 0; i < LANES; i++) {
        tail[i] = i < n ? x[i] : NAN;
        weights[i] = w && i < n ? w[i] : NAN;
    }
    add_lanes(sum, tail, w ? weights : NULL, centre, power);
}

INLINE double join(const Pair v[PAIRS])
{
    return ((v[0][0] + v[0][1]) + (v[1][0] + v[1][1])) + ((v[2][0] + v[2][1]) + (v[3][0] + v[3][1]));
}

/* Values that are there, their weights too. A loop of its own over a block that is in the first cache: with
 * the sums there would be more running totals than registers. */
INLINE size_t count_block(const double *x, const double *w, size_t n)
{
    Marks count[PAIRS];
    memset(count, 0, sizeof count);
    size_t i = 0, out = 0;
    for (; i + LANES <= n; i += LANES) {
#pragma GCC unroll 4
        for (int k = 0; k < PAIRS; k++) {
            Pair value = *(const Pair *)(x + i + 2 * k), weight = w ? *(const Pair *)(w + i + 2 * k) : value;
            count[k] -= (Marks)(present(&value) & present(&weight)); /* true is -1 */
        }
    }
    for (int k = 0; k < PAIRS; k++) out += (size_t)(count[k][0] + count[k][1]);
    for (; i < n; i++) out += !isnan(x[i]) && !(w && isnan(w[i]));
    return out;
}

INLINE myn_sum block_sum(const double *x, const double *w, size_t n, double centre, int power)
{
    Partial sum;
    memset(&sum, 0, sizeof sum);
    size_t i = 0;
    for (; i + LANES <= n; i += LANES) add_lanes(&sum, x + i, w ? w + i : NULL, centre, power);
    if (i < n) add_tail(&sum, x + i, w ? w + i : NULL, n - i, centre, power);
    myn_sum out = {count_block(x, w, n), join(sum.total), 0};
    out.weight = w ? join(sum.weight) : (double)out.n;
    return out;
}

/* Sums of x - centre and of its square, by lane: two vectors of four are the same eight lanes. */
typedef struct {
    Quad total[2], squares[2];
    QuadWords count[2]; /* both halves of a lane count the same */
} Around;

INLINE void add_around(Around *sum, const double *x, double centre)
{
#pragma GCC unroll 2
    for (int k = 0; k < 2; k++) {
        Quad off = *(const Quad *)(x + 4 * k) - centre;
        QuadWords there = (QuadWords)(off == off);
        off = (Quad)((QuadWords)off & there);
        sum->total[k] += off;
        sum->squares[k] += off * off;
        sum->count[k] -= there; /* true is -1 */
    }
}

INLINE double join_quads(const Quad v[2])
{
    return ((v[0][0] + v[0][1]) + (v[0][2] + v[0][3])) + ((v[1][0] + v[1][1]) + (v[1][2] + v[1][3]));
}

/* The squares stand in place of the weights. */
FOR_EACH_MACHINE
static myn_sum around_block(const double *x, size_t n, double centre)
{
    Around sum;
    memset(&sum, 0, sizeof sum);
    size_t i = 0;
    for (; i + LANES <= n; i += LANES) add_around(&sum, x + i, centre);
    if (i < n) {
        double tail[LANES];
        for (size_t k = 0; k < LANES; k++) tail[k] = i + k < n ? x[i + k] : NAN;
        add_around(&sum, tail, centre);
    }
    size_t count = 0;
    for (int k = 0; k < LANES; k++) count += (size_t)sum.count[k / 4][k % 4 * 2];
    return (myn_sum){count, join_quads(sum.total), join_quads(sum.squares)};
}

/* One copy a power, with and without weights, so that the choice is outside the loop. */
static myn_sum sum_block(const double *x, const double *w, size_t n, double centre, int power)
{
    switch (power) {
    case AROUND: return around_block(x, n, centre);
    case 2: return w ? block_sum(x, w, n, centre, 2) : block_sum(x, NULL, n, centre, 2);
    case 3: return w ? block_sum(x, w, n, centre, 3) : block_sum(x, NULL, n, centre, 3);
    case 4: return w ? block_sum(x, w, n, centre, 4) : block_sum(x, NULL, n, centre, 4);
    default: return w ? block_sum(x, w, n, centre, 1) : block_sum(x, NULL, n, centre, 1);
    }
}

static myn_sum joined(myn_sum a, myn_sum b)
{
    return (myn_sum){a.n + b.n, a.total + b.total, a.weight + b.weight};
}

/* Blocks are joined as a binary counter carries: LEVEL k holds the sum of 2^k blocks, where bit k of the
 * number of blocks so far is set. */
static myn_sum sum_all(const double *x, const double *w, size_t n, double centre, int power)
{
    myn_sum level[LEVELS], sum = {0, 0, 0};
    size_t blocks = 0;
    for (size_t i = 0; i < n; i += BLOCK, blocks++) {
        size_t size = n - i < BLOCK ? n - i : BLOCK;
        sum = sum_block(x + i, w ? w + i : NULL, size, centre, power);
        int k = 0;
        for (; blocks >> k & 1; k++) sum = joined(level[k], sum);
        level[k] = sum;
    }
    if (blocks == 0) return sum;
    int k = __builtin_ctzll(blocks);
    sum = level[k];
    for (k++; blocks >> k; k++)
        if (blocks >> k & 1) sum = joined(level[k], sum);
    return sum;
}

myn_sum myn_sum_of(const double *x, const double *weight, size_t n)
{
    return sum_all(x, weight, n, 0, 1);
}

myn_sum myn_sum_power(const double *x, const double *weight, size_t n, double centre, int power)
{
    return sum_all(x, weight, n, centre, power);
}

myn_around myn_sum_around(const double *x, size_t n, double centre)
{
    myn_sum sum = sum_all(x, NULL, n, centre, AROUND);
    return (myn_around){sum.n, sum.total, sum.weight};
}

/* A comparison with NaN is false, so a missing value never replaces one. */
INLINE void widen(Pair *least, Pair *greatest, const double *x)
{
    Pair value = *(const Pair *)x;
    Marks less = value<*least, more = value> * greatest;
    *least = (Pair)(((Marks)value & less) | ((Marks)*least & ~less));
    *greatest = (Pair)(((Marks)value & more) | ((Marks)*greatest & ~more));
}

void myn_range_of(const double *x, size_t n, double *least, double *greatest)
{
    Pair low[PAIRS], high[PAIRS];
    for (int k = 0; k < PAIRS; k++) {
        low[k] = (Pair){INFINITY, INFINITY};
        high[k] = (Pair){-INFINITY, -INFINITY};
    }
    size_t i = 0;
    for (; i + LANES <= n; i += LANES) {
#pragma GCC unroll 4
        for (int k = 0; k < PAIRS; k++) widen(&low[k], &high[k], x + i + 2 * k);
    }
    double ends[2] = {INFINITY, -INFINITY};
    for (int k = 0; k < LANES; k++) {
        if (low[k / 2][k % 2] < ends[0]) ends[0] = low[k / 2][k % 2];
        if (high[k / 2][k % 2] > ends[1]) ends[1] = high[k / 2][k % 2];
    }
    for (; i < n; i++) {
        if (x[i] < ends[0]) ends[0] = x[i];
        if (x[i] > ends[1]) ends[1] = x[i];
    }
    if (ends[0] > ends[1]) ends[0] = ends[1] = NAN; /* no value replaced the start */
    *least = ends[0];
    *greatest = ends[1];
}
