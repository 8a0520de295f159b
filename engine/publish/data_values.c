/* Values of indicators, of areas and of larger ones, and measures of larger areas as tidy tables. */
#include "publish/data.h"
#include <math.h>

// clang-format off
static const Column value_columns[] = {
    {"area", WORD_DATA_AREA, AS_TEXT, true, {0}},
    {"area_name_en", WORD_DATA_AREA_EN, AS_TEXT, false, {0}},
    {"area_name_cy", WORD_DATA_AREA_CY, AS_TEXT, false, {0}},
    {"indicator", WORD_DATA_INDICATOR, AS_TEXT, true, {0}},
    {"indicator_name_en", WORD_DATA_INDICATOR_EN, AS_TEXT, false, {0}},
    {"indicator_name_cy", WORD_DATA_INDICATOR_CY, AS_TEXT, false, {0}},
    {"period", WORD_DATA_PERIOD, AS_PERIOD, true, {0}},
    {"unit", WORD_DATA_UNIT, AS_TEXT, false, {0}},
    {"value", WORD_DATA_VALUE, AS_REAL, false, {0}},
    {"lower", WORD_DATA_LOWER, AS_REAL, false, {0}},
    {"upper", WORD_DATA_UPPER, AS_REAL, false, {0}},
    {"status", WORD_DATA_STATUS, AS_STATUS, false, {0}}};
static const Column summary_columns[] = {
    {"area", WORD_DATA_AREA, AS_TEXT, true, {0}},
    {"area_name_en", WORD_DATA_AREA_EN, AS_TEXT, false, {0}},
    {"area_name_cy", WORD_DATA_AREA_CY, AS_TEXT, false, {0}},
    {"measure", WORD_DATA_MEASURE, AS_TEXT, true, {0}},
    {"measure_name_en", WORD_DATA_MEASURE_EN, AS_TEXT, false, {0}},
    {"measure_name_cy", WORD_DATA_MEASURE_CY, AS_TEXT, false, {0}},
    {"node", WORD_DATA_NODE, AS_TEXT, false, {0}},
    {"edition", WORD_DATA_EDITION, AS_TEXT, true, {0}},
    {"value", WORD_DATA_VALUE, AS_REAL, false, {0}},
    {"rank", WORD_DATA_RANK, AS_WHOLE, false, {0}}};
// clang-format on

enum { PERIOD = 6, UNIT, VALUE, LOWER, UPPER, STATUS };

/* A panel's rows, with the texts of its periods. */
typedef struct {
    const myn_panel *panel;
    const myn_areas *areas;
    const char **period;
    size_t indicators;
} Cube;

/* ---- values ---- */

static Cell limit_cell(const double *limit, size_t at, uint8_t why)
{
    return cell_real(limit ? limit[at] : NAN, -1, why);
}

static Cell value_cell(const Table *table, size_t row, size_t column)
{
    const Cube *cube = table->more;
    size_t number = table_at(table, row), areas = cube->panel->areas, cells = cube->indicators * areas;
    size_t at = number % cells, p = number / cells;
    const myn_plane *plane = &cube->panel->plane[p];
    const myn_item *item = &table->source->labels->indicator[at / areas];
    if (column < 3) return cell_area(&cube->areas->at[at % areas], column);
    switch (column) {
    case PERIOD: return cell_text(cube->period[p]);
    case UNIT: return cell_text(item->unit);
    case VALUE: return cell_real(plane->value[at], -1, plane->cell[at]);
    case LOWER: return limit_cell(plane->lower, at, plane->cell[at]);
    case UPPER: return limit_cell(plane->upper, at, plane->cell[at]);
    case STATUS: return cell_text(myn_cell_word(plane->cell[at]));
    default: return cell_named(item->code, item->label, column - 3);
    }
}

/* The cells that something speaks of: how many, and, where OUT is given, which. */
static size_t list_cells(const Cube *cube, size_t *out)
{
    size_t cells = cube->indicators * cube->panel->areas, count = 0;
    for (size_t p = 0; p < cube->panel->periods; p++)
        for (size_t at = 0; at < cells; at++) {
            if (cube->panel->plane[p].cell[at] == MYN_CELL_ABSENT) continue;
            if (out) out[count] = p * cells + at;
            count++;
        }
    return count;
}

static myn_status name_periods(Source *source, Cube *cube)
{
    size_t periods = cube->panel->periods;
    char text[MYN_PERIOD_TEXT];
    cube->period = myn_arena_zero(source->arena, periods + 1, sizeof *cube->period);
    if (!cube->period) return MYN_ERR_MEMORY;
    for (size_t p = 0; p < periods; p++) {
        myn_period_text(cube->panel->plane[p].period, text);
        cube->period[p] = myn_arena_print(source->arena, "%s", text);
    }
    return MYN_OK;
}

static myn_status table_of_cube(Source *source, const myn_panel *panel, const myn_areas *areas, Table *out)
{
    Cube *cube = myn_arena_zero(source->arena, 1, sizeof *cube);
    if (!cube) return MYN_ERR_MEMORY;
    *cube = (Cube){.panel = panel, .areas = areas, .indicators = source->labels->indicators};
    myn_status status = name_periods(source, cube);
    if (status) return status;
    out->rows = list_cells(cube, NULL);
    size_t *at = myn_arena_zero(source->arena, out->rows + 1, sizeof *at);
    if (!at) return MYN_ERR_MEMORY;
    list_cells(cube, at);
    out->at = at, out->more = cube, out->cell = value_cell;
    out->column = value_columns, out->columns = sizeof value_columns / sizeof *value_columns;
    return MYN_OK;
}

/* ---- measures ---- */

static Cell summary_cell(const Table *table, size_t row, size_t column)
{
    const myn_labels *labels = table->source->labels;
    size_t areas = labels->summary_areas->count, cells = areas * labels->measures, at = row % cells;
    const myn_edition *data = &table->source->release->data[row / cells];
    const myn_measure_label *measure = &labels->measure[at / areas];
    if (column < 3) return cell_area(&labels->summary_areas->at[at % areas], column);
    switch (column) {
    case 6: return cell_text(measure->node);
    case 7: return cell_text(labels->edition[row / cells].name);
    case 8: return cell_real(data->summary ? data->summary[at] : NAN, -1, MYN_CELL_MISSING);
    case 9:
        return cell_whole(data->summary_rank && data->summary_rank[at] > 0 ? data->summary_rank[at] : NAN,
                          MYN_CELL_MISSING);
    default: return cell_named(measure->code, measure->label, column - 3);
    }
}

myn_status table_values(Source *source, myn_data_table which, Table *out)
{
    const myn_labels *labels = source->labels;
    const myn_release *release = source->release;
    if (which == MYN_DATA_VALUES) return table_of_cube(source, release->raw, labels->areas, out);
    if (which == MYN_DATA_LARGER)
        return release->parents ? table_of_cube(source, release->parents, labels->parents, out)
                                : MYN_ERR_NOT_FOUND;
    if (!labels->measures || !labels->summary_areas) return MYN_ERR_NOT_FOUND;
    out->rows = (release->edition + 1) * labels->measures * labels->summary_areas->count;
    out->cell = summary_cell;
    out->column = summary_columns, out->columns = sizeof summary_columns / sizeof *summary_columns;
    return MYN_OK;
}
