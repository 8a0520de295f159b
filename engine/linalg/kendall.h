/* Kendall's tau-b of one pair. */
#ifndef MYN_LINALG_KENDALL_H
#define MYN_LINALG_KENDALL_H
#include <mynegai/linalg.h>

typedef struct {
    double tau, p; /* missing where not defined */
    size_t n;      /* areas that have both */
} Kendall;

myn_status myn_kendall(const double *x, const double *y, size_t n, Kendall *out,
                       myn_arena *scratch) MYN_CHECKED;

#endif
