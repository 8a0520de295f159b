/* A release: what of a store may leave the office. Everything that is published is made from one of these, and
 * myn_release_make alone makes them.
 *
 * What is withheld must have been withheld before any score was made (docs/disclosure.md): a score published beside its
 * parts tells what a part was that is left out afterwards. So a release takes away nothing; it refuses a store in which
 * a withheld cell still has its value, holds back what it does not know, and says which scores rest on withheld cells. */
#ifndef MYNEGAI_RELEASE_H
#define MYNEGAI_RELEASE_H
#include <mynegai/annex.h>

typedef struct myn_release {
    const myn_labels
        *labels; /* the store's; of its editions only those up to the one published are spoken of */
    const myn_provenance *provenance; /* the store's */
    size_t edition;                   /* the one that is published */
    const myn_edition *data;          /* edition + 1: it and those before, nodes x areas each */
    const uint8_t
        *rests; /* nodes x areas: 1 where the score rests on a withheld cell (filled in or left out) */
    const myn_panel *raw;     /* indicators x areas by period, limits too */
    const myn_panel *parents; /* the same of larger areas; NULL: the store has none */
    const myn_annex *uncertainty, *forecast, *segments; /* NULL: none, or of another edition */
    const char *const *held_back; /* groups of the store that are not published; ends in NULL */
    size_t suppressed;            /* cells of RAW and PARENTS that are withheld */
    void *memory;
} myn_release;

/* The release of EDITION (its number) of STORE, called PATH in problems; STORE is to outlive it. MYN_ERR_DATA with every
 * reason in DIAG where a withheld cell has a value or limits, or a score below its coverage has a value;
 * MYN_ERR_ARGUMENT: no such edition; or as the reading of a store. O(cells). */
myn_status myn_release_make(myn_store *store, const char *path, size_t edition, myn_diag *diag,
                            myn_release **out) MYN_CHECKED;

/* Give back a release; the store stays. Accepts NULL. */
void myn_release_free(myn_release *release);

#endif
