/* A folder of output files that is whole or not there: written beside its destination under a lock, then exchanged with
 * what stood there.
 *
 * PATH.lock is held as a file's is (output.h). A process killed at any moment leaves the old folder or the new one whole;
 * what it left beside (PATH.part) is removed by the next writer. Thousands of files are not forced to the disk one by one,
 * nor is all that other jobs write: after a power cut, check them against their sums. */
#ifndef MYNEGAI_FOLDER_H
#define MYNEGAI_FOLDER_H
#include <mynegai/diag.h>
#include <stddef.h>

typedef struct myn_folder myn_folder;

/* Take PATH's lock and make an empty folder beside it. What stands at PATH may be nothing, an empty folder, or one in
 * which the file SUMS (lines "digest  name", as sha256sum writes them) names every file, so that no file is lost that
 * is not ours: else MYN_ERR_IO with the reason in DIAG; MYN_ERR_BUSY with the holder. */
myn_status myn_folder_open(const char *path, const char *sums, myn_diag *diag, myn_folder **out) MYN_CHECKED;

/* Write the file NAME ("en/index.html"; relative, never outside), making folders on the way. MYN_ERR_IO with errno. */
myn_status myn_folder_write(myn_folder *folder, const char *name, const void *bytes, size_t size) MYN_CHECKED;

/* Put it at PATH and remove what stood there. On error PATH is as it was. MYN_ERR_IO with errno. */
myn_status myn_folder_commit(myn_folder *folder) MYN_CHECKED;

/* Removes the folder beside where not committed, gives the lock back. Accepts NULL. */
void myn_folder_free(myn_folder *folder);

#endif
