/* Larger areas: what is measured of them, their own figures, the areas that lie in them. */
#include "publish/pages.h"
#include <math.h>
#include <string.h>

static double summary_of(const Site *site, size_t measure, size_t summary)
{
    return site->now->summary[measure * site->labels->summary_areas->count + summary];
}

/* A share is told in per cent. */
static void td_measure(Html *h, size_t measure, size_t summary)
{
    const char *method = h->site->labels->measure[measure].method;
    bool share = method && (strcmp(method, "proportion") == 0 || strcmp(method, "extent") == 0);
    double value = summary == MYN_NONE ? NAN : summary_of(h->site, measure, summary);
    if (!share || isnan(value)) {
        td_value(h, value);
        return;
    }
    char text[MYN_NUMBER_TEXT];
    myn_number_text(value, text);
    html_format(h, "<td class=\"n\" data-v=\"%s\">", text);
    html_number(h, 100 * value, 1);
    html_put(h, " %</td>");
}

static void measure_heads(Html *h)
{
    for (size_t m = 0; m < h->site->labels->measures; m++) {
        const myn_measure_label *own = &h->site->labels->measure[m];
        html_put(h, "<th scope=\"col\" data-sort=\"number\" class=\"n\">");
        html_label(h, own->label, own->code);
        html_put(h, "</th>");
    }
}

void page_larger_list(Html *h)
{
    const Site *site = h->site;
    const char *title = say_text(SAY_LARGER, h->lang);
    page_begin(h, PAGE_LARGERS, title, false);
    html_put(h, "<h1>");
    html_text(h, title);
    html_put(h, "</h1>\n<p>");
    html_say(h, SAY_LARGER_ARE);
    html_put(h, "</p>\n");
    table_begin(h, NULL, "sortable searchable", title);
    html_put(h, "<thead><tr>");
    table_head(h, SAY_AREA, false);
    table_head(h, SAY_AREAS_IN, true);
    measure_heads(h);
    html_put(h, "</tr></thead><tbody>\n");
    for (size_t l = 0; l < site->largers; l++) {
        const Larger *own = &site->larger[l];
        html_put(h, "<tr>");
        td_link(h, own->page, area_label(own->area), own->area->code);
        td_number(h, (double)own->inside, 0, NULL);
        for (size_t m = 0; m < site->labels->measures; m++) td_measure(h, m, own->summary);
        html_put(h, "</tr>\n");
    }
    table_end(h);
    page_end(h);
}

/* ---- one of them ---- */

static void put_measures(Html *h, const Larger *own)
{
    const Site *site = h->site;
    size_t count = site->labels->summary_areas ? site->labels->summary_areas->count : 0;
    if (own->summary == MYN_NONE || !site->labels->measures) return;
    page_heading(h, SAY_MEASURES);
    table_begin(h, NULL, NULL, say_text(SAY_MEASURES, h->lang));
    html_put(h, "<thead><tr>");
    table_head(h, SAY_MEASURE, false);
    table_head(h, SAY_VALUE, true);
    table_head(h, SAY_RANK, true);
    html_put(h, "</tr></thead><tbody>\n");
    for (size_t m = 0; m < site->labels->measures; m++) {
        html_put(h, "<tr><th scope=\"row\">");
        html_label(h, site->labels->measure[m].label, site->labels->measure[m].code);
        html_put(h, "</th>");
        td_measure(h, m, own->summary);
        td_rank(h, site->now->summary_rank[m * count + own->summary], NULL);
        html_put(h, "</tr>\n");
    }
    table_end(h);
}

/* The latest period with a value of indicator I in the larger area; MYN_NONE. */
static size_t latest(const myn_panel *panel, size_t indicator, size_t area)
{
    for (size_t p = panel->periods; p-- > 0;)
        if (!isnan(panel->plane[p].value[indicator * panel->areas + area])) return p;
    return MYN_NONE;
}

static void value_row(Html *h, size_t node, size_t parent)
{
    const Site *site = h->site;
    const myn_item *item = &site->labels->node[node];
    const myn_panel *panel = site->release->parents;
    size_t p = latest(panel, item->indicator, parent);
    if (p == MYN_NONE) return;
    html_put(h, "<tr>");
    td_link(h, site->node_page[node], item->label, item->code);
    td_value(h, panel->plane[p].value[item->indicator * panel->areas + parent]);
    html_put(h, "<td>");
    html_text(h, site->labels->indicator[item->indicator].unit);
    html_put(h, "</td><td>");
    period_put(h, panel->plane[p].period);
    html_put(h, "</td></tr>\n");
}

static void put_values(Html *h, const Larger *own)
{
    const Site *site = h->site;
    if (own->parent == MYN_NONE) return;
    page_heading(h, SAY_VALUES);
    table_begin(h, NULL, "sortable", say_text(SAY_VALUES, h->lang));
    html_put(h, "<thead><tr>");
    table_head(h, SAY_INDICATOR_HEAD, false);
    table_head(h, SAY_VALUE, true);
    table_head(h, SAY_UNIT, false);
    table_head(h, SAY_PERIOD, false);
    html_put(h, "</tr></thead><tbody>\n");
    for (size_t n = 0; n < site->nodes; n++)
        if (site_is_leaf(site, n)) value_row(h, n, own->parent);
    table_end(h);
}

static void inside_row(Html *h, size_t area)
{
    const Site *site = h->site;
    size_t at = site->root * site->areas + area;
    html_format(h, "<tr data-area=\"%zu\">", area);
    td_rank(h, site->now->rank[at], NULL);
    td_link(h, site->place_page[area], area_label(&site->labels->areas->at[area]),
            site->labels->areas->at[area].code);
    td_number(h, site->now->score[at], site->decimals[site->root], NULL);
    td_class(h, site_class(site, site->release->edition, site->root, area));
    html_put(h, "</tr>\n");
}

static void put_inside(Html *h, size_t larger)
{
    const Site *site = h->site;
    if (!site->larger[larger].inside) return;
    page_heading(h, SAY_AREAS_IN);
    table_begin(h, NULL, "sortable searchable", say_text(SAY_AREAS_IN, h->lang));
    html_put(h, "<thead><tr>");
    table_head(h, SAY_RANK, true);
    table_head(h, SAY_AREA, false);
    table_head(h, SAY_SCORE, true);
    table_head(h, site->by_band ? SAY_BAND : SAY_GROUP, false);
    html_put(h, "</tr></thead><tbody>\n");
    for (size_t i = 0; i < site->areas; i++)
        if (site->inside_of[site->order[i]] == larger) inside_row(h, site->order[i]);
    table_end(h);
}

void page_larger(Html *h, size_t larger)
{
    const Larger *own = &h->site->larger[larger];
    page_begin(h, PAGE_LARGER, myn_area_name(own->area, h->lang), false);
    html_put(h, "<h1>");
    html_label(h, area_label(own->area), own->area->code);
    html_put(h, "</h1>\n<p class=\"lead\">");
    html_text(h, own->area->code);
    html_put(h, "</p>\n");
    put_measures(h, own);
    if (own->inside) figure_map_within(h, larger);
    put_inside(h, larger);
    put_values(h, own);
    page_end(h);
}
