/* What a check found, for people and for programs. */
#include "report/audit.h"
#include "report/ink.h"

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

static void put_count(myn_buffer *out, size_t count, const char *what, const char *then)
{
    myn_buffer_format(out, "%zu %s%s%s", count, what, count == 1 ? "" : "s", then);
}

static void put_heading(Page *page, const Audit *audit, const myn_terminal *how)
{
    const myn_audit *a = audit->audit;
    myn_buffer line = {0};
    ink_line(page, how, MYN_STYLE_STRONG, myn_label_text(a->title, audit->lang, a->index), 0);
    put_count(&line, a->areas, "area", ", ");
    put_count(&line, a->indicators, "indicator", ", ");
    put_count(&line, a->tables, "table", "");
    if (a->edition) myn_buffer_format(&line, "; the figures speak of edition %s", a->edition);
    put_line(page, how, &line);
}

/* "12 more" below a section that was cut. */
static void put_more(Page *page, const myn_terminal *how, size_t count)
{
    myn_buffer line = {0};
    if (count <= AUDIT_SHOWN) return;
    myn_buffer_format(&line, "and %zu more (--format json has them all)", count - AUDIT_SHOWN);
    put_line(page, how, &line);
}

static void put_names(Page *page, const Audit *audit, const myn_terminal *how)
{
    const myn_audit *a = audit->audit;
    myn_buffer line = {0};
    if (!a->unnamed_en && !a->unnamed_cy) return;
    page_put(page, "\n");
    myn_buffer_format(&line, "Names: of %zu areas, %zu have no English name of their own, %zu no Welsh one.",
                      a->areas, a->unnamed_en, a->unnamed_cy);
    put_line(page, how, &line);
}

static size_t incomplete(const myn_audit *a)
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
    put_more(&page, how, audit->codes);
    put_section(&page, how, audit_indicators(&a));
    put_section(&page, how, audit_areas(&a));
    put_more(&page, how, incomplete(audit));
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
