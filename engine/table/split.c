/* Rows and fields out of bytes, without copying: a field points into the block that was read. */
#include "table/split.h"
#include "table/field.h"
#include "table/specials.h"
#include <stdlib.h>
#include <string.h>

#define FIRST_FIELDS 64

myn_status splitter_begin(Splitter *splitter, char delimiter, RowSink sink)
{
    *splitter = (Splitter){.sink = sink, .delimiter = delimiter, .line = 1, .room = FIRST_FIELDS};
    splitter->field = malloc(FIRST_FIELDS * sizeof *splitter->field);
    return splitter->field ? quoted_new(delimiter, &splitter->quoted) : MYN_ERR_MEMORY;
}

void splitter_free(Splitter *splitter)
{
    free(splitter->field);
    free(splitter->carry);
    quoted_free(splitter->quoted);
}

/* What a row that is being read has of quotes. */
typedef struct {
    bool any, inside;            /* there was one; the text stands between an opening one and its end */
    bool hard;                   /* more than fields that begin and end with one: the row is libcsv's */
    size_t lines;                /* line ends inside */
    const char *opened, *closed; /* those of the field that is being read, or NULL */
    size_t opened_line;
} Quotes;

/* A row as it is being read. Its address is given to no function that is not inlined, so that the scanner
 * keeps it in registers. */
typedef struct {
    const char *start, *field; /* where the row, and the field that is being read, begin */
    size_t count;              /* fields ended */
    Quotes quotes;
} Row;

static bool more_fields(Splitter *splitter)
{
    size_t room = 2 * splitter->room;
    myn_field *more = realloc(splitter->field, room * sizeof *more);
    if (!more) return false;
    splitter->field = more;
    splitter->room = room;
    return true;
}

/* The field that ends at AT, where it may be in quotes. */
static myn_field quoted_field(Quotes *quotes, const char *from, const char *at)
{
    const char *opened = quotes->opened, *closed = quotes->closed;
    quotes->opened = quotes->closed = NULL;
    if (!opened) return field_between(from, at);
    quotes->hard |= field_between(closed + 1, at).length > 0;
    return (myn_field){opened + 1, (size_t)(closed - opened - 1)};
}

static inline bool end_field(Splitter *splitter, Row *row, const char *at)
{
    if (row->count == splitter->room && !more_fields(splitter)) return false;
    splitter->field[row->count++] = row->quotes.any ? quoted_field(&row->quotes, row->field, at)
                                                    : field_between(row->field, at);
    row->field = at + 1;
    return true;
}

/* A quote opens a field only at its beginning, and goes on after a closing one only at once (doubled). Any
 * other is left to libcsv to refuse; not letting it open anything keeps the damage to its own row. LINE:
 * where AT stands; FIELD: where its field begins. */
static void take_quote(Quotes *quotes, const char *field, const char *at, size_t line)
{
    quotes->any = true;
    if (quotes->inside) {
        quotes->inside = false;
        quotes->closed = at;
    } else if (!quotes->opened && field_between(field, at).length == 0) {
        quotes->inside = true;
        quotes->opened = at;
        quotes->opened_line = line;
    } else {
        quotes->hard = true;
        quotes->inside = quotes->closed && at == quotes->closed + 1;
    }
}

static void refuse(Splitter *splitter, size_t line, size_t column, const char *why)
{
    splitter->sink.refused(splitter->sink.ctx, line, column, why);
}

/* A field beyond the limit, or 0. */
static size_t long_field(const myn_csv_line *line)
{
    for (size_t i = 0; i < line->count; i++)
        if (line->field[i].length > MYN_FIELD_MOST) return i + 1;
    return 0;
}

/* Pass on a row of LENGTH bytes. */
static inline myn_status pass(Splitter *splitter, const myn_csv_line *line, size_t length)
{
    size_t too_long = length > MYN_FIELD_MOST ? long_field(line) : 0;
    if (!too_long) return splitter->sink.row(splitter->sink.ctx, line);
    refuse(splitter, line->line, too_long, "a field longer than 65536 bytes");
    return MYN_OK;
}

static myn_status pass_quoted(Splitter *splitter, const char *start, const char *end)
{
    size_t length = (size_t)(end - start), bad;
    myn_csv_line line = {.line = splitter->line};
    myn_status status = quoted_split(splitter->quoted, start, length, &line.field, &line.count, &bad);
    if (status != MYN_OK) return status;
    if (bad >= length) return pass(splitter, &line, length);
    size_t at = splitter->line;
    for (const char *c = start; c < start + bad; c++) at += *c == '\n' || (*c == '\r' && c[1] != '\n');
    refuse(splitter, at, line.count + 1,
           start[bad] == '"'
               ? "a quote inside a field that does not begin with one; put the field in quotes and "
                 "double the quotes inside it"
               : "text after a closing quote; double a quote that is part of the text");
    return MYN_OK;
}

