/* How far two partitions of the same points agree, and which of this year's segments is which of last year's. */
#ifndef MYNEGAI_AGREEMENT_H
#define MYNEGAI_AGREEMENT_H
#include <mynegai/segment.h>

/* From the table n_ij of points in segment i of the one and j of the other, sums a_i and b_j, C(x) = x (x - 1) / 2.
 * Natural logarithms. Two partitions without any pair to judge (one point, or both of one segment, or both of
 * single points) agree fully. */
typedef struct {
    double rand; /* share of pairs on which both say the same: together, or apart */
    double
        adjusted_rand; /* (S - E) / ((A + B) / 2 - E), S = sum C(n_ij), A = sum C(a_i), B = sum C(b_j), E = A B /
                             C(n) (Hubert and Arabie 1985, doi:10.1007/BF01908075) */
    double fowlkes_mallows;   /* S / sqrt(A B) (1983, doi:10.1080/01621459.1983.10478008); 0 where S is */
    double mutual;            /* I = sum n_ij / n ln(n n_ij / (a_i b_j)) */
    double variation;         /* H_a + H_b - 2 I (Meila 2007, doi:10.1016/j.jmva.2006.11.013) */
    double normalised_mutual; /* I / ((H_a + H_b) / 2) */
    double
        adjusted_mutual; /* (I - E(I)) / ((H_a + H_b) / 2 - E(I)), E by the hypergeometric model (Vinh, Epps
                                 and Bailey 2010, JMLR 11) */
    double homogeneity;  /* I / H_a: the first partition is taken as the truth; 1 where H_a is 0 */
    double completeness; /* I / H_b; 1 where H_b is 0 */
    double v_measure;    /* their harmonic mean (Rosenberg and Hirschberg 2007) */
} myn_agreement;

/* The agreement of A and B, of the same points in the same order. MYN_ERR_ARGUMENT where they have different
 * numbers of points, none, or a label that is not below k. O(n + k_a k_b + n (k_a + k_b)), the last for E(I). */
myn_status myn_agreement_of(const myn_partition *a, const myn_partition *b, myn_agreement *out,
                            myn_arena *scratch) MYN_CHECKED;

/* The assignment of rows of PROFIT (r x c) to columns, each at most once, whose sum is greatest, into COLUMN (r):
 * a column, or MYN_NO_SEGMENT for the rows left over where r > c. (Kuhn 1955, doi:10.1002/nav.3800020109, as
 * shortest augmenting paths, Jonker and Volgenant 1987, doi:10.1007/BF02278710.) Every number finite, else
 * MYN_ERR_DATA. O(max(r, c)^3). */
myn_status myn_assign_best(myn_cmat profit, uint32_t *column, myn_arena *scratch) MYN_CHECKED;

/* Number the segments of NOW (in place) as those of BEFORE that they share most points with, so that numbers do
 * not jump: the matching of greatest total overlap. Points of the two are paired by BEFORE_OF (now->n): the
 * point of BEFORE that each is, or MYN_NO_SEGMENT for a new one; NULL where they are the same in the same order.
 * Segments without a counterpart (more now than before, or no point in common) take the numbers left over, in
 * order; NOW->k grows to the greatest number used + 1 where BEFORE's has no segment in it any more. OVERLAP
 * (room for the k that NOW comes with), or NULL: the share of BEFORE's segment (its points that are still
 * there) that each came from, by its number before the call; 0 of a new segment. MYN_ERR_ARGUMENT where a
 * label or a point is out of range. O(n + k^3). */
myn_status myn_match_labels(const myn_partition *before, const uint32_t *before_of, myn_partition *now,
                            double *overlap, myn_arena *scratch) MYN_CHECKED;

#endif
