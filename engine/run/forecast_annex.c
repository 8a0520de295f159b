/* Forecasts as a group of the store. */
#include "run/forecast_annex.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *layout_room(Layout *l, size_t count, size_t size)
{
    void *at = myn_arena_zero(l->memory, count + 1, size);
    if (!at) l->failed = true;
    return at;
}

double *layout_reals(Layout *l, size_t count)
{
    double *at = layout_room(l, count, sizeof *at);
    for (size_t i = 0; at && i < count; i++) at[i] = NAN;
    return at;
}

myn_annex_array *layout_add(Layout *l, const char *name, myn_annex_type as, const void *at,
                            const char *long_name)
{
    myn_annex_array *array = &l->array[l->arrays < ARRAYS_MOST ? l->arrays++ : 0];
    *array = (myn_annex_array){.name = name, .as = as, .at = at, .long_name = long_name};
    return array;
}

void layout_by(myn_annex_array *array, const char *one, const char *two, const char *three, const char *four)
{
    const char *dim[] = {one, two, three, four};
    for (size_t i = 0; i < 4 && dim[i]; i++) array->dim[array->rank++] = dim[i];
}

static size_t layout_cell(const Layout *l, size_t i)
{
    return l->f->series[i].indicator * l->areas + l->f->series[i].area;
}

static const myn_series_outlook *good(const Layout *l, size_t i)
{
    const myn_series_outlook *o = l->f->series[i].outlook;
    return o && !o->status ? o : NULL;
}

/* ---- points ---- */

/* BASE: before it was made to add up. */
static void lay_mean(Layout *l, const char *name, const char *long_name, bool base)
{
    double *at = layout_reals(l, l->indicators * l->areas * l->steps);
    layout_by(layout_add(l, name, MYN_AS_REAL, at, long_name), "indicator", "area", "step", NULL);
    for (size_t i = 0; at && i < l->f->count; i++) {
        const myn_series_outlook *o = good(l, i);
        const double *mean = !o ? NULL : !base ? o->mean : o->reconciled ? o->base_mean : NULL;
        for (size_t h = 0; mean && h < l->f->series[i].steps; h++)
            at[layout_cell(l, i) * l->steps + h] = mean[h];
    }
}

typedef double *(*BoundOf)(const myn_series_outlook *o);

static double *lower_of(const myn_series_outlook *o)
{
    return o->lower;
}

static double *upper_of(const myn_series_outlook *o)
{
    return o->upper;
}

static double *own_lower_of(const myn_series_outlook *o)
{
    return o->own_lower;
}

static double *own_upper_of(const myn_series_outlook *o)
{
    return o->own_upper;
}

static void lay_bound(Layout *l, const char *name, const char *long_name, BoundOf of)
{
    size_t cells = l->indicators * l->areas;
    double *at = layout_reals(l, l->levels * cells * l->steps);
    layout_by(layout_add(l, name, MYN_AS_REAL, at, long_name), "level", "indicator", "area", "step");
    for (size_t i = 0; at && i < l->f->count; i++) {
        const myn_series_outlook *o = good(l, i);
        for (size_t v = 0; o && of(o) && v < l->levels; v++)
            for (size_t h = 0; h < l->f->series[i].steps; h++)
                at[(v * cells + layout_cell(l, i)) * l->steps + h] = of(o)[v * l->f->series[i].horizon + h];
    }
}

static void lay_times(Layout *l)
{
    size_t count = l->indicators * l->steps;
    const char **label = layout_room(l, count, sizeof *label);
    double *start = layout_reals(l, count), *end = layout_reals(l, count);
    for (size_t i = 0; !l->failed && i < count; i++) label[i] = "";
    for (size_t i = 0; !l->failed && i < l->f->count; i++) {
        const myn_forecast_series *s = &l->f->series[i];
        for (size_t h = 0; h < s->steps && h < l->steps; h++) {
            char text[MYN_PERIOD_TEXT];
            size_t at = s->indicator * l->steps + h;
            myn_period period = myn_timeline_at(&s->line, (long)(s->first + h));
            if (*label[at]) continue;
            myn_period_text(period, text);
            label[at] = myn_arena_text(l->memory, text, strlen(text));
            if (!label[at]) label[at] = "", l->failed = true;
            start[at] = period.start, end[at] = period.end;
        }
    }
    layout_by(layout_add(l, "step_period", MYN_AS_TEXT, label, "period that the step is, empty where none"),
              "indicator", "step", NULL, NULL);
    myn_annex_array *from = layout_add(l, "step_start", MYN_AS_REAL, start, "first day of the period"), *to;
    layout_by(from, "indicator", "step", NULL, NULL);
    from->units = "days since 1970-01-01";
    to = layout_add(l, "step_end", MYN_AS_REAL, end, "day after the last of the period");
    layout_by(to, "indicator", "step", NULL, NULL);
    to->units = "days since 1970-01-01";
}

