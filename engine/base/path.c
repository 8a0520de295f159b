/* Files read whole, and names that must not lead out of their folder. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <mynegai/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define STEP ((size_t)1 << 16)

/* Until the end of the file, or one byte more than LIMIT: its size is not asked for, as a pipe has none. */
static myn_status read_all(int file, size_t limit, myn_buffer *out)
{
    char step[STEP];
    size_t before = out->length;
    myn_buffer_add(out, "", 0);
    for (;;) {
        ssize_t got = read(file, step, sizeof step);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return MYN_ERR_IO;
        if (got == 0) break;
        if ((size_t)got > limit - (out->length - before)) return MYN_ERR_LIMIT;
        myn_buffer_add(out, step, (size_t)got);
        if (out->failed) break;
    }
    return out->failed ? MYN_ERR_MEMORY : MYN_OK;
}

myn_status myn_file_read(const char *path, size_t limit, myn_buffer *out)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return MYN_ERR_IO;
    size_t before = out->length;
    myn_status status = read_all(file, limit, out);
    int why = errno;
    close(file);
    if (status != MYN_OK && out->at) {
        out->length = before;
        out->at[before] = '\0';
    }
    errno = why;
    return status;
}

char *myn_path_join(const char *folder, const char *name)
{
    size_t length = strlen(folder);
    const char *between = length == 0 || folder[length - 1] == '/' ? "" : "/";
    size_t size = length + strlen(name) + 2;
    char *joined = malloc(size);
    if (joined) snprintf(joined, size, "%s%s%s", folder, between, name);
    return joined;
}

const char *myn_path_last(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

bool myn_path_local(const char *name)
{
    if (*name == '/' || *name == '\0') return false;
    size_t depth = 0;
    for (const char *at = name; *at;) {
        size_t length = strcspn(at, "/");
        bool up = length == 2 && memcmp(at, "..", 2) == 0;
        bool stays = length == 0 || (length == 1 && *at == '.');
        if (up && depth == 0) return false;
        if (up)
            depth--;
        else if (!stays)
            depth++;
        at += length;
        at += *at == '/';
    }
    return true;
}

bool myn_path_inside(const char *folder, const char *path)
{
    char *outer = realpath(folder, NULL), *inner = realpath(path, NULL);
    bool inside = false;
    if (outer && inner) {
        size_t length = strcmp(outer, "/") == 0 ? 0 : strlen(outer);
        inside = strncmp(outer, inner, length) == 0 && (inner[length] == '/' || inner[length] == '\0');
    }
    free(outer);
    free(inner);
    return inside;
}
