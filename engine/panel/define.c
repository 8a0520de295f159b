/* Data sets as netCDF-4 expects them: dimension scales, numbers of dimensions, CF attributes. The attributes
 * DIMENSION_LIST and REFERENCE_LIST are made here and not by the high-level library, which leaves four bytes
 * of uninitialised memory in every entry (libhdf5 1.10.8): equal runs would differ. */
#include "writing.h"
#include <errno.h>
#include <math.h>
#include <mynegai/text.h>
#include <stdlib.h>
#include <string.h>

#define ORDER (H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED)

/* ---- groups ---- */

/* xarray does not hand a parent's coordinates down to a group: hard links cost nothing. */
static bool link_coordinates(myn_writer *writer, int group)
{
    hid_t from = writer->file, to = writer->group[group];
    if (group == IN_PROVENANCE) return true;
    for (const int *v = myn_store_linked[group]; *v != VARS; v++) {
        const char *name = myn_store_variable[*v].name;
        if (H5Lcreate_hard(from, name, to, name, H5P_DEFAULT, H5P_DEFAULT) < 0) return false;
    }
    const char *bound = myn_store_dimension[DIM_BOUND].name;
    return H5Lcreate_hard(from, bound, to, bound, H5P_DEFAULT, H5P_DEFAULT) >= 0;
}

hid_t myn_write_plain_group(myn_writer *writer, const char *name)
{
    hid_t plan = H5Pcreate(H5P_GROUP_CREATE), group = H5I_INVALID_HID;
    if (plan >= 0 && H5Pset_link_creation_order(plan, ORDER) >= 0 &&
        H5Pset_attr_creation_order(plan, ORDER) >= 0 && H5Pset_obj_track_times(plan, 0) >= 0)
        group = H5Gcreate2(writer->file, name, H5P_DEFAULT, plan, H5P_DEFAULT);
    if (plan >= 0) H5Pclose(plan);
    return group;
}

bool myn_write_group(myn_writer *writer, int group)
{
    if (writer->group[group] >= 0) return true;
    writer->group[group] = myn_write_plain_group(writer, myn_store_group[group]);
    return writer->group[group] >= 0 && link_coordinates(writer, group);
}

/* ---- attributes ---- */

/* Statuses by CF: values, and their words apart by blanks. */
static bool put_cell_flags(hid_t data)
{
    uint8_t value[MYN_CELL_KINDS];
    myn_buffer words = {0};
    for (int i = 0; i < MYN_CELL_KINDS; i++) {
        value[i] = (uint8_t)i;
        if (i) myn_buffer_put(&words, " ");
        myn_buffer_put(&words, myn_cell_word(value[i]));
    }
    bool put = !words.failed && myn_h5_put_numbers(data, "flag_values", AS_BYTE, MYN_CELL_KINDS, value) &&
               myn_h5_put_text(data, "flag_meanings", words.at);
    myn_buffer_free(&words);
    return put;
}

/* Meanings are words apart by blanks: a blank within a name becomes a low line. */
static bool put_band_flags(hid_t data, const myn_labels *labels)
{
    uint8_t value[MYN_BANDS_MOST];
    myn_buffer words = {0};
    for (size_t i = 0; i < labels->bands; i++) {
        value[i] = (uint8_t)(i + 1);
        if (i) myn_buffer_put(&words, " ");
        size_t start = words.length;
        myn_buffer_put(&words, myn_label_text(labels->band[i].label, MYN_LANG_EN, ""));
        if (words.length == start) myn_buffer_format(&words, "band_%zu", i + 1);
        for (size_t k = start; !words.failed && k < words.length; k++)
            if (words.at[k] >= 0 && words.at[k] <= ' ') words.at[k] = '_';
    }
    bool put = !words.failed && myn_h5_put_numbers(data, "flag_values", AS_BYTE, labels->bands, value) &&
               myn_h5_put_text(data, "flag_meanings", words.at);
    myn_buffer_free(&words);
    return put;
}

/* Words of the values 0, 1, ... of a number of any whole type. */
static bool put_word_flags(hid_t data, const myn_variable *v)
{
    size_t count = 0;
    while (v->word[count]) count++;
    uint8_t *byte = calloc(count + 1, sizeof *byte);
    int32_t *whole = calloc(count + 1, sizeof *whole);
    myn_buffer words = {0};
    for (size_t i = 0; byte && whole && i < count; i++) {
        byte[i] = (uint8_t)i;
        whole[i] = (int32_t)i;
        myn_buffer_format(&words, i ? " %s" : "%s", v->word[i]);
    }
    bool put = byte && whole && !words.failed;
    if (put && count)
        put = myn_h5_put_numbers(data, "flag_values", v->as, count,
                                 v->as == AS_BYTE ? (void *)byte : whole) &&
              myn_h5_put_text(data, "flag_meanings", words.at);
    myn_buffer_free(&words);
    free(whole);
    free(byte);
    return put;
}

