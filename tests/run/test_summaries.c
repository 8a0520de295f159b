/* Measures of larger areas on four invented towns. Ranks of 2021, from test_small.c: Northgate 3, Midvale 2,
 * Southport 4, Westbridge 1 of N = 4; what is expected follows from them by hand. */
#include "run/small.h"
#include "suite.h"
#include <math.h>

enum { EAST, WEST, REGIONS };

static void write_file(const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/datasets/small/%s", small_folder, name);
    FILE *out = fopen(path, "w");
    ck_assert_ptr_nonnull(out);
    fputs(text, out);
    fclose(out);
}

#define TOWNS "code,name_en,name_cy,from,to,successor,parent\n"
#define REGIONS_CSV                                                                                    \
    "code,name_en,name_cy,level,parent\nE,East,Dwyrain,region,\nW,West,,region,\nD,Dale,,district,W\n" \
    "A,Aisle,,district,B\nB,Bend,,district,A\n"

/* Northgate and Midvale are in East, Westbridge in West, Southport in a district of it. */
static void setup(void)
{
    small_setup();
    write_file("towns.csv",
               TOWNS "T1,Northgate,,,,,E\nT2,Midvale,,,,,E\nT3,Southport,,,,,D\nT4,Westbridge,,,,,W\n");
    write_file("regions.csv", REGIONS_CSV);
    edit("datasets/small/dataset.yml", "s/successor: successor}/successor: successor, parent: parent}\\n  "
                                       "regions: {file: regions.csv, code: code, "
                                       "name_en: name_en, name_cy: name_cy, level: level, parent: parent}/");
    append("datasets/small/dataset.yml", "      people: {key: [people]}\n");
    append(VALUES, "T1,people,2021,100\nT2,people,2021,300\nT3,people,2021,50\nT4,people,2021,150\n");
    append("index.yml",
           "summaries:\n  of: {list: regions, level: region}\n  population: people\n  measures:\n"
           "    - average_rank\n    - average_score\n    - proportion: {groups: 2}\n"
           "    - total: {series: jobs}\n    - extent: {node: work, full: 25, last: 50}\n"
           "    - local_concentration: {share: 50}\n");
}

static const char *said(const myn_diag *diag, myn_severity severity)
{
    for (size_t i = 0; i < myn_diag_kept(diag); i++)
        if (myn_diag_at(diag, i)->severity == severity) return myn_diag_at(diag, i)->text;
    return "";
}

static myn_edition edition_of(const built *b, size_t e)
{
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b->store, e, &edition), MYN_OK);
    return edition;
}

static void is(const myn_edition *edition, size_t measure, double east, double west)
{
    const double *value = edition->summary + measure * REGIONS;
    ck_assert_double_eq_tol(value[EAST], east, 1e-14);
    ck_assert_double_eq_tol(value[WEST], west, 1e-14);
    const int32_t *rank = edition->summary_rank + measure * REGIONS;
    ck_assert_int_eq(rank[EAST], east >= west ? 1 : 2);
    ck_assert_int_eq(rank[WEST], west >= east ? 1 : 2);
}

START_TEST(by_hand)
{
    built b = build_index(small_folder, NULL);
    myn_edition e = edition_of(&b, 1);
    const double *s = e.score;
    ck_assert_uint_eq(b.labels->measures, 6);
    ck_assert_uint_eq(b.labels->summary_areas->count, REGIONS);
    ck_assert_str_eq(b.labels->measure[4].node, b.labels->node[node_of(b.labels, "work")].code);
    ck_assert_str_eq(b.labels->measure[3].series, "jobs");
    ck_assert_str_eq(b.labels->measure[0].population, "people");
    is(&e, 0, (100 * 2 + 300 * 3) / 400.0, (50 * 1 + 150 * 4) / 200.0);
    is(&e, 1, (100 * s[0] + 300 * s[1]) / 400, (50 * s[2] + 150 * s[3]) / 200);
    is(&e, 2, 0.5, 0.5);
    is(&e, 3, 71 + 73, 68 + 82);
    /* work has the same order: percentiles 75, 50, 100, 25; 50 is the last that counts, for .05 */
    is(&e, 4, 300 * 0.05 / 400, 150 / 200.0);
    is(&e, 5, 3, 4);
    ck_assert_str_eq(said(b.diag, MYN_WARNING),
                     "edition 2020: people has no value for any area in the time of the "
                     "edition: measures that need it are missing");
    myn_edition_free(&e);
    /* people are not known before 2021 */
    e = edition_of(&b, 0);
    ck_assert(isnan(e.summary[0]) && isnan(e.summary[1]));
    ck_assert_int_eq(e.summary_rank[0], 0);
    ck_assert_double_eq(e.summary[3 * REGIONS + EAST], 70 + 74);
    myn_edition_free(&e);
    free_build(&b);
}
END_TEST

