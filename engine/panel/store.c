/* Opening a store that may be damaged, or made to do harm: sizes are checked before memory is taken. */
#include "edition.h"
#include "reading.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- opening ---- */

static myn_status say(const char *path, myn_status status, const myn_store *store, myn_diag *diag)
{
    int why = errno;
    char room[256];
    const myn_place place = {path, 0, 0};
    if (status == MYN_ERR_FORMAT)
        myn_diag_add(diag, MYN_ERROR, place, "is not a store that can be read: %s", store->why);
    if (status == MYN_ERR_IO)
        myn_diag_add(diag, MYN_ERROR, place, "cannot be opened: %s", strerror_r(why, room, sizeof room));
    if (status == MYN_ERR_LIMIT)
        myn_diag_add(diag, MYN_ERROR, place, "needs more than the memory limit of %zu bytes", store->limit);
    errno = why;
    return status;
}

static myn_status open_bytes(myn_store *store, const char *path)
{
    struct stat found;
    store->io.file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (store->io.file < 0 || fstat(store->io.file, &found) != 0) return MYN_ERR_IO;
    if (S_ISDIR(found.st_mode)) errno = EISDIR;
    if (S_ISDIR(found.st_mode)) return MYN_ERR_IO;
    if (!S_ISREG(found.st_mode)) return myn_refuse(store, "it is not a plain file");
    store->file_size = (uint64_t)found.st_size;
    store->texts_left = store->file_size < store->limit ? store->file_size : store->limit;
    return MYN_OK;
}

/* heap.c reads texts by their address in the file: no user block, addresses of eight bytes. */
static myn_status check_plan(myn_store *store)
{
    hid_t plan = H5Fget_create_plist(store->file);
    hsize_t block = 1;
    size_t addresses = 0, sizes = 0;
    bool plain = plan >= 0 && H5Pget_userblock(plan, &block) >= 0 &&
                 H5Pget_sizes(plan, &addresses, &sizes) >= 0 && block == 0 && addresses == 8 && sizes == 8;
    if (plan >= 0) H5Pclose(plan);
    return plain ? MYN_OK : myn_refuse(store, "its HDF5 is of an unusual kind");
}

static bool is_hdf5(const myn_store *store)
{
    static const char mark[] = "\211HDF\r\n\032\n";
    char head[8];
    return pread(store->io.file, head, 8, 0) == 8 && memcmp(head, mark, 8) == 0;
}

static myn_status open_file(myn_store *store, const char *path)
{
    if (!is_hdf5(store)) return myn_refuse(store, "it is not an HDF5 file");
    hid_t access = myn_driver_access(&store->io);
    if (access < 0) return MYN_ERR_MEMORY;
    store->file = H5Fopen(path, H5F_ACC_RDONLY, access);
    H5Pclose(access);
    if (store->file < 0) return myn_refuse(store, "it is damaged, or cut short");
    myn_status status = check_plan(store);
    for (int i = 0; status == MYN_OK && i < GROUPS; i++) status = myn_read_group(store, i);
    return status;
}

static myn_store *new_store(size_t limit)
{
    myn_store *store = calloc(1, sizeof *store);
    if (!store) return NULL;
    store->limit = limit ? limit : MYN_STORE_LIMIT;
    store->file = H5I_INVALID_HID;
    store->io = (myn_driver){-1, 0, H5I_INVALID_HID};
    for (int i = 0; i <= GROUPS; i++) store->group[i] = H5I_INVALID_HID;
    if (myn_arena_new(&store->arena) == MYN_OK) return store;
    free(store);
    return NULL;
}

myn_status myn_store_open(const char *path, size_t limit, myn_diag *diag, myn_store **out)
{
    *out = NULL;
    myn_store *store = new_store(limit);
    if (!store) return MYN_ERR_MEMORY;
    const myn_hush hush = myn_hush_begin();
    myn_status status = open_bytes(store, path);
    if (status == MYN_OK) status = open_file(store, path);
    if (status == MYN_OK) status = myn_read_labels(store);
    if (status == MYN_OK) status = myn_read_provenance(store);
    if (status == MYN_OK) status = myn_read_check(store);
    if (status == MYN_OK) status = myn_read_annexes(store);
    myn_hush_end(&hush);
    if (status == MYN_OK) {
        *out = store;
        return MYN_OK;
    }
    say(path, status, store, diag);
    myn_store_free(store);
    return status;
}

void myn_store_free(myn_store *store)
{
    if (!store) return;
    int why = errno;
    const myn_hush hush = myn_hush_begin();
    for (int i = 0; i <= GROUPS; i++)
        if (store->group[i] >= 0) H5Gclose(store->group[i]);
    if (store->file >= 0) H5Fclose(store->file);
    (void)myn_driver_close(&store->io);
    myn_hush_end(&hush);
    myn_areas_free(store->areas);
    myn_areas_free(store->parents);
    myn_areas_free(store->summary_areas);
    myn_arena_free(store->arena);
    free(store);
    errno = why;
}

const myn_labels *myn_store_labels(const myn_store *store)
{
    return &store->labels;
}

const myn_provenance *myn_store_provenance(const myn_store *store)
{
    return &store->provenance;
}

/* ---- every array ---- */

typedef myn_status (*visit)(myn_store *store, int variable, hid_t data);

static myn_status visit_one(myn_store *store, int variable, const char *name, visit what)
{
    hid_t data;
    myn_status status = myn_read_open(store, variable, name, &data);
    if (status != MYN_OK) return status;
    status = what(store, variable, data);
    myn_h5_close_data(&data);
    return status;
}

