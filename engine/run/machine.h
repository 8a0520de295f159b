/* The machine. Private to the room. */
#ifndef MYN_RUN_MACHINE_H
#define MYN_RUN_MACHINE_H
#include <stddef.h>
#include <unistd.h>

/* Bytes of memory; 0: not known. */
static inline size_t machine_memory(void)
{
    long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
    return pages > 0 && size > 0 ? (size_t)pages * (size_t)size : 0;
}

#endif
