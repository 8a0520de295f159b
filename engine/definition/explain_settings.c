/* Steps and blocks of settings, written out. */
#include "definition/explain.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

void def_write_param(const Writer *w, const myn_method *method, size_t i, const double *param)
{
    char text[200];
    const myn_param *known = &method->param[i];
    myn_param_text(method, i, param, text, sizeof text);
    myn_buffer_format(w->out, "%s: ", known->name);
    if (known->type == MYN_CHOICE)
        myn_buffer_yaml(w->out, text);
    else
        myn_buffer_put(w->out, text);
}

/* Ways to weigh are named in `weights` without their family's word in front. */
static const char *written_name(const myn_method *method)
{
    return method->name + (method->kind == MYN_KIND_WEIGH ? strlen("weigh_") : 0);
}

/* name, or {name: {every parameter}} */
static void step(const Writer *w, const myn_step *at)
{
    const myn_method *method = at->method;
    bool any = false, bare = !method->params && !at->weighted_by && !at->reference_edition &&
                             !at->reference_areas && !at->reference_area && !at->reference_store;
    if (bare) {
        myn_buffer_put(w->out, written_name(method));
        return;
    }
    myn_buffer_format(w->out, "{%s: {", written_name(method));
    for (size_t i = 0; i < method->params; i++, any = true) {
        myn_buffer_put(w->out, any ? ", " : "");
        def_write_param(w, method, i, at->param);
    }
    if (at->reference_edition || at->reference_areas || at->reference_area || at->reference_store) {
        bool inner = false;
        myn_buffer_put(w->out, any ? ", reference: {" : "reference: {");
        def_write_entry(w, "store", at->reference_store, &inner);
        def_write_entry(w, "edition", at->reference_store ? at->reference_version : at->reference_edition,
                        &inner);
        def_write_entry(w, "areas", at->reference_areas, &inner);
        def_write_entry(w, "area", at->reference_area, &inner);
        myn_buffer_put(w->out, "}");
        any = true;
    }
    def_write_entry(w, "weighted_by", at->weighted_by, &any);
    myn_buffer_put(w->out, "}}");
}

void def_end_given(const Writer *w, const myn_method *method, unsigned given, Source from)
{
    char room[40];
    bool any = false;
    myn_buffer_format(w->out, " # %s", def_source_word(w, from, room, sizeof room));
    for (size_t i = 0; i < method->params; i++) {
        if (given >> i & 1) continue;
        myn_buffer_format(w->out, "%s%s", any ? ", " : "; default: ", method->param[i].name);
        any = true;
    }
    myn_buffer_put(w->out, "\n");
}

/* An empty list is written too: it is a choice, and overrides the profile. */
static void steps(const Writer *w, const char *indent, const char *key, const StepList *list, Source from)
{
    if (!list->set) return;
    myn_buffer_format(w->out, "%s%s:", indent, key);
    if (list->count == 0) {
        myn_buffer_put(w->out, " []");
        def_end_line(w, from);
        return;
    }
    myn_buffer_put(w->out, "\n");
    for (size_t i = 0; i < list->count; i++) {
        myn_buffer_format(w->out, "%s  - ", indent);
        step(w, &list->step[i]);
        def_end_given(w, list->step[i].method, list->given[i], from);
    }
}

static void aggregate(const Writer *w, const char *indent, const StepList *list, Source from)
{
    if (!list->set) return;
    myn_buffer_format(w->out, "%saggregate: ", indent);
    step(w, &list->step[0]);
    def_end_given(w, list->step[0].method, list->given[0], from);
}

static void weights(const Writer *w, const char *indent, const StepList *list, Source from)
{
    if (!list->set) return;
    myn_buffer_format(w->out, "%sweights: ", indent);
    if (list->count == 0) {
        myn_buffer_put(w->out, "given");
        def_end_line(w, from);
        return;
    }
    step(w, &list->step[0]);
    def_end_given(w, list->step[0].method, list->given[0], from);
}

static void ahp(const Writer *w, const char *indent, const Ahp *at)
{
    char room[40];
    if (!at->file) return;
    myn_buffer_format(w->out, "%sweights: {ahp: {matrix: ", indent);
    myn_buffer_yaml(w->out, at->file);
    myn_buffer_format(w->out, "}} # %s", def_source_word(w, FROM_FILE, room, sizeof room));
    if (!isnan(at->ratio)) myn_buffer_format(w->out, "; consistency ratio %.4f", at->ratio);
    myn_buffer_put(w->out, "\n");
}

static void fill(const Writer *w, const myn_fill *at)
{
    switch (at->kind) {
    case MYN_FILL_CARRY:
    case MYN_FILL_NEAREST:
        myn_buffer_format(w->out, "{%s: {window: ", at->kind == MYN_FILL_CARRY ? "carry" : "nearest");
        def_write_number(w, at->window_years);
        myn_buffer_put(w->out, "}}");
        break;
    case MYN_FILL_INTERPOLATE: myn_buffer_put(w->out, "interpolate"); break;
    case MYN_FILL_MEAN: myn_buffer_put(w->out, "mean"); break;
    case MYN_FILL_GROUP_MEAN: myn_buffer_format(w->out, "{group_mean: {by: %s}}", at->by); break;
    case MYN_FILL_REGRESSION:
        myn_buffer_put(w->out, "{regression: {on: [");
        for (size_t k = 0; k < at->ons; k++) {
            myn_buffer_put(w->out, k ? ", " : "");
            myn_buffer_yaml(w->out, at->on[k]);
        }
        myn_buffer_put(w->out, "]}}");
        break;
    case MYN_FILL_WITHIN: myn_buffer_put(w->out, "within"); break;
    case MYN_FILL_ZERO: myn_buffer_put(w->out, "zero"); break;
    case MYN_FILL_DROP: myn_buffer_put(w->out, "drop"); break;
    }
}

