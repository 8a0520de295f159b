/* A place: scorecard down the tree, what raises and lowers its score, over time, beside others, its group. */
#include "publish/pages.h"
#include "report/words.h"
#include <math.h>
#include <string.h>

#define TELLING 4 /* indicators that are named of those that raise the score, and of those that lower it */

typedef struct {
    Html *h;
    size_t area;
    myn_card_line *line; /* nodes */
} Place;

/* ---- head ---- */

static void put_where(const Place *p)
{
    Html *h = p->h;
    const Site *site = h->site;
    size_t larger = site->inside_of[p->area];
    html_put(h, "<p class=\"lead\">");
    html_text(h, site->labels->areas->at[p->area].code);
    if (larger != MYN_NONE) {
        const Larger *own = &site->larger[larger];
        html_put(h, " · <a");
        html_href(h, own->page);
        html_put(h, ">");
        html_label(h, area_label(own->area), own->area->code);
        html_put(h, "</a>");
    }
    html_put(h, "</p>\n");
}

static void put_headline(const Place *p)
{
    Html *h = p->h;
    const Site *site = h->site;
    const myn_card_line *own = &p->line[site->root];
    char score[MYN_NUMBER_TEXT], rank[MYN_NUMBER_TEXT], all[MYN_NUMBER_TEXT];
    if (isnan(own->score)) {
        html_put(h, "<p class=\"headline\">");
        html_say(h, SAY_PLACE_NONE);
        html_put(h, "</p>\n");
        return;
    }
    myn_fixed_text(own->score, site->decimals[site->root], score);
    myn_number_text(own->rank, rank);
    myn_number_text((double)own->ranked, all);
    html_put(h, "<p class=\"headline\"><strong>");
    html_fill(h, SAY_PLACE_HEAD, score, rank, all);
    html_put(h, "</strong> ");
    put_chip(h, site_class(site, site->release->edition, site->root, p->area), true);
    html_put(h, "</p>\n");
}

/* Without it nobody knows whether to be glad of a high score. */
static void put_high(const Place *p)
{
    const char *high = myn_label_text(p->h->site->labels->high_means, p->h->lang, NULL);
    if (!high) return;
    html_put(p->h, "<p>");
    html_fill(p->h, SAY_HIGH, high, NULL, NULL);
    html_put(p->h, "</p>\n");
}

static void put_compare(const Place *p)
{
    Html *h = p->h;
    if (!page_there(h->site, PAGE_COMPARE)) return;
    html_put(h, "<p class=\"screen\"><a class=\"compare\"");
    html_attribute(h, "data-places", h->site->labels->areas->at[p->area].code);
    html_href(h, page_path(PAGE_COMPARE));
    html_put(h, ">");
    html_say(h, SAY_COMPARE_THIS);
    html_put(h, "</a></p>\n");
}

/* ---- scorecard ---- */

/* The period that the area's own value is of, and the value; a carried one is of an earlier period. */
static void put_raw(const Place *p, size_t node)
{
    Html *h = p->h;
    const Site *site = h->site;
    size_t indicator = site->labels->node[node].indicator;
    const myn_card_line *line = &p->line[node];
    uint8_t cell = site->now->normalised_cell[indicator * site->areas + p->area];
    const char *unit = site->labels->indicator[indicator].unit;
    if (isnan(line->raw)) {
        uint8_t own = line->period >= 0
                          ? site->release->raw->plane[line->period].cell[indicator * site->areas + p->area]
                          : (uint8_t)MYN_CELL_ABSENT;
        html_put(h, "<td class=\"n\">");
        html_text(h, word_cell(own, h->lang));
        html_put(h, "</td>");
    } else {
        html_put(h, "<td class=\"n\">");
        html_value(h, line->raw);
        if (unit) {
            html_put(h, " <span class=\"unit\">");
            html_text(h, unit);
            html_put(h, "</span>");
        }
        html_put(h, "</td>");
    }
    html_put(h, "<td>");
    if (line->period >= 0) period_put(h, site->release->raw->plane[line->period].period);
    if (cell != MYN_CELL_OBSERVED && myn_cell_valued(cell)) {
        html_put(h, " <span class=\"mark\">");
        html_text(h, word_cell(cell, h->lang));
        html_put(h, "</span>");
    }
    html_put(h, "</td>");
}

