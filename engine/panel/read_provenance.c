/* What a store was made from, out of it. */
#include "reading.h"
#include <string.h>

/* The lines of the command, joined again. */
static myn_status read_command(myn_store *store)
{
    const char **line;
    hid_t data;
    myn_status status = myn_read_open(store, VAR_LINE, NULL, &data);
    if (status != MYN_OK) return status;
    myn_h5_close_data(&data);
    status = myn_read_texts(store, VAR_COMMAND, &line);
    size_t count = store->size[DIM_LINE], size = 1;
    if (status != MYN_OK || count == 0) return status;
    for (size_t i = 0; i < count; i++) size += strlen(line[i]) + 1;
    void *room;
    status = myn_read_room(store, size, 1, &room);
    if (status != MYN_OK) return status;
    char *at = room;
    for (size_t i = 0; i < count; i++) {
        if (i) *at++ = '\n';
        at = stpcpy(at, line[i]);
    }
    store->provenance.command = room;
    return MYN_OK;
}

static myn_status read_definition(myn_store *store)
{
    const char **name, **content, **explained;
    void *room;
    myn_status status = myn_read_texts(store, VAR_TEXT, &name);
    if (status == MYN_OK) status = myn_read_texts(store, VAR_TEXT_CONTENT, &content);
    if (status == MYN_OK) status = myn_read_texts(store, VAR_EXPLAINED, &explained);
    if (status == MYN_OK)
        status = myn_read_room(store, store->size[DIM_TEXT], sizeof(myn_provenance_text), &room);
    if (status != MYN_OK) return status;
    myn_provenance_text *text = room;
    for (size_t i = 0; i < store->size[DIM_TEXT]; i++) text[i] = (myn_provenance_text){name[i], content[i]};
    store->provenance.text = text;
    store->provenance.texts = store->size[DIM_TEXT];
    store->provenance.explained = **explained ? *explained : NULL;
    return MYN_OK;
}

static myn_status read_files(myn_store *store)
{
    const char **name, **sha256;
    void *room, *rows, *bytes;
    myn_status status = myn_read_texts(store, VAR_FILE, &name);
    if (status == MYN_OK) status = myn_read_texts(store, VAR_FILE_SHA256, &sha256);
    if (status == MYN_OK) status = myn_read_whole(store, VAR_FILE_ROWS, &rows);
    if (status == MYN_OK) status = myn_read_whole(store, VAR_FILE_BYTES, &bytes);
    if (status == MYN_OK)
        status = myn_read_room(store, store->size[DIM_FILE], sizeof(myn_provenance_file), &room);
    if (status != MYN_OK) return status;
    myn_provenance_file *file = room;
    for (size_t i = 0; i < store->size[DIM_FILE]; i++) {
        int64_t lines = ((int64_t *)rows)[i], size = ((int64_t *)bytes)[i];
        if (lines < 0 || size < 0) return myn_refuse(store, "a file is smaller than nothing");
        file[i] = (myn_provenance_file){name[i], sha256[i], (size_t)lines, (size_t)size};
    }
    store->provenance.file = file;
    store->provenance.files = store->size[DIM_FILE];
    return MYN_OK;
}

myn_status myn_read_provenance(myn_store *store)
{
    if (store->group[IN_PROVENANCE] < 0) return myn_refuse(store, "it has no provenance");
    myn_status status = read_command(store);
    if (status == MYN_OK) status = read_definition(store);
    if (status == MYN_OK) status = read_files(store);
    return status;
}
