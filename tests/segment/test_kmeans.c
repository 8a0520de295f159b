/* k-means by derivation: properties that any right answer has, and small cases worked by hand. */
#include "linalg/golden_mat.h"
#include <mynegai/kmeans.h>
#include <mynegai/stream.h>

typedef struct {
    myn_mat x;
    uint32_t *label;
    double weight[32];
    size_t points[32];
    myn_kmeans_fit fit;
} Case;

/* N points of D values: GROUPS groups on a circle of radius APART, normal noise. */
static Case made(size_t n, size_t d, size_t groups, double apart, size_t k)
{
    Case c = {.x = mat_new(n, d), .label = calloc(n + 1, sizeof(uint32_t))};
    myn_stream s = myn_stream_at(3, n);
    for (size_t i = 0; i < n; i++)
        for (size_t l = 0; l < d; l++)
            myn_row(c.x, i)[l] = myn_stream_normal(&s) + apart * cos((double)(i % groups) * 2 + (double)l);
    c.fit.centre = mat_new(k, d);
    return c;
}

static void case_free(Case *c)
{
    free(c->x.at);
    free(c->label);
    free(c->fit.centre.at);
}

static myn_status solve(Case *c, const double *weight, const myn_kmeans_plan *plan, size_t threads)
{
    myn_team *team;
    myn_arena *arena = arena_new();
    ck_assert_int_eq(myn_team_new(threads, &team), MYN_OK);
    c->fit = (myn_kmeans_fit){
        .label = c->label, .centre = c->fit.centre, .weight = c->weight, .points = c->points};
    myn_status status = myn_kmeans(myn_const(c->x), weight, plan, team, &c->fit, arena);
    myn_team_free(team);
    myn_arena_free(arena);
    return status;
}

/* Outputs that agree with the labels: counts, weights, weighted means, both sums. */
static void check_whole(const Case *c, const double *weight, size_t k)
{
    size_t n = c->x.rows, d = c->x.cols;
    double within = 0;
    for (size_t j = 0; j < k; j++) {
        size_t points = 0;
        double mass = 0;
        for (size_t i = 0; i < n; i++) {
            points += c->label[i] == j;
            mass += c->label[i] == j ? (weight ? weight[i] : 1) : 0;
        }
        ck_assert_uint_eq(points, c->points[j]);
        ck_assert(points > 0 && near_to(c->weight[j], mass, 1e-12));
        ck_assert(j == 0 || c->points[j - 1] >= points);
        for (size_t l = 0; l < d; l++) {
            double mean = 0;
            for (size_t i = 0; i < n; i++)
                if (c->label[i] == j) mean += (weight ? weight[i] : 1) * myn_row(c->x, i)[l] / mass;
            ck_assert(near_to(myn_row(c->fit.centre, j)[l], mean, 1e-11));
            for (size_t i = 0; i < n; i++)
                if (c->label[i] == j) within += (weight ? weight[i] : 1) * pow(myn_row(c->x, i)[l] - mean, 2);
        }
    }
    ck_assert_msg(near_to(c->fit.within, within, 1e-10), "%.15g, %.15g", c->fit.within, within);
}

static double off_centre(const Case *c, size_t i, size_t j)
{
    double square = 0;
    for (size_t l = 0; l < c->x.cols; l++)
        square += pow(myn_row(c->x, i)[l] - myn_row(c->fit.centre, j)[l], 2);
    return square;
}

/* No move of a single point lowers the sum of squares: the change is W_b w / (W_b + w) off_b - W_a w / (W_a - w) off_a. */
static void check_local(const Case *c, const double *weight, size_t k, size_t least, size_t most)
{
    for (size_t i = 0; i < c->x.rows; i++) {
        size_t a = c->label[i];
        double w = weight ? weight[i] : 1;
        if (c->points[a] <= least) continue;
        double gain = c->weight[a] * w / (c->weight[a] - w) * off_centre(c, i, a);
        for (size_t b = 0; b < k; b++)
            if (b != a && c->points[b] < most)
                ck_assert_msg(c->weight[b] * w / (c->weight[b] + w) * off_centre(c, i, b) >=
                                  gain * (1 - 1e-9),
                              "point %zu from %zu to %zu", i, a, b);
    }
}

