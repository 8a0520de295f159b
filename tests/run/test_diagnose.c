/* Diagnoses of ten invented areas. Expected figures are R 4.2.2's, base packages only, from the numbers of diagnosed.h:
 *   a <- (x1 + 2*x2 + x3)/4; b <- (x4 + x5)/2; y <- (3*a - b)/4; x <- cbind(x1, x2, x3); r <- cor(x); v <- cov(x)
 *   p: cor.test(x1, x2)$p.value                alpha: function(v) nrow(v)/(nrow(v)-1) * (1 - sum(diag(v))/sum(v))
 *   item_total: cor(x1, x2 + x3)               vif: 1/(1 - summary(lm(x1 ~ x2 + x3))$r.squared)
 *   kmo: q <- -cov2cor(solve(r)); diag(q) <- diag(r) <- 0; sum(r^2)/(sum(r^2) + sum(q^2)), by part rowSums of the same
 *   bartlett: -(10 - 1 - 11/6) * log(det(r)), pchisq(., 3, lower.tail = FALSE)      components: eigen(r)
 *   effective: w * cov(part, score) / var(score) */
#include "run/diagnosed.h"
#include "suite.h"
#include <stddef.h>

static Ten ten;

static void setup(void)
{
    ten_make(&ten);
}

static void teardown(void)
{
    myn_areas_free(ten.areas);
}

#define CLOSE(x, y)     ck_assert_double_eq_tol(x, y, 1e-12 + 1e-11 * fabs(y))
#define LACK(lack, k)   ck_assert_int_eq((lack).kind, k)
#define FIGURES(...)    ((const double[]){__VA_ARGS__})
#define EACH(b, m, ...) each(b, offsetof(myn_diagnosed_part, m), FIGURES(__VA_ARGS__))

static void each(const myn_diagnosed *b, size_t member, const double *expected)
{
    for (size_t i = 0; i < b->parts; i++)
        CLOSE(*(const double *)((const char *)&b->part[i] + member), expected[i]);
}

START_TEST(parts_of_a_branch)
{
    myn_diagnosis *d = ten_diagnose(&ten, A);
    ck_assert_uint_eq(d->branches, 1);
    const myn_diagnosed *b = d->branch;
    ck_assert_uint_eq(b->parts, 3);
    ck_assert_uint_eq(b->indicators, 0); /* the parts are the indicators */
    ck_assert_uint_eq(b->scored, TEN);
    ck_assert_uint_eq(b->complete, TEN);
    CLOSE(myn_row(b->pair.r, 0)[1], 0.912791921051493);
    CLOSE(myn_row(b->pair.r, 0)[2], 0.702637721116501);
    CLOSE(myn_row(b->pair.r, 2)[1], 0.417956581516369);
    CLOSE(myn_row(b->pair.p, 0)[1], 0.000227517924730674);
    CLOSE(myn_row(b->pair.p, 1)[2], 0.229389722173966);
    CLOSE(b->alpha, 0.867890157694399);
    CLOSE(b->alpha_standardised, 0.863217079152513);
    EACH(b, alpha_without, 0.581287922295188, 0.81257927479917, 0.954171632896305);
    EACH(b, item_total, 0.96973714010098, 0.751089223623078, 0.575164112174375);
    CLOSE(b->kmo, 0.399469938706695);
    EACH(b, kmo, 0.443289387948215, 0.400561945879317, 0.332794520156507);
    EACH(b, vif, 23.8899616403784, 14.6556560477103, 4.82860395199459);
    CLOSE(b->bartlett.chi2, 24.1190710854787);
    CLOSE(b->bartlett.p, 2.35901629254231e-05);
    ck_assert_double_eq(b->bartlett.df, 3);
    myn_diagnosis_free(d);
}
END_TEST

