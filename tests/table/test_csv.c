/* Files as they come, read row by row: expected rows and problems follow from RFC 4180 and the contract in
 * csv.h. */
#include "table/scratch.h"

/* Rows as they were delivered: "line:a|b|c" each. */
static myn_status note_row(void *ctx, const myn_csv_line *line)
{
    myn_buffer *rows = ctx;
    myn_buffer_format(rows, "%zu:", line->line);
    for (size_t i = 0; i < line->count; i++) {
        if (i) myn_buffer_put(rows, "|");
        myn_buffer_add(rows, line->field[i].at, line->field[i].length);
    }
    myn_buffer_put(rows, "\n");
    return MYN_OK;
}

typedef struct {
    const char *name, *text;
    size_t size; /* 0: strlen */
    const char *rows, *problems;
    myn_status status;
    myn_dialect dialect; /* delimiter 0: the default */
} Case;

#define LF_ROWS "1:a|b\n2:1|2\n3:3|4\n"

static const Case cases[] = {
    {"line feeds", "a,b\n1,2\n3,4\n", 0, LF_ROWS, "", MYN_OK, {0}},
    {"carriage returns and line feeds", "a,b\r\n1,2\r\n3,4\r\n", 0, LF_ROWS, "", MYN_OK, {0}},
    {"carriage returns", "a,b\r1,2\r3,4\r", 0, LF_ROWS, "", MYN_OK, {0}},
    {"no final line end", "a,b\n1,2\n3,4", 0, LF_ROWS, "", MYN_OK, {0}},
    {"a final carriage return", "a,b\n1,2\n3,4\r", 0, LF_ROWS, "", MYN_OK, {0}},
    {"blank lines", "a,b\n\n1,2\n  \n\n3,4\n\n", 0, "1:a|b\n3:1|2\n6:3|4\n", "", MYN_OK, {0}},
    {"empty fields are no blank line", "a,b\n,\n", 0, "1:a|b\n2:|\n", "", MYN_OK, {0}},
    {"an empty field in quotes is no blank line", "a\n\"\"\n", 0, "1:a\n2:\n", "", MYN_OK, {0}},
    {"blanks around fields", " a , b\t\n 1 ,\t2\n", 0, "1:a|b\n2:1|2\n", "", MYN_OK, {0}},
    {"blanks inside quotes stay", "a,b\n\" 1 \", \"2\" \n", 0, "1:a|b\n2: 1 |2\n", "", MYN_OK, {0}},
    {"blanks inside the header's quotes go", "\" a\",\"b \"\n1,2\n", 0, "1:a|b\n2:1|2\n", "", MYN_OK, {0}},
    {"quotes",
     "a,b\n\"x, \"\"y\"\"\",\"two\nlines\"\n5,6\n",
     0,
     "1:a|b\n2:x, \"y\"|two\nlines\n4:5|6\n",
     "",
     MYN_OK,
     {0}},
    {"a line end of two bytes inside quotes",
     "a,b\r\n\"1\r\n2\",3\r\n4,5",
     0,
     "1:a|b\n2:1\r\n2|3\n4:4|5\n",
     "",
     MYN_OK,
     {0}},
    {"byte-order mark",
     "\xef\xbb\xbf"
     "a,b\n1,2\n",
     0,
     "1:a|b\n2:1|2\n",
     "",
     MYN_OK,
     {0}},
    {"byte-order mark before quotes", "\xef\xbb\xbf\"a\",b\n1,2\n", 0, "1:a|b\n2:1|2\n", "", MYN_OK, {0}},
    {"UTF-8", "a\nYnys M\xc3\xb4n\n", 0, "1:a\n2:Ynys M\xc3\xb4n\n", "", MYN_OK, {0}},
    /* CP1252.TXT: 80 is U+20AC, 92 is U+2019, f4 is U+00F4 */
    {"Windows-1252 by its bytes",
     "a\nx\nYnys M\xf4n\x92s \x80"
     "5\n",
     0,
     "1:a\n2:x\n3:Ynys M\xc3\xb4n\xe2\x80\x99s \xe2\x82\xac"
     "5\n",
     "t.csv:3: note: not UTF-8 from here; the whole file is read as Windows-1252 (`encoding: windows-1252` "
     "settles it)\n",
     MYN_OK,
     {0}},
    {"Windows-1252 where UTF-8 came before",
     "a\n\xc3\xb4\n\xf4\n",
     0,
     "1:a\n2:\xc3\x83\xc2\xb4\n3:\xc3\xb4\n",
     "t.csv:3: note: not UTF-8 from here; the whole file is read as Windows-1252 (`encoding: windows-1252` "
     "settles it)\n",
     MYN_OK,
     {0}},
    {"Windows-1252 as asked",
     "a\n\xc3\xb4\n",
     0,
     "1:a\n2:\xc3\x83\xc2\xb4\n",
     "",
     MYN_OK,
     {',', MYN_ENCODING_WINDOWS_1252, 1, NULL, 0}},
    {"a byte that Windows-1252 has not",
     "a,b\n1,\x81\n2,3\n",
     0,
     "1:a|b\n3:2|3\n",
     "t.csv:2:2: error: byte 81 is not valid in Windows-1252; check `encoding`\n",
     MYN_ERR_DATA,
     {',', MYN_ENCODING_WINDOWS_1252, 1, NULL, 0}},
    {"not UTF-8 as asked",
     "a,b\n1,M\xf4n\n2,3\n",
     0,
     "1:a|b\n3:2|3\n",
     "t.csv:2:2: error: byte f4 is not valid in UTF-8; check `encoding`\n",
     MYN_ERR_DATA,
     {',', MYN_ENCODING_UTF8, 1, NULL, 0}},
    {"a cut character at the end",
     "a\nx\xc3",
     0,
     "1:a\n",
     "t.csv:2:1: error: byte c3 is not valid in UTF-8; check `encoding`\n",
     MYN_ERR_DATA,
     {',', MYN_ENCODING_UTF8, 1, NULL, 0}},
    {"a byte-order mark and then no UTF-8",
     "\xef\xbb\xbf"
     "a\nM\xf4n\n",
     0,
     "1:a\n",
     "t.csv:2:1: error: byte f4 is not valid in UTF-8; check `encoding`\n",
     MYN_ERR_DATA,
     {0}},
    {"semicolons", "a;b\n1,5;2\n", 0, "1:a|b\n2:1,5|2\n", "", MYN_OK, {';', MYN_ENCODING_AUTO, 1, NULL, 0}},
    {"tabs", "a\tb\n1 \t\n", 0, "1:a|b\n2:1|\n", "", MYN_OK, {'\t', MYN_ENCODING_AUTO, 1, NULL, 0}},
    {"header in the third row",
     "Title, with a comma\n\na,b\n1,2\n",
     0,
     "3:a|b\n4:1|2\n",
     "",
     MYN_OK,
     {',', MYN_ENCODING_AUTO, 3, NULL, 0}},
    {"text before the header may be malformed",
     "5\" pipes\na,b\n1,2\n",
     0,
     "2:a|b\n3:1|2\n",
     "",
     MYN_OK,
     {',', MYN_ENCODING_AUTO, 2, NULL, 0}},
    {"header by its first name",
     "x,y,z\na,b\n1,2\na,3\n",
     0,
     "2:a|b\n3:1|2\n4:a|3\n",
     "",
     MYN_OK,
     {',', MYN_ENCODING_AUTO, 1, "a", 0}},
    {"sub-headers",
     "a,b\nunit,%,x\n1,2\n",
     0,
     "1:a|b\n3:1|2\n",
     "",
     MYN_OK,
     {',', MYN_ENCODING_AUTO, 1, NULL, 1}},
    {"no such header",
     "x\n1\n",
     0,
     "",
     "t.csv: error: no row begins with 'a', which `header` gives as the first column name\n",
     MYN_ERR_DATA,
     {',', MYN_ENCODING_AUTO, 1, "a", 0}},
    {"header beyond the end",
     "x\n1\n",
     0,
     "",
     "t.csv: error: the file ends before its header\n",
     MYN_ERR_DATA,
     {',', MYN_ENCODING_AUTO, 9, NULL, 0}},
    {"blank header",
     "\na\n1\n",
     0,
     "",
     "t.csv:1: error: this row should hold the column names and is blank\n",
     MYN_ERR_DATA,
     {0}},
    {"malformed header",
     "a\"b\n1\n",
     0,
     "",
     "t.csv:1:1: error: a quote inside a field that does not begin with one; put the field in quotes and "
     "double the "
     "quotes inside it\n",
     MYN_ERR_DATA,
     {0}},
    {"empty", "", 0, "", "t.csv: error: the file is empty\n", MYN_ERR_DATA, {0}},
    {"only a header", "a,b\n", 0, "1:a|b\n", "t.csv: error: a header and no rows\n", MYN_ERR_DATA, {0}},
    {"only a header and blank lines",
     "a,b\n\n\n",
     0,
     "1:a|b\n",
     "t.csv: error: a header and no rows\n",
     MYN_ERR_DATA,
     {0}},
    {"too few fields and too many",
     "a,b,c\n1,2\n1,2,3\n1,2,3,4\nx\n",
     0,
     "1:a|b|c\n3:1|2|3\n",
     "t.csv:2: error: 2 fields where the header has 3\nt.csv:4: error: 4 fields where the header has 3\n"
     "t.csv:5: error: 1 field where the header has 3\n",
     MYN_ERR_DATA,
     {0}},
    {"a quote that is never closed",
     "a,b\n1,2\n3,\"x\n4,5\n6,7\n",
     0,
     "1:a|b\n2:1|2\n",
     "t.csv:3:2: error: the quote that opens here is never closed; what follows it cannot be read\n",
     MYN_ERR_DATA,
     {0}},
    {"text after a closing quote",
     "a,b\n1,\"x\"y\n3,4\n",
     0,
     "1:a|b\n3:3|4\n",
     "t.csv:2:2: error: text after a closing quote; double a quote that is part of the text\n",
     MYN_ERR_DATA,
     {0}},
    {"text after a quote on a later line",
     "a,b\n1,\"x\ny\"z\n3,4\n",
     0,
     "1:a|b\n4:3|4\n",
     "t.csv:3:2: error: text after a closing quote; double a quote that is part of the text\n",
     MYN_ERR_DATA,
     {0}},
    {"a quote inside a field",
     "a,b\n5\" pipe,1\n3,4\n",
     0,
     "1:a|b\n3:3|4\n",
     "t.csv:2:1: error: a quote inside a field that does not begin with one; put the field in quotes and "
     "double the "
     "quotes inside it\n",
     MYN_ERR_DATA,
     {0}},
    {"NUL",
     "a,b\n1,\0\n3,4\n",
     12,
     "1:a|b\n3:3|4\n",
     "t.csv:2:2: error: a NUL byte; this is not a text file\n",
     MYN_ERR_DATA,
     {0}},
    {"UTF-16 with its mark",
     "\xff\xfe"
     "a\0\n\0",
     6,
     "",
     "t.csv:1: error: the file is UTF-16 (as spreadsheets write \"Unicode text\"); save it as CSV UTF-8\n",
     MYN_ERR_DATA,
     {0}},
    {"UTF-16 the other way round",
     "\xfe\xff\0a\0\n",
     6,
     "",
     "t.csv:1: error: the file is UTF-16 (as spreadsheets write \"Unicode text\"); save it as CSV UTF-8\n",
     MYN_ERR_DATA,
     {0}},
    {"UTF-16 without a mark",
     "a\0,\0b\0\n\0001\0,\0002\0\n\0",
     16,
     "",
     "t.csv:1: error: the file is UTF-16 (as spreadsheets write \"Unicode text\"); save it as CSV UTF-8\n",
     MYN_ERR_DATA,
     {0}},
};

