/* From labels to numbers and back: checking, building, looking into a store. */
#ifndef MYNEGAI_RUN_H
#define MYNEGAI_RUN_H
#include <mynegai/index.h>
#include <mynegai/linalg.h>
#include <mynegai/store.h>

typedef struct {
    const char *index;        /* folder or index.yml */
    const char *data;         /* folder of the data set's files; NULL: beside its dataset.yml */
    const char *const *share; /* folders that hold datasets, searched last; ends in NULL; may be NULL */
    const char *edition;      /* only this one; NULL: all */
    const myn_change *change; /* made to the definition; recorded in provenance */
    size_t changes;
    const char *out;              /* build: the store */
    size_t threads;               /* 0: as many as there are processors */
    size_t memory;                /* bytes the cube may take; 0: 3/4 of the machine's */
    const myn_progress *progress; /* or NULL */
} myn_run_options;

/* What a build did, in figures. Texts live as long as the struct; free with myn_built_free. */
typedef struct {
    char *title, *title_cy;
    size_t areas, indicators, nodes, editions, periods;
    size_t rows;   /* read from all tables */
    size_t scored; /* areas with an overall score in the last edition */
    double seconds_read, seconds_all;
} myn_built;

/* Read the definition and the data, compute every edition, write the store. Every problem goes to DIAG;
 * nothing is written where there was an error. MYN_ERR_DATA, MYN_ERR_IO, MYN_ERR_BUSY (another run holds the
 * output), MYN_ERR_LIMIT (the cube is larger than OPTIONS->memory), MYN_ERR_ARGUMENT (no such edition),
 * MYN_ERR_INTERRUPTED, MYN_ERR_MEMORY. */
myn_status myn_build(const myn_run_options *options, myn_diag *diag, myn_built *out) MYN_CHECKED;

/* Give back the texts and clear the struct. */
void myn_built_free(myn_built *built);

/* ---- audit ---- */

typedef struct {
    const char *code;
    myn_label label;
    const char *unit;
    size_t periods;
    myn_period first, last;       /* data's first and last period */
    myn_period used;              /* the period that the last edition uses; {0, 0} none */
    double age_years;             /* from the end of `used` to the end of the last edition */
    size_t cells[MYN_CELL_KINDS]; /* areas by kind in `used` (absent where none) */
    double coverage;              /* share of areas with a value in `used`, 0 .. 1 */
    myn_moments moments;          /* of the values in `used` */
    bool outliers;                /* |skew| >= 2 and excess kurtosis >= 3.5 */
    bool constant;                /* values in `used` are all equal */
    bool stale;                   /* older than the index's window, or not used at all */
    size_t out_of_range;          /* values outside the series' declared range, all periods */
} myn_audit_indicator;

typedef struct {
    const myn_area *area;
    size_t present, of; /* indicators with a value in the period used, and all */
} myn_audit_area;

typedef struct {
    const char *code; /* as it stands in the data */
    myn_label fate;   /* unknown, or retired with its successor */
    size_t rows;
} myn_audit_code;

typedef struct {
    const char *dataset;
    myn_account account;
    size_t same, clashing; /* rows that repeat a cell with the same or another value */
    size_t larger;         /* observations of larger areas */
} myn_audit_table;

typedef struct {
    const char *index;
    myn_label title;
    const char *edition; /* the last one, which the figures speak of; NULL where none */
    bool synthetic;      /* of any of its data sets */
    size_t areas;
    size_t unnamed_en, unnamed_cy; /* areas without a name of their own in that language */
    const myn_audit_table *table;
    size_t tables;
    const myn_audit_indicator *indicator;
    size_t indicators;
    const myn_audit_area *area;
    size_t area_count;
    const myn_audit_code *code; /* codes in the data that are neither areas nor larger areas */
    size_t codes;
    void *memory;
} myn_audit;

/* Whether the data of INDEX is at hand: OPTIONS->data is given, or every data set has its files beside its dataset.yml. False
 * also where the definition cannot be read. */
bool myn_data_at_hand(const myn_run_options *options);

/* Read the definition alone, with its data sets' descriptions, into DIAG; no data. */
myn_status myn_check_definition(const myn_run_options *options, myn_diag *diag) MYN_CHECKED;

/* Read the definition and the data (OPTIONS->out and threads are not used) and audit them. OUT is given also
 * where DIAG got errors in the data, as far as the data could be read; NULL where the definition cannot be
 * used. */
myn_status myn_check(const myn_run_options *options, myn_diag *diag, myn_audit **out) MYN_CHECKED;

/* Give back an audit and every text of it. Accepts NULL. */
void myn_audit_free(myn_audit *audit);

/* ---- looking into a store ---- */

/* The definition that STORE (called PATH in problems) was built with, changes made; free with myn_index_free.
 * MYN_ERR_FORMAT with the reason in DIAG where the store holds none, or none that fits its figures; MYN_ERR_DATA where this
 * version does not accept it. */
myn_status myn_store_definition(const myn_store *store, const char *path, myn_diag *diag,
                                myn_index **out) MYN_CHECKED;

/* One node of an area's scorecard. */
typedef struct {
    size_t node;
    double score, mean; /* the area's, and the mean over areas */
    int32_t rank;       /* 0: none */
    size_t ranked;      /* areas with a rank */
    uint8_t band, quantile[MYN_QUANTILES_MOST], cell;
    double
        weight; /* its share of the weight of its parent's parts that have a score here; NaN where it has none */
    double pull; /* weight share x (score - mean of all areas): what it adds to its parent's score beside the
                    average area; NaN missing */
    double raw;  /* leaf: the value behind it; NaN where none */
    int32_t period; /* leaf: number of the raw period; -1 none */
} myn_card_line;

