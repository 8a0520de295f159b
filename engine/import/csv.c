/* A table of one's own. */
#include "import/columns.h"
#include "import/series.h"
#include "import/guess.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- which column is what ---- */

static void take(Guess *g, size_t column)
{
    if (column != MYN_NONE) g->may[column] = false;
}

/* The column that OPTION names, or the best guess; *ASKED tells which. */
static size_t choose(Guess *g, const char *asked, const char *option, Role role)
{
    size_t column = asked ? sheet_asked(&g->sheet, asked, option, g->diag)
                          : role_best(&g->sheet, role, g->may);
    if (asked && column == MYN_NONE) g->wrong = true;
    take(g, column);
    return column;
}

static size_t first_text(const Guess *g)
{
    for (size_t c = 0; c < g->sheet.columns; c++)
        if (g->may[c] && !g->columns.column[c].numeric && g->columns.column[c].others) return c;
    return MYN_NONE;
}

/* By its name first, for a column of codes; the first column of text is the last resort. */
static void choose_area(Guess *g)
{
    const char *asked = g->options->area, *why = asked ? "as asked" : "by its name";
    g->area = choose(g, asked, "--area", ROLE_AREA);
    if (g->wrong) return;
    if (g->area == MYN_NONE) {
        g->area = role_best(&g->sheet, ROLE_NAME, g->may);
        why = "by its name; the table has no column of codes";
    }
    if (g->area == MYN_NONE) {
        g->area = first_text(g);
        why = "the first column of text";
    }
    take(g, g->area);
    if (g->area != MYN_NONE) {
        plan_say(&g->plan, "areas", "column \"%s\": %s", g->sheet.head[g->area], why);
        return;
    }
    g->wrong = true;
    myn_diag_add(g->diag, MYN_ERROR, (myn_place){g->sheet.path, g->sheet.dialect.header_row, 0},
                 "no column of areas: expected a column of codes or names, or --area COL");
}

static void say_name(Guess *g, size_t column, const char *what)
{
    take(g, column);
    if (column != MYN_NONE) plan_say(&g->plan, what, "column \"%s\": by its name", g->sheet.head[column]);
}

static void choose_names(Guess *g)
{
    g->name_en = role_best(&g->sheet, ROLE_NAME, g->may);
    if (g->name_en != MYN_NONE && g->columns.column[g->name_en].numeric) g->name_en = MYN_NONE;
    g->name_cy = role_best(&g->sheet, ROLE_NAME_CY, g->may);
    say_name(g, g->name_en, "names");
    say_name(g, g->name_cy, "Welsh names");
}

/* ---- layout ---- */

/* The only column of numbers that is left, or MYN_NONE. */
static size_t only_number(const Guess *g)
{
    size_t found = MYN_NONE;
    for (size_t c = 0; c < g->sheet.columns; c++) {
        if (!g->may[c] || !g->columns.column[c].numeric) continue;
        if (found != MYN_NONE) return MYN_NONE;
        found = c;
    }
    return found;
}

/* Where no name tells, the only column of numbers that is left. */
static size_t choose_value(Guess *g)
{
    const char *asked = g->options->value;
    size_t column = asked ? sheet_asked(&g->sheet, asked, "--value", g->diag) : MYN_NONE;
    if (asked && column == MYN_NONE) g->wrong = true;
    if (asked) return column;
    column = role_best(&g->sheet, ROLE_VALUE, g->may);
    if (column != MYN_NONE && !g->columns.column[column].numeric) column = MYN_NONE;
    return column == MYN_NONE ? only_number(g) : column;
}

static void lacks(Guess *g, const char *what, const char *option)
{
    g->wrong = true;
    myn_diag_add(g->diag, MYN_ERROR, (myn_place){g->sheet.path, g->sheet.dialect.header_row, 0},
                 "no column of %s for a long table: expected %s COL", what, option);
}