/* The place of X[I], equal ones sharing theirs. */
static double place(const double *x, size_t i)
{
    double below = 0, equal = 0;
    for (size_t k = 0; k < TEN; k++) {
        below += x[k] < x[i];
        equal += x[k] == x[i];
    }
    return below + (equal + 1) / 2;
}

static double sign_of(double d)
{
    return (d > 0) - (d < 0);
}

/* Rank correlations of two parts by their definitions: Pearson's of places, pairs in order less pairs out of order. */
START_TEST(of_ranks)
{
    const double *x = ten.score[X1], *y = ten.score[X2];
    double xy = 0, xx = 0, yy = 0, order = 0, apart_x = 0, apart_y = 0;
    for (size_t i = 0; i < TEN; i++) {
        double u = place(x, i) - (TEN + 1) / 2.0, v = place(y, i) - (TEN + 1) / 2.0;
        xy += u * v;
        xx += u * u;
        yy += v * v;
        for (size_t k = 0; k < i; k++) {
            order += sign_of(x[i] - x[k]) * sign_of(y[i] - y[k]);
            apart_x += x[i] != x[k];
            apart_y += y[i] != y[k];
        }
    }
    const myn_corr_kind kind[] = {MYN_CORR_SPEARMAN, MYN_CORR_KENDALL};
    const double expected[] = {xy / sqrt(xx * yy), order / sqrt(apart_x * apart_y)};
    for (size_t i = 0; i < 2; i++) {
        myn_diagnosis *d = NULL;
        ck_assert_int_eq(myn_diagnose(&ten.labels, &ten.data, 0, A, kind[i], &d), MYN_OK);
        CLOSE(myn_row(d->branch->pair.r, 0)[1], expected[i]);
        ck_assert_int_eq(d->correlation, kind[i]);
        CLOSE(d->branch->alpha, 0.867890157694399); /* all else is Pearson's */
        CLOSE(d->branch->part[0].correlation, 0.988527554040793);
        myn_diagnosis_free(d);
    }
}
END_TEST

START_TEST(components_of_a_branch)
{
    myn_diagnosis *d = ten_diagnose(&ten, A);
    const myn_diagnosed *b = d->branch;
    const double value[] = {2.37528320151939, 0.600496645607302, 0.0242201528733076};
    const double first[] = {0.988557068678914, 0.891990271747878, 0.776138826880532};
    for (size_t i = 0; i < 3; i++) {
        CLOSE(b->pca.value[i], value[i]);
        CLOSE(b->pca.share[i], value[i] / 3);
        CLOSE(myn_row(b->pca.loading, i)[0], first[i]);
    }
    myn_diagnosis_free(d);
}
END_TEST

START_TEST(effective_weights)
{
    myn_diagnosis *d = ten_diagnose(&ten, MYN_NONE);
    ck_assert_uint_eq(d->branches, 3);
    const myn_diagnosed *root = &d->branch[0], *a = &d->branch[1];
    ck_assert_uint_eq(a->node, A);
    EACH(a, nominal, 0.25, 0.5, 0.25);
    EACH(a, effective, 0.29362187788069, 0.544791224656024, 0.161586897463286);
    EACH(a, correlation, 0.988527554040793, 0.945732609312587, 0.685269438170936);
    EACH(root, nominal, 0.75, 0.25);
    EACH(root, slope, 0.75, 0.25); /* of B turned */
    EACH(root, used, 0.75, 0.25);
    EACH(root, effective, 0.850918890818862, 0.149081109181138);
    EACH(root, correlation, 0.989822091700631, 0.77303080506041);
    EACH(root, p, 4.6376505534062e-08, 0.00873748529532711);
    CLOSE(root->effective_sum, 1.0);
    ck_assert_int_eq(root->form, MYN_SUM_WEIGHTED);
    ck_assert_double_eq(root->r_squared, 1);
    myn_diagnosis_free(d);
}
END_TEST

