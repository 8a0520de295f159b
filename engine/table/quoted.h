/* Rows that hold quotes inside fields or out of place, split by libcsv. */
#ifndef MYN_TABLE_QUOTED_H
#define MYN_TABLE_QUOTED_H
#include <mynegai/csv.h>

typedef struct Quoted Quoted;

myn_status quoted_new(char delimiter, Quoted **out) MYN_CHECKED;
void quoted_free(Quoted *quoted);

/* Split the one row TEXT (without its line end) into fields that live until the next call. Where it is
 * malformed *BAD is the offset at which libcsv refused it, and *COUNT the fields before; else *BAD is LENGTH.
 */
myn_status quoted_split(Quoted *quoted, const char *text, size_t length, const myn_field **field,
                        size_t *count, size_t *bad) MYN_CHECKED;

#endif
