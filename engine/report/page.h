/* A page: text gathered and given to a sink in large pieces. */
#ifndef MYN_REPORT_PAGE_H
#define MYN_REPORT_PAGE_H
#include <mynegai/report.h>

typedef struct {
    const myn_sink *sink;
    myn_buffer text;
    bool refused; /* the sink wants no more */
} Page;

static inline Page page_to(const myn_sink *sink)
{
    return (Page){.sink = sink};
}

void page_put(Page *page, const char *text);
void page_pad(Page *page, size_t blanks);

/* A further cell of a CSV row: a comma before it; a number with all its digits, empty where missing; text quoted where it
 * must be, empty where NULL. */
void page_number(Page *page, double value);
void page_text(Page *page, const char *text);

/* Give what is gathered to the sink once it is much; call it where a row ends. False: stop writing. */
bool page_turn(Page *page);

/* Give the rest, free; MYN_ERR_IO where the sink refused, MYN_ERR_MEMORY. */
myn_status page_close(Page *page) MYN_CHECKED;

#endif
