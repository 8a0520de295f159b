/* `weights`: what is read, for which node it holds, and everything that is refused. HEAD has three lines. */
#include "make.h"

#define FINE HEAD "indicators: [zscore]\n" /* four lines */
#define AT   "index.yml:5:10: error: "
#define WAYS "expected a way to weigh, such as equal or pca"

static const Wrong wrong[] = {
    {FINE "weights: pcaa\n", NODES, {AT "unknown way to weigh \"pcaa\": did you mean \"pca\"?"}},
    {FINE "weights: gvien\n", NODES, {AT "unknown way to weigh \"gvien\": did you mean \"given\"?"}},
    {FINE "weights: zzzzzzzz\n",
     NODES,
     {AT "unknown way to weigh \"zzzzzzzz\": expected the name of a method (mynegai methods lists them)"}},
    /* methods that stand elsewhere */
    {FINE "weights: weigh_pca\n",
     NODES,
     {AT "\"weigh_pca\" makes weights and belongs in `weights`, without weigh_ in front: " WAYS}},
    {FINE "weights: zscore\n",
     NODES,
     {AT "\"zscore\" works on one indicator and belongs in a list of steps: " WAYS}},
    {FINE "weights: arithmetic\n",
     NODES,
     {AT "\"arithmetic\" combines several nodes and belongs in `aggregate`: " WAYS}},
    {FINE "weights: average_rank\n",
     NODES,
     {AT "\"average_rank\" is a measure of larger areas and belongs in `measures`"}},
    {FINE "weights: impute_mean\n",
     NODES,
     {AT "\"impute_mean\" fills in missing values: say so in `missing`"}},
    {FINE "aggregate: weigh_pca\n",
     NODES,
     {"index.yml:5:12: error: \"weigh_pca\" makes weights and belongs in `weights`, without weigh_ in front: "
      "expected "
      "an aggregator, such as arithmetic"}},
    {FINE "nodes: {health: {after: [pca, weigh_pca]}}\n",
     NODES,
     {"index.yml:5:26: error: unknown step \"pca\"",
      "index.yml:5:31: error: \"weigh_pca\" makes weights and belongs in `weights`, without weigh_ in front: "
      "expected a "
      "step for one indicator"}},
    /* neither a name nor a map of one */
    {FINE "weights: [pca]\n", NODES, {AT WAYS ": a name, or {name: {parameter: value}}"}},
    {FINE "weights: {}\n", NODES, {AT WAYS ": a name, or {name: {parameter: value}}"}},
    {FINE "weights: {pca: {}, equal: {}}\n", NODES, {"index.yml:5:20: error: " WAYS}},
    /* parameters */
    {FINE "weights: {pca: {fom: squared}}\n",
     NODES,
     {"index.yml:5:17: error: unknown parameter \"fom\" of weigh_pca: did you mean \"form\"?"}},
    {FINE "weights: {pca: {zzzz: 1}}\n",
     NODES,
     {"index.yml:5:17: error: unknown parameter \"zzzz\" of weigh_pca: expected one of form, missing, most, "
      "reference"}},
    {FINE "weights: {pca: cubed}\n",
     NODES,
     {"index.yml:5:16: error: form of weigh_pca: expected one of absolute, squared, found \"cubed\""}},
    {FINE "weights: {pca: {most: 0, missing: some}}\n",
     NODES,
     {"index.yml:5:23: error: most of weigh_pca: expected a number above 0 and at most 1, found \"0\"",
      "index.yml:5:35: error: missing of weigh_pca: expected one of pairwise, complete, zero, found "
      "\"some\""}},
    {FINE "weights: {equal: {most: 1}}\n",
     NODES,
     {"index.yml:5:19: error: unknown parameter \"most\" of weigh_equal: expected one of reference"}},
    {FINE "weights: {equal: 3}\n", NODES, {"index.yml:5:18: error: weigh_equal has no parameters"}},
    {FINE "weights: {given: 3}\n", NODES, {"index.yml:5:18: error: given has no parameters"}},
    {FINE "weights: {given: {most: 1}}\n", NODES, {"index.yml:5:18: error: given has no parameters"}},
    {FINE "weights: {pca: {weighted_by: p}}\n",
     NODES,
     {"index.yml:5:17: error: weigh_pca weighs nodes by their values: it takes no weighted_by"}},
    {FINE "weights: {factor_analysis: {keep: share, threshold: 2}}\n",
     NODES,
     {AT "factor_analysis: a share of variance is below 1"}},
    /* reference editions */
    {FINE "weights: {pca: {reference: {areas: x}}}\n",
     NODES,
     {"index.yml:5:29: error: unknown key \"areas\" in reference: expected one of edition"}},
    {FINE "weights: {pca: {reference: 2020}}\n", NODES, {"index.yml:5:28: error: expected a map"}},
    {FINE "weights: {pca: {reference: {edition: 2020}}}\n",
     NODES,
     {AT "the reference edition \"2020\" is not among `editions`: none are declared"}},
    {FINE "weights: {pca: {reference: {edition: 2021}}}\neditions: {2019: {}, 2020: {}}\n",
     NODES,
     {AT "the reference edition \"2021\" is not among `editions`: did you mean \"2020\"?"}},
    {FINE "weights: {pca: {reference: {edition: 2020}}}\neditions: {first: {end: 2019}}\n",
     NODES,
     {AT "the reference edition \"2020\" is not among `editions`"}},
    {FINE "nodes:\n  all: {weights: {pca: {reference: {edition: 2020}}}}\n",
     NODES,
     {"index.yml:6:18: error: the reference edition \"2020\" is not among `editions`"}},
    {FINE "levels:\n  domain: {weights: {pca: {reference: {edition: 2020}}}}\n",
     "code,parent,weight,direction,label_en,label_cy,source,level\nall,,,,,,,domain\na,all,,+,,,s,\n",
     {"index.yml:6:21: error: the reference edition \"2020\" is not among `editions`"}},
    /* where it has no place */
    {FINE "nodes:\n  life: {weights: pca}\n",
     NODES,
     {"index.yml:6:3: error: \"life\" has no children: `weights` is for nodes with (here: before, steps, "
      "missing, "
      "value)"}},
};

