/* Tables as CSV. */
#include "publish/data.h"

static void put_cell(myn_buffer *out, const Cell *cell)
{
    char number[MYN_NUMBER_TEXT];
    if (cell->text && text_runs(cell->text)) {
        myn_buffer quoted = {0};
        myn_buffer_put(&quoted, "'");
        myn_buffer_put(&quoted, cell->text);
        myn_buffer_csv(out, quoted.at ? quoted.at : "");
        out->failed |= quoted.failed;
        myn_buffer_free(&quoted);
    } else if (cell->text)
        myn_buffer_csv(out, cell->text);
    else if (cell_there(cell)) {
        size_t length = cell->decimals < 0 ? myn_number_text(cell->number, number)
                                           : myn_fixed_text(cell->number, cell->decimals, number);
        myn_buffer_add(out, number, length);
    }
}

static void put_table(const Table *table, myn_buffer *out)
{
    for (size_t c = 0; c < table->columns; c++) {
        if (c) myn_buffer_put(out, ",");
        myn_buffer_csv(out, table->column[c].name);
    }
    myn_buffer_put(out, "\n");
    for (size_t r = 0; r < table->rows && !out->failed; r++)
        for (size_t c = 0; c < table->columns; c++) {
            Cell cell = table->cell(table, r, c);
            put_cell(out, &cell);
            myn_buffer_add(out, c + 1 < table->columns ? "," : "\n", 1);
        }
}

myn_status myn_data_csv(const myn_release *release, myn_data_table table, myn_buffer *out)
{
    Source source;
    Table made;
    myn_status status = source_open(release, &source);
    if (!status) status = table_of(&source, table, &made);
    if (!status) put_table(&made, out);
    source_close(&source);
    return status ? status : out->failed ? MYN_ERR_MEMORY : MYN_OK;
}
