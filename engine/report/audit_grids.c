/* The sections of an audit. */
#include "report/audit.h"
#include "report/words.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    const char *machine;
    Word person;
    bool right;
} Heading;

#define HEADINGS_MOST 40

static myn_grid *new_grid(const Audit *audit, Word title, const Heading *heading, size_t count)
{
    myn_grid_column column[HEADINGS_MOST];
    myn_grid *grid = NULL;
    for (size_t i = 0; i < count; i++)
        column[i] = (myn_grid_column){audit->machine ? heading[i].machine
                                                     : word_text(heading[i].person, audit->lang),
                                      heading[i].right};
    return myn_grid_new(word_text(title, audit->lang), column, count, &grid) ? NULL : grid;
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
    static const Heading heading[] = {
        {"dataset", WORD_AUDIT_DATASET, false},  {"file", WORD_AUDIT_FILE, false},
        {"rows", WORD_AUDIT_ROWS, true},         {"used", WORD_AUDIT_USED, true},
        {"filtered", WORD_AUDIT_FILTERED, true}, {"other_series", WORD_AUDIT_OTHER, true},
        {"wrong", WORD_AUDIT_WRONG, true},       {"repeated", WORD_AUDIT_SAME, true},
        {"clashing", WORD_AUDIT_CLASH, true},    {"larger_areas", WORD_AUDIT_LARGER, true}};
    size_t skip = audit->machine ? 0 : 1;
    myn_grid *grid = new_grid(audit, WORD_AUDIT_ROWS_OF_TABLES, heading + skip, 10 - skip);
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

/* WHOLE digests, or what tells files apart. */
static myn_grid *files_grid(const Audit *audit, bool whole)
{
    static const Heading heading[] = {{"dataset", WORD_AUDIT_DATASET, false},
                                      {"file", WORD_AUDIT_FILE, false},
                                      {"bytes", WORD_AUDIT_BYTES, true},
                                      {"encoding", WORD_AUDIT_ENCODING, false},
                                      {"sha256", WORD_AUDIT_SHA256, false}};
    myn_grid *grid = new_grid(audit, WORD_AUDIT_FILES, heading, 5);
    for (size_t i = 0; grid && i < audit->audit->tables; i++) {
        const myn_account *account = &audit->audit->table[i].account;
        char digest[MYN_DIGEST_TEXT + 4];
        snprintf(digest, sizeof digest, "%.*s%s", whole ? MYN_DIGEST_TEXT : 12, account->info.sha256,
                 whole ? "" : "…");
        myn_grid_text(grid, audit->audit->table[i].dataset);
        myn_grid_text(grid, account->file);
        myn_grid_count(grid, account->info.bytes);
        myn_grid_text(grid, encoding_word(account->info.encoding));
        myn_grid_text(grid, account->info.sha256[0] ? digest : NULL);
    }
    return grid;
}

myn_grid *audit_files(const Audit *audit)
{
    return files_grid(audit, audit->machine);
}

myn_grid *audit_whole_files(const Audit *audit)
{
    return files_grid(audit, true);
}

myn_grid *audit_codes(const Audit *audit)
{
    static const Heading heading[] = {{"code", WORD_CODE, false},
                                      {"rows", WORD_AUDIT_ROWS, true},
                                      {"fate", WORD_AUDIT_FATE, false},
                                      {"fate_cy", WORD_AUDIT_FATE, false}};
    myn_grid *grid = new_grid(audit, WORD_AUDIT_CODES, heading, audit->machine ? 4 : 3);
    size_t count = audit->audit->codes;
    if (!audit->machine && count > AUDIT_SHOWN) count = AUDIT_SHOWN;
    for (size_t i = 0; grid && i < count; i++) {
        myn_grid_text(grid, audit->audit->code[i].code);
        myn_grid_count(grid, audit->audit->code[i].rows);
        myn_label fate = audit->audit->code[i].fate;
        myn_grid_text(grid, audit->lang == MYN_LANG_CY ? fate.cy : fate.en);
        if (audit->machine) myn_grid_text(grid, fate.cy);
    }
    return grid;
}

/* ---- indicators ---- */

/* "suppressed 3, missing 2" */
static void put_missing(const Audit *audit, myn_grid *grid, const myn_audit_indicator *in)
{
    myn_buffer text = {0};
    for (uint8_t cell = 0; cell < MYN_CELL_KINDS; cell++)
        if (in->cells[cell] && !myn_cell_valued(cell))
            myn_buffer_format(&text, "%s%s %zu", text.length ? ", " : "", word_cell(cell, audit->lang),
                              in->cells[cell]);
    grid->failed |= text.failed;
    myn_grid_text(grid, text.at);
    myn_buffer_free(&text);
}

/* One more finding of a list. */
static void put_flag(const Audit *audit, myn_buffer *text, Word word, const char *one)
{
    if (text->length) myn_buffer_put(text, ", ");
    word_fill(text, word, audit->lang, one, NULL);
}

static void put_flags(const Audit *audit, myn_grid *grid, const myn_audit_indicator *in)
{
    myn_buffer text = {0};
    char count[MYN_NUMBER_TEXT];
    myn_number_text((double)in->out_of_range, count);
    if (in->constant) put_flag(audit, &text, WORD_AUDIT_CONSTANT, NULL);
    if (in->stale) put_flag(audit, &text, WORD_AUDIT_STALE, NULL);
    if (in->outliers) put_flag(audit, &text, WORD_AUDIT_OUTLIERS, NULL);
    if (in->out_of_range) put_flag(audit, &text, WORD_AUDIT_OUT_OF_RANGE, count);
    grid->failed |= text.failed;
    myn_grid_text(grid, text.at);
    myn_grid_style(grid, MYN_STYLE_STRONG);
    myn_buffer_free(&text);
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
    static const Heading heading[] = {{NULL, WORD_INDICATOR, false},     {NULL, WORD_AUDIT_PERCENT, true},
                                      {NULL, WORD_AUDIT_PERIOD, false},  {NULL, WORD_AUDIT_AGE, true},
                                      {NULL, WORD_AUDIT_SKEW, true},     {NULL, WORD_AUDIT_KURTOSIS, true},
                                      {NULL, WORD_AUDIT_WITHOUT, false}, {NULL, WORD_AUDIT_NOTICE, false}};
    myn_grid *grid = new_grid(audit, WORD_AUDIT_SHAPE, heading, 8);
    for (size_t i = 0; grid && i < audit->audit->indicators; i++) {
        const myn_audit_indicator *in = &audit->audit->indicator[i];
        myn_grid_text(grid, myn_label_text(in->label, audit->lang, in->code));
        myn_grid_number(grid, 100 * in->coverage, 0);
        put_period(grid, in->used);
        myn_grid_number(grid, in->used.start == in->used.end ? NAN : in->age_years, 1);
        myn_grid_number(grid, in->moments.skew, 1);
        myn_grid_number(grid, in->moments.kurtosis, 1);
        put_missing(audit, grid, in);
        put_flags(audit, grid, in);
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

#define CELL_HEADING(name, number, word, valued) {word, WORD_AUDIT_SHAPE, true},

static myn_grid *indicators_for_machines(const Audit *audit)
{
    static const Heading heading[] = {{"code", WORD_AUDIT_SHAPE, false},
                                      {"label_en", WORD_AUDIT_SHAPE, false},
                                      {"label_cy", WORD_AUDIT_SHAPE, false},
                                      {"unit", WORD_AUDIT_SHAPE, false},
                                      {"periods", WORD_AUDIT_SHAPE, true},
                                      {"first", WORD_AUDIT_SHAPE, false},
                                      {"last", WORD_AUDIT_SHAPE, false},
                                      {"used", WORD_AUDIT_SHAPE, false},
                                      {"age_years", WORD_AUDIT_SHAPE, true},
                                      {"coverage", WORD_AUDIT_SHAPE, true},
                                      {"mean", WORD_AUDIT_SHAPE, true},
                                      {"sd", WORD_AUDIT_SHAPE, true},
                                      {"skew", WORD_AUDIT_SHAPE, true},
                                      {"kurtosis", WORD_AUDIT_SHAPE, true},
                                      {"least", WORD_AUDIT_SHAPE, true},
                                      {"greatest", WORD_AUDIT_SHAPE, true},
                                      MYN_CELL_LIST(CELL_HEADING){"outliers", WORD_AUDIT_SHAPE, true},
                                      {"constant", WORD_AUDIT_SHAPE, true},
                                      {"stale", WORD_AUDIT_SHAPE, true},
                                      {"out_of_range", WORD_AUDIT_SHAPE, true}};
    _Static_assert(sizeof heading / sizeof *heading <= HEADINGS_MOST, "room for every heading");
    myn_grid *grid = new_grid(audit, WORD_AUDIT_SHAPE, heading, sizeof heading / sizeof *heading);
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
    static const Heading heading[] = {{"code", WORD_CODE, false},
                                      {"name", WORD_AREA, false},
                                      {"present", WORD_AUDIT_HAS, true},
                                      {"of", WORD_AUDIT_OF, true}};
    myn_grid *grid = new_grid(audit, WORD_AUDIT_FEWEST, heading, 4);
    if (grid && !audit->machine) put_least(audit, grid);
    for (size_t i = 0; grid && audit->machine && i < audit->audit->area_count; i++)
        put_area(audit, grid, &audit->audit->area[i]);
    return grid;
}