START_TEST(reads_or_says_why)
{
    const Case *one = &cases[_i];
    const char *path = scratch_bytes("t.csv", one->text, one->size ? one->size : strlen(one->text));
    myn_dialect dialect = one->dialect.delimiter ? one->dialect : myn_dialect_default();
    myn_diag *diag = new_diag();
    myn_buffer rows = {0};
    myn_buffer_put(&rows, "");
    myn_csv_info info;
    myn_status status = myn_csv_read(path, "t.csv", &dialect, note_row, &rows, NULL, diag, &info);
    char *problems = problems_of(diag);
    ck_assert_msg(strcmp(rows.at, one->rows) == 0, "%s: rows\n%s", one->name, rows.at);
    ck_assert_msg(strcmp(problems, one->problems) == 0, "%s: problems\n%s", one->name, problems);
    ck_assert_msg(status == one->status, "%s: status %d", one->name, status);
    free(problems);
    myn_buffer_free(&rows);
    myn_diag_free(diag);
}
END_TEST

static myn_status read_text(const char *text, myn_csv_info *info, myn_buffer *rows)
{
    myn_dialect dialect = myn_dialect_default();
    return myn_csv_read(scratch_text("t.csv", text), "t.csv", &dialect, note_row, rows, NULL, NULL, info);
}

