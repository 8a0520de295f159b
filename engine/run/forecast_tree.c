/* Forecasts of trees: reconciled, and how good they were before and after. */
#include "run/forecast.h"
#include <math.h>

#define ONE_STEP_MOST 40 /* errors that variances rest on */

static void say_untried(const Making *making, const Tree *tree, size_t node, myn_diag *diag)
{
    const myn_forecast_series *s = &making->series[tree->plan.member[node]];
    myn_place at = {tree->name, tree->line[node], 0};
    myn_diag_add(diag, MYN_ERROR, tree->file ? at : (myn_place){0},
                 "\"%s\" cannot be forecast (%s), and a tree takes all its nodes", s->id, s->problem);
}

myn_status forecast_tree_check(const Making *making, myn_diag *diag)
{
    bool bad = false;
    for (size_t t = 0; t < making->trees; t++) {
        const Tree *tree = &making->tree[t];
        for (size_t i = 0; i < tree->plan.nodes; i++) {
            if (!making->series[tree->plan.member[i]].problem) continue;
            bad = true;
            say_untried(making, tree, i, diag);
        }
    }
    return bad ? MYN_ERR_DATA : MYN_OK;
}

static unsigned frequency_of(const Making *making, const Tree *tree)
{
    return making->series[tree->plan.member[0]].line.frequency;
}

void forecast_tree_plan(const Making *making, unsigned frequency, myn_outlook_plan *plan)
{
    for (size_t t = 0; t < making->trees; t++) {
        const Tree *tree = &making->tree[t];
        if (frequency_of(making, tree) != frequency) continue;
        plan->keep = tree->plan.how != MYN_ADD_NONE;
        if (tree->plan.how == MYN_ADD_VARIANCE || tree->plan.how == MYN_ADD_MINT || tree->plan.paths)
            plan->one_step = ONE_STEP_MOST;
    }
}

static size_t depth_of(const myn_outlook_tree *tree, size_t node)
{
    size_t depth = 0;
    for (uint32_t at = tree->parent[node]; at != MYN_TOP; at = tree->parent[at]) depth++;
    return depth;
}

static void add_figure(double *sum, double *count, double x)
{
    if (!isnan(x)) *sum += x, (*count)++;
}

/* Means over the nodes of one depth. */
static myn_forecast_depth depth_at(const Making *making, const Tree *of, size_t depth)
{
    const myn_outlook_tree *tree = &of->plan;
    size_t level = making->forecasts.outlook.levels - 1;
    double sum[6] = {0}, n[6] = {0};
    myn_forecast_depth out = {.tree = of->file ? NULL : of->name, .depth = depth};
    for (size_t i = 0; i < tree->nodes; i++) {
        const myn_series_outlook *o = making->series[tree->member[i]].outlook;
        if (depth_of(tree, i) != depth) continue;
        out.series++;
        for (size_t after = 0; o && o->origins && after < 2; after++) {
            const myn_accuracy *a = after ? &o->accuracy : &o->base;
            add_figure(&sum[after], &n[after], a->mase);
            add_figure(&sum[2 + after], &n[2 + after], a->rmsse);
            add_figure(&sum[4 + after], &n[4 + after], a->coverage[level]);
        }
    }
    for (size_t after = 0; after < 2; after++) {
        out.mase[after] = sum[after] / n[after];
        out.rmsse[after] = sum[2 + after] / n[2 + after];
        out.coverage[after] = sum[4 + after] / n[4 + after];
    }
    return out;
}

static myn_status sum_up(Making *making, const Tree *tree)
{
    myn_forecasts *f = &making->forecasts;
    size_t depths = 0;
    for (size_t i = 0; i < tree->plan.nodes; i++)
        if (depth_of(&tree->plan, i) >= depths) depths = depth_of(&tree->plan, i) + 1;
    myn_forecast_depth *depth = myn_arena_get(making->memory, (f->depths + depths) * sizeof *depth);
    if (!depth) return MYN_ERR_MEMORY;
    for (size_t d = 0; d < f->depths; d++) depth[d] = f->depth[d];
    for (size_t d = 0; d < depths; d++) depth[f->depths + d] = depth_at(making, tree, d);
    f->depth = depth, f->depths += depths;
    f->add = myn_add_word(tree->plan.how);
    f->coherent = tree->plan.paths > 0;
    return MYN_OK;
}

static myn_status say_refused(const Tree *tree, myn_status status, myn_diag *diag)
{
    const char *what = status == MYN_ERR_LIMIT
                           ? "too many nodes for mint or coherent intervals; expected at most 3,000"
                       : status == MYN_ERR_DATA ? "its forecasts cannot be reconciled"
                                                : NULL;
    if (what && tree->file) myn_diag_add(diag, MYN_ERROR, (myn_place){tree->name, 0, 0}, "%s", what);
    if (what && !tree->file) myn_diag_add(diag, MYN_ERROR, (myn_place){0}, "\"%s\": %s", tree->name, what);
    return status;
}

/* Reconcile TREE, of whose series NUMBER says where they are among the outlooks MADE. */
static myn_status add_up(Making *making, const Tree *tree, myn_outlooks *made, const myn_panel_series *panel,
                         const size_t *number, myn_diag *diag)
{
    myn_outlook_tree plan = tree->plan;
    size_t *at = myn_arena_get(making->memory, (plan.nodes + 1) * sizeof *at);
    myn_arena *scratch = NULL;
    if (!at) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < plan.nodes; i++) at[i] = number[plan.member[i]];
    plan.member = at;
    myn_status status = myn_arena_new(&scratch);
    if (!status) status = myn_outlook_add_up(made, panel, &plan, scratch);
    myn_arena_free(scratch);
    if (status) return say_refused(tree, status, diag);
    for (size_t i = 0; i < plan.nodes; i++) made->at[at[i]].flags |= MYN_FLAG_RECONCILED;
    return sum_up(making, tree);
}

myn_status forecast_tree_add_up(Making *making, myn_outlooks *made, const myn_panel_series *panel,
                                const size_t *member, size_t count, unsigned frequency, myn_diag *diag)
{
    size_t *number = myn_arena_get(making->memory, (making->forecasts.count + 1) * sizeof *number);
    myn_status status = number ? MYN_OK : MYN_ERR_MEMORY;
    for (size_t j = 0; !status && j < count; j++) number[member[j]] = j;
    for (size_t t = 0; !status && t < making->trees; t++)
        if (frequency_of(making, &making->tree[t]) == frequency)
            status = add_up(making, &making->tree[t], made, panel, number, diag);
    return status;
}
