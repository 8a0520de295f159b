/* Definitions that are sound: what is read from them. The expected values stand in the files read. */
#include "make.h"
#include <math.h>

#define FIXTURES MYN_SOURCE "/tests/definition/fixtures/"

static const myn_node *node(const char *code)
{
    size_t number = myn_index_node(made, code);
    ck_assert_uint_ne(number, MYN_NONE);
    return &made->node[number];
}

START_TEST(places)
{
    ck_assert_int_eq(myn_index_read(FIXTURES "small-places/", diag, &made), MYN_OK);
    ck_assert_uint_eq(myn_diag_kept(diag), 0);
    ck_assert_str_eq(made->name, "small-places");
    ck_assert_str_eq(made->title.cy, "Mynegai Llefydd Bach");
    ck_assert_str_eq(made->profile, "tpi");
    ck_assert_uint_eq(made->data_count, 1);
    ck_assert_str_eq(made->data[0], "places");
    ck_assert_str_eq(made->areas.level, "council");
    ck_assert_int_eq(made->areas.day, INT32_MAX);
    ck_assert_str_eq(made->larger_areas.level, "nation");
    ck_assert_ptr_nonnull(strstr(made->yaml_text, "Small Places Index"));
    ck_assert_ptr_nonnull(strstr(made->nodes_text, "Traffig modur"));
    ck_assert(made->ties == MYN_TIES_MAX && made->lowest_first && !made->rank_rounded);
    ck_assert_uint_eq(made->quantiles, 0);
    ck_assert_uint_eq(made->bands, 5); /* the profile's */
    ck_assert_double_eq(made->band[3].below, 6.5);
    ck_assert(isinf(made->band[4].below) && !made->bands_closed_above);
    ck_assert_str_eq(made->band[0].label.cy, "isel");
}
END_TEST

START_TEST(the_tree)
{
    /* depth first, children in the order of the file, though `traffic` stands above its parent */
    static const char *const order[] = {"places",    "local",   "traffic",  "electric", "wellbeing",
                                        "happiness", "anxiety", "equality", "gap"};
    static const size_t parent[] = {MYN_NONE, 0, 1, 1, 1, 4, 4, 0, 7};
    ck_assert_int_eq(myn_index_read(FIXTURES "small-places/index.yml", diag, &made), MYN_OK);
    ck_assert_uint_eq(made->nodes, 9);
    ck_assert_uint_eq(made->leaves, 5);
    for (size_t i = 0, leaf = 0; i < 9; i++) {
        const myn_node *at = &made->node[i];
        ck_assert_str_eq(at->code, order[i]);
        ck_assert_uint_eq(at->parent, parent[i]);
        ck_assert_uint_eq(myn_index_node(made, order[i]), i);
        for (size_t c = 0; c < at->children; c++) ck_assert_uint_eq(made->node[at->child[c]].parent, i);
        ck_assert_uint_eq(at->indicator, at->children ? MYN_NONE : leaf);
        if (!at->children) ck_assert_uint_eq(made->leaf[leaf++], i);
    }
    ck_assert_uint_eq(node("local")->children, 3);
    ck_assert_uint_eq(myn_index_node(made, "nowhere"), MYN_NONE);
    ck_assert_double_eq(node("local")->weight, 2);
    ck_assert_double_eq(node("equality")->weight, 1); /* blank */
    ck_assert(node("local")->direction == 1 && node("traffic")->direction == -1);
    ck_assert_str_eq(node("traffic")->unit, "vehicles a day");
    ck_assert_ptr_null(node("places")->unit);
    ck_assert_int_eq(node("traffic")->decimals, 2); /* publish */
    ck_assert_uint_eq(node("gap")->at.line, 10);
}
END_TEST

START_TEST(what_happens_to_leaves)
{
    ck_assert_int_eq(myn_index_read(FIXTURES "small-places", diag, &made), MYN_OK);
    const myn_node *traffic = node("traffic"), *electric = node("electric"), *gap = node("gap");
    ck_assert_uint_eq(traffic->steps, 3);
    const myn_step *zscore = &traffic->step[1];
    ck_assert_str_eq(zscore->method->name, "zscore");
    ck_assert_double_eq(zscore->param[0], 0);
    ck_assert_str_eq(zscore->reference_edition, "2019");
    ck_assert_str_eq(zscore->reference_areas, "W92000004");
    ck_assert_str_eq(zscore->weighted_by, "population");
    ck_assert_uint_eq(zscore->at.line, 15);
    ck_assert_double_eq(traffic->step[2].param[3], 10);
    ck_assert_int_eq(traffic->value.form, MYN_DERIVE_PLAIN);
    ck_assert_uint_eq(traffic->series_count, 1);
    ck_assert_str_eq(traffic->series[0], "traffic");
    ck_assert_uint_eq(traffic->fills, 2);
    ck_assert(traffic->fill[0].kind == MYN_FILL_CARRY && traffic->fill[0].window_years == 3);
    ck_assert_int_eq(traffic->fill[1].kind, MYN_FILL_INTERPOLATE);
    /* its own step before the common ones */
    ck_assert_uint_eq(electric->steps, 4);
    ck_assert_str_eq(electric->step[0].method->name, "log");
    ck_assert_str_eq(electric->step[3].method->name, "affine");
    ck_assert_int_eq(electric->value.form, MYN_DERIVE_RATIO);
    ck_assert_double_eq(electric->value.per, 100);
    ck_assert_str_eq(electric->series[1], "all_cars");
    ck_assert(electric->fills == 1 && electric->fill[0].kind == MYN_FILL_MEAN);
    /* its own instead of the common ones; a list for the first parameter */
    ck_assert_uint_eq(gap->steps, 1);
    ck_assert(gap->step[0].param[0] == 1 && gap->step[0].param[1] == 10);
    ck_assert(gap->value.form == MYN_DERIVE_DIFFERENCE && gap->value.absolute);
}
END_TEST

