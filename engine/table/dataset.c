/* dataset.yml as a whole. */
#include "table/describe.h"
#include <mynegai/text.h>
#include <stdlib.h>
#include <string.h>

static const char *const dataset_keys[] = {"mynegai", "dataset", "title",  "source", "licence", "synthetic",
                                           "areas",   "lookups", "tables", "folder", NULL};

/* Required, so that a later form can be told from this one. */
static void take_version(Describe *describe, const myn_yaml *root)
{
    const myn_yaml *node = myn_yaml_get(root, "mynegai");
    long version = 0;
    if (!node || node->null)
        describe_say(describe, node ? node->at : root->at,
                     "`mynegai` is missing: expected `mynegai: 1`, the form of this file");
    else if (!myn_yaml_whole(node, describe->diag, &version))
        describe->wrong = true;
    else if (version != 1)
        describe_say(describe, node->at, "expected `mynegai: 1`, found %ld: this file is for another version",
                     version);
}

static void take_title(Describe *describe, const myn_yaml *root, myn_label *out)
{
    static const char *const keys[] = {"en", "cy", NULL};
    const myn_yaml *node = myn_yaml_get(root, "title");
    if (!node) describe_say(describe, root->at, "`title` is missing: expected {en: ..., cy: ...}");
    if (!node || !describe_map(describe, node, "title", keys)) return;
    out->en = describe_text(describe, node, "en");
    out->cy = describe_text(describe, node, "cy");
    if (!out->en && !out->cy) describe_say(describe, node->at, "expected a title in `en`, `cy` or both");
}

/* {file: ..., match: name_en, name_cy: name_cy} */
static void take_names(Describe *describe, const myn_yaml *map, myn_area_list *out)
{
    static const char *const keys[] = {"file",     "match",    "name_cy",   "where",  "except",
                                       "spelling", "encoding", "delimiter", "header", "skip_after_header",
                                       NULL};
    if (!map || !describe_map(describe, map, "names", keys)) return;
    describe_source(describe, map, &out->names.from);
    out->names.match = describe_needed(describe, map, "match", "the column of English names");
    out->names.name_cy = describe_needed(describe, map, "name_cy", "the column of Welsh names");
    if (!out->name_en)
        describe_say(describe, map->at, "names are found by `name_en`, which this list has not");
}

static void take_list(Describe *describe, const myn_yaml *map, myn_area_list *out)
{
    static const char *const keys[] = {"file",      "code",      "name_en",    "name_cy",
                                       "parent",    "level",     "valid_from", "valid_to",
                                       "successor", "where",     "except",     "spelling",
                                       "encoding",  "delimiter", "header",     "skip_after_header",
                                       "repeats",   "strip",     "names",      NULL};
    out->name = map->key;
    if (!describe_map(describe, map, "a code list", keys)) return;
    describe_source(describe, map, &out->from);
    out->code = describe_needed(describe, map, "code", "the column of area codes");
    const char **column[] = {&out->name_en,    &out->name_cy,  &out->parent,   &out->level,
                             &out->valid_from, &out->valid_to, &out->successor};
    for (size_t i = 0; i < sizeof column / sizeof *column; i++)
        *column[i] = describe_text(describe, map, keys[i + 2]);
    out->repeats = describe_flag(describe, map, "repeats");
    out->strip = describe_text(describe, map, "strip");
    take_names(describe, myn_yaml_get(map, "names"), out);
}

static void take_lists(Describe *describe, const myn_yaml *root, myn_dataset *out)
{
    const myn_yaml *node = myn_yaml_get(root, "areas");
    if (!node || !describe_map(describe, node, "areas", NULL)) return;
    myn_area_list *list = describe_room(describe, node->count, sizeof *list);
    for (size_t i = 0; list && i < node->count; i++) take_list(describe, &node->item[i], &list[i]);
    out->list = list;
    out->lists = list ? node->count : 0;
}

/* none, equal, {weight: COLUMN} or {population: COLUMN} */
static void take_share(Describe *describe, const myn_yaml *node, myn_lookup_file *out)
{
    static const char *const words[] = {"none", "equal", NULL}, *const keys[] = {"weight", "population",
                                                                                 NULL};
    int choice = 0;
    if (!node) return;
    if (node->kind != MYN_YAML_MAP) {
        if (!myn_yaml_choice(node, words, describe->diag, &choice)) describe->wrong = true;
        out->share = choice ? MYN_SHARE_EQUAL : MYN_SHARE_NONE;
        return;
    }
    if (!describe_map(describe, node, "share", keys)) return;
    bool population = myn_yaml_get(node, "population") != NULL;
    if (node->count != 1)
        describe_say(describe, node->at, "expected {weight: COLUMN} or {population: COLUMN}");
    out->share = population ? MYN_SHARE_POPULATION : MYN_SHARE_WEIGHT;
    out->share_column = describe_text(describe, node, population ? "population" : "weight");
}

