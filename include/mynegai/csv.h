/* CSV files as they come: dialect, encoding, lines before and after the header.
 *
 * libcsv with strict flags splits; this layer refuses what would be read wrongly: NUL bytes, UTF-16, an
 * unterminated quote, text after a closing quote, ragged rows, fields over MYN_FIELD_MOST bytes, bytes that
 * are not valid in the encoding, an empty file, a header only. */
#ifndef MYNEGAI_CSV_H
#define MYNEGAI_CSV_H
#include <mynegai/diag.h>
#include <mynegai/digest.h>
#include <stddef.h>

#define MYN_FIELD_MOST (64u * 1024u)

typedef enum { MYN_ENCODING_AUTO, MYN_ENCODING_UTF8, MYN_ENCODING_WINDOWS_1252 } myn_encoding;

typedef struct {
    char delimiter;        /* ',' */
    myn_encoding encoding; /* auto: byte-order mark, then strict UTF-8, else Windows-1252 with a notice */
    size_t header_row; /* the row with the column names, from 1; what stands before is skipped. Default 1 */
    const char *header_match; /* instead: the first row whose first field is this text; or NULL */
    size_t skip_after_header; /* rows after the header to leave out (sub-headers) */
} myn_dialect;

/* The dialect with every default: commas, encoding found out, names in the first row. */
myn_dialect myn_dialect_default(void);

typedef struct {
    const char *at; /* UTF-8, LENGTH bytes; no final zero */
    size_t length;
} myn_field;

typedef struct {
    const myn_field *field;
    size_t count;
    size_t line; /* where the row starts, from 1 */
} myn_csv_line;

/* One row; the first call brings the header (names trimmed, byte-order mark removed). Fields are valid during
 * the call. Anything but MYN_OK stops the reading and is passed on. */
typedef myn_status (*myn_csv_row)(void *ctx, const myn_csv_line *line);

/* What was read, for accounts and provenance. */
typedef struct {
    size_t bytes, rows; /* rows after the header, blank lines not counted; sub-headers left out */
    size_t blank;       /* blank lines */
    size_t sub_headers;
    myn_encoding encoding;
    char sha256[MYN_DIGEST_TEXT];
} myn_csv_info;

/* Called now and then with the bytes read so far and the file's size; false asks to stop
 * (MYN_ERR_INTERRUPTED). */
typedef struct {
    bool (*step)(void *ctx, const char *what, double done, double all);
    void *ctx;
} myn_progress;

/* Read PATH (problems name it NAME) row by row, in memory that does not grow with the file. Problems with the
 * file's form go to DIAG (column = field number); then MYN_ERR_DATA at the end, after every row that could be
 * read was delivered. MYN_ERR_IO where it cannot be opened or read (said in DIAG). PROGRESS may be NULL. */
myn_status myn_csv_read(const char *path, const char *name, const myn_dialect *dialect, myn_csv_row row,
                        void *ctx, const myn_progress *progress, myn_diag *diag,
                        myn_csv_info *info) MYN_CHECKED;

#endif