/* A score, or why there is none; and that it rests on withheld figures. */
static void put_score(const Place *p, size_t node)
{
    Html *h = p->h;
    const Site *site = h->site;
    const myn_card_line *line = &p->line[node];
    html_put(h, "<td class=\"n\">");
    if (isnan(line->score))
        html_text(h, word_cell(line->cell, h->lang));
    else
        html_number(h, line->score, site->decimals[node]);
    if (site->release->rests[node * site->areas + p->area]) {
        html_put(h, " <abbr class=\"mark\"");
        html_attribute(h, "title", say_text(SAY_RESTS, h->lang));
        html_put(h, ">c</abbr>");
    }
    html_put(h, "</td>");
}

static void put_rank(const Place *p, size_t node)
{
    char rank[MYN_NUMBER_TEXT], all[MYN_NUMBER_TEXT];
    myn_number_text(p->line[node].rank, rank);
    myn_number_text((double)p->line[node].ranked, all);
    html_put(p->h, "<td class=\"n\">");
    if (p->line[node].rank > 0)
        html_fill(p->h, SAY_OF, rank, all, NULL);
    else
        html_put(p->h, "–");
    html_put(p->h, "</td>");
}

static void card_row(const Place *p, size_t node)
{
    Html *h = p->h;
    const Site *site = h->site;
    const myn_item *item = &site->labels->node[node];
    size_t depth = site_depth(site, node);
    html_format(h, "<tr class=\"%s l%zu\"><th scope=\"row\"><a", site_is_leaf(site, node) ? "leaf" : "branch",
                depth < 4 ? depth : 4);
    html_href(h, site->node_page[node]);
    html_put(h, ">");
    html_label(h, item->label, item->code);
    html_put(h, "</a></th>");
    put_score(p, node);
    put_rank(p, node);
    if (has_likely(site, site->root)) td_likely(h, node, p->area);
    td_class(h, site_class(site, site->release->edition, node, p->area));
    html_put(h, "<td class=\"strip\">");
    figure_strip(h, p->line[node].score, site->least[node], site->mean[node], site->greatest[node]);
    html_put(h, "</td>");
    if (site_is_leaf(site, node))
        put_raw(p, node);
    else
        html_put(h, "<td></td><td></td>");
    html_put(h, "</tr>\n");
}

static void put_card(const Place *p)
{
    Html *h = p->h;
    const Site *site = h->site;
    bool rests = false;
    page_heading(h, SAY_CARD);
    table_begin(h, NULL, "tree scorecard", say_text(SAY_CARD, h->lang));
    html_put(h, "<thead><tr>");
    table_head(h, SAY_PART, false);
    table_head(h, SAY_SCORE, true);
    table_head(h, SAY_RANK, true);
    if (has_likely(site, site->root)) table_head(h, SAY_LIKELY, true);
    table_head(h, site->by_band ? SAY_BAND : SAY_GROUP, false);
    table_head(h, SAY_AMONG, false);
    table_head(h, SAY_VALUE, true);
    table_head(h, SAY_PERIOD, false);
    html_put(h, "</tr></thead><tbody>\n");
    for (size_t n = 0; n < site->nodes; n++) {
        card_row(p, n);
        rests |= site->release->rests[n * site->areas + p->area];
    }
    table_end(h);
    html_put(h, "<p class=\"quiet\">");
    html_say(h, SAY_AMONG_MEANS);
    html_put(h, rests ? " " : "</p>\n");
    if (rests) {
        html_say(h, SAY_RESTS_MEANS);
        html_put(h, "</p>\n");
    }
    if (has_likely(site, site->root)) likely_note(h);
}

/* ---- what raises and lowers it ---- */

/* What a leaf adds to the overall score beside the average area. */
static double effect(const Place *p, size_t node)
{
    const myn_item *item = p->h->site->labels->node;
    double share = p->line[node].pull;
    for (size_t up = item[node].parent; up != MYN_NONE && item[up].parent != MYN_NONE; up = item[up].parent)
        share *= p->line[up].weight;
    return share;
}

