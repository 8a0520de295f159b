/* Rows of a file: what stands before the header, the header, sub-headers, and the body with its checks. */
#include "table/blocks.h"
#include "table/decode.h"
#include "table/split.h"
#include "table/field.h"
#include <errno.h>
#include <mynegai/text.h>
#include <stdlib.h>
#include <string.h>

typedef enum { BEFORE, SUB_HEADERS, BODY } Part;

typedef struct {
    const char *name;
    const myn_dialect *dialect;
    myn_csv_row row;
    void *ctx;
    myn_diag *diag;
    myn_csv_info *info;
    Decoder decoder;
    Part part;
    size_t records; /* before the header, blank lines too */
    size_t columns;
    bool bad; /* an error in the form was said */
} Reader;

myn_dialect myn_dialect_default(void)
{
    return (myn_dialect){.delimiter = ',', .encoding = MYN_ENCODING_AUTO, .header_row = 1};
}

static void say(Reader *reader, size_t line, size_t column, const char *what)
{
    reader->bad = true;
    myn_diag_add(reader->diag, MYN_ERROR, (myn_place){reader->name, line, column}, "%s", what);
}

static bool is_header(const Reader *reader, const myn_csv_line *line)
{
    const char *match = reader->dialect->header_match;
    if (!match) return reader->records == reader->dialect->header_row;
    size_t length = strlen(match);
    return line->count && line->field[0].length == length && memcmp(line->field[0].at, match, length) == 0;
}

/* NUL bytes and bytes that are no characters, field by field; only where the decoder saw any. */
static bool check_text(Reader *reader, const myn_csv_line *line)
{
    for (size_t i = 0; i < line->count; i++) {
        myn_field field = line->field[i];
        size_t bad;
        if (memchr(field.at, '\0', field.length)) {
            say(reader, line->line, i + 1, "a NUL byte; this is not a text file");
            return false;
        }
        if (!myn_utf8_valid(field.at, field.length, &bad)) {
            reader->bad = true;
            myn_diag_add(reader->diag, MYN_ERROR, (myn_place){reader->name, line->line, i + 1},
                         "byte %02x is not valid in %s; check `encoding`", (unsigned char)field.at[bad],
                         encoding_name(reader->decoder.is));
            return false;
        }
    }
    return true;
}

/* Names are trimmed also inside quotes: nobody means a blank there. */
static myn_status pass_trimmed(Reader *reader, const myn_csv_line *line)
{
    myn_field *name = malloc(line->count * sizeof *name);
    if (!name) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < line->count; i++) name[i] = field_trimmed(line->field[i]);
    myn_status status = reader->row(reader->ctx, &(myn_csv_line){name, line->count, line->line});
    free(name);
    return status;
}

static myn_status pass_header(Reader *reader, const myn_csv_line *line)
{
    if (line->count == 0) {
        say(reader, line->line, 0, "this row should hold the column names and is blank");
        return MYN_ERR_DATA;
    }
    if (reader->decoder.careful && !check_text(reader, line)) return MYN_ERR_DATA;
    reader->columns = line->count;
    reader->part = reader->dialect->skip_after_header ? SUB_HEADERS : BODY;
    return pass_trimmed(reader, line);
}

static myn_status pass_before(Reader *reader, const myn_csv_line *line)
{
    reader->records++;
    return is_header(reader, line) ? pass_header(reader, line) : MYN_OK;
}

static myn_status pass_sub_header(Reader *reader)
{
    reader->info->sub_headers++;
    if (reader->info->sub_headers == reader->dialect->skip_after_header) reader->part = BODY;
    return MYN_OK;
}

static void say_ragged(Reader *reader, const myn_csv_line *line)
{
    reader->bad = true;
    myn_diag_add(reader->diag, MYN_ERROR, (myn_place){reader->name, line->line, 0},
                 "%zu field%s where the header has %zu", line->count, line->count == 1 ? "" : "s",
                 reader->columns);
}

static myn_status take_row(void *of_reader, const myn_csv_line *line)
{
    Reader *reader = of_reader;
    if (reader->part == BEFORE) return pass_before(reader, line);
    if (line->count == 0) {
        reader->info->blank++;
        return MYN_OK;
    }
    if (reader->part == SUB_HEADERS) return pass_sub_header(reader);
    reader->info->rows++;
    if (line->count != reader->columns) {
        say_ragged(reader, line);
        return MYN_OK;
    }
    if (reader->decoder.careful && !check_text(reader, line)) return MYN_OK;
    return reader->row(reader->ctx, line);
}

