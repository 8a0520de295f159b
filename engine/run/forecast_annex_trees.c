/* Trees of a store's areas in the group /forecast: a row a node. */
#include "run/forecast_annex.h"
#include <math.h>
#include <string.h>

typedef struct {
    const myn_forecast_series **series; /* nodes */
    size_t *number;                     /* of them */
    int32_t *parent;                    /* numbers among them, -1 none */
} Nodes;

static const myn_series_outlook *good(const myn_forecast_series *s)
{
    return s->outlook && !s->outlook->status ? s->outlook : NULL;
}

/* ---- which ---- */

static void take_nodes(Layout *l, const Making *making, Nodes *out)
{
    size_t count = 0, base = 0;
    for (size_t t = 0; t < making->trees; t++) count += making->tree[t].plan.nodes;
    out->series = layout_room(l, count, sizeof *out->series);
    out->number = layout_room(l, count, sizeof *out->number);
    out->parent = layout_room(l, count, sizeof *out->parent);
    l->node = layout_room(l, count, sizeof *l->node);
    for (size_t t = 0; !l->failed && t < making->trees; t++) {
        const myn_outlook_tree *tree = &making->tree[t].plan;
        for (size_t i = 0; i < tree->nodes; i++) {
            const myn_forecast_series *s = &making->series[tree->member[i]];
            out->series[base + i] = s;
            out->number[base + i] = tree->member[i];
            out->parent[base + i] = tree->parent[i] == MYN_TOP ? -1 : (int32_t)(base + tree->parent[i]);
            l->node[base + i] = s->id;
            if (s->n > l->times) l->times = s->n;
        }
        base += tree->nodes;
    }
    l->nodes = count;
}

static const char *code_of(const Layout *l, const myn_forecast_series *s)
{
    return s->input ? l->labels->input[s->indicator].code : l->labels->indicator[s->indicator].code;
}

static void lay_names(Layout *l, const Nodes *nodes)
{
    const char **series = layout_room(l, l->nodes, sizeof *series),
               **area = layout_room(l, l->nodes, sizeof *area);
    int32_t *parent = layout_room(l, l->nodes, sizeof *parent);
    for (size_t i = 0; !l->failed && i < l->nodes; i++) {
        const myn_forecast_series *s = nodes->series[i];
        const myn_areas *areas = s->larger ? l->labels->parents : l->labels->areas;
        series[i] = code_of(l, s), area[i] = areas->at[s->area].code;
        parent[i] = nodes->parent[i];
    }
    layout_by(layout_add(l, "tree_series", MYN_AS_TEXT, series, "indicator or input"), "tree_node", NULL,
              NULL, NULL);
    layout_by(layout_add(l, "tree_area", MYN_AS_TEXT, area, "area or larger area"), "tree_node", NULL, NULL,
              NULL);
    myn_annex_array *whole = layout_add(l, "tree_parent", MYN_AS_WHOLE, parent,
                                        "number of the node it is part of");
    layout_by(whole, "tree_node", NULL, NULL, NULL);
    whole->missing = -1, whole->may_lack = true;
}

/* ---- points ---- */

typedef const double *(*PointsOf)(const myn_series_outlook *o);

static const double *mean_of(const myn_series_outlook *o)
{
    return o->mean;
}

static const double *base_of(const myn_series_outlook *o)
{
    return o->reconciled ? o->base_mean : NULL;
}

static const double *lower_of(const myn_series_outlook *o)
{
    return o->lower;
}

static const double *upper_of(const myn_series_outlook *o)
{
    return o->upper;
}

