/* Mixtures by hand and by their own definition; what is degenerate, equal or absent. */
#include "segment/segment_golden.h"
#include <mynegai/mixture.h>
#include <mynegai/stream.h>

/* One component is the normal distribution of the points: means, moments with divisor n, and the covariance's
 * diagonal, average or all of it as the model has it. */
START_TEST(one_component)
{
    double x[] = {0, 0, 2, 1, 4, 5, 6, 2}; /* means 3, 2; variances 5, 3.5; covariance (0 - 1 + 3 + 0) ... */
    double sxx = 5, syy = 3.5, sxy = (-3 * -2 + -1 * -1 + 1 * 3 + 3 * 0) / 4.0;
    uint32_t label[4] = {0};
    myn_partition start = {label, 4, 1};
    myn_arena *arena = arena_new();
    for (myn_mixture_model m = 0; m < MYN_MIX_MODELS; m++) {
        myn_mixture_plan plan = myn_mixture_default(m, 1);
        myn_mixture got;
        plan.floor = 0;
        ck_assert(myn_mixture_fit((myn_cmat){x, 4, 2, 2}, &plan, &start, &got, arena) == MYN_OK);
        double xx = m <= MYN_MIX_VII ? (sxx + syy) / 2 : sxx, yy = m <= MYN_MIX_VII ? xx : syy;
        double xy = m >= MYN_MIX_EEE ? sxy : 0;
        ck_assert(got.share[0] == 1 && got.mean.at[0] == 3 && got.mean.at[1] == 2 && got.settled);
        const double want[] = {xx, xy, xy, yy};
        for (size_t i = 0; i < 4; i++) ck_assert_double_eq_tol(got.covariance.at[i], want[i], 1e-12);
        /* At the maximum the quadratic form is n d. */
        double loglik = -0.5 * 4 * (2 * log(2 * M_PI) + log(xx * yy - xy * xy) + 2);
        if (m > MYN_MIX_VII) ck_assert_double_eq_tol(got.loglik, loglik, 1e-12);
        ck_assert_double_eq_tol(got.bic, -2 * got.loglik + got.parameters * log(4), 1e-12);
    }
    myn_arena_free(arena);
}
END_TEST

static myn_mat groups(size_t n, size_t d, size_t k, uint64_t job)
{
    myn_mat x = mat_new(n, d);
    myn_stream random = myn_stream_at(21, job);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < d; j++)
            myn_row(x, i)[j] = 1000 + (j == i % k ? 4.0 : 0) +
                               (1 + (double)(i % k) / 2) * myn_stream_normal(&random);
    return x;
}

/* ln f by its definition in two dimensions. */
static double density(const myn_mixture *m, const double *x)
{
    double sum = 0;
    for (size_t c = 0; c < m->plan.k; c++) {
        const double *s = myn_row(m->covariance, 2 * c), *t = myn_row(m->covariance, 2 * c + 1);
        double det = s[0] * t[1] - s[1] * t[0], u = x[0] - myn_row(m->mean, c)[0],
               v = x[1] - myn_row(m->mean, c)[1];
        double form = (u * u * t[1] - 2 * u * v * s[1] + v * v * s[0]) / det;
        sum += m->share[c] * exp(-form / 2) / (2 * M_PI * sqrt(det));
    }
    return log(sum);
}

/* The likelihood is that of the definition, memberships are Bayes' rule, and each step raises the likelihood. */
START_TEST(by_definition)
{
    size_t n = 300, k = 3;
    myn_mat x = groups(n, 2, k, (uint64_t)_i), membership = mat_new(n, k);
    uint32_t label[300];
    double logs[300], sum = 0, before = -INFINITY;
    myn_partition start = {label, n, k};
    myn_arena *arena = arena_new();
    myn_mixture_plan plan = myn_mixture_default((myn_mixture_model)_i, k);
    myn_mixture got;
    plan.floor = 0;
    plan.tolerance = 0;
    for (size_t i = 0; i < n; i++) label[i] = (uint32_t)(i % k);
    for (size_t steps = 1; steps < 40; steps++) {
        plan.steps = steps;
        ck_assert(myn_mixture_fit(myn_const(x), &plan, &start, &got, arena) == MYN_OK);
        ck_assert_msg(got.loglik >= before - 1e-9, "step %zu: %.17g after %.17g", steps, got.loglik, before);
        before = got.loglik;
    }
    for (size_t c = 1; c < k; c++) ck_assert(got.share[c] <= got.share[c - 1]);
    ck_assert(myn_mixture_assign(&got, myn_const(x), &start, membership, logs, arena) == MYN_OK);
    for (size_t i = 0; i < n; i++) {
        double all = 0, want = density(&got, myn_row(x, i));
        ck_assert_double_eq_tol(logs[i], want, 1e-9);
        for (size_t c = 0; c < k; c++) {
            all += myn_row(membership, i)[c];
            ck_assert(myn_row(membership, i)[c] <= myn_row(membership, i)[label[i]]);
        }
        ck_assert_double_eq_tol(all, 1, 1e-14);
        sum += want;
    }
    ck_assert_double_eq_tol(sum, got.loglik, 1e-7);
    myn_arena_free(arena);
    free(x.at), free(membership.at);
}
END_TEST

