/* Numbering of segments. */
#include "segment/largest_first.h"
#include <stdlib.h>

typedef struct {
    size_t size, first;
    uint32_t label;
} Group;

static int larger_first(const void *of_a, const void *of_b)
{
    const Group *a = of_a, *b = of_b;
    if (a->size != b->size) return a->size > b->size ? -1 : 1;
    return (a->first > b->first) - (a->first < b->first);
}

myn_status largest_first(myn_partition *p, myn_arena *scratch)
{
    myn_arena_mark mark = myn_arena_here(scratch);
    Group *group = myn_arena_zero(scratch, p->k, sizeof *group);
    uint32_t *number = myn_arena_zero(scratch, p->k, sizeof *number);
    if (!group || !number) return MYN_ERR_MEMORY;
    for (size_t c = 0; c < p->k; c++) group[c] = (Group){0, p->n, (uint32_t)c};
    for (size_t i = p->n; i-- > 0;) {
        group[p->label[i]].size++;
        group[p->label[i]].first = i;
    }
    qsort(group, p->k, sizeof *group, larger_first);
    size_t left = 0;
    for (size_t c = 0; c < p->k; c++) {
        number[group[c].label] = (uint32_t)c;
        left += group[c].size > 0;
    }
    for (size_t i = 0; i < p->n; i++) p->label[i] = number[p->label[i]];
    p->k = left;
    myn_arena_rewind(scratch, mark);
    return MYN_OK;
}
