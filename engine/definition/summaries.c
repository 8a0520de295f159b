/* summaries: which larger areas, and the measures of them. Any method of their kind can stand among the
 * measures; none is known here by name. */
#include "definition/definition.h"
#include <stdio.h>
#include <string.h>

static const char *const own_keys[] = {"code", "label", "node", "population", "series"};
enum { KEY_CODE, KEY_LABEL, KEY_NODE, KEY_POPULATION, KEY_SERIES, KEYS };

static void unknown_measure(Definition *d, myn_place at, const char *word)
{
    const char *names[65] = {0};
    size_t count = 0;
    char list[300] = "";
    for (const myn_method *const *m = myn_methods(); *m && count < 64; m++)
        if ((*m)->kind == MYN_KIND_SUMMARISE) names[count++] = (*m)->name;
    const char *near = def_nearest(names, word);
    for (size_t i = 0, used = 0; names[i] && used < sizeof list; i++)
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", i ? ", " : "", names[i]);
    if (near)
        myn_diag_add(d->diag, MYN_ERROR, at, "unknown measure \"%.80s\": did you mean \"%s\"?", word, near);
    else
        myn_diag_add(d->diag, MYN_ERROR, at, "unknown measure \"%.80s\": expected one of %s", word, list);
}

static void unknown_key(Definition *d, const myn_yaml *entry, const myn_method *method)
{
    const char *names[MYN_PARAMS_MOST + KEYS + 1] = {0};
    size_t count = 0;
    char list[300] = "";
    for (size_t i = 0; i < method->params; i++) names[count++] = method->param[i].name;
    for (int k = 0; k < KEYS; k++) {
        bool other = method->takes_series ? k == KEY_NODE || k == KEY_POPULATION : k == KEY_SERIES;
        if (!other) names[count++] = own_keys[k];
    }
    const char *near = def_nearest(names, entry->key);
    for (size_t i = 0, used = 0; names[i] && used < sizeof list; i++)
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", i ? ", " : "", names[i]);
    if (near)
        myn_diag_add(d->diag, MYN_ERROR, entry->key_at, "unknown key \"%.80s\" of %s: did you mean \"%s\"?",
                     entry->key, method->name, near);
    else
        myn_diag_add(d->diag, MYN_ERROR, entry->key_at, "unknown key \"%.80s\" of %s: expected one of %s",
                     entry->key, method->name, list);
}

/* A series, or `none`. */
static void read_population(Definition *d, const myn_yaml *node, const char **out, myn_place *at)
{
    const char *name = NULL;
    if (!myn_yaml_text(node, d->diag, &name)) return;
    *out = strcmp(name, "none") == 0 ? NULL : name;
    *at = node->at;
}

static void read_node(Definition *d, const myn_yaml *entry, Measure *out)
{
    const char *code = NULL;
    if (!myn_yaml_text(entry, d->diag, &code) || !d->rows) return;
    out->row = myn_names_find(d->codes, code, strlen(code));
    if (out->row != MYN_NONE) return;
    size_t near = myn_names_nearest(d->codes, code);
    const char *name = near == MYN_NONE ? NULL : myn_names_at(d->codes, near);
    myn_diag_add(d->diag, MYN_ERROR, entry->at, "nodes.csv has no node \"%.80s\"%s%s%s", code,
                 name ? ": did you mean \"" : "", name ? name : "", name ? "\"?" : "");
}

static int own_key(const myn_method *method, const char *key)
{
    for (int k = 0; k < KEYS; k++) {
        bool other = method->takes_series ? k == KEY_NODE || k == KEY_POPULATION : k == KEY_SERIES;
        if (strcmp(own_keys[k], key) == 0) return other ? KEYS : k;
    }
    return KEYS;
}

/* What every measure may say, whatever its method. */
static void take_own(Definition *d, const myn_yaml *entry, int key, Measure *out)
{
    switch (key) {
    case KEY_CODE: (void)myn_yaml_text(entry, d->diag, &out->is.code); break;
    case KEY_LABEL: def_read_label(d, entry, "label", &out->is.label); break;
    case KEY_NODE: read_node(d, entry, out); break;
    case KEY_POPULATION: read_population(d, entry, &out->is.population, &out->is.population_at); break;
    case KEY_SERIES:
        if (myn_yaml_text(entry, d->diag, &out->is.series)) out->is.series_at = entry->at;
        break;
    }
}

static void take_entry(Definition *d, const myn_yaml *entry, Measure *out)
{
    const myn_method *method = out->is.method;
    int key = own_key(method, entry->key);
    if (key != KEYS) {
        take_own(d, entry, key, out);
        return;
    }
    for (size_t i = 0; i < method->params; i++) {
        if (strcmp(entry->key, method->param[i].name) != 0) continue;
        (void)def_take_param(d, entry, method, i, out->is.param);
        out->given |= 1u << i;
        return;
    }
    unknown_key(d, entry, method);
}