#define COUNT(list) ((int)(sizeof(list) / sizeof *(list)))

START_TEST(refused)
{
    refuses(&wrong[_i]);
}
END_TEST

/* The name of NODE's way to weigh; "given" where there is none. */
static const char *way_of(const myn_index *index, const char *node)
{
    const myn_method *method = index->node[myn_index_node(index, node)].weights.method;
    return method ? method->name : "given";
}

START_TEST(as_given_unless_said)
{
    static const char *const yaml[] = {FINE,
                                       FINE "weights: given\n",
                                       FINE "weights: {given: {}}\n",
                                       FINE "weights: {given: ~}\n",
                                       FINE "weights: ~\n",
                                       FINE "profile: oecd\n",
                                       FINE "profile: imd\n",
                                       FINE "profile: tpi\n"};
    for (int i = 0; i < COUNT(yaml); i++) {
        const myn_index *index = sound(yaml[i], NODES);
        ck_assert_str_eq(way_of(index, "all"), "given");
        ck_assert_str_eq(way_of(index, "health"), "given");
    }
}
END_TEST

/* Of the node, else of its level, else of all; a leaf has none. */
START_TEST(which_holds)
{
    static const char *const tree = "code,parent,weight,direction,label_en,label_cy,source,level\n"
                                    "all,,,,,,,index\na,all,,,,,,domain\nb,all,,,,,,domain\n"
                                    "a1,a,,+,,,s,leaf\nb1,b,,+,,,t,leaf\n";
    const myn_index *index = sound(
        FINE "weights: pca\nlevels: {domain: {weights: equal}}\nnodes: {b: {weights: given}}\n", tree);
    ck_assert_str_eq(way_of(index, "all"), "weigh_pca");
    ck_assert_str_eq(way_of(index, "a"), "weigh_equal");
    ck_assert_str_eq(way_of(index, "b"), "given");
    ck_assert_str_eq(way_of(index, "a1"), "given");
    index = sound(FINE "weights: pca\nlevels: {domain: {weights: given}}\nnodes: {b: {weights: balanced}}\n",
                  tree);
    ck_assert_str_eq(way_of(index, "a"), "given");
    ck_assert_str_eq(way_of(index, "b"), "weigh_balanced");
}
END_TEST

START_TEST(parameters_and_reference)
{
    const myn_index *index = sound(
        FINE "editions: {2019: {}}\nweights: {pca: {form: squared, reference: {edition: 2019}}}\n"
             "nodes: {health: {weights: {pca: squared}}}\n",
        NODES);
    const myn_step *all = &index->node[0].weights,
                   *health = &index->node[myn_index_node(index, "health")].weights;
    ck_assert_str_eq(all->reference_edition, "2019");
    ck_assert_ptr_null(all->reference_areas);
    ck_assert_double_eq(all->param[0], 1); /* squared is the second of its words */
    ck_assert_double_eq(all->param[2], 1); /* most, where nothing is said */
    ck_assert_ptr_null(health->reference_edition);
    ck_assert_double_eq(health->param[0], 1);
    ck_assert_uint_eq(all->at.line, 6);
}
END_TEST

Suite *suite(void)
{
    Suite *all = suite_create("weights");
    TCase *group = tcase_create("weights");
    tcase_add_checked_fixture(group, make_begin, make_finish);
    tcase_add_loop_test(group, refused, 0, COUNT(wrong));
    tcase_add_test(group, as_given_unless_said);
    tcase_add_test(group, which_holds);
    tcase_add_test(group, parameters_and_reference);
    suite_add_tcase(all, group);
    return all;
}
