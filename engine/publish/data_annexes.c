/* Uncertainty, forecasts and segments as tidy tables. */
#include "publish/data.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

// clang-format off
static const Column sure_columns[] = {
    {"area", WORD_DATA_AREA, AS_TEXT, true, {0}},
    {"area_name_en", WORD_DATA_AREA_EN, AS_TEXT, false, {0}},
    {"area_name_cy", WORD_DATA_AREA_CY, AS_TEXT, false, {0}},
    {"node", WORD_DATA_NODE, AS_TEXT, true, {0}},
    {"node_name_en", WORD_DATA_NODE_EN, AS_TEXT, false, {0}},
    {"node_name_cy", WORD_DATA_NODE_CY, AS_TEXT, false, {0}},
    {"edition", WORD_DATA_EDITION, AS_TEXT, true, {0}},
    {"figure", WORD_DATA_FIGURE, AS_TEXT, true, {0}},
    {"value", WORD_DATA_VALUE, AS_REAL, false, {0}},
    {"status", WORD_DATA_STATUS, AS_STATUS, false, {0}},
    {"rests_on_withheld", WORD_DATA_RESTS, AS_YES, false, {0}}};
static const Column forecast_columns[] = {
    {"area", WORD_DATA_AREA, AS_TEXT, true, {0}},
    {"area_name_en", WORD_DATA_AREA_EN, AS_TEXT, false, {0}},
    {"area_name_cy", WORD_DATA_AREA_CY, AS_TEXT, false, {0}},
    {"indicator", WORD_DATA_INDICATOR, AS_TEXT, true, {0}},
    {"indicator_name_en", WORD_DATA_INDICATOR_EN, AS_TEXT, false, {0}},
    {"indicator_name_cy", WORD_DATA_INDICATOR_CY, AS_TEXT, false, {0}},
    {"period", WORD_DATA_PERIOD, AS_PERIOD, true, {0}},
    {"model", WORD_DATA_MODEL, AS_TEXT, false, {0}},
    {"mean", WORD_DATA_FORECAST, AS_REAL, false, {0}}};
static const Column segment_columns[] = {
    {"area", WORD_DATA_AREA, AS_TEXT, true, {0}},
    {"area_name_en", WORD_DATA_AREA_EN, AS_TEXT, false, {0}},
    {"area_name_cy", WORD_DATA_AREA_CY, AS_TEXT, false, {0}},
    {"tier", WORD_DATA_TIER, AS_WHOLE, true, {0}},
    {"segment", WORD_DATA_SEGMENT, AS_TEXT, false, {0}},
    {"segment_name_en", WORD_DATA_SEGMENT_EN, AS_TEXT, false, {0}},
    {"segment_name_cy", WORD_DATA_SEGMENT_CY, AS_TEXT, false, {0}},
    {"margin", WORD_DATA_MARGIN, AS_REAL, false, {0}}};
static const Column profile_columns[] = {
    {"segment", WORD_DATA_SEGMENT, AS_TEXT, true, {0}},
    {"segment_name_en", WORD_DATA_SEGMENT_EN, AS_TEXT, false, {0}},
    {"segment_name_cy", WORD_DATA_SEGMENT_CY, AS_TEXT, false, {0}},
    {"tier", WORD_DATA_TIER, AS_WHOLE, false, {0}},
    {"node", WORD_DATA_NODE, AS_TEXT, true, {0}},
    {"node_name_en", WORD_DATA_NODE_EN, AS_TEXT, false, {0}},
    {"node_name_cy", WORD_DATA_NODE_CY, AS_TEXT, false, {0}},
    {"mean", WORD_DATA_MEAN, AS_REAL, false, {0}},
    {"index_100", WORD_DATA_INDEX_100, AS_REAL, false, {0}}};
// clang-format on

#define SET_COLUMNS(table, array) \
    ((table)->column = (array), (table)->columns = sizeof(array) / sizeof *(array))

/* Number of the node with CODE; MYN_NONE. */
static size_t node_of(const myn_labels *labels, const char *code)
{
    for (size_t n = 0; n < labels->nodes; n++)
        if (strcmp(labels->node[n].code, code) == 0) return n;
    return MYN_NONE;
}

/* ---- uncertainty ---- */

