/* What a store holds: one table that its writer, its reader and the tests go by. docs/store.md says it in
 * words. A newcomer adds a data set with its line here and in layout.c. */
#ifndef MYN_PANEL_LAYOUT_H
#define MYN_PANEL_LAYOUT_H
#include <mynegai/store.h>

/* The form as a number, in the root attribute `mynegai_store`: readers refuse a later one. */
#define MYN_STORE_FORM 1

enum { IN_ROOT, IN_INPUTS, IN_PARENTS, IN_MODEL, IN_SUMMARIES, IN_PROVENANCE, GROUPS, IN_ANNEX = GROUPS };

enum {
    DIM_AREA,
    DIM_INDICATOR,
    DIM_PERIOD,
    DIM_BOUND,
    DIM_NODE,
    DIM_EDITION,
    DIM_BAND,
    DIM_INPUT,
    DIM_PARENT_AREA,
    DIM_PARENT_PERIOD,
    DIM_STEP,
    DIM_PARAMETER,
    DIM_BRANCH_STEP,
    DIM_SUMMARY_AREA,
    DIM_MEASURE,
    DIM_LINE,
    DIM_TEXT,
    DIM_FILE,
    DIMS
};

/* Dimensions that annexes bring come after the store's own. */
#define MYN_ANNEX_SCALES 64
#define DIMS_ALL         (DIMS + MYN_ANNEX_SCALES)

enum {
    VAR_AREA, /* the coordinates of dimensions stand first among their like */
    VAR_AREA_NAME_EN,
    VAR_AREA_NAME_CY,
    VAR_AREA_PARENT,
    VAR_AREA_LEVEL,
    VAR_INDICATOR,
    VAR_INDICATOR_LABEL_EN,
    VAR_INDICATOR_LABEL_CY,
    VAR_INDICATOR_UNIT,
    VAR_NODE,
    VAR_NODE_LABEL_EN,
    VAR_NODE_LABEL_CY,
    VAR_NODE_LEVEL,
    VAR_NODE_PARENT,
    VAR_NODE_INDICATOR,
    VAR_NODE_WEIGHT,
    VAR_NODE_DIRECTION,
    VAR_NODE_DECIMALS,
    VAR_EDITION,
    VAR_EDITION_TIME,
    VAR_EDITION_TIME_BNDS,
    VAR_BAND_NUMBER,
    VAR_BAND_LABEL_EN,
    VAR_BAND_LABEL_CY,
    VAR_BAND_BELOW,
    VAR_PERIOD,
    VAR_TIME,
    VAR_TIME_BNDS,
    VAR_RAW,
    VAR_RAW_STATUS,
    VAR_RAW_LOWER,
    VAR_RAW_UPPER,
    VAR_NORMALISED,
    VAR_NORMALISED_STATUS,
    VAR_USED_PERIOD,
    VAR_SCORE,
    VAR_SCORE_STATUS,
    VAR_WEIGHT,
    VAR_RANK,
    VAR_QUANTILE, /* as often as the index has groupings: quantile_5, quantile_10 */
    VAR_BAND,
    VAR_INPUT,
    VAR_INPUT_LABEL_EN,
    VAR_INPUT_LABEL_CY,
    VAR_INPUT_UNIT,
    VAR_INPUT_RAW,
    VAR_INPUT_RAW_STATUS,
    VAR_INPUT_RAW_LOWER,
    VAR_INPUT_RAW_UPPER,
    VAR_PARENT_AREA,
    VAR_PARENT_AREA_NAME_EN,
    VAR_PARENT_AREA_NAME_CY,
    VAR_PARENT_AREA_PARENT,
    VAR_PARENT_AREA_LEVEL,
    VAR_PARENT_PERIOD,
    VAR_PARENT_TIME,
    VAR_PARENT_TIME_BNDS,
    VAR_PARENT_RAW,
    VAR_PARENT_RAW_STATUS,
    VAR_PARENT_RAW_LOWER,
    VAR_PARENT_RAW_UPPER,
    VAR_STEP,
    VAR_PARAMETER,
    VAR_FITTED,
    VAR_BRANCH_STEP,
    VAR_BRANCH_FITTED,
    VAR_SUMMARY_AREA,
    VAR_SUMMARY_AREA_NAME_EN,
    VAR_SUMMARY_AREA_NAME_CY,
    VAR_SUMMARY_AREA_PARENT,
    VAR_SUMMARY_AREA_LEVEL,
    VAR_MEASURE,
    VAR_MEASURE_LABEL_EN,
    VAR_MEASURE_LABEL_CY,
    VAR_MEASURE_METHOD,
    VAR_MEASURE_NODE,
    VAR_MEASURE_POPULATION,
    VAR_MEASURE_SERIES,
    VAR_SUMMARY,
    VAR_SUMMARY_RANK,
    VAR_LINE,
    VAR_COMMAND,
    VAR_TEXT,
    VAR_TEXT_CONTENT,
    VAR_FILE,
    VAR_FILE_SHA256,
    VAR_FILE_ROWS,
    VAR_FILE_BYTES,
    VAR_EXPLAINED,
    VARS
};

