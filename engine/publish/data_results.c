/* Scores, ranks, groups and bands as tidy tables; the tree and the areas. */
#include "publish/data.h"
#include <math.h>

// clang-format off
#define AREA_COLUMNS \
    {"area", WORD_DATA_AREA, AS_TEXT, true, {0}}, \
    {"area_name_en", WORD_DATA_AREA_EN, AS_TEXT, false, {0}}, \
    {"area_name_cy", WORD_DATA_AREA_CY, AS_TEXT, false, {0}}
#define RESULT_COLUMNS \
    AREA_COLUMNS, \
    {"node", WORD_DATA_NODE, AS_TEXT, true, {0}}, \
    {"node_name_en", WORD_DATA_NODE_EN, AS_TEXT, false, {0}}, \
    {"node_name_cy", WORD_DATA_NODE_CY, AS_TEXT, false, {0}}, \
    {"edition", WORD_DATA_EDITION, AS_TEXT, true, {0}}
#define END_COLUMNS \
    {"status", WORD_DATA_STATUS, AS_STATUS, false, {0}}, \
    {"rests_on_withheld", WORD_DATA_RESTS, AS_YES, false, {0}}

static const Column score_columns[] = {
    RESULT_COLUMNS, {"value", WORD_DATA_SCORE, AS_REAL, false, {0}}, END_COLUMNS};
static const Column rank_columns[] = {
    RESULT_COLUMNS, {"value", WORD_DATA_RANK, AS_WHOLE, false, {0}}, END_COLUMNS};
static const Column quantile_columns[] = {
    RESULT_COLUMNS, {"value", WORD_DATA_GROUP, AS_WHOLE, false, {0}}, END_COLUMNS,
    {"groups", WORD_DATA_GROUPS, AS_WHOLE, true, {0}}};
static const Column band_columns[] = {
    RESULT_COLUMNS, {"value", WORD_DATA_BAND, AS_WHOLE, false, {0}}, END_COLUMNS,
    {"band_name_en", WORD_DATA_BAND_EN, AS_TEXT, false, {0}},
    {"band_name_cy", WORD_DATA_BAND_CY, AS_TEXT, false, {0}}};
static const Column node_columns[] = {
    {"node", WORD_DATA_NODE, AS_TEXT, true, {0}},
    {"node_name_en", WORD_DATA_NODE_EN, AS_TEXT, false, {0}},
    {"node_name_cy", WORD_DATA_NODE_CY, AS_TEXT, false, {0}},
    {"parent", WORD_DATA_PARENT, AS_TEXT, false, {0}},
    {"level", WORD_DATA_LEVEL, AS_TEXT, false, {0}},
    {"indicator", WORD_DATA_INDICATOR, AS_TEXT, false, {0}},
    {"unit", WORD_DATA_UNIT, AS_TEXT, false, {0}},
    {"weight", WORD_DATA_WEIGHT, AS_REAL, false, {0}},
    {"direction", WORD_DATA_DIRECTION, AS_WHOLE, false, {0}},
    {"decimals", WORD_DATA_DECIMALS, AS_WHOLE, false, {0}}};
static const Column area_columns[] = {
    AREA_COLUMNS,
    {"parent", WORD_DATA_PARENT_AREA, AS_TEXT, false, {0}},
    {"level", WORD_DATA_LEVEL, AS_TEXT, false, {0}}};
// clang-format on

enum { EDITION = 6, VALUE, STATUS, RESTS, FURTHER };

/* What a row speaks of. */
typedef struct {
    size_t area, node, at, grouping, edition;
} Place;

static Place place_of(const Table *table, size_t row, size_t groupings)
{
    const Source *s = table->source;
    size_t cells = s->areas * s->nodes, at = row % cells, rest = row / cells;
    return (Place){at % s->areas, at / s->areas, at, rest % groupings, rest / groupings};
}

/* What all four have. */
static Cell result_cell(const Source *s, const Place *place, size_t column)
{
    const myn_item *node = &s->labels->node[place->node];
    if (column < 3) return cell_area(&s->labels->areas->at[place->area], column);
    if (column < EDITION) return cell_named(node->code, node->label, column - 3);
    if (column == EDITION) return cell_text(s->labels->edition[place->edition].name);
    if (column == STATUS)
        return cell_text(myn_cell_word(s->release->data[place->edition].score_cell[place->at]));
    return cell_yes(s->rests[place->edition][place->at]);
}

