/* Annexes: what a later command adds to a store, each a group of its own in the root (/uncertainty, /forecast,
 * /segments) with dimensions, arrays and texts that say what they are.
 *
 * An annex describes itself: a command fills the structs, the store's reader gives the same structs back. Arrays
 * are netCDF variables, so that xarray.open_dataset(FILE, group="uncertainty") shows them labelled. Dimensions
 * named as a coordinate of the root (area, indicator, node, edition, period) are that coordinate, repeated as a
 * hard link. */
#ifndef MYNEGAI_ANNEX_H
#define MYNEGAI_ANNEX_H
#include <mynegai/store.h>

typedef enum {
    MYN_AS_TEXT,  /* const char *const *; UTF-8 */
    MYN_AS_REAL,  /* double; NaN missing */
    MYN_AS_WHOLE, /* int32_t; see MISSING */
    MYN_AS_LONG,  /* int64_t */
    MYN_AS_BYTE   /* uint8_t */
} myn_annex_type;

/* A dimension of the group's own, labelled by texts, by numbers, or (both NULL) by 0 .. size - 1. One with the
 * name of a coordinate of the root has its size and is given neither. */
typedef struct {
    const char *name; /* [a-z][a-z0-9_]* */
    size_t size;
    const char *const *text; /* size labels */
    const double *number;    /* size labels */
    const char *long_name;   /* or NULL */
} myn_annex_dimension;

#define MYN_ANNEX_DIMS_MOST 4

typedef struct {
    const char *name; /* [a-z][a-z0-9_]*, none of the dimensions' */
    const char *dim[MYN_ANNEX_DIMS_MOST];
    size_t rank; /* dimensions used, slowest first; 0: one value */
    myn_annex_type as;
    const void *at;          /* all of it, last dimension side by side */
    const char *long_name;   /* what it is, a line */
    const char *units;       /* or NULL */
    int32_t missing;         /* MYN_AS_WHOLE, _BYTE: the value that says there is none (_FillValue) */
    bool may_lack;           /* whether MISSING is one */
    const char *const *flag; /* MYN_AS_BYTE, _WHOLE: words of the values 0, 1, ..., ends in NULL; or NULL */
} myn_annex_array;

/* A fact about the whole group, kept as an attribute: "method", "kmeans". */
typedef struct {
    const char *name, *text;
} myn_annex_fact;

typedef struct {
    const char *group; /* name without the slash; not one of the store's own groups */
    const char *long_name;
    const myn_annex_dimension *dimension;
    size_t dimensions;
    const myn_annex_array *array;
    size_t arrays;
    const myn_annex_fact *fact;
    size_t facts;
} myn_annex;

/* What a command that adds to a store did. */
typedef struct {
    const char *command; /* its line in the provenance: options that can change a number */
    const myn_provenance_text
        *text; /* kept beside the definition: a plan ("plan.yml"); one of a name that is there is replaced */
    size_t texts;
    const myn_provenance_file *file; /* inputs it read */
    size_t files;
} myn_annex_source;

/* Copy the store IN to OUT (which may be the same path) with COUNT annexes added; one of a name that is there is
 * replaced, the others are carried forward. Written as a build writes: under OUT's lock, beside, verified, renamed;
 * the same input gives the same bytes. MYN_ERR_FORMAT, MYN_ERR_IO, MYN_ERR_BUSY with the reason in DIAG;
 * MYN_ERR_ARGUMENT where an annex is not sound (a name, a size, a dimension that is not there), said in DIAG. */
myn_status myn_store_add(const char *in, const char *out, const myn_annex *annex, size_t count,
                         const myn_annex_source *source, myn_diag *diag) MYN_CHECKED;

/* One annex into a store that is being built, after its cubes and before it is committed. MYN_ERR_ARGUMENT where it is not
 * sound or not the time. */
myn_status myn_writer_annex(myn_writer *writer, const myn_annex *annex) MYN_CHECKED;

/* The names of STORE's annexes, in the order they stand; ends in NULL. Valid until the store is freed. */
const char *const *myn_store_annexes(const myn_store *store);

/* The annex GROUP whole, with all arrays; valid until the store is freed. MYN_ERR_NOT_FOUND where there is none,
 * MYN_ERR_LIMIT, MYN_ERR_FORMAT where the file is damaged. A missing long_name or units is NULL. */
myn_status myn_store_annex(myn_store *store, const char *group, const myn_annex **out) MYN_CHECKED;

/* The array NAME of ANNEX; NULL where there is none. */
const myn_annex_array *myn_annex_find(const myn_annex *annex, const char *name);

/* The dimension NAME of ANNEX; NULL where there is none. */
const myn_annex_dimension *myn_annex_axis(const myn_annex *annex, const char *name);

/* The text of fact NAME of ANNEX; NULL where there is none. */
const char *myn_annex_fact_of(const myn_annex *annex, const char *name);

/* Elements of ARRAY: the product of its dimensions' sizes. */
size_t myn_annex_count(const myn_annex *annex, const myn_annex_array *array);

#endif
