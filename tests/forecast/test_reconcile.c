/* Reconciliation held against dense generalised least squares, against every choice of leaves at 0, and at its edges. */
#include "suite.h"
#include <math.h>
#include <mynegai/reconcile.h>
#include <mynegai/stream.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static myn_arena *arena;

static void set_up(void)
{
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
}

static void tear_down(void)
{
    myn_arena_free(arena);
}

/* ---- trees ---- */

/* Node 0 the top; every other one part of an earlier one. Numbers are mixed, so that order is not in them. */
static uint32_t *random_parents(myn_stream *stream, uint32_t nodes)
{
    uint32_t *name = myn_arena_get(arena, nodes * sizeof *name),
             *parent = myn_arena_get(arena, nodes * sizeof *parent);
    for (uint32_t i = 0; i < nodes; i++) name[i] = i;
    for (uint32_t i = nodes; i > 1; i--) {
        uint32_t k = (uint32_t)(myn_stream_bits(stream) % i), keep = name[k];
        name[k] = name[i - 1];
        name[i - 1] = keep;
    }
    parent[name[0]] = MYN_TOP;
    for (uint32_t i = 1; i < nodes; i++) parent[name[i]] = name[(uint32_t)(myn_stream_bits(stream) % i) / 2];
    return parent;
}

static myn_hierarchy make(const uint32_t *parent, uint32_t nodes)
{
    myn_hierarchy tree;
    uint32_t bad;
    ck_assert_int_eq(myn_hierarchy_make(parent, nodes, arena, &tree, &bad), MYN_OK);
    return tree;
}

static double *random_numbers(myn_stream *stream, size_t count, double least, double most)
{
    double *out = myn_arena_get(arena, count * sizeof *out);
    for (size_t i = 0; i < count; i++) out[i] = least + (most - least) * myn_stream_uniform(stream);
    return out;
}

static void adds_up(const myn_hierarchy *tree, myn_mat x)
{
    for (uint32_t i = 0; i < tree->nodes; i++)
        for (size_t h = 0; tree->parts[i] && h < x.cols; h++) {
            double sum = 0;
            for (uint32_t k = 0; k < tree->parts[i]; k++)
                sum += myn_row(x, tree->order[tree->first[i] + k])[h];
            ck_assert(sum == myn_row(x, i)[h]);
        }
}

/* ---- the dense way: leaves b minimise sum (S b - y)^2 / w, S b all nodes ---- */

static bool is_below(const myn_hierarchy *tree, uint32_t leaf, uint32_t node)
{
    for (uint32_t at = leaf; at != MYN_TOP; at = tree->parent[at])
        if (at == node) return true;
    return false;
}

/* Gauss with the largest pivot; A (n x n) and B are used up. */
static void solve(double *a, double *b, size_t n)
{
    for (size_t c = 0; c < n; c++) {
        size_t best = c;
        for (size_t r = c; r < n; r++)
            if (fabs(a[r * n + c]) > fabs(a[best * n + c])) best = r;
        for (size_t k = 0; k < n; k++) {
            double keep = a[c * n + k];
            a[c * n + k] = a[best * n + k];
            a[best * n + k] = keep;
        }
        double keep = b[c];
        b[c] = b[best];
        b[best] = keep;
        for (size_t r = 0; r < n; r++) {
            double f = r == c ? 0 : a[r * n + c] / a[c * n + c];
            for (size_t k = c; f != 0 && k < n; k++) a[r * n + k] -= f * a[c * n + k];
            b[r] -= f * b[c];
        }
    }
    for (size_t c = 0; c < n; c++) b[c] /= a[c * n + c];
}

/* Leaves among FREE only, the others 0; X gets all nodes. */
static void dense(const myn_hierarchy *tree, const double *variance, const double *y,
                  const uint8_t *free_leaf, double *x)
{
    uint32_t leaf[64], n = 0;
    for (uint32_t i = 0; i < tree->nodes; i++)
        if (!tree->parts[i] && free_leaf[i]) leaf[n++] = i;
    double *a = calloc((size_t)n * n + 1, sizeof *a), *b = calloc(n + 1, sizeof *b);
    for (uint32_t node = 0; node < tree->nodes; node++)
        for (uint32_t r = 0; r < n; r++) {
            if (!is_below(tree, leaf[r], node)) continue;
            b[r] += y[node] / variance[node];
            for (uint32_t c = 0; c < n; c++)
                if (is_below(tree, leaf[c], node)) a[r * n + c] += 1 / variance[node];
        }
    solve(a, b, n);
    for (uint32_t node = 0; node < tree->nodes; node++) {
        x[node] = 0;
        for (uint32_t r = 0; r < n; r++)
            if (is_below(tree, leaf[r], node)) x[node] += b[r];
    }
    free(a);
    free(b);
}

