/* The gap statistic against R's cluster 2.1.4, stability against fpc 2.2.10. */
#include "segment/segment_golden.h"
#include "segment/small_kmeans.h"

/* ln W of the best partition known. */
START_TEST(log_within)
{
    Golden g = golden_open(segment_golden(), "gap.csv"),
           best = golden_open(segment_golden(), "kmeans_optimum_labels.csv");
    myn_arena *arena = arena_new();
    size_t checked = 0, exact = 0;
    for (size_t row = 0; row < g.rows; row++) {
        const char *set = golden_text(&g, row, 0), *k = golden_text(&g, row, 4);
        for (size_t b = 0; b < best.rows; b++) {
            if (strcmp(golden_text(&best, b, 0), set) != 0 || strcmp(golden_text(&best, b, 1), k) != 0)
                continue;
            size_t n;
            uint32_t *label = labels_of(golden_text(&best, b, 2), &n);
            myn_partition p = {label, n, labels_used(label, n)};
            myn_mat x = points_of(set, 0);
            double got = myn_gap_log_within(myn_const(x), &p, 1), want = golden_number(&g, row, 5);
            /* Theirs is the best of 50 starts, and not always the best there is. */
            exact += near_to(got, want, 1e-12);
            ck_assert_msg(near_to(got, want, 0.01), "%s %s: %.17g, expected %.17g", set, k, got, want);
            free(label), free(x.at);
            checked++;
        }
    }
    printf("%zu rows, %zu of them of the same partition\n", checked, exact);
    ck_assert_uint_ge(checked, 120);
    ck_assert_uint_ge(exact, 100);
    myn_arena_free(arena);
    golden_free(&best), golden_free(&g);
}
END_TEST

enum { MOST = 8 };

/* The rows from ROW on are k = 1 .. 8 of one set, space and rule. */
static void check_gap(const Golden *g, size_t row, const myn_gap *got, double samples)
{
    const char *set = golden_text(g, row, 0);
    for (size_t k = 0; k < MOST; k++) {
        double want = golden_number(g, row + k, 6), error = golden_number(g, row + k, 8);
        double allowed = 4 * error * sqrt(1 / samples + 1.0 / 500);
        ck_assert_msg(fabs(got->expected[k] - want) <= allowed, "%s %s %zu: %.10g, expected %.10g +- %.3g",
                      set, golden_text(g, row, 1), k + 1, got->expected[k], want, allowed);
        ck_assert_msg(fabs(got->error[k] - error) <= 0.35 * error, "%s %zu: error %g, expected %g", set,
                      k + 1, got->error[k], error);
    }
}

/* The choice of each rule from their own gaps and errors. */
START_TEST(rules)
{
    Golden g = golden_open(segment_golden(), "gap.csv");
    for (size_t row = 0; row < g.rows; row += MOST) {
        double gap[MOST], error[MOST];
        const char *rule = golden_text(&g, row, 2);
        for (size_t k = 0; k < MOST; k++) {
            gap[k] = golden_number(&g, row + k, 7);
            error[k] = golden_number(&g, row + k, 8);
        }
        myn_gap got = {.gap = gap, .error = error};
        myn_gap_choose(&got, MOST);
        size_t k = strcmp(rule, "firstSEmax") == 0  ? got.by_first
                   : strcmp(rule, "globalmax") == 0 ? got.by_greatest
                                                    : got.by_tibshirani;
        ck_assert_msg((double)k == golden_number(&g, row, 3), "%s %s %s: %zu", golden_text(&g, row, 0),
                      golden_text(&g, row, 1), rule, k);
    }
    golden_free(&g);
}
END_TEST

START_TEST(gaps)
{
    Golden g = golden_open(segment_golden(), "gap.csv");
    for (size_t row = 0; row < g.rows; row += MOST) {
        if (strcmp(golden_text(&g, row, 2), "firstSEmax") != 0) continue;
        size_t starts = 40;
        const char *set = golden_text(&g, row, 0), *space = golden_text(&g, row, 1);
        myn_mat x = points_of(set, 0);
        myn_gap_plan plan = {MOST,   100,
                             1,      strcmp(space, "original") == 0 ? MYN_GAP_VARIABLES : MYN_GAP_COMPONENTS,
                             1,      small_kmeans,
                             &starts};
        myn_gap got;
        myn_arena *arena = arena_new();
        ck_assert(myn_gap_find(myn_const(x), &plan, &got, NULL, arena) == MYN_OK);
        check_gap(&g, row, &got, 60);
        free(x.at);
        myn_arena_free(arena);
    }
    golden_free(&g);
}
END_TEST

/* Their segments are matched to ours by size. */
START_TEST(stability)
{
    Golden g = golden_open(segment_golden(), "clusterboot.csv"),
           best = golden_open(segment_golden(), "kmeans_optimum_labels.csv");
    for (size_t row = 0, k; row < g.rows; row += k) {
        const char *set = golden_text(&g, row, 0);
        size_t n = 0, starts = 10;
        uint32_t *label = NULL;
        k = (size_t)golden_number(&g, row, 1);
        for (size_t b = 0; b < best.rows && !label; b++)
            if (strcmp(golden_text(&best, b, 0), set) == 0 && (size_t)golden_number(&best, b, 1) == k)
                label = labels_of(golden_text(&best, b, 2), &n);
        ck_assert_ptr_nonnull(label);
        myn_mat x = points_of(set, 0);
        myn_partition p = {label, n, k};
        myn_stability_plan plan = {200, 11, small_kmeans, &starts};
        myn_stability got;
        myn_arena *arena = arena_new();
        ck_assert(myn_stability_find(myn_const(x), &p, &plan, &got, NULL, arena) == MYN_OK);
        for (size_t c = 0; c < k; c++) {
            double size = 0, want = golden_number(&g, row + c, 4), nearest = INFINITY;
            for (size_t other = 0; other < k; other++) {
                size = 0;
                for (size_t i = 0; i < n; i++) size += label[i] == other;
                if (size == golden_number(&g, row + c, 3))
                    nearest = fmin(nearest, fabs(got.jaccard[other] - want));
            }
            ck_assert_msg(nearest <= 0.05, "%s %zu, segment %zu: off by %g", set, k, c + 1, nearest);
        }
        free(label), free(x.at);
        myn_arena_free(arena);
    }
    golden_free(&best), golden_free(&g);
}
END_TEST

Suite *suite(void)
{
    test_needs(golden_folder(test_golden(), "segment/gap.csv"));
    Suite *s = suite_create("choice data");
    TCase *c = tcase_create("choice data");
    tcase_set_timeout(c, 240);
    tcase_add_test(c, log_within);
    tcase_add_test(c, rules);
    tcase_add_test(c, gaps);
    tcase_add_test(c, stability);
    suite_add_tcase(s, c);
    return s;
}