/* The scorecard of AREA (number) in edition E: a line a node in tree order. LINE has room for labels->nodes.
 * STORE's edition is given in DATA, its raw panel in RAW (or NULL: raw is NaN). O(nodes x areas). */
void myn_scorecard(const myn_labels *labels, const myn_edition *data, const myn_panel *raw, size_t area,
                   myn_card_line *line);

/* The same where MEAN of scores and number RANKED of each node over all areas are at hand, for one area after the other.
 * O(nodes^2). */
void myn_scorecard_beside(const myn_labels *labels, const myn_edition *data, const myn_panel *raw,
                          const double *mean, const size_t *ranked, size_t area, myn_card_line *line);

/* The number of the area that TEXT names: its code, or its name in either language (letter case of ASCII
 * ignored). MYN_NONE where none; *NEAREST gets the nearest code or name, or NULL. */
size_t myn_find_area(const myn_areas *areas, const char *text, const char **nearest);

/* ---- do the parts of a branch belong together, and what does each contribute ---- */

/* Why a figure cannot be given. */
typedef enum {
    MYN_LACK_NONE,   /* it is given */
    MYN_LACK_PARTS,  /* it takes NEED parts, there are HAVE */
    MYN_LACK_AREAS,  /* it takes NEED areas with a value of every part, there are HAVE */
    MYN_LACK_SPREAD, /* the score of node ONE is the same in every area */
    MYN_LACK_RANK /* singular: ONE and OTHER are correlated perfectly, or (MYN_NONE) some parts determine another */
} myn_lack_kind;
typedef struct {
    myn_lack_kind kind;
    size_t need, have, one, other;
} myn_lack;

/* How a branch's score comes of its parts' values. */
typedef enum {
    MYN_SUM_WEIGHTED, /* their sum with the weights in use, but for scale and origin */
    MYN_SUM_OTHER, /* a sum with other weights, which SLOPE has: parts changed in a straight line on the way */
    MYN_SUM_CLOSEST /* no sum (geometric mean, ranks on the way): SLOPE is of the closest one, by least squares */
} myn_sum_form;

/* A part of a branch, or an indicator below it, beside the branch's score. A figure that cannot be given is missing
 * (NaN). */
typedef struct {
    size_t node, n; /* n: areas with a value of it and a score of the branch */
    double
        nominal; /* its share of the weights in use; further below, the product of shares down the tree (what COINr calls an effective weight) */
    double slope; /* what one unit of it adds to the score; further below, the product of slopes */
    double used;  /* parts only: slope's share of all slopes; NOMINAL where the form is WEIGHTED */
    double
        effective; /* slope x cov(x, y) / var(y): the share of the score's variance that it contributes. Sums to 1 over
                         the parts of a sum, to R^2 over those of the closest one; about so where areas lack a part */
    double correlation, p; /* with the score; p two-sided */
    double item_total;     /* parts only, as what follows: correlation with the sum of the others */
    double alpha_without;  /* Cronbach's alpha of the others */
    double kmo, vif;
    size_t stopped_by; /* the branch on the way to the score that has no slopes, or MYN_NONE */
} myn_diagnosed_part;

typedef struct {
    size_t node, parts, indicators; /* indicators: all below; 0 where the parts are the indicators */
    myn_diagnosed_part *part, *indicator;
    size_t scored, complete;          /* areas with a score; with a value of every part */
    myn_correlations pair;            /* parts x parts, of the areas that have both */
    double alpha, alpha_standardised; /* of the covariances, of the correlations */
    double kmo;
    myn_sphericity bartlett;
    myn_components pca; /* of the correlations; nothing (value NULL) where it cannot be given */
    myn_sum_form form;
    double r_squared;                              /* of the score on its parts: 1 but for CLOSEST */
    double effective_sum;                          /* of the parts */
    myn_lack no_alpha, no_kmo, no_inverse, no_pca; /* inverse: Bartlett and VIF */
} myn_diagnosed;

typedef struct {
    const myn_labels *labels; /* borrowed */
    size_t edition;
    myn_corr_kind correlation; /* of `pair` */
    myn_diagnosed *branch;
    size_t branches;
    const myn_lack *no_slope; /* by node: why a branch's slopes cannot be given */
    void *memory;
} myn_diagnosis;

#define MYN_REDUNDANT 0.9 /* a correlation of two parts from which on they say the same */

/* Diagnose the branch NODE, or all where it is MYN_NONE, of edition E, whose figures DATA has. A value is a part's score
 * as its parent takes it, turned where its direction is -1, but without steps on the way into the parent, which a store
 * does not keep. Correlations of the parts with each other are of kind CORRELATION and rest on the areas that have both;
 * all else is Pearson's: alpha, KMO, Bartlett, VIF, components and the form of
 * the score on the areas that have every part. Effective weights: Paruolo, Saisana and Saltelli 2013,
 * doi:10.1111/j.1467-985X.2012.01059.x, whose own measure, where the relation is a line, is the square of a part's `correlation`.
 * MYN_ERR_ARGUMENT: NODE is an indicator. O(areas x nodes^2). */
myn_status myn_diagnose(const myn_labels *labels, const myn_edition *data, size_t e, size_t node,
                        myn_corr_kind correlation, myn_diagnosis **out) MYN_CHECKED;

/* Give back a diagnosis; the labels it borrowed stay. Accepts NULL. */
void myn_diagnosis_free(myn_diagnosis *diagnosis);

#endif
