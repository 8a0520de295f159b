/* Annexes out of a store. Nothing says beforehand what they hold: each data set is held against what it says of
 * itself, and that against the file. */
#include "reading.h"
#include <mynegai/text.h>
#include <stdlib.h>
#include <string.h>

#define NAMES_MOST 1000

/* Names of the links of a group, in the order in which they were made. */
typedef struct {
    myn_store *store;
    const char *name[NAMES_MOST];
    size_t count;
    bool failed;
} listing;

static bool remember(listing *list, const char *name)
{
    list->failed = list->failed || list->count == NAMES_MOST;
    if (!list->failed) list->name[list->count] = myn_arena_text(list->store->arena, name, strlen(name));
    list->failed = list->failed || !list->name[list->count];
    list->count += !list->failed;
    return !list->failed;
}

static herr_t see_link(hid_t group, const char *name, const H5L_info_t *info, void *to)
{
    (void)group, (void)info;
    return remember(to, name) ? 0 : -1;
}

static herr_t see_attribute(hid_t group, const char *name, const H5A_info_t *info, void *to)
{
    (void)group, (void)info;
    return remember(to, name) ? 0 : -1;
}

/* Its size rests on nothing that the file says: not counted against the limit. */
static listing *new_listing(myn_store *store)
{
    listing *list = myn_arena_zero(store->arena, 1, sizeof *list);
    if (list) list->store = store;
    return list;
}

/* Files that other tools have copied may have lost the order: then by name. */
static myn_status list_links(myn_store *store, hid_t group, listing **out)
{
    listing *list = *out = new_listing(store);
    if (!list) return MYN_ERR_MEMORY;
    if (H5Literate(group, H5_INDEX_CRT_ORDER, H5_ITER_INC, NULL, see_link, list) >= 0) return MYN_OK;
    list->count = 0;
    list->failed = false;
    if (H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, NULL, see_link, list) >= 0) return MYN_OK;
    return myn_refuse(store, "a group cannot be read, or holds too much");
}

/* ---- which there are ---- */

static bool own_group(const char *name)
{
    for (int i = 1; i < GROUPS; i++)
        if (strcmp(name, myn_store_group[i]) == 0) return true;
    return false;
}

/* Groups that others have put in are no annexes, and none of our business. */
static myn_status consider(myn_store *store, const char *name, bool *is)
{
    H5O_info_t info;
    int32_t form[1] = {0};
    size_t count = 0;
    *is = false;
    if (own_group(name) || !myn_annex_name_sound(name) || !myn_read_has(store, IN_ROOT, name)) return MYN_OK;
    if (H5Oget_info_by_name(store->file, name, &info, H5P_DEFAULT) < 0 || info.type != H5O_TYPE_GROUP)
        return MYN_OK;
    hid_t group = H5Gopen2(store->file, name, H5P_DEFAULT);
    if (group < 0) return myn_refuse(store, "%s is not a group", name);
    myn_status status = myn_read_numbers(store, group, MYN_ANNEX_MARK, 1, form, &count);
    H5Gclose(group);
    if (status == MYN_OK && count && form[0] != MYN_ANNEX_FORM)
        status = myn_refuse(store, "%s has form %d of an annex; this program knows form %d", name,
                            (int)form[0], MYN_ANNEX_FORM);
    *is = count == 1;
    return status;
}

myn_status myn_read_annexes(myn_store *store)
{
    listing *list;
    void *names, *kept;
    myn_status status = list_links(store, store->group[IN_ROOT], &list);
    if (status == MYN_OK) status = myn_read_room(store, list->count + 1, sizeof *store->annex_name, &names);
    if (status == MYN_OK) status = myn_read_room(store, list->count + 1, sizeof *store->annex, &kept);
    if (status != MYN_OK) return status;
    store->annex_name = names;
    store->annex = kept;
    size_t count = 0;
    for (size_t i = 0; status == MYN_OK && i < list->count; i++) {
        bool is = false;
        status = consider(store, list->name[i], &is);
        if (is) store->annex_name[count++] = list->name[i];
    }
    return status;
}