static myn_status visit_cube(myn_store *store, const myn_cube_variables *as, visit what)
{
    const int all[] = {as->value, as->cell, as->lower, as->upper};
    myn_status status = MYN_OK;
    for (int i = 0; status == MYN_OK && i < 4; i++) {
        const myn_variable *v = &myn_store_variable[all[i]];
        if (i < 2 || myn_read_has(store, v->group, v->name)) status = visit_one(store, all[i], NULL, what);
    }
    return status;
}

static myn_status visit_all(myn_store *store, visit what)
{
    myn_edition none = {0};
    myn_edition_slot slot[MYN_SLOTS_MOST];
    size_t slots = myn_edition_slots(&store->labels, &none, slot);
    myn_status status = visit_cube(store, &myn_store_cube[MYN_CUBE_RAW], what);
    if (status == MYN_OK && store->labels.inputs)
        status = visit_cube(store, &myn_store_cube[MYN_CUBE_INPUTS], what);
    if (status == MYN_OK && store->labels.parents)
        status = visit_cube(store, &myn_store_cube[MYN_CUBE_PARENTS], what);
    for (size_t i = 0; status == MYN_OK && i < slots; i++) {
        char name[MYN_QUANTILE_NAME];
        int grouping = slot[i].grouping;
        if (grouping >= 0) myn_quantile_name(store->labels.quantile[grouping], name);
        status = visit_one(store, slot[i].variable, grouping >= 0 ? name : NULL, what);
    }
    return status;
}

static myn_status do_nothing(myn_store *store, int variable, hid_t data)
{
    (void)store, (void)variable, (void)data;
    return MYN_OK;
}

myn_status myn_read_check(myn_store *store)
{
    return visit_all(store, do_nothing);
}

static myn_status try_end(myn_store *store, int variable, hid_t data)
{
    const myn_variable *v = &myn_store_variable[variable];
    hsize_t last[4] = {0}, one = 1;
    for (int i = 0; i < v->rank; i++) {
        if (store->size[v->dim[i]] == 0) return MYN_OK;
        last[i] = store->size[v->dim[i]] - 1;
    }
    int64_t value;
    hid_t file = H5Dget_space(data), memory = H5Screate_simple(1, &one, NULL),
          type = myn_h5_memory_type(v->as);
    bool read = file >= 0 && memory >= 0 && type >= 0 &&
                H5Sselect_elements(file, H5S_SELECT_SET, 1, last) >= 0 &&
                H5Dread(data, type, memory, file, H5P_DEFAULT, &value) >= 0;
    if (type >= 0) H5Tclose(type);
    if (memory >= 0) H5Sclose(memory);
    if (file >= 0) H5Sclose(file);
    return read ? MYN_OK : myn_refuse(store, "%s cannot be read to its end", v->name);
}

myn_status myn_store_try_ends(myn_store *store)
{
    const myn_hush hush = myn_hush_begin();
    myn_status status = visit_all(store, try_end);
    myn_hush_end(&hush);
    return status;
}

/* ---- editions ---- */

void myn_edition_free(myn_edition *edition)
{
    free(edition->normalised);
    free(edition->normalised_cell);
    free(edition->used_period);
    free(edition->score);
    free(edition->score_cell);
    free(edition->rank);
    for (int i = 0; i < MYN_QUANTILES_MOST; i++) free(edition->quantile[i]);
    free(edition->band);
    free(edition->fitted);
    free(edition->summary);
    free(edition->summary_rank);
    free(edition->weight);
    free(edition->branch_fitted);
    *edition = (myn_edition){0};
}

/* Room for every array, counted against the limit first. */
static myn_status take_room(const myn_store *store, const myn_edition_slot *slot, size_t slots)
{
    size_t left = store->limit;
    for (size_t i = 0; i < slots; i++) {
        size_t bytes, size = myn_stored_size(myn_store_variable[slot[i].variable].as);
        if (__builtin_mul_overflow(slot[i].count, size, &bytes) || bytes > left) return MYN_ERR_LIMIT;
        left -= bytes;
    }
    for (size_t i = 0; i < slots; i++) {
        size_t size = myn_stored_size(myn_store_variable[slot[i].variable].as);
        *slot[i].at = malloc(slot[i].count ? slot[i].count * size : 1);
        if (!*slot[i].at) return MYN_ERR_MEMORY;
    }
    return MYN_OK;
}

static myn_status read_slot(myn_store *store, size_t e, const myn_edition_slot *slot)
{
    char name[MYN_QUANTILE_NAME];
    const myn_part part = {e};
    hid_t data;
    if (slot->grouping >= 0) myn_quantile_name(store->labels.quantile[slot->grouping], name);
    myn_status status = myn_read_open(store, slot->variable, slot->grouping >= 0 ? name : NULL, &data);
    if (status != MYN_OK || slot->count == 0) goto done;
    if (!myn_h5_read(data, &part, myn_store_variable[slot->variable].as, *slot->at))
        status = myn_refuse(store, "%s cannot be read", myn_store_variable[slot->variable].name);
done:
    myn_h5_close_data(&data);
    return status;
}

myn_status myn_store_edition(myn_store *store, size_t e, myn_edition *out)
{
    *out = (myn_edition){0};
    if (e >= store->labels.editions) return MYN_ERR_ARGUMENT;
    myn_edition_slot slot[MYN_SLOTS_MOST];
    size_t slots = myn_edition_slots(&store->labels, out, slot);
    const myn_hush hush = myn_hush_begin();
    myn_status status = take_room(store, slot, slots);
    for (size_t i = 0; status == MYN_OK && i < slots; i++) status = read_slot(store, e, &slot[i]);
    myn_hush_end(&hush);
    if (status == MYN_OK && !myn_edition_sound(&store->labels, store->size[DIM_PERIOD], out))
        status = myn_refuse(store, "an edition holds numbers out of range");
    if (status != MYN_OK) myn_edition_free(out);
    return status;
}
