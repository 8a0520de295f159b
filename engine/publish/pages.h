/* The pages, each from its page_begin to its page_end. */
#ifndef MYN_PUBLISH_PAGES_H
#define MYN_PUBLISH_PAGES_H
#include "publish/figure.h"
#include "publish/page.h"

void page_index(Html *h);
void page_compare(Html *h);
void page_nodes(Html *h);
void page_larger_list(Html *h);
void page_segment_list(Html *h);
void page_method(Html *h);
void page_data(Html *h);
void page_access(Html *h);
void page_place(Html *h, size_t area);
void page_node(Html *h, size_t node);
void page_larger(Html *h, size_t larger);
void page_segment(Html *h, size_t segment);
/* The page that lets one choose a language. */
void page_home(Html *h);

/* Parts of pages. */
void ranking_table(Html *h, size_t node, const char *id); /* all areas by NODE */
void place_time(Html *h, size_t area);                    /* scores and indicators over time */
void place_beside(Html *h, size_t area);                  /* parent, all, family */
void place_segment(Html *h, size_t area);                 /* its group */
void segment_portrait(Html *h, size_t segment);           /* who is in it */
void method_steps(Html *h);                               /* from data to score */
void method_sources(Html *h);
void method_quality(Html *h);
void method_sure(Html *h);
void method_revisions(Html *h);
/* Places and labels that have no name of their own in LANG. */
size_t count_one_form(const Site *site, myn_lang lang);

#endif
