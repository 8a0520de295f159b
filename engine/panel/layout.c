/* The store as a table: every group, dimension and data set once, for writer and reader alike. */
#include "layout.h"
#include <stdio.h>

#define DAYS        "days since 1970-01-01"
#define AREA_NAMES  "area_name_en area_name_cy"
#define LABELS      "indicator_label_en indicator_label_cy"
#define NODE_LABELS "node_label_en node_label_cy"

const char *const myn_store_group[GROUPS] = {"/", "inputs", "parents", "model", "summaries", "provenance"};

const myn_dimension myn_store_dimension[DIMS] = {
    [DIM_AREA] = {"area", IN_ROOT, VAR_AREA},
    [DIM_INDICATOR] = {"indicator", IN_ROOT, VAR_INDICATOR},
    [DIM_PERIOD] = {"period", IN_ROOT, VAR_PERIOD},
    [DIM_BOUND] = {"bound", IN_ROOT, VARS},
    [DIM_NODE] = {"node", IN_ROOT, VAR_NODE},
    [DIM_EDITION] = {"edition", IN_ROOT, VAR_EDITION},
    [DIM_BAND] = {"band_number", IN_ROOT, VAR_BAND_NUMBER},
    [DIM_INPUT] = {"input", IN_INPUTS, VAR_INPUT},
    [DIM_PARENT_AREA] = {"parent_area", IN_PARENTS, VAR_PARENT_AREA},
    [DIM_PARENT_PERIOD] = {"period", IN_PARENTS, VAR_PARENT_PERIOD},
    [DIM_STEP] = {"step", IN_MODEL, VAR_STEP},
    [DIM_PARAMETER] = {"parameter", IN_MODEL, VAR_PARAMETER},
    [DIM_BRANCH_STEP] = {"branch_step", IN_MODEL, VAR_BRANCH_STEP},
    [DIM_SUMMARY_AREA] = {"summary_area", IN_SUMMARIES, VAR_SUMMARY_AREA},
    [DIM_MEASURE] = {"measure", IN_SUMMARIES, VAR_MEASURE},
    [DIM_LINE] = {"line", IN_PROVENANCE, VAR_LINE},
    [DIM_TEXT] = {"text", IN_PROVENANCE, VAR_TEXT},
    [DIM_FILE] = {"file", IN_PROVENANCE, VAR_FILE},
};

/* clang-format off */
#define TEXT(group, name, dim, says)  {name, group, AS_TEXT, 1, {dim}, says, .fill = FILL_NONE}
#define WHOLE(group, name, dim, says) {name, group, AS_WHOLE, 1, {dim}, says, .fill = FILL_NONE}
#define REAL(group, name, dim, says)  {name, group, AS_REAL, 1, {dim}, says, .fill = FILL_NONE}
#define TIME(group, name, dim, says, ends) \
    {name, group, AS_REAL, 1, {dim}, says, .units = DAYS, .bounds = ends}
#define TIME_BOUNDS(group, name, dim) \
    {name, group, AS_REAL, 2, {dim, DIM_BOUND}, "first day, and the day after the last", .fill = FILL_NONE}
#define CUBE(group, name, dims, says, known, with) \
    {name, group, AS_REAL, 3, {dims}, says, .coordinates = known, .ancillary = with, \
     .fill = FILL_NAN}
#define CUBE_STATUS(group, name, dims, says, known) \
    {name, group, AS_BYTE, 3, {dims}, says, .coordinates = known, .flags = FLAGS_CELL}

#define OF_RAW    "time " AREA_NAMES " " LABELS
#define OF_NORMAL "edition_time " AREA_NAMES " " LABELS
#define OF_SCORE  "edition_time " AREA_NAMES " " NODE_LABELS
#define OF_INPUT  "time " AREA_NAMES " input_label_en input_label_cy"
#define OF_PARENT "time parent_area_name_en parent_area_name_cy " LABELS
#define OF_SUMMARY "edition_time summary_area_name_en summary_area_name_cy measure_label_en measure_label_cy"
#define RAW_CELL  DIM_PERIOD, DIM_INDICATOR, DIM_AREA
#define IN_CELL   DIM_PERIOD, DIM_INPUT, DIM_AREA
#define UP_CELL   DIM_PARENT_PERIOD, DIM_INDICATOR, DIM_PARENT_AREA
#define OF_NODE   3, {DIM_EDITION, DIM_NODE, DIM_AREA}
#define OF_MEASURE 3, {DIM_EDITION, DIM_MEASURE, DIM_SUMMARY_AREA}
#define OF_LEAF   3, {DIM_EDITION, DIM_INDICATOR, DIM_AREA}