START_TEST(what_happens_to_branches)
{
    ck_assert_int_eq(myn_index_read(FIXTURES "small-places", diag, &made), MYN_OK);
    const myn_node *root = node("places"), *local = node("local"), *well = node("wellbeing"),
                   *equality = node("equality");
    /* node > level > index > profile > built-in, each key by itself */
    ck_assert_str_eq(local->aggregate.method->name, "arithmetic");      /* the node's */
    ck_assert_str_eq(equality->aggregate.method->name, "sum");          /* its level's */
    ck_assert_str_eq(well->aggregate.method->name, "power");            /* its level's */
    ck_assert_str_eq(root->aggregate.method->name, "arithmetic");       /* the profile's */
    ck_assert_double_eq(well->aggregate.param[0], 0.5);                 /* a scalar for the first parameter */
    ck_assert(well->coverage.least == 0.8 && well->coverage.by_weight); /* level, index */
    ck_assert(root->coverage.least == 0.6 && root->coverage.by_weight); /* profile, index */
    ck_assert(local->afters == 1 && equality->afters == 1 && root->afters == 0);
    ck_assert_uint_eq(local->into_parents, 1);
    ck_assert_double_eq(local->into_parent[0].param[0], 20);
    ck_assert_uint_eq(equality->into_parents, 0);
}
END_TEST

START_TEST(editions)
{
    ck_assert_int_eq(myn_index_read(FIXTURES "small-places", diag, &made), MYN_OK);
    ck_assert_uint_eq(made->editions, 3);
    ck_assert_str_eq(made->edition[0].name, "2019");
    ck_assert_int_eq(made->edition[0].period.start, myn_day(2015, 1, 1));
    ck_assert_int_eq(made->edition[0].period.end, myn_day(2020, 1, 1));
    ck_assert_int_eq(made->edition[1].period.end, myn_day(2021, 4, 1)); /* the financial year's */
    ck_assert_int_eq(made->edition[1].period.start, myn_day(2018, 10, 1));
    ck_assert_int_eq(made->edition[2].period.end, myn_day(2022, 4, 1));
    ck_assert_int_eq(made->edition[2].period.start, myn_day(2017, 4, 1));
}
END_TEST

START_TEST(deprivation)
{
    ck_assert_int_eq(myn_index_read(FIXTURES "small-deprivation", diag, &made), MYN_OK);
    ck_assert_uint_eq(myn_diag_kept(diag), 0);
    ck_assert_str_eq(made->high_means.en, "more deprived");
    ck_assert_ptr_null(made->high_means.cy);
    ck_assert_int_eq(made->areas.day, myn_day(2019, 11, 27));
    ck_assert_ptr_null(made->larger_areas.list);
    ck_assert_uint_eq(made->editions, 0);
    ck_assert_double_eq(made->window_years, 0); /* none */
    ck_assert(made->quantiles == 2 && made->quantile[0] == 5 && made->quantile[1] == 10);
    ck_assert_int_eq(made->quantile_rule, MYN_QUANTILE_FLOOR); /* the profile's */
    ck_assert(made->ties == MYN_TIES_MIN && !made->lowest_first);
    ck_assert_str_eq(node("overall")->aggregate.method->name, "sum");
    ck_assert_double_eq(node("work")->weight, 0.22);
    ck_assert_double_eq(node("work")->step[0].param[0], 23);
    ck_assert(node("overall")->decimals == 1 && node("work")->decimals == -1 &&
              node("health")->decimals == 3);
}
END_TEST

START_TEST(the_least_definition)
{
    sound(HEAD "indicators: [zscore]\n", NODES);
    ck_assert_ptr_null(made->profile);
    ck_assert_ptr_null(made->title.en);
    ck_assert(made->node[0].coverage.least == 0 && !made->node[0].coverage.by_weight);
    ck_assert_str_eq(made->node[0].aggregate.method->name, "arithmetic");
    ck_assert_int_eq(made->quantile_rule, MYN_QUANTILE_CEIL);
    ck_assert_int_eq(made->node[0].decimals, -1);
    ck_assert_str_eq(made->folder, folder);
}
END_TEST

