/* Rates of protected tables. */
#include "disclosure/protected.h"
#include <mynegai/cell.h>
#include <math.h>

/* RATE and WHY of cell (C, A). */
static double rate_at(const myn_protected *const part[2], double scale, size_t c, size_t a, uint8_t *why)
{
    double x = myn_crow(myn_protected_values(part[0]), c)[a],
           of = myn_crow(myn_protected_values(part[1]), c)[a];
    bool withheld = myn_protected_status(part[0], c, a) == MYN_CELL_SUPPRESSED ||
                    myn_protected_status(part[1], c, a) == MYN_CELL_SUPPRESSED;
    *why = withheld ? MYN_WITHHELD_RATE : MYN_WITHHELD_NOT;
    return !withheld && of > 0 ? scale * x / of : NAN;
}

myn_status myn_disclose_rates(const myn_protected *numerator, const myn_protected *denominator, double scale,
                              myn_protected **out)
{
    myn_cmat x = myn_protected_values(numerator), of = myn_protected_values(denominator);
    *out = NULL;
    if (x.rows != of.rows || x.cols != of.cols || !(scale > 0) || isinf(scale)) return MYN_ERR_ARGUMENT;
    const myn_protected *const part[2] = {numerator, denominator};
    myn_arena *arena;
    myn_status status = myn_arena_new(&arena);
    size_t n = x.rows * x.cols;
    double *rate = status ? NULL : myn_arena_zero(arena, n, sizeof *rate);
    uint8_t *why = status ? NULL : myn_arena_zero(arena, n, 1);
    if (!status && (!rate || !why)) status = MYN_ERR_MEMORY;
    for (size_t i = 0; i < n && !status; i++) rate[i] = rate_at(part, scale, i / x.cols, i % x.cols, &why[i]);
    if (!status) status = protected_new((myn_cmat){rate, x.rows, x.cols, x.cols}, why, NULL, out);
    myn_arena_free(arena);
    return status;
}
