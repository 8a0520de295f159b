/* What normalisers by rank share. */
#ifndef MYN_METHOD_RANK_H
#define MYN_METHOD_RANK_H
#include <mynegai/method.h>
#include <mynegai/order.h>

/* Ranks of the values after their direction into OUT, 1 the worst, or 1 the best; *PRESENT of them. */
typedef struct {
    myn_ties ties;
    bool best_first;
} Ranking;
myn_status myn_row_rank(const myn_values *values, Ranking how, size_t *present,
                        myn_arena *scratch) MYN_CHECKED;

#endif
