/* Least and greatest of several rows, shared by min and max. */
#include "method/aggregate_extreme.h"
#include "method/row.h"
#include <math.h>

/* A comparison with NaN is false: a missing OUT is told apart by not being equal to itself. */
FOR_EACH_MACHINE
static void keep_least(const double *x, double *out, size_t n, double sign)
{
    EACH_BY_ITSELF
    for (size_t i = 0; i < n; i++) {
        bool take = (sign * x[i] < sign * out[i]) | (out[i] != out[i]);
        out[i] = take ? x[i] : out[i];
    }
}

void myn_parts_least(const myn_parts *parts, double sign)
{
    for (size_t i = 0; i < parts->n; i++) parts->out[i] = NAN;
    for (size_t c = 0; c < parts->children; c++) keep_least(parts->child[c], parts->out, parts->n, sign);
}
