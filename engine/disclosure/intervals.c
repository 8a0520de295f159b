/* The auditor: what the published figures leave possible for each withheld cell. */
#include "disclosure/attack.h"
#include <math.h>

myn_status attack_on(const myn_count_table *table, const Relations *relations, const uint8_t *held,
                     Attack *out, myn_arena *arena)
{
    size_t n = cells_of(table);
    *out = (Attack){.table = table, .relations = relations};
    out->cell = myn_arena_get(arena, n * sizeof *out->cell);
    out->column = myn_arena_get(arena, n * sizeof *out->column);
    out->index = myn_arena_zero(arena, relations->longest + 1, sizeof *out->index);
    out->sign = myn_arena_zero(arena, relations->longest + 1, sizeof *out->sign);
    if (!out->cell || !out->column || !out->index || !out->sign) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < n; i++) {
        out->column[i] = held[i] ? (uint32_t)out->unknowns : MYN_NO_PARENT;
        if (held[i]) out->cell[out->unknowns++] = (uint32_t)i;
    }
    return MYN_OK;
}

void attack_rows(const Attack *a, bool figures, Solver *s)
{
    const Relations *r = a->relations;
    for (size_t k = 0; k < r->count; k++) {
        size_t length = 0;
        double known = 0;
        for (size_t j = r->start[k]; j < r->start[k + 1]; j++) {
            uint32_t column = a->column[r->cell[j]];
            if (column == MYN_NO_PARENT) {
                if (figures) known += r->sign[j] * count_at(a->table, r->cell[j]);
                continue;
            }
            a->index[++length] = (int)column + 1;
            a->sign[length] = r->sign[j];
        }
        if (length) solver_row(s, a->index, a->sign, length, figures ? -known : 0);
    }
}

typedef struct {
    const Attack *attack;
    const uint8_t *wanted;
    double *lower, *upper;
} Audit;

/* The greatest SIGN x of unknown I, times SIGN. */
static myn_status extreme(Solver *s, size_t i, double sign, double *out)
{
    solver_aim(s, i, sign);
    Ending ending = solver_solve(s);
    *out = ending == SOLVED ? solver_value(s, i) : sign * INFINITY;
    solver_aim(s, i, 0);
    return ending == SOLVED || ending == UNBOUNDED ? MYN_OK : MYN_ERR_DATA;
}

static myn_status audit(void *ctx, Solver *s)
{
    const Audit *audit = ctx;
    const Attack *a = audit->attack;
    solver_begin(s, a->unknowns);
    for (size_t i = 0; i < a->unknowns; i++) solver_between(s, i, 0, most_at(a->table, a->cell[i]));
    attack_rows(a, true, s);
    myn_status status = MYN_OK;
    for (size_t i = 0; i < a->unknowns && !status; i++) {
        uint32_t cell = a->cell[i];
        audit->lower[cell] = audit->upper[cell] = NAN;
        if (audit->wanted && !audit->wanted[cell]) continue;
        status = extreme(s, i, -1, &audit->lower[cell]);
        if (!status) status = extreme(s, i, 1, &audit->upper[cell]);
    }
    return status;
}

static myn_status attacked(const myn_count_table *published, const uint8_t *wanted, double *lower,
                           double *upper, myn_arena *scratch)
{
    size_t n = cells_of(published);
    Relations relations;
    Attack attack;
    uint8_t *held = myn_arena_zero(scratch, n, 1);
    myn_status status = held ? relations_of(published, &relations, scratch) : MYN_ERR_MEMORY;
    for (size_t i = 0; i < n && !status; i++) {
        lower[i] = upper[i] = count_at(published, i);
        held[i] = isnan(lower[i]);
    }
    if (!status) status = attack_on(published, &relations, held, &attack, scratch);
    if (status || !attack.unknowns) return status;
    Audit job = {&attack, wanted, lower, upper};
    return solver_run(audit, &job);
}

myn_status myn_disclosure_intervals(const myn_count_table *published, const uint8_t *wanted, double *lower,
                                    double *upper, myn_arena *scratch)
{
    myn_arena_mark mark = myn_arena_here(scratch);
    myn_status status = attacked(published, wanted, lower, upper, scratch);
    myn_arena_rewind(scratch, mark);
    return status;
}
