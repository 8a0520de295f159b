/* A table's rows as observations. What a row costs decides how long a build takes: periods and series
 * that were just met are tried first. */
#include "table/scan.h"
#include "table/dataset_memory.h"
#include "table/field.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

myn_place scan_place(const Scan *scan, const char *key)
{
    const myn_yaml *node = dataset_table_node(scan->ask->dataset, scan->ask->table, key);
    return node ? node->at : scan->table->from.at;
}

size_t scan_column(Scan *scan, const char *name, const char *key)
{
    return header_find(&scan->header, name, scan_place(scan, key), scan->diag);
}

void scan_say(Scan *scan, size_t line, size_t column, const char *what)
{
    scan->wrong = true;
    myn_diag_add(scan->diag, MYN_ERROR, (myn_place){scan->read.path, line, column + 1}, "%s", what);
}

/* A name that another table declares is that table's. */
static bool elsewhere(const Scan *scan, const myn_described_series *declared)
{
    return declared && declared->table != scan->ask->table;
}

static void want_declared(Scan *scan)
{
    const myn_dataset *dataset = scan->ask->dataset;
    for (size_t i = 0; i < dataset->series_count; i++) {
        const myn_described_series *series = &dataset->series[i];
        if (series->table != scan->ask->table) continue;
        size_t number = myn_names_find(scan->ask->wanted, series->name, strlen(series->name));
        scan->wanted[scan->wanted_count++] = (Wanted){.number = number, .declared = series};
    }
}

static void want_named(Scan *scan)
{
    const myn_names *names = scan->ask->wanted;
    for (size_t i = 0; i < myn_names_count(names); i++) {
        const myn_described_series *declared = myn_dataset_series(scan->ask->dataset, myn_names_at(names, i));
        if (!elsewhere(scan, declared))
            scan->wanted[scan->wanted_count++] = (Wanted){.number = i, .declared = declared};
    }
}

myn_status scan_wanted(Scan *scan)
{
    size_t most = scan->ask->dataset->series_count + myn_names_count(scan->ask->wanted) + 1;
    scan->wanted = calloc(most, sizeof *scan->wanted);
    if (!scan->wanted) return MYN_ERR_MEMORY;
    if (scan->table->all)
        want_named(scan);
    else
        want_declared(scan);
    return MYN_OK;
}

bool scan_area(Scan *scan, const myn_field *field, size_t line, myn_observation *out)
{
    myn_field code = field_trimmed(field[scan->area]);
    out->area = code.at;
    out->area_length = code.length;
    if (code.length) return true;
    scan_say(scan, line, scan->area, "the area code is blank");
    return false;
}

static KnownPeriod *slot_for(Scan *scan, myn_field text)
{
    Ends ends = ends_of(text.at, text.length);
    return &scan->known[((ends.first ^ ends.last << 1) * 0x9e3779b97f4a7c15u) >> 56];
}

static bool read_period(Scan *scan, myn_field text, size_t line, myn_period *out)
{
    if (myn_period_read(text.at, text.length, scan->table->form, out) == MYN_OK) return true;
    scan->wrong = true;
    int shown = text.length > 60 ? 60 : (int)text.length;
    myn_diag_add(
        scan->diag, MYN_ERROR, (myn_place){scan->read.path, line, scan->period + 1},
        "'%.*s' is not a period; expected 2019, 2019-05, 2019-05-15, 2022/23, 2019Q2 or 2011-01-01/P3Y",
        shown, text.at);
    return false;
}

bool scan_period(Scan *scan, const myn_field *field, size_t line, myn_period *out)
{
    if (scan->period == MYN_NONE) {
        *out = scan->table->period;
        return true;
    }
    myn_field text = field_trimmed(field[scan->period]);
    if (text.length == 0 || text.length > sizeof scan->known->text) return read_period(scan, text, line, out);
    KnownPeriod *slot = slot_for(scan, text);
    if (slot->length != text.length || !text_same(slot->text, text.at, text.length)) {
        if (!read_period(scan, text, line, &slot->period)) {
            slot->length = 0;
            return false;
        }
        slot->length = (uint8_t)text.length;
        memcpy(slot->text, text.at, text.length);
    }
    *out = slot->period;
    return true;
}

