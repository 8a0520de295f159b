/* A leaf on its way through an edition. Private to the room. */
#ifndef MYN_RUN_WALK_H
#define MYN_RUN_WALK_H
#include "run/pipeline.h"

/* A gap that a linear model filled: of AREA, memory from MEMORY; PREDICTORS 0 where it did not. */
typedef struct {
    size_t area;
    myn_arena *memory;
    double *coefficient; /* the constant first */
    double *predictor;
    size_t predictors;
} myn_regressed;

typedef struct {
    const myn_pipeline *pipeline;
    const myn_edition_rule *rule;
    const uint8_t *dropped;
    const myn_node *leaf;
    myn_selected *values;
    double *fitted; /* steps x MYN_FITTED_MOST: what was used; NULL not wanted */
    myn_trouble *trouble;
    myn_regressed *told; /* or NULL */
    double *
        astray; /* areas: standard error of what a linear model filled in, others as they are; NULL not wanted */
} myn_leaf_walk;

/* Select, fill, and do the first STOP steps. A step that cannot be fitted is MYN_ERR_DATA, told in the walk's
 * trouble. */
myn_status myn_walk_to(const myn_leaf_walk *walk, size_t stop, myn_arena *scratch) MYN_CHECKED;

/* FILL, a regression, on the walk's values. MYN_ERR_DATA, told in the walk's trouble: too few areas, predictors that follow
 * from one another. O(areas predictors^2). */
myn_status myn_regress(const myn_leaf_walk *walk, const myn_fill *fill, myn_arena *scratch) MYN_CHECKED;

/* Step S of the walk's leaf, on its values. */
myn_step_job myn_walk_step(const myn_leaf_walk *walk, size_t s);

#endif
