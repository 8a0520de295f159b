/* The English Index of Multiple Deprivation 2019 against what was published: File 9 (transformed domain
 * scores), score.csv and ranks.csv (overall scores, ranks, deciles), File 10 (summaries of councils). */
#include "run/built.h"
#include "run/published.h"
#include "suite.h"
#include <mynegai/text.h>

#define AREAS    32844
#define COUNCILS 317

static char folder[512];

static published open_published(const char *file)
{
    char path[600];
    snprintf(path, sizeof path, "%s/%s", folder, file);
    return read_published(path);
}

/* Every file of the set has the areas in one order; checked, as looking each up would take long. */
static void same_order(const built *b, const published *truth)
{
    ck_assert_uint_eq(b->labels->areas->count, AREAS);
    ck_assert_uint_eq(truth->rows, AREAS);
    for (size_t a = 0; a < AREAS; a++) ck_assert_str_eq(truth->cell[a][0], b->labels->areas->at[a].code);
}

static double at(const published *truth, size_t row, size_t column)
{
    return strtod(truth->cell[row][column], NULL);
}

/* How many of an edition's VALUES do not round to the published ones in three decimals. */
static size_t off(const published *truth, const char *column, const double *value)
{
    size_t wrong = 0, c = published_column(truth, column);
    for (size_t a = 0; a < AREAS; a++) wrong += myn_round(value[a], 3) != at(truth, a, c);
    return wrong;
}

START_TEST(file_9)
{
    static const char *const name[][2] = {{"income", "Income"},
                                          {"employment", "Employment"},
                                          {"health", "Health"},
                                          {"education", "Education"},
                                          {"crime", "Crime"},
                                          {"barriers", "Barriers"},
                                          {"living_environment", "Living Environment"}};
    built b = build_index(MYN_SOURCE "/indices/imd-2019", folder);
    published truth = open_published("file9_transformed_domain_scores.csv");
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b.store, 0, &edition), MYN_OK);
    same_order(&b, &truth);
    for (size_t d = 0; d < sizeof name / sizeof *name; d++) {
        char column[100];
        snprintf(column, sizeof column, "%s Score - exponentially transformed", name[d][1]);
        size_t node = node_of(b.labels, name[d][0]);
        ck_assert_uint_eq(off(&truth, column, edition.score + node * AREAS), 0);
    }
    myn_edition_free(&edition);
    free_published(&truth);
    free_build(&b);
}
END_TEST

START_TEST(scores_ranks_deciles)
{
    built b = build_index(MYN_SOURCE "/indices/imd-2019", folder);
    published score = open_published("score.csv"), rank = open_published("ranks.csv");
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b.store, 0, &edition), MYN_OK);
    same_order(&b, &score);
    same_order(&b, &rank);
    ck_assert_uint_eq(off(&score, "IMD_score", edition.score), 0);
    size_t r = published_column(&rank, "IMD_rank"), decile = published_column(&rank, "IMD_decile");
    size_t ranks = 0, deciles = 0;
    for (size_t a = 0; a < AREAS; a++) {
        ranks += edition.rank[a] != (int)at(&rank, a, r);
        deciles += edition.quantile[0][a] != (int)at(&rank, a, decile);
        ck_assert_int_le(abs(edition.rank[a] - (int)at(&rank, a, r)), 1);
    }
    ck_assert_uint_eq(ranks, 2);
    ck_assert_uint_eq(deciles, 0);
    myn_edition_free(&edition);
    free_published(&score);
    free_published(&rank);
    free_build(&b);
}
END_TEST

/* File 10 has two decimals of ranks and three or four of the others; the small areas' ranks behind it are
 * those of unrounded scores. Tolerances are what numpy and pandas leave on the same formulas. */
static const struct {
    const char *measure, *value, *rank;
    double tolerance;
    size_t ranks; /* that differ */
} file_10[] = {
    {"average_rank", "IMD - Average rank", "IMD - Rank of average rank", 0.136, 0},
    {"average_score", "IMD - Average score", "IMD - Rank of average score", 5.6e-4, 0},
    {"proportion", "IMD - Proportion of LSOAs in most deprived 10% nationally",
     "IMD - Rank of proportion of LSOAs in most deprived 10% nationally", 5.0001e-5, 0},
    {"extent", "IMD 2019 - Extent", "IMD 2019 - Rank of extent", 5.2e-5, 0},
    {"local_concentration", "IMD 2019 - Local concentration", "IMD 2019 - Rank of local concentration", 0.19,
     2},
};

static size_t measure_of(const myn_labels *labels, const char *code)
{
    for (size_t i = 0; i < labels->measures; i++)
        if (strcmp(labels->measure[i].code, code) == 0) return i;
    ck_abort_msg("no measure %s", code);
    return 0;
}

START_TEST(councils)
{
    built b = build_index(MYN_SOURCE "/indices/imd-2019", folder);
    published truth = open_published("file10_council_summaries.csv");
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b.store, 0, &edition), MYN_OK);
    ck_assert_uint_eq(b.labels->summary_areas->count, COUNCILS);
    for (size_t m = 0; m < sizeof file_10 / sizeof *file_10; m++) {
        size_t first = measure_of(b.labels, file_10[m].measure) * COUNCILS, ranks = 0;
        size_t value = published_column(&truth, file_10[m].value),
               rank = published_column(&truth, file_10[m].rank);
        for (size_t c = 0; c < COUNCILS; c++) {
            const char *code = b.labels->summary_areas->at[c].code;
            ck_assert_double_eq_tol(edition.summary[first + c], published_number(&truth, 0, code, value),
                                    file_10[m].tolerance);
            ranks += edition.summary_rank[first + c] != (int)published_number(&truth, 0, code, rank);
        }
        ck_assert_msg(ranks == file_10[m].ranks, "%s: %zu ranks", file_10[m].measure, ranks);
    }
    myn_edition_free(&edition);
    free_published(&truth);
    free_build(&b);
}
END_TEST

/* Sums of the numerators; the whole of England by awk over the file: 7,013,715 and 3,157,295 people; of
 * Birmingham (E08000025) by pandas 1.5.3. */
START_TEST(scales)
{
    static const struct {
        const char *measure, *column;
        double england, birmingham;
    } scale[] = {{"income_scale", "income_domain_numerator", 7013715, 246305},
                 {"employment_scale", "employment_domain_numerator", 3157295, 101495}};
    built b = build_index(MYN_SOURCE "/indices/imd-2019", folder);
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b.store, 0, &edition), MYN_OK);
    for (size_t m = 0; m < 2; m++) {
        const double *value = edition.summary + measure_of(b.labels, scale[m].measure) * COUNCILS;
        double all = 0;
        for (size_t c = 0; c < COUNCILS; c++) all += value[c];
        ck_assert_double_eq(all, scale[m].england);
        size_t birmingham = myn_areas_find(b.labels->summary_areas, "E08000025", 9);
        ck_assert_double_eq(value[birmingham], scale[m].birmingham);
    }
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

Suite *suite(void)
{
    snprintf(folder, sizeof folder, "%s/imd-2019", test_data());
    test_needs(folder);
    Suite *s = suite_create("imd-2019");
    TCase *c = tcase_create("published");
    tcase_set_timeout(c, 120);
    tcase_add_test(c, file_9);
    tcase_add_test(c, scores_ranks_deciles);
    tcase_add_test(c, councils);
    tcase_add_test(c, scales);
    suite_add_tcase(s, c);
    return s;
}
