/* The CSV reader over any bytes: the first two choose the dialect, the rest is the file. What it reads it
 * must read in the same way again after being written out as RFC 4180 asks. */
#include "fuzz/target.h"
#include <mynegai/csv.h>
#include <mynegai/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    myn_buffer rows; /* "length:bytes" a field, a line end a row */
    myn_buffer written;
} Seen;

static void write_field(myn_buffer *out, myn_field field)
{
    myn_buffer_put(out, "\"");
    for (size_t i = 0; i < field.length; i++) {
        if (field.at[i] == '"') myn_buffer_put(out, "\"");
        myn_buffer_add(out, field.at + i, 1);
    }
    myn_buffer_put(out, "\"");
}

static myn_status take_row(void *ctx, const myn_csv_line *line)
{
    Seen *seen = ctx;
    for (size_t i = 0; i < line->count; i++) {
        myn_buffer_format(&seen->rows, "%zu:", line->field[i].length);
        myn_buffer_add(&seen->rows, line->field[i].at, line->field[i].length);
        if (i) myn_buffer_put(&seen->written, ",");
        write_field(&seen->written, line->field[i]);
    }
    myn_buffer_put(&seen->rows, "\n");
    myn_buffer_put(&seen->written, "\n");
    return MYN_OK;
}

static myn_status read_bytes(const void *bytes, size_t size, const myn_dialect *dialect, Seen *seen)
{
    char path[] = "/tmp/mynegai-fuzz-XXXXXX";
    int file = mkstemp(path);
    if (file < 0 || write(file, bytes, size) != (ssize_t)size) abort();
    close(file);
    myn_diag *diag = NULL;
    if (myn_diag_new(&diag) != MYN_OK) abort();
    myn_csv_info info;
    myn_status status = myn_csv_read(path, "fuzz.csv", dialect, take_row, seen, NULL, diag, &info);
    if (status == MYN_ERR_DATA && myn_diag_count(diag, MYN_ERROR) == 0) abort(); /* refused without a word */
    myn_diag_free(diag);
    unlink(path);
    return status;
}

static void free_seen(Seen *seen)
{
    myn_buffer_free(&seen->rows);
    myn_buffer_free(&seen->written);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char delimiters[] = {',', ';', '\t', '|'};
    if (size < 2) return 0;
    myn_dialect dialect = myn_dialect_default();
    dialect.delimiter = delimiters[bytes[0] & 3];
    dialect.encoding = (myn_encoding)((bytes[0] >> 2 & 3) % 3);
    dialect.skip_after_header = bytes[0] >> 4 & 1;
    dialect.header_row = 1 + (bytes[1] & 3);
    if (bytes[1] & 4) dialect.header_match = "a";
    Seen first = {{0}, {0}}, again = {{0}, {0}};
    if (read_bytes(bytes + 2, size - 2, &dialect, &first) == MYN_OK) {
        myn_dialect plain = myn_dialect_default();
        plain.encoding = MYN_ENCODING_UTF8;
        if (read_bytes(first.written.at, first.written.length, &plain, &again) != MYN_OK) abort();
        if (first.rows.length != again.rows.length ||
            memcmp(first.rows.at, again.rows.at, first.rows.length) != 0)
            abort();
    }
    free_seen(&first);
    free_seen(&again);
    return 0;
}
