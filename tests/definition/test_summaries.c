/* Measures of larger areas: what is read, and what is refused at its line and column. HEAD has three lines.
 */
#include "make.h"
#include <math.h>

#define START HEAD "indicators: [zscore]\nsummaries:\n" /* five lines */
#define OF    START "  of: regions\n"                   /* six */

START_TEST(all_of_it)
{
    const myn_index *index = sound(
        HEAD "indicators: [zscore]\npublish: {quantiles: {rule: floor}}\nsummaries:\n"
             "  of: {list: regions, level: region, at: 2020-06-01}\n  population: people\n  measures:\n"
             "    - average_rank\n    - average_score: {node: health, population: adults, code: health}\n"
             "    - proportion: {groups: 20, first: 3, label: {en: Top, cy: Brig}}\n"
             "    - proportion: {rule: ceil, population: people, code: of_people}\n"
             "    - extent: {population: none}\n    - total: {series: poor, code: poor, label: Poor}\n",
        NODES);
    const myn_measure *m = index->measure;
    ck_assert_str_eq(index->summary_areas.list, "regions");
    ck_assert_str_eq(index->summary_areas.level, "region");
    ck_assert_int_eq(index->summary_areas.day, myn_day(2020, 6, 1));
    ck_assert_uint_eq(index->measures, 6);
    ck_assert_str_eq(m[0].code, "average_rank");
    ck_assert_str_eq(m[0].population, "people");
    ck_assert_uint_eq(m[0].node, 0);
    ck_assert_ptr_null(m[0].label.en);
    ck_assert_str_eq(m[1].code, "health");
    ck_assert_str_eq(m[1].population, "adults");
    ck_assert_uint_eq(m[1].node, myn_index_node(index, "health"));
    /* proportion counts areas unless it says otherwise; its rule is that of the index unless it says so */
    ck_assert_ptr_null(m[2].population);
    ck_assert_double_eq(m[2].param[0], 20);
    ck_assert_double_eq(m[2].param[1], 3);
    ck_assert_double_eq(m[2].param[2], MYN_QUANTILE_FLOOR);
    ck_assert_str_eq(m[2].label.cy, "Brig");
    ck_assert_str_eq(m[3].population, "people");
    ck_assert_double_eq(m[3].param[2], MYN_QUANTILE_CEIL);
    ck_assert_ptr_null(m[4].population);
    ck_assert_ptr_null(m[5].population);
    ck_assert_str_eq(m[5].series, "poor");
    ck_assert_str_eq(m[5].label.en, "Poor");
}
END_TEST

START_TEST(none)
{
    ck_assert_uint_eq(sound(HEAD "indicators: [zscore]\nsummaries:\n", NODES)->measures, 0);
    ck_assert_ptr_null(made->summary_areas.list);
}
END_TEST

