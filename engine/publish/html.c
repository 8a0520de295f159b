/* Markup, escaped. */
#include "publish/html.h"
#include "publish/site.h"
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void html_put(Html *h, const char *markup)
{
    myn_buffer_put(&h->text, markup);
}

void html_format(Html *h, const char *format, ...)
{
    char text[512];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    html_put(h, text);
}

static const char *escape_of(char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

/* Control characters, which no HTML text may hold, are left out. */
void html_text(Html *h, const char *text)
{
    for (const char *at = text; at && *at;) {
        size_t plain = strcspn(at, "&<>\"'\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0e\x0f\x1b\x7f");
        myn_buffer_add(&h->text, at, plain);
        at += plain;
        if (!*at) break;
        const char *escape = escape_of(*at++);
        if (escape) html_put(h, escape);
    }
}

void html_attribute(Html *h, const char *name, const char *value)
{
    myn_buffer_format(&h->text, " %s=\"", name);
    html_text(h, value);
    html_put(h, "\"");
}

void html_say(Html *h, Say say)
{
    html_text(h, say_text(say, h->lang));
}

void say_fill(myn_buffer *out, Say say, myn_lang lang, const char *one, const char *two, const char *three)
{
    const char *filling[] = {one, two, three};
    for (const char *at = say_text(say, lang); *at; at++) {
        bool slot = at[0] == '{' && at[1] >= '1' && at[1] <= '3' && at[2] == '}';
        if (!slot) {
            myn_buffer_add(out, at, 1);
            continue;
        }
        if (filling[at[1] - '1']) myn_buffer_put(out, filling[at[1] - '1']);
        at += 2;
    }
}

void html_fill(Html *h, Say say, const char *one, const char *two, const char *three)
{
    myn_buffer text = {0};
    say_fill(&text, say, h->lang, one, two, three);
    h->text.failed |= text.failed;
    html_text(h, text.at);
    myn_buffer_free(&text);
}

void html_label(Html *h, myn_label label, const char *code)
{
    const char *own = h->lang == MYN_LANG_CY ? label.cy : label.en;
    const char *other = h->lang == MYN_LANG_CY ? label.en : label.cy;
    if (own || !other) {
        html_text(h, own ? own : code);
        return;
    }
    html_format(h, "<span lang=\"%s\">", h->lang == MYN_LANG_CY ? "en" : "cy");
    html_text(h, other);
    html_put(h, "</span>");
}

void html_number(Html *h, double value, int decimals)
{
    char text[MYN_NUMBER_TEXT];
    if (decimals < 0)
        myn_number_text(value, text);
    else
        myn_fixed_text(value, decimals, text);
    if (isnan(value)) html_put(h, "–");
    /* A true minus sign: a hyphen breaks at the end of a line and reads as one. */
    if (*text == '-') html_put(h, "−");
    html_put(h, *text == '-' ? text + 1 : text);
}

/* The places after which a value says nothing more to a reader: four digits in all, or what stands before the point. */
static int value_places(double value)
{
    double size = fabs(value);
    int places = size > 0 && isfinite(size) ? 3 - (int)floor(log10(size)) : 0;
    return places < 0 ? 0 : places > 12 ? 12 : places;
}

void html_value(Html *h, double value)
{
    int places = value_places(value);
    html_number(h, isfinite(value) && places < 12 ? myn_round(value, places) : value, -1);
}

/* ---- links ---- */

/* "../" for each folder that the page stands in below its language's. */
static void put_up(Html *h, size_t more)
{
    for (const char *at = h->path; *at; at++) more += *at == '/';
    while (more-- > 0) html_put(h, "../");
}

/* "place/W06000001.html" is "#en-place-W06000001" where all pages are one. */
static void put_anchor(Html *h, myn_lang lang, const char *path)
{
    html_format(h, "#%s-", site_lang(lang));
    for (const char *at = path; *at && strcmp(at, ".html") != 0; at++)
        myn_buffer_add(&h->text, *at == '/' ? "-" : at, 1);
}

void html_href_in(Html *h, myn_lang lang, const char *path)
{
    html_put(h, " href=\"");
    if (h->site->single)
        put_anchor(h, lang, path);
    else {
        put_up(h, lang != h->lang);
        if (lang != h->lang) html_format(h, "%s/", site_lang(lang));
        html_put(h, path);
    }
    html_put(h, "\"");
}

void html_href(Html *h, const char *path)
{
    html_href_in(h, h->lang, path);
}

void html_file(Html *h, const char *name, const char *path)
{
    html_format(h, " %s=\"", name);
    put_up(h, 1);
    html_put(h, path);
    html_put(h, "\"");
}