/* Long only where both the names of indicators and their values have a column; wide needs nothing. */
static void choose_layout(Guess *g)
{
    const myn_import_options *options = g->options;
    bool asked = options->layout == MYN_LAYOUT_LONG || options->indicator || options->value;
    g->plan.wide = true;
    if (options->layout == MYN_LAYOUT_WIDE) {
        plan_say(&g->plan, "layout", "wide, as asked: a column an indicator");
        return;
    }
    size_t indicator = options->indicator ? sheet_asked(&g->sheet, options->indicator, "--indicator", g->diag)
                                          : role_best(&g->sheet, ROLE_INDICATOR, g->may);
    g->wrong |= options->indicator && indicator == MYN_NONE;
    if (indicator != MYN_NONE && !options->indicator && g->columns.column[indicator].numeric && !asked)
        indicator = MYN_NONE;
    bool may = indicator != MYN_NONE && g->may[indicator];
    take(g, indicator);
    size_t value = choose_value(g);
    if (g->wrong) return;
    if (indicator == MYN_NONE && asked) lacks(g, "indicators", "--indicator");
    if (value == MYN_NONE && asked) lacks(g, "values", "--value");
    if (indicator == MYN_NONE || value == MYN_NONE) {
        if (may) g->may[indicator] = true;
        plan_say(&g->plan, "layout", "wide: a column an indicator, for no column holds their names");
        return;
    }
    take(g, value);
    g->plan.wide = false;
    g->indicator = indicator;
    g->value = value;
    g->plan.value = g->sheet.head[value];
    plan_say(&g->plan, "layout",
             "long: a row an observation, column \"%s\" names the indicator and \"%s\" holds the value",
             g->sheet.head[indicator], g->sheet.head[value]);
}

/* ---- the whole ---- */

static myn_status begin(Guess *g)
{
    const myn_import_options *options = g->options;
    g->plan.sheet = &g->sheet;
    g->area = g->name_en = g->name_cy = g->period = g->indicator = g->value = MYN_NONE;
    myn_status status = sheet_read(options->table, g->diag, &g->sheet);
    if (!status) status = plan_name(&g->plan, options->out, g->diag);
    if (!status) status = columns_look(&g->sheet, &g->columns);
    if (!status) status = myn_names_new(&g->names);
    if (status) return status;
    g->plan.from = options->table;
    g->plan.title = g->plan.name;
    g->may = plan_room(&g->plan, g->sheet.columns, sizeof *g->may);
    g->used = plan_room(&g->plan, g->sheet.columns, sizeof *g->used);
    for (size_t c = 0; g->may && c < g->sheet.columns; c++) g->may[c] = *g->sheet.head[c] != '\0';
    return g->plan.failed ? MYN_ERR_MEMORY : MYN_OK;
}

static myn_status settle_areas(Guess *g)
{
    const Areas areas = {.area = g->area,
                         .name_en = g->name_en,
                         .name_cy = g->name_cy,
                         .parent = MYN_NONE,
                         .period = g->period,
                         .once = g->plan.wide};
    return plan_areas(&g->plan, &areas, g->diag);
}

static myn_status no_indicator(Guess *g)
{
    myn_diag_add(g->diag, MYN_ERROR, (myn_place){g->sheet.path, 0, 0},
                 "no indicator: expected a column of numbers that differ between areas");
    return MYN_ERR_DATA;
}

static void say_indicators(Guess *g)
{
    plan_say(&g->plan, "indicators", "%zu of %zu series; CHECK their directions in nodes.csv: every one is +",
             g->plan.nodes - 1, g->plan.series_count);
    for (size_t c = 0; c < g->sheet.columns; c++) {
        const Column *column = &g->columns.column[c];
        if (!g->used[c] || !column->others) continue;
        myn_diag_add(
            g->diag, MYN_WARNING, (myn_place){g->sheet.path, g->sheet.line[column->first_other], c + 1},
            "\"%.60s\" is no number (cells like it in the column \"%.80s\": %zu): add it to `markers` in "
            "dataset.yml, or mend the table",
            sheet_cell(&g->sheet, column->first_other, c), g->sheet.head[c], column->others);
    }
}

static myn_status guess(Guess *g)
{
    myn_status status = begin(g);
    if (status) return status;
    choose_area(g);
    if (!g->wrong) guess_period(g);
    if (!g->wrong) choose_layout(g);
    if (g->wrong) return MYN_ERR_DATA;
    if (!g->plan.wide) g->used[g->value] = true;
    choose_names(g);
    status = settle_areas(g);
    if (!status) status = g->plan.wide ? guess_wide(g) : guess_long(g);
    if (!status) status = columns_markers(&g->columns, g->used, &g->plan.form);
    if (status) return status;
    guess_say_period(g);
    series_nodes(&g->plan, g->names);
    if (g->plan.failed) return MYN_ERR_MEMORY;
    if (g->plan.nodes < 2) return no_indicator(g);
    say_indicators(g);
    return MYN_OK;
}

myn_status myn_import_csv(const myn_import_options *options, myn_diag *diag, myn_imported *out)
{
    *out = (myn_imported){0};
    Guess g = {.options = options, .diag = diag};
    myn_status status = guess(&g);
    if (!status) status = plan_write(&g.plan, options, diag, out);
    myn_names_free(g.names);
    plan_free(&g.plan);
    sheet_free(&g.sheet);
    return status;
}
