/* Series out of a store's raw cube: an indicator's periods are its calendar, an area's values its series. */
#include "run/forecast_scenarios.h"
#include "run/forecast_source.h"
#include <math.h>
#include <mynegai/run.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static double value_at(const myn_panel *cube, size_t plane, size_t row, size_t area)
{
    return cube->plane[plane].value[row * cube->areas + area];
}

/* ---- which ---- */

static size_t find_indicator(const myn_labels *labels, const char *text)
{
    for (size_t i = 0; i < labels->indicators; i++) {
        const myn_item *item = &labels->indicator[i];
        if (!strcmp(item->code, text) || (item->label.en && !strcasecmp(item->label.en, text)) ||
            (item->label.cy && !strcasecmp(item->label.cy, text)))
            return i;
    }
    return MYN_NONE;
}

static myn_status unknown(const char *path, const char *what, const char *text, const char *near,
                          myn_diag *diag)
{
    myn_diag_add(diag, MYN_ERROR, (myn_place){0}, "%s has no %s \"%s\"%s%s%s", path, what, text,
                 near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
    return MYN_ERR_NOT_FOUND;
}

static myn_status unknown_indicator(const Source *s, const char *path, myn_diag *diag)
{
    myn_names *all = NULL;
    size_t number, near = MYN_NONE;
    myn_status status = myn_names_new(&all);
    for (size_t i = 0; !status && i < s->labels->indicators; i++)
        status = myn_names_add(all, s->labels->indicator[i].code, strlen(s->labels->indicator[i].code),
                               &number);
    if (!status) near = myn_names_nearest(all, s->options->indicator);
    myn_status answer = unknown(path, "indicator", s->options->indicator,
                                near == MYN_NONE ? NULL : myn_names_at(all, near), diag);
    myn_names_free(all);
    return answer;
}

/* ---- an indicator's calendar ---- */

static long length_of(myn_period p)
{
    return (long)p.end - p.start;
}

/* Years, quarters and months differ by a few days among themselves. */
static bool alike(myn_period a, myn_period b)
{
    long x = length_of(a), y = length_of(b), most = x > y ? x : y;
    return labs(x - y) * 8 <= most;
}

static size_t values_in(const myn_panel *cube, size_t plane, size_t row)
{
    size_t n = 0;
    for (size_t a = 0; a < cube->areas; a++) n += !isnan(value_at(cube, plane, row, a));
    return n;
}

/* The length of period that most of ROW's values have; {0, 0} where it has none. */
static myn_period usual_period(const myn_panel *cube, size_t row)
{
    myn_period best = {0, 0};
    size_t most = 0;
    for (size_t p = 0; p < cube->periods; p++) {
        size_t n = 0;
        if (!values_in(cube, p, row)) continue;
        for (size_t q = 0; q < cube->periods; q++)
            if (alike(cube->plane[p].period, cube->plane[q].period)) n += values_in(cube, q, row);
        if (n >= most) most = n, best = cube->plane[p].period;
    }
    return best;
}

/* Periods of ROW's calendar into SOURCE's planes; those of another length are left out. */
static void take_planes(Source *s, const myn_panel *cube, size_t row)
{
    myn_period usual = usual_period(cube, row);
    s->planes = 0;
    for (size_t p = 0; p < cube->periods; p++) {
        if (!alike(usual, cube->plane[p].period) || !values_in(cube, p, row)) continue;
        s->period[s->planes] = cube->plane[p].period;
        s->plane[s->planes++] = p;
    }
}

myn_status forecast_source_calendar(Source *s, const myn_panel *cube, size_t row, myn_forecast_series *out,
                                    bool *any)
{
    long last = 0, position;
    *out = (myn_forecast_series){.indicator = row, .low = -INFINITY, .high = INFINITY};
    take_planes(s, cube, row);
    *any = s->planes > 0;
    myn_status status = *any ? myn_timeline_of(s->period, s->planes, 0, &out->line) : MYN_OK;
    if (status || !*any) return status;
    for (size_t i = 0; i < s->planes; i++)
        if (myn_timeline_position(&out->line, s->period[i], &position) && position > last) last = position;
    if (last >= POSITIONS_MOST) out->problem = "its times are too far from each other", last = 0;
    out->n = out->first = (size_t)last + 1;
    out->steps = forecast_steps(s->options, out);
    return MYN_OK;
}

/* ---- what is possible ---- */

static bool is_per_cent(const char *unit)
{
    static const char *const word[] = {"%", "per cent", "percent", "percentage", "% of"};
    for (size_t i = 0; unit && i < sizeof word / sizeof *word; i++)
        if (!strncasecmp(unit, word[i], strlen(word[i]))) return true;
    return false;
}

/* Bounds as told, else as declared, else 0 to 100 where the unit is a per cent and no value lies outside; a value
 * outside a declared range does away with that side of it. */
static void bounds_of(const Source *s, size_t indicator, double *low, double *high)
{
    double least = INFINITY, most = -INFINITY;
    *low = s->options->low, *high = s->options->high;
    if (!isnan(*low)) return;
    for (size_t p = 0; p < s->raw->periods; p++)
        for (size_t a = 0; a < s->raw->areas; a++) {
            double v = value_at(s->raw, p, indicator, a);
            if (!isnan(v)) least = fmin(least, v), most = fmax(most, v);
        }
    *low = s->range[indicator].low, *high = s->range[indicator].high;
    bool share = is_per_cent(s->labels->indicator[indicator].unit) && least >= 0 && most <= 100;
    if (share) *low = fmax(*low, 0), *high = fmin(*high, 100);
    if (least < *low) *low = -INFINITY;
    if (most > *high) *high = INFINITY;
}

/* ---- series ---- */

myn_forecast_series *forecast_source_add(const Source *s, const myn_panel *cube, size_t row, size_t area,
                                         const myn_forecast_series *like)
{
    double *y = myn_arena_get(s->making->memory, (like->n + 1) * sizeof *y);
    myn_forecast_series *out = y ? forecast_add(s->making) : NULL;
    bool any = false;
    if (!out) return NULL;
    *out = *like;
    out->area = area, out->y = y;
    for (size_t i = 0; i < like->n; i++) y[i] = NAN;
    for (size_t i = 0; i < s->planes; i++) {
        long position;
        double v = value_at(cube, s->plane[i], row, area);
        if (isnan(v) || !myn_timeline_position(&like->line, s->period[i], &position)) continue;
        if ((size_t)position < like->n) y[position] = v;
        any = true;
    }
    if (!any) out->problem = "there is no value";
    return out;
}

static myn_status add_indicator(Source *s, size_t indicator)
{
    myn_forecast_series like;
    bool any;
    myn_status status = forecast_source_calendar(s, s->raw, indicator, &like, &any);
    if (status || !any) return status;
    like.group = indicator;
    bounds_of(s, indicator, &like.low, &like.high);
    if (s->area == MYN_NONE) s->first[indicator] = s->making->forecasts.count;
    for (size_t a = 0; a < s->raw->areas; a++)
        if ((s->area == MYN_NONE || a == s->area) && !forecast_source_add(s, s->raw, indicator, a, &like))
            return MYN_ERR_MEMORY;
    return MYN_OK;
}

static size_t periods_most(const Source *s)
{
    size_t most = s->raw->periods;
    if (s->inputs && s->inputs->periods > most) most = s->inputs->periods;
    return most + 1;
}

static myn_status make_room(Source *s)
{
    myn_arena *memory = s->making->memory;
    s->plane = myn_arena_get(memory, periods_most(s) * sizeof *s->plane);
    s->period = myn_arena_get(memory, periods_most(s) * sizeof *s->period);
    s->first = myn_arena_get(memory, (s->labels->indicators + 1) * sizeof *s->first);
    if (!s->plane || !s->period || !s->first) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < s->labels->indicators; i++) s->first[i] = MYN_NONE;
    return MYN_OK;
}

