/* Intervals that add up among themselves: covariances of draws and of what becomes of them, worked out by hand. */
#include "forecast/walks.h"
#include <mynegai/outlook_tree.h>
#include <stdio.h>

/* ---- draws ---- */

/* Sample covariances of 100,000 draws against (1 - lambda) E E' / n + lambda T, within 4 standard errors. */
START_TEST(covariance_of_draws)
{
    enum { NODES = 3, N = 4, DRAWS = 100000 };
    const double e[NODES * N] = {1, -2, 3, 0, 2, -1, 1, 1, 3, -3, 4, 1}, lambdas[] = {0, .3, 1};
    myn_arena *scratch;
    ck_assert_int_eq(myn_arena_new(&scratch), MYN_OK);
    myn_mat out = {myn_arena_get(scratch, NODES * DRAWS * sizeof(double)), NODES, DRAWS, DRAWS};
    for (size_t l = 0; l < 3; l++) {
        double lambda = lambdas[l], common = .4, truth[NODES][NODES] = {{0}}, sd[NODES];
        for (size_t i = 0; i < NODES; i++)
            for (size_t j = 0; j < NODES; j++)
                for (size_t t = 0; t < N; t++) truth[i][j] += e[i * N + t] * e[j * N + t] / N;
        for (size_t i = 0; i < NODES; i++) sd[i] = sqrt(truth[i][i]);
        ck_assert_int_eq(myn_joint_errors((myn_cmat){e, NODES, N, N}, sd, lambda, common, 7, out, scratch),
                         MYN_OK);
        for (size_t i = 0; i < NODES; i++)
            for (size_t j = 0; j < NODES; j++) {
                double sum = 0, target = i == j ? truth[i][i] : common * sd[i] * sd[j];
                double want = (1 - lambda) * truth[i][j] + lambda * target;
                for (size_t d = 0; d < DRAWS; d++) sum += out.at[i * DRAWS + d] * out.at[j * DRAWS + d];
                double error = sqrt((want * want + truth[i][i] * truth[j][j]) / (DRAWS / 2.));
                ck_assert_double_eq_tol(sum / DRAWS, want, 4 * error);
            }
        for (size_t k = 0; k < 10; k++) ck_assert(out.at[2 * k] == -out.at[2 * k + 1]);
    }
    myn_arena_free(scratch);
}
END_TEST

/* Without errors: independent, with the standard errors given; the same bits from the same stream. */
START_TEST(draws_without_errors)
{
    enum { DRAWS = 20000 };
    const double sd[2] = {2, 0};
    double a[2 * DRAWS], b[2 * DRAWS], sum = 0;
    myn_arena *scratch;
    ck_assert_int_eq(myn_arena_new(&scratch), MYN_OK);
    const myn_cmat none = {NULL, 2, 0, 0};
    ck_assert_int_eq(myn_joint_errors(none, sd, .2, 0, 3, (myn_mat){a, 2, DRAWS, DRAWS}, scratch), MYN_OK);
    ck_assert_int_eq(myn_joint_errors(none, sd, .9, 0, 3, (myn_mat){b, 2, DRAWS, DRAWS}, scratch), MYN_OK);
    ck_assert(!memcmp(a, b, sizeof a));
    for (size_t d = 0; d < DRAWS; d++) sum += a[d] * a[d] / DRAWS;
    ck_assert_double_eq_tol(sum, 4, 4 * 4 * sqrt(2. / (DRAWS / 2.)));
    for (size_t d = 0; d < DRAWS; d++) ck_assert(a[DRAWS + d] == 0);
    myn_arena_free(scratch);
}
END_TEST

/* ---- three nodes: two leaves and their whole ---- */

enum { T = 19, H = 2, PATHS = 20000 };

typedef struct {
    double y[3][T],
        error[3][T - 3]; /* one-step errors of the last value: changes, from the fourth value on */
    double half[3][H];   /* half the widths of 80 % intervals */
} Three;

