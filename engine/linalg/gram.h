/* Sums of products, in a fixed order. */
#ifndef MYN_LINALG_GRAM_H
#define MYN_LINALG_GRAM_H
#include <mynegai/mat.h>

#define GRAM_ROWS  ((size_t)4) /* rows of Z come in fours */
#define GRAM_LANES ((size_t)4) /* values of a row too: the rest filled with 0 */

/* OUT (z.rows x z.rows) = Z Z'; z.rows and z.cols are multiples of the above. */
void myn_gram(myn_cmat z, myn_mat out);

/* Sum of a_i b_i. */
double myn_dot(const double *a, const double *b, size_t n);

#endif
