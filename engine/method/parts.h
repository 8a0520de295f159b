/* What aggregators share: walking several children over blocks of areas. */
#ifndef MYN_METHOD_PARTS_H
#define MYN_METHOD_PARTS_H
#include <mynegai/method.h>

/* OUT = sum of weight x value over the children that have one; SHARE the sum of their weights, both n long.
 * One pass, several areas at a time, up to four children a turn; children are added in their order. */
void myn_parts_sum(const myn_parts *parts, double *out, double *share);

/* Only the second: the number of children that have a value, or the sum of their weights. */
void myn_parts_present(const myn_parts *parts, bool by_weight, double *present);

/* As myn_parts_sum, with f(value, with) in place of the value. */
void myn_parts_sum_of(const myn_parts *parts, double (*f)(double, double), double with, double *out,
                      double *share);

/* out = f(out / share, with) where share > 0, else missing. MYN_ERR_DATA where a result is no number. */
myn_status myn_parts_close(const myn_parts *parts, const double *share, double (*f)(double, double),
                           double with);

/* Whether some child has a value below 0. */
bool myn_parts_negative(const myn_parts *parts);

/* n doubles for the sum of weights. */
double *myn_parts_scratch(const myn_parts *parts, myn_arena *scratch);

#endif
