/* Areas that count. */
#include "linalg/moments.h"
#include <math.h>
#include <stdint.h>
#include <string.h>

static size_t complete_areas(myn_cmat x, uint32_t *area)
{
    size_t count = 0;
    for (size_t j = 0; j < x.cols; j++) {
        size_t i = 0;
        while (i < x.rows && !isnan(myn_crow(x, i)[j])) i++;
        area[count] = (uint32_t)j;
        count += i == x.rows;
    }
    return count;
}

static void copy_row(const double *x, double *out, const uint32_t *area, size_t n)
{
    for (size_t j = 0; j < n; j++) {
        double value = x[area ? area[j] : j];
        out[j] = isnan(value) ? 0 : value;
    }
}

myn_status myn_fill_gaps(myn_cmat x, myn_gaps gaps, myn_cmat *out, myn_arena *scratch)
{
    *out = x;
    if (gaps == MYN_GAPS_PAIRWISE) return MYN_OK;
    uint32_t *area = NULL;
    size_t n = x.cols;
    if (gaps == MYN_GAPS_COMPLETE) {
        area = myn_arena_get(scratch, (x.cols + 1) * sizeof *area);
        if (!area) return MYN_ERR_MEMORY;
        n = complete_areas(x, area);
        if (n == x.cols) return MYN_OK;
    }
    double *at = myn_arena_zero(scratch, x.rows * n, sizeof *at);
    if (!at) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < x.rows; i++) copy_row(myn_crow(x, i), at + i * n, area, n);
    *out = (myn_cmat){at, x.rows, n, n};
    return MYN_OK;
}