START_TEST(counts)
{
    myn_buffer rows = {0};
    myn_csv_info info;
    myn_dialect dialect = myn_dialect_default();
    dialect.skip_after_header = 1;
    const char *path = scratch_text("t.csv", "a,b\n%,%\n\n1,2\n\n3\n\"4\",5\n");
    ck_assert_int_eq(myn_csv_read(path, "t.csv", &dialect, note_row, &rows, NULL, NULL, &info), MYN_ERR_DATA);
    ck_assert_uint_eq(info.rows, 3); /* the ragged one too */
    ck_assert_uint_eq(info.blank, 2);
    ck_assert_uint_eq(info.sub_headers, 1);
    ck_assert_uint_eq(info.bytes, 22);
    ck_assert_int_eq(info.encoding, MYN_ENCODING_UTF8);
    myn_buffer_free(&rows);
}
END_TEST

START_TEST(digest_is_the_file_s)
{
    /* printf 'a,b\n1,2\n' | sha256sum */
    myn_buffer rows = {0};
    myn_csv_info info;
    ck_assert_int_eq(read_text("a,b\n1,2\n", &info, &rows), MYN_OK);
    ck_assert_str_eq(info.sha256, "492d5ea496056f1a6a6592241032fab764c321596317930b4fa0e1e8bc3b7470");
    myn_buffer_free(&rows);
}
END_TEST

