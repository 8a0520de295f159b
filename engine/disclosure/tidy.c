/* Complements that later ones made superfluous are published again. Every sensitive cell keeps the moves that show it
 * protected; one is looked for anew only where a move used the cell that is tried. */
#include "disclosure/attack.h"
#include "disclosure/secondary.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define STIR 1e-7
enum { MOST_MOVES = 4000000 }; /* figures kept of moves */

/* Move 2 k of sensitive cell k goes up, 2 k + 1 down. */
typedef struct {
    const Protection *p;
    Attack attack;
    size_t count;     /* sensitive cells */
    uint32_t *target; /* count: their unknowns */
    double *move;     /* 2 count x unknowns */
    double *trial;    /* the same: moves found while one cell is tried */
    uint32_t *anew;   /* 2 count: which of trial are new */
} Tidy;

static void free_range(const Tidy *t, uint32_t i, Solver *s)
{
    double x = count_at(t->p->table, t->attack.cell[i]);
    solver_between(s, i, -x, most_at(t->p->table, t->attack.cell[i]) - x);
}

/* A move of number M into OUT; false where there is none that goes far enough. */
static bool find_move(const Tidy *t, size_t m, double *out, Solver *s)
{
    uint32_t i = t->target[m / 2], cell = t->attack.cell[i];
    bool upwards = m % 2 == 0;
    double need = upwards ? t->p->up[cell] : t->p->down[cell];
    solver_between(s, i, upwards ? 0 : -need, upwards ? need : 0);
    solver_aim(s, i, upwards ? 1 : -1);
    Ending ending = solver_solve(s);
    t->p->figures->attacks++;
    for (size_t j = 0; j < t->attack.unknowns && ending == SOLVED; j++) out[j] = solver_value(s, j);
    solver_aim(s, i, 0);
    free_range(t, i, s);
    return ending == SOLVED && fabs(out[i]) >= need - SLACK;
}

/* Whether all sensitive cells stay protected with unknown I published; keeps the new moves if so. */
static bool can_spare(Tidy *t, uint32_t i, Solver *s)
{
    size_t found = 0, n = t->attack.unknowns;
    bool fine = true;
    solver_between(s, i, 0, 0);
    for (size_t m = 0; m < 2 * t->count && fine; m++) {
        if (fabs(t->move[m * n + i]) <= STIR) continue;
        fine = find_move(t, m, t->trial + found * n, s);
        t->anew[found++] = (uint32_t)m;
    }
    for (size_t k = 0; k < found && fine; k++)
        memcpy(t->move + t->anew[k] * n, t->trial + k * n, n * sizeof(double));
    if (!fine) free_range(t, i, s);
    return fine;
}

typedef struct {
    double loss;
    uint32_t unknown;
} Offer;

static int costliest_first(const void *of_a, const void *of_b)
{
    const Offer *a = of_a, *b = of_b;
    if (a->loss != b->loss) return a->loss > b->loss ? -1 : 1;
    return (a->unknown > b->unknown) - (a->unknown < b->unknown);
}

static myn_status spare(Tidy *t, Solver *s)
{
    size_t offers = 0;
    Offer *offer = myn_arena_get(t->p->scratch, t->attack.unknowns * sizeof *offer);
    if (!offer) return MYN_ERR_MEMORY;
    for (uint32_t i = 0; i < t->attack.unknowns; i++)
        if (t->p->why[t->attack.cell[i]] == MYN_WITHHELD_SECONDARY)
            offer[offers++] = (Offer){secondary_loss(t->p, t->attack.cell[i]), i};
    qsort(offer, offers, sizeof *offer, costliest_first);
    for (size_t k = 0; k < offers; k++) {
        if (!can_spare(t, offer[k].unknown, s)) continue;
        t->p->why[t->attack.cell[offer[k].unknown]] = MYN_WITHHELD_NOT;
        t->p->figures->secondary--;
        t->p->figures->spared++;
    }
    return MYN_OK;
}

/* Nothing is spared where a cell is not protected to begin with: the audit will say so. */
static myn_status tidy(void *ctx, Solver *s)
{
    Tidy *t = ctx;
    size_t n = t->attack.unknowns;
    solver_begin(s, n);
    for (uint32_t i = 0; i < n; i++) free_range(t, i, s);
    attack_rows(&t->attack, false, s);
    for (size_t m = 0; m < 2 * t->count; m++)
        if (!find_move(t, m, t->move + m * n, s)) return MYN_OK;
    return spare(t, s);
}

static myn_status get_memory(Tidy *t)
{
    const Protection *p = t->p;
    uint8_t *held = myn_arena_zero(p->scratch, cells_of(p->table), 1);
    if (!held) return MYN_ERR_MEMORY;
    for (size_t i = 0; i < cells_of(p->table); i++) held[i] = p->why[i] != MYN_WITHHELD_NOT;
    myn_status status = attack_on(p->table, p->relations, held, &t->attack, p->scratch);
    if (status) return status;
    t->target = myn_arena_zero(p->scratch, t->count, sizeof *t->target);
    t->anew = myn_arena_zero(p->scratch, 2 * t->count, sizeof *t->anew);
    t->move = myn_arena_zero(p->scratch, 2 * t->count * t->attack.unknowns, sizeof *t->move);
    t->trial = myn_arena_zero(p->scratch, 2 * t->count * t->attack.unknowns, sizeof *t->trial);
    if (!t->target || !t->anew || !t->move || !t->trial) return MYN_ERR_MEMORY;
    size_t k = 0;
    for (uint32_t i = 0; i < t->attack.unknowns; i++)
        if (is_sensitive(p->why[t->attack.cell[i]])) t->target[k++] = i;
    return MYN_OK;
}

myn_status secondary_tidy(const Protection *p)
{
    Tidy t = {.p = p, .count = p->figures->sensitive};
    size_t extra = p->figures->secondary;
    if (!t.count || !extra || 2 * t.count * extra > p->rules->tidy) return MYN_OK;
    if (2 * t.count * (t.count + extra) > MOST_MOVES) return MYN_OK;
    myn_status status = get_memory(&t);
    return status ? status : solver_run(tidy, &t);
}
