/* A linear program over the counts of a table's cells, solved again and again with another aim. */
#ifndef MYN_DISCLOSURE_SOLVER_H
#define MYN_DISCLOSURE_SOLVER_H
#include <mynegai/status.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct Solver Solver;

/* Let WORK use a solver, and free it; WORK's status, or MYN_ERR_MEMORY where the solver has no memory. Hooks that the
 * caller's thread gave GLPK are taken off. */
myn_status solver_run(myn_status (*work)(void *ctx, Solver *), void *ctx);

/* Unknowns 0 .. n - 1, each at 0 only, no rows, no aim. */
void solver_begin(Solver *s, size_t n);

/* Unknown I between LEAST and MOST (may be infinite). */
void solver_between(Solver *s, size_t i, double least, double most);

/* The sum of SIGN x over LENGTH unknowns I is SUM; both arrays begin at their place 1. */
void solver_row(Solver *s, const int *i, const double *sign, size_t length, double sum);

/* What a unit of unknown I adds to the aim. */
void solver_aim(Solver *s, size_t i, double aim);

typedef enum { SOLVED, UNBOUNDED, IMPOSSIBLE, STUCK } Ending;

/* The greatest aim. */
Ending solver_solve(Solver *s);

/* Unknown I of the last solution. */
double solver_value(const Solver *s, size_t i);

#endif
