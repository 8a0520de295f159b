/* Taking texts and maps out of dataset.yml, with the same words for the same mistake everywhere. */
#include "table/describe.h"
#include <stdarg.h>
#include <stdio.h>

void describe_say(Describe *describe, myn_place at, const char *format, ...)
{
    char text[600];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    describe->wrong = true;
    myn_diag_add(describe->diag, MYN_ERROR, at, "%s", text);
}

void *describe_room(Describe *describe, size_t count, size_t size)
{
    void *room = myn_arena_zero(describe->arena, count ? count : 1, size);
    if (!room) describe->starved = true;
    return room;
}

const char *describe_scalar(Describe *describe, const myn_yaml *node)
{
    const char *text = NULL;
    if (node->null)
        describe_say(describe, node->at, "expected a text; an empty one is written \"\"");
    else if (!myn_yaml_text(node, describe->diag, &text))
        describe->wrong = true;
    return text;
}

const char *describe_text(Describe *describe, const myn_yaml *map, const char *key)
{
    const myn_yaml *node = myn_yaml_get(map, key);
    return node ? describe_scalar(describe, node) : NULL;
}

const char *describe_needed(Describe *describe, const myn_yaml *map, const char *key, const char *expected)
{
    const myn_yaml *node = myn_yaml_get(map, key);
    const char *text = node && !node->null ? describe_scalar(describe, node) : NULL;
    bool missing = !node || node->null || (text && !*text);
    if (missing)
        describe_say(describe, node ? node->at : map->at, "`%s` is missing: expected %s", key, expected);
    return text;
}

const char *const *describe_texts(Describe *describe, const myn_yaml *node, size_t *count)
{
    size_t most = node && node->kind == MYN_YAML_LIST ? node->count : node ? 1 : 0;
    const char **text = describe_room(describe, most, sizeof *text);
    *count = 0;
    for (size_t i = 0; text && i < most; i++) {
        const char *one = describe_scalar(describe, node->kind == MYN_YAML_LIST ? &node->item[i] : node);
        if (one) text[(*count)++] = one;
    }
    return text;
}

bool describe_flag(Describe *describe, const myn_yaml *map, const char *key)
{
    const myn_yaml *node = myn_yaml_get(map, key);
    bool flag = false;
    if (node && node->null)
        describe_say(describe, node->at, "expected true or false");
    else if (node && !myn_yaml_flag(node, describe->diag, &flag))
        describe->wrong = true;
    return flag;
}

bool describe_map(Describe *describe, const myn_yaml *map, const char *what, const char *const *keys)
{
    if (map->null)
        describe_say(describe, map->at, "%s is empty: expected a map", what);
    else if (map->kind != MYN_YAML_MAP && !keys)
        describe_say(describe, map->at, "expected a map for %s", what);
    if (keys) {
        size_t before = myn_diag_count(describe->diag, MYN_ERROR);
        myn_yaml_known(map, what, keys, describe->diag);
        describe->wrong |= myn_diag_count(describe->diag, MYN_ERROR) > before;
    }
    return map->kind == MYN_YAML_MAP;
}
