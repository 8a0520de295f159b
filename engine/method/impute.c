/* Filling gaps with one value, shared by all that impute one. */
#include "method/impute.h"
#include <math.h>

void myn_impute_value(const myn_values *values, double value)
{
    for (size_t i = 0; i < values->n; i++) {
        bool missing = isnan(values->in[i]);
        values->out[i] = missing ? value : values->in[i];
        if (missing && values->touched) values->touched[i] = 1;
    }
}
