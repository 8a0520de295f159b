/* Autoregressive moving-average processes by derivation: likelihood from the whole covariance matrix, polynomials. */
#include "forecast/arma.h"
#include "forecast/minimise.h"
#include "suite.h"
#include <math.h>
#include <stdlib.h>

#define N   40
#define FAR 4000

typedef struct {
    Polynomial ar, ma;
} Process;

static const Process process[] = {
    {{0, 0, 1, {0}, {0}}, {0, 0, 1, {0}, {0}}},
    {{1, 0, 1, {.7}, {0}}, {0, 0, 1, {0}, {0}}},
    {{0, 0, 1, {0}, {0}}, {1, 0, 1, {-.6}, {0}}},
    {{0, 0, 1, {0}, {0}}, {1, 0, 1, {-1}, {0}}},  /* on the unit circle */
    {{0, 0, 1, {0}, {0}}, {1, 0, 1, {2.5}, {0}}}, /* not invertible */
    {{2, 0, 1, {1.2, -.5}, {0}}, {3, 0, 1, {.4, .3, -.2}, {0}}},
    {{1, 1, 4, {.5}, {.6}}, {1, 1, 4, {-.4}, {.5}}},
    {{0, 2, 4, {0}, {.5, .2}}, {2, 2, 4, {.3, -.1}, {-.4, .1}}},
    {{5, 1, 12, {.3, -.2, .1, .05, -.3}, {-.5}}, {0, 1, 12, {0}, {.7}}},
};

static Arma expanded(const Process *p, myn_arena *arena)
{
    Arma a;
    ck_assert(arma_new(&a, 30, arena) == MYN_OK);
    arma_expand(&p->ar, &p->ma, &a);
    return a;
}

/* Autocovariances as sums of psi weights, far out. */
static void by_psi(const Arma *a, double *gamma)
{
    double *psi = malloc((FAR + N + 1) * sizeof *psi);
    arma_psi(a, FAR + N, psi);
    for (int k = 0; k < N; k++) {
        gamma[k] = 0;
        for (int j = 0; j <= FAR; j++) gamma[k] += psi[j] * psi[j + k];
    }
    free(psi);
}

/* log det of the Toeplitz matrix of GAMMA, and L^-1 y, by Cholesky's method. */
static double whole(const double *gamma, const double *y, double *e)
{
    static double l[N][N];
    double log_det = 0;
    for (int i = 0; i < N; i++) {
        for (int j = 0; j <= i; j++) {
            double rest = gamma[i - j];
            for (int k = 0; k < j; k++) rest -= l[i][k] * l[j][k];
            l[i][j] = i == j ? sqrt(rest) : rest / l[j][j];
        }
        e[i] = y[i];
        for (int k = 0; k < i; k++) e[i] -= l[i][k] * e[k];
        e[i] /= l[i][i];
        log_det += 2 * log(l[i][i]);
    }
    return log_det;
}

START_TEST(likelihood_from_the_covariance_matrix)
{
    double y[2 * N], e[N], gamma[N], out[2 * N], log_det;
    myn_arena *arena;
    ArmaWork work;
    ck_assert(myn_arena_new(&arena) == MYN_OK);
    Arma a = expanded(&process[_i], arena);
    ck_assert(arma_work_new(&work, 30, 2, arena) == MYN_OK);
    for (int t = 0; t < 2 * N; t++) y[t] = (37 * t * t) % 101 - 50;
    Columns columns = {y, N, 2};
    ck_assert(arma_innovations(&a, &columns, &work, out, &log_det));
    by_psi(&a, gamma);
    for (size_t k = 0; k <= a.ar; k++) ck_assert_double_eq_tol(work.gamma[k], gamma[k], 1e-9 * gamma[0]);
    for (int c = 0; c < 2; c++) {
        ck_assert_double_eq_tol(whole(gamma, y + c * N, e), log_det, 1e-8);
        for (int t = 0; t < N; t++) ck_assert_double_eq_tol(out[c * N + t], e[t], 1e-6);
    }
    myn_arena_free(arena);
}
END_TEST

/* phi = .5 and w = 1, 2, 0: variances 1 / (1 - .25), 1, 1, innovations 1, 2 - .5, 0 - 1. */
START_TEST(likelihood_by_hand)
{
    double w[] = {1, 2, 0}, out[3], log_det;
    myn_arena *arena;
    ArmaWork work;
    ck_assert(myn_arena_new(&arena) == MYN_OK);
    Arma a = expanded(&(Process){{1, 0, 1, {.5}, {0}}, {0, 0, 1, {0}, {0}}}, arena);
    ck_assert(arma_work_new(&work, 30, 1, arena) == MYN_OK);
    ck_assert(arma_innovations(&a, &(Columns){w, 3, 1}, &work, out, &log_det));
    ck_assert_double_eq_tol(log_det, log(4. / 3), 1e-14);
    ck_assert_double_eq_tol(out[0], sqrt(.75), 1e-14);
    ck_assert_double_eq_tol(out[1], 1.5, 1e-14);
    ck_assert_double_eq_tol(out[2], -1, 1e-14);
    myn_arena_free(arena);
}
END_TEST

