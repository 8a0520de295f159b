/* An output file that is whole or not there: written beside its destination under a lock, then renamed.
 *
 * PATH.lock is held by flock and names its holder, so that it dies with its process; where flock is not to be
 * had, an exclusive file whose holder on this host is checked to be alive. A process killed at any moment
 * leaves the old file or the new one whole; what it left beside is removed by the next writer. */
#ifndef MYNEGAI_OUTPUT_H
#define MYNEGAI_OUTPUT_H
#include <mynegai/diag.h>
#include <stddef.h>

typedef struct myn_output myn_output;

/* Take PATH's lock and make a file beside it. MYN_ERR_BUSY with the holder in DIAG; MYN_ERR_IO with the
 * reason (no such folder, read-only, PATH is a folder). */
myn_status myn_output_open(const char *path, myn_diag *diag, myn_output **out) MYN_CHECKED;

/* The file beside, for a library that opens by name. */
const char *myn_output_beside(const myn_output *output);

/* Append SIZE bytes (buffered). MYN_ERR_IO with errno. */
myn_status myn_output_write(myn_output *output, const void *bytes, size_t size) MYN_CHECKED;

/* Flush, fsync, rename over PATH, fsync the folder. On error PATH is as it was. */
myn_status myn_output_commit(myn_output *output) MYN_CHECKED;

/* Removes the file beside where not committed, gives the lock back. Accepts NULL. */
void myn_output_free(myn_output *output);

#endif
