/* Families and benchmarks of the invented Welsh councils, worked out again by plain loops from the store's own raw values. */
#include "run/built.h"
#include "suite.h"
#include <math.h>
#include <mynegai/run_neighbours.h>

#define K 4

static built b;
static myn_panel *raw;
static myn_edition edition;
static size_t last;

static void set_up(void)
{
    b = build_index(MYN_SOURCE "/indices/wales-demo", NULL);
    last = b.labels->editions - 1;
    ck_assert_int_eq(myn_store_panel(b.store, MYN_CUBE_RAW, &raw), MYN_OK);
    ck_assert_int_eq(myn_store_edition(b.store, last, &edition), MYN_OK);
}

static void tear_down(void)
{
    myn_panel_free(raw);
    myn_edition_free(&edition);
    free_build(&b);
}

static myn_families *families_of(double shift, size_t area)
{
    myn_families *out;
    const myn_family_choice choice = {.edition = last, .k = K, .shift = shift, .area = area, .threads = 2};
    ck_assert_int_eq(myn_families_find(b.store, b.path, &choice, b.diag, &out), MYN_OK);
    return out;
}

static double value(size_t indicator, size_t area)
{
    return raw->plane[edition.used_period[indicator]].value[indicator * raw->areas + area];
}

/* z-scores with n - 1; a gap is 0. */
static double *z_scores(void)
{
    size_t areas = raw->areas, d = b.labels->indicators;
    double *z = calloc(areas * d, sizeof *z);
    for (size_t j = 0; j < d; j++) {
        double sum = 0, squares = 0, n = 0;
        for (size_t a = 0; a < areas; a++)
            if (!isnan(value(j, a))) sum += value(j, a), n++;
        for (size_t a = 0; a < areas; a++)
            if (!isnan(value(j, a))) squares += (value(j, a) - sum / n) * (value(j, a) - sum / n);
        for (size_t a = 0; a < areas; a++)
            z[a * d + j] = isnan(value(j, a)) ? 0 : (value(j, a) - sum / n) / sqrt(squares / (n - 1));
    }
    return z;
}

/* Squared distance with weight J (MYN_NONE: none) FACTOR times as large. */
static double apart(const double *z, size_t a, size_t c, size_t j, double factor)
{
    size_t d = b.labels->indicators;
    double sum = 0;
    for (size_t k = 0; k < d; k++) {
        double step = z[a * d + k] - z[c * d + k];
        sum += (k == j ? factor : 1) * step * step / (double)d;
    }
    return sum;
}

/* Place of C among the others by distance from A, from 1. */
static size_t place_of(const double *z, size_t a, size_t c, size_t j, double factor)
{
    size_t place = 1;
    double own = apart(z, a, c, j, factor);
    for (size_t o = 0; o < raw->areas; o++) place += o != a && o != c && apart(z, a, o, j, factor) < own;
    return place;
}

START_TEST(nearest)
{
    double *z = z_scores();
    myn_families *f = families_of(0, MYN_NONE);
    ck_assert_uint_eq(f->variables, b.labels->indicators);
    ck_assert_ptr_null(f->kept);
    for (size_t a = 0; a < f->areas; a++) {
        double farthest = 0;
        for (size_t o = 0; o < f->areas; o++) farthest = fmax(farthest, sqrt(apart(z, a, o, MYN_NONE, 1)));
        for (size_t i = 0; i < K; i++) {
            size_t other = f->which[a * K + i];
            double distance = sqrt(apart(z, a, other, MYN_NONE, 1));
            ck_assert_uint_eq(place_of(z, a, other, MYN_NONE, 1), i + 1);
            ck_assert_double_eq_tol(f->distance[a * K + i], distance, 1e-12);
            ck_assert_double_eq_tol(f->rebased[a * K + i], distance / farthest, 1e-12);
            ck_assert_int_eq(f->mutual[a * K + i], place_of(z, other, a, MYN_NONE, 1) <= K);
        }
    }
    myn_families_free(f);
    free(z);
}
END_TEST

START_TEST(shares_of_a_distance)
{
    double *z = z_scores(), share[256], sum = 0;
    myn_families *f = families_of(0, MYN_NONE);
    size_t d = f->variables;
    myn_families_share(f, 3, 7, share);
    for (size_t j = 0; j < d; j++) {
        double step = z[3 * d + j] - z[7 * d + j];
        ck_assert_double_eq_tol(share[j], step * step / (double)d / apart(z, 3, 7, MYN_NONE, 1), 1e-12);
        sum += share[j];
    }
    ck_assert_double_eq_tol(sum, 1, 1e-12);
    myn_families_free(f);
    free(z);
}
END_TEST