/* Leaves that change by CHANGE[i] (16 steps of T - 3), reconciled by HOW. */
static void forecast_three(Three *x, const double change[2][4], myn_add_kind how)
{
    static const uint32_t parent[] = {2, 2, MYN_TOP};
    static const size_t member[] = {0, 1, 2};
    const myn_outlook_tree tree = {
        .how = how, .nodes = 3, .parent = parent, .member = member, .paths = PATHS, .seed = 1};
    myn_panel_series series[3];
    myn_outlook_plan plan = plan_for("naive", H, 2);
    myn_arena *scratch;
    plan.keep = true, plan.one_step = T;
    memset(x, 0, sizeof *x);
    for (size_t i = 0; i < 2; i++)
        for (size_t t = 0; t < T; t++) {
            x->y[i][t] = t ? x->y[i][t - 1] + (t > 2 ? change[i][(t - 3) % 4] : 0) : 100;
            x->y[2][t] += x->y[i][t];
        }
    for (size_t i = 0; i < 3; i++) {
        series[i] = (myn_panel_series){
            .y = x->y[i], .n = T, .frequency = 1, .low = -INFINITY, .high = INFINITY};
        for (size_t t = 3; t < T; t++) x->error[i][t - 3] = x->y[i][t] - x->y[i][t - 1];
    }
    ck_assert_int_eq(myn_arena_new(&scratch), MYN_OK);
    myn_outlooks *made = make(series, 3, &plan, 1);
    ck_assert_int_eq(myn_outlook_add_up(made, series, &tree, scratch), MYN_OK);
    for (size_t i = 0; i < 3; i++)
        for (size_t h = 0; h < H; h++) {
            const myn_series_outlook *o = &made->at[i];
            ck_assert_double_eq_tol(o->mean[h] - o->lower[h], o->upper[h] - o->mean[h], 1e-9); /* opposites */
            x->half[i][h] = (o->upper[h] - o->lower[h]) / 2;
        }
    myn_outlooks_free(made);
    myn_arena_free(scratch);
}

static double lambda_of(Three *x)
{
    double out[9], lambda;
    myn_arena *scratch;
    ck_assert_int_eq(myn_arena_new(&scratch), MYN_OK);
    const myn_cmat error = {x->error[0], 3, T - 3, T - 3};
    ck_assert_int_eq(myn_shrunk_covariance(error, (myn_mat){out, 3, 3, 3}, &lambda, scratch), MYN_OK);
    myn_arena_free(scratch);
    return lambda;
}

/* A quantile of N normal draws is known to about 1.3 sd / sqrt(N) at 10 %: 1 % of a half width is 3 of them. */
static void same_ratio(const Three *x, size_t i, size_t j, double want)
{
    for (size_t h = 0; h < H; h++) ck_assert_double_eq_tol(x->half[i][h] / x->half[j][h], want, .03 * want);
}

/* Leaves with orthogonal changes: the whole's variance is the sum of theirs, however much is shrunk. */
START_TEST(independent_leaves)
{
    static const double change[2][4] = {{2, -2, 2, -2}, {3, 3, -3, -3}};
    Three x;
    forecast_three(&x, change, MYN_ADD_BOTTOM_UP);
    same_ratio(&x, 1, 0, 3. / 2);
    same_ratio(&x, 2, 0, sqrt(4 + 9) / 2);
}
END_TEST

/* Leaves that move together: their correlation r = 7 / sqrt(50) is kept however much is shrunk, and the whole's variance with it. */
START_TEST(leaves_together)
{
    static const double change[2][4] = {{2, -2, 1, -1}, {3, -3, 1, -1}};
    Three x;
    forecast_three(&x, change, MYN_ADD_BOTTOM_UP);
    double lambda = lambda_of(&x), s = 2.5, u = 5, both = (25 + 4) / 2.; /* mean squares: a, b, a + b */
    ck_assert(lambda > 0 && lambda < 1);
    same_ratio(&x, 1, 0, sqrt(u / s));
    same_ratio(&x, 2, 0, sqrt(both / s));
}
END_TEST

/* Least squares: x = y - c c' y / 3, c = (1, 1, -1). What is as it was, e_w = e_a + e_b, stays so; what is shrunk has
 * M T M', M = I - c c' / 3, T the common correlation with the three variances. */
