/* The only file that includes libcsv: its header has the same name as ours. */
#include "table/quoted.h"
#include <csv.h>
#include <stdlib.h>
#include <string.h>

struct Quoted {
    struct csv_parser parser;
    char *text; /* the fields of a row, one after another: libcsv takes its own buffer back after each */
    size_t used, text_room;
    myn_field *field;
    size_t count, room;
    bool failed; /* without memory */
    char delimiter;
};

static bool begin(Quoted *quoted)
{
    if (csv_init(&quoted->parser, CSV_STRICT | CSV_STRICT_FINI) != 0) return false;
    csv_set_delim(&quoted->parser, (unsigned char)quoted->delimiter);
    return true;
}

myn_status quoted_new(char delimiter, Quoted **out)
{
    *out = NULL;
    Quoted *quoted = calloc(1, sizeof *quoted);
    if (!quoted) return MYN_ERR_MEMORY;
    quoted->delimiter = delimiter;
    if (!begin(quoted)) {
        free(quoted);
        return MYN_ERR_MEMORY;
    }
    *out = quoted;
    return MYN_OK;
}

void quoted_free(Quoted *quoted)
{
    if (!quoted) return;
    csv_free(&quoted->parser);
    free(quoted->text);
    free(quoted->field);
    free(quoted);
}

static void take_field(void *text, size_t length, void *of_quoted)
{
    Quoted *quoted = of_quoted;
    if (quoted->count == quoted->room) {
        size_t room = quoted->room ? 2 * quoted->room : 64;
        myn_field *more = realloc(quoted->field, room * sizeof *more);
        if (!more) quoted->failed = true;
        if (quoted->failed) return;
        quoted->field = more;
        quoted->room = room;
    }
    char *to = quoted->text + quoted->used; /* the fields of a row are never longer than the row */
    if (length) memcpy(to, text, length);
    quoted->used += length;
    quoted->field[quoted->count++] = (myn_field){to, length};
}

static void take_row(int end, void *of_quoted)
{
    (void)end;
    (void)of_quoted;
}

static bool make_room(Quoted *quoted, size_t length)
{
    if (length + 1 <= quoted->text_room) return true;
    char *more = realloc(quoted->text, 2 * length + 64);
    if (!more) return false;
    quoted->text = more;
    quoted->text_room = 2 * length + 64;
    return true;
}

myn_status quoted_split(Quoted *quoted, const char *text, size_t length, const myn_field **field,
                        size_t *count, size_t *bad)
{
    *count = 0;
    *bad = length;
    if (!make_room(quoted, length)) return MYN_ERR_MEMORY;
    quoted->used = quoted->count = 0;
    quoted->failed = false;
    size_t taken = csv_parse(&quoted->parser, text, length, take_field, take_row, quoted);
    if (taken == length) taken += csv_parse(&quoted->parser, "\n", 1, take_field, take_row, quoted);
    *field = quoted->field;
    *count = quoted->count;
    if (taken == length + 1 && !quoted->failed) return MYN_OK;
    bool malformed = csv_error(&quoted->parser) == CSV_EPARSE && !quoted->failed;
    *bad = taken;
    csv_free(&quoted->parser);
    memset(&quoted->parser, 0, sizeof quoted->parser);
    return begin(quoted) && malformed ? MYN_OK : MYN_ERR_MEMORY;
}
