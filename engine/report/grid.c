/* Filling a table of texts. */
#include <mynegai/report.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static myn_status copy_columns(myn_grid *grid, const myn_grid_column *column, size_t columns)
{
    grid->column = calloc(columns, sizeof *grid->column);
    if (!grid->column) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < columns; i++) {
        grid->column[i] = (myn_grid_column){strdup(column[i].name), column[i].right};
        grid->columns++;
        if (!grid->column[i].name) return MYN_ERR_MEMORY;
    }
    return MYN_OK;
}

myn_status myn_grid_new(const char *title, const myn_grid_column *column, size_t columns, myn_grid **out)
{
    *out = NULL;
    if (columns == 0) return MYN_ERR_ARGUMENT;
    myn_grid *grid = calloc(1, sizeof *grid);
    if (!grid) return MYN_ERR_MEMORY;
    grid->title = title ? strdup(title) : NULL;
    myn_status status = title && !grid->title ? MYN_ERR_MEMORY : copy_columns(grid, column, columns);
    if (status) {
        myn_grid_free(grid);
        return status;
    }
    *out = grid;
    return MYN_OK;
}

void myn_grid_free(myn_grid *grid)
{
    if (!grid) return;
    for (size_t i = 0; i < grid->columns; i++) free((char *)grid->column[i].name);
    for (size_t i = 0; i < grid->filled; i++) free(grid->cell[i]);
    free(grid->column);
    free(grid->cell);
    free(grid->style);
    free(grid->title);
    free(grid);
}

/* Room for one more row. */
static bool make_room(myn_grid *grid)
{
    if (grid->filled < grid->room) return true;
    size_t room = grid->room ? 2 * grid->room : 16 * grid->columns;
    char **cell = realloc(grid->cell, room * sizeof *cell);
    if (!cell) return false;
    grid->cell = cell;
    uint8_t *style = realloc(grid->style, room);
    if (!style) return false;
    grid->style = style;
    /* A row that is not filled to its end reads as nothing. */
    memset(cell + grid->room, 0, (room - grid->room) * sizeof *cell);
    memset(style + grid->room, 0, room - grid->room);
    grid->room = room;
    return true;
}

void myn_grid_text(myn_grid *grid, const char *text)
{
    char *copy = text ? strdup(text) : NULL;
    if (grid->failed || (text && !copy) || !make_room(grid)) {
        grid->failed = true;
        free(copy);
        return;
    }
    grid->cell[grid->filled++] = copy;
    grid->rows = (grid->filled + grid->columns - 1) / grid->columns;
}

void myn_grid_number(myn_grid *grid, double value, int decimals)
{
    char text[MYN_NUMBER_TEXT];
    if (isnan(value)) {
        myn_grid_text(grid, NULL);
        return;
    }
    if (decimals < 0)
        myn_number_text(value, text);
    else
        myn_fixed_text(value, decimals, text);
    myn_grid_text(grid, text);
}

void myn_grid_count(myn_grid *grid, size_t value)
{
    char text[MYN_NUMBER_TEXT], *at = text + sizeof text;
    *--at = '\0';
    do *--at = (char)('0' + value % 10);
    while (value /= 10);
    myn_grid_text(grid, at);
}

void myn_grid_style(myn_grid *grid, unsigned style)
{
    if (!grid->failed && grid->filled) grid->style[grid->filled - 1] = (uint8_t)style;
}
