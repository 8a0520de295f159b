/* What a store's labels must be: asked before writing, and again of every file that is read. */
#include "layout.h"
#include <math.h>
#include <mynegai/text.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    char *why;
    size_t size;
} told;

MYN_PRINTF(2, 3)
static bool wrong(const told *to, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    vsnprintf(to->why, to->size, format, values);
    va_end(values);
    return false;
}

static bool sound_text(const char *text, const char *what, const told *to)
{
    size_t bad;
    if (!text || myn_utf8_valid(text, strlen(text), &bad)) return true;
    return wrong(to, "%s is not UTF-8", what);
}

static bool sound_label(myn_label label, const char *what, const told *to)
{
    return sound_text(label.en, what, to) && sound_text(label.cy, what, to);
}

/* Add CODE to those seen; false where it is blank, not UTF-8 or seen before. */
static bool new_code(myn_names *seen, const char *code, const char *what, const told *to)
{
    size_t number, before = myn_names_count(seen);
    if (!code || !*code) return wrong(to, "%s number %zu has no code", what, before);
    if (!sound_text(code, what, to)) return false;
    if (myn_names_add(seen, code, strlen(code), &number) != MYN_OK) return wrong(to, "out of memory");
    return number == before || wrong(to, "%s %s is there twice", what, code);
}

static bool sound_areas(const myn_areas *areas, const char *what, const told *to)
{
    myn_names *seen;
    if (myn_names_new(&seen) != MYN_OK) return wrong(to, "out of memory");
    bool sound = sound_text(areas->name, what, to);
    for (size_t i = 0; sound && i < areas->count; i++) {
        const myn_area *area = &areas->at[i];
        sound = new_code(seen, area->code, what, to) && sound_text(area->name_en, what, to) &&
                sound_text(area->name_cy, what, to) && sound_text(area->parent, what, to) &&
                sound_text(area->level, what, to);
    }
    myn_names_free(seen);
    return sound;
}

static bool sound_items(const myn_item *item, size_t count, const char *what, const told *to)
{
    myn_names *seen;
    if (myn_names_new(&seen) != MYN_OK) return wrong(to, "out of memory");
    bool sound = true;
    for (size_t i = 0; sound && i < count; i++)
        sound = new_code(seen, item[i].code, what, to) && sound_label(item[i].label, what, to) &&
                sound_text(item[i].unit, what, to) && sound_text(item[i].level, what, to);
    myn_names_free(seen);
    return sound;
}

/* Parents before children: every walk over nodes relies on it. */
static bool sound_tree(const myn_labels *labels, const told *to)
{
    for (size_t i = 0; i < labels->nodes; i++) {
        const myn_item *node = &labels->node[i];
        if (node->parent != MYN_NONE && node->parent >= i)
            return wrong(to, "node %s comes before its parent", node->code);
        if (node->indicator != MYN_NONE && node->indicator >= labels->indicators)
            return wrong(to, "node %s is of an indicator that does not exist", node->code);
        if (node->direction < -1 || node->direction > 1)
            return wrong(to, "node %s has the direction %d", node->code, node->direction);
        if (node->decimals < -1 || node->decimals > 15)
            return wrong(to, "node %s is to have %d decimals", node->code, node->decimals);
        if (isinf(node->weight)) return wrong(to, "node %s has an infinite weight", node->code);
    }
    return true;
}

static bool sound_editions(const myn_labels *labels, const told *to)
{
    myn_names *seen;
    if (myn_names_new(&seen) != MYN_OK) return wrong(to, "out of memory");
    bool sound = true;
    for (size_t i = 0; sound && i < labels->editions; i++) {
        const myn_edition_label *edition = &labels->edition[i];
        sound = new_code(seen, edition->name, "edition", to);
        if (sound && edition->period.end < edition->period.start)
            sound = wrong(to, "edition %s ends before it starts", edition->name);
    }
    myn_names_free(seen);
    return sound;
}

/* Numbers of groups and bands are bytes, and index fixed arrays. */
static bool sound_groupings(const myn_labels *labels, const told *to)
{
    if (labels->quantiles > MYN_QUANTILES_MOST) return wrong(to, "%zu quantile groupings", labels->quantiles);
    if (labels->bands > MYN_BANDS_MOST) return wrong(to, "%zu bands", labels->bands);
    for (size_t i = 0; i < labels->quantiles; i++) {
        int groups = labels->quantile[i];
        if (groups < 2 || groups > 255) return wrong(to, "quantiles of %d groups", groups);
        for (size_t k = 0; k < i; k++)
            if (labels->quantile[k] == groups) return wrong(to, "quantiles of %d groups twice", groups);
    }
    for (size_t i = 0; i < labels->bands; i++) {
        const myn_band_label *band = &labels->band[i];
        if (!sound_label(band->label, "the name of a band", to)) return false;
        if (isnan(band->below) || (i && band->below < band[-1].below))
            return wrong(to, "band %zu ends before the one below it", i + 1);
    }
    return true;
}

static bool has_node(const myn_labels *labels, const char *code)
{
    for (size_t i = 0; i < labels->nodes; i++)
        if (strcmp(labels->node[i].code, code) == 0) return true;
    return false;
}

static bool sound_measures(const myn_labels *labels, const told *to)
{
    myn_names *seen;
    if (labels->measures == 0) return true;
    if (!labels->summary_areas) return wrong(to, "there are measures, but no larger areas");
    if (!sound_areas(labels->summary_areas, "larger area", to)) return false;
    if (myn_names_new(&seen) != MYN_OK) return wrong(to, "out of memory");
    bool sound = true;
    for (size_t i = 0; sound && i < labels->measures; i++) {
        const myn_measure_label *measure = &labels->measure[i];
        sound = new_code(seen, measure->code, "measure", to) && sound_label(measure->label, "measure", to) &&
                sound_text(measure->method, "measure", to) &&
                sound_text(measure->population, "measure", to) && sound_text(measure->series, "measure", to);
        if (sound && !(measure->node && has_node(labels, measure->node)))
            sound = wrong(to, "measure %s is of a node that does not exist", measure->code);
    }
    myn_names_free(seen);
    return sound;
}

bool myn_labels_sound(const myn_labels *labels, char *why, size_t size)
{
    const told to = {why, size};
    for (size_t i = 0; i < labels->steps; i++)
        if (!sound_text(labels->step[i], "the name of a step", &to)) return false;
    return sound_text(labels->index, "the index", &to) && sound_text(labels->version, "the version", &to) &&
           sound_label(labels->title, "the title", &to) &&
           sound_label(labels->high_means, "high_means", &to) &&
           sound_text(labels->licence, "the licence", &to) && sound_text(labels->source, "the source", &to) &&
           sound_areas(labels->areas, "area", &to) &&
           (!labels->parents || sound_areas(labels->parents, "larger area", &to)) &&
           sound_items(labels->indicator, labels->indicators, "indicator", &to) &&
           sound_items(labels->input, labels->inputs, "input", &to) &&
           sound_items(labels->node, labels->nodes, "node", &to) && sound_tree(labels, &to) &&
           sound_editions(labels, &to) && sound_groupings(labels, &to) && sound_measures(labels, &to);
}
