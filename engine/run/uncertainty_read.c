/* A plan from its file or from index.yml: what stands around the sources. */
#include "run/uncertainty.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DRAWS_MOST 1000000000L

static void read_percentiles(PlanReader *r, const myn_yaml *list)
{
    static const double usual[] = {5, 25, 50, 75, 95};
    Plan *plan = r->plan;
    plan->percentiles = sizeof usual / sizeof *usual;
    memcpy(plan->percentile, usual, sizeof usual);
    if (!list || list->null) return;
    size_t count = myn_yaml_count(list);
    if (count > MYN_PERCENTILES_MOST) {
        myn_diag_add(r->diag, MYN_ERROR, list->at, "at most %d percentiles, found %zu", MYN_PERCENTILES_MOST,
                     count);
        return;
    }
    plan->percentiles = 0;
    for (size_t i = 0; i < count; i++) {
        const myn_yaml *item = myn_yaml_item(list, i);
        double p;
        if (!myn_yaml_real(item, r->diag, &p)) continue;
        bool rising = !plan->percentiles || p > plan->percentile[plan->percentiles - 1];
        if (p >= 0 && p <= 100 && rising)
            plan->percentile[plan->percentiles++] = p;
        else
            myn_diag_add(r->diag, MYN_ERROR, item->at,
                         "expected percentiles from 0 to 100, rising; found \"%s\"", item->text);
    }
}

static void read_count(PlanReader *r, const myn_yaml *at, const char *what, long least, long most, long *out)
{
    long value;
    *out = -1;
    if (!myn_yaml_whole(at, r->diag, &value)) return;
    if (value >= least && value <= most)
        *out = value;
    else
        myn_diag_add(r->diag, MYN_ERROR, at->at, "%s: expected a whole number from %ld to %ld, found \"%s\"",
                     what, least, most, at->text);
}

/* ---- whose figures are kept ---- */

static bool is_kept(const myn_index *index, size_t node, const char *word)
{
    if (strcmp(word, "all") == 0) return true;
    return strcmp(word, "top") == 0 ? node == 0 : index->node[node].children > 0;
}

static void named_nodes(PlanReader *r, const myn_yaml *list, size_t *node)
{
    const myn_index *index = r->frame->index;
    for (size_t i = 0; i < myn_yaml_count(list); i++) {
        const myn_yaml *item = myn_yaml_item(list, i);
        size_t found = item->kind == MYN_YAML_SCALAR ? myn_index_node(index, item->text) : MYN_NONE;
        if (found == MYN_NONE)
            myn_diag_add(r->diag, MYN_ERROR, item->at, "the index has no node \"%.80s\"", item->text);
        else
            node[found] = 1;
    }
}

static void read_nodes(PlanReader *r, const myn_yaml *at)
{
    const myn_index *index = r->frame->index;
    size_t *node = plan_get(r, index->nodes, sizeof *node), *mark = plan_get(r, index->nodes, sizeof *mark);
    const char *word = !at || at->null ? "branches" : at->kind == MYN_YAML_SCALAR ? at->text : "";
    bool group = !strcmp(word, "all") || !strcmp(word, "branches") || !strcmp(word, "top");
    if (!node || !mark) return;
    if (!group) named_nodes(r, at, mark);
    for (size_t i = 0; i < index->nodes; i++)
        if (group ? is_kept(index, i, word) : mark[i]) node[r->plan->nodes++] = i;
    r->plan->node = node;
}

/* ---- pairs ---- */

static size_t read_area(PlanReader *r, const myn_yaml *at)
{
    const char *code = NULL;
    if (!myn_yaml_text(at, r->diag, &code)) return MYN_NONE;
    size_t area = r->frame->areas ? myn_areas_find(r->frame->areas, code, strlen(code)) : 0;
    if (area == MYN_NONE) myn_diag_add(r->diag, MYN_ERROR, at->at, "the index has no area \"%.80s\"", code);
    return area;
}

static void read_pairs(PlanReader *r, const myn_yaml *list)
{
    size_t count = myn_yaml_count(list);
    Pair *pair = plan_get(r, count, sizeof *pair);
    for (size_t i = 0; pair && i < count; i++) {
        const myn_yaml *item = myn_yaml_item(list, i);
        if (item->kind != MYN_YAML_LIST || item->count != 2) {
            myn_diag_add(r->diag, MYN_ERROR, item->at,
                         "expected a pair of areas, as in [W06000001, W06000002]");
            continue;
        }
        size_t above = read_area(r, &item->item[0]), below = read_area(r, &item->item[1]);
        if (above == MYN_NONE || below == MYN_NONE) continue;
        char name[200];
        snprintf(name, sizeof name, "%.90s above %.90s", item->item[0].text, item->item[1].text);
        pair[r->plan->pairs++] = (Pair){above, below, myn_arena_text(r->memory, name, strlen(name))};
    }
    r->plan->pair = pair;
}

