/* The least sums of squares that R's kmeans has found with thousands of starts (kmeans_optimum.csv). */
#include "segment/sets.h"
#include <mynegai/kmeans.h>

static Golden optimum;

/* The sum of squares of a partition, from its labels alone. */
static double within_of(myn_mat x, const uint32_t *label, size_t k)
{
    double total = 0;
    for (size_t j = 0; j < k; j++)
        for (size_t l = 0; l < x.cols; l++) {
            double n = 0, mean = 0;
            for (size_t i = 0; i < x.rows; i++) n += label[i] == j;
            for (size_t i = 0; i < x.rows; i++) mean += label[i] == j ? myn_row(x, i)[l] / n : 0;
            for (size_t i = 0; i < x.rows; i++) total += label[i] == j ? pow(myn_row(x, i)[l] - mean, 2) : 0;
        }
    return total;
}

static void check_row(size_t r, size_t *lower)
{
    const char *set = golden_text(&optimum, r, 0);
    myn_mat x = golden_points(set);
    myn_kmeans_plan plan = {.k = (size_t)golden_number(&optimum, r, 1), .seed = 5};
    uint32_t *label = calloc(x.rows, sizeof *label);
    double weight[16];
    size_t points[16];
    myn_kmeans_fit fit = {
        .label = label, .centre = mat_new(plan.k, x.cols), .weight = weight, .points = points};
    myn_team *team = team_of(2);
    myn_arena *arena = arena_new();
    ck_assert_int_eq(myn_kmeans(myn_const(x), NULL, &plan, team, &fit, arena), MYN_OK);
    double want = golden_number(&optimum, r, golden_col(&optimum, "tot_withinss"));
    double total = golden_number(&optimum, r, golden_col(&optimum, "totss"));
    ck_assert_msg(fit.within <= want * (1 + 1e-9), "%s, %zu: %.15g, R has found %.15g", set, plan.k,
                  fit.within, want);
    ck_assert(near_to(fit.within, within_of(x, label, plan.k), 1e-12));
    *lower += fit.within < want * (1 - 1e-9);
    ck_assert(near_to(fit.total, total, 1e-12));
    myn_arena_free(arena);
    myn_team_free(team);
    free(label);
    free(fit.centre.at);
    free(x.at);
}

START_TEST(every_optimum_is_found)
{
    optimum = golden_open(segment_folder(), "kmeans_optimum.csv");
    ck_assert_uint_gt(optimum.rows, 90);
    size_t lower = 0;
    for (size_t r = 0; r < optimum.rows; r++) check_row(r, &lower);
    printf("# lower than R's in %zu of %zu\n", lower, optimum.rows);
    golden_free(&optimum);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("kmeans data");
    TCase *c = tcase_create("golden");
    test_needs(segment_folder());
    tcase_set_timeout(c, 280);
    tcase_add_test(c, every_optimum_is_found);
    suite_add_tcase(s, c);
    return s;
}
