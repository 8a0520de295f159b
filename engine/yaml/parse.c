/* libfyaml's event parser feeds the builder. Its events carry the marks that its document tree loses, and
 * stopping at an event is safe at any depth. */
#include "yaml/build.h"
#include <libfyaml.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The parser's own account of what it could not read: the first piece that it puts out,
 * "<name>:line:column: error: what". What follows quotes the source. */
typedef struct {
    bool found;
    size_t line, column;
    char what[160];
} complaint;

static void hear(struct fy_diag *diag, void *ctx, const char *text, size_t length)
{
    (void)diag;
    complaint *said = ctx;
    static const char marker[] = ": error: ";
    char line[512];
    if (said->found) return;
    snprintf(line, sizeof line, "%.*s", (int)(length < sizeof line ? length : sizeof line - 1), text);
    char *what = strstr(line, marker);
    if (!what) return;
    *what = 0;
    what += sizeof marker - 1;
    char *column = strrchr(line, ':');
    if (column) *column++ = 0;
    char *row = column ? strrchr(line, ':') : NULL;
    if (row) {
        said->line = strtoul(row + 1, NULL, 10);
        said->column = strtoul(column, NULL, 10);
    }
    snprintf(said->what, sizeof said->what, "%.*s", (int)strcspn(what, "\n"), what);
    said->found = true;
}

/* Marks count from 0 and, in a quoted text, stand behind the quote. */
static myn_place place_of(const myn_yaml_builder *builder, struct fy_token *token)
{
    const struct fy_mark *mark = token ? fy_token_start_mark(token) : NULL;
    if (!mark) return myn_yaml_here(builder);
    return (myn_place){builder->file, (size_t)mark->line + 1, (size_t)mark->column + 1};
}

static void refuse_marks(myn_yaml_builder *builder, struct fy_token *anchor, struct fy_token *tag)
{
    if (anchor)
        myn_yaml_refuse(builder, place_of(builder, anchor),
                        "anchors (&name) are not used here: write it out");
    if (tag)
        myn_yaml_refuse(builder, place_of(builder, tag),
                        "tags (!name) are not used here: put quotes around a text that begins with !");
}

static bool means_null(const char *text)
{
    return text[0] == 0 || strcmp(text, "~") == 0 || strcmp(text, "null") == 0;
}

static myn_status scalar(myn_yaml_builder *builder, const struct fy_event_scalar_data *event)
{
    myn_yaml node = {.kind = MYN_YAML_SCALAR, .at = place_of(builder, event->value), .text = ""};
    refuse_marks(builder, event->anchor, event->tag);
    size_t length = 0;
    const char *text = event->value ? fy_token_get_text(event->value, &length) : NULL;
    if (text) {
        enum fy_scalar_style style = fy_token_scalar_style(event->value);
        node.quoted = style != FYSS_PLAIN;
        if (style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED) node.at.column -= node.at.column > 1;
        node.text = myn_arena_text(builder->arena, text, length);
        if (!node.text) return MYN_ERR_MEMORY;
        if (strlen(node.text) != length) myn_yaml_refuse(builder, node.at, "a text may not hold a zero byte");
    }
    node.null = !node.quoted && means_null(node.text);
    return myn_yaml_scalar(builder, node);
}

static myn_status begin(myn_yaml_builder *builder, const struct fy_event *event)
{
    if (event->type == FYET_MAPPING_START) {
        refuse_marks(builder, event->mapping_start.anchor, event->mapping_start.tag);
        return myn_yaml_open(builder, MYN_YAML_MAP, place_of(builder, event->mapping_start.mapping_start));
    }
    refuse_marks(builder, event->sequence_start.anchor, event->sequence_start.tag);
    return myn_yaml_open(builder, MYN_YAML_LIST, place_of(builder, event->sequence_start.sequence_start));
}

static myn_status alias(myn_yaml_builder *builder, struct fy_token *token)
{
    myn_place at = place_of(builder, token);
    at.column -= at.column > 1; /* the mark stands behind the asterisk */
    myn_yaml_refuse(builder, at,
                    "aliases (*name) are not used here: put quotes around a text that begins with *");
    return myn_yaml_scalar(builder, (myn_yaml){.kind = MYN_YAML_SCALAR, .at = at, .text = "*"});
}

static myn_status take(myn_yaml_builder *builder, const struct fy_event *event)
{
    switch (event->type) {
    case FYET_DOCUMENT_START:
        if (!builder->rooted) return MYN_OK;
        myn_yaml_refuse(builder, place_of(builder, event->document_start.document_start),
                        "expected one document: a second one begins here");
        return MYN_ERR_DATA;
    case FYET_MAPPING_START:
    case FYET_SEQUENCE_START: return begin(builder, event);
    case FYET_MAPPING_END:
    case FYET_SEQUENCE_END: return myn_yaml_close(builder);
    case FYET_SCALAR: return scalar(builder, &event->scalar);
    case FYET_ALIAS: return alias(builder, event->alias.anchor);
    default: return MYN_OK;
    }
}

static myn_status walk(myn_yaml_builder *builder, struct fy_parser *parser)
{
    myn_status status = MYN_OK;
    struct fy_event *event;
    while (status == MYN_OK && (event = fy_parser_parse(parser)) != NULL) {
        status = take(builder, event);
        fy_parser_event_free(parser, event);
    }
    return status;
}

static void pass_on(myn_yaml_builder *builder, const complaint *said)
{
    myn_place at = {builder->file, said->line, said->column};
    char what[220];
    snprintf(what, sizeof what, "this is not YAML: %s",
             said->found ? said->what : "the text cannot be read further");
    myn_yaml_refuse(builder, at, what);
}

myn_status myn_yaml_parse(myn_yaml_builder *builder, const char *text, size_t length)
{
    complaint said = {0};
    struct fy_diag_cfg speech = {.output_fn = hear,
                                 .user = &said,
                                 .level = FYET_ERROR,
                                 .module_mask = ~0u,
                                 .show_position = true,
                                 .show_type = true};
    struct fy_parse_cfg how = {.flags = FYPCF_QUIET, .diag = fy_diag_create(&speech)};
    struct fy_parser *parser = how.diag ? fy_parser_create(&how) : NULL;
    myn_status status = MYN_ERR_MEMORY;
    if (parser && fy_parser_set_string(parser, text, length) == 0) {
        status = walk(builder, parser);
        if (status == MYN_OK && fy_parser_get_stream_error(parser)) {
            pass_on(builder, &said);
            status = MYN_ERR_DATA;
        }
    }
    if (parser) fy_parser_destroy(parser);
    if (how.diag) fy_diag_destroy(how.diag);
    return status;
}
