/* Two stores side by side. Private to the room. */
#ifndef MYN_RUN_COMPARE_H
#define MYN_RUN_COMPARE_H
#include "run/reload.h"
#include <mynegai/compare.h>

typedef struct {
    const myn_compare_choice *choice;
    myn_diag *diag;
    const myn_labels *old_labels, *new_labels;
    size_t *to_new; /* by area of the old store: its number in the new one, or MYN_NONE */
    myn_again before, after;
    bool reloaded;                  /* both can be computed again */
    myn_edition old_data, new_data; /* as stored */
    myn_arena *memory;
    myn_comparison *out;
} Comparer;

/* What the definitions, areas, inputs and programs differ in. */
myn_status compare_definitions(Comparer *comparer) MYN_CHECKED;

/* Scores by old nodes: of old areas as computed again; with own new values in the old normalisation; of the new store's
 * areas by the old definition on new data. */
typedef struct {
    const double *again, *data; /* old nodes x old areas */
    const double *others;       /* old nodes x new areas */
    double *owned[3];
} Counterfactual;
myn_status compare_counterfactual(Comparer *comparer, myn_diag *diag, Counterfactual *out) MYN_CHECKED;
void compare_free_counterfactual(Counterfactual *made);

/* What METHOD makes of each new value among the others' old values: a rank method's result for OLD with its value at I
 * replaced by FRESH[i], for every I with a value in FRESH. */
typedef struct {
    const myn_step *step;
    double direction;
    const double *old;
    size_t areas;
} Ranked;
bool compare_by_rank(const myn_method *method);
myn_status compare_place(const Ranked *ranked, double *fresh, myn_arena *scratch) MYN_CHECKED;

#endif