START_TEST(as_dense_least_squares)
{
    double worst = 0;
    for (uint64_t trial = 0; trial < 300; trial++) {
        myn_stream stream = myn_stream_at(1, trial);
        uint32_t nodes = 1 + (uint32_t)(myn_stream_bits(&stream) % 60);
        myn_hierarchy tree = make(random_parents(&stream, nodes), nodes);
        double *variance = random_numbers(&stream, nodes, .1, 5),
               *y = random_numbers(&stream, nodes, -50, 100);
        uint8_t *all = myn_arena_get(arena, nodes);
        memset(all, 1, nodes);
        double *x = myn_arena_get(arena, nodes * sizeof *x);
        dense(&tree, variance, y, all, x);
        myn_mat got = {y, nodes, 1, 1};
        ck_assert_int_eq(myn_reconcile(&tree, variance, got, NULL, arena), MYN_OK);
        for (uint32_t i = 0; i < nodes; i++) worst = fmax(worst, fabs(got.at[i] - x[i]) / 100);
        adds_up(&tree, got);
    }
    ck_assert_msg(worst < 1e-12, "%g", worst);
}
END_TEST

/* The diagonal of S (S' W^-1 S)^-1 S', by moving one base forecast at a time: x is linear in y, and if errors are
 * independent the variance of x_i is sum_k (dx_i / dy_k)^2 w_k. */
START_TEST(variance_after)
{
    for (uint64_t trial = 0; trial < 20; trial++) {
        myn_stream stream = myn_stream_at(2, trial);
        uint32_t nodes = 2 + (uint32_t)(myn_stream_bits(&stream) % 20);
        myn_hierarchy tree = make(random_parents(&stream, nodes), nodes);
        double *variance = random_numbers(&stream, nodes, .1, 5), after[64], want[64] = {0}, y[64], told[64];
        for (uint32_t k = 0; k < nodes; k++) {
            memset(y, 0, sizeof y);
            y[k] = 1;
            ck_assert_int_eq(myn_reconcile(&tree, variance, (myn_mat){y, nodes, 1, 1}, told, arena), MYN_OK);
            for (uint32_t i = 0; i < nodes; i++) want[i] += y[i] * y[i] * variance[k];
        }
        memcpy(after, told, sizeof after);
        for (uint32_t i = 0; i < nodes; i++) {
            ck_assert_double_eq_tol(after[i], want[i], 1e-12);
            ck_assert(after[i] <= variance[i] * (1 + 1e-12));
        }
    }
}
END_TEST

/* The least sum of squares over every choice of leaves at 0 that leaves none below 0. */
static void best_of_all(const myn_hierarchy *tree, const double *variance, const double *y, double *best)
{
    uint32_t leaf[16], leaves = 0;
    double least = INFINITY, x[64];
    uint8_t free_leaf[64];
    for (uint32_t i = 0; i < tree->nodes; i++)
        if (!tree->parts[i]) leaf[leaves++] = i;
    for (uint32_t choice = 0; choice < 1u << leaves; choice++) {
        bool possible = true;
        double sum = 0;
        for (uint32_t k = 0; k < leaves; k++) free_leaf[leaf[k]] = choice >> k & 1;
        dense(tree, variance, y, free_leaf, x);
        for (uint32_t k = 0; k < leaves; k++) possible = possible && x[leaf[k]] >= -1e-12;
        for (uint32_t i = 0; i < tree->nodes; i++) sum += (x[i] - y[i]) * (x[i] - y[i]) / variance[i];
        if (!possible || sum >= least) continue;
        least = sum;
        memcpy(best, x, tree->nodes * sizeof *x);
    }
}

