/* Bytes of a file into UTF-8: byte-order marks, UTF-16, NUL bytes, and which encoding it is. */
#ifndef MYN_TABLE_DECODE_H
#define MYN_TABLE_DECODE_H
#include <mynegai/csv.h>

typedef struct {
    myn_encoding asked;
    myn_encoding is; /* auto until the first byte that is not ASCII */
    bool begun;
    bool careful; /* from here on a NUL or a byte that is not valid in the encoding may come */
    char *text;   /* a block in UTF-8, where it was not so before */
    const char *name;
    int file;
    size_t before; /* bytes of the blocks before this one */
} Decoder;

Decoder decoder_of(myn_encoding asked, const char *name, int file);
void decoder_free(Decoder *decoder);

/* *AT, *SIZE: the next block of the file on the way in, its text on the way out. A byte that is not valid
 * stays as it is, and `careful` is set. UTF-16 is an error in DIAG. The text lives as long as the block or
 * until the next call. */
myn_status decode(Decoder *decoder, const char **at, size_t *size, myn_diag *diag) MYN_CHECKED;

/* "UTF-8" or "Windows-1252" */
const char *encoding_name(myn_encoding encoding);

#endif
