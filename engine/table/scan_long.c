/* Long layout: a row an observation; key columns name its series. */
#include "table/field.h"
#include "table/scan.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The text of declared series I's key: its parts joined, to be freed. */
static char *joined_key(const myn_described_series *series, size_t parts)
{
    size_t size = 1;
    for (size_t i = 0; i < parts; i++) size += strlen(series->key[i]) + 1;
    char *text = malloc(size), *to = text;
    for (size_t i = 0; text && i < parts; i++) {
        size_t length = strlen(series->key[i]);
        if (i) *to++ = KEY_JOINT;
        memcpy(to, series->key[i], length);
        to += length;
    }
    if (text) *to = '\0';
    return text;
}

static myn_status add_key(Scan *scan, const char *text)
{
    size_t number, length = strlen(text);
    if (length > scan->key_most) scan->key_most = length;
    return myn_names_add(scan->keys, text, length, &number);
}

/* Keys are numbered as the series in scan->wanted: no two are alike. */
static myn_status make_keys(Scan *scan)
{
    myn_status status = myn_names_new(&scan->keys);
    for (size_t i = 0; status == MYN_OK && i < scan->wanted_count; i++) {
        const Wanted *wanted = &scan->wanted[i];
        if (scan->table->all) {
            status = add_key(scan, myn_names_at(scan->ask->wanted, wanted->number));
            continue;
        }
        char *text = joined_key(wanted->declared, scan->table->keys);
        status = text ? add_key(scan, text) : MYN_ERR_MEMORY;
        free(text);
    }
    if (status != MYN_OK) return status;
    scan->key_text = malloc(scan->key_most + 1);
    scan->last_text = malloc(scan->key_most + 1);
    scan->last_length = SIZE_MAX;
    return scan->key_text && scan->last_text ? MYN_OK : MYN_ERR_MEMORY;
}

static bool find_key_columns(Scan *scan)
{
    bool found = true;
    for (size_t i = 0; i < scan->table->keys; i++) {
        scan->key[i] = scan_column(scan, scan->table->key[i], "key");
        found &= scan->key[i] != MYN_NONE;
    }
    return found;
}

/* NAME may be NULL: the table has no such column. */
static bool find_column(Scan *scan, const char *name, const char *key, size_t *column)
{
    *column = name ? scan_column(scan, name, key) : MYN_NONE;
    return !name || *column != MYN_NONE;
}

myn_status long_begin(Scan *scan)
{
    const myn_table *table = scan->table;
    scan->key = calloc(table->keys + 1, sizeof *scan->key);
    myn_status status = scan->key ? make_keys(scan) : MYN_ERR_MEMORY;
    if (status != MYN_OK) return status;
    bool found = find_key_columns(scan);
    found &= find_column(scan, table->value, "value", &scan->value);
    found &= find_column(scan, table->lower, "lower", &scan->lower);
    found &= find_column(scan, table->upper, "upper", &scan->upper);
    found &= find_column(scan, table->status, "status", &scan->status);
    return found ? MYN_OK : MYN_ERR_DATA;
}

/* The key of a row, joined; false where it is longer than every key that is known. */
static bool join_fields(Scan *scan, const myn_field *field, myn_field *out)
{
    size_t length = 0;
    for (size_t i = 0; i < scan->table->keys; i++) {
        myn_field part = field[scan->key[i]];
        if (length + part.length + (i > 0) > scan->key_most) return false;
        if (i) scan->key_text[length++] = KEY_JOINT;
        memcpy(scan->key_text + length, part.at, part.length);
        length += part.length;
    }
    *out = (myn_field){scan->key_text, length};
    return true;
}

/* The series of a row (number in scan->wanted), or MYN_NONE. Rows of one series mostly follow each other. */
static size_t series_of(Scan *scan, const myn_field *field)
{
    myn_field key;
    if (scan->table->keys == 1)
        key = field[scan->key[0]];
    else if (!join_fields(scan, field, &key))
        return MYN_NONE;
    if (key.length > scan->key_most) return MYN_NONE;
    if (key.length == scan->last_length && text_same(key.at, scan->last_text, key.length)) return scan->last;
    scan->last = myn_names_find(scan->keys, key.at, key.length);
    scan->last_length = key.length;
    memcpy(scan->last_text, key.at, key.length);
    return scan->last;
}

