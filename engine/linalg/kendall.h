/* Kendall's tau-b. */
#ifndef MYN_LINALG_KENDALL_H
#define MYN_LINALG_KENDALL_H
#include <mynegai/linalg.h>
#include <stdint.h>

typedef struct {
    double tau, p; /* missing where not defined */
    size_t n;      /* areas that have both */
} Kendall;

/* An indicator's areas by value: ORDER holds those that are there, least first; RANK for every area, equal
 * values equal, NO_RANK where missing. */
#define NO_RANK UINT32_MAX
typedef struct {
    uint32_t *order, *rank;
    size_t present;
} Ranked;
myn_status myn_ranked_new(const double *x, size_t n, Ranked *out, myn_arena *scratch) MYN_CHECKED;

/* Of the pair X, Y; ROOM for 3 n numbers. */
Kendall myn_kendall(const Ranked *x, const Ranked *y, uint32_t *room);

#endif
