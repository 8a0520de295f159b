/* Which file, how it is written, which rows count: shared by tables and code lists. */
#include "table/describe.h"
#include <mynegai/text.h>
#include <string.h>

static void take_encoding(Describe *describe, const myn_yaml *map, myn_dialect *out)
{
    static const char *const words[] = {"auto", "utf-8", "windows-1252", NULL};
    const myn_yaml *node = myn_yaml_get(map, "encoding");
    int choice = 0;
    if (node && !myn_yaml_choice(node, words, describe->diag, &choice)) describe->wrong = true;
    out->encoding = (myn_encoding)choice;
}

static void take_delimiter(Describe *describe, const myn_yaml *map, myn_dialect *out)
{
    const char *text = describe_text(describe, map, "delimiter");
    if (!text) return;
    bool tab = strcmp(text, "tab") == 0 || strcmp(text, "\t") == 0;
    bool one = strlen(text) == 1 && !strchr("\" \r\n", *text) && !((unsigned char)*text & 0x80);
    if (!tab && !one)
        describe_say(describe, myn_yaml_get(map, "delimiter")->at,
                     "expected one character or tab, found \"%s\"", text);
    else
        out->delimiter = tab ? '\t' : *text;
}

/* A whole number of at least LEAST; OUT is left alone where absent. */
static void take_count(Describe *describe, const myn_yaml *node, long least, size_t *out)
{
    long value = 0;
    if (!node) return;
    if (node->null || !myn_yaml_whole(node, describe->diag, &value)) {
        if (node->null) describe_say(describe, node->at, "expected a whole number");
        describe->wrong = true;
    } else if (value < least) {
        describe_say(describe, node->at, "expected a whole number from %ld, found %ld", least, value);
    } else {
        *out = (size_t)value;
    }
}

static void take_header(Describe *describe, const myn_yaml *map, myn_dialect *out)
{
    static const char *const keys[] = {"row", "match", NULL};
    const myn_yaml *node = myn_yaml_get(map, "header");
    if (!node || !describe_map(describe, node, "header", keys)) return;
    take_count(describe, myn_yaml_get(node, "row"), 1, &out->header_row);
    out->header_match = describe_text(describe, node, "match");
    if (out->header_match && myn_yaml_get(node, "row"))
        describe_say(describe, node->at, "expected `row` or `match`, found both");
}

static void take_filters(Describe *describe, const myn_yaml *node, bool keep, myn_source_file *out)
{
    if (!node || !describe_map(describe, node, keep ? "where" : "except", NULL)) return;
    myn_filter *filter = (myn_filter *)out->filter;
    for (size_t i = 0; filter && i < node->count; i++) {
        const myn_yaml *entry = &node->item[i];
        myn_filter *one = &filter[out->filters++];
        *one = (myn_filter){.column = entry->key, .keep = keep, .at = entry->key_at};
        one->value = describe_texts(describe, entry, &one->count);
    }
}

static size_t entries(const myn_yaml *node)
{
    return node && node->kind == MYN_YAML_MAP ? node->count : 0;
}

/* Column by column, one text to another. */
static void take_spelling(Describe *describe, const myn_yaml *node, myn_source_file *out)
{
    if (!node || !describe_map(describe, node, "spelling", NULL)) return;
    size_t most = 0;
    for (size_t i = 0; i < node->count; i++) most += entries(&node->item[i]);
    myn_respelling *respelling = describe_room(describe, most, sizeof *respelling);
    out->respelling = respelling;
    for (size_t i = 0; respelling && i < node->count; i++) {
        const myn_yaml *column = &node->item[i];
        if (!describe_map(describe, column, "a column's spellings", NULL)) continue;
        for (size_t j = 0; j < column->count; j++) {
            const char *to = describe_scalar(describe, &column->item[j]);
            if (to) respelling[out->respellings++] = (myn_respelling){column->key, column->item[j].key, to};
        }
    }
}

void describe_source(Describe *describe, const myn_yaml *map, myn_source_file *out)
{
    const myn_yaml *file = myn_yaml_get(map, "file"), *where = myn_yaml_get(map, "where"),
                   *except = myn_yaml_get(map, "except");
    *out = (myn_source_file){.at = file ? file->at : map->at, .dialect = myn_dialect_default()};
    out->file = describe_needed(describe, map, "file", "the name of a CSV file in the data folder");
    if (out->file && *out->file && !myn_path_local(out->file))
        describe_say(describe, out->at, "'%s' leaves the data folder; expected a path inside it", out->file);
    take_encoding(describe, map, &out->dialect);
    take_delimiter(describe, map, &out->dialect);
    take_header(describe, map, &out->dialect);
    take_count(describe, myn_yaml_get(map, "skip_after_header"), 0, &out->dialect.skip_after_header);
    out->filter = describe_room(describe, entries(where) + entries(except), sizeof *out->filter);
    take_filters(describe, where, true, out);
    take_filters(describe, except, false, out);
    take_spelling(describe, myn_yaml_get(map, "spelling"), out);
}
