/* Written beside, then exchanged: at any moment there is the old folder or the new one. */
#include "lock.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <mynegai/folder.h>
#include <mynegai/names.h>
#include <mynegai/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUMS_LARGEST ((size_t)1 << 28)
#define FOLDERS_OPEN 16 /* while a tree is walked */

struct myn_folder {
    char *path, *beside; /* where it will stand, where it is written */
    myn_lock lock;
    bool ready; /* the folder beside is ours */
};

/* ---- trees of files ---- */

static int remove_one(const char *path, const struct stat *found, int kind, struct FTW *at)
{
    (void)found, (void)kind, (void)at;
    return remove(path);
}

static void remove_tree(const char *path)
{
    (void)nftw(path, remove_one, FOLDERS_OPEN, FTW_DEPTH | FTW_PHYS);
}

/* nftw has no context of its own. */
static _Thread_local struct {
    const myn_names *ours;
    size_t root; /* bytes of the folder's own name */
    char *foreign;
} walk;

static int find_foreign(const char *path, const struct stat *found, int kind, struct FTW *at)
{
    (void)found;
    if (at->level == 0 || kind == FTW_D) return 0;
    const char *name = path + walk.root + 1;
    if (walk.ours && myn_names_find(walk.ours, name, strlen(name)) != MYN_NONE) return 0;
    walk.foreign = strdup(name);
    return 1;
}

/* The names that the file of sums lists, itself among them; NULL where there is no such file. */
static myn_names *listed(const char *folder, const char *sums)
{
    char *path = myn_path_join(folder, sums), *rest = NULL, *line;
    myn_buffer text = {0};
    myn_names *names = NULL;
    size_t number;
    bool good = path && myn_file_read(path, SUMS_LARGEST, &text) == MYN_OK &&
                myn_names_new(&names) == MYN_OK &&
                myn_names_add(names, sums, strlen(sums), &number) == MYN_OK;
    rest = text.at;
    while (good && rest && (line = strsep(&rest, "\n"))) {
        const char *name = strstr(line, "  ");
        if (name) good = myn_names_add(names, name + 2, strlen(name + 2), &number) == MYN_OK;
    }
    if (!good) myn_names_free(names);
    myn_buffer_free(&text);
    free(path);
    return good ? names : NULL;
}

/* ---- opening ---- */

static myn_status say(myn_diag *diag, const char *path, const char *what, const char *more)
{
    myn_diag_add(diag, MYN_ERROR, (myn_place){path, 0, 0}, "%s%s", what, more);
    return MYN_ERR_IO;
}

/* Only what another run wrote may be replaced. */
static myn_status check_destination(const char *path, const char *sums, myn_diag *diag)
{
    struct stat found;
    if (lstat(path, &found) != 0)
        return errno == ENOENT ? MYN_OK : say(diag, path, "cannot be looked at: ", strerror(errno));
    if (!S_ISDIR(found.st_mode)) return say(diag, path, "is no folder; a folder is expected", "");
    myn_names *ours = listed(path, sums);
    walk.ours = ours, walk.root = strlen(path), walk.foreign = NULL;
    (void)nftw(path, find_foreign, FOLDERS_OPEN, FTW_PHYS);
    myn_names_free(ours);
    if (!walk.foreign) return MYN_OK;
    myn_diag_add(diag, MYN_ERROR, (myn_place){path, 0, 0},
                 "holds \"%s\", which this program did not write: give an empty folder or a new name",
                 walk.foreign);
    free(walk.foreign);
    return MYN_ERR_IO;
}

/* PATH without slashes at its end. */
static char *bare(const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/') length--;
    return strndup(path, length);
}

static char *with(const char *path, const char *ending)
{
    char *joined = NULL;
    return asprintf(&joined, "%s%s", path, ending) < 0 ? NULL : joined;
}

static myn_status take_lock(myn_folder *folder, myn_diag *diag)
{
    char holder[MYN_HOLDER_TEXT] = "", *lock = with(folder->path, ".lock");
    if (!lock) return MYN_ERR_MEMORY;
    myn_status status = myn_lock_take(lock, MYN_LOCK_KERNEL, holder, &folder->lock);
    if (status == MYN_ERR_BUSY)
        myn_diag_add(diag, MYN_ERROR, (myn_place){folder->path, 0, 0}, "is being written by %s", holder);
    if (status == MYN_ERR_IO && errno == ENOENT)
        (void)say(diag, folder->path, "the folder to write it into does not exist", "");
    else if (status == MYN_ERR_IO)
        (void)say(diag, folder->path, "cannot be locked: ", strerror(errno));
    free(lock);
    return status;
}

