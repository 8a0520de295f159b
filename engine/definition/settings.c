/* Blocks of settings: for every node, for a level, for one node. Each is read once; which one holds for a
 * node is decided when it is asked. */
#include "definition/definition.h"
#include <stdio.h>
#include <string.h>

/* `least` and `by` are settings of their own: a node may change one and keep the other. */
static void read_coverage(Definition *d, const myn_yaml *node, Settings *out)
{
    static const char *const keys[] = {"least", "by", NULL}, *const ways[] = {"count", "weight", NULL};
    int way = 0;
    myn_yaml_known(node, "coverage", keys, d->diag);
    const myn_yaml *least = myn_yaml_get(node, "least");
    out->has_least = myn_yaml_real(least, d->diag, &out->coverage.least);
    if (out->has_least && !(out->coverage.least >= 0 && out->coverage.least <= 1))
        myn_diag_add(d->diag, MYN_ERROR, least->at,
                     "least of coverage: expected a share from 0 to 1, found \"%s\"", least->text);
    out->has_by = myn_yaml_choice(myn_yaml_get(node, "by"), ways, d->diag, &way);
    out->coverage.by_weight = way == 1;
}

/* ---- derived values ---- */

static const char *const forms[] = {"ratio", "difference", "sum", "spread", "shrunk_rate", NULL};

static bool is_rate(myn_derive form)
{
    return form == MYN_DERIVE_RATIO || form == MYN_DERIVE_SHRUNK_RATE;
}

static void read_parts(Definition *d, const myn_yaml *node, const char *form, Value *out)
{
    size_t count = myn_yaml_count(node);
    bool two = is_rate(out->how.form) || out->how.form == MYN_DERIVE_DIFFERENCE;
    out->series = def_get(d, count, sizeof *out->series);
    if (!out->series) return;
    for (size_t i = 0; i < count; i++)
        if (myn_yaml_text(myn_yaml_item(node, i), d->diag, &out->series[out->count])) out->count++;
    if (two ? count != 2 : count < 2)
        myn_diag_add(d->diag, MYN_ERROR, node->null ? node->key_at : node->at,
                     "%s: expected %s series, found %zu", form, two ? "two" : "at least two", count);
}

/* Exactly one form; `per` and `absolute` only where they mean something. */
static void read_value(Definition *d, const myn_yaml *node, Value *out)
{
    static const char *const keys[] = {"ratio",       "difference", "sum",      "spread",
                                       "shrunk_rate", "per",        "absolute", NULL};
    if (!node || node->null) return;
    *out = (Value){.how = {.per = 1}, .set = true, .at = node->at};
    myn_yaml_known(node, "value", keys, d->diag);
    size_t given = 0;
    for (int i = 0; forms[i]; i++) {
        const myn_yaml *parts = myn_yaml_get(node, forms[i]);
        if (!parts || given++) continue;
        out->how.form = (myn_derive)(MYN_DERIVE_RATIO + i);
        read_parts(d, parts, forms[i], out);
    }
    if (given != 1)
        myn_diag_add(d->diag, MYN_ERROR, node->at,
                     "value: expected one of ratio, difference, sum, spread, shrunk_rate, found %s",
                     given ? "several" : "none");
    const myn_yaml *per = myn_yaml_get(node, "per"), *absolute = myn_yaml_get(node, "absolute");
    if (per && !is_rate(out->how.form))
        myn_diag_add(d->diag, MYN_ERROR, per->key_at, "per belongs to a ratio or a shrunk_rate");
    if (absolute && out->how.form != MYN_DERIVE_DIFFERENCE)
        myn_diag_add(d->diag, MYN_ERROR, absolute->key_at, "absolute belongs to a difference");
    if (myn_yaml_real(per, d->diag, &out->how.per) && !(out->how.per > 0))
        myn_diag_add(d->diag, MYN_ERROR, per->at, "per: expected a number above 0, found \"%s\"", per->text);
    (void)myn_yaml_flag(absolute, d->diag, &out->how.absolute);
}

/* ---- blocks ---- */

