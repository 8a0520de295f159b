/* Gathering text for a sink. */
#include "report/page.h"

/* A pipe takes 64 KiB at once; larger pieces gained nothing. */
#define PAGE_BYTES ((size_t)64 * 1024)

void page_put(Page *page, const char *text)
{
    myn_buffer_put(&page->text, text);
}

void page_pad(Page *page, size_t blanks)
{
    for (; blanks > 0; blanks--) myn_buffer_add(&page->text, " ", 1);
}

void page_number(Page *page, double value)
{
    char text[MYN_NUMBER_TEXT];
    myn_number_text(value, text);
    page_put(page, ",");
    page_put(page, text);
}

void page_text(Page *page, const char *text)
{
    page_put(page, ",");
    if (text) myn_buffer_csv(&page->text, text);
}

static void give(Page *page)
{
    if (page->text.length && !page->refused)
        page->refused = !page->sink->write(page->sink->ctx, page->text.at, page->text.length);
    page->text.length = 0;
}

bool page_turn(Page *page)
{
    if (page->text.length >= PAGE_BYTES) give(page);
    return !page->refused && !page->text.failed;
}

myn_status page_close(Page *page)
{
    bool failed = page->text.failed;
    if (!failed) give(page);
    myn_buffer_free(&page->text);
    return failed ? MYN_ERR_MEMORY : page->refused ? MYN_ERR_IO : MYN_OK;
}
