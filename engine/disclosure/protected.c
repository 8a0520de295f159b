/* What has passed. Its layout is known here only, so that nothing else can make one. */
#include "disclosure/protected.h"
#include <mynegai/cell.h>
#include <math.h>
#include <stdlib.h>

struct myn_protected {
    myn_mat value;
    uint8_t *status;
    myn_withheld_note *note;
    size_t notes;
};

static void fill(myn_protected *t, myn_cmat values, const uint8_t *why, const uint32_t *for_cell)
{
    size_t areas = values.cols;
    for (size_t i = 0; i < values.rows * areas; i++) {
        double x = myn_crow(values, i / areas)[i % areas];
        bool withheld = why[i] != MYN_WITHHELD_NOT;
        t->value.at[i] = withheld ? NAN : x;
        t->status[i] = withheld ? MYN_CELL_SUPPRESSED : isnan(x) ? MYN_CELL_MISSING : MYN_CELL_OBSERVED;
        if (!withheld) continue;
        uint32_t of = why[i] == MYN_WITHHELD_SECONDARY ? for_cell[i] : (uint32_t)i;
        t->note[t->notes++] = (myn_withheld_note){(uint32_t)(i / areas), (uint32_t)(i % areas),
                                                  (myn_withheld)why[i], (uint32_t)(of / areas),
                                                  (uint32_t)(of % areas)};
    }
}

myn_status protected_new(myn_cmat values, const uint8_t *why, const uint32_t *for_cell, myn_protected **out)
{
    size_t n = values.rows * values.cols, notes = 0;
    for (size_t i = 0; i < n; i++) notes += why[i] != MYN_WITHHELD_NOT;
    *out = NULL;
    myn_protected *t = calloc(1, sizeof *t);
    if (!t) return MYN_ERR_MEMORY;
    t->value = (myn_mat){calloc(n + 1, sizeof(double)), values.rows, values.cols, values.cols};
    t->status = calloc(n + 1, 1);
    t->note = calloc(notes + 1, sizeof *t->note);
    if (!t->value.at || !t->status || !t->note) {
        myn_protected_free(t);
        return MYN_ERR_MEMORY;
    }
    fill(t, values, why, for_cell);
    *out = t;
    return MYN_OK;
}

void myn_protected_free(myn_protected *table)
{
    if (!table) return;
    free(table->value.at);
    free(table->status);
    free(table->note);
    free(table);
}

myn_cmat myn_protected_values(const myn_protected *table)
{
    return myn_const(table->value);
}

uint8_t myn_protected_status(const myn_protected *table, size_t class_at, size_t area)
{
    return table->status[class_at * table->value.cols + area];
}

size_t myn_protected_log_count(const myn_protected *table)
{
    return table->notes;
}

myn_withheld_note myn_protected_log(const myn_protected *table, size_t i)
{
    return table->note[i];
}
