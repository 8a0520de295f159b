/* A table of figures on its way out: columns, and a function that says what stands in a cell. Files are written from these
 * alone, so that a figure reads alike in all of them. */
#ifndef MYN_PUBLISH_DATA_H
#define MYN_PUBLISH_DATA_H
#include "publish/words_data.h"
#include "report/forecast_kept.h"
#include "report/segment_kept.h"
#include "report/uncertainty.h"
#include <mynegai/arena.h>
#include <mynegai/publish_data.h>

/* What tables are made from; lives as long as they do. */
typedef struct {
    const myn_release *release;
    const myn_labels *labels;
    myn_arena *arena;
    size_t areas, nodes;
    const uint8_t **rests; /* an edition: nodes x areas */
    Sureness sure;
    Kept forecast;     /* annex NULL: none */
    Segments segments; /* annex NULL: none */
} Source;

/* What stands in a cell: a text, else a number, else nothing and why. */
typedef struct {
    const char *text;
    double number; /* NaN: none */
    int decimals;  /* -1: all digits */
    uint8_t why;   /* myn_cell */
    bool rests;    /* a score that rests on a withheld figure */
} Cell;

typedef enum { AS_TEXT, AS_STATUS, AS_PERIOD, AS_REAL, AS_WHOLE, AS_YES } ColumnAs;

typedef struct {
    const char *name; /* in a file */
    DataWord word;    /* its title, where LABEL is empty */
    ColumnAs as;
    bool key; /* of the primary key */
    myn_label label;
} Column;

typedef struct Table {
    const char *name;
    myn_label title, about;
    const Column *column;
    size_t columns, rows;
    Cell (*cell)(const struct Table *table, size_t row, size_t column);
    const Source *source;
    const size_t *at; /* what a row is of; NULL: its number */
    const void *more;
} Table;

/* Open and close; MYN_ERR_FORMAT where an annex is not of its shape. */
myn_status source_open(const myn_release *release, Source *out) MYN_CHECKED;
void source_close(Source *source);

static inline size_t table_at(const Table *table, size_t row)
{
    return table->at ? table->at[row] : row;
}

/* The title of COLUMN in both languages. */
myn_label column_title(const Column *column);

/* Cells. A text that is NULL or empty is not applicable; a number that is not finite is nothing, because of WHY. */
Cell cell_text(const char *text);
Cell cell_real(double value, int decimals, uint8_t why);
Cell cell_whole(double value, uint8_t why);
Cell cell_yes(bool yes);

/* Whether CELL has a text or a number. */
bool cell_there(const Cell *cell);

/* Score and rank of NODE x AREA (AT = node x areas + area) in edition E, as published. */
Cell cell_score(const Source *source, size_t e, size_t at);
Cell cell_rank(const Source *source, size_t e, size_t at);

/* Columns 0, 1, 2 of something with a code and a label. */
Cell cell_named(const char *code, myn_label label, size_t column);
Cell cell_area(const myn_area *area, size_t column);

/* Shorthand for a cell: "c" in the place of a figure, "e" beside one; 0: none. */
char mark_of(uint8_t why);

/* Whether a spreadsheet would take TEXT for a formula. */
bool text_runs(const char *text);

/* The title of TABLE in both languages. */
myn_label data_title(myn_data_table table);

/* The table WHICH of SOURCE; MYN_ERR_NOT_FOUND where it has none. */
myn_status table_of(Source *source, myn_data_table which, Table *out) MYN_CHECKED;

/* Those that make them, by file. OUT comes with name, title, about and source. */
myn_status table_results(Source *source, myn_data_table which, Table *out) MYN_CHECKED;
myn_status table_places(Source *source, myn_data_table which, Table *out) MYN_CHECKED;
myn_status table_values(Source *source, myn_data_table which, Table *out) MYN_CHECKED;
myn_status table_annexes(Source *source, myn_data_table which, Table *out) MYN_CHECKED;

#endif
