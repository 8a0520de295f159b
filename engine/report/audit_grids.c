/* The sections of an audit. */
#include "report/audit.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    const char *machine, *person;
    bool right;
} Heading;

#define HEADINGS_MOST 40

static myn_grid *new_grid(const Audit *audit, const char *title, const Heading *heading, size_t count)
{
    myn_grid_column column[HEADINGS_MOST];
    myn_grid *grid = NULL;
    for (size_t i = 0; i < count; i++)
        column[i] = (myn_grid_column){audit->machine ? heading[i].machine : heading[i].person,
                                      heading[i].right};
    return myn_grid_new(title, column, count, &grid) ? NULL : grid;
}

static const char *encoding_word(myn_encoding encoding)
{
    return encoding == MYN_ENCODING_UTF8           ? "utf-8"
           : encoding == MYN_ENCODING_WINDOWS_1252 ? "windows-1252"
                                                   : "unknown";
}

/* People see in the section of files which data set a file is of. */
myn_grid *audit_tables(const Audit *audit)
{
    static const Heading heading[] = {{"dataset", NULL, false},       {"file", "file", false},
                                      {"rows", "rows", true},         {"used", "used", true},
                                      {"filtered", "left out", true}, {"other_series", "other", true},
                                      {"wrong", "wrong", true},       {"repeated", "same", true},
                                      {"clashing", "clash", true},    {"larger_areas", "larger", true}};
    size_t skip = audit->machine ? 0 : 1;
    myn_grid *grid = new_grid(audit, "Rows of tables", heading + skip, 10 - skip);
    for (size_t i = 0; grid && i < audit->audit->tables; i++) {
        const myn_audit_table *t = &audit->audit->table[i];
        if (!skip) myn_grid_text(grid, t->dataset);
        myn_grid_text(grid, t->account.file);
        myn_grid_count(grid, t->account.info.rows);
        myn_grid_count(grid, t->account.used);
        myn_grid_count(grid, t->account.filtered);
        myn_grid_count(grid, t->account.other_series);
        myn_grid_count(grid, t->account.wrong);
        myn_grid_count(grid, t->same);
        myn_grid_count(grid, t->clashing);
        myn_grid_count(grid, t->larger);
    }
    return grid;
}

myn_grid *audit_files(const Audit *audit)
{
    static const Heading heading[] = {{"dataset", "data set", false},
                                      {"file", "file", false},
                                      {"bytes", "bytes", true},
                                      {"encoding", "encoding", false},
                                      {"sha256", "SHA-256", false}};
    myn_grid *grid = new_grid(audit, "Files", heading, 5);
    for (size_t i = 0; grid && i < audit->audit->tables; i++) {
        const myn_account *account = &audit->audit->table[i].account;
        char digest[MYN_DIGEST_TEXT + 4];
        snprintf(digest, sizeof digest, "%.*s%s", audit->machine ? MYN_DIGEST_TEXT : 12, account->info.sha256,
                 audit->machine ? "" : "…");
        myn_grid_text(grid, audit->audit->table[i].dataset);
        myn_grid_text(grid, account->file);
        myn_grid_count(grid, account->info.bytes);
        myn_grid_text(grid, encoding_word(account->info.encoding));
        myn_grid_text(grid, account->info.sha256[0] ? digest : NULL);
    }
    return grid;
}

myn_grid *audit_codes(const Audit *audit)
{
    static const Heading heading[] = {
        {"code", "code", false}, {"rows", "rows", true}, {"fate", "what it is", false}};
    myn_grid *grid = new_grid(audit, "Codes that are no area of this index", heading, 3);
    size_t count = audit->audit->codes;
    if (!audit->machine && count > AUDIT_SHOWN) count = AUDIT_SHOWN;
    for (size_t i = 0; grid && i < count; i++) {
        myn_grid_text(grid, audit->audit->code[i].code);
        myn_grid_count(grid, audit->audit->code[i].rows);
        myn_grid_text(grid, audit->audit->code[i].fate);
    }
    return grid;
}

/* ---- indicators ---- */

/* "suppressed 3, missing 2" */
static void put_missing(myn_grid *grid, const myn_audit_indicator *in)
{
    myn_buffer text = {0};
    for (uint8_t cell = 0; cell < MYN_CELL_KINDS; cell++)
        if (in->cells[cell] && !myn_cell_valued(cell))
            myn_buffer_format(&text, "%s%s %zu", text.length ? ", " : "", myn_cell_word(cell),
                              in->cells[cell]);
    grid->failed |= text.failed;
    myn_grid_text(grid, text.at);
    myn_buffer_free(&text);
}

static void put_flags(myn_grid *grid, const myn_audit_indicator *in)
{
    char text[128];
    snprintf(text, sizeof text, "%s%s%s", in->constant ? "constant, " : "", in->stale ? "stale, " : "",
             in->outliers ? "outliers, " : "");
    size_t length = strlen(text);
    if (in->out_of_range) {
        snprintf(text + length, sizeof text - length, "%zu out of range", in->out_of_range);
    } else if (length)
        text[length - 2] = '\0';
    myn_grid_text(grid, text[0] ? text : NULL);
    myn_grid_style(grid, MYN_STYLE_STRONG);
}

static void put_period(myn_grid *grid, myn_period period)
{
    char text[MYN_PERIOD_TEXT];
    if (period.start == period.end) {
        myn_grid_text(grid, NULL);
        return;
    }
    myn_period_text(period, text);
    myn_grid_text(grid, text);
}

