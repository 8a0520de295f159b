/* The index: headline, map, ranking; and the rankings of its parts. */
#include "publish/pages.h"
#include <math.h>

/* ---- a ranking ---- */

static void ranking_heads(Html *h, size_t node)
{
    html_put(h, "<thead><tr><th scope=\"col\" data-sort=\"number\" aria-sort=\"ascending\" class=\"n\">");
    html_say(h, SAY_RANK);
    html_put(h, "</th>");
    table_head(h, SAY_AREA, false);
    table_head(h, SAY_SCORE, true);
    table_head(h, h->site->by_band ? SAY_BAND : SAY_GROUP, false);
    if (has_likely(h->site, node)) table_head(h, SAY_LIKELY, true);
    if (has_change(h->site)) table_head(h, SAY_CHANGE, true);
    html_put(h, "</tr></thead><tbody>\n");
}

static void ranking_row(Html *h, size_t node, size_t area)
{
    const Site *site = h->site;
    const myn_area *own = &site->labels->areas->at[area];
    size_t at = node * site->areas + area;
    html_format(h, "<tr data-area=\"%zu\">", area);
    td_rank(h, site->now->rank[at], "rank");
    td_link(h, site->place_page[area], area_label(own), own->code);
    td_number(h, site->now->score[at], site->decimals[node], "score");
    td_class(h, site_class(site, site->release->edition, node, area));
    if (has_likely(site, node)) td_likely(h, node, area);
    if (has_change(site)) td_change(h, node, area);
    html_put(h, "</tr>\n");
}

/* Ranks from 0; those without one share the last place. */
static size_t place_of(int32_t rank, size_t areas)
{
    return rank > 0 && (size_t)rank <= areas ? (size_t)rank - 1 : areas;
}

/* Areas by NODE, first rank first, equal ones as they stand: counted into place. */
static void ranking_order(Html *h, size_t node, uint32_t *order)
{
    const Site *site = h->site;
    const int32_t *rank = site->now->rank + node * site->areas;
    size_t *start = myn_arena_zero(h->scratch, site->areas + 2, sizeof *start);
    h->text.failed |= !start;
    if (!start) return;
    for (size_t a = 0; a < site->areas; a++) start[place_of(rank[a], site->areas) + 1]++;
    for (size_t r = 0; r <= site->areas; r++) start[r + 1] += start[r];
    for (size_t a = 0; a < site->areas; a++) order[start[place_of(rank[a], site->areas)]++] = (uint32_t)a;
}

void ranking_table(Html *h, size_t node, const char *id)
{
    const Site *site = h->site;
    const myn_item *item = &site->labels->node[node];
    size_t rows = site->areas > WHOLE_MOST ? RANKING_FIRST : site->areas;
    uint32_t *order = myn_arena_zero(h->scratch, site->areas + 1, sizeof *order);
    myn_buffer title = {0};
    h->text.failed |= !order;
    if (!order) return;
    ranking_order(h, node, order);
    say_fill(&title, SAY_RANKING_OF, h->lang, myn_label_text(item->label, h->lang, item->code), NULL, NULL);
    table_begin(h, id, "sortable searchable ranking", title.at ? title.at : "");
    ranking_heads(h, node);
    for (size_t i = 0; i < rows; i++) ranking_row(h, node, order[i]);
    table_end(h);
    h->text.failed |= title.failed;
    myn_buffer_free(&title);
    if (has_likely(site, node)) likely_note(h);
    change_note(h);
    if (rows == site->areas) return;
    char first[MYN_NUMBER_TEXT], all[MYN_NUMBER_TEXT];
    myn_number_text((double)rows, first);
    myn_number_text((double)site->areas, all);
    html_put(h, "<p class=\"quiet\">");
    html_fill(h, SAY_FIRST_OF, first, all, NULL);
    html_put(h, "</p>\n");
}

/* ---- the page ---- */