/* Also where restarts stop early (more than 4,096 points) and where they work on a sample. */
START_TEST(local_optimum_in_float64)
{
    static const size_t n[4] = {100, 1000, 5000, 66000};
    for (int t = 0; t < 4; t++) {
        Case c = made(n[t], 3, 5, 3, 4);
        ck_assert_int_eq(solve(&c, NULL, &(myn_kmeans_plan){.k = 4, .restarts_most = 16}, 2), MYN_OK);
        check_whole(&c, NULL, 4);
        check_local(&c, NULL, 4, 1, n[t]);
        ck_assert_uint_eq(c.fit.certificate.sample, n[t] == 66000 ? 16384 : n[t]);
        case_free(&c);
    }
}
END_TEST

/* A whole weight is as many copies of the point: the best of both have the same sum. */
START_TEST(weights_are_copies)
{
    Case c = made(90, 3, 4, 3, 4), copies = made(270, 3, 4, 3, 4);
    double weight[90];
    size_t made_copies = 0;
    for (size_t i = 0; i < 90; i++) {
        weight[i] = (double)(1 + i % 5);
        for (size_t q = 0; q < 1 + i % 5; q++)
            memcpy(myn_row(copies.x, made_copies++), myn_row(c.x, i), 3 * sizeof(double));
    }
    ck_assert_uint_eq(made_copies, 270);
    ck_assert_int_eq(solve(&c, weight, &(myn_kmeans_plan){.k = 4}, 1), MYN_OK);
    ck_assert_int_eq(solve(&copies, NULL, &(myn_kmeans_plan){.k = 4}, 1), MYN_OK);
    check_whole(&c, weight, 4);
    check_local(&c, weight, 4, 1, 90);
    ck_assert_msg(near_to(c.fit.within, copies.fit.within, 1e-12), "%.15g %.15g", c.fit.within,
                  copies.fit.within);
    ck_assert(near_to(c.fit.total, copies.fit.total, 1e-12));
    case_free(&c);
    case_free(&copies);
}
END_TEST

/* Points 0 1 | 10 11 | 20: W = 1/2 + 1/2. */
START_TEST(by_hand)
{
    static const double line[5] = {10, 0, 20, 1, 11};
    static const uint32_t want[5] = {0, 1, 2, 1, 0}; /* by size, ties by their first point */
    Case c = made(5, 1, 1, 0, 3);
    memcpy(c.x.at, line, sizeof line);
    ck_assert_int_eq(solve(&c, NULL, &(myn_kmeans_plan){.k = 3}, 1), MYN_OK);
    ck_assert(near_to(c.fit.within, 1, 1e-14));
    for (size_t i = 0; i < 5; i++) ck_assert_uint_eq(c.label[i], want[i]);
    ck_assert(near_to(c.fit.centre.at[0], 10.5, 1e-14) && near_to(c.fit.centre.at[1], .5, 1e-14));
    case_free(&c);
}
END_TEST

START_TEST(one_segment_and_as_many_as_points)
{
    Case c = made(40, 3, 2, 1, 40);
    c.fit.centre.rows = 1;
    ck_assert_int_eq(solve(&c, NULL, &(myn_kmeans_plan){.k = 1}, 1), MYN_OK);
    ck_assert(near_to(c.fit.within, c.fit.total, 1e-13));
    case_free(&c);
    c = made(20, 3, 2, 1, 20);
    ck_assert_int_eq(solve(&c, NULL, &(myn_kmeans_plan){.k = 20}, 1), MYN_OK);
    ck_assert(c.fit.within < 1e-20);
    for (size_t i = 0; i < 20; i++) ck_assert_uint_eq(c.label[i], i);
    case_free(&c);
}
END_TEST

/* Three different points, each 30 times, and five segments: none may be empty, nothing is left within. */
START_TEST(fewer_different_points_than_segments)
{
    Case c = made(90, 2, 3, 1, 5);
    for (size_t i = 0; i < 90; i++)
        for (size_t l = 0; l < 2; l++) myn_row(c.x, i)[l] = (double)(i % 3) * (1 + (double)l) + .1;
    ck_assert_int_eq(solve(&c, NULL, &(myn_kmeans_plan){.k = 5}, 1), MYN_OK);
    for (size_t j = 0; j < 5; j++) ck_assert_uint_gt(c.points[j], 0);
    ck_assert(c.fit.within < 1e-20);
    for (size_t i = 0; i < 180; i++) c.x.at[i] = 7; /* all alike */
    ck_assert_int_eq(solve(&c, NULL, &(myn_kmeans_plan){.k = 5}, 1), MYN_OK);
    for (size_t j = 0; j < 5; j++) ck_assert_uint_gt(c.points[j], 0);
    ck_assert(c.fit.within == 0 && c.fit.total == 0);
    case_free(&c);
}
END_TEST

