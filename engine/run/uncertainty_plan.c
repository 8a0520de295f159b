/* The plan: what varies and how, what is kept. Weights, structure; methods and data have files of their own. */
#include "run/uncertainty.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DRAWS_MOST 1000000000L

void *plan_get(PlanReader *r, size_t count, size_t size)
{
    void *got = myn_arena_zero(r->memory, count + 1, size);
    if (!got) r->failed = true;
    return got;
}

static char *keep(PlanReader *r, const char *text)
{
    char *kept = myn_arena_text(r->memory, text, strlen(text));
    if (!kept) r->failed = true;
    return kept;
}

/* ---- pieces ---- */

bool plan_item(PlanReader *r, const myn_yaml *item, const char *what, const myn_yaml **said)
{
    bool one = item->kind == MYN_YAML_MAP && item->count == 1;
    if (one)
        *said = &item->item[0];
    else
        myn_diag_add(r->diag, MYN_ERROR, item->at, "expected %s with its settings, as in `uniform: {...}`",
                     what);
    return one;
}

static size_t find_node(PlanReader *r, const myn_yaml *at)
{
    const myn_index *index = r->frame->index;
    const char *code = NULL;
    if (!at || at->kind != MYN_YAML_SCALAR || !myn_yaml_text(at, r->diag, &code)) {
        if (at) myn_diag_add(r->diag, MYN_ERROR, at->at, "expected the code of a node");
        return MYN_NONE;
    }
    size_t node = myn_index_node(index, code), near = MYN_NONE;
    if (node != MYN_NONE) return node;
    myn_names *codes = NULL;
    if (myn_names_new(&codes) == MYN_OK) {
        size_t number;
        for (size_t i = 0; i < index->nodes; i++)
            if (myn_names_add(codes, index->node[i].code, strlen(index->node[i].code), &number)) break;
        near = myn_names_nearest(codes, code);
    }
    const char *name = near == MYN_NONE ? NULL : myn_names_at(codes, near);
    myn_diag_add(r->diag, MYN_ERROR, at->at, "the index has no node \"%.80s\"%s%s%s", code,
                 name ? ": did you mean \"" : "", name ? name : "", name ? "\"?" : "");
    myn_names_free(codes);
    return MYN_NONE;
}

size_t plan_node(PlanReader *r, const myn_yaml *said, const char *key)
{
    const myn_yaml *at = myn_yaml_get(said, key);
    if (!at || at->null) {
        myn_diag_add(r->diag, MYN_ERROR, said->key_at, "%s: expected `%s`, the code of a node", said->key,
                     key);
        return MYN_NONE;
    }
    return find_node(r, at);
}

bool plan_real(PlanReader *r, const myn_yaml *said, const char *key, double low, double high, double *out)
{
    const myn_yaml *at = myn_yaml_get(said, key);
    double value;
    if (!at || at->null) return false;
    if (!myn_yaml_real(at, r->diag, &value)) return false;
    if (value > low && value <= high) {
        *out = value;
        return true;
    }
    char least[MYN_NUMBER_TEXT], most[MYN_NUMBER_TEXT];
    myn_number_text(low, least);
    myn_number_text(high, most);
    myn_diag_add(r->diag, MYN_ERROR, at->at, "%s: expected a number above %s%s%s, found \"%s\"", key, least,
                 isinf(high) ? "" : " and at most ", isinf(high) ? "" : most, at->text);
    return false;
}

static bool is_named(const PlanReader *r, const char *name)
{
    for (size_t i = 0; i < r->plan->sources; i++)
        if (strcmp(r->source[i].input.name, name) == 0) return true;
    return false;
}

/* A second source of the same name is numbered. */
static const char *name_source(PlanReader *r, const char *what, const char *of)
{
    char name[300];
    snprintf(name, sizeof name, "%.100s %.150s", what, of);
    for (size_t n = 2; is_named(r, name); n++) snprintf(name, sizeof name, "%.100s %.150s %zu", what, of, n);
    return keep(r, name);
}

Source *plan_source(PlanReader *r, SourceKind kind, const myn_yaml *at, const char *what, const char *of)
{
    const char *name = name_source(r, what, of);
    if (!name) return NULL;
    Source *source = &r->source[r->plan->sources++];
    *source = (Source){.kind = kind, .input = {.name = name, .coordinates = 1, .at = at->key_at}};
    source->input.at.file = keep(r, at->key_at.file ? at->key_at.file : "");
    return source;
}