/* A confidence limit: NaN where the table has none or the cell is a marker. */
static bool read_limit(Scan *scan, const myn_field *field, size_t column, size_t line, double *out)
{
    *out = NAN;
    if (column == MYN_NONE) return true;
    myn_observation limit = {.at.line = line};
    bool good = scan_value(scan, field, column, &limit);
    *out = limit.value;
    return good;
}

/* The more telling of what the value cell and the status say: no value wins, and its reason over plain
 * missing. */
static bool read_status(Scan *scan, const myn_field *field, myn_observation *out)
{
    if (scan->status == MYN_NONE) return true;
    myn_field word = field[scan->status];
    int status = status_read(scan->table, word);
    myn_place at = {scan->read.path, out->at.line, scan->status + 1};
    int shown = word.length > 60 ? 60 : (int)word.length;
    if (status < 0) {
        scan->wrong = true;
        myn_diag_add(scan->diag, MYN_ERROR, at,
                     "'%.*s' is not a known status; declare it under `status: {words: ...}`", shown, word.at);
        return false;
    }
    bool valued = myn_cell_valued((uint8_t)status);
    if (out->cell == MYN_CELL_OBSERVED && !valued) {
        myn_diag_add(scan->diag, MYN_WARNING, at,
                     "the status is '%.*s' and a value stands there; it is left out", shown, word.at);
        out->value = NAN;
    }
    if (out->cell == MYN_CELL_OBSERVED || (out->cell == MYN_CELL_MISSING && !valued))
        out->cell = (uint8_t)status;
    return true;
}

static void check_limits(Scan *scan, const myn_observation *seen)
{
    if (seen->lower > seen->upper)
        myn_diag_add(scan->diag, MYN_WARNING, seen->at,
                     "the lower limit %.15g is above the upper limit %.15g", seen->lower, seen->upper);
    else if (seen->value < seen->lower || seen->value > seen->upper)
        myn_diag_add(scan->diag, MYN_WARNING, seen->at, "%.15g lies outside its limits %.15g to %.15g",
                     seen->value, seen->lower, seen->upper);
}

myn_status long_row(Scan *scan, const myn_field *field, size_t line)
{
    size_t series = series_of(scan, field);
    if (series != MYN_NONE) scan->wanted[series].rows++;
    if (series == MYN_NONE || scan->wanted[series].number == MYN_NONE) {
        scan->account->other_series++;
        return MYN_OK;
    }
    myn_observation seen = {.at = {scan->read.path, line, scan->value + 1}};
    bool good = scan_area(scan, field, line, &seen);
    good &= scan_period(scan, field, line, &seen.period);
    good &= scan_value(scan, field, scan->value, &seen);
    good &= read_limit(scan, field, scan->lower, line, &seen.lower);
    good &= read_limit(scan, field, scan->upper, line, &seen.upper);
    if (!good || !read_status(scan, field, &seen)) return MYN_OK;
    if (scan->lower != MYN_NONE || scan->upper != MYN_NONE) check_limits(scan, &seen);
    scan->account->used++;
    return scan_deliver(scan, series, &seen);
}

/* A key that no row has is most likely misspelt. */
void long_end(Scan *scan)
{
    for (size_t i = 0; i < scan->wanted_count; i++) {
        const Wanted *wanted = &scan->wanted[i];
        if (wanted->rows || wanted->number == MYN_NONE || !wanted->declared ||
            wanted->declared->table != scan->ask->table)
            continue;
        myn_diag_add(scan->diag, MYN_WARNING, wanted->declared->at, "no row of %s has the key of '%s'",
                     scan->read.path, wanted->declared->name);
    }
}
