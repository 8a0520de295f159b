/* What a store is told besides numbers. Private to the room. */
#ifndef MYN_RUN_LABELS_H
#define MYN_RUN_LABELS_H
#include "run/load.h"

/* Labels of every dimension; all memory from LOADED's arena or borrowed from it. */
myn_status myn_labels_of(const myn_loaded *loaded, myn_labels *out) MYN_CHECKED;

/* Where it came from; EXPLAINED (the definition with every default) must outlive OUT. */
myn_status myn_provenance_of(const myn_loaded *loaded, const myn_run_options *options, const char *explained,
                             myn_provenance *out) MYN_CHECKED;

/* The text in a store's provenance that lists changes to the definition, a line each: "set work.weight=0.3". */
#define MYN_CHANGES_TEXT "changes"
extern const char *const myn_change_words[]; /* by myn_change_kind */

/* The declared series NAME in any of the data sets; NULL where none declares it. */
const myn_described_series *myn_loaded_series(const myn_loaded *loaded, const char *name);

#endif