static inline myn_status end_row(Splitter *splitter, Row *row, const char *end)
{
    if (!end_field(splitter, row, end)) return MYN_ERR_MEMORY;
    myn_status status;
    if (row->quotes.hard) {
        status = pass_quoted(splitter, row->start, end);
    } else {
        bool blank = row->count == 1 && splitter->field[0].length == 0 && !row->quotes.any;
        myn_csv_line line = {splitter->field, blank ? 0 : row->count, splitter->line};
        status = pass(splitter, &line, (size_t)(end - row->start));
    }
    splitter->line += row->quotes.lines + 1;
    return status;
}

static inline void begin_row(Row *row, const char *at)
{
    row->start = row->field = at;
    row->count = 0;
    if (row->quotes.any) row->quotes = (Quotes){0};
}

/* The row so far has no end yet. It is kept, unless it cannot be a row: then nothing after it can be trusted.
 */
static void check_open(Splitter *splitter, const Row *row, const char *end, bool last)
{
    bool open = row->quotes.inside && (last || (size_t)(end - row->quotes.opened) > MYN_FIELD_MOST);
    bool endless = !last && (size_t)(end - row->start) > ROW_MOST;
    if (open)
        refuse(
            splitter, row->quotes.opened_line, row->count + 1,
            last ? "the quote that opens here is never closed; what follows it cannot be read"
                 : "a quote opens here and is not closed within 65536 bytes; what follows it cannot be read");
    else if (endless)
        refuse(splitter, splitter->line, row->count + 1, "a row longer than 16 MiB; is this a CSV file?");
    splitter->stopped |= open || endless;
}

/* Pass on the rows of [at, end); *REST is where the one begins that has no end there. LAST: the end is the
 * file's. */
static myn_status split(Splitter *splitter, const char *at, const char *end, bool last, const char **rest)
{
    Specials walk = specials_in(at, end, splitter->delimiter);
    Row row = {.start = at, .field = at};
    myn_status status = MYN_OK;
    const char *found;
    while (status == MYN_OK && (found = specials_next(&walk))) {
        char c = *found;
        if (c == walk.delimiter) {
            if (!row.quotes.inside && !end_field(splitter, &row, found)) status = MYN_ERR_MEMORY;
        } else if (c == '"') {
            take_quote(&row.quotes, row.field, found, splitter->line + row.quotes.lines);
        } else {
            if (c == '\r' && found + 1 == end && !last) break; /* its LF may come in the next block */
            bool two = c == '\r' && found + 1 < end && found[1] == '\n';
            if (two) (void)specials_next(&walk);
            if (row.quotes.inside) {
                row.quotes.lines++;
                continue;
            }
            status = end_row(splitter, &row, found);
            begin_row(&row, found + 1 + two);
        }
    }
    if (status == MYN_OK && row.start < end) check_open(splitter, &row, end, last);
    if (status == MYN_OK && last && row.start < end && !splitter->stopped) {
        status = end_row(splitter, &row, end);
        row.start = end;
    }
    *rest = row.start;
    return status;
}

static bool keep(Splitter *splitter, const char *text, size_t length)
{
    size_t need = splitter->carried + length;
    if (need > splitter->carry_room) {
        char *more = realloc(splitter->carry, 2 * need);
        if (!more) return false;
        splitter->carry = more;
        splitter->carry_room = 2 * need;
    }
    if (length) memcpy(splitter->carry + splitter->carried, text, length);
    splitter->carried = need;
    return true;
}

/* Complete the row that the last block left open with as much of this one as it needs, tried in growing steps
 * so that a long row is not read over and over. *TAKEN: bytes of TEXT that rows from the carry used up. */
static myn_status complete(Splitter *splitter, const char *text, size_t length, size_t *taken)
{
    size_t used = 0;
    *taken = 0;
    while (splitter->carried && used < length && !splitter->stopped) {
        size_t before = splitter->carried, step = before > 4096 ? before : 4096;
        if (step > length - used) step = length - used;
        if (!keep(splitter, text + used, step)) return MYN_ERR_MEMORY;
        const char *rest;
        myn_status status = split(splitter, splitter->carry, splitter->carry + splitter->carried, false,
                                  &rest);
        if (status != MYN_OK) return status;
        used += step;
        if (rest == splitter->carry) continue;
        used -= (size_t)(splitter->carry + splitter->carried - rest);
        splitter->carried = 0;
    }
    *taken = used;
    return MYN_OK;
}

myn_status splitter_feed(Splitter *splitter, const char *text, size_t length)
{
    size_t taken;
    myn_status status = complete(splitter, text, length, &taken);
    if (status != MYN_OK || splitter->carried || splitter->stopped) return status;
    const char *rest;
    status = split(splitter, text + taken, text + length, false, &rest);
    if (status != MYN_OK || splitter->stopped) return status;
    return keep(splitter, rest, (size_t)(text + length - rest)) ? MYN_OK : MYN_ERR_MEMORY;
}

myn_status splitter_end(Splitter *splitter)
{
    const char *rest;
    if (splitter->stopped || splitter->carried == 0) return MYN_OK;
    myn_status status = split(splitter, splitter->carry, splitter->carry + splitter->carried, true, &rest);
    splitter->carried = 0;
    return status;
}
