/* What describes a CSV file: the W3C's Metadata Vocabulary for Tabular Data. */
#include "publish/data_json.h"
#include <string.h>

static void put_datatype(const Column *column, myn_buffer *out)
{
    static const char *const word[] = {[AS_TEXT] = "string",
                                       [AS_PERIOD] = "string",
                                       [AS_REAL] = "number",
                                       [AS_WHOLE] = "integer",
                                       [AS_YES] = "boolean"};
    if (column->as != AS_STATUS) {
        myn_buffer_json(out, word[column->as]);
        return;
    }
    myn_buffer_put(out, "{\"base\": \"string\", \"format\": \"");
    for (int cell = 0; cell < MYN_CELL_KINDS; cell++)
        myn_buffer_format(out, "%s%s", cell ? "|" : "", myn_cell_word((uint8_t)cell));
    myn_buffer_put(out, "\"}");
}

/* The name in the file is a title of no language: readers hold the first row against it. */
static void put_column(const Column *column, myn_buffer *out)
{
    myn_label title = column_title(column);
    myn_buffer_put(out, "      {\"name\": ");
    myn_buffer_json(out, column->name);
    myn_buffer_put(out, ", \"titles\": {\"und\": ");
    myn_buffer_json(out, column->name);
    myn_buffer_put(out, ", \"en\": ");
    myn_buffer_json(out, title.en);
    myn_buffer_put(out, ", \"cy\": ");
    myn_buffer_json(out, title.cy);
    myn_buffer_put(out, "}, \"datatype\": ");
    put_datatype(column, out);
    myn_buffer_put(out, column->key ? ", \"required\": true}" : "}");
}

static void put_schema(const Table *table, myn_buffer *out)
{
    bool first = true;
    myn_buffer_put(out, "  \"tableSchema\": {\n    \"columns\": [\n");
    for (size_t c = 0; c < table->columns; c++) {
        put_column(&table->column[c], out);
        myn_buffer_put(out, c + 1 < table->columns ? ",\n" : "\n");
    }
    myn_buffer_put(out, "    ],\n    \"primaryKey\": [");
    for (size_t c = 0; c < table->columns; c++) {
        if (!table->column[c].key) continue;
        myn_buffer_put(out, first ? "" : ", ");
        myn_buffer_json(out, table->column[c].name);
        first = false;
    }
    myn_buffer_put(out, "]\n  }\n");
}

static void put_notes(myn_buffer *out)
{
    static const DataWord note[] = {WORD_DATA_CSV_STATUS, WORD_DATA_CSV_TEXT};
    myn_buffer_put(out, "  \"notes\": [");
    for (size_t i = 0; i < sizeof note / sizeof *note; i++) {
        if (i) myn_buffer_put(out, ", ");
        json_label_items(out, data_label(note[i]));
    }
    myn_buffer_put(out, "],\n");
}

static void put_description(const Table *table, const char *url, myn_buffer *out)
{
    const myn_labels *labels = table->source->labels;
    myn_buffer_put(
        out, "{\n  \"@context\": [\"http://www.w3.org/ns/csvw\", {\"@language\": \"en\"}],\n  \"url\": ");
    myn_buffer_json(out, url);
    myn_buffer_put(out, ",\n  \"dc:title\": [");
    json_label_items(out, table->title);
    myn_buffer_put(out, "],\n  \"dc:description\": [");
    json_label_items(out, table->about);
    myn_buffer_put(out, "],\n  \"dc:isPartOf\": [");
    json_label_items(out, index_title(table->source));
    myn_buffer_put(out, "],\n");
    if (labels->licence) {
        myn_buffer_put(out, "  \"dc:license\": ");
        json_licences(out, labels->licence);
        myn_buffer_put(out, ",\n");
    }
    if (labels->source) {
        myn_buffer_put(out, "  \"dc:source\": {\"@value\": ");
        myn_buffer_json(out, labels->source);
        myn_buffer_put(out, "},\n");
    }
    myn_buffer_put(out, "  \"dc:temporal\": ");
    json_edition_period(out, table->source);
    myn_buffer_put(out, ",\n");
    put_notes(out);
    put_schema(table, out);
    myn_buffer_put(out, "}\n");
}

myn_status myn_data_csvw(const myn_release *release, myn_data_table table, const char *url, myn_buffer *out)
{
    Source source;
    Table made;
    myn_status status = source_open(release, &source);
    if (!status) status = table_of(&source, table, &made);
    if (!status) put_description(&made, url, out);
    source_close(&source);
    return status ? status : out->failed ? MYN_ERR_MEMORY : MYN_OK;
}
