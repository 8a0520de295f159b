/* Variants beside the baseline: changes to forecasts, and what follows for wholes and parts. */
#include "run/forecast_scenarios.h"
#include <math.h>
#include <string.h>

/* The points of all series in one scenario. */
typedef struct {
    double **mean, **lower, **upper;
} Points;

/* Where a series stands in a tree. */
typedef struct {
    const myn_outlook_tree *tree; /* NULL: in none */
    uint32_t node;
} Place;

typedef struct {
    const Making *making;
    const Place *place; /* series */
    Points points;
} Work;

double forecast_changed(const Change *c, long year, double x)
{
    if (year < c->from || year > c->to) return x;
    if (c->kind == CHANGE_PLUS) return x + c->by;
    return x * (c->kind == CHANGE_TIMES ? c->by : pow(1 + c->by, (double)(year - c->from + 1)));
}

/* ---- one series at one step ---- */

static double held(const myn_forecast_series *s, double x)
{
    return isnan(x) ? x : fmin(fmax(x, s->low), s->high);
}

static void move(Work *w, size_t i, size_t h, double by)
{
    const myn_forecast_series *s = &w->making->series[i];
    w->points.mean[i][h] += by;
    w->points.lower[i][h] = held(s, w->points.lower[i][h] + by);
    w->points.upper[i][h] = held(s, w->points.upper[i][h] + by);
}

static void multiply(Work *w, size_t i, size_t h, double factor)
{
    const myn_forecast_series *s = &w->making->series[i];
    w->points.mean[i][h] = held(s, w->points.mean[i][h] * factor);
    w->points.lower[i][h] = held(s, w->points.lower[i][h] * factor);
    w->points.upper[i][h] = held(s, w->points.upper[i][h] * factor);
}

/* ---- wholes and parts ---- */

static void move_wholes(Work *w, Place at, size_t h, double by)
{
    if (!at.tree) return;
    for (uint32_t up = at.tree->parent[at.node]; up != MYN_TOP; up = at.tree->parent[up])
        move(w, at.tree->member[up], h, by);
}

static bool is_below(const myn_outlook_tree *tree, uint32_t node, uint32_t top)
{
    for (node = tree->parent[node]; node != MYN_TOP; node = tree->parent[node])
        if (node == top) return true;
    return false;
}

/* What BELOW (nodes, cleared) holds of each node under AT: 1 an inner node, 2 a leaf. */
static void mark_below(Place at, uint8_t *below)
{
    const myn_outlook_tree *tree = at.tree;
    for (uint32_t i = 0; i < tree->nodes; i++) below[i] = is_below(tree, i, at.node) ? 2 : 0;
    for (uint32_t i = 0; i < tree->nodes; i++)
        if (below[i] && tree->parent[i] != at.node) below[tree->parent[i]] = 1;
}

static bool has_parts(Place at)
{
    for (uint32_t i = 0; at.tree && i < at.tree->nodes; i++)
        if (at.tree->parent[i] == at.node) return true;
    return false;
}

/* BY shared out among the leaves below AT as their forecasts are, and added up to AT. */
static void share_out(Work *w, Place at, const uint8_t *below, size_t h, double by)
{
    double sum = 0, leaves = 0;
    for (uint32_t i = 0; i < at.tree->nodes; i++)
        if (below[i] == 2) sum += w->points.mean[at.tree->member[i]][h], leaves++;
    for (uint32_t i = 0; i < at.tree->nodes; i++) {
        if (below[i] != 2) continue;
        double own = w->points.mean[at.tree->member[i]][h], share = sum > 0 ? by * own / sum : by / leaves;
        move(w, at.tree->member[i], h, share);
        for (uint32_t up = at.tree->parent[i]; up != at.node; up = at.tree->parent[up])
            move(w, at.tree->member[up], h, share);
    }
}

/* Series I at step H from its forecast to what CHANGE makes of it in YEAR, and with it its parts and wholes. */
static void change_step(Work *w, const Change *c, size_t i, size_t h, long year, const uint8_t *below)
{
    const myn_forecast_series *s = &w->making->series[i];
    double before = w->points.mean[i][h], after = held(s, forecast_changed(c, year, before));
    if (c->kind == CHANGE_PLUS) {
        if (below) share_out(w, w->place[i], below, h, after - before);
        move(w, i, h, after - before);
    } else {
        double factor = forecast_changed(c, year, 1);
        const myn_outlook_tree *tree = w->place[i].tree;
        for (uint32_t p = 0; below && p < tree->nodes; p++)
            if (below[p]) multiply(w, tree->member[p], h, factor);
        multiply(w, i, h, factor);
    }
    move_wholes(w, w->place[i], h, w->points.mean[i][h] - before);
}

