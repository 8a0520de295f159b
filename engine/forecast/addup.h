/* What the steps of reconciling outlooks share. */
#ifndef MYN_FORECAST_ADDUP_H
#define MYN_FORECAST_ADDUP_H
#include "forecast/panel.h"
#include <mynegai/outlook_tree.h>

typedef struct {
    myn_outlooks *out;
    const myn_panel_series *series;
    const myn_outlook_tree *plan;
    myn_hierarchy tree;
    size_t origins, reach, n; /* n: values of each series */
    double *tested;           /* origins x nodes x reach: reconciled */
    double *variance;         /* nodes: weights of the last reconciliation */
    bool below;               /* values below 0 are let be, whatever the plan says */
    double *
        unit; /* (origins + 1) x nodes: in which errors after each origin are taken, then those of forecasts */
    double *quantile[3]; /* levels x reach: without nodes at even places, at odd ones; of all; NULL: none */
} AddUp;

/* The outlook and the series of node I. */
myn_series_outlook *addup_node(const AddUp *a, size_t i);
const myn_panel_series *addup_series(const AddUp *a, size_t i);

/* Reconcile FORECAST (nodes x steps) by errors before position END. */
myn_status addup_reconcile(AddUp *a, size_t end, myn_mat forecast, myn_arena *scratch) MYN_CHECKED;

/* One-step errors before END of all nodes into OUT (nodes x columns, steps at which all have one; at is NULL where there are fewer than
 * 2). */
myn_status addup_errors(const AddUp *a, size_t end, myn_mat *out, myn_arena *scratch) MYN_CHECKED;

/* PATHS (nodes x any) made non-negative with the weights of the last reconciliation, adding up as before. */
myn_status addup_positive(AddUp *a, myn_mat paths, myn_arena *scratch) MYN_CHECKED;

/* X held within the bounds of node I. */
double addup_held(const AddUp *a, size_t i, double x);

/* The units of coherent intervals, by draws from errors before each origin. */
myn_status coherent_units(AddUp *a, myn_arena *scratch) MYN_CHECKED;

/* Ends of coherent intervals, their quantiles learnt. */
myn_status coherent_set(AddUp *a, myn_arena *scratch) MYN_CHECKED;

/* Learn how wide intervals must be; set them, and judge the back-test. */
myn_status addup_intervals(AddUp *a, myn_arena *scratch) MYN_CHECKED;

#endif
