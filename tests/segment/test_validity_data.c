/* Silhouettes of R's cluster, indices of its fpc and of scikit-learn. */
#include "segment/sets.h"
#include <mynegai/validity.h>

typedef struct {
    myn_mat x, d;
    uint32_t *label;
    myn_partition part;
    myn_team *team;
    myn_arena *arena;
} Given;

static Given given(const char *set, size_t k)
{
    Given g = {.x = golden_points(set), .team = team_of(2), .arena = arena_new()};
    g.d = mat_new(g.x.rows, g.x.rows);
    g.label = calloc(g.x.rows, sizeof *g.label);
    g.part = (myn_partition){g.label, g.x.rows, k};
    ck_assert_int_eq(myn_distances(myn_const(g.x), MYN_DISTANCE_EUCLID, g.team, g.d), MYN_OK);
    return g;
}

static void given_free(Given *g)
{
    myn_arena_free(g->arena);
    myn_team_free(g->team);
    free(g->x.at);
    free(g->d.at);
    free(g->label);
}

/* The reference has distances of centres from norms and products, which costs it half its digits where the data lie
 * far from 0. */
#define OF_PRODUCTS 2e-8

static void check_to(const Golden *g, size_t r, const char *column, double got, double tolerance)
{
    double want = golden_number(g, r, golden_col(g, column));
    if (isnan(want)) return; /* not computed there, for the number of pairs */
    ck_assert_msg(near_to(got, want, tolerance), "%s, %s, %s: %.15g, expected %.15g", golden_text(g, r, 0),
                  golden_text(g, r, 1), column, got, want);
}

static void check_near(const Golden *g, size_t r, const char *column, double got)
{
    check_to(g, r, column, got, 1e-10);
}

/* The three ways to silhouettes against rows R ... of G: exact, by float32, from dissimilarities. */
static void check_widths(const Golden *g, size_t r, Given *v)
{
    double *width = calloc(v->part.n, sizeof *width);
    uint32_t *neighbour = calloc(v->part.n, sizeof *neighbour);
    myn_silhouettes s = {width, neighbour, 0};
    for (int way = 0; way < 3; way++) {
        double tolerance = way == 1 ? 1e-6 : 1e-12;
        if (way < 2)
            ck_assert_int_eq(myn_silhouette(myn_const(v->x), &v->part, way == 1, v->team, &s, v->arena),
                             MYN_OK);
        else
            ck_assert_int_eq(myn_silhouette_of(myn_const(v->d), &v->part, &s, v->arena), MYN_OK);
        for (size_t i = 0; i < v->part.n; i++) {
            double want = golden_number(g, r + i, 5);
            ck_assert_msg(fabs(width[i] - want) <= tolerance, "%s, way %d, %zu: %.15g, expected %.15g",
                          golden_text(g, r, 0), way, i, width[i], want);
            if (way != 1) ck_assert_uint_eq(neighbour[i] + 1, (uint32_t)golden_number(g, r + i, 4));
        }
    }
    free(width);
    free(neighbour);
}

START_TEST(silhouettes)
{
    Golden g = golden_open(segment_folder(), "pam_silhouette.csv");
    for (size_t r = 0; r < g.rows;) {
        Given v = given(golden_text(&g, r, 0), (size_t)golden_number(&g, r, 1));
        for (size_t i = 0; i < v.part.n; i++) v.label[i] = (uint32_t)golden_number(&g, r + i, 3) - 1;
        check_widths(&g, r, &v);
        r += v.part.n;
        given_free(&v);
    }
    golden_free(&g);
}
END_TEST

/* The partition of row R of G: that of kmeans_optimum_labels.csv for the same set and k. */
static Given given_optimum(const Golden *g, size_t r, const Golden *labels)
{
    Given v = given(golden_text(g, r, 0), (size_t)golden_number(g, r, 1));
    size_t at = row_of(labels, golden_text(g, r, 0), golden_text(g, r, 1));
    read_numbers(golden_text(labels, at, 2), v.part.n, v.label);
    return v;
}

static double mean_silhouette(Given *v)
{
    double *width = calloc(v->part.n, sizeof *width);
    myn_silhouettes s = {width, NULL, 0};
    ck_assert_int_eq(myn_silhouette(myn_const(v->x), &v->part, false, v->team, &s, v->arena), MYN_OK);
    free(width);
    return s.mean;
}

START_TEST(indices_of_scikit_learn)
{
    Golden g = golden_open(segment_folder(), "sk_indices_on_optimum.csv");
    Golden labels = golden_open(segment_folder(), "kmeans_optimum_labels.csv");
    for (size_t r = 0; r < g.rows; r++) {
        Given v = given_optimum(&g, r, &labels);
        myn_point_indices p;
        ck_assert_int_eq(myn_indices_of_points(myn_const(v.x), &v.part, &p, v.arena), MYN_OK);
        check_near(&g, r, "silhouette", mean_silhouette(&v));
        check_near(&g, r, "calinski_harabasz", p.calinski_harabasz);
        check_to(&g, r, "davies_bouldin", p.davies_bouldin, OF_PRODUCTS);
        check_near(&g, r, "sse", p.within);
        given_free(&v);
    }
    golden_free(&g);
    golden_free(&labels);
}
END_TEST

static void check_fpc(const Golden *g, size_t r, Given *v)
{
    myn_point_indices p;
    myn_pair_indices q;
    ck_assert_int_eq(myn_indices_of_points(myn_const(v->x), &v->part, &p, v->arena), MYN_OK);
    ck_assert_int_eq(myn_indices_of_pairs(myn_const(v->d), &v->part, &q, v->arena), MYN_OK);
    check_near(g, r, "ch", p.calinski_harabasz);
    check_near(g, r, "entropy", p.entropy);
    check_near(g, r, "within_ss", p.within);
    check_near(g, r, "avg_silwidth", mean_silhouette(v));
    check_near(g, r, "dunn", q.dunn);
    check_near(g, r, "dunn2", q.dunn2);
    check_near(g, r, "pearsongamma", q.pearson_gamma);
    check_near(g, r, "wb_ratio", q.wb_ratio);
    check_near(g, r, "g2", q.g2);
    check_near(g, r, "g3", q.g3);
    check_near(g, r, "sindex", q.separation);
}

START_TEST(indices_of_fpc)
{
    Golden g = golden_open(segment_folder(), "validity_indices.csv");
    Golden labels = golden_open(segment_folder(), "kmeans_optimum_labels.csv");
    for (size_t r = 0; r < g.rows; r++) {
        Given v = given_optimum(&g, r, &labels);
        check_fpc(&g, r, &v);
        given_free(&v);
    }
    golden_free(&g);
    golden_free(&labels);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("validity data");
    TCase *c = tcase_create("golden");
    test_needs(segment_folder());
    tcase_set_timeout(c, 200);
    tcase_add_test(c, silhouettes);
    tcase_add_test(c, indices_of_scikit_learn);
    tcase_add_test(c, indices_of_fpc);
    suite_add_tcase(s, c);
    return s;
}
