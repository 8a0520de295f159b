/* mynegai publish OUT.h5 SITE/ */
#include "cli.h"
#include <errno.h>
#include <mynegai/folder.h>
#include <mynegai/publish.h>
#include <stdlib.h>
#include <string.h>

#define SUMS "SHA256SUMS"

/* All that a site is made of; released together. */
typedef struct {
    myn_store *store, *old;
    myn_release *release;
    myn_index *definition;
    myn_boundaries *boundaries;
    myn_comparison *revision;
    myn_families *families;
    myn_lang lang[2];
    myn_publication publication;
} Making;

/* "en,cy", "cy". */
static myn_status read_languages(Cli *cli, Making *m)
{
    const char *text = cli->set.languages;
    m->publication.lang = m->lang;
    for (const char *at = text; at && *at;) {
        size_t length = strcspn(at, ",");
        bool en = length == 2 && memcmp(at, "en", 2) == 0, cy = length == 2 && memcmp(at, "cy", 2) == 0;
        bool again = m->publication.langs == 1 && m->lang[0] == (cy ? MYN_LANG_CY : MYN_LANG_EN);
        if (!(en || cy) || m->publication.langs == 2 || again)
            return usage_error(cli, "--lang takes en, cy, or both with a comma between; not \"%s\"", text);
        m->lang[m->publication.langs++] = cy ? MYN_LANG_CY : MYN_LANG_EN;
        at += length + (at[length] == ',');
    }
    return MYN_OK;
}

static myn_status read_boundaries(Cli *cli, Making *m)
{
    const char *path = cli->set.boundaries;
    const myn_areas *areas = m->release->labels->areas;
    if (!path) return MYN_OK;
    myn_status status = myn_boundaries_read(path, path, cli->set.property, cli->diag, &m->boundaries);
    const char **code = status ? NULL : calloc(areas->count + 1, sizeof *code);
    size_t *place = status ? NULL : calloc(areas->count + 1, sizeof *place);
    if (!status && !(code && place)) status = MYN_ERR_MEMORY;
    for (size_t a = 0; !status && a < areas->count; a++) code[a] = areas->at[a].code;
    if (!status) status = myn_boundaries_cover(m->boundaries, path, code, areas->count, place, cli->diag);
    free(code);
    free(place);
    return status;
}

static myn_status compare_with_old(Cli *cli, Making *m)
{
    const char *path = cli->set.against;
    myn_compare_choice choice = {.new_store = m->store,
                                 .old_path = path,
                                 .new_path = cli->set.input[0],
                                 .new_edition = m->release->edition,
                                 .threads = cli->set.threads};
    if (!path) return MYN_OK;
    myn_status status = myn_store_open(path, 0, cli->diag, &m->old);
    choice.old_store = m->old;
    if (!status)
        status = find_edition(cli, path, myn_store_labels(m->old), cli->set.from, &choice.old_edition);
    return status ? status : myn_compare(&choice, cli->diag, &m->revision);
}

/* Areas and their like, where there are enough areas for families. */
static myn_status find_like(Cli *cli, Making *m)
{
    const myn_family_choice choice = {.edition = m->release->edition,
                                      .of = MYN_LIKE_NORMALISED,
                                      .weighted = true,
                                      .area = MYN_NONE,
                                      .threads = cli->set.threads};
    myn_status status = myn_families_find(m->store, cli->set.input[0], &choice, NULL, &m->families);
    return status == MYN_ERR_DATA ? MYN_OK : status;
}

/* Without one the pages still say how good the data are and what was revised. */
static myn_status read_definition(Cli *cli, Making *m)
{
    myn_status status = myn_store_definition(m->store, cli->set.input[0], NULL, &m->definition);
    if (status != MYN_ERR_FORMAT && status != MYN_ERR_DATA) return status;
    myn_diag_add(cli->diag, MYN_NOTE, (myn_place){cli->set.input[0], 0, 0},
                 "its definition cannot be read: methods are not told step by step");
    return MYN_OK;
}