START_TEST(each_profile_by_itself)
{
    static const char *const names[] = {"oecd", "imd", "tpi"},
                             *const steps[] = {"minmax", "rank_to_exponential", "affine"},
                             *const ways[] = {"arithmetic", "sum", "arithmetic"};
    static const double least[] = {0.66, 1, 0.6};
    for (int i = 0; i < 3; i++) {
        char yaml[200];
        snprintf(yaml, sizeof yaml, HEAD "profile: %s\n", names[i]);
        sound(yaml, NODES);
        const myn_node *leaf = &made->node[made->leaf[0]];
        ck_assert_str_eq(leaf->step[leaf->steps - 1].method->name, steps[i]);
        ck_assert_str_eq(made->node[0].aggregate.method->name, ways[i]);
        ck_assert_double_eq(made->node[0].coverage.least, least[i]);
        ck_assert_uint_eq(made->bands, i == 2 ? 5 : 0);
    }
    /* what the file says, even nothing, comes before what the profile says */
    sound(HEAD "profile: tpi\nindicators: [zscore]\npublish: {bands: {list: []}}\n", NODES);
    ck_assert_uint_eq(made->node[made->leaf[0]].steps, 1);
    ck_assert_uint_eq(made->bands, 0);
}
END_TEST

START_TEST(a_long_chain)
{
    size_t n = 20000; /* nodes, each the only child of the one before */
    char *nodes = malloc(n * 40), *end = nodes;
    end = stpcpy(end, "code,parent,weight,direction,label_en,label_cy,source\nn0,,,,,,\n");
    for (size_t i = 1; i < n; i++)
        end += sprintf(end, "n%zu,n%zu,,%s,,,%s\n", i, i - 1, i + 1 == n ? "+" : "", i + 1 == n ? "s" : "");
    sound(HEAD "indicators: [zscore]\n", nodes);
    ck_assert_uint_eq(made->nodes, n);
    ck_assert_uint_eq(made->node[n - 1].parent, n - 2);
    free(nodes);
}
END_TEST

START_TEST(files_that_are_not_there)
{
    ck_assert_int_eq(myn_index_read(folder, diag, &made), MYN_ERR_IO);
    ck_assert_ptr_null(made);
    says("index.yml: error: cannot be read: No such file or directory");
    make_file("index.yml", HEAD "indicators: [zscore]\n");
    ck_assert_int_eq(myn_index_read(folder, diag, &made), MYN_ERR_IO);
    says("nodes.csv: error:");
    ck_assert_int_eq(myn_index_read("/nowhere/x.yml", NULL, &made), MYN_ERR_IO);
    myn_index_free(NULL);
}
END_TEST

START_TEST(without_a_diag)
{
    make_file("index.yml", HEAD "indicators: [zscor]\n");
    make_file("nodes.csv", NODES);
    ck_assert_int_eq(myn_index_read(folder, NULL, &made), MYN_ERR_DATA);
    /* an older problem in the diag is not this index's */
    myn_diag_add(diag, MYN_ERROR, (myn_place){0}, "older");
    ck_assert_int_eq(make_index(HEAD "indicators: [zscore]\n", NODES), MYN_OK);
}
END_TEST

START_TEST(in_the_working_folder)
{
    make_file("index.yml", HEAD "indicators: [zscore]\n");
    make_file("nodes.csv", NODES);
    ck_assert_int_eq(chdir(folder), 0);
    static const char *const ways[] = {".", "index.yml", "./", "./index.yml"};
    for (int i = 0; i < 4; i++) {
        ck_assert_int_eq(myn_index_read(ways[i], diag, &made), MYN_OK);
        ck_assert_str_eq(made->name, strrchr(folder, '/') + 1);
        myn_index_free(made);
        made = NULL;
    }
    ck_assert_int_eq(chdir(MYN_SOURCE), 0);
}
END_TEST

Suite *suite(void)
{
    Suite *all = suite_create("index");
    TCase *group = tcase_create("index");
    tcase_add_checked_fixture(group, make_begin, make_finish);
    tcase_add_test(group, places);
    tcase_add_test(group, the_tree);
    tcase_add_test(group, what_happens_to_leaves);
    tcase_add_test(group, what_happens_to_branches);
    tcase_add_test(group, editions);
    tcase_add_test(group, deprivation);
    tcase_add_test(group, the_least_definition);
    tcase_add_test(group, each_profile_by_itself);
    tcase_add_test(group, a_long_chain);
    tcase_add_test(group, files_that_are_not_there);
    tcase_add_test(group, without_a_diag);
    tcase_add_test(group, in_the_working_folder);
    suite_add_tcase(all, group);
    return all;
}
