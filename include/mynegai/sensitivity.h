/* Sensitivity: which uncertain input an output's variance comes from. */
#ifndef MYNEGAI_SENSITIVITY_H
#define MYNEGAI_SENSITIVITY_H
#include <mynegai/arena.h>
#include <mynegai/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An interval wider than this cannot tell a tenth of the variance from none: its index means nothing yet. */
#define MYN_SENSITIVITY_WIDTH 0.2

/* Base points below which nothing is said of any index: a bootstrap of so few rows is too narrow itself. */
#define MYN_SENSITIVITY_LEAST 32

/* A share of the variance and its bootstrap limits. Estimates may fall below 0 or above 1 by chance. */
typedef struct {
    double value, lower, upper;
    bool settled; /* N >= MYN_SENSITIVITY_LEAST, and upper - lower <= MYN_SENSITIVITY_WIDTH */
} myn_share;

typedef struct {
    myn_share first; /* what the variance would fall by on average, were the input known */
    myn_share total; /* what would stay of it on average, were all others known: its interactions included */
} myn_sensitivity_input;

typedef struct {
    size_t n, d;      /* base points and inputs: N (D + 2) runs in Saltelli's order, see mynegai/design.h */
    bool raw;         /* first-order index as published, the output's mean not taken off first */
    size_t resamples; /* of the bootstrap, 0: no limits */
    double level;     /* of the limits, as 0.95 */
    uint64_t seed;    /* resample b draws from stream (seed, MYN_SENSITIVITY_STREAM + b) */
} myn_sensitivity_choice;

#define MYN_SENSITIVITY_STREAM 0x5000000000000000u

typedef struct {
    double mean, variance; /* of the output over rows A and B, divisor 2 N - 1 */
    size_t rows;           /* base points used: one of whose D + 2 runs gave no value is left out whole */
    size_t needed; /* base points with which the widest interval would be MYN_SENSITIVITY_WIDTH, a power of
                              two; 0: there are enough, or it cannot be said */
    myn_sensitivity_input *input; /* D, the caller's */
} myn_sensitivity;

/* Indices of the output Y, N (D + 2) runs (rows A, B, AB_1, ..., AB_D):
 *
 *     first_i = mean(y_B (y_ABi - y_A)) / V      Saltelli 2010, doi:10.1016/j.cpc.2009.09.018
 *     total_i = mean((y_A - y_ABi)^2) / (2 V)    Jansen 1999, doi:10.1016/S0010-4655(98)00154-4
 *
 * V = var(y_A and y_B together). Unless RAW, the mean of y_A and y_B is taken off y_B first: what is estimated stays
 * the same, its error falls by much where the mean is large. Limits: base points are drawn anew with replacement,
 * all D + 2 runs of one together, and mean, V and indices computed again of each resample (Archer, Saltelli and
 * Sobol' 1997, doi:10.1080/00949659708811825); quantiles of type 7. For points of a Latin hypercube or a Sobol'
 * sequence these limits are wider than need be, for they take points as independent. Where V is 0 (to rounding: sqrt(V) at most
 * 2^-44 of the mean), or fewer than 2
 * rows have all runs, indices are missing. With inputs that are not independent the formulae above still give numbers,
 * but shares no longer: see docs/sensitivity.md.
 * MYN_ERR_ARGUMENT: no N or D, a level not between 0 and 1. O((1 + resamples) N D). */
myn_status myn_sensitivity_of(const double *y, const myn_sensitivity_choice *choice, myn_sensitivity *out,
                              myn_arena *scratch) MYN_CHECKED;

#endif
