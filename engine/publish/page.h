/* What every page has: head, navigation, foot; and what several show. */
#ifndef MYN_PUBLISH_PAGE_H
#define MYN_PUBLISH_PAGE_H
#include "publish/site.h"

typedef enum {
    PAGE_INDEX,
    PAGE_COMPARE,
    PAGE_NODES,
    PAGE_LARGERS,
    PAGE_SEGMENTS,
    PAGE_METHOD,
    PAGE_DATA,
    PAGE_ACCESS,
    PAGE_TOPS, /* those above stand in the navigation */
    PAGE_PLACE = PAGE_TOPS,
    PAGE_NODE,
    PAGE_LARGER,
    PAGE_SEGMENT
} PageKind;

/* The path of the page KIND of the navigation. */
const char *page_path(PageKind kind);
/* Whether the site has the page KIND of the navigation. */
bool page_there(const Site *site, PageKind kind);

/* From the document's beginning to the main heading, TITLE; SCRIPTED: it takes the site's data. */
void page_begin(Html *h, PageKind kind, const char *title, bool scripted);
void page_end(Html *h);
/* A heading of the second level. */
void page_heading(Html *h, Say say);

/* Begin and end a table that may be wider than the page; CAPTION names it. CLASSES: "sortable searchable". */
void table_begin(Html *h, const char *id, const char *classes, const char *caption);
void table_end(Html *h);
/* Column heads: `number` ones are set to the right. */
void table_head(Html *h, Say say, bool number);
/* A cell with a number, its value for sorting beside it; a dash where missing. */
void td_number(Html *h, double value, int decimals, const char *classes);
/* The same of a value of the data (html_value). */
void td_value(Html *h, double value);
void td_rank(Html *h, int32_t rank, const char *classes);
/* A cell with a link to PAGE, the label LABEL or CODE; as the row's head. */
void td_link(Html *h, const char *page, myn_label label, const char *code);
/* The name of class C of a map on its colour; ENDS as in site_class_name. */
void put_chip(Html *h, unsigned c, bool ends);
/* Cells of a map's class, the likely rank, and places gained since the edition before. */
void td_class(Html *h, unsigned c);
void td_likely(Html *h, size_t node, size_t area);
void td_change(Html *h, size_t node, size_t area);
/* Whether there are such columns. */
bool has_likely(const Site *site, size_t node);
bool has_change(const Site *site);
/* What the columns mean, below a table. */
void likely_note(Html *h);
void change_note(Html *h);

myn_label area_label(const myn_area *area);
/* What a reader calls PERIOD: "2022-23", "2022–2024". */
#define PERIOD_WORDS 64
void period_words(myn_period period, char out[PERIOD_WORDS]);
void period_put(Html *h, myn_period period);

#endif