/* HDF5 and netCDF want the value itself, of the right type, to live as long as the call. */
static const void *fill_of(const myn_variable *v)
{
    static const double missing = NAN;
    static const int64_t zero = 0;
    static const int32_t less_one = -1;
    switch (v->fill) {
    case FILL_NONE: return NULL;
    case FILL_NAN: return &missing;
    case FILL_ZERO: return &zero;
    case FILL_LESS_ONE: return &less_one;
    case FILL_GIVEN: return v->given;
    }
    return NULL;
}

/* Their order of creation is kept in the file, and shows in every listing. */
static bool put_attributes(hid_t data, const myn_variable *v, const myn_labels *labels)
{
    const void *fill = fill_of(v);
    if (fill && !myn_h5_put_numbers(data, "_FillValue", v->as, 1, fill)) return false;
    bool put = myn_h5_put_text(data, "long_name", v->long_name) && myn_h5_put_text(data, "units", v->units) &&
               myn_h5_put_text(data, "coordinates", v->coordinates) &&
               myn_h5_put_text(data, "ancillary_variables", v->ancillary) &&
               myn_h5_put_text(data, "bounds", v->bounds);
    if (put && v->bounds) put = myn_h5_put_text(data, "calendar", "proleptic_gregorian");
    if (put && v->flags == FLAGS_CELL) put = put_cell_flags(data);
    if (put && v->flags == FLAGS_BAND) put = put_band_flags(data, labels);
    if (put && v->flags == FLAGS_WORDS) put = put_word_flags(data, v);
    return put;
}

/* ---- data sets ---- */

/* Space for numbers is set aside at once and never filled, as every element is written; texts need HDF5's
 * fill value. */
static hid_t plan_of(const myn_variable *v, hid_t type)
{
    hid_t plan = H5Pcreate(H5P_DATASET_CREATE);
    if (plan < 0) return plan;
    bool made = H5Pset_obj_track_times(plan, 0) >= 0 && H5Pset_attr_creation_order(plan, ORDER) >= 0 &&
                H5Pset_layout(plan, H5D_CONTIGUOUS) >= 0;
    const void *fill = fill_of(v);
    if (made && fill) made = H5Pset_fill_value(plan, type, fill) >= 0;
    if (made && v->as != AS_TEXT)
        made = H5Pset_alloc_time(plan, H5D_ALLOC_TIME_EARLY) >= 0 &&
               H5Pset_fill_time(plan, H5D_FILL_TIME_NEVER) >= 0;
    if (made) return plan;
    H5Pclose(plan);
    return H5I_INVALID_HID;
}

/* Everything that was opened is closed, whatever failed. */
static hid_t create(myn_writer *writer, const myn_variable *v, const char *name)
{
    hsize_t size[4];
    for (int i = 0; i < v->rank; i++) size[i] = writer->size[v->dim[i]];
    hid_t type = myn_h5_file_type(v->as), memory = myn_h5_memory_type(v->as);
    hid_t space = v->rank ? H5Screate_simple(v->rank, size, NULL) : H5Screate(H5S_SCALAR);
    hid_t plan = memory < 0 ? H5I_INVALID_HID : plan_of(v, memory), data = H5I_INVALID_HID;
    if (type >= 0 && space >= 0 && plan >= 0)
        data = H5Dcreate2(writer->group[v->group], name, type, space, H5P_DEFAULT, plan, H5P_DEFAULT);
    if (plan >= 0) H5Pclose(plan);
    if (space >= 0) H5Sclose(space);
    if (memory >= 0) H5Tclose(memory);
    if (type >= 0) H5Tclose(type);
    return data;
}

/* ---- dimensions ---- */

static bool put_scale(myn_writer *writer, int d, hid_t data, const char *name)
{
    writer->dimid[d] = writer->dimids++;
    return myn_h5_put_text(data, "CLASS", "DIMENSION_SCALE") && myn_h5_put_text(data, "NAME", name) &&
           myn_h5_put_whole(data, "_Netcdf4Dimid", writer->dimid[d]);
}

/* A dimension without labels: the name is netCDF's own sign for it, ten columns for the size. */
static bool bare_dimension(myn_writer *writer, int d)
{
    const myn_dimension *dimension = &myn_store_dimension[d];
    const myn_variable v = {dimension->name, dimension->group, AS_WHOLE, 1, {d}, .units = NULL};
    char name[80];
    snprintf(name, sizeof name, "This is a netCDF dimension but not a netCDF variable.%10zu",
             writer->size[d]);
    int32_t none[2] = {0};
    writer->scale[d] = create(writer, &v, dimension->name);
    return writer->scale[d] >= 0 && put_scale(writer, d, writer->scale[d], name) &&
           myn_h5_write(writer->scale[d], NULL, AS_WHOLE, none);
}

