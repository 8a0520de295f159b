/* Links sorted, named as R names them, and cut. */
#include "segment/tree.h"
#include "segment/largest_first.h"
#include <mynegai/order.h>
#include <string.h>

myn_status tree_begin(myn_tree *tree, size_t n, myn_arena *arena)
{
    *tree = (myn_tree){.n = n};
    if (!n || n > INT32_MAX) return MYN_ERR_ARGUMENT;
    tree->merge = myn_arena_zero(arena, 2 * n, sizeof *tree->merge);
    tree->height = myn_arena_zero(arena, n, sizeof *tree->height);
    return tree->merge && tree->height ? MYN_OK : MYN_ERR_MEMORY;
}

uint32_t head_of(uint32_t *head, uint32_t segment)
{
    while (head[segment] != segment) {
        head[segment] = head[head[segment]];
        segment = head[segment];
    }
    return segment;
}

static myn_status sort_links(Link *link, size_t count, myn_arena *scratch)
{
    double *height = myn_arena_get(scratch, count * sizeof *height);
    uint32_t *order = myn_arena_get(scratch, count * sizeof *order);
    Link *sorted = myn_arena_get(scratch, count * sizeof *sorted);
    if (!height || !order || !sorted) return MYN_ERR_MEMORY;
    size_t present;
    for (size_t i = 0; i < count; i++) height[i] = link[i].height;
    myn_status status = myn_order(height, count, order, &present, scratch);
    if (status) return status;
    for (size_t i = 0; i < count; i++) sorted[i] = link[order[i]];
    memcpy(link, sorted, count * sizeof *link);
    return MYN_OK;
}

/* Points before merges, then the lower number first. */
static void name_pair(int32_t *merge, int32_t a, int32_t b)
{
    bool swap = a < 0 && b < 0 ? b > a : (a > 0) != (b > 0) ? b < 0 : b < a;
    merge[0] = swap ? b : a;
    merge[1] = swap ? a : b;
}

myn_status tree_fill(myn_tree *tree, Link *link, bool rising, myn_arena *scratch)
{
    size_t n = tree->n;
    uint32_t *head = myn_arena_get(scratch, n * sizeof *head);
    int32_t *name = myn_arena_get(scratch, n * sizeof *name);
    if (!head || !name) return MYN_ERR_MEMORY;
    myn_status status = rising ? sort_links(link, n - 1, scratch) : MYN_OK;
    for (size_t i = 0; i < n; i++) {
        head[i] = (uint32_t)i;
        name[i] = -(int32_t)i - 1;
    }
    for (size_t s = 0; s + 1 < n && !status; s++) {
        uint32_t a = head_of(head, link[s].a), b = head_of(head, link[s].b);
        name_pair(tree->merge + 2 * s, name[a], name[b]);
        tree->height[s] = link[s].height;
        head[a < b ? b : a] = a < b ? a : b;
        name[a < b ? a : b] = (int32_t)s + 1;
    }
    return status;
}

/* A point of segment NAME, given one of each merge so far. */
static uint32_t point_of(const uint32_t *first, int32_t name)
{
    return name < 0 ? (uint32_t)(-name - 1) : first[name - 1];
}

static myn_status cut_after(const myn_tree *tree, size_t merges, myn_partition *out, myn_arena *scratch)
{
    size_t n = tree->n;
    uint32_t *head = myn_arena_get(scratch, n * sizeof *head);
    uint32_t *first = myn_arena_get(scratch, n * sizeof *first);
    if (!head || !first) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++) head[i] = (uint32_t)i;
    for (size_t s = 0; s < merges; s++) {
        uint32_t a = head_of(head, point_of(first, tree->merge[2 * s]));
        uint32_t b = head_of(head, point_of(first, tree->merge[2 * s + 1]));
        head[b] = a;
        first[s] = a;
    }
    *out = (myn_partition){out->label, n, n};
    for (size_t i = 0; i < n; i++) out->label[i] = head_of(head, (uint32_t)i);
    return largest_first(out, scratch);
}

myn_status myn_linkage_cut(const myn_tree *tree, size_t k, myn_partition *out, myn_arena *scratch)
{
    if (!k || k > tree->n) return MYN_ERR_ARGUMENT;
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_status status = cut_after(tree, tree->n - k, out, scratch);
    myn_arena_rewind(scratch, mark);
    return status;
}

myn_status myn_linkage_cut_height(const myn_tree *tree, double height, myn_partition *out, myn_arena *scratch)
{
    size_t merges = 0;
    for (size_t s = 0; s + 1 < tree->n; s++) {
        if (s && tree->height[s] < tree->height[s - 1]) return MYN_ERR_ARGUMENT;
        merges += tree->height[s] <= height;
    }
    return myn_linkage_cut(tree, tree->n - merges, out, scratch);
}
