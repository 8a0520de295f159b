/* An explanation as one JSON object: numbers in full, so that it can be worked out again. */
#include "report/page.h"
#include <math.h>
#include <mynegai/explain.h>
#include <string.h>

static void put_number(Page *page, double value)
{
    char text[MYN_NUMBER_TEXT];
    myn_number_text(value, text);
    page_put(page, isfinite(value) ? text : "null");
}

static void put_text(Page *page, const char *text)
{
    if (text)
        myn_buffer_json(&page->text, text);
    else
        page_put(page, "null");
}

static void key_text(Page *page, const char *key, const char *text)
{
    myn_buffer_format(&page->text, ", \"%s\": ", key);
    put_text(page, text);
}

static void key_number(Page *page, const char *key, double value)
{
    myn_buffer_format(&page->text, ", \"%s\": ", key);
    put_number(page, value);
}

/* {"x": 74, "mean": 72.75}; a name that comes again is a list, as `x` of a sum always is. */
static void put_given(Page *page, const myn_given *given, size_t givens, bool list)
{
    page_put(page, ", \"given\": {");
    for (size_t i = 0; i < givens;) {
        size_t last = i + 1;
        while (last < givens && strcmp(given[last].name, given[i].name) == 0) last++;
        bool many = last > i + 1 || (list && strcmp(given[i].name, "x") == 0);
        if (i) page_put(page, ", ");
        put_text(page, given[i].name);
        page_put(page, many ? ": [" : ": ");
        for (size_t k = i; k < last; k++) {
            if (k > i) page_put(page, ", ");
            put_number(page, given[k].value);
        }
        if (many) page_put(page, "]");
        i = last;
    }
    page_put(page, "}");
}

static void put_steps(Page *page, const char *key, const myn_worked *step, size_t steps)
{
    myn_buffer_format(&page->text, ", \"%s\": [", key);
    for (size_t s = 0; s < steps; s++) {
        page_put(page, s ? ",\n      {\"name\": " : "\n      {\"name\": ");
        put_text(page, step[s].name);
        key_text(page, "formula", step[s].formula);
        put_given(page, step[s].given, step[s].givens, false);
        key_number(page, "in", step[s].in);
        key_number(page, "out", step[s].out);
        key_text(page, "fitted_on", step[s].fitted_on);
        key_text(page, "fitted_areas", step[s].fitted_areas);
        page_put(page, "}");
    }
    page_put(page, "]");
}

static void put_inputs(Page *page, const myn_explained_node *node)
{
    char period[MYN_PERIOD_TEXT];
    page_put(page, ",\n    \"inputs\": [");
    for (size_t i = 0; i < node->inputs; i++) {
        const myn_source_value *input = &node->input[i];
        page_put(page, i ? ",\n      {\"series\": " : "\n      {\"series\": ");
        put_text(page, input->series);
        key_number(page, "value", input->value);
        key_text(page, "status", myn_cell_word(input->cell));
        myn_period_text(input->period, period);
        key_text(page, "period", period);
        key_text(page, "unit", input->unit);
        key_text(page, "dataset", input->dataset);
        key_text(page, "file", input->file);
        key_text(page, "key", input->key);
        key_text(page, "sha256", input->sha256);
        page_put(page, "}");
    }
    page_put(page, "]");
    page_put(page, ",\n    \"raw\": ");
    put_number(page, node->raw);
    key_text(page, "raw_status", node->dated ? myn_cell_word(node->raw_cell) : NULL);
    if (!node->derived) return;
    page_put(page, ", \"derived\": {\"formula\": ");
    put_text(page, node->derived);
    put_given(page, node->derived_given, node->derived_givens, true);
    page_put(page, "}");
}

static void put_parts(Page *page, const myn_explained_node *node)
{
    page_put(page, ",\n    \"parts\": [");
    for (size_t c = 0; c < node->parts; c++) {
        const myn_worked_part *part = &node->part[c];
        page_put(page, c ? ",\n     {\"node\": " : "\n     {\"node\": ");
        put_text(page, part->code);
        key_number(page, "score", part->score);
        put_steps(page, "steps", part->step, part->steps);
        page_put(page, part->turned ? ", \"turned\": true" : ", \"turned\": false");
        key_number(page, "value", part->value);
        key_number(page, "weight", part->weight);
        key_number(page, "share", part->share);
        page_put(page, "}");
    }
    page_put(page, "]");
    key_text(page, "weights", node->weights ? node->weights : "given");
    key_number(page, "coverage", node->coverage);
    key_number(page, "coverage_least", node->least);
    key_text(page, "coverage_by", node->by_weight ? "weight" : "count");
}

static void put_places(Page *page, const myn_labels *labels, const myn_explained_node *node)
{
    key_number(page, "score", node->score);
    key_text(page, "status", myn_cell_word(node->cell));
    page_put(page, node->rests_on_suppressed ? ", \"rests_on_suppressed\": true"
                                             : ", \"rests_on_suppressed\": false");
    key_number(page, "rank", node->rank > 0 ? node->rank : NAN);
    key_number(page, "ranked", (double)node->ranked);
    page_put(page, ", \"quantiles\": {");
    for (size_t q = 0; q < labels->quantiles; q++) {
        myn_buffer_format(&page->text, "%s\"%d\": ", q ? ", " : "", labels->quantile[q]);
        put_number(page, node->quantile[q] ? node->quantile[q] : NAN);
    }
    page_put(page, "}");
    key_text(page, "band",
             node->band && node->band <= labels->bands ? labels->band[node->band - 1].label.en : NULL);
}

static void put_node(Page *page, const myn_labels *labels, const myn_explained_node *node)
{
    page_put(page, "{\"node\": ");
    put_text(page, node->code);
    key_text(page, "label_en", node->label.en);
    key_text(page, "label_cy", node->label.cy);
    put_places(page, labels, node);
    if (node->parts)
        put_parts(page, node);
    else
        put_inputs(page, node);
    put_steps(page, "steps", node->step, node->steps);
    page_put(page, "}");
}

/* The small areas that it is made of; nothing where it is none such. */
static void put_made_of(Page *page, const myn_explained *explained)
{
    if (!explained->made_ofs) return;
    page_put(page, ",\n\"made_of\": [");
    for (size_t i = 0; i < explained->made_ofs; i++) {
        page_put(page, i ? ",\n  {\"area\": " : "\n  {\"area\": ");
        put_text(page, explained->made_of[i].code);
        key_number(page, "share", explained->made_of[i].share);
        key_number(page, "population", explained->made_of[i].population);
        page_put(page, "}");
    }
    page_put(page, "]");
}

myn_status myn_explained_json(const myn_labels *labels, const myn_explained *explained, const myn_sink *sink)
{
    const myn_area *area = &labels->areas->at[explained->area];
    Page page = page_to(sink);
    page_put(&page, "{\"index\": ");
    put_text(&page, labels->index);
    key_text(&page, "edition", explained->edition);
    key_text(&page, "area", area->code);
    key_text(&page, "area_name_en", area->name_en);
    key_text(&page, "area_name_cy", area->name_cy);
    page_put(&page, labels->synthetic ? ", \"synthetic\": true" : ", \"synthetic\": false");
    key_number(&page, "differs_from_store", (double)explained->differs);
    put_made_of(&page, explained);
    page_put(&page, ",\n\"nodes\": [\n");
    for (size_t i = 0; i < explained->nodes; i++) {
        if (i) page_put(&page, ",\n");
        put_node(&page, labels, &explained->node[i]);
        if (!page_turn(&page)) break;
    }
    page_put(&page, "]}\n");
    return page_close(&page);
}
