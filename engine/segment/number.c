#include "segment/number.h"

/* Whether segment A comes before B. */
static bool before(const size_t *count, const size_t *first, size_t a, size_t b)
{
    return count[a] != count[b] ? count[a] > count[b] : first[a] < first[b];
}

myn_status number_by_size(myn_partition *part, myn_arena *scratch)
{
    size_t k = part->k, n = part->n;
    size_t *count = myn_arena_zero(scratch, k, sizeof *count),
           *first = myn_arena_zero(scratch, k, sizeof *first);
    uint32_t *rank = myn_arena_zero(scratch, k, sizeof *rank);
    if (!count || !first || !rank) return MYN_ERR_MEMORY;
    for (size_t i = n; i-- > 0;) {
        count[part->label[i]]++;
        first[part->label[i]] = i;
    }
    for (size_t a = 0; a < k; a++)
        for (size_t b = 0; b < k; b++) rank[a] += before(count, first, b, a);
    for (size_t i = 0; i < n; i++) part->label[i] = rank[part->label[i]];
    return MYN_OK;
}
