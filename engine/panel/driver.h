/* Bytes for HDF5 through a file that we opened: on exec it closes, and no name is looked up twice.
 *
 * When a write fails HDF5 1.10.8 keeps the file open, loses track of what is in its cache, and falls over
 * when the program ends. So it is not told: the first failure is kept here, later writes go nowhere, and
 * whoever writes asks after each step. */
#ifndef MYN_PANEL_DRIVER_H
#define MYN_PANEL_DRIVER_H
#include <hdf5.h>
#if H5_VERSION_GE(1, 13, 0)
#include <H5FDdevelop.h>
#endif
#include <stdbool.h>

typedef struct {
    int file;     /* open for what HDF5 is to do; closed by its owner; -1 none */
    int error;    /* errno of the first write that failed; 0 none */
    hid_t driver; /* H5I_INVALID_HID before myn_driver_access */
} myn_driver;

/* A file access property list that goes through IO, which must outlive the HDF5 file; to be closed with
 * H5Pclose. Negative on failure. */
hid_t myn_driver_access(myn_driver *io);

/* After the HDF5 file was closed: gives the driver back and closes the file. False where closing fails. */
bool myn_driver_close(myn_driver *io);

#endif
