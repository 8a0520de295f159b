/* Opening a definition: which files, in which order, and what is kept of them. */
#include "definition/definition.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NODES_MOST ((size_t)64 << 20)

void *def_get(Definition *d, size_t count, size_t size)
{
    void *got = myn_arena_zero(d->arena, count ? count : 1, size);
    if (!got) d->failed = true;
    return got;
}

const char *def_nearest(const char *const *words, const char *word)
{
    myn_names *names = NULL;
    size_t found = MYN_NONE;
    bool filled = myn_names_new(&names) == MYN_OK;
    for (size_t i = 0, number; filled && words[i]; i++)
        filled = myn_names_add(names, words[i], strlen(words[i]), &number) == MYN_OK;
    if (filled) found = myn_names_nearest(names, word);
    myn_names_free(names);
    return found == MYN_NONE ? NULL : words[found];
}

const myn_yaml *def_find(const Definition *d, const char *outer, const char *map, const char *key,
                         Source *from)
{
    for (Source s = 0; s < SOURCES; s++) {
        const myn_yaml *at = d->root[s];
        if (outer) at = myn_yaml_get(at, outer);
        if (map) at = myn_yaml_get(at, map);
        at = myn_yaml_get(at, key);
        if (!at || at->null) continue;
        if (from) *from = s;
        return at;
    }
    return NULL;
}

static char *copy_text(Definition *d, const char *text, size_t length)
{
    char *copy = myn_arena_text(d->arena, text, length);
    if (!copy) d->failed = true;
    return copy;
}

static char *folder_file(Definition *d, const char *folder, const char *name)
{
    char *joined = myn_path_join(folder, name);
    char *kept = joined ? copy_text(d, joined, strlen(joined)) : NULL;
    if (!joined) d->failed = true;
    free(joined);
    return kept;
}

/* The folder's own name, also where it is given as "." or through a link. */
static void name_index(Definition *d)
{
    char *real = realpath(d->index.folder, NULL);
    const char *whole = real ? real : d->index.folder, *slash = strrchr(whole, '/');
    const char *name = slash && slash[1] ? slash + 1 : whole;
    d->index.name = copy_text(d, name, strlen(name));
    free(real);
}

/* INDEX may be the folder or the file in it; a file that is not there yet is known by its ending. */
static void find_files(Definition *d, const char *index)
{
    struct stat found;
    const char *slash = strrchr(index, '/');
    size_t length = strlen(index);
    bool there = stat(index, &found) == 0;
    bool is_file = there ? !S_ISDIR(found.st_mode) : length > 4 && strcmp(index + length - 4, ".yml") == 0;
    if (is_file) length = slash ? (size_t)(slash - index) : 0;
    while (length > 1 && index[length - 1] == '/') length--;
    if (is_file && slash == index) length = 1;
    d->index.folder = length ? copy_text(d, index, length) : copy_text(d, ".", 1);
    if (d->failed) return;
    /* a file in the working folder keeps the name that the user gave it */
    const char *beside = length ? d->index.folder : "";
    d->yaml_path = is_file ? copy_text(d, index, strlen(index)) : folder_file(d, beside, "index.yml");
    d->nodes_path = folder_file(d, beside, "nodes.csv");
    name_index(d);
}

static myn_status read_own(Definition *d, Source source, const char *text, const char *name)
{
    myn_status status = myn_yaml_read_text(text, strlen(text), name, d->diag, &d->doc[source]);
    if (status == MYN_OK) d->root[source] = myn_yaml_root(d->doc[source]);
    return status;
}

/* A profile is a text in the same language, read by the same reader. */
static myn_status read_profile(Definition *d)
{
    const myn_yaml *node = myn_yaml_get(d->root[FROM_FILE], "profile");
    int number = 0;
    if (!myn_yaml_choice(node, def_profiles, d->diag, &number)) return MYN_OK;
    d->index.profile = def_profiles[number];
    return read_own(d, FROM_PROFILE, def_profile(d->index.profile), d->index.profile);
}

static myn_status read_yaml(Definition *d)
{
    const myn_index_source *source = d->source;
    if (source->path) return myn_yaml_read(d->yaml_path, d->yaml_path, d->diag, &d->doc[FROM_FILE]);
    return read_own(d, FROM_FILE, source->yaml_text, d->yaml_path);
}

/* The reader of tables reads files. */
static myn_status read_nodes(Definition *d)
{
    const char *text = d->source->nodes_text;
    char path[MYN_TEXT_PATH];
    int file;
    if (d->source->path) return def_read_nodes(d, d->nodes_path);
    myn_status status = myn_text_as_file(text, strlen(text), path, &file);
    if (status) return status;
    status = def_read_nodes(d, path);
    close(file);
    return status;
}

