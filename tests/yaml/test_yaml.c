/* The YAML reader: what it takes, what it refuses, and where. Expected values follow from YAML 1.2 and from
 * counting lines and columns in the text of each test. */
#include "suite.h"
#include <mynegai/yaml.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char file[] = "/tmp/mynegai-yaml-XXXXXX";
static myn_diag *diag;
static myn_yaml_doc *doc;

static void begin(void)
{
    strcpy(file + strlen(file) - 6, "XXXXXX");
    int handle = mkstemp(file);
    ck_assert_int_ge(handle, 0);
    close(handle);
    ck_assert_int_eq(myn_diag_new(&diag), MYN_OK);
    doc = NULL;
}

static void finish(void)
{
    myn_yaml_free(doc);
    myn_diag_free(diag);
    unlink(file);
}

static myn_status read_bytes(const char *text, size_t length)
{
    FILE *out = fopen(file, "wb");
    ck_assert_ptr_nonnull(out);
    ck_assert_uint_eq(fwrite(text, 1, length, out), length);
    fclose(out);
    return myn_yaml_read(file, "x.yml", diag, &doc);
}

static const myn_yaml *read_text(const char *text)
{
    ck_assert_int_eq(read_bytes(text, strlen(text)), MYN_OK);
    ck_assert_uint_eq(myn_diag_kept(diag), 0);
    return myn_yaml_root(doc);
}

/* TEXT is refused, problem number I is SAYS ("x.yml:line:column: error: ..."; its beginning is enough). */
static void refused(const char *text, size_t i, const char *says)
{
    if (i == 0) ck_assert_int_eq(read_bytes(text, strlen(text)), MYN_ERR_DATA);
    ck_assert_ptr_null(doc);
    ck_assert_uint_gt(myn_diag_kept(diag), i);
    char line[600];
    myn_problem_text(myn_diag_at(diag, i), line, sizeof line);
    line[strlen(says) < sizeof line ? strlen(says) : 0] = 0;
    ck_assert_str_eq(line, says);
}

static void at(const myn_yaml *node, size_t line, size_t column)
{
    ck_assert_ptr_nonnull(node);
    ck_assert_str_eq(node->at.file, "x.yml");
    ck_assert_uint_eq(node->at.line, line);
    ck_assert_uint_eq(node->at.column, column);
}

START_TEST(a_tree_with_places)
{
    const myn_yaml *root = read_text("title: {en: Überall, cy: \"ym mhobman\"}\n"
                                     "list:\n"
                                     "  - log\n"
                                     "  - zscore: {ddof: 0}\n"
                                     "empty:\n");
    ck_assert_int_eq(root->kind, MYN_YAML_MAP);
    ck_assert_uint_eq(root->count, 3);
    const myn_yaml *title = myn_yaml_get(root, "title"), *cy = myn_yaml_get(title, "cy");
    at(title, 1, 8);
    ck_assert_uint_eq(title->key_at.column, 1);
    ck_assert_str_eq(cy->text, "ym mhobman");
    ck_assert(cy->quoted);
    at(cy, 1, 26); /* columns count characters, and a quoted text begins at its quote */
    ck_assert_uint_eq(cy->key_at.column, 22);
    const myn_yaml *list = myn_yaml_get(root, "list");
    ck_assert_int_eq(list->kind, MYN_YAML_LIST);
    ck_assert_uint_eq(list->count, 2);
    at(&list->item[0], 3, 5);
    ck_assert_str_eq(list->item[0].text, "log");
    const myn_yaml *zscore = myn_yaml_get(&list->item[1], "zscore");
    at(myn_yaml_get(zscore, "ddof"), 4, 20);
    const myn_yaml *empty = myn_yaml_get(root, "empty");
    ck_assert(empty->null);
    at(empty, 5, 1); /* nothing stands there: its key's place */
    ck_assert_ptr_null(myn_yaml_get(root, "absent"));
    ck_assert_ptr_null(myn_yaml_get(NULL, "absent"));
    ck_assert_ptr_null(myn_yaml_get(list, "absent"));
}
END_TEST

