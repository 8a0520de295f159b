/* A map: each area a link with its name, score and class. */
#include "publish/figure.h"
#include <math.h>
#include <string.h>

#define TILES_NAMED       60  /* areas of which each has its name written on it */
#define TILE_TEXT_LONGEST 15  /* letters on a line of a tile, smaller where there are many */
#define TILE_TEXT_FIT     11  /* letters that fit at full size */
#define TILE_FONT         14. /* units */
#define TILE_LINES        3
#define TILE_LINE         16. /* units between lines */

/* "Gwynedd: 6.12, high". */
static void put_area_name(Html *h, size_t node, size_t area, unsigned c)
{
    const Site *site = h->site;
    char score[MYN_NUMBER_TEXT];
    myn_buffer text = {0};
    double value = site->now->score[node * site->areas + area];
    myn_buffer_format(&text, "%s: ", myn_area_name(&site->labels->areas->at[area], h->lang));
    if (!isnan(value)) {
        myn_fixed_text(value, site->decimals[node], score);
        myn_buffer_format(&text, "%s, ", score);
    }
    site_class_name(site, c, false, h->lang, &text);
    html_attribute(h, "aria-label", text.at);
    h->text.failed |= text.failed;
    myn_buffer_free(&text);
}

/* As much of TEXT as fits into a line of a tile: whole words where there is room for one; at least one letter. */
static size_t line_length(const char *text)
{
    size_t bytes = 0, letters = 0, word = 0;
    for (; text[bytes]; bytes++) {
        bool begins = ((unsigned char)text[bytes] & 0xC0) != 0x80;
        if (begins && letters++ == TILE_TEXT_LONGEST) break;
        if (text[bytes] == ' ') word = bytes;
    }
    return text[bytes] && word ? word : bytes;
}

/* A name on a tile, in up to three lines. */
static void put_tile_text(Html *h, const myn_drawing *map, size_t at, size_t area)
{
    const char *name = myn_area_name(&h->site->labels->areas->at[area], h->lang), *line[TILE_LINES];
    size_t length[TILE_LINES], lines = 0, longest = TILE_TEXT_FIT;
    for (; *name && lines < TILE_LINES; name += *name == ' ') {
        line[lines] = name, length[lines] = line_length(name);
        name += length[lines];
        if (length[lines] > longest) longest = length[lines];
        lines++;
    }
    double top = map->y[at] - TILE_LINE * (double)(lines - 1) / 2 + TILE_LINE / 3;
    html_format(h, "<text aria-hidden=\"true\" font-size=\"%.1f\">",
                TILE_FONT * TILE_TEXT_FIT / (double)longest);
    for (size_t l = 0; l < lines; l++) {
        char text[4 * TILE_TEXT_LONGEST + 1] = "";
        memcpy(text, line[l], length[l] < sizeof text ? length[l] : sizeof text - 1);
        html_format(h, "<tspan x=\"%.1f\" y=\"%.1f\">", map->x[at], top + TILE_LINE * (double)l);
        html_text(h, text);
        html_put(h, l + 1 < lines ? "</tspan> " : *name ? "…</tspan>" : "</tspan>");
    }
    html_put(h, "</text>");
}

/* Area number AT of MAP. */
static void put_area(Html *h, const myn_drawing *map, size_t at, size_t node, size_t area)
{
    const Site *site = h->site;
    const char *path = map->path[at];
    if (!*path) return;
    unsigned c = site_class(site, site->release->edition, node, area);
    html_put(h, "<a");
    html_href(h, site->place_page[area]);
    html_format(h, " tabindex=\"-1\" data-area=\"%zu\"", area);
    put_area_name(h, node, area, c);
    html_format(h, "><path class=\"b%u\" d=\"", c);
    html_put(h, path);
    html_put(h, "\"/>");
    if (site->tiles && site->areas <= TILES_NAMED) put_tile_text(h, map, at, area);
    html_put(h, "</a>\n");
}

void figure_legend(Html *h)
{
    html_put(h, "<ul class=\"legend\">\n");
    for (int c = h->site->classes; c >= 0; c--) {
        html_put(h, "<li>");
        put_chip(h, (unsigned)c, true);
        html_put(h, "</li>\n");
    }
    html_put(h, "</ul>\n");
}

/* The COUNT areas of MAP, AREA their numbers (NULL: they are in order), by NODE. */
static void put_map(Html *h, const myn_drawing *map, const size_t *area, size_t node, const char *title)
{
    const Site *site = h->site;
    html_format(h, "<figure class=\"map%s\"><svg role=\"group\" viewBox=\"0 0 %.0f %.0f\"",
                site->tiles ? " tiles" : "", ceil(map->width), ceil(map->height));
    html_attribute(h, "aria-label", title);
    html_put(h, "><g class=\"areas\" fill-rule=\"evenodd\">\n");
    for (size_t i = 0; i < map->count; i++) put_area(h, map, i, node, area ? area[i] : i);
    html_put(h, "</g></svg>\n");
    figure_legend(h);
    html_put(h, "<figcaption><span data-what>");
    html_text(h, title);
    html_put(h, "</span>. ");
    html_say(h, SAY_MAP_TABLE);
    if (site->tiles) {
        html_put(h, " ");
        html_say(h, SAY_TILES);
    }
    html_put(h, "</figcaption></figure>\n");
}

void figure_map(Html *h, size_t node)
{
    const myn_item *item = &h->site->labels->node[node];
    if (!h->site->map) return;
    myn_buffer title = {0};
    say_fill(&title, SAY_MAP_OF, h->lang, myn_label_text(item->label, h->lang, item->code), NULL, NULL);
    put_map(h, h->site->map, NULL, node, title.at ? title.at : "");
    h->text.failed |= title.failed;
    myn_buffer_free(&title);
}

void figure_map_within(Html *h, size_t larger)
{
    const Larger *own = &h->site->larger[larger];
    if (!own->map) return;
    myn_buffer title = {0};
    say_fill(&title, SAY_MAP_OF, h->lang, myn_area_name(own->area, h->lang), NULL, NULL);
    put_map(h, own->map, own->member, h->site->root, title.at ? title.at : "");
    h->text.failed |= title.failed;
    myn_buffer_free(&title);
}