static myn_status gather(Cli *cli, Making *m)
{
    const char *path = cli->set.input[0];
    size_t edition = 0;
    myn_status status = read_languages(cli, m);
    if (!status) status = myn_store_open(path, 0, cli->diag, &m->store);
    if (!status) status = find_edition(cli, path, myn_store_labels(m->store), cli->set.edition, &edition);
    if (!status) status = myn_release_make(m->store, path, edition, cli->diag, &m->release);
    if (!status) status = read_definition(cli, m);
    if (!status) status = read_boundaries(cli, m);
    if (!status) status = compare_with_old(cli, m);
    if (!status) status = find_like(cli, m);
    m->publication.release = m->release;
    m->publication.definition = m->definition;
    m->publication.boundaries = m->boundaries;
    m->publication.revision = m->revision;
    m->publication.families = m->families;
    return status;
}

static void release_all(Making *m)
{
    myn_families_free(m->families);
    myn_comparison_free(m->revision);
    myn_boundaries_free(m->boundaries);
    myn_index_free(m->definition);
    myn_release_free(m->release);
    myn_store_free(m->old);
    myn_store_free(m->store);
}

/* ---- where it goes ---- */

static myn_status into_folder(void *ctx, const char *path, const char *bytes, size_t size)
{
    if (was_interrupted()) return MYN_ERR_INTERRUPTED;
    return myn_folder_write(ctx, path, bytes, size);
}

static myn_status write_folder(Cli *cli, const myn_publication *publication, myn_published *done)
{
    const char *path = cli->set.input[1];
    myn_folder *folder = NULL;
    myn_status status = myn_folder_open(path, SUMS, cli->diag, &folder);
    if (!status) status = myn_publish_site(publication, into_folder, folder, cli->diag, done);
    if (!status) status = myn_folder_commit(folder);
    if (status == MYN_ERR_IO && folder)
        myn_diag_add(cli->diag, MYN_ERROR, (myn_place){path, 0, 0}, "cannot be written: %s", strerror(errno));
    myn_folder_free(folder);
    return status;
}

static myn_status into_file(void *ctx, const char *path, const char *bytes, size_t size)
{
    (void)path;
    return myn_output_write(ctx, bytes, size);
}

static myn_status write_single(Cli *cli, const myn_publication *publication, myn_published *done)
{
    const char *path = cli->set.input[1];
    myn_output *output = NULL;
    myn_status status = myn_output_open(path, cli->diag, &output);
    if (!status) status = myn_publish_single(publication, into_file, output, cli->diag, done);
    if (!status) status = myn_output_commit(output);
    if (status == MYN_ERR_IO && output)
        myn_diag_add(cli->diag, MYN_ERROR, (myn_place){path, 0, 0}, "cannot be written: %s", strerror(errno));
    myn_output_free(output);
    return status;
}

static myn_status summary(Cli *cli, const myn_published *done)
{
    myn_buffer text = {0};
    char size[MYN_NUMBER_TEXT];
    const char *slash = cli->set.single ? "" : "/index.html", *path = cli->set.input[1];
    size_t length = strlen(path);
    while (length > 1 && !cli->set.single && path[length - 1] == '/') length--;
    myn_fixed_text((double)done->bytes / 1e6, 1, size);
    myn_buffer_format(&text, "%zu pages in %zu file%s, %s MB\n", done->pages, done->files,
                      done->files == 1 ? "" : "s", size);
    if (done->one_form)
        myn_buffer_format(&text, "%zu names stand in one language only: see the page about the data\n",
                          done->one_form);
    myn_buffer_format(&text, "open %.*s%s\n", (int)length, path, slash);
    return say_buffer(cli, &text);
}

myn_status cmd_publish(Cli *cli)
{
    Making m = {0};
    Meter meter;
    myn_published done = {0};
    myn_status status = gather(cli, &m);
    meter_start(&meter, cli);
    m.publication.threads = cli->set.threads;
    m.publication.progress = &meter.progress;
    if (!status)
        status = cli->set.single ? write_single(cli, &m.publication, &done)
                                 : write_folder(cli, &m.publication, &done);
    meter_end(&meter);
    if (!status && !cli->set.quiet) status = summary(cli, &done);
    release_all(&m);
    return status;
}
