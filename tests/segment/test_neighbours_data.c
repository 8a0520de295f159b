/* Statistical nearest neighbours as public bodies have them: z-scores (divisor n - 1), Euclid, 15 nearest. */
#include "segment/segment_golden.h"
#include <mynegai/method.h>
#include <mynegai/neighbours.h>

static void to_z(myn_mat x)
{
    double *column = calloc(x.rows, sizeof *column);
    for (size_t j = 0; j < x.cols; j++) {
        for (size_t i = 0; i < x.rows; i++) column[i] = myn_row(x, i)[j];
        myn_moments m = myn_moments_of(column, x.rows, 1);
        for (size_t i = 0; i < x.rows; i++) myn_row(x, i)[j] = (column[i] - m.mean) / m.sd;
    }
    free(column);
}

START_TEST(fifteen_nearest)
{
    Golden g = golden_open(segment_golden(), "nearest_neighbours.csv");
    for (size_t row = 0; row < g.rows;) {
        const char *set = golden_text(&g, row, 0);
        myn_mat x = points_of(set, 0);
        size_t n = x.rows, k = 15;
        to_z(x);
        myn_neighbours got = {k, calloc(n * k, sizeof(uint32_t)), calloc(n * k, sizeof(double)),
                              calloc(n, sizeof(double))};
        double *by_row = calloc(n * k, sizeof *by_row), *by_all = calloc(n * k, sizeof *by_all);
        myn_arena *scratch = arena_new();
        ck_assert(myn_neighbours_find(myn_const(x), &got, NULL, scratch) == MYN_OK);
        myn_neighbours_rebase(&got, n, true, by_row);
        myn_neighbours_rebase(&got, n, false, by_all);
        for (size_t end = row + n * k, at = 0; row < end; row++, at++) {
            ck_assert_uint_eq(got.which[at] + 1, (uint32_t)golden_number(&g, row, 3));
            ck_assert(near_to(got.distance[at], golden_number(&g, row, 4), 1e-12));
            ck_assert(near_to(by_row[at], golden_number(&g, row, 5), 1e-12));
            ck_assert(near_to(by_all[at], golden_number(&g, row, 6), 1e-12));
        }
        myn_arena_free(scratch);
        free(by_row), free(by_all), free(got.which), free(got.distance), free(got.farthest), free(x.at);
    }
    golden_free(&g);
}
END_TEST

Suite *suite(void)
{
    test_needs(golden_folder(test_golden(), "segment/nearest_neighbours.csv"));
    Suite *s = suite_create("neighbours data");
    TCase *c = tcase_create("neighbours data");
    tcase_add_test(c, fifteen_nearest);
    suite_add_tcase(s, c);
    return s;
}
