/* Cubes into a store, a plane at a time. */
#include "writing.h"
#include <math.h>
#include <stdlib.h>

/* A cube of the rows FIRST .. FIRST + ROWS - 1 of PANEL. */
typedef struct {
    myn_cube which;
    const myn_panel *panel;
    size_t first, rows;
} myn_cube_part;

/* One of the four arrays of a plane. */
static const void *array_of(const myn_plane *plane, const myn_cube_variables *as, int variable)
{
    return variable == as->value   ? plane->value
           : variable == as->cell  ? (const void *)plane->cell
           : variable == as->lower ? plane->lower
                                   : plane->upper;
}

static bool has_number(const double *value, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!isnan(value[i])) return true;
    return false;
}

/* Values and cells always; limits where any of these rows has one. */
static bool wanted(const myn_cube_part *part, const myn_cube_variables *as, int variable)
{
    const myn_panel *panel = part->panel;
    bool wants = variable == as->value || variable == as->cell;
    for (size_t i = 0; !wants && i < panel->periods; i++) {
        const double *limit = array_of(&panel->plane[i], as, variable);
        wants = limit && has_number(limit + part->first * panel->areas, part->rows * panel->areas);
    }
    return wants;
}

static double *missing_plane(size_t cells)
{
    double *out = malloc((cells + 1) * sizeof *out);
    for (size_t i = 0; out && i < cells; i++) out[i] = NAN;
    return out;
}

/* Plane by plane, each in one write of what lies side by side in memory. */
static bool put_array(myn_writer *writer, const myn_cube_part *part, int variable)
{
    const myn_panel *panel = part->panel;
    const myn_cube_variables *as = &myn_store_cube[part->which];
    if (!wanted(part, as, variable)) return true;
    size_t size = variable == as->cell ? 1 : sizeof(double), skip = part->first * panel->areas * size;
    double *missing = NULL;
    hid_t data;
    bool written = myn_write_define(writer, variable, NULL, &data);
    for (size_t i = 0; written && i < panel->periods && part->rows * panel->areas > 0; i++) {
        const myn_part at = {i};
        const char *from = array_of(&panel->plane[i], as, variable);
        if (!from && !missing) missing = missing_plane(part->rows * panel->areas);
        const void *values = from ? from + skip : (const char *)missing;
        written = values && myn_h5_write(data, &at, myn_store_variable[variable].as, values);
    }
    free(missing);
    return myn_h5_close_data(&data) && written;
}

static bool put_cube(myn_writer *writer, const myn_cube_part *part)
{
    const myn_cube_variables *as = &myn_store_cube[part->which];
    return put_array(writer, part, as->value) && put_array(writer, part, as->cell) &&
           put_array(writer, part, as->lower) && put_array(writer, part, as->upper);
}

static bool put_periods(myn_writer *writer, int dimension, const myn_time_variables *as,
                        const myn_panel *panel)
{
    size_t count = panel ? panel->periods : 0;
    myn_period *period = calloc(count + 1, sizeof *period);
    char(*label)[MYN_PERIOD_TEXT] = calloc(count + 1, sizeof *label);
    const char **text = calloc(count + 1, sizeof *text);
    bool written = period && label && text;
    for (size_t i = 0; written && i < count; i++) {
        period[i] = panel->plane[i].period;
        myn_period_text(period[i], label[i]);
        text[i] = label[i];
    }
    written = written && myn_write_dimension(writer, dimension, count) &&
              myn_write_whole(writer, as->label, text) && myn_write_times(writer, as, period, count);
    free(period);
    free(label);
    free(text);
    return written;
}

bool myn_write_cubes(myn_writer *writer, const myn_panel *panel, const myn_panel *parents)
{
    static const myn_time_variables own = {VAR_PERIOD, VAR_TIME, VAR_TIME_BNDS};
    static const myn_time_variables larger = {VAR_PARENT_PERIOD, VAR_PARENT_TIME, VAR_PARENT_TIME_BNDS};
    const myn_labels *labels = writer->labels;
    const myn_cube_part raw = {MYN_CUBE_RAW, panel, 0, labels->indicators};
    const myn_cube_part inputs = {MYN_CUBE_INPUTS, panel, labels->indicators, labels->inputs};
    const myn_cube_part up = {MYN_CUBE_PARENTS, parents, 0, labels->indicators};
    const myn_panel none = {0};
    if (!put_periods(writer, DIM_PERIOD, &own, panel) || !put_cube(writer, &raw)) return false;
    if (labels->inputs && !(myn_write_inputs(writer) && put_cube(writer, &inputs))) return false;
    if (!labels->parents) return true;
    const myn_cube_part empty = {MYN_CUBE_PARENTS, &none, 0, labels->indicators};
    return myn_write_larger(writer) && put_periods(writer, DIM_PARENT_PERIOD, &larger, parents) &&
           put_cube(writer, parents ? &up : &empty);
}
