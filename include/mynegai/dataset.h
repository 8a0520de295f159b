/* clang-format off */
/* dataset.yml: what each table of a data set holds, and reading its rows as observations.
 *
 *   mynegai: 1
 *   dataset: wales-councils
 *   title: {en: ..., cy: ...}                       # required
 *   source: Office for National Statistics ...      # required
 *   licence: OGL-UK-3.0                             # required
 *   folder: geography                               # of its files in a --data folder of several sets; default its name
 *   synthetic: false                                # true: shown wherever its figures are shown
 *   areas:                                          # code lists that this data set brings (see areas.h)
 *     lsoa-2011-wales: {file: areas.csv, code: code, name_en: name_en, name_cy: name_cy, parent: parent,
 *                       where: {code: "W01*"}}      # also: level, valid_from, valid_to, successor (columns)
 *     # repeats: true, a code in several rows; strip: " BUA", an ending taken off names;
 *     # names: {file: names.csv, match: name_en, name_cy: name_cy}, Welsh names by the English ones
 *   lookups:                                        # which areas lie in which others
 *     lsoa-2011-to-2021: {file: lookup.csv, area: lsoa11cd, into: lsoa21cd, share: equal}
 *                       # share: none (in one or in none), equal, {weight: COLUMN}, {population: COLUMN}
 *   tables:
 *     - file: indicators.csv
 *       layout: long                   # long: a row an observation; wide: a column a series
 *       area: areacd                   # column of area codes
 *       period: {column: period, form: iso}   # form iso or financial; or {value: 2019}, the whole table's
 *       key: [dataset, indicator, measure]    # long: the columns that together name a series
 *       value: observation                    # long
 *       lower: lci_95                         # long, optional confidence limits
 *       upper: uci_95
 *       status: {column: status, words: {e: estimated, p: provisional}}   # long, optional; cell words understood too
 *       where: {areacd: ["W06*", "W92*"]}     # keep rows whose column is one of these; a final * matches any ending
 *       except: {measure: [Count]}            # leave out rows whose column is one of these
 *       spelling: {areacd: {W06000017: W06000024}}   # one spelling mapped to another, before all else
 *       markers: {"*": suppressed, "[c]": suppressed, "..": missing}  # what a text in a value column means; "" is missing
 *       encoding: auto                 # auto, utf-8, windows-1252
 *       delimiter: ","                 # one character, or tab
 *       decimal: "."
 *       thousands: ","                 # default none: a comma in a number is then an error
 *       percent: false                 # true: a final % is taken off
 *       header: {row: 1}               # or {match: Area code}: the row whose first field is this
 *       skip_after_header: 0
 *       series:                        # or `all`: every key value (one key column) or column is a series of that name
 *         happiness: {key: [personal-wellbeing-estimates, Happiness, Mean], en: Happiness, cy: Hapusrwydd, unit: score, range: [0, 10]}
 *         income: {column: Income_rank}          # wide; "hdi_{period}" takes a column a period
 */
/* clang-format on */
#ifndef MYNEGAI_DATASET_H
#define MYNEGAI_DATASET_H
#include <mynegai/cell.h>
#include <mynegai/csv.h>
#include <mynegai/label.h>
#include <mynegai/names.h>
#include <mynegai/period.h>

/* Keep (or leave out) rows by a column's text. */
typedef struct {
    const char *column;
    const char *const *value; /* a final '*' matches any ending */
    size_t count;
    bool keep;
    myn_place at;
} myn_filter;

typedef struct {
    const char *column, *from, *to;
} myn_respelling;

typedef struct {
    const char *text;
    uint8_t cell;
} myn_marker;

/* A part of a file that names: which file, which rows, how spelt. Shared by tables and code lists. */
typedef struct {
    const char *file; /* relative to the data folder */
    myn_place at;
    myn_dialect dialect;
    const myn_filter *filter;
    size_t filters;
    const myn_respelling *respelling;
    size_t respellings;
} myn_source_file;

typedef struct {
    const char *name;       /* what a definition calls it */
    myn_label label;        /* both NULL where not given */
    const char *unit;       /* or NULL */
    double low, high;       /* valid range, -inf and inf where not given */
    const char *const *key; /* long: one text a key column */
    const char *column;     /* wide: header text, may hold {period} */
    size_t table;
    myn_place at;
} myn_described_series;

typedef struct {
    myn_source_file from;
    bool wide, all; /* all: series are whatever the file names */
    const char *area, *value, *lower, *upper, *status, *period_column;
    myn_period period; /* where period_column is NULL and no column pattern gives one */
    myn_period_form form;
    const char *const *key;
    size_t keys;
    const myn_marker *marker, *status_word;
    size_t markers, status_words;
    char decimal, thousands; /* thousands 0: none */
    bool percent;
} myn_table;

/* Welsh names that stand in another file beside the English ones. */
typedef struct {
    myn_source_file from;
    const char *match, *name_cy; /* columns: the English name, the Welsh one */
} myn_name_list;

