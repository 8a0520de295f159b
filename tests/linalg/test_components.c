/* Eigenvalues, components, varimax, one factor, reliability. Numbers of R 4.2.2, calls beside them. */
#include "linalg/golden_mat.h"

static const double five[25] = {1,   .61, .52, .43, .31, .61, 1,   .47, .38, .29, .52, .47, 1,
                                .36, .2,  .43, .38, .36, 1,   .17, .31, .29, .2,  .17, 1};

static myn_cmat square(const double *at, size_t p)
{
    return (myn_cmat){at, p, p, p};
}

static void check(const double *got, const double *want, size_t n, double tolerance)
{
    for (size_t i = 0; i < n; i++)
        ck_assert_msg(fabs(got[i] - want[i]) <= tolerance, "%zu: %.15g, expected %.15g", i, got[i], want[i]);
}

/* eigen(M); signs by the sum */
START_TEST(eigen)
{
    static const double m[16] = {4, 1, 2, .5, 1, 3, 0, 1, 2, 0, 5, -1, .5, 1, -1, 2};
    static const double value[4] = {6.68707475004107, 4.37317437630064, 1.88055144187654, 1.05919943178176};
    static const double vector[16] = {
        0.616391626943794,  0.381989920536138,  -0.623195192087033, -0.29286996329768,
        0.149061389284915,  0.657548011007421,  0.682768348056712,  -0.281493691468465,
        0.770312279382577,  -0.387734120170785, 0.354313114290161,  0.361584653061787,
        -0.066791142305341, 0.520938159366702,  -0.141128850677392, 0.839193079649528};
    double v[4], e[16];
    myn_arena *scratch = arena_new();
    ck_assert(myn_eigen(square(m, 4), v, (myn_mat){e, 4, 4, 4}, scratch) == MYN_OK);
    check(v, value, 4, 1e-13);
    check(e, vector, 16, 1e-13);
    myn_arena_free(scratch);
}
END_TEST

/* Of size 0 and 1; the unit matrix; a vector that sums to 0; what is no number. */
START_TEST(eigen_edges)
{
    double v[3], e[9], unit[9] = {1, 0, 0, 0, 1, 0, 0, 0, 1}, pair[4] = {1, .5, .5, 1};
    myn_arena *scratch = arena_new();
    ck_assert(myn_eigen(square(unit, 0), v, (myn_mat){e, 0, 0, 0}, scratch) == MYN_OK);
    ck_assert(myn_eigen(square((double[]){-3}, 1), v, (myn_mat){e, 1, 1, 1}, scratch) == MYN_OK);
    ck_assert(v[0] == -3 && e[0] == 1);
    ck_assert(myn_eigen(square(unit, 3), v, (myn_mat){e, 3, 3, 3}, scratch) == MYN_OK);
    check(e, unit, 9, 0);
    ck_assert(myn_eigen(square(pair, 2), v, (myn_mat){e, 2, 2, 2}, scratch) == MYN_OK);
    check(v, (double[]){1.5, .5}, 2, 1e-15);
    check(e, (double[]){M_SQRT1_2, M_SQRT1_2, M_SQRT1_2, -M_SQRT1_2}, 4, 1e-15);
    pair[2] = NAN;
    ck_assert(myn_eigen(square(pair, 2), v, (myn_mat){e, 2, 2, 2}, scratch) == MYN_ERR_DATA);
    pair[2] = INFINITY;
    ck_assert(myn_eigen(square(pair, 2), v, (myn_mat){e, 2, 2, 2}, scratch) == MYN_ERR_DATA);
    myn_arena_free(scratch);
}
END_TEST

/* Only pairwise matrices have values below 0: loadings of 0 there. */
START_TEST(negative_value)
{
    static const double odd[9] = {1, .9, -.9, .9, 1, .9, -.9, .9, 1};
    myn_components pca;
    myn_arena *arena = arena_new();
    ck_assert(myn_pca(square(odd, 3), &pca, arena) == MYN_OK);
    ck_assert(pca.value[2] < -0.5 && pca.share[2] < 0);
    for (size_t i = 0; i < 3; i++) ck_assert(myn_row(pca.loading, i)[2] == 0);
    myn_arena_free(arena);
}
END_TEST