START_TEST(least_squares)
{
    static const double change[2][4] = {{2, -2, 1, -1}, {3, -3, 1, -1}}, c[3] = {1, 1, -1};
    Three x;
    forecast_three(&x, change, MYN_ADD_OLS);
    double lambda = lambda_of(&x), v[3] = {2.5, 5, (25 + 4) / 2.}, r = 3.5 / sqrt(v[0] * v[1]), want[3];
    for (size_t i = 0; i < 3; i++) {
        double shrunk = 0;
        for (size_t j = 0; j < 3; j++)
            for (size_t k = 0; k < 3; k++) {
                double mj = (i == j) - c[i] * c[j] / 3, mk = (i == k) - c[i] * c[k] / 3;
                shrunk += mj * mk * (j == k ? v[j] : r * sqrt(v[j] * v[k]));
            }
        want[i] = (1 - lambda) * v[i] + lambda * shrunk;
    }
    same_ratio(&x, 1, 0, sqrt(want[1] / want[0]));
    same_ratio(&x, 2, 0, sqrt(want[2] / want[0]));
}
END_TEST

/* ---- larger trees ---- */

enum { LEAVES = 30, NODES = LEAVES + 2, N = 24 };

typedef struct {
    double y[NODES][N + H];
    uint32_t parent[NODES];
    size_t member[NODES];
    myn_panel_series series[NODES];
    myn_outlook_tree tree;
} Wood;

/* Random walks, correlated by SHARE through one common change, in one whole, which is the only part of another. */
static void grow(Wood *w, myn_add_kind how, double share, double start, double low, uint64_t seed)
{
    memset(w->y, 0, sizeof w->y);
    for (size_t t = 0; t < N + H; t++) {
        myn_stream random = myn_stream_at(seed, t);
        double common = myn_stream_normal(&random);
        for (size_t i = 0; i < LEAVES; i++) {
            double change = sqrt(share) * common + sqrt(1 - share) * myn_stream_normal(&random);
            w->y[i][t] = fmax(low, (t ? w->y[i][t - 1] : start) + (1 + (double)(i % 3)) * change);
            w->y[LEAVES][t] += w->y[i][t], w->y[LEAVES + 1][t] += w->y[i][t];
        }
    }
    for (size_t i = 0; i < NODES; i++) {
        w->member[i] = i, w->parent[i] = i < LEAVES ? LEAVES : i == LEAVES ? LEAVES + 1 : MYN_TOP;
        w->series[i] = (myn_panel_series){.y = w->y[i], .n = N, .frequency = 1, .low = low, .high = INFINITY};
    }
    w->tree = (myn_outlook_tree){.how = how,
                                 .nodes = NODES,
                                 .parent = w->parent,
                                 .member = w->member,
                                 .positive = low == 0,
                                 .paths = 1000,
                                 .seed = 1};
}

static myn_outlooks *reconciled(Wood *w, size_t threads)
{
    myn_outlook_plan plan = plan_for("naive", H, 4);
    myn_arena *scratch;
    plan.keep = true, plan.one_step = N;
    ck_assert_int_eq(myn_arena_new(&scratch), MYN_OK);
    myn_outlooks *made = make(w->series, NODES, &plan, threads);
    ck_assert_int_eq(myn_outlook_add_up(made, w->series, &w->tree, scratch), MYN_OK);
    myn_arena_free(scratch);
    return made;
}

/* A whole of one part has that part's interval, to the last digits, by every way: the draws add up, path by path. */
START_TEST(one_part)
{
    for (int how = MYN_ADD_BOTTOM_UP; how < MYN_ADDS; how++)
        for (int positive = 0; positive < 2; positive++) {
            Wood w;
            if (how == MYN_ADD_TOP_DOWN) continue;
            grow(&w, (myn_add_kind)how, .5, positive ? 3 : 100, positive ? 0 : -INFINITY, 11);
            myn_outlooks *made = reconciled(&w, 1);
            for (size_t j = 0; j < 2 * H; j++) {
                double low = made->at[LEAVES].lower[j], high = made->at[LEAVES].upper[j];
                ck_assert_double_eq_tol(made->at[LEAVES + 1].lower[j], low, 1e-8 * fabs(high));
                ck_assert_double_eq_tol(made->at[LEAVES + 1].upper[j], high, 1e-8 * fabs(high));
                ck_assert(low < high && (!positive || low >= 0));
                for (size_t i = 0; positive && i < LEAVES; i++) ck_assert(made->at[i].lower[j] >= 0);
            }
            myn_outlooks_free(made);
        }
}
END_TEST

