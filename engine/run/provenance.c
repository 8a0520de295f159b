/* What a build was made from: texts, files with their digests, the options that can change a number. */
#include "run/labels.h"
#include "run/pipeline.h"
#include <mynegai/digest.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *dataset_text_name(const myn_loaded *loaded, const myn_dataset *set)
{
    char name[512];
    int length = __builtin_snprintf(name, sizeof name, "datasets/%s/dataset.yml", set->name);
    return myn_arena_text(loaded->memory, name, length < (int)sizeof name ? (size_t)length : sizeof name - 1);
}

const char *const myn_change_words[] = {"set", "drop", "method"};

/* The changes that were made to the definition, a line each. */
static const char *changes_text(const myn_loaded *loaded, const myn_run_options *options)
{
    myn_buffer text = {0};
    for (size_t i = 0; i < options->changes; i++)
        myn_buffer_format(&text, "%s %s\n", myn_change_words[options->change[i].kind],
                          options->change[i].text);
    const char *kept = text.failed || !text.at ? NULL : myn_arena_text(loaded->memory, text.at, text.length);
    myn_buffer_free(&text);
    return kept;
}

static myn_status provenance_texts(const myn_loaded *loaded, const myn_run_options *options,
                                   myn_provenance *out)
{
    myn_provenance_text *text = myn_arena_zero(loaded->memory, loaded->sets.count + loaded->index->tables + 3,
                                               sizeof *text);
    if (!text) return MYN_ERR_MEMORY;
    text[out->texts++] = (myn_provenance_text){"index.yml", loaded->index->yaml_text};
    text[out->texts++] = (myn_provenance_text){"nodes.csv", loaded->index->nodes_text};
    for (size_t d = 0; d < loaded->sets.count; d++) {
        const myn_dataset *set = loaded->sets.dataset[d];
        const char *name = dataset_text_name(loaded, set);
        if (!name) return MYN_ERR_MEMORY;
        text[out->texts++] = (myn_provenance_text){name, set->text};
    }
    for (size_t i = 0; i < loaded->index->tables; i++)
        text[out->texts++] = (myn_provenance_text){loaded->index->table[i].name,
                                                   loaded->index->table[i].text};
    if (options->changes) {
        text[out->texts] = (myn_provenance_text){MYN_CHANGES_TEXT, changes_text(loaded, options)};
        if (!text[out->texts++].text) return MYN_ERR_MEMORY;
    }
    out->text = text;
    return MYN_OK;
}

#define FROZEN_MOST 64 /* stores that a definition can name */

static myn_status digest_file(const char *path, char digest[MYN_DIGEST_TEXT], size_t *bytes)
{
    static const size_t piece = 1 << 20;
    myn_digest *sum = NULL;
    FILE *file = fopen(path, "rb");
    char *at = malloc(piece);
    myn_status status = !file ? MYN_ERR_IO : !at ? MYN_ERR_MEMORY : myn_digest_new(&sum);
    *bytes = 0;
    for (size_t some; !status && (some = fread(at, 1, piece, file)) > 0; *bytes += some)
        status = myn_digest_add(sum, at, some);
    if (!status && ferror(file)) status = MYN_ERR_IO;
    if (!status) status = myn_digest_text(sum, digest);
    myn_digest_free(sum);
    free(at);
    if (file) fclose(file);
    return status;
}

static myn_status add_store(const myn_loaded *loaded, const char *store, myn_provenance_file *file,
                            myn_provenance *out)
{
    char digest[MYN_DIGEST_TEXT];
    size_t bytes;
    size_t read = loaded->tables + loaded->built.lookups;
    for (size_t f = read; f < out->files; f++)
        if (strcmp(file[f].name, store) == 0) return MYN_OK;
    if (out->files == read + FROZEN_MOST) return MYN_ERR_LIMIT;
    char *path = myn_frozen_path(loaded->index, store);
    myn_status status = path ? digest_file(path, digest, &bytes) : MYN_ERR_MEMORY;
    free(path);
    const char *kept = status ? NULL : myn_arena_text(loaded->memory, digest, strlen(digest));
    if (!status && !kept) status = MYN_ERR_MEMORY;
    if (!status) file[out->files++] = (myn_provenance_file){store, kept, 0, bytes};
    return status;
}

static myn_status add_stores(const myn_loaded *loaded, const myn_step *step, size_t steps,
                             myn_provenance_file *file, myn_provenance *out)
{
    myn_status status = MYN_OK;
    for (size_t s = 0; s < steps && !status; s++)
        if (step[s].reference_store) status = add_store(loaded, step[s].reference_store, file, out);
    return status;
}

/* Stores that parameters were taken from are inputs too. */
static myn_status add_frozen(const myn_loaded *loaded, myn_provenance_file *file, myn_provenance *out)
{
    myn_status status = MYN_OK;
    for (size_t i = 0; i < loaded->index->nodes && !status; i++) {
        const myn_node *node = &loaded->index->node[i];
        status = add_stores(loaded, node->step, node->steps, file, out);
        if (!status) status = add_stores(loaded, node->after, node->afters, file, out);
        if (!status) status = add_stores(loaded, node->into_parent, node->into_parents, file, out);
        if (!status) status = add_stores(loaded, &node->weights, 1, file, out);
    }
    return status;
}

/* Whoever knows most of a file could try counts that are withheld against its digest: such a file has none. */
static myn_status provenance_files(const myn_loaded *loaded, myn_provenance *out)
{
    size_t read = loaded->tables + loaded->built.lookups;
    myn_provenance_file *file = myn_arena_zero(loaded->memory, read + FROZEN_MOST + 1, sizeof *file);
    if (!file) return MYN_ERR_MEMORY;
    for (size_t t = 0; t < loaded->tables; t++) {
        const myn_account *account = &loaded->table[t].account;
        bool secret = myn_is_confidential(loaded->index, loaded->sets.dataset[loaded->table[t].dataset]);
        file[t] = (myn_provenance_file){account->file, secret ? NULL : account->info.sha256,
                                        account->info.rows, secret ? 0 : account->info.bytes};
    }
    for (size_t i = 0; i < loaded->built.lookups; i++) {
        const myn_account *account = &loaded->built.account[i];
        file[loaded->tables + i] = (myn_provenance_file){loaded->built.file[i], account->info.sha256,
                                                         account->info.rows, account->info.bytes};
    }
    out->file = file;
    out->files = loaded->tables + loaded->built.lookups;
    return add_frozen(loaded, file, out);
}

myn_status myn_provenance_of(const myn_loaded *loaded, const myn_run_options *options, const char *explained,
                             myn_provenance *out)
{
    myn_buffer command = {0};
    *out = (myn_provenance){.explained = explained};
    myn_buffer_format(&command, "build %s", loaded->index->name);
    if (options->edition) myn_buffer_format(&command, " --edition %s", options->edition);
    for (size_t i = 0; i < options->changes; i++)
        myn_buffer_format(&command, " --%s %s", myn_change_words[options->change[i].kind],
                          options->change[i].text);
    if (!command.failed) out->command = myn_arena_text(loaded->memory, command.at, command.length);
    myn_buffer_free(&command);
    if (!out->command) return MYN_ERR_MEMORY;
    myn_status status = provenance_texts(loaded, options, out);
    return status ? status : provenance_files(loaded, out);
}
