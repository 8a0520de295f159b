/* What can be downloaded, what has no name in a language, how accessible the pages are, which language to read in. */
#include "publish/pages.h"
#include <string.h>

#define ONE_FORM_NAMED 100

/* ---- files ---- */

static void put_size(Html *h, size_t bytes)
{
    char text[MYN_NUMBER_TEXT];
    double kilo = (double)bytes / 1000;
    myn_fixed_text(kilo < 1000 ? kilo : kilo / 1000, 1, text);
    html_format(h, "<td class=\"n\" data-v=\"%zu\">%s %s</td>", bytes, text, kilo < 1000 ? "kB" : "MB");
}

/* "XLSX", "CSV": the end of the name, in capitals. */
static void put_form(Html *h, const char *path)
{
    const char *dot = strrchr(path, '.');
    for (const char *at = dot ? dot + 1 : ""; *at; at++)
        html_format(h, "%c", *at >= 'a' && *at <= 'z' ? *at - 'a' + 'A' : *at);
}

static void file_row(Html *h, const myn_data_file *file)
{
    html_put(h, "<tr><th scope=\"row\"><a download");
    html_file(h, "href", file->path);
    html_put(h, ">");
    html_text(h, myn_path_last(file->path));
    html_put(h, "</a></th><td>");
    html_label(h, file->what, "");
    html_put(h, "</td><td>");
    put_form(h, file->path);
    html_put(h, "</td>");
    put_size(h, file->size);
    html_put(h, "</tr>\n");
}

static void put_files(Html *h)
{
    const myn_data_files *files = h->site->files;
    table_begin(h, NULL, NULL, say_text(SAY_DATA, h->lang));
    html_put(h, "<thead><tr>");
    table_head(h, SAY_FILE, false);
    table_head(h, SAY_HOLDS, false);
    table_head(h, SAY_FORM, false);
    table_head(h, SAY_SIZE, true);
    html_put(h, "</tr></thead><tbody>\n");
    for (size_t f = 0; files && f < files->count; f++) file_row(h, &files->file[f]);
    table_end(h);
}

/* ---- names in one language ---- */

typedef struct {
    Html *h;
    size_t count, named;
    myn_buffer names;
} OneForm;

static void note_label(OneForm *o, myn_label label, const char *code)
{
    const char *own = o->h->lang == MYN_LANG_CY ? label.cy : label.en;
    if (own) return;
    o->count++;
    if (o->named >= ONE_FORM_NAMED) return;
    myn_buffer_format(&o->names, "%s%s", o->named++ ? "; " : "", myn_label_text(label, o->h->lang, code));
}

static void gather_one_form(OneForm *o)
{
    const Site *site = o->h->site;
    const myn_labels *labels = site->labels;
    note_label(o, labels->title, labels->index);
    for (size_t n = 0; n < site->nodes; n++) note_label(o, labels->node[n].label, labels->node[n].code);
    for (size_t m = 0; m < labels->measures; m++)
        note_label(o, labels->measure[m].label, labels->measure[m].code);
    for (size_t l = 0; l < site->largers; l++)
        note_label(o, area_label(site->larger[l].area), site->larger[l].area->code);
    for (size_t a = 0; a < site->areas; a++)
        note_label(o, area_label(&labels->areas->at[a]), labels->areas->at[a].code);
}

size_t count_one_form(const Site *site, myn_lang lang)
{
    Html h = {.site = site, .lang = lang};
    OneForm o = {.h = &h, .named = ONE_FORM_NAMED};
    gather_one_form(&o);
    return o.count;
}

static void put_one_form(Html *h)
{
    OneForm o = {.h = h};
    char text[MYN_NUMBER_TEXT];
    gather_one_form(&o);
    page_heading(h, SAY_ONE_FORM);
    html_put(h, "<p>");
    myn_number_text((double)o.count, text);
    html_fill(h, o.count ? SAY_ONE_FORM_IS : SAY_ONE_FORM_NO, text, NULL, NULL);
    html_put(h, "</p>\n");
    if (o.count) {
        html_format(h, "<p lang=\"%s\">", h->lang == MYN_LANG_CY ? "en" : "cy");
        html_text(h, o.names.at);
        html_put(h, "</p>\n");
    }
    if (o.count > o.named) {
        myn_number_text((double)(o.count - o.named), text);
        html_put(h, "<p>");
        html_fill(h, SAY_AND_MORE, text, NULL, NULL);
        html_put(h, "</p>\n");
    }
    h->text.failed |= o.names.failed;
    myn_buffer_free(&o.names);
}

