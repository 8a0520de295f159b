/* Changes of the command line to a definition: what they make of it, and what is said where they cannot be
 * made. */
#include "suite.h"
#include <mynegai/index.h>
#include <stdio.h>
#include <string.h>

static const char yaml[] = "mynegai: 1\ndata: small\nareas: towns\n"
                           "indicators: [log, zscore: {ddof: 0}, affine: {centre: 5, per_sd: 1}]\n"
                           "coverage: {least: 0.5, by: count}\naggregate: arithmetic\n"
                           "nodes:\n  damp: {before: [sqrt]}\n";
static const char rows[] = "code,parent,weight,direction,label_en,label_cy,source\n"
                           "all,,,,,,\nwork,all,2,,,,\nhome,all,1,,,,\n"
                           "jobs,work,,+,,,jobs\npay,work,,+,,,pay\ndamp,home,,-,,,damp\n";

static myn_diag *diag;
static myn_index *read_changed;

static myn_status read_text(const char *text, const myn_change *change, size_t changes)
{
    const myn_index_source source = {
        .name = "small", .yaml_text = text, .nodes_text = rows, .change = change, .changes = changes};
    myn_diag_free(diag);
    myn_index_free(read_changed);
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    return myn_index_read_from(&source, diag, &read_changed);
}

static myn_status read_with(const myn_change *change, size_t changes)
{
    return read_text(yaml, change, changes);
}

static const myn_node *node(const char *code)
{
    size_t number = myn_index_node(read_changed, code);
    return number == MYN_NONE ? NULL : &read_changed->node[number];
}

/* "sqrt log zscore affine" */
static void steps_are(const char *code, const char *expected)
{
    char text[200] = "";
    for (size_t i = 0; i < node(code)->steps; i++) {
        strcat(text, i ? " " : "");
        strcat(text, node(code)->step[i].method->name);
    }
    ck_assert_str_eq(text, expected);
}

static void end(void)
{
    myn_diag_free(diag);
    myn_index_free(read_changed);
    diag = NULL;
    read_changed = NULL;
}

START_TEST(unchanged)
{
    ck_assert_int_eq(read_with(NULL, 0), MYN_OK);
    ck_assert_uint_eq(read_changed->nodes, 6);
    ck_assert_str_eq(read_changed->name, "small");
    ck_assert_str_eq(read_changed->nodes_text, rows);
    steps_are("damp", "sqrt log zscore affine");
    end();
}
END_TEST

START_TEST(weight_direction_coverage)
{
    const myn_change change[] = {{MYN_CHANGE_SET, "work.weight=0.3"},
                                 {MYN_CHANGE_SET, "jobs.direction=-"},
                                 {MYN_CHANGE_SET, "all.coverage=1"}};
    ck_assert_int_eq(read_with(change, 3), MYN_OK);
    ck_assert_double_eq(node("work")->weight, 0.3);
    ck_assert_int_eq(node("jobs")->direction, -1);
    ck_assert_double_eq(node("all")->coverage.least, 1);
    ck_assert_double_eq(node("work")->coverage.least, 0.5);
    end();
}
END_TEST

START_TEST(drop_leaf_and_branch)
{
    const myn_change leaf = {MYN_CHANGE_DROP, "pay"}, branch = {MYN_CHANGE_DROP, "home"};
    ck_assert_int_eq(read_with(&leaf, 1), MYN_OK);
    ck_assert_uint_eq(read_changed->nodes, 5);
    ck_assert_uint_eq(read_changed->leaves, 2);
    ck_assert_ptr_null(node("pay"));
    ck_assert_uint_eq(node("work")->children, 1);
    ck_assert_int_eq(read_with(&branch, 1), MYN_OK);
    ck_assert_ptr_null(node("home"));
    ck_assert_ptr_null(node("damp"));
    ck_assert_uint_eq(read_changed->leaves, 2);
    end();
}
END_TEST

