/* What a build was made from: texts, files with their digests, the options that can change a number. */
#include "run/labels.h"
#include <string.h>

static const char *dataset_text_name(const myn_loaded *loaded, const myn_dataset *set)
{
    char name[512];
    int length = __builtin_snprintf(name, sizeof name, "datasets/%s/dataset.yml", set->name);
    return myn_arena_text(loaded->memory, name, length < (int)sizeof name ? (size_t)length : sizeof name - 1);
}

static myn_status provenance_texts(const myn_loaded *loaded, myn_provenance *out)
{
    myn_provenance_text *text = myn_arena_zero(loaded->memory, loaded->sets.count + 2, sizeof *text);
    if (!text) return MYN_ERR_MEMORY;
    text[out->texts++] = (myn_provenance_text){"index.yml", loaded->index->yaml_text};
    text[out->texts++] = (myn_provenance_text){"nodes.csv", loaded->index->nodes_text};
    for (size_t d = 0; d < loaded->sets.count; d++) {
        const myn_dataset *set = loaded->sets.dataset[d];
        const char *name = dataset_text_name(loaded, set);
        if (!name) return MYN_ERR_MEMORY;
        text[out->texts++] = (myn_provenance_text){name, set->text};
    }
    out->text = text;
    return MYN_OK;
}

static myn_status provenance_files(const myn_loaded *loaded, myn_provenance *out)
{
    myn_provenance_file *file = myn_arena_zero(loaded->memory, loaded->tables + 1, sizeof *file);
    if (!file) return MYN_ERR_MEMORY;
    for (size_t t = 0; t < loaded->tables; t++) {
        const myn_account *account = &loaded->table[t].account;
        file[t] = (myn_provenance_file){account->file, account->info.sha256, account->info.rows,
                                        account->info.bytes};
    }
    out->file = file;
    out->files = loaded->tables;
    return MYN_OK;
}

myn_status myn_provenance_of(const myn_loaded *loaded, const myn_run_options *options, const char *explained,
                             myn_provenance *out)
{
    myn_buffer command = {0};
    *out = (myn_provenance){.explained = explained};
    myn_buffer_format(&command, "build %s", loaded->index->name);
    if (options->edition) myn_buffer_format(&command, " --edition %s", options->edition);
    if (!command.failed) out->command = myn_arena_text(loaded->memory, command.at, command.length);
    myn_buffer_free(&command);
    if (!out->command) return MYN_ERR_MEMORY;
    myn_status status = provenance_texts(loaded, out);
    return status ? status : provenance_files(loaded, out);
}
