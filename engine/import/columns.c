/* What each column of a table holds: numbers and how they are written, markers, periods, codes. A guess
 * is made from every row, never from the first few. */
#include "import/columns.h"
#include "table/value.h"
#include <math.h>
#include <string.h>

/* Texts that commonly stand where there is no value: those of R, of spreadsheets, of the statistical offices
 * of the United Kingdom and of Eurostat. */
static const myn_marker known[] = {
    {"", MYN_CELL_MISSING},          {"NA", MYN_CELL_MISSING},     {"N/A", MYN_CELL_MISSING},
    {"n/a", MYN_CELL_MISSING},       {"NaN", MYN_CELL_MISSING},    {"nan", MYN_CELL_MISSING},
    {"NULL", MYN_CELL_MISSING},      {"null", MYN_CELL_MISSING},   {"None", MYN_CELL_MISSING},
    {"#N/A", MYN_CELL_MISSING},      {".", MYN_CELL_MISSING},      {"..", MYN_CELL_MISSING},
    {"...", MYN_CELL_MISSING},       {"-", MYN_CELL_MISSING},      {"--", MYN_CELL_MISSING},
    {":", MYN_CELL_MISSING},         {"x", MYN_CELL_MISSING},      {"[x]", MYN_CELL_MISSING},
    {"*", MYN_CELL_SUPPRESSED},      {"c", MYN_CELL_SUPPRESSED},   {"[c]", MYN_CELL_SUPPRESSED},
    {"u", MYN_CELL_UNRELIABLE},      {"[u]", MYN_CELL_UNRELIABLE}, {"z", MYN_CELL_NOT_APPLICABLE},
    {"[z]", MYN_CELL_NOT_APPLICABLE}};
#define KNOWN (sizeof known / sizeof *known)

/* Ways to write a number, the commonest first: decimal sign, and sign between thousands. */
static const char ways[][2] = {{'.', 0}, {'.', ','}, {',', 0}, {',', '.'}};
#define WAYS (sizeof ways / sizeof *ways)

static myn_table table_of(size_t way)
{
    return (myn_table){.decimal = ways[way][0],
                       .thousands = ways[way][1],
                       .percent = true,
                       .marker = known,
                       .markers = KNOWN};
}

static myn_field field_of(const char *text)
{
    return (myn_field){text, strlen(text)};
}

/* The way in which most cells of the table are numbers; the commoner one where two do as well. */
static size_t best_way(const Sheet *sheet)
{
    size_t count[WAYS] = {0}, best = 0;
    for (size_t w = 0; w < WAYS; w++) {
        myn_table table = table_of(w);
        Values values = values_of(&table);
        for (size_t i = 0; i < sheet->rows * sheet->columns; i++) {
            double value;
            uint8_t cell;
            if (*sheet->cell[i] && value_read(&values, field_of(sheet->cell[i]), &value, &cell))
                count[w] += cell == MYN_CELL_OBSERVED;
        }
        if (count[w] > count[best]) best = w;
    }
    return best;
}

static void look_at(const Sheet *sheet, const Values *values, size_t c, Columns *out)
{
    Column *column = &out->column[c];
    for (size_t r = 0; r < sheet->rows; r++) {
        const char *text = sheet_cell(sheet, r, c);
        double value;
        uint8_t cell;
        if (!*text)
            column->blank++;
        else if (!value_read(values, field_of(text), &value, &cell)) {
            if (!column->others++) column->first_other = r;
        } else if (cell == MYN_CELL_OBSERVED) {
            column->numbers++;
            out->form.percent |= text[strlen(text) - 1] == '%';
        } else
            column->marked++;
    }
    column->numeric = column->numbers > 0 && column->numbers >= 9 * column->others;
}

myn_status columns_look(const Sheet *sheet, Columns *out)
{
    *out = (Columns){.sheet = sheet, .form = table_of(best_way(sheet))};
    out->column = myn_arena_zero(sheet->memory, sheet->columns, sizeof *out->column);
    if (!out->column) return MYN_ERR_MEMORY;
    myn_table table = out->form;
    Values values = values_of(&table);
    out->form.percent = false;
    for (size_t c = 0; c < sheet->columns; c++) look_at(sheet, &values, c, out);
    return MYN_OK;
}

double columns_value(const Columns *columns, size_t row, size_t column)
{
    double value = NAN;
    uint8_t cell;
    Values values = values_of(&columns->form);
    const char *text = sheet_cell(columns->sheet, row, column);
    return value_read(&values, field_of(text), &value, &cell) ? value : NAN;
}

myn_status columns_markers(const Columns *columns, const bool *used, myn_table *form)
{
    const Sheet *sheet = columns->sheet;
    bool met[KNOWN] = {false};
    for (size_t c = 0; c < sheet->columns; c++)
        for (size_t r = 0; used[c] && r < sheet->rows; r++)
            for (size_t k = 1; k < KNOWN; k++) /* a blank is missing anyway */
                if (!met[k]) met[k] = strcmp(sheet_cell(sheet, r, c), known[k].text) == 0;
    *form = columns->form;
    form->markers = 0;
    myn_marker *marker = myn_arena_zero(sheet->memory, KNOWN, sizeof *marker);
    if (!marker) return MYN_ERR_MEMORY;
    for (size_t k = 1; k < KNOWN; k++) /* a blank is missing anyway */
        if (met[k]) marker[form->markers++] = known[k];
    form->marker = marker;
    return MYN_OK;
}
