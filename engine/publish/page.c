/* Head, navigation and foot of every page, tables and their cells. */
#include "publish/page.h"
#include "publish/script.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- which pages there are ---- */

static const struct {
    const char *path, *word;
    Say say;
} tops[PAGE_TOPS] = {
    [PAGE_INDEX] = {"index.html", "index", SAY_INDEX},
    [PAGE_COMPARE] = {"compare.html", "compare", SAY_COMPARE},
    [PAGE_NODES] = {"nodes.html", "nodes", SAY_NODES},
    [PAGE_LARGERS] = {"areas.html", "areas", SAY_LARGER},
    [PAGE_SEGMENTS] = {"segments.html", "segments", SAY_SEGMENTS},
    [PAGE_METHOD] = {"method.html", "method", SAY_METHOD},
    [PAGE_DATA] = {"data.html", "data", SAY_DATA},
    [PAGE_ACCESS] = {"accessibility.html", "accessibility", SAY_ACCESS},
};

static const char *const below[] = {"place", "node", "larger", "segment"};

const char *page_path(PageKind kind)
{
    return tops[kind].path;
}

bool page_there(const Site *site, PageKind kind)
{
    if (kind == PAGE_LARGERS) return site->largers > 0;
    if (kind == PAGE_SEGMENTS) return site->has_segments;
    return kind != PAGE_COMPARE || (site->areas > 1 && site->areas <= WHOLE_MOST);
}

/* ---- head ---- */

static const char *site_title(const Html *h)
{
    return myn_label_text(h->site->labels->title, h->lang, h->site->labels->index);
}

