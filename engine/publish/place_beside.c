/* A place beside its larger area, all areas and its family; the group it is of. */
#include "publish/pages.h"
#include <math.h>
#include <mynegai/sum.h>
#include <string.h>

/* ---- means ---- */

static double mean_of_family(const Site *site, size_t node, size_t area)
{
    const myn_families *f = site->of->families;
    double sum = 0;
    size_t count = 0;
    for (size_t i = 0; i < f->k; i++) {
        double x = site->now->score[node * site->areas + f->which[area * f->k + i]];
        if (isnan(x)) continue;
        sum += x;
        count++;
    }
    return count ? sum / (double)count : NAN;
}

static bool has_family(const Site *site, size_t area)
{
    const myn_families *f = site->of->families;
    return f && f->areas == site->areas && f->has[area];
}

/* The larger area with other areas of the index in it, unless all of them are. */
static size_t larger_beside(const Site *site, size_t area)
{
    size_t larger = site->inside_of[area];
    bool some = larger != MYN_NONE && site->larger[larger].inside > 1 &&
                site->larger[larger].inside < site->areas;
    return some ? larger : MYN_NONE;
}

/* ---- the table ---- */

static void beside_heads(Html *h, size_t larger, bool family)
{
    html_put(h, "<thead><tr>");
    table_head(h, SAY_PART, false);
    table_head(h, SAY_HERE, true);
    if (family) table_head(h, SAY_FAMILY_MEAN, true);
    if (larger != MYN_NONE) {
        html_put(h, "<th scope=\"col\" class=\"n\">");
        html_fill(h, SAY_WITHIN_MEAN, myn_area_name(h->site->larger[larger].area, h->lang), NULL, NULL);
        html_put(h, "</th>");
    }
    table_head(h, SAY_ALL_MEAN, true);
    html_put(h, "</tr></thead><tbody>\n");
}

static void beside_row(Html *h, size_t node, size_t area, size_t larger, bool family)
{
    const Site *site = h->site;
    const myn_item *item = &site->labels->node[node];
    int places = site->decimals[node];
    html_put(h, "<tr>");
    td_link(h, site->node_page[node], item->label, item->code);
    td_number(h, site->now->score[node * site->areas + area], places, NULL);
    if (family) td_number(h, mean_of_family(site, node, area), places, NULL);
    if (larger != MYN_NONE) td_number(h, site->larger[larger].mean[node], places, NULL);
    td_number(h, site->mean[node], places, NULL);
    html_put(h, "</tr>\n");
}

static void put_family(Html *h, size_t area)
{
    const Site *site = h->site;
    const myn_families *f = site->of->families;
    char many[MYN_NUMBER_TEXT], by[MYN_NUMBER_TEXT];
    myn_number_text((double)f->k, many);
    myn_number_text((double)f->variables, by);
    html_put(h, "<p>");
    html_fill(h, SAY_FAMILY, many, by, NULL);
    html_put(h, ": ");
    for (size_t i = 0; i < f->k; i++) {
        size_t other = f->which[area * f->k + i];
        html_put(h, i ? ", <a" : "<a");
        html_href(h, site->place_page[other]);
        html_put(h, ">");
        html_label(h, area_label(&site->labels->areas->at[other]), site->labels->areas->at[other].code);
        html_put(h, "</a>");
    }
    html_put(h, ".</p>\n");
}

void place_beside(Html *h, size_t area)
{
    const Site *site = h->site;
    bool family = has_family(site, area);
    size_t larger = larger_beside(site, area);
    page_heading(h, SAY_BESIDE);
    if (family) put_family(h, area);
    table_begin(h, NULL, NULL, say_text(SAY_BESIDE, h->lang));
    beside_heads(h, larger, family);
    for (size_t n = 0; n < site->nodes; n++)
        if (site_depth(site, n) <= 2 && (site->nodes <= 20 || !site_is_leaf(site, n)))
            beside_row(h, n, area, larger, family);
    table_end(h);
}

/* ---- its group ---- */

void place_segment(Html *h, size_t area)
{
    const Site *site = h->site;
    if (!site->has_segments) return;
    const Segments *k = &site->segments;
    int32_t own = k->label[(k->tiers - 1) * k->areas + area];
    double width = k->silhouette[(k->tiers - 1) * k->areas + area];
    if (own < 0) return;
    page_heading(h, SAY_SEGMENT);
    segment_portrait(h, (size_t)own);
    if (isnan(width)) return;
    char text[MYN_NUMBER_TEXT];
    myn_fixed_text(width, 2, text);
    html_put(h, "<p class=\"quiet\">");
    html_fill(h, SAY_SEGMENT_FIT, text, NULL, NULL);
    html_put(h, "</p>\n");
}