/* Points of each node, of LEVELS levels (1: a mean). */
static void lay_points(Layout *l, const Nodes *nodes, const char *name, const char *long_name, size_t levels,
                       PointsOf of)
{
    double *at = layout_reals(l, levels * l->nodes * l->steps);
    myn_annex_array *array = layout_add(l, name, MYN_AS_REAL, at, long_name);
    if (of == lower_of || of == upper_of)
        layout_by(array, "level", "tree_node", "step", NULL);
    else
        layout_by(array, "tree_node", "step", NULL, NULL);
    for (size_t i = 0; at && i < l->nodes; i++) {
        const myn_forecast_series *s = nodes->series[i];
        const double *points = good(s) ? of(good(s)) : NULL;
        for (size_t v = 0; points && v < levels; v++)
            for (size_t h = 0; h < s->steps; h++)
                at[(v * l->nodes + i) * l->steps + h] = points[v * s->horizon + h];
    }
}

static void lay_scenario(Layout *l, const Nodes *nodes, const char *name, const char *long_name, size_t which)
{
    double *at = layout_reals(l, l->scenarios * l->nodes * l->steps);
    layout_by(layout_add(l, name, MYN_AS_REAL, at, long_name), "scenario", "tree_node", "step", NULL);
    for (size_t k = 0; at && k < l->scenarios; k++) {
        const myn_forecast_scenario *s = &l->f->scenario[k];
        double *const *of = which == 0 ? s->mean : which == 1 ? s->lower : s->upper;
        for (size_t i = 0; i < l->nodes; i++) {
            const double *points = of[nodes->number[i]];
            for (size_t h = 0; points && h < nodes->series[i]->steps; h++)
                at[(k * l->nodes + i) * l->steps + h] = points[h];
        }
    }
}

static const char *period_text(Layout *l, myn_period period)
{
    char text[MYN_PERIOD_TEXT];
    myn_period_text(period, text);
    const char *kept = myn_arena_text(l->memory, text, strlen(text));
    if (!kept) l->failed = true;
    return kept ? kept : "";
}

static void lay_times(Layout *l, const Nodes *nodes)
{
    size_t count = l->nodes * l->steps;
    const char **label = layout_room(l, count, sizeof *label);
    double *start = layout_reals(l, count);
    for (size_t i = 0; !l->failed && i < count; i++) label[i] = "";
    for (size_t i = 0; !l->failed && i < l->nodes; i++)
        for (size_t h = 0; h < nodes->series[i]->steps && h < l->steps; h++) {
            const myn_forecast_series *s = nodes->series[i];
            myn_period period = myn_timeline_at(&s->line, (long)(s->first + h));
            label[i * l->steps + h] = period_text(l, period);
            start[i * l->steps + h] = period.start;
        }
    layout_by(
        layout_add(l, "tree_step_period", MYN_AS_TEXT, label, "period that the step is, empty where none"),
        "tree_node", "step", NULL, NULL);
    myn_annex_array *from = layout_add(l, "tree_step_start", MYN_AS_REAL, start, "first day of the period");
    layout_by(from, "tree_node", "step", NULL, NULL);
    from->units = "days since 1970-01-01";
}

/* What is known: of larger areas sums, where they have no values of their own. */
static void lay_known(Layout *l, const Nodes *nodes)
{
    double *value = layout_reals(l, l->nodes * l->times), *start = layout_reals(l, l->nodes * l->times);
    for (size_t i = 0; !l->failed && i < l->nodes; i++)
        for (size_t t = 0; t < nodes->series[i]->n; t++) {
            value[i * l->times + t] = nodes->series[i]->given[t];
            start[i * l->times + t] = myn_timeline_at(&nodes->series[i]->line, (long)t).start;
        }
    layout_by(layout_add(l, "tree_known", MYN_AS_REAL, value, "values that are known"), "tree_node",
              "tree_time", NULL, NULL);
    myn_annex_array *from = layout_add(l, "tree_known_start", MYN_AS_REAL, start,
                                       "first day of their periods");
    layout_by(from, "tree_node", "tree_time", NULL, NULL);
    from->units = "days since 1970-01-01";
}

/* ---- what is known of each series ---- */

typedef const char *(*TextOf)(const myn_forecast_series *s);

static const char *model_of(const myn_forecast_series *s)
{
    return good(s) ? good(s)->model : NULL;
}