/* Without a population a town is left out, and that is said. */
START_TEST(population_missing)
{
    edit(VALUES, "/^T3,people/d");
    built b = build_index(small_folder, NULL);
    myn_edition e = edition_of(&b, 1);
    is(&e, 0, 2.75, 4);
    bool told = false;
    for (size_t i = 0; i < myn_diag_kept(b.diag); i++)
        told |= strcmp(myn_diag_at(b.diag, i)->text,
                       "average_rank, edition 2021: 1 of 4 areas have no value of people and are left out") ==
                0;
    ck_assert(told);
    myn_edition_free(&e);
    free_build(&b);
}
END_TEST

/* No parent, one that is not in the list, one whose parents run in a circle. */
START_TEST(part_of_none)
{
    write_file("towns.csv",
               TOWNS "T1,Northgate,,,,,\nT2,Midvale,,,,,X\nT3,Southport,,,,,A\nT4,Westbridge,,,,,W\n");
    built b = build_index(small_folder, NULL);
    myn_edition e = edition_of(&b, 1);
    ck_assert(isnan(e.summary[EAST]));
    ck_assert_int_eq(e.summary_rank[EAST], 0);
    ck_assert_double_eq(e.summary[WEST], 4); /* still the first of four */
    ck_assert_str_eq(
        said(b.diag, MYN_WARNING),
        "3 areas of the index are part of no area of 'regions' (1 without a parent, 2 with one outside "
        "it; the first is T1, which has none): left out of all measures");
    myn_edition_free(&e);
    free_build(&b);
}
END_TEST

static void fails(const char *text)
{
    myn_diag *diag;
    myn_built summary;
    char path[128];
    snprintf(path, sizeof path, "%s/none.h5", small_folder);
    myn_run_options options = {.index = small_folder, .out = path};
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    ck_assert_int_eq(myn_build(&options, diag, &summary), MYN_ERR_DATA);
    ck_assert_msg(strstr(said(diag, MYN_ERROR), text) != NULL, "said: %s", said(diag, MYN_ERROR));
    ck_assert_int_ne(access(path, F_OK), 0);
    myn_diag_free(diag);
}

START_TEST(a_population_below_0)
{
    edit(VALUES, "s/^T3,people,2021,50/T3,people,2021,-50/");
    fails("average_rank, edition 2021: it cannot be done: it needs populations that are finite and not below "
          "0");
}
END_TEST

START_TEST(no_such_list)
{
    edit("index.yml", "s/list: regions/list: shires/");
    fails("no data set of this index has a code list 'shires'");
}
END_TEST

START_TEST(no_such_level)
{
    edit("index.yml", "s/level: region}/level: shire}/");
    fails("no area left: the code list 'regions' has none of level shire valid on the day asked for");
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("summaries");
    TCase *c = tcase_create("small");
    tcase_add_checked_fixture(c, setup, small_teardown);
    tcase_add_test(c, by_hand);
    tcase_add_test(c, population_missing);
    tcase_add_test(c, part_of_none);
    tcase_add_test(c, a_population_below_0);
    tcase_add_test(c, no_such_list);
    tcase_add_test(c, no_such_level);
    suite_add_tcase(s, c);
    return s;
}