/* Comparisons are of the parts of one node. */
static void read_weights(Definition *d, const myn_yaml *node, bool one, Settings *out)
{
    if (!def_is_ahp(node))
        def_read_weights(d, node, &out->weights);
    else if (one)
        def_read_ahp(d, node, out);
    else
        myn_diag_add(d->diag, MYN_ERROR, node->at,
                     "ahp compares the parts of one node: expected it under that node in `nodes`");
}

static void read_common(Definition *d, Source source)
{
    const myn_yaml *root = d->root[source];
    Settings *out = &d->common[source];
    def_read_steps(d, myn_yaml_get(root, "indicators"), &out->steps);
    def_read_fills(d, myn_yaml_get(root, "missing"), &out->missing);
    def_read_aggregate(d, myn_yaml_get(root, "aggregate"), &out->aggregate);
    read_weights(d, myn_yaml_get(root, "weights"), false, out);
    read_coverage(d, myn_yaml_get(root, "coverage"), out);
}

/* The keys that levels and branches share. */
static void read_branch(Definition *d, const myn_yaml *node, Settings *out)
{
    out->name = node->key;
    out->at = node->key_at;
    def_read_aggregate(d, myn_yaml_get(node, "aggregate"), &out->aggregate);
    def_read_steps(d, myn_yaml_get(node, "after"), &out->after);
    def_read_steps(d, myn_yaml_get(node, "into_parent"), &out->into_parent);
    read_coverage(d, myn_yaml_get(node, "coverage"), out);
}

/* The keys of leaves. That they stand on a leaf is checked when all rows are known. */
static void read_leaf(Definition *d, const myn_yaml *node, Settings *out)
{
    def_read_steps(d, myn_yaml_get(node, "before"), &out->before);
    def_read_steps(d, myn_yaml_get(node, "steps"), &out->steps);
    def_read_fills(d, myn_yaml_get(node, "missing"), &out->missing);
    read_value(d, myn_yaml_get(node, "value"), &out->value);
}

/* A place for each entry of MAP; *COUNT is 0 where there is none. */
static Settings *make_blocks(Definition *d, const myn_yaml *map, const char *what, size_t *count)
{
    *count = 0;
    if (!map || map->null) return NULL;
    if (map->kind != MYN_YAML_MAP) {
        myn_diag_add(d->diag, MYN_ERROR, map->at, "expected a map ({name: {...}}) for %s", what);
        return NULL;
    }
    Settings *block = def_get(d, map->count, sizeof *block);
    if (block) *count = map->count;
    return block;
}

static bool level_exists(const Definition *d, const char *name)
{
    for (size_t i = 0; i < d->rows; i++)
        if (strcmp(d->row[i].text[F_LEVEL], name) == 0) return true;
    return false;
}

/* Levels are few, rows may be many and say the same; each level once. */
static const char *nearest_level(Definition *d, const char *name)
{
    const char *known[65] = {0};
    size_t count = 0;
    for (size_t i = 0; i < d->rows && count < 64; i++) {
        const char *level = d->row[i].text[F_LEVEL];
        bool fresh = *level != 0;
        for (size_t k = 0; fresh && k < count; k++) fresh = strcmp(known[k], level) != 0;
        if (fresh) known[count++] = level;
    }
    return def_nearest(known, name);
}

/* A level that no node has is most likely misspelt. */
static void read_levels(Definition *d, const myn_yaml *map)
{
    static const char *const keys[] = {"aggregate", "weights", "coverage", "after", "into_parent", NULL};
    d->level = make_blocks(d, map, "levels", &d->levels);
    for (size_t i = 0; i < d->levels; i++) {
        const myn_yaml *node = &map->item[i];
        char what[100];
        snprintf(what, sizeof what, "level %.80s", node->key);
        myn_yaml_known(node, what, keys, d->diag);
        read_branch(d, node, &d->level[i]);
        read_weights(d, myn_yaml_get(node, "weights"), false, &d->level[i]);
        if (!d->rows || level_exists(d, node->key)) continue;
        const char *near = nearest_level(d, node->key);
        myn_diag_add(d->diag, MYN_ERROR, node->key_at, "nodes.csv has no node of level \"%.80s\"%s%s%s",
                     node->key, near ? ": did you mean \"" : "", near ? near : "", near ? "\"?" : "");
    }
}

