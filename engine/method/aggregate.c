/* Aggregating by any method, and leaving out what has too few parts.
 *
 * Areas are taken in blocks, so that the children's values are still in the cache when they are counted. */
#include "method/row.h"
#include <math.h>
#include <mynegai/cell.h>

#define BLOCK ((size_t)4096)

/* A share this much below the least one still counts, so that 2/3 meets a least of 0.6666666667 and the sum
 * of weights its own rounding. */
#define ROUNDING 1e-9

FOR_EACH_MACHINE
static void count_present(const double *x, double *present, size_t n, double weight)
{
    EACH_BY_ITSELF
    for (size_t i = 0; i < n; i++) present[i] += x[i] == x[i] ? weight : 0;
}

static void shares(const myn_parts *parts, bool by_weight, double *present)
{
    for (size_t i = 0; i < parts->n; i++) present[i] = 0;
    for (size_t c = 0; c < parts->children; c++)
        count_present(parts->child[c], present, parts->n, by_weight ? parts->weight[c] : 1);
}

static double whole(const myn_parts *parts, bool by_weight)
{
    double all = 0;
    for (size_t c = 0; c < parts->children; c++) all += by_weight ? parts->weight[c] : 1;
    return all;
}

/* ALL comes of the same additions in the same order as PRESENT, so that they are equal where nothing is
 * missing. */
static void judge(const myn_parts *parts, double least, const double *present, double all, uint8_t *cell)
{
    double enough = least * all - ROUNDING * all;
    for (size_t i = 0; i < parts->n; i++) {
        uint8_t is = present[i] == all ? MYN_CELL_OBSERVED : MYN_CELL_PARTIAL;
        if (present[i] < enough) is = MYN_CELL_BELOW_COVERAGE;
        if (present[i] == 0) is = MYN_CELL_MISSING;
        if (is == MYN_CELL_BELOW_COVERAGE || is == MYN_CELL_MISSING) parts->out[i] = NAN;
        if (cell) cell[i] = is;
    }
}

static myn_parts block_of(const myn_parts *parts, size_t from, const double **child)
{
    myn_parts block = *parts;
    for (size_t c = 0; c < parts->children; c++) child[c] = parts->child[c] + from;
    block.child = child;
    block.n = parts->n - from < BLOCK ? parts->n - from : BLOCK;
    block.out = parts->out + from;
    return block;
}

myn_status myn_aggregate(const myn_method *method, const double *param, const myn_parts *parts,
                         myn_coverage coverage, uint8_t *cell, myn_arena *scratch)
{
    if (!method->combine) return MYN_ERR_ARGUMENT;
    const double **child = myn_arena_get(scratch, (parts->children + 1) * sizeof *child);
    double *present = myn_arena_get(scratch, BLOCK * sizeof *present);
    if (!child || !present) return MYN_ERR_MEMORY;
    double all = whole(parts, coverage.by_weight);
    myn_status status = MYN_OK;
    for (size_t from = 0; from < parts->n && status == MYN_OK; from += BLOCK) {
        myn_arena_mark mark = myn_arena_here(scratch);
        myn_parts block = block_of(parts, from, child);
        status = method->combine(param, &block, scratch);
        shares(&block, coverage.by_weight, present);
        judge(&block, coverage.least, present, all, cell ? cell + from : NULL);
        myn_arena_rewind(scratch, mark);
    }
    return status;
}
