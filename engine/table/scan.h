/* One table being read: what both layouts share. */
#ifndef MYN_TABLE_SCAN_H
#define MYN_TABLE_SCAN_H
#include "table/gate.h"
#include "table/source.h"
#include "table/value.h"

/* Periods read before, by their text: a table has few, and reading one costs more than finding it. */
#define PERIOD_SLOTS 256
typedef struct {
    uint8_t length; /* 0: free */
    char text[31];
    myn_period period;
} KnownPeriod;

/* A series that was asked for. */
typedef struct {
    size_t number; /* in the names that were wanted; MYN_NONE: declared in this table and not wanted */
    size_t rows;   /* that had its key */
    const myn_described_series *declared; /* or NULL */
} Wanted;

/* A column of a wide table that was asked for. */
typedef struct {
    size_t column, series; /* series: in `wanted` */
    myn_period period;
} WideColumn;

typedef struct {
    const myn_scan *ask;
    const myn_table *table;
    myn_diag *diag;
    myn_account *account;
    SourceRead read;
    bool begun, wrong; /* header seen; something in a row was wrong */
    Header header;
    Gate gate;
    Values values;
    size_t area, period; /* columns; period MYN_NONE where the table's own holds */
    KnownPeriod known[PERIOD_SLOTS];
    Wanted *wanted;
    size_t wanted_count;
    /* long */
    size_t *key;     /* columns */
    myn_names *keys; /* texts joined with KEY_JOINT: number in wanted */
    char *key_text, *last_text;
    size_t key_most, last_length, last; /* the longest key, and the last one asked for */
    size_t value, lower, upper, status; /* columns or MYN_NONE */
    /* wide */
    WideColumn *wide;
    size_t wides;
} Scan;

#define KEY_JOINT '\x1f'

/* The series of SCAN's table that were wanted into scan->wanted. */
myn_status scan_wanted(Scan *scan) MYN_CHECKED;

/* Where KEY of the table stands in dataset.yml. */
myn_place scan_place(const Scan *scan, const char *key);

/* The column NAME that dataset.yml has under KEY; an error and MYN_NONE where it is missing. */
size_t scan_column(Scan *scan, const char *name, const char *key);

/* An error in the row at LINE: it counts as wrong. */
void scan_say(Scan *scan, size_t line, size_t column, const char *what);

bool scan_area(Scan *scan, const myn_field *field, size_t line, myn_observation *out);
bool scan_period(Scan *scan, const myn_field *field, size_t line, myn_period *out);

/* Read the value in COLUMN into OUT's value and cell. */
bool scan_value(Scan *scan, const myn_field *field, size_t column, myn_observation *out);

/* Warn of a value outside its series' range, and deliver. */
myn_status scan_deliver(Scan *scan, size_t series, myn_observation *observation) MYN_CHECKED;

myn_status long_begin(Scan *scan) MYN_CHECKED;
myn_status long_row(Scan *scan, const myn_field *field, size_t line) MYN_CHECKED;
void long_end(Scan *scan);

myn_status wide_begin(Scan *scan) MYN_CHECKED;
myn_status wide_row(Scan *scan, const myn_field *field, size_t line) MYN_CHECKED;

#endif