#define SIX_2 .8, .3, .7, .2, .6, -.1, .2, .7, .1, .8, .3, .6

/* varimax(L), varimax(L, normalize = FALSE), columns side by side */
START_TEST(varimax)
{
    static const double want[2][12] = {
        {0.772114884254249, 0.365839589865624, 0.680826311960158, 0.257828495210923, 0.606260262026677,
         -0.0494822663925673, 0.140770838686658, 0.714271356681377, 0.032759744031958, 0.805559928975468,
         0.248781933341358, 0.622982784387286},
        {0.803453748236637, 0.2906235958151, 0.702291100955438, 0.191799920539082, 0.598789481669058,
         -0.107010077294152, 0.20817272457535, 0.697613156945076, 0.109349049299333, 0.798775804226275,
         0.306996399851368, 0.596450509663877}};
    double at[12] = {SIX_2};
    const char *why = "";
    myn_arena *scratch = arena_new();
    ck_assert(myn_varimax((myn_mat){at, 6, 2, 2}, (myn_varimax_how){_i == 0, 1e-5}, &why, scratch) == MYN_OK);
    ck_assert_ptr_null(why);
    check(at, want[_i], 12, 1e-14);
    myn_arena_free(scratch);
}
END_TEST

/* varimax(cbind(L, third)): three columns, through a matrix with a stride */
START_TEST(varimax_of_three)
{
    static const double want[3][6] = {{0.576122286348134, 0.809586431495944, 0.12693905312207,
                                       0.0960385601161545, 0.349970991100682, 0.129991455530366},
                                      {0.36557797854349, 0.146350234288426, 0.0570889046649329,
                                       0.738611348229183, 0.713528542978538, 0.65951550409683},
                                      {0.523866254665305, 0.114679635774562, 0.775001505647976,
                                       0.123409364465929, -0.329237488362019, 0.246254992528071}};
    static const double two[12] = {SIX_2}, third[6] = {.1, -.4, .5, .2, -.3, .25};
    double at[24];
    const char *why;
    myn_mat m = {at, 6, 3, 4};
    for (size_t i = 0; i < 6; i++)
        for (size_t c = 0; c < 3; c++) myn_row(m, i)[c] = c < 2 ? two[2 * i + c] : third[i];
    myn_arena *scratch = arena_new();
    ck_assert(myn_varimax(m, (myn_varimax_how){true, 1e-5}, &why, scratch) == MYN_OK);
    for (size_t i = 0; i < 6; i++)
        for (size_t c = 0; c < 3; c++) ck_assert_double_eq_tol(myn_row(m, i)[c], want[c][i], 1e-13);
    myn_arena_free(scratch);
}
END_TEST

/* Rows of 0, one column, the flat point of two indicators, what is no number. */
START_TEST(varimax_edges)
{
    const char *why;
    myn_arena *scratch = arena_new();
    for (int full = 0; full < 2; full++) {
        myn_varimax_how how = {true, full ? 0 : 1e-5};
        double flat[4] = {.8, .6, .8, -.6}, one[2] = {3, 4}, zero[6] = {.6, .5, 0, 0, .4, -.3},
               bad[4] = {1, NAN};
        ck_assert(myn_varimax((myn_mat){flat, 2, 2, 2}, how, &why, scratch) == MYN_OK);
        check(flat, (double[]){.8, .6, .8, -.6}, 4, 1e-15);
        ck_assert(myn_varimax((myn_mat){one, 2, 1, 1}, how, &why, scratch) == MYN_OK);
        check(one, (double[]){3, 4}, 2, 0);
        ck_assert(myn_varimax((myn_mat){zero, 3, 2, 2}, how, &why, scratch) == MYN_OK);
        ck_assert(zero[2] == 0 && zero[3] == 0);
        ck_assert_double_eq_tol(hypot(zero[0], zero[1]), hypot(.6, .5), 1e-15); /* communalities stay */
        ck_assert(myn_varimax((myn_mat){bad, 2, 2, 2}, how, &why, scratch) == MYN_ERR_DATA);
        ck_assert_ptr_nonnull(why);
    }
    myn_arena_free(scratch);
}
END_TEST