START_TEST(methods)
{
    const myn_change common = {MYN_CHANGE_METHOD, "all.normalise=rank"},
                     two = {MYN_CHANGE_METHOD, "jobs.normalise=zscore, affine: {centre: 100, per_sd: 10}"},
                     none = {MYN_CHANGE_METHOD, "damp.transform=none"},
                     treat = {MYN_CHANGE_METHOD, "damp.treat=winsorise"},
                     mean = {MYN_CHANGE_METHOD, "work.aggregate={power: {p: 2}}"};
    ck_assert_int_eq(read_with(&common, 1), MYN_OK);
    steps_are("jobs", "log rank");
    steps_are("damp", "sqrt log rank");
    ck_assert_int_eq(read_with(&two, 1), MYN_OK);
    steps_are("jobs", "log zscore affine");
    ck_assert_double_eq(node("jobs")->step[2].param[0], 100);
    steps_are("pay", "log zscore affine");
    ck_assert_int_eq(read_with(&none, 1), MYN_OK);
    steps_are("damp", "zscore affine");
    ck_assert_int_eq(read_with(&treat, 1), MYN_OK);
    steps_are("damp", "sqrt log winsorise zscore affine");
    const myn_change goalposts = {MYN_CHANGE_METHOD, "all.normalise=minmax: {to: [1, 100]}"};
    const myn_change both[] = {goalposts, mean};
    ck_assert_int_eq(read_with(both, 2), MYN_OK);
    ck_assert_str_eq(node("work")->aggregate.method->name, "power");
    ck_assert_str_eq(node("all")->aggregate.method->name, "arithmetic");
    end();
}
END_TEST

typedef struct {
    myn_change change;
    const char *expected;
} wrong;

static const wrong wrongs[] = {
    {{MYN_CHANGE_SET, "wrk.weight=1"},
     "--set wrk.weight=1: error: nodes.csv has no node \"wrk\": did you mean \"work\"?"},
    {{MYN_CHANGE_SET, "work.weigth=1"},
     "--set work.weigth=1: error: unknown key \"weigth\": did you mean \"weight\"?"},
    {{MYN_CHANGE_SET, "work.colour=1"},
     "--set work.colour=1: error: unknown key \"colour\": expected weight, direction or coverage"},
    {{MYN_CHANGE_SET, "work.weight=x"},
     "--set work.weight=x: error: weight of \"work\": expected a number above 0, found \"x\""},
    {{MYN_CHANGE_SET, "work.weight=0"},
     "--set work.weight=0: error: weight of \"work\": expected a number above 0, found \"0\""},
    {{MYN_CHANGE_SET, "all.coverage=2"},
     "--set all.coverage=2: error: coverage of \"all\": expected a share from 0 to 1, found \"2\""},
    {{MYN_CHANGE_SET, "jobs.coverage=1"},
     "--set jobs.coverage=1: error: \"jobs\" has no children: coverage is for nodes with"},
    {{MYN_CHANGE_SET, "jobs.direction=up"},
     "--set jobs.direction=up: error: direction of \"jobs\": expected + or -, found \"up\""},
    {{MYN_CHANGE_SET, "weight=1"},
     "--set weight=1: error: expected NODE.weight=0.3, NODE.direction=- or NODE.coverage=0.5"},
    {{MYN_CHANGE_DROP, "pey"}, "--drop pey: error: nodes.csv has no node \"pey\": did you mean \"pay\"?"},
    {{MYN_CHANGE_DROP, "all"}, "--drop all: error: \"all\" is the root: without it nothing is left"},
    {{MYN_CHANGE_DROP, "damp"},
     "--drop damp: error: \"damp\" is the last part of \"home\": drop \"home\" instead"},
    {{MYN_CHANGE_METHOD, "jobs.normalise=rnk"},
     "--method jobs.normalise=rnk: error: unknown step \"rnk\": did you mean \"rank\"?"},
    {{MYN_CHANGE_METHOD, "jobs.normalise=sqrt"},
     "--method jobs.normalise=sqrt: error: \"sqrt\" is of kind transform: expected one of kind normalise"},
    {{MYN_CHANGE_METHOD, "jobs.aggregate=geometric"},
     "--method jobs.aggregate=geometric: error: \"jobs\" has no children: it aggregates nothing"},
    {{MYN_CHANGE_METHOD, "jobs.normalize=rank"},
     "--method jobs.normalize=rank: error: unknown key \"normalize\": did you mean \"normalise\"?"},
};