START_TEST(indicators_far_below)
{
    myn_diagnosis *d = ten_diagnose(&ten, ROOT);
    const myn_diagnosed *root = d->branch;
    const double nominal[] = {0.1875, 0.375, 0.1875, 0.125, 0.125};
    const double effective[] = {0.251954347624966, 0.44612112209331, 0.152843421100586, 0.171327370398687,
                                -0.0222462612175489};
    const double correlation[] = {0.986713798074304, 0.90086564174656, 0.753999309689246, -0.936560435490468,
                                  0.13543813895594};
    ck_assert_uint_eq(root->indicators, 5);
    for (size_t i = 0; i < 5; i++) {
        CLOSE(root->indicator[i].nominal, nominal[i]);
        CLOSE(root->indicator[i].effective, effective[i]);
        CLOSE(root->indicator[i].correlation, correlation[i]);
        ck_assert_uint_eq(root->indicator[i].n, TEN);
        ck_assert_uint_eq(root->indicator[i].stopped_by, MYN_NONE);
    }
    CLOSE(root->indicator[4].slope, -0.125); /* x5 is in a branch that is taken turned */
    myn_diagnosis_free(d);
}
END_TEST

/* Scale and origin of the score change nothing; other weights than those in use are found out. */
START_TEST(other_weights)
{
    for (size_t i = 0; i < TEN; i++) ten.score[A][i] = 100 + 10 * ten.score[A][i];
    myn_diagnosis *d = ten_diagnose(&ten, A);
    ck_assert_int_eq(d->branch->form, MYN_SUM_WEIGHTED);
    EACH(d->branch, effective, 0.29362187788069, 0.544791224656024, 0.161586897463286);
    EACH(d->branch, slope, 2.5, 5, 2.5);
    myn_diagnosis_free(d);
    for (size_t i = 0; i < 3; i++) ten.weight[X1 + i] = 1;
    d = ten_diagnose(&ten, A);
    ck_assert_int_eq(d->branch->form, MYN_SUM_OTHER);
    ck_assert_double_eq(d->branch->r_squared, 1);
    EACH(d->branch, nominal, 1.0 / 3, 1.0 / 3, 1.0 / 3);
    EACH(d->branch, used, 0.25, 0.5, 0.25);
    EACH(d->branch, effective, 0.29362187788069, 0.544791224656024, 0.161586897463286);
    myn_diagnosis_free(d);
}
END_TEST

/* g <- sqrt(a * (10 - b)); f <- lm(g ~ a + I(-b)); coef(f)[2] * cov(a, g) / var(g) */
START_TEST(geometric_mean)
{
    for (size_t i = 0; i < TEN; i++) ten.score[ROOT][i] = sqrt(ten.score[A][i] * (10 - ten.score[B][i]));
    myn_diagnosis *d = ten_diagnose(&ten, ROOT);
    ck_assert_int_eq(d->branch->form, MYN_SUM_CLOSEST);
    CLOSE(d->branch->r_squared, 0.999662116750889);
    EACH(d->branch, effective, 0.611099916405824, 0.388562200345066);
    CLOSE(d->branch->effective_sum, d->branch->r_squared);
    myn_diagnosis_free(d);
}
END_TEST

/* x1[3] <- NA: cor(x1, x2, use = "complete.obs"), alpha(cov(x[-3, ])) */
START_TEST(a_gap)
{
    ten.score[X1][2] = NAN;
    myn_diagnosis *d = ten_diagnose(&ten, A);
    const myn_diagnosed *b = d->branch;
    ck_assert_uint_eq(b->complete, 9);
    ck_assert_uint_eq(b->part[0].n, 9);
    ck_assert_uint_eq(b->part[1].n, TEN);
    CLOSE(myn_row(b->pair.r, 0)[1], 0.925512472023759);
    CLOSE(myn_row(b->pair.p, 0)[1], 0.000345105398721111);
    CLOSE(myn_row(b->pair.r, 1)[2], 0.417956581516369); /* the pair without a gap has all areas */
    CLOSE(b->alpha, 0.865258122383895);
    ck_assert_int_eq(b->form, MYN_SUM_WEIGHTED);
    ck_assert(fabs(b->effective_sum - 1) > 1e-6);
    myn_diagnosis_free(d);
}
END_TEST

