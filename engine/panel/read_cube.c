/* Cubes out of a store, a period at a time. */
#include "edition.h"
#include "reading.h"
#include <math.h>
#include <stdlib.h>

typedef struct {
    size_t rows, areas, periods;
    const myn_period *period;
} shape;

static shape shape_of(const myn_store *store, myn_cube which)
{
    bool larger = which == MYN_CUBE_PARENTS;
    return (shape){which == MYN_CUBE_INPUTS ? store->labels.inputs : store->labels.indicators,
                   larger ? store->labels.parents->count : store->labels.areas->count,
                   store->size[larger ? DIM_PARENT_PERIOD : DIM_PERIOD], store->period[larger]};
}

/* The arrays of all planes that are one data set: VALUE picks one of a plane. */
typedef void *(*pick)(myn_plane *plane);
static void *value_of(myn_plane *plane)
{
    return plane->value;
}
static void *cell_of(myn_plane *plane)
{
    return plane->cell;
}

static myn_status read_planes(myn_store *store, int variable, myn_panel *panel, pick of)
{
    hid_t data;
    const myn_variable *v = &myn_store_variable[variable];
    myn_status status = myn_read_open(store, variable, NULL, &data);
    size_t cells = panel->rows * panel->areas;
    for (size_t i = 0; status == MYN_OK && cells && i < panel->periods; i++) {
        const myn_part part = {i};
        if (!myn_h5_read(data, &part, v->as, of(&panel->plane[i])))
            status = myn_refuse(store, "%s cannot be read", v->name);
    }
    myn_h5_close_data(&data);
    return status;
}

static bool all_missing(const double *value, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!isnan(value[i])) return false;
    return true;
}

/* A plane that has no limit at all had no array of them. */
static myn_status read_limits(myn_store *store, int variable, myn_panel *panel, bool upper)
{
    hid_t data;
    const myn_variable *v = &myn_store_variable[variable];
    size_t cells = panel->rows * panel->areas, bytes = cells * sizeof(double);
    if (!myn_read_has(store, v->group, v->name) || cells == 0) return MYN_OK;
    myn_status status = myn_read_open(store, variable, NULL, &data);
    for (size_t i = 0; status == MYN_OK && i < panel->periods; i++) {
        const myn_part part = {i};
        double *limit = NULL;
        if (bytes > panel->limit - panel->held) status = MYN_ERR_LIMIT;
        if (status == MYN_OK && !(limit = malloc(bytes))) status = MYN_ERR_MEMORY;
        if (status == MYN_OK && !myn_h5_read(data, &part, v->as, limit))
            status = myn_refuse(store, "%s cannot be read", v->name);
        if (status != MYN_OK || all_missing(limit, cells)) {
            free(limit);
            continue;
        }
        panel->held += bytes;
        *(upper ? &panel->plane[i].upper : &panel->plane[i].lower) = limit;
    }
    myn_h5_close_data(&data);
    return status;
}

static myn_status fill(myn_store *store, myn_cube which, const shape *of, myn_panel *panel)
{
    const myn_cube_variables *as = &myn_store_cube[which];
    size_t number, cells = of->rows * of->areas;
    for (size_t i = 0; i < of->periods; i++) {
        myn_status status = myn_panel_plane(panel, of->period[i], &number);
        if (status != MYN_OK) return status;
    }
    if (which == MYN_CUBE_INPUTS && of->rows == 0) return MYN_OK;
    myn_status status = read_planes(store, as->value, panel, value_of);
    if (status == MYN_OK) status = read_planes(store, as->cell, panel, cell_of);
    if (status == MYN_OK) status = read_limits(store, as->lower, panel, false);
    if (status == MYN_OK) status = read_limits(store, as->upper, panel, true);
    for (size_t i = 0; status == MYN_OK && i < of->periods; i++)
        if (!myn_bytes_below(panel->plane[i].cell, cells, MYN_CELL_KINDS))
            status = myn_refuse(store, "a cell is of no kind that there is");
    return status;
}

myn_status myn_store_panel(myn_store *store, myn_cube which, myn_panel **out)
{
    *out = NULL;
    if (which != MYN_CUBE_RAW && which != MYN_CUBE_INPUTS && which != MYN_CUBE_PARENTS)
        return MYN_ERR_ARGUMENT;
    if (which == MYN_CUBE_PARENTS && !store->labels.parents) return MYN_ERR_NOT_FOUND;
    const shape of = shape_of(store, which);
    myn_panel *panel;
    myn_status status = myn_panel_new(of.rows, of.areas, store->limit, &panel);
    if (status != MYN_OK) return status;
    const myn_hush hush = myn_hush_begin();
    status = fill(store, which, &of, panel);
    myn_hush_end(&hush);
    if (status == MYN_OK)
        *out = panel;
    else
        myn_panel_free(panel);
    return status;
}