bool scan_value(Scan *scan, const myn_field *field, size_t column, myn_observation *out)
{
    if (value_read(&scan->values, field[column], &out->value, &out->cell)) return true;
    scan->wrong = true;
    value_say(&scan->values, field[column], (myn_place){scan->read.path, out->at.line, column + 1},
              scan->diag);
    return false;
}

/* A value out of its range is delivered all the same: who publishes it may be right. */
myn_status scan_deliver(Scan *scan, size_t series, myn_observation *observation)
{
    const Wanted *wanted = &scan->wanted[series];
    const myn_described_series *declared = wanted->declared;
    observation->series = wanted->number;
    if (declared && (observation->value < declared->low || observation->value > declared->high))
        myn_diag_add(scan->diag, MYN_WARNING, observation->at,
                     "%.15g lies outside the range %.15g to %.15g of '%s'", observation->value, declared->low,
                     declared->high, declared->name);
    scan->account->observations++;
    return scan->ask->observe(scan->ask->ctx, observation);
}

/* Every missing column is said at once. */
static myn_status begin(Scan *scan, const myn_csv_line *line)
{
    scan->begun = true;
    myn_status status = header_take(&scan->header, line, scan->read.path);
    if (status == MYN_OK) status = gate_open(&scan->gate, &scan->table->from, &scan->header, scan->diag);
    if (status != MYN_OK && status != MYN_ERR_DATA) return status;
    scan->area = scan_column(scan, scan->table->area, "area");
    scan->period = MYN_NONE;
    if (scan->table->period_column) scan->period = scan_column(scan, scan->table->period_column, "period");
    if (scan->area == MYN_NONE || (scan->table->period_column && scan->period == MYN_NONE))
        status = MYN_ERR_DATA;
    myn_status own = scan->table->wide ? wide_begin(scan) : long_begin(scan);
    return own != MYN_OK ? own : status;
}

static myn_status take_row(void *of_scan, const myn_csv_line *line)
{
    Scan *scan = of_scan;
    if (!scan->begun) return begin(scan, line);
    const myn_field *field = line->field;
    if (gate_any(&scan->gate) && !gate_pass(&scan->gate, &field)) {
        scan->account->filtered++;
        return MYN_OK;
    }
    return scan->table->wide ? wide_row(scan, field, line->line) : long_row(scan, field, line->line);
}

static void scan_free(Scan *scan)
{
    free(scan->read.path);
    header_free(&scan->header);
    gate_free(&scan->gate);
    free(scan->wanted);
    free(scan->key);
    myn_names_free(scan->keys);
    free(scan->key_text);
    free(scan->last_text);
    free(scan->wide);
    free(scan);
}

myn_status myn_dataset_scan(const myn_scan *ask, myn_diag *diag, myn_account *out)
{
    *out = (myn_account){0};
    if (ask->table >= ask->dataset->tables) return MYN_ERR_ARGUMENT;
    Scan *scan = calloc(1, sizeof *scan);
    if (!scan) return MYN_ERR_MEMORY;
    scan->ask = ask;
    scan->table = &ask->dataset->table[ask->table];
    scan->diag = diag;
    scan->account = out;
    scan->values = values_of(scan->table);
    scan->read = (SourceRead){.row = take_row, .ctx = scan, .progress = ask->progress, .account = out};
    const char *folder = ask->folder ? ask->folder : ask->dataset->folder;
    myn_status status = scan_wanted(scan);
    if (status == MYN_OK) status = source_read(&scan->table->from, folder, &scan->read, diag);
    if (status == MYN_OK && !scan->table->wide) long_end(scan);
    if (status == MYN_OK && scan->wrong) status = MYN_ERR_DATA;
    out->wrong = out->info.rows - out->used - out->filtered - out->other_series;
    scan_free(scan);
    return status;
}