/* ---- what is known of each series ---- */

typedef const char *(*TextOf)(const Layout *l, size_t i);

static const char *model_of(const Layout *l, size_t i)
{
    return good(l, i) ? good(l, i)->model : NULL;
}

static const char *parameters_of(const Layout *l, size_t i)
{
    return good(l, i) ? good(l, i)->parameters : NULL;
}

static const char *why_of(const Layout *l, size_t i)
{
    return good(l, i) ? good(l, i)->why : NULL;
}

static const char *problem_of(const Layout *l, size_t i)
{
    return myn_forecast_problem(&l->f->series[i]);
}

static const char *shape_of(const Layout *l, size_t i)
{
    return good(l, i) ? myn_reshape_word(good(l, i)->shape.kind) : NULL;
}

static const char *marks_of(const Layout *l, size_t i)
{
    return l->f->series[i].marks;
}

static const char *suggested_of(const Layout *l, size_t i)
{
    return l->f->series[i].suggested;
}

static void lay_text(Layout *l, const char *name, const char *long_name, TextOf of)
{
    size_t cells = l->indicators * l->areas;
    const char **at = layout_room(l, cells, sizeof *at);
    for (size_t i = 0; at && i < cells; i++) at[i] = "";
    for (size_t i = 0; at && i < l->f->count; i++)
        if (of(l, i)) at[layout_cell(l, i)] = of(l, i);
    layout_by(layout_add(l, name, MYN_AS_TEXT, at, long_name), "indicator", "area", NULL, NULL);
}

static void lay_flags(Layout *l)
{
    size_t cells = l->indicators * l->areas;
    int32_t *flags = layout_room(l, cells, sizeof *flags), *origins = layout_room(l, cells, sizeof *origins);
    for (size_t i = 0; flags && origins && i < l->f->count; i++) {
        const myn_series_outlook *o = l->f->series[i].outlook;
        flags[layout_cell(l, i)] = o ? (int32_t)o->flags : 0;
        origins[layout_cell(l, i)] = o ? (int32_t)o->origins : 0;
    }
    layout_by(layout_add(l, "flags", MYN_AS_WHOLE, flags,
                         "bits: 1 short, 2 constant, 4 no data, 8 gaps, 16 extreme, 32 not converged, 64 "
                         "intermittent, 128 "
                         "bounded, 256 "
                         "no interval, 512 long, 1024 shock, 2048 break, 4096 reconciled"),
              "indicator", "area", NULL, NULL);
    layout_by(layout_add(l, "origins", MYN_AS_WHOLE, origins, "origins of the back-test"), "indicator",
              "area", NULL, NULL);
}

/* ---- the back-test ---- */

typedef double (*FigureOf)(const myn_series_outlook *o);

static double mase(const myn_series_outlook *o)
{
    return o->accuracy.mase;
}

static double mase_naive(const myn_series_outlook *o)
{
    return o->benchmark[0].mase;
}

static double mase_snaive(const myn_series_outlook *o)
{
    return o->benchmark[1].mase;
}

static double rmsse(const myn_series_outlook *o)
{
    return o->accuracy.rmsse;
}

static double smape(const myn_series_outlook *o)
{
    return o->accuracy.smape;
}

static double owa(const myn_series_outlook *o)
{
    return myn_owa(&o->accuracy, &o->benchmark[0]);
}

static double bias(const myn_series_outlook *o)
{
    return o->accuracy.bias;
}

static void lay_figure(Layout *l, const char *name, const char *long_name, FigureOf of)
{
    double *at = layout_reals(l, l->indicators * l->areas);
    layout_by(layout_add(l, name, MYN_AS_REAL, at, long_name), "indicator", "area", NULL, NULL);
    for (size_t i = 0; at && i < l->f->count; i++)
        if (good(l, i) && good(l, i)->origins) at[layout_cell(l, i)] = of(good(l, i));
}

static void lay_by_level(Layout *l, const char *name, const char *long_name, bool coverage)
{
    size_t cells = l->indicators * l->areas;
    double *at = layout_reals(l, l->levels * cells);
    layout_by(layout_add(l, name, MYN_AS_REAL, at, long_name), "level", "indicator", "area", NULL);
    for (size_t i = 0; at && i < l->f->count; i++) {
        const myn_series_outlook *o = good(l, i);
        for (size_t v = 0; o && o->origins && v < l->levels; v++)
            at[v * cells + layout_cell(l, i)] = coverage ? o->accuracy.coverage[v] : o->accuracy.msis[v];
    }
}

