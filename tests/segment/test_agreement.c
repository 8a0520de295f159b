/* Agreement by hand, the best assignment against every permutation, and labels that keep their numbers. */
#include "segment/segment_golden.h"
#include <mynegai/stream.h>

static myn_partition partition(uint32_t *label, size_t n)
{
    return (myn_partition){label, n, labels_used(label, n)};
}

/* Two segments of two cut across by two of two: S = 0, A = B = 2, C(4) = 6, E = 2/3; every n_ij is 1, so that I = 0
 * and each cell holds 0, 1 or 2 with probability 1/6, 2/3, 1/6. */
START_TEST(by_hand)
{
    uint32_t a[] = {0, 0, 1, 1}, b[] = {0, 1, 0, 1};
    myn_partition p = partition(a, 4), q = partition(b, 4);
    myn_agreement out;
    myn_arena *scratch = arena_new();
    ck_assert(myn_agreement_of(&p, &q, &out, scratch) == MYN_OK);
    ck_assert_double_eq_tol(out.rand, 2.0 / 6, 1e-15);
    ck_assert_double_eq_tol(out.adjusted_rand, (0 - 2.0 / 3) / (2 - 2.0 / 3), 1e-15);
    ck_assert(out.fowlkes_mallows == 0 && out.mutual == 0 && out.v_measure == 0);
    ck_assert_double_eq_tol(out.variation, 2 * log(2), 1e-15);
    double expected = 4 * (0.25 * log(1) * 2 / 3 + 0.5 * log(2) / 6); /* = ln 2 / 3 */
    ck_assert_double_eq_tol(out.adjusted_mutual, -expected / (log(2) - expected), 1e-14);
    ck_assert(myn_agreement_of(&p, &p, &out, scratch) == MYN_OK);
    ck_assert(out.rand == 1 && out.adjusted_rand == 1 && out.fowlkes_mallows == 1 && out.variation == 0);
    ck_assert_double_eq_tol(out.adjusted_mutual, 1, 1e-15);
    myn_arena_free(scratch);
}
END_TEST

START_TEST(nothing_to_judge)
{
    uint32_t one[] = {0, 0, 0}, single[] = {0, 1, 2}, beyond[] = {0, 1, 7};
    myn_partition p = partition(one, 3), q = partition(single, 3), bad = {beyond, 3, 2}, none = {one, 0, 1};
    myn_partition alone = partition(one, 1);
    myn_agreement out;
    myn_arena *scratch = arena_new();
    const myn_partition *same[] = {&p, &q, &alone};
    for (size_t i = 0; i < 3; i++) {
        ck_assert(myn_agreement_of(same[i], same[i], &out, scratch) == MYN_OK);
        ck_assert(out.rand == 1 && out.adjusted_rand == 1 && out.adjusted_mutual == 1 && out.v_measure == 1);
        ck_assert(out.normalised_mutual == 1);
    }
    ck_assert(myn_agreement_of(&p, &q, &out, scratch) == MYN_OK);
    ck_assert(out.adjusted_rand == 0 && out.homogeneity == 1 && out.completeness == 0);
    ck_assert(myn_agreement_of(&p, &bad, &out, scratch) == MYN_ERR_ARGUMENT);
    ck_assert(myn_agreement_of(&p, &alone, &out, scratch) == MYN_ERR_ARGUMENT);
    ck_assert(myn_agreement_of(&none, &none, &out, scratch) == MYN_ERR_ARGUMENT);
    myn_arena_free(scratch);
}
END_TEST

/* The best of all ways to give rows FROM .. to columns not USED. */
static double best_way(myn_cmat profit, size_t from, unsigned used)
{
    if (from == profit.rows) return 0;
    double best = profit.rows > profit.cols ? best_way(profit, from + 1, used) : -INFINITY;
    for (unsigned j = 0; j < profit.cols; j++)
        if (!(used >> j & 1))
            best = fmax(best, myn_crow(profit, from)[j] + best_way(profit, from + 1, used | 1U << j));
    return best;
}

