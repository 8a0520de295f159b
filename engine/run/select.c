/* Which period of a series an edition takes, and gaps filled along time. */
#include "run/pipeline.h"
#include <math.h>
#include <string.h>

/* A period in which every area is missing or withheld is no data. */
static bool any_value(const uint8_t *cell, size_t areas)
{
    for (size_t a = 0; a < areas; a++)
        if (myn_cell_valued(cell[a])) return true;
    return false;
}

myn_status myn_rows_periods(const myn_panel *panel, myn_arena *arena, myn_series_periods *out)
{
    for (size_t row = 0; row < panel->rows; row++) {
        out[row] = (myn_series_periods){
            .period = myn_arena_get(arena, (panel->periods + 1) * sizeof(size_t))};
        if (!out[row].period) return MYN_ERR_MEMORY;
        for (size_t t = 0; t < panel->periods; t++)
            if (any_value(panel->plane[t].cell + row * panel->areas, panel->areas))
                out[row].period[out[row].count++] = t;
    }
    return MYN_OK;
}

/* By its end alone: three pooled years count for the last of them. */
static bool in_window(myn_period period, myn_period window)
{
    return period.end <= window.end && period.end > window.start;
}

void myn_select(const myn_panel *panel, const myn_series_periods *periods, size_t row, myn_period window,
                myn_selected *out)
{
    size_t n = panel->areas;
    out->used = -1;
    for (size_t i = 0; i < periods->count; i++)
        if (in_window(panel->plane[periods->period[i]].period, window))
            out->used = (int32_t)periods->period[i];
    if (out->used < 0) {
        for (size_t a = 0; a < n; a++) out->value[a] = NAN;
        memset(out->cell, MYN_CELL_ABSENT, n);
        return;
    }
    const myn_plane *plane = &panel->plane[out->used];
    memcpy(out->value, plane->value + row * n, n * sizeof *out->value);
    memcpy(out->cell, plane->cell + row * n, n);
}

/* One area's series over the periods that have data, for the methods that look along time. */
typedef struct {
    double *value;
    int32_t *mid;
    size_t at; /* where in the list the selected period is */
} myn_along;

/* The middle of a period stands for it. */
static myn_status along_new(const myn_panel *panel, const myn_series_periods *periods, int32_t used,
                            myn_arena *scratch, myn_along *out)
{
    out->value = myn_arena_get(scratch, periods->count * sizeof *out->value);
    out->mid = myn_arena_get(scratch, periods->count * sizeof *out->mid);
    if (!out->value || !out->mid) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < periods->count; i++) {
        myn_period period = panel->plane[periods->period[i]].period;
        out->mid[i] = period.start + (period.end - period.start) / 2;
        if ((int32_t)periods->period[i] == used) out->at = i;
    }
    return MYN_OK;
}

static double along_time(const myn_fill *fill, const myn_along *along, size_t periods)
{
    size_t from;
    int32_t days = (int32_t)(fill->window_years * 365.25);
    if (fill->kind == MYN_FILL_CARRY) return myn_carry(along->value, along->mid, along->at, days, &from);
    if (fill->kind == MYN_FILL_NEAREST)
        return myn_nearest(along->value, along->mid, periods, along->at, days, &from);
    return myn_interpolate(along->value, along->mid, periods, along->at);
}

myn_status myn_fill_time(const myn_panel *panel, const myn_series_periods *periods, size_t row,
                         const myn_fill *fill, myn_selected *out, myn_arena *scratch)
{
    myn_along along = {0};
    if (out->used < 0) return MYN_OK;
    myn_status status = along_new(panel, periods, out->used, scratch, &along);
    if (status) return status;
    uint8_t cell = fill->kind == MYN_FILL_INTERPOLATE ? MYN_CELL_INTERPOLATED : MYN_CELL_CARRIED;
    for (size_t a = 0; a < panel->areas; a++) {
        if (!isnan(out->value[a])) continue;
        for (size_t i = 0; i < periods->count; i++)
            along.value[i] = panel->plane[periods->period[i]].value[row * panel->areas + a];
        out->value[a] = along_time(fill, &along, periods->count);
        if (!isnan(out->value[a])) out->cell[a] = cell;
    }
    return MYN_OK;
}
