/* What is said: tables as data, and their forms for a terminal, CSV, JSON, Markdown. What prints never
 * computes. */
#ifndef MYNEGAI_REPORT_H
#define MYNEGAI_REPORT_H
#include <mynegai/compare.h>
#include <mynegai/explain.h>
#include <mynegai/run.h>
#include <mynegai/run_neighbours.h>
#include <mynegai/run_sensitivity.h>
#include <mynegai/run_significance.h>
#include <mynegai/text.h>

/* Where text goes, piece by piece. False stops the writing (MYN_ERR_IO). */
typedef struct {
    bool (*write)(void *ctx, const char *bytes, size_t size);
    void *ctx;
} myn_sink;

/* How a cell is set on a terminal with colours: five steps of a scale from its low end to its high end. */
#define MYN_STYLE_STEPS 5
typedef enum { MYN_STYLE_PLAIN, MYN_STYLE_STRONG, MYN_STYLE_FAINT, MYN_STYLE_STEP } myn_style;

/* A table of texts. */
typedef struct {
    const char *name;
    bool right; /* numbers: aligned right, no quotes in JSON */
} myn_grid_column;

typedef struct myn_grid {
    char *title; /* or NULL */
    size_t columns, rows;
    myn_grid_column *column;
    char **cell;         /* rows x columns; NULL: nothing (null in JSON) */
    uint8_t *style;      /* rows x columns: myn_style, or MYN_STYLE_STEP + 0 .. 4 */
    size_t filled, room; /* cells */
    bool failed;         /* out of memory while filling */
} myn_grid;

/* A grid with COLUMNS named columns (names copied). Cells are added from left to right, row after row;
 * `failed` is checked once. */
myn_status myn_grid_new(const char *title, const myn_grid_column *column, size_t columns,
                        myn_grid **out) MYN_CHECKED;

/* Give back a grid and its texts. Accepts NULL. */
void myn_grid_free(myn_grid *grid);

/* Add a cell with a copy of TEXT; NULL: nothing stands there. */
void myn_grid_text(myn_grid *grid, const char *text);

/* Add a cell with VALUE in DECIMALS places, -1: in its shortest form; NaN: nothing stands there. */
void myn_grid_number(myn_grid *grid, double value, int decimals);

/* Add a cell with a whole number. */
void myn_grid_count(myn_grid *grid, size_t value);

/* Set the style of the cell added last (a myn_style, or MYN_STYLE_STEP + 0 .. 4). */
void myn_grid_style(myn_grid *grid, unsigned style);

typedef struct {
    bool colour;  /* ANSI colours and bold */
    size_t width; /* columns of the terminal; 0: unlimited. Longer texts are cut with an ellipsis */
} myn_terminal;

/* Write GRID for a terminal: columns aligned, title first. MYN_ERR_IO where the sink stops, MYN_ERR_MEMORY where
 * the grid failed; so with the other forms. */
myn_status myn_grid_terminal(const myn_grid *grid, const myn_terminal *how, const myn_sink *sink) MYN_CHECKED;

/* As CSV (RFC 4180, but that lines end in LF), with a row of names and without the title. */
myn_status myn_grid_csv(const myn_grid *grid, const myn_sink *sink) MYN_CHECKED;

/* As a JSON array, an object a row by the columns' names; a cell that is nothing is null. */
myn_status myn_grid_json(const myn_grid *grid, const myn_sink *sink) MYN_CHECKED;

/* As a Markdown table, the title above it as a heading. */
myn_status myn_grid_markdown(const myn_grid *grid, const myn_sink *sink) MYN_CHECKED;

/* ---- a store ---- */

typedef enum {
    MYN_WHAT_SCORES,
    MYN_WHAT_RANKS,
    MYN_WHAT_QUANTILES,
    MYN_WHAT_BANDS,
    MYN_WHAT_NORMALISED,
    MYN_WHAT_RAW,
    MYN_WHAT_ALL,        /* all of these, but not */
    MYN_WHAT_SUMMARIES,  /* measures of larger areas */
    MYN_WHAT_UNCERTAINTY /* what `mynegai uncertainty` left: means, spreads, percentiles, probabilities */
} myn_what;
typedef enum { MYN_FORM_CSV, MYN_FORM_JSON } myn_form;
typedef struct {
    myn_what what;
    myn_form form;
    bool rounded;        /* scores with the decimals that the index publishes; false: in full */
    bool wide;           /* a row an area (and edition), a column a node */
    const char *edition; /* NULL: all */
    const myn_progress *progress;
} myn_export_options;

