/* Rows and settings, found sound, become the public arrays in tree order. */
#include "definition/definition.h"
#include <string.h>

static const char *or_null(const char *text)
{
    return *text ? text : NULL;
}

/* A leaf's own steps before the common ones, or before its own. */
static void join_steps(Definition *d, const Row *row, myn_node *node)
{
    const StepList *common = def_steps(d, row), *before = row->own ? &row->own->before : NULL;
    size_t first = before ? before->count : 0;
    node->step = common->step;
    node->steps = common->count;
    if (first == 0) return; /* leaves share the common list */
    myn_step *step = def_get(d, first + common->count, sizeof *step);
    if (!step) return;
    memcpy(step, before->step, first * sizeof *step);
    if (common->count) memcpy(step + first, common->step, common->count * sizeof *step);
    node->step = step;
    node->steps = first + common->count;
}

static void make_leaf(Definition *d, const Row *row, myn_node *node, myn_place *value_at)
{
    const FillList *fills = def_missing(d, row);
    node->indicator = d->index.leaves++;
    node->fill = fills->fill;
    node->fills = fills->count;
    join_steps(d, row, node);
    if (row->own && row->own->value.set) {
        node->value = row->own->value.how;
        node->series = row->own->value.series;
        node->series_count = row->own->value.count;
        *value_at = row->own->value.at;
        return;
    }
    const char **series = def_get(d, 1, sizeof *series);
    if (series) *series = row->text[F_SOURCE];
    node->value = (myn_derivation){.form = MYN_DERIVE_PLAIN, .per = 1};
    node->series = series;
    node->series_count = 1;
    *value_at = def_place(d, row, F_SOURCE);
}

static void make_branch(Definition *d, const Row *row, myn_node *node)
{
    const StepList *aggregate = def_aggregate(d, row), *after = def_after(d, row);
    node->indicator = MYN_NONE;
    const StepList *weights = def_weights(d, row);
    if (aggregate->count) node->aggregate = aggregate->step[0];
    if (weights->count) node->weights = weights->step[0];
    node->coverage = def_coverage(d, row);
    node->after = after->step;
    node->afters = after->count;
    if (row->up == MYN_NONE) return;
    const StepList *into = def_into_parent(d, row);
    node->into_parent = into->step;
    node->into_parents = into->count;
}

static void make_node(Definition *d, const Row *row, myn_node *node)
{
    node->code = def_code(row);
    node->label = (myn_label){or_null(row->text[F_LABEL_EN]), or_null(row->text[F_LABEL_CY])};
    node->level = or_null(row->text[F_LEVEL]);
    node->unit = or_null(row->text[F_UNIT]);
    node->weight = row->weight;
    node->direction = row->direction ? row->direction : 1;
    node->decimals = row->decimals == -2 ? d->decimals : row->decimals;
    node->at = def_place(d, row, F_CODE);
}

/* Numbers of children lie one list after the other; NUMBER_OF gives a row's node. */
static void link_children(Definition *d, myn_node *node, const size_t *number_of, size_t *child)
{
    for (size_t i = 0; i < d->ordered; i++) {
        const Row *row = &d->row[d->order[i]];
        node[i].parent = row->up == MYN_NONE ? MYN_NONE : number_of[row->up];
        node[i].child = child;
        for (size_t c = row->first; c != MYN_NONE; c = d->row[c].next) *child++ = number_of[c];
        node[i].children = (size_t)(child - node[i].child);
    }
}

static void list_leaves(Definition *d)
{
    size_t *leaf = def_get(d, d->index.leaves, sizeof *leaf);
    for (size_t i = 0; leaf && i < d->index.nodes; i++)
        if (d->index.node[i].children == 0) leaf[d->index.node[i].indicator] = i;
    d->index.leaf = leaf;
}

void def_assemble(Definition *d)
{
    myn_node *node = def_get(d, d->ordered, sizeof *node);
    size_t *number_of = def_get(d, d->rows, sizeof *number_of),
           *child = def_get(d, d->ordered, sizeof *child);
    myn_place *value_at = def_get(d, d->ordered, sizeof *value_at);
    if (!node || !number_of || !child || !value_at) return;
    for (size_t i = 0; i < d->rows; i++) number_of[i] = MYN_NONE;
    for (size_t i = 0; i < d->ordered; i++) {
        const Row *row = &d->row[d->order[i]];
        number_of[d->order[i]] = i;
        make_node(d, row, &node[i]);
        if (row->children)
            make_branch(d, row, &node[i]);
        else
            make_leaf(d, row, &node[i], &value_at[i]);
    }
    link_children(d, node, number_of, child);
    d->index.node = node;
    d->index.nodes = d->ordered;
    d->number_of = number_of;
    d->series_at = value_at;
    list_leaves(d);
    def_assemble_summaries(d);
}

size_t myn_index_node(const myn_index *index, const char *code)
{
    const Definition *d = index->memory;
    size_t row = myn_names_find(d->codes, code, strlen(code));
    return row == MYN_NONE ? MYN_NONE : d->number_of[row];
}
