/* disclosure: what is read, what is refused at its line and column, what is written back. HEAD has three lines. */
#include "make.h"

#define START HEAD "indicators: [zscore]\ndisclosure:\n" /* five lines */

START_TEST(defaults)
{
    const myn_index *index = sound(START "  - counts: [poor, ill]\n", NODES);
    ck_assert_uint_eq(index->confidentials, 1);
    const myn_confidential *t = index->confidential;
    const myn_disclosure_rules rules = myn_disclosure_defaults();
    ck_assert_uint_eq(t->counts, 2);
    ck_assert_str_eq(t->count[0], "poor");
    ck_assert_str_eq(t->count[1], "ill");
    ck_assert(!t->total && !t->denominator && !t->public_total && !t->public_larger_areas && !t->seed_file);
    ck_assert_double_eq(t->rules.below, rules.below);
    ck_assert_double_eq(t->rules.denominator_below, rules.denominator_below);
    ck_assert_double_eq(t->rules.under, rules.under);
    ck_assert(t->rules.zeros_safe && t->rules.loss == MYN_LOSE_FEW && t->rules.rounding == MYN_ROUND_NONE);
    ck_assert_uint_eq(t->rules.tidy, rules.tidy);
    ck_assert_uint_eq(t->at.line, 6);
}
END_TEST

START_TEST(all_of_it)
{
    const myn_index *index = sound(
        START "  - {counts: [young, old], total: all, denominator: people, public: [total, larger_areas],\n"
              "     below: 10, zeros: sensitive, denominator_below: 100, under: 2.5, lose: least_counts,\n"
              "     round: {to: 3, how: random, seed_file: office.seed}, tidy: 0}\n"
              "  - {counts: poor, round: 5, below: 3}\n  - {counts: ill, round: {how: nearest}}\n",
        NODES);
    const myn_confidential *t = index->confidential;
    ck_assert_uint_eq(index->confidentials, 3);
    ck_assert_str_eq(t->total, "all");
    ck_assert_str_eq(t->denominator, "people");
    ck_assert(t->public_total && t->public_larger_areas && !t->rules.zeros_safe);
    ck_assert_double_eq(t->rules.below, 10);
    ck_assert_double_eq(t->rules.denominator_below, 100);
    ck_assert_double_eq(t->rules.under, 2.5);
    ck_assert_int_eq(t->rules.loss, MYN_LOSE_LITTLE);
    ck_assert_int_eq(t->rules.rounding, MYN_ROUND_RANDOM);
    ck_assert_double_eq(t->rules.base, 3);
    ck_assert_str_eq(t->seed_file, "office.seed");
    ck_assert_uint_eq(t->rules.tidy, 0);
    for (int i = 1; i < 3; i++) {
        ck_assert_int_eq(t[i].rules.rounding, MYN_ROUND_NEAREST);
        ck_assert_double_eq(t[i].rules.base, 5);
    }
    ck_assert_double_eq(t[1].rules.below, 3);
}
END_TEST

START_TEST(none)
{
    ck_assert_uint_eq(sound(START, NODES)->confidentials, 0);
    ck_assert_uint_eq(sound(START "  []\n", NODES)->confidentials, 0);
}
END_TEST

static const Wrong wrong[] = {
    {START "  - {total: all}\n", NODES, {"index.yml:6:5: error: disclosure: expected `counts`"}},
    {START "  - poor\n", NODES, {"index.yml:6:5: error: expected a map"}},
    {START "  - {counts: poor, belw: 3}\n",
     NODES,
     {"index.yml:6:20: error: unknown key \"belw\" in disclosure: did you mean \"below\"?"}},
    {START "  - {counts: [poor, poor]}\n", NODES, {"index.yml:6:21: error: \"poor\" is named twice"}},
    {START "  - {counts: poor, below: -1, under: 0.5, zeros: maybe, lose: all, tidy: -3}\n",
     NODES,
     {"index.yml:6:27: error: below: expected a number from 0, found \"-1\"",
      "index.yml:6:38: error: under: expected a number from 1, found \"0.5\"",
      "index.yml:6:50: error: expected one of safe, sensitive, found \"maybe\"",
      "index.yml:6:63: error: expected one of fewest_cells, least_counts, found \"all\"",
      "index.yml:6:74: error: tidy: expected a number of attacks, found \"-3\""}},
    {START "  - {counts: poor, public: [total, larger]}\n",
     NODES,
     {"index.yml:6:36: error: expected one of larger_areas, total, found \"larger\"",
      "index.yml:6:28: error: public: these counts have no `total`"}},
    {START "  - {counts: poor, denominator_below: 10}\n",
     NODES,
     {"index.yml:6:20: error: denominator_below: these counts have no `denominator`"}},
    {START "  - {counts: poor, below: 0}\n",
     NODES,
     {"index.yml:6:5: error: disclosure: by these rules no count is sensitive"}},
    {START "  - {counts: poor, below: 0, denominator: people, denominator_below: 0}\n",
     NODES,
     {"index.yml:6:5: error: disclosure: by these rules no count is sensitive"}},
    {START "  - {counts: poor, total: all}\n",
     NODES,
     {"index.yml:6:27: error: total: expected two counts or more"}},
    {START "  - {counts: [poor, ill], total: ill, denominator: poor}\n",
     NODES,
     {"index.yml:6:34: error: total: \"ill\" is one of the counts",
      "index.yml:6:52: error: denominator: \"poor\" is one of the counts"}},
    {START "  - {counts: [poor, ill], total: all, denominator: all}\n",
     NODES,
     {"index.yml:6:52: error: denominator: \"all\" is the total"}},
    {START "  - counts: [poor, ill]\n    total: all\n  - counts: [all, well, ill]\n",
     NODES,
     {"index.yml:8:14: error: disclosure: \"all\" is in a table already",
      "index.yml:8:25: error: disclosure: \"ill\" is in a table already"}},
    {START "  - {counts: poor, round: 1}\n  - {counts: ill, round: {to: 2.5, haw: random}}\n",
     NODES,
     {"index.yml:6:27: error: round: expected a whole number from 2, found \"1\"",
      "index.yml:7:31: error: expected a whole number",
      "index.yml:7:36: error: unknown key \"haw\" in round"}},
    {START "  - {counts: poor, round: {how: random}}\n  - {counts: ill, round: {seed_file: a}}\n"
           "  - {counts: well, round: {how: random, seed_file: ../a}}\n",
     NODES,
     {"index.yml:6:27: error: round: random needs `seed_file`",
      "index.yml:7:38: error: seed_file: nothing is random",
      "index.yml:8:52: error: seed_file: expected a file in the index's folder, found \"../a\""}},
    {HEAD "indicators: [zscore]\nbuilt_from: {areas: small, lookup: [l], population: people, sums: [poor]}\n"
          "disclosure:\n  - counts: [poor, people, ill]\n",
     NODES,
     {"index.yml:7:20: error: disclosure: \"people\" is the population of built_from",
      "index.yml:7:28: error: disclosure: \"ill\" is not among `sums` of built_from"}},
};

