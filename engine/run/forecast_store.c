/* Series out of a store's raw cube: an indicator's periods are its calendar, an area's values its series. */
#include "run/forecast.h"
#include "run/forecast_range.h"
#include <math.h>
#include <mynegai/run.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct {
    myn_store *store;
    const myn_labels *labels;
    const myn_panel *raw;
    const myn_forecast_options *options;
    Making *making;
    double *range; /* 2 an indicator: declared */
    size_t area;   /* MYN_NONE: all */
} Source;

static double value_at(const Source *s, size_t plane, size_t indicator, size_t area)
{
    return s->raw->plane[plane].value[indicator * s->raw->areas + area];
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

static size_t values_in(const Source *s, size_t plane, size_t indicator)
{
    size_t n = 0;
    for (size_t a = 0; a < s->raw->areas; a++) n += !isnan(value_at(s, plane, indicator, a));
    return n;
}

/* The length of period that most of INDICATOR's values have; {0, 0} where it has none. */
static myn_period usual_period(const Source *s, size_t indicator)
{
    myn_period best = {0, 0};
    size_t most = 0;
    for (size_t p = 0; p < s->raw->periods; p++) {
        size_t n = 0;
        if (!values_in(s, p, indicator)) continue;
        for (size_t q = 0; q < s->raw->periods; q++)
            if (alike(s->raw->plane[p].period, s->raw->plane[q].period)) n += values_in(s, q, indicator);
        if (n >= most) most = n, best = s->raw->plane[p].period;
    }
    return best;
}

/* Periods of INDICATOR's calendar into PLANE, their number of planes; those of another length are left out. */
static size_t planes_of(const Source *s, size_t indicator, size_t *plane)
{
    myn_period usual = usual_period(s, indicator);
    size_t count = 0;
    for (size_t p = 0; p < s->raw->periods; p++)
        if (alike(usual, s->raw->plane[p].period) && values_in(s, p, indicator)) plane[count++] = p;
    return count;
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
            double v = value_at(s, p, indicator, a);
            if (!isnan(v)) least = fmin(least, v), most = fmax(most, v);
        }
    *low = s->range[2 * indicator], *high = s->range[2 * indicator + 1];
    bool share = is_per_cent(s->labels->indicator[indicator].unit) && least >= 0 && most <= 100;
    if (share) *low = fmax(*low, 0), *high = fmin(*high, 100);
    if (least < *low) *low = -INFINITY;
    if (most > *high) *high = INFINITY;
}

/* ---- series ---- */

static myn_status add_area(const Source *s, size_t indicator, size_t area, const myn_forecast_series *like,
                           const size_t *plane, size_t planes)
{
    double *y = myn_arena_get(s->making->memory, (like->n + 1) * sizeof *y);
    myn_forecast_series *out = y ? forecast_add(s->making) : NULL;
    bool any = false;
    if (!out) return MYN_ERR_MEMORY;
    *out = *like;
    out->indicator = out->group = indicator, out->area = area, out->y = y;
    for (size_t i = 0; i < like->n; i++) y[i] = NAN;
    for (size_t i = 0; i < planes; i++) {
        long position;
        double v = value_at(s, plane[i], indicator, area);
        if (isnan(v) || !myn_timeline_position(&like->line, s->raw->plane[plane[i]].period, &position))
            continue;
        y[position] = v;
        any = true;
    }
    if (!any) out->problem = "there is no value";
    return MYN_OK;
}

static myn_status add_indicator(const Source *s, size_t indicator, size_t *plane, myn_period *period)
{
    myn_forecast_series like = {0};
    long last = 0;
    size_t planes = planes_of(s, indicator, plane);
    myn_status status = MYN_OK;
    if (!planes) return MYN_OK;
    for (size_t i = 0; i < planes; i++) period[i] = s->raw->plane[plane[i]].period;
    status = myn_timeline_of(period, planes, 0, &like.line);
    for (size_t i = 0; i < planes; i++) {
        long position;
        if (myn_timeline_position(&like.line, period[i], &position) && position > last) last = position;
    }
    if (last >= POSITIONS_MOST) like.problem = "its times are too far from each other", last = 0;
    like.n = like.first = (size_t)last + 1;
    like.steps = forecast_steps(s->options, &like);
    bounds_of(s, indicator, &like.low, &like.high);
    for (size_t a = 0; !status && a < s->raw->areas; a++)
        if (s->area == MYN_NONE || a == s->area) status = add_area(s, indicator, a, &like, plane, planes);
    return status;
}

static myn_status add_all(Source *s, const char *path, myn_diag *diag)
{
    const char *near = NULL;
    size_t only = s->options->indicator ? find_indicator(s->labels, s->options->indicator) : MYN_NONE;
    size_t *plane = myn_arena_get(s->making->memory, (s->raw->periods + 1) * sizeof *plane);
    myn_period *period = myn_arena_get(s->making->memory, (s->raw->periods + 1) * sizeof *period);
    if (!plane || !period) return MYN_ERR_MEMORY;
    s->making->kinds = s->labels->indicators;
    s->area = s->options->area ? myn_find_area(s->labels->areas, s->options->area, &near) : MYN_NONE;
    if (s->options->indicator && only == MYN_NONE) return unknown_indicator(s, path, diag);
    if (s->options->area && s->area == MYN_NONE) return unknown(path, "area", s->options->area, near, diag);
    myn_status status = forecast_ranges(s->store, path, &s->range, s->making->memory);
    for (size_t i = 0; !status && i < s->labels->indicators; i++)
        if (only == MYN_NONE || i == only) status = add_indicator(s, i, plane, period);
    return status;
}

myn_status myn_forecast_store(myn_store *store, const char *path, const myn_forecast_options *options,
                              myn_diag *diag, myn_forecasts **out)
{
    myn_panel *raw = NULL;
    Source s = {.store = store, .labels = myn_store_labels(store), .options = options};
    *out = NULL;
    myn_status status = forecast_making(&s.making);
    if (!status) status = myn_store_panel(store, MYN_CUBE_RAW, &raw);
    s.raw = raw;
    if (!status) status = add_all(&s, path, diag);
    if (!status) status = forecast_all(s.making, options, diag);
    myn_panel_free(raw);
    if (status && s.making) myn_forecasts_free(&s.making->forecasts);
    if (!status) *out = &s.making->forecasts;
    return status;
}
