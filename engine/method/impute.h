/* What imputations share. */
#ifndef MYN_METHOD_IMPUTE_H
#define MYN_METHOD_IMPUTE_H
#include <mynegai/method.h>

/* Copy IN to OUT with VALUE in place of what is missing, and mark where. */
void myn_impute_value(const myn_values *values, double value);

#endif