static const char *why_of(const myn_forecast_series *s)
{
    return good(s) ? good(s)->why : NULL;
}

static const char *marks_of(const myn_forecast_series *s)
{
    return s->marks;
}

static const char *suggested_of(const myn_forecast_series *s)
{
    return s->suggested;
}

static void lay_text(Layout *l, const Nodes *nodes, const char *name, const char *long_name, TextOf of)
{
    const char **at = layout_room(l, l->nodes, sizeof *at);
    for (size_t i = 0; at && i < l->nodes; i++) at[i] = of(nodes->series[i]) ? of(nodes->series[i]) : "";
    layout_by(layout_add(l, name, MYN_AS_TEXT, at, long_name), "tree_node", NULL, NULL, NULL);
}

typedef double (*FigureOf)(const myn_series_outlook *o);

static double mase(const myn_series_outlook *o)
{
    return o->accuracy.mase;
}

static double base_mase(const myn_series_outlook *o)
{
    return o->reconciled ? o->base.mase : NAN;
}

static double mase_naive(const myn_series_outlook *o)
{
    return o->benchmark[0].mase;
}

static void lay_figure(Layout *l, const Nodes *nodes, const char *name, const char *long_name, FigureOf of)
{
    double *at = layout_reals(l, l->nodes);
    layout_by(layout_add(l, name, MYN_AS_REAL, at, long_name), "tree_node", NULL, NULL, NULL);
    for (size_t i = 0; at && i < l->nodes; i++)
        if (good(nodes->series[i]) && good(nodes->series[i])->origins) at[i] = of(good(nodes->series[i]));
}

static void lay_flags(Layout *l, const Nodes *nodes)
{
    int32_t *at = layout_room(l, l->nodes, sizeof *at);
    for (size_t i = 0; at && i < l->nodes; i++)
        if (nodes->series[i]->outlook) at[i] = (int32_t)nodes->series[i]->outlook->flags;
    layout_by(layout_add(l, "tree_flags", MYN_AS_WHOLE, at, "bits, as those of flags"), "tree_node", NULL,
              NULL, NULL);
}

void forecast_annex_trees(Layout *l, const myn_forecasts *f)
{
    Nodes nodes;
    const Making *making = f->memory;
    if (!making->trees) return;
    take_nodes(l, making, &nodes);
    if (l->failed) return;
    lay_names(l, &nodes);
    lay_times(l, &nodes);
    lay_known(l, &nodes);
    lay_points(l, &nodes, "tree_mean", "forecast mean, which adds up", 1, mean_of);
    lay_points(l, &nodes, "tree_base_mean", "forecast mean before it was made to add up", 1, base_of);
    lay_points(l, &nodes, "tree_lower", "lower end of the interval", l->levels, lower_of);
    lay_points(l, &nodes, "tree_upper", "upper end of the interval", l->levels, upper_of);
    if (l->scenarios) {
        lay_scenario(l, &nodes, "tree_scenario_mean", "forecast mean in the scenario", 0);
        lay_scenario(l, &nodes, "tree_scenario_lower", "lower end of the interval of the widest level", 1);
        lay_scenario(l, &nodes, "tree_scenario_upper", "upper end of the interval of the widest level", 2);
    }
    lay_text(l, &nodes, "tree_model", "model", model_of);
    lay_text(l, &nodes, "tree_why", "why this model", why_of);
    lay_text(l, &nodes, "tree_marks", "shocks and breaks that were marked", marks_of);
    lay_text(l, &nodes, "tree_suggested", "breaks that are suggested", suggested_of);
    lay_flags(l, &nodes);
    lay_figure(l, &nodes, "tree_mase", "back-test: mean absolute scaled error", mase);
    lay_figure(l, &nodes, "tree_base_mase", "back-test: the same before forecasts were made to add up",
               base_mase);
    lay_figure(l, &nodes, "tree_mase_naive", "back-test: the same of going on with the last value",
               mase_naive);
}
