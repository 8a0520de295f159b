/* Trees against R 4.2.2's hclust on Euclidean distances: heights sorted, and cuts where no heights are tied. */
#include "segment/segment_golden.h"
#include <mynegai/linkage.h>

static myn_linkage named(const char *word)
{
    for (myn_linkage how = 0; how <= MYN_LINK_MEDIAN; how++)
        if (strcmp(word, myn_linkage_word(how)) == 0) return how;
    ck_abort_msg("no linkage %s", word);
    return 0;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The rows FROM .. of one set and method; returns where the next begins. */
static size_t check_tree(const Golden *g, size_t from, size_t *sets)
{
    const char *set = golden_text(g, from, 0), *method = golden_text(g, from, 1);
    myn_arena *arena = arena_new();
    myn_mat x = points_of(set, 0);
    myn_tree tree;
    ck_assert(myn_linkage_points(myn_const(x), named(method), &tree, arena) == MYN_OK);
    double *want = calloc(tree.n, sizeof *want);
    for (size_t s = 0; s + 1 < tree.n; s++) want[s] = golden_number(g, from + s, 5);
    qsort(want, tree.n - 1, sizeof *want, by_size);
    qsort(tree.height, tree.n - 1, sizeof *want, by_size);
    bool tied = false;
    for (size_t s = 0; s + 2 < tree.n; s++) tied |= want[s] == want[s + 1];
    /* A method whose heights depend on which of two equal pairs is merged first may differ after a tie. */
    for (size_t s = 0; s + 1 < tree.n; s++)
        ck_assert_msg(near_to(tree.height[s], want[s], 1e-10), "%s %s%s %zu: %.17g, expected %.17g", set,
                      method, tied ? " (ties)" : "", s, tree.height[s], want[s]);
    size_t next = from + tree.n - 1;
    ++*sets;
    free(want);
    free(x.at);
    myn_arena_free(arena);
    return next;
}

START_TEST(heights)
{
    Golden g = golden_open(segment_golden(), "hclust.csv");
    size_t sets = 0;
    for (size_t row = 0; row < g.rows;) row = check_tree(&g, row, &sets);
    ck_assert_uint_ge(sets, 20);
    golden_free(&g);
}
END_TEST

START_TEST(cuts)
{
    Golden g = golden_open(segment_golden(), "hclust_cut.csv");
    for (size_t row = 0; row < g.rows; row++) {
        myn_arena *arena = arena_new();
        myn_mat x = points_of(golden_text(&g, row, 0), 0);
        size_t n, k = (size_t)golden_number(&g, row, 2);
        uint32_t *want = labels_of(golden_text(&g, row, 3), &n), *label = calloc(n, sizeof *label);
        myn_tree tree;
        myn_partition got = {label, n, 0};
        ck_assert(myn_linkage_points(myn_const(x), named(golden_text(&g, row, 1)), &tree, arena) == MYN_OK);
        ck_assert(myn_linkage_cut(&tree, k, &got, arena) == MYN_OK);
        double same = rand_of(want, label, n, arena);
        ck_assert_msg(same == 1, "%s %s %zu: ARI %g", golden_text(&g, row, 0), golden_text(&g, row, 1), k,
                      same);
        free(want), free(label), free(x.at);
        myn_arena_free(arena);
    }
    golden_free(&g);
}
END_TEST

Suite *suite(void)
{
    test_needs(golden_folder(test_golden(), "segment/hclust.csv"));
    Suite *s = suite_create("linkage data");
    TCase *c = tcase_create("linkage data");
    tcase_add_test(c, heights);
    tcase_add_test(c, cuts);
    suite_add_tcase(s, c);
    return s;
}
