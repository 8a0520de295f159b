/* The sums of a table among its withheld cells, for a solver whose unknowns these are. */
#ifndef MYN_DISCLOSURE_ATTACK_H
#define MYN_DISCLOSURE_ATTACK_H
#include "disclosure/relations.h"
#include "disclosure/solver.h"

/* Unknown i is cell[i]; column[cell] is its number, MYN_NO_PARENT for a published one. */
typedef struct {
    const myn_count_table *table;
    const Relations *relations;
    size_t unknowns;
    uint32_t *cell, *column;
    int *index;   /* scratch for one row */
    double *sign; /* the same */
} Attack;

/* The cells whose HELD is not 0, from ARENA. */
myn_status attack_on(const myn_count_table *table, const Relations *relations, const uint8_t *held,
                     Attack *out, myn_arena *arena);

/* Rows: with FIGURES the withheld counts add up to what is published; without, their changes add up to 0. */
void attack_rows(const Attack *a, bool figures, Solver *s);

#endif
