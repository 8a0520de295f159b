/* A store taken for what it was made from: its definition and its data, so that it can be computed again
 * without the files. */
#include "run/reload.h"
#include "run/labels.h"
#include <stdlib.h>
#include <string.h>

static myn_status refuse(const char *path, myn_diag *diag, const char *why)
{
    myn_diag_add(diag, MYN_ERROR, (myn_place){path, 0, 0}, "cannot be computed again: %s", why);
    return MYN_ERR_FORMAT;
}

static const char *text_named(const myn_provenance *provenance, const char *name)
{
    for (size_t i = 0; i < provenance->texts; i++)
        if (strcmp(provenance->text[i].name, name) == 0) return provenance->text[i].text;
    return NULL;
}

/* ---- the definition ---- */

static bool take_change(char *line, myn_change *out)
{
    for (int k = MYN_CHANGE_SET; k <= MYN_CHANGE_METHOD; k++) {
        size_t length = strlen(myn_change_words[k]);
        if (strncmp(line, myn_change_words[k], length) != 0 || line[length] != ' ') continue;
        *out = (myn_change){(myn_change_kind)k, line + length + 1};
        return true;
    }
    return false;
}

/* Lines of the store's own record of changes. */
myn_status myn_reload_changes(const myn_store *store, myn_arena *memory, myn_index_source *out)
{
    size_t lines = 1;
    const char *text = text_named(myn_store_provenance(store), MYN_CHANGES_TEXT);
    if (!text) return MYN_OK;
    for (const char *at = text; *at; at++) lines += *at == '\n';
    char *rest = myn_arena_text(memory, text, strlen(text)), *line;
    myn_change *change = myn_arena_zero(memory, lines, sizeof *change);
    if (!rest || !change) return MYN_ERR_MEMORY;
    while ((line = strsep(&rest, "\n")))
        if (*line && !take_change(line, &change[out->changes++])) return MYN_ERR_FORMAT;
    out->change = change;
    return MYN_OK;
}

static size_t longest_steps(const myn_index *index)
{
    size_t longest = 0;
    for (size_t i = 0; i < index->leaves; i++) {
        size_t steps = index->node[index->leaf[i]].steps;
        if (steps > longest) longest = steps;
    }
    return longest;
}

/* Arrays are as large as the labels say and are filled as the definition says. */
static bool shape_fits(const myn_labels *labels, const myn_index *index)
{
    bool fits = index->nodes == labels->nodes && index->leaves == labels->indicators &&
                longest_steps(index) == labels->steps && index->bands == labels->bands &&
                index->quantiles == labels->quantiles;
    for (size_t q = 0; q < labels->quantiles && fits; q++) fits = index->quantile[q] == labels->quantile[q];
    return fits;
}

static bool names_fit(const myn_labels *labels, const myn_index *index)
{
    for (size_t i = 0; i < index->nodes; i++)
        if (strcmp(index->node[i].code, labels->node[i].code) != 0) return false;
    for (size_t i = 0; i < index->leaves; i++)
        if (strcmp(index->node[index->leaf[i]].code, labels->indicator[i].code) != 0) return false;
    return true;
}

myn_status myn_reload_definition(const myn_store *store, const char *path, myn_diag *diag, myn_loaded *out)
{
    const myn_provenance *provenance = myn_store_provenance(store);
    myn_index_source source = {.name = myn_store_labels(store)->index,
                               .yaml_text = text_named(provenance, "index.yml"),
                               .nodes_text = text_named(provenance, "nodes.csv")};
    if (!source.name || !source.yaml_text || !source.nodes_text)
        return refuse(path, diag, "it holds no definition (index.yml and nodes.csv)");
    myn_index_table *table = myn_arena_get(out->memory, (provenance->texts + 1) * sizeof *table);
    if (!table) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < provenance->texts; i++)
        table[i] = (myn_index_table){provenance->text[i].name, provenance->text[i].text};
    source.table = table;
    source.tables = provenance->texts;
    myn_status status = myn_reload_changes(store, out->memory, &source);
    if (status == MYN_ERR_FORMAT) return refuse(path, diag, "its record of changes cannot be read");
    if (!status) status = myn_index_read_from(&source, diag, &out->index);
    if (status == MYN_ERR_DATA)
        (void)refuse(path, diag, "this version of the program does not accept its definition");
    const myn_labels *labels = myn_store_labels(store);
    if (!status && !(shape_fits(labels, out->index) && names_fit(labels, out->index)))
        status = refuse(path, diag, "its definition and its figures do not agree");
    return status;
}

