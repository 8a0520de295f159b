/* Sorting and ranking. Missing values (NaN) have no rank and come last. -0 and +0 are equal. */
#ifndef MYNEGAI_ORDER_H
#define MYNEGAI_ORDER_H
#include <mynegai/arena.h>
#include <mynegai/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { MYN_TIES_MIN, MYN_TIES_MAX, MYN_TIES_AVERAGE } myn_ties;

/* The order of X, least first, equal values by position: X[order[0]] <= X[order[1]] ... for the values that
 * are not missing, whose number is returned in *PRESENT; the numbers of missing ones follow. N < 2^32. Radix
 * sort on packed keys with an exact repair of ties, O(n). */
myn_status myn_order(const double *x, size_t n, uint32_t *order, size_t *present,
                     myn_arena *scratch) MYN_CHECKED;

/* Ranks from 1, the least value first (DESCENDING: the greatest first); missing stays NaN. IN and OUT may be
 * the same. Returns in *PRESENT how many were ranked. */
myn_status myn_rank(const double *in, double *out, size_t n, myn_ties ties, bool descending, size_t *present,
                    myn_arena *scratch) MYN_CHECKED;

/* The quantile of sorted X (least first, no missing) at p in [0, 1] by Hyndman and Fan's type 7
 * (doi:10.2307/2684934): linear between x[floor(h)] and the next, h = (n - 1) p. NaN where n is 0. */
double myn_quantile(const double *sorted, size_t n, double p);

#endif
