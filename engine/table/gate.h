/* Which rows of a file count, and how their texts are spelt: `spelling`, `where`, `except`. */
#ifndef MYN_TABLE_GATE_H
#define MYN_TABLE_GATE_H
#include "table/header.h"
#include <mynegai/dataset.h>

/* One column's respellings. */
typedef struct {
    size_t column;
    myn_names *from;
    myn_field *to; /* by number in from */
} Respelt;

/* One filter: texts as they are, and beginnings. */
typedef struct {
    size_t column;
    bool keep;
    myn_names *exact;
    myn_field *prefix;
    size_t prefixes;
} Sieve;

typedef struct {
    Respelt *respelt;
    Sieve *sieve;
    size_t respelts, sieves;
    myn_field *field; /* the row as respelt */
    size_t columns;
} Gate;

/* Resolve the columns that SOURCE's filters and respellings name; those that are missing are errors in DIAG
 * and MYN_ERR_DATA. Zero-initialise; free also where this failed. */
myn_status gate_open(Gate *gate, const myn_source_file *source, const Header *header,
                     myn_diag *diag) MYN_CHECKED;
void gate_free(Gate *gate);

/* Whether there is anything to do for a row. */
static inline bool gate_any(const Gate *gate)
{
    return gate->respelts || gate->sieves;
}

/* Whether the row with FIELD counts. *FIELD is replaced where something is respelt. */
bool gate_pass(Gate *gate, const myn_field **field);

#endif
