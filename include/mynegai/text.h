/* Numbers and texts: one way to read and to write each, whatever the host program's locale is. */
#ifndef MYNEGAI_TEXT_H
#define MYNEGAI_TEXT_H
#include <mynegai/status.h>
#include <stdbool.h>
#include <stddef.h>

#define MYN_NUMBER_TEXT 32 /* room for any number, its final zero included */

/* The shortest decimal form that reads back as the same double ("0.1", "1e+300", "nan" never: missing gives
 * ""; an infinity gives "inf" or "-inf"). With a final zero; returns its length. */
size_t myn_number_text(double value, char out[MYN_NUMBER_TEXT]);

/* VALUE rounded to DECIMALS places (0-15), halves away from zero in the shortest decimal form, so that 2.675
 * gives 2.68 as a reader of the table expects. "" where missing; a number too long for it (from 1e15) in its
 * shortest form; never "-0". With a final zero; returns its length. */
size_t myn_fixed_text(double value, int decimals, char out[MYN_NUMBER_TEXT]);

/* The double nearest to what myn_fixed_text would write; missing and infinite values as they are. */
double myn_round(double value, int decimals);

/* Read all LENGTH bytes as a decimal number ([+-]digits[.digits][e[+-]digits]), correctly rounded; false
 * where anything else stands there (spaces, "nan", "inf" and hexadecimal too) or it is too large for a
 * double. About 10 ns. */
bool myn_number_read(const char *text, size_t length, double *out);

/* Whether LENGTH bytes are valid UTF-8 (no overlong forms, no surrogates). *BAD gets the offset of the first
 * bad byte. */
bool myn_utf8_valid(const char *text, size_t length, size_t *bad);

/* Columns that TEXT (UTF-8) takes on a terminal: combining marks none, wide characters two. */
size_t myn_text_width(const char *text);

/* A text that grows. Zero-initialise; free with myn_buffer_free. After a failed append `failed` is true and
 * later appends do nothing, so that it is checked once at the end. Appending is O(1) a byte. */
typedef struct {
    char *at; /* with a final zero once anything was appended; NULL before */
    size_t length, room;
    bool failed;
} myn_buffer;

/* Append LENGTH bytes of TEXT, which need no final zero. */
void myn_buffer_add(myn_buffer *buffer, const char *text, size_t length);

/* Append TEXT up to its final zero. */
void myn_buffer_put(myn_buffer *buffer, const char *text);

/* Append by printf's rules. Numbers with a fraction go through myn_number_text: printf's follow the locale. */
void myn_buffer_format(myn_buffer *buffer, const char *format, ...) MYN_PRINTF(2, 3);

/* Give back its memory and clear the struct, which can then be used anew. Accepts NULL. */
void myn_buffer_free(myn_buffer *buffer);

/* Append TEXT as a CSV field (RFC 4180: quoted where it holds a comma, quote, line end, or a blank at either
 * end). */
void myn_buffer_csv(myn_buffer *buffer, const char *text);

/* Append TEXT as a JSON string with its quotes; a byte that is no UTF-8 becomes U+FFFD. */
void myn_buffer_json(myn_buffer *buffer, const char *text);

/* Append TEXT as a YAML scalar that reads back as this text: plain where no reader could take it for anything
 * else, otherwise in double quotes. */
void myn_buffer_yaml(myn_buffer *buffer, const char *text);

/* Read the file PATH whole, at most LIMIT bytes. MYN_ERR_IO with errno where it cannot be read, MYN_ERR_LIMIT
 * where it is larger. */
myn_status myn_file_read(const char *path, size_t limit, myn_buffer *out) MYN_CHECKED;

#define MYN_TEXT_PATH 32 /* room for a path, its final zero included */

/* A file in memory that holds LENGTH bytes of TEXT, for readers that take a path, which goes to PATH. FILE is
 * to be closed when it has been read. MYN_ERR_IO with errno. */
myn_status myn_text_as_file(const char *text, size_t length, char path[MYN_TEXT_PATH], int *file) MYN_CHECKED;

/* "FOLDER/NAME", to be freed with free(); NULL without memory. */
char *myn_path_join(const char *folder, const char *name);

/* What follows the last slash of PATH, borrowed of it: all of it where there is none, "" where it ends in one. */
const char *myn_path_last(const char *path);

/* Whether NAME, relative, stays inside the folder it is joined to (not absolute, no ".." that leaves it).
 * Symbolic links are resolved when the file is opened, see myn_path_inside. */
bool myn_path_local(const char *name);

/* Whether PATH, links resolved, lies inside FOLDER; false also where it does not exist. */
bool myn_path_inside(const char *folder, const char *path);

#endif