void plan_nodes(PlanReader *r, Source *source, const size_t *node, size_t count)
{
    size_t *own = plan_get(r, count, sizeof *own);
    if (!own || !source) return;
    if (count) memcpy(own, node, count * sizeof *own);
    source->node = own;
    source->nodes = count;
}

/* ---- weights ---- */

static size_t branch_of(PlanReader *r, const myn_yaml *said)
{
    size_t node = plan_node(r, said, "of");
    if (node == MYN_NONE || r->frame->index->node[node].children) return node;
    myn_diag_add(r->diag, MYN_ERROR, myn_yaml_get(said, "of")->at, "\"%s\" is an indicator: it has no parts",
                 r->frame->index->node[node].code);
    return MYN_NONE;
}

/* The parts of one branch have one source of weights. */
static bool weighed_already(PlanReader *r, const myn_yaml *said, size_t part)
{
    for (size_t s = 0; s < r->plan->sources; s++) {
        const Source *source = &r->source[s];
        if (source->kind != SOURCE_UNIFORM && source->kind != SOURCE_DIRICHLET && source->kind != SOURCE_SETS)
            continue;
        for (size_t i = 0; i < source->nodes; i++) {
            if (source->node[i] != part) continue;
            myn_diag_add(r->diag, MYN_ERROR, said->key_at, "the weight of \"%s\" varies already by `%s`",
                         r->frame->index->node[part].code, source->input.name);
            return true;
        }
    }
    return false;
}

/* Every part an input with a name. */
static void name_parts(PlanReader *r, Source *source)
{
    const char **name = plan_get(r, source->nodes, sizeof *name);
    for (size_t i = 0; name && i < source->nodes; i++) {
        char text[300];
        snprintf(text, sizeof text, "weight of %.250s", r->frame->index->node[source->node[i]].code);
        name[i] = keep(r, text);
    }
    source->each = name;
}

static void read_around(PlanReader *r, const myn_yaml *said, bool dirichlet)
{
    static const char *const keys[2][4] = {{"of", "percent", "each", NULL},
                                           {"of", "concentration", "each", NULL}};
    const char *key = keys[dirichlet][1];
    bool each = false;
    double amount = 0;
    myn_yaml_known(said, said->key, keys[dirichlet], r->diag);
    size_t node = branch_of(r, said);
    bool given = plan_real(r, said, key, 0, dirichlet ? 1e12 : 99.999, &amount);
    (void)myn_yaml_flag(myn_yaml_get(said, "each"), r->diag, &each);
    if (!myn_yaml_get(said, key))
        myn_diag_add(r->diag, MYN_ERROR, said->key_at, "%s: expected `%s`", said->key, key);
    if (node == MYN_NONE || !given) return;
    const myn_node *branch = &r->frame->index->node[node];
    if (weighed_already(r, said, branch->child[0])) return;
    Source *source = plan_source(r, dirichlet ? SOURCE_DIRICHLET : SOURCE_UNIFORM, said,
                                 dirichlet ? "dirichlet" : "uniform", branch->code);
    if (!source) return;
    plan_nodes(r, source, branch->child, branch->children);
    source->amount = dirichlet ? amount : amount / 100;
    source->input.coordinates = branch->children;
    source->input.dependent = dirichlet;
    if (each) name_parts(r, source);
}

static void read_set(PlanReader *r, const myn_yaml *map, double *set)
{
    for (size_t i = 0; i < r->frame->index->nodes; i++) set[i] = NAN;
    if (map->kind != MYN_YAML_MAP || !map->count) {
        myn_diag_add(r->diag, MYN_ERROR, map->at,
                     "expected weights by node, as in {income: 0.3, health: 0.2}");
        return;
    }
    for (size_t i = 0; i < map->count; i++) {
        const myn_yaml key = {.kind = MYN_YAML_SCALAR, .at = map->item[i].key_at, .text = map->item[i].key};
        size_t node = find_node(r, &key);
        double weight;
        if (!myn_yaml_real(&map->item[i], r->diag, &weight)) continue;
        if (!(weight > 0))
            myn_diag_add(r->diag, MYN_ERROR, map->item[i].at, "expected a weight above 0, found \"%s\"",
                         map->item[i].text);
        else if (node != MYN_NONE)
            set[node] = weight;
    }
}

