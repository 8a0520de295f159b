/* Names of rows and columns for the store, gathered from definition, data sets and code lists. */
#include "run/labels.h"
#include "run/pipeline.h"
#include <stdlib.h>
#include <string.h>

const myn_described_series *myn_loaded_series(const myn_loaded *loaded, const char *name)
{
    for (size_t d = 0; d < loaded->sets.count; d++) {
        const myn_described_series *series = myn_dataset_series(loaded->sets.dataset[d], name);
        if (series) return series;
    }
    return NULL;
}

/* A plain leaf without a unit of its own has its series'. */
static const char *leaf_unit(const myn_loaded *loaded, const myn_node *leaf)
{
    if (leaf->unit || leaf->value.form != MYN_DERIVE_PLAIN) return leaf->unit;
    const myn_described_series *series = myn_loaded_series(loaded, leaf->series[0]);
    return series ? series->unit : NULL;
}

static myn_item node_item(const myn_loaded *loaded, const myn_node *node)
{
    return (myn_item){.code = node->code,
                      .label = node->label,
                      .level = node->level,
                      .parent = node->parent,
                      .unit = node->children ? NULL : leaf_unit(loaded, node),
                      .indicator = node->indicator,
                      .weight = node->weight,
                      .direction = node->direction,
                      .decimals = node->decimals};
}

/* Nodes, then the leaves among them, then the series that only feed leaves or weights. */
static myn_status item_lists(const myn_loaded *loaded, myn_labels *out)
{
    const myn_index *index = loaded->index;
    size_t inputs = loaded->rows.rows - index->leaves;
    myn_item *node = myn_arena_zero(loaded->memory, index->nodes + 1, sizeof *node);
    myn_item *leaf = myn_arena_zero(loaded->memory, index->leaves + 1, sizeof *leaf);
    myn_item *input = myn_arena_zero(loaded->memory, inputs + 1, sizeof *input);
    if (!node || !leaf || !input) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < index->nodes; i++) node[i] = node_item(loaded, &index->node[i]);
    for (size_t i = 0; i < index->leaves; i++) leaf[i] = node[index->leaf[i]];
    for (size_t i = 0; i < myn_names_count(loaded->rows.wanted); i++) {
        size_t row = loaded->rows.row_of[i];
        if (row < index->leaves) continue;
        const char *name = myn_names_at(loaded->rows.wanted, i);
        const myn_described_series *series = myn_loaded_series(loaded, name);
        input[row - index->leaves] = (myn_item){.code = name,
                                                .label = series ? series->label : (myn_label){0},
                                                .unit = series ? series->unit : NULL,
                                                .parent = MYN_NONE,
                                                .indicator = MYN_NONE,
                                                .weight = 1,
                                                .direction = 1,
                                                .decimals = -1};
    }
    out->node = node;
    out->indicator = leaf;
    out->input = input;
    out->nodes = index->nodes;
    out->indicators = index->leaves;
    out->inputs = inputs;
    return MYN_OK;
}

/* An edition without a window speaks of all the time that there are data of: a day before all calendars would
 * stop other programs from reading the store. */
static myn_status edition_list(const myn_loaded *loaded, myn_labels *out)
{
    myn_edition_label *edition = myn_arena_zero(loaded->memory, loaded->editions + 1, sizeof *edition);
    if (!edition) return MYN_ERR_MEMORY;
    const myn_panel *panel = loaded->panel;
    for (size_t e = 0; e < loaded->editions; e++) {
        myn_period period = loaded->edition[e].period;
        if (period.start == INT32_MIN)
            period.start = panel->periods ? panel->plane[0].period.start : period.end;
        if (period.start > period.end) period.start = period.end;
        edition[e] = (myn_edition_label){loaded->edition[e].name, period};
    }
    out->edition = edition;
    out->editions = loaded->editions;
    return MYN_OK;
}

/* The names of the steps, from the leaf that has most of them. */
static myn_status step_list(const myn_loaded *loaded, myn_labels *out)
{
    const myn_node *longest = NULL;
    for (size_t i = 0; i < loaded->index->leaves; i++) {
        const myn_node *leaf = &loaded->index->node[loaded->index->leaf[i]];
        if (!longest || leaf->steps > longest->steps) longest = leaf;
    }
    out->steps = longest ? longest->steps : 0;
    for (size_t i = 0; i < loaded->index->nodes; i++) {
        size_t steps = loaded->index->node[i].afters + loaded->index->node[i].into_parents;
        if (steps > out->branch_steps) out->branch_steps = steps;
    }
    const char **step = myn_arena_zero(loaded->memory, out->steps + 1, sizeof *step);
    if (!step) return MYN_ERR_MEMORY;
    for (size_t s = 0; s < out->steps; s++) step[s] = longest->step[s].method->name;
    out->step = step;
    return MYN_OK;
}

