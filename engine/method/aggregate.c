/* Aggregating by any method, and leaving out what has too few parts.
 *
 * Areas are taken in blocks, so that the children's values are still in the cache when they are counted; all
 * at once where a score depends on the other areas. */
#include "method/parts.h"
#include "method/row.h"
#include <float.h>
#include <math.h>
#include <mynegai/cell.h>

#define BLOCK ((size_t)1024)

/* A share this much below the least one still counts, so that 2/3 meets a least of 0.6666666667 and the sum
 * of weights its own rounding. */
#define ROUNDING 1e-9

static double whole(const myn_parts *parts, bool by_weight)
{
    double all = 0;
    for (size_t c = 0; c < parts->children; c++) all += by_weight ? parts->weight[c] : 1;
    return all;
}

/* Withhold what has less than ENOUGH, which is above 0. */
FOR_EACH_MACHINE
static void withhold(double *out, const double *present, size_t n, double enough)
{
    EACH_BY_ITSELF
    for (size_t i = 0; i < n; i++) out[i] = present[i] >= enough ? out[i] : NAN;
}

/* ALL comes of the same additions in the same order as PRESENT, so that they are equal where nothing is
 * missing. Numbers, not branches, so that several areas go at once. */
FOR_EACH_MACHINE
static void name_cells(uint8_t *cell, const double *present, size_t n, double enough, double all)
{
    for (size_t i = 0; i < n; i++) {
        double below = present[i] > 0 ? MYN_CELL_BELOW_COVERAGE : MYN_CELL_MISSING;
        double some = present[i] >= enough ? MYN_CELL_PARTIAL : below;
        cell[i] = (uint8_t)(int)(present[i] == all && all > 0 ? MYN_CELL_OBSERVED : some);
    }
}

static myn_parts block_of(const myn_parts *parts, size_t from, size_t size, const double **child)
{
    myn_parts block = *parts;
    for (size_t c = 0; c < parts->children; c++) child[c] = parts->child[c] + from;
    block.child = child;
    block.n = parts->n - from < size ? parts->n - from : size;
    block.out = parts->out + from;
    return block;
}

myn_status myn_aggregate(const myn_method *method, const double *param, const myn_parts *parts,
                         myn_coverage coverage, uint8_t *cell, myn_arena *scratch)
{
    if (!method->combine) return MYN_ERR_ARGUMENT;
    const double **child = myn_arena_get(scratch, (parts->children + 1) * sizeof *child);
    size_t size = method->whole && parts->n > BLOCK ? parts->n : BLOCK;
    double *present = myn_arena_get(scratch, size * sizeof *present);
    if (!child || !present) return MYN_ERR_MEMORY;
    double all = whole(parts, coverage.by_weight), enough = fmax((coverage.least - ROUNDING) * all, DBL_MIN);
    myn_status status = MYN_OK;
    for (size_t from = 0; from < parts->n && status == MYN_OK; from += size) {
        myn_arena_mark mark = myn_arena_here(scratch);
        myn_parts block = block_of(parts, from, size, child);
        status = method->combine(param, &block, scratch);
        myn_parts_present(&block, coverage.by_weight, present);
        withhold(block.out, present, block.n, enough);
        if (cell) name_cells(cell + from, present, block.n, enough, all);
        myn_arena_rewind(scratch, mark);
    }
    return status;
}
