/* The technology achievement index against scores computed with R from the same figures (golden/tai):
 * goalposts, z-scores, min-max, geometric mean, three sets of weights, and weights by factors. */
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

/* The mean of the scaled indicators with the weights that R finds, varimax turned until it stands still (1e-14). */
START_TEST(factors)
{
    static const char *const column[INDICATORS] = {"PATENTS",    "ROYALTIES",   "INTERNET",  "EXPORTS",
                                                   "TELEPHONES", "ELECTRICITY", "SCHOOLING", "UNIVERSITY"};
    built b = build_index(TECHNOLOGY "-factors", NULL);
    published truth = golden("tai_weights.csv");
    size_t weight = published_column(&truth, "weight");
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b.store, 0, &edition), MYN_OK);
    for (size_t a = 0; a < COUNTRIES; a++) {
        double score = 0;
        for (size_t i = 0; i < INDICATORS; i++)
            score += published_number(&truth, 0, column[i], weight) *
                     edition.score[node_of(b.labels, technology_indicator[i]) * COUNTRIES + a];
        ck_assert_double_eq_tol(edition.score[a], score, 1e-8);
    }
    free_published(&truth);
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

/* Those weights on old technology held at the post, as numbers in nodes.csv: two printed ranks (Table 23) change places. */
START_TEST(factors_as_given)
{
    published truth = golden("tai_weights.csv"), ranks = golden("tai_published_tables23_38_ranks.csv");
    double weight[INDICATORS];
    for (size_t i = 0; i < INDICATORS; i++)
        weight[i] = strtod(truth.cell[i][published_column(&truth, "weight")], NULL);
    built b = build_variant(NULL, weight);
    size_t column = published_column(&ranks, "FA"), other = 0;
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b.store, 0, &edition), MYN_OK);
    for (size_t a = 0; a < COUNTRIES; a++) {
        const myn_area *area = &b.labels->areas->at[a];
        bool same = edition.rank[a] == (int)published_number(&ranks, 0, area->name_en, column);
        if (same) continue;
        other++;
        ck_assert(strcmp(area->code, "IRL") == 0 || strcmp(area->code, "NZL") == 0);
    }
    ck_assert_uint_eq(other, 2);
    free_published(&ranks);
    free_published(&truth);
    myn_edition_free(&edition);
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
    tcase_add_test(c, factors);
    tcase_add_test(c, factors_as_given);
    suite_add_tcase(s, c);
    return s;
}