static myn_status make_beside(myn_folder *folder, myn_diag *diag)
{
    remove_tree(folder->beside);
    if (mkdir(folder->beside, 0777) != 0)
        return say(diag, folder->path, "cannot be written beside: ", strerror(errno));
    folder->ready = true;
    return MYN_OK;
}

myn_status myn_folder_open(const char *path, const char *sums, myn_diag *diag, myn_folder **out)
{
    *out = NULL;
    myn_folder *folder = calloc(1, sizeof *folder);
    if (!folder) return MYN_ERR_MEMORY;
    folder->lock.file = -1;
    folder->path = bare(path);
    folder->beside = folder->path ? with(folder->path, ".part") : NULL;
    myn_status status = folder->beside ? MYN_OK : MYN_ERR_MEMORY;
    if (!status && (!*folder->path || strcmp(folder->path, "/") == 0))
        status = say(diag, path, "names no folder that could be written", "");
    if (!status) status = take_lock(folder, diag);
    if (!status) status = check_destination(folder->path, sums, diag);
    if (!status) status = make_beside(folder, diag);
    if (status)
        myn_folder_free(folder);
    else
        *out = folder;
    return status;
}

/* ---- writing ---- */

/* Every folder on the way to PATH, whose last part is a file's. */
static bool make_way(char *path, size_t from)
{
    for (char *at = path + from; (at = strchr(at, '/')); at++) {
        *at = '\0';
        bool made = mkdir(path, 0777) == 0 || errno == EEXIST;
        *at = '/';
        if (!made) return false;
    }
    return true;
}

static bool write_all(int file, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t wrote = write(file, bytes, size);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0) return false;
        bytes += wrote, size -= (size_t)wrote;
    }
    return true;
}

myn_status myn_folder_write(myn_folder *folder, const char *name, const void *bytes, size_t size)
{
    if (!myn_path_local(name)) return MYN_ERR_ARGUMENT;
    char *path = myn_path_join(folder->beside, name);
    if (!path) return MYN_ERR_MEMORY;
    int file = -1;
    bool good = make_way(path, strlen(folder->beside) + 1) &&
                (file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)) >= 0 &&
                write_all(file, bytes, size);
    int why = errno;
    if (file >= 0 && close(file) != 0 && good) good = false, why = errno;
    free(path);
    errno = why;
    return good ? MYN_OK : MYN_ERR_IO;
}

/* ---- the end ---- */

/* Where the system cannot exchange two names there is a moment without either. */
static bool exchange_slowly(const char *beside, const char *path)
{
    char *old = with(path, ".old");
    if (!old) return false;
    remove_tree(old);
    bool good = rename(path, old) == 0 && rename(beside, path) == 0;
    if (good) remove_tree(old);
    free(old);
    return good;
}

static bool put_in_place(const char *beside, const char *path)
{
    if (renameat2(AT_FDCWD, beside, AT_FDCWD, path, RENAME_NOREPLACE) == 0) return true;
    if (errno == EEXIST) {
        if (renameat2(AT_FDCWD, beside, AT_FDCWD, path, RENAME_EXCHANGE) == 0) {
            remove_tree(beside);
            return true;
        }
        return exchange_slowly(beside, path);
    }
    return errno == EINVAL &&
           (access(path, F_OK) == 0 ? exchange_slowly(beside, path) : rename(beside, path) == 0);
}

myn_status myn_folder_commit(myn_folder *folder)
{
    if (!folder->ready) return MYN_ERR_ARGUMENT;
    if (!put_in_place(folder->beside, folder->path)) return MYN_ERR_IO;
    folder->ready = false;
    return MYN_OK;
}

void myn_folder_free(myn_folder *folder)
{
    if (!folder) return;
    if (folder->ready) remove_tree(folder->beside);
    myn_lock_give(&folder->lock);
    free(folder->path);
    free(folder->beside);
    free(folder);
}
