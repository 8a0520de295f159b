/* Wide tables: a column a series, or a column a series and year ("hdi_2019", "hdi_2020"). */
#include "import/guess.h"
#include "import/series.h"
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The year at the end of HEADER, 0 none; *STEM gets the length of what stands before. */
static int final_year(const char *header, size_t *stem)
{
    size_t length = strlen(header);
    if (length < 5) return 0;
    *stem = length - 4;
    if (strspn(header + *stem, "0123456789") != 4 || isdigit((unsigned char)header[*stem - 1])) return 0;
    int year = atoi(header + *stem);
    return year >= 1900 && year < 2100 ? year : 0;
}

/* What stands for the column in dataset.yml, and what it is called. */
static void describe(Guess *g, size_t column, const char **pattern, const char **label)
{
    const char *header = g->sheet.head[column];
    size_t stem = 0;
    *pattern = *label = header;
    if (g->period != MYN_NONE || !final_year(header, &stem)) return;
    *pattern = plan_text(&g->plan, "%.*s{period}", (int)stem, header);
    while (stem > 1 && strchr(" _-.", header[stem - 1])) stem--;
    *label = plan_text(&g->plan, "%.*s", (int)stem, header);
}

static void measure(const Guess *g, size_t column, Spread *spread)
{
    size_t stem = 0;
    int year = g->period == MYN_NONE ? final_year(g->sheet.head[column], &stem) : 0;
    for (size_t r = 0; r < g->sheet.rows; r++) {
        myn_period period = {0, 1};
        if (!*sheet_cell(&g->sheet, r, g->area)) continue;
        bool known = year || guess_row_period(g, r, &period);
        if (year) period = (myn_period){myn_day(year, 1, 1), myn_day(year + 1, 1, 1)};
        if (known) spread_take(spread, period, columns_value(&g->columns, r, column));
    }
}

static myn_status take_column(Guess *g, myn_names *patterns, Spread *spread, size_t column)
{
    const char *pattern, *label;
    describe(g, column, &pattern, &label);
    if (!pattern || !label) return MYN_ERR_MEMORY;
    size_t known = myn_names_count(patterns), number;
    myn_status status = myn_names_add(patterns, pattern, strlen(pattern), &number);
    if (status) return status;
    if (number == known)
        g->plan.series[g->plan.series_count++] = (Series){
            .name = series_name(&g->plan, g->names, label), .label = label, .column = pattern};
    measure(g, column, &spread[number]);
    g->used[column] = true;
    return MYN_OK;
}

static void say_text_columns(Guess *g)
{
    for (size_t c = 0; c < g->sheet.columns; c++)
        if (g->may[c] && !g->used[c])
            plan_say(&g->plan, "left out", "column \"%s\": %s", g->sheet.head[c],
                     g->columns.column[c].others ? "text" : "no number");
}

/* The whole table's period is not needed where every series has its own. */
static void settle_period(Guess *g)
{
    for (size_t i = 0; i < g->plan.series_count; i++)
        if (!strstr(g->plan.series[i].column, "{period}")) return;
    if (!g->plan.series_count || g->period != MYN_NONE) return;
    g->plan.period_value = g->plan.period_why = NULL;
}

myn_status guess_wide(Guess *g)
{
    myn_names *patterns = NULL;
    Spread *spread = plan_room(&g->plan, g->sheet.columns, sizeof *spread);
    g->plan.series = plan_room(&g->plan, g->sheet.columns, sizeof *g->plan.series);
    myn_status status = g->plan.failed ? MYN_ERR_MEMORY : myn_names_new(&patterns);
    for (size_t c = 0; c < g->sheet.columns && !status; c++)
        if (g->may[c] && g->columns.column[c].numeric) status = take_column(g, patterns, spread, c);
    for (size_t i = 0; i < g->plan.series_count; i++) g->plan.series[i].why_not = spread_refuses(&spread[i]);
    myn_names_free(patterns);
    if (status) return status;
    settle_period(g);
    say_text_columns(g);
    return MYN_OK;
}
