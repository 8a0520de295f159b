/* A store from opening to renaming. After a first failure every call answers the same, so that the caller
 * may go on to the end. */
#include "edition.h"
#include "reading.h"
#include "writing.h"
#include <errno.h>
#include <fcntl.h>
#include <mynegai/text.h>
#include <stdlib.h>
#include <string.h>

#define ORDER (H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED)

/* ---- opening ---- */

/* The file beside was made by the output, with the lock held; HDF5 only fills it. */
static hid_t create_file(myn_writer *writer)
{
    const char *path = myn_output_beside(writer->output);
    writer->io.file = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (writer->io.file < 0) return H5I_INVALID_HID;
    hid_t plan = H5Pcreate(H5P_FILE_CREATE), access = myn_driver_access(&writer->io), file = H5I_INVALID_HID;
    if (plan >= 0 && access >= 0 && H5Pset_link_creation_order(plan, ORDER) >= 0 &&
        H5Pset_attr_creation_order(plan, ORDER) >= 0 && H5Pset_obj_track_times(plan, 0) >= 0)
        file = H5Fcreate(path, H5F_ACC_TRUNC, plan, access);
    if (plan >= 0) H5Pclose(plan);
    if (access >= 0) H5Pclose(access);
    return file;
}

/* The first failure is kept: what follows it would only hide why. */
static myn_status fail(myn_writer *writer)
{
    if (!writer->error) writer->error = writer->io.error;
    if (!writer->error) writer->error = errno ? errno : EIO;
    errno = writer->error;
    return writer->error == ENOMEM ? MYN_ERR_MEMORY : MYN_ERR_IO;
}

/* HDF5 is content, and so is the disk. */
static myn_status after(myn_writer *writer, bool done)
{
    return done && !writer->io.error ? MYN_OK : fail(writer);
}

/* Every handle starts as none, so that closing can be done from any point. */
static myn_writer *new_writer(const myn_labels *labels)
{
    myn_writer *writer = calloc(1, sizeof *writer);
    if (!writer) return NULL;
    writer->labels = labels;
    writer->io = (myn_driver){-1, 0, H5I_INVALID_HID};
    writer->file = H5I_INVALID_HID;
    for (int i = 0; i <= GROUPS; i++) writer->group[i] = H5I_INVALID_HID;
    for (int i = 0; i < DIMS_ALL; i++) writer->scale[i] = H5I_INVALID_HID;
    for (int i = 0; i < VARS; i++) writer->data[i] = H5I_INVALID_HID;
    for (int i = 0; i < MYN_QUANTILES_MOST; i++) writer->quantile[i] = H5I_INVALID_HID;
    writer->done = calloc(labels->editions + 1, sizeof *writer->done);
    if (writer->done) return writer;
    free(writer);
    return NULL;
}

/* What a reader would refuse is not written. */
static myn_status check_labels(const char *path, const myn_labels *labels, myn_diag *diag)
{
    char why[256];
    if (!labels->areas) snprintf(why, sizeof why, "there are no areas");
    if (labels->areas && myn_labels_sound(labels, why, sizeof why)) return MYN_OK;
    myn_diag_add(diag, MYN_ERROR, (myn_place){path, 0, 0}, "cannot be written: %s", why);
    return MYN_ERR_ARGUMENT;
}

static myn_status start(myn_writer *writer, const char *path, myn_diag *diag)
{
    errno = 0;
    writer->file = create_file(writer);
    writer->group[IN_ROOT] = writer->file;
    myn_status status = after(writer, writer->file >= 0 && myn_write_labels(writer));
    if (status == MYN_OK) return status;
    char room[256];
    myn_diag_add(diag, MYN_ERROR, (myn_place){path, 0, 0}, "cannot be written: %s",
                 strerror_r(writer->error, room, sizeof room));
    return status;
}

myn_status myn_writer_open(const char *path, const myn_labels *labels, myn_diag *diag, myn_writer **out)
{
    *out = NULL;
    myn_status status = check_labels(path, labels, diag);
    if (status != MYN_OK) return status;
    myn_writer *writer = new_writer(labels);
    if (!writer) return MYN_ERR_MEMORY;
    status = myn_output_open(path, diag, &writer->output);
    if (status == MYN_OK) {
        const myn_hush hush = myn_hush_begin();
        status = start(writer, path, diag);
        myn_hush_end(&hush);
    }
    if (status == MYN_OK)
        *out = writer;
    else
        myn_writer_free(writer);
    return status;
}