static myn_status add_all(Source *s)
{
    const char *near = NULL;
    const myn_forecast_options *o = s->options;
    size_t only = o->indicator ? find_indicator(s->labels, o->indicator) : MYN_NONE;
    s->making->kinds = s->labels->indicators + 2 * TREES_MOST;
    s->area = o->area ? myn_find_area(s->labels->areas, o->area, &near) : MYN_NONE;
    if (o->indicator && only == MYN_NONE) return unknown_indicator(s, s->path, s->diag);
    if (o->area && s->area == MYN_NONE) return unknown(s->path, "area", o->area, near, s->diag);
    myn_status status = make_room(s);
    for (size_t i = 0; !status && i < s->labels->indicators; i++)
        if (only == MYN_NONE || i == only) status = add_indicator(s, i);
    return status ? status : o->tree ? forecast_tree_areas(s) : MYN_OK;
}

/* CUBE of STORE, NULL where it has none. */
static myn_status open_cube(myn_store *store, myn_cube cube, myn_panel **out)
{
    myn_status status = myn_store_panel(store, cube, out);
    return status == MYN_ERR_NOT_FOUND ? MYN_OK : status;
}

myn_status myn_forecast_store(myn_store *store, const char *path, const myn_forecast_options *options,
                              myn_diag *diag, myn_forecasts **out)
{
    Source s = {.path = path, .labels = myn_store_labels(store), .options = options, .diag = diag};
    *out = NULL;
    myn_status status = forecast_making(&s.making);
    if (!status) status = myn_store_panel(store, MYN_CUBE_RAW, &s.raw);
    if (!status && options->tree) status = open_cube(store, MYN_CUBE_INPUTS, &s.inputs);
    if (!status && options->tree) status = open_cube(store, MYN_CUBE_PARENTS, &s.larger);
    if (!status) status = forecast_ranges(store, path, &s.range, s.making->memory);
    if (!status) status = add_all(&s);
    if (!status) status = forecast_scenarios_read(s.making, options, s.labels, NULL, diag);
    if (!status) status = forecast_all(s.making, options, diag);
    if (!status) status = forecast_scenarios_apply(s.making, NULL, diag);
    myn_panel_free(s.raw);
    myn_panel_free(s.inputs);
    myn_panel_free(s.larger);
    if (status && s.making) myn_forecasts_free(&s.making->forecasts);
    if (!status) *out = &s.making->forecasts;
    return status;
}
