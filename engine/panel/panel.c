/* The cube in memory: planes of one period, made as periods are met. */
#include "base/fresh.h"
#include <math.h>
#include <mynegai/panel.h>
#include <stdlib.h>
#include <string.h>

myn_status myn_panel_new(size_t rows, size_t areas, size_t limit, myn_panel **out)
{
    *out = NULL;
    size_t cells;
    if (__builtin_mul_overflow(rows, areas, &cells) || cells > SIZE_MAX / 64) return MYN_ERR_LIMIT;
    myn_panel *panel = calloc(1, sizeof *panel);
    if (!panel) return MYN_ERR_MEMORY;
    panel->rows = rows;
    panel->areas = areas;
    panel->limit = limit;
    *out = panel;
    return MYN_OK;
}

void myn_panel_free(myn_panel *panel)
{
    if (!panel) return;
    for (size_t i = 0; i < panel->periods; i++) {
        free(panel->plane[i].value);
        free(panel->plane[i].cell);
        free(panel->plane[i].lower);
        free(panel->plane[i].upper);
    }
    free(panel->plane);
    free(panel);
}

/* An array for one plane, counted against the limit. At least one byte, so that NULL always means none. */
static myn_status get(myn_panel *panel, size_t size, void **out)
{
    *out = NULL;
    size_t bytes = panel->rows * panel->areas * size;
    if (panel->limit && (panel->held > panel->limit || bytes > panel->limit - panel->held))
        return MYN_ERR_LIMIT;
    *out = myn_fresh(bytes);
    if (!*out) return MYN_ERR_MEMORY;
    if (size == 1) memset(*out, 0, bytes);
    panel->held += bytes;
    return MYN_OK;
}

static myn_status get_missing(myn_panel *panel, double **out)
{
    void *at;
    myn_status status = get(panel, sizeof **out, &at);
    *out = at;
    if (status != MYN_OK) return status;
    size_t cells = panel->rows * panel->areas;
    for (size_t i = 0; i < cells; i++) (*out)[i] = NAN;
    return MYN_OK;
}

/* The plane counts only once all its arrays are there. */
static myn_status add_plane(myn_panel *panel, myn_period period)
{
    myn_plane *grown = reallocarray(panel->plane, panel->periods + 1, sizeof *grown);
    if (!grown) return MYN_ERR_MEMORY;
    panel->plane = grown;
    size_t before = panel->held;
    myn_plane plane = {.period = period};
    void *cell;
    myn_status status = get(panel, 1, &cell);
    plane.cell = cell;
    if (status == MYN_OK) status = get_missing(panel, &plane.value);
    if (status != MYN_OK) {
        free(plane.cell);
        panel->held = before;
        return status;
    }
    panel->plane[panel->periods++] = plane;
    return MYN_OK;
}

/* Few periods, and the rows of a file mostly stay within one: looked for from the newest. */
myn_status myn_panel_plane(myn_panel *panel, myn_period period, size_t *number)
{
    for (size_t i = panel->periods; i-- > 0;) {
        *number = i;
        if (myn_period_equal(panel->plane[i].period, period)) return MYN_OK;
    }
    *number = panel->periods;
    return add_plane(panel, period);
}

static bool same(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

/* Few tables have confidence limits: their arrays are made when the first one comes. */
static myn_status put_limit(myn_panel *panel, double **limits, size_t at, double value)
{
    if (isnan(value)) return MYN_OK;
    if (!*limits) {
        myn_status status = get_missing(panel, limits);
        if (status != MYN_OK) return status;
    }
    (*limits)[at] = value;
    return MYN_OK;
}

/* Limits first: where they cannot be kept the cell stays empty, and the entry can be put again. */
myn_status myn_panel_put(myn_panel *panel, size_t number, const myn_entry *entry, myn_put *out)
{
    if (number >= panel->periods || entry->row >= panel->rows || entry->area >= panel->areas ||
        entry->cell >= MYN_CELL_KINDS)
        return MYN_ERR_ARGUMENT;
    myn_plane *plane = &panel->plane[number];
    size_t at = entry->row * panel->areas + entry->area;
    if (plane->cell[at] != MYN_CELL_ABSENT) {
        bool equal = plane->cell[at] == entry->cell && same(plane->value[at], entry->value);
        *out = equal ? MYN_PUT_SAME : MYN_PUT_CLASH;
        return MYN_OK;
    }
    myn_status status = put_limit(panel, &plane->lower, at, entry->lower);
    if (status == MYN_OK) status = put_limit(panel, &plane->upper, at, entry->upper);
    if (status != MYN_OK) return status;
    plane->value[at] = entry->value;
    plane->cell[at] = entry->cell;
    *out = MYN_PUT_NEW;
    return MYN_OK;
}

static int by_period(const void *a, const void *b)
{
    return myn_period_compare(((const myn_plane *)a)->period, ((const myn_plane *)b)->period);
}

void myn_panel_sort(myn_panel *panel)
{
    if (panel->periods > 1) qsort(panel->plane, panel->periods, sizeof *panel->plane, by_period);
}
