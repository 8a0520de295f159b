/* Numbers of segments as myn_partition promises them. */
#ifndef MYN_SEGMENT_NUMBER_H
#define MYN_SEGMENT_NUMBER_H
#include <mynegai/segment.h>

/* Number PART's segments by points, most first, ties by their first point. O(n + k^2). */
myn_status number_by_size(myn_partition *part, myn_arena *scratch) MYN_CHECKED;

#endif
