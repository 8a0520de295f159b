#include "suite.h"
#include <errno.h>
#include <limits.h>
#include <mynegai/text.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The Unicode Standard 15, table 3-7: which bytes may follow which. Each row of bad ones breaks one of its
 * rules. */
START_TEST(utf8)
{
    static const char *const good[] = {"",
                                       "plain ascii, long enough for words",
                                       "T\xc5\xb7 D\xc5\xb5r",
                                       "\xe2\x82\xac",
                                       "\xf0\x9f\x8c\x8d",
                                       "\xed\x9f\xbf",
                                       "\xee\x80\x80",
                                       "\xf4\x8f\xbf\xbf",
                                       "\xef\xbf\xbf"};
    static const struct {
        const char *text;
        size_t at;
    } bad[] = {{"\x80", 0},         {"abc\xff", 3},          {"\xc0\x80", 0},
               {"\xc1\xbf", 0},     {"\xe0\x9f\xbf", 0},     {"\xf0\x8f\xbf\xbf", 0},
               {"\xed\xa0\x80", 0}, {"\xf4\x90\x80\x80", 0}, {"\xf5\x80\x80\x80", 0},
               {"12345678\xc5", 8}, {"\xe2\x82", 0},         {"\xe2\x82x", 0},
               {"\xf0\x9f\x8c", 0}, {"\xc5\xb7\xc5\x41", 2}, {"Caf\xe9 ar agor", 3}};
    size_t at = 99;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        ck_assert(myn_utf8_valid(good[i], strlen(good[i]), &at));
    ck_assert_uint_eq(at, 99);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ck_assert_msg(!myn_utf8_valid(bad[i].text, strlen(bad[i].text), &at), "%zu", i);
        ck_assert_uint_eq(at, bad[i].at);
    }
    ck_assert(!myn_utf8_valid("\xff", 1, NULL));
    ck_assert(myn_utf8_valid("a\0b", 3, NULL));
}
END_TEST

/* UAX #11: Hangul, kana, ideographs and emoji are wide; a combining circumflex takes no column of its own. */
START_TEST(widths)
{
    ck_assert_uint_eq(myn_text_width(""), 0);
    ck_assert_uint_eq(myn_text_width("Ynys M\xc3\xb4n"), 8);
    ck_assert_uint_eq(myn_text_width("w\xcc\x82"), 1);
    ck_assert_uint_eq(myn_text_width("\xe4\xb8\xad\xe6\x96\x87"), 4);
    ck_assert_uint_eq(myn_text_width("\xea\xb0\x80"), 2);
    ck_assert_uint_eq(myn_text_width("\xf0\x9f\x8c\x8d"), 2);
    ck_assert_uint_eq(myn_text_width("\xe2\x80\x8bx"), 1); /* zero-width space */
    ck_assert_uint_eq(myn_text_width("\xe2\x82\xac"), 1);
    ck_assert_uint_eq(myn_text_width("a\xff"
                                     "b"),
                      3);
    ck_assert_uint_eq(myn_text_width("\xf3\xa0\x84\x80x"), 1); /* variation selector 17 */
}
END_TEST

START_TEST(buffers_grow)
{
    myn_buffer b = {0};
    for (int i = 0; i < 1000; i++) myn_buffer_format(&b, "%d,", i % 10);
    ck_assert_uint_eq(b.length, 2000);
    ck_assert_uint_eq(strlen(b.at), 2000);
    myn_buffer_add(&b, NULL, 0);
    myn_buffer_put(&b, "end");
    ck_assert_str_eq(b.at + 2000, "end");
    ck_assert(!b.failed);
    myn_buffer_free(&b);
    ck_assert(b.at == NULL && b.length == 0);
    myn_buffer_free(&b);
    myn_buffer_free(NULL);
}
END_TEST

START_TEST(a_failed_buffer_stays_so)
{
    myn_buffer b = {0};
    myn_buffer_put(&b, "kept");
    myn_buffer_add(&b, "x", SIZE_MAX - 2);
    ck_assert(b.failed);
    myn_buffer_put(&b, "lost");
    myn_buffer_json(&b, "lost");
    ck_assert_str_eq(b.at, "kept");
    myn_buffer_free(&b);
}
END_TEST

