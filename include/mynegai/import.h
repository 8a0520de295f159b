/* Making an index of one's own from a table: nodes.csv, index.yml and datasets/NAME/dataset.yml, to be
 * edited.
 *
 * What is guessed is said, with the reason: in MYN_IMPORTED for the person at the terminal, and in a comment
 * where it stands in the files. NAME is the last part of the folder's name. The table stays where it is (its
 * folder is then given to check and build as --data) or is copied beside dataset.yml. Where the table names
 * an area more than once, its areas become a list of their own, datasets/NAME-areas. */
#ifndef MYNEGAI_IMPORT_H
#define MYNEGAI_IMPORT_H
#include <mynegai/diag.h>

typedef enum { MYN_LAYOUT_GUESS, MYN_LAYOUT_WIDE, MYN_LAYOUT_LONG } myn_layout;

typedef struct {
    const char *table; /* CSV file: any for csv, iData for coinr */
    const char *meta;  /* coinr: iMeta */
    const char *out;   /* folder to make, such as indices/mine */
    bool copy;         /* copy the table beside dataset.yml */
    bool force;        /* write into a folder that is there already, over the files of an earlier import */
    int year;          /* the period where nothing says one, such as the present year */
    /* csv: instead of what would be guessed; NULL: guess */
    const char *area, *indicator, *value; /* columns */
    const char *period;                   /* a column, or one period for the whole table ("2019") */
    myn_layout layout;
    /* coinr: the grouping column whose mean fills in what is missing; NULL: the first of iMeta */
    const char *group;
} myn_import_options;

/* What was taken for what, and why: "areas", "column \"code\": ...". */
typedef struct {
    const char *what, *text;
} myn_taken;

typedef struct {
    const myn_taken *taken;
    size_t count;
    const char *data; /* the folder to give to check and build as --data; NULL: none needed */
    void *memory;
} myn_imported;

/* Write OPTIONS->out from a table of one's own: a row an area (wide), or a row an area, indicator and period
 * (long). Every direction is written as + and is to be checked. MYN_ERR_DATA where the table cannot be
 * understood, MYN_ERR_IO where the folder is there already (without force) or cannot be written; both said in
 * DIAG, and nothing is left behind that was not there. */
myn_status myn_import_csv(const myn_import_options *options, myn_diag *diag, myn_imported *out) MYN_CHECKED;

/* The same from the two tables of COINr, an R package (doi:10.21105/joss.04567): iData with uCode, uName,
 * Time, indicators, denominators and groups; iMeta with iCode, Type, Parent, Level, Direction, Weight, iName,
 * Unit, Denominator, ScaleFactor. index.yml says what COINr's own example does: per denominator, missing
 * values by the mean of a group, areas with 9 in 10 indicators, outliers winsorised (5 points at most, then a
 * logarithm), min-max to 0 .. 100, weighted arithmetic means. */
myn_status myn_import_coinr(const myn_import_options *options, myn_diag *diag, myn_imported *out) MYN_CHECKED;

/* Give back what an import said, not the files it made. Accepts NULL and a zeroed struct. */
void myn_imported_free(myn_imported *imported);

#endif
