/* Reference tables as matrices. */
#ifndef MYN_TEST_GOLDEN_MAT_H
#define MYN_TEST_GOLDEN_MAT_H
#include "method/golden.h"
#include <mynegai/linalg.h>

static inline bool near_to(double got, double want, double tolerance)
{
    if (isnan(want) || isnan(got)) return isnan(want) && isnan(got);
    return fabs(got - want) <= tolerance * fmax(1, fabs(want));
}

static inline myn_mat mat_new(size_t rows, size_t cols)
{
    return (myn_mat){calloc(rows * cols + 1, sizeof(double)), rows, cols, cols};
}

/* The columns of NAMES (or all from FROM to END) as rows. */
static inline myn_mat golden_indicators(const Golden *g, size_t from, size_t end)
{
    myn_mat m = mat_new(end - from, g->rows);
    for (size_t c = from; c < end; c++)
        for (size_t r = 0; r < g->rows; r++) myn_row(m, c - from)[r] = golden_number(g, r, c);
    return m;
}

/* The table as it stands, its first column left out. */
static inline myn_mat golden_square(const Golden *g)
{
    myn_mat m = mat_new(g->rows, g->cols - 1);
    for (size_t r = 0; r < g->rows; r++)
        for (size_t c = 1; c < g->cols; c++) myn_row(m, r)[c - 1] = golden_number(g, r, c);
    return m;
}

static inline myn_arena *arena_new(void)
{
    myn_arena *arena;
    ck_assert(myn_arena_new(&arena) == MYN_OK);
    return arena;
}

#endif
