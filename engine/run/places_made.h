/* Places being made of small areas. Private to the room. */
#ifndef MYN_RUN_PLACES_MADE_H
#define MYN_RUN_PLACES_MADE_H
#include "run/load.h"
#include <mynegai/annex.h>

typedef struct {
    myn_loaded *loaded;
    const myn_index *index;
    const myn_built_from *from;
    const myn_areas *small, *places,
        *listed;              /* what the data speak of; all places; the list that they are from */
    const myn_lookup *lookup; /* of the small areas */
    uint32_t *place;          /* of each code of the lookup: number among PLACES, or MYN_NOWHERE */
    double *population;       /* of each small area */
    double *people, *pooled;  /* of each place; of the small places that it stands for */
    size_t *made_of;          /* small areas in each place */
    const char **parent;      /* of each place: the code list's, else where most of its people are */
    uint32_t *target;         /* of each place: number among those that are left, or MYN_NOWHERE */
    myn_diag *diag;
} Placing;

/* The place that link I leads to. */
static inline uint32_t place_of(const Placing *p, size_t i)
{
    uint32_t code = p->lookup->link[i].into;
    return code == MYN_NOWHERE ? MYN_NOWHERE : p->place[code];
}

/* The cube of the small areas as one of AREAS places, by P's places as they now stand (numbers among those that are
 * left). */
myn_status myn_places_convert(const Placing *p, size_t areas, myn_panel **out) MYN_CHECKED;

/* What the areas were made of, as an annex of the store: its arrays from MEMORY. */
myn_status myn_places_annex(const myn_loaded *loaded, myn_arena *memory, myn_annex *out) MYN_CHECKED;

#endif