/* Texts are of variable length; AS_WHOLE is 32 bits, AS_LONG 64, AS_BYTE 8 without sign. */
typedef enum { AS_TEXT, AS_REAL, AS_WHOLE, AS_LONG, AS_BYTE } myn_stored;

typedef enum { FILL_NONE, FILL_NAN, FILL_ZERO, FILL_LESS_ONE, FILL_GIVEN } myn_fill_value;
typedef enum { FLAGS_NONE, FLAGS_CELL, FLAGS_BAND, FLAGS_WORDS } myn_flag_table;

typedef struct {
    const char *name;
    int group;
    myn_stored as;
    int rank;
    int dim[4];
    const char *long_name;
    const char *units, *coordinates, *ancillary, *bounds; /* CF attributes, or NULL */
    myn_fill_value fill;
    myn_flag_table flags;
    const void *given;       /* FILL_GIVEN: the value, of its type */
    const char *const *word; /* FLAGS_WORDS: of the values 0, 1, ..., ends in NULL */
} myn_variable;

/* A dimension has a data set of its name that labels it, its coordinate; DIM_BOUND alone has none (VARS). */
typedef struct {
    const char *name;
    int group, coordinate;
} myn_dimension;

extern const char *const myn_store_group[GROUPS]; /* names; "/" for the root */
extern const myn_dimension myn_store_dimension[DIMS];
extern const myn_variable myn_store_variable[VARS];

/* Coordinates of the root that a group repeats as hard links, as xarray hands nothing down; ends in VARS. */
extern const int *const myn_store_linked[GROUPS];

/* Texts of a struct and the data sets that hold them; the first is the code, which is never NULL. */
typedef struct {
    int variable;
    size_t offset;
} myn_text_field;

#define MYN_AREA_FIELDS    5
#define MYN_ITEM_FIELDS    4
#define MYN_MEASURE_FIELDS 7
extern const myn_text_field myn_area_field[MYN_AREA_FIELDS], myn_parent_field[MYN_AREA_FIELDS],
    myn_summary_field[MYN_AREA_FIELDS];
extern const myn_text_field myn_measure_field[MYN_MEASURE_FIELDS];
extern const myn_text_field myn_indicator_field[MYN_ITEM_FIELDS], myn_node_field[MYN_ITEM_FIELDS],
    myn_input_field[MYN_ITEM_FIELDS];

/* The four data sets of a cube. */
typedef struct {
    int value, cell, lower, upper;
} myn_cube_variables;
extern const myn_cube_variables myn_store_cube[3]; /* by myn_cube */

/* Bytes an element takes in memory (a text: its pointer). */
size_t myn_stored_size(myn_stored as);

/* "quantile_5" */
#define MYN_QUANTILE_NAME 24
void myn_quantile_name(int groups, char out[MYN_QUANTILE_NAME]);

/* A sentence on what cannot be stored in LABELS (a code that is blank or there twice, a parent that comes
 * after its child, a text that is not UTF-8), cut to SIZE into WHY; true where all can. */
bool myn_labels_sound(const myn_labels *labels, char *why, size_t size);

#endif