/* Far from 0, and very large or small: the same partition. */
START_TEST(place_and_size_do_not_matter)
{
    static const double move[4] = {0, 1e6, 0, 0}, times[4] = {1, 1, 1e140, 1e-140};
    uint32_t first[200];
    for (int t = 0; t < 4; t++) {
        Case c = made(200, 4, 3, 6, 3);
        for (size_t i = 0; i < 800; i++) c.x.at[i] = (c.x.at[i] + move[t]) * times[t];
        ck_assert_int_eq(solve(&c, NULL, &(myn_kmeans_plan){.k = 3}, 1), MYN_OK);
        if (t == 0) memcpy(first, c.label, sizeof first);
        ck_assert_mem_eq(first, c.label, sizeof first);
        case_free(&c);
    }
}
END_TEST

START_TEST(bounds_are_kept)
{
    static const size_t bound[4][2] = {{30, 60}, {50, 50}, {0, 70}, {45, 0}};
    for (int t = 0; t < 4; t++) {
        Case c = made(200, 2, 7, 2, 4);
        myn_kmeans_plan plan = {
            .k = 4, .points_least = bound[t][0], .points_most = bound[t][1], .restarts_most = 16};
        ck_assert_int_eq(solve(&c, NULL, &plan, 1), MYN_OK);
        check_whole(&c, NULL, 4);
        size_t most = bound[t][1] ? bound[t][1] : 200, least = bound[t][0] ? bound[t][0] : 1;
        for (size_t j = 0; j < 4; j++) ck_assert(c.points[j] >= least && c.points[j] <= most);
        check_local(&c, NULL, 4, least, most);
        case_free(&c);
    }
}
END_TEST

/* 0 1 2 10 with two segments of two: {0 1} {2 10}, W = 1/2 + 32. */
START_TEST(bounds_by_hand)
{
    static const double line[4] = {0, 1, 2, 10};
    Case c = made(4, 1, 1, 0, 2);
    memcpy(c.x.at, line, sizeof line);
    myn_kmeans_plan plan = {.k = 2, .points_least = 2};
    ck_assert_int_eq(solve(&c, NULL, &plan, 1), MYN_OK);
    ck_assert(near_to(c.fit.within, 32.5, 1e-13));
    case_free(&c);
}
END_TEST

/* The certificate's figures follow from its counts. */
START_TEST(certificate)
{
    Case c = made(300, 3, 9, 2, 6);
    ck_assert_int_eq(solve(&c, NULL, &(myn_kmeans_plan){.k = 6, .plain = true, .restarts_most = 37}, 1),
                     MYN_OK);
    const myn_certificate *f = &c.fit.certificate;
    ck_assert_uint_eq(f->restarts, 37);
    ck_assert(f->seen >= 1 && f->seen <= 37 && f->optima >= 1 && f->once <= f->optima && f->recombined == 0);
    ck_assert(near_to(f->unseen, (double)f->once / 37, 1e-15));
    ck_assert(near_to(f->missed, pow(1 - (double)f->seen / 37, 37), 1e-13));
    ck_assert(f->enough == (f->seen >= 8));
    case_free(&c);
}
END_TEST

/* Two groups that no start can miss: the stop comes as soon as it may, and the certificate says how sure it is. */
START_TEST(stops_when_the_best_is_seen)
{
    Case c = made(2000, 30, 2, 8, 2);
    ck_assert_int_eq(solve(&c, NULL, &(myn_kmeans_plan){.k = 2, .restarts_least = 16}, 1), MYN_OK);
    ck_assert_uint_eq(c.fit.certificate.restarts, 16);
    ck_assert_uint_eq(c.fit.certificate.seen, 16);
    ck_assert(c.fit.certificate.missed == 0 && c.fit.certificate.unseen == 0 && c.fit.certificate.enough);
    case_free(&c);
}
END_TEST

