/* Least and greatest child. */
#ifndef MYN_METHOD_AGGREGATE_EXTREME_H
#define MYN_METHOD_AGGREGATE_EXTREME_H
#include <mynegai/method.h>

/* out = sign times the least of sign times the children's values that are there. */
void myn_parts_least(const myn_parts *parts, double sign);

#endif