typedef void Writer(myn_buffer *, const char *);

static void check_written(Writer *writer, const char *text, const char *expected)
{
    myn_buffer b = {0};
    writer(&b, text);
    ck_assert_str_eq(b.at, expected);
    myn_buffer_free(&b);
}

START_TEST(csv_fields)
{
    check_written(myn_buffer_csv, "", "");
    check_written(myn_buffer_csv, "plain text", "plain text");
    check_written(myn_buffer_csv, "a,b", "\"a,b\"");
    check_written(myn_buffer_csv, "say \"no\"", "\"say \"\"no\"\"\"");
    check_written(myn_buffer_csv, "\"", "\"\"\"\"");
    check_written(myn_buffer_csv, "two\nlines", "\"two\nlines\"");
    check_written(myn_buffer_csv, "two\rlines", "\"two\rlines\"");
    check_written(myn_buffer_csv, " blank", "\" blank\"");
    check_written(myn_buffer_csv, "blank\t", "\"blank\t\"");
    check_written(myn_buffer_csv, "Caerffili; Rhymni", "Caerffili; Rhymni");
}
END_TEST

START_TEST(json_strings)
{
    check_written(myn_buffer_json, "", "\"\"");
    check_written(myn_buffer_json, "T\xc5\xb7", "\"T\xc5\xb7\"");
    check_written(myn_buffer_json, "a\"b\\c/d", "\"a\\\"b\\\\c/d\"");
    check_written(myn_buffer_json, "\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"");
    check_written(myn_buffer_json, "\x01\x1f\x7f", "\"\\u0001\\u001f\\u007f\"");
    check_written(myn_buffer_json, "\xc2\x85\xe2\x80\xa8\xef\xbb\xbf", "\"\\u0085\\u2028\\ufeff\"");
    check_written(myn_buffer_json,
                  "a\xff"
                  "b\xc5",
                  "\"a\xef\xbf\xbd"
                  "b\xef\xbf\xbd\"");
    check_written(myn_buffer_json, "\xf0\x9f\x8c\x8d", "\"\xf0\x9f\x8c\x8d\"");
}
END_TEST

START_TEST(yaml_scalars)
{
    static const char *const plain[] = {"Wales",   "W06000001", "St David's",   "T\xc5\xb7 D\xc5\xb5r",
                                        "r/(N+1)", "a-b_c.d",   "Rhondda & Taf"};
    static const char *const quoted[] = {"2019", "true", "No",   "null", "Y",  "off", "a: b", "a #b",
                                         "- x",  "[x]",  "x, y", "key:", "~",  " x",  "x ",   "*x",
                                         "&x",   "!x",   "%x",   "@x",   "|",  ">",   "?",    ".inf",
                                         "-1",   "a{b",  "0x1f", "inf",  "'x'"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        check_written(myn_buffer_yaml, plain[i], plain[i]);
    for (size_t i = 0; i < sizeof quoted / sizeof *quoted; i++) {
        char expected[32];
        snprintf(expected, sizeof expected, "\"%s\"", quoted[i]);
        check_written(myn_buffer_yaml, quoted[i], expected);
    }
    check_written(myn_buffer_yaml, "", "\"\"");
    check_written(myn_buffer_yaml, "two\nlines", "\"two\\nlines\"");
    check_written(myn_buffer_yaml, "say \"no\"", "\"say \\\"no\\\"\"");
}
END_TEST

static char folder[64];

static void make_folder(void)
{
    strcpy(folder, "/tmp/mynegai-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void remove_folder(void)
{
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", folder);
    ck_assert_int_eq(system(command), 0);
}

static char *write_file(const char *name, const char *bytes, size_t size)
{
    char *path = myn_path_join(folder, name);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    ck_assert_int_eq(fclose(file), 0);
    return path;
}

START_TEST(files_are_read_whole)
{
    size_t size = 300000;
    char *bytes = malloc(size);
    for (size_t i = 0; i < size; i++) bytes[i] = (char)(i * 7);
    char *path = write_file("f", bytes, size);
    myn_buffer b = {0};
    ck_assert_int_eq(myn_file_read(path, size, &b), MYN_OK);
    ck_assert_uint_eq(b.length, size);
    ck_assert_int_eq(memcmp(b.at, bytes, size), 0);
    ck_assert_int_eq(myn_file_read(path, size - 1, &b), MYN_ERR_LIMIT);
    ck_assert_uint_eq(b.length, size); /* what was there stays */
    myn_buffer_free(&b);
    free(path);
    free(bytes);
}
END_TEST

START_TEST(an_empty_file_and_no_file)
{
    char *path = write_file("empty", "", 0);
    myn_buffer b = {0};
    ck_assert_int_eq(myn_file_read(path, 0, &b), MYN_OK);
    ck_assert_str_eq(b.at, "");
    myn_buffer_free(&b);
    free(path);
    errno = 0;
    ck_assert_int_eq(myn_file_read("/nowhere/at/all", 100, &b), MYN_ERR_IO);
    ck_assert_int_eq(errno, ENOENT);
    ck_assert_int_eq(myn_file_read(folder, 100, &b), MYN_ERR_IO);
    ck_assert_int_eq(errno, EISDIR);
    ck_assert_uint_eq(b.length, 0);
    myn_buffer_free(&b);
}
END_TEST

static void check_join(const char *first, const char *second, const char *expected)
{
    char *joined = myn_path_join(first, second);
    ck_assert_str_eq(joined, expected);
    free(joined);
}

START_TEST(paths_are_joined)
{
    check_join("a", "b", "a/b");
    check_join("a/", "b", "a/b");
    check_join("", "b", "b");
    check_join("/", "b", "/b");
}
END_TEST

START_TEST(local_names)
{
    static const char *const local[] = {"a",    "a/b.csv", "./a", ".",   "a/../b",
                                        "a//b", "..a",     "a..", "...", "a/b/../../c"};
    static const char *const far[] = {"",          "/",    "/a",        "..",       "../a",
                                      "a/../../b", "./..", "a/./../..", "a//../..", "../"};
    for (size_t i = 0; i < sizeof local / sizeof *local; i++)
        ck_assert_msg(myn_path_local(local[i]), "%s", local[i]);
    for (size_t i = 0; i < sizeof far / sizeof *far; i++)
        ck_assert_msg(!myn_path_local(far[i]), "%s", far[i]);
}
END_TEST

START_TEST(paths_inside_a_folder)
{
    char *inner = myn_path_join(folder, "data"), *beside = myn_path_join(folder, "data2");
    ck_assert_int_eq(mkdir(inner, 0700), 0);
    ck_assert_int_eq(mkdir(beside, 0700), 0);
    char *in = write_file("data/in.csv", "x", 1), *out = write_file("data2/out.csv", "x", 1);
    char *link_in = myn_path_join(inner, "link_in"), *link_out = myn_path_join(inner, "link_out");
    ck_assert_int_eq(symlink("in.csv", link_in), 0);
    ck_assert_int_eq(symlink("../data2/out.csv", link_out), 0);
    ck_assert(myn_path_inside(inner, in));
    ck_assert(myn_path_inside(inner, link_in));
    ck_assert(myn_path_inside("/", in));
    ck_assert(!myn_path_inside(inner, out)); /* "data" is a beginning of "data2" */
    ck_assert(!myn_path_inside(inner, link_out));
    ck_assert(!myn_path_inside(inner, "/nowhere"));
    ck_assert(!myn_path_inside("/nowhere", in));
    char *all[] = {inner, beside, in, out, link_in, link_out};
    for (size_t i = 0; i < 6; i++) free(all[i]);
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("text");
    TCase *c = tcase_create("text"), *f = tcase_create("files");
    tcase_add_test(c, utf8);
    tcase_add_test(c, widths);
    tcase_add_test(c, buffers_grow);
    tcase_add_test(c, a_failed_buffer_stays_so);
    tcase_add_test(c, csv_fields);
    tcase_add_test(c, json_strings);
    tcase_add_test(c, yaml_scalars);
    tcase_add_test(c, paths_are_joined);
    tcase_add_test(c, local_names);
    suite_add_tcase(s, c);
    tcase_add_checked_fixture(f, make_folder, remove_folder);
    tcase_add_test(f, files_are_read_whole);
    tcase_add_test(f, an_empty_file_and_no_file);
    tcase_add_test(f, paths_inside_a_folder);
    suite_add_tcase(s, f);
    return s;
}
