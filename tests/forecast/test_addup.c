/* Forecasts that add up: means, back-test and intervals after reconciling, worked out from what was before. */
#include "forecast/walks.h"
#include <mynegai/outlook_tree.h>

enum { LEAVES = 24, GROUPS = 4, NODES = LEAVES + GROUPS + 1, N = 26, H = 3 };

typedef struct {
    double y[NODES][N];
    myn_panel_series series[NODES];
    uint32_t parent[NODES];
    size_t member[NODES];
    myn_outlook_tree tree;
} Forest;

/* 24 walks from LOW up in 4 groups in one whole, the whole last. */
static void grow(Forest *f, myn_add_kind how, double low)
{
    memset(f->y, 0, sizeof f->y);
    for (size_t i = 0; i < NODES; i++) {
        f->member[i] = i;
        f->parent[i] = i < LEAVES ? (uint32_t)(LEAVES + i % GROUPS) : i < NODES - 1 ? NODES - 1 : MYN_TOP;
        f->series[i] = (myn_panel_series){.y = f->y[i], .n = N, .frequency = 1, .low = low, .high = INFINITY};
        double level = 40 + 3 * (double)i;
        for (size_t t = 0; i < LEAVES && t < N; t++) {
            myn_stream random = myn_stream_at(5, i * N + t);
            level += 1 + 4 * myn_stream_normal(&random);
            f->y[i][t] = fmax(level, low);
            f->y[f->parent[i]][t] += f->y[i][t];
            f->y[NODES - 1][t] += f->y[i][t];
        }
    }
    f->tree = (myn_outlook_tree){
        .how = how, .nodes = NODES, .parent = f->parent, .member = f->member, .positive = low == 0};
}

static myn_outlook_plan keeping(const char *method)
{
    myn_outlook_plan plan = plan_for(method, H, 3);
    plan.keep = true, plan.one_step = N;
    return plan;
}

static myn_outlooks *reconciled(Forest *f, const myn_outlook_plan *plan, size_t threads)
{
    myn_arena *scratch;
    ck_assert_int_eq(myn_arena_new(&scratch), MYN_OK);
    myn_outlooks *made = make(f->series, NODES, plan, threads);
    ck_assert_int_eq(myn_outlook_add_up(made, f->series, &f->tree, scratch), MYN_OK);
    myn_arena_free(scratch);
    return made;
}

/* Every kind adds up; bottom-up keeps leaves, top-down the whole; negative forecasts are not left. */
START_TEST(adds_up)
{
    for (int how = MYN_ADD_BOTTOM_UP; how < MYN_ADDS; how++)
        for (int positive = 0; positive < 2; positive++) {
            Forest f;
            myn_outlook_plan plan = keeping("mean(rdot,theta)");
            grow(&f, (myn_add_kind)how, positive ? 0 : -INFINITY);
            myn_outlooks *made = reconciled(&f, &plan, 1);
            for (size_t h = 0; h < H; h++) {
                double sum[GROUPS] = {0}, all = 0;
                for (size_t i = 0; i < LEAVES; i++) sum[i % GROUPS] += made->at[i].mean[h];
                for (size_t g = 0; g < GROUPS; g++) {
                    ck_assert_double_eq_tol(made->at[LEAVES + g].mean[h], sum[g], 1e-9 * fabs(sum[g]) + 1e-9);
                    all += sum[g];
                }
                ck_assert_double_eq_tol(made->at[NODES - 1].mean[h], all, 1e-9 * fabs(all));
                if (how == MYN_ADD_BOTTOM_UP) ck_assert(made->at[3].mean[h] == made->at[3].base_mean[h]);
                if (how == MYN_ADD_TOP_DOWN)
                    ck_assert(made->at[NODES - 1].mean[h] == made->at[NODES - 1].base_mean[h]);
            }
            for (size_t i = 0; i < NODES; i++) {
                ck_assert(made->at[i].reconciled);
                for (size_t j = 0; j < 2 * H; j++) {
                    ck_assert(made->at[i].lower[j] <= made->at[i].mean[j % H] + 1e-9);
                    ck_assert(made->at[i].upper[j] >= made->at[i].mean[j % H] - 1e-9);
                    ck_assert(!positive || made->at[i].lower[j] >= 0);
                }
            }
            myn_outlooks_free(made);
        }
}
END_TEST

