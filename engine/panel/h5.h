/* The HDF5 library, quiet and careful: handles that close themselves, errors as booleans. */
#ifndef MYN_PANEL_H5_H
#define MYN_PANEL_H5_H
#include "driver.h"
#include "layout.h"

/* Error printing off and plugins off while we are inside HDF5; the host program's settings come back after.
 */
typedef struct {
    H5E_auto2_t report;
    H5E_auto1_t report_old; /* a host that still uses the interface of HDF5 1.6 */
    void *to;
    unsigned plugins, new_style;
} myn_hush;
myn_hush myn_hush_begin(void);
void myn_hush_end(const myn_hush *hush);

/* A text of SIZE bytes or H5T_VARIABLE, UTF-8, null-terminated. */
hid_t myn_h5_text(size_t size);

/* The type of an element in the file (little-endian) and in memory; to be closed with H5Tclose. */
hid_t myn_h5_file_type(myn_stored as);
hid_t myn_h5_memory_type(myn_stored as);

/* Attributes. TEXT NULL writes nothing. COUNT 0: a scalar. */
bool myn_h5_put_text(hid_t object, const char *name, const char *text);
bool myn_h5_put_numbers(hid_t object, const char *name, myn_stored as, size_t count, const void *values);
bool myn_h5_put_raw(hid_t object, const char *name, hid_t type, hid_t space, const void *values);
static inline bool myn_h5_put_whole(hid_t object, const char *name, int32_t value)
{
    return myn_h5_put_numbers(object, name, AS_WHOLE, 0, &value);
}

/* Close where open; false where closing fails, which may be the first word of a full disk. */
bool myn_h5_close_data(hid_t *data);

/* Write or read the part FIRST of the first dimension, all of the others; PART NULL: all. */
typedef struct {
    size_t first;
} myn_part;
bool myn_h5_write(hid_t data, const myn_part *part, myn_stored as, const void *values);
bool myn_h5_read(hid_t data, const myn_part *part, myn_stored as, void *values);

#endif
