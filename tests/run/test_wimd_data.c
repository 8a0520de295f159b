/* The Welsh Index of Multiple Deprivation 2019 against what was published: domains.csv (scores to 8 decimals), official_ranks.csv. */
#include "run/built.h"
#include "run/published.h"
#include "suite.h"

static const struct {
    const char *node, *score, *rank, *official;
} domain[] = {{"income", "Income_score", "Income_rank", "INCOM"},
              {"employment", "Employment_score", "Employment_rank", "EMPL"},
              {"health", "Health_score", "Health_rank", "HEAL"},
              {"education", "Education_score", "Education_rank", "ED"},
              {"access", "Access_score", "Access_rank", "ATS"},
              {"housing", "Housing_score", "Housing_rank", "HOUS"},
              {"community_safety", "Crime_score", "Crime_rank", "COMS"},
              {"physical_environment", "Environment_score", "Environment_rank", "PHYS"},
              {"wimd", "IMD_score", "IMD_rank", "WIMD"}};
#define DOMAINS (sizeof domain / sizeof *domain)
#define AREAS   1909

static char folder[512];

static published open_published(const char *file)
{
    char path[600];
    snprintf(path, sizeof path, "%s/%s", folder, file);
    return read_published(path);
}

START_TEST(domains_from_ranks)
{
    built b = build_index(MYN_SOURCE "/indices/wimd-2019", folder);
    published truth = open_published("domains.csv");
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b.store, 0, &edition), MYN_OK);
    ck_assert_uint_eq(b.labels->areas->count, AREAS);
    for (size_t d = 0; d < DOMAINS; d++) {
        size_t node = node_of(b.labels, domain[d].node);
        size_t score = published_column(&truth, domain[d].score), rank = published_column(&truth, domain[d].rank);
        for (size_t a = 0; a < AREAS; a++) {
            const char *code = b.labels->areas->at[a].code;
            ck_assert_double_eq_tol(edition.score[node * AREAS + a], published_number(&truth, 0, code, score), 1e-8);
            ck_assert_int_eq(edition.rank[node * AREAS + a], (int)published_number(&truth, 0, code, rank));
        }
    }
    myn_edition_free(&edition);
    free_published(&truth);
    free_build(&b);
}
END_TEST

static void check_groups(const built *b, const myn_edition *edition, const published *truth, size_t d, size_t q)
{
    char column[32];
    int groups = b->labels->quantile[q];
    snprintf(column, sizeof column, "%s_%s", domain[d].official, groups == 10 ? "DEC" : "QUIN");
    size_t node = node_of(b->labels, domain[d].node), at = published_column(truth, column);
    for (size_t a = 0; a < AREAS; a++)
        ck_assert_int_eq(edition->quantile[q][node * AREAS + a],
                         (int)published_number(truth, 0, b->labels->areas->at[a].code, at));
}

START_TEST(official_deciles_quintiles)
{
    built b = build_index(MYN_SOURCE "/indices/wimd-2019", folder);
    published truth = open_published("official_ranks.csv");
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b.store, 0, &edition), MYN_OK);
    ck_assert_uint_eq(b.labels->quantiles, 2);
    for (size_t q = 0; q < 2; q++)
        for (size_t d = 0; d < DOMAINS; d++) check_groups(&b, &edition, &truth, d, q);
    myn_edition_free(&edition);
    free_published(&truth);
    free_build(&b);
}
END_TEST

START_TEST(overall_from_published_scores)
{
    built b = build_index(MYN_SOURCE "/tests/indices/wimd-2019-scores", folder);
    published truth = open_published("domains.csv");
    size_t column = published_column(&truth, "IMD_score");
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b.store, 0, &edition), MYN_OK);
    for (size_t a = 0; a < AREAS; a++)
        ck_assert_double_eq_tol(edition.score[a], published_number(&truth, 0, b.labels->areas->at[a].code, column), 1e-8);
    myn_edition_free(&edition);
    free_published(&truth);
    free_build(&b);
}
END_TEST

START_TEST(names_in_both_languages)
{
    built b = build_index(MYN_SOURCE "/indices/wimd-2019", folder);
    published truth = open_published("areas_bilingual.csv");
    size_t cy = published_column(&truth, "name_cy");
    size_t blank = 0;
    for (size_t a = 0; a < AREAS; a++) {
        const myn_area *area = &b.labels->areas->at[a];
        const char *name = published_text(&truth, 0, area->code, cy);
        blank += !area->name_cy;
        if (area->name_cy)
            ck_assert_str_eq(area->name_cy, name);
        else
            ck_assert_str_eq(myn_area_name(area, MYN_LANG_CY), area->name_en);
    }
    ck_assert_uint_eq(blank, 48); /* counted in the file with awk: W01 rows whose last field is empty */
    free_published(&truth);
    free_build(&b);
}
END_TEST

Suite *suite(void)
{
    snprintf(folder, sizeof folder, "%s/wimd-2019", test_data());
    test_needs(folder);
    Suite *s = suite_create("wimd-2019");
    TCase *c = tcase_create("published");
    tcase_set_timeout(c, 120);
    tcase_add_test(c, domains_from_ranks);
    tcase_add_test(c, official_deciles_quintiles);
    tcase_add_test(c, overall_from_published_scores);
    tcase_add_test(c, names_in_both_languages);
    suite_add_tcase(s, c);
    return s;
}