/* factanal(covmat = S, factors = 1, control = list(opt = list(factr = 1, pgtol = 0))); solve(S, loadings) */
START_TEST(one_factor)
{
    static const double want[4][5] = {
        {0.822680832394409, 0.741683745180493, 0.634424934722263, 0.52469236486453, 0.366704058624686},
        {0.323196247948271, 0.449905222162221, 0.597505002405505, 0.724697922306404, 0.86552813367906},
        {0.460660341643244, 0.298341372790675, 0.1921562235299, 0.131027810878091, 0.076674382050729}};
    double loading[5], unique[5], score[5];
    myn_one_factor out = {.loading = loading, .uniqueness = unique, .coefficient = score};
    const char *why = "";
    myn_arena *scratch = arena_new();
    ck_assert(myn_one_factor_fit(square(five, 5), &out, &why, scratch) == MYN_OK);
    ck_assert_ptr_null(why);
    check(loading, want[0], 5, 1e-7);
    check(unique, want[1], 5, 1e-7);
    check(score, want[2], 5, 1e-7);
    ck_assert_double_eq_tol(out.value, 0.00580118053534839, 1e-13);
    ck_assert(out.iterations > 0 && out.iterations < 1000);
    myn_arena_free(scratch);
}
END_TEST

/* The same call: an indicator at the lower limit of uniqueness; one that runs the other way. */
START_TEST(one_factor_at_its_limits)
{
    static const double h[16] = {1, .9, .85, .8, .9, 1, .7, .66, .85, .7, 1, .6, .8, .66, .6, 1};
    double loading[5], unique[5], score[5], other[25];
    myn_one_factor out = {.loading = loading, .uniqueness = unique, .coefficient = score};
    const char *why;
    myn_arena *scratch = arena_new();
    ck_assert(myn_one_factor_fit(square(h, 4), &out, &why, scratch) == MYN_OK);
    check(loading, (double[]){0.997550118466148, 0.900544877087754, 0.849647782845652, 0.799317800567297}, 4,
          1e-6);
    check(unique, (double[]){0.005, 0.189018926058538, 0.27809864422028, 0.361091054405726}, 4, 1e-6);
    ck_assert_double_eq_tol(out.value, 0.282206017386672, 1e-10);
    for (size_t i = 0; i < 25; i++) other[i] = five[i] * ((i / 5 == 1) != (i % 5 == 1) ? -1 : 1);
    ck_assert(myn_one_factor_fit(square(other, 5), &out, &why, scratch) == MYN_OK);
    check(loading,
          (double[]){0.822680832394409, -0.741683745180493, 0.634424934722263, 0.52469236486453,
                     0.366704058624686},
          5, 1e-7);
    myn_arena_free(scratch);
}
END_TEST

/* Three indicators fit exactly: l1 = sqrt(r12 r13 / r23). */
START_TEST(one_factor_of_three)
{
    double s[9] = {1, .61, .52, .61, 1, .47, .52, .47, 1}, loading[3], unique[3], score[3];
    myn_one_factor out = {.loading = loading, .uniqueness = unique, .coefficient = score};
    const char *why;
    myn_arena *scratch = arena_new();
    ck_assert(myn_one_factor_fit(square(s, 3), &out, &why, scratch) == MYN_OK);
    check(loading, (double[]){sqrt(.61 * .52 / .47), sqrt(.61 * .47 / .52), sqrt(.52 * .47 / .61)}, 3, 1e-9);
    ck_assert_double_eq_tol(out.value, 0, 1e-12);
    ck_assert(myn_one_factor_fit(square(s, 2), &out, &why, scratch) == MYN_ERR_DATA);
    ck_assert_str_eq(why, "one factor needs three indicators or more");
    s[1] = s[3] = 1, s[5] = s[7] = .52;
    ck_assert(myn_one_factor_fit(square(s, 3), &out, &why, scratch) == MYN_ERR_DATA);
    ck_assert_ptr_nonnull(strstr(why, "others determine it"));
    ck_assert(isnan(out.value) && out.iterations == 0);
    s[1] = NAN;
    ck_assert(myn_one_factor_fit(square(s, 3), &out, &why, scratch) == MYN_ERR_DATA);
    myn_arena_free(scratch);
}
END_TEST

