/* Series of the M3 competition and vectors in one cell, for tests. */
#ifndef MYN_TEST_M3_H
#define MYN_TEST_M3_H
#include "method/golden.h"
#include <mynegai/forecast.h>

/* The numbers separated by blanks in TEXT into OUT (at most MOST); returns how many. */
static inline size_t m3_numbers(const char *text, double *out, size_t most)
{
    size_t n = 0;
    for (;;) {
        char *end;
        double value = strtod(text, &end);
        if (end == text) return n;
        ck_assert_uint_lt(n, most);
        out[n++] = value;
        text = end;
    }
}

#define M3_MOST 200

typedef struct {
    double y[M3_MOST], future[M3_MOST];
    size_t n, h;
    unsigned frequency;
} M3;

static inline M3 m3_series(const Golden *file, size_t row)
{
    M3 s = {.frequency = (unsigned)golden_number(file, row, golden_col(file, "freq"))};
    s.n = m3_numbers(golden_text(file, row, golden_col(file, "x")), s.y, M3_MOST);
    s.h = m3_numbers(golden_text(file, row, golden_col(file, "xx")), s.future, M3_MOST);
    return s;
}

/* The largest distance of A from B, of the size of B. */
static inline double m3_distance(const double *a, const double *b, size_t n)
{
    double far = 0, size = 0;
    for (size_t i = 0; i < n; i++) {
        size = fmax(size, fabs(b[i]));
        far = isnan(a[i]) ? INFINITY : fmax(far, fabs(a[i] - b[i]));
    }
    return far / fmax(size, 1e-300);
}

#endif
