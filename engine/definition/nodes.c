/* nodes.csv: a row a node. Everything that a row can say wrongly by itself is found here. */
#include "definition/definition.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const field_name[] = {"code",   "parent", "weight", "direction", "label_en", "label_cy",
                                         "source", "level",  "unit",   "decimals",  NULL};

myn_place def_place(const Definition *d, const Row *row, Field field)
{
    size_t column = d->column[field];
    return (myn_place){d->nodes_path, row->line, column == MYN_NONE ? 0 : column + 1};
}

const char *def_code(const Row *row)
{
    return row->text[F_CODE];
}

static int find_field(const char *name)
{
    for (int i = 0; i < FIELDS; i++)
        if (strcmp(name, field_name[i]) == 0) return i;
    return -1;
}

/* A column that is not known is an error: a misspelt "direction" would otherwise be a missing one. */
static void take_column(Definition *d, const char *name, myn_place at)
{
    int field = find_field(name);
    if (field >= 0 && d->column[field] == MYN_NONE) {
        d->column[field] = at.column - 1;
        return;
    }
    const char *near = field < 0 ? def_nearest(field_name, name) : NULL;
    if (field >= 0)
        myn_diag_add(d->diag, MYN_ERROR, at, "the column \"%s\" is given twice", name);
    else if (near)
        myn_diag_add(d->diag, MYN_ERROR, at, "unknown column \"%.80s\": did you mean \"%s\"?", name, near);
    else
        myn_diag_add(
            d->diag, MYN_ERROR, at,
            "unknown column \"%.80s\": expected code, parent, weight, direction, label_en, label_cy, "
            "source, and if wanted level, unit, decimals",
            name);
}

/* All that is wrong with the header is said before any row is looked at. */
static void read_header(Definition *d, const myn_csv_line *line)
{
    for (size_t i = 0; i < line->count; i++) {
        char *name = myn_arena_text(d->arena, line->field[i].at, line->field[i].length);
        if (name)
            take_column(d, name, (myn_place){d->nodes_path, line->line, i + 1});
        else
            d->failed = true;
    }
    for (int i = 0; i < FIELDS_NEEDED; i++)
        if (d->column[i] == MYN_NONE)
            myn_diag_add(d->diag, MYN_ERROR, (myn_place){d->nodes_path, line->line, 0},
                         "the column \"%s\" is missing", field_name[i]);
}

/* A copy of the field's text without the blanks around it. */
static const char *field_text(Definition *d, const myn_csv_line *line, Field field)
{
    size_t column = d->column[field];
    if (column == MYN_NONE || column >= line->count) return "";
    const char *at = line->field[column].at;
    size_t length = line->field[column].length;
    while (length && (*at == ' ' || *at == '\t')) at++, length--;
    while (length && (at[length - 1] == ' ' || at[length - 1] == '\t')) length--;
    if (length == 0) return "";
    const char *copy = myn_arena_text(d->arena, at, length);
    if (!copy) d->failed = true;
    return copy ? copy : "";
}

/* 0 is refused: who wants a node to count for nothing leaves it out. */
static void read_weight(Definition *d, Row *row)
{
    const char *text = row->text[F_WEIGHT];
    row->weight = 1;
    if (!*text) return;
    double value = 0;
    bool number = myn_number_read(text, strlen(text), &value) && isfinite(value);
    if (number && value > 0)
        row->weight = value;
    else
        myn_diag_add(d->diag, MYN_ERROR, def_place(d, row, F_WEIGHT),
                     "weight of \"%s\": expected a number above 0, found \"%.80s\"", def_code(row), text);
}

/* Spreadsheets like to turn a hyphen into a minus sign: both are taken. */
static void read_direction(Definition *d, Row *row)
{
    const char *text = row->text[F_DIRECTION];
    if (strcmp(text, "+") == 0) row->direction = 1;
    if (strcmp(text, "-") == 0 || strcmp(text, "\xE2\x88\x92") == 0)
        row->direction = -1; /* or a minus sign */
    if (*text && !row->direction) {
        myn_diag_add(d->diag, MYN_ERROR, def_place(d, row, F_DIRECTION),
                     "direction of \"%s\": expected + or -, found \"%.80s\"", def_code(row), text);
        row->direction = 1; /* said once is enough */
    }
}

static void read_decimals(Definition *d, Row *row)
{
    const char *text = row->text[F_DECIMALS];
    double value = 0;
    row->decimals = -2;
    if (!*text) return;
    if (myn_number_read(text, strlen(text), &value) && value >= 0 && value <= 15 && value == floor(value))
        row->decimals = (int)value;
    else
        myn_diag_add(d->diag, MYN_ERROR, def_place(d, row, F_DECIMALS),
                     "decimals of \"%s\": expected a whole number from 0 to 15, found \"%.80s\"",
                     def_code(row), text);
}

/* The code becomes the row's number; a row that cannot have one is left out. */
static myn_status name_row(Definition *d, const Row *row, bool *named)
{
    const char *code = def_code(row);
    *named = false;
    if (!*code) {
        myn_diag_add(d->diag, MYN_ERROR, def_place(d, row, F_CODE),
                     "expected the node's code, found nothing");
        return MYN_OK;
    }
    size_t number = myn_names_find(d->codes, code, strlen(code));
    if (number != MYN_NONE) {
        myn_diag_add(d->diag, MYN_ERROR, def_place(d, row, F_CODE),
                     "the code \"%s\" is given twice, first in line %zu", code, d->row[number].line);
        return MYN_OK;
    }
    *named = true;
    return myn_names_add(d->codes, code, strlen(code), &number);
}

static myn_status make_room(Definition *d)
{
    if (d->rows < d->room) return MYN_OK;
    size_t room = d->room ? 2 * d->room : 64;
    Row *row = reallocarray(d->row, room, sizeof *row);
    if (!row) return MYN_ERR_MEMORY;
    d->row = row;
    d->room = room;
    return MYN_OK;
}

typedef struct {
    Definition *d;
    bool headed;
} Walk;

/* A row with a mistake is kept where it can be, so that its children are not reported as orphans. */
static myn_status take_line(void *ctx, const myn_csv_line *line)
{
    Walk *walk = ctx;
    Definition *d = walk->d;
    if (!walk->headed) {
        walk->headed = true;
        read_header(d, line);
        return MYN_OK;
    }
    if (d->column[F_CODE] == MYN_NONE) return MYN_OK;
    myn_status status = make_room(d);
    if (status != MYN_OK) return status;
    Row row = {.line = line->line, .up = MYN_NONE, .first = MYN_NONE, .next = MYN_NONE};
    for (int i = 0; i < FIELDS; i++) row.text[i] = field_text(d, line, (Field)i);
    read_weight(d, &row);
    read_direction(d, &row);
    read_decimals(d, &row);
    bool named = false;
    status = name_row(d, &row, &named);
    if (status == MYN_OK && named) d->row[d->rows++] = row;
    return d->failed ? MYN_ERR_MEMORY : status;
}

myn_status def_read_nodes(Definition *d, const char *path)
{
    for (int i = 0; i < FIELDS; i++) d->column[i] = MYN_NONE;
    myn_dialect dialect = myn_dialect_default();
    myn_csv_info info;
    Walk walk = {.d = d};
    myn_status status = myn_csv_read(path, d->nodes_path, &dialect, take_line, &walk, NULL, d->diag, &info);
    def_change_rows(d);
    if (d->rows && d->column[F_PARENT] != MYN_NONE) def_link_rows(d);
    return status;
}
