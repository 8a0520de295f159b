/* A file or text into a tree: size, encoding and control characters are seen to before the parser is
 * asked. */
#include "yaml/build.h"
#include <mynegai/text.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define SIZE_MOST ((size_t)4 << 20)

struct myn_yaml_doc {
    myn_arena *arena;
    myn_yaml root;
    myn_buffer source;
};

static myn_place place_at(const char *file, const char *text, size_t offset)
{
    myn_place at = {file, 1, 1};
    for (size_t i = 0; i < offset; i++) {
        bool inside = ((unsigned char)text[i] & 0xC0) == 0x80; /* of a character that was counted */
        at.column += !inside;
        if (text[i] == '\n') at.line++, at.column = 1;
    }
    return at;
}

/* What YAML has no place for, and what the parser would take for the end of the text. */
static bool is_control(unsigned char byte)
{
    return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
}

static bool readable(myn_yaml_builder *builder, const char *text, size_t length)
{
    size_t bad = 0;
    if (!myn_utf8_valid(text, length, &bad)) {
        myn_yaml_refuse(builder, place_at(builder->file, text, bad),
                        "this is not UTF-8: save the file in that encoding");
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        if (!is_control((unsigned char)text[i])) continue;
        myn_yaml_refuse(builder, place_at(builder->file, text, i),
                        "a control character stands here: take it out");
        return false;
    }
    return true;
}

static myn_status load(const char *path, const char *name, myn_diag *diag, myn_buffer *out)
{
    myn_place at = {.file = name};
    errno = 0;
    myn_status status = myn_file_read(path, SIZE_MOST, out);
    if (status == MYN_ERR_LIMIT) {
        myn_diag_add(diag, MYN_ERROR, at, "the file is larger than 4 MiB");
        return MYN_ERR_DATA;
    }
    if (status == MYN_ERR_IO)
        myn_diag_add(diag, MYN_ERROR, at, "cannot be read: %s", strerror(errno ? errno : EIO));
    return status;
}

static myn_status build(myn_yaml_doc *doc, const char *name, myn_diag *diag)
{
    myn_yaml_builder builder = {.arena = doc->arena, .diag = diag};
    const char *text = doc->source.at ? doc->source.at : "";
    size_t length = doc->source.length, mark = 0;
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) mark = 3; /* byte-order mark */
    builder.file = myn_arena_text(doc->arena, name, strlen(name));
    myn_status status = builder.file ? MYN_OK : MYN_ERR_MEMORY;
    if (status == MYN_OK && !readable(&builder, text, length)) status = MYN_ERR_DATA;
    if (status == MYN_OK) status = myn_yaml_parse(&builder, text + mark, length - mark);
    if (status == MYN_OK && builder.wrong) status = MYN_ERR_DATA;
    doc->root = builder.root;
    if (!builder.rooted || builder.root.null)
        doc->root = (myn_yaml){.kind = MYN_YAML_MAP, .at = {builder.file, 1, 1}, .text = ""};
    myn_yaml_builder_clear(&builder);
    return status;
}

static myn_status new_doc(myn_yaml_doc **out)
{
    myn_yaml_doc *doc = calloc(1, sizeof *doc);
    myn_status status = doc ? myn_arena_new(&doc->arena) : MYN_ERR_MEMORY;
    if (status == MYN_OK)
        *out = doc;
    else
        free(doc);
    return status;
}

static myn_status keep_if(myn_status status, myn_yaml_doc *doc, myn_yaml_doc **out)
{
    if (status == MYN_OK)
        *out = doc;
    else
        myn_yaml_free(doc);
    return status;
}

myn_status myn_yaml_read(const char *path, const char *name, myn_diag *diag, myn_yaml_doc **out)
{
    myn_yaml_doc *doc = NULL;
    *out = NULL;
    myn_status status = new_doc(&doc);
    if (status == MYN_OK) status = load(path, name, diag, &doc->source);
    if (status == MYN_OK) status = build(doc, name, diag);
    return keep_if(status, doc, out);
}

myn_status myn_yaml_read_text(const char *text, size_t length, const char *name, myn_diag *diag,
                              myn_yaml_doc **out)
{
    myn_yaml_doc *doc = NULL;
    *out = NULL;
    myn_status status = new_doc(&doc);
    if (status == MYN_OK) {
        myn_buffer_add(&doc->source, text, length);
        status = doc->source.failed ? MYN_ERR_MEMORY : build(doc, name, diag);
    }
    return keep_if(status, doc, out);
}

void myn_yaml_free(myn_yaml_doc *doc)
{
    if (!doc) return;
    myn_buffer_free(&doc->source);
    myn_arena_free(doc->arena);
    free(doc);
}

const myn_yaml *myn_yaml_root(const myn_yaml_doc *doc)
{
    return &doc->root;
}

const char *myn_yaml_source(const myn_yaml_doc *doc)
{
    return doc->source.at ? doc->source.at : "";
}
