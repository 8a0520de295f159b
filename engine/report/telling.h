/* What the tellers of findings share: lines of words and grids onto a page. */
#ifndef MYN_REPORT_TELLING_H
#define MYN_REPORT_TELLING_H
#include "report/grid.h"
#include "report/words.h"

typedef struct {
    const myn_labels *labels;
    const myn_show_options *how;
    Page page;
} Teller;

/* TEXT as a line in STYLE; freed. */
void tell_buffer(Teller *t, unsigned style, myn_buffer *text);

/* WORD filled as a line. */
void tell_line(Teller *t, unsigned style, Word word, const char *one, const char *two);

/* GRID below a blank line, and freed; NULL is one that could not be made. */
void tell_grid(Teller *t, myn_grid *grid);

/* "Title of the index · edition E · " and, where the data are invented, that they are; REST is freed. */
void tell_title(Teller *t, size_t edition, myn_buffer *rest);

/* Decimals with which figures as large as MOST are told. */
int tell_places(double most);

/* "46.0 to 54.2" */
void tell_interval(myn_grid *grid, double lower, double upper, int places);

/* A p-value: three places, "< 0.001" below. */
void tell_p(myn_grid *grid, double p);

#endif
