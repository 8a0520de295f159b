/* The texts of an import's files. */
#include "import/plan.h"
#include <math.h>
#include <string.h>

/* ---- pieces ---- */

/* ", key: text" of a flow map; nothing where TEXT is NULL. FIRST: without the comma. */
static void put_entry(const char *key, const char *text, bool first, myn_buffer *out)
{
    if (!text) return;
    myn_buffer_format(out, "%s%s: ", first ? "" : ", ", key);
    myn_buffer_yaml(out, text);
}

static void put_line(const char *indent, const char *key, const char *text, myn_buffer *out)
{
    myn_buffer_format(out, "%s%s: ", indent, key);
    myn_buffer_yaml(out, text);
    myn_buffer_put(out, "\n");
}

static void put_mark(const char *key, char mark, myn_buffer *out)
{
    char text[2] = {mark, '\0'};
    put_line("    ", key, mark == '\t' ? "tab" : text, out);
}

static void put_number(double value, myn_buffer *out)
{
    char text[MYN_NUMBER_TEXT];
    myn_number_text(value, text);
    myn_buffer_put(out, text);
}

static void put_taken(const Plan *plan, myn_buffer *out)
{
    for (size_t i = 0; i < plan->taken_count; i++)
        myn_buffer_format(out, "#   %-11s %s\n", plan->taken[i].what, plan->taken[i].text);
}

/* ---- nodes.csv ---- */

static void put_field(const char *text, myn_buffer *out)
{
    myn_buffer_put(out, ",");
    if (text) myn_buffer_csv(out, text);
}

static void put_node(const Node *node, myn_buffer *out)
{
    myn_buffer_csv(out, node->code);
    put_field(node->parent, out);
    myn_buffer_put(out, ",");
    if (!isnan(node->weight)) put_number(node->weight, out);
    put_field(node->direction > 0 ? "+" : node->direction < 0 ? "-" : NULL, out);
    put_field(node->label, out);
    put_field(NULL, out);
    put_field(node->over ? NULL : node->source, out);
    put_field(node->level, out);
    put_field(node->unit, out);
    myn_buffer_put(out, "\n");
}

void write_nodes(const Plan *plan, myn_buffer *out)
{
    myn_buffer_put(out, "code,parent,weight,direction,label_en,label_cy,source,level,unit\n");
    for (size_t i = 0; i < plan->nodes; i++) put_node(&plan->node[i], out);
}

/* ---- index.yml ---- */

static void put_ratio(const Node *node, myn_buffer *out)
{
    myn_buffer_put(out, "  ");
    myn_buffer_yaml(out, node->code);
    myn_buffer_put(out, ": {value: {ratio: [");
    myn_buffer_yaml(out, node->source);
    myn_buffer_put(out, ", ");
    myn_buffer_yaml(out, node->over);
    myn_buffer_put(out, "]");
    if (node->per != 1) {
        myn_buffer_put(out, ", per: ");
        put_number(node->per, out);
    }
    myn_buffer_put(out, "}}\n");
}

void write_index(const Plan *plan, myn_buffer *out)
{
    myn_buffer_add(out, plan->head.at ? plan->head.at : "", plan->head.length);
    bool any = false;
    for (size_t i = 0; i < plan->nodes; i++) {
        if (!plan->node[i].over) continue;
        if (!any) myn_buffer_put(out, "nodes:\n");
        any = true;
        put_ratio(&plan->node[i], out);
    }
    myn_buffer_add(out, plan->tail.at ? plan->tail.at : "", plan->tail.length);
    out->failed |= plan->head.failed || plan->tail.failed;
}

/* ---- dataset.yml ---- */

static void put_top(const Plan *plan, const char *name, const char *title, myn_buffer *out)
{
    myn_buffer_put(out, "mynegai: 1\ndataset: ");
    myn_buffer_yaml(out, name);
    myn_buffer_put(out, "\ntitle: {en: ");
    myn_buffer_yaml(out, title);
    myn_buffer_put(out, "}\nsource: ");
    myn_buffer_json(out, myn_path_last(plan->sheet->path));
    myn_buffer_put(out,
                   " # the file's name only: say who published the figures, and where\n"
                   "licence: not given # say under which licence they may be used, such as OGL-UK-3.0\n");
}

/* How the file is written, and which rows count; for the table and for the list of areas in it. */
static void put_form(const Plan *plan, const char *indent, myn_buffer *out)
{
    const myn_dialect *dialect = &plan->sheet->dialect;
    if (dialect->delimiter != ',') {
        char text[2] = {dialect->delimiter, '\0'};
        put_line(indent, "delimiter", dialect->delimiter == '\t' ? "tab" : text, out);
    }
    if (dialect->header_row != 1)
        myn_buffer_format(out, "%sheader: {row: %zu}\n", indent, dialect->header_row);
    if (!plan->blank_areas) return;
    myn_buffer_format(out, "%sexcept: {", indent);
    myn_buffer_yaml(out, plan->area);
    myn_buffer_put(out, ": [\"\"]} # rows without an area code\n");
}

