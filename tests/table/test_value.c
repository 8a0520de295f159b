/* Value cells against the C library's strtod: the quick way for short numbers must round as the slow one. */
#include "suite.h"
#include "table/value.h"
#include <mynegai/stream.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool read_text(const char *text, double *value)
{
    const myn_table table = {.decimal = '.'};
    Values values = values_of(&table);
    uint8_t cell;
    return value_read(&values, (myn_field){text, strlen(text)}, value, &cell) && cell == MYN_CELL_OBSERVED;
}

/* Up to 19 digits with a point anywhere, a sign or none. */
START_TEST(numbers)
{
    myn_stream stream = myn_stream_at(2019, 1);
    for (int i = 0; i < 200000; i++) {
        char text[32];
        size_t length = 0, digits = 1 + myn_stream_bits(&stream) % 19,
               point = myn_stream_bits(&stream) % (digits + 3);
        if (myn_stream_bits(&stream) % 3 == 0) text[length++] = '-';
        for (size_t j = 0; j < digits; j++) {
            if (j == point && j > 0) text[length++] = '.';
            text[length++] = (char)('0' + myn_stream_bits(&stream) % 10);
        }
        text[length] = '\0';
        double value = 1e99, expected = strtod(text, NULL);
        ck_assert_msg(read_text(text, &value) && memcmp(&value, &expected, sizeof value) == 0, "%s: %.17g",
                      text, value);
    }
}
END_TEST

START_TEST(edges)
{
    const char *good[] = {"0",
                          "-0",
                          "0.0",
                          "999999999999999",
                          "-999999999999999",
                          "9999999999999999",
                          "0.000000000000001",
                          "123456789.123456",
                          "+5",
                          "1e3",
                          "4503599627370497.5",
                          "00012.50"};
    const char *bad[] = {".5",  "5.", "-",   "",      "--1", "1.2.3",   "1 2",
                         "0x1", "1e", "-.5", "1_000", "12a", "\xc2\xb1"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        double value = 1e99, expected = strtod(good[i], NULL);
        ck_assert_msg(read_text(good[i], &value) && memcmp(&value, &expected, sizeof value) == 0, "%s: %.17g",
                      good[i], value);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        double value;
        ck_assert_msg(!read_text(bad[i], &value), "%s", bad[i]);
    }
}
END_TEST

START_TEST(status_words)
{
    const myn_marker own[] = {{"e", MYN_CELL_ESTIMATED}, {"", MYN_CELL_PROVISIONAL}};
    const myn_table plain = {.decimal = '.'}, table = {.decimal = '.', .status_word = own, .status_words = 2};
    const struct {
        const char *word;
        int plain, own;
    } words[] = {{"", MYN_CELL_OBSERVED, MYN_CELL_PROVISIONAL},
                 {"e", -1, MYN_CELL_ESTIMATED},
                 {"observed", MYN_CELL_OBSERVED, MYN_CELL_OBSERVED},
                 {"unreliable", MYN_CELL_UNRELIABLE, MYN_CELL_UNRELIABLE},
                 {" missing ", MYN_CELL_MISSING, MYN_CELL_MISSING},
                 {"absent", -1, -1},
                 {"imputed", -1, -1},
                 {"Observed", -1, -1}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        myn_field field = {words[i].word, strlen(words[i].word)};
        ck_assert_int_eq(status_read(&plain, field), words[i].plain);
        ck_assert_int_eq(status_read(&table, field), words[i].own);
    }
}
END_TEST

Suite *suite(void)
{
    Suite *all = suite_create("table/value");
    TCase *one = tcase_create("value");
    tcase_set_timeout(one, 60);
    tcase_add_test(one, numbers);
    tcase_add_test(one, edges);
    tcase_add_test(one, status_words);
    suite_add_tcase(all, one);
    return all;
}