START_TEST(wrong_ones)
{
    refuses(&wrong[_i]);
}
END_TEST

static const char *const back[] = {
    START "  - counts: [poor, 'a: b']\n",
    START "  - {counts: [young, old], total: all, denominator: people, public: [total, larger_areas], "
          "public_areas: [W, 'x: y'], below: 10,\n"
          "     zeros: sensitive, denominator_below: 100, under: 2.5, lose: least_counts, tidy: 7,\n"
          "     round: {to: 3, how: random, seed_file: office.seed}}\n  - {counts: poor, round: 10}\n",
};

static void same_table(const myn_confidential *a, const myn_confidential *b)
{
    ck_assert_uint_eq(a->counts, b->counts);
    for (size_t c = 0; c < a->counts; c++) ck_assert_str_eq(a->count[c], b->count[c]);
    ck_assert_pstr_eq(a->total, b->total);
    ck_assert_pstr_eq(a->denominator, b->denominator);
    ck_assert_pstr_eq(a->seed_file, b->seed_file);
    ck_assert_uint_eq(a->public_areas, b->public_areas);
    for (size_t i = 0; i < a->public_areas; i++) ck_assert_str_eq(a->public_area[i], b->public_area[i]);
    ck_assert(a->public_total == b->public_total && a->public_larger_areas == b->public_larger_areas);
    const myn_disclosure_rules *x = &a->rules, *y = &b->rules;
    ck_assert(x->below == y->below && x->denominator_below == y->denominator_below && x->under == y->under);
    ck_assert(x->zeros_safe == y->zeros_safe && x->loss == y->loss && x->tidy == y->tidy);
    ck_assert(x->rounding == y->rounding && x->base == y->base && x->seed == y->seed);
}

START_TEST(back_again)
{
    myn_buffer text = {0};
    myn_index *again = NULL;
    sound(back[_i], NODES);
    ck_assert_int_eq(myn_index_explain(made, &text), MYN_OK);
    make_file("index.yml", text.at);
    ck_assert_int_eq(myn_index_read(folder, diag, &again), MYN_OK);
    ck_assert_uint_eq(again->confidentials, made->confidentials);
    for (size_t i = 0; i < made->confidentials; i++)
        same_table(&made->confidential[i], &again->confidential[i]);
    myn_index_free(again);
    myn_buffer_free(&text);
}
END_TEST

START_TEST(where_it_came_from)
{
    static const char *const lines[] = {
        "\ndisclosure:\n  - counts: [poor] # index.yml\n    public: [] # default\n    public_areas: [] # "
        "default\n"
        "    below: 5 # default\n    zeros: safe # default\n    under: 1 # default\n"
        "    lose: fewest_cells # default\n    round: none # default\n"
        "    tidy: 20000 # default\n",
        "  - counts: [ill] # index.yml\n    denominator: people # index.yml\n", "    below: 5 # index.yml\n",
        "    denominator_below: 30 # default\n"};
    myn_buffer text = {0};
    sound(START "  - counts: poor\n  - {counts: ill, denominator: people, below: 5}\n", NODES);
    ck_assert_int_eq(myn_index_explain(made, &text), MYN_OK);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        ck_assert_msg(strstr(text.at, lines[i]) != NULL, "not there: %s\n%s", lines[i], text.at);
    myn_buffer_free(&text);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("definition/disclosure");
    TCase *tests = tcase_create("disclosure");
    tcase_add_checked_fixture(tests, make_begin, make_finish);
    tcase_add_test(tests, defaults);
    tcase_add_test(tests, all_of_it);
    tcase_add_test(tests, none);
    tcase_add_loop_test(tests, wrong_ones, 0, sizeof wrong / sizeof *wrong);
    tcase_add_loop_test(tests, back_again, 0, sizeof back / sizeof *back);
    tcase_add_test(tests, where_it_came_from);
    suite_add_tcase(suite, tests);
    return suite;
}
