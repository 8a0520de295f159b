/* What the steps of a diagnosis share. */
#ifndef MYN_RUN_DIAGNOSE_H
#define MYN_RUN_DIAGNOSE_H
#include <mynegai/run.h>

/* Below this many areas any two rows lie on a line. */
#define LEAST_AREAS 3

typedef struct {
    const myn_labels *labels;
    const myn_edition *data;
    size_t areas;
    myn_corr_kind correlation; /* of the parts with each other */
    double *slope;             /* by node: what one unit of it adds to its parent's score */
    myn_sum_form *form;        /* by node, branches */
    double *r_squared;
    myn_lack *no_slope;
    myn_arena *memory, *scratch; /* for what is kept, for the branch at hand */
} Diagnoser;

/* A branch's parts as it takes them. */
typedef struct {
    size_t node, count, complete, areas;
    size_t *part;    /* their nodes */
    myn_mat x;       /* parts x areas */
    const double *y; /* areas: the branch's score */
    myn_mat whole;   /* parts x complete: the areas with a value of every part, */
    double *whole_y; /* and their scores */
} Parts;

/* Scratch of D holds what OUT points at. */
myn_status diagnose_parts(const Diagnoser *d, size_t node, Parts *out) MYN_CHECKED;

/* Two rows beside each other, over the areas that have both. */
typedef struct {
    double n, covariance, variance_x, variance_y, r, p;
} Beside;
myn_status diagnose_beside(const Diagnoser *d, const double *x, const double *y, size_t n,
                           Beside *out) MYN_CHECKED;

/* -1 for a branch that its parent takes turned; leaves' values are turned already. */
int diagnose_sign(const myn_item *item);

/* Slopes of the parts of a branch, its form, or why there are none. */
myn_status diagnose_slopes(Diagnoser *d, size_t node) MYN_CHECKED;

/* Why the correlations R of PARTS cannot be inverted. */
myn_lack diagnose_culprit(const Parts *parts, myn_cmat r);

#endif
