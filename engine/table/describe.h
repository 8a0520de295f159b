/* Reading dataset.yml: what its parts share. Everything that is wrong goes to DIAG; texts are the document's.
 */
#ifndef MYN_TABLE_DESCRIBE_H
#define MYN_TABLE_DESCRIBE_H
#include "table/dataset_memory.h"

typedef struct {
    myn_arena *arena;
    myn_diag *diag;
    bool wrong;   /* an error was said */
    bool starved; /* no memory */
} Describe;

/* An error at NODE (its place), with printf's arguments. */
void describe_say(Describe *describe, myn_place at, const char *format, ...) MYN_PRINTF(3, 4);

/* COUNT things of SIZE, cleared; NULL and `starved` without memory. Never NULL for COUNT 0 otherwise. */
void *describe_room(Describe *describe, size_t count, size_t size);

/* The text under KEY of MAP; NULL where absent. A null or a container is an error. */
const char *describe_text(Describe *describe, const myn_yaml *map, const char *key);

/* The same; absent is an error that says what was EXPECTED there. */
const char *describe_needed(Describe *describe, const myn_yaml *map, const char *key, const char *expected);

/* NODE itself as a text. */
const char *describe_scalar(Describe *describe, const myn_yaml *node);

/* A list of texts (or one text); *COUNT is 0 where absent. */
const char *const *describe_texts(Describe *describe, const myn_yaml *node, size_t *count);

bool describe_flag(Describe *describe, const myn_yaml *map, const char *key);

/* MAP as a map with entries only from KEYS; false, with an error, where it is absent, empty or none. */
bool describe_map(Describe *describe, const myn_yaml *map, const char *what, const char *const *keys);

/* `file`, dialect, filters and respellings of a table or code list; ALLOWED: its keys, for those that are
 * unknown. */
void describe_source(Describe *describe, const myn_yaml *map, myn_source_file *out);

/* Tables and their series; false where the table's layout is not known, so that its series cannot be read. */
bool describe_table(Describe *describe, const myn_yaml *map, myn_table *out);
void describe_series(Describe *describe, const myn_yaml *map, const myn_table *table,
                     myn_described_series *out);

#endif
