/* Where data sets are looked for, and what they must declare. */
#include "make.h"

/* A data set NAME in the folder PLACE of the test's folder, with SERIES. */
static void put_dataset(const char *place, const char *name, const char *title, const char *series)
{
    char path[200], text[1000];
    snprintf(path, sizeof path, "mkdir -p %s/%s/%s", folder, place, name);
    ck_assert_int_eq(system(path), 0);
    snprintf(
        text, sizeof text,
        "mynegai: 1\ndataset: %s\ntitle: {en: %s}\nsource: invented\nlicence: CC0-1.0\ntables:\n  - file: "
        "a.csv\n"
        "    layout: long\n    area: area\n    period: {value: 2019}\n    key: [series]\n    value: value\n"
        "    series: %s\n",
        name, title, series);
    snprintf(path, sizeof path, "%s/%s/dataset.yml", place, name);
    make_file(path, text);
}

#define ALL_SERIES "{poverty: {key: [a]}, life_years: {key: [b]}, ill: {key: [c]}}"

static const char *found(const char *const *share)
{
    static char title[50];
    myn_datasets sets;
    myn_status status = myn_index_datasets(made, share, diag, &sets);
    if (status != MYN_OK) return NULL;
    snprintf(title, sizeof title, "%s", sets.dataset[0]->title.en);
    myn_datasets_free(&sets);
    return title;
}

START_TEST(fixture)
{
    ck_assert_int_eq(myn_index_read(MYN_SOURCE "/tests/definition/fixtures/small-places", diag, &made),
                     MYN_OK);
    ck_assert_str_eq(found(NULL), "Figures of places");
    ck_assert_uint_eq(myn_diag_kept(diag), 0);
}
END_TEST

START_TEST(nearest_folder_first)
{
    char inner[100], index[120], share[2][100];
    const char *const shares[] = {share[0], share[1], NULL};
    snprintf(inner, sizeof inner, "mkdir -p %s/indices/one", folder);
    ck_assert_int_eq(system(inner), 0);
    snprintf(index, sizeof index, "%s/indices/one", folder);
    snprintf(share[0], sizeof share[0], "%s/share-a", folder);
    snprintf(share[1], sizeof share[1], "%s/share-b", folder);
    make_file("indices/one/index.yml", HEAD "indicators: [zscore]\n");
    make_file("indices/one/nodes.csv", NODES);
    ck_assert_int_eq(myn_index_read(index, diag, &made), MYN_OK);
    ck_assert_ptr_null(found(shares));
    says("indices/one/index.yml:2:7: error: there is no data set \"sets\": looked for sets/dataset.yml in ");
    put_dataset("share-b/datasets", "sets", "last", ALL_SERIES);
    ck_assert_str_eq(found(shares), "last");
    put_dataset("share-a", "sets", "shared", ALL_SERIES);
    ck_assert_str_eq(found(shares), "shared");
    put_dataset("datasets", "sets", "beside", ALL_SERIES);
    ck_assert_str_eq(found(shares), "beside");
    put_dataset("indices/one/datasets", "sets", "own", ALL_SERIES);
    ck_assert_str_eq(found(shares), "own");
    ck_assert_uint_eq(myn_diag_kept(diag), 1);
}
END_TEST

START_TEST(series_that_no_one_declares)
{
    sound(HEAD "indicators: [{zscore: {weighted_by: popul}}]\n"
               "nodes: {income: {value: {ratio: [povrty, x], per: 100}}}\n",
          "code,parent,weight,direction,label_en,label_cy,source\nall,,,,,,\nincome,all,,+,,,\nlife,all,,+,,,"
          "life_year\n");
    put_dataset("datasets", "sets", "x",
                "{poverty: {key: [a]}, life_years: {key: [b]}, population: {key: [c]}}");
    ck_assert_ptr_null(found(NULL));
    says("index.yml:5:25: error: income needs the series \"povrty\", which no data set declares: did you "
         "mean \"poverty\"?");
    says("index.yml:5:25: error: income needs the series \"x\", which no data set declares");
    says("nodes.csv:4:7: error: life needs the series \"life_year\", which no data set declares: did you "
         "mean \"life_years\"?");
    says("index.yml:4:14: error: income needs the series \"popul\"");
    ck_assert_uint_eq(myn_diag_kept(diag), 4); /* the shared step is asked once */
    put_dataset("datasets", "sets", "open", "all");
    ck_assert_str_eq(found(NULL), "open");
}
END_TEST

START_TEST(series_declared_twice)
{
    sound("mynegai: 1\ndata: [one, two]\nareas: a\nindicators: [zscore]\n", NODES);
    put_dataset("datasets", "one", "x", ALL_SERIES);
    put_dataset("datasets", "two", "y", "{ill: {key: [c]}}");
    ck_assert_ptr_null(found(NULL));
    says("nodes.csv:6:7: error: the series \"ill\" is declared by two data sets, one and two: expected one");
    ck_assert_uint_eq(myn_diag_kept(diag), 1);
}
END_TEST

START_TEST(a_wrong_data_set)
{
    myn_datasets sets;
    sound("mynegai: 1\ndata: [one, two]\nareas: a\nindicators: [zscore]\n", NODES);
    put_dataset("datasets", "one", "x", "{poverty: 3}");
    ck_assert_int_eq(myn_index_datasets(made, NULL, diag, &sets), MYN_ERR_DATA);
    ck_assert(sets.dataset == NULL && sets.count == 0);
    says("index.yml:2:13: error: there is no data set \"two\"");
    ck_assert_uint_ge(myn_diag_count(diag, MYN_ERROR), 2);
    ck_assert_int_eq(myn_index_datasets(made, NULL, NULL, &sets), MYN_ERR_DATA); /* no diag */
    myn_datasets_free(&sets);
    myn_datasets_free(NULL);
}
END_TEST

Suite *suite(void)
{
    Suite *all = suite_create("datasets");
    TCase *group = tcase_create("datasets");
    tcase_add_checked_fixture(group, make_begin, make_finish);
    tcase_add_test(group, fixture);
    tcase_add_test(group, nearest_folder_first);
    tcase_add_test(group, series_that_no_one_declares);
    tcase_add_test(group, series_declared_twice);
    tcase_add_test(group, a_wrong_data_set);
    suite_add_tcase(all, group);
    return all;
}
