/* Where a node stands in the tree of an index. */
#ifndef MYN_RUN_BELOW_H
#define MYN_RUN_BELOW_H
#include <mynegai/index.h>
#include <mynegai/store.h>

/* Whether NODE is TOP or lies below it. */
static inline bool index_below(const myn_index *index, size_t node, size_t top)
{
    while (node != MYN_NONE && node != top) node = index->node[node].parent;
    return node != MYN_NONE;
}

/* The same of a store's labels. */
static inline bool labels_below(const myn_labels *labels, size_t node, size_t top)
{
    while (node != MYN_NONE && node != top) node = labels->node[node].parent;
    return node != MYN_NONE;
}

#endif
