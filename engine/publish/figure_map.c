/* A map: each area a link with its name, score and class. */
#include "publish/figure.h"
#include <math.h>
#include <string.h>

#define TILES_NAMED       60 /* areas of which each has its name written on it */
#define TILE_TEXT_LONGEST 12 /* letters of a name that fit on a tile */

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
    site_class_name(site, c, h->lang, &text);
    html_attribute(h, "aria-label", text.at);
    h->text.failed |= text.failed;
    myn_buffer_free(&text);
}

/* What is written on a tile: as much of the name as fits, whole words where there is room for one. */
static void put_tile_text(Html *h, const myn_drawing *map, size_t at, size_t area)
{
    const Site *site = h->site;
    const char *name = myn_area_name(&site->labels->areas->at[area], h->lang);
    size_t most = 0, letters = 0;
    for (; name[most] && letters < TILE_TEXT_LONGEST; most++)
        letters += ((unsigned char)name[most] & 0xC0) != 0x80;
    while (((unsigned char)name[most] & 0xC0) == 0x80) most++;
    html_format(h, "<text x=\"%.1f\" y=\"%.1f\" aria-hidden=\"true\">", map->x[at], map->y[at]);
    char cut[4 * TILE_TEXT_LONGEST + 8] = "";
    memcpy(cut, name, most);
    html_text(h, cut);
    html_put(h, name[most] ? "…</text>" : "</text>");
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
        myn_buffer name = {0};
        site_class_name(h->site, (unsigned)c, h->lang, &name);
        html_format(h, "<li><span class=\"chip b%d\"></span>", c);
        html_text(h, name.at);
        html_put(h, "</li>\n");
        myn_buffer_free(&name);
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
    html_put(h, "<figcaption>");
    html_text(h, title);
    html_put(h, ". ");
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