START_TEST(assignment_is_best)
{
    static const size_t shape[][2] = {{1, 1}, {5, 5}, {3, 6}, {6, 3}, {7, 7}};
    myn_arena *scratch = arena_new();
    double value[49];
    uint32_t column[7];
    for (uint64_t run = 0; run < 200; run++) {
        const size_t *s = shape[run % 5];
        myn_stream random = myn_stream_at(5, run);
        for (size_t i = 0; i < s[0] * s[1]; i++)
            value[i] = floor(12 * myn_stream_uniform(&random)); /* ties */
        myn_cmat profit = {value, s[0], s[1], s[1]};
        ck_assert(myn_assign_best(profit, column, scratch) == MYN_OK);
        double sum = 0;
        unsigned used = 0;
        for (size_t i = 0; i < s[0]; i++) {
            if (column[i] == MYN_NO_SEGMENT) continue;
            ck_assert(!(used >> column[i] & 1));
            used |= 1U << column[i];
            sum += myn_crow(profit, i)[column[i]];
        }
        ck_assert_uint_eq((unsigned)__builtin_popcount(used), s[0] < s[1] ? s[0] : s[1]);
        ck_assert(sum == best_way(profit, 0, 0));
    }
    value[0] = NAN;
    ck_assert(myn_assign_best((myn_cmat){value, 1, 1, 1}, column, scratch) == MYN_ERR_DATA);
    ck_assert(myn_assign_best((myn_cmat){value, 0, 0, 0}, column, scratch) == MYN_OK);
    myn_arena_free(scratch);
}
END_TEST

/* Last year's segments come back under other numbers; one is split, one area is new, one is gone. */
START_TEST(numbers_do_not_jump)
{
    uint32_t was[] = {0, 0, 0, 0, 1, 1, 1, 2, 2, 2}, is[] = {2, 2, 2, 3, 0, 0, 1, 1, 1, 1};
    static const uint32_t before_of[] = {0, 1, 2, 3, 4, 5, 7, 8, 9, MYN_NO_SEGMENT};
    static const uint32_t want[] = {0, 0, 0, 3, 1, 1, 2, 2, 2, 2};
    myn_partition before = partition(was, 10), now = partition(is, 10);
    double overlap[4];
    myn_arena *scratch = arena_new();
    ck_assert(myn_match_labels(&before, before_of, &now, overlap, scratch) == MYN_OK);
    ck_assert_mem_eq(is, want, sizeof want);
    ck_assert(now.k == 4 && overlap[0] == 1 && overlap[1] == 1 && overlap[2] == 0.75 && overlap[3] == 0);
    myn_arena_free(scratch);
}
END_TEST

/* Segment 0 is gone: the others keep 1 and 2, and numbers go up to 2 as before. */
START_TEST(a_gap_stays)
{
    uint32_t was[] = {0, 1, 1, 2, 2}, is[] = {0, 0, 0, 1, 1};
    static const uint32_t want[] = {1, 1, 1, 2, 2};
    myn_partition before = partition(was, 5), now = partition(is, 5);
    myn_arena *scratch = arena_new();
    ck_assert(myn_match_labels(&before, NULL, &now, NULL, scratch) == MYN_OK);
    ck_assert_mem_eq(is, want, sizeof want);
    ck_assert_uint_eq(now.k, 3);
    static const uint32_t beyond[] = {0, 1, 2, 3, 5};
    ck_assert(myn_match_labels(&before, beyond, &now, NULL, scratch) == MYN_ERR_ARGUMENT);
    myn_arena_free(scratch);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("agreement");
    TCase *c = tcase_create("agreement");
    tcase_add_test(c, by_hand);
    tcase_add_test(c, nothing_to_judge);
    tcase_add_test(c, assignment_is_best);
    tcase_add_test(c, numbers_do_not_jump);
    tcase_add_test(c, a_gap_stays);
    suite_add_tcase(s, c);
    return s;
}
