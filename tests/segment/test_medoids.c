/* Dissimilarities and medoids by derivation. */
#include "segment/sets.h"
#include <mynegai/medoids.h>
#include <mynegai/stream.h>

static myn_mat normal_points(size_t n, size_t d, size_t groups)
{
    myn_mat x = mat_new(n, d);
    myn_stream s = myn_stream_at(5, n);
    for (size_t i = 0; i < n; i++)
        for (size_t l = 0; l < d; l++) myn_row(x, i)[l] = myn_stream_normal(&s) + 4 * (double)(i % groups);
    return x;
}

/* Every pair as the definition says, at sizes that are and are not whole tiles. */
START_TEST(distances)
{
    static const size_t size[5][2] = {{1, 3}, {3, 1}, {16, 4}, {67, 5}, {130, 60}};
    for (int t = 0; t < 5; t++)
        for (int kind = MYN_DISTANCE_EUCLID; kind <= MYN_DISTANCE_MANHATTAN; kind++) {
            myn_mat x = normal_points(size[t][0], size[t][1], 3), d = mat_new(size[t][0], size[t][0]);
            myn_team *team = team_of(2);
            ck_assert_int_eq(myn_distances(myn_const(x), (myn_distance)kind, team, d), MYN_OK);
            for (size_t i = 0; i < x.rows; i++)
                for (size_t j = 0; j < x.rows; j++) {
                    double want = 0;
                    for (size_t l = 0; l < x.cols; l++) {
                        double off = fabs(myn_row(x, i)[l] - myn_row(x, j)[l]);
                        want += kind == MYN_DISTANCE_EUCLID ? off * off : off;
                    }
                    want = kind == MYN_DISTANCE_EUCLID ? sqrt(want) : want;
                    ck_assert_msg(near_to(myn_row(d, i)[j], want, 1e-14), "%zu %zu", i, j);
                    ck_assert(myn_row(d, i)[j] == myn_row(d, j)[i]);
                }
            myn_team_free(team);
            free(x.at);
            free(d.at);
        }
}
END_TEST

static myn_status gower_of(myn_mat x, const myn_gower_scale *scale, const double *weight, myn_mat out,
                           size_t *missing)
{
    myn_team *team = team_of(1);
    myn_arena *arena = arena_new();
    myn_status status = myn_gower(myn_const(x), scale, weight, team, out, missing, arena);
    myn_team_free(team);
    myn_arena_free(arena);
    return status;
}

/* Numeric of range 4, ordinal 1 to 3, nominal, symmetric, asymmetric; weights 1 2 1 1 1. */
START_TEST(gower_by_hand)
{
    static const myn_gower_scale scale[5] = {MYN_GOWER_NUMERIC, MYN_GOWER_ORDINAL, MYN_GOWER_NOMINAL,
                                             MYN_GOWER_SYMMETRIC, MYN_GOWER_ASYMMETRIC};
    static const double weight[5] = {1, 2, 1, 1, 1};
    double at[] = {0, 1, 7, 1, 0, 4, 3, 8, 0, 0, 1, NAN, 7, 1, 1, NAN, NAN, NAN, NAN, 0};
    myn_mat x = {at, 4, 5, 5}, out = mat_new(4, 4);
    size_t missing;
    ck_assert_int_eq(gower_of(x, scale, weight, out, &missing), MYN_OK);
    ck_assert(near_to(myn_row(out, 0)[1], (1 + 2 + 1 + 1) / 5., 1e-15)); /* two zeros do not count */
    ck_assert(near_to(myn_row(out, 0)[2], (.25 + 0 + 0 + 1) / 4., 1e-15));
    ck_assert(near_to(myn_row(out, 1)[2], (.75 + 1 + 1 + 1) / 4., 1e-15));
    ck_assert(isnan(myn_row(out, 0)[3]) && isnan(myn_row(out, 1)[3])); /* only two zeros in common */
    ck_assert(myn_row(out, 2)[3] == 1 && myn_row(out, 3)[3] == 0);
    ck_assert_uint_eq(missing, 2);
    at[2] = INFINITY;
    ck_assert_int_eq(gower_of(x, scale, weight, out, &missing), MYN_ERR_DATA);
    ck_assert_int_eq(gower_of(x, scale, (double[]){1, 1, 1, -1, 1}, out, &missing), MYN_ERR_ARGUMENT);
    free(out.at);
}
END_TEST

/* A column that is the same everywhere counts as one that agrees. */
START_TEST(gower_constant_column)
{
    static const myn_gower_scale scale[2] = {MYN_GOWER_NUMERIC, MYN_GOWER_NUMERIC};
    double at[] = {5, 1, 5, 3};
    myn_mat x = {at, 2, 2, 2}, out = mat_new(2, 2);
    size_t missing;
    ck_assert_int_eq(gower_of(x, scale, NULL, out, &missing), MYN_OK);
    ck_assert(myn_row(out, 0)[1] == .5);
    free(out.at);
}
END_TEST

typedef struct {
    uint32_t label[600], medoid[600];
    size_t points[600];
    myn_medoids_fit fit;
} Found;

static myn_status solve(myn_mat d, const myn_medoids_plan *plan, size_t threads, Found *out)
{
    myn_team *team = team_of(threads);
    myn_arena *arena = arena_new();
    out->fit = (myn_medoids_fit){.label = out->label, .medoid = out->medoid, .points = out->points};
    myn_status status = myn_medoids(myn_const(d), plan, team, &out->fit, arena);
    myn_team_free(team);
    myn_arena_free(arena);
    return status;
}

