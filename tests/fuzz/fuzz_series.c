/* The reader of series over any bytes: the first chooses the options, the rest is the table. What it accepts it must
 * write as a table that can be read. */
#include "fuzz/target.h"
#include <math.h>
#include <mynegai/report_forecast.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool take(void *ctx, const char *bytes, size_t size)
{
    myn_buffer_add(ctx, bytes, size);
    return true;
}

static myn_status count_row(void *ctx, const myn_csv_line *line)
{
    (void)line;
    ++*(size_t *)ctx;
    return MYN_OK;
}

/* Every row that was written can be read again. */
static void read_again(const myn_forecasts *made, const myn_buffer *text)
{
    char path[MYN_TEXT_PATH];
    int file;
    size_t rows = 0;
    myn_dialect dialect = myn_dialect_default();
    myn_csv_info info;
    if (myn_text_as_file(text->at, text->length, path, &file)) abort();
    if (made->count && myn_csv_read(path, "out", &dialect, count_row, &rows, NULL, NULL, &info)) abort();
    if (made->count && rows < 1 + made->count) abort();
    close(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char *const frequency[] = {NULL, "yearly", "monthly", "7"}, *const method[] = {"naive",
                                                                                                "drift"};
    char path[MYN_TEXT_PATH];
    int file;
    if (size < 1 || size > 4096) return 0;
    myn_forecast_options options = {.method = method[bytes[0] & 1],
                                    .horizon = 2,
                                    .origins = 2,
                                    .low = NAN,
                                    .high = NAN,
                                    .threads = 1,
                                    .id = "id",
                                    .time = "t",
                                    .value = "y",
                                    .frequency = frequency[bytes[0] >> 1 & 3],
                                    .drivers = bytes[0] & 8 ? "x" : NULL,
                                    .group = bytes[0] & 16 ? "g" : NULL};
    myn_forecasts *made = NULL;
    myn_diag *diag = NULL;
    if (myn_diag_new(&diag) || myn_text_as_file((const char *)bytes + 1, size - 1, path, &file)) abort();
    myn_status status = myn_forecast_table(path, &options, diag, &made);
    if (status == MYN_ERR_DATA && !myn_diag_count(diag, MYN_ERROR)) abort(); /* refused without a word */
    if (!status) {
        myn_buffer text = {0};
        const myn_sink sink = {take, &text};
        if (myn_forecast_rows(made, NULL, &sink) || text.failed) abort();
        read_again(made, &text);
        myn_buffer_free(&text);
    }
    myn_forecasts_free(made);
    myn_diag_free(diag);
    close(file);
    return 0;
}
