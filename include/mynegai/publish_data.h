/* The data files of a publication: tidy CSV with CSVW metadata, workbooks, JSON-stat, a DCAT record, checksums.
 *
 * Pure functions from a release to bytes: no clock, no folder, no host, so that the same release gives the same bytes.
 * docs/open-data.md describes every file and column for those who read them. */
#ifndef MYNEGAI_PUBLISH_DATA_H
#define MYNEGAI_PUBLISH_DATA_H
#include <mynegai/digest.h>
#include <mynegai/release.h>
#include <mynegai/text.h>

/* A file being written: its path in the site ("data/scores.csv") and all its bytes. What it returns ends the writing. Called
 * by one thread at a time, in the same order whatever the threads. */
typedef myn_status (*myn_publish_take)(void *ctx, const char *path, const char *bytes, size_t size);

/* The tables, each a CSV file of its own: name of the enumeration, name of the file. */
#define MYN_DATA_TABLES(X)                                                                         \
    X(MYN_DATA_SCORES, "scores")             /* a row a score, of this edition and those before */ \
    X(MYN_DATA_RANKS, "ranks")               /* a row a rank */                                    \
    X(MYN_DATA_QUANTILES, "quantiles")       /* a row a grouping and area */                       \
    X(MYN_DATA_BANDS, "bands")               /* a row a band */                                    \
    X(MYN_DATA_VALUES, "values")             /* a row a value of an indicator, every period */     \
    X(MYN_DATA_LARGER, "larger-values")      /* the same of larger areas */                        \
    X(MYN_DATA_SUMMARIES, "summaries")       /* a row a measure of a larger area */                \
    X(MYN_DATA_UNCERTAINTY, "uncertainty")   /* a row a figure: means, spreads, percentiles */     \
    X(MYN_DATA_FORECASTS, "forecasts")       /* a row a step of an indicator's forecast */         \
    X(MYN_DATA_SEGMENTS, "segments")         /* a row an area and tier */                          \
    X(MYN_DATA_PROFILES, "segment-profiles") /* a row a segment and variable */                    \
    X(MYN_DATA_NODES, "nodes")               /* the tree: a row a node */                          \
    X(MYN_DATA_AREAS, "areas")               /* a row an area of the index */

#define MYN_DATA_ENUM(name, file) name,
typedef enum { MYN_DATA_TABLES(MYN_DATA_ENUM) MYN_DATA_KINDS } myn_data_table;
#undef MYN_DATA_ENUM

/* The name of TABLE's file without ".csv"; NULL for a number that is no table's. */
const char *myn_data_name(myn_data_table table);

/* TABLE as CSV (RFC 4180, but that lines end in LF), UTF-8, a row of names first. Codes are text; scores have the decimals
 * that the index publishes, other numbers all their digits; a figure that is not there is an empty field and `status`
 * says why. A text that a spreadsheet would take for a formula (its first character is one of = + - @, a tab or a line
 * end) has an apostrophe before it; numbers never. OUT is appended to. MYN_ERR_NOT_FOUND: the release has no such
 * figures; MYN_ERR_FORMAT: an annex is not of the shape docs/store.md says; MYN_ERR_MEMORY. O(cells). */
myn_status myn_data_csv(const myn_release *release, myn_data_table table, myn_buffer *out) MYN_CHECKED;

/* What describes the CSV file called URL (relative to this file) that holds TABLE, after the W3C's Metadata Vocabulary
 * for Tabular Data: title, licence, source, columns with titles in both languages, datatypes, primary key. Errors as
 * myn_data_csv. */
myn_status myn_data_csvw(const myn_release *release, myn_data_table table, const char *url,
                         myn_buffer *out) MYN_CHECKED;

/* A workbook in LANG (XLSX) after the Government Analysis Function's guidance: cover, contents, notes, then a table a sheet,
 * marked up as tables, no cell blank or merged; shorthand ([c], [x], [z] ...) stands where there is no figure. Its
 * date is the last day of the edition. MYN_ERR_IO where there is no room for its temporary files; else errors as
 * myn_data_csv. Tables over 1,048,000 rows are left to the CSV files, which the contents say. */
myn_status myn_data_workbook(const myn_release *release, myn_lang lang, myn_buffer *out) MYN_CHECKED;

/* The scores as a JSON-stat 2.0 data set with dimensions edition (role time), node, area (role geo), labels in LANG; status
 * holds the word of a cell that is not plainly observed. */
myn_status myn_data_jsonstat(const myn_release *release, myn_lang lang, myn_buffer *out) MYN_CHECKED;

/* A file that was made. */
typedef struct {
    char *path; /* in the site */
    size_t size;
    char sha256[MYN_DIGEST_TEXT];
    const char *media; /* media type */
    myn_label what;    /* its title, in both languages */
} myn_data_file;

typedef struct {
    myn_data_file *file;
    size_t count, room;
} myn_data_files;

/* Add a file with a copy of PATH, its size and checksum; MEDIA and WHAT are borrowed. */
myn_status myn_data_files_add(myn_data_files *files, const char *path, const char *bytes, size_t size,
                              const char *media, myn_label what) MYN_CHECKED;

/* Give back its memory and clear the struct. Accepts NULL. */
void myn_data_files_free(myn_data_files *files);

/* The DCAT record of the release as JSON-LD, a distribution for each of FILES; addresses are relative to the folder FOLDER
 * ("data/") of the paths, in which the record is meant to lie. */
myn_status myn_data_record(const myn_release *release, const myn_data_files *files, const char *folder,
                           myn_buffer *out) MYN_CHECKED;

/* FILES as sha256sum writes and checks them, paths relative to FOLDER. A path with a backslash or line end is written as
 * sha256sum does. */
myn_status myn_data_sums(const myn_data_files *files, const char *folder, myn_buffer *out) MYN_CHECKED;

/* Every data file of RELEASE to TAKE, under "data/": the workbook and the JSON-stat file of each of LANG (INDEX-en.xlsx,
 * INDEX-en.json; LANGS 0: English and Welsh), each table as TABLE.csv with TABLE.csv-metadata.json, dcat.jsonld and
 * SHA256SUMS. OUT (or NULL) gets the list in the order of writing, to be freed also after an error. Stops at what TAKE
 * answers if it is not MYN_OK. */
myn_status myn_publish_data(const myn_release *release, const myn_lang *lang, size_t langs,
                            myn_publish_take take, void *ctx, myn_data_files *out) MYN_CHECKED;

#endif