/* What stands before the header may be any text. */
static void take_refused(void *of_reader, size_t line, size_t column, const char *why)
{
    Reader *reader = of_reader;
    if (reader->part == BEFORE) reader->records++;
    if (reader->part == BEFORE && !is_header(reader, &(myn_csv_line){0})) return;
    if (reader->part == BODY) reader->info->rows++;
    say(reader, line, column, why);
}

static myn_status say_unread(Reader *reader)
{
    const char *why = errno == EINVAL ? "not a regular file" : strerror(errno);
    myn_diag_add(reader->diag, MYN_ERROR, (myn_place){reader->name, 0, 0}, "cannot be read: %s", why);
    return MYN_ERR_IO;
}

static bool go_on(const myn_progress *progress, const Reader *reader, const Blocks *blocks)
{
    if (!progress || !progress->step) return true;
    double size = (double)blocks_file_size(blocks), done = (double)blocks_read(blocks);
    return progress->step(progress->ctx, reader->name, done, size);
}

static myn_status say_stopped(Reader *reader, const Splitter *splitter)
{
    if (!reader->bad) say(reader, splitter->line, 0, "this row, before the header, has no end");
    return MYN_ERR_DATA;
}

static myn_status read_blocks(Reader *reader, Blocks *blocks, Splitter *splitter,
                              const myn_progress *progress)
{
    for (;;) {
        const char *at;
        size_t size;
        myn_status status = blocks_next(blocks, &at, &size);
        if (status == MYN_ERR_IO) return say_unread(reader);
        if (status != MYN_OK) return status;
        if (size == 0) break;
        status = decode(&reader->decoder, &at, &size, reader->diag);
        if (status == MYN_ERR_IO) return say_unread(reader);
        if (status == MYN_OK) status = splitter_feed(splitter, at, size);
        if (status != MYN_OK) return status;
        if (!go_on(progress, reader, blocks)) return MYN_ERR_INTERRUPTED;
        if (splitter->stopped) return say_stopped(reader, splitter);
    }
    return splitter_end(splitter);
}

/* What only the end shows. */
static myn_status check_whole(Reader *reader)
{
    if (reader->part == BEFORE && reader->bad) {
        return MYN_ERR_DATA; /* its header was refused, and that was said */
    } else if (reader->info->bytes == 0) {
        say(reader, 0, 0, "the file is empty");
    } else if (reader->part == BEFORE && reader->dialect->header_match) {
        reader->bad = true;
        myn_diag_add(reader->diag, MYN_ERROR, (myn_place){reader->name, 0, 0},
                     "no row begins with '%s', which `header` gives as the first column name",
                     reader->dialect->header_match);
    } else if (reader->part == BEFORE) {
        say(reader, 0, 0, "the file ends before its header");
    } else if (reader->info->rows == 0) {
        say(reader, 0, 0, "a header and no rows");
    }
    return reader->bad ? MYN_ERR_DATA : MYN_OK;
}

static myn_status read_open(Reader *reader, Blocks *blocks, const myn_progress *progress)
{
    Splitter splitter = {0};
    reader->decoder = decoder_of(reader->dialect->encoding, reader->name, blocks_file(blocks));
    myn_status status = splitter_begin(&splitter, reader->dialect->delimiter,
                                       (RowSink){take_row, take_refused, reader});
    if (status == MYN_OK) status = read_blocks(reader, blocks, &splitter, progress);
    reader->info->bytes = blocks_read(blocks);
    reader->info->encoding = reader->decoder.is == MYN_ENCODING_WINDOWS_1252 ? MYN_ENCODING_WINDOWS_1252
                                                                             : MYN_ENCODING_UTF8;
    if (status == MYN_OK) status = blocks_digest(blocks, reader->info->sha256);
    if (status == MYN_OK) status = check_whole(reader);
    splitter_free(&splitter);
    decoder_free(&reader->decoder);
    return status;
}

myn_status myn_csv_read(const char *path, const char *name, const myn_dialect *dialect, myn_csv_row row,
                        void *ctx, const myn_progress *progress, myn_diag *diag, myn_csv_info *info)
{
    *info = (myn_csv_info){.encoding = MYN_ENCODING_UTF8};
    char mark = dialect->delimiter;
    if (mark == '"' || mark == '\n' || mark == '\r' || mark == '\0' || mark == ' ' ||
        dialect->header_row == 0)
        return MYN_ERR_ARGUMENT;
    Reader reader = {.name = name, .dialect = dialect, .row = row, .ctx = ctx, .diag = diag, .info = info};
    Blocks *blocks = NULL;
    myn_status status = blocks_open(path, &blocks);
    if (status == MYN_ERR_IO) return say_unread(&reader);
    if (status == MYN_OK) status = read_open(&reader, blocks, progress);
    blocks_free(blocks);
    return status;
}