START_TEST(what_counts_as_nothing)
{
    const myn_yaml *root = read_text("- ~\n- null\n- \"\"\n- '~'\n- nullable\n- []\n- {}\n");
    const bool null[] = {true, true, false, false, false, false, false};
    const size_t count[] = {0, 0, 1, 1, 1, 0, 1};
    ck_assert_uint_eq(root->count, 7);
    for (size_t i = 0; i < 7; i++) {
        ck_assert_int_eq(root->item[i].null, null[i]);
        ck_assert_uint_eq(myn_yaml_count(&root->item[i]), count[i]);
    }
    ck_assert_uint_eq(myn_yaml_count(NULL), 0);
    ck_assert_ptr_eq(myn_yaml_item(&root->item[2], 0), &root->item[2]);
    ck_assert_ptr_null(myn_yaml_item(&root->item[2], 1));
    ck_assert_ptr_null(myn_yaml_item(&root->item[0], 0));
    ck_assert_ptr_eq(myn_yaml_item(root, 4), &root->item[4]);
}
END_TEST

START_TEST(empty_files_are_empty_maps)
{
    const char *const text[] = {"", "\n\n", "# only a comment\n", "---\n", "~\n", "\xEF\xBB\xBF"};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        const myn_yaml *root = read_text(text[i]);
        ck_assert_int_eq(root->kind, MYN_YAML_MAP);
        ck_assert_uint_eq(root->count, 0);
        ck_assert_str_eq(myn_yaml_source(doc), text[i]);
        myn_yaml_free(doc);
    }
    doc = NULL;
}
END_TEST

START_TEST(a_byte_order_mark_and_windows_line_ends)
{
    const myn_yaml *root = read_text("\xEF\xBB\xBF"
                                     "a: 1\r\nb: [x,\r\n  y]\r\n");
    ck_assert_str_eq(myn_yaml_get(root, "a")->text, "1");
    at(&myn_yaml_get(root, "b")->item[1], 3, 3);
    ck_assert_str_eq(myn_yaml_get(root, "b")->item[1].text, "y");
}
END_TEST

START_TEST(texts_over_several_lines)
{
    const myn_yaml *root = read_text("a: |\n  one\n  two\nb: \"c \\\n  d\\u0175\"\n");
    ck_assert_str_eq(myn_yaml_get(root, "a")->text, "one\ntwo\n");
    ck_assert(myn_yaml_get(root, "a")->quoted);
    ck_assert_str_eq(myn_yaml_get(root, "b")->text, "c dŵ");
}
END_TEST

START_TEST(every_key_given_twice)
{
    const char *text = "b: 1\na: 1\nc: {x: 1, y: 2, x: 3}\nb: 2\na: 2\nb: 3\n";
    refused(text, 0, "x.yml:3:17: error: the key \"x\" is given twice, first in line 3");
    refused(text, 1, "x.yml:5:1: error: the key \"a\" is given twice, first in line 2");
    refused(text, 2, "x.yml:4:1: error: the key \"b\" is given twice, first in line 1");
    refused(text, 3, "x.yml:6:1: error: the key \"b\" is given twice");
    ck_assert_uint_eq(myn_diag_kept(diag), 4);
}
END_TEST

START_TEST(what_definitions_have_no_use_for)
{
    const char *text = "a: &x 1\nb: *x\nc: !t z\nd: &y [1]\ne: !m {f: 1}\n? [g]\n: 1\n? {h: 1}\n: 1\n";
    refused(text, 0, "x.yml:1:5: error: anchors");
    refused(text, 1, "x.yml:2:4: error: aliases");
    refused(text, 2, "x.yml:3:4: error: tags");
    refused(text, 3, "x.yml:4:5: error: anchors");
    refused(text, 4, "x.yml:5:4: error: tags");
    refused(text, 5, "x.yml:6:3: error: expected a plain word or a text in quotes as key");
    refused(text, 6, "x.yml:8:3: error: expected a plain word or a text in quotes as key");
    ck_assert_uint_eq(myn_diag_kept(diag), 7);
}
END_TEST

START_TEST(one_document_only)
{
    refused("a: 1\n---\nb: 2\n", 0, "x.yml:2:1: error: expected one document");
}
END_TEST

