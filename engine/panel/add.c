/* A store with annexes added: everything read, everything written again, so that the copy is as sound and as
 * much the same as a build. */
#include "reading.h"
#include "writing.h"
#include <errno.h>
#include <math.h>
#include <mynegai/text.h>
#include <stdlib.h>
#include <string.h>

/* ---- the cubes ---- */

/* ROWS rows of plane FROM into plane TO from row FIRST on; arrays of limits are made where they are wanted. */
static bool copy_limit(double **to, const double *from, size_t first, size_t count, size_t cells)
{
    if (!from) return true;
    if (!*to) {
        *to = malloc((cells + 1) * sizeof **to);
        for (size_t i = 0; *to && i < cells; i++) (*to)[i] = NAN;
    }
    if (*to) memcpy(*to + first, from, count * sizeof **to);
    return *to != NULL;
}

static bool copy_rows(const myn_panel *from, myn_panel *to, size_t first)
{
    size_t count = from->rows * from->areas, at = first * from->areas, cells = to->rows * to->areas;
    for (size_t i = 0; count && i < from->periods; i++) {
        const myn_plane *source = &from->plane[i];
        myn_plane *plane = &to->plane[i];
        memcpy(plane->value + at, source->value, count * sizeof *source->value);
        memcpy(plane->cell + at, source->cell, count);
        if (!copy_limit(&plane->lower, source->lower, at, count, cells) ||
            !copy_limit(&plane->upper, source->upper, at, count, cells))
            return false;
    }
    return true;
}

/* Indicators and inputs as one cube, which is what a writer takes. */
static myn_status join(myn_store *store, myn_panel **out)
{
    const myn_labels *labels = &store->labels;
    myn_panel *raw = NULL, *inputs = NULL, *both = NULL;
    size_t number;
    myn_status status = myn_store_panel(store, MYN_CUBE_RAW, out);
    if (status != MYN_OK || labels->inputs == 0) return status;
    raw = *out;
    *out = NULL;
    status = myn_store_panel(store, MYN_CUBE_INPUTS, &inputs);
    if (status == MYN_OK) status = myn_panel_new(raw->rows + inputs->rows, raw->areas, 0, &both);
    for (size_t i = 0; status == MYN_OK && i < raw->periods; i++)
        status = myn_panel_plane(both, raw->plane[i].period, &number);
    if (status == MYN_OK && !(copy_rows(raw, both, 0) && copy_rows(inputs, both, raw->rows)))
        status = MYN_ERR_MEMORY;
    myn_panel_free(raw);
    myn_panel_free(inputs);
    if (status == MYN_OK)
        *out = both;
    else
        myn_panel_free(both);
    return status;
}

static myn_status copy_cubes(myn_store *store, myn_writer *writer)
{
    myn_panel *panel = NULL, *parents = NULL;
    myn_status status = join(store, &panel);
    if (status == MYN_OK && store->labels.parents)
        status = myn_store_panel(store, MYN_CUBE_PARENTS, &parents);
    if (status == MYN_OK) status = myn_writer_raw(writer, panel, parents);
    myn_panel_free(panel);
    myn_panel_free(parents);
    return status;
}

static myn_status copy_editions(myn_store *store, myn_writer *writer)
{
    myn_status status = MYN_OK;
    for (size_t e = 0; status == MYN_OK && e < store->labels.editions; e++) {
        myn_edition edition;
        status = myn_store_edition(store, e, &edition);
        if (status != MYN_OK) break;
        status = myn_writer_edition(writer, e, &edition);
        myn_edition_free(&edition);
    }
    return status;
}

/* ---- annexes ---- */

static bool among(const myn_annex *annex, size_t count, const char *group)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(annex[i].group, group) == 0) return true;
    return false;
}

static myn_status copy_annexes(myn_store *store, myn_writer *writer, const myn_annex *annex, size_t count)
{
    myn_status status = MYN_OK;
    for (const char *const *name = myn_store_annexes(store); status == MYN_OK && *name; name++) {
        const myn_annex *old;
        if (among(annex, count, *name)) continue;
        status = myn_store_annex(store, *name, &old);
        if (status == MYN_OK) status = myn_writer_annex(writer, old);
    }
    for (size_t i = 0; status == MYN_OK && i < count; i++) status = myn_writer_annex(writer, &annex[i]);
    return status;
}

/* ---- provenance ---- */

/* Both lines are of the same command: the group it wrote is replaced, and so is its line. */
static bool same_command(const char *line, const char *other)
{
    size_t length = strcspn(line, " \n");
    return length == strcspn(other, " \n") && memcmp(line, other, length) == 0;
}