/* P = T P T' + R R' element by element. */
START_TEST(variance_of_the_state)
{
    static double p[30 * 30];
    myn_arena *arena;
    ArmaWork work;
    ck_assert(myn_arena_new(&arena) == MYN_OK);
    Arma a = expanded(&process[_i], arena);
    ck_assert(arma_work_new(&work, 30, 1, arena) == MYN_OK);
    ck_assert(arma_state_variance(&a, &work, p, 30));
    size_t r = arma_states(&a);
    for (size_t i = 0; i < r; i++)
        for (size_t j = 0; j < r; j++) {
            double ri = i ? a.theta[i - 1] : 1, rj = j ? a.theta[j - 1] : 1;
            double want = a.phi[i] * a.phi[j] * p[0] + ri * rj;
            if (j + 1 < r) want += a.phi[i] * p[j + 1];
            if (i + 1 < r) want += a.phi[j] * p[(i + 1) * 30];
            if (i + 1 < r && j + 1 < r) want += p[(i + 1) * 30 + j + 1];
            ck_assert_double_eq_tol(p[i * 30 + j], want, 1e-9 * p[0]);
        }
    myn_arena_free(arena);
}
END_TEST

/* The conditional residuals: e_t = w_t - phi w - theta e with nothing before. */
START_TEST(conditional_residuals)
{
    double w[N], e[N];
    myn_arena *arena;
    ck_assert(myn_arena_new(&arena) == MYN_OK);
    Arma a = expanded(&process[_i], arena);
    for (int t = 0; t < N; t++) w[t] = (37 * t * t) % 101 - 50;
    Columns columns = {w, N, 1};
    arma_conditional(&a, &columns, a.ar, e);
    for (size_t t = 0; t < N; t++) {
        double want = w[t];
        for (size_t j = 1; j <= a.ar && j <= t; j++) want -= a.phi[j - 1] * w[t - j];
        for (size_t j = 1; j <= a.ma && j <= t; j++) want -= a.theta[j - 1] * e[t - j];
        ck_assert_double_eq_tol(e[t], t < a.ar ? 0 : want, 1e-9 * fmax(1, fabs(want)));
    }
    myn_arena_free(arena);
}
END_TEST

/* A random walk has no stationary likelihood. */
START_TEST(unit_root_is_refused)
{
    double y[N] = {1, 2, 3}, out[N], log_det;
    Process walk = {{1, 0, 1, {1}, {0}}, {0, 0, 1, {0}, {0}}}, wild = {{2, 0, 1, {.5, 1.2}, {0}}, {0}};
    myn_arena *arena;
    ArmaWork work;
    wild.ma.season = 1;
    ck_assert(myn_arena_new(&arena) == MYN_OK);
    ck_assert(arma_work_new(&work, 30, 1, arena) == MYN_OK);
    Columns columns = {y, N, 1};
    Arma a = expanded(&walk, arena), b = expanded(&wild, arena);
    ck_assert(!arma_innovations(&a, &columns, &work, out, &log_det));
    ck_assert(!arma_innovations(&b, &columns, &work, out, &log_det));
    myn_arena_free(arena);
}
END_TEST

/* (1 - .5 z)(1 + .8 z) has roots 2 and -1.25; as a moving average the signs turn. */
START_TEST(roots)
{
    double ar[] = {.5 - .8, .5 * .8}, ma[] = {-(.5 - .8), -(.5 * .8)};
    ck_assert(arma_roots_above(ar, 2, 1, 1.24));
    ck_assert(!arma_roots_above(ar, 2, 1, 1.26));
    ck_assert(arma_roots_above(ma, 2, -1, 1.24));
    ck_assert(!arma_roots_above(ma, 2, -1, 1.26));
    ck_assert(arma_roots_above(ar, 0, 1, 5));
}
END_TEST

/* Order 2 by hand: phi_2 = r_2, phi_1 = r_1 (1 - r_2). */
START_TEST(partial_autocorrelations)
{
    double r[] = {.6, -.3}, phi[2];
    arma_from_partial(r, 2, phi);
    ck_assert_double_eq_tol(phi[0], .6 * 1.3, 1e-15);
    ck_assert_double_eq_tol(phi[1], -.3, 1e-15);
}
END_TEST

/* Rosenbrock's valley as a sum of squares, plus 1 so that its logarithm has a least value: at (1, 1). */
static double valley(void *ctx, const double *x, double *residual)
{
    (void)ctx;
    residual[0] = 10 * (x[1] - x[0] * x[0]);
    residual[1] = 1 - x[0];
    residual[2] = 1;
    return .5 * log(residual[0] * residual[0] + residual[1] * residual[1] + 1);
}

static double nowhere(void *ctx, const double *x, double *residual)
{
    (void)ctx, (void)x, (void)residual;
    return NAN;
}

START_TEST(least_values)
{
    double x[] = {-1.2, 1};
    myn_arena *arena;
    Minimum found;
    Minimise what = {valley, NULL, 2, 3, 1e-12, 200};
    ck_assert(myn_arena_new(&arena) == MYN_OK);
    ck_assert(minimise(&what, x, &found, arena) == MYN_OK);
    ck_assert(found.converged);
    ck_assert_double_eq_tol(x[0], 1, 1e-4);
    ck_assert_double_eq_tol(x[1], 1, 1e-4);
    ck_assert_double_eq_tol(found.least, 0, 1e-9);
    what.objective = nowhere;
    ck_assert(minimise(&what, x, &found, arena) == MYN_OK);
    ck_assert(!found.converged && isinf(found.least));
    myn_arena_free(arena);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("autoregressive moving averages");
    TCase *c = tcase_create("all");
    int all = sizeof process / sizeof *process;
    tcase_add_loop_test(c, likelihood_from_the_covariance_matrix, 0, all);
    tcase_add_test(c, likelihood_by_hand);
    tcase_add_loop_test(c, variance_of_the_state, 0, all);
    tcase_add_loop_test(c, conditional_residuals, 0, all);
    tcase_add_test(c, unit_root_is_refused);
    tcase_add_test(c, roots);
    tcase_add_test(c, partial_autocorrelations);
    tcase_add_test(c, least_values);
    suite_add_tcase(s, c);
    return s;
}
