/* Reading a file of scenarios of forecasts. */
#include "run/forecast_scenarios.h"
#include <mynegai/run.h>
#include <mynegai/yaml.h>
#include <string.h>

typedef struct {
    Making *making;
    const myn_labels *labels;
    const char *const *driver;
    myn_diag *diag;
    myn_names *id; /* a table's series */
    bool starved;
} Reading;

static void say(Reading *r, myn_place at, const char *what)
{
    myn_diag_add(r->diag, MYN_ERROR, at, "%s", what);
}

/* A text out of the document, which goes before the forecasts do. */
static const char *kept(Reading *r, const char *text)
{
    const char *copy = text ? myn_arena_text(r->making->memory, text, strlen(text)) : NULL;
    r->starved |= text && !copy;
    return copy;
}

static const char *text_of(Reading *r, const myn_yaml *map, const char *key)
{
    const char *text = NULL;
    (void)myn_yaml_text(myn_yaml_get(map, key), r->diag, &text);
    return kept(r, text);
}

/* ---- which series ---- */

static void take_series(Change *out, size_t number)
{
    for (size_t i = 0; i < out->count; i++)
        if (out->series[i] == number) return;
    out->series[out->count++] = number;
}

static void take_all(Reading *r, Change *out)
{
    for (size_t i = 0; i < r->making->forecasts.count; i++) out->series[out->count++] = i;
}

static void take_ids(Reading *r, const myn_yaml *node, Change *out)
{
    for (size_t i = 0; i < myn_yaml_count(node); i++) {
        const char *text = NULL;
        const myn_yaml *one = myn_yaml_item(node, i);
        if (!myn_yaml_text(one, r->diag, &text)) continue;
        size_t found = myn_names_find(r->id, text, strlen(text)), near = myn_names_nearest(r->id, text);
        if (found != MYN_NONE)
            take_series(out, found);
        else
            myn_diag_add(r->diag, MYN_ERROR, one->at, "no series is called \"%.80s\"%s%s%s", text,
                         near == MYN_NONE ? "" : "; did you mean ",
                         near == MYN_NONE ? "" : myn_names_at(r->id, near), near == MYN_NONE ? "" : "?");
    }
}

static const char *code_of(const Reading *r, const myn_forecast_series *s)
{
    return s->input ? r->labels->input[s->indicator].code : r->labels->indicator[s->indicator].code;
}

static const myn_area *area_of(const Reading *r, const myn_forecast_series *s)
{
    return s->larger ? &r->labels->parents->at[s->area] : &r->labels->areas->at[s->area];
}

/* The code of the area that TEXT names, own or larger; TEXT itself where none. */
static const char *area_code(const Reading *r, const char *text)
{
    const char *near;
    size_t own = myn_find_area(r->labels->areas, text, &near);
    if (own != MYN_NONE) return r->labels->areas->at[own].code;
    size_t larger = r->labels->parents ? myn_find_area(r->labels->parents, text, &near) : MYN_NONE;
    return larger != MYN_NONE ? r->labels->parents->at[larger].code : text;
}

/* The forecast series of indicator CODE in AREA (NULL: all of the store's own); whether there is any. */
static bool take_named(Reading *r, const char *code, const char *area, Change *out)
{
    bool any = false;
    const char *wanted = area ? area_code(r, area) : NULL;
    for (size_t i = 0; i < r->making->forecasts.count; i++) {
        const myn_forecast_series *s = &r->making->series[i];
        if (strcmp(code_of(r, s), code) != 0) continue;
        if (wanted ? strcmp(area_of(r, s)->code, wanted) != 0 : s->larger) continue;
        any = true;
        if (wanted)
            take_series(out, i);
        else
            out->series[out->count++] = i;
    }
    return any;
}

