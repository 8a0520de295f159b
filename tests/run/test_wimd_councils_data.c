/* Councils in the Welsh Index of Multiple Deprivation 2019: shares of their small areas in the published
 * deciles of official_ranks.csv, the councils taken from areas_bilingual.csv. */
#include "run/built.h"
#include "run/published.h"
#include "suite.h"

#define AREAS    1909
#define COUNCILS 22

static char folder[512];

static published open_published(const char *file)
{
    char path[600];
    snprintf(path, sizeof path, "%s/%s", folder, file);
    return read_published(path);
}

/* Areas of COUNCIL whose official decile is at most MOST, over its areas. */
static double share(const published *areas, const published *ranks, const char *council, int most)
{
    size_t decile = published_column(ranks, "WIMD_DEC"), parent = published_column(areas, "parent");
    double within = 0, all = 0;
    for (size_t r = 0; r < areas->rows; r++) {
        const char *code = areas->cell[r][0];
        if (strncmp(code, "W01", 3) != 0 || strcmp(areas->cell[r][parent], council) != 0) continue;
        within += published_number(ranks, 0, code, decile) <= most;
        all++;
    }
    return within / all;
}

START_TEST(shares)
{
    static const int first[] = {1, 2, 3, 5};
    built b = build_index(MYN_SOURCE "/indices/wimd-2019", folder);
    published areas = open_published("areas_bilingual.csv"), ranks = open_published("official_ranks.csv");
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b.store, 0, &edition), MYN_OK);
    ck_assert_uint_eq(b.labels->summary_areas->count, COUNCILS);
    ck_assert_str_eq(b.labels->measure[4].node, b.labels->node[node_of(b.labels, "wimd")].code);
    for (size_t m = 0; m < 4; m++)
        for (size_t c = 0; c < COUNCILS; c++)
            ck_assert_double_eq_tol(edition.summary[m * COUNCILS + c],
                                    share(&areas, &ranks, b.labels->summary_areas->at[c].code, first[m]),
                                    1e-15);
    /* Welsh Government, WIMD 2019 results report: Newport has the highest share in the most deprived 10
     * %, 24.2 % */
    size_t newport = myn_areas_find(b.labels->summary_areas, "W06000022", 9);
    ck_assert_int_eq(edition.summary_rank[newport], 1);
    ck_assert_double_eq_tol(edition.summary[newport], 0.242, 0.0005);
    myn_edition_free(&edition);
    free_published(&ranks);
    free_published(&areas);
    free_build(&b);
}
END_TEST

Suite *suite(void)
{
    snprintf(folder, sizeof folder, "%s/wimd-2019", test_data());
    test_needs(folder);
    Suite *s = suite_create("wimd-2019 councils");
    TCase *c = tcase_create("published");
    tcase_set_timeout(c, 120);
    tcase_add_test(c, shares);
    suite_add_tcase(s, c);
    return s;
}
