/* A file driver under HDF5. A write that fails is kept here and HDF5 is told that all is well: libhdf5
 * 1.10.8 would otherwise keep the file open and fall over at exit. */
#include "h5.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ADDRESS_MOST ((haddr_t)INT64_MAX)

typedef struct {
    H5FD_t head; /* HDF5's own, first */
    myn_driver *io;
    haddr_t allocated, size;
} file_of;

/* What a property list carries. */
typedef struct {
    myn_driver *io;
} carried;

static H5FD_t *open_file(const char *name, unsigned flags, hid_t access, haddr_t most)
{
    (void)name, (void)most;
    const carried *with = H5Pget_driver_info(access);
    struct stat found;
    if (!with) return NULL;
    if ((flags & H5F_ACC_TRUNC) && ftruncate(with->io->file, 0) != 0) return NULL;
    if (fstat(with->io->file, &found) != 0) return NULL;
    file_of *out = calloc(1, sizeof *out);
    if (!out) return NULL;
    out->io = with->io;
    out->size = (haddr_t)found.st_size;
    return &out->head;
}

static herr_t close_file(H5FD_t *file)
{
    free(file);
    return 0;
}

/* Two that are open are never one, as each has its own file. */
static int compare(const H5FD_t *a, const H5FD_t *b)
{
    int one = ((const file_of *)a)->io->file, two = ((const file_of *)b)->io->file;
    return (one > two) - (one < two);
}

/* Writing as HDF5's own driver does: so are the bytes. Reading without its accumulator of metadata, which a
 * damaged file makes copy from outside its memory (libhdf5 1.10.8). */
static herr_t query(const H5FD_t *file, unsigned long *features)
{
    bool reads = file && (fcntl(((const file_of *)file)->io->file, F_GETFL) & O_ACCMODE) == O_RDONLY;
    *features = H5FD_FEAT_DATA_SIEVE;
    if (!reads)
        *features |= H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA |
                     H5FD_FEAT_AGGREGATE_SMALLDATA;
    return 0;
}

static haddr_t get_allocated(const H5FD_t *file, H5FD_mem_t type)
{
    (void)type;
    return ((const file_of *)file)->allocated;
}

static herr_t set_allocated(H5FD_t *file, H5FD_mem_t type, haddr_t to)
{
    (void)type;
    ((file_of *)file)->allocated = to;
    return 0;
}

static haddr_t get_size(const H5FD_t *file, H5FD_mem_t type)
{
    (void)type;
    return ((const file_of *)file)->size;
}

static herr_t read_bytes(H5FD_t *base, H5FD_mem_t type, hid_t plan, haddr_t at, size_t size, void *into)
{
    (void)type, (void)plan;
    const file_of *file = (const file_of *)base;
    char *to = into;
    while (size > 0) {
        ssize_t got = pread(file->io->file, to, size, (off_t)at);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return -1;
        if (got == 0) break; /* beyond the end: zeros, as HDF5 expects */
        to += got;
        at += (haddr_t)got;
        size -= (size_t)got;
    }
    memset(to, 0, size);
    return 0;
}

static herr_t write_bytes(H5FD_t *base, H5FD_mem_t type, hid_t plan, haddr_t at, size_t size,
                          const void *from)
{
    (void)type, (void)plan;
    file_of *file = (file_of *)base;
    const char *bytes = from;
    if (at + size > file->size) file->size = at + size;
    while (size > 0 && !file->io->error) {
        ssize_t done = pwrite(file->io->file, bytes, size, (off_t)at);
        if (done < 0 && errno == EINTR) continue;
        if (done < 0) file->io->error = errno;
        if (done <= 0) continue;
        bytes += done;
        at += (haddr_t)done;
        size -= (size_t)done;
    }
    return 0;
}

static herr_t set_size(H5FD_t *base, hid_t plan, hbool_t closing)
{
    (void)plan, (void)closing;
    file_of *file = (file_of *)base;
    if (file->size == file->allocated || file->io->error) return 0;
    if (ftruncate(file->io->file, (off_t)file->allocated) != 0) file->io->error = errno;
    file->size = file->allocated;
    return 0;
}

static const H5FD_class_t driver_class = {
#ifdef H5FD_CLASS_VERSION
    .version = H5FD_CLASS_VERSION,
    .value = (H5FD_class_value_t)600,
#endif
    .name = "mynegai",
    .maxaddr = ADDRESS_MOST,
    .fc_degree = H5F_CLOSE_STRONG,
    .fapl_size = sizeof(carried),
    .open = open_file,
    .close = close_file,
    .cmp = compare,
    .query = query,
    .get_eoa = get_allocated,
    .set_eoa = set_allocated,
    .get_eof = get_size,
    .read = read_bytes,
    .write = write_bytes,
    .truncate = set_size,
    .fl_map = H5FD_FLMAP_DICHOTOMY,
};

hid_t myn_driver_access(myn_driver *io)
{
    const carried with = {io};
    hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    if (access < 0) return access;
    io->driver = H5FDregister(&driver_class);
    if (io->driver >= 0 && H5Pset_driver(access, io->driver, &with) >= 0 &&
        H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V18) >= 0 &&
        H5Pset_fclose_degree(access, H5F_CLOSE_STRONG) >= 0 && H5Pset_file_locking(access, 0, 1) >= 0)
        return access;
    H5Pclose(access);
    return H5I_INVALID_HID;
}

bool myn_driver_close(myn_driver *io)
{
    int file = io->file;
    if (io->driver >= 0) H5FDunregister(io->driver);
    io->driver = H5I_INVALID_HID;
    io->file = -1;
    return file < 0 || close(file) == 0;
}
