/* How the index was made: from data to score, sources, quality, how sure, what was revised. */
#include "publish/pages.h"
#include <math.h>
#include <mynegai/sum.h>
#include <stdlib.h>
#include <string.h>

/* ---- quality of the data ---- */

typedef struct {
    size_t valued, withheld, filled, without;
} Coverage;

static Coverage coverage_of(const Site *site, size_t indicator)
{
    Coverage c = {0};
    int period = site_period(site, indicator);
    const uint8_t *now = site->now->normalised_cell + indicator * site->areas;
    const uint8_t *cell = period < 0 ? NULL
                                     : site->release->raw->plane[period].cell + indicator * site->areas;
    for (size_t a = 0; a < site->areas; a++) {
        bool valued = cell && myn_cell_valued(cell[a]);
        c.valued += valued;
        c.withheld += cell && cell[a] == MYN_CELL_SUPPRESSED;
        c.filled += !valued && myn_cell_valued(now[a]);
        c.without += !valued && !myn_cell_valued(now[a]);
    }
    return c;
}

static void quality_row(Html *h, size_t node)
{
    const Site *site = h->site;
    const myn_item *item = &site->labels->node[node];
    int period = site_period(site, item->indicator);
    Coverage c = coverage_of(site, item->indicator);
    html_put(h, "<tr>");
    td_link(h, site->node_page[node], item->label, item->code);
    html_put(h, "<td>");
    if (period >= 0)
        period_put(h, site->release->raw->plane[period].period);
    else
        html_say(h, SAY_NOT_USED);
    html_put(h, "</td>");
    td_number(h, (double)c.valued, 0, NULL);
    td_number(h, (double)c.withheld, 0, NULL);
    td_number(h, (double)c.filled, 0, NULL);
    td_number(h, (double)c.without, 0, NULL);
    html_put(h, "</tr>\n");
}

void method_quality(Html *h)
{
    const Site *site = h->site;
    char number[MYN_NUMBER_TEXT];
    myn_number_text((double)site->release->suppressed, number);
    page_heading(h, SAY_QUALITY);
    html_put(h, "<p>");
    html_fill(h, site->release->suppressed ? SAY_WITHHELD_ALL : SAY_WITHHELD_NO, number, NULL, NULL);
    html_put(h, " ");
    myn_number_text((double)site->areas, number);
    html_fill(h, SAY_QUALITY_IS, number, NULL, NULL);
    html_put(h, "</p>\n");
    table_begin(h, NULL, "sortable", say_text(SAY_QUALITY, h->lang));
    html_put(h, "<thead><tr>");
    table_head(h, SAY_INDICATOR_HEAD, false);
    table_head(h, SAY_PERIOD, false);
    table_head(h, SAY_WITH_VALUE, true);
    table_head(h, SAY_WITHHELD, true);
    table_head(h, SAY_FILLED, true);
    table_head(h, SAY_MISSING, true);
    html_put(h, "</tr></thead><tbody>\n");
    for (size_t n = 0; n < site->nodes; n++)
        if (site_is_leaf(site, n)) quality_row(h, n);
    table_end(h);
}

/* ---- how sure ---- */

/* The width that half of the areas' likely ranks do not exceed; NaN where nothing is known. */
static double middle_width(Html *h)
{
    const Site *site = h->site;
    size_t k = sureness_node(&site->sure, site->labels->node[site->root].code);
    double *width = myn_arena_get(h->scratch, (site->areas + 1) * sizeof *width);
    if (k == MYN_NONE || !width) return NAN;
    for (size_t a = 0; a < site->areas; a++) {
        double low = floor(site->sure.low[k * site->areas + a]),
               high = ceil(site->sure.high[k * site->areas + a]);
        width[a] = isfinite(high - low) ? high - low : NAN;
    }
    size_t count = site_sorted(width, site->areas, width);
    return count ? width[(count - 1) / 2] : NAN;
}

void method_sure(Html *h)
{
    const Site *site = h->site;
    double width = middle_width(h);
    page_heading(h, SAY_UNCERTAIN);
    html_put(h, "<p>");
    if (isnan(width))
        html_say(h, SAY_UNCERTAIN_NO);
    else {
        char places[MYN_NUMBER_TEXT], low[MYN_NUMBER_TEXT], high[MYN_NUMBER_TEXT];
        const char *draws = myn_annex_fact_of(site->sure.annex, "draws");
        myn_number_text(width, places);
        myn_number_text(site->sure.p_low, low);
        myn_number_text(site->sure.p_high, high);
        const char *both = myn_arena_print(h->scratch, "%s–%s", low, high);
        html_fill(h, SAY_UNCERTAIN_IS, draws ? draws : "", both, places);
    }
    html_put(h, "</p>\n");
}

