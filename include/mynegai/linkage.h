/* Hierarchical clustering: every merge from single points to one segment, cut where it is wanted.
 *
 * A dissimilarity between segments is updated at each merge from those of its parts (Lance and Williams 1967,
 * doi:10.1093/comjnl/9.4.373). Points are rows (n x d), no value missing or infinite. */
#ifndef MYNEGAI_LINKAGE_H
#define MYNEGAI_LINKAGE_H
#include <mynegai/segment.h>

typedef enum {
    MYN_LINK_WARD_D2, /* sqrt(2 n_a n_b / (n_a + n_b)) |centre a - centre b|: least growth of within squares */
    MYN_LINK_WARD_D,  /* the same update on distances not squared: what R calls ward.D */
    MYN_LINK_COMPLETE, /* greatest distance between members */
    MYN_LINK_AVERAGE,  /* mean distance between members */
    MYN_LINK_SINGLE,   /* least distance between members */
    MYN_LINK_MCQUITTY, /* mean of the two parts' distances, whatever their sizes */
    MYN_LINK_CENTROID, /* SQUARED distance of centres; may fall from one merge to the next */
    MYN_LINK_MEDIAN    /* the same, a merged centre halfway between the two; may fall */
} myn_linkage;

/* The word for HOW as R's hclust has it: "ward.D2", "complete", ...; "unknown" for none. */
const char *myn_linkage_word(myn_linkage how);

/* The merges, n - 1 of them, as R writes them. */
typedef struct {
    int32_t *merge; /* (n - 1) x 2: -i is point i from 1, +s what merge s made; points before merges, then by
                       number */
    double *height; /* n - 1: rising, but for centroid and median, which are in the order they were made */
    size_t n;
} myn_tree;

/* Cluster POINTS by their Euclidean distances. OUT's arrays are taken from ARENA. Nearest-neighbour chains
 * (Murtagh 1983, doi:10.1093/comjnl/26.4.354) in O(n^2 d); Ward.D2 keeps centres and no distances: memory
 * 20 n d bytes, 10,000 x 60 under a second; the others a table of 8 n^2 bytes. Centroid and median, whose heights
 * may fall, and McQuitty, where much depends on which of equal pairs is first, merge the closest pair each time:
 * O(n^2) as a rule, O(n^3) at worst. Of equally near segments the one with the lowest number is taken; other
 * programs may take another. MYN_ERR_ARGUMENT where n is 0 or above 2^31 - 1, MYN_ERR_DATA where a value is missing
 * or beyond 1e150. One point is a tree without merges. */
myn_status myn_linkage_points(myn_cmat points, myn_linkage how, myn_tree *out, myn_arena *arena) MYN_CHECKED;

/* The same from DISTANCE (n x n, symmetric), which is overwritten; for Ward.D2, distances that are Euclidean;
 * for centroid and median squared ones. O(n^2), no further memory to speak of. MYN_ERR_ARGUMENT where it is not
 * square, MYN_ERR_DATA where an element is missing, below 0 or beyond 1e150. */
myn_status myn_linkage_table(myn_mat distance, myn_linkage how, myn_tree *out, myn_arena *arena) MYN_CHECKED;

/* The partition of TREE with K segments: all but the last K - 1 merges made. Segments largest first.
 * MYN_ERR_ARGUMENT unless 1 <= K <= n. O(n). */
myn_status myn_linkage_cut(const myn_tree *tree, size_t k, myn_partition *out,
                           myn_arena *scratch) MYN_CHECKED;

/* The same at HEIGHT: every merge at or below it is made, OUT->k says how many segments that leaves.
 * MYN_ERR_ARGUMENT where heights fall somewhere (centroid, median), as the cut is then not defined. */
myn_status myn_linkage_cut_height(const myn_tree *tree, double height, myn_partition *out,
                                  myn_arena *scratch) MYN_CHECKED;

#endif
