/* Workbooks by libxlsxwriter: the one file that knows it. */
#include "publish/data_book.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { HEADER_ROW = 3, TEXT_MOST = 30000, WIDEST = 60, DECIMALS_MOST = 15, LOOKED_AT = 200 };

typedef struct {
    const Book *book;
    lxw_workbook *workbook;
    lxw_format *title, *text, *header, *mark, *whole, *general, *link;
    lxw_format *fixed[DECIMALS_MOST + 1];
    myn_buffer scratch;
    bool failed;
} Writer;

/* ---- texts ---- */

/* Bytes of the UTF-8 character at TEXT; 0 where there is none that XML can hold. */
static size_t character_at(const char *text)
{
    unsigned char c = (unsigned char)*text;
    size_t length = c < 0x80 ? 1 : c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2, bad;
    if (c < ' ' || c == 0x7F || strnlen(text, length) < length) return 0;
    if (length == 3 && c == 0xEF && (unsigned char)text[1] == 0xBF && (unsigned char)text[2] >= 0xBE)
        return 0;
    return myn_utf8_valid(text, length, &bad) ? length : 0;
}

/* TEXT as XML and Excel can hold it; valid until the next call. */
static const char *clean(Writer *w, const char *text)
{
    w->scratch.length = 0;
    while (*text && w->scratch.length < TEXT_MOST) {
        size_t length = character_at(text);
        if (length)
            myn_buffer_add(&w->scratch, text, length);
        else
            myn_buffer_put(&w->scratch, " ");
        text += length ? length : 1;
    }
    w->failed |= w->scratch.failed;
    return w->scratch.length ? w->scratch.at : " ";
}

static void check(Writer *w, lxw_error error)
{
    if (error) w->failed = true;
}

static void put_text(Writer *w, lxw_worksheet *sheet, size_t row, size_t column, const char *text,
                     lxw_format *format)
{
    check(w, worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)column, clean(w, text), format));
}

/* ---- formats ---- */

static lxw_format *number_format(Writer *w, const char *form)
{
    lxw_format *format = workbook_add_format(w->workbook);
    format_set_num_format(format, form);
    return format;
}

static void make_formats(Writer *w)
{
    w->title = workbook_add_format(w->workbook);
    format_set_bold(w->title);
    format_set_font_size(w->title, 16);
    w->text = number_format(w, "@");
    w->header = workbook_add_format(w->workbook);
    format_set_bold(w->header);
    format_set_text_wrap(w->header);
    format_set_align(w->header, LXW_ALIGN_VERTICAL_TOP);
    w->mark = workbook_add_format(w->workbook);
    format_set_align(w->mark, LXW_ALIGN_RIGHT);
    w->general = workbook_add_format(w->workbook);
    w->whole = number_format(w, "0");
    w->link = workbook_add_format(w->workbook);
    format_set_font_color(w->link, 0x0563C1);
    format_set_underline(w->link, LXW_UNDERLINE_SINGLE);
}

/* Of numbers with DECIMALS places; made when they are first met. */
static lxw_format *fixed_format(Writer *w, int decimals)
{
    char form[DECIMALS_MOST + 4];
    if (decimals < 0 || decimals > DECIMALS_MOST) return w->general;
    if (decimals == 0) return w->whole;
    snprintf(form, sizeof form, "0.%0*d", decimals, 0);
    if (!w->fixed[decimals]) w->fixed[decimals] = number_format(w, form);
    return w->fixed[decimals];
}

/* ---- tables ---- */

/* The shorthand that stands where there is no figure. */
static void put_mark(Writer *w, lxw_worksheet *sheet, size_t row, size_t column, uint8_t why)
{
    char mark = myn_cell_valued(why) ? 'x' : mark_of(why), text[4] = {'[', mark, ']', '\0'};
    put_text(w, sheet, row, column, text, w->mark);
}

static void put_cell(Writer *w, lxw_worksheet *sheet, size_t row, size_t column, const Cell *cell)
{
    if (cell->text)
        put_text(w, sheet, row, column, cell->text, w->text);
    else if (!cell_there(cell))
        put_mark(w, sheet, row, column, cell->why);
    else
        check(w, worksheet_write_number(sheet, (lxw_row_t)row, (lxw_col_t)column, cell->number,
                                        fixed_format(w, cell->decimals)));
}

static void put_link(Writer *w, lxw_worksheet *sheet, size_t row, const char *tab)
{
    char address[96];
    snprintf(address, sizeof address, "internal:'%.60s'!A1", tab);
    check(w, worksheet_write_url_opt(sheet, (lxw_row_t)row, 0, address, w->link, tab, NULL));
}

static void put_rows(Writer *w, lxw_worksheet *at, const Sheet *sheet)
{
    const Table *table = &sheet->table;
    for (size_t r = 0; r < table->rows && !w->failed; r++)
        for (size_t c = 0; c < table->columns; c++) {
            Cell cell = table->cell(table, r, c);
            if (sheet->links && c == 0 && cell.text)
                put_link(w, at, HEADER_ROW + 1 + r, cell.text);
            else
                put_cell(w, at, HEADER_ROW + 1 + r, c, &cell);
        }
}

