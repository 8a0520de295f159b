/* Numbering of segments. */
#ifndef MYN_SEGMENT_LARGEST_FIRST_H
#define MYN_SEGMENT_LARGEST_FIRST_H
#include <mynegai/segment.h>

/* Number the segments of P by size, largest first, ties by their first point, and leave out empty ones. Labels
 * are below P->k, which becomes the number of segments left. O(n + k log k). */
myn_status largest_first(myn_partition *p, myn_arena *scratch);

#endif