static myn_grid *indicators_for_people(const Audit *audit)
{
    static const Heading heading[] = {{NULL, "indicator", false}, {NULL, "%", true},
                                      {NULL, "used", false},      {NULL, "years old", true},
                                      {NULL, "skew", true},       {NULL, "kurtosis", true},
                                      {NULL, "without", false},   {NULL, "notice", false}};
    myn_grid *grid = new_grid(audit, "Indicators: coverage, period used, shape", heading, 8);
    for (size_t i = 0; grid && i < audit->audit->indicators; i++) {
        const myn_audit_indicator *in = &audit->audit->indicator[i];
        myn_grid_text(grid, myn_label_text(in->label, audit->lang, in->code));
        myn_grid_number(grid, 100 * in->coverage, 0);
        put_period(grid, in->used);
        myn_grid_number(grid, in->used.start == in->used.end ? NAN : in->age_years, 1);
        myn_grid_number(grid, in->moments.skew, 1);
        myn_grid_number(grid, in->moments.kurtosis, 1);
        put_missing(grid, in);
        put_flags(grid, in);
    }
    return grid;
}

static void put_moments(myn_grid *grid, const myn_moments *m)
{
    myn_grid_number(grid, m->mean, -1);
    myn_grid_number(grid, m->sd, -1);
    myn_grid_number(grid, m->skew, -1);
    myn_grid_number(grid, m->kurtosis, -1);
    myn_grid_number(grid, m->least, -1);
    myn_grid_number(grid, m->greatest, -1);
}

static void put_indicator(myn_grid *grid, const myn_audit_indicator *in)
{
    myn_grid_text(grid, in->code);
    myn_grid_text(grid, in->label.en);
    myn_grid_text(grid, in->label.cy);
    myn_grid_text(grid, in->unit);
    myn_grid_count(grid, in->periods);
    put_period(grid, in->first);
    put_period(grid, in->last);
    put_period(grid, in->used);
    myn_grid_number(grid, in->used.start == in->used.end ? NAN : in->age_years, -1);
    myn_grid_number(grid, in->coverage, -1);
    put_moments(grid, &in->moments);
    for (int cell = 0; cell < MYN_CELL_KINDS; cell++) myn_grid_count(grid, in->cells[cell]);
    myn_grid_count(grid, in->outliers);
    myn_grid_count(grid, in->constant);
    myn_grid_count(grid, in->stale);
    myn_grid_count(grid, in->out_of_range);
}

#define CELL_HEADING(name, number, word, valued) {word, word, true},

static myn_grid *indicators_for_machines(const Audit *audit)
{
    static const Heading heading[] = {{"code", NULL, false},
                                      {"label_en", NULL, false},
                                      {"label_cy", NULL, false},
                                      {"unit", NULL, false},
                                      {"periods", NULL, true},
                                      {"first", NULL, false},
                                      {"last", NULL, false},
                                      {"used", NULL, false},
                                      {"age_years", NULL, true},
                                      {"coverage", NULL, true},
                                      {"mean", NULL, true},
                                      {"sd", NULL, true},
                                      {"skew", NULL, true},
                                      {"kurtosis", NULL, true},
                                      {"least", NULL, true},
                                      {"greatest", NULL, true},
                                      MYN_CELL_LIST(CELL_HEADING){"outliers", NULL, true},
                                      {"constant", NULL, true},
                                      {"stale", NULL, true},
                                      {"out_of_range", NULL, true}};
    _Static_assert(sizeof heading / sizeof *heading <= HEADINGS_MOST, "room for every heading");
    myn_grid *grid = new_grid(audit, NULL, heading, sizeof heading / sizeof *heading);
    for (size_t i = 0; grid && i < audit->audit->indicators; i++)
        put_indicator(grid, &audit->audit->indicator[i]);
    return grid;
}

myn_grid *audit_indicators(const Audit *audit)
{
    return audit->machine ? indicators_for_machines(audit) : indicators_for_people(audit);
}

/* ---- areas ---- */

static void put_area(const Audit *audit, myn_grid *grid, const myn_audit_area *area)
{
    myn_grid_text(grid, area->area->code);
    myn_grid_text(grid, myn_area_name(area->area, audit->lang));
    myn_grid_count(grid, area->present);
    myn_grid_count(grid, area->of);
}

/* The areas with the fewest indicators, fewest first, equal ones in their own order; complete ones not. */
static void put_least(const Audit *audit, myn_grid *grid)
{
    const myn_audit *a = audit->audit;
    for (size_t present = 0; grid->rows < AUDIT_SHOWN && present < a->indicators; present++)
        for (size_t i = 0; i < a->area_count && grid->rows < AUDIT_SHOWN; i++)
            if (a->area[i].present == present && present < a->area[i].of) put_area(audit, grid, &a->area[i]);
}

myn_grid *audit_areas(const Audit *audit)
{
    static const Heading heading[] = {{"code", "code", false},
                                      {"name", "area", false},
                                      {"present", "indicators", true},
                                      {"of", "of", true}};
    myn_grid *grid = new_grid(audit, "Areas with the fewest indicators", heading, 4);
    if (grid && !audit->machine) put_least(audit, grid);
    for (size_t i = 0; grid && audit->machine && i < audit->audit->area_count; i++)
        put_area(audit, grid, &audit->audit->area[i]);
    return grid;
}
