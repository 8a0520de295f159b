/* Opening groups, data sets and attributes of a file that anyone may have made. */
#include "reading.h"
#include <mynegai/text.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINKS_MOST     10000
#define ATTRIBUTE_MOST ((size_t)1 << 20)
#define DEFLATE_MOST   1100 /* bytes that one deflated byte can stand for, and some */

myn_status myn_refuse(myn_store *store, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    vsnprintf(store->why, sizeof store->why, format, values);
    va_end(values);
    return MYN_ERR_FORMAT;
}

myn_status myn_read_room(myn_store *store, size_t count, size_t size, void **out)
{
    size_t bytes;
    *out = NULL;
    if (__builtin_mul_overflow(count ? count : 1, size, &bytes) || bytes > store->limit) return MYN_ERR_LIMIT;
    *out = myn_arena_zero(store->arena, count ? count : 1, size);
    return *out ? MYN_OK : MYN_ERR_MEMORY;
}

/* ---- links ---- */

static herr_t plain_link(hid_t group, const char *name, const H5L_info_t *info, void *store)
{
    (void)group;
    if (info->type == H5L_TYPE_HARD) return 0;
    if (myn_refuse(store, "it holds a link that is not plain (%.80s)", name) != MYN_ERR_FORMAT) return 0;
    return 1;
}

myn_status myn_read_links(myn_store *store, hid_t group)
{
    H5G_info_t info;
    if (H5Gget_info(group, &info) < 0) return myn_refuse(store, "a group cannot be read");
    if (info.nlinks > LINKS_MOST) return myn_refuse(store, "a group holds too much");
    herr_t met = H5Literate(group, H5_INDEX_NAME, H5_ITER_NATIVE, NULL, plain_link, store);
    if (met < 0) return myn_refuse(store, "a group cannot be read");
    return met ? MYN_ERR_FORMAT : MYN_OK;
}

bool myn_read_has(const myn_store *store, int group, const char *name)
{
    H5L_info_t link;
    return store->group[group] >= 0 && H5Lexists(store->group[group], name, H5P_DEFAULT) > 0 &&
           H5Lget_info(store->group[group], name, &link, H5P_DEFAULT) >= 0 && link.type == H5L_TYPE_HARD;
}

myn_status myn_read_group(myn_store *store, int group)
{
    const char *name = myn_store_group[group];
    if (group != IN_ROOT && !myn_read_has(store, IN_ROOT, name)) return MYN_OK;
    store->group[group] = H5Gopen2(store->file, name, H5P_DEFAULT);
    if (store->group[group] < 0) return myn_refuse(store, "%s is not a group", name);
    return myn_read_links(store, store->group[group]);
}

/* ---- data sets ---- */

typedef struct {
    hid_t data, type, space, plan;
    const char *name;
    uint64_t bytes; /* of all elements as they stand in the file */
} specimen;

/* Texts of fixed length would have to be cut; numbers of another kind converted: neither is ours. */
static myn_status check_type(myn_store *store, const specimen *s, const myn_variable *v)
{
    if (v->as == AS_TEXT)
        return H5Tis_variable_str(s->type) > 0 ? MYN_OK
                                               : myn_refuse(store, "%s does not hold texts", s->name);
    hid_t expected = myn_h5_file_type(v->as);
    bool equal = expected >= 0 && H5Tequal(s->type, expected) > 0;
    if (expected >= 0) H5Tclose(expected);
    return equal ? MYN_OK : myn_refuse(store, "%s does not hold numbers of its kind", s->name);
}

static const char *axis_name(const myn_store *store, int d)
{
    return d < DIMS ? myn_store_dimension[d].name : store->axis_name[d - DIMS];
}

/* The shape is what the coordinates say; a coordinate itself says it. */
static myn_status check_shape(myn_store *store, specimen *s, const myn_variable *v, int scale_of)
{
    hsize_t size[4];
    if (H5Sis_simple(s->space) <= 0 || H5Sget_simple_extent_ndims(s->space) != v->rank)
        return myn_refuse(store, "%s does not have %d dimensions", s->name, v->rank);
    if (v->rank && H5Sget_simple_extent_dims(s->space, size, NULL) < 0)
        return myn_refuse(store, "%s cannot be read", s->name);
    uint64_t bytes = v->as == AS_TEXT ? 16 : myn_stored_size(v->as);
    for (int i = 0; i < v->rank; i++) {
        int d = v->dim[i];
        if (d == scale_of && !store->known[d]) {
            store->known[d] = true;
            store->size[d] = size[i];
        }
        if (size[i] != store->size[d])
            return myn_refuse(store, "%s has %llu along %s, where %zu are expected", s->name,
                              (unsigned long long)size[i], axis_name(store, d), store->size[d]);
        if (__builtin_mul_overflow(bytes, (uint64_t)size[i], &bytes))
            return myn_refuse(store, "%s is too large", s->name);
    }
    s->bytes = bytes;
    return MYN_OK;
}