myn_status myn_store_definition(const myn_store *store, const char *path, myn_diag *diag, myn_index **out)
{
    myn_loaded loaded = {0};
    *out = NULL;
    myn_status status = myn_arena_new(&loaded.memory);
    if (!status) status = myn_reload_definition(store, path, diag, &loaded);
    if (!status) {
        *out = loaded.index;
        loaded.index = NULL;
    }
    myn_loaded_free(&loaded);
    return status;
}

/* A store whose figures do not belong to its definition gives no answers. */
static bool rows_fit(const myn_labels *labels, const myn_loaded *loaded)
{
    const myn_index *index = loaded->index;
    if (loaded->rows.rows != labels->indicators + labels->inputs) return false;
    for (size_t i = 0; i < myn_names_count(loaded->rows.wanted); i++) {
        size_t row = loaded->rows.row_of[i];
        const char *name = myn_names_at(loaded->rows.wanted, i);
        if (row >= index->leaves && strcmp(labels->input[row - index->leaves].code, name) != 0) return false;
    }
    return true;
}

/* ---- areas ---- */

/* The index's own areas, and with the larger ones all that is known of who lies in what. */
static myn_status copy_areas(const myn_labels *labels, myn_loaded *out)
{
    const myn_areas *own = labels->areas, *larger = labels->parents;
    size_t count = own->count + (larger ? larger->count : 0);
    myn_area *all = malloc((count + 1) * sizeof *all);
    if (!all) return MYN_ERR_MEMORY;
    if (own->count) memcpy(all, own->at, own->count * sizeof *all);
    if (larger && larger->count) memcpy(all + own->count, larger->at, larger->count * sizeof *all);
    myn_status status = myn_areas_make(own->name, own->at, own->count, &out->areas);
    if (!status) status = myn_areas_make(own->name, all, count, &out->listed);
    free(all);
    return status;
}

static bool reaches(const myn_loaded *loaded, const char *code, uint8_t *mark)
{
    memset(mark, 0, loaded->areas->count);
    return !code || myn_areas_within(loaded->areas, loaded->listed, code, mark) > 0;
}

/* Reference areas are found through parents; a list of larger areas that the store does not hold may be
 * needed. */
static myn_status check_reference_areas(const myn_loaded *loaded, const char *path, myn_diag *diag)
{
    uint8_t *mark = calloc(loaded->areas->count + 1, 1);
    bool all = true;
    if (!mark) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < loaded->index->nodes; i++) {
        const myn_node *node = &loaded->index->node[i];
        for (size_t s = 0; s < node->steps; s++) all &= reaches(loaded, node->step[s].reference_areas, mark);
        for (size_t s = 0; s < node->afters; s++)
            all &= reaches(loaded, node->after[s].reference_areas, mark);
        for (size_t s = 0; s < node->into_parents; s++)
            all &= reaches(loaded, node->into_parent[s].reference_areas, mark);
    }
    free(mark);
    return all ? MYN_OK
               : refuse(path, diag,
                        "the store does not say which areas lie in its reference areas; declare "
                        "`larger_areas` and build again");
}

/* ---- the cube ---- */

static myn_status join_plane(const myn_plane *raw, const myn_plane *inputs, size_t raw_cells,
                             size_t input_cells, myn_plane *out)
{
    memcpy(out->value, raw->value, raw_cells * sizeof *out->value);
    memcpy(out->cell, raw->cell, raw_cells);
    memcpy(out->value + raw_cells, inputs->value, input_cells * sizeof *out->value);
    memcpy(out->cell + raw_cells, inputs->cell, input_cells);
    return MYN_OK;
}

/* One cube of indicators and supporting series, as the pipeline knows it. Limits are not needed for scores.
 */
