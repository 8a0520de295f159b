/* Reconciling the forecasts of many series, those of the back-test first. */
#include "forecast/addup.h"
#include <math.h>

#define VARIANCE_LEAST 1e-8 /* of the greatest: a node that never erred is not beyond doubt */
#define ERRORS_LEAST   2

static const char *const word[MYN_ADDS] = {"none",       "bottom-up", "top-down", "ols",
                                           "structural", "variance",  "mint"};

const char *myn_add_word(myn_add_kind kind)
{
    return (unsigned)kind < MYN_ADDS ? word[kind] : "unknown";
}

myn_series_outlook *addup_node(const AddUp *a, size_t i)
{
    return &a->out->at[a->plan->member[i]];
}

const myn_panel_series *addup_series(const AddUp *a, size_t i)
{
    return &a->series[a->plan->member[i]];
}

/* ---- weights ---- */

static void hold_above(double *variance, size_t step, size_t nodes)
{
    double most = 0;
    for (size_t i = 0; i < nodes; i++)
        if (!isnan(variance[i * step])) most = fmax(most, variance[i * step]);
    double least = most > 0 ? VARIANCE_LEAST * most : 1;
    for (size_t i = 0; i < nodes; i++)
        if (!(variance[i * step] >= least)) variance[i * step] = least;
}

/* False where no node has errors enough. */
static bool error_variance(AddUp *a, size_t end)
{
    bool any = false;
    for (size_t i = 0; i < a->plan->nodes; i++) {
        const double *e = addup_node(a, i)->one_step;
        double squares = 0, n = 0;
        for (size_t t = 0; t < end; t++)
            if (!isnan(e[t])) squares += e[t] * e[t], n++;
        a->variance[i] = n >= ERRORS_LEAST ? squares / n : NAN;
        any |= n >= ERRORS_LEAST;
    }
    hold_above(a->variance, 1, a->plan->nodes);
    return any;
}

static void weigh(AddUp *a, size_t end)
{
    bool known = a->plan->how == MYN_ADD_VARIANCE && error_variance(a, end);
    if (!known) myn_structural_variance(&a->tree, a->variance);
    for (size_t i = 0; a->plan->how == MYN_ADD_OLS && i < a->plan->nodes; i++) a->variance[i] = 1;
}

/* ---- minimum trace ---- */

static bool complete(const AddUp *a, size_t t)
{
    for (size_t i = 0; i < a->plan->nodes; i++)
        if (isnan(addup_node(a, i)->one_step[t])) return false;
    return true;
}

myn_status addup_errors(const AddUp *a, size_t end, myn_mat *out, myn_arena *scratch)
{
    size_t nodes = a->plan->nodes, columns = 0;
    size_t *at = myn_arena_get(scratch, (end + 1) * sizeof *at);
    if (!at) return MYN_ERR_MEMORY;
    for (size_t t = 0; t < end; t++)
        if (complete(a, t)) at[columns++] = t;
    *out = (myn_mat){NULL, nodes, columns, columns};
    if (columns < ERRORS_LEAST) return MYN_OK;
    double *e = myn_arena_get(scratch, nodes * columns * sizeof *e);
    if (!e) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < nodes; i++)
        for (size_t j = 0; j < columns; j++) e[i * columns + j] = addup_node(a, i)->one_step[at[j]];
    *out = (myn_mat){e, nodes, columns, columns};
    return MYN_OK;
}

static myn_status project(AddUp *a, myn_mat forecast, myn_arena *scratch)
{
    return a->plan->positive && !a->below
               ? myn_reconcile_positive(&a->tree, a->variance, forecast, NULL, scratch)
               : myn_reconcile(&a->tree, a->variance, forecast, NULL, scratch);
}

static myn_status minimum_trace(AddUp *a, size_t end, myn_mat forecast, myn_arena *scratch)
{
    size_t nodes = a->plan->nodes;
    myn_mat error, covariance = {myn_arena_get(scratch, nodes * nodes * sizeof(double)), nodes, nodes, nodes};
    myn_status status = covariance.at ? addup_errors(a, end, &error, scratch) : MYN_ERR_MEMORY;
    if (!status && error.cols < ERRORS_LEAST) return project(a, forecast, scratch); /* structural */
    if (!status) status = myn_shrunk_covariance(myn_const(error), covariance, NULL, scratch);
    if (status) return status;
    hold_above(covariance.at, nodes + 1, nodes);
    for (size_t i = 0; i < nodes; i++) a->variance[i] = covariance.at[i * (nodes + 1)];
    status = myn_reconcile_covariance(&a->tree, myn_const(covariance), forecast, scratch);
    return status || !a->plan->positive || a->below ? status : project(a, forecast, scratch);
}

/* ---- reconciling ---- */

myn_status addup_positive(AddUp *a, myn_mat paths, myn_arena *scratch)
{
    if (a->plan->how != MYN_ADD_BOTTOM_UP)
        return myn_reconcile_positive(&a->tree, a->variance, paths, NULL, scratch);
    for (size_t i = 0; i < paths.rows; i++)
        for (size_t d = 0; a->tree.parts[i] == 0 && d < paths.cols; d++) {
            double *x = &paths.at[i * paths.stride + d];
            *x = *x < 0 ? 0 : *x;
        }
    myn_bottom_up(&a->tree, paths);
    return MYN_OK;
}

