/* The program's own words: whole in both languages, and all that the script asks for. */
#include "publish/html.h"
#include "publish/script.h"
#include "suite.h"
#include <stdio.h>
#include <string.h>

static bool has_slot(const char *text, char n)
{
    const char slot[] = {'{', n, '}', '\0'};
    return strstr(text, slot) != NULL;
}

START_TEST(what_is_filled_in_is_filled_in_both)
{
    for (int w = 0; w < SAY_WORDS; w++)
        for (char n = '1'; n <= '3'; n++)
            ck_assert_msg(has_slot(say_text((Say)w, MYN_LANG_EN), n) ==
                              has_slot(say_text((Say)w, MYN_LANG_CY), n),
                          "%s", say_text((Say)w, MYN_LANG_EN));
}
END_TEST

/* Words that are the same in both languages, each looked at by a person. */
START_TEST(welsh_is_not_english)
{
    static const char *const same[] = {"Band", "Map", "Map: {1}", "data"};
    for (int w = 0; w < SAY_WORDS; w++) {
        const char *en = say_text((Say)w, MYN_LANG_EN);
        bool may = false;
        for (size_t i = 0; i < sizeof same / sizeof *same; i++) may |= strcmp(en, same[i]) == 0;
        ck_assert_msg(may || strcmp(en, say_text((Say)w, MYN_LANG_CY)) != 0, "\"%s\" is not translated", en);
    }
}
END_TEST

/* web/words.txt lists what the script asks for: "key<TAB>English". */
START_TEST(the_script_gets_its_words)
{
    FILE *file = fopen(MYN_SOURCE "/engine/publish/web/words.txt", "r");
    ck_assert_ptr_nonnull(file);
    char line[512];
    size_t keys = 0;
    Html en = {.lang = MYN_LANG_EN}, cy = {.lang = MYN_LANG_CY};
    script_words(&en);
    script_words(&cy);
    while (fgets(line, sizeof line, file)) {
        char *tab = strchr(line, '\t'), wanted[600];
        if (!tab) continue;
        *tab++ = '\0';
        tab[strcspn(tab, "\n")] = '\0';
        snprintf(wanted, sizeof wanted, "\"%s\":\"%s\"", line, tab);
        ck_assert_msg(strstr(en.text.at, wanted), "%s", wanted);
        snprintf(wanted, sizeof wanted, "\"%s\":\"", line);
        ck_assert_msg(strstr(cy.text.at, wanted), "%s", wanted);
        keys++;
    }
    fclose(file);
    ck_assert_uint_gt(keys, 10);
    myn_buffer_free(&en.text);
    myn_buffer_free(&cy.text);
}
END_TEST

START_TEST(texts_are_escaped)
{
    Html h = {.lang = MYN_LANG_EN};
    html_text(&h, "a<b>&\"c'\x01\x1b"
                  "d\n");
    html_attribute(&h, "title", "\"<x>\"");
    ck_assert_str_eq(h.text.at, "a&lt;b&gt;&amp;&quot;c&#39;d\n title=\"&quot;&lt;x&gt;&quot;\"");
    h.text.length = 0;
    html_label(&h, (myn_label){NULL, "Ynys Môn"}, "W06000001");
    ck_assert_str_eq(h.text.at, "<span lang=\"cy\">Ynys Môn</span>");
    h.text.length = 0;
    html_label(&h, (myn_label){NULL, NULL}, "<1>");
    ck_assert_str_eq(h.text.at, "&lt;1&gt;");
    myn_buffer_free(&h.text);
}
END_TEST

START_TEST(values_have_four_digits_after_a_long_point)
{
    static const struct {
        double value;
        const char *text;
    } cases[] = {{2.668224387118657, "2.668"},
                 {17616, "17616"},
                 {0.00123456789, "0.001235"},
                 {56.6, "56.6"},
                 {-3.25, "−3.25"},
                 {123456.789, "123457"},
                 {0, "0"},
                 {99.99999, "100"},
                 {.6000000001, "0.6"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Html h = {.lang = MYN_LANG_EN};
        html_value(&h, cases[i].value);
        ck_assert_str_eq(h.text.at, cases[i].text);
        myn_buffer_free(&h.text);
    }
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("words");
    TCase *t = tcase_create("words");
    tcase_add_test(t, what_is_filled_in_is_filled_in_both);
    tcase_add_test(t, welsh_is_not_english);
    tcase_add_test(t, the_script_gets_its_words);
    tcase_add_test(t, texts_are_escaped);
    tcase_add_test(t, values_have_four_digits_after_a_long_point);
    suite_add_tcase(s, t);
    return s;
}