/* Mean over the areas of each indicator, by step. */
static void lay_by_step(Layout *l, const char *name, const char *long_name, size_t which)
{
    size_t count = l->indicators * l->steps;
    double *at = layout_reals(l, count), *sum = layout_room(l, count, sizeof *sum),
           *n = layout_room(l, count, sizeof *n);
    layout_by(layout_add(l, name, MYN_AS_REAL, at, long_name), "indicator", "step", NULL, NULL);
    for (size_t i = 0; !l->failed && i < l->f->count; i++) {
        const myn_series_outlook *o = good(l, i);
        const myn_forecast_series *s = &l->f->series[i];
        for (size_t h = 0; o && o->origins && h < l->steps && h < s->reach; h++) {
            double value = o->mase_at[which * s->reach + h];
            if (isnan(value)) continue;
            sum[s->indicator * l->steps + h] += value;
            n[s->indicator * l->steps + h]++;
        }
    }
    for (size_t j = 0; !l->failed && j < count; j++)
        if (n[j] > 0) at[j] = sum[j] / n[j];
}

static double base_mase(const myn_series_outlook *o)
{
    return o->reconciled ? o->base.mase : NAN;
}

/* ---- scenarios ---- */

static double *const *points_of(const myn_forecast_scenario *s, size_t which)
{
    return which == 0 ? s->mean : which == 1 ? s->lower : s->upper;
}

static void lay_scenario_points(Layout *l, const char *name, const char *long_name, size_t which)
{
    size_t cells = l->indicators * l->areas;
    double *at = layout_reals(l, l->scenarios * cells * l->steps);
    layout_by(layout_add(l, name, MYN_AS_REAL, at, long_name), "scenario", "indicator", "area", "step");
    for (size_t k = 0; at && k < l->scenarios; k++)
        for (size_t i = 0; i < l->f->count; i++) {
            const double *points = points_of(&l->f->scenario[k], which)[l->number[i]];
            for (size_t h = 0; points && h < l->f->series[i].steps; h++)
                at[(k * cells + layout_cell(l, i)) * l->steps + h] = points[h];
        }
}

static void lay_scenarios(Layout *l)
{
    const char **en = layout_room(l, l->f->scenarios, sizeof *en),
               **cy = layout_room(l, l->f->scenarios, sizeof *cy);
    l->scenario = layout_room(l, l->f->scenarios, sizeof *l->scenario);
    l->scenarios = l->f->scenarios;
    for (size_t k = 0; !l->failed && k < l->scenarios; k++) {
        const myn_forecast_scenario *s = &l->f->scenario[k];
        l->scenario[k] = s->code;
        en[k] = s->label.en ? s->label.en : "", cy[k] = s->label.cy ? s->label.cy : "";
    }
    if (!l->scenarios || l->failed) return;
    layout_by(layout_add(l, "scenario_name_en", MYN_AS_TEXT, en, "name in English"), "scenario", NULL, NULL,
              NULL);
    layout_by(layout_add(l, "scenario_name_cy", MYN_AS_TEXT, cy, "name in Welsh"), "scenario", NULL, NULL,
              NULL);
    lay_scenario_points(l, "scenario_mean", "forecast mean in the scenario", 0);
    lay_scenario_points(l, "scenario_lower", "lower end of the interval of the widest level", 1);
    lay_scenario_points(l, "scenario_upper", "upper end of the interval of the widest level", 2);
}

static void lay_out(Layout *l)
{
    lay_scenarios(l);
    lay_times(l);
    lay_mean(l, "mean", "forecast mean", false);
    if (l->f->add) lay_mean(l, "base_mean", "forecast mean before it was made to add up", true);
    lay_bound(l, "lower", "lower end of the interval", lower_of);
    lay_bound(l, "upper", "upper end of the interval", upper_of);
    if (l->f->intervals == MYN_INTERVALS_BOTH) {
        lay_bound(l, "model_lower", "lower end of the model's own interval", own_lower_of);
        lay_bound(l, "model_upper", "upper end of the model's own interval", own_upper_of);
    }
    lay_text(l, "model", "model", model_of);
    lay_text(l, "parameters", "its parameters", parameters_of);
    lay_text(l, "why", "why this model", why_of);
    lay_text(l, "shape", "transformation", shape_of);
    lay_text(l, "marks", "shocks and breaks that were marked", marks_of);
    lay_text(l, "suggested", "breaks that are suggested", suggested_of);
    lay_text(l, "problem", "why there is no forecast", problem_of);
    lay_flags(l);
    lay_figure(l, "mase", "back-test: mean absolute scaled error", mase);
    lay_figure(l, "mase_naive", "back-test: the same of going on with the last value", mase_naive);
    lay_figure(l, "mase_snaive", "back-test: the same of going on with the last season", mase_snaive);
    lay_figure(l, "rmsse", "back-test: root mean squared scaled error", rmsse);
    lay_figure(l, "smape", "back-test: symmetric mean absolute percentage error", smape);
    lay_figure(l, "owa", "back-test: mean of smape and mase over those of the last value", owa);
    lay_figure(l, "bias", "back-test: mean scaled error, above 0 where forecasts are too high", bias);
    if (l->f->add)
        lay_figure(l, "base_mase", "back-test: mase before forecasts were made to add up", base_mase);
    lay_by_level(l, "coverage", "back-test: share of values inside the interval", true);
    lay_by_level(l, "msis", "back-test: mean scaled interval score", false);
    lay_by_step(l, "mase_by_step", "back-test: mean absolute scaled error over areas", 0);
    lay_by_step(l, "mase_naive_by_step", "back-test: the same of going on with the last value", 1);
}

