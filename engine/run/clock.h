/* How long a run took. */
#ifndef MYN_RUN_CLOCK_H
#define MYN_RUN_CLOCK_H
#include <time.h>

/* Seconds since some moment that stays the same, whatever becomes of the time of day. */
static inline double seconds_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

#endif
