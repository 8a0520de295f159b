/* Blocks of areas that stay in the cache, tiles of two rows by four whose sums stay in registers, four lanes
 * a sum. Which numbers are added in which order is written out here, so that wider registers change nothing.
 */
#include "linalg/gram.h"
#include "base/machine.h"
#include <string.h>

#define BLOCK ((size_t)512)

typedef double Lanes __attribute__((vector_size(32), aligned(8), may_alias));

#define LOAD(p) (*(const Lanes *)(p))
#define JOIN(v) (((v)[0] + (v)[1]) + ((v)[2] + (v)[3]))

/* OUT (2 x 4, rows STRIDE apart) += two rows A times four rows B. */
FOR_EACH_MACHINE
static void add_tile(const double *const a[2], const double *const b[4], size_t n, double *out, size_t stride)
{
    Lanes sum[2][4];
    memset(sum, 0, sizeof sum);
    for (size_t i = 0; i < n; i += GRAM_LANES) {
        Lanes x = LOAD(a[0] + i), y = LOAD(a[1] + i);
#pragma GCC unroll 4
        for (int k = 0; k < 4; k++) {
            Lanes value = LOAD(b[k] + i);
            sum[0][k] += x * value;
            sum[1][k] += y * value;
        }
    }
    for (int k = 0; k < 4; k++) {
        out[k] += JOIN(sum[0][k]);
        out[stride + (size_t)k] += JOIN(sum[1][k]);
    }
}

static void add_block(myn_cmat z, size_t from, size_t n, myn_mat out)
{
    for (size_t i = 0; i < z.rows; i += 2)
        for (size_t j = i / GRAM_ROWS * GRAM_ROWS; j < z.rows; j += GRAM_ROWS) {
            const double *a[2] = {myn_crow(z, i) + from, myn_crow(z, i + 1) + from};
            const double *b[4] = {myn_crow(z, j) + from, myn_crow(z, j + 1) + from, myn_crow(z, j + 2) + from,
                                  myn_crow(z, j + 3) + from};
            add_tile(a, b, n, myn_row(out, i) + j, out.stride);
        }
}

void myn_gram(myn_cmat z, myn_mat out)
{
    for (size_t i = 0; i < z.rows; i++) memset(myn_row(out, i), 0, z.rows * sizeof(double));
    for (size_t from = 0; from < z.cols; from += BLOCK)
        add_block(z, from, z.cols - from < BLOCK ? z.cols - from : BLOCK, out);
    for (size_t i = 0; i < z.rows; i++)
        for (size_t j = 0; j < i; j++) myn_row(out, i)[j] = myn_row(out, j)[i];
}

FOR_EACH_MACHINE
double myn_dot(const double *a, const double *b, size_t n)
{
    Lanes sum = {0, 0, 0, 0};
    size_t i = 0;
    for (; i + GRAM_LANES <= n; i += GRAM_LANES) sum += LOAD(a + i) * LOAD(b + i);
    double total = JOIN(sum);
    for (; i < n; i++) total += a[i] * b[i];
    return total;
}