static myn_status change_series(Work *w, const Change *c, size_t i, myn_arena *scratch)
{
    const myn_forecast_series *s = &w->making->series[i];
    uint8_t *below = NULL;
    if (!w->points.mean[i]) return MYN_OK;
    if (has_parts(w->place[i])) {
        below = myn_arena_zero(scratch, w->place[i].tree->nodes, 1);
        if (!below) return MYN_ERR_MEMORY;
        mark_below(w->place[i], below);
    }
    for (size_t h = 0; h < s->steps; h++) {
        long year = forecast_year(s, s->first + h);
        if (year >= c->from && year <= c->to) change_step(w, c, i, h, year, below);
    }
    return MYN_OK;
}

/* ---- a scenario ---- */

static double *copy(Making *making, const double *from, size_t n)
{
    double *at = from ? myn_arena_get(making->memory, (n + 1) * sizeof *at) : NULL;
    if (at) memcpy(at, from, n * sizeof *at);
    return at;
}

/* The forecasts of FROM as points in the memory of MAKING; intervals of the widest level. */
static myn_status take_points(Making *making, const Making *from, Points *out)
{
    size_t count = making->forecasts.count, level = making->forecasts.outlook.levels - 1;
    out->mean = myn_arena_zero(making->memory, count + 1, sizeof *out->mean);
    out->lower = myn_arena_zero(making->memory, count + 1, sizeof *out->lower);
    out->upper = myn_arena_zero(making->memory, count + 1, sizeof *out->upper);
    if (!out->mean || !out->lower || !out->upper) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < count; i++) {
        const myn_forecast_series *s = &from->series[i];
        if (myn_forecast_problem(s)) continue;
        out->mean[i] = copy(making, s->outlook->mean, s->steps);
        out->lower[i] = copy(making, s->outlook->lower + level * s->horizon, s->steps);
        out->upper[i] = copy(making, s->outlook->upper + level * s->horizon, s->steps);
        if (!out->mean[i] || !out->lower[i] || !out->upper[i]) return MYN_ERR_MEMORY;
    }
    return MYN_OK;
}

static bool changes_any(const Making *making, const Points *points)
{
    for (size_t i = 0; i < making->forecasts.count; i++) {
        const myn_forecast_series *s = &making->series[i];
        for (size_t h = 0; points->mean[i] && h < s->steps; h++)
            if (points->mean[i][h] < s->outlook->mean[h] || points->mean[i][h] > s->outlook->mean[h])
                return true;
    }
    return false;
}

static myn_status vary(Making *making, const Scenario *scenario, const Place *place, const Remake *remake,
                       myn_arena *scratch, Points *out)
{
    Making *again = NULL;
    myn_status status = MYN_OK;
    if (scenario->driven) status = remake->make(remake->ctx, scenario, &again);
    if (!status) status = take_points(making, again ? again : making, out);
    if (again) myn_forecasts_free(&again->forecasts);
    Work w = {making, place, *out};
    for (size_t k = 0; !status && k < scenario->changes; k++) {
        const Change *c = &scenario->change[k];
        for (size_t j = 0; !status && c->driver == MYN_NONE && j < c->count; j++) {
            myn_arena_mark mark = myn_arena_here(scratch);
            status = change_series(&w, c, c->series[j], scratch);
            myn_arena_rewind(scratch, mark);
        }
    }
    return status;
}

static Place *places_of(const Making *making, myn_arena *scratch)
{
    Place *place = myn_arena_zero(scratch, making->forecasts.count + 1, sizeof *place);
    for (size_t t = 0; place && t < making->trees; t++)
        for (uint32_t i = 0; i < making->tree[t].plan.nodes; i++)
            place[making->tree[t].plan.member[i]] = (Place){&making->tree[t].plan, i};
    return place;
}

myn_status forecast_scenarios_apply(Making *making, const Remake *remake, myn_diag *diag)
{
    size_t count = making->scenarios;
    myn_forecast_scenario *scenario = myn_arena_zero(making->memory, count + 1, sizeof *scenario);
    myn_arena *scratch = NULL;
    myn_status status = scenario ? myn_arena_new(&scratch) : MYN_ERR_MEMORY;
    Place *place = status ? NULL : places_of(making, scratch);
    if (!status && !place) status = MYN_ERR_MEMORY;
    for (size_t k = 0; !status && k < count; k++) {
        const Scenario *of = &making->scenario[k];
        Points points = {NULL, NULL, NULL};
        status = vary(making, of, place, remake, scratch, &points);
        scenario[k] = (myn_forecast_scenario){of->code, of->label, points.mean, points.lower, points.upper};
        if (!status && !changes_any(making, &points))
            myn_diag_add(diag, MYN_WARNING, (myn_place){0}, "scenario %s changes no forecast%s", of->code,
                         of->driven ? ": the methods that were used take no drivers" : "");
    }
    making->forecasts.scenario = scenario;
    making->forecasts.scenarios = status ? 0 : count;
    myn_arena_free(scratch);
    return status;
}