static void put_document_head(Html *h, const char *title)
{
    html_format(h, "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                site_lang(h->lang));
    html_put(h, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    html_text(h, title);
    html_put(h, " – ");
    html_text(h, site_title(h));
    html_put(h, "</title>\n<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\"");
    html_file(h, "href", "assets/site.css");
    html_put(h, ">\n");
    for (size_t l = 0; l < h->site->langs && h->site->langs > 1; l++) {
        html_format(h, "<link rel=\"alternate\" hreflang=\"%s\"", site_lang(h->site->lang[l]));
        html_href_in(h, h->site->lang[l], h->path);
        html_put(h, ">\n");
    }
    html_put(h, "</head>\n");
}

static void put_counterpart(Html *h)
{
    for (size_t l = 0; l < h->site->langs; l++) {
        myn_lang lang = h->site->lang[l];
        if (lang == h->lang) continue;
        html_format(h, "<a class=\"lang\" hreflang=\"%s\" lang=\"%s\"", site_lang(lang), site_lang(lang));
        html_href_in(h, lang, h->path);
        html_put(h, ">");
        html_text(h, say_text(SAY_LANGUAGE, lang));
        html_put(h, "</a>");
    }
}

static void put_navigation(Html *h)
{
    html_put(h, "<nav");
    html_attribute(h, "aria-label", say_text(SAY_PAGES, h->lang));
    html_put(h, "><ul>\n");
    for (int k = 0; k < PAGE_TOPS; k++) {
        if (!page_there(h->site, (PageKind)k) || k == PAGE_ACCESS) continue;
        html_put(h, "<li><a");
        html_href(h, tops[k].path);
        if (strcmp(h->path, tops[k].path) == 0) html_put(h, " aria-current=\"page\"");
        html_put(h, ">");
        html_say(h, tops[k].say);
        html_put(h, "</a></li>\n");
    }
    html_put(h, "</ul></nav>\n");
}

/* What identifies the main part: unique where all pages are one. */
static void put_main_id(Html *h)
{
    if (!h->site->single) {
        html_put(h, "main");
        return;
    }
    html_format(h, "%s-", site_lang(h->lang));
    for (const char *at = h->path; *at && strcmp(at, ".html") != 0; at++)
        myn_buffer_add(&h->text, *at == '/' ? "-" : at, 1);
    html_put(h, "-main");
}

static void put_banner(Html *h)
{
    html_put(h, "<a class=\"skip\" href=\"#");
    put_main_id(h);
    html_put(h, "\">");
    html_say(h, SAY_SKIP);
    html_put(h, "</a>\n<header class=\"site\"><div class=\"bar\"><a class=\"title\"");
    html_href(h, tops[PAGE_INDEX].path);
    html_put(h, ">");
    html_label(h, h->site->labels->title, h->site->labels->index);
    html_put(h, "</a>");
    put_counterpart(h);
    html_put(h, "</div>\n");
    put_navigation(h);
    html_put(h, "</header>\n");
}

static void put_synthetic(Html *h)
{
    if (!h->site->labels->synthetic) return;
    html_put(h, "<p class=\"synthetic\"><strong>");
    html_say(h, SAY_SYNTHETIC);
    html_put(h, "</strong></p>\n");
}

/* The page in one document with others: a section that a link reaches. */
static void open_section(Html *h, const char *word)
{
    html_format(h, "<section class=\"page page-%s\" lang=\"%s\" id=\"%s-", word, site_lang(h->lang),
                site_lang(h->lang));
    for (const char *at = h->path; *at && strcmp(at, ".html") != 0; at++)
        myn_buffer_add(&h->text, *at == '/' ? "-" : at, 1);
    html_put(h, "\">\n");
}

void page_begin(Html *h, PageKind kind, const char *title, bool scripted)
{
    const char *word = kind < PAGE_TOPS ? tops[kind].word : below[kind - PAGE_TOPS];
    h->scripted = scripted;
    if (h->site->single)
        open_section(h, word);
    else {
        put_document_head(h, title);
        html_format(h, "<body class=\"page-%s\"", word);
        html_file(h, "data-root", "");
        html_put(h, ">\n");
    }
    put_banner(h);
    html_put(h, "<main id=\"");
    put_main_id(h);
    html_put(h, "\" tabindex=\"-1\">\n");
    put_synthetic(h);
}

/* ---- foot ---- */

static void put_scripts(Html *h)
{
    html_put(h, "<script type=\"application/json\" id=\"words\">");
    script_words(h);
    html_put(h, "</script>\n");
    if (h->scripted) {
        html_put(h, "<script");
        html_file(h, "src", "data/site.js");
        html_put(h, "></script>\n");
    }
    html_put(h, "<script");
    html_file(h, "src", "assets/site.js");
    html_put(h, "></script>\n");
}

static void put_licence(Html *h)
{
    const myn_labels *labels = h->site->labels;
    if (labels->source) {
        html_say(h, SAY_SOURCE);
        html_put(h, ": ");
        html_text(h, labels->source);
        html_put(h, ". ");
    }
    if (!labels->licence) return;
    html_say(h, SAY_LICENCE);
    html_put(h, ": ");
    html_text(h, labels->licence);
    html_put(h, ".");
}

void page_end(Html *h)
{
    html_put(h, "</main>\n<footer><p>");
    html_fill(h, SAY_EDITION, h->site->labels->edition[h->site->release->edition].name, NULL, NULL);
    html_put(h, ". ");
    put_licence(h);
    html_put(h, "</p><p><a");
    html_href(h, tops[PAGE_ACCESS].path);
    html_put(h, ">");
    html_say(h, SAY_ACCESS);
    html_put(h, "</a></p></footer>\n");
    if (h->site->single) {
        html_put(h, "</section>\n");
        return;
    }
    put_scripts(h);
    html_put(h, "</body>\n</html>\n");
}

void page_heading(Html *h, Say say)
{
    html_put(h, "<h2>");
    html_say(h, say);
    html_put(h, "</h2>\n");
}

/* ---- tables ---- */

void table_begin(Html *h, const char *id, const char *classes, const char *caption)
{
    html_put(h, "<div class=\"scroll\" role=\"region\" tabindex=\"0\"");
    html_attribute(h, "aria-label", caption);
    html_put(h, "><table");
    if (id && h->site->single)
        html_format(h, " data-id=\"%s\"", id);
    else if (id)
        html_format(h, " id=\"%s\"", id);
    if (classes) html_format(h, " class=\"%s\"", classes);
    /* A heading right above says the same but where the script changes what is ranked. */
    html_put(h, id && strcmp(id, "ranking") == 0 ? ">\n<caption>" : ">\n<caption class=\"sr\">");
    html_text(h, caption);
    html_put(h, "</caption>\n");
}

void table_end(Html *h)
{
    html_put(h, "</tbody>\n</table></div>\n");
}

void table_head(Html *h, Say say, bool number)
{
    html_format(h, "<th scope=\"col\" data-sort=\"%s\"%s>", number ? "number" : "text",
                number ? " class=\"n\"" : "");
    html_say(h, say);
    html_put(h, "</th>");
}

void td_number(Html *h, double value, int decimals, const char *classes)
{
    char text[MYN_NUMBER_TEXT];
    html_format(h, "<td class=\"n%s%s\"", classes ? " " : "", classes ? classes : "");
    myn_number_text(value, text);
    if (!isnan(value)) html_format(h, " data-v=\"%s\"", text);
    html_put(h, ">");
    html_number(h, value, decimals);
    html_put(h, "</td>");
}

void td_value(Html *h, double value)
{
    char text[MYN_NUMBER_TEXT];
    myn_number_text(value, text);
    html_format(h, isnan(value) ? "<td class=\"n\">" : "<td class=\"n\" data-v=\"%s\">", text);
    html_value(h, value);
    html_put(h, "</td>");
}

void td_rank(Html *h, int32_t rank, const char *classes)
{
    td_number(h, rank > 0 ? rank : NAN, 0, classes);
}

void td_link(Html *h, const char *page, myn_label label, const char *code)
{
    html_put(h, "<th scope=\"row\"><a");
    html_href(h, page);
    html_put(h, ">");
    html_label(h, label, code);
    html_put(h, "</a></th>");
}

void put_chip(Html *h, unsigned c, bool ends)
{
    myn_buffer name = {0};
    site_class_name(h->site, c, ends, h->lang, &name);
    html_format(h, "<span class=\"chip b%u\">", c);
    html_text(h, name.at);
    html_put(h, "</span>");
    h->text.failed |= name.failed;
    myn_buffer_free(&name);
}

void td_class(Html *h, unsigned c)
{
    html_format(h, "<td class=\"band\" data-v=\"%u\">", c);
    put_chip(h, c, false);
    html_put(h, "</td>");
}

bool has_likely(const Site *site, size_t node)
{
    return sureness_node(&site->sure, site->labels->node[node].code) != MYN_NONE;
}

void td_likely(Html *h, size_t node, size_t area)
{
    char text[64];
    size_t k = sureness_node(&h->site->sure, h->site->labels->node[node].code);
    bool known = k != MYN_NONE && sureness_interval(&h->site->sure, k, area, text, sizeof text);
    html_put(h, "<td class=\"n likely\">");
    html_text(h, known ? text : "–");
    html_put(h, "</td>");
}

bool has_change(const Site *site)
{
    return site->release->edition > 0;
}

/* Places gained are a smaller rank: the arrow shows the gain, the word says it to those who do not see it. */
void td_change(Html *h, size_t node, size_t area)
{
    const Site *site = h->site;
    size_t at = node * site->areas + area;
    int32_t now = site->now->rank[at], before = site->release->data[site->release->edition - 1].rank[at];
    char by[MYN_NUMBER_TEXT];
    html_put(h, "<td class=\"n change\"");
    if (now > 0 && before > 0) html_format(h, " data-v=\"%d\"", before - now);
    html_put(h, ">");
    myn_number_text(abs(before - now), by);
    if (now <= 0)
        html_put(h, "–");
    else if (before <= 0)
        html_say(h, SAY_NEW);
    else if (before == now)
        html_say(h, SAY_SAME);
    else {
        html_format(h, "<span aria-hidden=\"true\">%s</span> ", before > now ? "▲" : "▼");
        html_fill(h, before > now ? SAY_UP : SAY_DOWN, by, NULL, NULL);
    }
    html_put(h, "</td>");
}

void likely_note(Html *h)
{
    char low[MYN_NUMBER_TEXT], high[MYN_NUMBER_TEXT], both[2 * MYN_NUMBER_TEXT + 4];
    if (!h->site->sure.annex) return;
    myn_number_text(h->site->sure.p_low, low);
    myn_number_text(h->site->sure.p_high, high);
    snprintf(both, sizeof both, "%s–%s", low, high);
    html_put(h, "<p class=\"quiet\">");
    html_fill(h, SAY_LIKELY_MEANS, both, NULL, NULL);
    html_put(h, "</p>\n");
}

void change_note(Html *h)
{
    if (!has_change(h->site)) return;
    html_put(h, "<p class=\"quiet\">");
    html_fill(h, SAY_CHANGE_MEANS, h->site->labels->edition[h->site->release->edition - 1].name, NULL, NULL);
    html_put(h, "</p>\n");
}

/* ---- small things ---- */

myn_label area_label(const myn_area *area)
{
    return (myn_label){area->name_en, area->name_cy};
}

/* "2022-01-01/P3Y" is 2022 to 2024 to a reader; what begins within a year is told by months, or by days. */
void period_words(myn_period period, char out[PERIOD_WORDS])
{
    int year[2], month[2], day[2];
    myn_period_text(period, out);
    if (!strchr(out, '/')) return;
    myn_day_split(period.start, &year[0], &month[0], &day[0]);
    myn_day_split(period.end - 1, &year[1], &month[1], &day[1]);
    int after, next, first;
    myn_day_split(period.end, &after, &next, &first);
    if (day[0] == 1 && month[0] == 1 && first == 1 && next == 1)
        snprintf(out, PERIOD_WORDS, "%d–%d", year[0], year[1]);
    else if (day[0] == 1 && first == 1)
        snprintf(out, PERIOD_WORDS, "%d-%02d – %d-%02d", year[0], month[0], year[1], month[1]);
    else
        snprintf(out, PERIOD_WORDS, "%d-%02d-%02d – %d-%02d-%02d", year[0], month[0], day[0], year[1],
                 month[1], day[1]);
}

void period_put(Html *h, myn_period period)
{
    char text[PERIOD_WORDS];
    period_words(period, text);
    html_text(h, text);
}
