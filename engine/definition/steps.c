/* Lists of steps: a word, or a map of one word to its parameters. Any method of the catalogue can stand in
 * them; none is known here by name. */
#include "definition/definition.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool def_split_item(Definition *d, const myn_yaml *item, const char *what, const char **word,
                    const myn_yaml **said)
{
    *said = NULL;
    if (item->kind == MYN_YAML_SCALAR && *item->text) {
        *word = item->text;
        return true;
    }
    if (item->kind == MYN_YAML_MAP && item->count == 1) {
        *word = item->item[0].key;
        *said = item->item[0].null ? NULL : &item->item[0];
        return true;
    }
    if (item->kind == MYN_YAML_MAP && item->count > 1)
        myn_diag_add(d->diag, MYN_ERROR, item->item[1].key_at,
                     "expected %s, one an item of the list, found \"%s\" and \"%s\" in one", what,
                     item->item[0].key, item->item[1].key);
    else
        myn_diag_add(d->diag, MYN_ERROR, item->at, "expected %s: a name, or {name: {parameter: value}}",
                     what);
    return false;
}

/* Where a method stands says what it may be. */
typedef enum { AS_STEP, AS_AGGREGATOR, AS_WEIGHTS } Role;

static const struct {
    const char *what, *expected;
} role[] = {
    [AS_STEP] = {"step", "a step for one indicator"},
    [AS_AGGREGATOR] = {"aggregator", "an aggregator, such as arithmetic"},
    [AS_WEIGHTS] = {"way to weigh", "a way to weigh, such as equal or pca"},
};

static bool fits_role(const myn_method *method, Role as)
{
    if (as == AS_AGGREGATOR) return method->kind == MYN_KIND_AGGREGATE;
    if (as == AS_WEIGHTS) return method->kind == MYN_KIND_WEIGH;
    return method->apply && method->kind != MYN_KIND_IMPUTE;
}

/* Ways to weigh go by their names without the word in front that tells them from others in the catalogue. */
#define WEIGH "weigh_"
#define GIVEN "given" /* those of nodes.csv: no method */

static const char *name_in_role(const myn_method *method, Role as)
{
    bool prefixed = as == AS_WEIGHTS && strncmp(method->name, WEIGH, strlen(WEIGH)) == 0;
    return method->name + (prefixed ? strlen(WEIGH) : 0);
}

static const myn_method *method_in_role(const char *word, Role as)
{
    for (const myn_method *const *m = myn_methods(); *m; m++)
        if (fits_role(*m, as) && strcmp(name_in_role(*m, as), word) == 0) return *m;
    return NULL;
}

/* The nearest name among those that may stand here, not among all methods. */
static void unknown_method(Definition *d, myn_place at, const char *word, Role as)
{
    const char *names[256] = {0};
    size_t count = 0;
    for (const myn_method *const *m = myn_methods(); *m && count < 254; m++)
        if (fits_role(*m, as)) names[count++] = name_in_role(*m, as);
    if (as == AS_WEIGHTS) names[count++] = GIVEN;
    const char *near = def_nearest(names, word), *kind = role[as].what;
    if (near)
        myn_diag_add(d->diag, MYN_ERROR, at, "unknown %s \"%.80s\": did you mean \"%s\"?", kind, word, near);
    else
        myn_diag_add(d->diag, MYN_ERROR, at,
                     "unknown %s \"%.80s\": expected the name of a method (mynegai methods lists them)", kind,
                     word);
}

/* What is wrong with METHOD standing there. */
static const char *misplaced(const myn_method *method)
{
    switch (method->kind) {
    case MYN_KIND_AGGREGATE: return "combines several nodes and belongs in `aggregate`";
    case MYN_KIND_WEIGH: return "makes weights and belongs in `weights`, without weigh_ in front";
    case MYN_KIND_SUMMARISE: return "is a measure of larger areas and belongs in `measures` of `summaries`";
    case MYN_KIND_IMPUTE: return "fills in missing values: say so in `missing`, not in a list of steps";
    default: return "works on one indicator and belongs in a list of steps";
    }
}

