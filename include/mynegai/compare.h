/* What changed between two stores, or between two editions, and why.
 *
 * A change of score is taken apart by computing again, in this order:
 *   old            the old definition on the old data
 *   data           ... with an area's own new values put into the old normalisation: parameters as they were fitted, ranks
 *                  among the others' old values
 *   normalisation  ... the old definition on all new data: what moved because others moved
 *   method         ... the new definition on the new data: weights, methods, indicators, tree
 * so that data + normalisation + method is the change, without a remainder. An indicator that the new store does not
 * hold as the old definition has it keeps its old values until the last step: to drop it is a change of method. */
#ifndef MYNEGAI_COMPARE_H
#define MYNEGAI_COMPARE_H
#include <mynegai/label.h>
#include <mynegai/store.h>

/* One thing that is not as it was. */
typedef struct {
    const char *what;           /* "weight", "indicator", "step", "file", ... */
    const char *of;             /* node, area, file; NULL: the index */
    const char *before, *after; /* NULL: not there */
} myn_difference;

/* One area that both stores have. */
typedef struct {
    size_t before, after;        /* its number in each store */
    double old_score, new_score; /* NaN: none */
    int32_t old_rank, new_rank;  /* 0: none */
    uint8_t old_band, new_band;  /* 0: none */
    double data, normalisation,
        method;  /* parts of new_score - old_score; NaN where it has not both or nothing is known */
    bool joined; /* a step between has no score: two parts could not be told apart and stand in one */
} myn_move;

typedef struct {
    const myn_labels *old_labels, *new_labels; /* the stores' */
    const char *old_edition, *new_edition, *node;
    size_t old_node, new_node;
    const myn_difference *difference;
    size_t differences;
    const myn_move *move; /* largest changes of rank first, then of score, then by code */
    size_t moves;
    size_t gone, came;    /* areas of one store only */
    size_t crossed;       /* areas in another band than before */
    size_t risen, fallen; /* by rank */
    double mean_change;   /* of scores, without their sign */
    bool attributed;      /* whether parts are known */
    const char *why_not;  /* where not: a sentence */
    void *memory;
} myn_comparison;

typedef struct {
    myn_store *old_store, *new_store; /* may be the same */
    const char *old_path, *new_path;  /* as problems call them */
    size_t old_edition, new_edition;  /* numbers */
    const char *node;                 /* NULL: the root */
    size_t threads;
} myn_compare_choice;

/* Compare. MYN_ERR_NOT_FOUND with the reason in DIAG where the stores have no area in common, or not both the node. */
myn_status myn_compare(const myn_compare_choice *choice, myn_diag *diag, myn_comparison **out) MYN_CHECKED;
void myn_comparison_free(myn_comparison *comparison);

#endif