const char *const *myn_store_annexes(const myn_store *store)
{
    return store->annex_name;
}

/* ---- one of them ---- */

typedef struct {
    myn_store *store;
    listing *list;
    myn_annex *annex;
    myn_annex_dimension *dimension; /* the same as the annex's, to be written */
    myn_annex_array *array;
    int number[MYN_ANNEX_SCALES + MYN_ROOT_AXES];
    int axes;
} reading;

static const struct {
    myn_stored stored;
    myn_annex_type as;
} kinds[] = {
    {AS_REAL, MYN_AS_REAL}, {AS_WHOLE, MYN_AS_WHOLE}, {AS_LONG, MYN_AS_LONG}, {AS_BYTE, MYN_AS_BYTE}};

/* What its elements are; false where they are none of ours. */
static bool kind_of(hid_t data, myn_stored *stored, myn_annex_type *as)
{
    hid_t type = H5Dget_type(data);
    bool found = type >= 0 && H5Tis_variable_str(type) > 0;
    *stored = AS_TEXT;
    *as = MYN_AS_TEXT;
    for (size_t i = 0; type >= 0 && !found && i < sizeof kinds / sizeof *kinds; i++) {
        hid_t expected = myn_h5_file_type(kinds[i].stored);
        found = expected >= 0 && H5Tequal(type, expected) > 0;
        if (expected >= 0) H5Tclose(expected);
        *stored = kinds[i].stored;
        *as = kinds[i].as;
    }
    if (type >= 0) H5Tclose(type);
    return found;
}

/* An attribute of one whole number of any width. */
static bool read_hole(hid_t data, int32_t *out)
{
    if (H5Aexists(data, "_FillValue") <= 0) return false;
    hid_t attribute = H5Aopen(data, "_FillValue", H5P_DEFAULT);
    hid_t type = attribute >= 0 ? H5Aget_type(attribute) : H5I_INVALID_HID;
    hid_t space = attribute >= 0 ? H5Aget_space(attribute) : H5I_INVALID_HID;
    bool whole = type >= 0 && space >= 0 && H5Tget_class(type) == H5T_INTEGER &&
                 H5Sget_simple_extent_npoints(space) == 1 && H5Tget_size(type) <= 4 &&
                 H5Aread(attribute, H5T_NATIVE_INT32, out) >= 0;
    if (space >= 0) H5Sclose(space);
    if (type >= 0) H5Tclose(type);
    if (attribute >= 0) H5Aclose(attribute);
    return whole;
}

/* TEXT cut at blanks, in place, into a list that ends in NULL. */
static myn_status split(myn_store *store, const char *text, const char *const **out, size_t *count)
{
    size_t words = 1;
    void *room = NULL;
    for (const char *at = text; *at; at++) words += *at == ' ';
    myn_status status = myn_read_room(store, words + 1, sizeof(char *), &room);
    char *copy = status == MYN_OK ? myn_arena_text(store->arena, text, strlen(text)) : NULL;
    if (status == MYN_OK && !copy) status = MYN_ERR_MEMORY;
    if (status != MYN_OK) return status;
    const char **word = room;
    *count = 0;
    for (char *next = copy, *at; (at = strsep(&next, " "));)
        if (*at) word[(*count)++] = at;
    *out = word;
    return MYN_OK;
}

static myn_status read_root_axis(reading *r, const myn_root_axis *root)
{
    size_t size = myn_annex_root_size(root, &r->store->labels, r->store->size[DIM_PERIOD]);
    r->number[r->annex->dimensions] = root->dimension;
    r->dimension[r->annex->dimensions++] = (myn_annex_dimension){.name = root->name, .size = size};
    return MYN_OK;
}