static myn_status measure_list(const myn_loaded *loaded, myn_labels *out)
{
    const myn_index *index = loaded->index;
    myn_measure_label *measure = myn_arena_zero(loaded->memory, index->measures + 1, sizeof *measure);
    if (!measure) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < index->measures; i++) {
        const myn_measure *at = &index->measure[i];
        measure[i] = (myn_measure_label){.code = at->code,
                                         .label = at->label,
                                         .method = at->method->name,
                                         .node = index->node[at->node].code,
                                         .population = at->population,
                                         .series = at->series};
    }
    out->summary_areas = loaded->summary;
    out->measure = measure;
    out->measures = index->measures;
    return MYN_OK;
}

/* The data sets' licences and sources, each once, joined by a semicolon; synthetic where any is. */
static myn_status origin(const myn_loaded *loaded, myn_labels *out)
{
    myn_buffer licence = {0}, source = {0};
    for (size_t d = 0; d < loaded->sets.count; d++) {
        const myn_dataset *set = loaded->sets.dataset[d];
        out->synthetic |= set->synthetic;
        if (!licence.at || !strstr(licence.at, set->licence))
            myn_buffer_format(&licence, "%s%s", licence.length ? "; " : "", set->licence);
        if (!source.at || !strstr(source.at, set->source))
            myn_buffer_format(&source, "%s%s", source.length ? "; " : "", set->source);
    }
    out->licence = licence.at ? myn_arena_text(loaded->memory, licence.at, licence.length) : NULL;
    out->source = source.at ? myn_arena_text(loaded->memory, source.at, source.length) : NULL;
    bool failed = licence.failed || source.failed || (licence.at && !out->licence) ||
                  (source.at && !out->source);
    myn_buffer_free(&licence);
    myn_buffer_free(&source);
    return failed ? MYN_ERR_MEMORY : MYN_OK;
}

myn_status myn_labels_of(const myn_loaded *loaded, myn_labels *out)
{
    const myn_index *index = loaded->index;
    *out = (myn_labels){.index = index->name,
                        .version = MYN_VERSION,
                        .title = index->title,
                        .high_means = index->high_means,
                        .areas = loaded->areas,
                        .parents = loaded->larger,
                        .quantiles = index->quantiles,
                        .bands = index->bands};
    memcpy(out->quantile, index->quantile, sizeof out->quantile);
    memcpy(out->band, index->band, sizeof out->band);
    myn_status status = item_lists(loaded, out);
    if (!status) status = edition_list(loaded, out);
    if (!status) status = step_list(loaded, out);
    if (!status) status = measure_list(loaded, out);
    if (!status) status = origin(loaded, out);
    return status;
}

myn_status myn_edition_new(const myn_labels *labels, size_t areas, myn_edition *out)
{
    size_t leaf = labels->indicators * areas + 1, node = labels->nodes * areas + 1;
    size_t summary = labels->measures ? labels->measures * labels->summary_areas->count + 1 : 0;
    *out = (myn_edition){
        .normalised = malloc(leaf * sizeof(double)),
        .normalised_cell = calloc(leaf, 1),
        .used_period = calloc(labels->indicators + 1, sizeof(int32_t)),
        .score = malloc(node * sizeof(double)),
        .score_cell = calloc(node, 1),
        .rank = calloc(node, sizeof(int32_t)),
        .weight = calloc(labels->nodes + 1, sizeof(double)),
        .band = labels->bands ? calloc(node, 1) : NULL,
        .fitted = calloc(labels->indicators * labels->steps * MYN_STORE_FITTED + 1, sizeof(double)),
        .branch_fitted = calloc(labels->nodes * labels->branch_steps * MYN_STORE_FITTED + 1, sizeof(double))};
    if (summary) out->summary = calloc(summary, sizeof(double));
    if (summary) out->summary_rank = calloc(summary, sizeof(int32_t));
    bool all = out->normalised && out->normalised_cell && out->used_period && out->score && out->score_cell &&
               out->rank && out->weight && (out->band || !labels->bands) && out->fitted &&
               out->branch_fitted && (!summary || (out->summary && out->summary_rank));
    for (size_t q = 0; q < labels->quantiles; q++) all &= (out->quantile[q] = calloc(node, 1)) != NULL;
    if (all) return MYN_OK;
    myn_edition_free(out);
    return MYN_ERR_MEMORY;
}
