/* A workbook as data: a cover, then sheets with a table each. data_xlsx.c alone knows how one is written. */
#ifndef MYN_PUBLISH_DATA_BOOK_H
#define MYN_PUBLISH_DATA_BOOK_H
#include "publish/data.h"

/* Rows that a sheet's table may have. */
#define SHEET_ROWS_MOST 1048000

typedef struct {
    const char *tab, *title, *about, *source; /* source may be NULL */
    Table table;
    bool links; /* texts of the first column are tabs of other sheets */
} Sheet;

typedef struct {
    myn_lang lang;
    const char *cover_tab, *title;
    const char *const *line; /* of the cover, below the title */
    size_t lines;
    const Sheet *sheet;
    size_t sheets;
    int32_t day; /* that the file bears */
} Book;

/* BOOK as the bytes of an XLSX file, to the end of OUT. MYN_ERR_IO, MYN_ERR_MEMORY. */
myn_status book_write(const Book *book, myn_buffer *out) MYN_CHECKED;

/* Areas by series: a row an area, a column a series, then notes where there are any. */
typedef struct Wide {
    const Source *source;
    myn_lang lang;
    const myn_areas *areas;
    size_t series, grouping;
    Cell (*figure)(const struct Wide *wide, size_t series, size_t area);
    const myn_plane **plane; /* of values: a series; NULL: it has none */
    const char **note;       /* an area */
} Wide;

/* The sheets' tables. TITLE and TAB of OUT stay as they are. */
myn_status wide_results(Source *source, myn_lang lang, myn_data_table which, size_t grouping,
                        Table *out) MYN_CHECKED;
myn_status wide_editions(Source *source, myn_lang lang, Table *out) MYN_CHECKED;
myn_status wide_values(Source *source, myn_lang lang, bool larger, Table *out) MYN_CHECKED;
/* A row a node and area: score and rank with the ends of their intervals. MYN_ERR_NOT_FOUND where nothing is known. */
myn_status long_uncertainty(Source *source, myn_lang lang, Table *out) MYN_CHECKED;
/* The tidy table WHICH in one language. */
myn_status view_of(Source *source, myn_lang lang, myn_data_table which, Table *out) MYN_CHECKED;

/* TEXT as a heading: at most 200 characters, no line ends. Kept in the source's arena. */
const char *heading_of(Source *source, const char *text);

#endif