/* The parser's own complaints come with their place, and none goes to the terminal. */
static const struct {
    const char *text, *says;
} broken[] = {
    {"a: 1\nb: [x, y\nc: 3\n", "x.yml:4:1: error: this is not YAML: flow sequence without a closing bracket"},
    {"a: %x\n", "x.yml:1:4: error: this is not YAML: plain scalar cannot start with '%'"},
    {"a: \"\\q\"\n", "x.yml:1:5: error: this is not YAML: invalid escape"},
    {"a:\n\tb: 1\n", "x.yml:2:1: error: this is not YAML: tab character"},
    {"a: \"open\n", "x.yml:"},
    {"a: 1\n b: 2\n", "x.yml:1:4: error: this is not YAML"},
    {"a: *\n", "x.yml:1:"},
    {"}\n", "x.yml:1:1: error: this is not YAML"}};

START_TEST(broken_text)
{
    refused(broken[_i].text, 0, broken[_i].says);
}
END_TEST

START_TEST(bytes_that_are_no_text)
{
    ck_assert_int_eq(read_bytes("a: b\nc: d\xE9\n", 11), MYN_ERR_DATA);
    ck_assert_int_eq(read_bytes("a: b\n\0c: d\n", 11), MYN_ERR_DATA);
    ck_assert_int_eq(read_bytes("a: \001\n", 5), MYN_ERR_DATA);
    ck_assert_int_eq(read_bytes("\xFF\xFE"
                                "a\0:\0",
                                6),
                     MYN_ERR_DATA);
    ck_assert_int_eq(read_bytes("a: \"\\0\"\n", 8), MYN_ERR_DATA); /* an escaped zero byte */
    const size_t line[] = {2, 2, 1, 1, 1}, column[] = {5, 1, 4, 1, 4};
    ck_assert_uint_eq(myn_diag_kept(diag), 5);
    for (size_t i = 0; i < 5; i++) {
        ck_assert_uint_eq(myn_diag_at(diag, i)->place.line, line[i]);
        ck_assert_uint_eq(myn_diag_at(diag, i)->place.column, column[i]);
    }
}
END_TEST

/* N times OPEN, ended with CLOSE: of an attacker's making. */
static myn_status nested(const char *open, const char *close, size_t n)
{
    char *text = calloc(n + 1, strlen(open) + strlen(close));
    ck_assert_ptr_nonnull(text);
    char *end = text;
    for (size_t i = 0; i < n; i++) end = stpcpy(end, open);
    for (size_t i = 0; i < n; i++) end = stpcpy(end, close);
    myn_status status = read_bytes(text, strlen(text));
    free(text);
    return status;
}

START_TEST(deep_nesting)
{
    ck_assert_int_eq(nested("[", "]", 32), MYN_OK);
    myn_yaml_free(doc);
    doc = NULL;
    const char *const open[] = {"[", "[", "{a: ", "- ", "? ", "[\n"}, *const close[] = {"]", "", "}",
                                                                                        "",  "", ""};
    const size_t times[] = {33, 100000, 100000, 100000, 100000, 100000};
    for (size_t i = 0; i < 6; i++) {
        ck_assert_int_eq(nested(open[i], close[i], times[i]), MYN_ERR_DATA);
        ck_assert_uint_eq(myn_diag_kept(diag), i + 1);
        ck_assert_ptr_nonnull(strstr(myn_diag_at(diag, i)->text, "nested too deeply"));
    }
}
END_TEST

START_TEST(a_large_map)
{
    size_t n = 100000;
    char *text = malloc(n * 16), *end = text;
    for (size_t i = 0; i < n; i++) end += sprintf(end, "k%zu: %zu\n", i, i);
    ck_assert_int_eq(read_bytes(text, (size_t)(end - text)), MYN_OK);
    ck_assert_uint_eq(myn_yaml_root(doc)->count, n);
    at(&myn_yaml_root(doc)->item[n - 1], n, 9);
    free(text);
}
END_TEST

