/* The technology achievement index against scores computed with R from the same figures (golden/tai):
 * goalposts, z-scores, min-max, geometric mean, three sets of weights. */
#include "run/published.h"
#include "run/technology.h"
#include "suite.h"

/* Table 22 of the handbook: analytic hierarchy process. */
static const double hierarchy_weights[INDICATORS] = {.09, .10, .07, .21, .05, .06, .18, .25};

static char folder[512];

static published golden(const char *file)
{
    char path[600];
    snprintf(path, sizeof path, "%s/%s", folder, file);
    return read_published(path);
}

/* Node CODE's scores times FACTOR against COLUMN of TRUTH, whose rows are countries by name. */
static void check_node(const built *b, const char *code, double factor, const published *truth,
                       const char *column)
{
    myn_edition edition;
    size_t node = node_of(b->labels, code), at = published_column(truth, column);
    ck_assert_int_eq(myn_store_edition(b->store, 0, &edition), MYN_OK);
    for (size_t a = 0; a < COUNTRIES; a++)
        ck_assert_double_eq_tol(factor * edition.score[node * COUNTRIES + a],
                                published_number(truth, 0, b->labels->areas->at[a].name_en, at), 1e-12);
    myn_edition_free(&edition);
}

static void check_indicators(const built *b, const char *file)
{
    static const char *const column[INDICATORS] = {"PATENTS",    "ROYALTIES",   "INTERNET",  "EXPORTS",
                                                   "TELEPHONES", "ELECTRICITY", "SCHOOLING", "UNIVERSITY"};
    published truth = golden(file);
    for (size_t i = 0; i < INDICATORS; i++) check_node(b, technology_indicator[i], 1, &truth, column[i]);
    free_published(&truth);
}

START_TEST(goalposts)
{
    built b = build_index(TECHNOLOGY, NULL);
    published truth = golden("tai_undp_goalpost_scores.csv");
    check_indicators(&b, "tai_undp_goalpost_scores.csv");
    check_node(&b, "technology_achievement", 1, &truth, "TAI");
    free_published(&truth);
    free_build(&b);
}
END_TEST

START_TEST(zscores)
{
    built b = build_variant(TECHNOLOGY_HEAD "indicators: [zscore: {ddof: 1}]\n" TECHNOLOGY_LOGS,
                            equal_weights);
    check_indicators(&b, "tai_zscore.csv");
    free_build(&b);
}
END_TEST

/* Table 22's weights of the hierarchy process add up to 1.01, and the reference is their sum, not a mean. */
START_TEST(minmax)
{
    static const struct {
        const double *weight;
        double sum;
        const char *column;
    } with[] = {{equal_weights, 1, "EW_minmax_linear"},
                {budget_weights, 1, "BAP_minmax_linear"},
                {hierarchy_weights, 1.01, "AHP_minmax_linear"}};
    built b = build_variant(TECHNOLOGY_HEAD "indicators: [minmax: {to: [0, 1]}]\n" TECHNOLOGY_LOGS,
                            with[_i].weight);
    published truth = golden("tai_scores.csv");
    check_indicators(&b, "tai_minmax.csv");
    check_node(&b, "technology_achievement", with[_i].sum, &truth, with[_i].column);
    free_published(&truth);
    free_build(&b);
}
END_TEST

START_TEST(geometric_mean)
{
    built b = build_variant(TECHNOLOGY_HEAD "indicators: []\naggregate: geometric\n" TECHNOLOGY_LOGS,
                            equal_weights);
    published truth = golden("tai_scores.csv");
    check_node(&b, "technology_achievement", 1, &truth, "GME_raw");
    free_published(&truth);
    free_build(&b);
}
END_TEST

Suite *suite(void)
{
    snprintf(folder, sizeof folder, "%s/tai", test_golden());
    test_needs(folder);
    Suite *s = suite_create("technology, golden");
    TCase *c = tcase_create("scores");
    tcase_add_test(c, goalposts);
    tcase_add_test(c, zscores);
    tcase_add_loop_test(c, minmax, 0, 3);
    tcase_add_test(c, geometric_mean);
    suite_add_tcase(s, c);
    return s;
}
