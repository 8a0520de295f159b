/* What an import has made up its mind to write. Private to the room. */
#ifndef MYN_IMPORT_PLAN_H
#define MYN_IMPORT_PLAN_H
#include "import/sheet.h"
#include <mynegai/dataset.h>
#include <mynegai/import.h>

/* One series of the data set. */
typedef struct {
    const char *name, *label, *unit; /* label and unit may be NULL */
    const char *column;              /* wide: the column, or "stem{period}" */
    const char **key;                /* long: a text a key column */
    const char *why_not;             /* why no node rests on it; NULL where one does */
} Series;

/* One row of nodes.csv, with what index.yml says of it. */
typedef struct {
    const char *code, *parent, *label, *unit, *level; /* NULL: blank */
    double weight;                                    /* NaN: blank */
    int direction;                                    /* 0: blank */
    const char *source;                               /* NULL for a branch */
    const char *over;                                 /* a ratio's denominator; NULL: the series as it is */
    double per;
} Node;

/* Areas that are written as a list of their own. */
typedef struct {
    const char *code, *name_en, *name_cy, *parent; /* names and parent may be NULL */
} Place;

typedef struct {
    const char *name;         /* of the index, its data set and its list of areas */
    const char *title, *from; /* from: what was read, for the first comment */
    const Sheet *sheet;
    myn_table form; /* how the table's numbers are written; its markers are those that were met */
    bool wide, financial;
    const char *area, *name_en, *name_cy, *parent; /* columns, the last three NULL where none */
    bool blank_areas;                              /* rows without an area code are left out */
    const Place *place;                            /* NULL: the table is its own list of areas */
    size_t places;
    const char *period_column, *period_value, *period_why; /* one of the first two, or neither */
    const char *const *key;                                /* long: columns */
    size_t keys;
    const char *value; /* long: column */
    Series *series;
    size_t series_count;
    Node *node;
    size_t nodes;
    myn_buffer head, tail; /* index.yml before and after its list of single nodes, made by the importer */
    myn_taken *taken;
    size_t taken_count, taken_room;
    bool failed; /* out of memory; looked at once, at the end */
} Plan;

/* Say (and later write in a comment) what was taken for what. */
void plan_say(Plan *plan, const char *what, const char *format, ...) MYN_PRINTF(3, 4);

/* Memory that lives as long as the sheet; NULL, with `failed` set, where there is none. */
void *plan_room(Plan *plan, size_t count, size_t size);
const char *plan_text(Plan *plan, const char *format, ...) MYN_PRINTF(2, 3);

/* NAME of the index from the folder OUT; MYN_ERR_ARGUMENT where it would be no data set's name. */
myn_status plan_name(Plan *plan, const char *out, myn_diag *diag) MYN_CHECKED;

/* Areas: the table's own column where no code stands there twice, else a list of their own. Problems where a
 * row repeats an area and PERIOD (a column, MYN_NONE none) does not tell them apart; not asked where !ONCE.
 */
typedef struct {
    size_t area, name_en, name_cy, parent, period; /* columns, or MYN_NONE */
    bool once;                                     /* wide: a row an area and period */
} Areas;
myn_status plan_areas(Plan *plan, const Areas *areas, myn_diag *diag) MYN_CHECKED;

/* The files' texts. */
void write_nodes(const Plan *plan, myn_buffer *out);
void write_index(const Plan *plan, myn_buffer *out);
void write_dataset(const Plan *plan, const myn_import_options *options, myn_buffer *out);
void write_areas(const Plan *plan, myn_buffer *out);         /* areas.csv */
void write_areas_dataset(const Plan *plan, myn_buffer *out); /* and what describes it */

/* All files into OPTIONS->out; OUT gets what was taken. */
myn_status plan_write(Plan *plan, const myn_import_options *options, myn_diag *diag,
                      myn_imported *out) MYN_CHECKED;
void plan_free(Plan *plan);

#endif
