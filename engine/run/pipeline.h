/* From the cube to scores, one edition at a time. Private to the room. */
#ifndef MYN_RUN_PIPELINE_H
#define MYN_RUN_PIPELINE_H
#include "run/load.h"

/* ---- which value counts ---- */

/* Period numbers (in order) in which row R of the cube has any value. */
typedef struct {
    size_t *period, count;
} myn_series_periods;

/* For every row of PANEL; OUT has panel->rows entries, all memory from ARENA. */
myn_status myn_rows_periods(const myn_panel *panel, myn_arena *arena, myn_series_periods *out) MYN_CHECKED;

/* One row of the cube as an edition sees it. */
typedef struct {
    double *value; /* areas */
    uint8_t *cell; /* areas */
    int32_t used;  /* number of the period; -1: none in the window */
} myn_selected;

/* The latest period of ROW that ends within WINDOW, as it stands there. */
void myn_select(const myn_panel *panel, const myn_series_periods *periods, size_t row, myn_period window,
                myn_selected *out);

/* Fill what is missing in OUT from the area's own other periods (carry, nearest, interpolate). */
myn_status myn_fill_time(const myn_panel *panel, const myn_series_periods *periods, size_t row,
                         const myn_fill *fill, myn_selected *out, myn_arena *scratch) MYN_CHECKED;

/* ---- the whole of a build ---- */

/* Why a step could not be done. */
typedef struct {
    const char *name; /* of the step; NULL: nothing went wrong */
    myn_place at;
    const char *needs; /* of its method, or NULL */
    char why[MYN_WHY]; /* "all values are equal"; "": the values lack what the method needs */
} myn_trouble;

/* Trouble with STEP, or with what is called NAME and stands AT; WHY (or NULL) is copied. */
myn_trouble myn_trouble_with(const myn_step *step, const char *why);
myn_trouble myn_trouble_named(const char *name, myn_place at, const char *why);

/* "CODE, edition E: step S cannot be done: ...", where there is trouble. */
void myn_say_trouble(const myn_trouble *trouble, const char *code, const char *edition, myn_diag *diag);

typedef struct {
    const myn_loaded *loaded;
    const myn_index *index;
    size_t areas;
    myn_series_periods *periods; /* of the cube's rows */
    uint32_t *group, groups;     /* areas by parent, for imputation by group */
    size_t steps;                /* longest list of steps of a leaf */
    /* fits on a reference edition, once known: leaves x steps x MYN_FITTED_MOST, and which are there */
    double *fitted;
    uint8_t *fitted_known;
    size_t *reference_used; /* leaves x steps: number of the edition it was fitted on */
    /* the same for steps on branches: nodes x slots */
    double *branch_fitted;
    uint8_t *branch_known;
    size_t branch_slots;
    /* weights fitted to a branch's parts: by child, the last ones; by branch, whether they are a reference edition's */
    double *child_weight;
    uint8_t *weights_known;
    const uint8_t *given; /* by leaf: its normalised values stand in the edition already; NULL: none do */
    const uint8_t *kept;  /* by node: its scores stand in the edition already; NULL: none do */
    /* by leaf, then area: by how many of its errors a value filled `within` is to lie off; NULL: none do */
    const double *const *astray;
    myn_arena *memory;
    myn_team *team;
} myn_pipeline;

myn_status myn_pipeline_new(const myn_loaded *loaded, size_t threads, myn_pipeline *out) MYN_CHECKED;
void myn_pipeline_free(myn_pipeline *pipeline);

/* An edition under way. */
typedef struct {
    const myn_pipeline *pipeline;
    const myn_edition_rule *rule;
    const uint8_t *dropped; /* areas left out by `drop`; NULL none */
    myn_edition *out;
    myn_trouble *trouble; /* a leaf or node each */
} myn_edition_job;

/* All of edition RULE into OUT (arrays allocated by myn_edition_new). Problems go to DIAG. */
myn_status myn_pipeline_edition(myn_pipeline *pipeline, const myn_edition_rule *rule, myn_diag *diag,
                                myn_edition *out) MYN_CHECKED;

/* The same without ranks, quantile groups and bands. */
myn_status myn_pipeline_scores(myn_pipeline *pipeline, const myn_edition_rule *rule, myn_diag *diag,
                               myn_edition *out) MYN_CHECKED;

