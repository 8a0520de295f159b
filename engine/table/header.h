/* The column names of a file. */
#ifndef MYN_TABLE_HEADER_H
#define MYN_TABLE_HEADER_H
#include <mynegai/csv.h>
#include <mynegai/names.h>

typedef struct {
    myn_names *names; /* each once */
    size_t *column;   /* by number in names: where it stands first */
    bool *twice;      /* by number in names */
    size_t columns;
    const char *file;
} Header;

/* LINE: the header of FILE (borrowed). Zero-initialise; free also where this failed. */
myn_status header_take(Header *header, const myn_csv_line *line, const char *file) MYN_CHECKED;
void header_free(Header *header);

/* The column NAME. Where there is none, or more than one, an error at AT, where the name was written, and
 * MYN_NONE. */
size_t header_find(const Header *header, const char *name, myn_place at, myn_diag *diag);

#endif
