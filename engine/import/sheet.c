/* A table as it comes, whole in memory: its delimiter and header found, its rows kept. */
#include "import/sheet.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LOOKED_AT  65536             /* bytes looked at to find the delimiter and the header */
#define BYTES_MOST ((size_t)1 << 30) /* of a table */
#define LINES_MOST 32

/* ---- delimiter and header ---- */

static size_t count_in(const char *at, const char *end, char mark)
{
    size_t count = 0;
    bool quoted = false;
    for (; at < end; at++) {
        if (*at == '"') quoted = !quoted;
        count += !quoted && *at == mark;
    }
    return count;
}

/* How well MARK would do as the delimiter: the greatest number of it in one of the first lines, by how many
 * lines have as many. *WHERE gets the first of them, from 1. */
static size_t fit_of(const char *text, char mark, size_t *where)
{
    size_t most = 0, lines = 0, number = 1;
    *where = 1;
    for (const char *at = text; *at && number <= LINES_MOST; number++) {
        size_t length = strcspn(at, "\n"), count = count_in(at, at + length, mark);
        if (count > most) {
            most = count;
            lines = 0;
            *where = number;
        }
        lines += count == most;
        at += length + (at[length] == '\n');
    }
    return most * lines;
}

static void look(const char *path, myn_dialect *out)
{
    static const char marks[] = ",;\t|";
    char *text = calloc(1, LOOKED_AT + 1);
    FILE *file = fopen(path, "rb"); /* what cannot be read is said when the table is */
    size_t most = 0;
    *out = myn_dialect_default();
    if (text && file && fread(text, 1, LOOKED_AT, file) > 0)
        for (const char *mark = marks; *mark; mark++) {
            size_t where, fit = fit_of(text, *mark, &where);
            if (fit <= most) continue;
            most = fit;
            out->delimiter = *mark;
            out->header_row = where;
        }
    if (file) fclose(file);
    free(text);
}

/* ---- reading ---- */

/* The text of FIELD, kept once however often it stands in the table; NULL without memory. */
static const char *keep(Sheet *sheet, myn_field field)
{
    const char *at = field.at;
    size_t length = field.length, number;
    while (length && (*at == ' ' || *at == '\t')) at++, length--;
    while (length && (at[length - 1] == ' ' || at[length - 1] == '\t')) length--;
    if (!length) return "";
    if (myn_names_add(sheet->texts, at, length, &number)) return NULL;
    return myn_names_at(sheet->texts, number);
}

static myn_status take_head(Sheet *sheet, const myn_csv_line *line)
{
    const char **head = myn_arena_zero(sheet->memory, line->count, sizeof *head);
    if (!head) return MYN_ERR_MEMORY;
    sheet->columns = line->count;
    sheet->head = head;
    for (size_t i = 0; i < line->count; i++)
        if (!(head[i] = keep(sheet, line->field[i]))) return MYN_ERR_MEMORY;
    return MYN_OK;
}

static myn_status make_room(Sheet *sheet)
{
    if (sheet->rows < sheet->room) return MYN_OK;
    size_t room = sheet->room ? 2 * sheet->room : 256;
    const char **cell = reallocarray(sheet->cell, room, sheet->columns * sizeof *cell);
    if (cell) sheet->cell = cell;
    size_t *line = reallocarray(sheet->line, room, sizeof *line);
    if (line) sheet->line = line;
    if (!cell || !line) return MYN_ERR_MEMORY;
    sheet->room = room;
    return MYN_OK;
}

static myn_status take_row(void *ctx, const myn_csv_line *line)
{
    Sheet *sheet = ctx;
    if (!sheet->head) return take_head(sheet, line);
    myn_status status = make_room(sheet);
    for (size_t i = 0; i < sheet->columns && !status; i++)
        if (!(sheet->cell[sheet->rows * sheet->columns + i] = keep(sheet, line->field[i])))
            status = MYN_ERR_MEMORY;
    if (!status) sheet->line[sheet->rows++] = line->line;
    return status;
}

static bool too_large(void *of_sheet, const char *what, double done, double all)
{
    (void)of_sheet, (void)what, (void)all;
    return done < (double)BYTES_MOST;
}

static myn_status check_names(const Sheet *sheet, myn_diag *diag)
{
    for (size_t i = 0; i < sheet->columns; i++)
        for (size_t j = 0; *sheet->head[i] && j < i; j++)
            if (strcmp(sheet->head[i], sheet->head[j]) == 0) {
                myn_diag_add(diag, MYN_ERROR, (myn_place){sheet->path, sheet->dialect.header_row, i + 1},
                             "a second column is called \"%.80s\": give it a name of its own",
                             sheet->head[i]);
                return MYN_ERR_DATA;
            }
    return MYN_OK;
}

myn_status sheet_read(const char *path, myn_diag *diag, Sheet *out)
{
    *out = (Sheet){.path = path};
    look(path, &out->dialect);
    const myn_progress stop = {too_large, out};
    myn_status status = myn_arena_new(&out->memory);
    if (!status) status = myn_names_new(&out->texts);
    if (!status) status = myn_csv_read(path, path, &out->dialect, take_row, out, &stop, diag, &out->info);
    if (status == MYN_ERR_INTERRUPTED) {
        myn_diag_add(diag, MYN_ERROR, (myn_place){path, 0, 0},
                     "is larger than 1 GiB, which import does not read: import its first rows");
        status = MYN_ERR_LIMIT;
    }
    return status ? status : check_names(out, diag);
}

void sheet_free(Sheet *sheet)
{
    free(sheet->cell);
    free(sheet->line);
    myn_names_free(sheet->texts);
    myn_arena_free(sheet->memory);
    *sheet = (Sheet){0};
}

size_t sheet_column(const Sheet *sheet, const char *name)
{
    for (size_t i = 0; i < sheet->columns; i++)
        if (strcmp(sheet->head[i], name) == 0) return i;
    return MYN_NONE;
}

size_t sheet_asked(const Sheet *sheet, const char *name, const char *option, myn_diag *diag)
{
    size_t column = sheet_column(sheet, name);
    if (column != MYN_NONE) return column;
    myn_buffer known = {0};
    for (size_t i = 0; i < sheet->columns; i++)
        myn_buffer_format(&known, "%s\"%s\"", i ? ", " : "", sheet->head[i]);
    myn_diag_add(diag, MYN_ERROR, (myn_place){sheet->path, sheet->dialect.header_row, 0},
                 "%s: there is no column \"%.80s\"; expected one of %.800s", option, name,
                 known.at ? known.at : "none");
    myn_buffer_free(&known);
    return MYN_NONE;
}