/* Sets that are listed, each beside `as_built`, which is first unless told not to be. */
static void read_sets(PlanReader *r, const myn_yaml *said)
{
    static const char *const keys[] = {"list", "as_built", NULL};
    const myn_yaml *list = myn_yaml_get(said, "list");
    bool as_built = true;
    size_t nodes = r->frame->index->nodes, count = myn_yaml_count(list), used = 0;
    myn_yaml_known(said, said->key, keys, r->diag);
    (void)myn_yaml_flag(myn_yaml_get(said, "as_built"), r->diag, &as_built);
    if (!count || list->kind != MYN_YAML_LIST) {
        myn_diag_add(r->diag, MYN_ERROR, said->key_at,
                     "sets: expected `list`, one map of weights or several");
        return;
    }
    double *set = plan_get(r, (count + 1) * nodes, sizeof *set);
    size_t *touched = plan_get(r, nodes, sizeof *touched);
    if (!set || !touched) return;
    for (size_t i = 0; as_built && i < nodes; i++) set[i] = NAN;
    for (size_t i = 0; i < count; i++) read_set(r, &list->item[i], set + (i + as_built) * nodes);
    for (size_t i = 0; i < nodes; i++)
        for (size_t k = 0; k < count + as_built; k++) {
            if (isnan(set[k * nodes + i])) continue;
            if (!weighed_already(r, said, i)) touched[used++] = i;
            break;
        }
    Source *source = plan_source(r, SOURCE_SETS, said, "weights", "sets");
    if (!source) return;
    plan_nodes(r, source, touched, used);
    source->set = set;
    source->input.choices = count + as_built;
}

/* ---- structure ---- */

/* Nothing left of the tree, or of NODE's branch up to the root. */
static bool is_last_part(const myn_index *index, size_t node)
{
    while (index->node[node].parent != MYN_NONE && index->node[index->node[node].parent].children == 1)
        node = index->node[node].parent;
    return index->node[node].parent == MYN_NONE;
}

static void leave_out(PlanReader *r, const myn_yaml *said, bool indicators, bool none)
{
    const myn_index *index = r->frame->index;
    size_t top = branch_of(r, said), count = 0;
    size_t *node = plan_get(r, index->nodes, sizeof *node);
    if (top == MYN_NONE || !node) return;
    for (size_t i = 0; i < index->nodes; i++) {
        bool candidate = indicators ? !index->node[i].children && index_below(index, i, top)
                                    : index->node[i].parent == top;
        if (candidate && !is_last_part(index, i)) node[count++] = i;
    }
    if (!count) {
        myn_diag_add(r->diag, MYN_ERROR, said->key_at,
                     "nothing of \"%s\" can be left out: it has one part only", index->node[top].code);
        return;
    }
    Source *source = plan_source(r, SOURCE_LEAVE_OUT, said, "leave out", index->node[top].code);
    if (!source) return;
    plan_nodes(r, source, node, count);
    source->amount = none;
    source->input.choices = count + none;
}

static void read_drop(PlanReader *r, const myn_yaml *said)
{
    static const char *const keys[] = {"of", NULL};
    myn_yaml_known(said, said->key, keys, r->diag);
    leave_out(r, said, false, false);
}

void plan_weights(PlanReader *r, const myn_yaml *list)
{
    for (size_t i = 0; i < myn_yaml_count(list); i++) {
        const myn_yaml *said;
        if (!plan_item(r, myn_yaml_item(list, i), "a way for weights to vary", &said)) continue;
        if (strcmp(said->key, "uniform") == 0)
            read_around(r, said, false);
        else if (strcmp(said->key, "dirichlet") == 0)
            read_around(r, said, true);
        else if (strcmp(said->key, "sets") == 0)
            read_sets(r, said);
        else if (strcmp(said->key, "drop_one") == 0)
            read_drop(r, said);
        else
            myn_diag_add(r->diag, MYN_ERROR, said->key_at,
                         "expected uniform, dirichlet, sets or drop_one, found \"%.80s\"", said->key);
    }
}

void plan_structure(PlanReader *r, const myn_yaml *list)
{
    static const char *const keys[] = {"of", "among", "none", NULL};
    static const char *const among[] = {"parts", "indicators", NULL};
    for (size_t i = 0; i < myn_yaml_count(list); i++) {
        const myn_yaml *said;
        int indicators = 1;
        bool none = true;
        if (!plan_item(r, myn_yaml_item(list, i), "what may be left out", &said)) continue;
        if (strcmp(said->key, "leave_one_out") != 0) {
            myn_diag_add(r->diag, MYN_ERROR, said->key_at, "expected leave_one_out, found \"%.80s\"",
                         said->key);
            continue;
        }
        myn_yaml_known(said, said->key, keys, r->diag);
        (void)myn_yaml_choice(myn_yaml_get(said, "among"), among, r->diag, &indicators);
        (void)myn_yaml_flag(myn_yaml_get(said, "none"), r->diag, &none);
        leave_out(r, said, indicators, none);
    }
}
