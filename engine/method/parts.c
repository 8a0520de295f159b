/* Sums over several rows at once, four rows at a time while the sums stay in registers: the means run at
 * the speed of memory. */
#include "method/parts.h"
#include "method/row.h"
#include <math.h>
#include <string.h>

/* Four doubles: GCC makes good code of vectors this wide on every x86-64, and poor code of wider ones. */
#define LANES 4

typedef double Lanes __attribute__((vector_size(LANES * 8), aligned(8), may_alias));
typedef int64_t Marks __attribute__((vector_size(LANES * 8), aligned(8), may_alias));
#define INLINE static inline __attribute__((always_inline))

INLINE void add_lanes(Lanes *sum, Lanes *share, const double *child, double weight)
{
    Lanes value = *(const Lanes *)child, all = (Lanes){0} + weight;
    Marks there = value == value;
    *sum += (Lanes)((Marks)(value * weight) & there);
    *share += (Lanes)((Marks)all & there);
}

static inline void add_one(double *sum, double *share, double value, double weight)
{
    bool there = !isnan(value);
    *sum += there ? value * weight : 0;
    *share += there ? weight : 0;
}

/* Add COUNT (1 to 4) children, the sums staying in registers meanwhile. */
INLINE void add_children(const double *const *child, const double *weight, int count, double *out,
                         double *share, size_t n)
{
    size_t i = 0;
    for (; i + LANES <= n; i += LANES) {
        Lanes sum = *(Lanes *)(out + i), of = *(Lanes *)(share + i);
        for (int c = 0; c < count; c++) add_lanes(&sum, &of, child[c] + i, weight[c]);
        *(Lanes *)(out + i) = sum;
        *(Lanes *)(share + i) = of;
    }
    for (; i < n; i++)
        for (int c = 0; c < count; c++) add_one(&out[i], &share[i], child[c][i], weight[c]);
}

FOR_EACH_MACHINE
static void add_up_to_four(const double *const *child, const double *weight, size_t count, double *out,
                           double *share, size_t n)
{
    switch (count) {
    case 1: add_children(child, weight, 1, out, share, n); break;
    case 2: add_children(child, weight, 2, out, share, n); break;
    case 3: add_children(child, weight, 3, out, share, n); break;
    default: add_children(child, weight, 4, out, share, n); break;
    }
}

void myn_parts_sum(const myn_parts *parts, double *out, double *share)
{
    memset(out, 0, parts->n * sizeof *out);
    memset(share, 0, parts->n * sizeof *share);
    for (size_t c = 0; c < parts->children; c += 4) {
        size_t count = parts->children - c < 4 ? parts->children - c : 4;
        add_up_to_four(parts->child + c, parts->weight + c, count, out, share, parts->n);
    }
}

/* The same without the values: how many (or what weight) is there. */
INLINE void count_children(const double *const *child, const double *weight, int count, double *present,
                           size_t n)
{
    size_t i = 0;
    for (; i + LANES <= n; i += LANES) {
        Lanes of = *(Lanes *)(present + i);
        for (int c = 0; c < count; c++) {
            Lanes value = *(const Lanes *)(child[c] + i), all = (Lanes){0} + weight[c];
            of += (Lanes)((Marks)all & (value == value));
        }
        *(Lanes *)(present + i) = of;
    }
    for (; i < n; i++)
        for (int c = 0; c < count; c++) present[i] += isnan(child[c][i]) ? 0 : weight[c];
}

FOR_EACH_MACHINE
static void count_up_to_four(const double *const *child, const double *weight, size_t count, double *present,
                             size_t n)
{
    switch (count) {
    case 1: count_children(child, weight, 1, present, n); break;
    case 2: count_children(child, weight, 2, present, n); break;
    case 3: count_children(child, weight, 3, present, n); break;
    default: count_children(child, weight, 4, present, n); break;
    }
}

void myn_parts_present(const myn_parts *parts, bool by_weight, double *present)
{
    static const double each[4] = {1, 1, 1, 1};
    memset(present, 0, parts->n * sizeof *present);
    for (size_t c = 0; c < parts->children; c += 4) {
        size_t count = parts->children - c < 4 ? parts->children - c : 4;
        count_up_to_four(parts->child + c, by_weight ? parts->weight + c : each, count, present, parts->n);
    }
}

void myn_parts_sum_of(const myn_parts *parts, double (*f)(double, double), double with, double *out,
                      double *share)
{
    memset(out, 0, parts->n * sizeof *out);
    memset(share, 0, parts->n * sizeof *share);
    for (size_t c = 0; c < parts->children; c++)
        for (size_t i = 0; i < parts->n; i++) {
            if (isnan(parts->child[c][i])) continue;
            out[i] += parts->weight[c] * f(parts->child[c][i], with);
            share[i] += parts->weight[c];
        }
}

myn_status myn_parts_close(const myn_parts *parts, const double *share, double (*f)(double, double),
                           double with)
{
    size_t lost = 0;
    for (size_t i = 0; i < parts->n; i++) {
        double result = share[i] > 0 ? f(parts->out[i] / share[i], with) : NAN;
        lost += share[i] > 0 && isnan(result);
        parts->out[i] = result;
    }
    return lost ? MYN_ERR_DATA : MYN_OK;
}

FOR_EACH_MACHINE
bool myn_parts_negative(const myn_parts *parts)
{
    size_t below = 0;
    for (size_t c = 0; c < parts->children; c++) {
        const double *x = parts->child[c];
        for (size_t i = 0; i < parts->n; i++) below += x[i] < 0;
    }
    return below > 0;
}

double *myn_parts_scratch(const myn_parts *parts, myn_arena *scratch)
{
    return myn_arena_get(scratch, (parts->n ? parts->n : 1) * sizeof(double));
}
