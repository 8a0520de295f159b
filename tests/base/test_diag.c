#include "suite.h"
#include <mynegai/diag.h>
#include <string.h>

static myn_diag *fresh(void)
{
    myn_diag *diag;
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    return diag;
}

START_TEST(nothing_added)
{
    myn_diag *diag = fresh();
    ck_assert_uint_eq(myn_diag_kept(diag), 0);
    ck_assert_ptr_null(myn_diag_at(diag, 0));
    ck_assert_int_eq(myn_diag_status(diag), MYN_OK);
    myn_diag_free(diag);
    myn_diag_free(NULL);
}
END_TEST

START_TEST(a_null_diag_keeps_nothing)
{
    myn_diag_add(NULL, MYN_ERROR, (myn_place){"f", 1, 1}, "%s", "lost");
    ck_assert_uint_eq(myn_diag_kept(NULL), 0);
    ck_assert_uint_eq(myn_diag_count(NULL, MYN_ERROR), 0);
    ck_assert_ptr_null(myn_diag_at(NULL, 0));
    ck_assert_int_eq(myn_diag_status(NULL), MYN_OK);
}
END_TEST

START_TEST(only_an_error_makes_the_status)
{
    myn_diag *diag = fresh();
    myn_diag_add(diag, MYN_NOTE, (myn_place){0}, "a note");
    myn_diag_add(diag, MYN_WARNING, (myn_place){0}, "a warning");
    ck_assert_int_eq(myn_diag_status(diag), MYN_OK);
    myn_diag_add(diag, MYN_ERROR, (myn_place){0}, "an error");
    ck_assert_int_eq(myn_diag_status(diag), MYN_ERR_DATA);
    ck_assert_uint_eq(myn_diag_kept(diag), 3);
    ck_assert_str_eq(myn_diag_at(diag, 1)->text, "a warning");
    myn_diag_free(diag);
}
END_TEST

START_TEST(the_file_name_is_copied)
{
    myn_diag *diag = fresh();
    char name[] = "nodes.csv";
    myn_diag_add(diag, MYN_ERROR, (myn_place){name, 3, 7}, "weight %d is negative", -4);
    strcpy(name, "other.csv");
    myn_diag_add(diag, MYN_ERROR, (myn_place){name, 4, 0}, "no parent");
    ck_assert_str_eq(myn_diag_at(diag, 0)->place.file, "nodes.csv");
    ck_assert_str_eq(myn_diag_at(diag, 0)->text, "weight -4 is negative");
    ck_assert_str_eq(myn_diag_at(diag, 1)->place.file, "other.csv");
    myn_diag_free(diag);
}
END_TEST

START_TEST(beyond_the_most_only_counted)
{
    myn_diag *diag = fresh();
    for (int i = 0; i < MYN_DIAG_KEEP + 50; i++)
        myn_diag_add(diag, MYN_WARNING, (myn_place){"f", 1, 1}, "%d", i);
    myn_diag_add(diag, MYN_ERROR, (myn_place){"f", 2, 1}, "still kept");
    ck_assert_uint_eq(myn_diag_kept(diag), MYN_DIAG_KEEP + 1);
    ck_assert_uint_eq(myn_diag_count(diag, MYN_WARNING), MYN_DIAG_KEEP + 50);
    ck_assert_uint_eq(myn_diag_count(diag, MYN_NOTE), 0);
    ck_assert_str_eq(myn_diag_at(diag, MYN_DIAG_KEEP)->text, "still kept");
    myn_diag_free(diag);
}
END_TEST

START_TEST(a_problem_as_text)
{
    char out[64];
    myn_problem full = {MYN_ERROR, {"a/index.yml", 12, 3}, "unknown method"};
    ck_assert_uint_eq(myn_problem_text(&full, out, sizeof out),
                      strlen("a/index.yml:12:3: error: unknown method"));
    ck_assert_str_eq(out, "a/index.yml:12:3: error: unknown method");
    myn_problem line = {MYN_WARNING, {"f", 12, 0}, "t"}, file = {MYN_NOTE, {"f", 0, 5}, "t"};
    myn_problem none = {MYN_ERROR, {NULL, 4, 5}, "t"};
    myn_problem_text(&line, out, sizeof out);
    ck_assert_str_eq(out, "f:12: warning: t");
    myn_problem_text(&file, out, sizeof out);
    ck_assert_str_eq(out, "f: note: t");
    myn_problem_text(&none, out, sizeof out);
    ck_assert_str_eq(out, "error: t");
    ck_assert_uint_eq(myn_problem_text(&none, out, 4), 8);
    ck_assert_str_eq(out, "err");
    ck_assert_uint_eq(myn_problem_text(&none, NULL, 0), 8);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("diag");
    TCase *c = tcase_create("diag");
    tcase_add_test(c, nothing_added);
    tcase_add_test(c, a_null_diag_keeps_nothing);
    tcase_add_test(c, only_an_error_makes_the_status);
    tcase_add_test(c, the_file_name_is_copied);
    tcase_add_test(c, beyond_the_most_only_counted);
    tcase_add_test(c, a_problem_as_text);
    suite_add_tcase(s, c);
    return s;
}
