/* How good a partition is: silhouettes, and indices to compare numbers of segments by. Labels are 0 .. k - 1; a segment
 * without points counts as absent where a formula would divide by its size. */
#ifndef MYNEGAI_VALIDITY_H
#define MYNEGAI_VALIDITY_H
#include <mynegai/medoids.h>
#include <mynegai/segment.h>

/* ---- silhouettes ---- */

/* Point by point: the caller's n each; NEIGHBOUR may be NULL. */
typedef struct {
    double *width;       /* (b - a) / max(a, b); 0 for a point alone in its segment */
    uint32_t *neighbour; /* the nearest other segment; MYN_NO_SEGMENT with k = 1 */
    double mean;         /* of all widths */
} myn_silhouettes;

/* Silhouettes (Rousseeuw 1987, doi:10.1016/0377-0427(87)90125-7) by Euclidean distance of X's points (n x d): a is the
 * mean distance to the others of the point's segment, b the least mean distance to another segment. Exact, from all
 * pairs: O(n^2 d / 2) time, 8 n k bytes of SCRATCH (that many a job of at most 8). FAST works in float32, distances of
 * near points excepted: widths to about 10^-6, a dozen times as fast, 4 n d bytes more; else float64. NaN all with
 * k = 1. The same bytes with any TEAM (FAST: of one kind of machine). MYN_ERR_ARGUMENT: a label that is not below k. */
myn_status myn_silhouette(myn_cmat x, const myn_partition *part, bool fast, myn_team *team,
                          myn_silhouettes *out, myn_arena *scratch) MYN_CHECKED;

/* The same of dissimilarities D (n x n). O(n^2 + n k). */
myn_status myn_silhouette_of(myn_cmat d, const myn_partition *part, myn_silhouettes *out,
                             myn_arena *scratch) MYN_CHECKED;

/* ---- indices from points ---- */

/* B is between, W within sum of squares; NaN where a formula has no value (k = 1, k = n). */
typedef struct {
    double within, between;
    double
        calinski_harabasz; /* (B / (k - 1)) / (W / (n - k)), Calinski and Harabasz 1974, doi:10.1080/03610927408827101 */
    double
        davies_bouldin; /* mean over segments of the greatest (s_i + s_j) / |c_i - c_j|, s the mean distance to the
                              own centre (Davies and Bouldin 1979, doi:10.1109/TPAMI.1979.4766909) */
    double entropy; /* - sum_j p_j log p_j, p the share of points (nats) */
} myn_point_indices;

/* Indices of PART on X's points (n x d), each point counting 1. O(n d + k^2 d). */
myn_status myn_indices_of_points(myn_cmat x, const myn_partition *part, myn_point_indices *out,
                                 myn_arena *scratch) MYN_CHECKED;

/* ---- indices from dissimilarities ---- */

/* Pairs within are of one segment, pairs between of two; NaN where there are none of a kind. As R's fpc computes
 * them (Hennig; cluster.stats). */
typedef struct {
    double
        average_within; /* mean over segments, by their points, of the mean dissimilarity in them (of two points
                               and more) */
    double average_between; /* mean over pairs between */
    double wb_ratio;        /* average_within / average_between */
    double
        dunn; /* least dissimilarity between / greatest within (Dunn 1974, doi:10.1080/01969727408546059) */
    double dunn2;         /* least mean between two segments / greatest mean in one */
    double pearson_gamma; /* correlation of the dissimilarities with 0 (within) and 1 (between) */
    double
        g2; /* Goodman and Kruskal's gamma: (s+ - s-) / (s+ + s-), s+ the pairs of a pair within and one between of
                  which the former is less dissimilar, s- more */
    double
        g3; /* (S - least) / (greatest - least), S the sum within, the others sums of as many least or greatest */
    double
        separation; /* mean over the tenth of the points (at least one) that lie nearest to another segment of that
                          nearest dissimilarity */
} myn_pair_indices;

/* Indices of PART on dissimilarities D (n x n, none missing). O(n^2), some 16 n^2 bytes of SCRATCH. */
myn_status myn_indices_of_pairs(myn_cmat d, const myn_partition *part, myn_pair_indices *out,
                                myn_arena *scratch) MYN_CHECKED;

#endif