/* Bottom-up of the last value: at an origin the whole's reconciled forecast is the sum of the leaves' last values, the whole's
 * own last value: nothing changes, so errors and accuracy stay, and intervals are the quantile of |y - last| / scale
 * over all nodes and origins. */
START_TEST(intervals_by_hand)
{
    Forest f;
    myn_outlook_plan plan = keeping("naive");
    double error[NODES * 3];
    size_t n = 0;
    grow(&f, MYN_ADD_BOTTOM_UP, -INFINITY);
    myn_outlooks *made = reconciled(&f, &plan, 1);
    for (size_t i = 0; i < NODES; i++) {
        ck_assert_double_eq_tol(made->at[i].accuracy.mase, made->at[i].base.mase, 1e-9);
        for (size_t k = 0; k < 3; k++) {
            size_t origin = N - H - 2 + k;
            ck_assert_int_eq(made->at[i].origin[k], origin);
            error[n++] = fabs(f.y[i][origin] - f.y[i][origin - 1]) / myn_scale_of(f.y[i], origin, 1);
        }
    }
    for (size_t i = 1; i < n; i++)
        for (size_t j = i; j > 0 && error[j] < error[j - 1]; j--) {
            double swap = error[j];
            error[j] = error[j - 1], error[j - 1] = swap;
        }
    double at = (double)(n - 1) * ((double)(n + 1) * .8 / (double)n), low = error[(size_t)at];
    double q = low + (at - floor(at)) * (error[(size_t)at + 1] - low);
    for (size_t i = 0; i < NODES; i++) {
        double scale = myn_scale_of(f.y[i], N, 1);
        ck_assert_double_eq_tol(made->at[i].upper[0], f.y[i][N - 1] + q * scale, 1e-6);
        ck_assert_double_eq_tol(made->at[i].lower[0], f.y[i][N - 1] - q * scale, 1e-6);
    }
    myn_outlooks_free(made);
}
END_TEST

/* One-step errors of the last value are the changes; variances from them are the mean squares before the origin: a whole of two
 * parts, each step of which is worked out from x = y - W C' (C W C')^-1 C y, C = (1, -1, -1). */
START_TEST(variance_by_hand)
{
    enum { T = 8 };
    double a[T] = {1, 3, 2, 6, 5, 4, 8, 9}, b[T] = {10, 20, 10, 30, 25, 45, 20, 40}, c[T];
    for (size_t t = 0; t < T; t++) c[t] = a[t] + b[t] + (t == T - 1 ? 6 : 0); /* does not quite add up */
    const double *y[] = {c, a, b};
    myn_panel_series series[3];
    const uint32_t parent[] = {MYN_TOP, 0, 0};
    const size_t member[] = {0, 1, 2};
    const myn_outlook_tree tree = {.how = MYN_ADD_VARIANCE, .nodes = 3, .parent = parent, .member = member};
    double w[3] = {0};
    for (size_t i = 0; i < 3; i++) {
        series[i] = (myn_panel_series){.y = y[i], .n = T, .frequency = 1, .low = -INFINITY, .high = INFINITY};
        for (size_t t = 3; t < T; t++) w[i] += (y[i][t] - y[i][t - 1]) * (y[i][t] - y[i][t - 1]) / (T - 3);
    }
    myn_outlook_plan plan = keeping("naive");
    myn_arena *scratch;
    ck_assert_int_eq(myn_arena_new(&scratch), MYN_OK);
    myn_outlooks *made = make(series, 3, &plan, 1);
    double width = made->at[1].upper[0] - made->at[1].lower[0];
    ck_assert(isnan(made->at[1].one_step[2]) && made->at[1].one_step[3] == 4);
    ck_assert_int_eq(myn_outlook_add_up(made, series, &tree, scratch), MYN_OK);
    double gap = 6 / (w[0] + w[1] + w[2]);
    ck_assert_double_eq_tol(made->at[0].mean[0], c[T - 1] - w[0] * gap, 1e-10);
    ck_assert_double_eq_tol(made->at[1].mean[0], a[T - 1] + w[1] * gap, 1e-10);
    ck_assert_double_eq_tol(made->at[2].mean[2], b[T - 1] + w[2] * gap, 1e-10);
    /* three nodes are too few: the interval moves with its mean */
    ck_assert_double_eq_tol(made->at[1].upper[0] - made->at[1].lower[0], width, 1e-10);
    myn_outlooks_free(made);
    myn_arena_free(scratch);
}
END_TEST

