/* Laying out the group /forecast. Private to the room. */
#ifndef MYN_RUN_FORECAST_ANNEX_H
#define MYN_RUN_FORECAST_ANNEX_H
#include "run/forecast.h"

#define ARRAYS_MOST 96

typedef struct {
    const myn_forecasts *f; /* of the store's own indicators and areas */
    const myn_labels *labels;
    size_t indicators, areas, steps, levels;
    size_t nodes, times; /* of trees */
    const char **node;
    size_t scenarios;
    const char **scenario;
    size_t *number; /* of F's series among all of the making */
    myn_arena *memory;
    myn_annex_array array[ARRAYS_MOST];
    size_t arrays;
    bool failed;
} Layout;

/* COUNT cleared elements of SIZE bytes; COUNT reals that are NaN. NULL and `failed` without memory. */
void *layout_room(Layout *l, size_t count, size_t size);
double *layout_reals(Layout *l, size_t count);

/* A further array, and its dimensions (NULL: none). */
myn_annex_array *layout_add(Layout *l, const char *name, myn_annex_type as, const void *at,
                            const char *long_name);
void layout_by(myn_annex_array *array, const char *one, const char *two, const char *three, const char *four);

/* The nodes of the trees of F's making, if any: dimension tree_node and its arrays. */
void forecast_annex_trees(Layout *l, const myn_forecasts *f);

#endif