static char *join_commands(const char *old, const char *new)
{
    myn_buffer out = {0};
    for (const char *at = old ? old : ""; *at;) {
        size_t length = strcspn(at, "\n");
        if (!same_command(at, new)) {
            if (out.length) myn_buffer_put(&out, "\n");
            myn_buffer_add(&out, at, length);
        }
        at += length + (at[length] == '\n');
    }
    if (out.length) myn_buffer_put(&out, "\n");
    myn_buffer_put(&out, new);
    if (!out.failed) return out.at;
    myn_buffer_free(&out);
    return NULL;
}

static void join_texts(const myn_provenance *old, const myn_annex_source *source, myn_provenance_text *text,
                       size_t *count)
{
    for (size_t i = 0; i < old->texts; i++) {
        bool replaced = false;
        for (size_t k = 0; k < source->texts; k++)
            replaced = replaced || strcmp(source->text[k].name, old->text[i].name) == 0;
        if (!replaced) text[(*count)++] = old->text[i];
    }
    for (size_t k = 0; k < source->texts; k++) text[(*count)++] = source->text[k];
}

static void join_files(const myn_provenance *old, const myn_annex_source *source, myn_provenance_file *file,
                       size_t *count)
{
    for (size_t i = 0; i < old->files; i++) {
        bool replaced = false;
        for (size_t k = 0; k < source->files; k++)
            replaced = replaced || strcmp(source->file[k].name, old->file[i].name) == 0;
        if (!replaced) file[(*count)++] = old->file[i];
    }
    for (size_t k = 0; k < source->files; k++) file[(*count)++] = source->file[k];
}

static myn_status commit(myn_store *store, myn_writer *writer, const myn_annex_source *source)
{
    const myn_provenance *old = &store->provenance;
    myn_provenance_text *text = calloc(old->texts + source->texts + 1, sizeof *text);
    myn_provenance_file *file = calloc(old->files + source->files + 1, sizeof *file);
    char *command = join_commands(old->command, source->command);
    myn_provenance all = {.command = command, .text = text, .file = file, .explained = old->explained};
    myn_status status = text && file && command ? MYN_OK : MYN_ERR_MEMORY;
    if (status == MYN_OK) {
        join_texts(old, source, text, &all.texts);
        join_files(old, source, file, &all.files);
        status = myn_writer_commit(writer, &all);
    }
    free(command);
    free(file);
    free(text);
    return status;
}

/* ---- all of it ---- */

static myn_status check(const myn_store *store, const char *out, const myn_annex *annex, size_t count,
                        myn_diag *diag)
{
    myn_status status = MYN_OK;
    for (size_t i = 0; i < count; i++) {
        char why[256];
        if (myn_annex_sound(&annex[i], &store->labels, store->size[DIM_PERIOD], why, sizeof why)) continue;
        myn_diag_add(diag, MYN_ERROR, (myn_place){out, 0, 0}, "cannot be written: %s", why);
        status = MYN_ERR_ARGUMENT;
    }
    return status;
}

/* What went wrong between opening and committing; opening says its own. */
static void say(const char *in, const char *out, const myn_store *store, myn_status status, myn_diag *diag)
{
    int why = errno;
    char room[256];
    if (status == MYN_ERR_FORMAT)
        myn_diag_add(diag, MYN_ERROR, (myn_place){in, 0, 0}, "is not a store that can be read: %s",
                     store->why);
    if (status == MYN_ERR_IO)
        myn_diag_add(diag, MYN_ERROR, (myn_place){out, 0, 0}, "cannot be written: %s",
                     strerror_r(why, room, sizeof room));
    errno = why;
}

myn_status myn_store_add(const char *in, const char *out, const myn_annex *annex, size_t count,
                         const myn_annex_source *source, myn_diag *diag)
{
    myn_store *store = NULL;
    myn_writer *writer = NULL;
    myn_status status = myn_store_open(in, 0, diag, &store);
    if (status == MYN_OK) status = check(store, out, annex, count, diag);
    if (status == MYN_OK) status = myn_writer_open(out, &store->labels, diag, &writer);
    bool opened = status == MYN_OK;
    if (status == MYN_OK) status = copy_cubes(store, writer);
    if (status == MYN_OK) status = copy_editions(store, writer);
    if (status == MYN_OK) status = copy_annexes(store, writer, annex, count);
    if (status == MYN_OK) status = commit(store, writer, source);
    if (opened) say(in, out, store, status, diag);
    myn_writer_free(writer);
    myn_store_free(store);
    return status;
}
