/* Cells withheld so that sensitive ones stay unknown. */
#ifndef MYN_DISCLOSURE_SECONDARY_H
#define MYN_DISCLOSURE_SECONDARY_H
#include "disclosure/relations.h"

typedef struct {
    const myn_count_table *table;
    const Relations *relations;
    const myn_disclosure_rules *rules;
    const double *up, *down; /* by cell: how far a sensitive count must be able to move */
    uint8_t *why;            /* by cell: secondary ones are added */
    uint32_t *for_cell;      /* by cell: whom a secondary one protects */
    myn_disclosure_figures *figures;
    myn_arena *scratch;
} Protection;

/* Whether rule WHY speaks of the cell itself. */
static inline bool is_sensitive(uint8_t why)
{
    return why != MYN_WITHHELD_NOT && why != MYN_WITHHELD_SECONDARY;
}

/* Withhold cells until every sensitive one can move; those that cannot are left to the audit. */
myn_status secondary_choose(const Protection *p);

/* Publish again what is not needed, the costliest first. */
myn_status secondary_tidy(const Protection *p);

/* What withholding CELL loses. */
double secondary_loss(const Protection *p, size_t cell);

#endif