static void put_held_back(Html *h)
{
    const char *const *name = h->site->release->held_back;
    myn_buffer names = {0};
    for (; *name; name++) myn_buffer_format(&names, "%s%s", names.length ? ", " : "", *name);
    if (names.length) {
        html_put(h, "<p class=\"quiet\">");
        html_fill(h, SAY_HELD_BACK, names.at, NULL, NULL);
        html_put(h, "</p>\n");
    }
    myn_buffer_free(&names);
}

void page_data(Html *h)
{
    const char *title = say_text(SAY_DATA, h->lang);
    page_begin(h, PAGE_DATA, title, false);
    html_put(h, "<h1>");
    html_text(h, title);
    html_put(h, "</h1>\n");
    if (!h->site->single) {
        html_put(h, "<p>");
        html_say(h, SAY_FILES_ARE);
        html_put(h, "</p>\n");
        put_files(h);
        if (h->site->of->boundaries) {
            html_put(h, "<p class=\"quiet\">");
            html_say(h, SAY_BOUNDARIES_OWN);
            html_put(h, "</p>\n");
        }
    }
    put_held_back(h);
    put_one_form(h);
    page_end(h);
}

/* ---- accessibility ---- */

void page_access(Html *h)
{
    static const Say said[] = {SAY_ACCESS_1, SAY_ACCESS_2, SAY_KEYS,
                               SAY_ACCESS_3, SAY_ACCESS_4, SAY_ACCESS_5};
    const char *title = say_text(SAY_ACCESS, h->lang);
    page_begin(h, PAGE_ACCESS, title, false);
    html_put(h, "<h1>");
    html_text(h, title);
    html_put(h, "</h1>\n");
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        html_put(h, "<p>");
        html_say(h, said[i]);
        html_put(h, "</p>\n");
    }
    page_end(h);
}

/* ---- which language ---- */

static void put_choice(Html *h, myn_lang lang)
{
    const myn_labels *labels = h->site->labels;
    html_format(h, "<li lang=\"%s\"><a hreflang=\"%s\"", site_lang(lang), site_lang(lang));
    if (h->site->single)
        html_format(h, " href=\"#%s-index\"", site_lang(lang));
    else
        html_format(h, " href=\"%s/index.html\"", site_lang(lang));
    html_put(h, ">");
    html_text(h, say_text(SAY_LANGUAGE, lang));
    html_put(h, "</a> ");
    html_text(h, myn_label_text(labels->title, lang, labels->index));
    html_put(h, "</li>\n");
}

void page_home(Html *h)
{
    const Site *site = h->site;
    const char *title = myn_label_text(site->labels->title, site->lang[0], site->labels->index);
    h->lang = site->lang[0];
    if (!site->single) {
        html_format(h, "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                    site_lang(h->lang));
        html_put(h, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
        html_text(h, title);
        html_put(h,
                 "</title>\n<link rel=\"icon\" href=\"data:,\">\n"
                 "<link rel=\"stylesheet\" href=\"assets/site.css\">\n</head>\n<body class=\"page-home\">\n");
    } else
        html_format(h, "<section class=\"page home page-home\" id=\"home\" lang=\"%s\">\n",
                    site_lang(h->lang));
    html_put(h, "<main>\n<h1>");
    html_text(h, title);
    html_put(h, "</h1>\n<ul class=\"languages\">\n");
    for (size_t l = 0; l < site->langs; l++) put_choice(h, site->lang[l]);
    html_put(h, "</ul>\n</main>\n");
    html_put(h, site->single ? "</section>\n" : "</body>\n</html>\n");
}
