/* Any bytes as a store: read whole, or refused. */
#include "fuzz/target.h"
#include "panel/read_all.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* libhdf5 1.10.8 loses what it had read of a damaged object. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libhdf5";
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char path[64];
    int file = memfd_create("store", MFD_CLOEXEC);
    if (file < 0) return 0;
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    if (write(file, bytes, size) == (ssize_t)size) {
        myn_status status = read_all(path, (size_t)64 << 20);
        if (status != MYN_OK && status != MYN_ERR_FORMAT && status != MYN_ERR_LIMIT) abort();
    }
    close(file);
    return 0;
}
