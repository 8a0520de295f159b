/* Words in both languages, lines and bars for a terminal. Expected texts are written out by hand. */
#include "report/gather.h"
#include "report/ink.h"
#include "report/words.h"
#include "suite.h"
#include <math.h>
#include <string.h>

#define NAME(name, en, cy) #name,
static const char *const name_of[] = {REPORT_WORDS(NAME)};
#undef NAME

START_TEST(every_word_in_both)
{
    const char *en = word_text((Word)_i, MYN_LANG_EN), *cy = word_text((Word)_i, MYN_LANG_CY);
    ck_assert_msg(en && *en, "%s has no English", name_of[_i]);
    ck_assert_msg(cy && *cy, "%s has no Welsh", name_of[_i]);
    for (const char *slot = "{1}\0{2}\0"; *slot; slot += 4)
        ck_assert_msg(!strstr(en, slot) == !strstr(cy, slot), "%s: %s in one language only", name_of[_i],
                      slot);
    size_t bad;
    ck_assert_msg(myn_utf8_valid(cy, strlen(cy), &bad), "%s is not UTF-8", name_of[_i]);
}
END_TEST

START_TEST(every_cell_has_its_word)
{
    /* in the order of cell.h: "not_applicable" reads "not applicable" */
    static const struct {
        uint8_t cell;
        const char *en;
    } known[] = {{MYN_CELL_ABSENT, "no data"},
                 {MYN_CELL_SUPPRESSED, "suppressed"},
                 {MYN_CELL_NOT_APPLICABLE, "not applicable"},
                 {MYN_CELL_IMPUTED, "imputed"},
                 {MYN_CELL_BELOW_COVERAGE, "too few parts"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        ck_assert_str_eq(word_cell(known[i].cell, MYN_LANG_EN), known[i].en);
    ck_assert_int_eq(WORD_ABSENT + MYN_CELL_KINDS, WORDS);
    ck_assert_str_eq(word_cell(200, MYN_LANG_CY), "");
}
END_TEST

START_TEST(fills_slots)
{
    myn_buffer text = {0};
    word_fill(&text, WORD_OF, MYN_LANG_EN, "5", "22");
    ck_assert_str_eq(text.at, "5 of 22");
    text.length = 0;
    word_fill(&text, WORD_OF, MYN_LANG_CY, "5", NULL);
    ck_assert_str_eq(text.at, "5 o ");
    myn_buffer_free(&text);
}
END_TEST

static void expect_line(const char *text, size_t width, size_t indent, const char *expected)
{
    myn_buffer out = {0};
    myn_sink sink = gather_into(&out);
    Page page = page_to(&sink);
    myn_terminal how = {false, width};
    ink_line(&page, &how, MYN_STYLE_PLAIN, text, indent);
    ck_assert_int_eq(page_close(&page), MYN_OK);
    ck_assert_str_eq(out.at, expected);
    myn_buffer_free(&out);
}

START_TEST(wraps_lines)
{
    expect_line("one two three", 0, 0, "one two three\n");
    expect_line("one two three", 7, 0, "one two\nthree\n");
    expect_line("one two three", 9, 2, "one two\n  three\n");
    expect_line("one two three", 3, 0, "one\ntwo\nthree\n"); /* a word is not broken */
    expect_line("ŵŵŵ ŷŷŷ", 7, 0, "ŵŵŵ ŷŷŷ\n");               /* 7 columns in 13 bytes */
    expect_line("", 7, 0, "\n");
}
END_TEST

START_TEST(bars)
{
    myn_buffer bar = {0};
    ink_bar(0.5, 4, &bar);
    ck_assert_str_eq(bar.at, "██");
    ink_bar(1.5, 2, &bar);
    ck_assert_str_eq(bar.at, "██");
    ink_bar(0.3125, 4, &bar); /* 10 eighths */
    ck_assert_str_eq(bar.at, "█▎");
    ink_bar(1e-9, 4, &bar);
    ck_assert_str_eq(bar.at, "▏");
    ink_bar(NAN, 4, &bar);
    ck_assert_uint_eq(bar.length, 0);
    ink_two_sided(-0.5, 4, &bar);
    ck_assert_str_eq(bar.at, "  ━━│");
    ink_two_sided(1, 2, &bar);
    ck_assert_str_eq(bar.at, "  │━━");
    ink_two_sided(0, 1, &bar);
    ck_assert_str_eq(bar.at, " │");
    myn_buffer_free(&bar);
}
END_TEST

START_TEST(steps_from_end_to_end)
{
    ck_assert_uint_eq(ink_step(0, 5), MYN_STYLE_STEP);
    ck_assert_uint_eq(ink_step(2, 5), MYN_STYLE_STEP + 2);
    ck_assert_uint_eq(ink_step(4, 5), MYN_STYLE_STEP + 4);
    ck_assert_uint_eq(ink_step(0, 2), MYN_STYLE_STEP);
    ck_assert_uint_eq(ink_step(1, 2), MYN_STYLE_STEP + 4);
    ck_assert_uint_eq(ink_step(0, 1), MYN_STYLE_STEP + 2);
    ck_assert_uint_eq(ink_step(31, 32), MYN_STYLE_STEP + 4);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("words");
    TCase *t = tcase_create("words");
    tcase_add_loop_test(t, every_word_in_both, 0, WORDS);
    tcase_add_test(t, every_cell_has_its_word);
    tcase_add_test(t, fills_slots);
    tcase_add_test(t, wraps_lines);
    tcase_add_test(t, bars);
    tcase_add_test(t, steps_from_end_to_end);
    suite_add_tcase(s, t);
    return s;
}
