/* A table of dataset.yml, and one of its series. */
#include "table/describe.h"
#include <math.h>
#include <string.h>

static const char *const table_keys[] = {"file",    "layout",    "area",    "period",   "key",
                                         "value",   "lower",     "upper",   "status",   "where",
                                         "except",  "spelling",  "markers", "encoding", "delimiter",
                                         "decimal", "thousands", "percent", "header",   "skip_after_header",
                                         "series",  NULL};

/* {column: period, form: iso} or {value: 2019} */
static void take_period(Describe *describe, const myn_yaml *map, myn_table *out)
{
    static const char *const keys[] = {"column", "form", "value", NULL}, *const forms[] = {"iso", "financial",
                                                                                           NULL};
    const myn_yaml *node = myn_yaml_get(map, "period");
    if (!node || !describe_map(describe, node, "period", keys)) return;
    const myn_yaml *form = myn_yaml_get(node, "form");
    int choice = 0;
    if (form && !myn_yaml_choice(form, forms, describe->diag, &choice)) describe->wrong = true;
    out->form = choice == 1 ? MYN_PERIOD_FINANCIAL : MYN_PERIOD_ISO;
    out->period_column = describe_text(describe, node, "column");
    const char *value = describe_text(describe, node, "value");
    if ((out->period_column != NULL) + (value != NULL) != 1 &&
        !(form && !value && !out->period_column && out->wide))
        describe_say(describe, node->at, "expected `column` or `value` for period");
    else if (value && myn_period_read(value, strlen(value), out->form, &out->period) != MYN_OK)
        describe_say(
            describe, myn_yaml_get(node, "value")->at,
            "'%s' is not a period; expected 2019, 2019-05, 2019-05-15, 2022/23, 2019Q2 or 2011-01-01/P3Y",
            value);
}

/* Words for cells that may stand in a file: with a value (VALUED), and without. */
static const char *const words[] = {"missing",  "suppressed", "not_applicable", "unreliable",
                                    "observed", "estimated",  "provisional",    NULL};
#define WITHOUT_VALUE 4

/* Texts and the cells they mean. FIRST: room is left for so many in front. */
static const myn_marker *take_words(Describe *describe, const myn_yaml *node, bool valued, size_t first,
                                    size_t *count)
{
    const char *known[sizeof words / sizeof *words] = {NULL};
    memcpy(known, words, (valued ? sizeof words / sizeof *words - 1 : WITHOUT_VALUE) * sizeof *known);
    size_t most = node && node->kind == MYN_YAML_MAP ? node->count : 0;
    myn_marker *marker = describe_room(describe, first + most, sizeof *marker);
    *count = first;
    for (size_t i = 0; marker && i < most; i++) {
        int choice = 0;
        if (node->item[i].null)
            describe_say(describe, node->item[i].at, "expected what '%s' means", node->item[i].key);
        else if (!myn_yaml_choice(&node->item[i], known, describe->diag, &choice))
            describe->wrong = true;
        else
            marker[(*count)++] = (myn_marker){node->item[i].key, (uint8_t)myn_cell_find(known[choice])};
    }
    return marker;
}

/* An empty cell is missing where the table does not say otherwise. */
static void take_markers(Describe *describe, const myn_yaml *map, myn_table *out)
{
    const myn_yaml *node = myn_yaml_get(map, "markers");
    if (node && !describe_map(describe, node, "markers", NULL)) node = NULL;
    bool empty = myn_yaml_get(node, "") != NULL;
    myn_marker *marker = (myn_marker *)take_words(describe, node, false, !empty, &out->markers);
    if (marker && !empty) marker[0] = (myn_marker){"", MYN_CELL_MISSING};
    out->marker = marker;
}

static void take_status(Describe *describe, const myn_yaml *map, myn_table *out)
{
    static const char *const keys[] = {"column", "words", NULL};
    const myn_yaml *node = myn_yaml_get(map, "status");
    if (!node || !describe_map(describe, node, "status", keys)) return;
    out->status = describe_needed(describe, node, "column", "the name of a column");
    const myn_yaml *list = myn_yaml_get(node, "words");
    if (list && describe_map(describe, list, "status words", NULL))
        out->status_word = take_words(describe, list, true, 0, &out->status_words);
}

static char take_mark(Describe *describe, const myn_yaml *map, const char *key, char otherwise)
{
    const char *text = describe_text(describe, map, key);
    if (!text) return otherwise;
    if (strlen(text) == 1 && !strchr("0123456789+-eE%", *text)) return *text;
    describe_say(describe, myn_yaml_get(map, key)->at, "expected one character for `%s`, found \"%s\"", key,
                 text);
    return otherwise;
}

static void take_numbers(Describe *describe, const myn_yaml *map, myn_table *out)
{
    out->decimal = take_mark(describe, map, "decimal", '.');
    out->thousands = take_mark(describe, map, "thousands", 0);
    out->percent = describe_flag(describe, map, "percent");
    if (out->thousands == out->decimal)
        describe_say(describe, myn_yaml_get(map, "thousands")->at, "`thousands` and `decimal` are the same");
}