static myn_status read_axis(reading *r, const char *name, hid_t peek)
{
    myn_annex_dimension *d = &r->dimension[r->annex->dimensions];
    myn_annex_type as;
    myn_stored stored;
    void *label = NULL;
    if (r->axes == MYN_ANNEX_SCALES || !kind_of(peek, &stored, &as))
        return myn_refuse(r->store, "%s is no dimension that can be read", name);
    int number = DIMS + r->axes++;
    const myn_variable v = {.name = name, .group = IN_ANNEX, .as = stored, .rank = 1, .dim = {number}};
    r->store->axis_name[number - DIMS] = name;
    r->store->known[number] = false;
    hid_t data;
    myn_status status = myn_read_open_as(r->store, &v, name, number, &data);
    if (status == MYN_OK) status = myn_read_elements(r->store, &v, data, &label);
    if (status == MYN_OK) status = myn_read_attribute(r->store, data, "long_name", &d->long_name);
    myn_h5_close_data(&data);
    d->name = name;
    d->size = r->store->size[number];
    if (as == MYN_AS_TEXT) d->text = label;
    if (as == MYN_AS_REAL) d->number = label;
    r->number[r->annex->dimensions++] = number;
    return status;
}

/* The names it gives of its dimensions, as dimensions of this annex. */
static myn_status read_shape(reading *r, hid_t data, myn_annex_array *array, myn_variable *v)
{
    const char *text = NULL, *const * name;
    size_t count = 0;
    myn_status status = myn_read_attribute(r->store, data, MYN_ANNEX_SHAPE, &text);
    if (status == MYN_OK && !text) return myn_refuse(r->store, "%s does not say its dimensions", v->name);
    if (status == MYN_OK) status = split(r->store, text, &name, &count);
    if (status != MYN_OK) return status;
    if (count > MYN_ANNEX_DIMS_MOST) return myn_refuse(r->store, "%s has too many dimensions", v->name);
    v->rank = (int)count;
    array->rank = count;
    for (size_t i = 0; i < count; i++) {
        const myn_annex_dimension *d = myn_annex_axis(r->annex, name[i]);
        if (!d) return myn_refuse(r->store, "%s has a dimension that is not there", v->name);
        array->dim[i] = d->name;
        v->dim[i] = r->number[d - r->annex->dimension];
    }
    return MYN_OK;
}

static myn_status read_sayings(reading *r, hid_t data, myn_annex_array *array)
{
    const char *words = NULL;
    size_t count;
    myn_status status = myn_read_attribute(r->store, data, "long_name", &array->long_name);
    if (status == MYN_OK) status = myn_read_attribute(r->store, data, "units", &array->units);
    if (status == MYN_OK) status = myn_read_attribute(r->store, data, "flag_meanings", &words);
    if (status == MYN_OK && words) status = split(r->store, words, &array->flag, &count);
    array->may_lack = (array->as == MYN_AS_WHOLE || array->as == MYN_AS_BYTE) &&
                      read_hole(data, &array->missing);
    return status;
}

static myn_status read_array(reading *r, const char *name, hid_t peek)
{
    myn_annex_array *array = &r->array[r->annex->arrays];
    myn_variable v = {.name = name, .group = IN_ANNEX};
    void *values = NULL;
    hid_t data = H5I_INVALID_HID;
    if (!kind_of(peek, &v.as, &array->as))
        return myn_refuse(r->store, "%s holds elements of an unknown kind", name);
    array->name = name;
    myn_status status = read_shape(r, peek, array, &v);
    if (status == MYN_OK) status = myn_read_open_as(r->store, &v, name, -1, &data);
    if (status == MYN_OK) status = myn_read_elements(r->store, &v, data, &values);
    if (status == MYN_OK) status = read_sayings(r, data, array);
    myn_h5_close_data(&data);
    array->at = values;
    if (status == MYN_OK) r->annex->arrays++;
    return status;
}