START_TEST(files_that_cannot_be_read)
{
    ck_assert_int_eq(myn_yaml_read("/nowhere/x.yml", "x.yml", diag, &doc), MYN_ERR_IO);
    ck_assert_ptr_null(doc);
    ck_assert_ptr_nonnull(strstr(myn_diag_at(diag, 0)->text, "No such file"));
    ck_assert_int_eq(myn_yaml_read("/tmp", "x.yml", diag, &doc), MYN_ERR_IO);
    FILE *out = fopen(file, "wb");
    for (size_t i = 0; i <= 4u << 20; i++) fputc('#', out);
    fclose(out);
    ck_assert_int_eq(myn_yaml_read(file, "x.yml", diag, &doc), MYN_ERR_DATA);
    ck_assert_ptr_nonnull(strstr(myn_diag_at(diag, 2)->text, "4 MiB"));
    ck_assert_int_eq(myn_yaml_read("/nowhere/x.yml", "x.yml", NULL, &doc), MYN_ERR_IO); /* no diag */
    myn_yaml_free(NULL);
}
END_TEST

START_TEST(texts_in_memory)
{
    ck_assert_int_eq(myn_yaml_read_text("a: 1\nb: 2", 4, "x.yml", diag, &doc), MYN_OK);
    ck_assert_uint_eq(myn_yaml_root(doc)->count, 1);
    myn_yaml_free(doc);
    ck_assert_int_eq(myn_yaml_read_text("", 0, "x.yml", diag, &doc), MYN_OK);
    ck_assert_uint_eq(myn_yaml_root(doc)->count, 0);
    myn_yaml_free(doc);
    ck_assert_int_eq(myn_yaml_read_text("]", 1, "x.yml", diag, &doc), MYN_ERR_DATA);
}
END_TEST

START_TEST(problems_without_a_diag)
{
    FILE *out = fopen(file, "wb");
    fputs("a: 1\na: 2\n", out);
    fclose(out);
    ck_assert_int_eq(myn_yaml_read(file, "x.yml", NULL, &doc), MYN_ERR_DATA);
    /* an older problem in the diag is not this file's */
    myn_diag_add(diag, MYN_ERROR, (myn_place){0}, "older");
    ck_assert_int_eq(read_bytes("a: 1\n", 5), MYN_OK);
}
END_TEST

START_TEST(taking_values)
{
    const myn_yaml *root = read_text(
        "real: -1.5e3\nwhole: 7\nflag: true\nno: false\ntext: \"7\"\nword: max\nnull: ~\n");
    double real = 0;
    long whole = 0;
    bool flag = false, no = true;
    const char *text = NULL;
    int choice = -1;
    const char *const words[] = {"min", "max", NULL};
    ck_assert(myn_yaml_real(myn_yaml_get(root, "real"), diag, &real) && real == -1500);
    ck_assert(myn_yaml_real(myn_yaml_get(root, "whole"), diag, &real) && real == 7);
    ck_assert(myn_yaml_whole(myn_yaml_get(root, "whole"), diag, &whole) && whole == 7);
    ck_assert(myn_yaml_flag(myn_yaml_get(root, "flag"), diag, &flag) && flag);
    ck_assert(myn_yaml_flag(myn_yaml_get(root, "no"), diag, &no) && !no);
    ck_assert(myn_yaml_text(myn_yaml_get(root, "text"), diag, &text) && strcmp(text, "7") == 0);
    ck_assert(myn_yaml_text(myn_yaml_get(root, "whole"), diag, &text) && strcmp(text, "7") == 0);
    ck_assert(myn_yaml_choice(myn_yaml_get(root, "word"), words, diag, &choice) && choice == 1);
    const myn_yaml *none[] = {NULL, myn_yaml_get(root, "null")};
    for (size_t i = 0; i < 2; i++) {
        ck_assert(!myn_yaml_real(none[i], diag, &real) && !myn_yaml_whole(none[i], diag, &whole));
        ck_assert(!myn_yaml_flag(none[i], diag, &flag) && !myn_yaml_text(none[i], diag, &text));
        ck_assert(!myn_yaml_choice(none[i], words, diag, &choice));
        myn_yaml_known(none[i], "thing", words, diag);
    }
    ck_assert_uint_eq(myn_diag_kept(diag), 0);
    ck_assert(real == 7 && whole == 7 && flag && choice == 1);
}
END_TEST