static const myn_method *find_method(Definition *d, myn_place at, const char *word, Role as)
{
    const myn_method *method = method_in_role(word, as), *other = method ? NULL : myn_method_find(word);
    if (other)
        myn_diag_add(d->diag, MYN_ERROR, at, "\"%s\" %s: expected %s", word, misplaced(other),
                     role[as].expected);
    else if (!method)
        unknown_method(d, at, word, as);
    return method;
}

/* VALUE as one text, a list as "[a, b]"; false where it is neither. */
static bool flat_text(const myn_yaml *value, char *out, size_t size)
{
    if (value->kind == MYN_YAML_SCALAR) {
        snprintf(out, size, "%s", value->text);
        return strlen(value->text) < size;
    }
    size_t used = (size_t)snprintf(out, size, "[");
    for (size_t i = 0; value->kind == MYN_YAML_LIST && i < value->count && used < size; i++) {
        if (value->item[i].kind != MYN_YAML_SCALAR) return false;
        used += (size_t)snprintf(out + used, size - used, "%s%s", i ? ", " : "", value->item[i].text);
    }
    if (used < size) used += (size_t)snprintf(out + used, size - used, "]");
    return used < size && value->kind == MYN_YAML_LIST;
}

bool def_take_param(Definition *d, const myn_yaml *value, const myn_method *method, size_t i, double *param)
{
    char text[200], expected[200] = "";
    bool flat = flat_text(value, text, sizeof text);
    if (flat && myn_param_read(method, i, text, param, expected, sizeof expected)) return true;
    if (!flat) (void)myn_param_read(method, i, "", param, expected, sizeof expected);
    myn_diag_add(d->diag, MYN_ERROR, value->at, "%s of %s: expected %s, found %s%.80s%s",
                 method->param[i].name, method->name, expected, flat ? "\"" : "",
                 flat ? text : "a list or a map", flat ? "\"" : "");
    return false;
}

/* References and weights look like parameters to who writes them, so they are among the names. */
static void unknown_param(Definition *d, const myn_yaml *entry, const myn_method *method)
{
    const char *names[MYN_PARAMS_MOST + 3] = {0};
    size_t count = 0;
    for (size_t i = 0; i < method->params && i < MYN_PARAMS_MOST; i++) names[count++] = method->param[i].name;
    if (method->fits_reference || method->kind == MYN_KIND_WEIGH) names[count++] = "reference";
    if (method->fits_reference) names[count++] = "weighted_by";
    const char *near = def_nearest(names, entry->key);
    char list[200] = "";
    for (size_t i = 0, used = 0; names[i] && used < sizeof list; i++)
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", i ? ", " : "", names[i]);
    if (near)
        myn_diag_add(d->diag, MYN_ERROR, entry->key_at,
                     "unknown parameter \"%.80s\" of %s: did you mean \"%s\"?", entry->key, method->name,
                     near);
    else if (count)
        myn_diag_add(d->diag, MYN_ERROR, entry->key_at,
                     "unknown parameter \"%.80s\" of %s: expected one of %s", entry->key, method->name, list);
    else
        myn_diag_add(d->diag, MYN_ERROR, entry->key_at, "unknown parameter \"%.80s\": %s has none",
                     entry->key, method->name);
}

/* Weights by a fitted method know editions only: the areas that they are fitted on are those they are
 * used on. */
