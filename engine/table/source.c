/* Files that a data set names: where they lie, and the rows of a code list. */
#include "table/source.h"
#include "table/field.h"
#include "table/gate.h"
#include <errno.h>
#include <mynegai/text.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* FOLDER/NAME; FOLDER NULL: beside the file in which the source was described. */
static char *path_of(const myn_source_file *source, const char *folder)
{
    if (folder) return myn_path_join(folder, source->file);
    const char *beside = source->at.file ? source->at.file : "", *slash = strrchr(beside, '/');
    char *own = slash ? strndup(beside, (size_t)(slash - beside) + 1) : strdup(".");
    char *path = own ? myn_path_join(own, source->file) : NULL;
    free(own);
    return path;
}

/* The path up to FILE's own name, so that a link anywhere below is seen to leave it. */
static bool is_inside(const char *path, const char *file)
{
    size_t length = strlen(path) - strlen(file);
    char *folder = length ? strndup(path, length) : strdup(".");
    bool inside = folder && myn_path_inside(folder, path);
    free(folder);
    return inside;
}

char *myn_source_path(const myn_source_file *source, const char *folder, myn_diag *diag)
{
    if (!myn_path_local(source->file)) {
        myn_diag_add(diag, MYN_ERROR, source->at, "'%s' leaves the data folder; expected a path inside it",
                     source->file);
        return NULL;
    }
    char *path = path_of(source, folder);
    if (!path) {
        myn_diag_add(diag, MYN_ERROR, source->at, "%s", myn_status_text(MYN_ERR_MEMORY));
        return NULL;
    }
    bool there = access(path, R_OK) == 0;
    if (there && is_inside(path, source->file)) return path;
    if (there)
        myn_diag_add(diag, MYN_ERROR, source->at, "'%s' is a link that leaves the data folder", source->file);
    else
        myn_diag_add(diag, MYN_ERROR, source->at, "%s cannot be read: %s", path, strerror(errno));
    free(path);
    return NULL;
}

myn_status source_read(const myn_source_file *source, const char *folder, SourceRead *read, myn_diag *diag)
{
    *read->account = (myn_account){.file = source->file};
    read->path = myn_source_path(source, folder, diag);
    if (!read->path) return MYN_ERR_DATA;
    return myn_csv_read(read->path, read->path, &source->dialect, read->row, read->ctx, read->progress, diag,
                        &read->account->info);
}

/* Rows of a code list on their way to a myn_record. */
typedef struct {
    const myn_source_file *source;
    const char *const *column;
    size_t columns;
    myn_record record;
    void *ctx;
    myn_diag *diag;
    SourceRead read;
    myn_account *account;
    bool begun;
    Header header;
    Gate gate;
    size_t *at;         /* by wanted column: where it stands, or MYN_NONE */
    const char **field; /* by wanted column */
    myn_buffer text;    /* the fields with final zeros */
} Records;

static myn_status take_names(Records *records, const myn_csv_line *line)
{
    records->begun = true;
    myn_status status = header_take(&records->header, line, records->read.path);
    if (status != MYN_OK) return status;
    status = gate_open(&records->gate, records->source, &records->header, records->diag);
    if (status != MYN_OK && status != MYN_ERR_DATA) return status;
    for (size_t i = 0; i < records->columns; i++) {
        const char *name = records->column[i];
        records->at[i] = name ? header_find(&records->header, name, records->source->at, records->diag)
                              : MYN_NONE;
        if (name && records->at[i] == MYN_NONE) status = MYN_ERR_DATA;
    }
    return status;
}

/* Fields get a final zero: they are copied one after another into one text, whose place is known only at the
 * end. */
static bool copy_fields(Records *records, const myn_field *field)
{
    records->text.length = 0;
    for (size_t i = 0; i < records->columns; i++) {
        if (records->at[i] == MYN_NONE) continue;
        myn_field one = field_trimmed(field[records->at[i]]);
        myn_buffer_add(&records->text, one.at, one.length);
        myn_buffer_add(&records->text, "", 1);
    }
    const char *at = records->text.at;
    for (size_t i = 0; i < records->columns && !records->text.failed; i++) {
        records->field[i] = records->at[i] == MYN_NONE ? NULL : at;
        if (records->field[i]) at += field_trimmed(field[records->at[i]]).length + 1;
    }
    return !records->text.failed;
}

static myn_status take_record(void *of_records, const myn_csv_line *line)
{
    Records *records = of_records;
    if (!records->begun) return take_names(records, line);
    const myn_field *field = line->field;
    if (!gate_pass(&records->gate, &field)) {
        records->account->filtered++;
        return MYN_OK;
    }
    if (!copy_fields(records, field)) return MYN_ERR_MEMORY;
    records->account->used++;
    return records->record(records->ctx, records->field, (myn_place){records->read.path, line->line, 0});
}

myn_status myn_source_records(const myn_source_file *source, const char *folder, const char *const *column,
                              size_t columns, myn_record record, void *ctx, myn_diag *diag, myn_account *out)
{
    Records records = {.source = source,
                       .column = column,
                       .columns = columns,
                       .record = record,
                       .ctx = ctx,
                       .diag = diag,
                       .account = out};
    records.read = (SourceRead){.row = take_record, .ctx = &records, .account = out};
    records.at = calloc(columns + 1, sizeof *records.at);
    records.field = calloc(columns + 1, sizeof *records.field);
    myn_status status = records.at && records.field ? MYN_OK : MYN_ERR_MEMORY;
    if (status == MYN_OK) status = source_read(source, folder, &records.read, diag);
    out->wrong = out->info.rows - out->used - out->filtered;
    free(records.read.path);
    free(records.at);
    free(records.field);
    myn_buffer_free(&records.text);
    gate_free(&records.gate);
    header_free(&records.header);
    return status;
}
