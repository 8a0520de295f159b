/* Correlation, components and reliability against R 4.2.2 and COINr 1.1.14 on the ASEM example. */
#include "linalg/golden_mat.h"

static const char *asem(void)
{
    return golden_folder(test_golden(), "asem");
}

static void check_square(myn_mat got, const char *file, double tolerance)
{
    Golden g = golden_open(asem(), file);
    for (size_t r = 0; r < g.rows; r++)
        for (size_t c = 1; c < g.cols; c++) {
            double want = golden_number(&g, r, c), value = myn_row(got, r)[c - 1];
            ck_assert_msg(near_to(value, want, tolerance), "%s %zu, %zu: %.17g, expected %.17g", file, r, c,
                          value, want);
        }
    golden_free(&g);
}

/* cor(x, use = "pairwise.complete.obs", method = ...) */
START_TEST(correlations)
{
    static const char *const file[] = {"asem_corr_raw_pearson.csv", "asem_corr_raw_spearman.csv",
                                       "asem_corr_raw_kendall.csv"};
    Golden raw = golden_open(asem(), "asem_stage_raw.csv");
    myn_mat x = golden_indicators(&raw, 1, raw.cols), r = mat_new(x.rows, x.rows);
    myn_arena *scratch = arena_new();
    ck_assert(myn_correlation(myn_const(x), (myn_corr_kind)_i, MYN_GAPS_PAIRWISE, &(myn_correlations){.r = r},
                              scratch) == MYN_OK);
    check_square(r, file[_i], 1e-13);
    myn_arena_free(scratch);
    free(r.at);
    free(x.at);
    golden_free(&raw);
}
END_TEST

/* cor.test(...)$p.value of the first ten, relative. */
START_TEST(probabilities)
{
    Golden raw = golden_open(asem(), "asem_stage_raw.csv"),
           want = golden_open(asem(), "asem_corr_pvals_first10.csv");
    myn_mat x = golden_indicators(&raw, 1, 11), r = mat_new(10, 10), p = mat_new(10, 10), n = mat_new(10, 10);
    myn_arena *scratch = arena_new();
    ck_assert(myn_correlation(myn_const(x), MYN_CORR_PEARSON, MYN_GAPS_PAIRWISE, &(myn_correlations){r, p, n},
                              scratch) == MYN_OK);
    for (size_t i = 0; i < 10; i++)
        for (size_t j = 0; j < 10; j++) {
            double expected = golden_number(&want, i, j + 1), got = myn_row(p, i)[j], both = 0;
            ck_assert_msg(fabs(got - expected) <= 1e-10 * expected, "%zu %zu: %.17g, expected %.17g", i, j,
                          got, expected);
            for (size_t k = 0; k < x.cols; k++) both += !isnan(myn_row(x, i)[k] + myn_row(x, j)[k]);
            ck_assert(myn_row(n, i)[j] == both);
        }
    myn_arena_free(scratch);
    free(n.at), free(p.at), free(r.at), free(x.at);
    golden_free(&want);
    golden_free(&raw);
}
END_TEST

/* The columns of G whose names stand in NAMES, as rows. */
static myn_mat named(const Golden *g, const char *const *name, size_t count)
{
    myn_mat m = mat_new(count, g->rows);
    for (size_t i = 0; i < count; i++)
        for (size_t r = 0; r < g->rows; r++) myn_row(m, i)[r] = golden_number(g, r, golden_col(g, name[i]));
    return m;
}

/* The indicators of a pillar, by the rotation's own rows. */
static myn_mat pillar_of(const Golden *rotation, const Golden *values)
{
    const char *name[20];
    for (size_t r = 0; r < rotation->rows; r++) name[r] = golden_text(rotation, r, 0);
    return named(values, name, rotation->rows);
}

static void check_vectors(const Golden *rotation, myn_mat vector)
{
    for (size_t c = 1; c < rotation->cols; c++) {
        double sum = 0, along = 0;
        for (size_t r = 0; r < rotation->rows; r++) {
            sum += myn_row(vector, r)[c - 1];
            along += myn_row(vector, r)[c - 1] * golden_number(rotation, r, c);
        }
        ck_assert(sum > 0);
        ck_assert_double_eq_tol(fabs(along), 1, 1e-12);
        for (size_t r = 0; r < rotation->rows; r++)
            ck_assert_double_eq_tol(myn_row(vector, r)[c - 1],
                                    golden_number(rotation, r, c) * (along > 0 ? 1 : -1), 1e-11);
    }
}

