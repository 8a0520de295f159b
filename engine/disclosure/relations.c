/* Totals of areas and of classes as one list of sums. */
#include "disclosure/relations.h"
#include <math.h>
#include <string.h>

/* One of the two hierarchies: N nodes, STEP cells apart. */
typedef struct {
    const uint32_t *parent;
    size_t n, step;
    size_t *first; /* n + 1: where a node's parts begin in PART */
    uint32_t *part;
} Tree;

static myn_status tree_sound(const Tree *tree)
{
    for (size_t i = 0; tree->parent && i < tree->n; i++) {
        size_t steps = 0;
        for (uint32_t at = (uint32_t)i; tree->parent[at] != MYN_NO_PARENT; at = tree->parent[at])
            if (tree->parent[at] >= tree->n || ++steps >= tree->n) return MYN_ERR_ARGUMENT;
    }
    return MYN_OK;
}

static myn_status list_parts(Tree *tree, myn_arena *arena)
{
    myn_status status = tree_sound(tree);
    if (status) return status;
    tree->first = myn_arena_zero(arena, tree->n + 2, sizeof *tree->first);
    tree->part = myn_arena_zero(arena, tree->n, sizeof *tree->part);
    if (!tree->first || !tree->part) return MYN_ERR_MEMORY;
    if (!tree->parent) return MYN_OK;
    for (size_t i = 0; i < tree->n; i++)
        if (tree->parent[i] != MYN_NO_PARENT) tree->first[tree->parent[i] + 2]++;
    for (size_t i = 2; i < tree->n + 2; i++) tree->first[i] += tree->first[i - 1];
    for (size_t i = 0; i < tree->n; i++)
        if (tree->parent[i] != MYN_NO_PARENT) tree->part[tree->first[tree->parent[i] + 1]++] = (uint32_t)i;
    return MYN_OK;
}

/* How many sums TREE has in one row, and how many cells they name. */
static void tree_size(const Tree *tree, size_t *sums, size_t *terms)
{
    *sums = *terms = 0;
    for (size_t i = 0; i < tree->n; i++) {
        size_t parts = tree->first[i + 1] - tree->first[i];
        *sums += parts > 0;
        *terms += parts ? parts + 1 : 0;
    }
}

/* TREE's sums across the row whose first cell is BASE. */
static void add_sums(const Tree *tree, size_t base, Relations *out)
{
    for (size_t i = 0; i < tree->n; i++) {
        if (tree->first[i] == tree->first[i + 1]) continue;
        size_t at = out->start[out->count];
        out->cell[at] = (uint32_t)(base + i * tree->step);
        out->sign[at++] = -1;
        for (size_t j = tree->first[i]; j < tree->first[i + 1]; j++, at++) {
            out->cell[at] = (uint32_t)(base + tree->part[j] * tree->step);
            out->sign[at] = 1;
        }
        size_t length = at - out->start[out->count];
        if (length > out->longest) out->longest = length;
        out->start[++out->count] = at;
    }
}

static myn_status shape_sound(const myn_count_table *t)
{
    size_t classes = t->count.rows, areas = t->count.cols;
    if (!t->count.at && classes && areas) return MYN_ERR_ARGUMENT;
    if (areas && classes > UINT32_MAX / 8 / areas) return MYN_ERR_ARGUMENT;
    if (t->denominator.at && (t->denominator.rows != classes || t->denominator.cols != areas))
        return MYN_ERR_ARGUMENT;
    return t->largest && !t->largest_each ? MYN_ERR_ARGUMENT : MYN_OK;
}

myn_status relations_of(const myn_count_table *table, Relations *out, myn_arena *arena)
{
    size_t classes = table->count.rows, areas = table->count.cols, sums[2], terms[2];
    Tree area = {.parent = table->area_parent, .n = areas, .step = 1};
    Tree class_tree = {.parent = table->class_parent, .n = classes, .step = areas};
    myn_status status = shape_sound(table);
    if (!status) status = list_parts(&area, arena);
    if (!status) status = list_parts(&class_tree, arena);
    if (status) return status;
    tree_size(&area, &sums[0], &terms[0]);
    tree_size(&class_tree, &sums[1], &terms[1]);
    *out = (Relations){.count = 0};
    size_t all = terms[0] * classes + terms[1] * areas;
    out->start = myn_arena_zero(arena, sums[0] * classes + sums[1] * areas + 1, sizeof *out->start);
    out->cell = myn_arena_zero(arena, all, sizeof *out->cell);
    out->sign = myn_arena_zero(arena, all, sizeof *out->sign);
    if (!out->start || !out->cell || !out->sign) return MYN_ERR_MEMORY;
    for (size_t c = 0; c < classes; c++) add_sums(&area, c * areas, out);
    for (size_t a = 0; a < areas; a++) add_sums(&class_tree, a, out);
    return MYN_OK;
}

myn_status table_sound(const myn_count_table *table, const Relations *relations)
{
    for (size_t i = 0; i < cells_of(table); i++) {
        double x = count_at(table, i);
        if (!isfinite(x) || x < 0 || x > most_at(table, i)) return MYN_ERR_DATA;
    }
    for (size_t r = 0; r < relations->count; r++) {
        double sum = 0, size = 0;
        for (size_t j = relations->start[r]; j < relations->start[r + 1]; j++) {
            double x = count_at(table, relations->cell[j]);
            sum += relations->sign[j] * x;
            size += x;
        }
        if (fabs(sum) > 1e-9 * fmax(1, size)) return MYN_ERR_DATA;
    }
    return MYN_OK;
}