/* Each weight half as large again, and half as large. */
START_TEST(weights_that_move)
{
    const size_t area = 5;
    double *z = z_scores();
    myn_families *f = families_of(.5, area);
    size_t d = f->variables, moved = 0;
    ck_assert_uint_eq(f->trials, 2 * d);
    for (size_t a = 0; a < f->areas; a++)
        for (size_t i = 0; i < K; i++) {
            double stays = 0;
            for (size_t t = 0; t < 2 * d; t++)
                stays += place_of(z, a, f->which[a * K + i], t / 2, t % 2 ? .5 : 1.5) <= K;
            ck_assert_double_eq_tol(f->kept[a * K + i], stays / (2. * (double)d), 1e-12);
            moved += stays < 2. * (double)d;
        }
    ck_assert_uint_gt(moved, 0);
    for (size_t i = 0; i < f->entrants; i++) {
        double enters = 0;
        for (size_t t = 0; t < 2 * d; t++)
            enters += place_of(z, area, f->entrant[i].area, t / 2, t % 2 ? .5 : 1.5) <= K;
        ck_assert_double_eq_tol(f->entrant[i].share, enters / (2. * (double)d), 1e-12);
        ck_assert_uint_gt(place_of(z, area, f->entrant[i].area, MYN_NONE, 1), K);
    }
    myn_families_free(f);
    free(z);
}
END_TEST

START_TEST(same_with_more_threads)
{
    myn_families *f[2];
    for (size_t i = 0; i < 2; i++) {
        const myn_family_choice choice = {
            .edition = last, .k = K, .shift = .1, .area = 2, .threads = 1 + 3 * i};
        ck_assert_int_eq(myn_families_find(b.store, b.path, &choice, b.diag, &f[i]), MYN_OK);
    }
    ck_assert_mem_eq(f[0]->which, f[1]->which, f[0]->areas * K * sizeof *f[0]->which);
    ck_assert_mem_eq(f[0]->distance, f[1]->distance, f[0]->areas * K * sizeof *f[0]->distance);
    ck_assert_mem_eq(f[0]->kept, f[1]->kept, f[0]->areas * K * sizeof *f[0]->kept);
    for (size_t i = 0; i < 2; i++) myn_families_free(f[i]);
}
END_TEST

START_TEST(beside_its_family)
{
    const size_t area = 8;
    myn_families *f = families_of(0, area);
    myn_benchmark *made;
    ck_assert_int_eq(myn_benchmark_area(b.store, b.path, f, area, &made), MYN_OK);
    ck_assert_uint_eq(made->lines, b.labels->nodes);
    for (size_t i = 0; i < made->lines; i++) {
        const myn_benchmark_line *line = &made->line[i];
        const myn_item *node = &b.labels->node[line->node];
        const int32_t *rank = edition.rank + i * raw->areas;
        double family = 0, all = 0, n = 0, m = 0;
        size_t before = 1;
        for (size_t a = 0; a < raw->areas; a++) {
            double x = node->indicator == MYN_NONE ? edition.score[i * raw->areas + a]
                                                   : value(node->indicator, a);
            bool in = false;
            for (size_t k = 0; k < K; k++) in = in || f->which[area * K + k] == a;
            if (a == area) ck_assert(isnan(x) ? isnan(line->value) : line->value == x);
            if (!isnan(x)) all += x, n++;
            if (!isnan(x) && in) family += x, m++;
            before += in && rank[a] && rank[a] < rank[area];
        }
        if (n > 0) ck_assert_double_eq_tol(line->all, all / n, 1e-9);
        if (m > 0) ck_assert_double_eq_tol(line->family, family / m, 1e-9);
        ck_assert_uint_eq(line->rank, (size_t)rank[area]);
        if (rank[area]) ck_assert_uint_eq(line->rank_family, before);
        if (line->rank)
            ck_assert_int_eq(line->quarter, (int)ceil(4. * (double)line->rank / (double)line->of));
    }
    myn_benchmark_free(made);
    myn_families_free(f);
}
END_TEST

START_TEST(refused)
{
    myn_families *f;
    myn_family_choice choice = {.edition = last, .k = raw->areas, .area = MYN_NONE};
    ck_assert_int_eq(myn_families_find(b.store, b.path, &choice, b.diag, &f), MYN_ERR_DATA);
    ck_assert_ptr_nonnull(
        strstr(myn_diag_at(b.diag, myn_diag_kept(b.diag) - 1)->text, "a family of 22 takes 23 areas with values"));
    choice = (myn_family_choice){.edition = 99, .k = 1, .area = MYN_NONE};
    ck_assert_int_eq(myn_families_find(b.store, b.path, &choice, b.diag, &f), MYN_ERR_ARGUMENT);
    ck_assert_ptr_null(f);
}
END_TEST

Suite *suite(void)
{
    const TTest *tests[] = {
        nearest, shares_of_a_distance, weights_that_move, same_with_more_threads, beside_its_family, refused};
    Suite *out = suite_create("neighbours");
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, set_up, tear_down);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) tcase_add_test(all, tests[i]);
    suite_add_tcase(out, all);
    return out;
}