static void take_reference(Definition *d, const myn_yaml *entry, myn_step *step)
{
    static const char *const keys[] = {"edition", "areas", "store", NULL},
                             *const of_unit[] = {"area", "edition", "areas", "store", NULL},
                             *const of_weights[] = {"edition", "store", NULL};
    if (!step->method->fits_reference && step->method->kind != MYN_KIND_WEIGH) {
        myn_diag_add(d->diag, MYN_ERROR, entry->key_at, "%s is not fitted on values: it takes no %s",
                     step->method->name, entry->key);
        return;
    }
    bool weighted = strcmp(entry->key, "weighted_by") == 0;
    if (weighted && step->method->kind == MYN_KIND_WEIGH) {
        myn_diag_add(d->diag, MYN_ERROR, entry->key_at,
                     "%s weighs nodes by their values: it takes no weighted_by", step->method->name);
    } else if (weighted) {
        (void)myn_yaml_text(entry, d->diag, &step->weighted_by);
    }
    if (weighted) return;
    myn_yaml_known(entry, "reference",
                   step->method->kind == MYN_KIND_WEIGH ? of_weights
                   : step->method->needs_unit           ? of_unit
                                                        : keys,
                   d->diag);
    if (step->method->needs_unit)
        (void)myn_yaml_text(myn_yaml_get(entry, "area"), d->diag, &step->reference_area);
    (void)myn_yaml_text(myn_yaml_get(entry, "edition"), d->diag, &step->reference_edition);
    (void)myn_yaml_text(myn_yaml_get(entry, "areas"), d->diag, &step->reference_areas);
    (void)myn_yaml_text(myn_yaml_get(entry, "store"), d->diag, &step->reference_store);
    if (!step->reference_store) return;
    step->reference_version = step->reference_edition;
    step->reference_edition = NULL;
    if (step->reference_areas)
        myn_diag_add(d->diag, MYN_ERROR, entry->key_at,
                     "parameters frozen in a store are taken as they are: no areas");
}

/* A parameter of the method, or what any method that is fitted takes. */
static void take_entry(Definition *d, const myn_yaml *entry, myn_step *step, unsigned *given)
{
    const myn_method *method = step->method;
    for (size_t i = 0; i < method->params; i++) {
        if (strcmp(entry->key, method->param[i].name) != 0) continue;
        (void)def_take_param(d, entry, method, i, step->param);
        *given |= 1u << i;
        return;
    }
    if (strcmp(entry->key, "reference") == 0 || strcmp(entry->key, "weighted_by") == 0)
        take_reference(d, entry, step);
    else
        unknown_param(d, entry, method);
}

/* Parameters without a default that were not given. */
static void demand_params(Definition *d, myn_step *step, unsigned given)
{
    const myn_method *method = step->method;
    if (method->needs_unit && !step->reference_area && !step->reference_store)
        myn_diag_add(d->diag, MYN_ERROR, step->at,
                     "%s needs the area that is measured against: reference: {area: CODE}", method->name);
    for (size_t i = 0; i < method->params; i++) {
        if (method->param[i].fallback || given >> i & 1) continue;
        char expected[200] = "";
        (void)myn_param_read(method, i, "", step->param, expected, sizeof expected);
        myn_diag_add(d->diag, MYN_ERROR, step->at, "%s needs %s: expected %s", method->name,
                     method->param[i].name, expected);
    }
}

/* One value alone is the first parameter: `power: 2`, `goalposts: [0, 100]`. */
static void take_params(Definition *d, const myn_yaml *said, myn_step *step, unsigned *given)
{
    const myn_method *method = step->method;
    if (said && said->kind == MYN_YAML_MAP) {
        for (size_t i = 0; i < said->count; i++) take_entry(d, &said->item[i], step, given);
    } else if (said && method->params) {
        (void)def_take_param(d, said, method, 0, step->param);
        *given |= 1;
    } else if (said) {
        myn_diag_add(d->diag, MYN_ERROR, said->at, "%s has no parameters", method->name);
    }
}

