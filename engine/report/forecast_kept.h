/* The forecasts that a store holds, as arrays of the sizes that they must have. */
#ifndef MYN_REPORT_FORECAST_KEPT_H
#define MYN_REPORT_FORECAST_KEPT_H
#include "report/page.h"
#include <mynegai/annex.h>

typedef struct {
    const myn_labels *labels;
    const myn_annex *annex;
    size_t indicators, areas, steps, levels;
    const double *level, *mean, *lower, *upper; /* indicator, area, step; bounds with level in front */
    const double *start;                        /* indicator, step: first day */
    const char *const *period;                  /* indicator, step */
    const char *const *model, *const *why, *const *problem; /* indicator, area */
    const char *const *marks, *const *suggested;            /* the same; NULL in stores written before */
    const int32_t *flags;
    const double *mase, *mase_naive;
    const double *base_mean, *base_mase; /* before they were made to add up; NULL where nothing was */
    size_t scenarios;
    const char *const *scenario, *const *scenario_en, *const *scenario_cy; /* scenario: code, names or "" */
    const double *scenario_mean, *scenario_lower,
        *scenario_upper; /* scenario, indicator, area, step: widest level */
} Kept;

/* The nodes of trees that add up. */
typedef struct {
    Kept kept; /* a node an indicator of it, with one area */
    size_t times;
    const char *const *series, *const *area; /* nodes: codes */
    const double *known, *known_start;       /* node, time */
} KeptTree;

/* MYN_ERR_NOT_FOUND where STORE holds none, MYN_ERR_FORMAT where they are not of the shape docs/store.md says. */
myn_status kept_open(myn_store *store, Kept *out) MYN_CHECKED;

/* The same of an ANNEX that is at hand. */
myn_status kept_of(const myn_labels *labels, const myn_annex *annex, Kept *out) MYN_CHECKED;

/* The columns of scenario CODE: its mean, and its interval at LEVEL. */
void kept_scenario_columns(Page *page, const char *code, double level);

/* The nodes that STORE's forecasts add up along; MYN_ERR_NOT_FOUND where there are none. */
myn_status kept_tree_open(myn_store *store, KeptTree *out) MYN_CHECKED;

/* The node of SERIES (a code) and AREA (a code); MYN_NONE. */
size_t kept_tree_find(const KeptTree *tree, const char *series, const char *area);

#endif
