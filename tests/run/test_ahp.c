/* Scores of the four towns where jobs are judged to count three times as much as pay. */
#include "run/again.h"
#include "run/small.h"
#include "suite.h"

#define TOWNS 4

START_TEST(three_to_one)
{
    edit("nodes.csv", "s/^pay,work,,/pay,work,7,/"); /* plays no part then */
    append("work.csv", "part,jobs,pay\njobs,1,3\npay,1/3,1\n");
    append("index.yml", "nodes: {work: {weights: {ahp: {matrix: work.csv}}}}\n");
    built b = build_index(small_folder, NULL);
    size_t jobs = node_of(b.labels, "jobs"), pay = node_of(b.labels, "pay"), work = node_of(b.labels, "work");
    myn_edition edition;
    ck_assert_int_eq(myn_store_edition(b.store, 1, &edition), MYN_OK);
    ck_assert_double_eq_tol(b.labels->node[jobs].weight, 0.75, 1e-14);
    ck_assert_double_eq_tol(edition.weight[pay], 0.25, 1e-14);
    for (size_t i = 0; i < TOWNS; i++)
        ck_assert_double_eq_tol(
            edition.score[work * TOWNS + i],
            0.75 * edition.score[jobs * TOWNS + i] + 0.25 * edition.score[pay * TOWNS + i], 1e-12);
    myn_edition_free(&edition);
    edit("work.csv", "d"); /* the store has its own */
    same_again(&b);
    free_build(&b);
}
END_TEST

/* Comparisons are as they were judged: a weight beside them is refused. */
START_TEST(one_weight_set)
{
    char out[128];
    myn_built summary;
    myn_diag *diag;
    const myn_change change = {MYN_CHANGE_SET, "jobs.weight=2"};
    append("work.csv", "part,jobs,pay\njobs,1,3\npay,1/3,1\n");
    append("index.yml", "nodes: {work: {weights: {ahp: {matrix: work.csv}}}}\n");
    snprintf(out, sizeof out, "%s/out.h5", small_folder);
    const myn_run_options options = {
        .index = small_folder, .out = out, .share = test_share, .change = &change, .changes = 1};
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    ck_assert_int_eq(myn_build(&options, diag, &summary), MYN_ERR_DATA);
    ck_assert_str_eq(myn_diag_at(diag, 0)->text,
                     "the parts of \"work\" are weighed by their comparisons in work.csv: "
                     "change it, or give weights");
    ck_assert_int_ne(access(out, F_OK), 0);
    myn_built_free(&summary);
    myn_diag_free(diag);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("ahp");
    TCase *c = tcase_create("four towns");
    tcase_add_checked_fixture(c, small_setup, small_teardown);
    tcase_set_timeout(c, 60);
    tcase_add_test(c, three_to_one);
    tcase_add_test(c, one_weight_set);
    suite_add_tcase(s, c);
    return s;
}
