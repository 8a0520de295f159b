/* A matrix by value. Rows are indicators (or nodes), columns are areas: an indicator's values lie side by
 * side. */
#ifndef MYNEGAI_MAT_H
#define MYNEGAI_MAT_H
#include <stddef.h>

typedef struct {
    double *at;
    size_t rows, cols, stride; /* row i starts at at + i * stride, stride >= cols */
} myn_mat;

typedef struct {
    const double *at;
    size_t rows, cols, stride;
} myn_cmat;

/* Row I: cols values side by side. */
static inline double *myn_row(myn_mat m, size_t i)
{
    return m.at + i * m.stride;
}

/* The same of a matrix that is only read. */
static inline const double *myn_crow(myn_cmat m, size_t i)
{
    return m.at + i * m.stride;
}

/* M to be read only; nothing is copied. */
static inline myn_cmat myn_const(myn_mat m)
{
    return (myn_cmat){m.at, m.rows, m.cols, m.stride};
}

#endif