bool myn_write_dimension(myn_writer *writer, int d, size_t size)
{
    writer->size[d] = size;
    return myn_store_dimension[d].coordinate != VARS || bare_dimension(writer, d);
}

/* Which data sets use a dimension: HDF5 keeps the list at the dimension too, and it can be written only
 * once all are known. */
static bool remember(myn_writer *writer, hid_t data, int dimension, int axis)
{
    if (writer->uses == writer->room) {
        size_t room = writer->room ? 2 * writer->room : 64;
        myn_use *grown = reallocarray(writer->use, room, sizeof *grown);
        if (!grown) return false;
        writer->use = grown;
        writer->room = room;
    }
    myn_use *use = &writer->use[writer->uses++];
    *use = (myn_use){.dimension = dimension, .axis = axis};
    return H5Rcreate(&use->data, data, ".", H5R_OBJECT, -1) >= 0;
}

/* Which dimension runs along each axis, as HDF5 says it (references) and as netCDF does (numbers). */
static bool put_dimension_list(myn_writer *writer, hid_t data, const myn_variable *v)
{
    hobj_ref_t scale[4];
    hvl_t list[4];
    memset(list, 0, sizeof list);
    hsize_t rank = (hsize_t)v->rank;
    int32_t dimid[4];
    for (int i = 0; i < v->rank; i++) {
        if (H5Rcreate(&scale[i], writer->scale[v->dim[i]], ".", H5R_OBJECT, -1) < 0) return false;
        if (!remember(writer, data, v->dim[i], i)) return false;
        list[i].len = 1;
        list[i].p = &scale[i];
        dimid[i] = writer->dimid[v->dim[i]];
    }
    if (rank > 1 && !myn_h5_put_numbers(data, "_Netcdf4Coordinates", AS_WHOLE, rank, dimid)) return false;
    hid_t type = H5Tvlen_create(H5T_STD_REF_OBJ), space = H5Screate_simple(1, &rank, NULL);
    bool put = type >= 0 && space >= 0 && myn_h5_put_raw(data, "DIMENSION_LIST", type, space, list);
    if (space >= 0) H5Sclose(space);
    if (type >= 0) H5Tclose(type);
    return put;
}

bool myn_write_define_as(myn_writer *writer, const myn_variable *v, const char *name, int scale_of,
                         hid_t *out)
{
    *out = create(writer, v, name);
    if (*out < 0) return false;
    if (scale_of >= 0) {
        H5Iinc_ref(*out);
        writer->scale[scale_of] = *out;
        if (!put_scale(writer, scale_of, *out, v->name)) return false;
    }
    if (!put_attributes(*out, v, writer->labels)) return false;
    return scale_of >= 0 || v->rank == 0 || put_dimension_list(writer, *out, v);
}

bool myn_write_define(myn_writer *writer, int variable, const char *name, hid_t *out)
{
    const myn_variable *v = &myn_store_variable[variable];
    bool scale = v->rank == 1 && myn_store_dimension[v->dim[0]].coordinate == variable;
    return myn_write_define_as(writer, v, name ? name : v->name, scale ? v->dim[0] : -1, out);
}

/* ---- the way back, from a dimension to what it labels ---- */

typedef struct {
    hobj_ref_t data;
    int axis, blank; /* blank: so that no byte of the file is left to chance */
} back_reference;

/* REFERENCE_LIST: which data sets a dimension labels, and along which axis. */
static bool put_back_references(hid_t scale, const back_reference *list, size_t count)
{
    hsize_t size = count;
    hid_t type = H5Tcreate(H5T_COMPOUND, sizeof *list), space = H5Screate_simple(1, &size, NULL);
    bool put = type >= 0 && space >= 0 &&
               H5Tinsert(type, "dataset", offsetof(back_reference, data), H5T_STD_REF_OBJ) >= 0 &&
               H5Tinsert(type, "dimension", offsetof(back_reference, axis), H5T_NATIVE_INT) >= 0 &&
               myn_h5_put_raw(scale, "REFERENCE_LIST", type, space, list);
    if (space >= 0) H5Sclose(space);
    if (type >= 0) H5Tclose(type);
    return put;
}

bool myn_write_uses(myn_writer *writer)
{
    back_reference *list = calloc(writer->uses + 1, sizeof *list);
    bool put = list != NULL;
    for (int d = 0; put && d < DIMS_ALL; d++) {
        size_t count = 0;
        for (size_t i = 0; i < writer->uses; i++)
            if (writer->use[i].dimension == d)
                list[count++] = (back_reference){writer->use[i].data, writer->use[i].axis, 0};
        if (count) put = put_back_references(writer->scale[d], list, count);
    }
    free(list);
    return put;
}
