/* One area on its way through an edition, written down. Private to the room. */
#ifndef MYN_RUN_EXPLAIN_H
#define MYN_RUN_EXPLAIN_H
#include "run/reload.h"
#include "run/worked.h"

typedef struct {
    myn_again again;
    const myn_edition_rule *rule;
    myn_edition data; /* the edition, computed again */
    uint8_t *dropped;
    uint8_t *rests;    /* nodes x areas: what rests on suppressed figures */
    myn_datasets sets; /* descriptions of the data, out of the store */
    size_t areas, area;
    myn_arena *arena, *scratch; /* what stays; what goes after each node */
    bool failed;                /* out of memory */
    myn_explained *out;
} Tracer;

/* COUNT zeroed things that stay; NULL, with `failed` set, without memory. */
void *explain_room(Tracer *tracer, size_t count, size_t size);

/* "2020 (frozen in last.h5)" of a step that takes its parameters from a store; NULL where it does not. */
const char *explain_frozen(const Tracer *tracer, const myn_step *step);

/* The data sets' descriptions, as far as the store holds them. */
myn_status explain_sources(Tracer *tracer) MYN_CHECKED;

/* The indicator that node number I is. */
myn_status explain_leaf(Tracer *tracer, size_t i, myn_explained_node *out) MYN_CHECKED;

#endif
