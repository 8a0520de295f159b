/* What the power transforms with a lambda share: the power itself and the lambda of greatest likelihood. */
#ifndef MYN_METHOD_LAMBDA_H
#define MYN_METHOD_LAMBDA_H
#include <mynegai/method.h>

#define LAMBDA_MOST 20.0

#define MYN_LAMBDA_SUMMARY \
    "1 changes nothing but the origin, 0 is the logarithm; none: fitted by greatest likelihood"

/* (exp(v lambda) - 1) / lambda, at 0 its limit v. */
double myn_lambda_power(double v, double lambda);

/* Values as logarithms, of which those marked UPSIDE go through myn_lambda_power with lambda, the others
 * through -power with 2 - lambda (none do for Box and Cox). N values, none missing. JACOBIAN: the sum of the
 * logarithms of dy/dx by lambda. */
typedef struct {
    const double *v;
    const bool *upside; /* NULL: all */
    size_t n;
    double jacobian;
} Logs;

/* The lambda of greatest likelihood into *LAMBDA: where the likelihood's slope is 0, to the last bits.
 * MYN_ERR_DATA and WHY where there is none within LAMBDA_MOST of 0. */
myn_status myn_lambda_fit(const Logs *logs, double *lambda, myn_arena *scratch, const char **why);

#endif
