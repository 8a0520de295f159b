/* The head of index.yml: title, data, areas, editions. */
#include "definition/definition.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#define WINDOW_MOST 1000 /* years */

void def_read_label(Definition *d, const myn_yaml *node, const char *what, myn_label *out)
{
    static const char *const keys[] = {"en", "cy", NULL};
    if (!node || node->null) return;
    if (node->kind == MYN_YAML_SCALAR) {
        out->en = node->text;
        return;
    }
    myn_yaml_known(node, what, keys, d->diag);
    (void)myn_yaml_text(myn_yaml_get(node, "en"), d->diag, &out->en);
    (void)myn_yaml_text(myn_yaml_get(node, "cy"), d->diag, &out->cy);
}

/* A data set's name becomes a folder's: nothing that could lead elsewhere. */
static bool is_plain_name(const char *name)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    size_t length = strlen(name);
    return length > 0 && length <= 128 && name[0] != '.' && strspn(name, allowed) == length;
}

/* Names of data sets become folders: checked here, before any is opened. */
static void read_data(Definition *d)
{
    const myn_yaml *node = myn_yaml_get(d->root[FROM_FILE], "data");
    size_t count = myn_yaml_count(node), kept = 0;
    const char **name = def_get(d, count, sizeof *name);
    myn_place *at = def_get(d, count, sizeof *at);
    if (count == 0)
        myn_diag_add(d->diag, MYN_ERROR, node ? node->at : d->root[FROM_FILE]->at,
                     "expected `data`: the name of a data set, or a list of names");
    for (size_t i = 0; name && at && i < count; i++) {
        const myn_yaml *item = myn_yaml_item(node, i);
        if (!myn_yaml_text(item, d->diag, &name[kept])) continue;
        at[kept] = item->at;
        if (!is_plain_name(name[kept]))
            myn_diag_add(
                d->diag, MYN_ERROR, item->at,
                "data: expected a name of letters, digits, dots, hyphens and underscores, found \"%.80s\"",
                name[kept]);
        for (size_t k = 0; k < kept; k++)
            if (strcmp(name[k], name[kept]) == 0)
                myn_diag_add(d->diag, MYN_ERROR, item->at, "the data set \"%.80s\" is named twice", name[k]);
        kept++;
    }
    d->index.data = name;
    d->index.data_at = at;
    d->index.data_count = kept;
}

static bool read_period(Definition *d, const myn_yaml *node, const char *what, myn_period *out)
{
    const char *text = NULL;
    if (!myn_yaml_text(node, d->diag, &text)) return false;
    if (myn_period_read(text, strlen(text), MYN_PERIOD_ISO, out) == MYN_OK) return true;
    myn_diag_add(d->diag, MYN_ERROR, node->at, "%s: expected a date such as 2020-12-31, found \"%.80s\"",
                 what, text);
    return false;
}

static void read_day(Definition *d, const myn_yaml *node, int32_t *out)
{
    myn_period day;
    if (!read_period(d, node, "at", &day)) return;
    if (day.end - day.start == 1)
        *out = day.start;
    else
        myn_diag_add(d->diag, MYN_ERROR, node->at,
                     "at: expected one day, such as 2024-01-01, found \"%.80s\"", node->text);
}

void def_read_areas(Definition *d, const myn_yaml *node, const char *what, myn_area_choice *out)
{
    static const char *const keys[] = {"list", "level", "at", NULL};
    *out = (myn_area_choice){.day = INT32_MAX};
    if (!node || node->null) return;
    out->at = node->at;
    if (node->kind == MYN_YAML_SCALAR) {
        out->list = node->text;
        return;
    }
    myn_yaml_known(node, what, keys, d->diag);
    if (node->kind != MYN_YAML_MAP) return;
    if (!myn_yaml_text(myn_yaml_get(node, "list"), d->diag, &out->list))
        myn_diag_add(d->diag, MYN_ERROR, node->at, "%s: expected `list`, the name of a list of areas", what);
    (void)myn_yaml_text(myn_yaml_get(node, "level"), d->diag, &out->level);
    read_day(d, myn_yaml_get(node, "at"), &out->day);
}

/* Years, or `none` for all that came before. */
static bool read_window(Definition *d, const myn_yaml *node, double *out)
{
    if (!node || node->null) return false;
    double years = 0;
    if (node->kind == MYN_YAML_SCALAR && strcmp(node->text, "none") == 0) {
        *out = 0;
        return true;
    }
    if (!myn_yaml_real(node, d->diag, &years)) return false;
    if (years > 0 && years <= WINDOW_MOST) {
        *out = years;
        return true;
    }
    myn_diag_add(d->diag, MYN_ERROR, node->at,
                 "window: expected a number of years above 0 and at most %d, or none, found \"%s\"",
                 WINDOW_MOST, node->text);
    return false;
}