typedef struct {
    const char *name;
    size_t node;
    const double *at; /* areas */
} Figure;

typedef struct {
    Source *source;
    Figure *figure; /* NULL while they are counted */
    size_t count;
} Gathering;

static myn_status gather(void *ctx, const SureFigure *of)
{
    Gathering *g = ctx;
    if (g->figure) {
        size_t node = node_of(g->source->labels, of->node);
        if (node == MYN_NONE) return MYN_ERR_FORMAT;
        g->figure[g->count] = (Figure){myn_arena_print(g->source->arena, "%s", of->name), node, of->at};
    }
    g->count++;
    return MYN_OK;
}

static Cell sure_cell(const Table *table, size_t row, size_t column)
{
    const Source *s = table->source;
    const Figure *figure = (const Figure *)table->more + row / s->areas;
    size_t area = row % s->areas, e = s->release->edition, at = figure->node * s->areas + area;
    const myn_item *node = &s->labels->node[figure->node];
    uint8_t why = s->release->data[e].score_cell[at];
    if (column < 3) return cell_area(&s->labels->areas->at[area], column);
    switch (column) {
    case 6: return cell_text(s->labels->edition[e].name);
    case 7: return cell_text(figure->name);
    case 8: return cell_real(myn_cell_valued(why) ? figure->at[area] : NAN, -1, why);
    case 9: return cell_text(myn_cell_word(why));
    case 10: return cell_yes(s->rests[e][at]);
    default: return cell_named(node->code, node->label, column - 3);
    }
}

static myn_status table_sure(Source *source, Table *out)
{
    Gathering g = {.source = source};
    if (!source->sure.annex) return MYN_ERR_NOT_FOUND;
    myn_status status = sureness_each(&source->sure, gather, &g);
    if (status) return status;
    g.figure = myn_arena_zero(source->arena, g.count + 1, sizeof *g.figure);
    if (!g.figure) return MYN_ERR_MEMORY;
    g.count = 0;
    status = sureness_each(&source->sure, gather, &g);
    out->more = g.figure, out->rows = g.count * source->areas;
    SET_COLUMNS(out, sure_columns), out->cell = sure_cell;
    return status;
}

/* ---- forecasts ---- */

enum { MEAN = 8 };

static Cell bound_cell(const Kept *k, size_t number, size_t column)
{
    size_t bound = column - MEAN - 1, points = k->indicators * k->areas * k->steps;
    const double *at = bound % 2 ? k->upper : k->lower;
    return cell_real(at[bound / 2 * points + number], -1, MYN_CELL_MISSING);
}

static Cell forecast_cell(const Table *table, size_t row, size_t column)
{
    const Kept *k = &table->source->forecast;
    size_t number = table_at(table, row), step = number % k->steps, cell = number / k->steps;
    size_t indicator = cell / k->areas;
    const myn_item *item = &k->labels->indicator[indicator];
    if (column < 3) return cell_area(&k->labels->areas->at[cell % k->areas], column);
    if (column < 6) return cell_named(item->code, item->label, column - 3);
    if (column == 6) return cell_text(k->period[indicator * k->steps + step]);
    if (column == 7) return cell_text(k->model[cell]);
    if (column == MEAN) return cell_real(k->mean[number], -1, MYN_CELL_MISSING);
    return bound_cell(k, number, column);
}

static myn_label bound_title(Source *source, DataWord word, const char *level)
{
    myn_label label = {0};
    for (myn_lang lang = MYN_LANG_EN; lang <= MYN_LANG_CY; lang++) {
        myn_buffer text = {0};
        data_fill(&text, word, lang, level, NULL);
        const char *kept = myn_arena_print(source->arena, "%s", text.at ? text.at : "");
        if (lang == MYN_LANG_EN)
            label.en = kept;
        else
            label.cy = kept;
        myn_buffer_free(&text);
    }
    return label;
}

