/* A table read whole: import looks at it several times over. Private to the room. */
#ifndef MYN_IMPORT_SHEET_H
#define MYN_IMPORT_SHEET_H
#include <mynegai/arena.h>
#include <mynegai/csv.h>
#include <mynegai/names.h>
#include <mynegai/text.h>

typedef struct {
    const char *path;
    myn_dialect dialect; /* delimiter and header row as they were found */
    const char *const *head;
    size_t columns;
    const char **cell; /* rows x columns, without blanks at their ends */
    size_t *line;      /* of each row */
    size_t rows, room;
    myn_csv_info info;
    myn_names *texts;  /* every text once: equal cells that are not blank have one address */
    myn_arena *memory; /* for what is made of the sheet too */
} Sheet;

/* Read PATH: the delimiter is the one that the first lines hold most of, the header the first of the widest
 * lines. Problems go to DIAG. Free with sheet_free also after an error. */
myn_status sheet_read(const char *path, myn_diag *diag, Sheet *out) MYN_CHECKED;
void sheet_free(Sheet *sheet);

static inline const char *sheet_cell(const Sheet *sheet, size_t row, size_t column)
{
    return sheet->cell[row * sheet->columns + column];
}

/* The column NAME, or MYN_NONE. */
size_t sheet_column(const Sheet *sheet, const char *name);

/* The column NAME that OPTION asks for; MYN_NONE with a problem in DIAG where there is none. */
size_t sheet_asked(const Sheet *sheet, const char *name, const char *option, myn_diag *diag);

#endif
