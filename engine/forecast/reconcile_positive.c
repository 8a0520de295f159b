/* Reconciled forecasts of what cannot be negative. Which leaves are held at 0 is found by exchanging all that are on the
 * wrong side at once; where that goes round in circles, by exchanging one at a time, which cannot. */
#include "reconcile.h"
#include <math.h>
#include <string.h>

typedef struct {
    const myn_hierarchy *tree;
    const double *variance, *base; /* base: the column as it came */
    double *x, *weight, *pull, *room;
    uint8_t *held; /* leaves held at 0 */
    double slack, slack_pull;
} column;

/* The projection with the held leaves at 0. */
static void project(column *c)
{
    const myn_hierarchy *tree = c->tree;
    for (uint32_t i = 0; i < tree->nodes; i++) {
        c->weight[i] = c->held[i] ? 0 : c->variance[i];
        c->x[i] = c->held[i] ? 0 : c->base[i];
    }
    const myn_mat view = {c->x, tree->nodes, 1, 1};
    (void)myn_reconcile_sweeps(tree, c->weight, view, NULL, c->room);
}

/* The slope of the sum of squares in each leaf: what it and all above it pull. */
static void measure_pull(column *c)
{
    const myn_hierarchy *tree = c->tree;
    for (uint32_t at = 0; at < tree->nodes; at++) {
        uint32_t i = tree->order[at], up = tree->parent[i];
        double own = isinf(c->variance[i]) ? 0 : (c->x[i] - c->base[i]) / c->variance[i];
        c->pull[i] = own + (up == MYN_TOP ? 0 : c->pull[up]);
    }
}

static bool wrong(const column *c, uint32_t i)
{
    if (c->tree->parts[i]) return false;
    return c->held[i] ? c->pull[i] < -c->slack_pull : c->x[i] < -c->slack;
}

/* Exchange all that are wrong, or the last of them alone. */
static void exchange(column *c, bool all)
{
    for (uint32_t i = c->tree->nodes; i-- > 0;) {
        if (!wrong(c, i)) continue;
        c->held[i] = !c->held[i];
        if (!all) return;
    }
}

static uint32_t count_wrong(const column *c)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < c->tree->nodes; i++) count += wrong(c, i);
    return count;
}

/* What rounding may leave: in proportion to the largest forecast and to the largest pull that one can have. */
static void set_slack(column *c)
{
    double largest = 0, least = INFINITY;
    for (uint32_t i = 0; i < c->tree->nodes; i++) {
        if (isfinite(c->base[i])) largest = fmax(largest, fabs(c->base[i]));
        least = fmin(least, c->variance[i]);
    }
    c->slack = 1e-12 * largest;
    c->slack_pull = 1e-12 * largest / least;
}

static bool settle(column *c, size_t *steps)
{
    uint32_t best = UINT32_MAX;
    size_t limit = 100 + 10 * (size_t)c->tree->nodes;
    int patience = 3;
    memset(c->held, 0, c->tree->nodes);
    set_slack(c);
    for (size_t step = 1; step <= limit; step++) {
        project(c);
        measure_pull(c);
        uint32_t count = count_wrong(c);
        if (step > *steps) *steps = step;
        if (count == 0) return true;
        patience = count < best ? 3 : patience - 1;
        if (count < best) best = count;
        exchange(c, patience >= 0);
    }
    return false;
}

static bool can(const myn_hierarchy *tree, const double *variance, myn_mat forecast)
{
    for (uint32_t i = 0; i < tree->nodes; i++) {
        bool silent = isinf(variance[i]) && tree->parts[i];
        if (!(variance[i] > 0) || (isinf(variance[i]) && !silent)) return false;
        for (size_t h = 0; !silent && h < forecast.cols; h++)
            if (!isfinite(myn_row(forecast, i)[h])) return false;
    }
    return true;
}

myn_status myn_reconcile_positive(const myn_hierarchy *tree, const double *variance, myn_mat forecast,
                                  size_t *steps, myn_arena *scratch)
{
    size_t nodes = tree->nodes, most = 0;
    double *room = myn_arena_get(scratch, 5 * nodes * sizeof *room);
    uint8_t *held = myn_arena_zero(scratch, nodes, 1);
    if (!room || !held) return MYN_ERR_MEMORY;
    if (!can(tree, variance, forecast)) return MYN_ERR_DATA;
    column c = {tree, variance, room, room + nodes, room + 2 * nodes, room + 3 * nodes, room + 4 * nodes,
                held, 0,        0};
    for (size_t h = 0; h < forecast.cols; h++) {
        for (uint32_t i = 0; i < nodes; i++) room[i] = myn_row(forecast, i)[h];
        if (!settle(&c, &most)) return MYN_ERR_LIMIT;
        for (uint32_t i = 0; i < nodes; i++) myn_row(forecast, i)[h] = fmax(c.x[i], 0);
    }
    myn_bottom_up(tree, forecast);
    if (steps) *steps = most;
    return MYN_OK;
}
