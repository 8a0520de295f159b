/* Shared by the files that reconcile. */
#ifndef MYN_FORECAST_RECONCILE_H
#define MYN_FORECAST_RECONCILE_H
#include <mynegai/reconcile.h>
#include <stdbool.h>

/* The two sweeps of myn_reconcile on numbers that were looked at, without adding up at the end; ROOM for as many as
 * there are nodes. False where variances of 0 contradict each other. */
bool myn_reconcile_sweeps(const myn_hierarchy *tree, const double *variance, myn_mat forecast, double *after,
                          double *room);

#endif
