/* The ranges that data sets declared of a store's indicators. Private to the room. */
#ifndef MYN_RUN_FORECAST_RANGE_H
#define MYN_RUN_FORECAST_RANGE_H
#include <mynegai/arena.h>
#include <mynegai/store.h>

/* Least and greatest value that each indicator may have, two numbers an indicator, -inf and inf where nothing is
 * declared of it or it is derived from others; read from the definition and data sets that STORE keeps. */
myn_status forecast_ranges(const myn_store *store, const char *path, double **out,
                           myn_arena *memory) MYN_CHECKED;

#endif