/* Filters are code: only three that HDF5 brings itself. */
static myn_status check_filters(myn_store *store, const specimen *s, bool *deflated)
{
    int filters = H5Pget_nfilters(s->plan);
    if (filters < 0) return myn_refuse(store, "%s cannot be read", s->name);
    for (int i = 0; i < filters; i++) {
        unsigned flags, config;
        size_t values = 0;
        H5Z_filter_t filter = H5Pget_filter2(s->plan, (unsigned)i, &flags, &values, NULL, 0, NULL, &config);
        if (filter == H5Z_FILTER_DEFLATE) *deflated = true;
        if (filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE && filter != H5Z_FILTER_FLETCHER32)
            return myn_refuse(store, "%s is packed by a filter that is not allowed (%d)", s->name,
                              (int)filter);
    }
    return MYN_OK;
}

/* A copy by other tools may be packed. What it claims to hold must be in proportion to what is there. */
static myn_status check_chunks(myn_store *store, const specimen *s, const myn_variable *v)
{
    bool deflated = false;
    hsize_t size[4];
    uint64_t chunk = myn_stored_size(v->as), most;
    if (v->as == AS_TEXT || H5Pget_chunk(s->plan, 4, size) != v->rank)
        return myn_refuse(store, "%s is not stored in one piece", s->name);
    for (int i = 0; i < v->rank; i++)
        if (__builtin_mul_overflow(chunk, (uint64_t)size[i], &chunk))
            return myn_refuse(store, "%s has pieces that are too large", s->name);
    myn_status status = check_filters(store, s, &deflated);
    if (status != MYN_OK) return status;
    uint64_t held = H5Dget_storage_size(s->data);
    if (held > store->file_size || __builtin_mul_overflow(held, deflated ? DEFLATE_MOST : 1, &most) ||
        s->bytes > most)
        return myn_refuse(store, "%s claims more than the file holds", s->name);
    if (s->bytes && (chunk > store->limit || chunk / DEFLATE_MOST > most))
        return myn_refuse(store, "%s has pieces that are too large", s->name);
    return MYN_OK;
}

/* No data set may reach beyond the file, or into another. */
static myn_status check_storage(myn_store *store, const specimen *s, const myn_variable *v)
{
    H5D_layout_t layout = H5Pget_layout(s->plan);
    if (H5Pget_external_count(s->plan) != 0) return myn_refuse(store, "%s lies in another file", s->name);
    if (layout == H5D_CHUNKED) return check_chunks(store, s, v);
    if (layout == H5D_COMPACT && v->as != AS_TEXT) return MYN_OK;
    if (layout != H5D_CONTIGUOUS) return myn_refuse(store, "%s is not stored in one piece", s->name);
    if (s->bytes == 0) return MYN_OK;
    haddr_t offset = H5Dget_offset(s->data);
    if (offset == HADDR_UNDEF || offset > store->file_size || s->bytes > store->file_size - offset)
        return myn_refuse(store, "%s claims more than the file holds", s->name);
    return MYN_OK;
}

static myn_status check_all(myn_store *store, specimen *s, const myn_variable *v, int scale_of)
{
    if (s->type < 0 || s->space < 0 || s->plan < 0) return myn_refuse(store, "%s cannot be read", s->name);
    myn_status status = check_type(store, s, v);
    if (status == MYN_OK) status = check_shape(store, s, v, scale_of);
    if (status == MYN_OK) status = check_storage(store, s, v);
    if (status == MYN_OK && s->bytes > store->limit) status = MYN_ERR_LIMIT;
    return status;
}

myn_status myn_read_open_as(myn_store *store, const myn_variable *v, const char *name, int scale_of,
                            hid_t *out)
{
    *out = H5I_INVALID_HID;
    if (!myn_read_has(store, v->group, name)) return myn_refuse(store, "it has no %s", name);
    specimen s = {.data = H5Dopen2(store->group[v->group], name, H5P_DEFAULT), .name = name};
    if (s.data < 0) return myn_refuse(store, "%s is not a data set", name);
    s.type = H5Dget_type(s.data);
    s.space = H5Dget_space(s.data);
    s.plan = H5Dget_create_plist(s.data);
    myn_status status = check_all(store, &s, v, scale_of);
    if (s.plan >= 0) H5Pclose(s.plan);
    if (s.space >= 0) H5Sclose(s.space);
    if (s.type >= 0) H5Tclose(s.type);
    if (status == MYN_OK)
        *out = s.data;
    else
        H5Dclose(s.data);
    return status;
}

