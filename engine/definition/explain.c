/* The definition as index.yml again, with every default written out and where each value came from. What is
 * written reads back to the same index. */
#include "definition/definition.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    const Definition *d;
    myn_buffer *out;
} Writer;

static const char *source_word(const Writer *w, Source from, char *room, size_t size)
{
    if (from == FROM_FILE) return "index.yml";
    if (from == FROM_BUILT_IN) return "default";
    snprintf(room, size, "profile %s", w->d->index.profile);
    return room;
}

static void end_line(const Writer *w, Source from)
{
    char room[40];
    myn_buffer_format(w->out, " # %s\n", source_word(w, from, room, sizeof room));
}

static void number(const Writer *w, double value)
{
    char text[MYN_NUMBER_TEXT];
    myn_number_text(value, text);
    myn_buffer_put(w->out, text);
}

static void label(const Writer *w, myn_label text)
{
    myn_buffer_put(w->out, "{");
    if (text.en) {
        myn_buffer_put(w->out, "en: ");
        myn_buffer_yaml(w->out, text.en);
    }
    if (text.cy) {
        myn_buffer_put(w->out, text.en ? ", cy: " : "cy: ");
        myn_buffer_yaml(w->out, text.cy);
    }
    myn_buffer_put(w->out, "}");
}

static void label_line(const Writer *w, const char *key, myn_label text)
{
    if (!text.en && !text.cy) return;
    myn_buffer_format(w->out, "%s: ", key);
    label(w, text);
    end_line(w, FROM_FILE);
}

static void day(const Writer *w, int32_t at)
{
    char text[MYN_PERIOD_TEXT];
    myn_period_text((myn_period){at, at + 1}, text);
    myn_buffer_put(w->out, text);
}

/* ---- the head ---- */

static void data(const Writer *w)
{
    const myn_index *index = &w->d->index;
    myn_buffer_put(w->out, "data: [");
    for (size_t i = 0; i < index->data_count; i++) {
        myn_buffer_put(w->out, i ? ", " : "");
        myn_buffer_yaml(w->out, index->data[i]);
    }
    myn_buffer_put(w->out, "]");
    end_line(w, FROM_FILE);
}

static void areas(const Writer *w, const char *key, const myn_area_choice *choice)
{
    if (!choice->list) return;
    myn_buffer_format(w->out, "%s: {list: ", key);
    myn_buffer_yaml(w->out, choice->list);
    if (choice->level) {
        myn_buffer_put(w->out, ", level: ");
        myn_buffer_yaml(w->out, choice->level);
    }
    if (choice->day != INT32_MAX) {
        myn_buffer_put(w->out, ", at: ");
        day(w, choice->day);
    }
    myn_buffer_put(w->out, "}");
    end_line(w, FROM_FILE);
}

static void window_text(const Writer *w, double years)
{
    if (isinf(years))
        myn_buffer_put(w->out, "none");
    else
        number(w, years);
}

/* The end is written as a day, the window as the file has it: whole months are all that counts of it. */
static void edition(const Writer *w, const myn_edition_rule *rule)
{
    const myn_yaml *given = myn_yaml_get(myn_yaml_get(w->d->root[FROM_FILE], "editions"), rule->name);
    const myn_yaml *window = myn_yaml_get(given, "window");
    myn_buffer_put(w->out, "  ");
    myn_buffer_yaml(w->out, rule->name);
    myn_buffer_put(w->out, ": {end: ");
    day(w, rule->period.end - 1);
    myn_buffer_put(w->out, ", window: ");
    if (window && !window->null)
        myn_buffer_put(w->out, window->text);
    else
        window_text(w, w->d->index.window_years);
    const myn_yaml *end = myn_yaml_get(given, "end");
    bool own_end = end && !end->null, own_window = window && !window->null;
    myn_buffer_format(w->out, "} # end: %s; window: %s\n", own_end ? "index.yml" : "its name",
                      own_window ? "index.yml" : "see `window`");
}

static void head(const Writer *w)
{
    const myn_index *index = &w->d->index;
    Source from = FROM_FILE;
    myn_buffer_put(w->out, "mynegai: 1\n");
    label_line(w, "title", index->title);
    data(w);
    areas(w, "areas", &index->areas);
    areas(w, "larger_areas", &index->larger_areas);
    label_line(w, "high_means", index->high_means);
    if (index->profile) myn_buffer_format(w->out, "profile: %s # index.yml\n", index->profile);
    (void)def_find(w->d, NULL, NULL, "window", &from);
    myn_buffer_put(w->out, "window: ");
    window_text(w, index->window_years);
    end_line(w, from);
    if (index->editions)
        myn_buffer_put(w->out, "editions:\n");
    else
        myn_buffer_put(w->out, "# editions: one, named by the latest period in the data\n");
    for (size_t i = 0; i < index->editions; i++) edition(w, &index->edition[i]);
}