/* As they were read, for provenance. */
static myn_status keep_nodes(Definition *d)
{
    const char *text = d->source->nodes_text;
    if (d->source->path) return myn_file_read(d->nodes_path, NODES_MOST, &d->nodes_text);
    myn_buffer_put(&d->nodes_text, text);
    return d->nodes_text.failed ? MYN_ERR_MEMORY : MYN_OK;
}

/* nodes.csv is read also where index.yml is wrong: problems of both are said at once. */
static myn_status read_files(Definition *d)
{
    myn_status yaml = read_yaml(d);
    if (yaml == MYN_ERR_MEMORY) return yaml;
    myn_status nodes = read_nodes(d);
    if (nodes == MYN_ERR_MEMORY) return nodes;
    if (yaml != MYN_OK) return yaml;
    d->root[FROM_FILE] = myn_yaml_root(d->doc[FROM_FILE]);
    d->index.yaml_text = myn_yaml_source(d->doc[FROM_FILE]);
    if (nodes == MYN_OK) nodes = keep_nodes(d);
    d->index.nodes_text = d->nodes_text.at;
    myn_status own = read_profile(d);
    if (own == MYN_OK) own = read_own(d, FROM_BUILT_IN, def_built_in(), "defaults");
    return own == MYN_OK ? nodes : own;
}

/* Each part reports what it finds; the public arrays are made only where nothing was found. */
static myn_status understand(Definition *d, size_t errors_before)
{
    if (d->root[FROM_FILE]) {
        def_read_top(d);
        def_read_publish(d);
        def_read_settings(d);
        def_change_settings(d);
        def_read_summaries(d);
        def_read_disclosure(d);
        if (d->rows && !d->failed) def_compare_parts(d);
        if (d->rows && !d->failed) def_check(d);
    }
    if (d->failed) return MYN_ERR_MEMORY;
    if (myn_diag_count(d->diag, MYN_ERROR) > errors_before) return MYN_ERR_DATA;
    def_assemble(d);
    return d->failed ? MYN_ERR_MEMORY : MYN_OK;
}

static void name_texts(Definition *d)
{
    const char *name = d->source->name;
    d->index.folder = copy_text(d, ".", 1);
    d->index.name = copy_text(d, name, strlen(name));
    d->yaml_path = copy_text(d, "index.yml", 9);
    d->nodes_path = copy_text(d, "nodes.csv", 9);
}

static myn_status read_definition(Definition *d)
{
    size_t errors = myn_diag_count(d->diag, MYN_ERROR);
    if (d->source->path)
        find_files(d, d->source->path);
    else
        name_texts(d);
    if (d->failed) return MYN_ERR_MEMORY;
    myn_status files = read_files(d);
    if (files == MYN_ERR_MEMORY) return files;
    myn_status status = understand(d, errors);
    if (files == MYN_ERR_IO || status == MYN_OK) return files;
    return status;
}

myn_status myn_index_read(const char *index, myn_diag *diag, myn_index **out)
{
    const myn_index_source source = {.path = index};
    return myn_index_read_from(&source, diag, out);
}

myn_status myn_index_read_from(const myn_index_source *source, myn_diag *diag, myn_index **out)
{
    *out = NULL;
    if (!source->path && (!source->name || !source->yaml_text || !source->nodes_text))
        return MYN_ERR_ARGUMENT;
    Definition *d = calloc(1, sizeof *d);
    if (!d) return MYN_ERR_MEMORY;
    d->index.memory = d;
    d->source = source;
    myn_diag *own = NULL;
    myn_status status = myn_arena_new(&d->arena);
    if (status == MYN_OK) status = myn_names_new(&d->codes);
    if (status == MYN_OK && !diag) status = myn_diag_new(&own);
    d->diag = diag ? diag : own;
    if (status == MYN_OK) status = read_definition(d);
    d->diag = NULL;
    d->source = NULL;
    myn_diag_free(own);
    if (status == MYN_OK)
        *out = &d->index;
    else
        myn_index_free(&d->index);
    return status;
}

void myn_index_free(myn_index *index)
{
    if (!index) return;
    Definition *d = index->memory;
    for (Source s = 0; s < SOURCES; s++) myn_yaml_free(d->doc[s]);
    for (size_t i = 0; i < d->change_docs; i++) myn_yaml_free(d->change_doc[i]);
    free(d->row);
    myn_names_free(d->codes);
    myn_buffer_free(&d->nodes_text);
    myn_arena_free(d->arena);
    free(d);
}
