/* A grid on a terminal: aligned by what characters take there, long texts cut so that a row is a line. */
#include "report/grid.h"
#include "report/ink.h"
#include <stdint.h>
#include <stdlib.h>

#define GAP       2 /* blanks between columns */
#define LEAST_CUT 6 /* no text column is cut below this */

/* Columns that each column takes; 0 where it has nothing to say in any row, its name then left out too. */
static void measure(const myn_grid *grid, size_t *width)
{
    for (size_t j = 0; j < grid->columns; j++) {
        size_t name = ink_width(grid->column[j].name);
        for (size_t i = 0; i < grid->rows; i++) {
            const char *text = grid_cell(grid, i, j);
            size_t w = text ? ink_width(text) : 0;
            if (w > width[j]) width[j] = w;
        }
        if ((width[j] || !grid->rows) && name > width[j]) width[j] = name;
    }
}

/* Half a number or half a bar (a column without a name) would mislead. */
static bool may_be_cut(const myn_grid_column *column)
{
    return !column->right && *column->name;
}

/* Take columns from the widest text until the row fits. */
static void squeeze(const myn_grid *grid, size_t *width, size_t most)
{
    size_t all = 0;
    for (size_t j = 0; j < grid->columns; j++) all += width[j] ? width[j] + GAP : 0;
    all -= all ? GAP : 0;
    for (; all > most; all--) {
        size_t widest = SIZE_MAX;
        for (size_t j = 0; j < grid->columns; j++)
            if (may_be_cut(&grid->column[j]) && width[j] > LEAST_CUT &&
                (widest == SIZE_MAX || width[j] > width[widest]))
                widest = j;
        if (widest == SIZE_MAX) return;
        width[widest]--;
    }
}

typedef struct {
    const myn_grid *grid;
    const myn_terminal *how;
    const size_t *width;
} Setting;

static bool is_blank(const char *text)
{
    return !text || !*text;
}

/* One row: the header or row I. Blanks owed are paid only before the next text, so that no line
 * ends in them. */
static void set_row(Page *page, const Setting *set, size_t i, bool header)
{
    size_t owed = 0;
    for (size_t j = 0; j < set->grid->columns; j++) {
        const myn_grid_column *column = &set->grid->column[j];
        const char *text = header ? column->name : grid_cell(set->grid, i, j);
        unsigned style = header || is_blank(text) ? MYN_STYLE_STRONG
                                                  : set->grid->style[i * set->grid->columns + j];
        size_t width = set->width[j], taken = is_blank(text) ? 0 : ink_width(text);
        if (width == 0) continue;
        if (taken > width) taken = width;
        if (taken) {
            page_pad(page, owed + (column->right ? width - taken : 0));
            taken = ink_text(page, set->how, style, text, width);
            owed = 0;
            if (column->right) taken = width;
        }
        owed += width - taken + GAP;
    }
    page_put(page, "\n");
}

size_t grid_needs(const myn_grid *grid, size_t least)
{
    size_t all = 0, *width = calloc(grid->columns, sizeof *width);
    if (!width) return 0;
    measure(grid, width);
    for (size_t j = 0; j < grid->columns; j++)
        all += (may_be_cut(&grid->column[j]) && width[j] > least ? least : width[j]) + GAP;
    free(width);
    return all - GAP;
}

void grid_terminal(const myn_grid *grid, const myn_terminal *how, Page *page)
{
    size_t *width = calloc(grid->columns, sizeof *width);
    if (!width) {
        page->text.failed = true;
        return;
    }
    measure(grid, width);
    if (how->width) squeeze(grid, width, how->width);
    Setting set = {grid, how, width};
    set_row(page, &set, 0, true);
    for (size_t i = 0; i < grid->rows && page_turn(page); i++) set_row(page, &set, i, false);
    free(width);
}

myn_status myn_grid_terminal(const myn_grid *grid, const myn_terminal *how, const myn_sink *sink)
{
    Page page = page_to(sink);
    if (grid->title) ink_line(&page, how, MYN_STYLE_STRONG, grid->title, 0);
    grid_terminal(grid, how, &page);
    return page_close(&page);
}