/* ---- figures that cannot be given ---- */

START_TEST(two_parts)
{
    myn_diagnosis *d = ten_diagnose(&ten, B);
    const myn_diagnosed *b = d->branch;
    LACK(b->no_kmo, MYN_LACK_PARTS);
    ck_assert_uint_eq(b->no_kmo.need, 3);
    ck_assert_uint_eq(b->no_kmo.have, 2);
    ck_assert_double_nan(b->kmo);
    ck_assert_double_nan(b->part[0].kmo);
    ck_assert_double_nan(b->part[0].alpha_without);
    LACK(b->no_alpha, MYN_LACK_NONE);
    LACK(b->no_inverse, MYN_LACK_NONE);
    LACK(b->no_pca, MYN_LACK_NONE);
    myn_diagnosis_free(d);
}
END_TEST

/* Three areas with every part: enough for alpha and components, not for three parts' inverse; two: for nothing. */
START_TEST(few_areas)
{
    for (size_t i = 3; i < TEN; i++) ten.score[X1][i] = NAN;
    myn_diagnosis *d = ten_diagnose(&ten, A);
    LACK(d->branch->no_alpha, MYN_LACK_NONE);
    LACK(d->branch->no_inverse, MYN_LACK_AREAS);
    LACK(d->branch->no_kmo, MYN_LACK_AREAS);
    ck_assert_uint_eq(d->branch->no_inverse.need, 4);
    ck_assert_uint_eq(d->branch->no_inverse.have, 3);
    LACK(d->no_slope[A], MYN_LACK_NONE); /* three areas show that the weights in use are those */
    myn_diagnosis_free(d);
    ten.weight[X1] = 5;
    d = ten_diagnose(&ten, A); /* but not which others */
    LACK(d->no_slope[A], MYN_LACK_AREAS);
    ck_assert_uint_eq(d->no_slope[A].need, 5);
    myn_diagnosis_free(d);
    ten.score[X1][2] = NAN;
    d = ten_diagnose(&ten, A);
    LACK(d->branch->no_alpha, MYN_LACK_AREAS);
    LACK(d->branch->no_pca, MYN_LACK_AREAS);
    LACK(d->no_slope[A], MYN_LACK_AREAS);
    ck_assert_uint_eq(d->no_slope[A].have, 2);
    ck_assert_double_nan(d->branch->part[1].effective);
    ck_assert_uint_eq(d->branch->part[1].stopped_by, A);
    myn_diagnosis_free(d);
}
END_TEST

START_TEST(nothing_at_all)
{
    for (size_t i = 0; i < ALL_NODES * TEN; i++) ten.score[i / TEN][i % TEN] = NAN;
    myn_diagnosis *d = ten_diagnose(&ten, MYN_NONE);
    ck_assert_uint_eq(d->branch[0].scored, 0);
    ck_assert_uint_eq(d->branch[1].complete, 0);
    LACK(d->branch[1].no_alpha, MYN_LACK_AREAS);
    LACK(d->no_slope[A], MYN_LACK_AREAS);
    ck_assert_uint_eq(d->no_slope[A].have, 0);
    ck_assert_double_nan(d->branch[0].part[0].correlation);
    ck_assert_double_nan(d->branch[0].indicator[0].effective);
    myn_diagnosis_free(d);
}
END_TEST