/* The method is asked to refuse only where every parameter was sound by itself: one mistake, one message. */
static bool read_step(Definition *d, const myn_yaml *item, Role as, StepList *out)
{
    const char *word = NULL, *what = role[as].expected;
    const myn_yaml *said = NULL;
    if (!def_split_item(d, item, what, &word, &said)) return false;
    const myn_method *method = find_method(d, item->at, word, as);
    if (!method) return false;
    size_t errors = myn_diag_count(d->diag, MYN_ERROR);
    myn_step *step = &out->step[out->count];
    unsigned *given = &out->given[out->count];
    *step = (myn_step){.method = method, .at = item->at};
    myn_method_defaults(method, step->param);
    take_params(d, said, step, given);
    demand_params(d, step, *given);
    bool clean = myn_diag_count(d->diag, MYN_ERROR) == errors;
    const char *why = clean && method->refuse ? method->refuse(step->param) : NULL;
    if (why) myn_diag_add(d->diag, MYN_ERROR, item->at, "%s: %s", word, why);
    out->count++;
    return clean && !why;
}

static bool make_steps(Definition *d, size_t count, StepList *out)
{
    out->set = true;
    out->step = def_get(d, count, sizeof *out->step);
    out->given = def_get(d, count, sizeof *out->given);
    return out->step && out->given;
}

void def_read_steps(Definition *d, const myn_yaml *node, StepList *out)
{
    size_t count = myn_yaml_count(node);
    if (!node || node->null || !make_steps(d, count, out)) return;
    for (size_t i = 0; i < count; i++) (void)read_step(d, myn_yaml_item(node, i), AS_STEP, out);
}

void def_read_aggregate(Definition *d, const myn_yaml *node, StepList *out)
{
    if (!node || node->null || !make_steps(d, 1, out)) return;
    (void)read_step(d, node, AS_AGGREGATOR, out);
}

void def_read_weights(Definition *d, const myn_yaml *node, StepList *out)
{
    if (!node || node->null || !make_steps(d, 1, out)) return;
    bool map = node->kind == MYN_YAML_MAP && node->count == 1;
    const char *word = map ? node->item[0].key : node->kind == MYN_YAML_SCALAR ? node->text : "";
    if (strcmp(word, GIVEN) != 0)
        (void)read_step(d, node, AS_WEIGHTS, out);
    else if (map && !node->item[0].null && (node->item[0].kind != MYN_YAML_MAP || node->item[0].count))
        myn_diag_add(d->diag, MYN_ERROR, node->item[0].at, GIVEN " has no parameters");
}

/* ---- missing ---- */

static const char *const fill_words[] = {"carry",      "nearest", "interpolate", "mean", "group_mean",
                                         "regression", "within",  "zero",        "drop", NULL};

static bool find_fill(Definition *d, const myn_yaml *item, const char *word, myn_fill *fill)
{
    for (int i = 0; fill_words[i]; i++) {
        if (strcmp(word, fill_words[i]) != 0) continue;
        fill->kind = (myn_fill_kind)i;
        return true;
    }
    const char *near = def_nearest(fill_words, word);
    if (near)
        myn_diag_add(d->diag, MYN_ERROR, item->at, "unknown way to fill \"%.80s\": did you mean \"%s\"?",
                     word, near);
    else
        myn_diag_add(d->diag, MYN_ERROR, item->at,
                     "unknown way to fill \"%.80s\": expected carry, nearest, interpolate, mean, group_mean, "
                     "regression, within, zero or drop",
                     word);
    return false;
}

/* Carry, nearest: how far away in time a value may be. Without a window it could be from any time: it must be said. */
static void read_window(Definition *d, const myn_yaml *item, const myn_yaml *said, myn_fill *fill)
{
    const char *word = fill_words[fill->kind];
    static const char *const keys[] = {"window", NULL};
    bool map = said && said->kind == MYN_YAML_MAP;
    if (map) myn_yaml_known(said, word, keys, d->diag);
    const myn_yaml *window = map ? myn_yaml_get(said, "window") : said;
    if (!window || window->null)
        myn_diag_add(d->diag, MYN_ERROR, item->at, "%s needs its window in years: {%s: {window: 3}}", word,
                     word);
    else if (myn_yaml_real(window, d->diag, &fill->window_years) &&
             !(fill->window_years > 0 && fill->window_years <= 1000))
        myn_diag_add(d->diag, MYN_ERROR, window->at,
                     "window of %s: expected a number of years above 0 and at most 1000, found \"%s\"", word,
                     window->text);
}