static void fills(const Writer *w, const char *indent, const FillList *list, Source from)
{
    if (!list->set) return;
    myn_buffer_format(w->out, "%smissing: [", indent);
    for (size_t i = 0; i < list->count; i++) {
        myn_buffer_put(w->out, i ? ", " : "");
        fill(w, &list->fill[i]);
    }
    myn_buffer_put(w->out, "]");
    def_end_line(w, from);
}

static void value(const Writer *w, const char *indent, const Value *at)
{
    static const char *const form[] = {"plain", "ratio", "difference", "sum", "spread", "shrunk_rate"};
    if (!at->set) return;
    myn_buffer_format(w->out, "%svalue: {%s: [", indent, form[at->how.form]);
    for (size_t i = 0; i < at->count; i++) {
        myn_buffer_put(w->out, i ? ", " : "");
        myn_buffer_yaml(w->out, at->series[i]);
    }
    myn_buffer_put(w->out, "]");
    if (at->how.form == MYN_DERIVE_RATIO || at->how.form == MYN_DERIVE_SHRUNK_RATE) {
        myn_buffer_put(w->out, ", per: ");
        def_write_number(w, at->how.per);
    }
    if (at->how.form == MYN_DERIVE_DIFFERENCE)
        myn_buffer_format(w->out, ", absolute: %s", at->how.absolute ? "true" : "false");
    myn_buffer_put(w->out, "}");
    def_end_line(w, FROM_FILE);
}

/* ---- blocks ---- */

/* The strongest source whose settings have what is asked for. */
static Source first_with(const Definition *d, bool (*has)(const Settings *))
{
    for (Source s = 0; s < SOURCES; s++)
        if (has(&d->common[s])) return s;
    return FROM_BUILT_IN;
}

static bool has_steps(const Settings *s)
{
    return s->steps.set;
}

static bool has_missing(const Settings *s)
{
    return s->missing.set;
}

static bool has_aggregate(const Settings *s)
{
    return s->aggregate.set;
}

static bool has_weights(const Settings *s)
{
    return s->weights.set;
}

static bool has_least(const Settings *s)
{
    return s->has_least;
}

static bool has_by(const Settings *s)
{
    return s->has_by;
}

static const char *way(bool by_weight)
{
    return by_weight ? "weight" : "count";
}

/* Each key from the strongest source that sets it, which may differ from key to key. */
static void common(const Writer *w)
{
    const Definition *d = w->d;
    Source from = first_with(d, has_steps), by = first_with(d, has_by);
    char room[40], other[40];
    steps(w, "", "indicators", &d->common[from].steps, from);
    from = first_with(d, has_missing);
    fills(w, "", &d->common[from].missing, from);
    from = first_with(d, has_least);
    myn_buffer_put(w->out, "coverage: {least: ");
    def_write_number(w, d->common[from].coverage.least);
    myn_buffer_format(w->out, ", by: %s} # least: %s; by: %s\n", way(d->common[by].coverage.by_weight),
                      def_source_word(w, from, room, sizeof room),
                      def_source_word(w, by, other, sizeof other));
    from = first_with(d, has_aggregate);
    aggregate(w, "", &d->common[from].aggregate, from);
    from = first_with(d, has_weights);
    weights(w, "", &d->common[from].weights, from);
}

static void coverage(const Writer *w, const Settings *at)
{
    if (!at->has_least && !at->has_by) return;
    myn_buffer_put(w->out, "    coverage: {");
    if (at->has_least) {
        myn_buffer_put(w->out, "least: ");
        def_write_number(w, at->coverage.least);
    }
    if (at->has_by)
        myn_buffer_format(w->out, "%sby: %s", at->has_least ? ", " : "", way(at->coverage.by_weight));
    myn_buffer_put(w->out, "}");
    def_end_line(w, FROM_FILE);
}

static bool is_empty(const Settings *at)
{
    return !(at->aggregate.set || at->weights.set || at->before.set || at->steps.set || at->after.set ||
             at->into_parent.set || at->missing.set || at->value.set || at->has_least || at->has_by);
}

/* Levels and nodes say what they say; what they leave out stands above, for all. */
static void blocks(const Writer *w, const char *key, const Settings *block, size_t count)
{
    if (count == 0) return;
    myn_buffer_format(w->out, "%s:\n", key);
    for (size_t i = 0; i < count; i++) {
        const Settings *at = &block[i];
        myn_buffer_put(w->out, "  ");
        myn_buffer_yaml(w->out, at->name);
        myn_buffer_put(w->out, is_empty(at) ? ": {} # index.yml\n" : ":\n");
        value(w, "    ", &at->value);
        steps(w, "    ", "before", &at->before, FROM_FILE);
        steps(w, "    ", "steps", &at->steps, FROM_FILE);
        fills(w, "    ", &at->missing, FROM_FILE);
        aggregate(w, "    ", &at->aggregate, FROM_FILE);
        if (!at->ahp.file) weights(w, "    ", &at->weights, FROM_FILE);
        ahp(w, "    ", &at->ahp);
        coverage(w, at);
        steps(w, "    ", "after", &at->after, FROM_FILE);
        steps(w, "    ", "into_parent", &at->into_parent, FROM_FILE);
    }
}

void def_write_settings(const Writer *w)
{
    common(w);
    blocks(w, "levels", w->d->level, w->d->levels);
    blocks(w, "nodes", w->d->node, w->d->nodes);
}
