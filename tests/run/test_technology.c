/* The technology achievement index against ranks that the handbook prints: OECD and JRC (2008), Handbook on
 * Constructing Composite Indicators, doi:10.1787/9789264043466-en, Tables 23 and 38. */
#include "run/published.h"
#include "run/technology.h"
#include "suite.h"

/* Equal weights, budget allocation and factor analysis (Table 23), geometric mean (Table 38). */
static const struct {
    const char *code;
    int equal, budget, geometric, factors;
} printed[COUNTRIES] = {
    {"FIN", 1, 1, 2, 1},     {"USA", 2, 2, 1, 2},     {"SWE", 3, 3, 3, 3},     {"JPN", 4, 5, 4, 4},
    {"KOR", 5, 4, 16, 5},    {"NLD", 6, 8, 5, 6},     {"GBR", 7, 7, 6, 8},     {"SGP", 8, 6, 18, 11},
    {"CAN", 9, 10, 13, 10},  {"AUS", 10, 11, 14, 7},  {"DEU", 11, 9, 8, 12},   {"NOR", 12, 13, 11, 9},
    {"IRL", 13, 12, 7, 14},  {"BEL", 14, 14, 9, 15},  {"NZL", 15, 17, 17, 13}, {"AUT", 16, 15, 12, 16},
    {"FRA", 17, 16, 10, 17}, {"ISR", 18, 18, 15, 18}, {"ESP", 19, 19, 19, 19}, {"ITA", 20, 21, 21, 20},
    {"CZE", 21, 22, 23, 21}, {"HUN", 22, 20, 22, 23}, {"SVN", 23, 23, 20, 22}};

enum { EQUAL, BUDGET, GEOMETRIC };

static void check_ranks(built *b, int which)
{
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b->store, 0, &edition), MYN_OK);
    for (size_t a = 0; a < COUNTRIES; a++) {
        const char *code = b->labels->areas->at[a].code;
        size_t at = 0;
        while (at < COUNTRIES && strcmp(printed[at].code, code) != 0) at++;
        ck_assert_uint_lt(at, COUNTRIES);
        int rank = which == EQUAL    ? printed[at].equal
                   : which == BUDGET ? printed[at].budget
                                     : printed[at].geometric;
        ck_assert_msg(edition.rank[a] == rank, "%s: %d, printed %d", code, edition.rank[a], rank);
    }
    myn_edition_free(&edition);
    free_build(b);
}

START_TEST(equal_weights_ranks)
{
    built b = build_index(TECHNOLOGY, NULL);
    check_ranks(&b, EQUAL);
}
END_TEST

START_TEST(budget_allocation_ranks)
{
    built b = build_variant(NULL, budget_weights);
    check_ranks(&b, BUDGET);
}
END_TEST

/* The geometric mean of the figures as they are, in their own units. */
START_TEST(geometric_mean_ranks)
{
    built b = build_variant(TECHNOLOGY_HEAD "indicators: []\naggregate: geometric\n" TECHNOLOGY_LOGS,
                            equal_weights);
    check_ranks(&b, GEOMETRIC);
}
END_TEST

static int printed_factors(const char *code)
{
    for (size_t i = 0; i < COUNTRIES; i++)
        if (strcmp(printed[i].code, code) == 0) return printed[i].factors;
    ck_abort_msg("no country %s", code);
    return 0;
}

/* All but two pairs of neighbours that change places: the README of the index says why. */
START_TEST(factor_ranks)
{
    static const char *const other[] = {"GBR", "NOR", "IRL", "NZL"};
    static const int rank[] = {9, 8, 13, 14};
    built b = build_index(TECHNOLOGY "-factors", NULL);
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b.store, 0, &edition), MYN_OK);
    for (size_t a = 0; a < COUNTRIES; a++) {
        const char *code = b.labels->areas->at[a].code;
        int want = printed_factors(code);
        for (size_t i = 0; i < 4; i++)
            if (strcmp(other[i], code) == 0) want = rank[i];
        ck_assert_msg(edition.rank[a] == want, "%s: %d, expected %d", code, edition.rank[a], want);
    }
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

/* Table 18, weights by principal components, printed with two decimals: a mean with them differs from the fitted one by no
 * more than half a hundredth of every value. */
START_TEST(factor_weights)
{
    static const double table_18[INDICATORS] = {.17, .15, .11, .07, .08, .12, .14, .16};
    built b = build_index(TECHNOLOGY "-factors", NULL);
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b.store, 0, &edition), MYN_OK);
    for (size_t a = 0; a < COUNTRIES; a++) {
        double score = 0, slack = 0;
        for (size_t i = 0; i < INDICATORS; i++) {
            double x = edition.score[node_of(b.labels, technology_indicator[i]) * COUNTRIES + a];
            score += table_18[i] * x;
            slack += .005 * fabs(x);
        }
        ck_assert_double_eq_tol(edition.score[a], score, slack);
    }
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

/* Human Development Report 2001: of these 23 the first 18 are leaders, the others potential leaders. */
START_TEST(leaders)
{
    built b = build_index(TECHNOLOGY, NULL);
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b.store, 0, &edition), MYN_OK);
    for (size_t a = 0; a < COUNTRIES; a++) ck_assert_int_eq(edition.band[a], edition.rank[a] <= 18 ? 4 : 3);
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

/* What is given unrounded rounds to what is printed. */
START_TEST(logarithms_as_printed)
{
    static const char *const pair[][2] = {{"telephones", "telephones_log10"},
                                          {"electricity", "electricity_log10"}};
    published raw = read_published(MYN_SOURCE "/datasets/technology-achievement/unrounded.csv");
    published table = read_published(MYN_SOURCE "/datasets/technology-achievement/table_a2.csv");
    ck_assert_uint_eq(raw.rows, COUNTRIES);
    for (size_t p = 0; p < 2; p++)
        for (size_t r = 0; r < raw.rows; r++) {
            char text[16];
            double value = strtod(raw.cell[r][published_column(&raw, pair[p][0])], NULL);
            snprintf(text, sizeof text, "%.2f", log10(value));
            ck_assert_double_eq(strtod(text, NULL), published_number(&table, 0, raw.cell[r][0],
                                                                     published_column(&table, pair[p][1])));
        }
    free_published(&raw);
    free_published(&table);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("technology");
    TCase *c = tcase_create("handbook");
    tcase_add_test(c, equal_weights_ranks);
    tcase_add_test(c, budget_allocation_ranks);
    tcase_add_test(c, geometric_mean_ranks);
    tcase_add_test(c, factor_ranks);
    tcase_add_test(c, factor_weights);
    tcase_add_test(c, leaders);
    tcase_add_test(c, logarithms_as_printed);
    suite_add_tcase(s, c);
    return s;
}
