/* Markup, piece by piece, for one page. Every text goes through html_text or html_attribute, so that no name can be
 * markup. */
#ifndef MYN_PUBLISH_HTML_H
#define MYN_PUBLISH_HTML_H
#include "publish/words.h"
#include <mynegai/arena.h>
#include <mynegai/text.h>

typedef struct Site Site;

typedef struct {
    const Site *site;
    myn_lang lang;
    const char *path;   /* of the page within its language: "place/W06000001.html" */
    bool scripted;      /* the page takes the site's data */
    myn_arena *scratch; /* of this page */
    myn_buffer text;
} Html;

/* Markup as it stands. */
void html_put(Html *h, const char *markup);
/* By printf's rules; for numbers and names that are sure to hold no markup. */
void html_format(Html *h, const char *format, ...) MYN_PRINTF(2, 3);
/* A text, escaped; NULL is nothing. */
void html_text(Html *h, const char *text);
/* ` name="value"`, the value escaped. */
void html_attribute(Html *h, const char *name, const char *value);
/* A word, and one with {1}, {2}, {3} filled, escaped. */
void html_say(Html *h, Say say);
void html_fill(Html *h, Say say, const char *one, const char *two, const char *three);
/* The same into a buffer, not escaped. */
void say_fill(myn_buffer *out, Say say, myn_lang lang, const char *one, const char *two, const char *three);
/* LABEL in the page's language; in the other one, marked as being in it, where there is no such form; else CODE. */
void html_label(Html *h, myn_label label, const char *code);
/* VALUE in DECIMALS places (-1: its shortest form); a dash where it is missing. */
void html_number(Html *h, double value, int decimals);
/* VALUE to four digits, or to all that stand before its point: what more a ratio that was worked out has says nothing. */
void html_value(Html *h, double value);
/* ` href="..."` to the page PATH of the same language, or of LANG. */
void html_href(Html *h, const char *path);
void html_href_in(Html *h, myn_lang lang, const char *path);
/* The way to file PATH of the site ("assets/site.css") in an attribute NAME. */
void html_file(Html *h, const char *name, const char *path);

#endif
