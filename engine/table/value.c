/* Numbers as publishers write them, and the markers that stand in their place. */
#include "table/value.h"
#include "table/field.h"
#include <math.h>
#include <mynegai/text.h>
#include <string.h>

#define NUMBER_MOST 400 /* a longer text is no number that anybody wrote down */

Values values_of(const myn_table *table)
{
    Values values = {.table = table};
    values.plain = table->decimal == '.' && !table->thousands && !table->percent;
    for (size_t i = 0; i < table->markers; i++) {
        double number;
        const char *text = table->marker[i].text;
        values.markers_first |= myn_number_read(text, strlen(text), &number);
    }
    values.quick = table->decimal == '.' && table->thousands != '.' && !values.markers_first;
    return values;
}

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Digits AT .. and how many, up to END. */
static size_t digits(const char *at, const char *end)
{
    const char *from = at;
    while (at < end && is_digit(*at)) at++;
    return (size_t)(at - from);
}

/* Whether the whole number at the front of [at, end) has its thousands in threes, or none: 1,234,567 but not
 * 1,23. */
static bool in_threes(const char *at, const char *end, char mark)
{
    if (at < end && (*at == '-' || *at == '+')) at++;
    size_t first = digits(at, end);
    at += first;
    if (at == end || *at != mark) return true;
    if (first == 0 || first > 3) return false;
    while (at < end && *at == mark) {
        if (digits(at + 1, end) != 3) return false;
        at += 4;
    }
    return true;
}

/* The number as C writes it. The text is without blanks at its ends. */
static bool read_dressed(const myn_table *table, myn_field field, double *value)
{
    if (table->percent && field.length && field.at[field.length - 1] == '%')
        field = field_between(field.at, field.at + field.length - 1);
    const char *end = field.at + field.length;
    if (field.length > NUMBER_MOST || (table->thousands && !in_threes(field.at, end, table->thousands)))
        return false;
    char plain[NUMBER_MOST];
    size_t length = 0;
    bool fraction = false;
    for (const char *at = field.at; at < end; at++) {
        bool mark = *at == table->decimal;
        if (table->thousands && *at == table->thousands && !fraction) continue;
        if (*at == '.' && !mark) return false;
        fraction |= mark;
        plain[length++] = mark ? '.' : *at;
    }
    return myn_number_read(plain, length, value);
}

static bool read_marker(const myn_table *table, myn_field field, double *value, uint8_t *cell)
{
    for (size_t i = 0; i < table->markers; i++)
        if (field_is(field, table->marker[i].text)) {
            *value = NAN;
            *cell = table->marker[i].cell;
            return true;
        }
    return false;
}

bool value_read(const Values *values, myn_field field, double *value, uint8_t *cell)
{
    field = field_trimmed(field);
    if (values->quick && myn_number_read(field.at, field.length, value)) {
        *cell = MYN_CELL_OBSERVED;
        return true;
    }
    if (values->markers_first && read_marker(values->table, field, value, cell)) return true;
    *cell = MYN_CELL_OBSERVED;
    if (values->plain ? myn_number_read(field.at, field.length, value)
                      : read_dressed(values->table, field, value))
        return true;
    return read_marker(values->table, field, value, cell);
}

/* Whether FIELD would be a number with commas for thousands, or with a percent sign. */
static bool reads_as(myn_field field, char decimal, char thousands, bool percent)
{
    double value;
    myn_table other = {.decimal = decimal, .thousands = thousands, .percent = percent};
    return read_dressed(&other, field, &value);
}

void value_say(const Values *values, myn_field field, myn_place at, myn_diag *diag)
{
    const myn_table *table = values->table;
    field = field_trimmed(field);
    int shown = field.length > 60 ? 60 : (int)field.length;
    const char *hint = "";
    if (field.length == 0)
        hint = " (an empty cell: `markers: {\"\": missing}`)";
    else if (table->thousands && memchr(field.at, table->thousands, field.length))
        hint = "; thousands come in groups of three digits";
    else if (reads_as(field, table->decimal, table->thousands, true))
        hint = "; if it is a percentage, say `percent: true`";
    else if (table->decimal == '.' && !table->thousands && reads_as(field, '.', ',', false))
        hint = "; if its comma groups thousands, say `thousands: \",\"`";
    else if (table->decimal == '.' && reads_as(field, ',', '.', false))
        hint = "; if its comma is the decimal sign, say `decimal: \",\"`";
    else
        hint = "; if it says why there is no value, declare it under `markers`";
    myn_diag_add(diag, MYN_ERROR, at, "'%.*s' is not a number and not a declared marker%s", shown,
                 field.length ? field.at : "", hint);
}

int status_read(const myn_table *table, myn_field field)
{
    field = field_trimmed(field);
    for (size_t i = 0; i < table->status_words; i++)
        if (field_is(field, table->status_word[i].text)) return table->status_word[i].cell;
    if (field.length == 0) return MYN_CELL_OBSERVED;
    for (int cell = MYN_CELL_OBSERVED; cell <= MYN_CELL_UNRELIABLE; cell++)
        if (field_is(field, myn_cell_word((uint8_t)cell))) return cell;
    return -1;
}