/* In whole months, so that a window starts on the same day of the month as it ends. */
static int32_t window_start(int32_t end, double years)
{
    return years == 0 ? INT32_MIN : myn_day_add_months(end, -(int)lround(12 * years));
}

/* A name that is a period says its end by itself; any other needs `end`. */
static void read_end(Definition *d, const myn_yaml *node, myn_edition_rule *out)
{
    const myn_yaml *end = myn_yaml_get(node, "end");
    if (end && !end->null) {
        (void)read_period(d, end, "end", &out->period);
        return;
    }
    if (myn_period_read(out->name, strlen(out->name), MYN_PERIOD_ISO, &out->period) != MYN_OK)
        myn_diag_add(
            d->diag, MYN_ERROR, node->key_at,
            "edition \"%.80s\" is not named by a year: expected its `end`, such as {end: 2020-12-31}",
            out->name);
}

/* Its window starts from its own end, not from the one before it. */
static void read_edition(Definition *d, const myn_yaml *node, myn_edition_rule *out)
{
    static const char *const keys[] = {"end", "window", NULL};
    char what[100];
    double years = d->index.window_years;
    snprintf(what, sizeof what, "edition %.80s", node->key);
    *out = (myn_edition_rule){.name = node->key, .at = node->key_at};
    if (!*node->key)
        myn_diag_add(d->diag, MYN_ERROR, node->key_at, "expected the name of an edition, found \"\"");
    myn_yaml_known(node, what, keys, d->diag);
    read_end(d, node, out);
    (void)read_window(d, myn_yaml_get(node, "window"), &years);
    out->period.start = window_start(out->period.end, years);
}

static void read_editions(Definition *d)
{
    const myn_yaml *node = myn_yaml_get(d->root[FROM_FILE], "editions");
    if (!node || node->null) return;
    if (node->kind != MYN_YAML_MAP) {
        myn_diag_add(d->diag, MYN_ERROR, node->at, "editions: expected a map ({2019: {}, 2020: {}})");
        return;
    }
    myn_edition_rule *rule = def_get(d, node->count, sizeof *rule);
    if (!rule) return;
    for (size_t i = 0; i < node->count; i++) read_edition(d, &node->item[i], &rule[i]);
    d->index.edition = rule;
    d->index.editions = node->count;
}

/* Required, so that a later form of the language can be told from this one. */
static void read_version(Definition *d)
{
    const myn_yaml *root = d->root[FROM_FILE], *node = myn_yaml_get(root, "mynegai");
    long version = 0;
    if (!node || node->null)
        myn_diag_add(d->diag, MYN_ERROR, root->at, "expected `mynegai: 1`, the version of this language");
    else if (myn_yaml_whole(node, d->diag, &version) && version != 1)
        myn_diag_add(d->diag, MYN_ERROR, node->at, "version %ld of the language is not known: expected 1",
                     version);
}

/* {least: 0.9} */
static void read_screen(Definition *d)
{
    static const char *const keys[] = {"least", NULL};
    const myn_yaml *own = myn_yaml_get(d->root[FROM_FILE], "screen");
    const myn_yaml *least = def_find(d, NULL, "screen", "least", NULL);
    if (own) myn_yaml_known(own, "screen", keys, d->diag);
    if (myn_yaml_real(least, d->diag, &d->index.screen) && !(d->index.screen >= 0 && d->index.screen <= 1))
        myn_diag_add(d->diag, MYN_ERROR, least->at,
                     "least of screen: expected a share from 0 to 1, found \"%s\"", least->text);
}

void def_read_top(Definition *d)
{
    static const char *const keys[] = {"mynegai",    "title",       "data",     "areas",     "larger_areas",
                                       "high_means", "profile",     "window",   "editions",  "missing",
                                       "screen",     "indicators",  "coverage", "levels",    "nodes",
                                       "aggregate",  "weights",     "publish",  "summaries", "built_from",
                                       "disclosure", "uncertainty", "segment",  NULL};
    const myn_yaml *root = d->root[FROM_FILE];
    myn_index *index = &d->index;
    myn_yaml_known(root, "index.yml", keys, d->diag);
    read_version(d);
    def_read_label(d, myn_yaml_get(root, "title"), "title", &index->title);
    def_read_label(d, myn_yaml_get(root, "high_means"), "high_means", &index->high_means);
    read_data(d);
    def_read_areas(d, myn_yaml_get(root, "areas"), "areas", &index->areas);
    def_read_areas(d, myn_yaml_get(root, "larger_areas"), "larger_areas", &index->larger_areas);
    def_read_built_from(d);
    if (!myn_yaml_get(root, "areas"))
        myn_diag_add(d->diag, MYN_ERROR, root->at, "expected `areas`: the name of a list of areas");
    index->window_years = 0;
    (void)read_window(d, def_find(d, NULL, NULL, "window", NULL), &index->window_years);
    read_editions(d);
    read_screen(d);
}
