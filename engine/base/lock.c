/* A lock that dies with its process. flock is asked first, as the kernel gives it back whatever happens;
 * where a file system has none, a file that only one can make. */
#include "lock.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define TRIES 1000

/* ---- who holds it: "PID HOST" and a line end, in the lock file ---- */

static void host_name(char out[65])
{
    if (gethostname(out, 65) != 0) strcpy(out, "?");
    out[64] = '\0';
}

/* Only for the message to others: a full disk must not keep a lock from being taken. */
static bool write_holder(int file)
{
    char host[65], text[MYN_HOLDER_TEXT];
    host_name(host);
    int length = snprintf(text, sizeof text, "%ld %s\n", (long)getpid(), host);
    return ftruncate(file, 0) == 0 && pwrite(file, text, (size_t)length, 0) == length;
}

typedef struct {
    long process; /* 0: not known */
    char host[65];
} holder_of;

static holder_of read_holder(int file)
{
    holder_of holder = {0, ""};
    char text[MYN_HOLDER_TEXT];
    ssize_t length = pread(file, text, sizeof text - 1, 0);
    if (length <= 0 || text[length - 1] != '\n') return holder;
    text[length] = '\0';
    if (sscanf(text, "%ld %64s", &holder.process, holder.host) != 2 || holder.process < 1)
        return (holder_of){0, ""};
    return holder;
}

static myn_status busy(int file, char out[MYN_HOLDER_TEXT])
{
    holder_of holder = read_holder(file);
    close(file);
    if (holder.process)
        snprintf(out, MYN_HOLDER_TEXT, "process %ld on %s", holder.process, holder.host);
    else
        snprintf(out, MYN_HOLDER_TEXT, "another run");
    return MYN_ERR_BUSY;
}

/* ---- by flock ---- */

/* Another user's lock file may be readable only; flock asks for no more. */
static int open_lock(const char *path, bool *made)
{
    int flags = O_CLOEXEC | O_NOFOLLOW;
    for (int i = 0; i < TRIES; i++) {
        int file = open(path, O_RDWR | O_CREAT | O_EXCL | flags, 0666);
        *made = file >= 0;
        if (file >= 0 || errno != EEXIST) return file;
        file = open(path, O_RDWR | flags);
        if (file < 0 && (errno == EACCES || errno == EROFS)) file = open(path, O_RDONLY | flags);
        if (file >= 0 || errno != ENOENT) return file;
    }
    return -1;
}

static bool still_there(int file, const char *path)
{
    struct stat held, named;
    return fstat(file, &held) == 0 && stat(path, &named) == 0 && held.st_dev == named.st_dev &&
           held.st_ino == named.st_ino;
}

static bool no_flock(int why)
{
    return why == ENOLCK || why == EOPNOTSUPP || why == ENOSYS || why == EINVAL;
}

/* The file is removed by its holder while it is held. Whoever opened it before that gets the lock on a file
 * that has no name any more, sees so by looking again, and starts anew: so two never hold it at once, and
 * none stays behind. *MISSING where the file system has no flock. */
static myn_status take_kernel(const char *path, char holder[MYN_HOLDER_TEXT], int *out, bool *missing)
{
    for (int i = 0; i < TRIES; i++) {
        bool made;
        int file = open_lock(path, &made);
        if (file < 0) return MYN_ERR_IO;
        if (flock(file, LOCK_EX | LOCK_NB) != 0) {
            if (errno == EWOULDBLOCK) return busy(file, holder);
            int why = errno;
            *missing = no_flock(why);
            if (*missing && made) unlink(path);
            close(file);
            if (why == EINTR) continue;
            errno = why;
            return MYN_ERR_IO;
        }
        if (still_there(file, path)) {
            (void)write_holder(file);
            *out = file;
            return MYN_OK;
        }
        close(file);
    }
    errno = EAGAIN;
    return MYN_ERR_IO;
}

/* ---- by existence ---- */

static bool is_dead(const holder_of *holder)
{
    char host[65];
    host_name(host);
    return holder->process && strcmp(holder->host, host) == 0 && kill((pid_t)holder->process, 0) != 0 &&
           errno == ESRCH;
}

/* Two may find the same dead holder; the second must not remove the lock that the first has just made. So the
 * file is moved aside under a name of our own, looked at, and put back where it is not the dead one's. */
static void bury(int file, const char *path)
{
    char aside[4096];
    if ((size_t)snprintf(aside, sizeof aside, "%s.%ld", path, (long)getpid()) >= sizeof aside) return;
    if (rename(path, aside) != 0) return;
    if (!still_there(file, aside)) (void)!link(aside, path);
    unlink(aside);
}

static myn_status take_file(const char *path, char holder[MYN_HOLDER_TEXT])
{
    for (int i = 0; i < TRIES; i++) {
        int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (file >= 0) {
            bool named = write_holder(file);
            int why = errno;
            if (!named) unlink(path);
            close(file);
            errno = why;
            return named ? MYN_OK : MYN_ERR_IO;
        }
        if (errno != EEXIST) return MYN_ERR_IO;
        file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
        if (file < 0 && errno == ENOENT) continue;
        if (file < 0) return MYN_ERR_IO;
        holder_of found = read_holder(file);
        if (!is_dead(&found)) return busy(file, holder);
        bury(file, path);
        close(file);
    }
    errno = EAGAIN;
    return MYN_ERR_IO;
}

/* ---- either ---- */

myn_status myn_lock_take(const char *path, myn_lock_how how, char holder[MYN_HOLDER_TEXT], myn_lock *out)
{
    *out = (myn_lock){strdup(path), -1};
    if (!out->path) return MYN_ERR_MEMORY;
    bool missing = how == MYN_LOCK_FILE;
    myn_status status = MYN_OK;
    if (!missing) status = take_kernel(path, holder, &out->file, &missing);
    if (missing) status = take_file(path, holder);
    if (status != MYN_OK) {
        int why = errno;
        free(out->path);
        *out = (myn_lock){NULL, -1};
        errno = why;
    }
    return status;
}

void myn_lock_give(myn_lock *lock)
{
    if (!lock->path) return;
    if (lock->file < 0 || still_there(lock->file, lock->path)) unlink(lock->path);
    if (lock->file >= 0) close(lock->file);
    free(lock->path);
    *lock = (myn_lock){NULL, -1};
}
