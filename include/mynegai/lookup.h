/* Which areas lie in which others, and with which share: small areas in places, last decade's areas in this one's.
 *
 * A lookup is a CSV file described in a dataset.yml under `lookups:`. */
#ifndef MYNEGAI_LOOKUP_H
#define MYNEGAI_LOOKUP_H
#include <mynegai/dataset.h>

#define MYN_NOWHERE UINT32_MAX

/* The parts of area a are link FIRST[a] to FIRST[a + 1] - 1; their shares sum to 1, what lies in none included
 * (into MYN_NOWHERE). */
typedef struct {
    uint32_t into; /* number in `codes` */
    double share;  /* above 0, at most 1 */
} myn_link;

typedef struct myn_lookup {
    size_t areas;
    size_t *first; /* areas + 1 */
    myn_link *link;
    myn_names *codes; /* of what areas lie in, in the order met */
    size_t split[4];  /* areas in more than one, by how their shares are known (myn_share_kind) */
    size_t empty;     /* of those by population: areas whose counts are all 0, shared equally */
} myn_lookup;

/* Read FILE in FOLDER for the areas of CODES; rows of other areas are passed over. Problems, all in DIAG, then
 * MYN_ERR_DATA and *OUT NULL: an area that the file does not have, one in two others where there are no shares, shares that
 * are no numbers of at least 0 or do not sum to 1 (within 1e-6). Counts that are all 0 make equal shares. ACCOUNT says what became of
 * the rows. O(rows). */
myn_status myn_lookup_read(const myn_lookup_file *file, const char *folder, const myn_names *codes,
                           myn_diag *diag, myn_lookup **out, myn_account *account) MYN_CHECKED;

/* FIRST, then SECOND, which was read for FIRST's codes: shares multiply, and those that lead to the same are added up.
 * OUT has the codes of SECOND. Both stay the caller's. */
myn_status myn_lookup_chain(const myn_lookup *first, const myn_lookup *second, myn_lookup **out) MYN_CHECKED;

/* Every area whole into what holds the most of it, half or more, the first of equal ones; else into none. In place. */
void myn_lookup_best_fit(myn_lookup *lookup);

/* Give back a lookup. Accepts NULL. */
void myn_lookup_free(myn_lookup *lookup);

#endif
