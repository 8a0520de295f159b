/* Making up one's mind about a table of one's own. Private to the room. */
#ifndef MYN_IMPORT_GUESS_H
#define MYN_IMPORT_GUESS_H
#include "import/columns.h"
#include "import/plan.h"

typedef struct {
    const myn_import_options *options;
    myn_diag *diag;
    Sheet sheet;
    Columns columns;
    Plan plan;
    myn_names *names;                                        /* of series and nodes */
    bool *may, *used;                                        /* by column: not taken yet; holds values */
    size_t area, name_en, name_cy, period, indicator, value; /* columns, or MYN_NONE */
    bool wrong;                                              /* something asked for cannot be; it was said */
} Guess;

/* The column of periods, or one period for the whole table. */
void guess_period(Guess *g);

/* Say which period was guessed, once the series are known. */
void guess_say_period(Guess *g);

/* The period of ROW, the whole table's where no column has them; false where there is none. */
bool guess_row_period(const Guess *g, size_t row, myn_period *out);

/* The series. */
myn_status guess_wide(Guess *g) MYN_CHECKED;
myn_status guess_long(Guess *g) MYN_CHECKED;

#endif