const myn_variable myn_store_variable[VARS] = {
    [VAR_AREA] = TEXT(IN_ROOT, "area", DIM_AREA, "code of the area"),
    [VAR_AREA_NAME_EN] = TEXT(IN_ROOT, "area_name_en", DIM_AREA, "name of the area in English"),
    [VAR_AREA_NAME_CY] = TEXT(IN_ROOT, "area_name_cy", DIM_AREA, "name of the area in Welsh"),
    [VAR_AREA_PARENT] = TEXT(IN_ROOT, "area_parent", DIM_AREA, "code of the area that it is part of"),
    [VAR_AREA_LEVEL] = TEXT(IN_ROOT, "area_level", DIM_AREA, "kind of area"),
    [VAR_INDICATOR] = TEXT(IN_ROOT, "indicator", DIM_INDICATOR, "code of the indicator"),
    [VAR_INDICATOR_LABEL_EN] =
        TEXT(IN_ROOT, "indicator_label_en", DIM_INDICATOR, "name of the indicator in English"),
    [VAR_INDICATOR_LABEL_CY] =
        TEXT(IN_ROOT, "indicator_label_cy", DIM_INDICATOR, "name of the indicator in Welsh"),
    [VAR_INDICATOR_UNIT] = TEXT(IN_ROOT, "indicator_unit", DIM_INDICATOR, "unit of its raw values"),
    [VAR_NODE] = TEXT(IN_ROOT, "node", DIM_NODE, "code of the node, parents before children"),
    [VAR_NODE_LABEL_EN] = TEXT(IN_ROOT, "node_label_en", DIM_NODE, "name of the node in English"),
    [VAR_NODE_LABEL_CY] = TEXT(IN_ROOT, "node_label_cy", DIM_NODE, "name of the node in Welsh"),
    [VAR_NODE_LEVEL] = TEXT(IN_ROOT, "node_level", DIM_NODE, "level of the node (domain, subdomain)"),
    [VAR_NODE_PARENT] = WHOLE(IN_ROOT, "node_parent", DIM_NODE, "number of its parent from 0, -1 for none"),
    [VAR_NODE_INDICATOR] = WHOLE(IN_ROOT, "node_indicator", DIM_NODE,
                                 "number from 0 of the indicator that it is, -1 for a combination"),
    [VAR_NODE_WEIGHT] = REAL(IN_ROOT, "node_weight", DIM_NODE, "weight within its parent, as given"),
    [VAR_NODE_DIRECTION] = WHOLE(IN_ROOT, "node_direction", DIM_NODE, "1: high raises its parent, -1: lowers it"),
    [VAR_NODE_DECIMALS] = WHOLE(IN_ROOT, "node_decimals", DIM_NODE, "places when published, -1: as it is"),
    [VAR_EDITION] = TEXT(IN_ROOT, "edition", DIM_EDITION, "name of the edition of the index"),
    [VAR_EDITION_TIME] = TIME(IN_ROOT, "edition_time", DIM_EDITION, "first day of the time that it speaks of",
                              "edition_time_bnds"),
    [VAR_EDITION_TIME_BNDS] = TIME_BOUNDS(IN_ROOT, "edition_time_bnds", DIM_EDITION),
    [VAR_BAND_NUMBER] = WHOLE(IN_ROOT, "band_number", DIM_BAND, "number of the band, from 1"),
    [VAR_BAND_LABEL_EN] = TEXT(IN_ROOT, "band_label_en", DIM_BAND, "name of the band in English"),
    [VAR_BAND_LABEL_CY] = TEXT(IN_ROOT, "band_label_cy", DIM_BAND, "name of the band in Welsh"),
    [VAR_BAND_BELOW] = REAL(IN_ROOT, "band_below", DIM_BAND, "upper end of the band"),
    [VAR_PERIOD] = TEXT(IN_ROOT, "period", DIM_PERIOD, "period of the raw data"),
    [VAR_TIME] = TIME(IN_ROOT, "time", DIM_PERIOD, "first day of the period", "time_bnds"),
    [VAR_TIME_BNDS] = TIME_BOUNDS(IN_ROOT, "time_bnds", DIM_PERIOD),
    [VAR_RAW] = CUBE(IN_ROOT, "raw", RAW_CELL, "value of the indicator, in indicator_unit", OF_RAW, "raw_status"),
    [VAR_RAW_STATUS] = CUBE_STATUS(IN_ROOT, "raw_status", RAW_CELL, "why raw is as it is", OF_RAW),
    [VAR_RAW_LOWER] = CUBE(IN_ROOT, "raw_lower", RAW_CELL, "lower confidence limit of raw", OF_RAW, NULL),
    [VAR_RAW_UPPER] = CUBE(IN_ROOT, "raw_upper", RAW_CELL, "upper confidence limit of raw", OF_RAW, NULL),
    [VAR_NORMALISED] = {"normalised", IN_ROOT, AS_REAL, OF_LEAF, "indicator on its common scale", .units = "1",
                        .coordinates = OF_NORMAL, .ancillary = "normalised_status", .fill = FILL_NAN},
    [VAR_NORMALISED_STATUS] = {"normalised_status", IN_ROOT, AS_BYTE, OF_LEAF, "why normalised is as it is",
                               .coordinates = OF_NORMAL, .flags = FLAGS_CELL},
    [VAR_USED_PERIOD] = {"used_period", IN_ROOT, AS_WHOLE, 2, {DIM_EDITION, DIM_INDICATOR},
                         "number from 0 of the period used, -1 for none",
                         .coordinates = "edition_time " LABELS, .fill = FILL_LESS_ONE},
    [VAR_SCORE] = {"score", IN_ROOT, AS_REAL, OF_NODE, "score of the node", .units = "1",
                   .coordinates = OF_SCORE, .ancillary = "score_status", .fill = FILL_NAN},
    [VAR_SCORE_STATUS] = {"score_status", IN_ROOT, AS_BYTE, OF_NODE, "why score is as it is",
                          .coordinates = OF_SCORE, .flags = FLAGS_CELL},
    [VAR_WEIGHT] = {"weight", IN_ROOT, AS_REAL, 2, {DIM_EDITION, DIM_NODE},
                    "weight with which the node went into its parent, given or fitted",
                    .coordinates = "edition_time " NODE_LABELS, .fill = FILL_NAN},
    [VAR_RANK] = {"rank", IN_ROOT, AS_WHOLE, OF_NODE, "rank of the area by its score, from 1", .units = "1",
                  .coordinates = OF_SCORE, .fill = FILL_ZERO},
    [VAR_QUANTILE] = {"quantile", IN_ROOT, AS_BYTE, OF_NODE, "group of the area by its rank, from 1",
                      .units = "1", .coordinates = OF_SCORE, .fill = FILL_ZERO},
    [VAR_BAND] = {"band", IN_ROOT, AS_BYTE, OF_NODE, "band of the score, from 1", .coordinates = OF_SCORE,
                  .fill = FILL_ZERO, .flags = FLAGS_BAND},
    [VAR_INPUT] = TEXT(IN_INPUTS, "input", DIM_INPUT, "code of a series that feeds indicators"),
    [VAR_INPUT_LABEL_EN] = TEXT(IN_INPUTS, "input_label_en", DIM_INPUT, "name of the series in English"),
    [VAR_INPUT_LABEL_CY] = TEXT(IN_INPUTS, "input_label_cy", DIM_INPUT, "name of the series in Welsh"),
    [VAR_INPUT_UNIT] = TEXT(IN_INPUTS, "input_unit", DIM_INPUT, "unit of its values"),
    [VAR_INPUT_RAW] = CUBE(IN_INPUTS, "raw", IN_CELL, "value of the series, in input_unit", OF_INPUT, "raw_status"),
    [VAR_INPUT_RAW_STATUS] = CUBE_STATUS(IN_INPUTS, "raw_status", IN_CELL, "why raw is as it is", OF_INPUT),
    [VAR_INPUT_RAW_LOWER] = CUBE(IN_INPUTS, "raw_lower", IN_CELL, "lower confidence limit of raw", OF_INPUT, NULL),
    [VAR_INPUT_RAW_UPPER] = CUBE(IN_INPUTS, "raw_upper", IN_CELL, "upper confidence limit of raw", OF_INPUT, NULL),
    [VAR_PARENT_AREA] = TEXT(IN_PARENTS, "parent_area", DIM_PARENT_AREA, "code of the larger area"),
    [VAR_PARENT_AREA_NAME_EN] =
        TEXT(IN_PARENTS, "parent_area_name_en", DIM_PARENT_AREA, "name of the larger area in English"),
    [VAR_PARENT_AREA_NAME_CY] =
        TEXT(IN_PARENTS, "parent_area_name_cy", DIM_PARENT_AREA, "name of the larger area in Welsh"),
    [VAR_PARENT_AREA_PARENT] =
        TEXT(IN_PARENTS, "parent_area_parent", DIM_PARENT_AREA, "code of the area that it is part of"),
    [VAR_PARENT_AREA_LEVEL] = TEXT(IN_PARENTS, "parent_area_level", DIM_PARENT_AREA, "kind of area"),
    [VAR_PARENT_PERIOD] = TEXT(IN_PARENTS, "period", DIM_PARENT_PERIOD, "period of the raw data"),
    [VAR_PARENT_TIME] = TIME(IN_PARENTS, "time", DIM_PARENT_PERIOD, "first day of the period", "time_bnds"),
    [VAR_PARENT_TIME_BNDS] = TIME_BOUNDS(IN_PARENTS, "time_bnds", DIM_PARENT_PERIOD),
    [VAR_PARENT_RAW] =
        CUBE(IN_PARENTS, "raw", UP_CELL, "value of the indicator, in indicator_unit", OF_PARENT, "raw_status"),
    [VAR_PARENT_RAW_STATUS] = CUBE_STATUS(IN_PARENTS, "raw_status", UP_CELL, "why raw is as it is", OF_PARENT),
    [VAR_PARENT_RAW_LOWER] =
        CUBE(IN_PARENTS, "raw_lower", UP_CELL, "lower confidence limit of raw", OF_PARENT, NULL),
    [VAR_PARENT_RAW_UPPER] =
        CUBE(IN_PARENTS, "raw_upper", UP_CELL, "upper confidence limit of raw", OF_PARENT, NULL),
    [VAR_STEP] = TEXT(IN_MODEL, "step", DIM_STEP, "step that every indicator went through"),
    [VAR_PARAMETER] = WHOLE(IN_MODEL, "parameter", DIM_PARAMETER, "number of the fitted parameter, from 1"),
    [VAR_FITTED] = {"fitted", IN_MODEL, AS_REAL, 4, {DIM_EDITION, DIM_INDICATOR, DIM_STEP, DIM_PARAMETER},
                    "parameter that the step fitted to the indicator",
                    .coordinates = "edition_time " LABELS, .fill = FILL_NAN},
    [VAR_BRANCH_STEP] = WHOLE(IN_MODEL, "branch_step", DIM_BRANCH_STEP,
                              "number of the branch's step, from 1: its own, then those into its parent"),
    [VAR_BRANCH_FITTED] = {"branch_fitted", IN_MODEL, AS_REAL, 4, {DIM_EDITION, DIM_NODE, DIM_BRANCH_STEP, DIM_PARAMETER},
                           "parameter that the step fitted to the branch",
                           .coordinates = "edition_time " NODE_LABELS, .fill = FILL_NAN},
    [VAR_SUMMARY_AREA] = TEXT(IN_SUMMARIES, "summary_area", DIM_SUMMARY_AREA, "code of the larger area"),
    [VAR_SUMMARY_AREA_NAME_EN] =
        TEXT(IN_SUMMARIES, "summary_area_name_en", DIM_SUMMARY_AREA, "name of the larger area in English"),
    [VAR_SUMMARY_AREA_NAME_CY] =
        TEXT(IN_SUMMARIES, "summary_area_name_cy", DIM_SUMMARY_AREA, "name of the larger area in Welsh"),
    [VAR_SUMMARY_AREA_PARENT] =
        TEXT(IN_SUMMARIES, "summary_area_parent", DIM_SUMMARY_AREA, "code of the area that it is part of"),
    [VAR_SUMMARY_AREA_LEVEL] = TEXT(IN_SUMMARIES, "summary_area_level", DIM_SUMMARY_AREA, "kind of area"),
    [VAR_MEASURE] = TEXT(IN_SUMMARIES, "measure", DIM_MEASURE, "code of the measure"),
    [VAR_MEASURE_LABEL_EN] =
        TEXT(IN_SUMMARIES, "measure_label_en", DIM_MEASURE, "name of the measure in English"),
    [VAR_MEASURE_LABEL_CY] = TEXT(IN_SUMMARIES, "measure_label_cy", DIM_MEASURE, "name of the measure in Welsh"),
    [VAR_MEASURE_METHOD] = TEXT(IN_SUMMARIES, "measure_method", DIM_MEASURE, "method of the measure"),
    [VAR_MEASURE_NODE] =
        TEXT(IN_SUMMARIES, "measure_node", DIM_MEASURE, "code of the node whose ranks and scores it sums up"),
    [VAR_MEASURE_POPULATION] = TEXT(IN_SUMMARIES, "measure_population", DIM_MEASURE,
                                    "series that areas are weighted by, blank where each counts 1"),
    [VAR_MEASURE_SERIES] =
        TEXT(IN_SUMMARIES, "measure_series", DIM_MEASURE, "series that is added up, blank where none is"),
    [VAR_SUMMARY] = {"value", IN_SUMMARIES, AS_REAL, OF_MEASURE, "measure of the larger area",
                     .coordinates = OF_SUMMARY, .fill = FILL_NAN},
    [VAR_SUMMARY_RANK] = {"rank", IN_SUMMARIES, AS_WHOLE, OF_MEASURE,
                          "rank of the larger area by value, 1 the highest", .units = "1",
                          .coordinates = OF_SUMMARY, .fill = FILL_ZERO},
    [VAR_LINE] = WHOLE(IN_PROVENANCE, "line", DIM_LINE, "number of the command, from 1"),
    [VAR_COMMAND] = TEXT(IN_PROVENANCE, "command", DIM_LINE, "command and options that can change a number"),
    [VAR_TEXT] = TEXT(IN_PROVENANCE, "text", DIM_TEXT, "name of a text of the definition"),
    [VAR_TEXT_CONTENT] = TEXT(IN_PROVENANCE, "text_content", DIM_TEXT, "the text as it was read"),
    [VAR_FILE] = TEXT(IN_PROVENANCE, "file", DIM_FILE, "name of a file that was read"),
    [VAR_FILE_SHA256] = TEXT(IN_PROVENANCE, "file_sha256", DIM_FILE, "SHA-256 of the file"),
    [VAR_FILE_ROWS] = {"file_rows", IN_PROVENANCE, AS_LONG, 1, {DIM_FILE}, "rows of the file", .fill = FILL_NONE},
    [VAR_FILE_BYTES] = {"file_bytes", IN_PROVENANCE, AS_LONG, 1, {DIM_FILE}, "bytes of the file", .fill = FILL_NONE},
    [VAR_EXPLAINED] = {"explained", IN_PROVENANCE, AS_TEXT, 0, {0}, "the definition with every default written out",
                       .fill = FILL_NONE},
};

