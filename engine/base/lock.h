/* A lock on a name: one process at a time. For output.c; not part of the library's face. */
#ifndef MYN_BASE_LOCK_H
#define MYN_BASE_LOCK_H
#include <mynegai/status.h>
#include <stddef.h>

/* By flock, which dies with its process; or by the mere existence of the file, where flock is not to be had.
 */
typedef enum { MYN_LOCK_KERNEL, MYN_LOCK_FILE } myn_lock_how;

typedef struct {
    char *path; /* NULL: not held */
    int file;   /* -1 under MYN_LOCK_FILE */
} myn_lock;

#define MYN_HOLDER_TEXT 128

/* Take the lock file PATH without waiting; MYN_LOCK_KERNEL turns to MYN_LOCK_FILE where the file system has
 * no flock. MYN_ERR_BUSY with the HOLDER ("process 12 on host") or "another run"; MYN_ERR_IO with errno. */
myn_status myn_lock_take(const char *path, myn_lock_how how, char holder[MYN_HOLDER_TEXT],
                         myn_lock *out) MYN_CHECKED;

/* Give it back and remove the file. A lock that is not held is left alone. */
void myn_lock_give(myn_lock *lock);

#endif
