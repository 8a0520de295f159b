/* Text into rows and fields.
 *
 * Rows are split by a scanner of our own, those with quotes inside a field or out of place by libcsv; both
 * drop blanks (space, tab) around a field that is not in quotes. A line ends with LF, CR LF or CR. */
#ifndef MYN_TABLE_SPLIT_H
#define MYN_TABLE_SPLIT_H
#include "table/quoted.h"
#include <mynegai/csv.h>

#define ROW_MOST ((size_t)16 << 20) /* a row longer than this is refused */

/* Where rows go. A blank line comes as a row without fields. */
typedef struct {
    myn_csv_row row;
    /* a row that could not be split, at the line and field that are wrong; it still counts as a row */
    void (*refused)(void *ctx, size_t line, size_t column, const char *why);
    void *ctx;
} RowSink;

typedef struct {
    RowSink sink;
    char delimiter;
    size_t line; /* of the row that comes next */
    myn_field *field;
    size_t room;
    char *carry; /* the beginning of a row whose end is in the next block */
    size_t carried, carry_room;
    Quoted *quoted;
    bool stopped; /* nothing after this can be told apart */
} Splitter;

myn_status splitter_begin(Splitter *splitter, char delimiter, RowSink sink) MYN_CHECKED;
void splitter_free(Splitter *splitter);

/* Pass on the rows that end in TEXT, the file's next bytes. */
myn_status splitter_feed(Splitter *splitter, const char *text, size_t length) MYN_CHECKED;

/* Pass on the last row, where the file did not end with a line end. */
myn_status splitter_end(Splitter *splitter) MYN_CHECKED;

#endif
