/* Long tables: a row an observation, one column or more naming the series. */
#include "import/guess.h"
#include "import/series.h"
#include <string.h>

#define KEYS_MOST   8
#define SERIES_MOST 5000

/* The texts of a row in some columns, as one key: equal texts that are not blank have one address. */
typedef struct {
    const char *at[KEYS_MOST + 2];
    size_t count;
} Key;

static void add_part(const Guess *g, size_t row, size_t column, Key *key)
{
    const char *text = column == MYN_NONE ? "" : sheet_cell(&g->sheet, row, column);
    key->at[key->count++] = *text ? text : NULL;
}

/* How many different texts there are in column A, and in A and B together; B may be MYN_NONE. */
static myn_status count_texts(const Guess *g, size_t a, size_t b, size_t *out)
{
    myn_names *seen = NULL;
    size_t number;
    myn_status status = myn_names_new(&seen);
    for (size_t r = 0; r < g->sheet.rows && !status; r++) {
        Key key = {0};
        add_part(g, r, a, &key);
        add_part(g, r, b, &key);
        status = myn_names_add(seen, (const char *)key.at, key.count * sizeof *key.at, &number);
    }
    *out = status ? 0 : myn_names_count(seen);
    myn_names_free(seen);
    return status;
}

/* Columns that name the series, the indicator's first. */
typedef struct {
    size_t column[KEYS_MOST], count;
} Keys;

static myn_status row_key(const Guess *g, const Keys *keys, size_t row, myn_names *names, size_t *number)
{
    Key key = {0};
    for (size_t k = 0; k < keys->count; k++) add_part(g, row, keys->column[k], &key);
    return myn_names_add(names, (const char *)key.at, key.count * sizeof *key.at, number);
}

/* The first row with the area, period and key of one before it; MYN_NONE where every row is told apart. */
static myn_status first_repeated(const Guess *g, const Keys *keys, size_t *out)
{
    myn_names *seen = NULL;
    myn_status status = myn_names_new(&seen);
    *out = MYN_NONE;
    for (size_t r = 0; r < g->sheet.rows && !status && *out == MYN_NONE; r++) {
        Key key = {0};
        size_t known = myn_names_count(seen), number;
        if (!*sheet_cell(&g->sheet, r, g->area)) continue;
        add_part(g, r, g->area, &key);
        add_part(g, r, g->period, &key);
        for (size_t k = 0; k < keys->count; k++) add_part(g, r, keys->column[k], &key);
        status = myn_names_add(seen, (const char *)key.at, key.count * sizeof *key.at, &number);
        if (!status && number < known) *out = r;
    }
    myn_names_free(seen);
    return status;
}

/* Where the indicator alone does not tell the rows of an area and period apart: every column of text that
 * says more than the area and more than the indicator does (sex, measure; but not the unit, or a region). */
static myn_status widen(Guess *g, Keys *keys)
{
    size_t areas, indicators, with;
    myn_status status = count_texts(g, g->area, MYN_NONE, &areas);
    if (!status) status = count_texts(g, g->indicator, MYN_NONE, &indicators);
    for (size_t c = 0; c < g->sheet.columns && !status && keys->count < KEYS_MOST; c++) {
        if (!g->may[c] || g->columns.column[c].numeric) continue;
        status = count_texts(g, g->area, c, &with);
        if (status || with == areas) continue;
        status = count_texts(g, g->indicator, c, &with);
        if (status || with == indicators) continue;
        keys->column[keys->count++] = c;
        g->may[c] = false;
        plan_say(&g->plan, "key", "column \"%s\" too: it tells rows of one area, period and indicator apart",
                 g->sheet.head[c]);
    }
    return status;
}

