/* Mixtures against scikit-learn 1.2.1 from its own start, and likelihoods at least those of R's mclust 6.0.0. */
#include "segment/segment_golden.h"
#include <mynegai/mixture.h>

static myn_mixture_model named(const char *word)
{
    static const char *const sk[] = {"spherical", "diag", "tied", "full"};
    static const myn_mixture_model of_sk[] = {MYN_MIX_VII, MYN_MIX_VVI, MYN_MIX_EEE, MYN_MIX_VVV};
    for (size_t i = 0; i < 4; i++)
        if (strcmp(word, sk[i]) == 0) return of_sk[i];
    for (myn_mixture_model m = 0; m < MYN_MIX_MODELS; m++)
        if (strcmp(word, myn_mixture_word(m)) == 0) return m;
    return MYN_MIX_MODELS;
}

/* The best k-means partition of SET. */
static uint32_t *start_of(const char *set, size_t k, size_t *n)
{
    Golden g = golden_open(segment_golden(), "kmeans_optimum_labels.csv");
    uint32_t *label = NULL;
    for (size_t row = 0; row < g.rows && !label; row++)
        if (strcmp(golden_text(&g, row, 0), set) == 0 && (size_t)golden_number(&g, row, 1) == k)
            label = labels_of(golden_text(&g, row, 2), n);
    ck_assert_ptr_nonnull(label);
    golden_free(&g);
    return label;
}

static void check_sizes(const char *want, myn_partition got)
{
    size_t size[16] = {0}, seen = 0;
    for (size_t i = 0; i < got.n; i++) size[got.label[i]]++;
    for (char *number = (char *)want; *number;) {
        size_t of_theirs = strtoul(number, &number, 10), found = 0;
        for (size_t c = 0; c < got.k; c++)
            if (size[c] == of_theirs) found = size[c], size[c] = SIZE_MAX, c = got.k;
        ck_assert_msg(found == of_theirs, "sizes %s", want);
        seen++;
    }
    ck_assert_uint_eq(seen, got.k);
}

START_TEST(scikit_learn)
{
    Golden g = golden_open(segment_golden(), "sk_gmm.csv");
    ck_assert_uint_eq(g.rows, 16);
    for (size_t row = 0; row < g.rows; row++) {
        const char *set = golden_text(&g, row, 0), *model = golden_text(&g, row, 2);
        size_t n, k = (size_t)golden_number(&g, row, 1);
        myn_mat x = points_of(set, 0);
        uint32_t *label = start_of(set, k, &n);
        myn_mixture_plan plan = myn_mixture_default(named(model), k);
        plan.tolerance = 1e-12;
        plan.steps = 5000;
        myn_partition p = {label, n, k};
        myn_mixture got;
        myn_arena *arena = arena_new();
        ck_assert(myn_mixture_fit(myn_const(x), &plan, &p, &got, arena) == MYN_OK);
        double want = golden_number(&g, row, 3);
        ck_assert_msg(fabs(got.loglik - want) <= 1e-6, "%s %zu %s: %.17g, expected %.17g", set, k, model,
                      got.loglik, want);
        ck_assert_double_eq_tol(got.bic, golden_number(&g, row, 4), 1e-5);
        ck_assert_double_eq_tol(2 * got.parameters - 2 * got.loglik, golden_number(&g, row, 5), 1e-5);
        ck_assert(myn_mixture_assign(&got, myn_const(x), &p, (myn_mat){0}, NULL, arena) == MYN_OK);
        check_sizes(golden_text(&g, row, 7), p);
        myn_arena_free(arena);
        free(label), free(x.at);
    }
    golden_free(&g);
}
END_TEST

static double free_parameters(myn_mixture_model model, double k, double d)
{
    const double of_covariance[] = {
        1, k, d, k + d - 1, 1 + k * (d - 1), k * d, d * (d + 1) / 2, k * d * (d + 1) / 2};
    return k - 1 + k * d + of_covariance[model];
}

/* Slow without the optimiser and under the sanitizers: there, fewer components. */
#if defined(__SANITIZE_ADDRESS__) || !defined(__OPTIMIZE__)
enum { MOST_K = 4 };
#else
enum { MOST_K = 9 };
#endif

/* The best likelihood of STARTS random starts and Ward's tree. */
static double best_of(myn_cmat x, myn_mixture_model model, size_t k, size_t starts)
{
    myn_mixture_search search = {&model, 1, k, k, 1e-9, 1e-7, 5000, starts, 1};
    myn_mixture_table table;
    myn_mixture best;
    myn_arena *arena = arena_new();
    ck_assert(myn_mixture_choose(x, &search, &table, &best, NULL, arena) == MYN_OK);
    double loglik = table.loglik[0];
    myn_arena_free(arena);
    return loglik;
}

/* Their BIC is 2 loglik - parameters ln n; NA where the covariance is singular. Random starts are added until there
 * are enough: most rows need none. */
START_TEST(mclust)
{
    Golden g = golden_open(segment_golden(), "mclust_bic.csv");
    size_t rows = 0, from_tree = 0;
    for (size_t row = 0; row < g.rows; row++) {
        myn_mixture_model model = named(golden_text(&g, row, 2));
        double bic = golden_number(&g, row, 3), got = -INFINITY;
        size_t k = (size_t)golden_number(&g, row, 1), starts = 0;
        if (model == MYN_MIX_MODELS || isnan(bic) || k > MOST_K) continue;
        myn_mat x = points_of(golden_text(&g, row, 0), 0);
        double want = (bic + free_parameters(model, (double)k, (double)x.cols) * log((double)x.rows)) / 2;
        for (; !(got >= want - 1e-3) && starts <= 250; starts = starts ? 5 * starts : 2)
            got = best_of(myn_const(x), model, k, starts);
        ck_assert_msg(got >= want - 1e-3, "%s %zu %s: %.10g, expected %.10g", golden_text(&g, row, 0), k,
                      golden_text(&g, row, 2), got, want);
        rows++;
        from_tree += starts == 2;
        free(x.at);
    }
    ck_assert_uint_ge(rows, 27 * MOST_K);
    printf("%zu rows, %zu of them from the tree alone\n", rows, from_tree);
    golden_free(&g);
}
END_TEST

Suite *suite(void)
{
    test_needs(golden_folder(test_golden(), "segment/sk_gmm.csv"));
    Suite *s = suite_create("mixture data");
    TCase *c = tcase_create("mixture data");
    tcase_set_timeout(c, 280);
    tcase_add_test(c, scikit_learn);
    tcase_add_test(c, mclust);
    suite_add_tcase(s, c);
    return s;
}
