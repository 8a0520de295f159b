/* Lists of steps: a word, or a map of one word to its parameters. Any method of the catalogue can stand in
 * them; none is known here by name. */
#include "definition/definition.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The word of ITEM and what is said of it (NULL: nothing); false with a problem where it is no step. */
static bool split_item(Definition *d, const myn_yaml *item, const char *what, const char **word,
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

static bool is_row_method(const myn_method *method)
{
    return method->apply && method->kind != MYN_KIND_IMPUTE;
}

static void unknown_method(Definition *d, myn_place at, const char *word, bool aggregate)
{
    const char *names[256] = {0};
    size_t count = 0;
    for (const myn_method *const *m = myn_methods(); *m && count < 255; m++)
        if (aggregate ? (*m)->kind == MYN_KIND_AGGREGATE : is_row_method(*m)) names[count++] = (*m)->name;
    const char *near = def_nearest(names, word);
    const char *kind = aggregate ? "aggregator" : "step";
    if (near)
        myn_diag_add(d->diag, MYN_ERROR, at, "unknown %s \"%.80s\": did you mean \"%s\"?", kind, word, near);
    else
        myn_diag_add(d->diag, MYN_ERROR, at,
                     "unknown %s \"%.80s\": expected the name of a method (mynegai methods lists them)", kind,
                     word);
}

static const myn_method *find_method(Definition *d, myn_place at, const char *word, bool aggregate)
{
    const myn_method *method = myn_method_find(word);
    if (!method)
        unknown_method(d, at, word, aggregate);
    else if (method->kind == MYN_KIND_WEIGH)
        myn_diag_add(d->diag, MYN_ERROR, at, "\"%s\" makes weights: expected %s", word,
                     aggregate ? "an aggregator, such as arithmetic" : "a step for one indicator");
    else if (aggregate && method->kind != MYN_KIND_AGGREGATE)
        myn_diag_add(d->diag, MYN_ERROR, at,
                     "\"%s\" works on one indicator: expected an aggregator, such as arithmetic", word);
    else if (!aggregate && method->kind == MYN_KIND_AGGREGATE)
        myn_diag_add(d->diag, MYN_ERROR, at,
                     "\"%s\" combines several nodes: it belongs in `aggregate`, not in a list of steps",
                     word);
    else if (!aggregate && method->kind == MYN_KIND_IMPUTE)
        myn_diag_add(d->diag, MYN_ERROR, at,
                     "\"%s\" fills in missing values: say so in `missing`, not in a list of steps", word);
    else
        return method;
    return NULL;
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

static bool take_param(Definition *d, const myn_yaml *value, size_t i, myn_step *step)
{
    char text[200], expected[200] = "";
    const myn_method *method = step->method;
    bool flat = flat_text(value, text, sizeof text);
    if (flat && myn_param_read(method, i, text, step->param, expected, sizeof expected)) return true;
    if (!flat) (void)myn_param_read(method, i, "", step->param, expected, sizeof expected);
    myn_diag_add(d->diag, MYN_ERROR, value->at, "%s of %s: expected %s, found %s%.80s%s",
                 method->param[i].name, method->name, expected, flat ? "\"" : "",
                 flat ? text : "a list or a map", flat ? "\"" : "");
    return false;
}

static void unknown_param(Definition *d, const myn_yaml *entry, const myn_method *method)
{
    const char *names[MYN_PARAMS_MOST + 3] = {0};
    size_t count = 0;
    for (size_t i = 0; i < method->params && i < MYN_PARAMS_MOST; i++) names[count++] = method->param[i].name;
    if (method->fits_reference) names[count++] = "reference", names[count++] = "weighted_by";
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

static void take_reference(Definition *d, const myn_yaml *entry, myn_step *step)
{
    static const char *const keys[] = {"edition", "areas", NULL};
    if (!step->method->fits_reference) {
        myn_diag_add(d->diag, MYN_ERROR, entry->key_at, "%s is not fitted on values: it takes no %s",
                     step->method->name, entry->key);
        return;
    }
    if (strcmp(entry->key, "weighted_by") == 0) {
        (void)myn_yaml_text(entry, d->diag, &step->weighted_by);
        return;
    }
    myn_yaml_known(entry, "reference", keys, d->diag);
    (void)myn_yaml_text(myn_yaml_get(entry, "edition"), d->diag, &step->reference_edition);
    (void)myn_yaml_text(myn_yaml_get(entry, "areas"), d->diag, &step->reference_areas);
}

static void take_entry(Definition *d, const myn_yaml *entry, myn_step *step, unsigned *given)
{
    const myn_method *method = step->method;
    for (size_t i = 0; i < method->params; i++) {
        if (strcmp(entry->key, method->param[i].name) != 0) continue;
        (void)take_param(d, entry, i, step);
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
    for (size_t i = 0; i < method->params; i++) {
        if (method->param[i].fallback || given >> i & 1) continue;
        char expected[200] = "";
        (void)myn_param_read(method, i, "", step->param, expected, sizeof expected);
        myn_diag_add(d->diag, MYN_ERROR, step->at, "%s needs %s: expected %s", method->name,
                     method->param[i].name, expected);
    }
}

static void take_params(Definition *d, const myn_yaml *said, myn_step *step, unsigned *given)
{
    const myn_method *method = step->method;
    if (said && said->kind == MYN_YAML_MAP) {
        for (size_t i = 0; i < said->count; i++) take_entry(d, &said->item[i], step, given);
    } else if (said && method->params) {
        (void)take_param(d, said, 0, step);
        *given |= 1;
    } else if (said) {
        myn_diag_add(d->diag, MYN_ERROR, said->at, "%s has no parameters", method->name);
    }
}

static bool read_step(Definition *d, const myn_yaml *item, bool aggregate, StepList *out)
{
    const char *word = NULL, *what = aggregate ? "an aggregator" : "a step";
    const myn_yaml *said = NULL;
    if (!split_item(d, item, what, &word, &said)) return false;
    const myn_method *method = find_method(d, item->at, word, aggregate);
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
    for (size_t i = 0; i < count; i++) (void)read_step(d, myn_yaml_item(node, i), false, out);
}

void def_read_aggregate(Definition *d, const myn_yaml *node, StepList *out)
{
    if (!node || node->null || !make_steps(d, 1, out)) return;
    (void)read_step(d, node, true, out);
}

/* ---- missing ---- */

static const char *const fill_words[] = {"carry", "interpolate", "mean", "group_mean", "zero", "drop", NULL};

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
        myn_diag_add(
            d->diag, MYN_ERROR, item->at,
            "unknown way to fill \"%.80s\": expected carry, interpolate, mean, group_mean, zero or drop",
            word);
    return false;
}

static void read_carry(Definition *d, const myn_yaml *item, const myn_yaml *said, myn_fill *fill)
{
    static const char *const keys[] = {"window", NULL};
    bool map = said && said->kind == MYN_YAML_MAP;
    if (map) myn_yaml_known(said, "carry", keys, d->diag);
    const myn_yaml *window = map ? myn_yaml_get(said, "window") : said;
    if (!window || window->null)
        myn_diag_add(d->diag, MYN_ERROR, item->at, "carry needs its window in years: {carry: {window: 3}}");
    else if (myn_yaml_real(window, d->diag, &fill->window_years) &&
             !(fill->window_years > 0 && fill->window_years <= 1000))
        myn_diag_add(d->diag, MYN_ERROR, window->at,
                     "window of carry: expected a number of years above 0 and at most 1000, found \"%s\"",
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

static void read_fill(Definition *d, const myn_yaml *item, FillList *out)
{
    const char *word = NULL;
    const myn_yaml *said = NULL;
    myn_fill fill = {.at = item->at};
    if (!split_item(d, item, "a way to fill", &word, &said) || !find_fill(d, item, word, &fill)) return;
    if (fill.kind == MYN_FILL_CARRY)
        read_carry(d, item, said, &fill);
    else if (fill.kind == MYN_FILL_GROUP_MEAN)
        read_group(d, said, &fill);
    else if (said && !(said->kind == MYN_YAML_MAP && said->count == 0))
        myn_diag_add(d->diag, MYN_ERROR, said->at, "%s has no parameters", word);
    const myn_fill *before = out->count ? &out->fill[out->count - 1] : NULL;
    if (before && (before->kind == MYN_FILL_ZERO || before->kind == MYN_FILL_DROP))
        myn_diag_add(d->diag, MYN_WARNING, item->at, "nothing is left to fill after %s",
                     fill_words[before->kind]);
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
