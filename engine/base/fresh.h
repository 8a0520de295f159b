/* Large arrays that are filled once. */
#ifndef MYN_BASE_FRESH_H
#define MYN_BASE_FRESH_H
#include <stddef.h>

/* The size of a huge page: what is as large asks for them, as touching fresh memory in small ones takes three times as
 * long. */
#define MYN_HUGE_PAGE ((size_t)1 << 21)

/* BYTES of memory (at least one, so that NULL always means none), not cleared; to be freed with free. */
void *myn_fresh(size_t bytes);

#endif