/* ---- revisions ---- */

#define MOVERS 20

static void mover_row(Html *h, const myn_comparison *c, const myn_move *move, int places)
{
    const myn_area *area = &c->new_labels->areas->at[move->after];
    html_put(h, "<tr>");
    td_link(h, h->site->place_page[move->after], area_label(area), area->code);
    td_rank(h, move->old_rank, NULL);
    td_rank(h, move->new_rank, NULL);
    td_number(h, move->old_score, places, NULL);
    td_number(h, move->new_score, places, NULL);
    if (c->attributed) {
        td_number(h, move->data, places, NULL);
        td_number(h, move->normalisation, places, NULL);
        td_number(h, move->method, places, NULL);
    }
    html_put(h, "</tr>\n");
}

static void mover_heads(Html *h, bool attributed)
{
    static const struct {
        Say what, when;
    } head[] = {{SAY_RANK, SAY_OLD}, {SAY_RANK, SAY_NOW}, {SAY_SCORE, SAY_OLD}, {SAY_SCORE, SAY_NOW}};
    html_put(h, "<thead><tr>");
    table_head(h, SAY_AREA, false);
    for (size_t i = 0; i < sizeof head / sizeof *head; i++) {
        html_put(h, "<th scope=\"col\" data-sort=\"number\" class=\"n\">");
        html_say(h, head[i].what);
        html_put(h, ": ");
        html_say(h, head[i].when);
        html_put(h, "</th>");
    }
    if (attributed) {
        table_head(h, SAY_BY_DATA, true);
        table_head(h, SAY_BY_OTHERS, true);
        table_head(h, SAY_BY_METHOD, true);
    }
    html_put(h, "</tr></thead><tbody>\n");
}

static void put_counts(Html *h, const myn_comparison *c)
{
    char one[MYN_NUMBER_TEXT], two[MYN_NUMBER_TEXT], three[MYN_NUMBER_TEXT];
    html_put(h, "<p>");
    myn_number_text((double)c->moves, one);
    html_fill(h, SAY_REVISIONS_IS, c->old_edition, c->new_edition, one);
    html_put(h, " ");
    myn_number_text((double)c->risen, one);
    myn_number_text((double)c->fallen, two);
    myn_number_text((double)c->crossed, three);
    html_fill(h, SAY_REVISIONS_MOVED, one, two, three);
    html_put(h, " ");
    myn_fixed_text(c->mean_change, 2, one);
    html_fill(h, SAY_REVISIONS_MEAN, one, NULL, NULL);
    html_put(h, "</p>\n");
}

void method_revisions(Html *h)
{
    const myn_comparison *c = h->site->of->revision;
    page_heading(h, SAY_REVISIONS);
    if (!c) {
        html_put(h, "<p>");
        html_say(h, SAY_REVISIONS_NO);
        html_put(h, "</p>\n");
        return;
    }
    put_counts(h, c);
    table_begin(h, NULL, "sortable", say_text(SAY_REVISIONS, h->lang));
    mover_heads(h, c->attributed);
    for (size_t i = 0; i < c->moves && i < MOVERS; i++)
        mover_row(h, c, &c->move[i], h->site->decimals[h->site->root]);
    table_end(h);
}

/* ---- the page ---- */

static void put_definition(Html *h)
{
    const myn_provenance *from = h->site->release->provenance;
    page_heading(h, SAY_DEFINITION);
    html_put(h, "<p>");
    html_fill(h, SAY_PROGRAM, h->site->labels->version, NULL, NULL);
    html_put(h, "</p>\n<h3>");
    html_say(h, SAY_COMMANDS);
    html_put(h, "</h3>\n<pre tabindex=\"0\" lang=\"en\">");
    html_text(h, from->command);
    html_put(h, "</pre>\n<h3>index.yml</h3>\n<pre tabindex=\"0\" lang=\"en\">");
    html_text(h, from->explained);
    html_put(h, "</pre>\n");
}

void page_method(Html *h)
{
    const char *title = say_text(SAY_METHOD, h->lang);
    page_begin(h, PAGE_METHOD, title, false);
    html_put(h, "<h1>");
    html_text(h, title);
    html_put(h, "</h1>\n");
    method_sources(h);
    method_quality(h);
    method_sure(h);
    method_revisions(h);
    if (h->site->of->definition) method_steps(h);
    put_definition(h);
    page_end(h);
}