static const Wrong wrong[] = {
    {START "  []\n", NODES, {"index.yml:6:3: error: "}},
    {START "  measures: [average_rank]\n", NODES, {"index.yml:6:3: error: summaries: expected `of`"}},
    {OF, NODES, {"index.yml:6:3: error: summaries: expected `measures`"}},
    {OF "  measures: []\n", NODES, {"index.yml:7:3: error: summaries: expected `measures`"}},
    {OF "  mesures: [average_rank]\n  measures: [average_rank]\n",
     NODES,
     {"index.yml:7:3: error: unknown key \"mesures\""}},
    {OF "  measures: [averge_rank, zscore, arithmetic, qqqqqqqq]\n",
     NODES,
     {"index.yml:7:14: error: unknown measure \"averge_rank\": did you mean \"average_rank\"?",
      "index.yml:7:27: error: unknown measure \"zscore\"",
      "index.yml:7:35: error: unknown measure \"arithmetic\"",
      "index.yml:7:47: error: unknown measure \"qqqqqqqq\": expected one of average_rank, average_score, "
      "extent, "
      "local_concentration, proportion, total"}},
    {OF "  measures:\n    - average_rank: {node: helth}\n    - average_score: {nod: health}\n"
        "    - extent: {zzzzzzzz: 1}\n    - total: {series: x, population: people}\n",
     NODES,
     {"index.yml:8:28: error: nodes.csv has no node \"helth\": did you mean \"health\"?",
      "index.yml:9:23: error: unknown key \"nod\" of average_score: did you mean \"node\"?",
      "index.yml:10:16: error: unknown key \"zzzzzzzz\" of extent: expected one of full, last, fall, rule, "
      "code, "
      "label, node, population",
      "index.yml:11:26: error: unknown key \"population\" of total: expected one of code, label, series"}},
    {OF "  measures:\n    - proportion: {groups: 1}\n    - proportion: {groups: 5, first: 5, code: b}\n"
        "    - extent: {full: 40, code: c}\n    - local_concentration: {share: 0}\n    - average_rank: 3\n",
     NODES,
     {"index.yml:8:28: error: groups of proportion: expected",
      "index.yml:9:7: error: proportion: first must be less",
      "index.yml:10:7: error: extent: full must be less",
      "index.yml:11:36: error: share of local_concentration",
      "index.yml:12:21: error: average_rank: expected {key: value}"}},
    {OF "  measures:\n    - total\n    - total: {series: x, code: ''}\n    - extent\n    - extent: {node: "
        "life}\n",
     NODES,
     {"index.yml:8:7: error: total needs a series", "index.yml:9:7: error: expected the code of a measure",
      "index.yml:11:7: error: two measures have the code \"extent\""}},
    {HEAD "indicators: [average_rank]\naggregate: extent\n",
     NODES,
     {"index.yml:4:14: error: \"average_rank\" is a measure of larger areas and belongs in `measures` of "
      "`summaries`",
      "index.yml:5:12: error: \"extent\" is a measure of larger areas"}},
};

START_TEST(refused)
{
    refuses(&wrong[_i]);
}
END_TEST

static void put_dataset(const char *series)
{
    char path[200], text[1000];
    snprintf(path, sizeof path, "mkdir -p %s/datasets/sets", folder);
    ck_assert_int_eq(system(path), 0);
    snprintf(
        text, sizeof text,
        "mynegai: 1\ndataset: sets\ntitle: {en: x}\nsource: invented\nlicence: CC0-1.0\ntables:\n"
        "  - file: a.csv\n    layout: long\n    area: area\n    period: {value: 2019}\n    key: [series]\n"
        "    value: value\n    series: {poverty: {key: [a]}, life_years: {key: [b]}, ill: {key: [c]}%s}\n",
        series);
    make_file("datasets/sets/dataset.yml", text);
}

/* A population that several measures share is missed once. */
START_TEST(series_that_no_one_declares)
{
    myn_datasets sets;
    sound(OF "  population: peple\n  measures:\n    - average_rank\n    - proportion\n    - extent\n"
             "    - total: {series: por}\n    - local_concentration: {population: qqqqqqqq}\n",
          NODES);
    put_dataset(", people: {key: [d]}, poor: {key: [e]}");
    ck_assert_int_eq(myn_index_datasets(made, NULL, diag, &sets), MYN_ERR_DATA);
    says("index.yml:7:15: error: average_rank needs the series \"peple\", which no data set declares: did "
         "you mean "
         "\"people\"?");
    says("index.yml:12:23: error: total needs the series \"por\"");
    says("index.yml:13:41: error: local_concentration needs the series \"qqqqqqqq\"");
    ck_assert_uint_eq(myn_diag_kept(diag), 3);
}
END_TEST

Suite *suite(void)
{
    Suite *all = suite_create("summaries");
    TCase *group = tcase_create("summaries");
    tcase_add_checked_fixture(group, make_begin, make_finish);
    tcase_add_test(group, all_of_it);
    tcase_add_test(group, none);
    tcase_add_loop_test(group, refused, 0, (int)(sizeof wrong / sizeof *wrong));
    tcase_add_test(group, series_that_no_one_declares);
    suite_add_tcase(all, group);
    return all;
}
