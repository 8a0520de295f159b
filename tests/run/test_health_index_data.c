/* The Health Index for Wales against what the British Red Cross published: scores and ranks of 22 councils, overall
 * and in three domains (scores.csv), scores in thirteen sub-domains (subdomains.csv). Both have 15 significant digits. */
#include "run/built.h"
#include "run/published.h"
#include "suite.h"

#define AREAS 22
static char folder[512];

static published truth_of(const char *file)
{
    char path[600];
    snprintf(path, sizeof path, "%s/%s", folder, file);
    published truth = read_published(path);
    ck_assert_uint_eq(truth.rows, AREAS);
    return truth;
}

static built health_index(myn_edition *edition)
{
    built b = build_index(MYN_SOURCE "/indices/health-index-wales", folder);
    ck_assert_uint_eq(b.labels->areas->count, AREAS);
    ck_assert_uint_eq(b.labels->editions, 1);
    ck_assert_int_eq(myn_store_edition(b.store, 0, edition), MYN_OK);
    return b;
}

static void check_scores(const built *b, const myn_edition *edition, const char *node, const published *truth,
                         const char *column)
{
    size_t n = node_of(b->labels, node), at = published_column(truth, column);
    for (size_t a = 0; a < AREAS; a++) {
        const char *code = b->labels->areas->at[a].code;
        double score = edition->score[n * AREAS + a], want = published_number(truth, 0, code, at);
        ck_assert_msg(fabs(score - want) <= 1e-12, "%s %s: %.17g, published %.17g", node, code, score, want);
    }
}

static const struct {
    const char *node, *column;
} headline[] = {{"health_index", "health_inequalities"},
                {"lives", "healthy_lives"},
                {"people", "healthy_people"},
                {"places", "healthy_places"}};

START_TEST(scores_and_ranks)
{
    char column[64];
    myn_edition edition;
    built b = health_index(&edition);
    published truth = truth_of("scores.csv");
    snprintf(column, sizeof column, "%s_score", headline[_i].column);
    check_scores(&b, &edition, headline[_i].node, &truth, column);
    snprintf(column, sizeof column, "%s_rank", headline[_i].column);
    size_t n = node_of(b.labels, headline[_i].node), at = published_column(&truth, column);
    for (size_t a = 0; a < AREAS; a++)
        ck_assert_int_eq(edition.rank[n * AREAS + a],
                         (int)published_number(&truth, 0, b.labels->areas->at[a].code, at));
    free_published(&truth);
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

START_TEST(subdomains)
{
    myn_edition edition;
    built b = health_index(&edition);
    published truth = truth_of("subdomains.csv");
    ck_assert_uint_eq(truth.columns, 14);
    for (size_t c = 1; c < truth.columns; c++)
        check_scores(&b, &edition, truth.column[c], &truth, truth.column[c]);
    free_published(&truth);
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

/* The node of a published indicator: its own name, but where its sub-domain has the same. */
static size_t leaf_of(const built *b, const char *indicator)
{
    bool taken = strcmp(indicator, "people_mental_health") == 0;
    return node_of(b->labels, taken ? "people_mental_health_conditions" : indicator);
}

/* Scaled as published in indicators_normalised.csv; 0 for the two councils that have no row there. */
START_TEST(normalised)
{
    char path[600];
    myn_edition edition;
    built b = health_index(&edition);
    snprintf(path, sizeof path, "%s/indicators_normalised.csv", folder);
    published truth = read_published(path);
    size_t value = published_column(&truth, "value"), indicator = published_column(&truth, "indicator");
    ck_assert_uint_eq(truth.rows, 42 * AREAS - 2);
    for (size_t r = 0; r < truth.rows; r++) {
        const char *nearest;
        size_t a = myn_find_area(b.labels->areas, truth.cell[r][0], &nearest);
        double score = edition.score[leaf_of(&b, truth.cell[r][indicator]) * AREAS + a];
        ck_assert_double_eq_tol(score, strtod(truth.cell[r][value], NULL), 1e-12);
    }
    const double *filled = edition.score + leaf_of(&b, "places_gp_appointments") * AREAS;
    size_t zeros = 0;
    for (size_t a = 0; a < AREAS; a++) zeros += filled[a] == 0;
    ck_assert_uint_eq(zeros, 2);
    free_published(&truth);
    myn_edition_free(&edition);
    free_build(&b);
}
END_TEST

Suite *suite(void)
{
    snprintf(folder, sizeof folder, "%s/wales-health-index", test_data());
    test_needs(folder);
    Suite *s = suite_create("health index for Wales");
    TCase *c = tcase_create("published");
    tcase_add_loop_test(c, scores_and_ranks, 0, 4);
    tcase_add_test(c, subdomains);
    tcase_add_test(c, normalised);
    suite_add_tcase(s, c);
    return s;
}