static void put_lead(Html *h)
{
    const Site *site = h->site;
    const char *high = myn_label_text(site->labels->high_means, h->lang, NULL);
    char ranked[MYN_NUMBER_TEXT], all[MYN_NUMBER_TEXT];
    size_t count = site_ranked(site, site->root);
    html_put(h, "<p class=\"lead\">");
    html_fill(h, SAY_EDITION, site->labels->edition[site->release->edition].name, NULL, NULL);
    html_put(h, ". ");
    if (high) html_fill(h, SAY_HIGH, high, NULL, NULL);
    html_put(h, "</p>\n");
    if (!count) return;
    myn_number_text((double)count, ranked);
    myn_number_text((double)site->areas, all);
    html_put(h, "<p>");
    html_fill(h, SAY_HEAD, ranked, all, myn_area_name(&site->labels->areas->at[site->order[0]], h->lang));
    html_put(h, "</p>\n");
}

static void put_controls(Html *h)
{
    html_put(h, "<div class=\"controls\" data-controls=\"index\" hidden></div>\n");
}

/* Where no page can show all areas, their larger areas lead to them. */
static void put_larger_links(Html *h)
{
    const Site *site = h->site;
    html_put(h, "<p>");
    html_say(h, SAY_CHOOSE_AREA);
    html_put(h, "</p>\n<ul class=\"columns\">\n");
    for (size_t l = 0; l < site->largers; l++) {
        if (!site->larger[l].inside) continue;
        html_put(h, "<li><a");
        html_href(h, site->larger[l].page);
        html_put(h, ">");
        html_label(h, area_label(site->larger[l].area), site->larger[l].area->code);
        html_put(h, "</a></li>\n");
    }
    html_put(h, "</ul>\n");
}

void page_index(Html *h)
{
    const Site *site = h->site;
    const char *title = myn_label_text(site->labels->title, h->lang, site->labels->index);
    bool whole = site->areas <= WHOLE_MOST;
    page_begin(h, PAGE_INDEX, title, whole);
    html_put(h, "<h1>");
    html_label(h, site->labels->title, site->labels->index);
    html_put(h, "</h1>\n");
    put_lead(h);
    if (whole) {
        put_controls(h);
        html_put(h, "<div class=\"split\">\n");
        figure_map(h, site->root);
        html_put(h, "<div>\n");
    }
    page_heading(h, SAY_RANKING);
    if (!whole) put_larger_links(h);
    ranking_table(h, site->root, "ranking");
    if (whole) html_put(h, "</div>\n</div>\n");
    page_end(h);
}

/* ---- compare ---- */

/* The root and what stands right below it. */
static bool stands_high(const Site *site, size_t node)
{
    return node == site->root || site->labels->node[node].parent == site->root;
}

static void compare_heads(Html *h)
{
    html_put(h, "<thead><tr>");
    table_head(h, SAY_AREA, false);
    for (size_t n = 0; n < h->site->nodes; n++) {
        if (!stands_high(h->site, n)) continue;
        html_put(h, "<th scope=\"col\" data-sort=\"number\" class=\"n\">");
        html_label(h, h->site->labels->node[n].label, h->site->labels->node[n].code);
        html_put(h, "</th>");
    }
    html_put(h, "</tr></thead><tbody>\n");
}

static void compare_row(Html *h, size_t area)
{
    const Site *site = h->site;
    const myn_area *own = &site->labels->areas->at[area];
    html_format(h, "<tr data-area=\"%zu\">", area);
    td_link(h, site->place_page[area], area_label(own), own->code);
    for (size_t n = 0; n < site->nodes; n++)
        if (stands_high(site, n))
            td_number(h, site->now->score[n * site->areas + area], site->decimals[n], NULL);
    html_put(h, "</tr>\n");
}

void page_compare(Html *h)
{
    const char *title = say_text(SAY_COMPARE, h->lang);
    page_begin(h, PAGE_COMPARE, title, true);
    html_put(h, "<h1>");
    html_text(h, title);
    html_put(h, "</h1>\n<p>");
    html_say(h, SAY_COMPARE_ARE);
    html_put(h, "</p>\n<div class=\"controls\" data-controls=\"compare\" hidden></div>\n");
    table_begin(h, "compare", "sortable searchable", title);
    compare_heads(h);
    for (size_t i = 0; i < h->site->areas; i++) compare_row(h, h->site->order[i]);
    table_end(h);
    page_end(h);
}
