/* Ranking a row with its direction, shared by all methods that rest on ranks. */
#include "method/rank.h"

myn_status myn_row_rank(const myn_values *values, Ranking how, size_t *present, myn_arena *scratch)
{
    bool descending = (values->direction < 0) != how.best_first;
    return myn_rank(values->in, values->out, values->n, how.ties, descending, present, scratch);
}