static void put_list(const Plan *plan, myn_buffer *out)
{
    myn_buffer_put(out, "areas:\n  ");
    myn_buffer_yaml(out, plan->name);
    myn_buffer_put(out, ":\n");
    put_line("    ", "file", myn_path_last(plan->sheet->path), out);
    put_form(plan, "    ", out);
    put_line("    ", "code", plan->area, out);
    if (plan->name_en) put_line("    ", "name_en", plan->name_en, out);
    if (plan->name_cy) put_line("    ", "name_cy", plan->name_cy, out);
    if (plan->parent) put_line("    ", "parent", plan->parent, out);
}

static void put_period(const Plan *plan, myn_buffer *out)
{
    if (!plan->period_column && !plan->period_value && !plan->financial) return;
    myn_buffer_put(out, "    period: {");
    put_entry("column", plan->period_column, true, out);
    put_entry("value", plan->period_value, true, out);
    if (plan->financial) put_entry("form", "financial", !plan->period_column && !plan->period_value, out);
    myn_buffer_format(out, "}%s%s\n", plan->period_why ? " # " : "",
                      plan->period_why ? plan->period_why : "");
}

static void put_markers(const Plan *plan, myn_buffer *out)
{
    if (!plan->form.markers) return;
    myn_buffer_put(out, "    markers: {");
    for (size_t i = 0; i < plan->form.markers; i++) {
        if (i) myn_buffer_put(out, ", ");
        myn_buffer_json(out, plan->form.marker[i].text);
        myn_buffer_format(out, ": %s", myn_cell_word(plan->form.marker[i].cell));
    }
    myn_buffer_put(out, "}\n");
}

static void put_texts(const char *const *text, size_t count, myn_buffer *out)
{
    myn_buffer_put(out, "[");
    for (size_t i = 0; i < count; i++) {
        if (i) myn_buffer_put(out, ", ");
        myn_buffer_yaml(out, text[i]);
    }
    myn_buffer_put(out, "]");
}

static void put_series(const Plan *plan, const Series *series, myn_buffer *out)
{
    myn_buffer_put(out, "      ");
    myn_buffer_yaml(out, series->name);
    myn_buffer_put(out, ": {");
    put_entry("column", series->column, true, out);
    if (series->key) {
        myn_buffer_put(out, "key: ");
        put_texts(series->key, plan->keys, out);
    }
    put_entry("en", series->label, false, out);
    put_entry("unit", series->unit, false, out);
    myn_buffer_format(out, "}%s%s\n", series->why_not ? " # no indicator: " : "",
                      series->why_not ? series->why_not : "");
}

static void put_table(const Plan *plan, myn_buffer *out)
{
    myn_buffer_put(out, "tables:\n  - file: ");
    myn_buffer_yaml(out, myn_path_last(plan->sheet->path));
    myn_buffer_format(out, "\n    layout: %s\n", plan->wide ? "wide" : "long");
    put_form(plan, "    ", out);
    put_line("    ", "area", plan->area, out);
    put_period(plan, out);
    if (!plan->wide) {
        myn_buffer_put(out, "    key: ");
        put_texts(plan->key, plan->keys, out);
        myn_buffer_put(out, "\n");
        put_line("    ", "value", plan->value, out);
    }
    if (plan->form.decimal != '.') put_mark("decimal", plan->form.decimal, out);
    if (plan->form.thousands) put_mark("thousands", plan->form.thousands, out);
    if (plan->form.percent) myn_buffer_put(out, "    percent: true\n");
    put_markers(plan, out);
    myn_buffer_put(out, "    series:\n");
    for (size_t i = 0; i < plan->series_count; i++) put_series(plan, &plan->series[i], out);
}

void write_dataset(const Plan *plan, const myn_import_options *options, myn_buffer *out)
{
    myn_buffer_format(out, "# Made by mynegai import from %s: to be edited. What was taken for what:\n",
                      plan->from);
    put_taken(plan, out);
    myn_buffer_put(out, options->copy
                            ? "# The table was copied here.\n"
                            : "# The table stays where it is: check and build get its folder as --data.\n");
    put_top(plan, plan->name, plan->title, out);
    if (!plan->place) put_list(plan, out);
    put_table(plan, out);
}

/* ---- areas of their own ---- */

void write_areas(const Plan *plan, myn_buffer *out)
{
    myn_buffer_put(out, "code,name_en,name_cy,parent\n");
    for (size_t i = 0; i < plan->places; i++) {
        const Place *place = &plan->place[i];
        myn_buffer_csv(out, place->code);
        put_field(place->name_en, out);
        put_field(place->name_cy, out);
        put_field(place->parent, out);
        myn_buffer_put(out, "\n");
    }
}

void write_areas_dataset(const Plan *plan, myn_buffer *out)
{
    myn_buffer name = {0};
    myn_buffer_format(&name, "%s-areas", plan->name);
    myn_buffer_format(out,
                      "# Made by mynegai import from %s: its areas, one a row. Larger areas and totals\n"
                      "# among them are to be taken out here and left out of the table with except.\n",
                      plan->from);
    put_top(plan, name.at ? name.at : "", "Areas", out);
    myn_buffer_put(out, "areas:\n  ");
    myn_buffer_yaml(out, plan->name);
    myn_buffer_format(out,
                      ": {file: %s.csv, code: code, name_en: name_en, name_cy: name_cy, parent: parent}\n"
                      "tables: []\n",
                      name.at ? name.at : "");
    out->failed |= name.failed;
    myn_buffer_free(&name);
}