START_TEST(values_of_another_kind)
{
    const myn_yaml *root = read_text("a: \"7\"\nb: 7.5\nc: yes\nd: [1]\ne: mid\nf: nan\ng: 1e300\nh: 0x10\n");
    double real = 5;
    long whole = 5;
    bool flag = true;
    const char *text = "5";
    int choice = 5;
    const char *const words[] = {"min", "max", NULL};
    ck_assert(!myn_yaml_real(myn_yaml_get(root, "a"), diag, &real));
    ck_assert(!myn_yaml_whole(myn_yaml_get(root, "b"), diag, &whole));
    ck_assert(!myn_yaml_flag(myn_yaml_get(root, "c"), diag, &flag));
    ck_assert(!myn_yaml_text(myn_yaml_get(root, "d"), diag, &text));
    ck_assert(!myn_yaml_choice(myn_yaml_get(root, "e"), words, diag, &choice));
    ck_assert(!myn_yaml_real(myn_yaml_get(root, "f"), diag, &real));
    ck_assert(!myn_yaml_whole(myn_yaml_get(root, "g"), diag, &whole));
    ck_assert(!myn_yaml_real(myn_yaml_get(root, "h"), diag, &real));
    ck_assert(real == 5 && whole == 5 && flag && choice == 5 && strcmp(text, "5") == 0);
    const char *const says[] = {
        "expected a number, found \"7\" in quotes", "expected a whole number, found \"7.5\"",
        "expected true or false, found \"yes\"",    "expected a text, found a list",
        "expected one of min, max, found \"mid\"",  "expected a number, found \"nan\"",
        "expected a whole number, found \"1e300\"", "expected a number, found \"0x10\""};
    for (size_t i = 0; i < 8; i++) {
        ck_assert_str_eq(myn_diag_at(diag, i)->text, says[i]);
        ck_assert_uint_eq(myn_diag_at(diag, i)->place.line, i + 1);
        ck_assert_uint_eq(myn_diag_at(diag, i)->place.column, 4);
    }
}
END_TEST

START_TEST(unknown_keys)
{
    const myn_yaml *root = read_text("decimal: 1\nqzx: 2\nlist: [a]\ndecimals: 3\n");
    const char *const keys[] = {"decimals", "list", NULL};
    myn_yaml_known(root, "publish", keys, diag);
    myn_yaml_known(myn_yaml_get(root, "list"), "list", keys, diag);
    ck_assert_uint_eq(myn_diag_kept(diag), 3);
    ck_assert_str_eq(myn_diag_at(diag, 0)->text,
                     "unknown key \"decimal\" in publish: did you mean \"decimals\"?");
    ck_assert_uint_eq(myn_diag_at(diag, 0)->place.line, 1);
    ck_assert_str_eq(myn_diag_at(diag, 1)->text,
                     "unknown key \"qzx\" in publish: expected one of decimals, list");
    ck_assert_str_eq(myn_diag_at(diag, 2)->text, "expected a map ({key: value}) for list, found a list");
}
END_TEST

Suite *suite(void)
{
    Suite *all = suite_create("yaml");
    TCase *group = tcase_create("yaml");
    tcase_add_checked_fixture(group, begin, finish);
    tcase_add_test(group, a_tree_with_places);
    tcase_add_test(group, what_counts_as_nothing);
    tcase_add_test(group, empty_files_are_empty_maps);
    tcase_add_test(group, a_byte_order_mark_and_windows_line_ends);
    tcase_add_test(group, texts_over_several_lines);
    tcase_add_test(group, every_key_given_twice);
    tcase_add_test(group, what_definitions_have_no_use_for);
    tcase_add_test(group, one_document_only);
    tcase_add_loop_test(group, broken_text, 0, sizeof broken / sizeof *broken);
    tcase_add_test(group, bytes_that_are_no_text);
    tcase_add_test(group, deep_nesting);
    tcase_add_test(group, a_large_map);
    tcase_add_test(group, files_that_cannot_be_read);
    tcase_add_test(group, texts_in_memory);
    tcase_add_test(group, problems_without_a_diag);
    tcase_add_test(group, taking_values);
    tcase_add_test(group, values_of_another_kind);
    tcase_add_test(group, unknown_keys);
    suite_add_tcase(all, group);
    return all;
}
