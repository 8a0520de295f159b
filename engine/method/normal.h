/* The standard normal distribution. */
#ifndef MYN_METHOD_NORMAL_H
#define MYN_METHOD_NORMAL_H

/* x with P(X <= x) = p, 0 < p < 1; to about 1 part in 10^16 (Wichura 1988, doi:10.2307/2347330). */
double myn_normal_quantile(double p);

#endif