/* Write STORE's figures to SINK, in memory that holds one edition. Tidy, a row a figure:
 * area,area_name_en,area_name_cy,node,edition,value,status; raw: node is the indicator and edition the data's
 * period; quantiles: a column `groups` after edition; bands: value is the band's English label; all: a column
 * `what` in front (score, rank, quantile_5, band, normalised, raw). Numbers in full, with `rounded`
 * scores as published; no value is an empty field, null in JSON. Wide: area and names, edition, then a
 * column a node (quantiles: the first grouping); MYN_WHAT_ALL cannot be wide (MYN_ERR_ARGUMENT).
 * Summaries: area,area_name_en,area_name_cy,measure,node,edition,value,rank; wide: a column a measure,
 * values. Uncertainty: a column `what` in front (score_mean, score_p5, rank_sd, rank_p95, rank_shift,
 * p_quantile_10_1, p_band_3 ...); wide: a column NODE.WHAT. *SUPPRESSED gets the cells that were left blank because they are suppressed. MYN_ERR_NOT_FOUND: no
 * such edition; MYN_ERR_ARGUMENT: the index has no quantiles, bands or summaries, the store no uncertainty of the
 * edition (NULL: of any). */
myn_status myn_export(myn_store *store, const myn_export_options *options, const myn_sink *sink,
                      size_t *suppressed) MYN_CHECKED;

typedef struct {
    const char *edition; /* NULL: the last */
    const char *node;    /* NULL: the root */
    size_t first;        /* rows at most, 0: all */
    myn_lang lang;
    myn_terminal terminal;
} myn_show_options;

/* The ranking by a node, for a terminal. MYN_ERR_NOT_FOUND: no such edition or node. */
myn_status myn_show_ranking(myn_store *store, const myn_show_options *options,
                            const myn_sink *sink) MYN_CHECKED;

/* The scorecard of AREA (number) down the tree from a node, for a terminal. MYN_ERR_NOT_FOUND: no such edition or
 * node; MYN_ERR_ARGUMENT: no such area. */
myn_status myn_show_area(myn_store *store, size_t area, const myn_show_options *options,
                         const myn_sink *sink) MYN_CHECKED;

/* Larger areas by measure, those of a node where one is given, in the order of the first measure's ranks.
 * MYN_ERR_NOT_FOUND: no such edition or node; MYN_ERR_ARGUMENT: no such measures. */
myn_status myn_show_summaries(myn_store *store, const myn_show_options *options,
                              const myn_sink *sink) MYN_CHECKED;

/* Where an area's figures come from, every step with its numbers, for a terminal: of OPTIONS lang and terminal are
 * used. LABELS are the store's. */
myn_status myn_show_explained(const myn_labels *labels, const myn_explained *explained,
                              const myn_show_options *options, const myn_sink *sink) MYN_CHECKED;

/* The same as one JSON object, from which it can be worked out again to the last digits. */
myn_status myn_explained_json(const myn_labels *labels, const myn_explained *explained,
                              const myn_sink *sink) MYN_CHECKED;

/* What changed between two stores, and why, for a terminal: of OPTIONS lang, terminal and `first`, the movers at
 * most, are used. */
myn_status myn_show_comparison(const myn_comparison *comparison, const myn_show_options *options,
                               const myn_sink *sink) MYN_CHECKED;

/* The same as CSV, a row an area, FIRST at most (0: all). */
myn_status myn_comparison_csv(const myn_comparison *comparison, size_t first,
                              const myn_sink *sink) MYN_CHECKED;

/* The same as one JSON object. */
myn_status myn_comparison_json(const myn_comparison *comparison, size_t first,
                               const myn_sink *sink) MYN_CHECKED;

/* The same as a note for a release, in both languages, with a place to sign: Markdown. */
myn_status myn_release_note(const myn_comparison *comparison, size_t first, const myn_sink *sink) MYN_CHECKED;

/* Its tables as CSV: section, what_en, what_cy, of, before, after, change, data, normalisation, method. */
myn_status myn_release_note_csv(const myn_comparison *comparison, size_t first,
                                const myn_sink *sink) MYN_CHECKED;

/* ---- findings ---- */

/* An audit for a terminal, a table a section. Of OPTIONS lang and terminal are used. */
myn_status myn_show_audit(const myn_audit *audit, const myn_show_options *options,
                          const myn_sink *sink) MYN_CHECKED;

/* The same for machines: one JSON object, an array a section. */
myn_status myn_audit_json(const myn_audit *audit, const myn_sink *sink) MYN_CHECKED;

/* The quality audit of a release, in both languages: figures, tables, PROBLEMS (all but notes), and a log of who did what
 * for people to fill in: Markdown. */
myn_status myn_audit_note(const myn_audit *audit, const myn_diag *problems, const myn_sink *sink) MYN_CHECKED;

/* The same, nothing left out, as CSV: section, what_en, what_cy, of, value, who, date, outcome. Sections: summary, tables,
 * codes, indicators, areas (those that lack an indicator), problems, log (value, who, date and outcome are blank). */
myn_status myn_audit_note_csv(const myn_audit *audit, const myn_diag *problems,
                              const myn_sink *sink) MYN_CHECKED;

