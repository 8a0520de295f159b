/* What adds up to what in a table. */
#ifndef MYN_DISCLOSURE_RELATIONS_H
#define MYN_DISCLOSURE_RELATIONS_H
#include <mynegai/disclosure.h>

#define SLACK 1e-6 /* by how much an interval may fall short */

/* Relation r: the sum of sign x over cells start[r] .. start[r + 1] - 1 is 0; a total has sign -1. */
typedef struct {
    size_t count;
    size_t *start;
    uint32_t *cell;
    double *sign;
    size_t longest;
} Relations;

static inline size_t cells_of(const myn_count_table *t)
{
    return t->count.rows * t->count.cols;
}

static inline double count_at(const myn_count_table *t, size_t cell)
{
    return myn_crow(t->count, cell / t->count.cols)[cell % t->count.cols];
}

/* The denominator, which no count exceeds; infinite where there is none. */
static inline double most_at(const myn_count_table *t, size_t cell)
{
    if (!t->denominator.at) return 1.0 / 0.0;
    double most = myn_crow(t->denominator, cell / t->count.cols)[cell % t->count.cols];
    return most != most ? 1.0 / 0.0 : most;
}

/* The relations of TABLE, from ARENA. MYN_ERR_ARGUMENT: a parent that is none, or a ring of parents, or sizes that do not
 * agree. */
myn_status relations_of(const myn_count_table *table, Relations *out, myn_arena *arena);

/* MYN_ERR_DATA unless every count is finite, from 0 to its denominator, and totals add up. */
myn_status table_sound(const myn_count_table *table, const Relations *relations);

#endif
