/* The least value of a smooth function of few variables that is the logarithm of a sum of squares. */
#ifndef MYN_FORECAST_MINIMISE_H
#define MYN_FORECAST_MINIMISE_H
#include <mynegai/arena.h>
#include <mynegai/status.h>
#include <stdbool.h>
#include <stddef.h>

#define MINIMISE_MOST 14

/* f at X; INFINITY outside its domain. RESIDUAL (n) becomes the terms whose squares it sums. */
typedef double (*Objective)(void *ctx, const double *x, double *residual);

typedef struct {
    Objective objective;
    void *ctx;
    size_t variables, n; /* variables <= MINIMISE_MOST; n terms */
    double enough;       /* stop where a Newton step would gain less */
    size_t steps;        /* at most */
} Minimise;

typedef struct {
    double least; /* INFINITY where the start is outside the domain */
    bool converged;
    size_t evaluations;
} Minimum;

/* From X, in place. Quasi-Newton (Broyden, Fletcher, Goldfarb, Shanno) from the Gauss-Newton Hessian J'J / sum of
 * squares at the start, forward differences, step halving by quadratic interpolation: a step costs variables + 1
 * evaluations or a few more. */
myn_status minimise(const Minimise *what, double *x, Minimum *out, myn_arena *scratch) MYN_CHECKED;

#endif