/* ---- the whole ---- */

static size_t sources_most(const myn_yaml *map)
{
    return myn_yaml_count(myn_yaml_get(map, "weights")) + myn_yaml_count(myn_yaml_get(map, "methods")) +
           myn_yaml_count(myn_yaml_get(map, "data")) + myn_yaml_count(myn_yaml_get(map, "structure"));
}

static void read_map(PlanReader *r, const myn_yaml *map)
{
    static const char *const keys[] = {"draws",   "seed", "percentiles", "nodes", "weights",
                                       "methods", "data", "structure",   "pairs", NULL};
    size_t errors = myn_diag_count(r->diag, MYN_ERROR);
    myn_yaml_known(map, "uncertainty", keys, r->diag);
    r->source = plan_get(r, sources_most(map), sizeof *r->source);
    if (!r->source || map->kind != MYN_YAML_MAP) return;
    r->plan->source = r->source;
    read_count(r, myn_yaml_get(map, "draws"), "draws", 2, DRAWS_MOST, &r->plan->draws);
    read_count(r, myn_yaml_get(map, "seed"), "seed", 0, INT64_MAX / 2, &r->plan->seed);
    read_percentiles(r, myn_yaml_get(map, "percentiles"));
    read_nodes(r, myn_yaml_get(map, "nodes"));
    plan_weights(r, myn_yaml_get(map, "weights"));
    plan_methods(r, myn_yaml_get(map, "methods"));
    plan_data(r, myn_yaml_get(map, "data"));
    plan_structure(r, myn_yaml_get(map, "structure"));
    read_pairs(r, myn_yaml_get(map, "pairs"));
    if (!r->plan->sources && myn_diag_count(r->diag, MYN_ERROR) == errors)
        myn_diag_add(r->diag, MYN_ERROR, map->at,
                     "nothing varies: expected weights, methods, data or structure");
}

static void number_coordinates(PlanReader *r)
{
    for (size_t i = 0; i < r->plan->sources; i++) {
        r->source[i].input.first = r->plan->coordinates;
        r->plan->coordinates += r->source[i].input.coordinates;
    }
}

myn_status plan_open(const PlanFrame *frame, myn_diag *diag, myn_yaml_doc **out)
{
    if (frame->file) return myn_yaml_read(frame->file, frame->file, diag, out);
    const char *text = frame->index->yaml_text;
    char *name = myn_path_join(frame->index->folder ? frame->index->folder : "", "index.yml");
    myn_status status = name ? myn_yaml_read_text(text, strlen(text), name, diag, out) : MYN_ERR_MEMORY;
    free(name);
    return status;
}

static myn_status read_root(const PlanFrame *frame, const myn_yaml *root, PlanReader *r)
{
    const myn_yaml *section = myn_yaml_get(root, "uncertainty");
    size_t errors = myn_diag_count(r->diag, MYN_ERROR);
    if (!section && !frame->file) return MYN_ERR_NOT_FOUND;
    read_map(r, section ? section : root);
    number_coordinates(r);
    if (r->failed) return MYN_ERR_MEMORY;
    return myn_diag_count(r->diag, MYN_ERROR) > errors ? MYN_ERR_DATA : MYN_OK;
}

myn_status plan_read(const PlanFrame *frame, myn_arena *memory, myn_diag *diag, Plan *out)
{
    myn_yaml_doc *doc = NULL;
    PlanReader r = {.frame = frame, .memory = memory, .diag = diag, .plan = out};
    *out = (Plan){.draws = -1, .seed = -1};
    myn_status status = plan_open(frame, diag, &doc);
    if (!status) status = read_root(frame, myn_yaml_root(doc), &r);
    if (!status && frame->file) {
        const char *text = myn_yaml_source(doc);
        out->text = myn_arena_text(memory, text, strlen(text));
        if (!out->text) status = MYN_ERR_MEMORY;
    }
    myn_yaml_free(doc);
    return status;
}

/* What the definition itself says of uncertainty, before there are any data. */
myn_status myn_plan_check(const myn_index *index, const myn_change *change, size_t changes, myn_diag *diag)
{
    const PlanFrame frame = {.index = index, .change = change, .changes = changes};
    myn_arena *memory = NULL;
    Plan plan;
    myn_status status = myn_arena_new(&memory);
    if (!status) status = plan_read(&frame, memory, diag, &plan);
    myn_arena_free(memory);
    return status == MYN_ERR_NOT_FOUND ? MYN_OK : status;
}