/* Groups found again: five of them, of unlike volumes, by BIC among 1 to 7. */
START_TEST(how_many)
{
    static const myn_mixture_model model[] = {MYN_MIX_VII, MYN_MIX_VVV};
    size_t n = 600, d = 6, k = 5;
    myn_mat x = groups(n, d, k, 1);
    for (size_t i = 0; i < n; i++) myn_row(x, i)[i % k] += 8;
    myn_mixture_search search = {model, 2, 1, 7, 1e-6, 1e-6, 500, 3, 9};
    myn_mixture_table one, three;
    myn_mixture best, again;
    myn_team *team;
    myn_arena *arena = arena_new();
    ck_assert(myn_team_new(3, &team) == MYN_OK);
    ck_assert(myn_mixture_choose(myn_const(x), &search, &one, &best, NULL, arena) == MYN_OK);
    ck_assert(myn_mixture_choose(myn_const(x), &search, &three, &again, team, arena) == MYN_OK);
    ck_assert(best.plan.k == k && best.plan.model == MYN_MIX_VII && one.best == 4 && best.bic == one.bic[4]);
    ck_assert_mem_eq(one.bic, three.bic, 14 * sizeof *one.bic);
    ck_assert_mem_eq(best.mean.at, again.mean.at, k * d * sizeof(double));
    myn_team_free(team);
    myn_arena_free(arena);
    free(x.at);
}
END_TEST

/* Points all the same: singular without a floor; with one, every component is at it. */
START_TEST(no_spread)
{
    double x[] = {2, 3, 2, 3, 2, 3, 2, 3};
    uint32_t label[] = {0, 1, 0, 1};
    myn_partition start = {label, 4, 2};
    myn_arena *arena = arena_new();
    for (myn_mixture_model m = 0; m < MYN_MIX_MODELS; m++) {
        myn_mixture_plan plan = myn_mixture_default(m, 2);
        myn_mixture got;
        ck_assert(myn_mixture_fit((myn_cmat){x, 4, 2, 2}, &plan, &start, &got, arena) == MYN_OK);
        ck_assert(got.at_the_floor == 2 && isfinite(got.loglik));
        plan.floor = 0;
        ck_assert(myn_mixture_fit((myn_cmat){x, 4, 2, 2}, &plan, &start, &got, arena) == MYN_ERR_DATA);
    }
    myn_arena_free(arena);
}
END_TEST

START_TEST(wrong_plans)
{
    double x[] = {2, 3, 2, 4, 2, 5, 2, 6};
    uint32_t label[] = {0, 1, 0, 1}, beyond[] = {0, 1, 2, 0};
    myn_partition start = {label, 4, 2}, bad = {beyond, 4, 2};
    myn_mixture got;
    myn_arena *arena = arena_new();
    myn_mixture_plan plan = myn_mixture_default(MYN_MIX_VVV, 2);
    ck_assert(myn_mixture_fit((myn_cmat){x, 4, 2, 2}, &plan, &bad, &got, arena) == MYN_ERR_ARGUMENT);
    plan.k = 5;
    ck_assert(myn_mixture_fit((myn_cmat){x, 4, 2, 2}, &plan, &start, &got, arena) == MYN_ERR_ARGUMENT);
    plan.k = 0;
    ck_assert(myn_mixture_fit((myn_cmat){x, 4, 2, 2}, &plan, &start, &got, arena) == MYN_ERR_ARGUMENT);
    plan = myn_mixture_default(MYN_MIX_VVV, 2);
    plan.floor = -1;
    ck_assert(myn_mixture_fit((myn_cmat){x, 4, 2, 2}, &plan, &start, &got, arena) == MYN_ERR_ARGUMENT);
    x[3] = NAN;
    plan.floor = 0;
    ck_assert(myn_mixture_fit((myn_cmat){x, 4, 2, 2}, &plan, &start, &got, arena) == MYN_ERR_DATA);
    myn_mixture_search search = {.models = 0, .k_from = 1, .k_to = 2};
    myn_mixture_table table;
    ck_assert(myn_mixture_choose((myn_cmat){x, 4, 2, 2}, &search, &table, &got, NULL, arena) ==
              MYN_ERR_ARGUMENT);
    myn_arena_free(arena);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("mixture");
    TCase *c = tcase_create("mixture");
    tcase_set_timeout(c, 60);
    tcase_add_test(c, one_component);
    tcase_add_loop_test(c, by_definition, 0, MYN_MIX_MODELS);
    tcase_add_test(c, how_many);
    tcase_add_test(c, no_spread);
    tcase_add_test(c, wrong_plans);
    suite_add_tcase(s, c);
    return s;
}
