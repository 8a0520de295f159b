/* A part of the index or an indicator: what it is, its map, its ranking, how it went over time. */
#include "publish/pages.h"
#include "report/words.h"
#include <math.h>
#include <mynegai/order.h>
#include <stdlib.h>

/* ---- the list of all ---- */

static void nodes_row(Html *h, size_t node)
{
    const Site *site = h->site;
    const myn_item *item = &site->labels->node[node];
    size_t depth = site_depth(site, node);
    html_format(h, "<tr class=\"l%zu\"><th scope=\"row\"><a", depth < 4 ? depth : 4);
    html_href(h, site->node_page[node]);
    html_put(h, ">");
    html_label(h, item->label, item->code);
    html_put(h, "</a></th><td>");
    if (site_is_leaf(site, node))
        html_say(h, SAY_INDICATOR);
    else if (item->level)
        html_text(h, item->level);
    else
        html_say(h, SAY_WITHOUT_LEVEL);
    html_put(h, "</td>");
    td_number(h, node == site->root ? NAN : site->now->weight[node], -1, NULL);
    html_put(h, "<td>");
    if (site_is_leaf(site, node)) html_text(h, site->labels->indicator[item->indicator].unit);
    html_put(h, "</td></tr>\n");
}

void page_nodes(Html *h)
{
    const char *title = say_text(SAY_NODES, h->lang);
    page_begin(h, PAGE_NODES, title, false);
    html_put(h, "<h1>");
    html_text(h, title);
    html_put(h, "</h1>\n<p>");
    html_say(h, SAY_NODES_ARE);
    html_put(h, "</p>\n");
    table_begin(h, NULL, "tree", title);
    html_put(h, "<thead><tr>");
    table_head(h, SAY_PART, false);
    table_head(h, SAY_LEVEL, false);
    table_head(h, SAY_WEIGHT, true);
    table_head(h, SAY_UNIT, false);
    html_put(h, "</tr></thead><tbody>\n");
    for (size_t n = 0; n < h->site->nodes; n++) nodes_row(h, n);
    table_end(h);
    page_end(h);
}

/* ---- what it is ---- */

static void put_parent(Html *h, size_t node)
{
    const Site *site = h->site;
    size_t parent = site->labels->node[node].parent;
    if (parent == MYN_NONE) return;
    const myn_item *item = &site->labels->node[parent];
    html_put(h, "<p class=\"lead\"><a");
    html_href(h, site->node_page[parent]);
    html_put(h, ">");
    html_fill(h, SAY_PART_OF, myn_label_text(item->label, h->lang, item->code), NULL, NULL);
    html_put(h, "</a></p>\n");
}

static void put_indicator(Html *h, size_t node)
{
    const Site *site = h->site;
    const myn_item *item = &site->labels->node[node];
    const char *unit = site->labels->indicator[item->indicator].unit;
    int period = site_period(site, item->indicator);
    html_put(h, "<p>");
    html_say(h, item->direction < 0 ? SAY_IS_DOWN : SAY_IS_UP);
    html_put(h, " ");
    if (unit) html_fill(h, SAY_UNIT_IS, unit, NULL, NULL);
    html_put(h, " ");
    if (period >= 0) {
        char text[PERIOD_WORDS];
        period_words(site->release->raw->plane[period].period, text);
        html_fill(h, SAY_PERIOD_IS, text, NULL, NULL);
    }
    html_put(h, "</p>\n");
}

/* A sentence with a part of the definition in it, whose own words are English. */
static void put_told(Html *h, Say say, myn_buffer *text)
{
    html_put(h, "<p>");
    html_fill(h, say, text->at, NULL, NULL);
    html_put(h, "</p>\n");
    h->text.failed |= text->failed;
    text->length = 0;
}

/* How its figures come about, as the definition says. */
static void put_recipe(Html *h, size_t node)
{
    const myn_index *index = h->site->of->definition;
    myn_buffer text = {0};
    if (!index) return;
    const myn_node *own = &index->node[node];
    if (own->children) {
        myn_steps_text(&own->aggregate, 1, &text);
        put_told(h, SAY_IS_BRANCH, &text);
    } else {
        myn_recipe_text(own, &text);
        put_told(h, SAY_SERIES_IS, &text);
        myn_steps_text(own->step, own->steps, &text);
        put_told(h, SAY_STEPS_IS, &text);
        myn_fills_text(own, &text);
        if (own->fills) put_told(h, SAY_FILLS_IS, &text);
    }
    myn_buffer_free(&text);
}

static void put_parts(Html *h, size_t node)
{
    const Site *site = h->site;
    page_heading(h, SAY_PARTS);
    table_begin(h, NULL, NULL, say_text(SAY_PARTS, h->lang));
    html_put(h, "<thead><tr>");
    table_head(h, SAY_PART, false);
    table_head(h, SAY_WEIGHT, true);
    html_put(h, "</tr></thead><tbody>\n");
    for (size_t n = site_child(site, node, node); n != MYN_NONE; n = site_child(site, node, n)) {
        html_put(h, "<tr>");
        td_link(h, site->node_page[n], site->labels->node[n].label, site->labels->node[n].code);
        td_number(h, site->now->weight[n], -1, NULL);
        html_put(h, "</tr>\n");
    }
    table_end(h);
}

/* ---- its values ---- */