static void take_long(Describe *describe, const myn_yaml *map, myn_table *out)
{
    out->key = describe_texts(describe, myn_yaml_get(map, "key"), &out->keys);
    out->value = describe_needed(describe, map, "value", "the column that holds the values");
    out->lower = describe_text(describe, map, "lower");
    out->upper = describe_text(describe, map, "upper");
    take_status(describe, map, out);
    if (out->all && out->keys != 1)
        describe_say(describe, myn_yaml_get(map, "series")->at,
                     "`series: all` needs one `key` column, found %zu", out->keys);
}

/* They would be without effect. */
static void refuse_long_keys(Describe *describe, const myn_yaml *map)
{
    static const char *const keys[] = {"key", "value", "lower", "upper", "status"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const myn_yaml *node = myn_yaml_get(map, keys[i]);
        if (node) describe_say(describe, node->key_at, "`%s` belongs to layout: long", keys[i]);
    }
}

/* Never guessed: a wide table read as long would give nothing but errors. */
static bool take_layout(Describe *describe, const myn_yaml *map, myn_table *out)
{
    static const char *const layouts[] = {"long", "wide", NULL};
    const myn_yaml *layout = myn_yaml_get(map, "layout");
    int choice = 0;
    bool known = layout && !layout->null && myn_yaml_choice(layout, layouts, describe->diag, &choice);
    if (!layout || layout->null)
        describe_say(describe, layout ? layout->at : map->at, "`layout` is missing: expected long or wide");
    describe->wrong |= !known;
    out->wide = choice == 1;
    return known;
}

bool describe_table(Describe *describe, const myn_yaml *map, myn_table *out)
{
    if (!describe_map(describe, map, "a table", table_keys)) return false;
    describe_source(describe, map, &out->from);
    bool known = take_layout(describe, map, out);
    const myn_yaml *series = myn_yaml_get(map, "series");
    out->all = series && series->kind == MYN_YAML_SCALAR && strcmp(series->text, "all") == 0;
    if (!out->all && (!series || series->kind != MYN_YAML_MAP || series->count == 0))
        describe_say(describe, series ? series->at : map->at, "expected `series: all` or a map of series");
    out->area = describe_needed(describe, map, "area", "the column of area codes");
    take_period(describe, map, out);
    if ((!out->wide || out->all) && !myn_yaml_get(map, "period"))
        describe_say(describe, map->at, "`period` is missing: expected {column: ...} or {value: ...}");
    take_markers(describe, map, out);
    take_numbers(describe, map, out);
    if (known && out->wide) refuse_long_keys(describe, map);
    if (known && !out->wide) take_long(describe, map, out);
    return known;
}

static bool has_period(const myn_table *table)
{
    return table->period_column || table->period.end > table->period.start;
}

/* [low, high]; a null end is open. */
static void take_range(Describe *describe, const myn_yaml *map, myn_described_series *out)
{
    const myn_yaml *node = myn_yaml_get(map, "range");
    out->low = -INFINITY;
    out->high = INFINITY;
    if (!node) return;
    if (node->kind != MYN_YAML_LIST || node->count != 2) {
        describe_say(describe, node->at, "expected [least, greatest] for range");
        return;
    }
    const myn_yaml *low = &node->item[0], *high = &node->item[1];
    if (!low->null && !myn_yaml_real(low, describe->diag, &out->low)) describe->wrong = true;
    if (!high->null && !myn_yaml_real(high, describe->diag, &out->high)) describe->wrong = true;
    if (out->low > out->high) describe_say(describe, node->at, "the range's least is above its greatest");
}

static void take_key(Describe *describe, const myn_yaml *map, const myn_table *table,
                     myn_described_series *out)
{
    const myn_yaml *node = myn_yaml_get(map, "key"), *column = myn_yaml_get(map, "column");
    size_t parts = 0;
    if (column) {
        describe_say(describe, column->key_at, "`column` belongs to layout: wide; a long table has `key`");
        return;
    }
    out->key = describe_texts(describe, node, &parts);
    if (parts != table->keys)
        describe_say(describe, node ? node->at : map->at,
                     "expected %zu text%s in `key`, one a key column, found %zu", table->keys,
                     table->keys == 1 ? "" : "s", parts);
}

static void take_column(Describe *describe, const myn_yaml *map, const myn_table *table,
                        myn_described_series *out)
{
    const myn_yaml *key = myn_yaml_get(map, "key");
    if (key) describe_say(describe, key->key_at, "`key` belongs to layout: long; a wide table has `column`");
    out->column = describe_needed(describe, map, "column", "the name of a column, which may hold {period}");
    if (out->column && !strstr(out->column, "{period}") && !has_period(table))
        describe_say(describe, map->at,
                     "the period of '%s' is not given: expected `period` in the table or {period} in "
                     "the column",
                     out->column);
}

void describe_series(Describe *describe, const myn_yaml *map, const myn_table *table,
                     myn_described_series *out)
{
    static const char *const keys[] = {"key", "column", "en", "cy", "unit", "range", NULL};
    out->name = map->key;
    out->at = map->key_at;
    out->low = -INFINITY;
    out->high = INFINITY;
    if (!describe_map(describe, map, "a series", keys)) return;
    out->label.en = describe_text(describe, map, "en");
    out->label.cy = describe_text(describe, map, "cy");
    out->unit = describe_text(describe, map, "unit");
    take_range(describe, map, out);
    if (table->wide)
        take_column(describe, map, table, out);
    else
        take_key(describe, map, table, out);
}
