/* The one maker of protected tables. */
#ifndef MYN_DISCLOSURE_PROTECTED_H
#define MYN_DISCLOSURE_PROTECTED_H
#include <mynegai/disclosure.h>

/* A table of VALUES, whose cells with a WHY other than MYN_WITHHELD_NOT are withheld: their values are not copied.
 * FOR_CELL by cell. */
myn_status protected_new(myn_cmat values, const uint8_t *why, const uint32_t *for_cell, myn_protected **out);

#endif
