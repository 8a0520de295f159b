/* How often each area was in each group and band, and which of two areas ranked above the other. Private to the room. */
#ifndef MYN_RUN_UNCERTAINTY_COUNTS_H
#define MYN_RUN_UNCERTAINTY_COUNTS_H
#include "run/uncertainty.h"

/* One way of putting areas in groups. */
typedef struct {
    size_t groups;
    uint32_t *count; /* columns (kept nodes x areas) x groups */
} Tally;

typedef struct {
    myn_uncertain *m;
    Tally quantile[MYN_QUANTILES_MOST], band;
    uint32_t *above, *tied, *both; /* nodes x pairs */
} Counts;

/* All zero, from MEMORY. */
myn_status counts_open(myn_uncertain *m, myn_arena *memory, Counts *out) MYN_CHECKED;

/* COUNT further draws of the kept nodes from NODE on, of which DRAWN has rows. */
myn_status counts_add(Counts *counts, size_t node, const myn_drawn *drawn, size_t count) MYN_CHECKED;

#endif
