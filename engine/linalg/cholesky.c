/* Row by row, so that every sum runs along memory; a pivot too small is an answer about the data, not a
 * crash. */
#include "linalg/gram.h"
#include <math.h>
#include <mynegai/linalg.h>
#include <string.h>

#define LEAST_PIVOT 1e-12 /* of the diagonal element: what is left of an indicator beside those before it */

myn_status myn_cholesky(myn_mat a)
{
    for (size_t i = 0; i < a.rows; i++) {
        double *row = myn_row(a, i), whole = row[i];
        for (size_t j = 0; j < i; j++) row[j] = (row[j] - myn_dot(row, myn_row(a, j), j)) / myn_row(a, j)[j];
        double pivot = whole - myn_dot(row, row, i);
        if (!isfinite(pivot) || !(pivot > LEAST_PIVOT * whole)) return MYN_ERR_DATA;
        row[i] = sqrt(pivot);
        for (size_t j = i + 1; j < a.cols; j++) row[j] = 0;
    }
    return MYN_OK;
}

void myn_cholesky_solve(myn_cmat l, double *b)
{
    for (size_t i = 0; i < l.rows; i++) b[i] = (b[i] - myn_dot(myn_crow(l, i), b, i)) / myn_crow(l, i)[i];
    for (size_t i = l.rows; i-- > 0;) {
        for (size_t j = i + 1; j < l.rows; j++) b[i] -= myn_crow(l, j)[i] * b[j];
        b[i] /= myn_crow(l, i)[i];
    }
}

double myn_cholesky_log_det(myn_cmat l)
{
    double sum = 0;
    for (size_t i = 0; i < l.rows; i++) sum += 2 * log(myn_crow(l, i)[i]);
    return sum;
}