/* Groups of areas are cut as the index cuts those it publishes, unless the measure says otherwise. */
static void take_rule(const Definition *d, Measure *out)
{
    const myn_method *method = out->is.method;
    for (size_t i = 0; i < method->params; i++)
        if (strcmp(method->param[i].name, "rule") == 0 && !(out->given >> i & 1) &&
            d->index.quantile_rule != MYN_QUANTILE_CUTS) /* a measure's groups are of ranks */
            out->is.param[myn_param_slot(method, i)] = d->index.quantile_rule;
}

/* Codes name columns of exports: two measures cannot share one. */
static void check_measure(Definition *d, const Measure *out, size_t errors)
{
    const myn_measure *is = &out->is;
    if (is->method->takes_series && !is->series)
        myn_diag_add(d->diag, MYN_ERROR, is->at, "%s needs a series: {%s: {series: NAME}}", is->method->name,
                     is->method->name);
    if (is->code && !*is->code)
        myn_diag_add(d->diag, MYN_ERROR, is->at, "expected the code of a measure, found \"\"");
    bool clean = myn_diag_count(d->diag, MYN_ERROR) == errors;
    const char *why = clean && is->method->refuse ? is->method->refuse(is->param) : NULL;
    if (why) myn_diag_add(d->diag, MYN_ERROR, is->at, "%s: %s", is->method->name, why);
    for (const Measure *other = d->measure; other < out; other++)
        if (other->is.code && is->code && strcmp(other->is.code, is->code) == 0)
            myn_diag_add(d->diag, MYN_ERROR, is->at,
                         "two measures have the code \"%.80s\": expected a `code` of its own for one of them",
                         is->code);
}

/* A measure whose name is wrong is left half made: nothing is assembled from a definition with errors. */
static void read_measure(Definition *d, const myn_yaml *item, myn_place population_at, Measure *out)
{
    const char *word = NULL;
    const myn_yaml *said = NULL;
    size_t errors = myn_diag_count(d->diag, MYN_ERROR);
    *out = (Measure){.is = {.at = item->at, .population_at = population_at}, .row = d->top};
    if (!def_split_item(d, item, "a measure", &word, &said)) return;
    const myn_method *method = myn_method_find(word);
    if (!method || method->kind != MYN_KIND_SUMMARISE) {
        unknown_measure(d, item->at, word);
        return;
    }
    out->is.method = method;
    out->is.code = method->name;
    if (!method->takes_series && !method->counts_areas) out->is.population = d->population;
    myn_method_defaults(method, out->is.param);
    if (said && said->kind != MYN_YAML_MAP)
        myn_diag_add(d->diag, MYN_ERROR, said->at, "%s: expected {key: value}", word);
    for (size_t i = 0; said && said->kind == MYN_YAML_MAP && i < said->count; i++)
        take_entry(d, &said->item[i], out);
    take_rule(d, out);
    check_measure(d, out, errors);
}

void def_read_summaries(Definition *d)
{
    static const char *const keys[] = {"of", "population", "measures", NULL};
    const myn_yaml *node = myn_yaml_get(d->root[FROM_FILE], "summaries");
    myn_place population_at = {0};
    if (!node || node->null) return;
    myn_yaml_known(node, "summaries", keys, d->diag);
    if (node->kind != MYN_YAML_MAP) return;
    const myn_yaml *of = myn_yaml_get(node, "of"), *list = myn_yaml_get(node, "measures");
    if (!of || of->null)
        myn_diag_add(d->diag, MYN_ERROR, node->at, "summaries: expected `of`, a list of larger areas");
    def_read_areas(d, of, "of", &d->index.summary_areas);
    read_population(d, myn_yaml_get(node, "population"), &d->population, &population_at);
    size_t count = list && !list->null ? myn_yaml_count(list) : 0;
    if (count == 0)
        myn_diag_add(d->diag, MYN_ERROR, list ? list->key_at : node->at,
                     "summaries: expected `measures`, a list such as [average_rank, average_score]");
    Measure *measure = def_get(d, count, sizeof *measure);
    d->measure = measure;
    for (size_t i = 0; measure && i < count; i++)
        read_measure(d, myn_yaml_item(list, i), population_at, &measure[i]);
    d->index.measures = measure ? count : 0;
}

void def_assemble_summaries(Definition *d)
{
    myn_measure *measure = def_get(d, d->index.measures, sizeof *measure);
    if (!measure) return;
    for (size_t i = 0; i < d->index.measures; i++) {
        measure[i] = d->measure[i].is;
        measure[i].node = d->number_of[d->measure[i].row];
    }
    d->index.measure = measure;
}