/* By their formulas in R: q = cov2cor(solve(S)); pchisq(chi2, 10, lower.tail = FALSE) */
START_TEST(adequacy)
{
    double overall, item[5], vif[5];
    myn_sphericity found;
    const char *why;
    myn_arena *scratch = arena_new();
    ck_assert(myn_kmo(square(five, 5), &overall, item, &why, scratch) == MYN_OK);
    ck_assert_double_eq_tol(overall, 0.792038967065074, 1e-14);
    check(item,
          (double[]){0.742594630461627, 0.771861035116183, 0.822642719953017, 0.85794330563853,
                     0.864606873164937},
          5, 1e-14);
    ck_assert(myn_bartlett(square(five, 5), 30, &found, &why, scratch) == MYN_OK);
    check(&found.chi2, (double[]){31.9595453413591}, 1, 1e-12);
    check(&found.p, (double[]){0.00040670082263567}, 1, 1e-15);
    ck_assert(found.df == 10);
    ck_assert(myn_vif(square(five, 5), vif, &why, scratch) == MYN_OK);
    check(
        vif,
        (double[]){1.92234132725812, 1.73323978614356, 1.47576160167614, 1.28866957137633, 1.12729331396832},
        5, 1e-13);
    myn_arena_free(scratch);
}
END_TEST

START_TEST(singular)
{
    static const double twice[4] = {1, 1, 1, 1}, gone[4] = {1, NAN, NAN, 1};
    static const double *const each[] = {twice, gone};
    double overall, out[2];
    myn_sphericity found;
    const char *why;
    myn_arena *scratch = arena_new();
    for (size_t k = 0; k < 2; k++) {
        ck_assert(myn_kmo(square(each[k], 2), &overall, NULL, &why, scratch) == MYN_ERR_DATA && why);
        ck_assert(isnan(overall));
        ck_assert(myn_bartlett(square(each[k], 2), 9, &found, &why, scratch) == MYN_ERR_DATA && why);
        ck_assert(isnan(found.chi2));
        ck_assert(myn_vif(square(each[k], 2), out, &why, scratch) == MYN_ERR_DATA && why);
    }
    myn_arena_free(scratch);
}
END_TEST

/* Two items: alpha = 2 (1 - (s1 + s2) / (s1 + s2 + 2 c)); one has none. */
START_TEST(cronbach)
{
    static const double c[4] = {2, 1, 1, 3};
    double item[2], without[2];
    ck_assert_double_eq_tol(myn_cronbach(square(c, 2), item, without), 2 * (1 - 5. / 7), 1e-15);
    ck_assert_double_eq_tol(item[0], 1 / sqrt(6), 1e-15);
    ck_assert_double_eq_tol(item[1], item[0], 1e-15);
    ck_assert(isnan(without[0]) && isnan(without[1]));
    ck_assert(isnan(myn_cronbach(square(c, 1), NULL, NULL)));
    ck_assert(isnan(myn_cronbach(square((double[]){1, NAN, NAN, 1}, 2), item, NULL)));
    ck_assert(isnan(myn_cronbach(square((double[]){1, -1, -1, 1}, 2), item, NULL)));
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("components");
    TCase *c = tcase_create("components");
    tcase_add_test(c, eigen);
    tcase_add_test(c, eigen_edges);
    tcase_add_test(c, negative_value);
    tcase_add_loop_test(c, varimax, 0, 2);
    tcase_add_test(c, varimax_of_three);
    tcase_add_test(c, varimax_edges);
    tcase_add_test(c, one_factor);
    tcase_add_test(c, one_factor_at_its_limits);
    tcase_add_test(c, one_factor_of_three);
    tcase_add_test(c, adequacy);
    tcase_add_test(c, singular);
    tcase_add_test(c, cronbach);
    suite_add_tcase(s, c);
    return s;
}
