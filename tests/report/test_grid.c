/* Grids and their forms. Expected texts are written out by hand from RFC 4180, RFC 8259 and GitHub's tables;
 * widths are those of the Unicode Character Database (East Asian Width). */
#include "report/gather.h"
#include "suite.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const myn_grid_column columns[] = {{"area", false}, {"score", true}, {"note", false}};

static myn_grid *grid_of(const char *title)
{
    myn_grid *grid = NULL;
    ck_assert_int_eq(myn_grid_new(title, columns, 3, &grid), MYN_OK);
    return grid;
}

/* Two rows with what makes trouble: a quote, a comma, a line end, accents, nothing. */
static myn_grid *troubled(void)
{
    myn_grid *grid = grid_of(NULL);
    myn_grid_text(grid, "Ynys Môn");
    myn_grid_number(grid, 5.125, 2);
    myn_grid_text(grid, "a \"b\", c\nd|e");
    myn_grid_text(grid, "");
    myn_grid_number(grid, NAN, 2);
    myn_grid_text(grid, NULL);
    return grid;
}

typedef myn_status (*Form)(const myn_grid *grid, const myn_sink *sink);

static void expect(myn_grid *grid, Form form, const char *expected)
{
    myn_buffer text = {0};
    myn_sink sink = gather_into(&text);
    ck_assert_int_eq(form(grid, &sink), MYN_OK);
    ck_assert_str_eq(text.at, expected);
    ck_assert_int_eq(form(grid, &refusing), MYN_ERR_IO);
    myn_buffer_free(&text);
    myn_grid_free(grid);
}

static void expect_terminal(myn_grid *grid, myn_terminal how, const char *expected)
{
    myn_buffer text = {0};
    myn_sink sink = gather_into(&text);
    ck_assert_int_eq(myn_grid_terminal(grid, &how, &sink), MYN_OK);
    ck_assert_str_eq(text.at, expected);
    ck_assert_int_eq(myn_grid_terminal(grid, &how, &refusing), MYN_ERR_IO);
    myn_buffer_free(&text);
    myn_grid_free(grid);
}

START_TEST(counts_rows)
{
    myn_grid *grid = grid_of("t");
    ck_assert_uint_eq(grid->rows, 0);
    myn_grid_count(grid, 0);
    ck_assert_uint_eq(grid->rows, 1);
    ck_assert_str_eq(grid->cell[0], "0");
    for (int i = 0; i < 2 + 3 * 99; i++) myn_grid_count(grid, SIZE_MAX);
    ck_assert_uint_eq(grid->rows, 100);
    ck_assert_str_eq(grid->cell[299], "18446744073709551615"); /* 2^64 - 1 */
    ck_assert(!grid->failed);
    myn_grid_free(grid);
    myn_grid_free(NULL);
}
END_TEST

START_TEST(refuses_no_columns)
{
    myn_grid *grid = NULL;
    ck_assert_int_eq(myn_grid_new(NULL, columns, 0, &grid), MYN_ERR_ARGUMENT);
    ck_assert_ptr_null(grid);
}
END_TEST

START_TEST(numbers_shortest_or_rounded)
{
    myn_grid *grid = grid_of(NULL);
    myn_grid_number(grid, 0.1, -1);
    myn_grid_number(grid, 2.675, 2); /* halves of the shortest form go away from zero */
    myn_grid_number(grid, -1, 3);
    ck_assert_str_eq(grid->cell[0], "0.1");
    ck_assert_str_eq(grid->cell[1], "2.68");
    ck_assert_str_eq(grid->cell[2], "-1.000");
    myn_grid_free(grid);
}
END_TEST

START_TEST(csv)
{
    expect(troubled(), myn_grid_csv, "area,score,note\nYnys Môn,5.13,\"a \"\"b\"\", c\nd|e\"\n,,\n");
    expect(grid_of(NULL), myn_grid_csv, "area,score,note\n");
}
END_TEST

START_TEST(json)
{
    expect(troubled(), myn_grid_json,
           "[\n{\"area\": \"Ynys Môn\", \"score\": 5.13, \"note\": \"a \\\"b\\\", c\\nd|e\"},\n"
           "{\"area\": \"\", \"score\": null, \"note\": null}\n]\n");
    expect(grid_of(NULL), myn_grid_json, "[]\n");
}
END_TEST

START_TEST(json_number_column_with_text)
{
    myn_grid *grid = grid_of(NULL);
    myn_grid_text(grid, "x");
    myn_grid_text(grid, "5 of 22");
    myn_grid_text(grid, "1");
    expect(grid, myn_grid_json, "[\n{\"area\": \"x\", \"score\": \"5 of 22\", \"note\": \"1\"}\n]\n");
    grid = grid_of(NULL);
    myn_grid_text(grid, "x");
    myn_grid_number(grid, INFINITY, -1); /* JSON has no such number */
    expect(grid, myn_grid_json, "[\n{\"area\": \"x\", \"score\": \"inf\", \"note\": null}\n]\n");
}
END_TEST

