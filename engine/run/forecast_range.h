/* The ranges that data sets declared of a store's indicators. Private to the room. */
#ifndef MYN_RUN_FORECAST_RANGE_H
#define MYN_RUN_FORECAST_RANGE_H
#include <mynegai/arena.h>
#include <mynegai/method.h>
#include <mynegai/store.h>

/* What is declared of an indicator. */
typedef struct {
    double low,
        high; /* values that it may have; -inf and inf where nothing is said, or it is derived from others */
    myn_derive form; /* how it is derived; plain where that is not known */
} ForecastRange;

/* Of each indicator of STORE (called PATH), read from the definition and data sets that it keeps. */
myn_status forecast_ranges(const myn_store *store, const char *path, ForecastRange **out,
                           myn_arena *memory) MYN_CHECKED;

#endif
