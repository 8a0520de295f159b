/* Old definition, new data: what compare_mixed.c makes and compare_parts.c takes apart. Private to the two. */
#ifndef MYN_RUN_COMPARE_PARTS_H
#define MYN_RUN_COMPARE_PARTS_H
#include "run/compare.h"

/* Old definition, new data. */
typedef struct {
    myn_loaded loaded; /* borrows but for its cube, where that had to be made */
    myn_pipeline pipeline;
    myn_edition_rule rule;
    uint8_t
        *kept; /* by leaf of the old definition: the new store does not hold it so; it keeps its old values */
    bool own_panel;
    uint8_t *dropped; /* areas that a leaf with `drop` leaves out */
    myn_edition data;
} Mixed;

typedef struct {
    Comparer *c;
    const myn_edition_rule *old_rule;
    uint8_t *old_dropped;
    myn_edition old; /* the old edition computed again, for its fitted parameters */
    Mixed mixed;
    size_t areas, others; /* of the old store, of the new one */
    size_t *row;          /* by row of the old cube: the new one's, or MYN_NONE */
    double *data;         /* old nodes x old areas, under way */
} Work;

/* Which rows of the new cube are those of the old one: w->row, w->mixed.kept. */
myn_status mixed_match_rows(Work *w) MYN_CHECKED;

/* The edition of the new store by the old definition's rule where it has one of that name. */
myn_edition_rule mixed_rule(const Work *w);

/* The same program with the same definition: what it makes of the new data is what the new store holds. */
bool same_definition(const Comparer *c);

/* The same areas with the same values in the same periods, as far as the old definition looks at them. */
bool mixed_same_data(const Work *w);

/* The new edition by the old definition, into w->mixed; only what same_definition needs where it is the same. */
myn_status run_mixed(Work *w, myn_diag *diag) MYN_CHECKED;
void free_mixed(Mixed *m);

#endif
