/* A store being read: nothing in the file is believed before it is checked. */
#ifndef MYN_PANEL_READING_H
#define MYN_PANEL_READING_H
#include "annex.h"
#include "h5.h"
#include <mynegai/arena.h>

#define MYN_STORE_LIMIT ((size_t)8 << 30)

struct myn_store {
    myn_driver io;
    hid_t file, group[GROUPS + 1]; /* negative: not there; the last is the annex that is being read */
    uint64_t file_size;
    size_t limit, texts_left; /* bytes: of one answer; of text that the file can still hold */
    size_t size[DIMS_ALL];
    bool known[DIMS_ALL];                    /* size is that of the coordinate that was read */
    const char *axis_name[MYN_ANNEX_SCALES]; /* of the annex that is being read */
    const char **annex_name;                 /* in their order; ends in NULL */
    const myn_annex **annex;                 /* those that were read; NULL: not yet */
    myn_arena *arena;
    myn_labels labels;
    myn_areas *areas, *parents, *summary_areas;
    myn_provenance provenance;
    myn_period *period[2]; /* of the index's areas, of the larger ones */
    char why[256];         /* what made it no store */
};

/* Keep the sentence and answer MYN_ERR_FORMAT. */
myn_status myn_refuse(myn_store *store, const char *format, ...) MYN_PRINTF(2, 3) MYN_CHECKED;

/* Whether GROUP's link NAME is there. */
bool myn_read_has(const myn_store *store, int group, const char *name);

/* Open a group, refusing links that are not plain; a group that is not there stays negative. */
myn_status myn_read_group(myn_store *store, int group) MYN_CHECKED;

/* Open the data set of VARIABLE (NAME NULL: its own) and check its type, its shape, how it is stored and that
 * the file can hold it. A coordinate gives its dimension its size. */
myn_status myn_read_open(myn_store *store, int variable, const char *name, hid_t *out) MYN_CHECKED;

/* The same for a data set that is not in the table; SCALE_OF: the dimension whose size it says, or -1. */
myn_status myn_read_open_as(myn_store *store, const myn_variable *v, const char *name, int scale_of,
                            hid_t *out) MYN_CHECKED;

/* All of it, from the arena. */
myn_status myn_read_whole(myn_store *store, int variable, void **out) MYN_CHECKED;
myn_status myn_read_texts(myn_store *store, int variable, const char ***out) MYN_CHECKED;

/* All elements of DATA, opened as V, from the arena: numbers, or const char * where it holds texts. */
myn_status myn_read_elements(myn_store *store, const myn_variable *v, hid_t data, void **out) MYN_CHECKED;

/* Nothing but plain links in GROUP, and not too many. */
myn_status myn_read_links(myn_store *store, hid_t group) MYN_CHECKED;

/* The names of the annexes that are there. */
myn_status myn_read_annexes(myn_store *store) MYN_CHECKED;

/* COUNT texts of the contiguous data at OFFSET of the file, without HDF5: see heap.c. */
myn_status myn_heap_texts(myn_store *store, uint64_t offset, size_t count, const char **out) MYN_CHECKED;

/* Attributes of the root or a data set: a text (NULL where there is none); up to MOST whole numbers. */
myn_status myn_read_attribute(myn_store *store, hid_t object, const char *name, const char **out) MYN_CHECKED;
myn_status myn_read_numbers(myn_store *store, hid_t object, const char *name, size_t most, int32_t *out,
                            size_t *count) MYN_CHECKED;

/* SIZE bytes counted against the limit, cleared. */
myn_status myn_read_room(myn_store *store, size_t count, size_t size, void **out) MYN_CHECKED;

myn_status myn_read_labels(myn_store *store) MYN_CHECKED;
myn_status myn_read_provenance(myn_store *store) MYN_CHECKED;

/* Open and close the data set of every array, with all checks. */
myn_status myn_read_check(myn_store *store) MYN_CHECKED;

/* Read the last element of every array. */
myn_status myn_store_try_ends(myn_store *store) MYN_CHECKED;

#endif