static void read_group(Definition *d, const myn_yaml *said, myn_fill *fill)
{
    static const char *const keys[] = {"by", NULL}, *const groups[] = {"parent", NULL};
    bool map = said && said->kind == MYN_YAML_MAP;
    if (map) myn_yaml_known(said, "group_mean", keys, d->diag);
    int choice = 0;
    (void)myn_yaml_choice(map ? myn_yaml_get(said, "by") : said, groups, d->diag, &choice);
    fill->by = groups[0];
}

static void read_predictors(Definition *d, const myn_yaml *item, const myn_yaml *said, myn_fill *fill)
{
    static const char *const keys[] = {"on", NULL};
    bool map = said && said->kind == MYN_YAML_MAP;
    if (map) myn_yaml_known(said, "regression", keys, d->diag);
    const myn_yaml *list = map ? myn_yaml_get(said, "on") : said;
    const char **on = def_get(d, myn_yaml_count(list) + 1, sizeof *on);
    fill->on = on;
    for (size_t i = 0; on && i < myn_yaml_count(list); i++)
        fill->ons += myn_yaml_text(myn_yaml_item(list, i), d->diag, &on[fill->ons]) && on[fill->ons];
    if (!fill->ons)
        myn_diag_add(d->diag, MYN_ERROR, item->at,
                     "regression needs what it predicts from: {regression: {on: [CODE, ...]}}");
}

/* What follows FILL's predecessor, where there is one, and what cannot. */
static void check_order(Definition *d, const myn_fill *before, const myn_fill *fill)
{
    const char *earlier = before ? fill_words[before->kind] : NULL;
    if (before && (before->kind == MYN_FILL_ZERO || before->kind == MYN_FILL_DROP))
        myn_diag_add(d->diag, MYN_WARNING, fill->at, "nothing is left to fill after %s", earlier);
    else if (before && before->kind == MYN_FILL_WITHIN && fill->kind != MYN_FILL_ZERO)
        myn_diag_add(d->diag, MYN_ERROR, fill->at,
                     "within fills in after the steps, %s before them: expected at most zero after within",
                     fill_words[fill->kind]);
}

static void read_fill(Definition *d, const myn_yaml *item, FillList *out)
{
    const char *word = NULL;
    const myn_yaml *said = NULL;
    myn_fill fill = {.at = item->at};
    if (!def_split_item(d, item, "a way to fill", &word, &said) || !find_fill(d, item, word, &fill)) return;
    if (fill.kind == MYN_FILL_CARRY || fill.kind == MYN_FILL_NEAREST)
        read_window(d, item, said, &fill);
    else if (fill.kind == MYN_FILL_GROUP_MEAN)
        read_group(d, said, &fill);
    else if (fill.kind == MYN_FILL_REGRESSION)
        read_predictors(d, item, said, &fill);
    else if (said && !(said->kind == MYN_YAML_MAP && said->count == 0))
        myn_diag_add(d->diag, MYN_ERROR, said->at, "%s has no parameters", word);
    check_order(d, out->count ? &out->fill[out->count - 1] : NULL, &fill);
    out->fill[out->count++] = fill;
}

void def_read_fills(Definition *d, const myn_yaml *node, FillList *out)
{
    size_t count = myn_yaml_count(node);
    if (!node || node->null) return;
    out->set = true;
    out->fill = def_get(d, count, sizeof *out->fill);
    for (size_t i = 0; out->fill && i < count; i++) read_fill(d, myn_yaml_item(node, i), out);
}
