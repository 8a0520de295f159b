/* Sensitivity of an index: which of the sources of an uncertainty plan an output's variance comes from.
 *
 * An input is one source of the plan (mynegai/run_uncertainty.h) with all its coordinates: the weights of a node's parts
 * together, the choice of a method, the errors of the data. N (inputs + 2) runs. */
#ifndef MYNEGAI_RUN_SENSITIVITY_H
#define MYNEGAI_RUN_SENSITIVITY_H
#include <mynegai/design.h>
#include <mynegai/run_uncertainty.h>
#include <mynegai/sensitivity.h>

typedef enum {
    MYN_OUTPUT_SHIFT, /* mean over areas of |rank - published rank| */
    MYN_OUTPUT_SCORE, /* one area's score */
    MYN_OUTPUT_RANK,  /* one area's rank */
    MYN_OUTPUT_TOP /* share of the areas published among the first K that are among the first K of the run */
} myn_output_kind;

typedef struct {
    myn_output_kind kind;
    size_t area; /* score, rank */
    size_t top;  /* K */
    size_t node; /* whose scores and ranks; one that the plan keeps */
} myn_sensitivity_output;

/* What TEXT asks for: "shift", "score:AREA", "rank:AREA" (code or name), "top:K"; of NODE. MYN_ERR_ARGUMENT with the reason
 * in DIAG, MYN_ERR_NOT_FOUND for an area that is none. */
myn_status myn_sensitivity_output_read(const myn_labels *labels, const char *text, size_t node,
                                       myn_diag *diag, myn_sensitivity_output *out) MYN_CHECKED;

typedef struct {
    myn_uncertain_choice choice; /* draws: the base points N */
    const char *said;            /* the output as it was asked for, for the provenance */
    myn_sensitivity_output output;
    myn_design_kind design;
    size_t resamples;             /* 0: 1,000 */
    double level;                 /* 0: 0.95 */
    const char *out;              /* the store to write group /sensitivity into; NULL: none is written */
    const myn_progress *progress; /* or NULL */
} myn_sensitivity_options;

/* What was found; texts are its own. */
typedef struct {
    const myn_labels *labels; /* the store's */
    const char *edition;
    myn_sensitivity_output output;
    myn_design_kind design;
    uint64_t seed;
    size_t n, d, runs;
    double level;
    double published; /* the output of the published build: 0 for a shift, 1 for a top set */
    myn_sensitivity indices;
    const char *const *name;          /* d: the inputs' */
    const myn_uncertain_input *input; /* d; names as above */
    void *memory;
} myn_sensitivity_found;

/* Run the plan's model at Saltelli's rows and find the indices of the output. Problems, all at once, in DIAG: those of the
 * plan; fewer than 2 base points; fewer than 2 sources vary nothing against each other (one is allowed, none is not); a
 * node that the plan does not keep; more coordinates than a Sobol' sequence has dimensions. MYN_ERR_DATA for these, else as
 * myn_uncertain_open, myn_uncertain_run, myn_store_add. */
myn_status myn_sensitivity_find(const myn_sensitivity_options *options, myn_diag *diag,
                                myn_sensitivity_found **out) MYN_CHECKED;

/* Give back what was found. Accepts NULL. */
void myn_sensitivity_found_free(myn_sensitivity_found *found);

/* myn_uncertainty with its draws placed by a design of KIND in as many dimensions as the plan has coordinates, of as many
 * points as there are draws. MYN_ERR_DATA too where a Sobol' sequence has fewer dimensions. The model is made ready twice. */
myn_status myn_uncertainty_by(const myn_uncertainty_options *options, myn_design_kind kind, myn_diag *diag,
                              myn_uncertainty_done *out) MYN_CHECKED;

#endif
