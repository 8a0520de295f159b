/* Trees by hand and against merging the closest pair by definition. */
#include "segment/segment_golden.h"
#include <mynegai/linkage.h>
#include <mynegai/stream.h>

/* On a line at 0, 1, 4, 9: Ward's heights are sqrt(2 a b / (a + b)) times the distance of means. */
START_TEST(by_hand)
{
    double x[] = {0, 1, 4, 9};
    static const struct {
        myn_linkage how;
        double height[3];
    } want[] = {{MYN_LINK_SINGLE, {1, 3, 5}},
                {MYN_LINK_COMPLETE, {1, 4, 9}},
                {MYN_LINK_AVERAGE, {1, 3.5, 22.0 / 3}},
                {MYN_LINK_MCQUITTY, {1, 3.5, (5 + 8.5) / 2}},
                {MYN_LINK_CENTROID, {1, 12.25, (9 - 5.0 / 3) * (9 - 5.0 / 3)}},
                {MYN_LINK_MEDIAN, {1, 12.25, (9 - 2.25) * (9 - 2.25)}},
                {MYN_LINK_WARD_D2, {1, 4.0414518843273806, 8.981462390204987}}};
    ck_assert_double_eq_tol(want[6].height[1], sqrt(4.0 / 3) * 3.5, 1e-14);
    ck_assert_double_eq_tol(want[6].height[2], sqrt(1.5) * (9 - 5.0 / 3), 1e-14);
    for (size_t m = 0; m < sizeof want / sizeof *want; m++) {
        static const int32_t merge[] = {-1, -2, -3, 1, -4, 2};
        myn_arena *arena = arena_new();
        myn_tree tree;
        ck_assert(myn_linkage_points((myn_cmat){x, 4, 1, 1}, want[m].how, &tree, arena) == MYN_OK);
        for (size_t s = 0; s < 3; s++) ck_assert_double_eq_tol(tree.height[s], want[m].height[s], 1e-13);
        ck_assert_mem_eq(tree.merge, merge, sizeof merge);
        myn_arena_free(arena);
    }
}
END_TEST

/* The definition: at every step the two segments whose merging adds least to the sum of squares. */
static void merge_by_definition(myn_cmat x, double *height)
{
    size_t n = x.rows;
    uint32_t *label = calloc(n, sizeof *label);
    for (size_t i = 0; i < n; i++) label[i] = (uint32_t)i;
    for (size_t s = 0; s + 1 < n; s++) {
        double least = INFINITY;
        uint32_t best[2] = {0, 0};
        for (uint32_t a = 0; a < n; a++)
            for (uint32_t b = a + 1; b < n; b++) {
                double na = 0, nb = 0, square = 0;
                for (size_t i = 0; i < n; i++) na += label[i] == a, nb += label[i] == b;
                if (na == 0 || nb == 0) continue;
                for (size_t j = 0; j < x.cols; j++) {
                    double ma = 0, mb = 0;
                    for (size_t i = 0; i < n; i++) {
                        ma += label[i] == a ? myn_crow(x, i)[j] / na : 0;
                        mb += label[i] == b ? myn_crow(x, i)[j] / nb : 0;
                    }
                    square += (ma - mb) * (ma - mb);
                }
                if (2 * na * nb / (na + nb) * square < least) {
                    least = 2 * na * nb / (na + nb) * square;
                    best[0] = a, best[1] = b;
                }
            }
        for (size_t i = 0; i < n; i++) label[i] = label[i] == best[1] ? best[0] : label[i];
        height[s] = sqrt(least);
    }
    free(label);
}

static myn_mat cloud(size_t n, size_t d, uint64_t job, double far)
{
    myn_mat x = mat_new(n, d);
    myn_stream random = myn_stream_at(11, job);
    for (size_t i = 0; i < n * d; i++) x.at[i] = far + myn_stream_normal(&random) * (1 + (double)(i % d));
    return x;
}

/* Far from the origin, where float has few digits left; sizes around a tile of 32. */
START_TEST(ward_by_definition)
{
    static const size_t size[] = {2, 3, 31, 32, 33, 40};
    for (uint64_t run = 0; run < 6; run++) {
        myn_mat x = cloud(size[run], 3, run, run % 2 ? 1e6 : 0);
        double want[40];
        myn_arena *arena = arena_new();
        myn_tree tree;
        ck_assert(myn_linkage_points(myn_const(x), MYN_LINK_WARD_D2, &tree, arena) == MYN_OK);
        merge_by_definition(myn_const(x), want);
        for (size_t s = 0; s + 1 < x.rows; s++)
            ck_assert_msg(fabs(tree.height[s] - want[s]) <= 1e-8 * want[s], "%zu: %.17g %.17g", s,
                          tree.height[s], want[s]);
        free(x.at);
        myn_arena_free(arena);
    }
}
END_TEST