/* The same everywhere: a part, then a score. */
START_TEST(no_spread)
{
    for (size_t i = 0; i < TEN; i++) ten.score[X2][i] = 5;
    ten_combine(&ten);
    myn_diagnosis *d = ten_diagnose(&ten, A);
    LACK(d->branch->no_inverse, MYN_LACK_SPREAD);
    ck_assert_uint_eq(d->branch->no_inverse.one, X2);
    LACK(d->branch->no_pca, MYN_LACK_SPREAD);
    ck_assert_ptr_null(d->branch->pca.value);
    LACK(d->no_slope[A], MYN_LACK_NONE);
    CLOSE(d->branch->part[1].effective, 0.0); /* it contributes nothing */
    myn_diagnosis_free(d);
    for (size_t i = 0; i < TEN; i++) ten.score[A][i] = 1;
    d = ten_diagnose(&ten, A);
    LACK(d->no_slope[A], MYN_LACK_SPREAD);
    ck_assert_uint_eq(d->no_slope[A].one, A);
    myn_diagnosis_free(d);
}
END_TEST

/* Twins, named; a part that two others determine, not named. Sums with the weights in use need no inverse. */
START_TEST(singular)
{
    for (size_t i = 0; i < TEN; i++) ten.score[X3][i] = 3 + 2 * ten.score[X1][i];
    ten_combine(&ten);
    myn_diagnosis *d = ten_diagnose(&ten, A);
    LACK(d->branch->no_inverse, MYN_LACK_RANK);
    LACK(d->branch->no_kmo, MYN_LACK_RANK);
    ck_assert_uint_eq(d->branch->no_inverse.one, X1);
    ck_assert_uint_eq(d->branch->no_inverse.other, X3);
    LACK(d->branch->no_pca, MYN_LACK_NONE);
    LACK(d->no_slope[A], MYN_LACK_NONE);
    CLOSE(d->branch->effective_sum, 1.0);
    myn_diagnosis_free(d);
    for (size_t i = 0; i < TEN; i++) {
        ten.score[X3][i] = ten.score[X1][i] + ten.score[X2][i];
        ten.score[A][i] = ten.score[X1][i] * ten.score[X2][i];
    }
    d = ten_diagnose(&ten, A);
    LACK(d->branch->no_inverse, MYN_LACK_RANK);
    ck_assert_uint_eq(d->branch->no_inverse.one, MYN_NONE);
    LACK(d->no_slope[A], MYN_LACK_RANK);
    ck_assert_double_nan(d->branch->r_squared);
    myn_diagnosis_free(d);
    d = ten_diagnose(&ten, ROOT); /* what lies below a branch without slopes has no effective weight either */
    ck_assert_uint_eq(d->branch->indicator[0].stopped_by, A);
    ck_assert_double_nan(d->branch->indicator[0].effective);
    ck_assert_double_nan(d->branch->indicator[0].slope);
    myn_diagnosis_free(d);
}
END_TEST

START_TEST(an_indicator_has_no_parts)
{
    myn_diagnosis *d;
    ck_assert_int_eq(myn_diagnose(&ten.labels, &ten.data, 0, X3, MYN_CORR_PEARSON, &d), MYN_ERR_ARGUMENT);
    ck_assert_ptr_null(d);
    ck_assert_int_eq(myn_diagnose(&ten.labels, &ten.data, 0, ALL_NODES, MYN_CORR_PEARSON, &d),
                     MYN_ERR_ARGUMENT);
    myn_diagnosis_free(NULL);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("diagnose");
    TCase *t = tcase_create("ten areas");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, parts_of_a_branch);
    tcase_add_test(t, components_of_a_branch);
    tcase_add_test(t, of_ranks);
    tcase_add_test(t, effective_weights);
    tcase_add_test(t, indicators_far_below);
    tcase_add_test(t, other_weights);
    tcase_add_test(t, geometric_mean);
    tcase_add_test(t, a_gap);
    tcase_add_test(t, two_parts);
    tcase_add_test(t, few_areas);
    tcase_add_test(t, nothing_at_all);
    tcase_add_test(t, no_spread);
    tcase_add_test(t, singular);
    tcase_add_test(t, an_indicator_has_no_parts);
    suite_add_tcase(s, t);
    return s;
}