static Cell score_cell(const Table *table, size_t row, size_t column)
{
    Place place = place_of(table, row, 1);
    return column == VALUE ? cell_score(table->source, place.edition, place.at)
                           : result_cell(table->source, &place, column);
}

static Cell rank_cell(const Table *table, size_t row, size_t column)
{
    Place place = place_of(table, row, 1);
    return column == VALUE ? cell_rank(table->source, place.edition, place.at)
                           : result_cell(table->source, &place, column);
}

static Cell quantile_cell(const Table *table, size_t row, size_t column)
{
    const Source *s = table->source;
    Place place = place_of(table, row, s->labels->quantiles);
    const myn_edition *data = &s->release->data[place.edition];
    if (column == FURTHER) return cell_whole(s->labels->quantile[place.grouping], MYN_CELL_OBSERVED);
    if (column != VALUE) return result_cell(s, &place, column);
    uint8_t group = data->quantile[place.grouping][place.at];
    return cell_whole(group ? group : NAN, data->score_cell[place.at]);
}

static Cell band_cell(const Table *table, size_t row, size_t column)
{
    const Source *s = table->source;
    Place place = place_of(table, row, 1);
    if (column < VALUE || column == STATUS || column == RESTS) return result_cell(s, &place, column);
    const myn_edition *data = &s->release->data[place.edition];
    size_t band = data->band ? data->band[place.at] : 0;
    if (column == VALUE) return cell_whole(band ? (double)band : NAN, data->score_cell[place.at]);
    myn_label label = band && band <= s->labels->bands ? s->labels->band[band - 1].label : (myn_label){0};
    return cell_text(column == FURTHER ? label.en : label.cy);
}

#define SET_COLUMNS(table, array) \
    ((table)->column = (array), (table)->columns = sizeof(array) / sizeof *(array))

myn_status table_results(Source *source, myn_data_table which, Table *out)
{
    const myn_labels *labels = source->labels;
    out->rows = (source->release->edition + 1) * source->nodes * source->areas;
    if (which == MYN_DATA_SCORES) {
        SET_COLUMNS(out, score_columns), out->cell = score_cell;
        return MYN_OK;
    }
    if (which == MYN_DATA_RANKS) {
        SET_COLUMNS(out, rank_columns), out->cell = rank_cell;
        return MYN_OK;
    }
    if (which == MYN_DATA_QUANTILES) {
        SET_COLUMNS(out, quantile_columns), out->cell = quantile_cell;
        out->rows *= labels->quantiles;
        return labels->quantiles ? MYN_OK : MYN_ERR_NOT_FOUND;
    }
    SET_COLUMNS(out, band_columns), out->cell = band_cell;
    return labels->bands ? MYN_OK : MYN_ERR_NOT_FOUND;
}

/* ---- what rows and columns are ---- */

static const char *unit_of(const myn_labels *labels, const myn_item *node)
{
    return node->indicator < labels->indicators ? labels->indicator[node->indicator].unit : NULL;
}

static Cell node_cell(const Table *table, size_t row, size_t column)
{
    const myn_labels *labels = table->source->labels;
    const myn_item *node = &labels->node[row];
    bool top = node->parent >= labels->nodes;
    switch (column) {
    case 3: return cell_text(top ? NULL : labels->node[node->parent].code);
    case 4: return cell_text(node->level);
    case 5:
        return cell_text(node->indicator < labels->indicators ? labels->indicator[node->indicator].code
                                                              : NULL);
    case 6: return cell_text(unit_of(labels, node));
    case 7: return cell_real(top ? NAN : node->weight, -1, MYN_CELL_NOT_APPLICABLE);
    case 8: return cell_whole(node->direction, MYN_CELL_NOT_APPLICABLE);
    case 9: return cell_whole(node->decimals < 0 ? NAN : node->decimals, MYN_CELL_NOT_APPLICABLE);
    default: return cell_named(node->code, node->label, column);
    }
}

static Cell area_cell(const Table *table, size_t row, size_t column)
{
    const myn_area *area = &table->source->labels->areas->at[row];
    return column < 3 ? cell_area(area, column) : cell_text(column == 3 ? area->parent : area->level);
}

myn_status table_places(Source *source, myn_data_table which, Table *out)
{
    if (which == MYN_DATA_AREAS) {
        SET_COLUMNS(out, area_columns), out->cell = area_cell;
        out->rows = source->areas;
        return MYN_OK;
    }
    SET_COLUMNS(out, node_columns), out->cell = node_cell;
    out->rows = source->nodes;
    return MYN_OK;
}
