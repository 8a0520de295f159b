/* The forms of a grid for programs and pages: CSV (RFC 4180, lines end in LF), JSON, Markdown. */
#include "report/grid.h"
#include <string.h>

myn_status myn_grid_csv(const myn_grid *grid, const myn_sink *sink)
{
    Page page = page_to(sink);
    for (size_t j = 0; j < grid->columns; j++) {
        if (j) page_put(&page, ",");
        myn_buffer_csv(&page.text, grid->column[j].name);
    }
    page_put(&page, "\n");
    for (size_t i = 0; i < grid->rows && page_turn(&page); i++) {
        for (size_t j = 0; j < grid->columns; j++) {
            const char *text = grid_cell(grid, i, j);
            if (j) page_put(&page, ",");
            if (text) myn_buffer_csv(&page.text, text);
        }
        page_put(&page, "\n");
    }
    return page_close(&page);
}

/* A number stands without quotes; what JSON knows as no number (inf, "5 of 22") is a string. */
static void json_cell(Page *page, const char *text, bool number)
{
    double ignored;
    if (!text)
        page_put(page, "null");
    else if (number && myn_number_read(text, strlen(text), &ignored))
        page_put(page, text);
    else
        myn_buffer_json(&page->text, text);
}

void grid_json(const myn_grid *grid, Page *page)
{
    page_put(page, "[");
    for (size_t i = 0; i < grid->rows && page_turn(page); i++) {
        page_put(page, i ? ",\n{" : "\n{");
        for (size_t j = 0; j < grid->columns; j++) {
            if (j) page_put(page, ", ");
            myn_buffer_json(&page->text, grid->column[j].name);
            page_put(page, ": ");
            json_cell(page, grid_cell(grid, i, j), grid->column[j].right);
        }
        page_put(page, "}");
    }
    page_put(page, grid->rows ? "\n]" : "]");
}

myn_status myn_grid_json(const myn_grid *grid, const myn_sink *sink)
{
    Page page = page_to(sink);
    grid_json(grid, &page);
    page_put(&page, "\n");
    return page_close(&page);
}

/* A pipe would end the cell, a line end the row. */
static void markdown_cell(Page *page, const char *text)
{
    for (; text && *text; text++) {
        if (*text == '|' || *text == '\\') page_put(page, "\\");
        bool ends = *text == '\n' || *text == '\r';
        myn_buffer_add(&page->text, ends ? " " : text, 1);
    }
}

void grid_markdown(const myn_grid *grid, Page *page)
{
    for (size_t j = 0; j < grid->columns; j++) {
        page_put(page, j ? " | " : "| ");
        markdown_cell(page, grid->column[j].name);
    }
    page_put(page, " |\n");
    for (size_t j = 0; j < grid->columns; j++) page_put(page, grid->column[j].right ? "|---:" : "|---");
    page_put(page, "|\n");
    for (size_t i = 0; i < grid->rows && page_turn(page); i++) {
        for (size_t j = 0; j < grid->columns; j++) {
            page_put(page, j ? " | " : "| ");
            markdown_cell(page, grid_cell(grid, i, j));
        }
        page_put(page, " |\n");
    }
}

myn_status myn_grid_markdown(const myn_grid *grid, const myn_sink *sink)
{
    Page page = page_to(sink);
    if (grid->title) {
        page_put(&page, "## ");
        markdown_cell(&page, grid->title);
        page_put(&page, "\n\n");
    }
    grid_markdown(grid, &page);
    return page_close(&page);
}
