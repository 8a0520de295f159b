/* Inside the export: what is written, and the writers of rows. */
#ifndef MYN_REPORT_EXPORT_H
#define MYN_REPORT_EXPORT_H
#include "report/page.h"

/* One node's (or indicator's) figures over all areas. */
typedef enum { FIGURE_REAL, FIGURE_RANK, FIGURE_GROUP, FIGURE_BAND } FigureKind;
typedef struct {
    FigureKind kind;
    const void *at;      /* double, int32_t (0: none), uint8_t (0: none): one an area */
    const uint8_t *cell; /* why it is so, one an area */
    int decimals;        /* FIGURE_REAL: places, -1 in full */
    const char *what, *node, *edition;
    int groups;  /* FIGURE_GROUP: how many */
    bool sparse; /* cells that nothing speaks of are left out */
} Figures;

typedef struct {
    Page page;
    const myn_labels *labels;
    myn_form form;
    bool name_what, name_groups; /* columns that only some exports have */
    myn_buffer *area;            /* what a row says of its area, made once */
    size_t rows, suppressed;
} Export;

myn_status export_areas(Export *export) MYN_CHECKED;
void export_free_areas(Export *export);

/* The line of column names, or the start of a JSON array; and its end. */
void export_tidy_head(Export *export);
void export_wide_head(Export *export, const Figures *figures, size_t count);
void export_foot(Export *export);

/* A row an area. */
void export_tidy(Export *export, const Figures *figures);
/* A row an area, a column for each of COUNT figures. */
void export_wide(Export *export, const Figures *figures, size_t count);

/* Measures of larger areas: a table of their own. */
myn_status export_summaries(myn_store *store, const myn_export_options *options,
                            const myn_sink *sink) MYN_CHECKED;

#endif
