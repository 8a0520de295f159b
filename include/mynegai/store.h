/* The store: an HDF5 file at home in netCDF tools. docs/store.md describes it for readers of other languages.
 *
 * Root: area, indicator, period, node, edition (dimensions); raw, raw_status, raw_lower, raw_upper (period,
 * indicator, area); normalised, normalised_status (edition, indicator, area); used_period (edition,
 * indicator); score, score_status, rank, quantile_<groups>, band (edition, node, area). Groups: parents,
 * inputs, model, summaries, provenance. */
#ifndef MYNEGAI_STORE_H
#define MYNEGAI_STORE_H
#include <mynegai/areas.h>
#include <mynegai/output.h>
#include <mynegai/panel.h>

typedef struct {
    const char *code;
    myn_label label;
    const char *unit; /* indicators; NULL elsewhere */
    /* nodes only */
    const char *level; /* or NULL */
    size_t parent;     /* number of the parent node, MYN_NONE for the root */
    size_t indicator;  /* number of the indicator it is, MYN_NONE where it is a combination */
    double weight;     /* as given within its parent */
    int direction;     /* +1, -1 */
    int decimals;      /* places in which it is published, -1: as it is */
} myn_item;

typedef struct {
    const char *name;
    myn_period period; /* the time it speaks of */
} myn_edition_label;

/* A measure of larger areas. */
typedef struct {
    const char *code;
    myn_label label;
    const char *method, *node;       /* node: code of the one whose ranks and scores it sums up */
    const char *population, *series; /* NULL: areas count 1; nothing is added up */
} myn_measure_label;

/* Everything that names rows and columns. Nodes come in tree order, parents before children. */
typedef struct {
    const char *index, *version; /* code of the index (folder name), version of the program */
    myn_label title, high_means;
    bool synthetic;
    const char *licence, *source;
    const myn_areas *areas, *parents;         /* parents may be NULL */
    const myn_item *indicator, *node, *input; /* input: series that feed indicators without being one */
    size_t indicators, nodes, inputs;
    const myn_edition_label *edition;
    size_t editions;
    int quantile[MYN_QUANTILES_MOST]; /* number of groups of each */
    size_t quantiles;
    myn_band_label band[MYN_BANDS_MOST];
    size_t bands;
    const myn_areas *summary_areas; /* what measures speak of; NULL where there are none */
    const myn_measure_label *measure;
    size_t measures;
    const char *const *step; /* names of the steps every indicator went through (longest list), for /model */
    size_t steps;
    size_t branch_steps; /* most steps a branch has: `after` first, then `into_parent` */
} myn_labels;

/* One edition's results, all arrays rows x areas, borrowed by the writer, owned by the reader's caller. */
typedef struct {
    double *normalised; /* indicators x areas */
    uint8_t *normalised_cell;
    int32_t *used_period; /* indicators: number of the period, -1 none */
    double *score;        /* nodes x areas */
    uint8_t *score_cell;
    int32_t *rank;                         /* 0: none */
    uint8_t *quantile[MYN_QUANTILES_MOST]; /* 0: none */
    uint8_t *band;                         /* from 1; 0: none; NULL where the index has no bands */
    double *fitted;        /* indicators x steps x MYN_FITTED_MOST (see method.h); NaN where none */
    double *summary;       /* measures x summary areas; NULL where the index has none */
    int32_t *summary_rank; /* the same; 1 the highest value, equal values share the least rank; 0: none */
    double *weight;        /* nodes: with which each went into its parent, given or fitted in this edition */
    double *
        branch_fitted; /* nodes x branch_steps x MYN_FITTED_MOST; NaN where none; NULL where no branch has steps */
} myn_edition;
#define MYN_STORE_FITTED 8

