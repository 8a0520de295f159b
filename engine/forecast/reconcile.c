/* Reconciliation on a tree in two sweeps: going up, a node learns what its parts say of it; going down, the parts
 * learn what all others say of them. It is the smoother of a tree of Gaussian numbers, and exact. */
#include "reconcile.h"
#include <math.h>
#include <string.h>

/* ---- the tree ---- */

/* Where the parts of each node begin once they stand in order of their parents, which are walked from the tops. */
static uint32_t walk(myn_hierarchy *tree, uint32_t *order, uint32_t *first, uint32_t *room)
{
    const uint32_t *parent = tree->parent;
    uint32_t *next = room, *list = room + tree->nodes + 1, taken = 0;
    for (uint32_t i = 0, at = 0; i < tree->nodes; i++) {
        next[i] = at;
        at += tree->parts[i];
    }
    for (uint32_t i = 0; i < tree->nodes; i++) {
        if (parent[i] == MYN_TOP)
            order[taken++] = i;
        else
            list[next[parent[i]]++] = i;
    }
    for (uint32_t at = 0; at < taken; at++) {
        uint32_t i = order[at], parts = tree->parts[i];
        first[i] = taken;
        if (parts) memcpy(order + taken, list + next[i] - parts, parts * sizeof *order);
        taken += parts;
    }
    return taken;
}

myn_status myn_hierarchy_make(const uint32_t *parent, uint32_t nodes, myn_arena *arena, myn_hierarchy *out,
                              uint32_t *bad)
{
    uint32_t *array = myn_arena_zero(arena, 4 * (size_t)nodes + 1, sizeof *array);
    if (!array) return MYN_ERR_MEMORY;
    uint32_t *order = array, *first = order + nodes, *parts = first + nodes, *leaves = parts + nodes;
    for (uint32_t i = 0; i < nodes; i++) {
        if (parent[i] != MYN_TOP && parent[i] >= nodes) return MYN_ERR_ARGUMENT;
        if (parent[i] != MYN_TOP) parts[parent[i]]++;
    }
    *out = (myn_hierarchy){nodes, parent, order, first, parts, leaves};
    myn_arena_mark mark = myn_arena_here(arena);
    uint32_t *room = myn_arena_zero(arena, 2 * (size_t)nodes + 2, sizeof *room);
    if (!room) return MYN_ERR_MEMORY;
    for (uint32_t i = 0; i < nodes; i++) first[i] = UINT32_MAX;
    uint32_t taken = walk(out, order, first, room);
    myn_arena_rewind(arena, mark);
    for (uint32_t i = nodes; taken < nodes && i-- > 0;)
        if (first[i] == UINT32_MAX && parts[i]) *bad = i;
    if (taken < nodes) return MYN_ERR_DATA;
    for (uint32_t at = nodes; at-- > 0;) {
        uint32_t i = order[at];
        if (parts[i] == 0) leaves[i] = 1;
        if (parent[i] != MYN_TOP) leaves[parent[i]] += leaves[i];
    }
    return MYN_OK;
}

void myn_structural_variance(const myn_hierarchy *tree, double *variance)
{
    for (uint32_t i = 0; i < tree->nodes; i++) variance[i] = tree->leaves[i];
}

/* ---- bottom-up, top-down ---- */

/* The sum of the parts of node I into its row. */
static void sum_parts(const myn_hierarchy *tree, uint32_t i, myn_mat forecast)
{
    double *sum = myn_row(forecast, i);
    const uint32_t *part = tree->order + tree->first[i];
    memset(sum, 0, forecast.cols * sizeof *sum);
    for (uint32_t k = 0; k < tree->parts[i]; k++) {
        const double *x = myn_row(forecast, part[k]);
        for (size_t h = 0; h < forecast.cols; h++) sum[h] += x[h];
    }
}

void myn_bottom_up(const myn_hierarchy *tree, myn_mat forecast)
{
    for (uint32_t at = tree->nodes; at-- > 0;)
        if (tree->parts[tree->order[at]]) sum_parts(tree, tree->order[at], forecast);
}

static void share_out(const myn_hierarchy *tree, uint32_t i, const double *share, myn_mat forecast, size_t h)
{
    const uint32_t *part = tree->order + tree->first[i], parts = tree->parts[i];
    double sum = 0, whole = myn_row(forecast, i)[h];
    for (uint32_t k = 0; k < parts; k++) sum += share ? share[part[k]] : myn_row(forecast, part[k])[h];
    for (uint32_t k = 0; k < parts; k++) {
        double *x = myn_row(forecast, part[k]) + h, own = share ? share[part[k]] : *x;
        *x = whole * (sum != 0 ? own / sum : 1.0 / parts);
    }
}

