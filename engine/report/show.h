/* What the views of a store share: one edition of it, a node, a page with a heading. */
#ifndef MYN_REPORT_SHOW_H
#define MYN_REPORT_SHOW_H
#include "report/grid.h"
#include "report/ink.h"
#include "report/uncertainty.h"
#include "report/words.h"
#include <mynegai/sum.h>

#define SHOW_WIDE 100 /* columns of a terminal from which on there is room for more */

typedef struct {
    myn_store *store;
    const myn_labels *labels;
    const myn_show_options *how;
    size_t edition, node;
    myn_edition data;
    Sureness sure; /* of this edition */
    Page page;
} Show;

/* Choose edition and node and load the edition; MYN_ERR_NOT_FOUND. End with show_close, which also passes
 * STATUS on. */
myn_status show_open(myn_store *store, const myn_show_options *how, const myn_sink *sink,
                     Show *show) MYN_CHECKED;
myn_status show_close(Show *show, myn_status status) MYN_CHECKED;

/* A line of the program's own words. */
void show_line(Show *show, unsigned style, Word word, const char *one, const char *two);

/* The warning that figures are invented; nothing where they are not. */
void show_synthetic(Show *show);
/* The note that COUNT suppressed cells are left blank; nothing for 0. */
void show_unprotected(Show *show, size_t count);
/* GRID onto the page and freed; false where it could not be filled. */
bool show_grid(Show *show, myn_grid *grid);

const char *show_word(const Show *show, Word word);
const char *show_label(const Show *show, size_t node);
/* Places that show three digits of the spread of X. */
int show_places(const double *x, size_t n);
/* Places in which NODE's scores are shown: as it publishes, else three digits of their spread. */
int show_decimals(const Show *show, size_t node);
/* Whether a column of quantiles is shown, and its name. */
bool show_has_quantile(const Show *show);
const char *show_quantile_name(const Show *show);
/* Cells for a band (coloured) and a first quantile ("2 of 5") into GRID; nothing for 0. */
void show_band(const Show *show, myn_grid *grid, uint8_t band);
void show_quantile(const Show *show, myn_grid *grid, uint8_t group);
/* Whether intervals of ranks are known of the node at the top; the cell of NODE and AREA, and what it means below. */
bool show_has_interval(const Show *show);
void show_interval(const Show *show, myn_grid *grid, size_t node, size_t area);
void show_interval_means(Show *show);
/* A cell "+0.12", with its sign. */
void show_signed(myn_grid *grid, double value, int decimals);

#endif
