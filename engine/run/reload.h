/* From a store back to what a build had read. Private to the room. */
#ifndef MYN_RUN_RELOAD_H
#define MYN_RUN_RELOAD_H
#include "run/pipeline.h"

/* What a build had read, out of STORE (called PATH in problems): definition with its changes, areas, cube,
 * editions; no data sets. The same pipeline gives the same bits again. MYN_ERR_FORMAT with the reason in DIAG
 * where the store's definition and its figures do not belong together, MYN_ERR_DATA where its definition
 * cannot be read. OUT is to be freed with myn_loaded_free whatever the answer. */
myn_status myn_reload(myn_store *store, const char *path, myn_diag *diag, myn_loaded *out) MYN_CHECKED;

/* Its definition alone, into OUT, whose memory is there; refused where its figures are of another shape or other names. */
myn_status myn_reload_definition(const myn_store *store, const char *path, myn_diag *diag,
                                 myn_loaded *out) MYN_CHECKED;

/* The changes that STORE's definition was built with, into OUT, with memory from MEMORY. MYN_ERR_FORMAT where the record
 * cannot be read. */
myn_status myn_reload_changes(const myn_store *store, myn_arena *memory, myn_index_source *out) MYN_CHECKED;

/* A store whose editions can be computed again. */
typedef struct {
    myn_store *store; /* borrowed */
    const myn_labels *labels;
    myn_loaded loaded;
    myn_pipeline pipeline;
} myn_again;

/* Room for an edition of what is computed again. */
myn_status myn_again_edition(const myn_again *again, myn_edition *out) MYN_CHECKED;

/* Reload STORE and make its pipeline ready; to be freed whatever the answer. */
myn_status myn_again_open(myn_store *store, const char *path, size_t threads, myn_diag *diag,
                          myn_again *out) MYN_CHECKED;
void myn_again_free(myn_again *again);

#endif