/* A diagnosis for people: a section a branch, matrices of at most 12 parts. */
myn_status myn_show_diagnosis(const myn_diagnosis *diagnosis, const myn_show_options *options,
                              const myn_sink *sink) MYN_CHECKED;

/* The same for machines, a row a figure: edition,node,figure,part,other,value,p,n,note. PART and OTHER are codes, OTHER
 * the number of a component for eigenvalue, variance_share and loading; NOTE says why a value is empty, of a correlation
 * "redundant" or "negative", of r_squared the form of the score (weighted, other, closest). */
myn_status myn_diagnosis_rows(const myn_diagnosis *diagnosis, myn_form form,
                              const myn_sink *sink) MYN_CHECKED;

/* Families for people: that of an area (MYN_NONE: all, a line each). */
myn_status myn_show_families(const myn_families *families, size_t area, const myn_show_options *options,
                             const myn_sink *sink) MYN_CHECKED;

/* The same for machines, a row an area and neighbour: area,area_name_en,place,neighbour,neighbour_name_en,distance,
 * rebased,mutual,kept, then a column share_NODE a variable: its part of the squared distance. */
myn_status myn_families_rows(const myn_families *families, size_t area, myn_form form,
                             const myn_sink *sink) MYN_CHECKED;

/* Two nodes set side by side for an area and its family: what is spent, what comes of it. MYN_NONE both: not wanted. */
typedef struct {
    size_t cost, performance;
} myn_side_by_side;

/* An area beside its family, for people. */
myn_status myn_show_benchmark(const myn_benchmark *benchmark, const myn_show_options *options,
                              const myn_sink *sink) MYN_CHECKED;

/* The same for machines, a row a node: area,node,value,unit,family_mean,mean,larger_area,larger_value,rank,of,family_rank,
 * family_of,quarter,change,since,verdict,p_adjusted. */
myn_status myn_benchmark_rows(const myn_benchmark *benchmark, myn_form form,
                              const myn_sink *sink) MYN_CHECKED;

/* The lines of the area and of each of its family under two nodes: BENCHMARK has one for each, the area's first. */
myn_status myn_show_side_by_side(const myn_benchmark *const *benchmark, size_t count,
                                 const myn_side_by_side *nodes, const myn_show_options *options,
                                 const myn_sink *sink) MYN_CHECKED;

/* Comparisons for people: a table an indicator, or one table of an area's indicators. */
myn_status myn_show_significance(const myn_significance *significance, const myn_show_options *options,
                                 const myn_sink *sink) MYN_CHECKED;

/* The same for machines, a row a comparison: edition,indicator,period,area,area_name_en,value,lower,upper,versus,
 * versus_period,versus_value,versus_lower,versus_upper,scale,difference,scale_difference,scale_se,z,p,p_adjusted,verdict,
 * note. VERSUS is a code, "others", or "edition:E"; DIFFERENCE is in the indicator's unit; NOTE says why there is no
 * test. */
myn_status myn_significance_rows(const myn_significance *significance, myn_form form,
                                 const myn_sink *sink) MYN_CHECKED;

/* Funnels for people. */
myn_status myn_show_funnels(const myn_funnels *funnels, const myn_show_options *options,
                            const myn_sink *sink) MYN_CHECKED;

/* The same for machines, a row an area: edition,indicator,period,kind,area,area_name_en,numerator,denominator,value,target,
 * lower_95,upper_95,lower_998,upper_998,dispersion,stretched,stretched_lower_95,stretched_upper_95,stretched_lower_998,
 * stretched_upper_998,z,p,p_adjusted,outside (-2, -1, 0, 1, 2). */
myn_status myn_funnels_rows(const myn_funnels *funnels, myn_form form, const myn_sink *sink) MYN_CHECKED;

/* A sensitivity analysis for people: a line a source. */
myn_status myn_show_sensitivity(const myn_sensitivity_found *found, const myn_show_options *options,
                                const myn_sink *sink) MYN_CHECKED;

/* The same for machines, a row a source: edition,node,output,input,coordinates,dependent,base_points,runs,published,mean,
 * variance,first,first_lower,first_upper,first_settled,total,total_lower,total_upper,total_settled,needed. */
myn_status myn_sensitivity_rows(const myn_sensitivity_found *found, myn_form form,
                                const myn_sink *sink) MYN_CHECKED;

/* The catalogue for a terminal: a line a method. */
myn_status myn_show_methods(const myn_terminal *how, const myn_sink *sink) MYN_CHECKED;

/* One method whole: formula, parameters, reference. */
myn_status myn_show_method(const myn_method *method, const myn_terminal *how,
                           const myn_sink *sink) MYN_CHECKED;

/* All of them as docs/methods.md. */
myn_status myn_methods_markdown(const myn_sink *sink) MYN_CHECKED;

#endif
