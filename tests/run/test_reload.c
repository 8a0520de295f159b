/* A store computed again from itself: the same bits as stored. */
#include "run/reload.h"
#include "run/again.h"
#include "run/small.h"
#include "suite.h"

static void build_again(const char *index)
{
    built b = build_index(index, NULL);
    same_again(&b);
    free_build(&b);
}

START_TEST(small)
{
    build_again(small_folder);
}
END_TEST

/* Derived values, weights of a step, filling in, a reference edition, a step on a branch, one edition left
 * undeclared. */
START_TEST(with_all_there_is)
{
    edit("nodes.csv", "s/^damp.*/damp,home,,-,Damp,Llaith,/");
    edit("index.yml", "s/ddof: 1/ddof: 1, reference: {edition: 2020}, weighted_by: jobs/");
    append("index.yml", "missing: [mean]\nnodes:\n  damp: {value: {ratio: [damp, jobs], per: 10}}\n"
                        "  work: {into_parent: [zscore: {reference: {edition: 2020}}]}\n");
    build_again(small_folder);
}
END_TEST

START_TEST(edition_undeclared)
{
    edit("index.yml", "/^editions/d; /^  202/d");
    build_again(small_folder);
}
END_TEST

START_TEST(demonstration)
{
    build_again(MYN_SOURCE "/indices/wales-demo");
}
END_TEST

/* A definition that names other nodes than the store's figures have. */
START_TEST(not_its_own_definition)
{
    built b = build_index(small_folder, NULL);
    myn_loaded loaded;
    myn_store *store = b.store;
    const myn_provenance *provenance = myn_store_provenance(store);
    for (size_t i = 0; i < provenance->texts; i++) {
        if (strcmp(provenance->text[i].name, "nodes.csv") != 0) continue;
        char *text = (char *)provenance->text[i].text, *jobs = strstr(text, "\njobs,work");
        ck_assert_ptr_nonnull(jobs);
        memcpy(jobs, "\njabs,work", 10);
    }
    ck_assert_int_eq(myn_reload(store, "x.h5", b.diag, &loaded), MYN_ERR_FORMAT);
    ck_assert_uint_eq(myn_diag_count(b.diag, MYN_ERROR), 1);
    myn_loaded_free(&loaded);
    free_build(&b);
}
END_TEST

Suite *suite(void)
{
    Suite *suite = suite_create("run/reload");
    TCase *tests = tcase_create("reload");
    tcase_add_checked_fixture(tests, small_setup, small_teardown);
    tcase_add_test(tests, small);
    tcase_add_test(tests, with_all_there_is);
    tcase_add_test(tests, edition_undeclared);
    tcase_add_test(tests, demonstration);
    tcase_add_test(tests, not_its_own_definition);
    suite_add_tcase(suite, tests);
    return suite;
}
