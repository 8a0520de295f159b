#include "base/fresh.h"
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

void *myn_fresh(size_t bytes)
{
    if (bytes < MYN_HUGE_PAGE) return malloc(bytes ? bytes : 1);
    if (bytes > PTRDIFF_MAX - MYN_HUGE_PAGE) return NULL;
    size_t size = (bytes + MYN_HUGE_PAGE - 1) / MYN_HUGE_PAGE * MYN_HUGE_PAGE;
    void *at = aligned_alloc(MYN_HUGE_PAGE, size);
    if (at) (void)madvise(at, size, MADV_HUGEPAGE); /* a wish: refused, it works all the same */
    return at;
}