static void take_lookup(Describe *describe, const myn_yaml *map, myn_lookup_file *out)
{
    static const char *const keys[] = {"file",
                                       "area",
                                       "into",
                                       "share",
                                       "where",
                                       "except",
                                       "spelling",
                                       "encoding",
                                       "delimiter",
                                       "header",
                                       "skip_after_header",
                                       NULL};
    *out = (myn_lookup_file){.name = map->key, .at = map->key_at};
    if (!describe_map(describe, map, "a lookup", keys)) return;
    describe_source(describe, map, &out->from);
    out->area = describe_needed(describe, map, "area", "the column of area codes");
    out->into = describe_needed(describe, map, "into", "the column of codes that the areas lie in");
    take_share(describe, myn_yaml_get(map, "share"), out);
}

static void take_lookups(Describe *describe, const myn_yaml *root, myn_dataset *out)
{
    const myn_yaml *node = myn_yaml_get(root, "lookups");
    if (!node || !describe_map(describe, node, "lookups", NULL)) return;
    myn_lookup_file *lookup = describe_room(describe, node->count, sizeof *lookup);
    for (size_t i = 0; lookup && i < node->count; i++) take_lookup(describe, &node->item[i], &lookup[i]);
    out->lookup = lookup;
    out->lookups = lookup ? node->count : 0;
}

/* The series map of a table, or NULL. */
static const myn_yaml *series_of(const myn_yaml *table)
{
    const myn_yaml *series = myn_yaml_get(table, "series");
    return series && series->kind == MYN_YAML_MAP ? series : NULL;
}

static bool same_key(const myn_described_series *a, const myn_described_series *b, size_t parts)
{
    for (size_t i = 0; i < parts; i++)
        if (strcmp(a->key[i], b->key[i]) != 0) return false;
    return true;
}

/* Two names for the same rows of a long table: only one could get them. */
static void check_keys(Describe *describe, const myn_described_series *series, size_t first, size_t last,
                       size_t parts)
{
    for (size_t i = first; i < last; i++)
        for (size_t j = first; j < i; j++)
            if (same_key(&series[i], &series[j], parts)) {
                describe_say(describe, series[i].at, "series '%s' has the same key as '%s'", series[i].name,
                             series[j].name);
                break;
            }
}

static void name_series(Describe *describe, DatasetMemory *memory, const myn_dataset *dataset,
                        const myn_described_series *series)
{
    size_t before = myn_names_count(memory->names), number;
    if (myn_names_add(memory->names, series->name, strlen(series->name), &number) != MYN_OK)
        describe->starved = true;
    else if (number != before)
        describe_say(describe, series->at, "series '%s' stands already at line %zu", series->name,
                     dataset->series[number].at.line);
}

/* Two names for one key are found only where every key could be read. */
static void take_series(Describe *describe, DatasetMemory *memory, const myn_yaml *map, myn_dataset *out)
{
    const myn_yaml *node = series_of(map);
    const myn_table *table = &out->table[out->tables];
    myn_described_series *series = (myn_described_series *)out->series;
    size_t first = out->series_count;
    bool wrong = describe->wrong;
    for (size_t i = 0; node && i < node->count; i++) {
        myn_described_series *one = &series[out->series_count];
        one->table = out->tables;
        describe_series(describe, &node->item[i], table, one);
        name_series(describe, memory, out, one);
        out->series_count++;
    }
    bool good = wrong == describe->wrong && !describe->starved && !table->wide && !table->all;
    if (good) check_keys(describe, series, first, out->series_count, table->keys);
}

/* Room for all series of all tables at once, so that pointers to them stay. */
static void take_tables(Describe *describe, DatasetMemory *memory, const myn_yaml *root, myn_dataset *out)
{
    const myn_yaml *node = myn_yaml_get(root, "tables");
    if (!node && (myn_yaml_get(root, "areas") || myn_yaml_get(root, "lookups"))) return;
    if (!node || node->kind != MYN_YAML_LIST) {
        describe_say(describe, node ? node->at : root->at,
                     "expected `tables`: a list of tables, each with `- file: ...`");
        return;
    }
    size_t most = 0;
    for (size_t i = 0; i < node->count; i++)
        most += series_of(&node->item[i]) ? series_of(&node->item[i])->count : 0;
    myn_table *table = describe_room(describe, node->count, sizeof *table);
    out->series = describe_room(describe, most, sizeof *out->series);
    out->table = table;
    for (size_t i = 0; table && out->series && i < node->count; i++) {
        if (describe_table(describe, &node->item[i], &table[i]))
            take_series(describe, memory, &node->item[i], out);
        out->tables++;
    }
}