/* A code that no row has is most likely misspelt. */
static void find_row(Definition *d, const myn_yaml *node, Settings *own)
{
    size_t number = myn_names_find(d->codes, node->key, strlen(node->key));
    if (number != MYN_NONE) {
        d->row[number].own = own;
        return;
    }
    size_t near = myn_names_nearest(d->codes, node->key);
    const char *name = near == MYN_NONE ? NULL : myn_names_at(d->codes, near);
    myn_diag_add(d->diag, MYN_ERROR, node->key_at, "nodes.csv has no node \"%.80s\"%s%s%s", node->key,
                 name ? ": did you mean \"" : "", name ? name : "", name ? "\"?" : "");
}

static void read_nodes(Definition *d, const myn_yaml *map)
{
    static const char *const keys[] = {"before",  "steps",    "missing", "value",       "aggregate",
                                       "weights", "coverage", "after",   "into_parent", NULL};
    d->node = make_blocks(d, map, "nodes", &d->nodes);
    for (size_t i = 0; i < d->nodes; i++) {
        const myn_yaml *node = &map->item[i];
        char what[100];
        snprintf(what, sizeof what, "node %.80s", node->key);
        myn_yaml_known(node, what, keys, d->diag);
        read_branch(d, node, &d->node[i]);
        read_weights(d, myn_yaml_get(node, "weights"), true, &d->node[i]);
        read_leaf(d, node, &d->node[i]);
        if (d->rows) find_row(d, node, &d->node[i]);
    }
}

void def_read_settings(Definition *d)
{
    for (Source s = 0; s < SOURCES; s++) read_common(d, s);
    read_levels(d, myn_yaml_get(d->root[FROM_FILE], "levels"));
    read_nodes(d, myn_yaml_get(d->root[FROM_FILE], "nodes"));
    for (size_t i = 0; i < d->rows; i++)
        for (size_t k = 0; k < d->levels; k++)
            if (strcmp(d->row[i].text[F_LEVEL], d->level[k].name) == 0) d->row[i].level = &d->level[k];
}

/* ---- what holds ---- */

void def_candidates(const Definition *d, const Row *row, const Settings *out[CANDIDATES])
{
    static const Settings nothing;
    out[0] = row->own ? row->own : &nothing;
    out[1] = row->level ? row->level : &nothing;
    for (int s = 0; s < SOURCES; s++) out[2 + s] = &d->common[s];
}

/* The first of the candidates whose list at OFFSET was set. */
static const StepList *first_list(const Definition *d, const Row *row, size_t offset)
{
    static const StepList none;
    const Settings *from[CANDIDATES];
    def_candidates(d, row, from);
    for (int i = 0; i < CANDIDATES; i++) {
        const StepList *list = (const StepList *)((const char *)from[i] + offset);
        if (list->set) return list;
    }
    return &none;
}

const StepList *def_aggregate(const Definition *d, const Row *row)
{
    return first_list(d, row, offsetof(Settings, aggregate));
}

const StepList *def_weights(const Definition *d, const Row *row)
{
    return first_list(d, row, offsetof(Settings, weights));
}

const StepList *def_after(const Definition *d, const Row *row)
{
    return first_list(d, row, offsetof(Settings, after));
}

const StepList *def_into_parent(const Definition *d, const Row *row)
{
    return first_list(d, row, offsetof(Settings, into_parent));
}

const StepList *def_steps(const Definition *d, const Row *row)
{
    return first_list(d, row, offsetof(Settings, steps));
}

const FillList *def_missing(const Definition *d, const Row *row)
{
    static const FillList none;
    const Settings *from[CANDIDATES];
    def_candidates(d, row, from);
    for (int i = 0; i < CANDIDATES; i++)
        if (from[i]->missing.set) return &from[i]->missing;
    return &none;
}

myn_coverage def_coverage(const Definition *d, const Row *row)
{
    myn_coverage coverage = {0, false};
    const Settings *from[CANDIDATES];
    def_candidates(d, row, from);
    for (int i = CANDIDATES; i-- > 0;) {
        if (from[i]->has_least) coverage.least = from[i]->coverage.least;
        if (from[i]->has_by) coverage.by_weight = from[i]->coverage.by_weight;
    }
    return coverage;
}