myn_status addup_reconcile(AddUp *a, size_t end, myn_mat forecast, myn_arena *scratch)
{
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_status status = MYN_OK;
    weigh(a, end);
    if (a->plan->how == MYN_ADD_BOTTOM_UP)
        myn_bottom_up(&a->tree, forecast);
    else if (a->plan->how == MYN_ADD_TOP_DOWN)
        myn_top_down(&a->tree, NULL, forecast);
    else if (a->plan->how == MYN_ADD_MINT)
        status = minimum_trace(a, end, forecast, scratch);
    else
        status = project(a, forecast, scratch);
    myn_arena_rewind(scratch, mark);
    return status;
}

static myn_status reconcile_tested(AddUp *a, myn_arena *scratch)
{
    size_t nodes = a->plan->nodes;
    myn_status status = MYN_OK;
    for (size_t k = 0; !status && k < a->origins; k++) {
        double *at = a->tested + k * nodes * a->reach;
        for (size_t i = 0; i < nodes; i++)
            for (size_t h = 0; h < a->reach; h++)
                at[i * a->reach + h] = addup_node(a, i)->tested[k * a->reach + h];
        myn_mat view = {at, nodes, a->reach, a->reach};
        status = addup_reconcile(a, addup_node(a, 0)->origin[k], view, scratch);
    }
    return status;
}

static myn_status reconcile_means(AddUp *a, myn_arena *scratch)
{
    size_t nodes = a->plan->nodes, horizon = a->out->outlook.horizon;
    myn_mat view = {myn_arena_get(scratch, (nodes * horizon + 1) * sizeof(double)), nodes, horizon, horizon};
    if (!view.at) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < nodes; i++)
        for (size_t h = 0; h < horizon; h++) {
            myn_series_outlook *o = addup_node(a, i);
            view.at[i * horizon + h] = o->base_mean[h] = o->mean[h];
        }
    myn_status status = addup_reconcile(a, a->n, view, scratch);
    for (size_t i = 0; !status && i < nodes; i++)
        for (size_t h = 0; h < horizon; h++) addup_node(a, i)->mean[h] = view.at[i * horizon + h];
    return status;
}

/* ---- are they of one kind ---- */

static bool same_times(const AddUp *a, size_t i)
{
    const myn_panel_series *x = addup_series(a, 0), *y = addup_series(a, i);
    if (x->n != y->n || x->lead != y->lead || addup_node(a, i)->origins != a->origins) return false;
    for (size_t t = 0; t < x->n; t++)
        if (isnan(x->y[t]) != isnan(y->y[t])) return false;
    for (size_t k = 0; k < a->origins; k++)
        if (addup_node(a, i)->origin[k] != addup_node(a, 0)->origin[k]) return false;
    return true;
}

static myn_status check(const AddUp *a)
{
    bool squared = a->plan->how == MYN_ADD_MINT || a->plan->paths;
    if (squared && a->plan->nodes > MYN_ADD_NODES_MOST) return MYN_ERR_LIMIT;
    if (a->plan->paths && (a->plan->how == MYN_ADD_TOP_DOWN || a->plan->paths % 2)) return MYN_ERR_ARGUMENT;
    for (size_t i = 0; i < a->plan->nodes; i++) {
        const myn_series_outlook *o = addup_node(a, i);
        if (o->status || !o->tested || !same_times(a, i)) return MYN_ERR_DATA;
        for (size_t h = 0; h < a->out->outlook.horizon; h++)
            if (!isfinite(o->mean[h])) return MYN_ERR_DATA;
    }
    return MYN_OK;
}

myn_status myn_outlook_add_up(myn_outlooks *outlooks, const myn_panel_series *series,
                              const myn_outlook_tree *tree, myn_arena *scratch)
{
    uint32_t bad;
    AddUp a = {.out = outlooks, .series = series, .plan = tree, .reach = outlooks->reach};
    if (!tree->nodes || tree->how == MYN_ADD_NONE) return MYN_OK;
    if (tree->how >= MYN_ADDS) return MYN_ERR_ARGUMENT;
    a.origins = addup_node(&a, 0)->origins, a.n = addup_series(&a, 0)->n;
    myn_status status = check(&a);
    if (!status) status = myn_hierarchy_make(tree->parent, tree->nodes, scratch, &a.tree, &bad);
    if (status) return status;
    a.tested = myn_arena_get(scratch, (a.origins * tree->nodes * a.reach + 1) * sizeof(double));
    a.variance = myn_arena_get(scratch, tree->nodes * sizeof(double));
    if (!a.tested || !a.variance) return MYN_ERR_MEMORY;
    status = reconcile_tested(&a, scratch);
    if (!status) status = reconcile_means(&a, scratch);
    return status ? status : addup_intervals(&a, scratch);
}
