/* Areas: codes that stay text from end to end, names in two languages, parents, dates of validity,
 * successors.
 *
 * A code list is a CSV file described in a dataset.yml under `areas:`. The lists that ship with the project
 * are the data set datasets/geography. */
#ifndef MYNEGAI_AREAS_H
#define MYNEGAI_AREAS_H
#include <mynegai/dataset.h>

typedef struct {
    const char *code;
    const char *name_en, *name_cy; /* NULL where the list has none */
    const char *parent, *level;    /* NULL where none */
    const char *successor;         /* codes, separated by blanks, that replaced it; NULL where none */
    int32_t valid_from, valid_to;  /* days, [from, to); INT32_MIN, INT32_MAX where open */
} myn_area;

typedef struct myn_areas {
    const char *name;
    size_t count;
    const myn_area *at;
    myn_names *codes; /* number in codes = number in at */
    void *memory;
} myn_areas;

/* Read LIST of a data set whose files lie in FOLDER (NULL: the data set's own). A code twice, a blank code, a
 * date that is none, an end before the start are problems: all in DIAG, then MYN_ERR_DATA and *OUT NULL. OUT
 * keeps the file's order and is the caller's. ACCOUNT says what became of the rows. */
myn_status myn_areas_read(const myn_area_list *list, const char *folder, myn_diag *diag, myn_areas **out,
                          myn_account *account) MYN_CHECKED;

/* The areas of ALL that have LEVEL (NULL: any) and are valid on DAY (INT32_MAX: those without an end), which may
 * be none. Texts are copied; ALL may be freed. MYN_ERR_MEMORY only. O(n). */
myn_status myn_areas_select(const myn_areas *all, const char *level, int32_t day,
                            myn_areas **out) MYN_CHECKED;

/* A new list from COUNT areas, texts copied, for a store's reader. MYN_ERR_ARGUMENT where a code stands twice. */
myn_status myn_areas_make(const char *name, const myn_area *at, size_t count, myn_areas **out) MYN_CHECKED;

/* Give back a list that this header made, and with it all its texts. Accepts NULL. */
void myn_areas_free(myn_areas *areas);

/* Number of CODE (LENGTH bytes, no zero needed), or MYN_NONE. O(1). */
size_t myn_areas_find(const myn_areas *areas, const char *code, size_t length);

/* The name in LANG, else in the other language, else the code. Never NULL; lives as long as the area. */
const char *myn_area_name(const myn_area *area, myn_lang lang);

/* What a code that is not wanted is: known in ALL but ended ("W06000017 ended on 2009-04-01; its successor is
 * W06000024 Merthyr Tydfil"), known but of another level, or unknown, with the nearest known code. In LANG
 * into OUT, cut to SIZE; "" without memory. */
void myn_areas_fate(const myn_areas *all, const char *code, size_t length, myn_lang lang, char *out,
                    size_t size);

/* How many areas have no name of their own in LANG. */
size_t myn_areas_unnamed(const myn_areas *areas, myn_lang lang);

/* Mark (1) the areas of AREAS whose chain of parents reaches CODE, in ALL's tree, and unmark (0) the others;
 * CODE itself counts. MARK has room for areas->count. Returns how many. */
size_t myn_areas_within(const myn_areas *areas, const myn_areas *all, const char *code, uint8_t *mark);

#endif