/* ---- steps ---- */

static void param(const Writer *w, const myn_step *step, size_t i)
{
    char text[200];
    const myn_param *known = &step->method->param[i];
    myn_param_text(step->method, i, step->param, text, sizeof text);
    myn_buffer_format(w->out, "%s: ", known->name);
    if (known->type == MYN_CHOICE)
        myn_buffer_yaml(w->out, text);
    else
        myn_buffer_put(w->out, text);
}

static void text_entry(const Writer *w, const char *key, const char *text, bool *any)
{
    if (!text) return;
    myn_buffer_format(w->out, "%s%s: ", *any ? ", " : "", key);
    myn_buffer_yaml(w->out, text);
    *any = true;
}

/* name, or {name: {every parameter}} */
static void step(const Writer *w, const myn_step *at)
{
    const myn_method *method = at->method;
    bool any = false,
         bare = !method->params && !at->weighted_by && !at->reference_edition && !at->reference_areas;
    if (bare) {
        myn_buffer_put(w->out, method->name);
        return;
    }
    myn_buffer_format(w->out, "{%s: {", method->name);
    for (size_t i = 0; i < method->params; i++, any = true) {
        myn_buffer_put(w->out, any ? ", " : "");
        param(w, at, i);
    }
    if (at->reference_edition || at->reference_areas) {
        bool inner = false;
        myn_buffer_put(w->out, any ? ", reference: {" : "reference: {");
        text_entry(w, "edition", at->reference_edition, &inner);
        text_entry(w, "areas", at->reference_areas, &inner);
        myn_buffer_put(w->out, "}");
        any = true;
    }
    text_entry(w, "weighted_by", at->weighted_by, &any);
    myn_buffer_put(w->out, "}}");
}

/* The comment of a step: its source, and which parameters the source left to their defaults. */
static void step_end(const Writer *w, const myn_step *at, unsigned given, Source from)
{
    char room[40];
    bool any = false;
    myn_buffer_format(w->out, " # %s", source_word(w, from, room, sizeof room));
    for (size_t i = 0; i < at->method->params; i++) {
        if (given >> i & 1) continue;
        myn_buffer_format(w->out, "%s%s", any ? ", " : "; default: ", at->method->param[i].name);
        any = true;
    }
    myn_buffer_put(w->out, "\n");
}

static void steps(const Writer *w, const char *indent, const char *key, const StepList *list, Source from)
{
    if (!list->set) return;
    myn_buffer_format(w->out, "%s%s:", indent, key);
    if (list->count == 0) {
        myn_buffer_put(w->out, " []");
        end_line(w, from);
        return;
    }
    myn_buffer_put(w->out, "\n");
    for (size_t i = 0; i < list->count; i++) {
        myn_buffer_format(w->out, "%s  - ", indent);
        step(w, &list->step[i]);
        step_end(w, &list->step[i], list->given[i], from);
    }
}

static void aggregate(const Writer *w, const char *indent, const StepList *list, Source from)
{
    if (!list->set) return;
    myn_buffer_format(w->out, "%saggregate: ", indent);
    step(w, &list->step[0]);
    step_end(w, &list->step[0], list->given[0], from);
}

static void fill(const Writer *w, const myn_fill *at)
{
    switch (at->kind) {
    case MYN_FILL_CARRY:
        myn_buffer_put(w->out, "{carry: {window: ");
        number(w, at->window_years);
        myn_buffer_put(w->out, "}}");
        break;
    case MYN_FILL_INTERPOLATE: myn_buffer_put(w->out, "interpolate"); break;
    case MYN_FILL_MEAN: myn_buffer_put(w->out, "mean"); break;
    case MYN_FILL_GROUP_MEAN: myn_buffer_format(w->out, "{group_mean: {by: %s}}", at->by); break;
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
    end_line(w, from);
}

static void value(const Writer *w, const char *indent, const Value *at)
{
    static const char *const form[] = {"plain", "ratio", "difference", "sum", "spread"};
    if (!at->set) return;
    myn_buffer_format(w->out, "%svalue: {%s: [", indent, form[at->how.form]);
    for (size_t i = 0; i < at->count; i++) {
        myn_buffer_put(w->out, i ? ", " : "");
        myn_buffer_yaml(w->out, at->series[i]);
    }
    myn_buffer_put(w->out, "]");
    if (at->how.form == MYN_DERIVE_RATIO) {
        myn_buffer_put(w->out, ", per: ");
        number(w, at->how.per);
    }
    if (at->how.form == MYN_DERIVE_DIFFERENCE)
        myn_buffer_format(w->out, ", absolute: %s", at->how.absolute ? "true" : "false");
    myn_buffer_put(w->out, "}");
    end_line(w, FROM_FILE);
}

/* ---- blocks ---- */

/* The first source whose settings have what is asked for by the two flags. */
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
    number(w, d->common[from].coverage.least);
    myn_buffer_format(w->out, ", by: %s} # least: %s; by: %s\n", way(d->common[by].coverage.by_weight),
                      source_word(w, from, room, sizeof room), source_word(w, by, other, sizeof other));
    from = first_with(d, has_aggregate);
    aggregate(w, "", &d->common[from].aggregate, from);
}