void myn_top_down(const myn_hierarchy *tree, const double *share, myn_mat forecast)
{
    for (uint32_t at = 0; at < tree->nodes; at++)
        for (size_t h = 0; h < forecast.cols; h++) share_out(tree, tree->order[at], share, forecast, h);
}

/* ---- the weighted projection ---- */

/* How a node's own forecast and the sum of its parts are joined: SHARE of its own, VARIANCE of what comes of it. */
typedef struct {
    double share, variance;
} joint;

static joint join(double own, double parts)
{
    if (isinf(own)) return (joint){0, parts};
    if (isinf(parts) || own + parts == 0) return (joint){1, own};
    double share = parts / (own + parts);
    return (joint){share, own * share};
}

/* A node's row becomes what it and all below it say; false where two numbers that must hold differ. */
static bool rise(const myn_hierarchy *tree, uint32_t i, double own, double *variance, myn_mat forecast)
{
    const uint32_t *part = tree->order + tree->first[i];
    double *y = myn_row(forecast, i), below = 0;
    for (uint32_t k = 0; k < tree->parts[i]; k++) below += variance[part[k]];
    const joint j = join(own, below);
    variance[i] = j.variance;
    for (size_t h = 0; h < forecast.cols; h++) {
        double sum = 0, scale = 0;
        for (uint32_t k = 0; k < tree->parts[i]; k++) {
            sum += myn_row(forecast, part[k])[h];
            scale += fabs(myn_row(forecast, part[k])[h]);
        }
        if (own == 0 && below == 0 && fabs(y[h] - sum) > 1e-9 * scale) return false;
        y[h] = j.share == 0 ? sum : sum + j.share * (y[h] - sum);
    }
    return true;
}

/* Which part of a difference goes to a part of variance V, of BELOW in all, ENDLESS of them infinite. */
static double due(double v, double below, uint32_t endless)
{
    if (endless) return isinf(v) ? 1.0 / endless : 0;
    return below > 0 ? v / below : 0;
}

/* What the parts of node I must still take on, so that they add up to it. */
static void sink(const myn_hierarchy *tree, uint32_t i, const double *variance, myn_mat forecast,
                 double *after)
{
    const uint32_t *part = tree->order + tree->first[i], parts = tree->parts[i];
    uint32_t endless = 0;
    double below = 0;
    for (uint32_t k = 0; k < parts; k++) {
        below += variance[part[k]];
        endless += isinf(variance[part[k]]) != 0;
    }
    for (size_t h = 0; h < forecast.cols; h++) {
        double left = myn_row(forecast, i)[h];
        for (uint32_t k = 0; k < parts; k++) left -= myn_row(forecast, part[k])[h];
        for (uint32_t k = 0; k < parts; k++)
            myn_row(forecast, part[k])[h] += due(variance[part[k]], below, endless) * left;
    }
    for (uint32_t k = 0; after && k < parts; k++) {
        double v = variance[part[k]], to = due(v, below, endless);
        after[part[k]] = isinf(v) ? v : v + to * (to * after[i] - v);
    }
}

static bool sound(const myn_hierarchy *tree, const double *variance, myn_mat forecast)
{
    for (uint32_t i = 0; i < tree->nodes; i++) {
        if (!(variance[i] >= 0)) return false;
        if (isinf(variance[i]) && tree->parts[i]) continue;
        for (size_t h = 0; h < forecast.cols; h++)
            if (!isfinite(myn_row(forecast, i)[h])) return false;
    }
    return true;
}

bool myn_reconcile_sweeps(const myn_hierarchy *tree, const double *variance, myn_mat forecast, double *after,
                          double *room)
{
    for (uint32_t at = tree->nodes; at-- > 0;) {
        uint32_t i = tree->order[at];
        room[i] = variance[i];
        if (tree->parts[i] && !rise(tree, i, variance[i], room, forecast)) return false;
    }
    for (uint32_t at = 0; at < tree->nodes; at++) {
        uint32_t i = tree->order[at];
        if (after && tree->parent[i] == MYN_TOP) after[i] = room[i];
        if (tree->parts[i]) sink(tree, i, room, forecast, after);
    }
    return true;
}

myn_status myn_reconcile(const myn_hierarchy *tree, const double *variance, myn_mat forecast, double *after,
                         myn_arena *scratch)
{
    double *room = myn_arena_get(scratch, (size_t)tree->nodes * sizeof *room);
    if (!room) return MYN_ERR_MEMORY;
    if (!sound(tree, variance, forecast)) return MYN_ERR_DATA;
    if (!myn_reconcile_sweeps(tree, variance, forecast, after, room)) return MYN_ERR_DATA;
    myn_bottom_up(tree,
                  forecast); /* takes away the last rounding: sums are the sums of their parts to the bit */
    return MYN_OK;
}