static myn_status choose_keys(Guess *g, Keys *keys)
{
    size_t row;
    *keys = (Keys){{g->indicator}, 1};
    myn_status status = first_repeated(g, keys, &row);
    if (status || row == MYN_NONE) return status;
    status = widen(g, keys);
    if (!status) status = first_repeated(g, keys, &row);
    if (status || row == MYN_NONE) return status;
    myn_diag_add(
        g->diag, MYN_WARNING, (myn_place){g->sheet.path, g->sheet.line[row], 0},
        "%s has a second row for this indicator and period: a build needs a column of `key`, or `where` "
        "in dataset.yml, to tell them apart",
        sheet_cell(&g->sheet, row, g->area));
    return MYN_OK;
}

/* ---- series ---- */

static void describe(Guess *g, const Keys *keys, size_t row)
{
    const char **key = plan_room(&g->plan, keys->count, sizeof *key), *label = "";
    for (size_t k = 0; key && k < keys->count; k++) {
        key[k] = sheet_cell(&g->sheet, row, keys->column[k]);
        label = k ? plan_text(&g->plan, "%s, %s", label ? label : "", key[k]) : key[k];
    }
    if (!key || !label) return;
    g->plan.series[g->plan.series_count++] = (Series){
        .name = series_name(&g->plan, g->names, label), .label = *label ? label : NULL, .key = key};
}

static myn_status take_row(Guess *g, const Keys *keys, myn_names *seen, Spread *spread, size_t row)
{
    size_t known = myn_names_count(seen), number;
    myn_period period;
    if (!*sheet_cell(&g->sheet, row, g->area)) return MYN_OK;
    myn_status status = row_key(g, keys, row, seen, &number);
    if (status) return status;
    if (number == SERIES_MOST) {
        myn_diag_add(g->diag, MYN_ERROR, (myn_place){g->sheet.path, g->sheet.line[row], 0},
                     "more than %d different series: expected a column that names the indicator "
                     "(--indicator COL)",
                     SERIES_MOST);
        return MYN_ERR_DATA;
    }
    if (number == known) describe(g, keys, row);
    if (guess_row_period(g, row, &period))
        spread_take(&spread[number], period, columns_value(&g->columns, row, g->value));
    return g->plan.failed ? MYN_ERR_MEMORY : MYN_OK;
}

static void name_keys(Guess *g, const Keys *keys)
{
    const char **name = plan_room(&g->plan, keys->count, sizeof *name);
    for (size_t k = 0; name && k < keys->count; k++) name[k] = g->sheet.head[keys->column[k]];
    g->plan.key = name;
    g->plan.keys = keys->count;
}

static void say_others(Guess *g)
{
    myn_buffer names = {0};
    for (size_t c = 0; c < g->sheet.columns; c++)
        if (g->may[c]) myn_buffer_format(&names, "%s\"%s\"", names.length ? ", " : "", g->sheet.head[c]);
    if (names.length && !names.failed)
        plan_say(&g->plan, "left out", "columns %.1000s; lower, upper and status can be named in dataset.yml",
                 names.at);
    g->plan.failed |= names.failed;
    myn_buffer_free(&names);
}

myn_status guess_long(Guess *g)
{
    Keys keys;
    myn_names *seen = NULL;
    size_t most = g->sheet.rows < SERIES_MOST ? g->sheet.rows : SERIES_MOST;
    Spread *spread = plan_room(&g->plan, most, sizeof *spread);
    g->plan.series = plan_room(&g->plan, most, sizeof *g->plan.series);
    myn_status status = g->plan.failed ? MYN_ERR_MEMORY : choose_keys(g, &keys);
    if (!status) status = myn_names_new(&seen);
    for (size_t r = 0; r < g->sheet.rows && !status; r++) status = take_row(g, &keys, seen, spread, r);
    for (size_t i = 0; i < g->plan.series_count && !status; i++)
        g->plan.series[i].why_not = spread_refuses(&spread[i]);
    myn_names_free(seen);
    if (status) return status;
    name_keys(g, &keys);
    say_others(g);
    return MYN_OK;
}
