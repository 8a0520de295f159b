/* Australian tourism, 389 nodes: every reconciliation as another program made it. Base errors are those of that
 * program's base forecasts: exponential smoothing of seasonal differences from the mean of the first four, alpha of
 * .05 (.05) .95 with the least sum of squares of all errors but the first four. */
#include "method/golden.h"
#include <mynegai/reconcile.h>

enum { HORIZON = 8, QUARTERS = 80, TRAIN = QUARTERS - HORIZON, ERRORS = TRAIN - 4 };

static Golden table, series;
static myn_arena *arena;
static myn_hierarchy tree;
static uint32_t *parent;

/* The part of a node's name after its level: "ACT/Canberra" of "State/Region:ACT/Canberra". */
static const char *place(size_t row)
{
    return strchr(golden_text(&table, row, 0), ':') + 1;
}

static uint32_t find_parent(size_t row)
{
    const char *own = place(row), *last = strrchr(own, '/');
    size_t length = last ? (size_t)(last - own) : 0;
    if (!*own) return MYN_TOP;
    for (size_t r = 0; r < table.rows; r++)
        if (strlen(place(r)) == length && strncmp(place(r), own, length) == 0) return (uint32_t)r;
    ck_abort_msg("no parent of %s", own);
    return MYN_TOP;
}

static void set_up(void)
{
    uint32_t bad;
    char *folder = myn_path_join(test_golden(), "forecast");
    table = golden_open(folder, "recon_tourism_strict.csv");
    series = golden_open(folder, "tourism_tree_series.csv");
    free(folder);
    ck_assert_int_eq(myn_arena_new(&arena), MYN_OK);
    parent = myn_arena_zero(arena, table.rows, sizeof *parent);
    for (size_t r = 0; r < table.rows; r++) parent[r] = find_parent(r);
    ck_assert_int_eq(myn_hierarchy_make(parent, (uint32_t)table.rows, arena, &tree, &bad), MYN_OK);
    for (size_t r = 0; r < table.rows; r++)
        ck_assert_uint_eq(tree.leaves[r], (uint32_t)golden_number(&table, r, 1));
}

static void tear_down(void)
{
    myn_arena_free(arena);
    golden_free(&table);
    golden_free(&series);
}

static myn_mat columns(const char *prefix)
{
    myn_mat out = {myn_arena_get(arena, table.rows * HORIZON * sizeof(double)), table.rows, HORIZON, HORIZON};
    char name[64];
    for (size_t h = 0; h < HORIZON; h++) {
        snprintf(name, sizeof name, "%s_h%zu", prefix, h + 1);
        size_t col = golden_col(&table, name);
        for (size_t r = 0; r < table.rows; r++) myn_row(out, r)[h] = golden_number(&table, r, col);
    }
    return out;
}

static void near(myn_mat got, const char *prefix, double tolerance)
{
    myn_mat want = columns(prefix);
    double worst = 0, largest = 0;
    for (size_t i = 0; i < table.rows * HORIZON; i++) {
        double scale = fmax(fabs(want.at[i]), 1);
        worst = fmax(worst, fabs(got.at[i] - want.at[i]) / scale);
        largest = fmax(largest, fabs(want.at[i]));
    }
    ck_assert_msg(worst <= tolerance, "%s: %g", prefix, worst);
    printf("%s: largest relative difference %.2g\n", prefix, worst);
}

static double *variances(void)
{
    double *out = myn_arena_get(arena, table.rows * sizeof *out);
    for (size_t r = 0; r < table.rows; r++)
        out[r] = golden_number(&table, r, golden_col(&table, "resid_var"));
    return out;
}

START_TEST(bottom_up)
{
    myn_mat base = columns("base");
    myn_bottom_up(&tree, base);
    near(base, "bu", 1e-8);
}
END_TEST

START_TEST(diagonal)
{
    double *variance = variances();
    myn_mat base = columns("base");
    ck_assert_int_eq(myn_reconcile(&tree, variance, base, NULL, arena), MYN_OK);
    near(base, "wls_var", 1e-8);
    myn_structural_variance(&tree, variance);
    base = columns("base");
    ck_assert_int_eq(myn_reconcile(&tree, variance, base, NULL, arena), MYN_OK);
    near(base, "wls_struct", 1e-8);
    for (size_t r = 0; r < table.rows; r++) variance[r] = 1;
    base = columns("base");
    ck_assert_int_eq(myn_reconcile(&tree, variance, base, NULL, arena), MYN_OK);
    near(base, "ols", 1e-8);
}
END_TEST

/* ---- minimum trace ---- */

/* Whether the series of line ROW lies in the place of a node. */
static bool lies_in(size_t row, const char *node)
{
    char name[256];
    snprintf(name, sizeof name, "%s/%s/%s", golden_text(&series, row, 2), golden_text(&series, row, 1),
             golden_text(&series, row, 3));
    size_t length = strlen(node);
    return !length || (strncmp(name, node, length) == 0 && (name[length] == '/' || !name[length]));
}

/* One-step errors of smoothing D from the mean of its first four; returns the sum of squares after the fourth. */
static double smooth(const double *d, double alpha, double *error)
{
    double level = (d[0] + d[1] + d[2] + d[3]) / 4, sum = 0;
    for (size_t t = 0; t < ERRORS; t++) {
        error[t] = d[t] - level;
        level += alpha * error[t];
        if (t >= 4) sum += error[t] * error[t];
    }
    return sum;
}

static void base_errors(const double *y, double *error)
{
    double d[ERRORS], best = INFINITY, alpha = 0;
    for (size_t t = 0; t < ERRORS; t++) d[t] = y[t + 4] - y[t];
    for (int step = 1; step <= 19; step++) {
        double sum = smooth(d, step * .05, error);
        if (sum < best) alpha = step * .05;
        best = fmin(best, sum);
    }
    smooth(d, alpha, error);
}

START_TEST(minimum_trace)
{
    size_t nodes = table.rows;
    myn_mat error = {myn_arena_zero(arena, nodes * ERRORS, sizeof(double)), nodes, ERRORS, ERRORS};
    myn_mat covariance = {myn_arena_zero(arena, nodes * nodes, sizeof(double)), nodes, nodes, nodes};
    double lambda, y[QUARTERS];
    for (size_t r = 0; r < nodes; r++) {
        memset(y, 0, sizeof y);
        for (size_t row = 0; row < series.rows; row++)
            if (lies_in(row, place(r))) y[row % QUARTERS] += golden_number(&series, row, 4);
        base_errors(y, myn_row(error, r));
    }
    ck_assert_int_eq(myn_shrunk_covariance(myn_const(error), covariance, &lambda, arena), MYN_OK);
    ck_assert_double_eq_tol(lambda, .615736, 5e-7);
    double *variance = variances();
    for (size_t r = 0; r < nodes; r++)
        ck_assert_double_eq_tol(myn_row(covariance, r)[r] / variance[r], 1, 1e-8);
    myn_mat base = columns("base");
    ck_assert_int_eq(myn_reconcile_covariance(&tree, myn_const(covariance), base, arena), MYN_OK);
    near(base, "mint_shrink", 1e-8);
}
END_TEST

Suite *suite(void)
{
    char *path = myn_path_join(test_golden(), "forecast/recon_tourism_strict.csv");
    test_needs(path);
    free(path);
    Suite *out = suite_create("reconcile, Australian tourism");
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, set_up, tear_down);
    tcase_set_timeout(all, 120);
    tcase_add_test(all, bottom_up);
    tcase_add_test(all, diagonal);
    tcase_add_test(all, minimum_trace);
    suite_add_tcase(out, all);
    return out;
}