static myn_status count_row(void *ctx, const myn_csv_line *line)
{
    size_t *sum = ctx;
    for (size_t i = 0; i < line->count; i++) sum[1] += line->field[i].length;
    sum[0]++;
    return MYN_OK;
}

/* Long enough for the second thread, with rows, quotes and line ends across every block: 1,300,000 rows of 7
 * to 15 bytes. Digest: python3 hashlib over the same text. */
START_TEST(long_file)
{
    myn_buffer text = {0};
    myn_buffer_put(&text, "a,b\n");
    for (int i = 0; i < 1300000; i++) myn_buffer_format(&text, i % 3 ? "%d,x\r\n" : "\"%d\",\"y\n\"\r\n", i);
    ck_assert(!text.failed);
    const char *path = scratch_bytes("long.csv", text.at, text.length);
    myn_dialect dialect = myn_dialect_default();
    myn_csv_info info;
    size_t sum[2] = {0, 0};
    ck_assert_int_eq(myn_csv_read(path, "long.csv", &dialect, count_row, sum, NULL, NULL, &info), MYN_OK);
    ck_assert_uint_eq(info.rows, 1300000);
    ck_assert_uint_eq(sum[0], 1300001);
    ck_assert_uint_eq(sum[1], 9722226);
    ck_assert_uint_eq(info.bytes, 15355564);
    ck_assert_str_eq(info.sha256, "f91dbd56d5d8167d0ec9839886d6b6a850bb46d8e306deea722d8c8225f66d34");
    myn_buffer_free(&text);
}
END_TEST

/* Non-ASCII bytes far into the file: what came before must be the same, and the decision looks at the whole.
 */
START_TEST(encoding_is_the_whole_file_s)
{
    for (int bad = 0; bad < 2; bad++) {
        myn_buffer text = {0}, rows = {0};
        myn_buffer_put(&text, "a\n");
        for (int i = 0; i < 200000; i++) myn_buffer_put(&text, "plain\n");
        myn_buffer_put(&text, "M\xc3\xb4n\n");
        for (int i = 0; i < 200000; i++) myn_buffer_put(&text, "plain\n");
        myn_buffer_put(&text, bad ? "M\xf4n\n" : "M\xc3\xb4n\n");
        const char *path = scratch_bytes("t.csv", text.at, text.length);
        myn_dialect dialect = myn_dialect_default();
        myn_csv_info info;
        myn_diag *diag = new_diag();
        ck_assert_int_eq(myn_csv_read(path, "t.csv", &dialect, note_row, &rows, NULL, diag, &info), MYN_OK);
        ck_assert_int_eq(info.encoding, bad ? MYN_ENCODING_WINDOWS_1252 : MYN_ENCODING_UTF8);
        ck_assert_ptr_nonnull(strstr(rows.at, bad ? ":M\xc3\x83\xc2\xb4n\n" : ":M\xc3\xb4n\n"));
        ck_assert_uint_eq(myn_diag_count(diag, MYN_NOTE), bad);
        if (bad) ck_assert_uint_eq(myn_diag_at(diag, 0)->place.line, 400003);
        myn_diag_free(diag);
        myn_buffer_free(&text);
        myn_buffer_free(&rows);
    }
}
END_TEST

