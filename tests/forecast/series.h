/* One series of the M3 competition with what followed, in arrays; vectors in one cell. */
#ifndef MYN_TEST_SERIES_H
#define MYN_TEST_SERIES_H
#include "method/golden.h"
#include <mynegai/forecast.h>

/* The numbers separated by blanks in TEXT into OUT (at most MOST); returns how many. */
static inline size_t numbers_in(const char *text, double *out, size_t most)
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

#define SERIES_MOST 200

typedef struct {
    double y[SERIES_MOST], future[SERIES_MOST];
    size_t n, h;
    unsigned frequency;
} Series;

static inline Series series_of(const Golden *file, size_t row)
{
    Series s = {.frequency = (unsigned)golden_number(file, row, golden_col(file, "freq"))};
    s.n = numbers_in(golden_text(file, row, golden_col(file, "x")), s.y, SERIES_MOST);
    s.h = numbers_in(golden_text(file, row, golden_col(file, "xx")), s.future, SERIES_MOST);
    return s;
}

/* The largest distance of A from B, of the size of B. */
static inline double distance_of(const double *a, const double *b, size_t n)
{
    double far = 0, size = 0;
    for (size_t i = 0; i < n; i++) {
        size = fmax(size, fabs(b[i]));
        far = isnan(a[i]) ? INFINITY : fmax(far, fabs(a[i] - b[i]));
    }
    return far / fmax(size, 1e-300);
}

#endif
