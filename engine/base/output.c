/* Written beside, synchronised, renamed: at any moment there is the old file or the new one. */
#include "lock.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <mynegai/output.h>
#include <mynegai/text.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ROOM      ((size_t)1 << 16)
#define HOPS_MOST 40

struct myn_output {
    char *path;   /* where it will stand: links resolved */
    char *beside; /* where it is written. One name: whoever has the lock knows what a dead writer left */
    myn_lock lock;
    int file;   /* the file beside; -1 none */
    bool ready; /* it was made by us and not renamed yet */
    char *buffer;
    size_t used;
    int error; /* errno of the first write that failed */
};

/* ---- where it will stand ---- */

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash) return strdup(".");
    return slash == path ? strdup("/") : strndup(path, (size_t)(slash - path));
}

static char *with(const char *path, const char *ending)
{
    size_t size = strlen(path) + strlen(ending) + 1;
    char *joined = malloc(size);
    if (joined) snprintf(joined, size, "%s%s", path, ending);
    return joined;
}

/* Where the link PATH points, or NULL with errno (0: PATH is no link). */
static char *follow_once(const char *path)
{
    char target[PATH_MAX];
    ssize_t length = readlink(path, target, sizeof target - 1);
    if (length < 0) {
        if (errno == EINVAL || errno == ENOENT) errno = 0;
        return NULL;
    }
    target[length] = '\0';
    if (*target == '/') return strdup(target);
    char *folder = folder_of(path);
    char *joined = folder ? myn_path_join(folder, target) : NULL;
    free(folder);
    if (!joined) errno = ENOMEM;
    return joined;
}

/* A link as the destination stands for the file it points at (which need not exist yet); the folder's name is
 * made canonical, so that two ways to one file meet at one lock. NULL with errno. */
static char *resolve(const char *path)
{
    char *at = strdup(path), *next = NULL, *folder = NULL, *canonical = NULL, *out = NULL;
    int hops = 0;
    while (at && (next = follow_once(at))) {
        free(at);
        at = next;
        if (++hops > HOPS_MOST) errno = ELOOP;
        if (hops > HOPS_MOST) goto done;
    }
    if (!at) errno = ENOMEM;
    if (errno) goto done;
    if (!(folder = folder_of(at))) goto done;
    if (!(canonical = realpath(folder, NULL))) goto done;
    out = myn_path_join(canonical, myn_path_last(at));
done:;
    int why = errno;
    free(at);
    free(folder);
    free(canonical);
    errno = why;
    return out;
}

/* ---- opening ---- */

MYN_PRINTF(4, 5)
static myn_status refuse(myn_diag *diag, const char *path, myn_status status, const char *format, ...)
{
    int why = errno;
    char text[2 * PATH_MAX];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    myn_diag_add(diag, MYN_ERROR, (myn_place){path, 0, 0}, "%s", text);
    errno = why;
    return status;
}

static myn_status refuse_error(myn_diag *diag, const char *path, const char *what)
{
    char room[256];
    return refuse(diag, path, MYN_ERR_IO, "%s: %s", what, strerror_r(errno, room, sizeof room));
}

/* Only a plain file, or nothing, may stand at the destination: renaming over a device would remove it. */
static myn_status check_destination(const char *path, const char *asked, myn_diag *diag, mode_t *mode)
{
    struct stat found;
    *mode = 0;
    if (lstat(path, &found) != 0) {
        if (errno == ENOENT) return MYN_OK;
        return refuse_error(diag, asked, "cannot be looked at");
    }
    if (S_ISDIR(found.st_mode)) errno = EISDIR;
    if (S_ISDIR(found.st_mode)) return refuse(diag, asked, MYN_ERR_IO, "is a folder; a file is expected");
    if (!S_ISREG(found.st_mode)) errno = EINVAL;
    if (!S_ISREG(found.st_mode))
        return refuse(diag, asked, MYN_ERR_IO, "is neither a plain file nor a new name");
    *mode = found.st_mode & 0777;
    return MYN_OK;
}

static myn_status find_place(myn_output *output, const char *path, myn_diag *diag, mode_t *mode)
{
    const char *last = myn_path_last(path);
    if (*last == '\0' || strcmp(last, ".") == 0 || strcmp(last, "..") == 0) {
        errno = EISDIR;
        return refuse(diag, path, MYN_ERR_IO, "names a folder; a file is expected");
    }
    errno = 0;
    output->path = resolve(path);
    if (!output->path && (errno == ENOENT || errno == ENOTDIR)) {
        return refuse(diag, path, MYN_ERR_IO, "the folder to write it into does not exist");
    }
    if (!output->path) return errno == ENOMEM ? MYN_ERR_MEMORY : refuse_error(diag, path, "cannot be found");
    return check_destination(output->path, path, diag, mode);
}