static double cost(myn_mat d, const uint32_t *medoid, size_t k)
{
    double total = 0;
    for (size_t o = 0; o < d.rows; o++) {
        double least = INFINITY;
        for (size_t m = 0; m < k; m++) least = fmin(least, myn_row(d, medoid[m])[o]);
        total += least;
    }
    return total;
}

static myn_mat distances_of(myn_mat x)
{
    myn_mat d = mat_new(x.rows, x.rows);
    myn_team *team = team_of(1);
    ck_assert_int_eq(myn_distances(myn_const(x), MYN_DISTANCE_EUCLID, team, d), MYN_OK);
    myn_team_free(team);
    return d;
}

/* No swap of any medoid for any point lowers the objective; labels, counts and objective agree. */
START_TEST(no_swap_helps)
{
    for (size_t k = 1; k <= 5; k++) {
        myn_mat x = normal_points(83, 2, 6), d = distances_of(x);
        Found f;
        ck_assert_int_eq(solve(d, &(myn_medoids_plan){.k = k, .starts = 2}, 1, &f), MYN_OK);
        double objective = cost(d, f.medoid, k);
        ck_assert(near_to(f.fit.objective, objective, 1e-13));
        for (size_t m = 0; m < k; m++) {
            uint32_t old = f.medoid[m];
            ck_assert_uint_eq(f.label[old], m);
            ck_assert(m == 0 || f.points[m] <= f.points[m - 1]);
            for (uint32_t c = 0; c < 83; c++) {
                f.medoid[m] = c;
                ck_assert(cost(d, f.medoid, k) >= objective * (1 - 1e-12));
            }
            f.medoid[m] = old;
        }
        free(x.at);
        free(d.at);
    }
}
END_TEST

/* 0 1 2 | 10 11 12 | 30: medoids 1, 11, 30, objective 4. Duplicates, one point, as many as points. */
START_TEST(medoids_by_hand)
{
    double line[7] = {0, 1, 2, 10, 11, 12, 30}, same[6] = {1, 1, 1, 1, 2, 2};
    Found f;
    myn_mat d = distances_of((myn_mat){line, 7, 1, 1});
    ck_assert_int_eq(solve(d, &(myn_medoids_plan){.k = 3}, 1, &f), MYN_OK);
    ck_assert(f.fit.objective == 4 && f.medoid[0] == 1 && f.medoid[1] == 4 && f.medoid[2] == 6);
    ck_assert_int_eq(solve(d, &(myn_medoids_plan){.k = 7}, 1, &f), MYN_OK);
    ck_assert(f.fit.objective == 0);
    ck_assert_int_eq(solve(d, &(myn_medoids_plan){.k = 1, .random = true}, 1, &f), MYN_OK);
    ck_assert(f.fit.objective == 10 + 9 + 8 + 0 + 1 + 2 + 20 && f.medoid[0] == 3);
    free(d.at);
    d = distances_of((myn_mat){same, 6, 1, 1});
    for (int random = 0; random < 2; random++) {
        ck_assert_int_eq(solve(d, &(myn_medoids_plan){.k = 4, .random = random}, 1, &f), MYN_OK);
        ck_assert(f.fit.objective == 0);
        for (size_t m = 0; m < 4; m++) ck_assert(f.points[m] > 0 && f.label[f.medoid[m]] == m);
    }
    free(d.at);
}
END_TEST

START_TEST(same_bytes_with_any_threads)
{
    myn_mat x = normal_points(600, 3, 9), d = distances_of(x);
    Found one, more;
    myn_medoids_plan plan = {.k = 8, .seed = 4, .starts = 6};
    ck_assert_int_eq(solve(d, &plan, 1, &one), MYN_OK);
    ck_assert_int_eq(solve(d, &plan, 3, &more), MYN_OK);
    ck_assert_mem_eq(one.label, more.label, sizeof one.label);
    ck_assert_mem_eq(&one.fit.objective, &more.fit.objective, sizeof(double));
    ck_assert_uint_eq(one.fit.seen, more.fit.seen);
    free(x.at);
    free(d.at);
}
END_TEST

START_TEST(wrong_arguments)
{
    double at[4] = {0, 1, 1, 0};
    myn_mat d = {at, 2, 2, 2};
    Found f;
    ck_assert_int_eq(solve(d, &(myn_medoids_plan){.k = 0}, 1, &f), MYN_ERR_ARGUMENT);
    ck_assert_int_eq(solve(d, &(myn_medoids_plan){.k = 3}, 1, &f), MYN_ERR_ARGUMENT);
    for (int t = 0; t < 3; t++) {
        at[1] = ((double[]){NAN, -1, INFINITY})[t];
        ck_assert_int_eq(solve(d, &(myn_medoids_plan){.k = 1}, 1, &f), MYN_ERR_DATA);
    }
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("medoids");
    TCase *c = tcase_create("medoids");
    tcase_set_timeout(c, 60);
    tcase_add_test(c, distances);
    tcase_add_test(c, gower_by_hand);
    tcase_add_test(c, gower_constant_column);
    tcase_add_test(c, no_swap_helps);
    tcase_add_test(c, medoids_by_hand);
    tcase_add_test(c, same_bytes_with_any_threads);
    tcase_add_test(c, wrong_arguments);
    suite_add_tcase(s, c);
    return s;
}
