/* What a tree says, as numbers, flags, words; and what it should not say. */
#include <mynegai/names.h>
#include <mynegai/text.h>
#include <mynegai/yaml.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

const myn_yaml *myn_yaml_get(const myn_yaml *map, const char *key)
{
    if (!map || map->kind != MYN_YAML_MAP) return NULL;
    for (size_t i = 0; i < map->count; i++)
        if (strcmp(map->item[i].key, key) == 0) return &map->item[i];
    return NULL;
}

size_t myn_yaml_count(const myn_yaml *node)
{
    if (!node || node->null) return 0;
    return node->kind == MYN_YAML_LIST ? node->count : 1;
}

const myn_yaml *myn_yaml_item(const myn_yaml *node, size_t i)
{
    if (i >= myn_yaml_count(node)) return NULL;
    return node->kind == MYN_YAML_LIST ? &node->item[i] : node;
}

/* One wording for all kinds: what was expected, what was found. */
static void expected(const myn_yaml *node, myn_diag *diag, const char *what)
{
    if (node->kind != MYN_YAML_SCALAR)
        myn_diag_add(diag, MYN_ERROR, node->at, "expected %s, found a %s", what,
                     node->kind == MYN_YAML_LIST ? "list" : "map");
    else
        myn_diag_add(diag, MYN_ERROR, node->at, "expected %s, found \"%.80s\"%s", what, node->text,
                     node->quoted ? " in quotes" : "");
}

static bool absent(const myn_yaml *node)
{
    return !node || node->null;
}

bool myn_yaml_real(const myn_yaml *node, myn_diag *diag, double *out)
{
    if (absent(node)) return false;
    double value = 0;
    bool plain = node->kind == MYN_YAML_SCALAR && !node->quoted;
    if (plain && myn_number_read(node->text, strlen(node->text), &value) && isfinite(value)) {
        *out = value;
        return true;
    }
    expected(node, diag, "a number");
    return false;
}

bool myn_yaml_whole(const myn_yaml *node, myn_diag *diag, long *out)
{
    if (absent(node)) return false;
    double value = 0;
    bool plain = node->kind == MYN_YAML_SCALAR && !node->quoted;
    /* Beyond 1e15 a double no longer tells whole numbers apart. */
    if (plain && myn_number_read(node->text, strlen(node->text), &value) && fabs(value) <= 1e15 &&
        floor(value) == value) {
        *out = (long)value;
        return true;
    }
    expected(node, diag, "a whole number");
    return false;
}

bool myn_yaml_flag(const myn_yaml *node, myn_diag *diag, bool *out)
{
    if (absent(node)) return false;
    bool plain = node->kind == MYN_YAML_SCALAR && !node->quoted;
    bool yes = plain && strcmp(node->text, "true") == 0, no = plain && strcmp(node->text, "false") == 0;
    if (yes || no)
        *out = yes;
    else
        expected(node, diag, "true or false");
    return yes || no;
}

bool myn_yaml_text(const myn_yaml *node, myn_diag *diag, const char **out)
{
    if (absent(node)) return false;
    if (node->kind != MYN_YAML_SCALAR) {
        expected(node, diag, "a text");
        return false;
    }
    *out = node->text;
    return true;
}

/* "one of a, b, c", cut where it is long. */
static void say_words(const char *const *words, char *out, size_t size)
{
    size_t used = (size_t)snprintf(out, size, "one of ");
    for (size_t i = 0; words[i] && used < size; i++)
        used += (size_t)snprintf(out + used, size - used, "%s%s", i ? ", " : "", words[i]);
}

bool myn_yaml_choice(const myn_yaml *node, const char *const *words, myn_diag *diag, int *out)
{
    if (absent(node)) return false;
    for (int i = 0; node->kind == MYN_YAML_SCALAR && words[i]; i++) {
        if (strcmp(node->text, words[i]) != 0) continue;
        *out = i;
        return true;
    }
    char what[400];
    say_words(words, what, sizeof what);
    expected(node, diag, what);
    return false;
}

static const char *nearest(const char *const *keys, const char *word, myn_names *names)
{
    for (size_t i = 0, number; keys[i]; i++)
        if (myn_names_add(names, keys[i], strlen(keys[i]), &number) != MYN_OK) return NULL;
    size_t found = myn_names_nearest(names, word);
    return found == MYN_NONE ? NULL : keys[found];
}

static void unknown(const myn_yaml *entry, const char *what, const char *const *keys, myn_diag *diag)
{
    myn_names *names = NULL;
    const char *near = myn_names_new(&names) == MYN_OK ? nearest(keys, entry->key, names) : NULL;
    char list[400];
    say_words(keys, list, sizeof list);
    if (near)
        myn_diag_add(diag, MYN_ERROR, entry->key_at, "unknown key \"%.80s\" in %s: did you mean \"%s\"?",
                     entry->key, what, near);
    else
        myn_diag_add(diag, MYN_ERROR, entry->key_at, "unknown key \"%.80s\" in %s: expected %s", entry->key,
                     what, list);
    myn_names_free(names);
}

static bool is_among(const char *word, const char *const *words)
{
    for (size_t i = 0; words[i]; i++)
        if (strcmp(word, words[i]) == 0) return true;
    return false;
}

void myn_yaml_known(const myn_yaml *map, const char *what, const char *const *keys, myn_diag *diag)
{
    if (absent(map)) return;
    if (map->kind != MYN_YAML_MAP) {
        char whole[160];
        snprintf(whole, sizeof whole, "a map ({key: value}) for %s", what);
        expected(map, diag, whole);
        return;
    }
    for (size_t i = 0; i < map->count; i++)
        if (!is_among(map->item[i].key, keys)) unknown(&map->item[i], what, keys, diag);
}