static myn_status take_lock(myn_output *output, const char *path, myn_diag *diag)
{
    char holder[MYN_HOLDER_TEXT] = "", *lock = with(output->path, ".lock");
    if (!lock) return MYN_ERR_MEMORY;
    myn_status status = myn_lock_take(lock, MYN_LOCK_KERNEL, holder, &output->lock);
    if (status == MYN_ERR_BUSY)
        refuse(diag, path, status, "is being written by %s, which holds %s", holder, lock);
    if (status == MYN_ERR_IO) refuse_error(diag, path, "its lock cannot be taken");
    int why = errno;
    free(lock);
    errno = why;
    return status;
}

/* A file that is replaced keeps its permissions, private from the first byte; a new one gets the usual ones.
 */
static myn_status make_beside(myn_output *output, const char *path, mode_t mode, myn_diag *diag)
{
    output->beside = with(output->path, ".part");
    if (!output->beside) return MYN_ERR_MEMORY;
    if (unlink(output->beside) != 0 && errno != ENOENT)
        return refuse_error(diag, path, "what an earlier run left beside it cannot be removed");
    int flags = O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW;
    output->file = open(output->beside, flags, mode ? mode : 0666);
    if (output->file < 0) return refuse_error(diag, path, "nothing can be written beside it");
    output->ready = true;
    if (mode && fchmod(output->file, mode) != 0)
        return refuse_error(diag, path, "its permissions cannot be kept");
    return MYN_OK;
}

myn_status myn_output_open(const char *path, myn_diag *diag, myn_output **out)
{
    *out = NULL;
    mode_t mode = 0;
    myn_output *output = calloc(1, sizeof *output);
    if (!output) return MYN_ERR_MEMORY;
    output->file = -1;
    output->lock.file = -1;
    output->buffer = malloc(ROOM);
    myn_status status = output->buffer ? MYN_OK : MYN_ERR_MEMORY;
    if (status == MYN_OK) status = find_place(output, path, diag, &mode);
    if (status == MYN_OK) status = take_lock(output, path, diag);
    if (status == MYN_OK) status = make_beside(output, path, mode, diag);
    if (status == MYN_OK)
        *out = output;
    else
        myn_output_free(output);
    return status;
}

const char *myn_output_beside(const myn_output *output)
{
    return output->beside;
}

/* ---- writing ---- */

/* A failure stays: what came after it must not be taken for the whole. */
static myn_status write_all(myn_output *output, const char *bytes, size_t size)
{
    while (size > 0 && !output->error) {
        ssize_t done = write(output->file, bytes, size);
        if (done < 0 && errno == EINTR) continue;
        if (done < 0) output->error = errno;
        bytes += done;
        size -= (size_t)done;
    }
    errno = output->error;
    return output->error ? MYN_ERR_IO : MYN_OK;
}

static myn_status flush(myn_output *output)
{
    myn_status status = write_all(output, output->buffer, output->used);
    output->used = 0;
    return status;
}

myn_status myn_output_write(myn_output *output, const void *bytes, size_t size)
{
    if (size > ROOM - output->used) {
        myn_status status = flush(output);
        if (status != MYN_OK) return status;
    }
    if (size > ROOM) return write_all(output, bytes, size);
    if (size) memcpy(output->buffer + output->used, bytes, size);
    output->used += size;
    return MYN_OK;
}

/* ---- the end ---- */

/* The new name is on the disk only when the folder is. A folder that may be written but not read, or a file
 * system that cannot, is let pass: the file itself is safe. */
static myn_status keep_folder(const char *path)
{
    char *name = folder_of(path);
    if (!name) return MYN_ERR_MEMORY;
    int folder = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(name);
    if (folder < 0) return errno == EACCES ? MYN_OK : MYN_ERR_IO;
    bool kept = fsync(folder) == 0 || errno == EINVAL || errno == ENOTSUP;
    int why = errno;
    close(folder);
    errno = why;
    return kept ? MYN_OK : MYN_ERR_IO;
}

/* A write that failed late is told by fsync or close. */
static myn_status settle(myn_output *output)
{
    myn_status status = flush(output);
    if (status == MYN_OK && fsync(output->file) != 0) status = MYN_ERR_IO;
    int why = errno, file = output->file;
    output->file = -1;
    if (close(file) != 0 && status == MYN_OK) return MYN_ERR_IO;
    errno = why;
    return status;
}

myn_status myn_output_commit(myn_output *output)
{
    if (output->file < 0) return MYN_ERR_ARGUMENT;
    myn_status status = settle(output);
    if (status == MYN_OK && rename(output->beside, output->path) != 0) status = MYN_ERR_IO;
    if (status != MYN_OK) return status;
    output->ready = false;
    return keep_folder(output->path);
}

void myn_output_free(myn_output *output)
{
    if (!output) return;
    int why = errno;
    if (output->file >= 0) close(output->file);
    if (output->ready) unlink(output->beside);
    myn_lock_give(&output->lock);
    free(output->buffer);
    free(output->beside);
    free(output->path);
    free(output);
    errno = why;
}
