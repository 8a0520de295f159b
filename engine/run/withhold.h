/* Counts of people on their way into the cube: which areas make a table, what is withheld of it. Private to the room. */
#ifndef MYN_RUN_WITHHOLD_H
#define MYN_RUN_WITHHOLD_H
#include "run/load.h"
#include <mynegai/disclosure.h>

/* Every area that a table may have: the index's own (row = number), larger ones that the data speak of, and whatever
 * else the code lists say they lie in. */
typedef struct {
    size_t own, rows;
    const char **code;
    uint32_t *parent;    /* by row; MYN_NO_PARENT */
    uint32_t *larger_at; /* by row: its number among the larger areas; MYN_NO_PARENT */
    uint32_t *order;     /* rows, parts before what they lie in */
} Frame;

/* The frame of LOADED, from its arena. MYN_ERR_DATA, said in DIAG at AT, where areas lie in each other in a ring. */
myn_status withhold_frame(const myn_loaded *loaded, myn_place at, myn_diag *diag, Frame *out) MYN_CHECKED;

/* The row of CODE, or MYN_NONE. */
size_t withhold_row(const Frame *frame, const char *code);

/* One table of an index: its series, the total first where there is one. */
typedef struct {
    myn_loaded *loaded;
    const Frame *frame;
    const myn_confidential *rules;
    const char **series;
    size_t *row; /* of the cube, by class */
    size_t classes;
    bool total;
    size_t denominator; /* row of the cube; MYN_NONE */
    uint8_t *known;     /* by row of the frame: in public already, all classes */
    uint64_t seed;
    myn_diag *diag;
} Table;

enum { NO_COLUMN = -1 };

/* A table in one period, as columns: areas that have figures or whose parts have, and for a total that is given while
 * parts of it lack theirs, what is left of it. */
typedef struct {
    const Table *table;
    myn_period period;
    const myn_plane *own, *larger; /* NULL: nothing of this period */
    uint8_t *state;                /* by row of the frame */
    int32_t *column, *rest;        /* by row; NO_COLUMN */
    uint32_t *row;                 /* by column */
    size_t columns, areas;         /* areas: columns that are not a rest; these come first */
    size_t derived, first_derived; /* totals that are sums; the row of the first */
    double *sum, *people;          /* classes x columns; columns */
    uint32_t *parent, *class_parent;
    uint8_t *known, *sensitive;
} Sheet;

/* TABLE in PERIOD, from ARENA. MYN_ERR_DATA, all said in the table's diag: figures that are no counts, some classes
 * lacking, parts that do not add up. */
myn_status withhold_sheet(const Table *table, myn_period period, myn_arena *arena, Sheet *out) MYN_CHECKED;

/* The myn_count_table of a sheet, borrowed. */
myn_count_table withhold_counts(const Sheet *sheet);

/* Whether row R of the frame has figures of its own in the data. */
bool withhold_given(const Sheet *sheet, size_t r);

/* A figure of the cube: row SERIES of the cube, row R of the frame; NULL where the period has none of it. */
typedef struct {
    const myn_plane *plane;
    size_t at;
} Spot;
Spot withhold_spot(const Sheet *sheet, bool larger, size_t series, size_t r);

#endif
