/* One edition's arrays, as the writer and the reader walk them. */
#ifndef MYN_PANEL_EDITION_H
#define MYN_PANEL_EDITION_H
#include "layout.h"

typedef struct {
    int variable, grouping; /* grouping: number of the quantiles, or -1 */
    size_t count;           /* elements */
    void **at;              /* the field of the edition */
} myn_edition_slot;
#define MYN_SLOTS_MOST (12 + MYN_QUANTILES_MOST)

/* The arrays that an edition under LABELS has, into SLOT (MYN_SLOTS_MOST); returns how many. */
size_t myn_edition_slots(const myn_labels *labels, myn_edition *edition, myn_edition_slot *slot);

/* Whether all of COUNT bytes are below END. */
bool myn_bytes_below(const uint8_t *byte, size_t count, unsigned end);

/* Whether statuses, ranks, quantiles, bands and periods are within their ranges. */
bool myn_edition_sound(const myn_labels *labels, size_t periods, const myn_edition *edition);

#endif
