/* What a store was made from, into it: nothing that could differ between two equal runs. */
#include "writing.h"
#include <stdlib.h>
#include <string.h>

/* A line a step; a text without a line end is one line, no text is none. */
static bool put_command(myn_writer *writer, const char *command)
{
    size_t count = command ? 1 : 0;
    for (const char *at = command; at && *at; at++) count += *at == '\n';
    char *copy = command ? strdup(command) : NULL, *rest = copy;
    const char **line = calloc(count + 1, sizeof *line);
    int32_t *number = calloc(count + 1, sizeof *number);
    bool written = line && number && (copy || !command);
    for (size_t i = 0; written && i < count; i++) {
        line[i] = strsep(&rest, "\n");
        number[i] = (int32_t)i + 1;
    }
    written = written && myn_write_dimension(writer, DIM_LINE, count) &&
              myn_write_whole(writer, VAR_LINE, number) && myn_write_whole(writer, VAR_COMMAND, line);
    free(number);
    free(line);
    free(copy);
    return written;
}

static bool put_definition(myn_writer *writer, const myn_provenance *provenance)
{
    const myn_provenance_text *text = provenance->text;
    const char *explained = provenance->explained ? provenance->explained : "";
    size_t count = provenance->texts;
    const char *first = (const char *)text, *content = first;
    if (content) content += offsetof(myn_provenance_text, text);
    return myn_write_dimension(writer, DIM_TEXT, count) &&
           myn_write_texts(writer, VAR_TEXT, count, first, sizeof *text) &&
           myn_write_texts(writer, VAR_TEXT_CONTENT, count, content, sizeof *text) &&
           myn_write_whole(writer, VAR_EXPLAINED, &explained);
}

static bool put_files(myn_writer *writer, const myn_provenance *provenance)
{
    const myn_provenance_file *file = provenance->file;
    size_t count = provenance->files;
    int64_t *rows = calloc(count + 1, sizeof *rows), *bytes = calloc(count + 1, sizeof *bytes);
    bool written = rows && bytes;
    for (size_t i = 0; written && i < count; i++) {
        rows[i] = (int64_t)file[i].rows;
        bytes[i] = (int64_t)file[i].bytes;
    }
    const char *first = (const char *)file, *sha256 = first;
    if (sha256) sha256 += offsetof(myn_provenance_file, sha256);
    written = written && myn_write_dimension(writer, DIM_FILE, count) &&
              myn_write_texts(writer, VAR_FILE, count, first, sizeof *file) &&
              myn_write_texts(writer, VAR_FILE_SHA256, count, sha256, sizeof *file) &&
              myn_write_whole(writer, VAR_FILE_ROWS, rows) && myn_write_whole(writer, VAR_FILE_BYTES, bytes);
    free(rows);
    free(bytes);
    return written;
}

bool myn_write_provenance(myn_writer *writer, const myn_provenance *provenance)
{
    return myn_write_group(writer, IN_PROVENANCE) && put_command(writer, provenance->command) &&
           put_definition(writer, provenance) && put_files(writer, provenance);
}
