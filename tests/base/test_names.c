#include "suite.h"
#include <mynegai/names.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static myn_names *fresh(void)
{
    myn_names *names;
    ck_assert_int_eq(myn_names_new(&names), MYN_OK);
    return names;
}

static size_t add(myn_names *names, const char *text)
{
    size_t number;
    ck_assert_int_eq(myn_names_add(names, text, strlen(text), &number), MYN_OK);
    return number;
}

START_TEST(numbers_are_given_in_order)
{
    myn_names *names = fresh();
    ck_assert_uint_eq(myn_names_count(names), 0);
    ck_assert_uint_eq(myn_names_find(names, "a", 1), MYN_NONE);
    ck_assert_uint_eq(add(names, "W06000001"), 0);
    ck_assert_uint_eq(add(names, "W06000002"), 1);
    ck_assert_uint_eq(add(names, "W06000001"), 0);
    ck_assert_uint_eq(myn_names_count(names), 2);
    ck_assert_uint_eq(myn_names_find(names, "W06000002,12.5", 9), 1);
    ck_assert_uint_eq(myn_names_find(names, "W06000003", 9), MYN_NONE);
    ck_assert_str_eq(myn_names_at(names, 1), "W06000002");
    ck_assert_uint_eq(myn_names_length(names, 1), 9);
    myn_names_free(names);
    myn_names_free(NULL);
}
END_TEST

/* Every length around the words of the hash, and texts that differ in one byte at each place. */
START_TEST(texts_of_every_length)
{
    myn_names *names = fresh();
    char text[64];
    size_t count = 0, number;
    for (size_t length = 0; length < 40; length++)
        for (size_t k = 0; k <= length; k++, count++) {
            memset(text, 'x', sizeof text);
            if (k < length) text[k] = 'y';
            ck_assert_int_eq(myn_names_add(names, text, length, &number), MYN_OK);
            ck_assert_uint_eq(number, count);
        }
    for (size_t i = 0; i < count; i++)
        ck_assert_uint_eq(myn_names_find(names, myn_names_at(names, i), myn_names_length(names, i)), i);
    myn_names_free(names);
}
END_TEST

START_TEST(zeros_inside_a_text_count)
{
    myn_names *names = fresh();
    size_t a, b;
    ck_assert_int_eq(myn_names_add(names, "a\0b", 3, &a), MYN_OK);
    ck_assert_int_eq(myn_names_add(names, "a\0c", 3, &b), MYN_OK);
    ck_assert_uint_ne(a, b);
    ck_assert_uint_eq(myn_names_find(names, "a", 1), MYN_NONE);
    ck_assert_uint_eq(myn_names_find(names, "a\0c", 3), b);
    myn_names_free(names);
}
END_TEST

START_TEST(adding_does_not_move_texts)
{
    myn_names *names = fresh();
    add(names, "first");
    const char *first = myn_names_at(names, 0);
    char text[16];
    for (int i = 0; i < 100000; i++) {
        snprintf(text, sizeof text, "E%08d", i);
        ck_assert_uint_eq(add(names, text), (size_t)i + 1);
    }
    ck_assert_ptr_eq(myn_names_at(names, 0), first);
    ck_assert_str_eq(first, "first");
    for (int i = 0; i < 100000; i++) {
        snprintf(text, sizeof text, "E%08d", i);
        ck_assert_uint_eq(myn_names_find(names, text, 9), (size_t)i + 1);
        text[0] = 'W';
        ck_assert_uint_eq(myn_names_find(names, text, 9), MYN_NONE);
    }
    myn_names_free(names);
}
END_TEST

START_TEST(a_very_long_text)
{
    myn_names *names = fresh();
    size_t length = 100000, number;
    char *text = malloc(length + 1);
    memset(text, 'q', length);
    text[length] = '\0';
    ck_assert_int_eq(myn_names_add(names, text, length, &number), MYN_OK);
    add(names, "short");
    ck_assert_str_eq(myn_names_at(names, 0), text);
    text[length - 1] = 'r';
    ck_assert_uint_eq(myn_names_find(names, text, length), MYN_NONE);
    free(text);
    myn_names_free(names);
}
END_TEST

/* Distances counted by hand: one letter changed, dropped, added; two swapped are two changes. */
START_TEST(nearest_by_edit_distance)
{
    myn_names *names = fresh();
    add(names, "zscore");
    add(names, "minmax");
    add(names, "rank_to_normal");
    add(names, "rank");
    ck_assert_uint_eq(myn_names_nearest(names, "zscore"), 0);
    ck_assert_uint_eq(myn_names_nearest(names, "z-score"), 0);
    ck_assert_uint_eq(myn_names_nearest(names, "zscor"), 0);
    ck_assert_uint_eq(myn_names_nearest(names, "zcsore"), 0);
    ck_assert_uint_eq(myn_names_nearest(names, "min_max"), 1);
    ck_assert_uint_eq(myn_names_nearest(names, "ranktonorm"), MYN_NONE); /* 4 away */
    ck_assert_uint_eq(myn_names_nearest(names, "ranktonormal"), 2);
    ck_assert_uint_eq(myn_names_nearest(names, "rang"), 3);
    ck_assert_uint_eq(myn_names_nearest(names, "rong"), MYN_NONE); /* 2 of 4 is not less than half */
    ck_assert_uint_eq(myn_names_nearest(names, ""), MYN_NONE);
    myn_names_free(names);
}
END_TEST

/* Against the whole table of Wagner and Fischer (doi:10.1145/321796.321811), without a band. */
static size_t full_distance(const char *a, const char *b)
{
    size_t m = strlen(a), n = strlen(b), table[16][16];
    for (size_t i = 0; i <= m; i++)
        for (size_t j = 0; j <= n; j++) {
            size_t best = i == 0 ? j : j == 0 ? i : SIZE_MAX;
            if (i && j) {
                best = table[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
                if (table[i - 1][j] + 1 < best) best = table[i - 1][j] + 1;
                if (table[i][j - 1] + 1 < best) best = table[i][j - 1] + 1;
            }
            table[i][j] = best;
        }
    return table[m][n];
}

START_TEST(nearest_agrees_with_the_full_table)
{
    srand(7);
    for (int round = 0; round < 3000; round++) {
        char a[16] = "", b[16] = "";
        for (int i = rand() % 12; i-- > 0;) a[i] = (char)('a' + rand() % 3);
        for (int i = rand() % 12; i-- > 0;) b[i] = (char)('a' + rand() % 3);
        myn_names *names = fresh();
        add(names, b);
        size_t far = full_distance(a, b);
        bool near = far <= 3 && 2 * far < strlen(a);
        ck_assert_msg(myn_names_nearest(names, a) == (near ? 0 : MYN_NONE), "%s %s %zu", a, b, far);
        myn_names_free(names);
    }
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("names");
    TCase *c = tcase_create("names");
    tcase_add_test(c, numbers_are_given_in_order);
    tcase_add_test(c, texts_of_every_length);
    tcase_add_test(c, zeros_inside_a_text_count);
    tcase_add_test(c, adding_does_not_move_texts);
    tcase_add_test(c, a_very_long_text);
    tcase_add_test(c, nearest_by_edit_distance);
    tcase_add_test(c, nearest_agrees_with_the_full_table);
    suite_add_tcase(s, c);
    return s;
}
