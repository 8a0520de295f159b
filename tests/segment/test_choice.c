/* The gap statistic and stability of points whose answer is plain. */
#include "segment/segment_golden.h"
#include "segment/small_kmeans.h"

/* Two segments: 0, 2 (one pair of distance 2) and 10, 11, 15 (distances 1, 5, 4). */
START_TEST(log_within)
{
    double x[] = {0, 2, 10, 11, 15};
    uint32_t label[] = {0, 0, 1, 1, 1}, single[] = {0, 1, 2, 3, 4};
    myn_partition p = {label, 5, 2}, alone = {single, 5, 5};
    myn_cmat points = {x, 5, 1, 1};
    ck_assert_double_eq_tol(myn_gap_log_within(points, &p, 1), log((2.0 / 2 + 10.0 / 3) / 2), 1e-14);
    ck_assert_double_eq_tol(myn_gap_log_within(points, &p, 2), log((4.0 / 2 + 42.0 / 3) / 2), 1e-14);
    ck_assert(isinf(myn_gap_log_within(points, &alone, 1)) && isnan(myn_gap_log_within(points, &p, 3)));
}
END_TEST

/* GROUPS knots of points, 100 apart. */
static myn_mat knots(size_t groups, size_t each, size_t d)
{
    myn_mat x = mat_new(groups * each, d);
    myn_stream random = myn_stream_at(31, groups);
    for (size_t i = 0; i < x.rows; i++)
        for (size_t j = 0; j < d; j++)
            myn_row(x, i)[j] = (j == i % groups % d ? 100.0 * (1 + (double)(i % groups / d)) : 0) +
                               myn_stream_normal(&random);
    return x;
}

/* Four knots are four segments by every rule, in either space; points spread evenly are one. */
START_TEST(gap)
{
    size_t starts = 10;
    myn_mat x = knots(4, 20, 2), even = mat_new(80, 2);
    myn_stream random = myn_stream_at(1, 1);
    for (size_t i = 0; i < 160; i++) even.at[i] = myn_stream_uniform(&random);
    myn_gap one, three, none;
    myn_team *team;
    myn_arena *arena = arena_new();
    ck_assert(myn_team_new(3, &team) == MYN_OK);
    myn_gap_plan plan = {7, 20, 1 + _i, (myn_gap_space)_i, 5, small_kmeans, &starts};
    ck_assert(myn_gap_find(myn_const(x), &plan, &one, NULL, arena) == MYN_OK);
    ck_assert(myn_gap_find(myn_const(x), &plan, &three, team, arena) == MYN_OK);
    ck_assert(myn_gap_find(myn_const(even), &plan, &none, NULL, arena) == MYN_OK);
    ck_assert_uint_eq(one.by_tibshirani, 4);
    ck_assert_uint_ge(one.by_greatest, 4);
    ck_assert_uint_eq(one.by_first, 4);
    ck_assert_uint_eq(none.by_tibshirani, 1);
    ck_assert_mem_eq(one.expected, three.expected, 7 * sizeof(double));
    ck_assert_mem_eq(one.error, three.error, 7 * sizeof(double));
    myn_team_free(team);
    myn_arena_free(arena);
    free(x.at), free(even.at);
}
END_TEST

/* Three knots are found again in every sample; the halves of an even cloud are not. */
START_TEST(stability)
{
    size_t starts = 10, n = 60;
    myn_mat x = knots(3, 20, 2);
    uint32_t label[60];
    myn_stability one, three;
    myn_team *team;
    myn_arena *arena = arena_new();
    ck_assert(myn_team_new(3, &team) == MYN_OK);
    for (size_t i = 0; i < n; i++) label[i] = (uint32_t)(i % 3);
    myn_partition p = {label, n, 3};
    myn_stability_plan plan = {30, 4, small_kmeans, &starts};
    ck_assert(myn_stability_find(myn_const(x), &p, &plan, &one, NULL, arena) == MYN_OK);
    for (size_t c = 0; c < 3; c++) ck_assert_double_eq_tol(one.jaccard[c], 1, 1e-12);
    ck_assert(one.unstable == 0 && one.recovered[1] == 30 && one.dissolved[2] == 0);
    ck_assert_double_eq_tol(one.agreement, 1, 1e-12);
    for (size_t i = 0; i < n; i++) label[i] = (uint32_t)(i < 30); /* not what the points are like */
    p.k = 2;
    ck_assert(myn_stability_find(myn_const(x), &p, &plan, &one, NULL, arena) == MYN_OK);
    ck_assert(myn_stability_find(myn_const(x), &p, &plan, &three, team, arena) == MYN_OK);
    ck_assert(one.unstable == 2 && one.agreement < 0.2);
    ck_assert_mem_eq(one.jaccard, three.jaccard, 2 * sizeof(double));
    ck_assert(one.agreement == three.agreement);
    myn_team_free(team);
    myn_arena_free(arena);
    free(x.at);
}
END_TEST

START_TEST(wrong_plans)
{
    size_t starts = 1;
    double x[] = {1, 1, 1, 1};
    uint32_t label[] = {0, 0, 1, 2};
    myn_cmat points = {x, 4, 1, 1};
    myn_partition p = {label, 4, 2};
    myn_gap gap_out;
    myn_stability stable;
    myn_arena *arena = arena_new();
    const myn_gap_plan wrong[] = {{0, 5, 1, 0, 1, small_kmeans, &starts},
                                  {5, 5, 1, 0, 1, small_kmeans, &starts},
                                  {2, 1, 1, 0, 1, small_kmeans, &starts},
                                  {2, 5, 3, 0, 1, small_kmeans, &starts}};
    for (size_t i = 0; i < 4; i++)
        ck_assert(myn_gap_find(points, &wrong[i], &gap_out, NULL, arena) == MYN_ERR_ARGUMENT);
    myn_gap_plan same = {2, 5, 1, MYN_GAP_COMPONENTS, 1, small_kmeans, &starts};
    ck_assert(myn_gap_find(points, &same, &gap_out, NULL, arena) == MYN_ERR_DATA);
    myn_stability_plan plan = {5, 1, small_kmeans, &starts};
    ck_assert(myn_stability_find(points, &p, &plan, &stable, NULL, arena) == MYN_ERR_ARGUMENT);
    p.k = 3, plan.samples = 0;
    ck_assert(myn_stability_find(points, &p, &plan, &stable, NULL, arena) == MYN_ERR_ARGUMENT);
    myn_arena_free(arena);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("choice");
    TCase *c = tcase_create("choice");
    tcase_set_timeout(c, 60);
    tcase_add_test(c, log_within);
    tcase_add_loop_test(c, gap, 0, 2);
    tcase_add_test(c, stability);
    tcase_add_test(c, wrong_plans);
    suite_add_tcase(s, c);
    return s;
}