/* ---- the cubes ---- */

/* The panel has the shape that the labels say, and its planes are in order. */
static bool fits(const myn_panel *panel, size_t rows_least, size_t rows_most, const myn_areas *areas)
{
    if (panel->rows < rows_least || panel->rows > rows_most || panel->areas != areas->count) return false;
    for (size_t i = 0; i < panel->periods; i++) {
        const myn_plane *plane = &panel->plane[i];
        if (plane->period.end < plane->period.start) return false;
        if (i && myn_period_compare(plane[-1].period, plane->period) >= 0) return false;
        if (!myn_bytes_below(plane->cell, panel->rows * panel->areas, MYN_CELL_KINDS)) return false;
    }
    return true;
}

/* Made now, so that what is looked at most stands before the rest in every listing; written edition by
 * edition. */
static bool define_editions(myn_writer *writer)
{
    myn_edition none = {0};
    myn_edition_slot slot[MYN_SLOTS_MOST];
    size_t slots = myn_edition_slots(writer->labels, &none, slot);
    for (size_t i = 0; i < slots; i++) {
        char name[MYN_QUANTILE_NAME];
        int grouping = slot[i].grouping;
        if (grouping >= 0) myn_quantile_name(writer->labels->quantile[grouping], name);
        hid_t *data = grouping >= 0 ? &writer->quantile[grouping] : &writer->data[slot[i].variable];
        if (!myn_write_define(writer, slot[i].variable, grouping >= 0 ? name : NULL, data)) return false;
    }
    return true;
}

myn_status myn_writer_raw(myn_writer *writer, const myn_panel *panel, const myn_panel *parents)
{
    const myn_labels *labels = writer->labels;
    size_t rows = labels->indicators + labels->inputs;
    if (writer->error) return fail(writer);
    if (writer->raw || !fits(panel, rows, rows, labels->areas)) return MYN_ERR_ARGUMENT;
    if (parents && (!labels->parents || !fits(parents, labels->indicators, rows, labels->parents)))
        return MYN_ERR_ARGUMENT;
    const myn_hush hush = myn_hush_begin();
    errno = 0;
    myn_status status = after(writer, myn_write_cubes(writer, panel, parents) && define_editions(writer));
    writer->raw = status == MYN_OK;
    myn_hush_end(&hush);
    return status;
}

/* ---- editions ---- */

static bool put_edition(myn_writer *writer, size_t e, const myn_edition_slot *slot, size_t slots)
{
    const myn_part part = {e};
    for (size_t i = 0; i < slots; i++) {
        hid_t data = slot[i].grouping >= 0 ? writer->quantile[slot[i].grouping]
                                           : writer->data[slot[i].variable];
        if (!slot[i].count) continue;
        if (!myn_h5_write(data, &part, myn_store_variable[slot[i].variable].as, *slot[i].at)) return false;
    }
    return true;
}

myn_status myn_writer_edition(myn_writer *writer, size_t e, const myn_edition *edition)
{
    if (writer->error) return fail(writer);
    if (!writer->raw || e >= writer->labels->editions || writer->done[e]) return MYN_ERR_ARGUMENT;
    myn_edition view = *edition;
    myn_edition_slot slot[MYN_SLOTS_MOST];
    size_t slots = myn_edition_slots(writer->labels, &view, slot);
    for (size_t i = 0; i < slots; i++)
        if (slot[i].count && !*slot[i].at) return MYN_ERR_ARGUMENT;
    if (!myn_edition_sound(writer->labels, writer->size[DIM_PERIOD], edition)) return MYN_ERR_ARGUMENT;
    const myn_hush hush = myn_hush_begin();
    errno = 0;
    myn_status status = after(writer, put_edition(writer, e, slot, slots));
    writer->done[e] = status == MYN_OK;
    myn_hush_end(&hush);
    return status;
}

/* ---- annexes ---- */

myn_status myn_writer_annex(myn_writer *writer, const myn_annex *annex)
{
    if (writer->error) return fail(writer);
    char why[256];
    if (!writer->raw || !myn_annex_sound(annex, writer->labels, writer->size[DIM_PERIOD], why, sizeof why))
        return MYN_ERR_ARGUMENT;
    const myn_hush hush = myn_hush_begin();
    errno = 0;
    myn_status status = after(writer, myn_write_annex(writer, annex));
    myn_hush_end(&hush);
    return status;
}

