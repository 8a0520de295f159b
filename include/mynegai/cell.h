/* Why a cell of the cube, or a score, is as it is. Stored as one byte; the numbers are part of the store
 * format. */
#ifndef MYNEGAI_CELL_H
#define MYNEGAI_CELL_H
#include <stdbool.h>
#include <stdint.h>

/* name, number, word in files and tables, has a value */
#define MYN_CELL_LIST(X)                                                                           \
    X(MYN_CELL_ABSENT, 0, "absent", 0)           /* no row of any input speaks of it */            \
    X(MYN_CELL_OBSERVED, 1, "observed", 1)       /* as published */                                \
    X(MYN_CELL_ESTIMATED, 2, "estimated", 1)     /* marked so by the publisher */                  \
    X(MYN_CELL_PROVISIONAL, 3, "provisional", 1) /* marked so by the publisher */                  \
    X(MYN_CELL_MISSING, 4, "missing", 0)         /* a row without a value */                       \
    X(MYN_CELL_SUPPRESSED, 5, "suppressed", 0)   /* withheld to protect people */                  \
    X(MYN_CELL_NOT_APPLICABLE, 6, "not_applicable", 0)                                             \
    X(MYN_CELL_UNRELIABLE, 7, "unreliable", 0)          /* withheld as too uncertain */            \
    X(MYN_CELL_CARRIED, 8, "carried", 1)                /* the area's value of another period */   \
    X(MYN_CELL_INTERPOLATED, 9, "interpolated", 1)      /* between two periods of the same area */ \
    X(MYN_CELL_IMPUTED, 10, "imputed", 1)               /* from other areas or parts */            \
    X(MYN_CELL_TREATED, 11, "treated", 1)               /* winsorised */                           \
    X(MYN_CELL_PARTIAL, 12, "partial", 1)               /* a score from some of its parts */       \
    X(MYN_CELL_BELOW_COVERAGE, 13, "below_coverage", 0) /* a score withheld: too few parts */

#define MYN_CELL_ENUM(name, number, word, valued) name = number,
typedef enum { MYN_CELL_LIST(MYN_CELL_ENUM) MYN_CELL_KINDS } myn_cell;
#undef MYN_CELL_ENUM

/* The word for CELL ("observed"), or "unknown". */
const char *myn_cell_word(uint8_t cell);

/* The cell for WORD, or -1. */
int myn_cell_find(const char *word);

/* Whether a cell of this kind carries a value. */
bool myn_cell_valued(uint8_t cell);

#endif
