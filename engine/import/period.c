/* When a table's figures are of. */
#include "import/guess.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool reads(const char *text)
{
    myn_period period;
    return myn_period_read(text, strlen(text), MYN_PERIOD_ISO, &period) == MYN_OK;
}

/* The first year, 1900 to 2099, that stands in NAME with no digit beside it; 0 none. */
static int year_in(const char *name)
{
    for (const char *at = name; *at; at += at[0] != '\0') {
        size_t digits = strspn(at, "0123456789");
        int year = digits == 4 ? atoi(at) : 0;
        if (year >= 1900 && year < 2100) return year;
        if (digits) at += digits - 1;
    }
    return 0;
}

static void take_column(Guess *g, size_t column, const char *why)
{
    g->period = column;
    g->may[column] = false;
    g->plan.period_column = g->sheet.head[column];
    plan_say(&g->plan, "period", "column \"%s\": %s%s", g->sheet.head[column], why,
             g->plan.financial ? "; 2011-12 is taken for a financial year, April to March" : "");
}

static void asked_period(Guess *g, const char *asked)
{
    size_t column = sheet_column(&g->sheet, asked);
    if (column == MYN_NONE && reads(asked)) {
        g->plan.period_value = asked;
        plan_say(&g->plan, "period", "%s throughout, as asked", asked);
        return;
    }
    if (column == MYN_NONE)
        (void)sheet_asked(&g->sheet, asked, "--period", g->diag);
    else if (!column_periods(&g->sheet, column, &g->plan.financial))
        myn_diag_add(g->diag, MYN_ERROR, (myn_place){g->sheet.path, 0, column + 1},
                     "--period: not every text of the column \"%.80s\" is a period; expected 2019, 2019-05, "
                     "2019-05-15, 2022/23, 2019Q2 or 2011-01-01/P3Y",
                     asked);
    else
        take_column(g, column, "as asked");
    g->wrong = g->period == MYN_NONE;
}

/* A year in the header of any column: "hdi_2019". */
static bool years_in_headers(const Guess *g)
{
    for (size_t c = 0; c < g->sheet.columns; c++)
        if (g->may[c] && g->columns.column[c].numeric && year_in(g->sheet.head[c])) return true;
    return false;
}

static int latest_in_headers(const Guess *g)
{
    int latest = 0;
    for (size_t c = 0; c < g->sheet.columns; c++) {
        int year = g->may[c] && g->columns.column[c].numeric ? year_in(g->sheet.head[c]) : 0;
        if (year > latest) latest = year;
    }
    return latest;
}

static void take_year(Guess *g, int year, const char *why)
{
    g->plan.period_value = plan_text(&g->plan, "%d", year);
    g->plan.period_why = why;
}

void guess_say_period(Guess *g)
{
    if (g->plan.period_why)
        plan_say(&g->plan, "period", "%s: %s", g->plan.period_value, g->plan.period_why);
    else if (!g->plan.period_value && !g->plan.period_column)
        plan_say(&g->plan, "period", "the years in the columns' names");
}

void guess_period(Guess *g)
{
    if (g->options->period) {
        asked_period(g, g->options->period);
        return;
    }
    bool *may = plan_room(&g->plan, g->sheet.columns, sizeof *may);
    for (size_t c = 0; may && c < g->sheet.columns; c++) {
        if (!g->may[c] || !role_fit(g->sheet.head[c], ROLE_PERIOD)) continue;
        may[c] = column_periods(&g->sheet, c, &g->plan.financial);
        if (!may[c])
            plan_say(&g->plan, "no period", "column \"%s\": not every text there is one", g->sheet.head[c]);
    }
    size_t column = may ? role_best(&g->sheet, ROLE_PERIOD, may) : MYN_NONE;
    const char *slash = strrchr(g->sheet.path, '/'), *file = slash ? slash + 1 : g->sheet.path;
    g->plan.financial = false;
    if (column != MYN_NONE && column_periods(&g->sheet, column, &g->plan.financial))
        take_column(g, column, "by its name");
    else if (years_in_headers(g))
        take_year(g, latest_in_headers(g), "the latest year in a column's name, for columns without one");
    else if (year_in(file))
        take_year(g, year_in(file), "a year in the file's name");
    else
        take_year(g, g->options->year, "nothing in the table says when: CHECK");
}

bool guess_row_period(const Guess *g, size_t row, myn_period *out)
{
    const char *text = g->period == MYN_NONE ? g->plan.period_value : sheet_cell(&g->sheet, row, g->period);
    myn_period_form form = g->plan.financial ? MYN_PERIOD_FINANCIAL : MYN_PERIOD_ISO;
    return text && myn_period_read(text, strlen(text), form, out) == MYN_OK;
}
