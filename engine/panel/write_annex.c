/* An annex into a store: its group, its dimensions, its arrays. */
#include "writing.h"
#include <mynegai/text.h>
#include <stdlib.h>
#include <string.h>

/* Dimensions of an annex and their numbers in the file. */
typedef struct {
    const myn_annex *annex;
    int number[MYN_ANNEX_SCALES + MYN_ROOT_AXES];
} numbering;

static int number_of(const numbering *of, const char *name)
{
    return of->number[myn_annex_axis(of->annex, name) - of->annex->dimension];
}

static const myn_stored stored_as[] = {[MYN_AS_TEXT] = AS_TEXT,
                                       [MYN_AS_REAL] = AS_REAL,
                                       [MYN_AS_WHOLE] = AS_WHOLE,
                                       [MYN_AS_LONG] = AS_LONG,
                                       [MYN_AS_BYTE] = AS_BYTE};

/* ---- dimensions ---- */

static bool link_one(myn_writer *writer, const char *name)
{
    hid_t to = writer->group[IN_ANNEX];
    return H5Lexists(to, name, H5P_DEFAULT) > 0 ||
           H5Lcreate_hard(writer->file, name, to, name, H5P_DEFAULT, H5P_DEFAULT) >= 0;
}

/* Labels with bounds need the dimension of two ends too. */
static bool link_root(myn_writer *writer, const myn_root_axis *axis)
{
    for (const int *v = axis->linked; *v != VARS; v++) {
        const myn_variable *variable = &myn_store_variable[*v];
        if (!link_one(writer, variable->name)) return false;
        if (variable->rank == 2 && !link_one(writer, myn_store_dimension[DIM_BOUND].name)) return false;
    }
    return true;
}

static const void *labels_of(const myn_annex_dimension *d, int32_t **counted)
{
    if (d->text) return d->text;
    if (d->number) return d->number;
    *counted = calloc(d->size + 1, sizeof **counted);
    for (size_t i = 0; *counted && i < d->size; i++) (*counted)[i] = (int32_t)i;
    return *counted;
}

static bool put_dimension(myn_writer *writer, const myn_annex_dimension *d, int *number)
{
    const myn_root_axis *root = myn_annex_root(d->name);
    if (root) *number = root->dimension;
    if (root) return link_root(writer, root);
    if (writer->axes == MYN_ANNEX_SCALES) return false;
    *number = DIMS + writer->axes++;
    writer->size[*number] = d->size;
    const myn_variable v = {.name = d->name,
                            .group = IN_ANNEX,
                            .as = d->text     ? AS_TEXT
                                  : d->number ? AS_REAL
                                              : AS_WHOLE,
                            .rank = 1,
                            .dim = {*number},
                            .long_name = d->long_name};
    int32_t *counted = NULL;
    const void *label = labels_of(d, &counted);
    hid_t data = H5I_INVALID_HID;
    bool put = label && myn_write_define_as(writer, &v, v.name, *number, &data) &&
               myn_h5_write(data, NULL, v.as, label);
    free(counted);
    return myn_h5_close_data(&data) && put;
}

/* ---- arrays ---- */

/* The names of its dimensions apart by blanks; of the labels that stand beside them. Both to be freed. */
static bool describe(const myn_annex_array *array, myn_buffer *shape, myn_buffer *coordinates)
{
    for (size_t i = 0; i < array->rank; i++) {
        const myn_root_axis *root = myn_annex_root(array->dim[i]);
        myn_buffer_format(shape, i ? " %s" : "%s", array->dim[i]);
        if (root) myn_buffer_format(coordinates, coordinates->length ? " %s" : "%s", root->coordinates);
    }
    if (array->rank == 0) myn_buffer_put(shape, "");
    return !shape->failed && !coordinates->failed;
}

/* What a hole looks like, of the array's own type; NULL where it has none. */
static const void *hole_of(const myn_annex_array *array, uint8_t *byte)
{
    *byte = (uint8_t)array->missing;
    if (!array->may_lack || (array->as != MYN_AS_WHOLE && array->as != MYN_AS_BYTE)) return NULL;
    return array->as == MYN_AS_BYTE ? (const void *)byte : &array->missing;
}

static myn_variable variable_of(const numbering *of, const myn_annex_array *array, const void *hole)
{
    myn_variable v = {.name = array->name,
                      .group = IN_ANNEX,
                      .as = stored_as[array->as],
                      .rank = (int)array->rank,
                      .long_name = array->long_name,
                      .units = array->units,
                      .fill = hole                       ? FILL_GIVEN
                              : array->as == MYN_AS_REAL ? FILL_NAN
                                                         : FILL_NONE,
                      .given = hole,
                      .flags = array->flag && *array->flag ? FLAGS_WORDS : FLAGS_NONE,
                      .word = array->flag};
    for (size_t i = 0; i < array->rank; i++) v.dim[i] = number_of(of, array->dim[i]);
    return v;
}

static bool put_array(myn_writer *writer, const numbering *of, const myn_annex_array *array)
{
    myn_buffer shape = {0}, coordinates = {0};
    uint8_t byte;
    myn_variable v = variable_of(of, array, hole_of(array, &byte));
    hid_t data = H5I_INVALID_HID;
    bool put = describe(array, &shape, &coordinates);
    v.coordinates = coordinates.length ? coordinates.at : NULL;
    put = put && myn_write_define_as(writer, &v, v.name, -1, &data) &&
          myn_h5_put_text(data, MYN_ANNEX_SHAPE, shape.at ? shape.at : "") &&
          myn_h5_write(data, NULL, v.as, array->at);
    myn_buffer_free(&coordinates);
    myn_buffer_free(&shape);
    return myn_h5_close_data(&data) && put;
}

/* ---- the group ---- */

static bool put_facts(hid_t group, const myn_annex *annex)
{
    bool put = myn_h5_put_whole(group, MYN_ANNEX_MARK, MYN_ANNEX_FORM) &&
               myn_h5_put_text(group, "long_name", annex->long_name);
    for (size_t i = 0; put && i < annex->facts; i++)
        put = myn_h5_put_text(group, annex->fact[i].name, annex->fact[i].text);
    return put;
}

bool myn_write_annex(myn_writer *writer, const myn_annex *annex)
{
    numbering of = {.annex = annex};
    hid_t *group = &writer->group[IN_ANNEX];
    *group = myn_write_plain_group(writer, annex->group);
    bool put = *group >= 0 && put_facts(*group, annex);
    for (size_t i = 0; put && i < annex->dimensions; i++)
        put = put_dimension(writer, &annex->dimension[i], &of.number[i]);
    for (size_t i = 0; put && i < annex->arrays; i++) put = put_array(writer, &of, &annex->array[i]);
    if (*group >= 0 && H5Gclose(*group) < 0) put = false;
    *group = H5I_INVALID_HID;
    return put;
}