/* A field of LENGTH bytes in a row, in quotes or not, and a row after it. */
static myn_status read_field(size_t length, bool quoted, size_t *delivered, char **problems)
{
    myn_buffer text = {0};
    myn_buffer_put(&text, quoted ? "a,b\n1,\"" : "a,b\n1,");
    for (size_t i = 0; i < length; i++) myn_buffer_put(&text, "x");
    myn_buffer_put(&text, quoted ? "\"\n3,4\n" : "\n3,4\n");
    const char *path = scratch_bytes("t.csv", text.at, text.length);
    myn_dialect dialect = myn_dialect_default();
    myn_csv_info info;
    myn_diag *diag = new_diag();
    size_t sum[2] = {0, 0};
    myn_status status = myn_csv_read(path, "t.csv", &dialect, count_row, sum, NULL, diag, &info);
    *delivered = sum[0] - 1;
    *problems = problems_of(diag);
    myn_diag_free(diag);
    myn_buffer_free(&text);
    return status;
}

START_TEST(longest_field)
{
    for (int quoted = 0; quoted < 2; quoted++) {
        size_t rows;
        char *problems;
        ck_assert_int_eq(read_field(MYN_FIELD_MOST, quoted, &rows, &problems), MYN_OK);
        ck_assert_uint_eq(rows, 2);
        free(problems);
        ck_assert_int_eq(read_field(MYN_FIELD_MOST + 1, quoted, &rows, &problems), MYN_ERR_DATA);
        ck_assert_uint_eq(rows, 1);
        ck_assert_str_eq(problems, "t.csv:2:2: error: a field longer than 65536 bytes\n");
        free(problems);
    }
}
END_TEST

/* The quote opens in the first block and memory must not grow until the end of the file. */
START_TEST(open_quote_in_a_long_file)
{
    myn_buffer text = {0};
    myn_buffer_put(&text, "a,b\n1,2\n3,\"4\n");
    while (text.length < (3u << 20)) myn_buffer_put(&text, "5,6\n");
    const char *path = scratch_bytes("t.csv", text.at, text.length);
    myn_dialect dialect = myn_dialect_default();
    myn_csv_info info;
    myn_diag *diag = new_diag();
    size_t sum[2] = {0, 0};
    ck_assert_int_eq(myn_csv_read(path, "t.csv", &dialect, count_row, sum, NULL, diag, &info), MYN_ERR_DATA);
    char *problems = problems_of(diag);
    ck_assert_str_eq(
        problems, "t.csv:3:2: error: a quote opens here and is not closed within 65536 bytes; what follows "
                  "it cannot be read\n");
    ck_assert_uint_eq(sum[0], 2);
    ck_assert_uint_lt(info.bytes, 1u << 20);
    free(problems);
    myn_diag_free(diag);
    myn_buffer_free(&text);
}
END_TEST

/* Many lines inside quotes, and a row longer than a block. */
START_TEST(row_over_blocks)
{
    myn_buffer text = {0};
    myn_buffer_put(&text, "a");
    for (int i = 1; i < 40; i++) myn_buffer_format(&text, ",a%d", i);
    myn_buffer_put(&text, "\n");
    for (int i = 0; i < 40; i++) {
        myn_buffer_put(&text, i ? ",\"" : "\"");
        for (int j = 0; j < 15000; j++) myn_buffer_put(&text, "ab\r\n");
        myn_buffer_put(&text, "\"");
    }
    myn_buffer_put(&text, "\nend");
    for (int i = 1; i < 40; i++) myn_buffer_put(&text, ",");
    const char *path = scratch_bytes("t.csv", text.at, text.length);
    myn_dialect dialect = myn_dialect_default();
    myn_csv_info info;
    myn_buffer rows = {0};
    ck_assert_int_eq(myn_csv_read(path, "t.csv", &dialect, note_row, &rows, NULL, NULL, &info), MYN_OK);
    ck_assert_uint_eq(info.rows, 2);
    ck_assert_ptr_nonnull(strstr(rows.at, "\n600003:end||")); /* 1 + 40 * 15000 + 1 lines before */
    myn_buffer_free(&text);
    myn_buffer_free(&rows);
}
END_TEST