START_TEST(none_below_zero)
{
    size_t held = 0;
    for (uint64_t trial = 0; trial < 200; trial++) {
        myn_stream stream = myn_stream_at(3, trial);
        uint32_t nodes = 1 + (uint32_t)(myn_stream_bits(&stream) % 14);
        myn_hierarchy tree = make(random_parents(&stream, nodes), nodes);
        double *variance = random_numbers(&stream, nodes, .1, 5),
               *y = random_numbers(&stream, nodes, -60, 60), want[64];
        best_of_all(&tree, variance, y, want);
        myn_mat got = {y, nodes, 1, 1};
        ck_assert_int_eq(myn_reconcile_positive(&tree, variance, got, NULL, arena), MYN_OK);
        for (uint32_t i = 0; i < nodes; i++) {
            ck_assert_double_eq_tol(got.at[i], want[i], 1e-9);
            ck_assert(got.at[i] >= 0);
            held += !tree.parts[i] && got.at[i] == 0;
        }
        adds_up(&tree, got);
    }
    ck_assert_uint_gt(held, 300);
}
END_TEST

START_TEST(positive_in_a_large_tree)
{
    myn_stream stream = myn_stream_at(4, 0);
    uint32_t nodes = 20000;
    size_t steps;
    myn_hierarchy tree = make(random_parents(&stream, nodes), nodes);
    double *variance = random_numbers(&stream, nodes, .1, 5);
    myn_mat got = {random_numbers(&stream, 2 * (size_t)nodes, -60, 60), nodes, 2, 2};
    ck_assert_int_eq(myn_reconcile_positive(&tree, variance, got, &steps, arena), MYN_OK);
    for (size_t i = 0; i < 2 * (size_t)nodes; i++) ck_assert(got.at[i] >= 0);
    adds_up(&tree, got);
    ck_assert_uint_lt(steps, 100);
}
END_TEST

/* A full covariance that happens to be diagonal says the same as its diagonal. */
START_TEST(covariance_and_diagonal)
{
    for (uint64_t trial = 0; trial < 30; trial++) {
        myn_stream stream = myn_stream_at(5, trial);
        uint32_t nodes = 1 + (uint32_t)(myn_stream_bits(&stream) % 40);
        myn_hierarchy tree = make(random_parents(&stream, nodes), nodes);
        double *variance = random_numbers(&stream, nodes, .1, 5),
               *y = random_numbers(&stream, 3 * (size_t)nodes, -9, 9);
        double *same = myn_arena_get(arena, 3 * nodes * sizeof *same),
               *w = myn_arena_zero(arena, (size_t)nodes * nodes, sizeof *w);
        memcpy(same, y, 3 * nodes * sizeof *same);
        for (uint32_t i = 0; i < nodes; i++) w[i * nodes + i] = variance[i];
        myn_mat a = {y, nodes, 3, 3}, b = {same, nodes, 3, 3};
        ck_assert_int_eq(myn_reconcile(&tree, variance, a, NULL, arena), MYN_OK);
        ck_assert_int_eq(myn_reconcile_covariance(&tree, (myn_cmat){w, nodes, nodes, nodes}, b, arena),
                         MYN_OK);
        for (uint32_t i = 0; i < 3 * nodes; i++) ck_assert_double_eq_tol(y[i], same[i], 1e-11);
    }
}
END_TEST

/* ---- small ones, by hand ---- */

/* 2 = {0, 1}: forecasts 10, 20 and 36, all as sure: 6 too many, shared by three: 12, 22, 34. */
START_TEST(by_hand)
{
    const uint32_t parent[] = {2, 2, MYN_TOP};
    const double equal[] = {1, 1, 1}, sure[] = {1, 1, 0}, silent[] = {1, 3, INFINITY};
    myn_hierarchy tree = make(parent, 3);
    double y[] = {10, 20, 36};
    myn_mat x = {y, 3, 1, 1};
    ck_assert_int_eq(myn_reconcile(&tree, equal, x, NULL, arena), MYN_OK);
    ck_assert_double_eq_tol(y[0], 12, 1e-14);
    ck_assert_double_eq_tol(y[1], 22, 1e-14);
    ck_assert_double_eq_tol(y[2], 34, 1e-14);
    memcpy(y, (double[]){10, 20, 36}, sizeof y);
    ck_assert_int_eq(myn_reconcile(&tree, sure, x, NULL, arena), MYN_OK);
    ck_assert_double_eq_tol(y[0], 13, 1e-14);
    ck_assert_double_eq_tol(y[2], 36, 1e-14);
    memcpy(y, (double[]){10, 20, NAN}, sizeof y);
    ck_assert_int_eq(myn_reconcile(&tree, silent, x, NULL, arena), MYN_OK);
    ck_assert(y[0] == 10 && y[1] == 20 && y[2] == 30);
}
END_TEST

