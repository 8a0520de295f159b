/* Forms of a grid onto a page, for the writers of longer reports. */
#ifndef MYN_REPORT_GRID_H
#define MYN_REPORT_GRID_H
#include "report/page.h"

/* The text of row I, column J, or NULL. */
static inline const char *grid_cell(const myn_grid *grid, size_t i, size_t j)
{
    size_t at = i * grid->columns + j;
    return at < grid->filled ? grid->cell[at] : NULL;
}

void grid_json(const myn_grid *grid, Page *page); /* an array, no line end after it */
void grid_markdown(const myn_grid *grid, Page *page);
void grid_terminal(const myn_grid *grid, const myn_terminal *how, Page *page);

/* Columns that GRID takes where texts that may be cut are cut to LEAST. */
size_t grid_needs(const myn_grid *grid, size_t least);

#endif
