/* Groups of areas: who they are. */
#include "publish/pages.h"
#include <math.h>
#include <string.h>

#define FAR     0.5 /* standard deviations from the mean that are worth telling */
#define TELLING 5   /* variables that are named */

static size_t node_named(const Site *site, const char *code)
{
    for (size_t n = 0; n < site->nodes; n++)
        if (strcmp(site->labels->node[n].code, code) == 0) return n;
    return MYN_NONE;
}

static const char *variable_name(const Html *h, size_t variable)
{
    const char *code = h->site->segments.variable[variable];
    size_t node = node_named(h->site, code);
    return node == MYN_NONE ? code : myn_label_text(h->site->labels->node[node].label, h->lang, code);
}

/* The variables in which SEGMENT lies farthest from the mean on the side of SIGN, farthest first. */
static void put_far(Html *h, size_t segment, double sign, Say say)
{
    const Segments *k = &h->site->segments;
    const double *apart = k->apart + segment * k->variables;
    double limit = INFINITY;
    myn_buffer names = {0};
    for (int i = 0; i < TELLING; i++) {
        size_t best = MYN_NONE;
        for (size_t v = 0; v < k->variables; v++)
            if (sign * apart[v] >= FAR && sign * apart[v] < limit &&
                (best == MYN_NONE || sign * apart[v] > sign * apart[best]))
                best = v;
        if (best == MYN_NONE) break;
        limit = sign * apart[best];
        myn_buffer_format(&names, "%s%s", i ? "; " : "", variable_name(h, best));
    }
    if (names.length) {
        html_put(h, "<p>");
        html_fill(h, say, names.at, NULL, NULL);
        html_put(h, "</p>\n");
    }
    h->text.failed |= names.failed;
    myn_buffer_free(&names);
}

static void put_typical(Html *h, size_t segment)
{
    const Segments *k = &h->site->segments;
    myn_buffer names = {0};
    for (size_t i = 0; i < k->places; i++) {
        int32_t area = k->exemplar[segment * k->places + i];
        if (area < 0) continue;
        myn_buffer_format(&names, "%s%s", names.length ? ", " : "",
                          myn_area_name(&h->site->labels->areas->at[area], h->lang));
    }
    if (names.length) {
        html_put(h, "<p>");
        html_fill(h, SAY_SEGMENT_TYPICAL, names.at, NULL, NULL);
        html_put(h, "</p>\n");
    }
    myn_buffer_free(&names);
}

static void segment_title(const Html *h, size_t segment, myn_buffer *out)
{
    myn_buffer_format(out, "%s ", say_text(SAY_GROUP, h->lang));
    segments_name(&h->site->segments, (int32_t)segment, h->lang, out);
}

void segment_portrait(Html *h, size_t segment)
{
    char areas[MYN_NUMBER_TEXT];
    myn_buffer title = {0};
    segment_title(h, segment, &title);
    myn_number_text(h->site->segments.size[segment], areas);
    html_put(h, "<p class=\"lead\"><a");
    html_href(h, h->site->segment_page[segment]);
    html_put(h, ">");
    html_text(h, title.at);
    html_put(h, "</a> · ");
    html_fill(h, SAY_SEGMENT_SIZE, areas, NULL, NULL);
    html_put(h, "</p>\n");
    put_far(h, segment, 1, SAY_SEGMENT_ABOVE);
    put_far(h, segment, -1, SAY_SEGMENT_BELOW);
    put_typical(h, segment);
    myn_buffer_free(&title);
}

/* Those of the finest tier: what areas' pages speak of. */
static bool is_finest(const Site *site, size_t segment)
{
    return (size_t)site->segments.tier[segment] == site->segments.tiers;
}

void page_segment_list(Html *h)
{
    const char *title = say_text(SAY_SEGMENTS, h->lang);
    const char *method = myn_annex_fact_of(h->site->segments.annex, "method");
    page_begin(h, PAGE_SEGMENTS, title, false);
    html_put(h, "<h1>");
    html_text(h, title);
    html_put(h, "</h1>\n<p>");
    html_fill(h, SAY_SEGMENTS_ARE, !method ? "" : strcmp(method, "kmeans") ? method : "k-means", NULL, NULL);
    html_put(h, "</p>\n");
    for (size_t s = 0; s < h->site->segments.segments; s++) {
        if (!is_finest(h->site, s)) continue;
        html_put(h, "<section class=\"portrait\">\n");
        segment_portrait(h, s);
        html_put(h, "</section>\n");
    }
    page_end(h);
}

static void put_members(Html *h, size_t segment)
{
    const Site *site = h->site;
    const Segments *k = &site->segments;
    const int32_t *label = k->label + ((size_t)k->tier[segment] - 1) * k->areas;
    page_heading(h, SAY_MEMBERS);
    html_put(h, "<ul class=\"columns\">\n");
    for (size_t i = 0; i < site->areas; i++) {
        size_t a = site->order[i];
        if (label[a] != (int32_t)segment) continue;
        html_put(h, "<li><a");
        html_href(h, site->place_page[a]);
        html_put(h, ">");
        html_label(h, area_label(&site->labels->areas->at[a]), site->labels->areas->at[a].code);
        html_put(h, "</a></li>\n");
    }
    html_put(h, "</ul>\n");
}

void page_segment(Html *h, size_t segment)
{
    myn_buffer title = {0};
    segment_title(h, segment, &title);
    page_begin(h, PAGE_SEGMENT, title.at ? title.at : "", false);
    html_put(h, "<h1>");
    html_text(h, title.at);
    html_put(h, "</h1>\n");
    segment_portrait(h, segment);
    put_members(h, segment);
    page_end(h);
    h->text.failed |= title.failed;
    myn_buffer_free(&title);
}