START_TEST(shares)
{
    const uint32_t parent[] = {MYN_TOP, 0, 0, 1, 1};
    const double share[] = {0, 1, 3, 0, 0};
    myn_hierarchy tree = make(parent, 5);
    double y[] = {100, 30, 10, 2, 6};
    myn_top_down(&tree, NULL, (myn_mat){y, 5, 1, 1});
    ck_assert(y[0] == 100 && y[1] == 75 && y[2] == 25 && y[3] == 18.75 && y[4] == 56.25);
    myn_top_down(&tree, share, (myn_mat){y, 5, 1, 1});
    ck_assert(y[1] == 25 && y[2] == 75 && y[3] == 12.5 && y[4] == 12.5);
}
END_TEST

/* Errors 1, -1, 1, -1 and 1, 1, -1, -1: no correlation, all shrunk. The first with itself: 1, whose variance is 0. */
START_TEST(shrinking)
{
    double error[] = {1, -1, 1, -1, 2, -2, 2, -2, 0, 0, 0, 0}, out[9], lambda;
    myn_mat covariance = {out, 3, 3, 3};
    ck_assert_int_eq(myn_shrunk_covariance((myn_cmat){error, 3, 4, 4}, covariance, &lambda, arena), MYN_OK);
    ck_assert_double_eq(lambda, 0);
    ck_assert(out[0] == 1 && out[4] == 4 && out[1] == 2 && out[3] == 2 && out[8] == 0 && out[2] == 0);
}
END_TEST

/* ---- what cannot be ---- */

START_TEST(refused)
{
    uint32_t bad = 99;
    myn_hierarchy tree;
    const uint32_t round[] = {MYN_TOP, 3, 0, 1, 1}, astray[] = {7, MYN_TOP};
    ck_assert_int_eq(myn_hierarchy_make(round, 5, arena, &tree, &bad), MYN_ERR_DATA);
    ck_assert(bad == 1 || bad == 3);
    ck_assert_int_eq(myn_hierarchy_make(astray, 2, arena, &tree, &bad), MYN_ERR_ARGUMENT);
    const uint32_t parent[] = {2, 2, MYN_TOP};
    const double one[] = {1, 1, 1}, negative[] = {1, -1, 1}, none[] = {0, 0, 0};
    tree = make(parent, 3);
    double y[] = {NAN, 1, 1}, z[] = {1, 2, 4};
    ck_assert_int_eq(myn_reconcile(&tree, one, (myn_mat){y, 3, 1, 1}, NULL, arena), MYN_ERR_DATA);
    ck_assert_int_eq(myn_reconcile(&tree, negative, (myn_mat){z, 3, 1, 1}, NULL, arena), MYN_ERR_DATA);
    ck_assert_int_eq(myn_reconcile(&tree, none, (myn_mat){z, 3, 1, 1}, NULL, arena), MYN_ERR_DATA);
    ck_assert_int_eq(myn_reconcile_positive(&tree, none, (myn_mat){z, 3, 1, 1}, NULL, arena), MYN_ERR_DATA);
}
END_TEST

START_TEST(nothing_and_one)
{
    double y[] = {7};
    const double one[] = {1};
    const uint32_t top[] = {MYN_TOP};
    myn_hierarchy none = make(NULL, 0), single = make(top, 1);
    ck_assert_int_eq(myn_reconcile(&none, NULL, (myn_mat){NULL, 0, 0, 0}, NULL, arena), MYN_OK);
    ck_assert_int_eq(myn_reconcile(&single, one, (myn_mat){y, 1, 1, 1}, NULL, arena), MYN_OK);
    ck_assert(y[0] == 7);
}
END_TEST

Suite *suite(void)
{
    const TTest *tests[] = {as_dense_least_squares,
                            variance_after,
                            none_below_zero,
                            positive_in_a_large_tree,
                            covariance_and_diagonal,
                            by_hand,
                            shares,
                            shrinking,
                            refused,
                            nothing_and_one};
    Suite *out = suite_create("reconcile");
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, set_up, tear_down);
    tcase_set_timeout(all, 120);
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) tcase_add_test(all, tests[i]);
    suite_add_tcase(out, all);
    return out;
}
