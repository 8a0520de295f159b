/* The tree out of events, with a stack of its own: nesting costs no recursion, and stops at a limit. */
#include "yaml/build.h"
#include <stdlib.h>
#include <string.h>

void myn_yaml_refuse(myn_yaml_builder *builder, myn_place at, const char *what)
{
    builder->wrong = true;
    myn_diag_add(builder->diag, MYN_ERROR, at, "%s", what);
}

static myn_yaml_frame *innermost(myn_yaml_builder *builder)
{
    return builder->depth ? &builder->frame[builder->depth - 1] : NULL;
}

myn_place myn_yaml_here(const myn_yaml_builder *builder)
{
    if (builder->depth == 0) return (myn_place){builder->file, 1, 1};
    const myn_yaml_frame *frame = &builder->frame[builder->depth - 1];
    if (frame->keyed) return frame->key_at;
    return frame->count ? frame->item[frame->count - 1].at : frame->self.at;
}

static bool wants_key(const myn_yaml_frame *frame)
{
    return frame && frame->self.kind == MYN_YAML_MAP && !frame->keyed;
}

static void take_key(myn_yaml_builder *builder, myn_yaml_frame *frame, const myn_yaml *key)
{
    bool fit = key->kind == MYN_YAML_SCALAR && !(key->null && key->text[0] == 0);
    if (!fit) myn_yaml_refuse(builder, key->at, "expected a plain word or a text in quotes as key");
    frame->key = fit ? key->text : NULL;
    frame->key_at = key->at;
    frame->keyed = true;
}

static myn_status make_room(myn_yaml_frame *frame)
{
    if (frame->count < frame->room) return MYN_OK;
    size_t room = frame->room ? 2 * frame->room : 16;
    myn_yaml *item = reallocarray(frame->item, room, sizeof *item);
    if (!item) return MYN_ERR_MEMORY;
    frame->item = item;
    frame->room = room;
    return MYN_OK;
}

/* A finished node goes into the container around it: as key, as value of the key before it, as item. */
static myn_status place(myn_yaml_builder *builder, myn_yaml node)
{
    myn_yaml_frame *frame = innermost(builder);
    if (!frame) {
        builder->root = node;
        builder->rooted = true;
        return MYN_OK;
    }
    if (wants_key(frame)) {
        take_key(builder, frame, &node);
        return MYN_OK;
    }
    if (frame->self.kind == MYN_YAML_MAP) {
        node.key = frame->key;
        node.key_at = frame->key_at;
        frame->keyed = false;
    }
    myn_status status = make_room(frame);
    if (status == MYN_OK) frame->item[frame->count++] = node;
    return status;
}

myn_status myn_yaml_scalar(myn_yaml_builder *builder, myn_yaml scalar)
{
    return place(builder, scalar);
}

myn_status myn_yaml_open(myn_yaml_builder *builder, myn_yaml_kind kind, myn_place at)
{
    if (builder->depth == MYN_YAML_DEEPEST) {
        myn_yaml_refuse(builder, at, "nested too deeply: at most 32 lists and maps inside one another");
        return MYN_ERR_DATA;
    }
    myn_yaml_frame *frame = &builder->frame[builder->depth++];
    frame->self = (myn_yaml){.kind = kind, .at = at, .text = ""};
    frame->count = 0;
    frame->keyed = false;
    return MYN_OK;
}

static int by_key(const void *left, const void *right)
{
    const myn_yaml *a = *(const myn_yaml *const *)left, *b = *(const myn_yaml *const *)right;
    int order = strcmp(a->key ? a->key : "", b->key ? b->key : "");
    return order ? order : (a > b) - (a < b);
}

/* Sorted, so that a map of many keys costs n log n. */
static myn_status refuse_twins(myn_yaml_builder *builder, const myn_yaml *map)
{
    if (map->count < 2) return MYN_OK;
    const myn_yaml **sorted = malloc(map->count * sizeof(const myn_yaml *));
    if (!sorted) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < map->count; i++) sorted[i] = &map->item[i];
    qsort(sorted, map->count, sizeof(const myn_yaml *), by_key);
    for (size_t i = 1; i < map->count; i++) {
        const myn_yaml *first = sorted[i - 1], *again = sorted[i];
        if (!first->key || !again->key || strcmp(first->key, again->key) != 0) continue;
        builder->wrong = true;
        myn_diag_add(builder->diag, MYN_ERROR, again->key_at,
                     "the key \"%.80s\" is given twice, first in line %zu", again->key, first->key_at.line);
    }
    free(sorted);
    return MYN_OK;
}

myn_status myn_yaml_close(myn_yaml_builder *builder)
{
    myn_yaml_frame *frame = innermost(builder);
    if (!frame) return MYN_ERR_DATA;
    myn_yaml node = frame->self;
    node.count = frame->count;
    if (node.count) {
        myn_yaml *item = myn_arena_zero(builder->arena, node.count, sizeof *item);
        if (!item) return MYN_ERR_MEMORY;
        memcpy(item, frame->item, node.count * sizeof *item);
        node.item = item;
    }
    builder->depth--;
    myn_status status = node.kind == MYN_YAML_MAP ? refuse_twins(builder, &node) : MYN_OK;
    return status == MYN_OK ? place(builder, node) : status;
}

void myn_yaml_builder_clear(myn_yaml_builder *builder)
{
    for (size_t i = 0; i < MYN_YAML_DEEPEST; i++) free(builder->frame[i].item);
    memset(builder, 0, sizeof *builder);
}