/* Dimensions in a first pass, arrays in a second: AXES says which this is. */
static myn_status read_member(reading *r, const char *name, bool axes)
{
    const myn_root_axis *root = myn_annex_root(name);
    if (root) return axes ? read_root_axis(r, root) : MYN_OK;
    if (myn_annex_linked(name)) return MYN_OK;
    if (!myn_read_has(r->store, IN_ANNEX, name)) return myn_refuse(r->store, "%s is not a plain link", name);
    hid_t data = H5Dopen2(r->store->group[IN_ANNEX], name, H5P_DEFAULT);
    if (data < 0) return myn_refuse(r->store, "%s is not a data set", name);
    bool axis = H5Aexists(data, "CLASS") > 0;
    myn_status status = axis != axes ? MYN_OK : axis ? read_axis(r, name, data) : read_array(r, name, data);
    H5Dclose(data);
    return status;
}

static myn_status read_facts(reading *r)
{
    hid_t group = r->store->group[IN_ANNEX];
    void *room = NULL;
    listing *list = new_listing(r->store);
    if (!list) return MYN_ERR_MEMORY;
    if (H5Aiterate2(group, H5_INDEX_CRT_ORDER, H5_ITER_INC, NULL, see_attribute, list) < 0)
        return myn_refuse(r->store, "attributes of %s cannot be read", r->annex->group);
    myn_status status = myn_read_room(r->store, list->count, sizeof(myn_annex_fact), &room);
    myn_annex_fact *fact = room;
    for (size_t i = 0; status == MYN_OK && i < list->count; i++) {
        const char *name = list->name[i], *text = NULL;
        if (strcmp(name, MYN_ANNEX_MARK) == 0) continue;
        status = myn_read_attribute(r->store, group, name, &text);
        if (strcmp(name, "long_name") == 0)
            r->annex->long_name = text;
        else if (status == MYN_OK && text)
            fact[r->annex->facts++] = (myn_annex_fact){name, text};
    }
    r->annex->fact = fact;
    return status;
}

static myn_status read_members(reading *r)
{
    void *room = NULL;
    myn_status status = list_links(r->store, r->store->group[IN_ANNEX], &r->list);
    if (status == MYN_OK) status = myn_read_room(r->store, r->list->count, sizeof *r->dimension, &room);
    r->annex->dimension = r->dimension = room;
    if (status == MYN_OK) status = myn_read_room(r->store, r->list->count, sizeof *r->array, &room);
    r->annex->array = r->array = room;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; status == MYN_OK && i < r->list->count; i++)
            status = read_member(r, r->list->name[i], pass == 0);
    return status == MYN_OK ? read_facts(r) : status;
}

static myn_status read_group(myn_store *store, const char *name, const myn_annex **out)
{
    void *room = NULL;
    myn_status status = myn_read_room(store, 1, sizeof(myn_annex), &room);
    if (status != MYN_OK) return status;
    reading r = {.store = store, .annex = room};
    r.annex->group = name;
    hid_t *group = &store->group[IN_ANNEX];
    *group = H5Gopen2(store->file, name, H5P_DEFAULT);
    if (*group < 0) return myn_refuse(store, "%s is not a group", name);
    status = myn_read_links(store, *group);
    if (status == MYN_OK) status = read_members(&r);
    H5Gclose(*group);
    *group = H5I_INVALID_HID;
    if (status == MYN_OK &&
        !myn_annex_sound(r.annex, &store->labels, store->size[DIM_PERIOD], store->why, sizeof store->why))
        status = MYN_ERR_FORMAT;
    *out = r.annex;
    return status;
}

myn_status myn_store_annex(myn_store *store, const char *group, const myn_annex **out)
{
    size_t i = 0;
    *out = NULL;
    while (store->annex_name[i] && strcmp(store->annex_name[i], group) != 0) i++;
    if (!store->annex_name[i]) return MYN_ERR_NOT_FOUND;
    myn_status status = MYN_OK;
    if (!store->annex[i]) {
        const myn_hush hush = myn_hush_begin();
        status = read_group(store, store->annex_name[i], &store->annex[i]);
        if (status != MYN_OK) store->annex[i] = NULL;
        myn_hush_end(&hush);
    }
    *out = store->annex[i];
    return status;
}