/* Arrays of an edition for LABELS' dimensions; free with myn_edition_free. */
myn_status myn_edition_new(const myn_labels *labels, size_t areas, myn_edition *out) MYN_CHECKED;

/* The parameters of leaf's steps that rest on a reference edition: fitted once, before any edition is
 * computed. Says in DIAG (a note) where the reference edition has no data and another had to serve. */
myn_status myn_pipeline_reference(myn_pipeline *pipeline, myn_diag *diag) MYN_CHECKED;

/* Parameters and weights that steps take from stores, before anything is fitted; MYN_ERR_DATA after every problem went to
 * DIAG. A reloaded pipeline has them in its own store. */
myn_status myn_frozen_load(myn_pipeline *pipeline, myn_diag *diag) MYN_CHECKED;
/* The path of STORE as a definition names it, to be freed; NULL without memory. */
char *myn_frozen_path(const myn_index *index, const char *store);

/* The part of myn_pipeline_ready after frozen parameters: fits on reference editions. */
myn_status myn_pipeline_refer(myn_pipeline *pipeline, myn_diag *diag, myn_edition *edition) MYN_CHECKED;

/* All that editions rest on: the parameters of leaves and branches that come from reference editions. EDITION
 * is room that is written over. */
myn_status myn_pipeline_ready(myn_pipeline *pipeline, myn_diag *diag, myn_edition *edition) MYN_CHECKED;

/* Leaf number I of an edition: value, cell, used period, fitted. */
myn_status myn_leaf_run(const myn_edition_job *job, size_t i, myn_arena *scratch) MYN_CHECKED;

/* Areas that a leaf with `drop` leaves out of the edition; NULL into *OUT where none does. */
myn_status myn_dropped(const myn_pipeline *pipeline, const myn_edition_rule *rule, uint8_t **out) MYN_CHECKED;

/* One step on a row: fit (unless FITTED is given already), then apply in place. */
typedef struct {
    const myn_pipeline *pipeline;
    const myn_edition_rule *rule;
    const myn_step *step;
    double direction;
    double *value;
    uint8_t *cell;
} myn_step_job;
myn_status myn_step_fit(const myn_step_job *job, double *fitted, myn_arena *scratch,
                        const char **why) MYN_CHECKED;
myn_status myn_step_apply(const myn_step_job *job, const double *fitted, myn_arena *scratch) MYN_CHECKED;

/* Whether LEAF has a fill of KIND; whether it is to be filled from its parent's other parts: `within` is
 * among its fills, before any `zero`. */
bool myn_has_fill(const myn_node *leaf, myn_fill_kind kind);
bool myn_fills_within(const myn_node *leaf);

/* Whether PART is a leaf to be filled so; whether BRANCH has one. */
bool myn_wants_within(const myn_node *part);
bool myn_any_within(const myn_index *index, const myn_node *branch);

/* The parts of branch I that are leaves with `within`, filled in from the others, all of which are there; then
 * zero where they say so. MYN_ERR_DATA where a part has an infinite value. */
myn_status myn_within_run(const myn_edition_job *job, size_t i, myn_arena *scratch) MYN_CHECKED;

/* The parameters of step K of branch NODE (its own first, then those into its parent), on STEP's values or as
 * the reference edition gave them. */
myn_status myn_branch_fit(const myn_pipeline *pipeline, size_t node, size_t k, const myn_step_job *step,
                          double *fitted, myn_arena *scratch, const char **why) MYN_CHECKED;

/* The weight that CHILD had in the edition computed last: as given, or fitted. */
static inline double myn_weight_used(const myn_pipeline *pipeline, size_t child)
{
    const myn_node *node = &pipeline->index->node[child];
    bool fitted = node->parent != MYN_NONE && pipeline->index->node[node->parent].weights.method;
    return fitted ? pipeline->child_weight[child] : node->weight;
}

/* Branches of an edition from its leaves: scores of all nodes, then ranks, quantile groups, bands. */
myn_status myn_tree_run(const myn_edition_job *job, myn_diag *diag) MYN_CHECKED;
myn_status myn_places_run(const myn_edition_job *job) MYN_CHECKED;

/* Measures of larger areas from an edition that is whole. Says in DIAG what populations lack. */
myn_status myn_summaries_run(const myn_pipeline *pipeline, const myn_edition_rule *rule, myn_diag *diag,
                             myn_edition *out) MYN_CHECKED;

#endif
