#include <errno.h>
#include <mynegai/text.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

static bool put(int file, const char *text, size_t length)
{
    while (length) {
        ssize_t some = write(file, text, length);
        if (some < 0 && errno == EINTR) continue;
        if (some <= 0) return false;
        text += some;
        length -= (size_t)some;
    }
    return true;
}

myn_status myn_text_as_file(const char *text, size_t length, char path[MYN_TEXT_PATH], int *file)
{
    *file = memfd_create("mynegai", MFD_CLOEXEC);
    if (*file < 0) return MYN_ERR_IO;
    snprintf(path, MYN_TEXT_PATH, "/proc/self/fd/%d", *file);
    if (put(*file, text, length)) return MYN_OK;
    close(*file);
    return MYN_ERR_IO;
}
