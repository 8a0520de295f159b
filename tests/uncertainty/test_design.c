/* Designs: the Sobol' sequence against the published one, nets, permutations, Saltelli's rows. */
#include "suite.h"
#include <math.h>
#include <mynegai/design.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static myn_arena *arena;

static void open_arena(void)
{
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
}

static void close_arena(void)
{
    myn_arena_free(arena);
}

static myn_design made(myn_design_kind kind, uint64_t seed, uint64_t points, size_t dimensions)
{
    myn_design design;
    const myn_design_choice choice = {kind, seed, points, dimensions};
    ck_assert_int_eq(myn_design_new(&choice, arena, &design), MYN_OK);
    return design;
}

static double point[2 * MYN_SOBOL_DIMENSIONS];

/* The first ten points as scipy.stats.qmc.Sobol(d, scramble=False) 1.10.1 gives them, which reads Joe and Kuo's file. */
START_TEST(first_points)
{
    static const struct {
        size_t dimension;
        double at[10];
    } published[] = {{0, {0, .5, .75, .25, .375, .875, .625, .125, .1875, .6875}},
                     {1, {0, .5, .25, .75, .375, .875, .125, .625, .3125, .8125}},
                     {2, {0, .5, .25, .75, .625, .125, .875, .375, .9375, .4375}},
                     {3, {0, .5, .25, .75, .875, .375, .625, .125, .4375, .9375}},
                     {4, {0, .5, .75, .25, .375, .875, .625, .125, .5625, .0625}},
                     {9, {0, .5, .75, .25, .625, .125, .375, .875, .3125, .8125}},
                     {479, {0, .5, .25, .75, .375, .875, .125, .625, .0625, .5625}},
                     {1023, {0, .5, .75, .25, .875, .375, .125, .625, .0625, .5625}}};
    myn_design design = made(MYN_DESIGN_SOBOL_PLAIN, 1, 16, MYN_SOBOL_DIMENSIONS);
    for (size_t k = 0; k < sizeof published / sizeof *published; k++)
        for (uint64_t i = 0; i < 10; i++) {
            myn_design_point(&design, i, point);
            ck_assert_double_eq(point[published[k].dimension], published[k].at[i]);
        }
}
END_TEST

/* Point 1,000,000 without those before it, and a checksum over all dimensions of point 65,535; both by scipy. */
START_TEST(far_points)
{
    static const struct {
        size_t dimension;
        double at;
    } published[] = {{0, 0.026474952697753906}, {1, 0.3119192123413086},    {2, 0.8279962539672852},
                     {5, 0.7950620651245117},   {63, 0.058121681213378906}, {255, 0.5557622909545898},
                     {511, 0.7965154647827148}, {777, 0.708888053894043},   {1023, 0.2988424301147461}};
    uint64_t sum = 0;
    myn_design design = made(MYN_DESIGN_SOBOL_PLAIN, 1, (uint64_t)1 << 20, MYN_SOBOL_DIMENSIONS);
    myn_design_point(&design, 1000000, point);
    for (size_t k = 0; k < sizeof published / sizeof *published; k++)
        ck_assert_double_eq(point[published[k].dimension], published[k].at);
    myn_design_point(&design, 65535, point);
    for (size_t j = 0; j < MYN_SOBOL_DIMENSIONS; j++) sum += (uint64_t)(point[j] * 0x1p32) * (j + 1);
    ck_assert_uint_eq(sum % (((uint64_t)1 << 61) - 1), 1119217729404928u);
}
END_TEST

/* 2^BITS points: each of 2^BITS equal parts of every dimension is hit once, whatever the seed. */
static void check_stratified(const myn_design *design, uint64_t n)
{
    size_t d = design->choice.dimensions;
    bool *hit = calloc(d * n, sizeof *hit);
    for (uint64_t i = 0; i < n; i++) {
        myn_design_point(design, i, point);
        for (size_t j = 0; j < d; j++) {
            ck_assert(point[j] > 0 && point[j] < 1);
            size_t part = (size_t)(point[j] * (double)n);
            ck_assert_msg(!hit[j * n + part], "dimension %zu", j);
            hit[j * n + part] = true;
        }
    }
    free(hit);
}