static myn_status join(const myn_panel *raw, const myn_panel *inputs, myn_panel **out)
{
    size_t number, areas = raw->areas;
    myn_status status = myn_panel_new(raw->rows + inputs->rows, areas, 0, out);
    for (size_t t = 0; t < raw->periods && !status; t++) {
        status = myn_panel_plane(*out, raw->plane[t].period, &number);
        if (!status)
            status = join_plane(&raw->plane[t], &inputs->plane[t], raw->rows * areas, inputs->rows * areas,
                                &(*out)->plane[number]);
    }
    return status;
}

static myn_status read_cube(myn_store *store, myn_loaded *out)
{
    myn_panel *raw = NULL, *inputs = NULL;
    myn_status status = myn_store_panel(store, MYN_CUBE_RAW, &raw);
    if (!status && myn_store_labels(store)->inputs) {
        status = myn_store_panel(store, MYN_CUBE_INPUTS, &inputs);
        if (!status) status = join(raw, inputs, &out->panel);
    } else {
        out->panel = raw;
        raw = NULL;
    }
    myn_panel_free(raw);
    myn_panel_free(inputs);
    return status;
}

/* ---- editions ---- */

/* Those of the store, by the definition's rules; the rule of an index that declares none is in the store. */
static myn_status list_editions(const myn_labels *labels, myn_loaded *out)
{
    const myn_index *index = out->index;
    out->edition = calloc(labels->editions + 1, sizeof *out->edition);
    if (!out->edition) return MYN_ERR_MEMORY;
    for (size_t e = 0; e < labels->editions; e++) {
        const myn_edition_label *label = &labels->edition[e];
        myn_edition_rule rule = {.name = label->name, .period = label->period};
        for (size_t i = 0; i < index->editions; i++)
            if (strcmp(index->edition[i].name, label->name) == 0) rule = index->edition[i];
        out->edition[out->editions++] = rule;
    }
    return MYN_OK;
}

myn_status myn_reload(myn_store *store, const char *path, myn_diag *diag, myn_loaded *out)
{
    const myn_labels *labels = myn_store_labels(store);
    *out = (myn_loaded){.own = store};
    myn_status status = myn_arena_new(&out->memory);
    if (!status) status = myn_reload_definition(store, path, diag, out);
    if (!status) status = myn_rows_plan(out->index, &out->rows);
    if (!status && !rows_fit(labels, out))
        status = refuse(path, diag, "its definition and its figures do not agree");
    if (!status) status = copy_areas(labels, out);
    if (!status) status = check_reference_areas(out, path, diag);
    if (!status) status = read_cube(store, out);
    return status ? status : list_editions(labels, out);
}

/* Notes and warnings were said when the store was built. */
static void pass_errors(const myn_diag *own, myn_diag *diag)
{
    for (size_t i = 0; i < myn_diag_kept(own); i++) {
        const myn_problem *problem = myn_diag_at(own, i);
        if (problem->severity == MYN_ERROR)
            myn_diag_add(diag, MYN_ERROR, problem->place, "%s", problem->text);
    }
}

/* A store written before it kept what branches' steps fitted says it has no such steps: its definition knows. */
myn_status myn_again_edition(const myn_again *again, myn_edition *out)
{
    myn_labels labels = *again->labels;
    labels.branch_steps = again->pipeline.branch_slots;
    return myn_edition_new(&labels, labels.areas->count, out);
}

static myn_status make_ready(myn_again *again, const char *path, size_t threads, myn_diag *diag)
{
    myn_edition room = {0};
    myn_status status = myn_reload(again->store, path, diag, &again->loaded);
    if (!status) status = myn_pipeline_new(&again->loaded, threads, &again->pipeline);
    if (!status) status = myn_again_edition(again, &room);
    if (!status) status = myn_pipeline_ready(&again->pipeline, diag, &room);
    myn_edition_free(&room);
    return status;
}

myn_status myn_again_open(myn_store *store, const char *path, size_t threads, myn_diag *diag, myn_again *out)
{
    myn_diag *own = NULL;
    *out = (myn_again){.store = store, .labels = myn_store_labels(store)};
    myn_status status = myn_diag_new(&own);
    if (!status) status = make_ready(out, path, threads, own);
    if (own) pass_errors(own, diag);
    myn_diag_free(own);
    return status;
}

void myn_again_free(myn_again *again)
{
    myn_pipeline_free(&again->pipeline);
    myn_loaded_free(&again->loaded);
    *again = (myn_again){0};
}