/* What comes after an origin changes nothing of what is reconciled there. */
START_TEST(sees_no_future)
{
    for (int how = MYN_ADD_OLS; how < MYN_ADDS; how++) {
        Forest f, g;
        myn_outlook_plan plan = keeping("rdot"), cut = keeping("rdot");
        plan.origins = 1;
        cut.origins = 0;
        grow(&f, (myn_add_kind)how, -INFINITY);
        grow(&g, (myn_add_kind)how, -INFINITY);
        for (size_t i = 0; i < NODES; i++) g.series[i].n = N - H;
        myn_outlooks *whole = reconciled(&f, &plan, 1), *head = reconciled(&g, &cut, 1);
        for (size_t i = 0; i < NODES; i++) {
            myn_accuracy one;
            myn_trial trial = {f.y[i], N - H, 1, f.y[i] + N - H, head->at[i].mean, NULL, NULL, H};
            myn_accuracy_of(&trial, &plan.outlook, &one);
            ck_assert_double_eq_tol(one.mase, whole->at[i].accuracy.mase, 1e-12);
        }
        myn_outlooks_free(whole);
        myn_outlooks_free(head);
    }
}
END_TEST

START_TEST(any_number_of_threads)
{
    Forest f;
    myn_outlook_plan plan = keeping("auto");
    grow(&f, MYN_ADD_MINT, 0);
    myn_outlooks *one = reconciled(&f, &plan, 1), *many = reconciled(&f, &plan, 4);
    for (size_t i = 0; i < NODES; i++) {
        ck_assert(!memcmp(one->at[i].mean, many->at[i].mean, H * sizeof(double)));
        ck_assert(!memcmp(one->at[i].upper, many->at[i].upper, 2 * H * sizeof(double)));
        ck_assert(!memcmp(&one->at[i].accuracy, &many->at[i].accuracy, sizeof(myn_accuracy)));
    }
    myn_outlooks_free(one);
    myn_outlooks_free(many);
}
END_TEST

START_TEST(what_cannot_add_up)
{
    Forest f;
    myn_arena *scratch;
    myn_outlook_plan plan = keeping("naive");
    ck_assert_int_eq(myn_arena_new(&scratch), MYN_OK);
    grow(&f, MYN_ADD_OLS, -INFINITY);
    myn_outlooks *made = make(f.series, NODES, &plan, 1);
    f.parent[NODES - 1] = LEAVES; /* a circle */
    ck_assert_int_eq(myn_outlook_add_up(made, f.series, &f.tree, scratch), MYN_ERR_DATA);
    f.parent[NODES - 1] = MYN_TOP;
    f.y[2][7] = NAN; /* other times */
    ck_assert_int_eq(myn_outlook_add_up(made, f.series, &f.tree, scratch), MYN_ERR_DATA);
    f.tree.nodes = 0;
    ck_assert_int_eq(myn_outlook_add_up(made, f.series, &f.tree, scratch), MYN_OK);
    myn_outlooks_free(made);
    myn_arena_free(scratch);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("forecasts that add up");
    TCase *c = tcase_create("all");
    tcase_add_test(c, adds_up);
    tcase_add_test(c, intervals_by_hand);
    tcase_add_test(c, variance_by_hand);
    tcase_add_test(c, sees_no_future);
    tcase_add_test(c, any_number_of_threads);
    tcase_add_test(c, what_cannot_add_up);
    tcase_set_timeout(c, 120);
    suite_add_tcase(s, c);
    return s;
}