/* Where it came from: nothing here may differ between two equal runs. */
typedef struct {
    const char *name, *sha256;
    size_t rows, bytes;
} myn_provenance_file;
typedef struct {
    const char *name, *text; /* "index.yml", its text */
} myn_provenance_text;
typedef struct {
    const char *command; /* options that can change a number, one line a step that wrote the store: "build
                            --edition 2019" */
    const myn_provenance_text *text;
    size_t texts;
    const myn_provenance_file *file;
    size_t files;
    const char *explained; /* the definition with every default written out */
} myn_provenance;

/* ---- writing ---- */

typedef struct myn_writer myn_writer;

/* Start writing PATH: takes its lock (PATH.lock, flock; names the holder) and writes beside it. MYN_ERR_BUSY
 * with the holder in DIAG, MYN_ERR_IO with the reason. LABELS is borrowed until the writer is gone. */
myn_status myn_writer_open(const char *path, const myn_labels *labels, myn_diag *diag,
                           myn_writer **out) MYN_CHECKED;

/* The index's own cube: rows 0 .. indicators-1 of PANEL go to raw, the others to /inputs. Limits are written
 * where any plane has them. Parents likewise, with their own areas and periods, rows 0 .. indicators-1 only.
 * Call once, before editions; PARENTS may be NULL. MYN_ERR_ARGUMENT where sizes differ from the labels' or
 * planes are not in order (myn_panel_sort). */
myn_status myn_writer_raw(myn_writer *writer, const myn_panel *panel, const myn_panel *parents) MYN_CHECKED;

/* Edition number E, each once, in any order. MYN_ERR_ARGUMENT where a number is out of its range. */
myn_status myn_writer_edition(myn_writer *writer, size_t e, const myn_edition *edition) MYN_CHECKED;

/* Provenance, close, verify by reopening, fsync, rename over PATH, fsync the folder. On any error PATH is as
 * it was. Frees nothing. */
myn_status myn_writer_commit(myn_writer *writer, const myn_provenance *provenance) MYN_CHECKED;

/* Gives the lock back; where not committed, removes what was written. Accepts NULL. */
void myn_writer_free(myn_writer *writer);

/* ---- reading ---- */

typedef struct myn_store myn_store;

/* Open PATH without trusting it: no plugins, no external, soft or virtual parts, sizes checked against the
 * file and LIMIT (bytes that any one answer may take; 0: 8 GiB). MYN_ERR_FORMAT with the reason in DIAG. Areas
 * come back without dates of validity and successors, which a store does not keep; "" as NULL. */
myn_status myn_store_open(const char *path, size_t limit, myn_diag *diag, myn_store **out) MYN_CHECKED;

/* Close the file and give back labels and provenance. Accepts NULL. */
void myn_store_free(myn_store *store);

/* What names its rows and columns; valid until the store is freed. */
const myn_labels *myn_store_labels(const myn_store *store);

/* What it was made from; valid until the store is freed. */
const myn_provenance *myn_store_provenance(const myn_store *store);

/* Edition E whole; free with myn_edition_free. MYN_ERR_ARGUMENT where there is no edition E, MYN_ERR_LIMIT where
 * it takes more than the store's limit, MYN_ERR_FORMAT where a number is out of its range. */
myn_status myn_store_edition(myn_store *store, size_t e, myn_edition *out) MYN_CHECKED;

/* Give back the arrays that myn_store_edition allocated, and clear the struct. */
void myn_edition_free(myn_edition *edition);

typedef enum { MYN_CUBE_RAW, MYN_CUBE_INPUTS, MYN_CUBE_PARENTS } myn_cube;

/* The raw cube (rows: indicators), or that of the parents (MYN_ERR_NOT_FOUND where there are none); /inputs as
 * a panel of its own. To be freed with myn_panel_free. MYN_ERR_LIMIT where it takes more than the store's
 * limit, MYN_ERR_FORMAT where the file is damaged. */
myn_status myn_store_panel(myn_store *store, myn_cube which, myn_panel **out) MYN_CHECKED;

#endif
