/* From merges as an algorithm finds them to a tree. */
#ifndef MYN_SEGMENT_TREE_H
#define MYN_SEGMENT_TREE_H
#include <mynegai/linkage.h>

/* Two segments, each named by any point in it, and the height at which they become one. */
typedef struct {
    uint32_t a, b;
    double height;
} Link;

/* Arrays for a tree of N points; MYN_ERR_ARGUMENT where there are none or too many. */
myn_status tree_begin(myn_tree *tree, size_t n, myn_arena *arena);

/* Fill TREE from the n - 1 links of LINK, which are sorted by height first where RISING (equal ones stay in
 * order). */
myn_status tree_fill(myn_tree *tree, Link *link, bool rising, myn_arena *scratch);

/* The place of SEGMENT's head in a forest of heads, with the ways shortened. */
uint32_t head_of(uint32_t *head, uint32_t segment);

/* Ward.D2 by centres. */
myn_status ward_links(myn_cmat points, Link *link, myn_arena *scratch);

/* The others from a table of distances, squared where the method wants it. */
myn_status chain_links(myn_mat distance, myn_linkage how, Link *link, myn_arena *scratch);
myn_status closest_links(myn_mat distance, myn_linkage how, Link *link, myn_arena *scratch);

/* What the distance from K to the union of A and B becomes, from D_AK, D_BK and D_AB; sizes in N. */
typedef struct {
    double ak, bk, ab, na, nb, nk;
} Lance;
double lance_williams(myn_linkage how, Lance l);

#endif
