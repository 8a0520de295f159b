/* Sums in a fixed order: eight lanes in a block, blocks joined two by two.
 *
 * The lanes are a vector of eight doubles whatever the machine's width: the compiler makes it of two, four or
 * eight registers, and each lane's additions stay in their order. Missing values are cleared by a mask: no
 * branch. */
#include <math.h>
#include <mynegai/sum.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define LANES  8
#define BLOCK  ((size_t)4096)
#define LEVELS 56 /* of the tree: 2^56 blocks are more than any memory holds */

typedef double Lanes __attribute__((vector_size(LANES * 8), aligned(8), may_alias));
typedef int64_t Marks __attribute__((vector_size(LANES * 8), aligned(8), may_alias));

#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__gnu_linux__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define FOR_EACH_MACHINE __attribute__((target_clones("avx2", "default")))
#else
#define FOR_EACH_MACHINE
#endif
#define INLINE static inline __attribute__((always_inline))

/* What a block adds up to; `n` and the sums are by lane. */
typedef struct {
    Lanes total, weight;
    Marks n;
} Partial;

/* Add eight values. POWER 1 is the value itself, without the centre. */
INLINE void add_lanes(Partial *sum, const Lanes *x, const Lanes *w, double centre, int power)
{
    Lanes value = *x;
    Marks there = value == value;
    if (w) there &= *w == *w;
    if (power > 1) {
        Lanes off = value - centre, square = off * off;
        value = square;
        if (power == 3) value *= off;
        if (power == 4) value *= square;
    }
    if (w) {
        value *= *w;
        sum->weight += (Lanes)((Marks)*w & there);
    }
    sum->total += (Lanes)((Marks)value & there);
    sum->n -= there; /* true is -1 */
}

/* The last values of a series that is no multiple of eight: the lanes beyond are missing. */
INLINE void add_tail(Partial *sum, const double *x, const double *w, size_t n, double centre, int power)
{
    Lanes tail, weights;
    for (size_t i = 0; i < LANES; i++) {
        tail[i] = i < n ? x[i] : NAN;
        weights[i] = w && i < n ? w[i] : NAN;
    }
    add_lanes(sum, &tail, w ? &weights : NULL, centre, power);
}

INLINE double join(const Lanes *v)
{
    return (((*v)[0] + (*v)[1]) + ((*v)[2] + (*v)[3])) + (((*v)[4] + (*v)[5]) + ((*v)[6] + (*v)[7]));
}

INLINE myn_sum block_sum(const double *x, const double *w, size_t n, double centre, int power)
{
    Partial sum;
    memset(&sum, 0, sizeof sum);
    size_t i = 0;
    for (; i + LANES <= n; i += LANES)
        add_lanes(&sum, (const Lanes *)(x + i), w ? (const Lanes *)(w + i) : NULL, centre, power);
    if (i < n) add_tail(&sum, x + i, w ? w + i : NULL, n - i, centre, power);
    myn_sum out = {0, join(&sum.total), 0};
    for (size_t k = 0; k < LANES; k++) out.n += (size_t)sum.n[k];
    out.weight = w ? join(&sum.weight) : (double)out.n;
    return out;
}

/* One copy a power, with and without weights, so that the choice is outside the loop. */
FOR_EACH_MACHINE
static myn_sum sum_block(const double *x, const double *w, size_t n, double centre, int power)
{
    switch (power) {
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

/* A comparison with NaN is false, so a missing value never replaces one. */
FOR_EACH_MACHINE
static void range_lanes(const double *x, size_t n, double ends[2])
{
    Lanes least, greatest;
    for (size_t k = 0; k < LANES; k++) least[k] = INFINITY, greatest[k] = -INFINITY;
    size_t i = 0;
    for (; i + LANES <= n; i += LANES) {
        Lanes value = *(const Lanes *)(x + i);
        Marks less = value<least, more = value> greatest;
        least = (Lanes)(((Marks)value & less) | ((Marks)least & ~less));
        greatest = (Lanes)(((Marks)value & more) | ((Marks)greatest & ~more));
    }
    ends[0] = INFINITY, ends[1] = -INFINITY;
    for (size_t k = 0; k < LANES; k++) {
        if (least[k] < ends[0]) ends[0] = least[k];
        if (greatest[k] > ends[1]) ends[1] = greatest[k];
    }
    for (; i < n; i++) {
        if (x[i] < ends[0]) ends[0] = x[i];
        if (x[i] > ends[1]) ends[1] = x[i];
    }
}

void myn_range_of(const double *x, size_t n, double *least, double *greatest)
{
    double ends[2];
    range_lanes(x, n, ends);
    if (ends[0] > ends[1]) ends[0] = ends[1] = NAN; /* no value replaced the start */
    *least = ends[0];
    *greatest = ends[1];
}
