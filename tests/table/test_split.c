/* Our scanner against libcsv over the same texts: the same rows, the same fields, the same refusals, however
 * the text is cut into blocks. */
#include "suite.h"
#include "table/split.h"
#include <csv.h>
#include <mynegai/stream.h>
#include <mynegai/text.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    myn_buffer rows; /* fields end in '|', rows in '\n'; bytes that would clash are escaped */
    size_t refused;
} Seen;

static void put_field(Seen *seen, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        myn_buffer_format(&seen->rows, strchr("|\n\\", text[i]) ? "\\%c" : "%c", text[i]);
    myn_buffer_put(&seen->rows, "|");
}

static myn_status take_row(void *ctx, const myn_csv_line *line)
{
    Seen *seen = ctx;
    for (size_t i = 0; i < line->count; i++) put_field(seen, line->field[i].at, line->field[i].length);
    if (line->count) myn_buffer_put(&seen->rows, "\n");
    return MYN_OK;
}

static void take_refused(void *ctx, size_t line, size_t column, const char *why)
{
    (void)line, (void)column, (void)why;
    ((Seen *)ctx)->refused++;
}

static void oracle_field(void *text, size_t length, void *ctx)
{
    put_field(ctx, text, length);
}

static void oracle_row(int end, void *ctx)
{
    (void)end;
    myn_buffer_put(&((Seen *)ctx)->rows, "\n");
}

static Seen by_libcsv(const char *text, size_t length, char delimiter)
{
    Seen seen = {0};
    struct csv_parser parser;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&parser, (unsigned char)delimiter);
    myn_buffer_put(&seen.rows, "");
    if (csv_parse(&parser, text, length, oracle_field, oracle_row, &seen) != length ||
        csv_fini(&parser, oracle_field, oracle_row, &seen) != 0)
        seen.refused = 1;
    csv_free(&parser);
    return seen;
}

/* Each block is a copy of its own size, so that a sanitizer sees any step outside it. */
static Seen by_us(const char *text, size_t length, char delimiter, size_t step)
{
    Seen seen = {0};
    Splitter splitter;
    myn_buffer_put(&seen.rows, "");
    ck_assert_int_eq(splitter_begin(&splitter, delimiter, (RowSink){take_row, take_refused, &seen}), MYN_OK);
    for (size_t at = 0; at < length && !splitter.stopped; at += step) {
        size_t size = length - at < step ? length - at : step;
        char *block = malloc(size);
        memcpy(block, text + at, size);
        ck_assert_int_eq(splitter_feed(&splitter, block, size), MYN_OK);
        free(block);
    }
    ck_assert_int_eq(splitter_end(&splitter), MYN_OK);
    splitter_free(&splitter);
    return seen;
}

static void compare(const char *text, size_t length, char delimiter, size_t step)
{
    Seen theirs = by_libcsv(text, length, delimiter), ours = by_us(text, length, delimiter, step);
    ck_assert_msg(!theirs.refused == !ours.refused, "refused %zu, libcsv %zu, steps of %zu, of\n%.*s",
                  ours.refused, theirs.refused, step, (int)length, text);
    if (!theirs.refused)
        ck_assert_msg(strcmp(theirs.rows.at, ours.rows.at) == 0, "ours\n%s\nlibcsv\n%s\nof\n%.*s",
                      ours.rows.at, theirs.rows.at, (int)length, text);
    myn_buffer_free(&theirs.rows);
    myn_buffer_free(&ours.rows);
}

static void random_texts(const char *alphabet, size_t count, size_t most, char delimiter, uint64_t job)
{
    myn_stream stream = myn_stream_at(20190101, job);
    char text[400];
    size_t letters = strlen(alphabet);
    for (size_t i = 0; i < count; i++) {
        size_t length = myn_stream_bits(&stream) % most;
        for (size_t j = 0; j < length; j++) text[j] = alphabet[myn_stream_bits(&stream) % letters];
        size_t steps[] = {1, 2 + myn_stream_bits(&stream) % 9, 64, length + 1};
        for (size_t j = 0; j < 4; j++) compare(text, length, delimiter, steps[j]);
    }
}

START_TEST(without_quotes)
{
    random_texts("ab1 \t,,,\n\r", 500, 300, ',', 1);
}
END_TEST

START_TEST(with_quotes)
{
    random_texts("ab \t,,\n\r\"", 5000, 12, ',', 2);
    random_texts("a,\"\"", 5000, 12, ',', 3);
}
END_TEST

START_TEST(other_delimiters)
{
    random_texts("a ,;\n\"", 1500, 20, ';', 4);
    random_texts("a \t\t\n\r\"", 1500, 20, '\t', 5);
}
END_TEST

/* Rows as writers make them: sound fields, quoted where they must be or for no reason. */
START_TEST(sound_rows)
{
    static const char *const field[] = {
        "W06000024", "12.5",  "",           "\"x, y\"", "\"a \"\"b\"\"\"",
        "\"\"",      " pad ", "\"1\r\n2\"", "\"\n\"",   "plain text of some length"};
    myn_stream stream = myn_stream_at(20190101, 6);
    for (int i = 0; i < 500; i++) {
        myn_buffer text = {0};
        for (int j = 0; j < 60; j++) {
            myn_buffer_put(&text, field[myn_stream_bits(&stream) % 10]);
            myn_buffer_put(&text, myn_stream_bits(&stream) % 4 ? "," : i % 2 ? "\r\n" : "\n");
        }
        Seen theirs = by_libcsv(text.at, text.length, ',');
        ck_assert_uint_eq(theirs.refused, 0);
        myn_buffer_free(&theirs.rows);
        compare(text.at, text.length, ',', 1 + myn_stream_bits(&stream) % 100);
        myn_buffer_free(&text);
    }
}
END_TEST

Suite *suite(void)
{
    Suite *all = suite_create("table/split");
    TCase *one = tcase_create("split");
    tcase_set_timeout(one, 120);
    tcase_add_test(one, without_quotes);
    tcase_add_test(one, with_quotes);
    tcase_add_test(one, other_delimiters);
    tcase_add_test(one, sound_rows);
    suite_add_tcase(all, one);
    return all;
}