START_TEST(markdown)
{
    expect(troubled(), myn_grid_markdown,
           "| area | score | note |\n|---|---:|---|\n| Ynys Môn | 5.13 | a \"b\", c d\\|e |\n|  |  |  |\n");
    expect(grid_of("A | b"), myn_grid_markdown, "## A \\| b\n\n| area | score | note |\n|---|---:|---|\n");
}
END_TEST

START_TEST(terminal_aligned)
{
    myn_grid *grid = grid_of("Title");
    myn_grid_text(grid, "Ynys Môn"); /* 8 columns in 9 bytes */
    myn_grid_number(grid, 5, 1);
    myn_grid_text(grid, "x");
    myn_grid_text(grid, "日本"); /* 4 columns in 6 bytes */
    myn_grid_number(grid, -10.25, 2);
    myn_grid_text(grid, NULL);
    expect_terminal(grid, (myn_terminal){false, 0},
                    "Title\narea       score  note\nYnys Môn     5.0  x\n日本      -10.25\n");
}
END_TEST

START_TEST(terminal_leaves_empty_columns_out)
{
    myn_grid *grid = grid_of(NULL);
    myn_grid_text(grid, "x");
    myn_grid_text(grid, NULL);
    myn_grid_text(grid, "y");
    expect_terminal(grid, (myn_terminal){false, 0}, "area  note\nx     y\n");
    expect_terminal(grid_of(NULL), (myn_terminal){false, 0}, "area  score  note\n");
}
END_TEST

START_TEST(terminal_cut_to_width)
{
    myn_grid *grid = grid_of(NULL);
    myn_grid_text(grid, "Rhondda Cynon Taf");
    myn_grid_number(grid, 123456, 0);
    myn_grid_text(grid, "short");
    /* 17 + 2 + 6 + 2 + 5 = 32: the longest text gives 12, the number nothing */
    expect_terminal(grid, (myn_terminal){false, 20}, "area     score  note\nRhond…  123456  short\n");
}
END_TEST

START_TEST(terminal_cut_keeps_a_little)
{
    myn_grid *grid = grid_of(NULL);
    myn_grid_text(grid, "Rhondda Cynon Taf");
    myn_grid_number(grid, 1, 0);
    myn_grid_text(grid, "Merthyr Tydfil");
    expect_terminal(grid, (myn_terminal){false, 1}, "area    score  note\nRhond…      1  Merth…\n");
}
END_TEST

START_TEST(terminal_colours)
{
    myn_grid *grid = grid_of(NULL);
    myn_grid_text(grid, "x");
    myn_grid_number(grid, 1, 0);
    myn_grid_text(grid, "low");
    myn_grid_style(grid, MYN_STYLE_STEP);
    expect_terminal(grid, (myn_terminal){true, 0},
                    "\033[1marea\033[0m  \033[1mscore\033[0m  \033[1mnote\033[0m\n"
                    "x         1  \033[38;5;166mlow\033[0m\n");
}
END_TEST

/* Control characters in a name from a file could drive the reader's terminal. */
START_TEST(terminal_disarms)
{
    myn_grid *grid = grid_of(NULL);
    myn_grid_text(grid, "a\033[2Jb\x7f");
    myn_grid_number(grid, 1, 0);
    myn_grid_text(grid, "c\xc2\x9b"
                        "d\ne"); /* U+009B is a control sequence of one character */
    expect_terminal(grid, (myn_terminal){false, 0}, "area     score  note\na [2Jb       1  c d e\n");
}
END_TEST

Suite *suite(void)
{
    Suite *s = suite_create("grid");
    TCase *t = tcase_create("grid");
    tcase_add_test(t, counts_rows);
    tcase_add_test(t, refuses_no_columns);
    tcase_add_test(t, numbers_shortest_or_rounded);
    tcase_add_test(t, csv);
    tcase_add_test(t, json);
    tcase_add_test(t, json_number_column_with_text);
    tcase_add_test(t, markdown);
    tcase_add_test(t, terminal_aligned);
    tcase_add_test(t, terminal_leaves_empty_columns_out);
    tcase_add_test(t, terminal_cut_to_width);
    tcase_add_test(t, terminal_cut_keeps_a_little);
    tcase_add_test(t, terminal_colours);
    tcase_add_test(t, terminal_disarms);
    suite_add_tcase(s, t);
    return s;
}
