/* What the columns of a table hold. Private to the room. */
#ifndef MYN_IMPORT_COLUMNS_H
#define MYN_IMPORT_COLUMNS_H
#include "import/sheet.h"
#include <mynegai/dataset.h>

typedef struct {
    size_t blank, marked, numbers, others; /* cells; marked: a text that commonly says there is no value */
    size_t first_other;                    /* its row */
    bool numeric; /* at least one number, and nine in ten of the cells that are not blank or marked */
} Column;

typedef struct {
    const Sheet *sheet;
    Column *column; /* sheet->columns */
    myn_table form; /* how numbers are written; `marker` lists every text that is known to mean no value */
} Columns;

/* Look at every cell. Memory from the sheet. */
myn_status columns_look(const Sheet *sheet, Columns *out) MYN_CHECKED;

/* The value of a cell in the table's form; NaN where it has none. */
double columns_value(const Columns *columns, size_t row, size_t column);

/* The markers that stand in the columns for which USED is set, into FORM; "NA" and the like, known by
 * convention. Memory from the sheet. */
myn_status columns_markers(const Columns *columns, const bool *used, myn_table *form) MYN_CHECKED;

/* What a header's words make a column, by convention; the lower the better, 0 none. */
typedef enum { ROLE_AREA, ROLE_NAME, ROLE_NAME_CY, ROLE_PERIOD, ROLE_INDICATOR, ROLE_VALUE } Role;
unsigned role_fit(const char *header, Role role);

/* The column whose header fits ROLE best among those that MAY allows (a flag each); MYN_NONE where none. */
size_t role_best(const Sheet *sheet, Role role, const bool *may);

/* How a column's texts read as periods: all of them (FINANCIAL: as financial years, 2011-12), or not. */
bool column_periods(const Sheet *sheet, size_t column, bool *financial);

#endif