static void take_all(Describe *describe, DatasetMemory *memory, const char *path, myn_dataset *out)
{
    const myn_yaml *root = myn_yaml_root(memory->doc);
    const char *slash = strrchr(path, '/');
    out->folder = slash ? myn_arena_text(memory->arena, path, slash == path ? 1 : (size_t)(slash - path))
                        : ".";
    if (!out->folder) describe->starved = true;
    out->text = myn_yaml_source(memory->doc);
    if (!describe_map(describe, root, "a dataset", dataset_keys)) return;
    take_version(describe, root);
    out->name = describe_needed(describe, root, "dataset", "a short name");
    out->within = describe_text(describe, root, "folder");
    if (out->within && !myn_path_local(out->within))
        describe_say(describe, myn_yaml_get(root, "folder")->at,
                     "'%s' leaves the data folder; expected a path inside it", out->within);
    if (!out->within) out->within = out->name;
    take_title(describe, root, &out->title);
    out->source = describe_needed(describe, root, "source", "who published the figures, and where");
    out->licence = describe_needed(describe, root, "licence", "the licence of the figures (OGL-UK-3.0)");
    out->synthetic = describe_flag(describe, root, "synthetic");
    take_lists(describe, root, out);
    take_lookups(describe, root, out);
    take_tables(describe, memory, root, out);
}

myn_status myn_dataset_read(const char *path, myn_diag *diag, myn_dataset **out)
{
    *out = NULL;
    myn_dataset *dataset = calloc(1, sizeof *dataset);
    DatasetMemory *memory = calloc(1, sizeof *memory);
    if (dataset) dataset->memory = memory;
    myn_status status = dataset && memory ? myn_arena_new(&memory->arena) : MYN_ERR_MEMORY;
    if (status == MYN_OK) status = myn_names_new(&memory->names);
    myn_diag *own = NULL; /* unknown keys are counted by what was said of them */
    if (status == MYN_OK && !diag) status = myn_diag_new(&own);
    if (own) diag = own;
    if (status == MYN_OK) status = myn_yaml_read(path, path, diag, &memory->doc);
    if (status == MYN_OK) {
        Describe describe = {.arena = memory->arena, .diag = diag};
        take_all(&describe, memory, path, dataset);
        status = describe.starved ? MYN_ERR_MEMORY : describe.wrong ? MYN_ERR_DATA : MYN_OK;
    }
    myn_diag_free(own);
    if (status == MYN_OK) {
        *out = dataset;
        return MYN_OK;
    }
    if (!dataset) free(memory);
    myn_dataset_free(dataset);
    return status;
}

void myn_dataset_free(myn_dataset *dataset)
{
    if (!dataset) return;
    DatasetMemory *memory = dataset->memory;
    if (memory) {
        myn_yaml_free(memory->doc);
        myn_arena_free(memory->arena);
        myn_names_free(memory->names);
        free(memory);
    }
    free(dataset);
}

const myn_described_series *myn_dataset_series(const myn_dataset *dataset, const char *name)
{
    const DatasetMemory *memory = dataset->memory;
    if (memory) {
        size_t number = myn_names_find(memory->names, name, strlen(name));
        return number == MYN_NONE ? NULL : &dataset->series[number];
    }
    for (size_t i = 0; i < dataset->series_count; i++)
        if (strcmp(dataset->series[i].name, name) == 0) return &dataset->series[i];
    return NULL;
}

bool myn_dataset_open_ended(const myn_dataset *dataset)
{
    for (size_t i = 0; i < dataset->tables; i++)
        if (dataset->table[i].all) return true;
    return false;
}

const myn_yaml *dataset_table_node(const myn_dataset *dataset, size_t table, const char *key)
{
    const DatasetMemory *memory = dataset->memory;
    if (!memory) return NULL;
    const myn_yaml *tables = myn_yaml_get(myn_yaml_root(memory->doc), "tables");
    return tables && table < tables->count ? myn_yaml_get(&tables->item[table], key) : NULL;
}
