/* A linear program that is solved again and again with another aim: max aim . w, limits y . w <= 1, w >= 0,
 * and shares of each w between two bounds. */
#ifndef MYN_METHOD_PROGRAMME_H
#define MYN_METHOD_PROGRAMME_H
#include <mynegai/method.h>

#define PROGRAMME_ROUNDING 1e-11 /* by how much a limit may be broken */

typedef struct Programme Programme;

/* Make a program of M weights, with shares or without, let WORK use it, and free it; WORK's status, or
 * MYN_ERR_MEMORY where the solver has no memory. Hooks that the caller's thread gave GLPK are taken off. */
myn_status programme_run(size_t m, bool shares, myn_status (*work)(void *ctx, Programme *), void *ctx);

/* Add the limit Y . w <= 1 (M values). */
void programme_limit(Programme *p, const double *y);

/* Aim at the greatest AIM . w; weights marked MISSING are held at 0. */
void programme_aim(Programme *p, const double *aim, const bool *missing);

/* Each SIZE w (NULL: w) between BOUND[0] and BOUND[1] of their sum, but for those marked MISSING. */
void programme_shares(Programme *p, const double *size, const bool *missing, const double bound[2]);

/* How the last program ended, for one that did not come to an end: iterations, and the aim reached. */
void programme_stopped(const Programme *p, int *iterations, double *aim);

/* The weights and the aim they reach. MYN_ERR_DATA where there are none or the solver does not come to an
 * end. */
myn_status programme_solve(Programme *p, double *weight, double *score);

#endif
