/* Names of columns and where they stand; one that stands twice is an error only where it is asked for. */
#include "table/header.h"
#include <stdlib.h>
#include <string.h>

myn_status header_take(Header *header, const myn_csv_line *line, const char *file)
{
    header->file = file;
    header->columns = line->count;
    header->column = calloc(line->count, sizeof *header->column);
    header->twice = calloc(line->count, sizeof *header->twice);
    if (!header->column || !header->twice) return MYN_ERR_MEMORY;
    myn_status status = myn_names_new(&header->names);
    for (size_t i = 0; status == MYN_OK && i < line->count; i++) {
        size_t before = myn_names_count(header->names), number;
        status = myn_names_add(header->names, line->field[i].at, line->field[i].length, &number);
        if (status != MYN_OK) break;
        if (number == before)
            header->column[number] = i;
        else
            header->twice[number] = true;
    }
    return status;
}

void header_free(Header *header)
{
    myn_names_free(header->names);
    free(header->column);
    free(header->twice);
}

size_t header_find(const Header *header, const char *name, myn_place at, myn_diag *diag)
{
    size_t number = myn_names_find(header->names, name, strlen(name));
    if (number != MYN_NONE && !header->twice[number]) return header->column[number];
    size_t nearest = number == MYN_NONE ? myn_names_nearest(header->names, name) : MYN_NONE;
    if (number != MYN_NONE)
        myn_diag_add(diag, MYN_ERROR, at, "the header of %s has the column '%s' more than once", header->file,
                     name);
    else if (nearest != MYN_NONE)
        myn_diag_add(diag, MYN_ERROR, at, "%s has no column '%s'; did you mean '%s'?", header->file, name,
                     myn_names_at(header->names, nearest));
    else
        myn_diag_add(diag, MYN_ERROR, at, "%s has no column '%s'", header->file, name);
    return MYN_NONE;
}
