/* Dissimilarities of R's daisy, and objectives of its pam. */
#include "segment/sets.h"
#include <mynegai/medoids.h>

static void check_matrix(const Golden *want, myn_mat got)
{
    ck_assert_uint_eq(want->rows, got.rows);
    for (size_t i = 0; i < got.rows; i++)
        for (size_t j = 0; j < got.rows; j++)
            ck_assert_msg(fabs(golden_number(want, i, j) - myn_row(got, i)[j]) <= 1e-12, "%zu, %zu: %.17g", i,
                          j, myn_row(got, i)[j]);
}

/* Dissimilarities of data set flower, its first and third columns by BINARY. */
static myn_mat flower(myn_gower_scale binary)
{
    const myn_gower_scale scale[8] = {binary,
                                      MYN_GOWER_SYMMETRIC,
                                      binary,
                                      MYN_GOWER_NOMINAL,
                                      MYN_GOWER_ORDINAL,
                                      MYN_GOWER_ORDINAL,
                                      MYN_GOWER_NUMERIC,
                                      MYN_GOWER_NUMERIC};
    myn_mat x = golden_points("flower"), out = mat_new(x.rows, x.rows);
    myn_team *team = team_of(2);
    myn_arena *arena = arena_new();
    size_t missing;
    ck_assert_int_eq(myn_gower(myn_const(x), scale, NULL, team, out, &missing, arena), MYN_OK);
    ck_assert_uint_eq(missing, 0);
    myn_arena_free(arena);
    myn_team_free(team);
    free(x.at);
    return out;
}

START_TEST(gower)
{
    static const char *const file[2] = {"gower_flower.csv", "gower_flower_asymm12.csv"};
    for (int asymmetric = 0; asymmetric < 2; asymmetric++) {
        Golden want = golden_open(segment_folder(), file[asymmetric]);
        myn_mat got = flower(asymmetric ? MYN_GOWER_ASYMMETRIC : MYN_GOWER_SYMMETRIC);
        check_matrix(&want, got);
        golden_free(&want);
        free(got.at);
    }
}
END_TEST

/* The objective of medoids that R has found must not be less than ours. */
START_TEST(pam_of_gower)
{
    Golden want = golden_open(segment_folder(), "pam_gower_flower3.csv");
    myn_mat d = flower(MYN_GOWER_SYMMETRIC);
    uint32_t label[18], medoid[3];
    size_t points[3];
    myn_medoids_fit fit = {.label = label, .medoid = medoid, .points = points};
    myn_team *team = team_of(1);
    myn_arena *arena = arena_new();
    ck_assert_int_eq(myn_medoids(myn_const(d), &(myn_medoids_plan){.k = 3, .starts = 20}, team, &fit, arena),
                     MYN_OK);
    double objective = 0;
    for (size_t i = 0; i < 18; i++) {
        size_t segment = (size_t)golden_number(&want, i, 1) - 1;
        objective += myn_row(d, i)[(size_t)golden_number(&want, segment, 2) - 1];
    }
    ck_assert_msg(fit.objective <= objective * (1 + 1e-12), "%.15g, R has %.15g", fit.objective, objective);
    myn_arena_free(arena);
    myn_team_free(team);
    golden_free(&want);
    free(d.at);
}
END_TEST

static void check_pam(const Golden *g, size_t r, size_t *better)
{
    myn_mat x = golden_points(golden_text(g, r, 0)), d = mat_new(x.rows, x.rows);
    myn_distance kind = strcmp(golden_text(g, r, 2), "manhattan") == 0 ? MYN_DISTANCE_MANHATTAN
                                                                       : MYN_DISTANCE_EUCLID;
    myn_medoids_plan plan = {.k = (size_t)golden_number(g, r, 1), .starts = 50};
    uint32_t *label = calloc(x.rows, sizeof *label), medoid[8];
    size_t points[8];
    myn_medoids_fit fit = {.label = label, .medoid = medoid, .points = points};
    myn_team *team = team_of(1);
    myn_arena *arena = arena_new();
    ck_assert_int_eq(myn_distances(myn_const(x), kind, team, d), MYN_OK);
    ck_assert_int_eq(myn_medoids(myn_const(d), &plan, team, &fit, arena), MYN_OK);
    double want = golden_number(g, r, golden_col(g, "obj_swap")), got = fit.objective / (double)x.rows;
    ck_assert_msg(got <= want * (1 + 1e-12), "%s, %zu: %.15g, R has %.15g", golden_text(g, r, 0), plan.k, got,
                  want);
    *better += got < want * (1 - 1e-9);
    myn_arena_free(arena);
    myn_team_free(team);
    free(label);
    free(d.at);
    free(x.at);
}

START_TEST(no_worse_than_pam)
{
    Golden g = golden_open(segment_folder(), "pam.csv");
    size_t better = 0;
    for (size_t r = 0; r < g.rows; r++) check_pam(&g, r, &better);
    ck_assert_uint_gt(g.rows, 100);
    printf("# better than R's pam in %zu of %zu\n", better, g.rows);
    golden_free(&g);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("medoids data");
    TCase *c = tcase_create("golden");
    test_needs(segment_folder());
    tcase_set_timeout(c, 200);
    tcase_add_test(c, gower);
    tcase_add_test(c, pam_of_gower);
    tcase_add_test(c, no_worse_than_pam);
    suite_add_tcase(s, c);
    return s;
}