/* 200 panels of walks whose truth is known: 80 % intervals of leaves and of the whole cover it about as often as they say, which
 * they would not if errors were taken as independent: the whole's standard error is then
 * sqrt(s2 / (r s1^2 + (1 - r) s2)) of what it is (s1, s2: sums of the leaves' and of their squares), .27 here. */
START_TEST(coverage)
{
    enum { PANELS = 200 };
    double inside[2] = {0}, all[2] = {0};
    for (size_t p = 0; p < PANELS; p++) {
        Wood w;
        grow(&w, MYN_ADD_STRUCTURAL, .5, 1000, -INFINITY, 1000 + p);
        myn_outlooks *made = reconciled(&w, 1);
        for (size_t i = 0; i <= LEAVES; i++) {
            double y = w.y[i][N];
            inside[i == LEAVES] += y >= made->at[i].lower[0] && y <= made->at[i].upper[0];
            all[i == LEAVES]++;
        }
        myn_outlooks_free(made);
    }
    printf("coverage of 80 %% intervals: leaves %.3f, whole %.3f\n", inside[0] / all[0], inside[1] / all[1]);
    ck_assert_double_eq_tol(inside[0] / all[0], .8, .06);
    ck_assert_double_eq_tol(inside[1] / all[1], .8, .08);
}
END_TEST

START_TEST(any_number_of_threads)
{
    Wood w;
    grow(&w, MYN_ADD_MINT, .3, 5, 0, 5);
    myn_outlooks *one = reconciled(&w, 1), *many = reconciled(&w, 5);
    for (size_t i = 0; i < NODES; i++) {
        ck_assert(!memcmp(one->at[i].lower, many->at[i].lower, 2 * H * sizeof(double)));
        ck_assert(!memcmp(one->at[i].upper, many->at[i].upper, 2 * H * sizeof(double)));
        ck_assert(!memcmp(&one->at[i].accuracy, &many->at[i].accuracy, sizeof(myn_accuracy)));
    }
    myn_outlooks_free(one);
    myn_outlooks_free(many);
}
END_TEST

/* Top-down and an odd number of paths are refused; series without any change have no width and do no harm. */
START_TEST(edges)
{
    Wood w;
    myn_outlook_plan plan = plan_for("naive", H, 2);
    myn_arena *scratch;
    plan.keep = true, plan.one_step = N;
    ck_assert_int_eq(myn_arena_new(&scratch), MYN_OK);
    grow(&w, MYN_ADD_TOP_DOWN, .5, 10, -INFINITY, 2);
    for (size_t t = 0; t < N; t++) {
        double change = w.y[0][t] - 7;
        w.y[0][t] = 7, w.y[LEAVES][t] -= change, w.y[LEAVES + 1][t] -= change;
    }
    myn_outlooks *made = make(w.series, NODES, &plan, 1);
    ck_assert_int_eq(myn_outlook_add_up(made, w.series, &w.tree, scratch), MYN_ERR_ARGUMENT);
    w.tree.how = MYN_ADD_OLS, w.tree.paths = 7;
    ck_assert_int_eq(myn_outlook_add_up(made, w.series, &w.tree, scratch), MYN_ERR_ARGUMENT);
    w.tree.how = MYN_ADD_BOTTOM_UP, w.tree.paths = 100;
    ck_assert_int_eq(myn_outlook_add_up(made, w.series, &w.tree, scratch), MYN_OK);
    ck_assert(made->at[0].lower[0] == 7 && made->at[0].upper[0] == 7);
    ck_assert(made->at[LEAVES].lower[0] < made->at[LEAVES].upper[0]);
    myn_outlooks_free(made);
    myn_arena_free(scratch);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("intervals that add up");
    TCase *c = tcase_create("all");
    tcase_add_test(c, covariance_of_draws);
    tcase_add_test(c, draws_without_errors);
    tcase_add_test(c, independent_leaves);
    tcase_add_test(c, leaves_together);
    tcase_add_test(c, least_squares);
    tcase_add_test(c, one_part);
    tcase_add_test(c, coverage);
    tcase_add_test(c, any_number_of_threads);
    tcase_add_test(c, edges);
    tcase_set_timeout(c, 240);
    suite_add_tcase(s, c);
    return s;
}
