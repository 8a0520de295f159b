/* The catalogue as it is shown: nothing of a method may be left out. */
#include "report/gather.h"
#include "suite.h"
#include <string.h>

START_TEST(page_holds_all)
{
    myn_buffer text = {0};
    myn_sink sink = gather_into(&text);
    ck_assert_int_eq(myn_methods_markdown(&sink), MYN_OK);
    for (const myn_method *const *m = myn_methods(); *m; m++) {
        ck_assert_msg(strstr(text.at, (*m)->formula) != NULL, "%s: formula", (*m)->name);
        ck_assert_msg(strstr(text.at, (*m)->reference) != NULL, "%s: reference", (*m)->name);
        for (size_t i = 0; i < (*m)->params; i++)
            ck_assert_msg(strstr(text.at, (*m)->param[i].name) != NULL, "%s: %s", (*m)->name,
                          (*m)->param[i].name);
    }
    myn_buffer_free(&text);
}
END_TEST

START_TEST(list_holds_all)
{
    myn_buffer text = {0};
    myn_sink sink = gather_into(&text);
    myn_terminal how = {false, 0};
    ck_assert_int_eq(myn_show_methods(&how, &sink), MYN_OK);
    for (const myn_method *const *m = myn_methods(); *m; m++) {
        ck_assert_msg(strstr(text.at, (*m)->name) != NULL, "%s", (*m)->name);
        ck_assert_msg(strstr(text.at, (*m)->summary) != NULL, "%s: summary", (*m)->name);
    }
    myn_buffer_free(&text);
}
END_TEST

START_TEST(no_line_passes_the_width)
{
    myn_buffer text = {0};
    myn_sink sink = gather_into(&text);
    myn_terminal how = {false, 60};
    for (const myn_method *const *m = myn_methods(); *m; m++)
        ck_assert_int_eq(myn_show_method(*m, &how, &sink), MYN_OK);
    ck_assert_int_eq(myn_show_methods(&how, &sink), MYN_OK);
    for (char *line = strtok(text.at, "\n"); line; line = strtok(NULL, "\n"))
        ck_assert_msg(myn_text_width(line) <= 60 || strstr(line, "doi") || strstr(line, "http"), "%s", line);
    myn_buffer_free(&text);
}
END_TEST

START_TEST(sinks_that_refuse)
{
    myn_terminal how = {false, 0};
    ck_assert_int_eq(myn_show_methods(&how, &refusing), MYN_ERR_IO);
    ck_assert_int_eq(myn_show_method(myn_methods()[0], &how, &refusing), MYN_ERR_IO);
    ck_assert_int_eq(myn_methods_markdown(&refusing), MYN_ERR_IO);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("methods");
    TCase *t = tcase_create("methods");
    tcase_add_test(t, page_holds_all);
    tcase_add_test(t, list_holds_all);
    tcase_add_test(t, no_line_passes_the_width);
    tcase_add_test(t, sinks_that_refuse);
    suite_add_tcase(s, t);
    return s;
}