/* ---- the end ---- */

/* All of them, also after one failed: what stays open keeps the file open. */
static bool close_all(myn_writer *writer)
{
    bool closed = true;
    for (int i = 0; i < VARS; i++) closed = myn_h5_close_data(&writer->data[i]) && closed;
    for (int i = 0; i < MYN_QUANTILES_MOST; i++) closed = myn_h5_close_data(&writer->quantile[i]) && closed;
    for (int i = 0; i < DIMS_ALL; i++) closed = myn_h5_close_data(&writer->scale[i]) && closed;
    for (int i = IN_ROOT + 1; i <= GROUPS; i++) {
        if (writer->group[i] >= 0 && H5Gclose(writer->group[i]) < 0) closed = false;
        writer->group[i] = H5I_INVALID_HID;
    }
    return closed;
}

static bool close_file(myn_writer *writer)
{
    bool closed = close_all(writer);
    if (writer->file >= 0 && H5Fclose(writer->file) < 0) closed = false;
    writer->file = H5I_INVALID_HID;
    return myn_driver_close(&writer->io) && closed;
}

/* HDF5 would write any bytes; a reader refuses what is not UTF-8. */
static bool sound_provenance(const myn_provenance *provenance)
{
    size_t bad;
    const char *one[] = {provenance->command, provenance->explained};
    for (size_t i = 0; i < 2; i++)
        if (one[i] && !myn_utf8_valid(one[i], strlen(one[i]), &bad)) return false;
    for (size_t i = 0; i < provenance->texts; i++) {
        const char *name = provenance->text[i].name, *text = provenance->text[i].text;
        if (name && !myn_utf8_valid(name, strlen(name), &bad)) return false;
        if (text && !myn_utf8_valid(text, strlen(text), &bad)) return false;
    }
    for (size_t i = 0; i < provenance->files; i++) {
        const char *name = provenance->file[i].name, *sha256 = provenance->file[i].sha256;
        if (name && !myn_utf8_valid(name, strlen(name), &bad)) return false;
        if (sha256 && !myn_utf8_valid(sha256, strlen(sha256), &bad)) return false;
    }
    return true;
}

/* Read as a stranger would: every label, every size, and the last element of every data set. */
static myn_status verify(const myn_writer *writer)
{
    myn_store *store;
    myn_status status = myn_store_open(myn_output_beside(writer->output), 0, NULL, &store);
    if (status != MYN_OK) return status;
    if (memcmp(store->size, writer->size, DIMS * sizeof *store->size) != 0) status = MYN_ERR_FORMAT;
    if (status == MYN_OK) status = myn_store_try_ends(store);
    for (const char *const *name = myn_store_annexes(store); status == MYN_OK && *name; name++) {
        const myn_annex *annex;
        status = myn_store_annex(store, *name, &annex);
    }
    myn_store_free(store);
    return status;
}

myn_status myn_writer_commit(myn_writer *writer, const myn_provenance *provenance)
{
    if (writer->error) return fail(writer);
    if (!writer->raw || writer->file < 0 || !sound_provenance(provenance)) return MYN_ERR_ARGUMENT;
    for (size_t e = 0; e < writer->labels->editions; e++)
        if (!writer->done[e]) return MYN_ERR_ARGUMENT;
    const myn_hush hush = myn_hush_begin();
    errno = 0;
    bool closed = myn_write_provenance(writer, provenance) && myn_write_uses(writer) && close_file(writer);
    myn_status status = closed ? MYN_OK : fail(writer);
    myn_hush_end(&hush);
    if (status == MYN_OK && verify(writer) != MYN_OK) status = fail(writer);
    if (status == MYN_OK) status = myn_output_commit(writer->output);
    if (status == MYN_ERR_IO) (void)fail(writer);
    return status;
}

void myn_writer_free(myn_writer *writer)
{
    if (!writer) return;
    int why = errno;
    const myn_hush hush = myn_hush_begin();
    if (!writer->io.error) writer->io.error = ECANCELED; /* what is given up need not be written to its end */
    (void)close_file(writer);
    myn_hush_end(&hush);
    myn_output_free(writer->output);
    free(writer->use);
    free(writer->done);
    free(writer);
    errno = why;
}
