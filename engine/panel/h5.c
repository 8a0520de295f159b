/* HDF5 without its voice and its plugins, and the few calls that both reading and writing need. */
#include "h5.h"
#include <string.h>

/* ---- quiet ---- */

myn_hush myn_hush_begin(void)
{
    myn_hush hush = {0};
    H5open();
    H5Eauto_is_v2(H5E_DEFAULT, &hush.new_style);
    if (hush.new_style)
        H5Eget_auto2(H5E_DEFAULT, &hush.report, &hush.to);
    else
        H5Eget_auto1(&hush.report_old, &hush.to);
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    H5PLget_loading_state(&hush.plugins);
    H5PLset_loading_state(0);
    return hush;
}

void myn_hush_end(const myn_hush *hush)
{
    H5PLset_loading_state(hush->plugins);
    if (hush->new_style)
        H5Eset_auto2(H5E_DEFAULT, hush->report, hush->to);
    else
        H5Eset_auto1(hush->report_old, hush->to);
}

/* ---- types ---- */

hid_t myn_h5_text(size_t size)
{
    hid_t type = H5Tcopy(H5T_C_S1);
    if (type < 0) return type;
    if (H5Tset_size(type, size) >= 0 && H5Tset_cset(type, H5T_CSET_UTF8) >= 0 &&
        H5Tset_strpad(type, H5T_STR_NULLTERM) >= 0)
        return type;
    H5Tclose(type);
    return H5I_INVALID_HID;
}

hid_t myn_h5_file_type(myn_stored as)
{
    switch (as) {
    case AS_TEXT: return myn_h5_text(H5T_VARIABLE);
    case AS_REAL: return H5Tcopy(H5T_IEEE_F64LE);
    case AS_WHOLE: return H5Tcopy(H5T_STD_I32LE);
    case AS_LONG: return H5Tcopy(H5T_STD_I64LE);
    case AS_BYTE: return H5Tcopy(H5T_STD_U8LE);
    }
    return H5I_INVALID_HID;
}

hid_t myn_h5_memory_type(myn_stored as)
{
    switch (as) {
    case AS_TEXT: return myn_h5_text(H5T_VARIABLE);
    case AS_REAL: return H5Tcopy(H5T_NATIVE_DOUBLE);
    case AS_WHOLE: return H5Tcopy(H5T_NATIVE_INT32);
    case AS_LONG: return H5Tcopy(H5T_NATIVE_INT64);
    case AS_BYTE: return H5Tcopy(H5T_NATIVE_UINT8);
    }
    return H5I_INVALID_HID;
}

/* ---- attributes ---- */

bool myn_h5_put_raw(hid_t object, const char *name, hid_t type, hid_t space, const void *values)
{
    hid_t attribute = H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    if (attribute < 0) return false;
    bool written = H5Awrite(attribute, type, values) >= 0;
    return H5Aclose(attribute) >= 0 && written;
}

bool myn_h5_put_text(hid_t object, const char *name, const char *text)
{
    if (!text) return true;
    hid_t type = myn_h5_text(strlen(text) + 1), space = H5Screate(H5S_SCALAR);
    bool written = type >= 0 && space >= 0 && myn_h5_put_raw(object, name, type, space, text);
    if (space >= 0) H5Sclose(space);
    if (type >= 0) H5Tclose(type);
    return written;
}

bool myn_h5_put_numbers(hid_t object, const char *name, myn_stored as, size_t count, const void *values)
{
    hsize_t size = count;
    hid_t type = myn_h5_file_type(as), memory = myn_h5_memory_type(as);
    hid_t space = count ? H5Screate_simple(1, &size, NULL) : H5Screate(H5S_SCALAR);
    hid_t attribute = type < 0 || memory < 0 || space < 0
                          ? H5I_INVALID_HID
                          : H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    bool written = attribute >= 0 && H5Awrite(attribute, memory, values) >= 0;
    if (attribute >= 0 && H5Aclose(attribute) < 0) written = false;
    if (space >= 0) H5Sclose(space);
    if (memory >= 0) H5Tclose(memory);
    if (type >= 0) H5Tclose(type);
    return written;
}

/* ---- data ---- */

bool myn_h5_close_data(hid_t *data)
{
    bool closed = *data < 0 || H5Dclose(*data) >= 0;
    *data = H5I_INVALID_HID;
    return closed;
}

/* The selection of PART in the file, and a memory of its size; *COUNT elements. */
static bool select_part(hid_t data, const myn_part *part, hid_t *file, hid_t *memory, hsize_t *count)
{
    hsize_t size[H5S_MAX_RANK], start[H5S_MAX_RANK] = {0};
    *memory = H5I_INVALID_HID;
    *file = H5Dget_space(data);
    if (*file < 0) return false;
    int rank = H5Sget_simple_extent_dims(*file, size, NULL);
    if (rank < 0) return false;
    if (part && rank > 0) {
        if (part->first >= size[0]) return false;
        start[0] = part->first;
        size[0] = 1;
    }
    *count = 1;
    for (int i = 0; i < rank; i++) *count *= size[i];
    if (*count == 0) return true;
    *memory = H5Screate_simple(1, count, NULL);
    if (*memory < 0) return false;
    return !part || rank == 0 || H5Sselect_hyperslab(*file, H5S_SELECT_SET, start, NULL, size, NULL) >= 0;
}

static bool move(hid_t data, const myn_part *part, myn_stored as, void *into, const void *from)
{
    hid_t file, memory, type = myn_h5_memory_type(as);
    hsize_t count = 0;
    bool done = type >= 0;
    done = select_part(data, part, &file, &memory, &count) && done;
    if (done && count && into) done = H5Dread(data, type, memory, file, H5P_DEFAULT, into) >= 0;
    if (done && count && from) done = H5Dwrite(data, type, memory, file, H5P_DEFAULT, from) >= 0;
    if (memory >= 0) H5Sclose(memory);
    if (file >= 0) H5Sclose(file);
    if (type >= 0) H5Tclose(type);
    return done;
}

bool myn_h5_write(hid_t data, const myn_part *part, myn_stored as, const void *values)
{
    return move(data, part, as, NULL, values);
}

bool myn_h5_read(hid_t data, const myn_part *part, myn_stored as, void *values)
{
    return move(data, part, as, values, NULL);
}