/* Two more columns for each level. */
static myn_status forecast_head(Source *source, Table *out)
{
    const Kept *k = &source->forecast;
    Column *column = myn_arena_zero(source->arena, MEAN + 1 + 2 * k->levels, sizeof *column);
    if (!column) return MYN_ERR_MEMORY;
    memcpy(column, forecast_columns, sizeof forecast_columns);
    for (size_t l = 0; l < k->levels; l++) {
        char level[MYN_NUMBER_TEXT];
        Column *at = &column[MEAN + 1 + 2 * l];
        myn_number_text(myn_round(100 * k->level[l], 6), level);
        at[0] = (Column){.name = myn_arena_print(source->arena, "lower_%s", level),
                         .as = AS_REAL,
                         .label = bound_title(source, WORD_DATA_LOWER_AT, level)};
        at[1] = (Column){.name = myn_arena_print(source->arena, "upper_%s", level),
                         .as = AS_REAL,
                         .label = bound_title(source, WORD_DATA_UPPER_AT, level)};
    }
    out->column = column, out->columns = MEAN + 1 + 2 * k->levels;
    return MYN_OK;
}

static size_t list_steps(const Kept *k, size_t *out)
{
    size_t count = 0, points = k->indicators * k->areas * k->steps;
    for (size_t i = 0; i < points; i++) {
        if (!isfinite(k->mean[i])) continue;
        if (out) out[count] = i;
        count++;
    }
    return count;
}

static myn_status table_forecast(Source *source, Table *out)
{
    const Kept *k = &source->forecast;
    if (!k->annex) return MYN_ERR_NOT_FOUND;
    out->rows = list_steps(k, NULL);
    size_t *at = myn_arena_zero(source->arena, out->rows + 1, sizeof *at);
    if (!at) return MYN_ERR_MEMORY;
    list_steps(k, at);
    out->at = at, out->cell = forecast_cell;
    return forecast_head(source, out);
}

/* ---- segments ---- */

static Cell segment_named(const Segments *k, size_t segment, size_t column)
{
    return cell_named(k->code[segment], (myn_label){k->name_en[segment], k->name_cy[segment]}, column);
}

static Cell segment_cell(const Table *table, size_t row, size_t column)
{
    const Segments *k = &table->source->segments;
    size_t at = table_at(table, row);
    if (column < 3) return cell_area(&k->labels->areas->at[at % k->areas], column);
    if (column == 3) return cell_whole((double)(at / k->areas + 1), MYN_CELL_OBSERVED);
    if (column == 7) return cell_real(k->margin[at], -1, MYN_CELL_NOT_APPLICABLE);
    return segment_named(k, (size_t)k->label[at], column - 4);
}

static Cell profile_cell(const Table *table, size_t row, size_t column)
{
    const Segments *k = &table->source->segments;
    size_t segment = row / k->variables, variable = row % k->variables;
    size_t node = node_of(k->labels, k->variable[variable]);
    myn_label label = node == MYN_NONE ? (myn_label){0} : k->labels->node[node].label;
    if (column < 3) return segment_named(k, segment, column);
    if (column == 3) return cell_whole(k->tier[segment], MYN_CELL_OBSERVED);
    if (column < 7) return cell_named(k->variable[variable], label, column - 4);
    return cell_real((column == 7 ? k->mean : k->index)[row], -1, MYN_CELL_MISSING);
}

static size_t list_members(const Segments *k, size_t *out)
{
    size_t count = 0;
    for (size_t at = 0; at < k->tiers * k->areas; at++) {
        if (k->label[at] < 0) continue;
        if (out) out[count] = at;
        count++;
    }
    return count;
}

static myn_status table_segments(Source *source, Table *out)
{
    const Segments *k = &source->segments;
    out->rows = list_members(k, NULL);
    size_t *at = myn_arena_zero(source->arena, out->rows + 1, sizeof *at);
    if (!at) return MYN_ERR_MEMORY;
    list_members(k, at);
    out->at = at, out->cell = segment_cell;
    SET_COLUMNS(out, segment_columns);
    return MYN_OK;
}

myn_status table_annexes(Source *source, myn_data_table which, Table *out)
{
    const Segments *k = &source->segments;
    if (which == MYN_DATA_UNCERTAINTY) return table_sure(source, out);
    if (which == MYN_DATA_FORECASTS) return table_forecast(source, out);
    if (!k->annex) return MYN_ERR_NOT_FOUND;
    if (which == MYN_DATA_SEGMENTS) return table_segments(source, out);
    out->rows = k->segments * k->variables, out->cell = profile_cell;
    SET_COLUMNS(out, profile_columns);
    return MYN_OK;
}