START_TEST(what_cannot_be)
{
    char text[400];
    ck_assert_int_eq(read_with(&wrongs[_i].change, 1), MYN_ERR_DATA);
    ck_assert_ptr_null(read_changed);
    ck_assert_uint_eq(myn_diag_count(diag, MYN_ERROR), 1);
    myn_problem_text(myn_diag_at(diag, 0), text, sizeof text);
    ck_assert_str_eq(text, wrongs[_i].expected);
    end();
}
END_TEST

/* A weight that nobody would look at is refused, and so it is below a branch whose level, or all of it, fits weights. */
START_TEST(weights_that_are_fitted)
{
    static const char fitted[] = "mynegai: 1\ndata: small\nareas: towns\nindicators: [zscore]\nweights: pca\n"
                                 "nodes: {home: {weights: given}}\n";
    const myn_change lost = {MYN_CHANGE_SET, "jobs.weight=2"}, used = {MYN_CHANGE_SET, "damp.weight=2"};
    char text[400];
    ck_assert_int_eq(read_text(fitted, &lost, 1), MYN_ERR_DATA);
    ck_assert_uint_eq(myn_diag_count(diag, MYN_ERROR), 1);
    myn_problem_text(myn_diag_at(diag, 0), text, sizeof text);
    ck_assert_str_eq(
        text, "--set jobs.weight=2: error: the weights of the parts of \"work\" are fitted (weigh_pca): "
              "one that is set would not be used");
    ck_assert_int_eq(read_text(fitted, &used, 1), MYN_OK);
    ck_assert_double_eq(node("damp")->weight, 2);
    end();
}
END_TEST

/* An aggregator that looks at no weights: a branch's own are told as unused, unless coverage counts by them. */
START_TEST(weights_nobody_uses)
{
#define EXTREME "mynegai: 1\ndata: small\nareas: towns\nindicators: [zscore]\naggregate: max\n"
    char text[400];
    ck_assert_int_eq(read_text(EXTREME "nodes: {work: {weights: equal}}\n", NULL, 0), MYN_OK);
    ck_assert_uint_eq(myn_diag_count(diag, MYN_WARNING), 1);
    myn_problem_text(myn_diag_at(diag, 0), text, sizeof text);
    ck_assert_str_eq(
        text,
        "index.yml:6:25: warning: the `weights` of \"work\" are never used: max does not look at weights");
    ck_assert_int_eq(
        read_text(EXTREME "coverage: {least: 0.5, by: weight}\nnodes: {work: {weights: equal}}\n", NULL, 0),
        MYN_OK);
    ck_assert_uint_eq(myn_diag_count(diag, MYN_WARNING), 0);
    ck_assert_int_eq(read_text(EXTREME "nodes: {work: {weights: equal, aggregate: arithmetic}}\n", NULL, 0),
                     MYN_OK);
    ck_assert_uint_eq(myn_diag_count(diag, MYN_WARNING), 0);
    end();
}
END_TEST

START_TEST(texts_are_needed)
{
    const myn_index_source source = {.name = "small", .yaml_text = yaml};
    ck_assert_int_eq(myn_index_read_from(&source, NULL, &read_changed), MYN_ERR_ARGUMENT);
    ck_assert_ptr_null(read_changed);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("definition/change");
    TCase *tests = tcase_create("change");
    tcase_add_test(tests, unchanged);
    tcase_add_test(tests, weight_direction_coverage);
    tcase_add_test(tests, drop_leaf_and_branch);
    tcase_add_test(tests, methods);
    tcase_add_loop_test(tests, what_cannot_be, 0, sizeof wrongs / sizeof *wrongs);
    tcase_add_test(tests, weights_that_are_fitted);
    tcase_add_test(tests, weights_nobody_uses);
    tcase_add_test(tests, texts_are_needed);
    suite_add_tcase(suite, tests);
    return suite;
}