myn_status myn_read_open(myn_store *store, int variable, const char *name, hid_t *out)
{
    const myn_variable *v = &myn_store_variable[variable];
    bool scale = v->rank == 1 && myn_store_dimension[v->dim[0]].coordinate == variable;
    return myn_read_open_as(store, v, name ? name : v->name, scale ? v->dim[0] : -1, out);
}

static size_t elements(const myn_store *store, const myn_variable *v)
{
    size_t count = 1;
    for (int i = 0; i < v->rank; i++) count *= store->size[v->dim[i]];
    return count;
}

myn_status myn_read_elements(myn_store *store, const myn_variable *v, hid_t data, void **out)
{
    size_t count = elements(store, v);
    myn_status status = myn_read_room(store, count, myn_stored_size(v->as), out);
    if (status != MYN_OK || count == 0) return status;
    if (v->as == AS_TEXT) return myn_heap_texts(store, H5Dget_offset(data), count, *out);
    return myn_h5_read(data, NULL, v->as, *out) ? MYN_OK : myn_refuse(store, "%s cannot be read", v->name);
}

myn_status myn_read_whole(myn_store *store, int variable, void **out)
{
    hid_t data;
    myn_status status = myn_read_open(store, variable, NULL, &data);
    if (status == MYN_OK) status = myn_read_elements(store, &myn_store_variable[variable], data, out);
    myn_h5_close_data(&data);
    return status;
}

myn_status myn_read_texts(myn_store *store, int variable, const char ***out)
{
    void *room = NULL;
    myn_status status = myn_read_whole(store, variable, &room);
    *out = room;
    return status;
}

/* ---- attributes ---- */

static myn_status take_text(myn_store *store, hid_t attribute, hid_t type, const char **out)
{
    size_t size = H5Tget_size(type), bad;
    void *room;
    myn_status status = myn_read_room(store, size + 1, 1, &room);
    if (status != MYN_OK) return status;
    if (H5Aread(attribute, type, room) < 0) return myn_refuse(store, "an attribute cannot be read");
    *out = room;
    return myn_utf8_valid(*out, strlen(*out), &bad) ? MYN_OK : myn_refuse(store, "an attribute is not UTF-8");
}

myn_status myn_read_attribute(myn_store *store, hid_t object, const char *name, const char **out)
{
    *out = NULL;
    if (H5Aexists(object, name) <= 0) return MYN_OK;
    hid_t attribute = H5Aopen(object, name, H5P_DEFAULT);
    if (attribute < 0) return myn_refuse(store, "the attribute %s cannot be read", name);
    hid_t type = H5Aget_type(attribute), space = H5Aget_space(attribute);
    bool plain = type >= 0 && space >= 0 && H5Tget_class(type) == H5T_STRING &&
                 H5Tis_variable_str(type) == 0 && H5Tget_size(type) <= ATTRIBUTE_MOST &&
                 H5Sget_simple_extent_type(space) == H5S_SCALAR;
    myn_status status = plain ? take_text(store, attribute, type, out)
                              : myn_refuse(store, "the attribute %s is not a text", name);
    if (space >= 0) H5Sclose(space);
    if (type >= 0) H5Tclose(type);
    H5Aclose(attribute);
    return status;
}

myn_status myn_read_numbers(myn_store *store, hid_t object, const char *name, size_t most, int32_t *out,
                            size_t *count)
{
    *count = 0;
    if (H5Aexists(object, name) <= 0) return MYN_OK;
    hid_t attribute = H5Aopen(object, name, H5P_DEFAULT);
    if (attribute < 0) return myn_refuse(store, "the attribute %s cannot be read", name);
    hid_t type = H5Aget_type(attribute), space = H5Aget_space(attribute),
          expected = myn_h5_file_type(AS_WHOLE);
    hssize_t points = space >= 0 ? H5Sget_simple_extent_npoints(space) : -1;
    myn_status status = MYN_OK;
    if (type < 0 || expected < 0 || H5Tequal(type, expected) <= 0 || points < 0 || (uint64_t)points > most)
        status = myn_refuse(store, "the attribute %s is not what it should be", name);
    else if (points && H5Aread(attribute, H5T_NATIVE_INT32, out) < 0)
        status = myn_refuse(store, "the attribute %s cannot be read", name);
    else
        *count = (size_t)points;
    if (expected >= 0) H5Tclose(expected);
    if (space >= 0) H5Sclose(space);
    if (type >= 0) H5Tclose(type);
    H5Aclose(attribute);
    return status;
}