/* prcomp(x, scale. = TRUE) on the normalised stage; signs are LAPACK's there. */
START_TEST(components)
{
    static const char *const pillar[] = {"ConEcFin", "Environ",   "Instit", "P2P",
                                         "Physical", "Political", "Social", "SusEcFin"};
    char name[2][64];
    snprintf(name[0], sizeof *name, "asem_pca_rotation_%s.csv", pillar[_i]);
    snprintf(name[1], sizeof *name, "asem_pca_sdev_%s.csv", pillar[_i]);
    Golden values = golden_open(asem(), "asem_stage_normalised.csv");
    Golden rotation = golden_open(asem(), name[0]), sdev = golden_open(asem(), name[1]);
    myn_mat x = pillar_of(&rotation, &values), r = mat_new(x.rows, x.rows);
    myn_arena *arena = arena_new();
    myn_components pca;
    ck_assert(myn_correlation(myn_const(x), MYN_CORR_PEARSON, MYN_GAPS_COMPLETE, &(myn_correlations){.r = r},
                              arena) == MYN_OK);
    ck_assert(myn_pca(myn_const(r), &pca, arena) == MYN_OK);
    check_vectors(&rotation, pca.vector);
    for (size_t k = 0; k < x.rows; k++) {
        ck_assert_double_eq_tol(pca.value[k], golden_number(&sdev, k, 2), 1e-12);
        ck_assert_double_eq_tol(pca.share[k], golden_number(&sdev, k, 3), 1e-13);
        ck_assert_double_eq_tol(myn_row(pca.loading, 0)[k],
                                myn_row(pca.vector, 0)[k] * golden_number(&sdev, k, 1), 1e-11);
    }
    myn_arena_free(arena);
    free(r.at), free(x.at);
    golden_free(&sdev), golden_free(&rotation), golden_free(&values);
}
END_TEST

static double alpha(myn_mat x)
{
    myn_mat c = mat_new(x.rows, x.rows);
    myn_arena *scratch = arena_new();
    ck_assert(myn_covariance(myn_const(x), MYN_GAPS_PAIRWISE, c, scratch) == MYN_OK);
    double value = myn_cronbach(myn_const(c), NULL, NULL);
    myn_arena_free(scratch);
    free(c.at);
    return value;
}

/* get_cronbach(use = "pairwise.complete.obs") */
START_TEST(cronbach)
{
    static const char *const stage[] = {"asem_stage_raw.csv", "asem_stage_normalised.csv"};
    Golden want = golden_open(asem(), "asem_cronbach_by_pillar.csv");
    for (size_t s = 0; s < 2; s++)
        for (size_t g = 0; g < want.rows; g++) {
            char name[64];
            snprintf(name, sizeof name, "asem_pca_rotation_%s.csv", golden_text(&want, g, 1));
            Golden values = golden_open(asem(), stage[s]), rotation = golden_open(asem(), name);
            myn_mat x = pillar_of(&rotation, &values);
            ck_assert_double_eq_tol(alpha(x), golden_number(&want, g, 2 + s), 1e-12);
            free(x.at);
            golden_free(&rotation), golden_free(&values);
        }
    golden_free(&want);
}
END_TEST

START_TEST(cronbach_of_pillars)
{
    static const char *const of[2][5] = {{"ConEcFin", "Instit", "P2P", "Physical", "Political"},
                                         {"Environ", "Social", "SusEcFin"}};
    Golden values = golden_open(asem(), "asem_stage_aggregated.csv");
    Golden want = golden_open(asem(), "asem_cronbach_subindex.csv");
    for (size_t g = 0; g < 2; g++) {
        myn_mat x = named(&values, of[g], g ? 3 : 5);
        ck_assert_double_eq_tol(alpha(x), golden_number(&want, g, 1), 1e-12);
        free(x.at);
    }
    golden_free(&want), golden_free(&values);
}
END_TEST

Suite *suite(void)
{
    test_needs(asem());
    Suite *s = suite_create("linear algebra, ASEM");
    TCase *c = tcase_create("asem");
    tcase_add_loop_test(c, correlations, 0, 3);
    tcase_add_test(c, probabilities);
    tcase_add_loop_test(c, components, 0, 8);
    tcase_add_test(c, cronbach);
    tcase_add_test(c, cronbach_of_pillars);
    suite_add_tcase(s, c);
    return s;
}
