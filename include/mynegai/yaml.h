/* YAML read into a plain tree that remembers where everything stood.
 *
 * Refused, each with its place: duplicate keys, aliases and anchors, tags, several documents, keys that are
 * not plain scalars, nesting deeper than 32. */
#ifndef MYNEGAI_YAML_H
#define MYNEGAI_YAML_H
#include <mynegai/diag.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum { MYN_YAML_SCALAR, MYN_YAML_LIST, MYN_YAML_MAP } myn_yaml_kind;

typedef struct myn_yaml {
    myn_yaml_kind kind;
    myn_place at;
    const char *key; /* for an entry of a map: its key, and where that stood */
    myn_place key_at;
    const char *text; /* a scalar's text; "" where null or a container */
    bool null;        /* nothing was written, or a plain `null` or `~` */
    bool quoted;      /* a scalar written in quotes or as a block */
    size_t count;     /* items of a list, entries of a map */
    const struct myn_yaml *item;
} myn_yaml;

typedef struct myn_yaml_doc myn_yaml_doc;

/* Read the file PATH (problems name it NAME). MYN_ERR_IO where it cannot be read (also said in DIAG),
 * MYN_ERR_DATA with every problem in DIAG. An empty file is an empty map. At most 4 MiB. */
myn_status myn_yaml_read(const char *path, const char *name, myn_diag *diag, myn_yaml_doc **out) MYN_CHECKED;

/* The same from LENGTH bytes of TEXT, which is copied. */
myn_status myn_yaml_read_text(const char *text, size_t length, const char *name, myn_diag *diag,
                              myn_yaml_doc **out) MYN_CHECKED;

/* Give back the document, its tree and all texts borrowed from it. Accepts NULL. */
void myn_yaml_free(myn_yaml_doc *doc);

/* The top of the tree; valid until DOC is freed. */
const myn_yaml *myn_yaml_root(const myn_yaml_doc *doc);

/* The file's text as it was read, with a final zero; valid until DOC is freed. */
const char *myn_yaml_source(const myn_yaml_doc *doc);

/* The entry KEY of MAP; NULL where absent or MAP is NULL or no map. */
const myn_yaml *myn_yaml_get(const myn_yaml *map, const char *key);

/* Report every key of MAP that is not among KEYS (ends in NULL), with the nearest known one. WHAT names the map
 * ("dataset", "step zscore"). Also reports where MAP is no map; NULL and null are nothing to report. */
void myn_yaml_known(const myn_yaml *map, const char *what, const char *const *keys, myn_diag *diag);

/* Take NODE as a finite number; false and a problem in DIAG ("expected ...") where it is none or in quotes. NODE
 * NULL or null: false, no problem. OUT stays as it is where the answer is false; so with all that follow. */
bool myn_yaml_real(const myn_yaml *node, myn_diag *diag, double *out);

/* The same for a whole number, up to 10^15 either way. */
bool myn_yaml_whole(const myn_yaml *node, myn_diag *diag, long *out);

/* The same for a flag: true or false, no other words. */
bool myn_yaml_flag(const myn_yaml *node, myn_diag *diag, bool *out);

/* The same for a text: any scalar, in quotes or not. Borrowed from the document. */
bool myn_yaml_text(const myn_yaml *node, myn_diag *diag, const char **out);

/* The same for one of WORDS (ends in NULL): its number. */
bool myn_yaml_choice(const myn_yaml *node, const char *const *words, myn_diag *diag, int *out);

/* How many items NODE has as a list: those of a list, 1 for a scalar or a map, 0 for NULL and null. */
size_t myn_yaml_count(const myn_yaml *node);

/* Item I of NODE as a list: NODE itself where it is a scalar or a map. NULL where I is not below the count. */
const myn_yaml *myn_yaml_item(const myn_yaml *node, size_t i);

#endif