static void take_indicator(Reading *r, const myn_yaml *node, Change *out)
{
    const char *code = NULL, *area = NULL;
    const myn_yaml *indicator = myn_yaml_get(node, "indicator"), *areas = myn_yaml_get(node, "area");
    if (!myn_yaml_text(indicator, r->diag, &code)) {
        say(r, node->at, "a change: expected `indicator`, the code of what it changes");
        return;
    }
    if (!areas && !take_named(r, code, NULL, out))
        myn_diag_add(r->diag, MYN_ERROR, indicator->at, "no indicator \"%.80s\" is forecast", code);
    for (size_t i = 0; i < myn_yaml_count(areas); i++) {
        const myn_yaml *one = myn_yaml_item(areas, i);
        if (myn_yaml_text(one, r->diag, &area) && !take_named(r, code, area, out))
            myn_diag_add(r->diag, MYN_ERROR, one->at, "\"%.80s\" is not forecast for the area \"%.80s\"",
                         code, area);
    }
}

static void take_driver(Reading *r, const myn_yaml *node, Change *out)
{
    const char *text = NULL;
    if (!myn_yaml_text(node, r->diag, &text)) return;
    for (size_t d = 0; r->driver && r->driver[d]; d++)
        if (!strcmp(r->driver[d], text)) out->driver = d;
    if (out->driver == MYN_NONE)
        myn_diag_add(r->diag, MYN_ERROR, node->at,
                     "no driver is called \"%.80s\"; expected a column of --drivers", text);
}

/* ---- years ---- */

long forecast_year(const myn_forecast_series *s, size_t at)
{
    int year, month, day;
    if (!s->line.months && !s->line.days) return (long)s->line.start + (long)at;
    myn_day_split(myn_timeline_at(&s->line, (long)at).start, &year, &month, &day);
    return year;
}

/* The years in which any series of CHANGE is forecast; false where none is. */
static bool forecast_years(const Reading *r, const Change *change, long *first, long *last)
{
    bool any = false;
    for (size_t i = 0; i < change->count; i++) {
        const myn_forecast_series *s = &r->making->series[change->series[i]];
        if (s->problem || !s->steps) continue;
        long from = forecast_year(s, s->first), to = forecast_year(s, s->first + s->steps - 1);
        *first = any && *first < from ? *first : from;
        *last = any && *last > to ? *last : to;
        any = true;
    }
    return any;
}

static void take_years(Reading *r, const myn_yaml *node, Change *out)
{
    const myn_yaml *years = myn_yaml_get(node, "years");
    long first, last;
    bool two = years && years->kind == MYN_YAML_LIST && years->count == 2;
    if (!two)
        say(r, years ? years->at : node->at, "a change: expected `years`, two whole numbers, [first, last]");
    if (!two || !myn_yaml_whole(&years->item[0], r->diag, &out->from) ||
        !myn_yaml_whole(&years->item[1], r->diag, &out->to))
        return;
    if (out->from > out->to)
        myn_diag_add(r->diag, MYN_ERROR, years->at, "years: %ld comes after %ld", out->from, out->to);
    else if (forecast_years(r, out, &first, &last) && (out->from < first || out->to > last))
        myn_diag_add(r->diag, MYN_ERROR, years->at,
                     "a change: its years are not within %ld to %ld, those that are forecast", first, last);
}

/* ---- changes ---- */

static void take_amount(Reading *r, const myn_yaml *node, Change *out)
{
    static const char *const key[] = {"times", "plus", "growth"};
    size_t given = 0;
    for (size_t k = 0; k < 3; k++) {
        const myn_yaml *amount = myn_yaml_get(node, key[k]);
        if (!amount) continue;
        given++;
        out->kind = (ChangeKind)k;
        bool number = myn_yaml_real(amount, r->diag, &out->by);
        if (number && k == CHANGE_TIMES && out->by < 0) say(r, amount->at, "times: expected a number from 0");
        if (number && k == CHANGE_GROWTH && out->by <= -1)
            say(r, amount->at, "growth: expected a number above -1 (-0.02: 2 % less each year)");
    }
    if (given != 1) say(r, node->at, "a change: expected one of `times`, `plus` and `growth`");
}

