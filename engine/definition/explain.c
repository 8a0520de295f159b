/* The definition as index.yml again, with every default written out and where each value came from. What is
 * written reads back to the same index. */
#include "definition/explain.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

const char *def_source_word(const Writer *w, Source from, char *room, size_t size)
{
    if (from == FROM_FILE) return "index.yml";
    if (from == FROM_BUILT_IN) return "default";
    snprintf(room, size, "profile %s", w->d->index.profile);
    return room;
}

void def_end_line(const Writer *w, Source from)
{
    char room[40];
    myn_buffer_format(w->out, " # %s\n", def_source_word(w, from, room, sizeof room));
}

void def_write_number(const Writer *w, double value)
{
    char text[MYN_NUMBER_TEXT];
    myn_number_text(value, text);
    myn_buffer_put(w->out, text);
}

void def_write_entry(const Writer *w, const char *key, const char *text, bool *any)
{
    if (!text) return;
    myn_buffer_format(w->out, "%s%s: ", *any ? ", " : "", key);
    myn_buffer_yaml(w->out, text);
    *any = true;
}

void def_write_label(const Writer *w, myn_label text)
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
    def_write_label(w, text);
    def_end_line(w, FROM_FILE);
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
    def_end_line(w, FROM_FILE);
}

void def_write_areas(const Writer *w, const char *key, const myn_area_choice *choice)
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
    def_end_line(w, FROM_FILE);
}

static void window_text(const Writer *w, double years)
{
    if (years == 0)
        myn_buffer_put(w->out, "none");
    else
        def_write_number(w, years);
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

/* In the order in which index.yml is usually written. */
static void head(const Writer *w)
{
    const myn_index *index = &w->d->index;
    Source from = FROM_FILE;
    myn_buffer_put(w->out, "mynegai: 1\n");
    label_line(w, "title", index->title);
    data(w);
    def_write_areas(w, "areas", &index->areas);
    def_write_areas(w, "larger_areas", &index->larger_areas);
    def_write_built_from(w);
    label_line(w, "high_means", index->high_means);
    if (index->profile) myn_buffer_format(w->out, "profile: %s # index.yml\n", index->profile);
    (void)def_find(w->d, NULL, NULL, "window", &from);
    myn_buffer_put(w->out, "window: ");
    window_text(w, index->window_years);
    def_end_line(w, from);
    (void)def_find(w->d, NULL, "screen", "least", &from);
    myn_buffer_put(w->out, "screen: {least: ");
    def_write_number(w, index->screen);
    myn_buffer_put(w->out, "}");
    def_end_line(w, from);
    if (index->editions)
        myn_buffer_put(w->out, "editions:\n");
    else
        myn_buffer_put(w->out, "# editions: one, named by the latest period in the data\n");
    for (size_t i = 0; i < index->editions; i++) edition(w, &index->edition[i]);
}

/* ---- publish ---- */

/* " # KEY: source; ..." for the keys of publish.MAP, and the end of the line. */
static void sources(const Writer *w, const char *map, const char *const *key)
{
    char room[40];
    for (size_t i = 0; key[i]; i++) {
        Source from = FROM_BUILT_IN;
        (void)def_find(w->d, "publish", map, key[i], &from);
        myn_buffer_format(w->out, "%s%s: %s", i ? "; " : " # ", key[i],
                          def_source_word(w, from, room, sizeof room));
    }
    myn_buffer_put(w->out, "\n");
}

static void bands(const Writer *w)
{
    const myn_index *index = &w->d->index;
    myn_buffer_put(w->out, "  bands:");
    sources(w, "bands", (const char *const[]){"ends", "list", NULL});
    myn_buffer_format(w->out, "    ends: %s\n", index->bands_closed_above ? "closed" : "open");
    myn_buffer_put(w->out, index->bands ? "    list:\n" : "    list: []\n");
    for (size_t i = 0; i < index->bands; i++) {
        const myn_band_label *band = &index->band[i];
        bool any = false;
        myn_buffer_put(w->out, "      - {");
        if (isfinite(band->below)) {
            myn_buffer_put(w->out, "below: ");
            def_write_number(w, band->below);
            any = true;
        }
        def_write_entry(w, "en", band->label.en, &any);
        def_write_entry(w, "cy", band->label.cy, &any);
        myn_buffer_put(w->out, "}\n");
    }
}

/* Sources are told key by key, as each may come from another. */
static void publish(const Writer *w)
{
    const myn_index *index = &w->d->index;
    Source from = FROM_BUILT_IN;
    myn_buffer_format(w->out, "publish:\n  rank: {ties: %s, first: %s, on: %s}",
                      index->ties == MYN_TIES_MAX ? "max" : "min", index->lowest_first ? "lowest" : "highest",
                      index->rank_rounded ? "rounded" : "exact");
    sources(w, "rank", (const char *const[]){"ties", "first", "on", NULL});
    myn_buffer_put(w->out, "  quantiles: {groups: [");
    for (size_t i = 0; i < index->quantiles; i++)
        myn_buffer_format(w->out, "%s%d", i ? ", " : "", index->quantile[i]);
    static const char *const rules[] = {"ceil", "floor", "cuts"};
    myn_buffer_format(w->out, "], rule: %s}", rules[index->quantile_rule]);
    sources(w, "quantiles", (const char *const[]){"groups", "rule", NULL});
    bands(w);
    (void)def_find(w->d, NULL, "publish", "decimals", &from);
    if (w->d->decimals < 0)
        myn_buffer_put(w->out, "  decimals: none");
    else
        myn_buffer_format(w->out, "  decimals: %d", w->d->decimals);
    def_end_line(w, from);
}

myn_status myn_index_explain(const myn_index *index, myn_buffer *out)
{
    const Definition *d = index->memory;
    Writer w = {d, out};
    head(&w);
    def_write_settings(&w);
    publish(&w);
    def_write_summaries(&w);
    def_write_disclosure(&w);
    return out->failed ? MYN_ERR_MEMORY : MYN_OK;
}