/* As wide as the texts of the first rows. */
static double width_of(const Table *table, size_t column)
{
    size_t width = 11;
    for (size_t r = 0; r < table->rows && r < LOOKED_AT; r++) {
        Cell cell = table->cell(table, r, column);
        size_t own = cell.text ? myn_text_width(cell.text) : 0;
        if (own > width) width = own;
    }
    return (double)(width < WIDEST ? width : WIDEST) + 2;
}

static void set_widths(Writer *w, lxw_worksheet *at, const Table *table)
{
    for (size_t c = 0; c < table->columns; c++)
        check(w, worksheet_set_column(at, (lxw_col_t)c, (lxw_col_t)c, width_of(table, c), NULL));
}

/* The name of a table is its tab's without the number in front. */
static const char *table_name(const char *tab)
{
    return tab + strspn(tab, "0123456789_");
}

static void mark_up(Writer *w, lxw_worksheet *at, const Sheet *sheet)
{
    const Table *table = &sheet->table;
    lxw_table_column *column = calloc(table->columns, sizeof *column);
    lxw_table_column **columns = calloc(table->columns + 1, sizeof *columns);
    char **header = calloc(table->columns, sizeof *header);
    lxw_table_options options = {.name = (char *)table_name(sheet->tab),
                                 .columns = columns,
                                 .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
                                 .style_type_number = 1};
    w->failed |= !column || !columns || !header;
    for (size_t c = 0; c < table->columns && !w->failed; c++) {
        const Column *of = &table->column[c];
        header[c] = strdup(clean(w, myn_label_text(column_title(of), w->book->lang, of->name)));
        w->failed |= !header[c];
        column[c] = (lxw_table_column){.header = header[c], .header_format = w->header};
        columns[c] = &column[c];
    }
    if (!w->failed)
        check(w, worksheet_add_table(at, HEADER_ROW, 0, (lxw_row_t)(HEADER_ROW + table->rows),
                                     (lxw_col_t)(table->columns - 1), &options));
    for (size_t c = 0; header && c < table->columns; c++) free(header[c]);
    free(header);
    free(columns);
    free(column);
}

static void put_sheet(Writer *w, const Sheet *sheet)
{
    lxw_worksheet *at = workbook_add_worksheet(w->workbook, sheet->tab);
    if (!at) {
        w->failed = true;
        return;
    }
    put_text(w, at, 0, 0, sheet->title, w->title);
    put_text(w, at, 1, 0, sheet->about, NULL);
    if (sheet->source) put_text(w, at, 2, 0, sheet->source, NULL);
    set_widths(w, at, &sheet->table);
    mark_up(w, at, sheet);
    put_rows(w, at, sheet);
    worksheet_freeze_panes(at, HEADER_ROW + 1, 0);
}

static void put_cover(Writer *w)
{
    lxw_worksheet *at = workbook_add_worksheet(w->workbook, w->book->cover_tab);
    if (!at) {
        w->failed = true;
        return;
    }
    lxw_format *wrap = workbook_add_format(w->workbook);
    format_set_text_wrap(wrap);
    check(w, worksheet_set_column(at, 0, 0, 90, NULL));
    put_text(w, at, 0, 0, w->book->title, w->title);
    for (size_t i = 0; i < w->book->lines; i++) put_text(w, at, i + 1, 0, w->book->line[i], wrap);
}

/* ---- the file ---- */

static void set_properties(Writer *w)
{
    lxw_doc_properties properties = {.title = (char *)clean(w, w->book->title),
                                     .created = (time_t)w->book->day * 86400};
    if (properties.created == 0) properties.created = 1; /* 0 would be taken for the clock */
    check(w, workbook_set_properties(w->workbook, &properties));
}

static myn_status read_back(int file, myn_buffer *out)
{
    char page[65536];
    ssize_t got;
    if (lseek(file, 0, SEEK_SET) < 0) return MYN_ERR_IO;
    while ((got = read(file, page, sizeof page)) > 0) myn_buffer_add(out, page, (size_t)got);
    return got < 0 ? MYN_ERR_IO : out->failed ? MYN_ERR_MEMORY : MYN_OK;
}

/* Fill and close the workbook, which is gone then. */
static bool fill(Writer *w)
{
    set_properties(w);
    make_formats(w);
    put_cover(w);
    for (size_t i = 0; i < w->book->sheets && !w->failed; i++) put_sheet(w, &w->book->sheet[i]);
    check(w, workbook_close(w->workbook));
    myn_buffer_free(&w->scratch);
    return !w->failed;
}

/* The library writes to a path: that of a file in memory. */
myn_status book_write(const Book *book, myn_buffer *out)
{
    char path[64];
    Writer writer = {.book = book};
    int file = memfd_create("workbook", MFD_CLOEXEC);
    if (file < 0) return MYN_ERR_IO;
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    writer.workbook = workbook_new(path);
    myn_status status = writer.workbook ? MYN_OK : MYN_ERR_MEMORY;
    if (!status && !fill(&writer)) status = MYN_ERR_IO;
    if (!status) status = read_back(file, out);
    close(file);
    return status;
}