static void coverage(const Writer *w, const Settings *at)
{
    if (!at->has_least && !at->has_by) return;
    myn_buffer_put(w->out, "    coverage: {");
    if (at->has_least) {
        myn_buffer_put(w->out, "least: ");
        number(w, at->coverage.least);
    }
    if (at->has_by)
        myn_buffer_format(w->out, "%sby: %s", at->has_least ? ", " : "", way(at->coverage.by_weight));
    myn_buffer_put(w->out, "}");
    end_line(w, FROM_FILE);
}

static bool is_empty(const Settings *at)
{
    return !(at->aggregate.set || at->before.set || at->steps.set || at->after.set || at->into_parent.set ||
             at->missing.set || at->value.set || at->has_least || at->has_by);
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
        coverage(w, at);
        steps(w, "    ", "after", &at->after, FROM_FILE);
        steps(w, "    ", "into_parent", &at->into_parent, FROM_FILE);
    }
}

/* ---- publish ---- */

static void two_sources(const Writer *w, const char *map, const char *one, const char *two)
{
    char room[40], other[40];
    Source a = FROM_BUILT_IN, b = FROM_BUILT_IN;
    (void)def_find(w->d, "publish", map, one, &a);
    (void)def_find(w->d, "publish", map, two, &b);
    myn_buffer_format(w->out, " # %s: %s; %s: %s\n", one, source_word(w, a, room, sizeof room), two,
                      source_word(w, b, other, sizeof other));
}

static void bands(const Writer *w)
{
    const myn_index *index = &w->d->index;
    myn_buffer_put(w->out, "  bands:");
    two_sources(w, "bands", "ends", "list");
    myn_buffer_format(w->out, "    ends: %s\n", index->bands_closed_above ? "closed" : "open");
    myn_buffer_put(w->out, index->bands ? "    list:\n" : "    list: []\n");
    for (size_t i = 0; i < index->bands; i++) {
        const myn_band_label *band = &index->band[i];
        bool any = false;
        myn_buffer_put(w->out, "      - {");
        if (isfinite(band->below)) {
            myn_buffer_put(w->out, "below: ");
            number(w, band->below);
            any = true;
        }
        text_entry(w, "en", band->label.en, &any);
        text_entry(w, "cy", band->label.cy, &any);
        myn_buffer_put(w->out, "}\n");
    }
}

static void publish(const Writer *w)
{
    static const char *const ties[] = {
        [MYN_TIES_MIN] = "min", [MYN_TIES_MAX] = "max", [MYN_TIES_AVERAGE] = "average"};
    const myn_index *index = &w->d->index;
    Source from = FROM_BUILT_IN;
    myn_buffer_format(w->out, "publish:\n  rank: {ties: %s, first: %s}", ties[index->ties],
                      index->lowest_first ? "lowest" : "highest");
    two_sources(w, "rank", "ties", "first");
    myn_buffer_put(w->out, "  quantiles: {groups: [");
    for (size_t i = 0; i < index->quantiles; i++)
        myn_buffer_format(w->out, "%s%d", i ? ", " : "", index->quantile[i]);
    myn_buffer_format(w->out, "], rule: %s}", index->quantile_rule == MYN_QUANTILE_FLOOR ? "floor" : "ceil");
    two_sources(w, "quantiles", "groups", "rule");
    bands(w);
    (void)def_find(w->d, NULL, "publish", "decimals", &from);
    if (w->d->decimals < 0)
        myn_buffer_put(w->out, "  decimals: none");
    else
        myn_buffer_format(w->out, "  decimals: %d", w->d->decimals);
    end_line(w, from);
}

myn_status myn_index_explain(const myn_index *index, myn_buffer *out)
{
    const Definition *d = index->memory;
    Writer w = {d, out};
    head(&w);
    common(&w);
    blocks(&w, "levels", d->level, d->levels);
    blocks(&w, "nodes", d->node, d->nodes);
    publish(&w);
    return out->failed ? MYN_ERR_MEMORY : MYN_OK;
}