/* Centres and table answer the same; one area lies so far out that the others are alike in float. */
START_TEST(centres_or_table)
{
    size_t n = 300;
    myn_mat x = cloud(n, 7, 3, 0), table = mat_new(n, n);
    x.at[5] = 1e9;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double square = 0;
            for (size_t k = 0; k < 7; k++) square += pow(myn_row(x, i)[k] - myn_row(x, j)[k], 2);
            myn_row(table, i)[j] = sqrt(square);
        }
    myn_arena *arena = arena_new();
    myn_tree centres, by_table;
    ck_assert(myn_linkage_points(myn_const(x), MYN_LINK_WARD_D2, &centres, arena) == MYN_OK);
    ck_assert(myn_linkage_table(table, MYN_LINK_WARD_D2, &by_table, arena) == MYN_OK);
    for (size_t s = 0; s + 2 < n; s++) {
        ck_assert_double_eq_tol(centres.height[s], by_table.height[s], 1e-10 * by_table.height[s]);
        ck_assert(centres.merge[2 * s] == by_table.merge[2 * s]);
    }
    free(x.at), free(table.at);
    myn_arena_free(arena);
}
END_TEST

START_TEST(edges)
{
    double x[] = {3, 3, 3, 3, 3, 3};
    uint32_t label[3];
    myn_arena *arena = arena_new();
    myn_partition cut = {label, 3, 0};
    myn_tree tree;
    for (myn_linkage how = 0; how <= MYN_LINK_MEDIAN; how++) {
        ck_assert(myn_linkage_points((myn_cmat){x, 3, 2, 2}, how, &tree, arena) == MYN_OK);
        ck_assert(tree.height[0] == 0 && tree.height[1] == 0);
        ck_assert(myn_linkage_cut(&tree, 2, &cut, arena) == MYN_OK && cut.k == 2 && cut.n == 3);
        ck_assert(myn_linkage_cut(&tree, 0, &cut, arena) == MYN_ERR_ARGUMENT);
        ck_assert(myn_linkage_cut(&tree, 4, &cut, arena) == MYN_ERR_ARGUMENT);
        ck_assert(myn_linkage_points((myn_cmat){x, 1, 2, 2}, how, &tree, arena) == MYN_OK && tree.n == 1);
        ck_assert(myn_linkage_cut(&tree, 1, &cut, arena) == MYN_OK && cut.k == 1 && label[0] == 0);
        ck_assert(myn_linkage_points((myn_cmat){x, 0, 2, 2}, how, &tree, arena) == MYN_ERR_ARGUMENT);
    }
    x[4] = NAN;
    ck_assert(myn_linkage_points((myn_cmat){x, 3, 2, 2}, MYN_LINK_WARD_D2, &tree, arena) == MYN_ERR_DATA);
    double wrong[] = {0, -1, -1, 0};
    ck_assert(myn_linkage_table((myn_mat){wrong, 2, 2, 2}, MYN_LINK_AVERAGE, &tree, arena) == MYN_ERR_DATA);
    ck_assert(myn_linkage_table((myn_mat){wrong, 1, 2, 2}, MYN_LINK_AVERAGE, &tree, arena) ==
              MYN_ERR_ARGUMENT);
    myn_arena_free(arena);
}
END_TEST

/* Heights 1, 3, 5 by single linkage; segments largest first. */
START_TEST(cut_at_height)
{
    double x[] = {9, 0, 1, 4};
    uint32_t label[4];
    static const uint32_t at_one[] = {1, 0, 0, 2}, at_three[] = {1, 0, 0, 0};
    myn_partition cut = {label, 4, 0};
    myn_arena *arena = arena_new();
    myn_tree tree;
    ck_assert(myn_linkage_points((myn_cmat){x, 4, 1, 1}, MYN_LINK_SINGLE, &tree, arena) == MYN_OK);
    ck_assert(myn_linkage_cut_height(&tree, 1, &cut, arena) == MYN_OK && cut.k == 3);
    ck_assert_mem_eq(label, at_one, sizeof label);
    ck_assert(myn_linkage_cut_height(&tree, 4.9, &cut, arena) == MYN_OK && cut.k == 2);
    ck_assert_mem_eq(label, at_three, sizeof label);
    ck_assert(myn_linkage_cut_height(&tree, 0, &cut, arena) == MYN_OK && cut.k == 4);
    ck_assert(myn_linkage_cut_height(&tree, 5, &cut, arena) == MYN_OK && cut.k == 1);
    /* An equilateral triangle's third corner is nearer to the middle of a side: sqrt(3) / 2 < 1. */
    double triangle[] = {0, 0, 1, 0, 0.5, sqrt(3) / 2};
    ck_assert(myn_linkage_points((myn_cmat){triangle, 3, 2, 2}, MYN_LINK_CENTROID, &tree, arena) == MYN_OK);
    ck_assert(tree.height[1] < tree.height[0]);
    ck_assert(myn_linkage_cut_height(&tree, 1, &cut, arena) == MYN_ERR_ARGUMENT);
    myn_arena_free(arena);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("linkage");
    TCase *c = tcase_create("linkage");
    tcase_add_test(c, by_hand);
    tcase_add_test(c, ward_by_definition);
    tcase_add_test(c, centres_or_table);
    tcase_add_test(c, edges);
    tcase_add_test(c, cut_at_height);
    suite_add_tcase(s, c);
    return s;
}
