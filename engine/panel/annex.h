/* What annexes share between writing and reading. */
#ifndef MYN_PANEL_ANNEX_H
#define MYN_PANEL_ANNEX_H
#include "layout.h"
#include <mynegai/annex.h>

/* The attribute that makes a group of the root an annex: the form of annexes. */
#define MYN_ANNEX_MARK "mynegai_annex"
#define MYN_ANNEX_FORM 1

/* Attribute of an array: names of its dimensions apart by blanks, so that no reference need be followed. */
#define MYN_ANNEX_SHAPE "dimensions"

/* A coordinate of the root that annexes may use, with what stands beside it there. */
typedef struct {
    const char *name;
    int dimension;
    const char *coordinates; /* CF: names of its labels */
    const int *linked;       /* the coordinate and its labels; ends in VARS */
} myn_root_axis;
extern const myn_root_axis myn_annex_axes[];
#define MYN_ROOT_AXES 6

/* The coordinate NAME of the root, or NULL. */
const myn_root_axis *myn_annex_root(const char *name);

/* Whether NAME is that of a coordinate of the root, of its labels, or of their dimension. */
bool myn_annex_linked(const char *name);

/* Whether NAME is a name for a group, dimension or array: [a-z][a-z0-9_]*, at most 60 bytes. */
bool myn_annex_name_sound(const char *name);

/* A sentence on what of ANNEX cannot be stored beside LABELS and PERIODS, cut to SIZE into WHY; true where all can. */
bool myn_annex_sound(const myn_annex *annex, const myn_labels *labels, size_t periods, char *why,
                     size_t size);

/* Elements of the coordinate AXIS under LABELS. */
size_t myn_annex_root_size(const myn_root_axis *axis, const myn_labels *labels, size_t periods);

struct myn_writer;
/* ANNEX, which is sound, into a group; false where HDF5 or memory failed. */
bool myn_write_annex(struct myn_writer *writer, const myn_annex *annex);

#endif