/* A value with its limits; where there is none, why. */
static void value_cells(Html *h, const myn_plane *plane, size_t at)
{
    if (!myn_cell_valued(plane->cell[at])) {
        html_put(h, "<td class=\"n\">");
        html_text(h, word_cell(plane->cell[at], h->lang));
        html_put(h, "</td>");
    } else
        td_value(h, plane->value[at]);
    if (!plane->lower) return;
    html_put(h, "<td class=\"n\">");
    if (!isnan(plane->lower[at])) {
        html_value(h, plane->lower[at]);
        html_put(h, " – ");
        html_value(h, plane->upper[at]);
    } else
        html_put(h, "–");
    html_put(h, "</td>");
}

static void put_values(Html *h, size_t node)
{
    const Site *site = h->site;
    size_t indicator = site->labels->node[node].indicator;
    int period = site_period(site, indicator);
    if (period < 0 || site->areas > WHOLE_MOST) return;
    const myn_plane *plane = &site->release->raw->plane[period];
    page_heading(h, SAY_VALUES);
    table_begin(h, NULL, "sortable searchable", say_text(SAY_VALUES, h->lang));
    html_put(h, "<thead><tr>");
    table_head(h, SAY_AREA, false);
    table_head(h, SAY_VALUE, true);
    if (plane->lower) table_head(h, SAY_LIMITS, true);
    html_put(h, "</tr></thead><tbody>\n");
    for (size_t i = 0; i < site->areas; i++) {
        const myn_area *area = &site->labels->areas->at[site->order[i]];
        html_put(h, "<tr>");
        td_link(h, site->place_page[site->order[i]], area_label(area), area->code);
        value_cells(h, plane, indicator * site->areas + site->order[i]);
        html_put(h, "</tr>\n");
    }
    table_end(h);
}

/* ---- over time ---- */

/* Middle and quarters of the N values that are there. */
static void middle_of(const double *x, size_t n, double *scratch, double out[3])
{
    size_t count = site_sorted(x, n, scratch);
    for (int q = 0; q < 3; q++) out[q] = myn_quantile(scratch, count, (q + 1) / 4.);
}

/* By edition for a branch, by period of the data for an indicator; positions without any value are left out. */
static size_t gather_trend(Html *h, size_t node, const char **at, double *line[3])
{
    const Site *site = h->site;
    size_t indicator = site->labels->node[node].indicator, n = 0;
    bool leaf = site_is_leaf(site, node);
    size_t count = leaf ? site->release->raw->periods : site->release->edition + 1;
    double *scratch = myn_arena_get(h->scratch, (site->areas + 1) * sizeof *scratch), middle[3];
    if (!scratch) return 0;
    for (size_t i = 0; i < count; i++) {
        const double *x = leaf ? site->release->raw->plane[i].value + indicator * site->areas
                               : site->release->data[i].score + node * site->areas;
        middle_of(x, site->areas, scratch, middle);
        if (isnan(middle[1])) continue;
        char period[PERIOD_WORDS];
        if (leaf) period_words(site->release->raw->plane[i].period, period);
        at[n] = leaf ? myn_arena_print(h->scratch, "%s", period) : site->labels->edition[i].name;
        for (int q = 0; q < 3; q++) line[q][n] = middle[q];
        n++;
    }
    return n;
}

static void put_trend(Html *h, size_t node)
{
    const Site *site = h->site;
    bool leaf = site_is_leaf(site, node);
    size_t most = leaf ? site->release->raw->periods : site->release->edition + 1;
    const char **at = myn_arena_get(h->scratch, (most + 1) * sizeof *at);
    double *room = myn_arena_get(h->scratch, 3 * (most + 1) * sizeof *room);
    if (!at || !room) return;
    double *line[3] = {room, room + most + 1, room + 2 * (most + 1)};
    size_t n = gather_trend(h, node, at, line);
    if (n < 2) return;
    const ChartLine middle = {say_text(SAY_MIDDLE, h->lang), line[1], line[0], line[2], SIZE_MAX};
    const Chart chart = {.title = say_text(SAY_TREND, h->lang),
                         .unit = leaf ? site->labels->indicator[site->labels->node[node].indicator].unit
                                      : NULL,
                         .at = at,
                         .count = n,
                         .line = &middle,
                         .lines = 1,
                         .decimals = leaf ? 2 : site->decimals[node]};
    page_heading(h, SAY_TIME);
    figure_chart(h, &chart);
}

void page_node(Html *h, size_t node)
{
    const Site *site = h->site;
    const myn_item *item = &site->labels->node[node];
    page_begin(h, PAGE_NODE, myn_label_text(item->label, h->lang, item->code), false);
    html_put(h, "<h1>");
    html_label(h, item->label, item->code);
    html_put(h, "</h1>\n");
    put_parent(h, node);
    if (site_is_leaf(site, node)) put_indicator(h, node);
    put_recipe(h, node);
    html_put(h, "<div class=\"split\">\n");
    figure_map(h, node);
    html_put(h, "<div>\n");
    page_heading(h, SAY_RANKING);
    ranking_table(h, node, NULL);
    html_put(h, "</div>\n</div>\n");
    put_trend(h, node);
    if (site_is_leaf(site, node))
        put_values(h, node);
    else
        put_parts(h, node);
    page_end(h);
}