START_TEST(unreadable)
{
    myn_dialect dialect = myn_dialect_default();
    myn_csv_info info;
    const char *path[] = {scratch_path("absent.csv"), scratch_folder};
    const char *said[] = {"t.csv: error: cannot be read: No such file or directory\n",
                          "t.csv: error: cannot be read: Is a directory\n"};
    for (int i = 0; i < 2; i++) {
        myn_diag *diag = new_diag();
        ck_assert_int_eq(myn_csv_read(path[i], "t.csv", &dialect, note_row, NULL, NULL, diag, &info),
                         MYN_ERR_IO);
        char *problems = problems_of(diag);
        ck_assert_str_eq(problems, said[i]);
        free(problems);
        myn_diag_free(diag);
    }
}
END_TEST

START_TEST(odd_arguments)
{
    const char *path = scratch_text("t.csv", "a\n1\n");
    myn_csv_info info;
    const char bad[] = {'"', '\n', '\r', '\0', ' '};
    for (size_t i = 0; i <= sizeof bad; i++) {
        myn_dialect dialect = myn_dialect_default();
        if (i < sizeof bad)
            dialect.delimiter = bad[i];
        else
            dialect.header_row = 0;
        ck_assert_int_eq(myn_csv_read(path, "t.csv", &dialect, note_row, NULL, NULL, NULL, &info),
                         MYN_ERR_ARGUMENT);
    }
}
END_TEST

static bool no_more(void *ctx, const char *what, double done, double all)
{
    ck_assert_str_eq(what, "t.csv");
    ck_assert(done == 4 && all == 4);
    ++*(int *)ctx;
    return false;
}

START_TEST(interrupted)
{
    const char *path = scratch_text("t.csv", "a\n1\n");
    myn_dialect dialect = myn_dialect_default();
    myn_csv_info info;
    myn_buffer rows = {0};
    int calls = 0;
    myn_progress progress = {no_more, &calls};
    ck_assert_int_eq(myn_csv_read(path, "t.csv", &dialect, note_row, &rows, &progress, NULL, &info),
                     MYN_ERR_INTERRUPTED);
    ck_assert_int_eq(calls, 1);
    myn_buffer_free(&rows);
}
END_TEST

static myn_status refuse_second(void *ctx, const myn_csv_line *line)
{
    ++*(size_t *)ctx;
    return line->line == 2 ? MYN_ERR_LIMIT : MYN_OK;
}

START_TEST(status_of_the_row_is_passed_on)
{
    const char *path = scratch_text("t.csv", "a\n1\n2\n");
    myn_dialect dialect = myn_dialect_default();
    myn_csv_info info;
    size_t calls = 0;
    ck_assert_int_eq(myn_csv_read(path, "t.csv", &dialect, refuse_second, &calls, NULL, NULL, &info),
                     MYN_ERR_LIMIT);
    ck_assert_uint_eq(calls, 2);
}
END_TEST

Suite *suite(void)
{
    Suite *all = suite_create("table/csv");
    TCase *one = tcase_create("csv");
    tcase_set_timeout(one, 60);
    tcase_add_checked_fixture(one, scratch_begin, scratch_end);
    tcase_add_loop_test(one, reads_or_says_why, 0, sizeof cases / sizeof *cases);
    tcase_add_test(one, counts);
    tcase_add_test(one, digest_is_the_file_s);
    tcase_add_test(one, long_file);
    tcase_add_test(one, encoding_is_the_whole_file_s);
    tcase_add_test(one, longest_field);
    tcase_add_test(one, open_quote_in_a_long_file);
    tcase_add_test(one, row_over_blocks);
    tcase_add_test(one, unreadable);
    tcase_add_test(one, odd_arguments);
    tcase_add_test(one, interrupted);
    tcase_add_test(one, status_of_the_row_is_passed_on);
    suite_add_tcase(all, one);
    return all;
}
