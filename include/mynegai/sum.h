/* Sums that give the same bytes on every machine and with any number of threads.
 *
 * Values are added in blocks of 4096, within a block in 8 lanes, blocks joined by a pairwise tree: fixed
 * order, no fma. Rounding error grows as log2(n / 4096) + 512, not as n. Missing values (NaN) are left out
 * and counted. Each runs at memory speed; O(n). */
#ifndef MYNEGAI_SUM_H
#define MYNEGAI_SUM_H
#include <stddef.h>

typedef struct {
    size_t n;      /* values that are not missing */
    double total;  /* their sum; with weights, the weighted sum */
    double weight; /* sum of weights of values not missing (n without weights) */
} myn_sum;

/* Sum of the N values of X; WEIGHT may be NULL (each 1). A value whose weight is missing is left out. */
myn_sum myn_sum_of(const double *x, const double *weight, size_t n);

/* Sum of (x - centre)^power, power 2, 3 or 4; WEIGHT and missing values as in myn_sum_of. */
myn_sum myn_sum_power(const double *x, const double *weight, size_t n, double centre, int power);

/* Sums of x - centre and of its square in one pass: the mean is centre + total / n, the sum of squares around
 * it squares - total^2 / n, as exact as two passes where the centre lies near the mean. */
typedef struct {
    size_t n;
    double total, squares;
} myn_around;
myn_around myn_sum_around(const double *x, size_t n, double centre);

/* Least and greatest value; NaN both where all are missing. Infinities count. */
void myn_range_of(const double *x, size_t n, double *least, double *greatest);

#endif
