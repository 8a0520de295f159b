/* Series of a plan: their codes, from labels that people wrote, and whether their values can be scaled at
 * all. */
#include "import/series.h"
#include <ctype.h>
#include <math.h>
#include <string.h>

#define NAME_MOST 60 /* bytes */

void spread_take(Spread *spread, myn_period period, double value)
{
    int later = spread->count ? myn_period_compare(period, spread->latest) : 1;
    if (isnan(value) || later < 0) return;
    if (later > 0) *spread = (Spread){.latest = period, .low = value, .high = value};
    spread->count++;
    spread->low = fmin(spread->low, value);
    spread->high = fmax(spread->high, value);
}

const char *spread_refuses(const Spread *spread)
{
    if (!spread->count) return "no value";
    return spread->low < spread->high ? NULL : "all values of its latest period are equal";
}

/* Letters that are not ASCII stay as they are. */
static void slug(const char *label, char out[NAME_MOST + 2])
{
    size_t length = 0;
    for (const unsigned char *at = (const unsigned char *)label; *at && length < NAME_MOST; at++) {
        bool sign = at[0] == 0xC2 && at[1]; /* U+0080 to U+00BF: pound, degree, no letters */
        bool letter = !sign && (isalnum(*at) || *at >= 0x80);
        at += sign;
        if (!letter && (!length || out[length - 1] == '_')) continue;
        out[length++] = letter ? (char)(*at < 0x80 ? tolower(*at) : *at) : '_';
    }
    size_t bad;
    while (length && !myn_utf8_valid(out, length, &bad)) length--; /* cut within a letter */
    while (length && out[length - 1] == '_') length--;
    out[length] = '\0';
}

const char *series_name(Plan *plan, myn_names *names, const char *label)
{
    char first[NAME_MOST + 2];
    slug(label, first);
    size_t known = myn_names_count(names), number;
    const char *name = plan_text(plan, "%s", *first ? first : "series");
    for (size_t i = 2; name && myn_names_find(names, name, strlen(name)) != MYN_NONE; i++)
        name = plan_text(plan, "%s_%zu", *first ? first : "series", i);
    if (!name || myn_names_add(names, name, strlen(name), &number) || number != known) plan->failed = true;
    return name;
}

static void put_head(Plan *plan)
{
    myn_buffer *out = &plan->head;
    myn_buffer_format(
        out,
        "# Made by mynegai import from %s: to be edited.\n"
        "# CHECK nodes.csv: every direction there is +, a guess. Put - where more of it is worse.\n"
        "mynegai: 1\ntitle: {en: ",
        plan->from);
    myn_buffer_yaml(out, plan->title);
    myn_buffer_put(out, "}\ndata: ");
    if (plan->place) myn_buffer_put(out, "[");
    myn_buffer_yaml(out, plan->name);
    if (plan->place) {
        myn_buffer_format(out, ", \"%s-areas\"]", plan->name);
    }
    myn_buffer_put(out, "\nareas: ");
    myn_buffer_yaml(out, plan->name);
    myn_buffer_put(
        out, "\n# high_means: {en: thriving} # what a high score says\n"
             "# One edition, of the latest period in the data. For more: editions: {2021: {}, 2022: {}}\n"
             "\n# A usual choice (mynegai methods lists others): each indicator from 0, the worst, to 100, "
             "the best.\n"
             "indicators:\n"
             "  # - treat: {skew: 2, kurtosis: 3.5, most: 5} # first draw outliers in\n"
             "  - minmax: {to: [0, 100]}\n"
             "# missing: [mean] # fill gaps; without it a score rests on what there is\n"
             "coverage: {least: 0.66, by: count} # no score from less than two thirds of the indicators\n"
             "aggregate: arithmetic\n");
    myn_buffer_put(&plan->tail, "\npublish:\n  rank: {ties: min, first: highest}\n");
}

void series_nodes(Plan *plan, myn_names *names)
{
    Node *node = plan_room(plan, plan->series_count + 1, sizeof *node);
    if (!node) return;
    const char *root = series_name(plan, names, plan->name);
    plan->node = node;
    node[plan->nodes++] = (Node){.code = root, .label = plan->title, .level = "index", .weight = NAN};
    for (size_t i = 0; i < plan->series_count; i++) {
        const Series *series = &plan->series[i];
        if (series->why_not) {
            plan_say(plan, "left out", "series %s: %s", series->name, series->why_not);
            continue;
        }
        node[plan->nodes++] = (Node){.code = series->name,
                                     .parent = root,
                                     .label = series->label,
                                     .unit = series->unit,
                                     .level = "indicator",
                                     .weight = 1,
                                     .direction = 1,
                                     .source = series->name};
    }
    put_head(plan);
}
