/* The forecasts that a store holds, as arrays of the sizes that they must have. */
#ifndef MYN_REPORT_FORECAST_KEPT_H
#define MYN_REPORT_FORECAST_KEPT_H
#include <mynegai/annex.h>

typedef struct {
    const myn_labels *labels;
    const myn_annex *annex;
    size_t indicators, areas, steps, levels;
    const double *level, *mean, *lower, *upper; /* indicator, area, step; bounds with level in front */
    const double *start;                        /* indicator, step: first day */
    const char *const *period;                  /* indicator, step */
    const char *const *model, *const *why, *const *problem; /* indicator, area */
    const int32_t *flags;
    const double *mase, *mase_naive;
} Kept;

/* MYN_ERR_NOT_FOUND where STORE holds none, MYN_ERR_FORMAT where they are not of the shape docs/store.md says. */
myn_status kept_open(myn_store *store, Kept *out) MYN_CHECKED;

/* The same of an ANNEX that is at hand. */
myn_status kept_of(const myn_labels *labels, const myn_annex *annex, Kept *out) MYN_CHECKED;

#endif