START_TEST(scrambled_is_stratified)
{
    for (uint64_t seed = 0; seed < 3; seed++) {
        myn_design design = made(MYN_DESIGN_SOBOL, seed, 256, 1024);
        check_stratified(&design, 256);
    }
}
END_TEST

/* The first two dimensions are a (0, m, 2)-net: every box of 2^-a by 2^-(m-a) holds one point. */
START_TEST(scrambled_is_a_net)
{
    enum { M = 10, N = 1 << M };
    myn_design design = made(MYN_DESIGN_SOBOL, 7, N, 2);
    for (int a = 0; a <= M; a++) {
        bool hit[N] = {false};
        for (uint64_t i = 0; i < N; i++) {
            myn_design_point(&design, i, point);
            size_t box = (size_t)ldexp(point[0], a) << (M - a) | (size_t)ldexp(point[1], M - a);
            ck_assert(!hit[box]);
            hit[box] = true;
        }
    }
}
END_TEST

/* Over seeds a point is uniform: mean 1/2 and variance 1/12, within four standard errors. */
START_TEST(scrambled_is_uniform)
{
    enum { SEEDS = 4000 };
    double sum = 0, squares = 0;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        myn_arena_mark mark = myn_arena_here(arena);
        myn_design design = made(MYN_DESIGN_SOBOL, seed, 16, 5);
        myn_design_point(&design, 3, point);
        sum += point[4] - 0.5;
        squares += (point[4] - 0.5) * (point[4] - 0.5);
        myn_arena_rewind(arena, mark);
    }
    ck_assert_double_lt(fabs(sum / SEEDS), 4 * sqrt(1.0 / 12 / SEEDS));
    ck_assert_double_lt(fabs(squares / SEEDS - 1.0 / 12), 4 * sqrt(1.0 / 180 / SEEDS));
}
END_TEST

START_TEST(latin_is_stratified)
{
    static const uint64_t sizes[] = {1, 2, 3, 4, 5, 100, 257, 1000};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        myn_design design = made(MYN_DESIGN_LATIN, 42, sizes[k], 60);
        check_stratified(&design, sizes[k]);
    }
}
END_TEST

/* Every one of the 24 orders of four parts comes up, about as often (chi-squared, 23 degrees of freedom, 0.1 % point). */
START_TEST(latin_orders)
{
    enum { TRIES = 24000 };
    double expected = TRIES / 24.0, chi2 = 0;
    size_t count[256] = {0}, orders = 0;
    for (uint64_t seed = 0; seed < TRIES / 100; seed++) {
        myn_design design = made(MYN_DESIGN_LATIN, seed, 4, 100);
        size_t order[100] = {0};
        for (uint64_t i = 0; i < 4; i++) {
            myn_design_point(&design, i, point);
            for (size_t j = 0; j < 100; j++) order[j] = order[j] << 2 | (size_t)(point[j] * 4);
        }
        for (size_t j = 0; j < 100; j++) count[order[j]]++;
    }
    for (size_t k = 0; k < 256; k++) {
        if (!count[k]) continue;
        orders++;
        chi2 += ((double)count[k] - expected) * ((double)count[k] - expected) / expected;
    }
    ck_assert_uint_eq(orders, 24);
    ck_assert_double_lt(chi2, 49.73);
}
END_TEST

/* The root mean square error of the mean of prod (1 + (x - 1/2)) over 20 seeds: its integral is 1. */
static double product_error(myn_design_kind kind, uint64_t n)
{
    double squares = 0;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        double sum = 0;
        myn_design design = made(kind, seed, n, 6);
        for (uint64_t i = 0; i < n; i++) {
            double product = 1;
            myn_design_point(&design, i, point);
            for (size_t j = 0; j < 6; j++) product *= 0.5 + point[j];
            sum += product;
        }
        squares += (sum / (double)n - 1) * (sum / (double)n - 1);
    }
    return sqrt(squares / 20);
}