typedef struct {
    const char *name;
    myn_source_file from;
    const char *code, *name_en, *name_cy, *parent, *level, *valid_from, *valid_to,
        *successor;      /* columns, or NULL */
    bool repeats;        /* a code may stand in several rows, which say the same of it */
    const char *strip;   /* an ending that is taken off names; or NULL */
    myn_name_list names; /* from.file NULL: none */
} myn_area_list;

/* How the parts of an area that lies in several others are known. */
typedef enum {
    MYN_SHARE_NONE,      /* they are not: an area lies in one other or in none */
    MYN_SHARE_EQUAL,     /* each has the same part */
    MYN_SHARE_WEIGHT,    /* a column of shares, which sum to 1 */
    MYN_SHARE_POPULATION /* a column of counts, of which each has its share */
} myn_share_kind;

/* Which areas lie in which others: small areas in places, last decade's in this one's. */
typedef struct {
    const char *name;
    myn_source_file from;
    const char *area, *into; /* columns: code of the area; code of what it lies in, blank: in none */
    myn_share_kind share;
    const char *share_column; /* shares, counts; or NULL */
    myn_place at;
} myn_lookup_file;

typedef struct myn_dataset {
    const char *name, *folder; /* folder: where dataset.yml stands */
    const char *within;        /* folder of its files in a data folder that holds several sets' */
    myn_label title;
    const char *source, *licence;
    bool synthetic;
    const myn_table *table;
    size_t tables;
    const myn_described_series *series;
    size_t series_count;
    const myn_area_list *list;
    size_t lists;
    const myn_lookup_file *lookup;
    size_t lookups;
    const char *text; /* dataset.yml as read */
    void *memory;
} myn_dataset;

/* Read PATH (a dataset.yml), without opening the files it names. Every problem goes to DIAG (may be NULL);
 * MYN_ERR_DATA where there was an error, MYN_ERR_IO where PATH cannot be read, and then *OUT is NULL. */
myn_status myn_dataset_read(const char *path, myn_diag *diag, myn_dataset **out) MYN_CHECKED;

/* Give back a data set and every text and table of it. Accepts NULL. */
void myn_dataset_free(myn_dataset *dataset);

/* The series NAME as it is declared, or NULL. Where a table says `series: all`, a name that is not declared may
 * still exist. O(1). */
const myn_described_series *myn_dataset_series(const myn_dataset *dataset, const char *name);

/* Whether a table says `series: all`, so that only its file tells which series there are. */
bool myn_dataset_open_ended(const myn_dataset *dataset);

/* One observation. Texts are valid during the call. */
typedef struct {
    const char *area;
    size_t area_length;
    size_t series; /* number in the names that were wanted */
    myn_period period;
    double value;        /* NaN where the cell has none */
    double lower, upper; /* NaN where not given */
    uint8_t cell;        /* myn_cell */
    myn_place at;
} myn_observation;

typedef myn_status (*myn_observe)(void *ctx, const myn_observation *observation);

/* What became of the rows of one table. Long: read = used + filtered + other_series + wrong. Wide: the same,
 * a row used where any of its columns was wanted. */
typedef struct {
    const char *file; /* borrowed from the dataset */
    myn_csv_info info;
    size_t used, filtered, other_series, wrong;
    size_t observations; /* delivered */
} myn_account;

typedef struct {
    const myn_dataset *dataset;
    size_t table;
    const char *folder;      /* where the files lie; NULL: dataset->folder. A file outside it is refused */
    const myn_names *wanted; /* names of series to deliver */
    myn_observe observe;
    void *ctx;
    const myn_progress *progress; /* or NULL */
} myn_scan;

/* Read table SCAN->table and deliver the observations of wanted series in file order. A text that is neither
 * number nor marker, a period that is none, a missing column, a value outside its series' range (warning) go
 * to DIAG; MYN_ERR_DATA after the whole file was read. MYN_ERR_ARGUMENT where there is no such table,
 * MYN_ERR_INTERRUPTED where progress asks to stop; what the observer answers but MYN_OK is passed on. OUT is
 * filled in whatever the answer. Memory does not grow with rows. */
myn_status myn_dataset_scan(const myn_scan *scan, myn_diag *diag, myn_account *out) MYN_CHECKED;

/* Open a file of SOURCE under FOLDER: the joined path, to be freed, or NULL with a problem in DIAG where it
 * leaves the folder or is not there. */
char *myn_source_path(const myn_source_file *source, const char *folder, myn_diag *diag);

/* One row of a name file: a text a wanted column, valid during the call. Anything but MYN_OK stops the reading
 * and is passed on. */
typedef myn_status (*myn_record)(void *ctx, const char *const *field, myn_place at);

/* Read a name file (a code list) in FOLDER row by row with filters and respellings applied: COLUMN names the
 * COLUMNS wanted ones (NULL entries give NULL fields), delivered to RECORD in that order, without blanks at
 * their ends. Missing columns are problems in DIAG: MYN_ERR_DATA. */
myn_status myn_source_records(const myn_source_file *source, const char *folder, const char *const *column,
                              size_t columns, myn_record record, void *ctx, myn_diag *diag,
                              myn_account *out) MYN_CHECKED;

#endif
