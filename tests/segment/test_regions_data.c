/* Regions of Guerry's France: spdep 1.2-7 and rgeoda 0.1.0 (SKATER), scikit-learn 1.2.1 (Ward among queen
 * neighbours). */
#include "segment/segment_golden.h"
#include <mynegai/method.h>
#include <mynegai/regions.h>

enum { N = 85, D = 6 };

typedef struct {
    myn_mat z;
    double bound[N], total;
    myn_contiguity map;
    myn_arena *arena;
    uint32_t label[N];
} France;

static void read_map(France *f, const char *file)
{
    Golden g = golden_open(golden_folder(test_golden(), "segment/data"), file);
    uint32_t(*pair)[2] = calloc(g.rows, sizeof *pair);
    for (size_t r = 0; r < g.rows; r++)
        for (size_t c = 0; c < 2; c++) pair[r][c] = (uint32_t)golden_number(&g, r, c) - 1;
    ck_assert(myn_contiguity_pairs(N, (const uint32_t(*)[2])pair, g.rows, &f->map, f->arena) == MYN_OK);
    free(pair);
    golden_free(&g);
}

static France france(void)
{
    France f = {.arena = arena_new()};
    myn_mat all = points_of("sp_guerry", 0);
    f.z = mat_new(N, D);
    for (size_t j = 0; j < D; j++) {
        double column[N];
        for (size_t i = 0; i < N; i++) column[i] = myn_row(all, i)[j];
        myn_moments m = myn_moments_of(column, N, 1);
        for (size_t i = 0; i < N; i++) myn_row(f.z, i)[j] = (column[i] - m.mean) / m.sd;
    }
    for (size_t i = 0; i < N; i++) f.total += f.bound[i] = myn_row(all, i)[6];
    free(all.at);
    read_map(&f, "sp_guerry_queen.csv");
    return f;
}

static void end(France *f)
{
    free(f->z.at);
    myn_arena_free(f->arena);
}

static myn_region_result skater(France *f, myn_region_cost cost, size_t k, double floor)
{
    myn_region_plan plan = {k, f->bound, floor, cost};
    myn_region_result got = {.regions = {.label = f->label}};
    ck_assert(myn_regions_skater(myn_const(f->z), &f->map, &plan, &got, f->arena) == MYN_OK);
    ck_assert(got.parts == 1 && got.below_floor == 0);
    return got;
}

static void check_labels(const France *f, const char *want, const char *what, size_t k)
{
    size_t n;
    uint32_t *label = labels_of(want, &n);
    double same = rand_of(label, f->label, n, f->arena);
    ck_assert_msg(same == 1, "%s %zu: ARI %g", what, k, same);
    free(label);
}

/* Its `ssw` is the sum of all steps' costs, the whole's first. */
START_TEST(spdep_skater)
{
    France f = france();
    Golden g = golden_open(segment_golden(), "spdep_skater.csv");
    double steps = skater(&f, MYN_REGION_DISTANCES, 1, 0).cost;
    for (size_t row = 0; row < g.rows; row++) {
        size_t k = (size_t)golden_number(&g, row, 1);
        bool floored = strcmp(golden_text(&g, row, 0), "guerry") != 0;
        myn_region_result got = skater(&f, MYN_REGION_DISTANCES, k, floored ? 0.08 * f.total : 0);
        ck_assert_uint_eq(got.regions.k, k);
        check_labels(&f, golden_text(&g, row, 5), "spdep", k);
        if (floored) continue;
        steps += got.cost;
        ck_assert(near_to(steps, golden_number(&g, row, 3), 1e-10));
        ck_assert(near_to(within_of(myn_const(f.z), f.label, k), golden_number(&g, row, 4), 1e-10));
    }
    golden_free(&g);
    end(&f);
}
END_TEST

START_TEST(rgeoda_skater)
{
    France f = france();
    Golden g = golden_open(segment_golden(), "rgeoda_regions.csv");
    size_t seen = 0;
    for (size_t row = 0; row < g.rows; row++) {
        const char *method = golden_text(&g, row, 1);
        if (strncmp(method, "skater", 6) != 0) continue;
        size_t k = (size_t)golden_number(&g, row, 2);
        myn_region_result got = skater(&f, MYN_REGION_SQUARES, k,
                                       strcmp(method, "skater") == 0 ? 0 : 0.1 * f.total);
        double want = golden_number(&g, row, 7);
        if (strcmp(method, "skater") !=
            0) { /* that program lets a region of 5 % through: its cost is too low */
            ck_assert(got.regions.k == k && got.cost > want);
            continue;
        }
        ck_assert_msg(near_to(got.cost, want, 1e-10), "%s %zu: %.17g, expected %.17g", method, k, got.cost,
                      want);
        check_labels(&f, golden_text(&g, row, 8), method, k);
        seen++;
    }
    ck_assert_uint_eq(seen, 3);
    golden_free(&g);
    end(&f);
}
END_TEST

START_TEST(ward_among_neighbours)
{
    France f = france();
    Golden g = golden_open(segment_golden(), "regions_best.csv");
    size_t seen = 0;
    for (size_t row = 0; row < g.rows; row++) {
        if (strcmp(golden_text(&g, row, 1), "sk_ward_queen") != 0) continue;
        myn_region_plan plan = {.k = (size_t)golden_number(&g, row, 2)};
        myn_region_result got = {.regions = {.label = f.label}};
        ck_assert(myn_regions_ward(myn_const(f.z), &f.map, &plan, &got, f.arena) == MYN_OK);
        ck_assert(near_to(got.cost, golden_number(&g, row, 3), 1e-10));
        check_labels(&f, golden_text(&g, row, 4), "ward", plan.k);
        seen++;
    }
    ck_assert_uint_eq(seen, 3);
    golden_free(&g);
    end(&f);
}
END_TEST

Suite *suite(void)
{
    test_needs(golden_folder(test_golden(), "segment/spdep_skater.csv"));
    Suite *s = suite_create("regions data");
    TCase *c = tcase_create("regions data");
    tcase_add_test(c, spdep_skater);
    tcase_add_test(c, rgeoda_skater);
    tcase_add_test(c, ward_among_neighbours);
    suite_add_tcase(s, c);
    return s;
}