/* Variance of the product is (13/12)^6 - 1; of what is left after the sum of the inputs' own effects, 6/12 less. */
START_TEST(integration_error)
{
    enum { N = 4096 };
    double variance = pow(13.0 / 12, 6) - 1;
    double plain = sqrt(variance / N), latin = sqrt((variance - 0.5) / N);
    ck_assert_double_lt(fabs(product_error(MYN_DESIGN_MONTE_CARLO, N) / plain - 1), 0.5);
    ck_assert_double_lt(fabs(product_error(MYN_DESIGN_LATIN, N) / latin - 1), 0.5);
    ck_assert_double_lt(product_error(MYN_DESIGN_SOBOL, N), plain / 50);
}
END_TEST

START_TEST(saltelli_rows)
{
    enum { N = 8, D = 3 };
    double base[2 * D], row[D], room[2 * D];
    myn_design design = made(MYN_DESIGN_SOBOL, 5, N, 2 * D);
    const myn_saltelli rows = {&design, D, NULL};
    ck_assert_uint_eq(myn_saltelli_runs(N, D), 40);
    for (uint64_t r = 0; r < 40; r++) {
        uint64_t at;
        size_t block = myn_saltelli_block(r, N, &at);
        ck_assert_uint_eq(at, r % N);
        myn_design_point(&design, at, base);
        myn_saltelli_point(&rows, r, row, room);
        for (size_t j = 0; j < D; j++) {
            bool from_b = block == 1 || block == 2 + j;
            ck_assert_double_eq(row[j], base[from_b ? D + j : j]);
        }
    }
}
END_TEST

/* Two inputs, the second of two coordinates. */
START_TEST(saltelli_groups)
{
    enum { N = 4, C = 3 };
    static const size_t first[] = {0, 1, 3};
    double base[2 * C], row[C], room[2 * C];
    myn_design design = made(MYN_DESIGN_LATIN, 5, N, 2 * C);
    const myn_saltelli rows = {&design, 2, first};
    for (uint64_t r = 0; r < myn_saltelli_runs(N, 2); r++) {
        size_t block = (size_t)(r / N);
        myn_design_point(&design, r % N, base);
        myn_saltelli_point(&rows, r, row, room);
        for (size_t j = 0; j < C; j++) {
            bool from_b = block == 1 || (block == 2 && j == 0) || (block == 3 && j > 0);
            ck_assert_double_eq(row[j], base[from_b ? C + j : j]);
        }
    }
}
END_TEST

START_TEST(seeds_differ)
{
    for (int kind = MYN_DESIGN_MONTE_CARLO; kind <= MYN_DESIGN_SOBOL; kind++) {
        double other[4];
        myn_design one = made((myn_design_kind)kind, 1, 64, 4), two = made((myn_design_kind)kind, 2, 64, 4);
        myn_design_point(&one, 63, point);
        myn_design_point(&two, 63, other);
        for (size_t j = 0; j < 4; j++) ck_assert_double_ne(point[j], other[j]);
        myn_design_point(&one, 63, other);
        ck_assert(!memcmp(point, other, sizeof other));
    }
}
END_TEST

START_TEST(wrong_choices)
{
    static const myn_design_choice wrong[] = {{MYN_DESIGN_MONTE_CARLO, 1, 0, 3},
                                              {MYN_DESIGN_LATIN, 1, 10, 0},
                                              {MYN_DESIGN_LATIN, 1, ((uint64_t)1 << 32) + 1, 1},
                                              {MYN_DESIGN_SOBOL, 1, 10, MYN_SOBOL_DIMENSIONS + 1}};
    myn_design design;
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++)
        ck_assert_int_eq(myn_design_new(&wrong[k], arena, &design), MYN_ERR_ARGUMENT);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("design");
    TCase *c = tcase_create("design");
    tcase_add_checked_fixture(c, open_arena, close_arena);
    tcase_set_timeout(c, 60);
    tcase_add_test(c, first_points);
    tcase_add_test(c, far_points);
    tcase_add_test(c, scrambled_is_stratified);
    tcase_add_test(c, scrambled_is_a_net);
    tcase_add_test(c, scrambled_is_uniform);
    tcase_add_test(c, latin_is_stratified);
    tcase_add_test(c, latin_orders);
    tcase_add_test(c, integration_error);
    tcase_add_test(c, saltelli_rows);
    tcase_add_test(c, saltelli_groups);
    tcase_add_test(c, seeds_differ);
    tcase_add_test(c, wrong_choices);
    suite_add_tcase(s, c);
    return s;
}
