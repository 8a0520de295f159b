/* A store being written: shared by the files that write its parts. */
#ifndef MYN_PANEL_WRITING_H
#define MYN_PANEL_WRITING_H
#include "annex.h"
#include "h5.h"

/* That axis AXIS of a data set is labelled by a dimension. */
typedef struct {
    hobj_ref_t data;
    int dimension, axis;
} myn_use;

struct myn_writer {
    myn_output *output;
    const myn_labels *labels;
    myn_driver io;
    hid_t file, group[GROUPS + 1]; /* negative: not made; the last is the annex that is being written */
    hid_t scale[DIMS_ALL];         /* the data set that stands for each dimension; negative: not made */
    size_t size[DIMS_ALL];
    int axes;                        /* dimensions that annexes have made so far */
    int32_t dimid[DIMS_ALL], dimids; /* netCDF's numbers, in order of making */
    myn_use *use;
    size_t uses, room;
    hid_t data[VARS], quantile[MYN_QUANTILES_MOST]; /* kept open while editions are written */
    bool raw, *done;                                /* written: the cubes, each edition */
    int error;                                      /* errno of the first failure; 0 none */
};

/* All of these answer false where HDF5 or memory failed, with errno as it was left. */

/* The group, made where new, with the coordinates that it repeats. */
bool myn_write_group(myn_writer *writer, int group);

/* Make dimension D of SIZE; its coordinate is then defined like any other variable. */
bool myn_write_dimension(myn_writer *writer, int d, size_t size);

/* Make the data set of VARIABLE with all its attributes; NAME NULL: its own. */
bool myn_write_define(myn_writer *writer, int variable, const char *name, hid_t *out);

/* The same for a data set that is not in the table; SCALE_OF: the dimension that it labels, or -1. */
bool myn_write_define_as(myn_writer *writer, const myn_variable *v, const char *name, int scale_of,
                         hid_t *out);

/* A group of the root, tracked as all are; negative where it cannot be made. */
hid_t myn_write_plain_group(myn_writer *writer, const char *name);

/* Make it, write all of it, close it. */
bool myn_write_whole(myn_writer *writer, int variable, const void *values);

/* One text of each of COUNT structs of STRIDE bytes, NULL written as "". */
bool myn_write_texts(myn_writer *writer, int variable, size_t count, const void *first, size_t stride);

/* Labels of the periods or editions, their first days and their ends. */
typedef struct {
    int label, time, bounds;
} myn_time_variables;
bool myn_write_times(myn_writer *writer, const myn_time_variables *as, const myn_period *period,
                     size_t count);

/* Attach what was defined to its dimensions: last of all. */
bool myn_write_uses(myn_writer *writer);

bool myn_write_labels(myn_writer *writer);
bool myn_write_inputs(myn_writer *writer); /* names of /inputs, of /parents */
bool myn_write_larger(myn_writer *writer);
bool myn_write_provenance(myn_writer *writer, const myn_provenance *provenance);

/* All periods and cubes; PARENTS may be NULL. */
bool myn_write_cubes(myn_writer *writer, const myn_panel *panel, const myn_panel *parents);

#endif
