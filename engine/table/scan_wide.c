/* Wide layout: a row an area (and period), a column a series, or a series and a period ("hdi_{period}"). */
#include "table/field.h"
#include "table/scan.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define HOLE "{period}"

/* A series that is declared and not wanted has its column looked for and not read. */
static myn_status add_column(Scan *scan, size_t column, size_t series, myn_period period)
{
    if (scan->wanted[series].number == MYN_NONE) return MYN_OK;
    WideColumn *more = realloc(scan->wide, (scan->wides + 1) * sizeof *more);
    if (!more) return MYN_ERR_MEMORY;
    size_t at = scan->wides++;
    for (; at > 0 && more[at - 1].column > column; at--) more[at] = more[at - 1]; /* in the file's order */
    more[at] = (WideColumn){column, series, period};
    scan->wide = more;
    return MYN_OK;
}

/* Whether the column NAME is PATTERN with a period where its hole is. */
static bool fits(const Scan *scan, const char *pattern, const char *name, myn_period *period)
{
    const char *hole = strstr(pattern, HOLE), *after = hole + strlen(HOLE);
    size_t before = (size_t)(hole - pattern), behind = strlen(after), length = strlen(name);
    if (length <= before + behind || memcmp(name, pattern, before) != 0) return false;
    if (strcmp(name + length - behind, after) != 0) return false;
    return myn_period_read(name + before, length - before - behind, scan->table->form, period) == MYN_OK;
}

/* A column for each period that the header has. */
static myn_status add_pattern(Scan *scan, const myn_described_series *series, size_t wanted)
{
    myn_status status = MYN_OK;
    bool any = false;
    for (size_t i = 0; status == MYN_OK && i < myn_names_count(scan->header.names); i++) {
        const char *name = myn_names_at(scan->header.names, i);
        myn_period period;
        if (!fits(scan, series->column, name, &period)) continue;
        any = true;
        size_t column = header_find(&scan->header, name, series->at, scan->diag);
        status = column == MYN_NONE ? MYN_ERR_DATA : add_column(scan, column, wanted, period);
    }
    if (status == MYN_OK && !any) {
        myn_diag_add(scan->diag, MYN_ERROR, series->at, "%s has no column '%s' with a period in it",
                     scan->read.path, series->column);
        status = MYN_ERR_DATA;
    }
    return status;
}

/* Under `series: all` a name that is no column may be another table's. */
static myn_status add_named(Scan *scan, const char *name, size_t wanted)
{
    if (myn_names_find(scan->header.names, name, strlen(name)) == MYN_NONE) return MYN_OK;
    size_t column = scan_column(scan, name, "series");
    if (column == MYN_NONE) return MYN_ERR_DATA;
    if (column == scan->area || column == scan->period) return MYN_OK;
    return add_column(scan, column, wanted, scan->table->period);
}

static myn_status add_wanted(Scan *scan, size_t wanted)
{
    const Wanted *one = &scan->wanted[wanted];
    if (scan->table->all) return add_named(scan, myn_names_at(scan->ask->wanted, one->number), wanted);
    if (strstr(one->declared->column, HOLE)) return add_pattern(scan, one->declared, wanted);
    size_t column = header_find(&scan->header, one->declared->column, one->declared->at, scan->diag);
    return column == MYN_NONE ? MYN_ERR_DATA : add_column(scan, column, wanted, scan->table->period);
}

myn_status wide_begin(Scan *scan)
{
    myn_status all = MYN_OK;
    for (size_t i = 0; i < scan->wanted_count; i++) {
        myn_status status = add_wanted(scan, i);
        if (status != MYN_OK && status != MYN_ERR_DATA) return status;
        if (status != MYN_OK) all = status;
    }
    return all;
}

myn_status wide_row(Scan *scan, const myn_field *field, size_t line)
{
    if (scan->wides == 0) {
        scan->account->other_series++;
        return MYN_OK;
    }
    myn_observation seen = {.lower = NAN, .upper = NAN, .at = {scan->read.path, line, 0}};
    myn_period period = {0, 0};
    bool good = scan_area(scan, field, line, &seen);
    good &= scan_period(scan, field, line, &period);
    bool known = good; /* an area and a period to deliver for */
    myn_status status = MYN_OK;
    for (size_t i = 0; status == MYN_OK && i < scan->wides; i++) {
        const WideColumn *wide = &scan->wide[i];
        seen.at.column = wide->column + 1;
        seen.period = wide->period.end > wide->period.start ? wide->period : period;
        bool read = scan_value(scan, field, wide->column, &seen);
        good &= read;
        if (read && known) status = scan_deliver(scan, wide->series, &seen);
    }
    scan->account->used += good;
    return status;
}