static Change read_change(Reading *r, const myn_yaml *node)
{
    static const char *const of_table[] = {"series", "driver", "years", "times", "plus", "growth", NULL};
    static const char *const of_store[] = {"indicator", "area", "years", "times", "plus", "growth", NULL};
    const myn_yaml *series = myn_yaml_get(node, "series"), *driver = myn_yaml_get(node, "driver");
    size_t count = r->making->forecasts.count;
    Change out = {.driver = MYN_NONE};
    out.series = myn_arena_get(r->making->memory, (count + 1) * sizeof *out.series);
    r->starved |= !out.series;
    if (!out.series) return out;
    myn_yaml_known(node, "a change", r->labels ? of_store : of_table, r->diag);
    if (r->labels)
        take_indicator(r, node, &out);
    else if (series)
        take_ids(r, series, &out);
    else if (driver)
        take_all(r, &out);
    else
        say(r, node->at, "a change: expected `series` or `driver`, what it changes");
    if (!r->labels && driver) take_driver(r, driver, &out);
    take_years(r, node, &out);
    take_amount(r, node, &out);
    return out;
}

static void read_scenario(Reading *r, const myn_yaml *node, Scenario *out)
{
    static const char *const keys[] = {"en", "cy", "changes", NULL};
    const myn_yaml *changes = myn_yaml_get(node, "changes");
    size_t count = myn_yaml_count(changes);
    myn_yaml_known(node, node->key, keys, r->diag);
    if (!strcmp(node->key, "baseline")) say(r, node->key_at, "the scenario `baseline` is there by itself");
    if (!count) say(r, node->key_at, "a scenario: expected `changes`, at least one");
    out->code = kept(r, node->key);
    out->label = (myn_label){text_of(r, node, "en"), text_of(r, node, "cy")};
    out->change = myn_arena_zero(r->making->memory, count + 1, sizeof *out->change);
    r->starved |= !out->change;
    for (size_t k = 0; out->change && k < count; k++) {
        out->change[k] = read_change(r, myn_yaml_item(changes, k));
        out->driven |= out->change[k].driver != MYN_NONE;
    }
    out->changes = out->change ? count : 0;
}

static void read_all(Reading *r, const myn_yaml *root)
{
    static const char *const keys[] = {"mynegai-forecast", "scenarios", NULL};
    const myn_yaml *list = myn_yaml_get(root, "scenarios");
    long version = 0;
    size_t count = list && list->kind == MYN_YAML_MAP ? list->count : 0;
    myn_yaml_known(root, "the file", keys, r->diag);
    (void)myn_yaml_whole(myn_yaml_get(root, "mynegai-forecast"), r->diag, &version);
    if (version != 1) say(r, root->at, "expected `mynegai-forecast: 1`, the version of this language");
    if (!count) say(r, list ? list->at : root->at, "expected `scenarios`, a map of at least one");
    Scenario *scenario = myn_arena_zero(r->making->memory, count + 1, sizeof *scenario);
    r->starved |= !scenario;
    for (size_t i = 0; scenario && i < count; i++) read_scenario(r, &list->item[i], &scenario[i]);
    r->making->scenario = scenario;
    r->making->scenarios = scenario ? count : 0;
}

static myn_status name_series(Reading *r)
{
    size_t number;
    myn_status status = myn_names_new(&r->id);
    for (size_t i = 0; !status && !r->labels && i < r->making->forecasts.count; i++) {
        const char *id = r->making->series[i].id;
        status = myn_names_add(r->id, id, strlen(id), &number);
    }
    return status;
}

myn_status forecast_scenarios_read(Making *making, const myn_forecast_options *options,
                                   const myn_labels *labels, const char *const *driver, myn_diag *diag)
{
    Reading r = {.making = making, .labels = labels, .driver = driver, .diag = diag};
    myn_yaml_doc *doc = NULL;
    if (!options->scenarios) return MYN_OK;
    size_t before = myn_diag_count(diag, MYN_ERROR);
    myn_status status = name_series(&r);
    if (!status) status = myn_yaml_read(options->scenarios, options->scenarios, diag, &doc);
    if (!status) read_all(&r, myn_yaml_root(doc));
    if (!status) making->forecasts.scenario_text = kept(&r, myn_yaml_source(doc));
    if (!status && r.starved) status = MYN_ERR_MEMORY;
    if (!status && myn_diag_count(diag, MYN_ERROR) > before) status = MYN_ERR_DATA;
    myn_yaml_free(doc);
    myn_names_free(r.id);
    return status;
}