/* ---- writing ---- */

static const char *const interval_word[] = {"conformal", "model", "both"};

static myn_status store_annex(Layout *l, const char *in, const char *out, const myn_forecast_options *options,
                              myn_diag *diag)
{
    double level[MYN_LEVELS_MOST];
    double *step = layout_room(l, l->steps, sizeof *step);
    for (size_t v = 0; v < l->levels; v++) level[v] = l->f->outlook.level[v];
    for (size_t h = 0; step && h < l->steps; h++) step[h] = (double)(h + 1);
    myn_annex_dimension dimension[7] = {{"indicator", l->indicators, NULL, NULL, NULL},
                                        {"area", l->areas, NULL, NULL, NULL},
                                        {"step", l->steps, NULL, step, "steps after the last period"},
                                        {"level", l->levels, NULL, level, "level of the interval"}};
    size_t dimensions = 4;
    if (l->scenarios)
        dimension[dimensions++] = (myn_annex_dimension){"scenario", l->scenarios, l->scenario, NULL,
                                                        "variant"};
    if (l->nodes) {
        dimension[dimensions++] = (myn_annex_dimension){"tree_node", l->nodes, l->node, NULL,
                                                        "series and area"};
        dimension[dimensions++] = (myn_annex_dimension){"tree_time", l->times, NULL, NULL,
                                                        "steps from the first period"};
    }
    const myn_annex_fact fact[] = {
        {"method", l->f->method},
        {"intervals", l->f->coherent ? "coherent" : interval_word[l->f->intervals]},
        {"reconciled", l->f->add ? l->f->add : ""}};
    const myn_annex annex = {
        MYN_FORECAST_GROUP, "forecasts of the raw series", dimension, dimensions, l->array, l->arrays, fact,
        l->f->add ? 3 : 2};
    const myn_provenance_text text = {"scenarios.yml", l->f->scenario_text};
    const myn_annex_source source = {options->command ? options->command : "forecast", &text,
                                     l->f->scenario_text ? 1 : 0, NULL, 0};
    return l->failed ? MYN_ERR_MEMORY : myn_store_add(in, out, &annex, 1, &source, diag);
}

/* The series of F that are of the store's own indicators and areas. */
static myn_status take_own(Layout *l, const myn_forecasts *f)
{
    myn_forecasts *own = layout_room(l, 1, sizeof *own);
    myn_forecast_series *series = layout_room(l, f->count, sizeof *series);
    l->number = layout_room(l, f->count, sizeof *l->number);
    if (!own || !series || !l->number) return MYN_ERR_MEMORY;
    *own = *f;
    own->series = series, own->count = 0;
    for (size_t i = 0; i < f->count; i++) {
        if (f->series[i].input || f->series[i].larger) continue;
        l->number[own->count] = i;
        series[own->count++] = f->series[i];
    }
    l->f = own;
    return MYN_OK;
}

myn_status myn_forecast_write(const myn_forecasts *f, const char *in, const char *out,
                              const myn_forecast_options *options, myn_diag *diag)
{
    Layout l = {.levels = f->outlook.levels, .steps = f->outlook.horizon};
    myn_store *store = NULL;
    myn_status status = myn_arena_new(&l.memory);
    if (!status) status = myn_store_open(in, 0, diag, &store);
    if (!status) status = take_own(&l, f);
    if (!status) {
        l.labels = myn_store_labels(store);
        l.indicators = l.labels->indicators;
        l.areas = l.labels->areas->count;
        lay_out(&l);
        forecast_annex_trees(&l, f);
        status = store_annex(&l, in, out, options, diag);
    }
    myn_store_free(store);
    myn_arena_free(l.memory);
    return status;
}