/* The leaf whose effect, times SIGN, is greatest among those below LIMIT; MYN_NONE. */
static size_t next_telling(const Place *p, double sign, double limit, size_t last)
{
    size_t best = MYN_NONE;
    double most = 0;
    for (size_t n = 0; n < p->h->site->nodes; n++) {
        if (!site_is_leaf(p->h->site, n) || p->h->site->labels->node[n].parent == MYN_NONE) continue;
        double e = sign * effect(p, n);
        bool after = e < limit || (e == limit && last != MYN_NONE && n > last);
        if (e > most && after) best = n, most = e;
    }
    return best;
}

static void put_telling(const Place *p, Say heading, double sign)
{
    Html *h = p->h;
    double limit = INFINITY;
    size_t node = MYN_NONE;
    html_put(h, "<div><h3>");
    html_say(h, heading);
    html_put(h, "</h3>\n<ul>\n");
    for (int i = 0; i < TELLING; i++) {
        node = next_telling(p, sign, limit, node);
        if (node == MYN_NONE) break;
        limit = sign * effect(p, node);
        const myn_item *item = &h->site->labels->node[node];
        html_put(h, "<li>");
        html_label(h, item->label, item->code);
        html_put(h, " <span class=\"quiet\">");
        html_say(h, SAY_RANK);
        html_format(h, " %d</span></li>\n", (int)p->line[node].rank);
    }
    if (isinf(limit)) {
        html_put(h, "<li>");
        html_say(h, SAY_NONE);
        html_put(h, "</li>\n");
    }
    html_put(h, "</ul></div>\n");
}

static void put_pulls(const Place *p)
{
    html_put(p->h, "<div class=\"halves\">\n");
    put_telling(p, SAY_STRONG, 1);
    put_telling(p, SAY_WEAK, -1);
    html_put(p->h, "</div>\n<p class=\"quiet\">");
    html_say(p->h, SAY_STRONG_MEANS);
    html_put(p->h, "</p>\n");
}

/* ---- neighbours in the ranking ---- */

static void put_neighbour(Html *h, Say say, size_t area)
{
    html_put(h, "<li><a");
    html_href(h, h->site->place_page[area]);
    html_put(h, ">");
    html_fill(h, say, myn_area_name(&h->site->labels->areas->at[area], h->lang), NULL, NULL);
    html_put(h, "</a></li>");
}

static void put_neighbours(const Place *p)
{
    const Site *site = p->h->site;
    size_t at = site->place[p->area];
    html_put(p->h, "<nav class=\"step screen\"");
    html_attribute(p->h, "aria-label", say_text(SAY_PLACES_NAV, p->h->lang));
    html_put(p->h, "><ul>");
    if (at > 0) put_neighbour(p->h, SAY_PREVIOUS, site->order[at - 1]);
    if (at + 1 < site->areas) put_neighbour(p->h, SAY_NEXT, site->order[at + 1]);
    html_put(p->h, "</ul></nav>\n");
}

void page_place(Html *h, size_t area)
{
    const Site *site = h->site;
    const myn_area *own = &site->labels->areas->at[area];
    Place p = {h, area, myn_arena_get(h->scratch, (site->nodes + 1) * sizeof *p.line)};
    h->text.failed |= !p.line;
    if (!p.line) return;
    myn_scorecard_beside(site->labels, site->now, site->release->raw, site->mean,
                         site->ranked + site->release->edition * site->nodes, area, p.line);
    page_begin(h, PAGE_PLACE, myn_area_name(own, h->lang), false);
    html_put(h, "<h1>");
    html_label(h, area_label(own), own->code);
    html_put(h, "</h1>\n");
    put_where(&p);
    put_headline(&p);
    put_high(&p);
    put_compare(&p);
    put_pulls(&p);
    put_card(&p);
    place_time(h, area);
    place_beside(h, area);
    place_segment(h, area);
    put_neighbours(&p);
    page_end(h);
}
