/* The analytic hierarchy process. A positive matrix has one greatest eigenvalue and a positive eigenvector,
 * to which multiplying again and again leads, fast where the judgements are nearly consistent. */
#include "linalg/gram.h"
#include <math.h>
#include <mynegai/linalg.h>
#include <string.h>

#define MOST_STEPS   10000
#define STANDS_STILL 1e-15
#define RECIPROCAL   0.02

/* Mean consistency index of random tables of 1 .. 15 rows (Saaty 1980, table 1.4). */
static const double random_index[] = {0,    0,    0.58, 0.90, 1.12, 1.24, 1.32, 1.41,
                                      1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59};

static const char *refusal(myn_cmat a)
{
    if (a.rows == 0) return "no comparisons";
    for (size_t i = 0; i < a.rows; i++)
        for (size_t j = 0; j < a.rows; j++) {
            double one = myn_crow(a, i)[j], other = myn_crow(a, j)[i];
            if (!(one > 0) || !isfinite(one)) return "a comparison is not above 0";
            if (fabs(one * other - 1) > RECIPROCAL) return "two comparisons are not each other's reciprocal";
        }
    return NULL;
}

/* WEIGHT = A WEIGHT scaled to sum 1, by way of NEXT; the largest change. */
static double multiply(myn_cmat a, double *weight, double *next)
{
    double sum = 0, most = 0;
    for (size_t i = 0; i < a.rows; i++) sum += next[i] = myn_dot(myn_crow(a, i), weight, a.rows);
    for (size_t i = 0; i < a.rows; i++) {
        most = fmax(most, fabs(next[i] / sum - weight[i]));
        weight[i] = next[i] / sum;
    }
    return most;
}

/* The mean of (A w)_i / w_i, with which errors of w largely cancel. */
static double eigenvalue(myn_cmat a, const double *weight)
{
    double sum = 0;
    for (size_t i = 0; i < a.rows; i++) sum += myn_dot(myn_crow(a, i), weight, a.rows) / weight[i];
    return sum / (double)a.rows;
}

static myn_consistency consistency_of(double lambda, size_t p)
{
    if (p < 3) return (myn_consistency){lambda, 0, 0};
    double index = (lambda - (double)p) / ((double)p - 1);
    bool known = p <= sizeof random_index / sizeof *random_index;
    return (myn_consistency){lambda, index, known ? index / random_index[p - 1] : NAN};
}

myn_status myn_compare_pairwise(myn_cmat a, double *weight, myn_consistency *out, const char **why,
                                myn_arena *scratch)
{
    *out = (myn_consistency){NAN, NAN, NAN};
    *why = refusal(a);
    if (*why) return MYN_ERR_DATA;
    myn_arena_mark mark = myn_arena_here(scratch);
    double *next = myn_arena_get(scratch, a.rows * sizeof *next);
    if (!next) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < a.rows; i++) weight[i] = 1 / (double)a.rows;
    int step = 0;
    while (step < MOST_STEPS && multiply(a, weight, next) > STANDS_STILL) step++;
    *out = consistency_of(eigenvalue(a, weight), a.rows);
    myn_arena_rewind(scratch, mark);
    return MYN_OK;
}
