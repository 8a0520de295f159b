/* What a check found, for people and for programs. */
#include "report/audit.h"
#include "report/ink.h"
#include "report/words.h"

/* A section; nothing where it has no rows. */
static void put_section(Page *page, const myn_terminal *how, myn_grid *grid)
{
    if (!grid || grid->failed)
        page->text.failed = true;
    else if (grid->rows) {
        page_put(page, "\n");
        ink_line(page, how, MYN_STYLE_STRONG, grid->title, 0);
        grid_terminal(grid, how, page);
    }
    myn_grid_free(grid);
}

static void put_line(Page *page, const myn_terminal *how, myn_buffer *text)
{
    if (text->at) ink_line(page, how, MYN_STYLE_PLAIN, text->at, 0);
    page->text.failed |= text->failed;
    myn_buffer_free(text);
}

static void put_count(const Audit *audit, myn_buffer *out, size_t count, Word one, Word more)
{
    char number[MYN_NUMBER_TEXT];
    myn_number_text((double)count, number);
    word_fill(out, count == 1 ? one : more, audit->lang, number, NULL);
}

static void put_heading(Page *page, const Audit *audit, const myn_terminal *how)
{
    const myn_audit *a = audit->audit;
    myn_buffer line = {0};
    ink_line(page, how, MYN_STYLE_STRONG, myn_label_text(a->title, audit->lang, a->index), 0);
    put_count(audit, &line, a->areas, WORD_AUDIT_AREA, WORD_AUDIT_AREAS);
    myn_buffer_put(&line, ", ");
    put_count(audit, &line, a->indicators, WORD_AUDIT_INDICATOR, WORD_AUDIT_INDICATORS);
    myn_buffer_put(&line, ", ");
    put_count(audit, &line, a->tables, WORD_AUDIT_TABLE, WORD_AUDIT_TABLES);
    if (a->edition) word_fill(&line, WORD_AUDIT_EDITION, audit->lang, a->edition, NULL);
    put_line(page, how, &line);
}

/* "12 more" below a section that was cut. */
static void put_more(Page *page, const Audit *audit, const myn_terminal *how, size_t count)
{
    myn_buffer line = {0};
    if (count <= AUDIT_SHOWN) return;
    put_count(audit, &line, count - AUDIT_SHOWN, WORD_AUDIT_MORE, WORD_AUDIT_MORE);
    put_line(page, how, &line);
}

static void put_names(Page *page, const Audit *audit, const myn_terminal *how)
{
    const myn_audit *a = audit->audit;
    myn_buffer line = {0};
    if (!a->unnamed_en && !a->unnamed_cy) return;
    page_put(page, "\n");
    char en[MYN_NUMBER_TEXT], cy[MYN_NUMBER_TEXT];
    myn_number_text((double)a->unnamed_en, en);
    myn_number_text((double)a->unnamed_cy, cy);
    put_count(audit, &line, a->areas, WORD_AUDIT_UNNAMED, WORD_AUDIT_UNNAMED);
    myn_buffer_put(&line, ": ");
    word_fill(&line, WORD_AUDIT_IN_ENGLISH, audit->lang, en, cy);
    put_line(page, how, &line);
}

size_t audit_incomplete(const myn_audit *a)
{
    size_t count = 0;
    for (size_t i = 0; i < a->area_count; i++) count += a->area[i].present < a->area[i].of;
    return count;
}

static bool anything_read(const myn_audit *audit)
{
    for (size_t i = 0; i < audit->tables; i++)
        if (audit->table[i].account.info.rows) return true;
    return false;
}

myn_status myn_show_audit(const myn_audit *audit, const myn_show_options *options, const myn_sink *sink)
{
    const myn_terminal *how = &options->terminal;
    Audit a = {audit, options->lang, false};
    Page page = page_to(sink);
    put_heading(&page, &a, how);
    if (!anything_read(audit)) return page_close(&page); /* the problems say why; tables of nothing do not */
    put_section(&page, how, audit_tables(&a));
    put_section(&page, how, audit_files(&a));
    put_section(&page, how, audit_codes(&a));
    put_more(&page, &a, how, audit->codes);
    put_section(&page, how, audit_indicators(&a));
    put_section(&page, how, audit_areas(&a));
    put_more(&page, &a, how, audit_incomplete(audit));
    put_names(&page, &a, how);
    return page_close(&page);
}

/* "name": array, */
static void json_section(Page *page, const char *name, myn_grid *grid)
{
    page_put(page, ",\n");
    myn_buffer_json(&page->text, name);
    page_put(page, ": ");
    if (!grid || grid->failed)
        page->text.failed = true;
    else
        grid_json(grid, page);
    myn_grid_free(grid);
}

static void json_text(Page *page, const char *name, const char *text)
{
    page_put(page, ",\n");
    myn_buffer_json(&page->text, name);
    page_put(page, ": ");
    if (text)
        myn_buffer_json(&page->text, text);
    else
        page_put(page, "null");
}

myn_status myn_audit_json(const myn_audit *audit, const myn_sink *sink)
{
    Audit a = {audit, MYN_LANG_EN, true};
    Page page = page_to(sink);
    page_put(&page, "{\"index\": ");
    myn_buffer_json(&page.text, audit->index ? audit->index : "");
    json_text(&page, "title_en", audit->title.en);
    json_text(&page, "title_cy", audit->title.cy);
    json_text(&page, "edition", audit->edition);
    myn_buffer_format(&page.text, ",\n\"area_count\": %zu,\n\"unnamed_en\": %zu,\n\"unnamed_cy\": %zu",
                      audit->areas, audit->unnamed_en, audit->unnamed_cy);
    json_section(&page, "tables", audit_tables(&a));
    json_section(&page, "files", audit_files(&a));
    json_section(&page, "codes", audit_codes(&a));
    json_section(&page, "indicators", audit_indicators(&a));
    json_section(&page, "areas", audit_areas(&a));
    page_put(&page, "}\n");
    return page_close(&page);
}