static const int of_inputs[] = {VAR_AREA, VAR_AREA_NAME_EN, VAR_AREA_NAME_CY, VAR_PERIOD, VAR_TIME, VAR_TIME_BNDS, VARS};
static const int of_parents[] = {VAR_INDICATOR, VAR_INDICATOR_LABEL_EN, VAR_INDICATOR_LABEL_CY, VAR_INDICATOR_UNIT, VARS};
static const int of_model[] = {VAR_EDITION, VAR_EDITION_TIME, VAR_EDITION_TIME_BNDS, VAR_INDICATOR,
                               VAR_INDICATOR_LABEL_EN, VAR_INDICATOR_LABEL_CY, VAR_NODE, VAR_NODE_LABEL_EN,
                               VAR_NODE_LABEL_CY, VARS};
static const int of_summaries[] = {VAR_EDITION, VAR_EDITION_TIME, VAR_EDITION_TIME_BNDS, VARS};
static const int nothing[] = {VARS};
const int *const myn_store_linked[GROUPS] = {nothing, of_inputs, of_parents, of_model, of_summaries, nothing};

const myn_text_field myn_area_field[MYN_AREA_FIELDS] = {
    {VAR_AREA, offsetof(myn_area, code)},          {VAR_AREA_NAME_EN, offsetof(myn_area, name_en)},
    {VAR_AREA_NAME_CY, offsetof(myn_area, name_cy)}, {VAR_AREA_PARENT, offsetof(myn_area, parent)},
    {VAR_AREA_LEVEL, offsetof(myn_area, level)},
};
const myn_text_field myn_parent_field[MYN_AREA_FIELDS] = {
    {VAR_PARENT_AREA, offsetof(myn_area, code)},
    {VAR_PARENT_AREA_NAME_EN, offsetof(myn_area, name_en)},
    {VAR_PARENT_AREA_NAME_CY, offsetof(myn_area, name_cy)},
    {VAR_PARENT_AREA_PARENT, offsetof(myn_area, parent)},
    {VAR_PARENT_AREA_LEVEL, offsetof(myn_area, level)},
};
const myn_text_field myn_summary_field[MYN_AREA_FIELDS] = {
    {VAR_SUMMARY_AREA, offsetof(myn_area, code)},
    {VAR_SUMMARY_AREA_NAME_EN, offsetof(myn_area, name_en)},
    {VAR_SUMMARY_AREA_NAME_CY, offsetof(myn_area, name_cy)},
    {VAR_SUMMARY_AREA_PARENT, offsetof(myn_area, parent)},
    {VAR_SUMMARY_AREA_LEVEL, offsetof(myn_area, level)},
};
const myn_text_field myn_measure_field[MYN_MEASURE_FIELDS] = {
    {VAR_MEASURE, offsetof(myn_measure_label, code)},
    {VAR_MEASURE_LABEL_EN, offsetof(myn_measure_label, label.en)},
    {VAR_MEASURE_LABEL_CY, offsetof(myn_measure_label, label.cy)},
    {VAR_MEASURE_METHOD, offsetof(myn_measure_label, method)},
    {VAR_MEASURE_NODE, offsetof(myn_measure_label, node)},
    {VAR_MEASURE_POPULATION, offsetof(myn_measure_label, population)},
    {VAR_MEASURE_SERIES, offsetof(myn_measure_label, series)},
};
const myn_text_field myn_indicator_field[MYN_ITEM_FIELDS] = {
    {VAR_INDICATOR, offsetof(myn_item, code)},
    {VAR_INDICATOR_LABEL_EN, offsetof(myn_item, label.en)},
    {VAR_INDICATOR_LABEL_CY, offsetof(myn_item, label.cy)},
    {VAR_INDICATOR_UNIT, offsetof(myn_item, unit)},
};
const myn_text_field myn_node_field[MYN_ITEM_FIELDS] = {
    {VAR_NODE, offsetof(myn_item, code)},
    {VAR_NODE_LABEL_EN, offsetof(myn_item, label.en)},
    {VAR_NODE_LABEL_CY, offsetof(myn_item, label.cy)},
    {VAR_NODE_LEVEL, offsetof(myn_item, level)},
};
const myn_text_field myn_input_field[MYN_ITEM_FIELDS] = {
    {VAR_INPUT, offsetof(myn_item, code)},
    {VAR_INPUT_LABEL_EN, offsetof(myn_item, label.en)},
    {VAR_INPUT_LABEL_CY, offsetof(myn_item, label.cy)},
    {VAR_INPUT_UNIT, offsetof(myn_item, unit)},
};
/* clang-format on */

const myn_cube_variables myn_store_cube[3] = {
    [MYN_CUBE_RAW] = {VAR_RAW, VAR_RAW_STATUS, VAR_RAW_LOWER, VAR_RAW_UPPER},
    [MYN_CUBE_INPUTS] = {VAR_INPUT_RAW, VAR_INPUT_RAW_STATUS, VAR_INPUT_RAW_LOWER, VAR_INPUT_RAW_UPPER},
    [MYN_CUBE_PARENTS] = {VAR_PARENT_RAW, VAR_PARENT_RAW_STATUS, VAR_PARENT_RAW_LOWER, VAR_PARENT_RAW_UPPER},
};

size_t myn_stored_size(myn_stored as)
{
    switch (as) {
    case AS_TEXT: return sizeof(char *);
    case AS_REAL: return sizeof(double);
    case AS_WHOLE: return sizeof(int32_t);
    case AS_LONG: return sizeof(int64_t);
    case AS_BYTE: return 1;
    }
    return 0;
}

void myn_quantile_name(int groups, char out[MYN_QUANTILE_NAME])
{
    snprintf(out, MYN_QUANTILE_NAME, "quantile_%d", groups);
}