static void check_same(size_t n, const myn_kmeans_plan *plan)
{
    Case one = made(n, 6, 11, 1.5, plan->k), more = made(n, 6, 11, 1.5, plan->k);
    ck_assert_int_eq(solve(&one, NULL, plan, 1), MYN_OK);
    ck_assert_int_eq(solve(&more, NULL, plan, 3), MYN_OK);
    ck_assert_mem_eq(one.label, more.label, n * sizeof *one.label);
    ck_assert_mem_eq(one.fit.centre.at, more.fit.centre.at, plan->k * 6 * sizeof(double));
    ck_assert_mem_eq(&one.fit.within, &more.fit.within, sizeof(double));
    ck_assert_uint_eq(one.fit.certificate.seen, more.fit.certificate.seen);
    ck_assert_uint_eq(one.fit.certificate.recombined_seen, more.fit.certificate.recombined_seen);
    case_free(&one);
    case_free(&more);
}

START_TEST(same_bytes_with_any_threads)
{
    check_same(500, &(myn_kmeans_plan){.k = 9, .recombine = MYN_RECOMBINE_ALWAYS});
    check_same(66000, &(myn_kmeans_plan){.k = 3, .restarts_most = 16, .recombine = MYN_RECOMBINE_NEVER});
    check_same(300, &(myn_kmeans_plan){.k = 5, .points_least = 40, .restarts_most = 16});
    check_same(300,
               &(myn_kmeans_plan){.k = 5, .seeding = MYN_SEED_FURTHEST, .plain = true, .restarts_most = 5});
}
END_TEST

/* From centres that are given; those of the answer lead back to it. */
START_TEST(from_centres)
{
    Case c = made(400, 3, 5, 3, 5);
    myn_kmeans_plan plan = {.k = 5};
    ck_assert_int_eq(solve(&c, NULL, &plan, 1), MYN_OK);
    uint32_t before[400];
    double within = c.fit.within;
    memcpy(before, c.label, sizeof before);
    myn_arena *arena = arena_new();
    ck_assert_int_eq(myn_kmeans_from(myn_const(c.x), NULL, &plan, &c.fit, arena), MYN_OK);
    ck_assert_mem_eq(before, c.label, sizeof before);
    ck_assert(near_to(c.fit.within, within, 1e-14));
    myn_arena_free(arena);
    case_free(&c);
}
END_TEST

START_TEST(wrong_arguments)
{
    Case c = made(10, 2, 2, 1, 32);
    double weight[10] = {1, 1, 1, 1, 0, 1, 1, 1, 1, 1};
    static const myn_kmeans_plan bad[5] = {{.k = 0},
                                           {.k = 11},
                                           {.k = 3, .points_least = 4},
                                           {.k = 3, .points_most = 3},
                                           {.k = 2, .points_least = 5, .points_most = 4}};
    for (int t = 0; t < 5; t++) ck_assert_int_eq(solve(&c, NULL, &bad[t], 1), MYN_ERR_ARGUMENT);
    ck_assert_int_eq(solve(&c, weight, &(myn_kmeans_plan){.k = 2}, 1), MYN_ERR_DATA);
    c.x.at[3] = NAN;
    ck_assert_int_eq(solve(&c, NULL, &(myn_kmeans_plan){.k = 2}, 1), MYN_ERR_DATA);
    c.x.at[3] = -INFINITY;
    ck_assert_int_eq(solve(&c, NULL, &(myn_kmeans_plan){.k = 2}, 1), MYN_ERR_DATA);
    case_free(&c);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("kmeans");
    TCase *c = tcase_create("kmeans");
    tcase_set_timeout(c, 120);
    tcase_add_test(c, local_optimum_in_float64);
    tcase_add_test(c, weights_are_copies);
    tcase_add_test(c, by_hand);
    tcase_add_test(c, one_segment_and_as_many_as_points);
    tcase_add_test(c, fewer_different_points_than_segments);
    tcase_add_test(c, place_and_size_do_not_matter);
    tcase_add_test(c, bounds_are_kept);
    tcase_add_test(c, bounds_by_hand);
    tcase_add_test(c, certificate);
    tcase_add_test(c, stops_when_the_best_is_seen);
    tcase_add_test(c, same_bytes_with_any_threads);
    tcase_add_test(c, from_centres);
    tcase_add_test(c, wrong_arguments);
    suite_add_tcase(s, c);
    return s;
}
