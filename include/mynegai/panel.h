/* The cube: row (indicator or supporting series) x period x area, and for each cell why it is as it is.
 *
 * A plane a period, so that a period met late in a file costs no copying. Within a plane rows are series,
 * columns areas, values contiguous along areas. */
#ifndef MYNEGAI_PANEL_H
#define MYNEGAI_PANEL_H
#include <mynegai/cell.h>
#include <mynegai/mat.h>
#include <mynegai/period.h>
#include <mynegai/status.h>
#include <stddef.h>

typedef struct {
    myn_period period;
    double *value;         /* rows x areas; NaN where the cell has no value */
    uint8_t *cell;         /* rows x areas, myn_cell */
    double *lower, *upper; /* rows x areas, or NULL where no limit was given in this period */
} myn_plane;

typedef struct myn_panel {
    size_t rows, areas;
    size_t periods;
    myn_plane *plane;
    size_t limit, held; /* bytes allowed and in use */
} myn_panel;

/* An empty panel; LIMIT bytes at most (0: no limit). ROWS or AREAS may be 0. MYN_ERR_LIMIT where a plane could
 * not be addressed. */
myn_status myn_panel_new(size_t rows, size_t areas, size_t limit, myn_panel **out) MYN_CHECKED;

/* Give back the panel and all its planes. Accepts NULL. */
void myn_panel_free(myn_panel *panel);

/* Number of the plane of PERIOD, made with every cell absent where new. MYN_ERR_LIMIT or MYN_ERR_MEMORY. Moves
 * no plane's arrays. */
myn_status myn_panel_plane(myn_panel *panel, myn_period period, size_t *number) MYN_CHECKED;

typedef struct {
    size_t row, area;
    double value, lower, upper; /* NaN: none */
    uint8_t cell;
} myn_entry;

typedef enum { MYN_PUT_NEW, MYN_PUT_SAME, MYN_PUT_CLASH } myn_put;

/* Put ENTRY into plane NUMBER. A cell that holds something stays as it is: MYN_PUT_SAME where it equals ENTRY
 * (value and cell), MYN_PUT_CLASH where not. MYN_ERR_MEMORY or MYN_ERR_LIMIT where limits need a new array;
 * MYN_ERR_ARGUMENT where a number is out of its range. O(1). */
myn_status myn_panel_put(myn_panel *panel, size_t number, const myn_entry *entry, myn_put *out) MYN_CHECKED;

/* Order the planes by period (myn_period_compare), as a store wants them; numbers of planes change. */
void myn_panel_sort(myn_panel *panel);

/* The values of plane NUMBER as a matrix, rows x areas; borrowed. */
static inline myn_mat myn_plane_values(const myn_panel *panel, size_t number)
{
    return (myn_mat){panel->plane[number].value, panel->rows, panel->areas, panel->areas};
}

#endif
