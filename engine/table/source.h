/* Reading a file that a data set names, whatever its rows are for. Private to the room. */
#ifndef MYN_TABLE_SOURCE_H
#define MYN_TABLE_SOURCE_H
#include <mynegai/dataset.h>

typedef struct {
    myn_csv_row row;
    void *ctx;
    const myn_progress *progress; /* or NULL */
    myn_account *account;         /* cleared, then its file and info filled */
    char *path;                   /* out, to be freed: problems name the file so */
} SourceRead;

/* Read the file of SOURCE under FOLDER row by row. */
myn_status source_read(const myn_source_file *source, const char *folder, SourceRead *read,
                       myn_diag *diag) MYN_CHECKED;

#endif
